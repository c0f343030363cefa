package timex

import (
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// Entries returns the clauses of d that tell an event together with the date that the text gives them, in text
// order. x are the time expressions that [Find] found in it.
//
// A clause takes the date in it; one without a date takes that of its neighbour in the sentence where their tenses agree. A
// sentence takes the date of the one before only where it goes on about the same meeting. What has no date in the
// text gets none: d.Published only resolves relative expressions.
func Entries(d *corpus.Document, t *segment.Text, x []corpus.Timex) []corpus.Entry {
	e := &entrist{doc: d, text: t}
	if !d.Published.IsZero() {
		y, m, day := d.Published.Date()
		e.dct = dayOf(y, int(m), day)
	}
	for k := 0; k < len(x); {
		s := t.Sentence(x[k].Span.Start)
		n := k
		for n < len(x) && t.Sentence(x[n].Span.Start) == s {
			n++
		}
		if s >= 0 {
			e.sentence(s, x[k:n])
		}
		k = n
	}
	return e.out
}

// entrist puts the events of one document on dates.
type entrist struct {
	doc  *corpus.Document
	text *segment.Text
	dct  time.Time
	out  []corpus.Entry
}

// dated is a time expression that dates what is told around it.
type dated struct {
	corpus.Entry
	first, last int // tokens [first,last) of the expression
}

func (e *entrist) sentence(s int, x []corpus.Timex) {
	var dates []dated
	for _, m := range x {
		if d, ok := e.date(m); ok {
			dates = append(dates, d)
		}
	}
	if len(dates) == 0 {
		return
	}
	e.place(dates, pieces(e.text, s, dates))
}

// piece is a stretch of a sentence that is told to be at one date.
type piece struct {
	clause
	date int // of the sentence's dates, or -1
}

// pieces cuts a sentence into its clauses, and a clause with several dates between them.
func pieces(t *segment.Text, sentence int, dates []dated) []piece {
	var out []piece
	k := 0
	for _, c := range clausesOf(t, sentence, dates) {
		n := k
		for n < len(dates) && dates[n].first < c.to {
			n++
		}
		if n == k {
			out = append(out, piece{c, -1})
			continue
		}
		from := c.from
		for ; k < n; k++ {
			p := piece{c, k}
			p.from, p.to = from, c.to
			if k+1 < n {
				p.to = (dates[k].last + dates[k+1].first) / 2
			}
			from = p.to
			out = append(out, p)
		}
	}
	return out
}

// place gives the clauses without a date that of the nearest dated clause of the sentence, where their
// tenses agree, and adds an entry for each run of clauses on one date.
func (e *entrist) place(dates []dated, ps []piece) {
	own := make([]int, len(ps))
	for i, p := range ps {
		own[i] = p.date
	}
	for i := range ps {
		if own[i] >= 0 {
			continue
		}
		for _, j := range nearestFirst(ps, i) {
			if own[j] >= 0 && e.agrees(ps[i], dates[own[j]]) {
				ps[i].date = own[j]
				break
			}
		}
	}
	for i := 0; i < len(ps); {
		j := i + 1
		for j < len(ps) && ps[j].date == ps[i].date {
			j++
		}
		if ps[i].date >= 0 {
			e.add(dates[ps[i].date], ps[i].from, ps[j-1].to)
		}
		i = j
	}
}

// nearestFirst lists the neighbours of piece i that carry a date of their own, the nearest first.
func nearestFirst(ps []piece, i int) []int {
	var out []int
	for n := 1; n < len(ps); n++ {
		if i-n >= 0 {
			out = append(out, i-n)
		}
		if i+n < len(ps) {
			out = append(out, i+n)
		}
	}
	return out
}

// agrees reports whether a clause of this tense can tell of something on that date.
func (e *entrist) agrees(p piece, d dated) bool {
	if e.dct.IsZero() {
		return true
	}
	ahead := d.From.After(e.dct)
	switch p.tense {
	case future, mayBe:
		return ahead
	case past, present:
		return !ahead
	}
	return true
}

// date reads what one expression says about when.
func (e *entrist) date(m corpus.Timex) (dated, bool) {
	if m.Type == tSet || m.Type == tDuration {
		return dated{}, false
	}
	from, to, edtf, precision, ok := Interval(m.Value, e.dct)
	if !ok || precision == precisionVague {
		return dated{}, false
	}
	d := dated{Entry: corpus.Entry{Timex: m.Span, Value: m.Value, EDTF: edtf, Precision: precision, From: from, To: to, Confidence: 0.8}}
	d.first, d.last = e.text.TokensIn(m.Span)
	return d, true
}

func (e *entrist) add(d dated, from, to int) {
	d.Span = spanOf(e.text, from, to)
	if d.Span.IsZero() {
		return
	}
	d.When = "past"
	if d.From.After(e.dct) && !e.dct.IsZero() {
		d.When = "planned"
	}
	e.out = append(e.out, d.Entry)
}
