package timex

import (
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// clause is a stretch of a sentence with a verb group of its own.
type clause struct {
	from, to int // tokens
	tense    tense
	report   bool // its verb is one of saying
	perfect  bool // "has failed": begun before, still so
	verb     int  // token of its verb group, or -1
}

// clausesOf cuts a sentence at commas, dashes and conjunctions so that each piece keeps a verb group.
func clausesOf(t *segment.Text, sentence int, dates []dated) []clause {
	from, to := t.TokensIn(t.Sentences[sentence])
	groups := sentenceGroups(t, sentence, nil)
	var out []clause
	start := from
	for i := from + 1; i < to; i++ {
		if inside(dates, i) || governs(t, dates, i) || !border(t, i, to) && !contentAt(t, groups, dates, i) || !hasVerb(groups, start, i) || !hasVerb(groups, i, to) {
			continue
		}
		out = append(out, newClause(t, groups, start, i))
		start = i
	}
	if start < to {
		out = append(out, newClause(t, groups, start, to))
	}
	return out
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

// governs reports whether token i is a preposition before a date: "since 2014", "until last Friday".
func governs(t *segment.Text, dates []dated, i int) bool {
	switch t.Lower(i) {
	case "since", "until", "before", "after", "as":
	default:
		return false
	}
	for _, d := range dates {
		if d.first > i && d.first <= i+4 && !hasBreak(t, i+1, d.first) {
			return true
		}
	}
	return false
}

func hasBreak(t *segment.Text, from, to int) bool {
	for k := from; k < to; k++ {
		w := t.Lower(k)
		if trimmed[w] || pronouns[w] || auxiliaries[w] != noTense || pastVerb(t, k, w) {
			return true
		}
	}
	return false
}

// contentAt reports whether the words said begin at token i, right after a verb of saying and the date that may
// follow it: "said [Friday] it would close".
func contentAt(t *segment.Text, groups []group, dates []dated, i int) bool {
	for _, g := range groups {
		if !g.report || g.to > i {
			continue
		}
		if g.to == i {
			for _, d := range dates {
				if d.first == i || d.first == i+1 {
					return false
				}
			}
			return determiners[t.Lower(i)] || pronouns[t.Lower(i)] || t.Word(i) != t.Lower(i)
		}
		for _, d := range dates {
			if d.last == i && (d.first == g.to || d.first == g.to+1) {
				return true
			}
		}
	}
	return false
}

func hasVerb(groups []group, from, to int) bool {
	for _, g := range groups {
		if g.from >= from && g.from < to && g.tense != mayBe {
			return true
		}
	}
	return false
}

func newClause(t *segment.Text, groups []group, from, to int) clause {
	c := clause{from: from, to: to, verb: -1}
	for _, g := range groups {
		if g.from < from || g.from >= to {
			continue
		}
		if c.verb < 0 || c.tense == mayBe {
			c.tense, c.report, c.verb = g.tense, g.report, g.from
		}
		w := t.Lower(g.from)
		c.perfect = c.perfect || w == "has" || w == "have" || w == "'ve"
	}
	return c
}

// border reports whether a new clause may begin at token i.
func border(t *segment.Text, i, end int) bool {
	w, prev := t.Lower(i), t.Lower(i-1)
	switch prev {
	case ";", ":", "—", "--", "–":
		return true
	case ",":
		return joins[w] || i+1 < end
	}
	return joins[w] && (w != "that" || !determined(t, i+1, end)) && (w != "and" && w != "but" || i+1 < end && starts(t, i+1))
}

// determined reports whether "that" before token i is an article ("that meeting").
func determined(t *segment.Text, i, end int) bool {
	return i >= end || t.Lower(i) == "," || t.Lower(i) == "."
}

// starts reports whether token i can be the subject or the verb of a clause joined by "and".
func starts(t *segment.Text, i int) bool {
	w := t.Lower(i)
	return pronouns[w] || pastVerb(t, i, w) || auxiliaries[w] != noTense || w == "will" || determiners[w]
}

var (
	joins    = wordSet("that which who whom while although though because since unless when after before until but and whereas if as")
	pronouns = wordSet("he she it they we i you who there")
)

// spanOf returns the bytes of tokens [from,to) without the marks and conjunctions at their ends.
func spanOf(t *segment.Text, from, to int) corpus.Span {
	for from < to && (trimmed[t.Lower(from)] || connectives[t.Lower(from)]) {
		from++
	}
	for from < to && (trimmed[t.Lower(to-1)] || connectives[t.Lower(to-1)]) {
		to--
	}
	if from == to {
		return corpus.Span{}
	}
	return corpus.Span{Start: t.Tokens[from].Start, End: t.Tokens[to-1].End}
}

var (
	trimmed     = wordSet(`, ; : — – - -- " “ ” . ( ) [ ] ' ’ ‘ ! ? …`)
	connectives = wordSet("and but or that which while although though because whereas so")
)

// antecedent returns where the noun phrase begins that the relative clause at token i is about ("the summit, which is …"), not
// before token from; i itself where there is none.
func antecedent(t *segment.Text, from, i int) int {
	if w := t.Lower(i); w != "which" && w != "who" && w != "that" && w != "when" && w != "where" {
		return i
	}
	for k := i - 1; k >= from && k > i-16; k-- {
		w := t.Lower(k)
		switch {
		case w == "," && k == i-1, w == "and":
		case trimmed[w], joins[w], auxiliaries[w] != noTense, pastVerb(t, k, w):
			return i
		case determiners[w]:
			return k
		}
	}
	return i
}
