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
			e.nextDated = -1
			if n < len(x) {
				e.nextDated = t.Sentence(x[n].Span.Start)
			}
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

	clauses   []clause // of the sentence at hand
	nextDated int      // the next sentence with a time expression
}

// dated is a time expression that dates what is told around it.
type dated struct {
	corpus.Entry
	first, last int  // tokens [first,last) of the expression
	since       bool // it began then and goes on
}

func (e *entrist) sentence(s int, x []corpus.Timex) {
	e.clauses = clausesOf(e.text, s, nil)
	var dates []dated
	for _, m := range x {
		d, ok := e.date(m)
		if !ok {
			continue
		}
		if n := len(dates); n > 0 && e.ranges(dates[n-1], d) {
			dates[n-1] = joined(dates[n-1], d)
			continue
		}
		dates = append(dates, d)
	}
	if len(dates) > 0 {
		e.place(dates, pieces(e.text, s, dates))
		e.carry(s, dates[len(dates)-1])
	}
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
				p.to = cutBetween(t, dates[k].last, dates[k+1].first)
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
		if i > 0 && own[i-1] >= 0 && ps[i-1].report {
			ps[i].date = own[i-1] // what was said belongs to the saying
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
			from := ps[i].from
			if i > 0 {
				from = antecedent(e.text, ps[i-1].from, from)
			}
			e.add(dates[ps[i].date], from, ps[j-1].to)
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

// agrees reports whether a clause of this tense can tell of something on that date. Open and computed intervals
// belong to their own clause only.
func (e *entrist) agrees(p piece, d dated) bool {
	if d.Computed || d.since || d.From.IsZero() || d.To.IsZero() {
		return false
	}
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

func (e *entrist) add(d dated, from, to int) {
	d.Span = spanOf(e.text, from, to)
	if d.Span.IsZero() {
		return
	}
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
	case d.From.After(e.dct), tense == future && (d.To.IsZero() || !d.To.Before(e.dct)):
		return "planned"
	case d.From.IsZero() && d.To.After(e.dct), d.To.IsZero() && !d.From.Before(e.dct):
		return "planned"
	case tense == present && !d.From.After(e.dct) && (d.To.IsZero() || !d.To.Before(e.dct)) && d.Precision != precisionDay:
		return "ongoing"
	}
	return "past"
}

func (e *entrist) clauseAt(token int) clause {
	for _, c := range e.clauses {
		if c.from <= token && token < c.to {
			return c
		}
	}
	return clause{verb: -1}
}

// cutBetween returns the token between two dates where the second one's part of the clause begins: at a conjunction or after a
// comma where there is one, else half-way.
func cutBetween(t *segment.Text, from, to int) int {
	middle := (from + to) / 2
	best := -1
	for i := from; i < to; i++ {
		w := t.Lower(i)
		if (w == "and" || w == "but" || w == "," || w == ";") && abs(i-middle) <= 2 && (best < 0 || abs(i-middle) < abs(best-middle)) {
			best = i
		}
	}
	if best < 0 {
		return middle
	}
	return best
}

func abs(n int) int { return max(n, -n) }
