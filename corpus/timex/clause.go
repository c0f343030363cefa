package timex

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus/segment"
)

// kind says how a clause hangs in its sentence, and with that whether the date beside it can be its own.
type kind int8

const (
	plainClause  kind = iota // stands by itself, or is joined by "and"
	said                     // what was said, thought or asked: "that it would close"
	relative                 // "who left", "which failed", "found near the river"
	elsewhen                 // "after", "before", "until", "because", "although": another time, or any
	simultaneous             // "when", "while", "as"
	purpose                  // "to close"
	participial              // ", killing two"
	compared                 // "from 10 million a year ago": what the clause is measured by
)

// clause is a stretch of a sentence, mostly with a verb group of its own.
type clause struct {
	from, to int // tokens
	kind     kind
	tense    tense
	report   bool // its verb is one of saying
	perfect  bool // "has failed": begun before, still so
	earlier  bool // "had failed": before what is told beside it
	verb     int  // first token of its verb group, or -1
	verbEnd  int  // the token after it
}

// cutter cuts one sentence into clauses.
type cutter struct {
	text     *segment.Text
	from, to int // tokens of the sentence
	groups   []group
	dates    []dated
	out      []clause
	start    int
	kind     kind
	outer    kind // to which the sentence returns after a clause put in
	comma    bool // the clause at hand began at a comma, so that one ends it
	waiting  bool // a subject has not had its verb yet: "The mayor, who had left, …"
}

// cuttable is the number of tokens up to which a sentence is cut into clauses. What is longer is a list or a table, and
// the time to cut it grows with the square of its length.
const cuttable = 400

// clausesOf cuts a sentence into clauses; dates are never cut.
func clausesOf(t *segment.Text, sentence int, dates []dated) []clause {
	c := cutter{text: t, dates: dates, groups: sentenceGroups(t, sentence, nil)}
	c.from, c.to = t.TokensIn(t.Sentences[sentence])
	c.groups = slices.DeleteFunc(c.groups, func(g group) bool { return closes(t, g.from) })
	c.start = c.from
	if c.from < c.to && c.quoted(c.from) {
		c.kind = said
	}
	for i := c.from; i < c.to && c.to-c.from <= cuttable; i++ {
		if inside(dates, i) {
			continue
		}
		if k, ok := c.begins(i); ok {
			c.cut(i, k)
		}
	}
	c.cut(c.to, plainClause)
	reported(t, c.out)
	return c.out
}

// closes reports whether token i says when a period ends: "the quarter ended Sept. 30".
func closes(t *segment.Text, i int) bool {
	if i < 1 {
		return false
	}
	if w := t.Lower(i); w != "ended" && w != "ending" && w != "ends" {
		return false
	}
	return words[t.Lower(i-1)].class&(cUnit|cMonth) != 0 || t.Lower(i-1) == "period"
}

// cut ends the clause at hand before token i, where one of kind k begins.
func (c *cutter) cut(i int, k kind) {
	if c.start < i {
		c.out = append(c.out, newClause(c.groups, c.start, i, c.kind, c.text))
		if c.kind == plainClause || c.kind == said {
			c.outer = c.kind
		}
		if c.kind == plainClause {
			c.waiting = !c.verbIn(c.start, i)
		}
	}
	c.start, c.kind = i, k
	c.comma = i > c.from && c.text.Lower(i-1) == ","
}

// begins reports whether a clause begins at token i, and its kind.
func (c *cutter) begins(i int) (kind, bool) {
	w := c.text.Lower(i)
	if i == c.from {
		if c.fronted(i) {
			c.kind = elsewhen
			return 0, false
		}
		k, ok := opening(w)
		return k, ok && c.verbIn(i, c.to) && (k != elsewhen || !c.governs(i)) // "Since 2014, …" is no clause
	}
	prev := c.text.Lower(i - 1)
	switch in, before := c.quoted(i), c.quoted(i-1); {
	case in && !before:
		return said, c.verbIn(i, c.to)
	case !in && before && c.kind == said:
		return plainClause, true
	case in:
		return 0, false
	}
	switch prev {
	case ";", ":", "—", "--", "–", "_":
		return plainClause, c.verbIn(i, c.to) && !c.score(i)
	}
	if k, ok := opening(w); ok {
		if w == "that" && c.verbAt(i+1) {
			k = relative
		}
		return k, c.opens(i, w, prev)
	}
	if c.kind == compared && c.dateEnds(i) {
		return c.outer, c.verbIn(i, c.to)
	}
	if c.measure(i, w) {
		return compared, true
	}
	if g, ok := c.groupAt(i); ok {
		if c.waiting && prev == "," && g.tense != mayBe && c.verbIn(c.start, i) {
			return plainClause, true
		}
		if prev == "," && c.putIn(i, g) {
			return relative, true
		}
		if k, ok := c.verbBegins(i, prev, g); ok {
			return k, true
		}
	}
	switch {
	case prev == "," && (c.partyTag(i) || c.placeTag(i) || i > c.from+1 && (c.partyTag(i-2) || c.placeTag(i-2))):
		return 0, false
	case prev == "," && c.kind != plainClause && c.kind != said && (c.kind == elsewhen || c.kind == participial || c.verbIn(c.start, i)) && c.verbIn(i, c.to) && (c.comma || c.kind != relative) && !listed(w):
		return c.outer, true // the clause put in is over
	case w == "and" || w == "but":
		if i+1 < c.to && starts(c.text, i+1) && c.verbIn(c.start, i) && c.verbIn(i, c.to) {
			if c.kind == said || c.kind == relative || c.kind == purpose && (!determiners[c.text.Lower(i+1)] || !c.clauseAhead(i+1)) {
				return c.kind, true
			}
			return plainClause, true
		}
		if prev == "," && (c.kind == simultaneous || c.kind == elsewhen) && c.verbIn(c.start, i) && c.clauseAhead(i+1) {
			return c.outer, true // "fell when jets struck, and officials said …"
		}
	case prev == "," && strings.HasSuffix(w, "ing") && len(w) > 5 && !notParticiples[w] && c.verbIn(c.start, i) && !c.dateOf(i):
		return participial, true
	case prev == "," && c.verbIn(c.start, i) && c.clauseAhead(i):
		return c.outer, !listed(w)
	case c.contentAt(i), c.pronounClause(i, prev):
		return said, c.clauseAhead(i)
	case earlierBy[w] && c.gerund(i+1) && c.verbIn(c.start, i):
		return elsewhen, true // "charged with robbing a bank"
	}
	return 0, false
}

// score reports whether the mark before token i joins two numbers: "312–14".
func (c *cutter) score(i int) bool {
	digit := func(k int) bool { w := c.text.Word(k); return w[0] >= '0' && w[0] <= '9' }
	return i >= c.from+2 && digit(i) && digit(i-2) && c.text.Tokens[i-2].End == c.text.Tokens[i-1].Start && c.text.Tokens[i-1].End == c.text.Tokens[i].Start
}

// measure reports whether the words from token i on give a figure of another time, by which the clause measures: "from 10 million
// a year ago", "compared with 3 percent in May", "than last year".
func (c *cutter) measure(i int, w string) bool {
	switch w {
	case "compared", "versus":
	case "than":
		if prev := c.text.Lower(i - 1); prev == "later" || prev == "earlier" || prev == "sooner" || (prev == "more" || prev == "less" || prev == "fewer" || prev == "rather" || prev == "other") && !c.begunDate(i+1) {
			return false
		}
	case "from", "with":
		if i+1 >= c.to || w == "with" && (c.kind != compared || c.text.Lower(i-1) == "compared") {
			return false
		}
		k := i + 1
		if k+2 < c.to && (c.text.Lower(k+1) == "than" || words[c.text.Lower(k)].class&cApprox != 0) {
			k += 2 // "from fewer than 100"
		}
		if next := c.text.Word(k); next != "$" && (next[0] < '0' || next[0] > '9') && !c.levelAt(k) || c.begunDate(k) {
			return false
		}
	default:
		return false
	}
	for _, d := range c.dates {
		if d.first > i {
			return d.first <= i+10 && !hasComma(c.text, i, d.first) || d.first <= i+30 && c.backward(d) && !c.verbIn(i, d.first)
		}
	}
	return false
}

// levelAt reports whether the noun phrase at token i is a figure without a number: "the low levels of last summer".
func (c *cutter) levelAt(i int) bool {
	for k := i; k < min(i+4, c.to); k++ {
		if levels[c.text.Lower(k)] {
			return true
		}
	}
	return false
}

var levels = wordSet("level levels low lows high highs peak peaks record figure rate pace")

// backward reports whether d is told by its distance: "a year ago", "the year-earlier period".
func (c *cutter) backward(d dated) bool {
	for i := d.first; i < d.last; i++ {
		switch w := c.text.Lower(i); {
		case w == "ago", w == "earlier" && i > d.first, strings.HasSuffix(w, "-ago"), strings.HasSuffix(w, "-earlier"):
			return true
		}
	}
	return false
}

// dateEnds reports whether a date ends before token i.
func (c *cutter) dateEnds(i int) bool {
	return slices.ContainsFunc(c.dates, func(d dated) bool { return d.last == i })
}

// dateOf reports whether the date before the comma before token i is that of the noun there: "the Dec. 3, 1988, bombing".
func (c *cutter) dateOf(i int) bool {
	return slices.ContainsFunc(c.dates, func(d dated) bool { return d.last == i-1 && attributive(c.text, d.first, d.last) })
}

// begunDate reports whether token i is in a date.
func (c *cutter) begunDate(i int) bool {
	for _, d := range c.dates {
		if d.first <= i && i < d.last {
			return true
		}
	}
	return false
}

// clauseAhead reports whether the words from token i on have a subject and a verb of their own before the next comma.
func (c *cutter) clauseAhead(i int) bool {
	for _, g := range c.groups {
		if g.from >= i {
			return g.from > i && (g.tense != mayBe || c.text.Lower(g.from) != "to") && !hasComma(c.text, i, g.from) && c.text.Lower(g.from-1) != "that"
		}
	}
	return false
}

func (c *cutter) quoted(i int) bool { return c.text.Quoted(c.text.Tokens[i].Start) }

func listed(w string) bool { return w == "and" || w == "or" || w == "but" }

// opening returns the kind of clause that a word opens.
func opening(w string) (kind, bool) {
	switch w {
	case "that", "how", "why", "what":
		return said, true
	case "who", "whom", "whose", "which", "where":
		return relative, true
	case "after", "before", "until", "till", "since", "because", "although", "though", "if", "unless", "whether", "whereas", "following", "according":
		return elsewhen, true
	case "when", "while", "as":
		return simultaneous, true
	}
	return 0, false
}

// inside reports whether token i is in the middle of a date.
func inside(dates []dated, i int) bool {
	for _, d := range dates {
		if d.first < i && i < d.last {
			return true
		}
	}
	return false
}

// governs reports whether token i is a preposition of a date itself: "since 2014", "until last Friday".
func (c *cutter) governs(i int) bool {
	for _, d := range c.dates {
		if d.first > i && d.first <= i+2 && (d.first == i+1 || determiners[c.text.Lower(i+1)]) {
			return !attributive(c.text, d.first, d.last)
		}
	}
	return false
}

// contentAt reports whether the words said begin at token i, right after a verb of saying and the date that may
// follow it: "said [Friday] it would close".
func (c *cutter) contentAt(i int) bool {
	for _, g := range c.groups {
		if !g.report || g.to > i {
			continue
		}
		if g.to == i {
			for _, d := range c.dates {
				if d.first == i || d.first == i+1 {
					return false
				}
			}
			w := c.text.Word(i)
			return !relPrepositions[c.text.Lower(i)] && (w[0] < '0' || w[0] > '9') && w != "$" && (pronouns[c.text.Lower(i)] || !hearers[c.text.Lower(g.to-1)])
		}
		for _, d := range c.dates {
			if d.last == i && (d.first == g.to || d.first == g.to+1) {
				return true
			}
		}
	}
	return false
}

// fronted reports whether the sentence begins with a participle that tells of its subject: "Jailed from 1971 to 1974, she fled …".
func (c *cutter) fronted(i int) bool {
	if !participle(c.text.Lower(i)) || !c.complement(i+1) {
		return false
	}
	for k := i + 1; k+1 < c.to; k++ {
		if c.text.Lower(k) == "," && c.clauseAhead(k+1) {
			return true
		}
	}
	return false
}

// participle reports whether w can be one of the past.
func participle(w string) bool {
	return strings.HasSuffix(w, "ed") && len(w) > 4 && !notPast[w] && !undoing[w] || reducedForms[w]
}

// reported marks what is said before the verb of saying: "It had closed, the mayor said Friday".
func reported(t *segment.Text, cs []clause) {
	n := len(cs) - 1
	for n > 0 && (cs[n].kind != plainClause || cs[n].verb < 0) {
		n--
	}
	if n <= 0 || !cs[n].report || t.Lower(cs[n].from-1) != "," && !trimmed[t.Lower(cs[n].from-1)] {
		return
	}
	for k := n - 1; k >= 0; k-- {
		if cs[k].report {
			return
		}
	}
	if cs[0].verb < 0 {
		return
	}
	for k := range cs[:n] {
		if cs[k].kind == plainClause {
			cs[k].kind = said
		}
	}
}

func newClause(groups []group, from, to int, k kind, t *segment.Text) clause {
	c := clause{from: from, to: to, verb: -1, kind: k}
	for _, g := range groups {
		if g.from < from || g.from >= to {
			continue
		}
		if c.verb < 0 || c.tense == mayBe {
			c.tense, c.report, c.verb, c.verbEnd = g.tense, g.report, g.from, g.to
			c.earlier = t.Lower(g.from) == "had" && g.to > g.from+1
		}
		w := t.Lower(g.from)
		c.perfect = c.perfect || w == "has" || w == "have" || w == "'ve"
	}
	return c
}

// starts reports whether token i can be the subject or the verb of a clause joined by "and".
func starts(t *segment.Text, i int) bool {
	w := t.Lower(i)
	return pronouns[w] || pastVerb(t, i, w) || auxiliaries[w] != noTense || w == "will" || determiners[w]
}

var (
	pronouns        = wordSet("he she it they we i you who there")
	relPrepositions = wordSet("in on at of by for with from to about than over under like and")
	notParticiples  = wordSet("including according during beijing being")
)

// antecedent returns where the noun phrase begins that the relative clause at token i is about ("the summit, which is …"), not
// before token from; i itself where there is none.
func antecedent(t *segment.Text, from, i int) int {
	if w := t.Lower(i); w != "which" && w != "who" && w != "that" && w != "when" && w != "where" {
		return i
	}
	for k := i - 1; k >= from && k > i-16; k-- {
		w := t.Lower(k)
		_, opens := opening(w)
		switch {
		case w == "," && k == i-1, w == "and":
		case trimmed[w], opens, auxiliaries[w] != noTense, pastVerb(t, k, w):
			return i
		case determiners[w]:
			return k
		}
	}
	return i
}
