package demand

import "example.org/briefbot/corpus"

// modalAct reads a directive told by a modal or a turn of phrase: "should", "must", "has to", "let N V", "it is time to"; and
// what somebody says he will or will not do.
func (f *finder) modalAct(s *sentence, k int) (candidate, bool) {
	w := s.words[k]
	switch {
	case w.low == "let" && w.tag == verb:
		return f.letAct(s, k)
	case w.low == "time" && s.tagAt(k+1) == infinitive && s.tagAt(s.left(k)) == be:
		return f.timeAct(s, k)
	case w.tag == modal && (w.low == "should" || w.low == "must" || w.low == "ought"):
		return f.shouldAct(s, k, k+1)
	case (w.tag == have || w.lemma == "need" && w.tag == verb) && s.tagAt(k+1) == infinitive && s.group(k).finite && w.form != ing:
		return f.shouldAct(s, k, k+2)
	case w.tag == modal && (w.low == "will" || w.low == "would" || w.low == "'ll" || w.low == "wo"):
		return f.willAct(s, k)
	case w.tag == be && s.low(k+1) == "to" && s.tagAt(k+2) == verb:
		return candidate{}, false
	}
	return candidate{}, false
}

// mainVerb returns the verb that the auxiliaries from i on lead to, or -1.
func (s *sentence) mainVerb(i int) int {
	for ; i < len(s.words); i++ {
		switch s.words[i].tag {
		case adverb, negation, quoteMark, infinitive:
			continue
		case have:
			if s.tagAt(s.right(i)) == verb {
				continue
			}
			return i
		case be:
			if n := s.right(i); s.tagAt(n) == verb && s.words[n].form != base {
				continue
			}
			return i
		case verb:
			return i
		}
		return -1
	}
	return -1
}

func modalCandidate(s *sentence, kind corpus.DemandKind, frame string, cue chunk) candidate {
	c := candidate{frame: frame, head: cue.start}
	c.Kind = kind
	c.ActorEntity, c.TargetEntity = corpus.None, corpus.None
	c.Cue = s.bytes(cue.start, cue.end)
	c.features = append(c.features, "modal="+frame, "modalkind="+string(kind))
	return c
}

// shouldAct reads "T should V", told by a speaker.
func (f *finder) shouldAct(s *sentence, k, after int) (candidate, bool) {
	v := s.mainVerb(after)
	if v < 0 {
		return candidate{}, false
	}
	kind := corpus.Requested
	if s.low(k) == "must" || s.words[k].tag == have {
		kind = corpus.Demanded
	}
	g := s.group(v)
	sp, ok := f.speaker(s, k)
	if !ok || s.hasQuestion() {
		return candidate{}, false
	}
	subj, has := s.subjectBefore(s.group(k).start, k, 0)
	frame := s.low(k)
	if after > k+1 {
		frame = s.words[k].lemma
	}
	c := modalCandidate(s, kind, frame, chunk{k, after})
	c.actor = sp.chunk
	f.setSpeaker(&c, sp)
	if has && f.sameParty(s, subj, sp) && !firstPerson[s.words[subj.head()].low] {
		c.features = append(c.features, "ownduty")
	}
	c.Negated = s.doubted(k)
	passive := s.words[v].tag == be || g.passive || v > 0 && s.words[v].form == part
	if !has || passive && !s.party(subj) || !s.party(subj) && !s.agentive(subj) {
		start := k
		if has {
			start = s.whole(subj).start
		}
		c.object, c.mode = chunk{start, s.objectEnd(start, asClause)}, asClause
	} else {
		at := after
		c.Target = s.bytes(s.whole(subj).start, subj.end)
		c.object, c.mode = chunk{at, s.objectEnd(at, asVerb)}, asVerb
		if s.tagAt(at) == quoteMark {
			c.object.start++
		}
	}
	f.modalFeatures(s, &c, subj, has, v)
	f.setting(s, &c, k, s.group(k))
	return c, true
}

// doubted reports whether the directive at k is said not to hold: "I don't think it should".
func (s *sentence) doubted(k int) bool {
	for j := k - 1; j >= 0 && j > k-10; j-- {
		if w := s.words[j]; w.tag == verb && (w.lemma == "think" || w.lemma == "believe" || w.lemma == "say") {
			return s.group(j).negated
		}
	}
	return false
}

// modalFeatures tells how concrete a directive is: a specific doer, an action, no slogan.
func (f *finder) modalFeatures(s *sentence, c *candidate, subj chunk, has bool, v int) {
	doer := "none"
	if has {
		doer = s.sort(subj)
		if w := s.words[subj.head()]; w.tag == pronoun {
			doer = "pronoun:" + w.low
		}
	}
	c.features = append(c.features, "doer="+doer)
	w := s.words[v]
	switch {
	case w.tag == be || w.tag == have:
		c.features = append(c.features, "stative")
	case w.form == part || w.form == past:
		c.features = append(c.features, "passiveaction")
	case classes["volition"][w.lemma] || classes["cooperative"][w.lemma]:
		c.features = append(c.features, "action")
	case stativeVerbs[w.lemma]:
		c.features = append(c.features, "stative")
	}
	if c.object.end-c.object.start < 2 {
		c.features = append(c.features, "shortobject")
	}
}

var stativeVerbs = set(`know think believe understand remember feel like love seem mean expect see want need hope wonder note worry`)

// letAct reads "let N V" in somebody's mouth.
func (f *finder) letAct(s *sentence, k int) (candidate, bool) {
	c, ok := s.at(k + 1)
	g := s.group(k)
	if !ok || g.start != k || s.tagAt(s.whole(c).end) != verb && s.tagAt(s.phrase(k+1)) != verb {
		return candidate{}, false
	}
	if l := s.left(k); l >= 0 && s.words[l].tag != stop && s.words[l].tag != comma && s.words[l].tag != quoteMark && s.words[l].tag != conjunction && s.words[l].tag != colon {
		return candidate{}, false
	}
	sp, ok := f.speaker(s, k)
	if !ok || s.low(k+1) == "'s" || s.low(k+1) == "me" {
		return candidate{}, false
	}
	v := s.phrase(k + 1)
	d := modalCandidate(s, corpus.Requested, "let", chunk{k, k + 1})
	d.actor = sp.chunk
	f.setSpeaker(&d, sp)
	d.Target = s.bytes(k+1, v)
	d.object, d.mode = chunk{v, s.objectEnd(v, asVerb)}, asVerb
	f.setting(s, &d, k, g)
	return d, true
}

// timeAct reads "it is time to V", "it is time for T to V".
func (f *finder) timeAct(s *sentence, k int) (candidate, bool) {
	sp, ok := f.speaker(s, k)
	if !ok {
		return candidate{}, false
	}
	b := s.left(k)
	if b > 0 && s.words[b-1].low == "it" {
		b--
	}
	d := modalCandidate(s, corpus.Requested, "time", chunk{b, k + 2})
	d.actor = sp.chunk
	f.setSpeaker(&d, sp)
	d.object, d.mode = chunk{k + 2, s.objectEnd(k+2, asVerb)}, asVerb
	f.setting(s, &d, k, group{start: b, to: -1})
	return d, true
}

// willAct reads what a party says it will or will not do: a refusal, an offer, a threat.
func (f *finder) willAct(s *sentence, k int) (candidate, bool) {
	v := s.mainVerb(k + 1)
	if v < 0 || s.words[v].tag != verb && s.low(v+1) != "part" {
		return candidate{}, false
	}
	g := s.group(v)
	subj, has := s.subjectBefore(s.group(k).start, k, 0)
	if !has || g.to >= 0 || g.start >= v || g.passive || !s.party(subj) && s.words[subj.head()].low != "it" {
		return candidate{}, false
	}
	lemma := s.words[v].lemma
	var c candidate
	switch {
	case s.onlyIf(k, v) > 0:
		return f.conditionAct(s, k, v, subj)
	case g.negated && (classes["volition"][lemma] || lemma == "be" && s.low(v+1) == "part"):
		c = modalCandidate(s, corpus.Refusal, "willnot", chunk{g.start, v})
	case g.negated:
		return candidate{}, false
	case classes["harm"][lemma] && harmOnly[lemma], lemma == "take" && s.takesMeasures(v):
		c = modalCandidate(s, corpus.Threat, "willharm", chunk{g.start, v})
	case classes["cooperative"][lemma]:
		c = modalCandidate(s, corpus.Offer, "will", chunk{g.start, v})
	default:
		return candidate{}, false
	}
	if len(lexicon[key('v', lemma)]) > 0 && !g.negated && c.Kind != corpus.Offer {
		return candidate{}, false
	}
	c.actor = subj
	c.object, c.mode = chunk{v, s.objectEnd(v, asVerb)}, asVerb
	sp, told := f.speaker(s, k)
	switch {
	case told && f.sameParty(s, subj, sp):
		c.features = append(c.features, "willself", "willself="+string(c.Kind))
	case told:
		c.features = append(c.features, "willother", "willother="+string(c.Kind))
	default:
		c.features = append(c.features, "willuntold", "willuntold="+string(c.Kind))
	}
	if g.modal != "will" {
		c.features = append(c.features, "would")
	}
	f.modalFeatures(s, &c, subj, true, v)
	f.setting(s, &c, k, g)
	return c, true
}

// takesMeasures reports whether "measures", "steps" or "action" is what the verb at v takes.
func (s *sentence) takesMeasures(v int) bool {
	c, ok := s.at(s.skipMarks(v + 1))
	if !ok {
		return false
	}
	switch s.low(c.head()) {
	case "measures", "steps", "action", "countermeasures":
		return true
	}
	return false
}

// onlyIf returns where the condition begins of "would only V if …", or 0.
func (s *sentence) onlyIf(k, v int) int {
	only := s.low(k-1) == "only"
	for j := k; j < v; j++ {
		only = only || s.low(j) == "only"
	}
	for j := v; j < len(s.words) && s.words[j].tag != stop; j++ {
		if s.low(j) == "only" && s.low(j+1) == "if" {
			return j + 2
		}
		if only && (s.low(j) == "if" || s.low(j) == "unless") {
			return j + 1
		}
	}
	return 0
}

// conditionAct reads "would only V if …": what the actor wants is the condition, what it gives is the verb's phrase.
func (f *finder) conditionAct(s *sentence, k, v int, subj chunk) (candidate, bool) {
	i := s.onlyIf(k, v)
	c := modalCandidate(s, corpus.Condition, "onlyif", chunk{k, i})
	c.actor = subj
	c.object, c.mode = chunk{i, s.objectEnd(i, asClause)}, asClause
	if b, ok := s.at(i); ok && s.party(b) {
		r := s.role(i)
		c.Target = s.bytes(r.start, r.end)
	}
	c.given = chunk{v, i - 1}
	f.setting(s, &c, k, s.group(v))
	return c, true
}

// harmOnly are the verbs of harm that are hardly ever anything else.
var harmOnly = set(`attack bomb shell invade retaliate punish expel sue sever impose jail arrest prosecute crush annihilate shoot deport boycott freeze seize withhold topple oust extend`)

// hasQuestion reports whether the sentence asks.
func (s *sentence) hasQuestion() bool {
	for i := len(s.words) - 1; i >= 0 && i > len(s.words)-4; i-- {
		if s.words[i].low == "?" {
			return true
		}
	}
	return false
}
