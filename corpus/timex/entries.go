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
	from, to := e.text.TokensIn(e.text.Sentences[s])
	for i, d := range dates {
		a, b := from, to
		if i > 0 {
			a = (dates[i-1].last + d.first) / 2
		}
		if i+1 < len(dates) {
			b = (d.last + dates[i+1].first) / 2
		}
		e.add(d, a, b)
	}
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
