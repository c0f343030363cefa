package index

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// event is a dated entry while it is put in order.
type event struct {
	Result
	d     *reading
	n     int
	days  interval
	words map[string]bool
}

// timeline answers /timeline: by the first day, then the last, then where it stands.
func (a *question) timeline(q Timeline) (*Answer, error) {
	about := a.ix.lang.subject(q.About)
	var who meant
	if q.Who != "" {
		if who = a.dir.resolve(q.Who); who.none() {
			return a.nobody(q, q.Who, anybody)
		}
	}
	f := a.find(about.terms(dated, datedField)...)
	if q.Who != "" {
		keys := who.keysOf(dated, "name", true)
		if who.country != "" {
			keys = append(keys, key(dated, "country", who.country))
		}
		f.all = append(f.all, keys)
	}
	f.all = append(f.all, []fieldTerm{typeKey(dated)})
	hits, err := a.shelf.run(a.ctx, f, candidates)
	if err != nil {
		return nil, err
	}
	var all []*event
	counts := map[*party]int{}
	for _, h := range hits {
		d, ok, err := a.read(h.id)
		if err != nil {
			return nil, err
		}
		if !ok || h.n >= len(d.Entries) {
			continue
		}
		e := &d.Entries[h.n]
		sentence := d.around(e.Span)
		switch {
		case e.EDTF == "" || e.From.IsZero() && e.To.IsZero(),
			!q.Period.overlaps(interval{e.From, e.To}),
			!about.empty() && !about.in(a.ix.lang, d.Cut(sentence)),
			q.Who != "" && !a.speaksOf(who, d, sentence, counts):
			continue
		}
		all = append(all, a.event(d, h.n))
	}
	if who.several && who.country == "" {
		if choices := listChoices(who, counts); len(choices) > 1 {
			return &Answer{Query: q, Choices: choices, Page: 1}, nil
		}
	}
	answer := paged(q, q.Page, a.events(all, about))
	if answer.Total == 0 {
		a.suggest(answer, q.About)
	}
	return answer, nil
}

// speaksOf reports whether s mentions who, by name, description or pronoun, and counts for each party meant.
func (a *question) speaksOf(who meant, d *reading, s corpus.Span, counts map[*party]int) bool {
	found := false
	for i := range d.Entities {
		if mentioned(d.Entities[i].Mentions, s) && who.is(a.dir, d, i, "", true) {
			counts[a.dir.of[bearer{d.ID, i}]]++
			found = true
		}
	}
	if !found && who.country != "" {
		text := d.Cut(s)
		found = slices.ContainsFunc(countriesIn(text, a.ix.lang.words(text)), func(p placed) bool { return p.country == who.country })
	}
	return found
}

// event makes the result of an entry.
func (a *question) event(d *reading, n int) *event {
	e := &d.Entries[n]
	told := e.Span
	if e.Clause.Contains(told) {
		told = e.Clause // with its subject and what was said
	}
	spans := []corpus.Span{told}
	v := &event{d: d, n: n, days: interval{e.From, e.To}, words: map[string]bool{}}
	v.Result = Result{
		Excerpt: Excerpt{Doc: &d.Document, Spans: spans}, Confidence: e.Confidence, LessSure: e.Confidence < sure,
		Date: e.EDTF, DateFrom: "text", Precision: e.Precision, When: e.When, Computed: e.Computed, Citations: []Citation{d.cite(spans)},
	}
	if e.When == "planned" && a.goneBy(v.days) {
		v.When = "was planned"
	}
	for _, w := range a.ix.lang.words(d.Cut(told)) {
		if !w.stop {
			v.words[w.term] = true
		}
	}
	return v
}

// planned things without an end count as gone by after this time.
const planLasts = 365 * 24 * time.Hour

// goneBy reports whether days lie before the day of the question.
func (a *question) goneBy(days interval) bool {
	today := a.now.UTC().Truncate(24 * time.Hour)
	if !days.to.IsZero() {
		return days.to.Before(today)
	}
	return !days.from.IsZero() && days.from.Add(planLasts).Before(today)
}

// order is that of time; an open beginning counts by its end, an open end is the latest.
func (v *event) order(w *event) int {
	return cmp.Or(
		v.first().Compare(w.first()),
		v.last().Compare(w.last()),
		strings.Compare(string(v.d.ID), string(w.d.ID)),
		v.Spans[0].Compare(w.Spans[0]),
		cmp.Compare(v.n, w.n),
	)
}

func (v *event) first() time.Time {
	if v.days.from.IsZero() {
		return v.days.to
	}
	return v.days.from
}

func (v *event) last() time.Time {
	if v.days.to.IsZero() {
		return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return v.days.to
}

// sameEvent reports whether w tells what v tells: the same date, and most of the words of the shorter.
func (v *event) sameEvent(w *event) bool {
	return v.Date == w.Date && v.When == w.When && min(len(v.words), len(w.words)) >= 3 && overlap(v.words, w.words) >= 0.7
}

// events merges and orders entries.
func (a *question) events(all []*event, about subject) []Result {
	slices.SortFunc(all, (*event).order)
	var kept []*event
	byDate := map[string][]*event{}
	for _, v := range all {
		same := byDate[v.Date]
		if i := slices.IndexFunc(same, func(k *event) bool { return k.sameEvent(v) }); i >= 0 {
			same[i].addCitation(v.Citations[0])
			continue
		}
		byDate[v.Date] = append(same, v)
		kept = append(kept, v)
	}
	out := make([]Result, len(kept))
	for i, v := range kept {
		v.Highlights = about.marks(a.ix.lang, v.Doc, v.Spans)
		out[i] = v.Result
	}
	return out
}
