package demand

import (
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// speaker is who says the words at some place.
type speaker struct {
	span   corpus.Span // the mention beside the report; zero when only the name is known
	chunk  chunk       // the same within the sentence, if it is there
	entity int
	name   string
	chain  []string
}

// speaker returns who says word k of s: by the attributions of the document, else by a report in or beside the sentence.
func (f *finder) speaker(s *sentence, k int) (speaker, bool) {
	at := s.words[k].span
	if sp, ok := f.nested(s, k); ok {
		return sp, true
	}
	if sp, ok := f.attributed(at); ok {
		return sp, true
	}
	if sp, ok := f.reported(s, k); ok {
		return sp, true
	}
	if s.words[k].quoted {
		return f.beside(s)
	}
	return speaker{}, false
}

var relatives = set(`who whose which that whom`)

// indexSpeech notes for each sentence which attributions have content in it, so that a long document is not searched for each word.
func (f *finder) indexSpeech() {
	f.saidIn = make([][]int, len(f.t.Sentences))
	for i, a := range f.q {
		for _, c := range a.Content {
			for k := max(f.t.Sentence(c.Start), 0); k < len(f.t.Sentences) && f.t.Sentences[k].Start < c.End; k++ {
				if n := len(f.saidIn[k]); n == 0 || f.saidIn[k][n-1] != i {
					f.saidIn[k] = append(f.saidIn[k], i)
				}
			}
		}
	}
}

// nested reads a report within a quotation: “A lot of people said the governor should resign”.
func (f *finder) nested(s *sentence, k int) (speaker, bool) {
	for j := k - 1; j >= 0 && s.words[k].quoted && s.words[j].quoted && s.words[j].tag != quoteMark && s.words[j].tag != stop; j-- {
		if !s.reports(j) || !s.group(j).finite || stativeVerbs[s.words[j].lemma] || s.group(j).negated {
			continue
		}
		c, ok := s.subject(j, 0)
		if !ok || c.end > j || firstPerson[s.words[c.head()].low] || s.words[c.head()].low == "you" || !s.party(c) {
			return speaker{}, false
		}
		return f.asSpeaker(s, c), true
	}
	return speaker{}, false
}

// attributed looks for the innermost speech whose content holds at.
func (f *finder) attributed(at corpus.Span) (speaker, bool) {
	best, size := -1, 0
	i := f.t.Sentence(at.Start)
	if i < 0 || i >= len(f.saidIn) {
		return speaker{}, false
	}
	for _, i := range f.saidIn[i] {
		a := f.q[i]
		for _, c := range a.Content {
			if c.Contains(at) && (best < 0 || c.Len() < size) && (len(a.Source) > 0 || a.Speaker != "") {
				best, size = i, c.Len()
			}
		}
	}
	if best < 0 {
		return speaker{}, false
	}
	a := f.q[best]
	if len(a.Source) > 0 && relatives[strings.ToLower(f.d.Cut(a.Source[0]))] {
		return speaker{}, false // the report in the sentence knows who "who" is
	}
	sp := speaker{entity: a.Entity, name: a.Speaker, chain: a.Chain}
	if len(a.Source) > 0 {
		sp.span = a.Source[0]
	}
	return sp, true
}

// reported reads "Lind said that … k …" and "… k …, Lind said" within the sentence.
func (f *finder) reported(s *sentence, k int) (speaker, bool) {
	for j := k - 1; j >= 0; j-- {
		w := s.words[j]
		if w.tag == stop {
			break
		}
		if !s.reports(j) || s.words[j].quoted != s.words[max(j-1, 0)].quoted || s.words[j].quoted && !s.words[k].quoted {
			continue
		}
		if n := s.tagAt(j + 1); n == comma && s.tagAt(j+2) != quoteMark {
			continue
		}
		if c, ok := s.subject(j, 0); ok && c.end <= k && (!firstPerson[s.words[c.head()].low] || !s.words[j].quoted) {
			return f.asSpeaker(s, c), true
		}
	}
	for j := k + 1; j < len(s.words); j++ {
		if !s.reports(j) || s.words[j].quoted {
			continue
		}
		if c, ok := s.tagSubject(j); ok {
			return f.asSpeaker(s, c), true
		}
	}
	return speaker{}, false
}

// reports reports whether word j is a finite verb of saying.
func (s *sentence) reports(j int) bool {
	w := s.words[j]
	return w.tag == verb && classes["saying"][w.lemma] && s.chunk[j] < 0 && !s.group(j).passive
}

// tagSubject returns the subject of the speaker tag whose verb is at j: ", Lind said" or ", said Lind, who".
func (s *sentence) tagSubject(j int) (chunk, bool) {
	if c, ok := s.at(j + 1); ok && s.party(c) && (s.tagAt(j-1) == comma || s.tagAt(j-1) == quoteMark) {
		return c, true
	}
	c, ok := s.subjectBefore(s.group(j).start, j, 0)
	if !ok || c.start == 0 {
		return c, ok
	}
	t := s.tagAt(c.start - 1)
	return c, t == comma || t == quoteMark || t == preposition
}

func (f *finder) asSpeaker(s *sentence, c chunk) speaker {
	r := s.extend(c)
	span := f.nameIn(s, r)
	id := f.e.At(s.bytes(s.whole(r).start, r.end))
	return speaker{span: span, chunk: r, entity: id, name: f.e.Name(id)}
}

// beside looks for a report in the sentences around a quoted one, within its paragraph.
func (f *finder) beside(s *sentence) (speaker, bool) {
	at := f.t.Sentence(s.span.Start)
	p := f.t.Paragraph(s.span.Start)
	for _, d := range []int{-1, 1, -2, 2, -3, 3} {
		i := at + d
		if i < 0 || i >= len(f.sents) || f.t.Paragraph(f.sents[i].span.Start) != p {
			continue
		}
		o := f.sents[i]
		for j := range o.words {
			if !o.reports(j) || o.words[j].quoted {
				continue
			}
			if c, ok := o.tagSubject(j); ok {
				sp := f.asSpeaker(o, c)
				sp.chunk = chunk{}
				return sp, true
			}
		}
	}
	return speaker{}, false
}

func (f *finder) setSpeaker(c *candidate, sp speaker) {
	if sp.chunk.none() {
		c.actor = chunk{}
	}
	c.Actor, c.ActorEntity, c.ActorName, c.Chain = sp.span, sp.entity, sp.name, inner(sp)
	c.features = append(c.features, "told")
}

// inner is the chain without its last link, the speaker.
func inner(sp speaker) []string {
	if n := len(sp.chain); n > 0 && sp.chain[n-1] == sp.name {
		return sp.chain[:n-1]
	}
	return sp.chain
}

// sameParty reports whether the noun phrase c denotes the speaker.
func (f *finder) sameParty(s *sentence, c chunk, sp speaker) bool {
	w := s.words[c.head()]
	if w.tag == pronoun && firstPerson[w.low] {
		return true
	}
	span := s.bytes(s.whole(c).start, c.end)
	if id := f.e.At(span); id != corpus.None && id == sp.entity {
		return true
	}
	if w.tag == pronoun {
		return w.low != "you" && (f.e.Ref(span).IsZero() || f.e.At(span) == sp.entity)
	}
	return strings.EqualFold(f.d.Cut(span), f.d.Cut(sp.span))
}

var firstPerson = set(`i we me us my our ourselves myself`)

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
		}
	}
	return r
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
	for _, p := range s.persons {
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
		id := f.e.At(s.bytes(s.whole(a).start, a.end))
		if c.ActorEntity != corpus.None && c.ActorEntity != id || s.personBetween(j, c.actor.start) {
			return
		}
		c.Actor, c.ActorEntity = f.nameIn(s, s.extend(a)), id
		return
	}
}

// personBetween reports whether a person is named between words i and j, who may be meant by a pronoun at j.
func (s *sentence) personBetween(i, j int) bool {
	for _, p := range s.persons {
		if p.Start > s.words[i].span.End && p.End < s.words[j].span.Start {
			return true
		}
	}
	return false
}

// sort names what kind of noun phrase c is.
func (s *sentence) sort(c chunk) string {
	if c.none() {
		return "none"
	}
	w := s.words[c.head()]
	switch {
	case w.tag == name && !classes["time"][w.low]:
		return "name"
	case generic[w.low] && s.low(c.end) != "'s":
		return "generic"
	case w.tag == pronoun || w.tag == possessive:
		if w.low == "it" || w.low == "its" {
			return "it"
		}
		if w.low == "you" || w.low == "your" {
			return "you"
		}
		if firstPerson[w.low] {
			return "first"
		}
		return "pronoun"
	case inClass("document", w.low):
		return "document"
	case s.party(c):
		if s.words[c.start].low == "any" || s.words[c.start].low == "no" || s.words[c.start].low == "every" {
			return "generic"
		}
		return "party"
	case w.tag == relative:
		return "relative"
	}
	return "thing"
}

var generic = set(`anyone anybody someone somebody everyone everybody nobody one none those`)
