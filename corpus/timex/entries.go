package timex

import (
	"slices"
	"strings"
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

// piece is a stretch of a sentence that is told to be at one date.
type piece struct {
	clause
	date  int    // of the sentence's dates, or -1
	own   bool   // the date stands in it
	whole [2]int // tokens [from,to) of the clause where the piece alone cannot be read: "on 3 / and 5 May"
}

// pieces cuts a sentence into its clauses, and a clause with several dates between them.
func pieces(t *segment.Text, sentence int, dates []dated) []piece {
	var out []piece
	k := 0
	for _, c := range clausesOf(t, sentence, dates) {
		if c.from = afterDateline(t, c.from); c.from >= c.to {
			continue
		}
		n := k
		for n < len(dates) && dates[n].first < c.to {
			n++
		}
		if n == k {
			out = append(out, piece{clause: c, date: -1})
			continue
		}
		from, first := c.from, k
		for ; k < n; k++ {
			p := piece{clause: c, date: k, own: true}
			if k > 0 && k-1 >= first && listedDates(t, dates[k-1], dates[k]) || k+1 < n && listedDates(t, dates[k], dates[k+1]) {
				p.whole = [2]int{c.from, c.to}
			}
			if from == c.verb && from > c.from {
				p.whole = [2]int{c.from, c.to}
			}
			p.from, p.to = from, c.to
			if k+1 < n {
				p.to = cutBetween(t, dates[k], dates[k+1], c.from, c.verb)
			}
			from = p.to
			out = append(out, p)
		}
	}
	return out
}

// listedDates reports whether only "and", "or" or a comma stands between two dates: "on 3 and 5 May".
func listedDates(t *segment.Text, a, b dated) bool {
	for i := a.last; i < b.first; i++ {
		if w := t.Lower(i); w != "and" && w != "or" && w != "," && w != "on" {
			return false
		}
	}
	return b.first-a.last <= 2
}

// place gives the clauses without a date that of a clause they share the time with, and adds an entry for each
// run of clauses on one date.
func (e *entrist) place(dates []dated, ps []piece) {
	dates = e.spread(dates, ps)
	for i := 0; i < len(ps); {
		j := i + 1
		for j < len(ps) && ps[j].date == ps[i].date && (ps[j].date < 0 || !e.besideVerb(ps[j], dates[ps[j].date])) {
			j++
		}
		if ps[i].date >= 0 && told(ps[i:j]) {
			d := dates[ps[i].date]
			from := ps[i].from
			if i > 0 {
				from = antecedent(e.text, ps[i-1].from, from)
			}
			first, last := around(ps, i, j)
			if i > 0 && ps[i].kind == relative && first == ps[i].from {
				first = nounBefore(e.text, ps[i-1].from, first)
			}
			d.Clause = spanOf(e.text, min(from, first), last)
			if w := ps[i].whole; w[1] > 0 {
				d.Clause = spanOf(e.text, min(from, w[0]), max(last, w[1]))
			}
			to := ps[j-1].to
			if e.besideVerb(ps[i], d) {
				from = max(from, ps[i].verbEnd)
			}
			if f, end, ok := e.named(ps[i], d); ok {
				if end < ps[i].to || j == i+1 || ps[i+1].kind != relative {
					to = end
				}
				from = f
			} else {
				from, to = e.narrowed(ps[i:j], d, from, to)
			}
			e.add(d, from, to)
		}
		i = j
	}
}

// around returns the tokens [from,to) to read for the pieces [i,j) of one date: with what was said or who said it, with the verb
// that an infinitive hangs on, and with the subject where a relative clause stands between.
func around(ps []piece, i, j int) (from, to int) {
	date := ps[i].date
	told := ps[i].kind
	for k := i; k < j && told == relative; k++ {
		told = ps[k].kind
	}
	switch k := i - 1; told {
	case said, purpose, participial, compared, elsewhen:
		for k > 0 && ps[k].date < 0 && ps[k].kind != plainClause {
			k--
		}
		if k >= 0 && (ps[k].date < 0 || ps[k].date == date) && ps[i].from-ps[k].from <= lead {
			i = k
		}
	case plainClause:
		for k >= 0 && ps[k].kind == said && ps[k].date < 0 && ps[i].report {
			i, k = k, k-1
		}
		for k > 0 && ps[k].kind == relative {
			k--
		}
		if k >= 0 && ps[k].verb < 0 && ps[k].kind == plainClause && ps[i].verb >= 0 {
			i = k
		}
	}
	for j < len(ps) && (ps[j].date == date || ps[j].date < 0 && ps[j].kind != plainClause) {
		j++
	}
	return ps[i].from, ps[j-1].to
}

// lead is the number of tokens up to which the clause is shown on which a dated one hangs.
const lead = 40

// told reports whether one of ps has a verb or the date itself.
func told(ps []piece) bool {
	return slices.ContainsFunc(ps, func(p piece) bool { return p.own || p.verb >= 0 })
}

// besideVerb reports whether the date d in p is not that of the verb before it, only of what the verb is about: "set Friday as the
// deadline", "reported third-quarter earnings".
func (e *entrist) besideVerb(p piece, d dated) bool {
	if !p.own || p.verb < 0 || p.verbEnd > d.first || p.tense != past {
		return false
	}
	ahead := !e.dct.IsZero() && d.From.After(e.dct) && (p.verbEnd < 2 || e.text.Lower(p.verbEnd-2) != "to") // "had been set to expire Nov. 6"
	return ahead || (p.report || figuring[e.text.Lower(p.verbEnd-1)]) && strings.Contains(d.Value, "-Q") &&
		!relPrepositions[e.text.Lower(d.first-1)] && e.text.Lower(d.first-1) != "during"
}

// figuring are further verbs that give the figures of a period, or what they are to be.
var figuring = wordSet("posted estimated forecast projected predicted expected recorded booked disclosed released")

// spread gives clauses without a date that of a neighbour that shares it, and returns the dates with those added that
// were only a bound for the neighbour.
func (e *entrist) spread(dates []dated, ps []piece) []dated {
	for i := range ps {
		if ps[i].date >= 0 {
			continue
		}
		if i > 0 && ps[i].kind == relative && ps[i-1].kind == relative && !ps[i-1].own && ps[i-1].date >= 0 && listed(e.text.Lower(ps[i].from)) {
			ps[i].date = ps[i-1].date // "that killed two and hurt nine"
			continue
		}
		if i > 0 && ps[i-1].own && e.telling(ps, i, dates[ps[i-1].date]) {
			if d := dates[ps[i-1].date]; !d.bounds() {
				ps[i].date = ps[i-1].date
			} else if d, ok := e.itself(d); ok {
				ps[i].date = len(dates)
				dates = append(dates, d)
			}
			continue
		}
		for _, j := range nearestFirst(ps, i) {
			if ps[j].own && ps[j].kind != compared && e.shares(ps, i, j, dates[ps[j].date]) {
				ps[i].date = ps[j].date
				break
			}
		}
	}
	return dates
}

// bounds reports whether d begins or ends what is told beside it.
func (d dated) bounds() bool { return d.since || d.bare || d.From.IsZero() || d.To.IsZero() }

// itself is the date d without the preposition that makes it a bound.
func (e *entrist) itself(d dated) (dated, bool) {
	d.Value = strings.TrimSuffix(strings.TrimPrefix(d.Value, "../"), "/..")
	d.since, d.bare = false, false
	var ok bool
	d.From, d.To, d.EDTF, d.Precision, ok = Interval(d.Value, e.dct)
	return d, ok && !d.Computed
}

// shares reports whether clause i, which has no date, is told to be at the date d of clause j.
//
// Clauses joined by "and", of the same time ("when", "as"), and participles share it; what was before or after does not. What was said on
// an earlier day mostly is of that day. A relative clause tells of the noun beside it, which is as a rule of that date ("the
// attack on Aug. 7 that killed …"). What a report of the day itself tells besides is mostly of earlier days.
func (e *entrist) shares(ps []piece, i, j int, d dated) bool {
	p, q := ps[i], ps[j]
	if !e.agrees(p, d) || p.kind == elsewhen || e.quoted(p.from) && !e.quoted(d.first) {
		return false
	}
	if p.perfect && q.kind != said && p.kind != relative || p.earlier && p.kind != relative && (i > j || q.kind == plainClause) {
		return false // told as begun or over by then
	}
	if q.kind == elsewhen && e.text.Lower(q.from) == "since" {
		return false
	}
	before := e.dct.IsZero() || !d.To.IsZero() && d.To.Before(e.dct)
	ahead := !e.dct.IsZero() && d.From.After(e.dct)
	if q.kind == elsewhen {
		return before && (p.kind == plainClause || p.kind == said) && abs(i-j) == 1
	}
	switch p.kind {
	case relative:
		return before && (j == i+1 && q.kind != plainClause || j < i && relatives(ps[j+1:i]))
	case said:
		return before && abs(i-j) == 1
	case purpose:
		return j == i-1 && (!d.From.Equal(e.dct) || !d.To.Equal(e.dct))
	case simultaneous:
		return before
	}
	if q.kind == relative {
		return false
	}
	if q.kind == said || q.kind == purpose {
		return !ahead && (!p.report || before && !q.earlier)
	}
	return before || ahead || !p.report
}

// telling reports whether clause i tells what was at the date d, right after it: "in 1988, when the port opened", "the 1996 bombing, which
// killed two".
func (e *entrist) telling(ps []piece, i int, d dated) bool {
	p := ps[i]
	if i == 0 || p.verb < 0 || p.perfect || p.tense != past && p.tense != future {
		return false
	}
	from := p.from
	if e.text.Lower(from-1) == "," {
		from--
	}
	switch e.text.Lower(p.from) {
	case "when":
		return d.last == from
	case "that", "which":
		if v := ps[i-1].verb; d.last == from && v > 0 && e.text.Lower(v-1) == "it" && auxiliaries[e.text.Lower(v)] != noTense {
			return true // "It was not until Tuesday that …"
		}
		return attributive(e.text, d.first, d.last) && p.kind == relative && p.tense == past && ps[i-1].own && ps[i-1].from <= d.first && d.last < p.from
	}
	return false
}

func (e *entrist) quoted(token int) bool { return e.text.Quoted(e.text.Tokens[token].Start) }

// relatives reports whether all of ps are relative clauses.
func relatives(ps []piece) bool {
	for _, p := range ps {
		if p.kind != relative {
			return false
		}
	}
	return true
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
	if d.Computed || d.since || d.bare || d.From.IsZero() || d.To.IsZero() {
		return false
	}
	if e.dct.IsZero() {
		return true
	}
	ahead := d.From.After(e.dct)
	switch p.tense {
	case future, mayBe:
		return ahead && !e.unreal(p.clause)
	case past:
		return !ahead
	case present: // what is so now was not told to be so on that day
		return !ahead && d.Precision != precisionDay && !d.To.Before(e.dct)
	}
	return true
}

func (e *entrist) add(d dated, from, to int) {
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

// cutBetween returns the token between the dates a and b of a clause where the second one's part of it begins: at its verb where a is of its
// subject only ("the 1920s church | burned in the small hours of Sunday"), at a conjunction or after a comma where there is one, else half-way.
func cutBetween(t *segment.Text, a, b dated, start, verb int) int {
	from, to := a.last, b.first
	if verb > from && verb < to && a.Precision != precisionDay && b.Precision == precisionDay && attributive(t, a.first, a.last) {
		return verb
	}
	if related(t, start, a) {
		for i := from; i < to; i++ {
			if t.Lower(i) == "," {
				return i // "In the wake of the Feb. 3 quake, | …"
			}
		}
	}
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
