package demand

// controller returns the understood subject of the infinitive whose "to" is at t.
func (s *sentence) controller(t, depth int) (chunk, bool) {
	l := s.left(t)
	if l < 0 {
		return s.forward(t)
	}
	switch w := s.words[l]; w.tag {
	case verb, be, have:
		return s.subject(l, depth+1)
	case conjunction:
		return s.shared(l, t+1, depth)
	case comma:
		if v := s.finiteBefore(l); v >= 0 {
			return s.subject(v, depth+1)
		}
		return chunk{}, false
	}
	c, ok := s.at(l)
	if !ok {
		if v := s.finiteBefore(l); v >= 0 {
			return s.subject(v, depth+1)
		}
		return chunk{}, false
	}
	if k := s.left(c.start); k >= 0 && (s.words[k].tag == be || s.words[k].tag == verb && copulas[s.words[k].lemma]) && s.words[c.head()].tag == noun && !s.party(c) {
		if u, ok := s.subject(k, depth+1); ok && s.low(u.head()) == "it" && expletive[s.low(c.head())] {
			return chunk{}, false // "it is not enough to ask"
		}
		return s.subject(k, depth+1)
	}
	top := s.climb(c)
	if owner, ok := s.owner(top); ok && !s.party(top) && !generic[s.low(owner.head())] {
		return owner, true
	}
	v := s.left(s.whole(top).start)
	if v >= 0 && s.words[v].tag == verb {
		if s.party(top) && !subjectControl[s.words[v].lemma] && (s.words[v].lemma != "call" || !classes["saying"][s.words[min(t+1, len(s.words)-1)].lemma]) {
			return top, true
		}
		return s.subject(v, depth+1)
	}
	if v >= 0 && s.low(v) == "for" && s.party(top) {
		return top, true
	}
	if u := s.finiteBefore(top.start); u >= 0 {
		return s.subject(u, depth+1)
	}
	return top, true
}

// expletive are the adjectives whose "it" stands for the infinitive behind them.
var expletive = set(`enough necessary hard difficult easy important possible impossible reasonable fair wise unfair vital critical crucial right wrong silly essential useful useless pointless futile good bad better best`)

// subjectControl are verbs whose subject, not object, is understood as the one who acts: "met the envoy to ask".
var subjectControl = set(`promise meet visit call phone join see use attack address threaten leave follow approach contact write email`)

// participleSubject returns the understood subject of the -ing form whose group begins at i.
func (s *sentence) participleSubject(i, depth int) (chunk, bool) {
	l := s.left(i)
	if l < 0 {
		return s.forward(i)
	}
	switch w := s.words[l]; w.tag {
	case verb, be:
		return s.subject(l, depth+1)
	case comma, dash, subordinator, conjunction, bracket:
		if w.tag == conjunction {
			if c, ok := s.shared(l, i, depth); ok {
				return c, true
			}
		}
		if c, ok := s.enclosed(l, i); ok {
			return c, true
		}
		if v := s.mainBefore(l); v >= 0 {
			if c, ok := s.at(v + 1); ok && s.reports(v) && s.party(c) && s.tagAt(v-1) == quoteMark {
				return c, true // "…," said Lind, urging
			}
			return s.subject(v, depth+1)
		}
		return s.forward(i)
	case preposition, infinitive:
		return s.gerundSubject(l, depth)
	}
	c, ok := s.at(l)
	if !ok {
		return chunk{}, false
	}
	top := s.climb(c)
	if k := s.whole(top).start - 1; s.tagAt(k) == preposition && s.tagAt(k-1) == stop && !s.party(top) && !s.party(c) {
		if u, ok := s.forward(i); ok && (s.party(u) || s.partyOf(u)) {
			return u, true // "in a march demanding his return, thousands of women walked"
		}
	}
	if k := s.whole(c).start - 1; s.low(k) == "to" && s.tagAt(k) == preposition && (classes["saying"][s.words[i].lemma] || len(lexicon[key('v', s.words[i].lemma)]) > 0) {
		if v := s.finiteBefore(k); v >= 0 {
			return s.subject(v, depth+1) // "has written to the minister asking"
		}
	}
	if !inClass("document", s.words[top.head()].low) && s.words[top.head()].tag != number && !s.timeOnly(top) && (s.party(top) || !s.party(c)) {
		return s.trim(top)
	}
	if p := s.low(c.start - 1); s.party(c) && !inClass("document", s.words[c.head()].low) && (p == "with" || p == "from" || p == "by") {
		return c, true
	}
	if owner, ok := s.owner(top); ok {
		return owner, true
	}
	if v := s.finiteBefore(top.start); v >= 0 {
		return s.subject(v, depth+1)
	}
	return top, true
}

// enclosed returns the noun phrase whose participle stands between the comma at l and another before its finite verb: "the relatives, refusing to
// return him, made".
func (s *sentence) enclosed(l, i int) (chunk, bool) {
	c, ok := s.nounBefore(l)
	if !ok || s.tagAt(l) != comma {
		return c, false
	}
	for k := i + 1; k < len(s.words) && k < i+20; k++ {
		switch s.tagAt(k) {
		case stop, colon:
			return c, false
		case comma:
			n := s.skipAdverbs(k + 1)
			t := s.tagAt(n)
			finite := t == modal || t == have || t == do || t == be || t == verb && (s.words[n].form == past || s.words[n].form == third)
			top := s.climb(c)
			return top, finite && (s.party(top) || s.agentive(top))
		}
	}
	return c, false
}

func (s *sentence) timeOnly(c chunk) bool {
	_, ok := s.trim(c)
	return !ok
}

// gerundSubject returns who acts in "for refusing": the one blamed, the owner of the noun before, or the subject.
func (s *sentence) gerundSubject(p, depth int) (chunk, bool) {
	l := s.left(p)
	if l < 0 || s.words[l].tag == comma || s.words[l].tag == stop || s.words[l].tag == colon || s.words[l].tag == dash {
		return s.forward(p)
	}
	if c, ok := s.at(l); ok {
		top := s.climb(c)
		if owner, ok := s.owner(top); ok && !s.party(top) {
			return owner, true
		}
		v := s.left(s.whole(top).start)
		if s.low(p) == "for" || s.low(p) == "from" || s.low(p) == "into" || s.low(p) == "of" {
			if v >= 0 && s.words[v].tag == verb && s.party(top) {
				return top, true
			}
		}
		if u := s.finiteBefore(top.start); u >= 0 {
			if o, ok := s.at(u + 1); ok && s.low(p) == "for" && s.party(o) && o.start < top.start {
				return o, true
			}
			return s.subject(u, depth+1)
		}
		return chunk{}, false
	}
	if v := s.finiteBefore(p); v >= 0 {
		return s.subject(v, depth+1)
	}
	return chunk{}, false
}

// finiteBefore returns the nearest verb before word i that has a subject of its own, or -1.
func (s *sentence) finiteBefore(i int) int {
	for k := i - 1; k >= 0; k-- {
		w := s.words[k]
		if w.tag == verb && s.chunk[k] < 0 || w.tag == be && s.group(k).finite {
			return k
		}
		if w.tag == stop {
			break
		}
	}
	return -1
}

// mainBefore is like finiteBefore, but prefers the verb of the main clause to one inside a relative clause or an infinitive.
func (s *sentence) mainBefore(i int) int {
	last := -1
	for k := i - 1; k >= 0; k-- {
		w := s.words[k]
		if w.tag == stop {
			break
		}
		if w.tag != verb && w.tag != be || s.chunk[k] >= 0 {
			continue
		}
		if last < 0 {
			last = k
		}
		if g := s.group(k); g.finite && !s.inRelative(k) {
			return k
		}
	}
	return last
}

// forward returns the subject of the main clause that follows an opening phrase: "After asking for more time, Lind left".
func (s *sentence) forward(i int) (chunk, bool) {
	for k := i + 1; k < len(s.words); k++ {
		if s.words[k].tag == stop {
			break
		}
		if s.words[k].tag != comma {
			continue
		}
		n := k + 1
		if s.tagAt(n) == quoteMark || s.tagAt(n) == adverb {
			n++
		}
		if c, ok := s.at(n); ok {
			return s.trim(s.whole(c))
		}
	}
	return chunk{}, false
}

// owner returns who is said to have the noun of c: a genitive, "his", or an "of" or "by" after it.
func (s *sentence) owner(c chunk) (chunk, bool) {
	if c.start >= 2 && s.words[c.start-1].tag == genitive {
		if p, ok := s.at(c.start - 2); ok {
			return p, true
		}
	}
	if s.words[c.start].tag == possessive && c.end > c.start+1 {
		return chunk{c.start, c.start + 1}, true
	}
	return chunk{}, false
}
