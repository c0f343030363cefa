package demand

import (
	"slices"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// resolve fills the spans, names and entities of actor and target.
func (f *finder) resolve(s *sentence, c *candidate) {
	if !c.actor.none() {
		r := s.extend(c.actor)
		w := s.words[c.actor.head()]
		if firstPerson[w.low] || c.actor.none() {
			sp, ok := f.speaker(s, c.head)
			if ok && (!sp.span.IsZero() || sp.name != "") {
				c.Actor, c.ActorEntity, c.ActorName, c.Chain = sp.span, sp.entity, sp.name, inner(sp)
				c.features = append(c.features, "first", "firsttold")
			} else {
				c.Actor = s.bytes(r.start, r.end)
				c.features = append(c.features, "first", "firstuntold")
			}
		} else {
			c.Actor = f.nameIn(s, r)
			c.ActorEntity = f.e.At(s.bytes(s.whole(c.actor).start, c.actor.end))
			if sp, ok := f.speaker(s, c.head); ok && sp.entity != c.ActorEntity {
				c.Chain = sp.chain
			}
		}
	}
	if !c.Actor.IsZero() {
		if c.ActorEntity == corpus.None {
			c.ActorEntity = f.e.At(c.Actor)
		}
		f.pronounActor(s, c)
		c.ActorRef = f.e.Ref(c.Actor)
	}
	if c.ActorName == "" {
		c.ActorName = f.e.Name(c.ActorEntity)
	}
	if c.Target.IsZero() {
		return
	}
	if i, j := f.t.TokensIn(c.Target); i < j {
		first, _ := f.t.TokensIn(s.span)
		c.Target = f.nameIn(s, chunk{i - first, j - first})
	}
	c.TargetEntity = f.e.At(c.Target)
	c.TargetRef = f.e.Ref(c.Target)
	c.TargetName = f.e.Name(c.TargetEntity)
}

// pronounActor resolves a third person that stands in what its antecedent says: "Lind said she would accept".
func (f *finder) pronounActor(s *sentence, c *candidate) {
	if c.actor.none() {
		return
	}
	w := s.words[c.actor.head()]
	if w.tag != pronoun && w.tag != possessive || firstPerson[w.low] || w.low == "you" || w.low == "your" || s.words[c.actor.start].quoted {
		return
	}
	for j := c.actor.start - 1; j > 0; j-- {
		if s.words[j].tag == stop {
			return
		}
		if !s.reports(j) {
			continue
		}
		a, ok := s.subject(j, 0)
		if !ok || !s.party(a) || s.words[a.head()].tag == pronoun || s.plural(a) != (w.low == "they" || w.low == "their") && s.words[a.head()].tag == noun {
			return
		}
		if (w.low == "he" || w.low == "she" || w.low == "his" || w.low == "her") && s.words[a.head()].tag == noun && bodies[singular(s.words[a.head()].low)] {
			return // an office is no "he"
		}
		if (w.low == "they" || w.low == "their") && s.personEnds(s.words[a.head()].span.End) {
			return
		}
		id := f.e.At(s.bytes(s.whole(a).start, a.end))
		if c.ActorEntity != corpus.None && c.ActorEntity != id || s.personBetween(j, c.actor.start) {
			return
		}
		c.Actor, c.ActorEntity = f.nameIn(s, s.extend(a)), id
		return
	}
}

var bodies = set(`office government party team company ministry committee campaign administration court council commission agency department union group board delegation
	firm bank parliament congress senate house police army panel embassy staff coalition organization organisation`)

// personBetween reports whether a person is named between words i and j, who may be meant by a pronoun at j.
func (s *sentence) personBetween(i, j int) bool {
	for _, p := range s.persons {
		if p.Start > s.words[i].span.End && p.End < s.words[j].span.Start {
			return true
		}
	}
	return false
}

// extend widens a role to what belongs to its name: genitives before, "of …" behind, a second coordinated party.
func (s *sentence) extend(c chunk) chunk {
	if s.words[c.start].tag == possessive && c.end == c.start+1 {
		return c
	}
	r := s.role(c.start)
	if p, ok := s.at(c.start); s.tagAt(c.end) == genitive || ok && p.end != c.end {
		r = c
	}
	if r.end < c.end || r.start != c.start {
		r = c
	}
	if c.end < r.end && s.tagAt(r.end) == conjunction {
		r = c
	}
	w := s.whole(c)
	r.start = w.start
	if k := w.start - 1; k >= 1 && s.low(k) == "and" && s.tagAt(k-2) != preposition {
		if o, ok := s.at(k - 1); ok && s.party(o) && s.coordinates(s.whole(o).start) {
			r.start = s.whole(o).start
			if c, ok := s.at(r.start - 2); ok && s.tagAt(r.start-1) == comma && s.words[c.head()].tag == name && s.party(c) && s.words[o.head()].tag == name && s.begins(s.whole(c).start) {
				r.start = s.whole(c).start // "Hungary, Poland and Latvia"
			}
		}
	}
	return r
}

// begins reports whether a clause begins at i.
func (s *sentence) begins(i int) bool {
	switch s.tagAt(i - 1) {
	case stop, quoteMark, subordinator, relative, colon, dash:
		return true
	case verb:
		return classes["saying"][s.words[i-1].lemma]
	}
	return i == 0
}

// coordinates reports whether a subject can begin at i.
func (s *sentence) coordinates(i int) bool {
	switch s.tagAt(i - 1) {
	case stop, comma, quoteMark, subordinator, relative, colon, dash:
		return true
	}
	return i == 0
}

// appositive returns the person's name that stands in apposition behind a description: "the envoy, Mara Lind,".
func (f *finder) appositive(s *sentence, c chunk) (corpus.Span, bool) {
	if c.none() || c.end+1 >= len(s.words) || s.words[c.end].tag != comma || s.words[c.head()].tag == name {
		return corpus.Span{}, false
	}
	named := s.persons
	if b, ok := s.at(c.end + 1); ok && s.words[b.start].tag == name && s.words[b.head()].tag == name && s.party(c) && b.start == c.end+1 && s.low(c.start) == "the" {
		named = append(slices.Clip(named), s.bytes(b.start, b.end)) // "asked the landlord, Oak Homes, to"
	}
	for _, p := range named {
		if p.Start != s.words[c.end+1].span.Start {
			continue
		}
		for k := c.end + 1; k < len(s.words); k++ {
			if s.words[k].span.End == p.End {
				t := s.tagAt(k + 1)
				return p, t == comma || t == stop
			}
		}
	}
	return corpus.Span{}, false
}

// nameIn returns the span of the role c without title, office or article before the name.
func (f *finder) nameIn(s *sentence, c chunk) corpus.Span {
	span := s.bytes(c.start, c.end)
	if p, ok := f.appositive(s, c); ok {
		return p
	}
	if span.IsZero() || s.whole(chunk{c.end - 1, c.end}).start < c.start {
		return span
	}
	for k := c.start; k < c.end; k++ {
		if s.words[k].tag == genitive || s.words[k].tag == conjunction || s.words[k].tag == preposition {
			return span
		}
	}
	var best *entity.Mention
	ms := f.e.In(span)
	for i := range ms {
		if ms[i].Form == "name" && ms[i].Span.End == span.End && (best == nil || ms[i].Span.Len() > best.Span.Len()) {
			best = &ms[i]
		}
	}
	if best == nil {
		return span
	}
	if best.Span.Start > span.Start && s.words[c.start].tag == determiner && c.end-c.start > 1 && best.Span.Start == s.words[c.start+1].span.Start {
		return span
	}
	return best.Span
}
