package demand

import (
	"strings"

	"example.org/briefbot/corpus"
)

// impliedTarget fills the target where no frame of the cue brings it: whose deed the object is, to whom a letter goes, whose proposal is answered,
// with whom somebody will not talk, whom a threat would hit.
func (f *finder) impliedTarget(s *sentence, c *candidate) {
	if !c.Target.IsZero() || c.object.none() {
		return
	}
	var t chunk
	switch c.Kind {
	case corpus.Demanded, corpus.Requested, corpus.Condition:
		if t = s.addressee(c); t.none() && c.mode == asNoun {
			t = s.doer(c.object.start)
		}
	case corpus.Threat:
		t = s.victim(c)
	default:
		switch {
		case c.mode == asVerb:
			t = s.partner(c)
		case c.mode == asNoun && c.Kind == corpus.Offer:
			t = s.counterpart(c.object)
		case c.mode == asNoun && !retracting[s.words[c.head].lemma]:
			if t = s.asker(c.object); t.none() && c.Kind == corpus.Conceded {
				t = s.bound(c.object)
			}
		}
	}
	if t.none() || !f.someone(s, t) || t == c.actor || !c.actor.none() && t.start < c.actor.end && c.actor.start < t.end || s.timeOnly(t) {
		return
	}
	c.Target, c.implied = s.bytes(t.start, t.end), true
}

// retracting are the verbs whose object is one's own earlier demand.
var retracting = set(`drop withdraw abandon retract renounce soften walk scale back water moderate`)

// someone reports whether c is a party: no name of a thing.
func (f *finder) someone(s *sentence, c chunk) bool {
	if s.words[c.head()].tag != name {
		return true
	}
	id := f.e.At(s.bytes(c.start, c.end))
	return id != corpus.None && (f.e.Entities[id].Country != "" || f.e.Entities[id].Type == corpus.Body || f.e.Entities[id].Type == corpus.Person) || inClass("humannoun", s.low(c.head()))
}

// ownDeeds are nouns of what their owner does.
var ownDeeds = set(`resignation apology appearance testimony departure withdrawal participation cooperation co-operation recusal abdication answer response consent
	assent intervention attendance signature retreat pullout explanation approval compliance disarmament`)

// doer returns who would do what the noun phrase at i names: "the governor's resignation", "the resignation of the governor".
func (s *sentence) doer(i int) chunk {
	p, ok := s.at(i)
	if !ok {
		return chunk{}
	}
	q := s.lastOwned(p)
	if !ownDeeds[singular(s.words[q.head()].low)] {
		return chunk{}
	}
	if q != p {
		owner := chunk{p.start, q.start - 1}
		if last, ok := s.at(owner.end - 1); ok && s.party(last) {
			return owner
		}
		return chunk{}
	}
	if s.words[q.start].tag == possessive && s.party(chunk{q.start, q.start + 1}) {
		return chunk{q.start, q.start + 1}
	}
	if n, ok := s.at(q.end + 1); ok && (s.low(q.end) == "of" || s.low(q.end) == "by" || s.low(q.end) == "from") && s.party(n) && s.tagAt(n.end) != genitive {
		return s.role(n.start)
	}
	return chunk{}
}

// lastOwned goes over the genitives behind p to the noun phrase that they own.
func (s *sentence) lastOwned(p chunk) chunk {
	for s.tagAt(p.end) == genitive {
		n, ok := s.at(p.end + 1)
		if !ok {
			break
		}
		p = n
	}
	return p
}

// addressee returns to whom one writes who asks: "wrote to the minister asking that", "a letter to the board demanding".
func (s *sentence) addressee(c *candidate) chunk {
	w := s.words[c.head]
	l := s.left(s.group(c.head).start)
	p, ok := s.at(l)
	if w.tag != verb || w.form != ing || !ok || !s.party(p) {
		return chunk{}
	}
	if k := s.whole(p).start - 1; s.low(k) == "to" && s.tagAt(k) == preposition {
		return s.role(s.whole(p).start)
	}
	return chunk{}
}

// asker returns whose call, offer or demand the object is: "the original Lind demand", "a request from the union".
func (s *sentence) asker(object chunk) chunk {
	p, ok := s.at(object.start)
	if !ok {
		return chunk{}
	}
	q := s.lastOwned(p)
	if !inClass("plea", s.words[q.head()].low) && !inClass("claimnoun", s.words[q.head()].low) && singular(s.words[q.head()].low) != "proposal" {
		return chunk{}
	}
	a, how, _ := s.nominalActor(q)
	if how != "genitive" && how != "modifier" && how != "from" && how != "by" || !s.party(a) && !s.agentive(a) {
		return chunk{}
	}
	return a
}

// counterpart returns with whom a meeting or a deal is offered: "talks with Norland".
func (s *sentence) counterpart(object chunk) chunk {
	for k := object.start + 1; k < object.end; k++ {
		if n, ok := s.at(k + 1); ok && s.low(k) == "with" && inClass("terms", s.low(k-1)) && s.party(n) {
			return s.role(k + 1)
		}
	}
	return chunk{}
}

// bound returns on whom a restriction lies that is lifted: "the embargo on Norland".
func (s *sentence) bound(object chunk) chunk {
	for k := object.start + 1; k < object.end; k++ {
		if s.low(k) != "on" && s.low(k) != "against" || !inClass("restriction", s.low(k-1)) {
			continue
		}
		if n, ok := s.at(k + 1); ok && s.words[n.head()].tag == name && s.party(n) {
			return s.role(k + 1)
		}
	}
	return chunk{}
}

var (
	taking = set(`meet recognize recognise debate join see receive`)
	// partners are the prepositions that bring whom one deals with, by verb
	partners = map[string]string{
		"meet": "with", "talk": "with to", "speak": "with to", "negotiate": "with", "cooperate": "with", "co-operate": "with", "deal": "with", "work": "with",
		"answer": "from", "respond": "to", "reply": "to", "testify": "before to", "debate": "with", "apologize": "to", "apologise": "to", "surrender": "to",
		"compromise": "with", "sit": "with", "appear": "before", "submit": "to", "yield": "to", "share": "with", "side": "with", "trade": "with",
	}
)

// partner returns with whom the verb phrase of c would be done: "refused to meet the envoy", "would not negotiate with rebels".
func (s *sentence) partner(c *candidate) chunk {
	v := s.skipAdverbs(c.object.start)
	lemma := s.words[v].lemma
	if n, ok := s.at(v + 1); ok && taking[lemma] && (s.party(n) || s.agentive(n)) {
		return s.role(n.start)
	}
	for k := v + 1; k < c.object.end && k < v+8; k++ {
		if n, ok := s.at(k + 1); ok && s.chunk[k] < 0 && strings.Contains(partners[lemma], s.low(k)) && (s.party(n) || s.possiblyParty(n)) {
			return s.role(n.start)
		}
	}
	return chunk{}
}

// victim returns whom a threat would hit: "threatened to sue the paper", "to impose tariffs on Norland".
func (s *sentence) victim(c *candidate) chunk {
	v := s.skipAdverbs(c.object.start)
	if c.mode == asVerb && classes["harm"][s.words[v].lemma] {
		if n, ok := s.at(s.skipMarks(v + 1)); ok && s.tagAt(n.end) != genitive && (s.party(n) || s.agentive(n)) {
			return s.role(n.start)
		}
	}
	for k := c.object.start + 1; k < c.object.end; k++ {
		if s.low(k) != "on" && s.low(k) != "against" || !inClass("harmnoun", s.low(k-1)) && !inClass("restriction", s.low(k-1)) {
			continue
		}
		if n, ok := s.at(k + 1); ok && s.party(n) && !s.timeOnly(n) {
			return s.role(k + 1)
		}
	}
	return chunk{}
}
