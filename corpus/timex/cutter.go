package timex

import (
	"strings"

	"example.org/briefbot/corpus/segment"
)

// opens reports whether the word w at token i, which may open a clause, does so here.
func (c *cutter) opens(i int, w, prev string) bool {
	if !c.verbIn(i, c.to) && w != "after" && w != "following" && w != "since" && w != "according" { // "after the attack" is another time without a verb
		return false
	}
	switch w {
	case "that":
		return !relPrepositions[prev] && !c.demonstrative(i)
	case "as":
		return c.subjectVerb(i)
	case "before", "until", "till":
		return !c.governs(i) && !relPrepositions[prev] && (c.clauseAhead(i+1) || i+1 < c.to && strings.HasSuffix(c.text.Lower(i+1), "ing"))
	case "since":
		if prev == "has" || prev == "have" || prev == "had" || prev == "ever" || prev == "long" {
			return false // an adverb
		}
		return !c.governs(i) && !relPrepositions[prev]
	case "after", "following":
		return !c.governs(i) && !relPrepositions[prev]
	}
	return true
}

// demonstrative reports whether "that" at token i points at a noun: "that meeting".
func (c *cutter) demonstrative(i int) bool {
	if i+1 >= c.to || trimmed[c.text.Lower(i+1)] {
		return true
	}
	return false
}

// subjectVerb reports whether a finite verb follows token i soon, as after the conjunction "as".
func (c *cutter) subjectVerb(i int) bool {
	for _, g := range c.groups {
		if g.from > i && g.tense != mayBe {
			return g.from <= i+8 && g.from > i+1 && !hasComma(c.text, i, g.from)
		}
	}
	return false
}

// partyTag reports whether token i tells the party and the state of the one before: "R-Ohio".
func (c *cutter) partyTag(i int) bool {
	w := c.text.Word(i)
	return len(w) > 2 && w[1] == '-' && (w[0] == 'R' || w[0] == 'D' || w[0] == 'I') && w[2] >= 'A' && w[2] <= 'Z'
}

// placeTag reports whether token i tells the state or the country of the place before it: "Mobile, Ala.".
func (c *cutter) placeTag(i int) bool {
	w := c.text.Word(i)
	if i < c.from+2 || len(w) < 2 || w[0] < 'A' || w[0] > 'Z' {
		return false
	}
	if before := c.text.Word(i - 2); before[0] < 'A' || before[0] > 'Z' || titles[c.text.Lower(i)] || strings.Trim(w, "IVX") == "" {
		return false
	}
	if w[len(w)-1] == '.' || len(w) == 2 && w[1] >= 'A' && w[1] <= 'Z' {
		return true
	}
	if i+2 >= c.to || c.text.Lower(i+1) != "," || c.verbAt(i+2) {
		return false
	}
	after := c.text.Word(i + 2) // "a Dayton, Ohio, clinic", and not "In Dayton, Lund, who …"
	_, opens := opening(after)
	return after[0] >= 'a' && after[0] <= 'z' && !opens && !listed(after) && !relPrepositions[after] && !complements[after] && !determiners[after]
}

func hasComma(t *segment.Text, from, to int) bool {
	for k := from; k < to; k++ {
		if t.Lower(k) == "," {
			return true
		}
	}
	return false
}

// verbBegins reports whether the verb group at token i begins a clause without a word that opens it: an infinitive, a participle after
// its noun, the main verb after a relative clause.
func (c *cutter) verbBegins(i int, prev string, g group) (kind, bool) {
	if g.tense == mayBe && c.text.Lower(i) == "to" {
		return purpose, c.verbIn(c.start, i) && !c.chained(i)
	}
	if g.tense == mayBe || !c.verbIn(c.start, i) || trimmed[prev] || listed(prev) || c.verbAt(i-1) {
		return 0, false
	}
	if c.kind == relative && !c.comma {
		return c.outer, !adverb(prev)
	}
	if strings.HasSuffix(c.text.Lower(i), "ed") || reducedForms[c.text.Lower(i)] {
		return relative, !adverb(prev) && !pronouns[prev] && c.kind != elsewhen && c.complement(g.to) && !c.joined(i)
	}
	return 0, false
}

// putIn reports whether the participle at token i, after a comma, tells about the subject before the verb comes: "The union, founded in
// 1919, voted …".
func (c *cutter) putIn(i int, g group) bool {
	w := c.text.Lower(i)
	if w == "to" && c.text.Lower(i+1) == "be" && !c.verbIn(c.start, i) {
		return true // "The report, to be published on Thursday, says …"
	}
	if g.tense != past || !strings.HasSuffix(w, "ed") && !reducedForms[w] || g.to != i+1 || !c.onlyReports(i) || !c.complement(g.to) || i <= c.from+1 || hasComma(c.text, c.start, i-1) {
		return false
	}
	for k := g.to; k < c.to; k++ {
		if c.text.Lower(k) == "," {
			return c.verbIn(k, c.to)
		}
	}
	return false
}

// onlyReports reports whether the clause at hand has no verb before token i but one of saying, whose words begin then: "Police said the
// man, …".
func (c *cutter) onlyReports(i int) bool {
	for _, g := range c.groups {
		if g.from >= c.start && g.from < i && (!g.report || g.to >= i-1) {
			return false
		}
	}
	return true
}

// chained reports whether the infinitive at token i belongs to the verb before it: "is set to open", "began to leave".
func (c *cutter) chained(i int) bool {
	for _, g := range c.groups {
		if g.to == i {
			return g.tense == future || chaining[c.text.Lower(i-1)]
		}
	}
	return false
}

// complement reports whether token i can follow a participle that stands after its noun: "found near the river".
func (c *cutter) complement(i int) bool {
	if i >= c.to {
		return true
	}
	w := c.text.Lower(i)
	if trimmed[w] || complements[w] {
		return true
	}
	for _, d := range c.dates {
		if d.first == i {
			return true
		}
	}
	return false
}

// joined reports whether "and" stands between token i and the verb before it, so that the verb left out is that one: "two were
// killed and nine injured".
func (c *cutter) joined(i int) bool {
	for k := i - 1; k > c.start && !c.verbAt(k); k-- {
		if listed(c.text.Lower(k)) {
			return true
		}
	}
	return false
}

var (
	titles      = wordSet("mr. mrs. ms. dr. gen. col. maj. capt. lt. sgt. sen. rep. gov. rev. st. prof. prov. jr. sr.")
	complements = wordSet("by in on at from to for with near during as under of over against into after before within last earlier late off along around outside inside")
	chaining    = wordSet("began begin begins begun started start starts continued continue continues ceased managed failed tried attempted helped happened appeared seemed used came got")
)

// hearers are verbs of saying after which stands who hears it.
var hearers = wordSet("told tells tell")

var reducedForms = wordSet("held made built known seen taken given shown written chosen driven drawn thrown sold bought led run killed sent shot found brought born")

func adverb(w string) bool { return strings.HasSuffix(w, "ly") || adverbs[w] }

// verbAt reports whether token i belongs to a verb group.
func (c *cutter) verbAt(i int) bool {
	for _, g := range c.groups {
		if g.from <= i && i < g.to {
			return true
		}
	}
	return false
}

func (c *cutter) groupAt(i int) (group, bool) {
	for _, g := range c.groups {
		if g.from == i {
			return g, true
		}
	}
	return group{}, false
}

// verbIn reports whether a verb group begins among the tokens [from,to).
func (c *cutter) verbIn(from, to int) bool {
	for _, g := range c.groups {
		if g.from >= from && g.from < to {
			return true
		}
	}
	return false
}

// pronounClause reports whether a clause without "that" begins with the pronoun at token i: "told Mara [he could stay]",
// "a statement saying [they agreed]".
func (c *cutter) pronounClause(i int, prev string) bool {
	if sayings[prev] && !relPrepositions[c.text.Lower(i)] {
		return true
	}
	w := c.text.Lower(i)
	_, ok := c.groupAt(i + 1)
	return ok && pronouns[w] && w != "there" && w != "who" && c.text.Lower(i+1) != "to" && c.verbIn(c.start, i) && !trimmed[prev] && !listed(prev)
}

// gerund reports whether token i is a verb in -ing.
func (c *cutter) gerund(i int) bool {
	if i >= c.to {
		return false
	}
	w := c.text.Lower(i)
	return strings.HasSuffix(w, "ing") && len(w) > 5 && !thingsDoing[w]
}

var (
	sayings   = wordSet("saying adding arguing warning claiming noting insisting stating announcing declaring explaining")
	earlierBy = wordSet("with for without about from against")

	// thingsDoing are words in -ing that are nouns as a rule.
	thingsDoing = wordSet(`meeting hearing building funding spending trading bombing shooting killing opening offering ruling warning training housing voting fighting
	gathering banking shipping farming fishing mining evening morning during nothing something anything everything spring string wedding briefing filing
	finding feeling rating listing parking planning pricing testing timing wording writing reading being having king wing`)
)
