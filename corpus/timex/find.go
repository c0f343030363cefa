package timex

import (
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// finder carries what the rules need while they run through one document.
type finder struct {
	text     *segment.Text
	items    []item
	dct      time.Time // document creation time: the day of publication; zero: not known
	order    dayOrder
	other    bool  // the document is in a language of which only dates are read
	ref      point // the date last spoken of, for "that year", "a week later"
	refAt    int   // its sentence
	fiscal   point // the quarter that a business report speaks of
	fiscalAt int   // its sentence
	prev     match // the match before
	verbs    verbs

	lookBack bool // no sentence, no tense: months without a year are past
}

// match is a time expression that a rule found.
type match struct {
	from, to int // items [from,to)
	typ      string
	value    string
	mod      string
	at       point // where it lies in the calendar, when it does
	named    bool  // a quarter called by its number
}

var none match

// The types of TIMEX3.
const (
	tDate     = "DATE"
	tTime     = "TIME"
	tDuration = "DURATION"
	tSet      = "SET"
)

// Find returns the time expressions of d in text order, none overlapping another. t is the segmented d.Text.
//
// d.Published is the day against which relative expressions are resolved; when it is zero they keep a
// relative value such as XXXX-WXX-5.
func Find(d *corpus.Document, t *segment.Text) []corpus.Timex {
	f := newFinder(d, t)
	var out []corpus.Timex
	for i := 0; i < len(f.items); {
		m := f.longest(i)
		if m.to <= i || m.value == "" {
			i++
			continue
		}
		out = append(out, corpus.Timex{
			Span: corpus.Span{Start: f.items[m.from].span.Start, End: f.items[m.to-1].span.End},
			Type: m.typ, Value: m.value, Mod: m.mod,
		})
		f.remember(m)
		i = m.to
	}
	return out
}

func newFinder(d *corpus.Document, t *segment.Text) *finder {
	f := &finder{text: t, items: items(t), refAt: -1}
	if !d.Published.IsZero() {
		y, m, day := d.Published.Date()
		f.dct = dayOf(y, int(m), day)
	}
	f.order = orderOf(d, f.items)
	primary, _, _ := strings.Cut(strings.ToLower(d.Language), "-")
	f.other = readsMonths[primary]
	f.verbs = verbs{text: t, sentence: -1}
	return f
}

// remember keeps the date of m for the expressions that refer to it.
func (f *finder) remember(m match) {
	f.prev = m
	if m.at.grain == noGrain {
		return
	}
	f.ref, f.refAt = m.at, f.items[m.from].sent
	if m.at.grain == gQuarter && m.named {
		f.fiscal, f.fiscalAt = m.at, f.refAt
	}
}

var noItem = item{val: -1}

// item returns item i, or an empty one outside the text.
func (f *finder) item(i int) *item {
	if i < 0 || i >= len(f.items) {
		return &noItem
	}
	return &f.items[i]
}

func (f *finder) low(i int) string { return f.item(i).low }

// oneOf reports whether item i is one of words.
func (f *finder) oneOf(i int, words ...string) bool {
	low := f.low(i)
	return slices.Contains(words, low)
}

// known reports whether the day of publication is known.
func (f *finder) known() bool { return !f.dct.IsZero() }

// anchor is the date that "that year" and "the following week" count from: the one spoken of nearby, else the
// day of publication.
func (f *finder) anchor(i int) point {
	if f.ref.grain != noGrain && f.item(i).sent-f.refAt <= 3 {
		return f.ref
	}
	if f.known() {
		return at(f.dct, gDay)
	}
	return point{}
}

// rule tries to match at item i; it returns none when it cannot.
type rule func(f *finder, i int) match

// plain are the rules for expressions that stand for themselves; longest adds what goes before them.
var plain = []rule{
	(*finder).clock, (*finder).duration, (*finder).units, (*finder).relative, (*finder).weekday, (*finder).monthDate, (*finder).dayMonth,
	(*finder).numeric, (*finder).year, (*finder).yearRange, (*finder).dayRange, (*finder).foreignDate, (*finder).era, (*finder).quarter, (*finder).season, (*finder).deictic,
	(*finder).part, (*finder).set, (*finder).reference, (*finder).holiday, (*finder).ordinalUnit, (*finder).ancient,
}

// longest returns the longest match at item i.
func (f *finder) longest(i int) match {
	if !f.lead(i) {
		return none
	}
	best := f.plainest(i)
	for _, r := range []rule{(*finder).beside, (*finder).twoAway, (*finder).weekFrom, (*finder).dayOfWeek, (*finder).partOfMonth, (*finder).dayOfMonth, (*finder).nthWeekday, (*finder).edged, (*finder).approximate} {
		if m := r(f, i); m.to > best.to {
			best = m
			best.from = i
		}
	}
	return best
}

func (f *finder) plainest(i int) match {
	best := none
	for _, r := range plain {
		if m := r(f, i); m.to > best.to {
			best = m
			best.from = i
		}
	}
	return best
}

// lead reports whether an expression can begin at item i; most words cannot.
func (f *finder) lead(i int) bool {
	it := &f.items[i]
	return it.word.class != 0 || it.val >= 0 || it.low != "" && (it.low[0] >= '0' && it.low[0] <= '9' || it.low[0] == '\'') ||
		leads[it.low] || otherMonths[it.low] != 0 || it.upper && feasts[it.low] != nil
}

// leads are the words outside the table with which an expression can begin.
var leads = map[string]bool{
	"more": true, "less": true, "fewer": true, "at": true, "up": true, "no": true, "as": true, "just": true, "not": true, "every": true,
	"each": true, "half": true, "once": true, "twice": true, "these": true, "those": true, "per": true, "all": true, "end": true, "start": true,
	"beginning": true, "well": true,
	"q1": true, "q2": true, "q3": true, "q4": true, "h1": true, "h2": true, "fy": true, "latest": true, "sometime": true, "latter": true, "close": true, "turn": true, "middle": true, "‘": true, "’": true,
	"four": true, "in": true, "mid": true, "future": true, "fall": true, "eve": true,
	"ad": true, "a.d.": true, "a.d": true,
}
