package timex

import (
	"sort"
	"strconv"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// date reads what one expression says about when something was, is or will be. It refuses sets, references such as "now" and
// "the future", lengths of time that are not tied to the day of publication, and clock times without a day.
func (e *entrist) date(m corpus.Timex) (dated, bool) {
	d := dated{Entry: corpus.Entry{Timex: m.Span, Value: m.Value, Confidence: 0.9}}
	d.first, d.last = e.tokensOf(m.Span)
	switch m.Type {
	case tSet:
		return d, false
	case tDuration:
		return e.span(d)
	}
	if m.Type == tTime && !e.tellsDay(d) {
		return d, false
	}
	var ok bool
	d.From, d.To, d.EDTF, d.Precision, ok = Interval(m.Value, e.dct)
	if !ok || d.Precision == precisionVague {
		return d, false
	}
	if e.denied(d.first) {
		return d, false
	}
	e.bound(&d)
	d.void = d.since && e.record(d.first)
	return d, true
}

// denied reports whether the date at token i is only named as the wrong one: "in 2019, not 2018".
func (e *entrist) denied(i int) bool {
	k := i - 1
	if k > 0 && (e.text.Lower(k) == "in" || e.text.Lower(k) == "on") {
		k--
	}
	return k > 0 && e.text.Lower(k) == "not" && (e.text.Lower(k-1) == "," || e.text.Lower(k-1) == "and")
}

// tokensOf returns the tokens that s touches; an expression may be a part of one ("2009-2010").
func (e *entrist) tokensOf(s corpus.Span) (first, last int) {
	t := e.text.Tokens
	first = sort.Search(len(t), func(k int) bool { return t[k].End > s.Start })
	last = sort.Search(len(t), func(k int) bool { return t[k].Start >= s.End })
	return first, last
}

// tellsDay reports whether a clock time or part of the day comes with its day: "Friday night", "this morning".
func (e *entrist) tellsDay(d dated) bool {
	for i := d.first; i < d.last; i++ {
		w := words[e.text.Lower(i)]
		if w.class&(cWeekday|cMonth|cDeictic|cRel) != 0 || len(e.text.Word(i)) == 10 {
			return true
		}
	}
	return false
}

// bound opens an end of the interval where a preposition says so: "since 2014", "until Friday", "by June". Where the date is only a
// bound, and not that of what is told, the value says so as the EDTF does: "../2025-06".
func (e *entrist) bound(d *dated) {
	w := e.preposition(d.first)
	if strings.Contains(d.Value, "T") && (w == "after" || w == "before" || w == "by" || w == "past") {
		return // "shortly after 8 a.m. on Friday": the day is that one
	}
	switch low := e.text.Lower(d.first); {
	case strings.HasPrefix(low, "post-"):
		w = "after"
	case strings.HasPrefix(low, "pre-"):
		w = "before"
	case attributive(e.text, d.first, d.last) && !deadlines[e.text.Lower(d.last)]:
		d.bare = w == "since"
		return // "after the October vote": the date is that of the vote
	}
	switch w {
	case "since":
		d.since = true
		d.To = time.Time{}
		d.EDTF = openStart(d.EDTF) + "/.."
	case "by": // a deadline is told of its day
		d.From = time.Time{}
		d.EDTF = "../" + openEnd(d.EDTF)
		d.Value = "../" + d.Value
	case "until", "till", "before":
		if w != "before" && negatedBefore(e.text, d.first) {
			return // "did not leave until Friday": then it was
		}
		d.From = time.Time{}
		d.EDTF = "../" + openEnd(d.EDTF)
		d.Value = "../" + d.Value
	case "after", "past", "beyond":
		d.To = time.Time{}
		d.EDTF = openStart(d.EDTF) + "/.."
		d.Value += "/.."
	}
}

// record reports whether the "since" before the date at token i only says for how long there was no such thing: "the worst since 1998".
func (e *entrist) record(i int) bool {
	const near = 7 // tokens
	t := e.text
	for k := i - 1; k >= 0 && k > i-near && t.Tokens[k].Sentence == t.Tokens[i].Sentence; k-- {
		w := t.Lower(k)
		if w == "first" || w == "worst" || w == "best" || w == "most" || w == "least" || words[w].class&cOrdinal != 0 || strings.HasSuffix(w, "est") && len(w) > 5 && !notSuperlative[w] {
			return true
		}
		if auxiliaries[w] != noTense || trimmed[w] {
			return false
		}
	}
	return false
}

var notSuperlative = wordSet("interest request protest harvest arrest forest contest conquest inquest invest suggest honest northwest southwest guest latest midwest")

// deadlines are nouns for a bound in time.
var deadlines = wordSet("deadline cutoff cut-off expiry")

// openStart and openEnd take the first or last part of an EDTF interval.
func openStart(edtf string) string { from, _, _ := strings.Cut(edtf, "/"); return from }

func openEnd(edtf string) string {
	from, to, ok := strings.Cut(edtf, "/")
	if !ok {
		return from
	}
	return to
}

// negatedBefore reports whether the verb before token i is negated.
func negatedBefore(t *segment.Text, i int) bool {
	const near = 14 // tokens
	for k := i - 1; k >= 0 && k > i-near && t.Tokens[k].Sentence == t.Tokens[i].Sentence; k-- {
		switch t.Lower(k) {
		case "not", "n't", "n’t", "never":
			return true
		case ",", ";", "—", "that", "but":
			return false
		}
	}
	return false
}

// preposition returns the preposition that governs the date at token i, looking over the words of its own
// noun phrase: "since the [2014] invasion".
func (e *entrist) preposition(i int) string {
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		w := e.text.Lower(k)
		switch w {
		case "since":
			return w
		case "than": // "no later than June 30"
			if k == i-1 && k > 1 && (e.text.Lower(k-2) == "no" || e.text.Lower(k-2) == "not") {
				return map[string]string{"later": "by", "earlier": "after", "sooner": "after"}[e.text.Lower(k-1)]
			}
			return ""
		case "until", "till", "by", "before", "after", "past", "beyond":
			if k == i-1 || k == i-2 && determiners[e.text.Lower(i-1)] {
				return w
			}
			return ""
		case ",", ".", ";", ":", "and", "or", "in", "on", "at", "of", "for", "with", "from", "to", "that", "which", "when":
			return ""
		}
		if pastVerb(e.text, k, w) || auxiliaries[w] != noTense {
			return ""
		}
	}
	return ""
}

// span ties a length of time to the day of publication: "over the past year" and "has failed in 11 years" reach up to it,
// "in the coming weeks" begins with it.
func (e *entrist) span(d dated) (dated, bool) {
	if e.dct.IsZero() {
		return d, false
	}
	n, u, vague := length(d.Value)
	if u == noUnit || u < day {
		return d, false
	}
	switch e.direction(d) {
	case -1:
		if vague || n > 4000 {
			return d, false
		}
		return e.upToNow(d, n, u)
	case 1:
		return e.fromNow(d, n, u, vague)
	}
	return d, false
}

// direction tells whether a length of time ends (-1) or begins (1) with the day of publication; 0 is neither.
func (e *entrist) direction(d dated) int {
	for i := d.first; i < d.last; i++ {
		switch e.text.Lower(i) {
		case "past", "last":
			return -1
		case "coming", "next", "upcoming":
			return 1
		}
	}
	before := ""
	if d.first > 0 {
		before = e.text.Lower(d.first - 1)
	}
	if d.last < len(e.text.Tokens) && e.text.Lower(d.last) == "ahead" {
		return 1
	}
	c := e.clauseAt(d.first)
	if c.perfect && (before == "in" || before == "for" || before == "over") && c.tense != future {
		return -1
	}
	return 0
}

// upToNow computes the start of a length of time that ends with the day of publication.
func (e *entrist) upToNow(d dated, n int, u unit) (dated, bool) {
	g := grainOf(u)
	start := point{}
	switch u {
	case day, week, fortnight:
		if u != day {
			n *= 7
		}
		start = at(e.dct, gDay).shift(-n)
	case month:
		start = at(e.dct, gMonth).shift(-n)
	case quarter:
		start = at(e.dct, gMonth).shift(-3 * n)
	case year:
		start = at(e.dct, gYear).shift(-n)
		if n == 1 {
			start = at(e.dct, gMonth).shift(-12) // one year is told to the month
		}
	default:
		start = at(e.dct, g).shift(-n)
	}
	if start.first.Year() < 1 {
		return d, false
	}
	d.From, d.To = start.first, e.dct
	d.Value, d.Precision = start.value(), start.precision()
	d.EDTF = start.edtf() + "/" + e.dct.Format(time.DateOnly)
	c := e.clauseAt(d.first)
	if c.perfect {
		d.since = true
	}
	d.Computed, d.Confidence = true, 0.6
	return d, true
}

// fromNow is a length of time that begins with the day of publication; a vague one has an open end.
func (e *entrist) fromNow(d dated, n int, u unit, vague bool) (dated, bool) {
	d.From, d.Precision, d.Confidence = e.dct, precisionVague, 0.6
	if u == week {
		d.Precision = precisionWeeks
	}
	d.EDTF = e.dct.Format(time.DateOnly) + "/.."
	if vague {
		return d, true
	}
	end := point{}
	switch u {
	case year:
		end = point{e.dct.AddDate(n, 0, 0), gDay}
	case month:
		end = point{e.dct.AddDate(0, n, 0), gDay}
	case week:
		end = at(e.dct, gDay).shift(7 * n)
	case day:
		end = at(e.dct, gDay).shift(n)
	default:
		return d, true
	}
	if end.first.Year() > 9999 {
		return d, true
	}
	d.To, d.Precision, d.Computed = end.first, precisionInterval, true
	d.EDTF = e.dct.Format(time.DateOnly) + "/" + end.value()
	return d, true
}

// length reads a TIMEX3 duration of one unit.
func length(value string) (n int, u unit, vague bool) {
	s, ok := strings.CutPrefix(value, "P")
	if !ok || strings.HasPrefix(s, "T") {
		return 0, noUnit, false
	}
	letters := strings.TrimLeft(s, "0123456789")
	number := s[:len(s)-len(letters)]
	if rest, ok := strings.CutPrefix(letters, "X"); ok && number == "" {
		vague, letters = true, rest
	} else if n, _ = strconv.Atoi(number); n == 0 {
		return 0, noUnit, false
	}
	for _, c := range []unit{day, week, month, quarter, year} {
		if letters == unitLetter(c) {
			return n, c, vague
		}
	}
	return 0, noUnit, false
}

// ranges reports whether a and b are the ends of one stretch: "from Monday to Friday", "between May and July", "2009-2010".
func (e *entrist) ranges(a, b dated) bool {
	if a.From.IsZero() || b.To.IsZero() || b.To.Before(a.From) || a.since {
		return false
	}
	between := b.first - a.last
	if between > 1 {
		return false
	}
	before := ""
	if a.first > 0 {
		before = e.text.Lower(a.first - 1)
	}
	if between < 0 {
		return b.Timex.Start == a.Timex.End+1 // "2009-2010"
	}
	if between == 0 {
		return false
	}
	switch e.text.Lower(a.last) {
	case "to", "through", "until", "-", "–", "—", "/":
		return true
	case "and":
		return before == "between"
	}
	return false
}

// joined is the interval from a to b; it keeps the value of its beginning.
func joined(a, b dated) dated {
	a.To, a.last = b.To, b.last
	a.Timex.End = b.Timex.End
	a.EDTF = openStart(a.EDTF) + "/" + openEnd(b.EDTF)
	a.Precision = precisionInterval
	return a
}
