package timex

import "strings"

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
	d.since, d.bare, d.void = false, false, false
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
	if q.kind == elsewhen && (e.text.Lower(q.from) == "since" || participle(e.text.Lower(q.from))) {
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
