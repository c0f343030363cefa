package demand

import "example.org/briefbot/corpus"

// replied is the confidence of an answer that has no cue of the lexicon but stands next to what it answers.
const replied = 0.6

// shortAnswers are the words that alone answer an ask in somebody's mouth.
var shortAnswers = map[string]string{
	"no": refused, "nope": refused, "never": refused, "sorry": refused, "nyet": refused,
	"yes": accepted, "sure": accepted, "okay": accepted, "ok": accepted, "agreed": accepted, "gladly": accepted, "certainly": accepted,
	"absolutely not": refused, "no way": refused, "no thanks": refused, "no chance": refused, "certainly not": refused, "of course not": refused,
	"no deal": refused, "not interested": refused, "not now": refused, "forget it": refused, "of course": accepted, "by all means": accepted,
	"no thank you": refused, "not a chance": refused, "under no circumstances": refused, "absolutely": accepted,
}

// replies returns the records that answers without a cue of the lexicon give, and marks what they answer: "No," said N; N did so.
func (f *finder) replies(found []candidate) []candidate {
	var out []candidate
	for i, s := range f.sents {
		for _, read := range []func(*sentence, int, []candidate) (candidate, bool){f.shortAnswer, f.doneSo} {
			if c, ok := read(s, i, found); ok {
				c.sentence, c.Evidence, c.Confidence = i, s.span, replied
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// shortAnswer reads a sentence that begins with a word of answering and tells who said it: "No," Lind replied.
func (f *finder) shortAnswer(s *sentence, i int, found []candidate) (candidate, bool) {
	start := s.skipMarks(0)
	end, answer := 0, ""
	for n := 3; n >= 1 && answer == ""; n-- {
		if end = start + n; end < len(s.words) {
			answer = shortAnswers[joined(s.words[start:end])]
		}
	}
	if answer == "" || s.tagAt(end) != comma && s.tagAt(end) != quoteMark && s.tagAt(end) != stop {
		return candidate{}, false
	}
	sp, ok := f.reported(s, start)
	if !ok {
		return candidate{}, false
	}
	ask := f.open(found, i, func(c *candidate) bool { return !f.sameEntity(c, sp.entity, f.d.Cut(sp.span)) })
	if ask == nil {
		return candidate{}, false
	}
	return f.replyTo(s, ask, answer, chunk{start, end}, sp), true
}

// joined returns the words with single spaces.
func joined(words []word) string {
	out := ""
	for _, w := range words {
		if out != "" {
			out += " "
		}
		out += w.low
	}
	return out
}

// doneSo reads "Lind did so", "the panel did just that", "Brandt said yes".
func (f *finder) doneSo(s *sentence, i int, found []candidate) (candidate, bool) {
	for k, w := range s.words {
		if w.tag != do && w.lemma != "say" && w.lemma != "follow" {
			continue
		}
		n := s.skipAdverbs(k + 1)
		two := s.low(k+1) + " " + s.low(k+2)
		same := two == "the same" || two == "follow suit" || s.low(k+1) == "suit" || s.low(k+1) == "likewise"
		done := w.tag == do && (s.low(k+1) == "so" || s.low(n) == "that" && n > k+1 && s.closes(n+1))
		yes := w.lemma == "say" && s.low(k+1) == "yes" && s.closes(k+2)
		if !same && !done && !yes || s.group(k).negated || w.lemma == "follow" && s.low(k+1) != "suit" || same && w.lemma == "say" {
			continue
		}
		subj, ok := s.subjectBefore(s.group(k).start, k, 0)
		if !ok || !s.party(subj) && !s.agentive(subj) {
			continue
		}
		sp := f.asSpeaker(s, subj)
		text := f.d.Cut(s.bytes(subj.start, subj.end))
		if ask := f.open(found, i, func(c *candidate) bool {
			return f.sameTarget(c, sp.entity, text) || yes && c.Target.IsZero() && !f.sameEntity(c, sp.entity, text)
		}); ask != nil {
			return f.replyTo(s, ask, accepted, chunk{k, k + 2}, sp), true
		}
		if same || done && s.too(k) {
			return f.likewise(s, i, found, chunk{k, k + 2}, sp, text)
		}
	}
	return candidate{}, false
}

// too reports whether the clause of the verb at k says that its subject acts like another: "did so as well".
func (s *sentence) too(k int) bool {
	for i := max(k-2, 0); i < len(s.words) && i < k+6; i++ {
		switch s.low(i) {
		case "well", "too", "also", "likewise":
			return true
		}
	}
	return false
}

// open returns the nearest ask or offer before sentence i that has no answer yet and fits.
func (f *finder) open(found []candidate, i int, fits func(*candidate) bool) *candidate {
	for k := len(found) - 1; k >= 0; k-- {
		c := &found[k]
		if c.sentence > i || c.sentence == i && c.Evidence == f.sents[i].span || c.sentence < i-2 || !asks(c) || c.Status != "" || c.Negated || c.Confidence < Threshold {
			continue
		}
		if fits(c) {
			return c
		}
	}
	return nil
}

// replyTo marks ask as answered and returns the answer's own record.
func (f *finder) replyTo(s *sentence, ask *candidate, answer string, cue chunk, sp speaker) candidate {
	ask.Status, ask.StatusEvidence = answer, s.span
	kind := corpus.Refusal
	if answer == accepted {
		kind = corpus.Conceded
	}
	c := modalCandidate(s, kind, "reply", cue)
	c.Actor, c.ActorEntity, c.ActorName = sp.span, sp.entity, sp.name
	c.ActorRef = f.e.Ref(c.Actor)
	c.Object = ask.Object
	c.Target, c.TargetEntity, c.TargetName, c.TargetRef = ask.Actor, ask.ActorEntity, ask.ActorName, ask.ActorRef
	return c
}

// likewise reads "the union did so as well": another party's act of the same kind as the one told before.
func (f *finder) likewise(s *sentence, i int, found []candidate, cue chunk, sp speaker, text string) (candidate, bool) {
	for k := len(found) - 1; k >= 0 && found[k].sentence >= i-1; k-- {
		o := &found[k]
		if o.sentence >= i || o.Negated || !asks(o) || o.Confidence < Threshold || f.sameEntity(o, sp.entity, text) {
			continue
		}
		c := modalCandidate(s, o.Kind, "likewise", cue)
		c.Actor, c.ActorEntity, c.ActorName = sp.span, sp.entity, sp.name
		c.ActorRef = f.e.Ref(c.Actor)
		c.Object = o.Object
		c.Target, c.TargetEntity, c.TargetName, c.TargetRef = o.Target, o.TargetEntity, o.TargetName, o.TargetRef
		return c, true
	}
	return candidate{}, false
}

// sameEntity reports whether the actor of c is the entity id, or is written alike.
func (f *finder) sameEntity(c *candidate, id int, text string) bool {
	return alike(id, c.ActorEntity, text, f.d.Cut(c.Actor)) || f.akin(id, c.ActorEntity)
}

// akin reports whether two entities stand for one country: its name and its capital or government.
func (f *finder) akin(a, b int) bool {
	if a == corpus.None || b == corpus.None {
		return false
	}
	x, y := f.e.Entities[a], f.e.Entities[b]
	return x.Country != "" && x.Country == y.Country && x.Type != corpus.Person && y.Type != corpus.Person
}

// sameTarget reports whether the target of c is the entity id, or is written alike.
func (f *finder) sameTarget(c *candidate, id int, text string) bool {
	return !c.Target.IsZero() && (alike(id, c.TargetEntity, text, f.d.Cut(c.Target)) || f.akin(id, c.TargetEntity))
}

func alike(a, b int, x, y string) bool {
	if a != corpus.None && b != corpus.None {
		return a == b
	}
	return bare(x) == bare(y) && x != ""
}
