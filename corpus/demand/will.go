package demand

import "example.org/briefbot/corpus"

// willAct reads what a party says it will or will not do: a refusal, an offer, a threat.
func (f *finder) willAct(s *sentence, k int) (candidate, bool) {
	v := s.mainVerb(k + 1)
	if v < 0 || s.words[v].tag != verb && s.low(v+1) != "part" && s.words[v].tag != do {
		return candidate{}, false
	}
	g := s.group(v)
	if s.low(v) == "going" { // "are not going to"
		if s.words[k].tag != be || s.tagAt(v+1) != infinitive || s.tagAt(v+2) != verb || !s.group(k).finite && !finiteBe[s.low(k)] {
			return candidate{}, false
		}
		v += 2
	}
	subj, has := s.subjectBefore(s.group(k).start, k, 0)
	if has && s.low(s.whole(subj).start-1) == "so" {
		return candidate{}, false // "so he won't do it again"
	}
	if g.passive && g.negated && yielding[s.words[v].lemma] && has && s.party(subj) {
		c := modalCandidate(s, corpus.Refusal, "willnot", chunk{g.start, v})
		c.actor, c.object, c.mode = subj, chunk{v, s.objectEnd(v, asVerb)}, asVerb
		f.setting(s, &c, k, g)
		return c, true // "would not be drawn into"
	}
	if !has || g.to >= 0 || g.start >= v || g.passive || !s.party(subj) && s.words[subj.head()].low != "it" {
		return candidate{}, false
	}
	if w := s.low(subj.head()); w == "you" && !s.penalty(v) {
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
	case s.penalty(v) && !f.selfSpoken(s, k, subj):
		return f.penaltyAct(s, k, v, subj)
	case classes["harm"][lemma] && harmOnly[lemma], severing[lemma] && s.takes(v, "bond"), lemma == "strike" && (s.closes(v+1) || s.low(v+1) == "over") && s.low(v+1) != "and", lemma == "take" && s.takesMeasures(v), tightening[lemma] && s.takes(v, "restriction"), lemma == "respond" && s.low(v+1) == "with":
		c = modalCandidate(s, corpus.Threat, "willharm", chunk{g.start, v})
	case lemma == "pay" && s.paysHeed(v):
		return candidate{}, false
	case classes["cooperative"][lemma] && s.low(v+1) != "up" && !s.takes(v, "received"):
		c = modalCandidate(s, corpus.Offer, "will", chunk{g.start, v})
	default:
		return candidate{}, false
	}
	if len(lexicon[key('v', lemma)]) > 0 && !g.negated && c.Kind == corpus.Threat && !tightening[lemma] && !severing[lemma] && lemma != "strike" {
		return candidate{}, false
	}
	c.actor = subj
	c.object, c.mode = chunk{v, s.objectEnd(v, asVerb)}, asVerb
	sp, told := f.speaker(s, k)
	switch {
	case told && f.sameParty(s, subj, sp):
		c.features = append(c.features, "willself", "willself="+string(c.Kind))
	case c.Kind == corpus.Refusal && s.low(subj.head()) == "it" && !told && f.e.At(s.bytes(subj.start, subj.end)) == corpus.None:
		return candidate{}, false
	case c.Kind == corpus.Offer && (s.words[k].tag == be || s.low(subj.head()) == "it" && !told), told && c.Kind != corpus.Refusal && f.foretold(s, subj, sp):
		return candidate{}, false
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

var finiteBe = set(`is are am was were 's 're 'm`)

// foretold reports whether one person says what another will do, which is a forecast and no offer.
func (f *finder) foretold(s *sentence, subj chunk, sp speaker) bool {
	id := f.e.At(s.bytes(s.whole(subj).start, subj.end))
	return f.person(id) && id != sp.entity && (sp.chunk.none() || !deputies[singular(s.words[sp.chunk.head()].low)])
}

// deputies speak for others.
var deputies = set(`spokesman spokeswoman spokesperson lawyer attorney aide campaign office representative adviser advisor manager official ministry envoy`)

func (f *finder) person(id int) bool {
	return id != corpus.None && f.e.Entities[id].Type == corpus.Person
}

// takesMeasures reports whether "measures", "steps" or "action" is what the verb at v takes.
func (s *sentence) takesMeasures(v int) bool {
	c, ok := s.at(s.skipMarks(v + 1))
	if !ok {
		return false
	}
	switch s.low(c.head()) {
	case "countermeasures":
		return true
	case "measures", "steps", "action":
		for k := c.start; k < c.end; k++ {
			if resolute[s.low(k)] {
				return true
			}
		}
	}
	return false
}

var resolute = set(`further strong stronger tough tougher robust retaliatory punitive legal decisive corresponding appropriate military necessary severe harsh harsher all
	reciprocal disciplinary drastic firm additional significant whatever any`)

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
	for c.given.end > v+1 && s.low(c.given.end-1) == "only" {
		c.given.end--
	}
	f.setting(s, &c, k, s.group(v))
	return c, true
}

// harmOnly are the verbs of harm that are hardly ever anything else.
var harmOnly = set(`attack bomb shell invade retaliate punish expel sue sever impose jail arrest prosecute crush annihilate shoot deport boycott freeze seize withhold topple oust extend`)

// penalty reports whether the verb at v tells what somebody will suffer: "pay a price", "face consequences".
func (s *sentence) penalty(v int) bool {
	switch s.words[v].lemma {
	case "pay", "face", "suffer", "regret", "feel":
		return s.takes(v, "harmnoun") || s.words[v].lemma == "regret"
	}
	return false
}

// selfSpoken reports whether nobody but the subject is known to say word k.
func (f *finder) selfSpoken(s *sentence, k int, subj chunk) bool {
	sp, ok := f.speaker(s, k)
	return !ok || f.sameParty(s, subj, sp)
}

// penaltyAct reads "Norland will pay a price" in somebody else's mouth: a threat to the subject.
func (f *finder) penaltyAct(s *sentence, k, v int, subj chunk) (candidate, bool) {
	g := s.group(v)
	if g.negated {
		return candidate{}, false
	}
	sp, _ := f.speaker(s, k)
	c := modalCandidate(s, corpus.Threat, "willharm", chunk{g.start, v})
	c.actor = sp.chunk
	f.setSpeaker(&c, sp)
	c.Target = s.bytes(s.whole(subj).start, subj.end)
	c.object, c.mode = chunk{v, s.objectEnd(v, asVerb)}, asVerb
	f.setting(s, &c, k, g)
	return c, true
}

// yielding are the verbs in whose passive somebody gives way; severing those that threaten with a bond as their object.
var (
	yielding = set(`draw drag bully pressure intimidate cow sway deter blackmail dictate rush push provoke cajole force`)
	severing = set(`cut sever break end suspend close freeze withhold stop recall`)
)

// paysHeed reports whether the verb of paying at v pays no money: "pay attention".
func (s *sentence) paysHeed(v int) bool {
	c, ok := s.at(v + 1)
	return ok && (s.low(c.head()) == "attention" || s.low(c.head()) == "heed" || s.low(c.head()) == "tribute" || s.low(c.head()) == "visit" || s.low(c.head()) == "dividends")
}

// tightening are the verbs that threaten with a restriction as their object: "will extend the curfew".
var tightening = set(`extend tighten impose reimpose expand increase raise introduce reinstate prolong toughen`)

// takes reports whether the head of the object of the verb at v is of class.
func (s *sentence) takes(v int, class string) bool {
	return s.objectIn(class, complement{object: chunk{s.skipMarks(v + 1), len(s.words)}})
}
