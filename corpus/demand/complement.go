package demand

// cutAt ends the object of c before preposition p when that brings the target.
func (s *sentence) cutAt(c *complement, p string) {
	for k := c.object.start + 1; k < c.object.end && !c.target.none(); k++ {
		if s.low(k) == p && k+1 == c.target.start {
			c.object.end = k
		}
	}
}

// getFrame reads "hoped to win a commitment": the object is what is to be got.
func (s *sentence) getFrame(m match, i int) complement {
	if !m.frames["toget"] || s.tagAt(i) != infinitive {
		return complement{}
	}
	v := s.skipAdverbs(i + 1)
	if !getting[s.words[v].lemma] {
		return complement{}
	}
	j := v + 1
	if s.words[v].lemma == "leave" || s.words[v].lemma == "come" || s.words[v].lemma == "return" || s.words[v].lemma == "walk" || s.words[v].lemma == "emerge" {
		for j = v + 1; j < len(s.words) && s.low(j) != "with"; j++ {
			if s.words[j].tag == stop || s.words[j].tag == comma {
				return complement{}
			}
		}
		j++
	}
	if _, ok := s.at(j); !ok {
		return complement{}
	}
	c := s.objectAt(j, "toget")
	if !s.objectIn("asknoun", c) && !s.objectIn("gift", c) {
		return complement{}
	}
	c.target = s.afterTarget(c.object.end, "from", j)
	s.cutAt(&c, "from")
	return c
}

var getting = set(`get win secure obtain receive gain extract elicit leave come return walk emerge`)

// objectAt is a noun phrase complement that begins at i.
func (s *sentence) objectAt(i int, frame string) complement {
	return complement{frame: frame, mode: asNoun, object: chunk{i, s.objectEnd(i, asNoun)}}
}

// afterTarget returns the party after preposition p in the object that ends at end, and so cuts the object; none when not there.
func (s *sentence) afterTarget(end int, p string, from int) chunk {
	for k := from; k < len(s.words) && k < end+8; k++ {
		if s.words[k].tag == stop {
			break
		}
		if s.low(k) == p && s.words[k].tag != conjunction {
			if c, ok := s.at(k + 1); ok && s.party(c) {
				return s.role(k + 1)
			}
		}
	}
	return chunk{}
}

// possiblyParty lets a noun be a target that is no plain thing: not a pronoun for things, not an abstract noun.
func (s *sentence) possiblyParty(c chunk) bool {
	w := s.words[c.head()]
	return w.tag == noun && len(w.low) > 4 && !inClass("nonparty", w.low) && (w.low[len(w.low)-1] == 's' && (hasSuffix(w.low, "ers") || hasSuffix(w.low, "ors") || hasSuffix(w.low, "ists") || hasSuffix(w.low, "ians") || hasSuffix(w.low, "ants") || hasSuffix(w.low, "ees") || hasSuffix(w.low, "ents")) || hasSuffix(w.low, "er") || hasSuffix(w.low, "or") || hasSuffix(w.low, "ist"))
}

func hasSuffix(w, x string) bool { return len(w) > len(x) && w[len(w)-len(x):] == x }

// targetAfter moves a target that a preposition brings behind the object out of it: "an apology from the minister".
func (s *sentence) targetAfter(m match, c *complement) {
	for k := c.object.start + 1; k < c.object.end; k++ {
		if s.low(k) == "to" && c.mode == asNoun && s.tagAt(k+2) == infinitive {
			continue
		}
		if !m.frames["t:"+s.low(k)] || s.chunk[k] >= 0 || s.low(k) == "of" && !askedOf[singular(s.low(k-1))] {
			continue
		}
		if t, ok := s.at(k + 1); ok && (s.party(t) || s.possiblyParty(t)) {
			c.target = s.role(k + 1)
			if s.low(k) != "of" {
				c.object.end = k
			}
			return
		}
	}
}

// askedOf are the nouns behind which "of" brings the one asked, not what the noun is about: "more of the company".
var askedOf = set(`anything nothing something everything more much apology answer payment concession commitment guarantee assurance promise patience restraint sacrifice`)

// role returns the extent of the party that begins at i: with its genitives, without titles or appositions.
func (s *sentence) role(i int) chunk {
	c, ok := s.at(i)
	if !ok {
		return chunk{}
	}
	for s.tagAt(c.end) == genitive {
		n, ok := s.at(c.end + 1)
		if !ok {
			break
		}
		c.end = n.end
	}
	for s.tagAt(c.end) == preposition && s.low(c.end) == "of" {
		n, ok := s.at(c.end + 1)
		if !ok {
			break
		}
		counted := s.words[n.head()].tag == number
		c.end = n.end
		if !counted {
			break // "tens of thousands of women"
		}
	}
	if s.tagAt(c.end) == conjunction && s.low(c.end) == "and" {
		if n, ok := s.at(c.end + 1); ok && !s.clauseAhead(c.end+1) && s.party(n) {
			c.end = n.end
		}
	}
	return c
}

// fits checks the limits that the lexicon sets on the object.
func (s *sentence) fits(m match, c complement) bool {
	if m.frames["party"] && c.target.none() {
		return false
	}
	if m.class == "" || c.object.none() {
		return true
	}
	if p, ok := s.at(c.object.start); ok && m.not && s.low(p.head()) == "idea" && s.low(p.end) == "that" {
		return false // an idea that something is so is a claim
	}
	return s.objectIn(m.class, c) != m.not
}

// objectIn reports whether the object's head (or the verb of an infinitive) is of class.
func (s *sentence) objectIn(class string, c complement) bool {
	if c.mode == asVerb {
		v := s.words[s.skipAdverbs(c.object.start)]
		return classes[class][v.lemma]
	}
	p, ok := s.at(c.object.start)
	if !ok {
		return false
	}
	for {
		if q, ok := s.trim(p); ok {
			p = q
		}
		w := s.words[p.head()]
		if inClass(class, w.low) || class == "captive" && (inClass("humannoun", w.low) || s.personEnds(w.span.End) || s.described(p)) {
			return true
		}
		n, ok := s.at(p.end + 1)
		if !ok || p.end+1 >= c.object.end || s.tagAt(p.end) != genitive && (s.low(p.end) != "of" || !quantity[w.low] && w.tag != number) {
			return false
		}
		p = n
	}
}

// described reports whether a name at the end of c has a description of a person before it: "blogger Mara Lind".
func (s *sentence) described(c chunk) bool {
	if s.words[c.head()].tag != name {
		return false
	}
	for k := c.start; k < c.head(); k++ {
		if s.words[k].tag == noun && inClass("humannoun", s.words[k].low) {
			return true
		}
	}
	return false
}

var quantity = set(`state number dozens hundreds thousands some all many most some key series part parts possibility terms calls any every`)
