package demand

import "example.org/briefbot/corpus"

// passive reads "T was asked to V by A", "bills rejected by A".
func (s *sentence) passive(m match, g group) (complement, chunk, chunk) {
	subj, _ := s.subject(m.head, 0)
	i := s.afterCue(m.end)
	if m.cue[0] == "meet" && s.low(i) == "with" {
		return complement{}, chunk{}, chunk{} // "was met with silence"
	}
	actor := s.byPhrase(m.end)
	if s.low(i) == "by" && !actor.none() {
		if k := s.phraseBefore(i + 1); s.tagAt(k) == infinitive {
			i = k
		}
	}
	switch {
	case s.tagAt(i) == infinitive && (m.frames["npto"] || hasPrefix(m.frames, "P:")) && m.kind != corpus.Offer:
		v := i + 1
		x := complement{frame: "npto", mode: asVerb, target: subj, object: chunk{v, s.objectEnd(v, asVerb)}}
		if b := s.whole(actor).start - 1; !actor.none() && b > i && b > v && b < x.object.end {
			x.object.end = b
		}
		return x, actor, chunk{}
	case s.low(i) == "by" && !subj.none() && (m.frames["np"] || m.frames["p:for"]), !subj.none() && m.frames["np"]:
		top := s.whole(subj)
		end := min(s.phrase(top.start), g.start)
		x := complement{frame: "passive", mode: asNoun, object: chunk{top.start, max(min(end, g.start), subj.end)}}
		if e := s.objectEnd(top.start, asNoun); e > x.object.end && e <= g.start {
			x.object.end = e
		}
		if g.start == m.head || s.words[g.start].tag == verb {
			x.frame = "reduced"
		}
		if !s.fits(m, x) || s.persona(top) && (m.kind == corpus.Demanded || m.kind == corpus.Requested || m.kind == corpus.Offer) {
			return complement{}, actor, chunk{}
		}
		return x, actor, chunk{}
	}
	if x := s.complement(m); x.ok() && (x.frame == "that" || hasPrefixIn(x.frame, "p:")) {
		return x, actor, subj
	}
	return complement{}, chunk{}, chunk{}
}

func hasPrefixIn(w, p string) bool { return len(w) >= len(p) && w[:len(p)] == p }

// byPhrase returns who acts in a passive clause.
func (s *sentence) byPhrase(i int) chunk {
	for k := i; k < len(s.words) && k < i+22; k++ {
		switch {
		case s.words[k].tag == stop || s.words[k].tag == colon:
			return chunk{}
		case s.low(k) == "by":
			c, ok := s.at(k + 1)
			if ok && s.party(c) || ok && k < i+2 {
				return s.role(k + 1)
			}
		}
	}
	return chunk{}
}

// persona reports whether c is a person's pronoun or name, which is not proposed or requested: "he's proposed" is "he has".
func (s *sentence) persona(c chunk) bool {
	w := s.words[c.head()]
	return w.tag == pronoun && (w.low == "he" || w.low == "she" || w.low == "we" || w.low == "i" || w.low == "you" || w.low == "they") || s.titled(c) || w.tag == name && s.personEnds(w.span.End)
}

// personEnds reports whether a person's name ends at byte offset b.
func (s *sentence) personEnds(b int) bool {
	for _, p := range s.persons {
		if p.End == b {
			return true
		}
	}
	return false
}
