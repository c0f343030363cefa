package demand

import "strings"

// group is what stands around a verb: its auxiliaries and what they tell.
type group struct {
	start   int // the first word of the group: auxiliary or verb
	finite  bool
	passive bool
	negated bool
	to      int // the "to" of an infinitive, or -1
	modal   string
}

// group reads the auxiliaries to the left of the verb at v.
func (s *sentence) group(v int) group {
	g := group{start: v, to: -1}
	w := s.words[v]
	hasBe, hasHave := w.tag == be, w.tag == have
	k := v - 1
loop:
	for ; k >= 0; k-- {
		switch s.words[k].tag {
		case adverb, quoteMark:
			continue
		case negation:
			g.negated = true
		case modal:
			g.modal, g.finite = s.words[k].low, true
		case be:
			hasBe = true
			g.finite = g.finite || s.words[k].low != "being" && s.words[k].low != "been" && s.words[k].low != "be"
		case have:
			hasHave = true
			g.finite = g.finite || s.words[k].low != "having"
		case do:
			g.finite = true
		case infinitive:
			g.to = k
			g.negated = g.negated || s.low(k-1) == "yet" || s.tagAt(k-1) == negation && s.tagAt(k-2) == verb
			break loop
		case comma:
			j := s.auxiliaries(k)
			if j < 0 {
				break loop
			}
			for i := j; i < k; i++ {
				g.negated = g.negated || s.words[i].tag == negation
			}
			k = j
		case noun: // "is already reportedly set": rare; an unknown word ends the group
			break loop
		default:
			break loop
		}
		g.start = k
	}
	g.passive = w.tag == verb && (w.form == part || w.form == past && hasBe) && (hasBe || !hasHave)
	if w.form == past && !hasBe || w.form == third || w.tag == be && (w.low != "be" && w.low != "being" && w.low != "been") {
		g.finite, g.passive = true, false
	}
	if w.form == base && g.to < 0 && !g.finite {
		g.finite = true
	}
	if g.to >= 0 {
		g.finite = false
	}
	return g
}

// floating are the quantifiers that stand among auxiliaries: "have both urged".
var floating = set(`both all each`)

// auxiliaries returns the comma that opens an insertion of auxiliaries that the comma at k closes, "does not, and never will, accept", or -1.
func (s *sentence) auxiliaries(k int) int {
	for j := k - 1; j >= 0 && j > k-6; j-- {
		switch s.words[j].tag {
		case comma:
			if j == k-1 {
				return -1
			}
			return j
		case conjunction, modal, negation, adverb, be, have, do:
		default:
			return -1
		}
	}
	return -1
}

// subject returns the noun phrase that is the surface subject of the verb at v, also the understood one of an
// infinitive, a participle or a coordinated verb.
func (s *sentence) subject(v, depth int) (chunk, bool) {
	if v < 0 || depth > 6 {
		return chunk{}, false
	}
	g := s.group(v)
	switch {
	case g.to >= 0:
		return s.controller(g.to, depth)
	case g.finite:
		return s.subjectBefore(g.start, v, depth)
	case s.words[v].form == ing || s.low(g.start) == "being" || s.low(g.start) == "having":
		return s.participleSubject(g.start, depth)
	case s.words[v].form == part || s.words[v].form == past:
		if c, ok := s.nounBefore(g.start); ok {
			return c, true
		}
		return s.participleSubject(g.start, depth)
	}
	return s.subjectBefore(g.start, v, depth)
}

// nounBefore returns the noun phrase that ends right before word i.
func (s *sentence) nounBefore(i int) (chunk, bool) {
	k := s.left(i)
	if c, ok := s.at(k); ok {
		return s.trim(c)
	}
	return chunk{}, false
}

// trim cuts words of time from the ends of c; ok is false when nothing is left.
func (s *sentence) trim(c chunk) (chunk, bool) {
	for c.start < c.end && classes["time"][s.words[c.end-1].low] && s.words[c.end-1].text != "may" {
		c.end--
		for c.start < c.end && (s.low(c.end-1) == "last" || s.low(c.end-1) == "this" || s.low(c.end-1) == "next" || s.words[c.end-1].tag == number) {
			c.end--
		}
	}
	for c.start < c.end && classes["time"][s.words[c.start].low] && c.end-c.start > 1 {
		c.start++
	}
	return c, c.start < c.end
}

// subjectBefore looks to the left of word i, where the group of the finite verb v begins, for its subject.
func (s *sentence) subjectBefore(i, v, depth int) (chunk, bool) {
	for k := i - 1; k >= 0; k-- {
		w := s.words[k]
		if c, ok := s.at(k); ok {
			t, ok := s.trim(c)
			if !ok {
				k = c.start
				if s.tagAt(k-1) == preposition {
					k--
				}
				continue
			}
			return s.climb(t), true
		}
		switch w.tag {
		case adverb, quoteMark, negation, dash:
			if w.tag == dash {
				if j := s.openDash(k); j >= 0 {
					k = j
				}
			}
			continue
		case relative:
			return s.antecedent(k)
		case conjunction:
			return s.shared(k, v, depth)
		case comma:
			if s.tagAt(k-1) == conjunction {
				continue
			}
			j := s.openComma(k)
			if j < 0 {
				return chunk{}, false
			}
			k = j
		case bracket:
			for k > 0 && s.words[k].low != "(" {
				k--
			}
		default:
			return chunk{}, false
		}
	}
	return chunk{}, false
}

func (s *sentence) openDash(k int) int {
	for j := k - 1; j >= 0 && j > k-40; j-- {
		if s.words[j].tag == dash {
			return j
		}
	}
	return -1
}

// openComma returns the comma that opens the insertion that the comma at k closes, or -1.
func (s *sentence) openComma(k int) int {
	for j := k - 1; j >= 0 && j > k-45; j-- {
		if s.words[j].tag != comma {
			continue
		}
		if _, ok := s.nounBefore(j); !ok {
			continue
		}
		n := s.tagAt(j + 1)
		if n == relative || n == verb || n == preposition || n == subordinator || n == adverb || !s.hasFinite(j+1, k) {
			return j
		}
	}
	return -1
}

// hasFinite reports whether a finite verb stands in [i,j).
func (s *sentence) hasFinite(i, j int) bool {
	for ; i < j; i++ {
		switch w := s.words[i]; w.tag {
		case modal, do:
			return true
		case be:
			if w.low != "being" && w.low != "been" && w.low != "be" {
				return true
			}
		case have:
			return true
		case verb:
			if w.form == third || w.form == past && s.group(i).finite {
				return true
			}
		}
	}
	return false
}

// antecedent returns what the relative pronoun at k stands for.
func (s *sentence) antecedent(k int) (chunk, bool) {
	j := k - 1
	if s.tagAt(j) == comma || s.tagAt(j) == preposition {
		j--
	}
	if s.low(k) == "what" {
		return chunk{}, false
	}
	c, ok := s.at(j)
	if !ok {
		return c, false
	}
	if s.low(k) == "who" || s.low(k) == "whose" {
		if up := s.someone(c); s.words[c.head()].tag != name && up != c && s.words[up.head()].tag == noun && s.party(up) {
			return s.trim(up)
		}
		return s.trim(c)
	}
	if s.party(c) {
		return s.trim(c)
	}
	return s.climb(c), true
}

// someone goes from a noun phrase to the person it hangs on, an adjective behind that allowed: "a person close to the talks, who".
func (s *sentence) someone(c chunk) chunk {
	c = s.climb(c)
	if c.end-c.start > 1 && nearness[s.low(c.head())] {
		c.end--
	}
	return c
}

// nearness are adjectives that tie somebody to what is told with a preposition.
var nearness = set("close familiar privy loyal opposed sympathetic near involved briefed allied")

// shared returns the subject of the verb that the verb v is coordinated with by the conjunction at k.
func (s *sentence) shared(k, v, depth int) (chunk, bool) {
	want := s.words[v].form
	if want == ing && s.group(v).finite {
		want = past // "has recalled its envoy and is demanding"
	}
	for j := k - 1; j >= 0; j-- {
		w := s.words[j]
		if w.tag == stop {
			break
		}
		if w.tag != verb && w.tag != be {
			continue
		}
		same := w.form == want || (w.form == past || w.form == part || w.form == third) && (want == past || want == part || want == third)
		if w.tag == be && w.low != "be" || same && !s.inRelative(j) {
			return s.subject(j, depth+1)
		}
	}
	return chunk{}, false
}

// inRelative reports whether the verb at j opens a relative clause: who demanded.
func (s *sentence) inRelative(j int) bool {
	l := s.left(s.group(j).start)
	return l > 0 && s.words[l].tag == relative && s.low(l) != "what" && s.tagAt(l-1) != verb
}

// climb goes from a noun phrase to the head of the phrase it hangs on: "the leaders of the two unions".
func (s *sentence) climb(c chunk) chunk {
	for c.start >= 2 {
		if s.titled(c) {
			break
		}
		p := s.whole(c)
		k := p.start - 1
		if k >= 2 && s.words[k].tag == verb && s.words[k].form == base && s.words[k-1].tag == infinitive {
			if q, ok := s.at(k - 2); ok {
				c = q
				continue
			}
		}
		if k >= 2 && s.low(k) == "by" && s.words[k-1].tag == verb && verbs[s.low(k-1)].both {
			if q, ok := s.at(k - 2); ok { // "a handbook published by the firm"
				c = q
				continue
			}
		}
		if k >= 1 && s.words[k].tag == verb && s.words[k].form == ing {
			if q, ok := s.at(k - 1); ok { // the guard watching the gate
				c = q
				continue
			}
		}
		if k >= 1 && s.words[k].tag == conjunction {
			if q, ok := s.at(k - 1); ok && q.start >= 2 && s.words[q.start-1].tag == preposition && s.low(q.start-1) != "between" {
				if r, ok := s.at(q.start - 2); ok {
					c = r
					continue
				}
			}
			break
		}
		if k < 1 || s.words[k].tag != preposition || !attaching[s.words[k].low] {
			break
		}
		q, ok := s.at(k - 1)
		if !ok {
			break
		}
		if t, ok := s.trim(q); !ok || t.end != q.end {
			break
		}
		c = q
	}
	return c
}

// titled reports whether a person's name ends c with the end of a title before it: "Secretary of State Mara Lind". A whole title is none:
// "the cabinet of President Mara Lind".
func (s *sentence) titled(c chunk) bool {
	if inClass("humannoun", s.low(c.start)) {
		return false
	}
	for _, p := range s.persons {
		if p.End == s.words[c.head()].span.End && p.Start > s.words[c.start].span.Start {
			return true
		}
	}
	return false
}

var attaching = set(`of in at for from on against with to between within behind about over under inside outside near around across beyond amid among
	without toward towards throughout along`)

// party reports whether the head of c can act: a name, a person, a body, a pronoun.
func (s *sentence) party(c chunk) bool {
	w := s.words[c.head()]
	switch w.tag {
	case name:
		return !classes["time"][w.low]
	case pronoun:
		return w.low != "it" && w.low != "itself" && !strings.HasSuffix(w.low, "thing") && w.low != "none" && w.low != "one"
	case possessive:
		return w.low != "its"
	case relative:
		return true
	case determiner:
		return w.low == "both" || w.low == "some" || w.low == "many" || w.low == "all" || w.low == "others"
	case noun:
		return inClass("humannoun", w.low)
	}
	return false
}
