package demand

import (
	"strings"

	"example.org/briefbot/corpus"
)

// outcome looks for an answer that is told without a cue of the lexicon: no response, an appeal that failed, what the one asked did instead.
func (f *finder) outcome(c *candidate) {
	if answer := f.fate(c); answer != "" {
		c.Status, c.StatusEvidence = answer, f.sents[c.sentence].span
		return
	}
	for i := c.sentence; i < len(f.sents) && i <= c.sentence+2; i++ {
		s := f.sents[i]
		for k, w := range s.words {
			answer := ""
			switch {
			case w.low == "empty-handed" && i > c.sentence && i <= c.sentence+1:
				answer = refused
			case (w.lemma == "respond" || w.lemma == "reply" || w.lemma == "answer") && w.tag == verb && s.unanswered(k) && !s.press(k) && f.about(s, k, c, i):
				answer = noAnswer
			case i == c.sentence && k < c.object.end, i > c.sentence+1:
			default:
				answer = f.told(s, k, c, i)
			}
			if answer != "" {
				c.Status, c.StatusEvidence = answer, s.span
				return
			}
		}
	}
}

// told reads what the verb at k of sentence i says that the one asked did, or that the asker got.
func (f *finder) told(s *sentence, k int, c *candidate, i int) string {
	w := s.words[k]
	if w.tag != verb && w.tag != be && w.tag != have && w.tag != do || s.hasQuestion() {
		return ""
	}
	if w.lemma == "get" && w.form == past && (s.low(k+1) == "it" || s.low(k+1) == "one" || s.low(k+1) == "them" || s.low(k+1) == "both") && s.closes(k+2) && !s.group(k).negated {
		a, ok := s.subject(k, 0)
		if ok && f.asker(s, a, c, i) {
			return accepted // "and got it"
		}
		return ""
	}
	answer := s.reaction(k)
	if answer == "" {
		return ""
	}
	a, ok := s.subject(k, 0)
	if !ok || f.asker(s, a, c, i) || !f.asked(s, a, c, i) {
		return ""
	}
	return answer
}

// reaction tells what the verb at k, said of one who was asked, answers.
func (s *sentence) reaction(k int) string {
	w := s.words[k]
	g := s.group(k)
	n := s.right(k)
	switch {
	case w.tag == be && s.tagAt(n) == negation && (s.low(s.right(n)) == "interested" || s.low(s.right(n)) == "persuaded" || s.low(s.right(n)) == "convinced" || s.low(s.right(n)) == "swayed" || s.low(s.right(n)) == "impressed"):
		return refused
	case w.tag == be && unmoved[s.low(n)], (w.lemma == "remain" || w.lemma == "stay") && unmoved[s.low(n)]:
		return refused
	case w.lemma == "budge" && g.negated, w.lemma == "blink" && g.negated, w.lemma == "relent" && g.negated, w.lemma == "oblige" && g.negated, w.lemma == "comply" && g.negated:
		return refused
	case (w.tag == have || w.lemma == "hear") && s.low(k+1) == "none" && s.low(k+2) == "of":
		return refused
	case w.lemma == "ignore" && !g.negated && !g.passive && pointed[s.low(k+1)]:
		return noAnswer
	case (w.lemma == "oblige" || w.lemma == "comply") && !g.negated && s.closes(k+1):
		return accepted
	case w.tag == verb && w.form == past && !g.negated && g.finite && s.insteadAfter(k):
		return refused
	}
	return ""
}

var (
	unmoved = set(`unmoved unconvinced unpersuaded unimpressed defiant uninterested unyielding`)
	pointed = set(`him her it them the that this`)
)

// insteadAfter reports whether the clause of the verb at k ends in "instead".
func (s *sentence) insteadAfter(k int) bool {
	for i := k + 1; i < len(s.words) && i < k+9; i++ {
		switch s.tagAt(i) {
		case stop, comma, colon:
			return false
		}
		if s.low(i) == "instead" {
			return s.low(i+1) != "of"
		}
	}
	return false
}

// asker reports whether the noun phrase a of sentence i is who acts in c.
func (f *finder) asker(s *sentence, a chunk, c *candidate, i int) bool {
	span := s.bytes(s.whole(a).start, a.end)
	if span == c.Actor || i == c.sentence && a == c.actor {
		return true
	}
	return f.sameEntity(c, f.e.At(span), f.d.Cut(span))
}

// asked reports whether the noun phrase a of sentence i is who is asked in c: the target, a pronoun right behind, or any party when none is named.
func (f *finder) asked(s *sentence, a chunk, c *candidate, i int) bool {
	span := s.bytes(s.whole(a).start, a.end)
	if c.Target.IsZero() {
		return s.words[a.head()].tag != pronoun && (s.party(a) || s.agentive(a))
	}
	if f.sameTarget(c, f.e.At(span), f.d.Cut(span)) {
		return true
	}
	return f.pronounFor(s.words[a.head()], c.Target, c.TargetEntity, f.e.At(span))
}

// pronounFor reports whether the pronoun w, which nobody resolved to another entity than id, can stand for the party at span.
func (f *finder) pronounFor(w word, span corpus.Span, id, resolved int) bool {
	if w.tag != pronoun || resolved != corpus.None && id != corpus.None && resolved != id {
		return false
	}
	words := strings.Fields(strings.ToLower(f.d.Cut(span)))
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	person := f.person(id)
	switch w.low {
	case "they":
		return !person && (strings.HasSuffix(last, "s") || bodies[last] || inClass("humannoun", last)) || strings.Contains(" "+strings.Join(words, " ")+" ", " and ")
	case "he", "she":
		return person || inClass("humannoun", last) && singular(last) == last && !bodies[last]
	case "it":
		return !person && (bodies[last] || id != corpus.None)
	}
	return false
}
