package demand

// recipient splits the noun phrase c that runs a recipient and a thing together: "offered the farmers tax credits", "promised the
// envoy safe passage". A plural ends the recipient; behind a singular only an adjective or a number does.
func (s *sentence) recipient(m match, c chunk) (complement, bool) {
	if !m.frames["npnp"] || s.words[c.start].tag == verb || s.words[c.start].tag == number {
		return complement{}, false
	}
	if k := c.start; s.words[k].tag == name && s.tagAt(k+1) == noun && s.countries[s.words[k].span.End] && !demonymic(s.words[k].low) {
		r := s.objectAt(k+1, "npnp")
		r.target = chunk{k, k + 1}
		return r, true // "offered Norland debt relief"
	}
	for k := c.start; k < c.head(); k++ {
		w, next := s.words[k], s.words[k+1]
		if w.tag == name && next.tag != name || w.tag == noun && (inClass("humannoun", w.low) || given[next.low] && k == c.head()-1 && s.words[c.start].tag == determiner) {
			plural := w.tag == noun && (singular(w.low) != w.low || given[next.low])
			if plural || next.tag == number || next.tag == noun && (commonAdjectives[next.low] || next.low[len(next.low)-1] == 's' && w.tag == name && !inClass("humannoun", next.low)) {
				r := s.objectAt(k+1, "npnp")
				r.target = chunk{c.start, k + 1}
				return r, true
			}
		}
	}
	return complement{}, false
}

// given are what is granted or refused to the one named before: "refused the ship permission".
var given = set(`permission access entry asylum bail leave compensation immunity amnesty citizenship clearance passage parole clemency aid cash money help protection credit approval`)

// nounFrame reads a noun phrase object, with or without a second one.
func (s *sentence) nounFrame(m match, i int) complement {
	c, ok := s.at(i)
	if !ok || !m.frames["np"] && !m.frames["npnp"] || m.part == 'n' {
		return complement{}
	}
	if r, ok := s.recipient(m, c); ok {
		return r
	}
	if m.frames["npnp"] && s.party(c) && s.words[c.start].tag != number {
		if d, ok := s.at(s.whole(c).end); ok && d.start == c.end && s.words[d.start].tag != pronoun {
			r := s.objectAt(d.start, "npnp")
			r.target = s.role(i)
			return r
		}
	}
	if !m.frames["np"] {
		return complement{}
	}
	r := s.objectAt(i, "np")
	s.targetAfter(m, &r)
	return r
}

func (s *sentence) ingFrame(m match, i int) complement {
	if !m.frames["ing"] || s.tagAt(i) != verb || s.words[i].form != ing {
		return complement{}
	}
	return complement{frame: "ing", mode: asVerb, object: chunk{i, s.objectEnd(i, asVerb)}}
}
