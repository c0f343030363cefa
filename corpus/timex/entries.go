package timex

import (
	"slices"
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
			e.nextDated = -1
			if i := slices.IndexFunc(x[n:], e.inCalendar); i >= 0 {
				e.nextDated = t.Sentence(x[n+i].Span.Start)
			}
			e.sentence(s, x[k:n])
		}
		k = n
	}
	return e.out
}

// inCalendar reports whether m has a place in the calendar.
func (e *entrist) inCalendar(m corpus.Timex) bool {
	_, _, _, precision, ok := Interval(m.Value, e.dct)
	return ok && precision != precisionVague
}

// entrist puts the events of one document on dates.
type entrist struct {
	doc  *corpus.Document
	text *segment.Text
	dct  time.Time
	out  []corpus.Entry

	clauses   []clause // of the sentence at hand
	nextDated int      // the next sentence with a time expression
}

// dated is a time expression that dates what is told around it.
type dated struct {
	corpus.Entry
	first, last int  // tokens [first,last) of the expression
	since       bool // it began then and goes on
	bare        bool // of what is named beside it only: "since the 2014 vote"
	void        bool // nothing is told to be at it: "the worst since 1998"
}

func (e *entrist) sentence(s int, x []corpus.Timex) {
	e.clauses = clausesOf(e.text, s, nil)
	var dates []dated
	for _, m := range x {
		d, ok := e.date(m)
		if !ok || e.pressLine(d) {
			continue
		}
		if n := len(dates); n > 0 && e.ranges(dates[n-1], d) {
			dates[n-1] = joined(dates[n-1], d)
			continue
		} else if n > 0 && dates[n-1].last == d.first-1 && closes(e.text, d.first-1) {
			dates[n-1].last = d.last // "the quarter ended Sept. 30" is one date
			continue
		}
		dates = append(dates, d)
	}
	if len(dates) > 0 {
		ps := pieces(e.text, s, dates)
		e.place(dates, ps)
		for _, p := range slices.Backward(ps) {
			if p.own && !p.earlier && (p.kind == plainClause || p.kind == said || p.kind == simultaneous || p.kind == purpose && e.trading(p.clause)) {
				e.carry(s, p, dates[p.date])
				break
			}
		}
	}
}

func (e *entrist) add(d dated, from, to int) {
	for to-1 > max(from, d.last) && (relating[e.text.Lower(to-1)] || determiners[e.text.Lower(to-1)]) {
		to--
	}
	if from >= to {
		return
	}
	d.Span = spanOf(e.text, from, to)
	if d.Span.IsZero() {
		return
	}
	if !d.Clause.Contains(d.Span) {
		d.Clause = d.Span
	}
	d.Clause = wholeQuotes(e.text, d.Clause)
	d.When = e.when(d, from, to)
	e.out = append(e.out, d.Entry)
}

// when tells past, ongoing and planned apart by the date and the tense of the clause.
func (e *entrist) when(d dated, from, to int) string {
	tense := e.clauseAt(d.first).tense
	switch {
	case d.since:
		if tense == past && !e.clauseAt(d.first).perfect {
			return "past"
		}
		return "ongoing"
	case e.dct.IsZero():
		if tense == future {
			return "planned"
		}
		return "past"
	case d.From.After(e.dct), tense == future && (d.To.IsZero() || d.To.After(e.dct) || d.From.Equal(e.dct)):
		return "planned"
	case tense == future && !d.To.IsZero() && e.meant(d):
		return "planned" // and the date has gone by
	case d.From.IsZero() && d.To.After(e.dct), d.To.IsZero() && !d.From.Before(e.dct) && (tense != past || d.Precision == precisionVague || d.Precision == precisionWeeks),
		d.Computed && !d.since && d.To.After(e.dct):
		return "planned"
	case tense == present && !d.From.After(e.dct) && (d.To.IsZero() || !d.To.Before(e.dct)) && d.Precision != precisionDay:
		return "ongoing"
	}
	return "past"
}

// meant reports whether d is only when something was to be: "was due to open in September", "a bid due to end on Friday".
func (e *entrist) meant(d dated) bool {
	c := e.clauseAt(d.first)
	return c.verb >= 0 && c.verbEnd <= d.first && meantBy[e.text.Lower(c.verb)] && !attributive(e.text, d.first, d.last)
}

var meantBy = wordSet("was were due scheduled slated planned hoped intended")

func (e *entrist) clauseAt(token int) clause {
	for _, c := range e.clauses {
		if c.from <= token && token < c.to {
			return c
		}
	}
	return clause{verb: -1}
}

func abs(n int) int { return max(n, -n) }
