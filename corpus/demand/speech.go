package demand

import (
	"strings"

	"example.org/briefbot/corpus"
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
		if !ok || c.end > j || firstPerson[s.words[c.head()].low] || s.words[c.head()].low == "you" || !s.party(c) && !s.partyOf(c) {
			return speaker{}, false
		}
		return f.asSpeaker(s, c), true
	}
	return speaker{}, false
}

// partyOf reports whether c counts a party that follows it: "a lot of people".
func (s *sentence) partyOf(c chunk) bool {
	p, ok := s.at(c.end + 1)
	return ok && s.low(c.end) == "of" && (s.party(p) || s.words[p.head()].tag == number && s.partyOf(p))
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
	if w.tag == pronoun && w.low == "it" && f.person(sp.entity) {
		return false
	}
	span := s.bytes(s.whole(c).start, c.end)
	if id := f.e.At(span); id != corpus.None && id == sp.entity {
		return true
	}
	if w.tag == pronoun {
		if f.person(sp.entity) && w.low == "they" {
			return false
		}
		return w.low != "you" && (f.e.Ref(span).IsZero() || f.e.At(span) == sp.entity)
	}
	return strings.EqualFold(f.d.Cut(span), f.d.Cut(sp.span))
}

var firstPerson = set(`i we me us my our ourselves myself`)

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
