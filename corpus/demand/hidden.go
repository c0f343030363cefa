package demand

import "example.org/briefbot/corpus"

// beFrame reads what a noun cue is said to be: "its main demand is that the base be closed", "the condition is the release of", and the
// clause or the list that stands in apposition to it.
func (s *sentence) beFrame(m match, i int) complement {
	if m.part != 'n' || !announcing[m.cue[0]] && m.kind != corpus.Demanded && m.kind != corpus.Requested {
		return complement{}
	}
	switch {
	case s.tagAt(i) == be && finiteBe[s.low(i)] || s.low(i) == "remains":
		j := s.skipMarks(s.right(i))
		switch {
		case s.low(j) == "that":
			return s.clause(m, s.skipMarks(j+1), false)
		case s.tagAt(j) == infinitive && announcing[m.cue[0]]:
			return complement{frame: "isto", mode: asVerb, object: chunk{j + 1, s.objectEnd(j+1, asVerb)}}
		case announcing[m.cue[0]] && m.kind != corpus.Offer && m.kind != corpus.Threat && s.action(j):
			return s.objectAt(j, "is")
		}
	case (s.tagAt(i) == comma || s.tagAt(i) == dash) && s.low(i+1) == "that" && m.frames["that"]:
		return s.clause(m, s.skipMarks(i+2), false)
	case s.tagAt(i) == colon && announcing[m.cue[0]]:
		j := s.skipMarks(i + 1)
		if s.low(j) == "that" {
			return s.clause(m, j+1, false)
		}
		if s.action(j) {
			return s.objectAt(j, "colon")
		}
	}
	return complement{}
}

// action reports whether the noun phrase at j names what somebody is to do, by its shape: "the release of", "an end to".
func (s *sentence) action(j int) bool {
	c, ok := s.at(j)
	return ok && s.words[c.start].tag == determiner && s.words[c.head()].tag == noun && s.tagAt(c.end) == preposition && (s.low(c.end) == "of" || s.low(c.end) == "to" || s.low(c.end) == "for")
}

// barring are the nouns of what a party will not have: "there can be no talks until".
var barring = set(`talk talks negotiation negotiations dialogue deal agreement compromise concession concessions peace ceasefire truce cease-fire meeting summit
	discussion discussions truces normalization normalisation settlement recognition retreat surrender return extension exemption amnesty cooperation election elections`)

// noneAct reads "there can be no talks until …" in somebody's mouth: a refusal.
func (f *finder) noneAct(s *sentence, k int) (candidate, bool) {
	w := s.words[k]
	if w.tag != modal || s.low(k-1) != "there" || w.low == "should" || w.low == "must" || w.low == "may" || w.low == "might" {
		return candidate{}, false
	}
	no := k + 1
	if s.tagAt(no) == negation {
		no++
	}
	if s.tagAt(no) != be {
		return candidate{}, false
	}
	no++
	c, ok := s.at(no)
	if !ok || s.low(no) != "no" && (no < k+3 || s.low(no) != "any" && s.low(no) != "a") || !barring[s.low(c.head())] || c.end-c.start < 2 {
		return candidate{}, false
	}
	sp, ok := f.speaker(s, k)
	if !ok {
		return candidate{}, false
	}
	d := modalCandidate(s, corpus.Refusal, "none", chunk{k - 1, no + 1})
	d.actor = sp.chunk
	f.setSpeaker(&d, sp)
	d.object, d.mode = chunk{no + 1, s.objectEnd(no+1, asNoun)}, asNoun
	f.setting(s, &d, k, group{start: k - 1, to: -1})
	return d, true
}

// headlineAct reads a headline that quotes its actor's order: "Farmers to minister: scrap the levy".
func (f *finder) headlineAct(s *sentence, k int) (candidate, bool) {
	a, ok := s.at(0)
	if s.words[k].tag != colon || !ok || !s.party(a) || a.end >= k || s.low(a.end) != "to" {
		return candidate{}, false
	}
	t, ok := s.at(a.end + 1)
	v := s.skipAdverbs(k + 1)
	if !ok || t.end != k || !s.party(t) || v >= len(s.words) || verbs[s.low(v)].form != base {
		return candidate{}, false
	}
	c := modalCandidate(s, corpus.Demanded, "headline", chunk{a.end, a.end + 1})
	c.head = v
	c.actor = a
	c.Target = s.bytes(t.start, t.end)
	c.object, c.mode = chunk{v, s.objectEnd(v, asVerb)}, asVerb
	f.setting(s, &c, v, group{start: v, to: -1})
	return c, true
}
