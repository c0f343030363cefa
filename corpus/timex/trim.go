package timex

import (
	"strings"

	"example.org/briefbot/corpus/segment"
)

// narrowed returns the tokens of [from,to) that are on the date d, where the words at the ends of the pieces ps name what is not: the deed
// that was condemned, the vote that a meeting was the eve of, the verb whose tense does not go with the date.
func (e *entrist) narrowed(ps []piece, d dated, from, to int) (int, int) {
	last := ps[len(ps)-1]
	after := last.from // where what is not of the date may begin
	if last.own {
		after = d.last
	}
	if last.verb >= 0 && !last.own {
		after = max(after, last.verb)
	}
	if last.own && last.verb >= d.last {
		after = last.verb
	}
	if k := e.regards(last.clause, after, to); k > after {
		for to = k; to > max(after, last.verbEnd) && (relating[e.text.Lower(to-1)] || determiners[e.text.Lower(to-1)] || relations[e.text.Lower(to-1)]); {
			to--
		}
	}
	if len(ps) > 1 || !last.own {
		return from, to
	}
	p := last.clause
	if p.verb >= 0 && p.verbEnd <= d.first && e.regards(p, from, p.verb) > from && p.kind == plainClause {
		from = p.verb // "[The possibility of a meeting] arose on Friday"
	}
	return e.without(p, d, from, to)
}

// regards returns the token of [from,to) before which the words end that are of the clause's own time, where a word follows that names
// something else by its relation to it: "in the aftermath of | the storm"; -1 if there is none.
func (e *entrist) regards(p clause, from, to int) int {
	t := e.text
	charged := p.verb >= 0 && p.verb < from && prosecuted[t.Lower(p.verbEnd-1)]
	for i := max(from, 0); i < to; i++ {
		w := t.Lower(i)
		switch {
		case i+1 < to && regarding[w] && relating[t.Lower(i+1)]:
			return i + 2
		case claimed[w] && i > from:
			return i
		case facing[w] && p.verb >= 0 && i >= p.verb && i < p.verbEnd:
			return i + 1
		case charged && i == from && (w == "in" || w == "for" || w == "over") && i+1 < to && determiners[t.Lower(i+1)]:
			return i + 1 // "was charged Thursday in | the killing"
		}
	}
	return -1
}

// without leaves the verb out where it cannot be of the date: "by setting a Jan. 14 date, | the agency allowed …".
func (e *entrist) without(p clause, d dated, from, to int) (int, int) {
	switch {
	case e.dct.IsZero() || p.verb < 0 || d.since:
		return from, to
	case p.verb >= d.last:
		return e.beforeVerb(p, d, from, to)
	case p.verbEnd > d.first:
		return from, to
	}
	t := e.text
	w := t.Lower(p.verb)
	if (w == "will" || w == "would" || w == "shall" || w == "'ll") && !e.unreal(p) && d.Computed && !d.To.IsZero() && !d.To.After(e.dct) {
		return min(p.verbEnd+1, d.first), to // "would end | an inquiry of the past year"
	}
	if p.verb == from && planned[w] && p.verbEnd > p.verb+2 && t.Lower(p.verbEnd-2) == "to" || p.verb == from && w == "set" {
		return p.verbEnd - 1, to // "set to | resume on Monday"
	}
	for k := d.last + 1; k+1 < to; k++ {
		if t.Lower(k) == "had" && pastVerb(t, k+1, t.Lower(k+1)) {
			return from, e.subjectStart(k, d.last) // "by Monday, a deadline | the firm had set"
		}
	}
	return from, to
}

// beforeVerb is [without] for a date before the verb.
func (e *entrist) beforeVerb(p clause, d dated, from, to int) (int, int) {
	t := e.text
	ahead := d.From.After(e.dct) || d.From.IsZero() && d.To.After(e.dct)
	switch {
	case ahead && (p.tense == past || e.unreal(p)):
		for k := d.first - 2; k > from; k-- {
			if t.Lower(k) == "to" && infinitive(t, k+1) {
				from = k // "His promise | to leave by June | was broken"
				break
			}
		}
		for k := d.last; k < min(p.verb, to); k++ {
			if t.Lower(k) == "," {
				return from, k
			}
		}
		return from, min(p.verb, to)
	case p.report && strings.Contains(d.Value, "-Q") || p.report && closes(t, d.last-3):
		return max(from, p.verbEnd), to // "For the quarter, the firm reported | a loss"
	case related(t, p.from, d):
		return d.first, e.phraseEnd(d, min(p.verb, to))
	case d.Precision == precisionInterval && len(d.Value) == 2 && attributive(t, d.first, d.last):
		if k := d.last; k < p.verb && happening(t.Lower(k)) {
			return d.first, p.verb
		}
		return from, from // "The 19th-century church | burned down"
	case e.ofSubject(p, d):
		return d.first, p.verb
	}
	return from, to
}

// related reports whether d is that of a noun to which a clause that begins at token from only stands in a relation: "In the wake of the Feb. 3
// quake, …".
func related(t *segment.Text, from int, d dated) bool {
	k := d.first - 1
	if k > from && determiners[t.Lower(k)] {
		k--
	}
	return k > from && t.Lower(k) == "of" && relations[t.Lower(k-1)] && attributive(t, d.first, d.last)
}

// phraseEnd returns the first comma after d, else token to.
func (e *entrist) phraseEnd(d dated, to int) int {
	for k := d.last; k < to; k++ {
		if e.text.Lower(k) == "," {
			return k
		}
	}
	return to
}

// ofSubject reports whether d belongs to a noun that the subject of p is about: "The place for Friday's fair was chosen".
func (e *entrist) ofSubject(p clause, d dated) bool {
	t := e.text
	before := d.first - 1
	if before > p.from && determiners[t.Lower(before)] {
		before--
	}
	if before <= p.from+1 || p.verb-p.from > lead || !attributive(t, d.first, d.last) || hasComma(t, p.from, p.verb) {
		return false
	}
	w := t.Lower(before)
	return (w == "for" || w == "of" || w == "about" || w == "from") && words[t.Lower(p.from)].class&cEdge == 0
}

// subjectStart returns where the noun phrase before token k begins, not before token from.
func (e *entrist) subjectStart(k, from int) int {
	for i := k - 1; i > from && i > k-6; i-- {
		w := e.text.Lower(i)
		if trimmed[w] || determiners[w] || pronouns[w] {
			return i
		}
		if relPrepositions[w] || complements[w] {
			return i + 1
		}
	}
	return k
}

// unreal reports whether the verb of p says what did not come about, or what had by then: "could not have come".
func (e *entrist) unreal(p clause) bool {
	for k := p.verb + 1; k < p.verbEnd; k++ {
		if e.text.Lower(k) == "have" {
			return p.tense == mayBe || p.tense == future
		}
	}
	return false
}

var (
	relating = wordSet("of for in with into to by over about against from at on")

	// regarding are words whose complement is told for its relation to something else and is of another time as a rule.
	regarding = wordSet(`aftermath wake eve anniversary punishment retaliation revenge response reaction connection responsibility blame blamed praise
	praised thanked apologised apologized charged accused convicted acquitted guilty suspected wanted fined sentenced jailed investigation
	inquiry probe details possibility prospect threat fears hopes angered shocked saddened outraged dismayed victims survivors witnesses ahead
	anticipation memory commemoration remembrance tribute penalty compensation dead`)

	// relations are those of them that name nothing that happened.
	relations = wordSet("aftermath wake eve anniversary punishment retaliation revenge response reaction connection ahead anticipation memory commemoration remembrance")

	// prosecuted are those of them that are said of who did it.
	prosecuted = wordSet("charged accused convicted acquitted suspected wanted sought indicted tried fined sentenced jailed punished")

	// facing are verbs of what was there before.
	facing = wordSet(`condemned denounced deplored mourned lamented commemorated remembered recalled regretted investigated avenged condemn denounce
	deplore mourn lament commemorate remember recall regret investigate avenge mark celebrate`)

	// claimed are words for what is only said to have been.
	claimed = wordSet("alleged purported supposed")
)
