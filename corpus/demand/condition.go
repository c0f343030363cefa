package demand

import "example.org/briefbot/corpus"

// tieAct reads what ties one thing to another: "conditioned its withdrawal on", "made her support conditional on", "linked the aid to". What
// the actor wants is what the preposition brings, what it gives is the noun phrase before.
func (f *finder) tieAct(s *sentence, k int) (candidate, bool) {
	w := s.words[k]
	if w.tag != verb || !tying[w.lemma] || s.chunk[k] >= 0 {
		return candidate{}, false
	}
	given, ok := s.at(k + 1)
	actor, has := s.subject(k, 0)
	g := s.group(k)
	if !ok || !has || g.passive || !s.party(actor) && !s.agentive(actor) && w.lemma != "condition" {
		return candidate{}, false
	}
	if w.lemma == "make" || w.lemma == "set" {
		if c, ok := s.madeCondition(k); ok {
			c.actor = actor
			f.setting(s, &c, k, g)
			return c, true
		}
	}
	i := s.tiedAt(k, given)
	if i < 0 {
		return candidate{}, false
	}
	if p, ok := s.at(i); ok && s.tagAt(i) != determiner && s.low(i-1) == "to" && s.party(p) && s.tagAt(p.end) != genitive {
		return candidate{}, false // "is tying the bill to his rival"
	}
	c := modalCandidate(s, corpus.Condition, "tie", chunk{k, k + 1})
	c.actor = actor
	c.given = chunk{given.start, s.givenEnd(given, i)}
	c.mode = s.modeAt(i)
	c.object = chunk{i, s.objectEnd(i, c.mode)}
	c.Negated = g.negated
	f.setting(s, &c, k, g)
	return c, true
}

// madeCondition reads "made the release of its leader a condition for taking part".
func (s *sentence) madeCondition(k int) (candidate, bool) {
	for j := k + 2; j < len(s.words) && j < k+14; j++ {
		switch s.tagAt(j) {
		case stop, comma, colon, modal:
			return candidate{}, false
		}
		a, ok := s.at(j)
		if !ok || s.words[j].low != "condition" && s.words[j].low != "precondition" && s.words[j].low != "prerequisite" || a.head() != j || a.start <= k+1 || s.low(j+1) != "for" && s.low(j+1) != "of" {
			continue
		}
		c := modalCandidate(s, corpus.Condition, "tie", chunk{a.start, j + 1})
		c.head = k
		c.object, c.mode = chunk{k + 1, a.start}, asNoun
		i := s.skipMarks(j + 2)
		c.given = chunk{i, s.objectEnd(i, s.modeAt(i))}
		return c, true
	}
	return candidate{}, false
}

var (
	tying      = set(`condition make set tie link peg hinge predicate base`)
	contingent = set(`conditional contingent dependent conditioned`)
)

// tiedAt returns where the condition begins that is put on the noun phrase given, or -1.
func (s *sentence) tiedAt(k int, given chunk) int {
	for j := given.end; j < len(s.words) && j < given.end+8; j++ {
		switch s.low(j) {
		case "on", "upon":
			switch s.words[k].lemma {
			case "make":
				if !contingent[s.low(j-1)] {
					return -1
				}
			case "condition", "hinge", "predicate", "peg":
			default:
				return -1
			}
			return s.skipMarks(j + 1)
		case "to":
			if l := s.words[k].lemma; (l == "tie" || l == "link" || l == "peg") && s.objectIn("asknoun", complement{object: given}) {
				return s.skipMarks(j + 1)
			}
		}
		if t := s.tagAt(j); t == stop || t == comma || t == verb && !contingent[s.low(j)] {
			return -1
		}
	}
	return -1
}

// givenEnd is the end of the phrase of given before the preposition at i-1 and before "conditional".
func (s *sentence) givenEnd(given chunk, i int) int {
	end := i
	for end > given.start+1 && (s.tagAt(end-1) == preposition || s.tagAt(end-1) == infinitive || s.tagAt(end-1) == quoteMark || contingent[s.low(end-1)]) {
		end--
	}
	return end
}

// undergoer returns who is asked when the noun cue's phrase c is what somebody faces or resists: "faces calls to", "under pressure to".
func (s *sentence) undergoer(c chunk) (chunk, bool) {
	v := s.left(c.start)
	for v >= 0 && s.words[v].tag == verb && s.words[v].form == ing && s.words[v].lemma != "face" && s.words[v].lemma != "resist" && s.words[v].lemma != "ignore" {
		v = s.left(v) // "mounting calls"
	}
	if v < 0 {
		return chunk{}, false
	}
	if s.low(v) == "under" || s.low(v) == "despite" || s.low(v) == "amid" {
		u := s.finiteBefore(v)
		if u < 0 || s.low(v) != "under" {
			return chunk{}, false
		}
		return s.subject(u, 0)
	}
	if s.words[v].tag != verb || !undergoing[s.words[v].lemma] || s.group(v).passive {
		return chunk{}, false
	}
	return s.subject(v, 0)
}

var undergoing = set(`face resist ignore receive hear confront encounter withstand weather defy rebuff dismiss spurn heed answer escape dodge reject brush shrug`)

// listed moves the object of "issued an ultimatum: …" or "set three conditions for talks: …" behind the colon; what stood there is what is
// given for it.
func (s *sentence) listed(m match, c *candidate) {
	if !announcing[singular(s.low(m.end-1))] {
		return
	}
	for k := m.end; k < len(s.words) && k < m.end+9; k++ {
		switch s.tagAt(k) {
		case colon:
			if k+1 >= len(s.words) {
				return
			}
			if hasPrefixIn(c.frame, "p:for") {
				c.given = chunk{c.object.start, min(c.object.end, k)}
			}
			c.mode = s.modeAt(k + 1)
			c.object = chunk{k + 1, s.objectEnd(k+1, c.mode)}
			return
		case comma, stop, verb:
			return
		}
	}
}

var announcing = set(`ultimatum demand condition term precondition offer proposal threat request requirement`)
