package demand

import (
	"strings"

	"example.org/briefbot/corpus"
)

// The answers to an ask or an offer.
const (
	accepted = "accepted"
	refused  = "refused"
	noAnswer = "no answer"
)

// answers fills Status and StatusEvidence of the asks and offers to which the same or one of the next sentences tells the answer, and
// gives answers without an object of their own that of what they answer.
func (f *finder) answers(found []candidate) {
	for i := range found {
		r := &found[i]
		if answer := answerOf(r); answer != "" && r.Confidence >= Threshold/2 {
			f.answer(found[:i], r, answer)
			f.answerInside(found, r, answer)
		}
	}
	for i := range found {
		if c := &found[i]; c.Status == "" && asks(c) {
			f.outcome(c)
		}
	}
}

// repeated gives an ask or offer without an answer that of a later telling of the same by the same party.
func (f *finder) repeated(found []candidate) {
	for i := range found {
		c := &found[i]
		if !asks(c) || c.Status != "" || c.Negated || c.Confidence < Threshold {
			continue
		}
		for k := range found[i+1:] {
			o := &found[i+1+k]
			if o.sentence > c.sentence+farReach {
				break
			}
			if asks(o) && o.Status != "" && o.Confidence >= Threshold && f.same(c, o) && !c.Actor.IsZero() && f.sameMatter(c, o) && (c.TargetEntity == corpus.None || o.TargetEntity == corpus.None || c.TargetEntity == o.TargetEntity) {
				c.Status, c.StatusEvidence = o.Status, o.StatusEvidence
				break
			}
		}
	}
}

// bare is x in lower case without an article before it.
func bare(x string) string {
	x = strings.ToLower(x)
	for _, a := range []string{"the ", "a ", "an "} {
		x = strings.TrimPrefix(x, a)
	}
	return x
}

// answerOf tells what r, if it is an answer, says to what it answers.
func answerOf(r *candidate) string {
	switch {
	case r.Kind == corpus.Refusal && !r.Negated:
		return refused
	case r.Kind == corpus.Conceded && !r.Negated:
		return accepted
	case r.Kind == corpus.Conceded:
		return noAnswer
	}
	return ""
}

func asks(c *candidate) bool {
	return c.Kind == corpus.Demanded || c.Kind == corpus.Requested || c.Kind == corpus.Condition || c.Kind == corpus.Offer
}

// answerInside marks the requests named in the object of an answer: "rejected the union's demand for".
func (f *finder) answerInside(found []candidate, r *candidate, answer string) {
	if r.mode != asNoun {
		return
	}
	for i := range found {
		c := &found[i]
		if asks(c) && c.sentence == r.sentence && r.Object.Contains(c.Cue) && c.Status == "" {
			c.Status, c.StatusEvidence = answer, r.Evidence
			if r.Target.IsZero() && !c.Actor.IsZero() {
				r.Target, r.TargetEntity, r.TargetName, r.TargetRef = c.Actor, c.ActorEntity, c.ActorName, c.ActorRef
			}
			if c.Target.IsZero() && !r.Actor.IsZero() && c.Kind != corpus.Offer && r.Kind == corpus.Refusal && !r.Negated {
				c.Target, c.TargetEntity, c.TargetName, c.TargetRef = r.Actor, r.ActorEntity, r.ActorName, r.ActorRef // who rejects it was asked
			}
		}
	}
}

// Within how many sentences after an ask its answer is looked for: one that only points back, and one that names the matter and comes from
// the one asked.
const (
	reach    = 4
	farReach = 12
)

// answer links r to the nearest earlier ask or offer that it can answer.
func (f *finder) answer(before []candidate, r *candidate, answer string) {
	for i := len(before) - 1; i >= 0 && before[i].sentence >= r.sentence-farReach; i-- {
		c := &before[i]
		if c.sentence < r.sentence-reach && (r.TargetEntity == corpus.None || r.TargetEntity != c.ActorEntity) && (f.anaphoric(r) || c.TargetEntity == corpus.None || c.TargetEntity != r.ActorEntity) {
			continue
		}
		if !asks(c) || c.Confidence < Threshold || f.same(c, r) || c.Object.Contains(r.Cue) {
			continue
		}
		if !f.anaphoric(r) && !f.sameMatter(c, r) {
			continue
		}
		if (r.Object.IsZero() || pointing[strings.ToLower(f.d.Cut(r.Object))]) && !f.addressed(c, r) {
			continue
		}
		if c.TargetEntity != corpus.None && r.ActorEntity != corpus.None && c.TargetEntity != r.ActorEntity && !f.akin(c.TargetEntity, r.ActorEntity) && c.sentence != r.sentence {
			continue
		}
		if c.Status == "" {
			c.Status, c.StatusEvidence = answer, r.Evidence
		}
		if r.Object.IsZero() {
			r.Object = c.Object
		}
		r.features = append(r.features, "answering")
		r.Confidence = confidence(r.features)
		if r.Target.IsZero() {
			r.Target, r.TargetEntity, r.TargetName, r.TargetRef = c.Actor, c.ActorEntity, c.ActorName, c.ActorRef
		}
		return
	}
	if r.Object.IsZero() {
		r.Confidence = min(r.Confidence, Threshold/2)
	}
}

// addressed reports whether the answer r, which names no matter, comes from the one asked in c: the same party, or anybody else in the next
// sentence when none was named.
func (f *finder) addressed(c, r *candidate) bool {
	if c.Target.IsZero() {
		return r.sentence-c.sentence <= 1 && !r.Actor.IsZero()
	}
	if s := f.sents[r.sentence]; r.sentence <= c.sentence+1 && !r.actor.none() && f.pronounFor(s.words[r.actor.head()], c.Target, c.TargetEntity, r.ActorEntity) {
		return true
	}
	if c.TargetEntity != corpus.None || r.ActorEntity != corpus.None {
		return c.TargetEntity == r.ActorEntity || f.akin(c.TargetEntity, r.ActorEntity)
	}
	return strings.EqualFold(f.d.Cut(c.Target), f.d.Cut(r.Actor)) || r.sentence == c.sentence
}

// same reports whether one party acts in both.
func (f *finder) same(c, r *candidate) bool {
	if c.ActorEntity != corpus.None || r.ActorEntity != corpus.None {
		return c.ActorEntity == r.ActorEntity
	}
	return c.Actor.IsZero() || strings.EqualFold(f.d.Cut(c.Actor), f.d.Cut(r.Actor))
}

// anaphoric reports whether the object of r only points back: "that", "it", "the offer", or nothing at all.
func (f *finder) anaphoric(r *candidate) bool {
	if r.Object.IsZero() {
		return true
	}
	words := strings.Fields(strings.ToLower(f.d.Cut(r.Object)))
	if n := len(words); n > 2 && n <= 6 && inClass("plea", words[n-1]) && (pointing[words[0]] || strings.HasSuffix(words[n-2], "'s") || strings.HasSuffix(words[n-2], "’s") || !r.Target.IsZero()) {
		return true // "the original Lind demand"
	}
	switch len(words) {
	case 1:
		return pointing[words[0]]
	case 2:
		return pointing[words[0]] && (inClass("asknoun", words[1]) || inClass("claimnoun", words[1])) || demonstrative[words[0]]
	}
	return false
}

var demonstrative = set(`that this those these such`)

var pointing = set(`that it this those these them the any both him her one`)

// sameMatter reports whether most of the longer words of one object stand in the other.
func (f *finder) sameMatter(c, r *candidate) bool {
	return f.shares(c.Object, r.Object) || !c.Exchange.IsZero() && f.shares(c.Exchange, r.Object)
}

// shares reports whether most of the longer words of one span stand in the other.
func (f *finder) shares(x, y corpus.Span) bool {
	a, b := f.contentWords(x), f.contentWords(y)
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	small := min(len(a), len(b))
	return small >= 2 && n*3 >= small*2
}

func (f *finder) contentWords(s corpus.Span) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(strings.ToLower(f.d.Cut(s))) {
		w = strings.Trim(w, `.,;:"“”'’()`)
		if _, closed := closedTags[w]; !closed && len(w) > 2 {
			out[w] = true
		}
	}
	return out
}

// fates are what becomes of an appeal that is the subject of its sentence.
var fates = []struct {
	words  string
	answer string
}{
	{"deaf ears", refused},
	{"fell flat", refused},
	{"fallen flat", refused},
	{"came to nothing", refused},
	{"got nowhere", refused},
	{"no effect", refused},
	{"was heeded", accepted},
	{"were heeded", accepted},
	{"bore fruit", accepted},
	{"paid off", accepted},
	{"no avail", refused},
	{"went unmet", refused},
	{"cold shoulder", refused},
	{"short shrift", refused},
	{"is pending", noAnswer},
	{"remains unanswered", noAnswer},
	{"remain unanswered", noAnswer},
	{"went nowhere", refused},
	{"gone nowhere", refused},
	{"in vain", refused},
	{"went unheeded", refused},
	{"gone unheeded", refused},
	{"was ignored", noAnswer},
	{"were ignored", noAnswer},
	{"been ignored", noAnswer},
	{"went unanswered", noAnswer},
	{"gone unanswered", noAnswer},
	{"with silence", noAnswer},
	{"no response", noAnswer},
	{"no reply", noAnswer},
	{"no answer", noAnswer},
	{"with a refusal", refused},
	{"with rejection", refused},
}

// fate tells what became of a nominal ask, by what stands behind its object.
func (f *finder) fate(c *candidate) string {
	s := f.sents[c.sentence]
	if s.words[c.head].tag == verb {
		return ""
	}
	for k := c.object.end; k+1 < len(s.words) && k < c.object.end+6 && s.tagAt(k) != comma && s.tagAt(k) != stop; k++ {
		two := s.low(k) + " " + s.low(k+1)
		for _, x := range fates {
			if two == x.words || two+" "+s.low(k+2) == x.words {
				return x.answer
			}
		}
	}
	return ""
}

// press reports whether what the verb of answering at k has not answered is the press: "a request for comment".
func (s *sentence) press(k int) bool {
	for i := k + 1; i < len(s.words) && i < k+10; i++ {
		switch s.low(i) {
		case "comment", "interview", "email", "emails", "message", "messages", "inquiry", "inquiries", "questions":
			return true
		}
	}
	return false
}

// unanswered reports whether the verb of answering at k is negated: "has not responded", "has yet to respond".
func (s *sentence) unanswered(k int) bool {
	g := s.group(k)
	return g.negated || g.to >= 0 && s.low(g.to-1) == "yet"
}

// about reports whether the answer at word k of sentence i can be to c: the act itself, or "the request" of the sentence before.
func (f *finder) about(s *sentence, k int, c *candidate, i int) bool {
	if i == c.sentence {
		return k < c.head
	}
	a, ok := s.subject(k, 0)
	if !ok {
		return false
	}
	span := s.bytes(s.whole(a).start, a.end)
	id, text := f.e.At(span), f.d.Cut(span)
	if c.Target.IsZero() {
		return i == c.sentence+1 && (s.party(a) || s.agentive(a)) && !f.sameEntity(c, id, text)
	}
	return f.sameTarget(c, id, text)
}
