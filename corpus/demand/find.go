package demand

import (
	"sort"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/segment"
)

// Find lists the demands that d tells, in text order, each with its confidence; see [Threshold] for the one below which
// a record is more often wrong than right. t is segment.Split(d.Text), e the entities of d, and q
// what is said by whom in d, which gives demands inside quotations their speaker; q may be nil.
func Find(d *corpus.Document, t *segment.Text, e *entity.Set, q []corpus.Attribution) []corpus.Demand {
	f := &finder{d: d, t: t, e: e, q: q}
	f.indexSpeech()
	for i := range t.Sentences {
		f.sents = append(f.sents, newSentence(t, i, e))
	}
	found := f.all()
	out := make([]corpus.Demand, len(found))
	for i, c := range found {
		out[i] = c.Demand
	}
	return out
}

// all returns the records of all sentences with the answers to them, in text order.
func (f *finder) all() []candidate {
	var found []candidate
	for i := range f.sents {
		found = append(found, f.inSentence(i)...)
	}
	f.answers(found)
	more := f.replies(found)
	f.repeated(found)
	if len(more) > 0 {
		found = append(found, more...)
		sort.SliceStable(found, func(a, b int) bool { return found[a].Cue.Compare(found[b].Cue) < 0 })
	}
	return found
}

// finder is the work on one document.
type finder struct {
	d      *corpus.Document
	t      *segment.Text
	e      *entity.Set
	q      []corpus.Attribution
	saidIn [][]int // for each sentence the attributions with content in it
	sents  []*sentence
}

// candidate is a possible record with what speaks for and against it.
type candidate struct {
	corpus.Demand
	frame    string
	head     int // word of the cue in its sentence
	sentence int
	actor    chunk
	object   chunk
	mode     mode
	given    chunk // what is given for the object, where the frame tells it
	second   bool  // another target of the same cue
	implied  bool  // the target is told by the object alone
	features []string
}

// inSentence returns the records of sentence i.
func (f *finder) inSentence(i int) []candidate {
	return f.prune(f.sents[i], f.candidates(i))
}

// candidates returns all readings of sentence i.
func (f *finder) candidates(i int) []candidate {
	s := f.sents[i]
	var all []candidate
	for k := 0; k < len(s.words); k++ {
		if c, ok := f.lexical(s, k); ok {
			all = append(all, c)
			if more, ok := s.second(c); ok {
				all = append(all, more)
			}
		}
		for _, read := range []func(*sentence, int) (candidate, bool){f.modalAct, f.tieAct, f.noneAct, f.headlineAct} {
			if c, ok := read(s, k); ok {
				all = append(all, c)
			}
		}
	}
	for k := range all {
		c := &all[k]
		c.sentence = i
		c.Evidence = s.span
		f.finish(s, c)
	}
	return all
}

// finish fills names and entities, the exchange, the chain, and the confidence.
func (f *finder) finish(s *sentence, c *candidate) {
	s.cutPrice(c)
	c.Object = s.bytes(c.object.start, c.object.end)
	c.Exchange = f.exchange(s, c)
	f.impliedTarget(s, c)
	f.resolve(s, c)
	f.describe(s, c)
	c.Confidence = confidence(c.features)
	if c.mode == asVerb && !c.object.none() {
		c.Object = s.bytes(s.withNot(c.object.start), c.object.end)
	}
}

// withNot puts the "not" of "not to V" or "to not V" back before the verb phrase at i: without it the object would say the opposite.
func (s *sentence) withNot(i int) int {
	switch {
	case s.tagAt(i-1) == negation && s.tagAt(i-2) == infinitive:
		return i - 1
	case s.tagAt(i-1) == infinitive && s.tagAt(i-2) == negation && s.tagAt(i-3) != be && s.tagAt(i-3) != have && s.tagAt(i-3) != do && s.tagAt(i-3) != modal:
		return i - 2
	}
	return i
}

// prune drops what is told twice: a second reading of the same words, and an ask inside the object of another ask.
func (f *finder) prune(s *sentence, all []candidate) []candidate {
	sort.SliceStable(all, func(a, b int) bool { return all[a].Cue.Compare(all[b].Cue) < 0 })
	var out []candidate
	for i, c := range all {
		drop := false
		for j, o := range all {
			if i == j || o.Confidence < Threshold && o.Confidence < c.Confidence {
				continue
			}
			sameCue := o.Cue.Overlaps(c.Cue) && (o.object == c.object || !o.second && !c.second) && (o.Confidence > c.Confidence || o.Confidence == c.Confidence && j < i)
			if sameCue || f.inside(s, c, o) {
				drop = true
				break
			}
		}
		if !drop {
			out = append(out, c)
		}
	}
	return out
}

// inside reports whether c is told within the object of o and so is no record of its own. A request that is
// rejected or granted is one.
func (f *finder) inside(s *sentence, c, o candidate) bool {
	if o.head == c.head || o.Object.IsZero() {
		return false
	}
	if c.directive() && !o.directive() && o.Cue.End <= c.Cue.Start && c.Cue.Start < o.Object.End {
		return true
	}
	if !o.Exchange.IsZero() && o.Exchange.Contains(c.Cue) && !c.directive() && o.Confidence >= Threshold {
		return true // what is given for it, or the condition, is told by the record
	}
	if !o.Object.Contains(c.Cue) {
		return false
	}
	if o.Kind == corpus.Refusal || o.Kind == corpus.Conceded {
		if o.mode == asNoun {
			return o.Kind == corpus.Conceded && c.Kind == corpus.Refusal // "dropped her refusal to"
		}
	}
	if o.mode == asNoun {
		p, ok := s.at(c.head)
		return !ok || p.head() != c.head || s.words[c.head].tag == verb
	}
	return true
}

// second returns the record of a second target of one cue: "calls on A to V and for B to W".
func (s *sentence) second(c candidate) (candidate, bool) {
	i := c.object.end
	if c.frame != "fornpto" && c.frame != "npto" || s.tagAt(i) != conjunction {
		return c, false
	}
	j := i + 1
	if s.tagAt(j) == preposition && (s.low(j) == "for" || s.low(j) == "on") {
		j++
	}
	b, ok := s.at(j)
	end := s.phrase(j)
	if !ok || s.tagAt(end) != infinitive || !s.party(b) {
		return c, false
	}
	x := s.forTo(j, end, b)
	more := c
	more.second = true
	more.object, more.mode, more.Target = x.object, x.mode, s.bytes(x.target.start, x.target.end)
	more.features = append([]string{"second"}, c.features...)
	return more, true
}

// directive reports whether c is told by a modal.
func (c candidate) directive() bool {
	return c.frame == "willharm" || c.frame == "willnot" || c.frame == "should" || c.frame == "must" || c.frame == "ought" || c.frame == "have" || c.frame == "need" || c.frame == "will"
}

// lexical reads the cue at word k, if there is one.
func (f *finder) lexical(s *sentence, k int) (candidate, bool) {
	for _, m := range s.matches(k) {
		var c candidate
		var ok bool
		switch m.part {
		case 'v':
			c, ok = f.verbAct(s, m)
		case 'n':
			c, ok = f.nounAct(s, m)
		case 'a':
			c, ok = f.adjectiveAct(s, m)
		}
		if ok && !f.routine(s, m, &c) {
			c.head = k
			return c, true
		}
	}
	return candidate{}, false
}

func newCandidate(s *sentence, m match, x complement) candidate {
	c := candidate{frame: x.frame, head: m.head, object: x.object, mode: x.mode}
	c.Kind = m.kind
	c.ActorEntity, c.TargetEntity = corpus.None, corpus.None
	end := m.end
	c.Cue = s.bytes(m.head, end)
	c.Target = s.bytes(x.target.start, x.target.end)
	if len(m.cue) > 1 {
		c.features = append(c.features, "phrase="+string(rune('0'+m.strength)))
	}
	if m.kind == corpus.Offer && promising[m.cue[0]] {
		c.features = append(c.features, "promise")
	}
	c.features = append(c.features, "cue="+string(m.part)+string(m.kind), "frame="+x.frame, "strength="+string(m.kind)+string(rune('0'+m.strength)))
	return c
}

// verbAct reads a verb cue: active, passive, infinitive or participle.
func (f *finder) verbAct(s *sentence, m match) (candidate, bool) {
	g := s.group(m.head)
	if s.chunk[m.head] >= 0 && s.words[m.head].form != ing || m.frames["would"] && g.modal != "would" && g.modal != "'d" {
		return candidate{}, false
	}
	var x complement
	var actor, patient chunk
	if g.passive && wishing[m.cue[0]] {
		return candidate{}, false
	}
	if g.passive {
		x, actor, patient = s.passive(m, g)
	} else {
		x = s.complement(m)
		actor, _ = s.subject(m.head, 0)
	}
	if x, actor = s.displaced(m, x, actor); !x.ok() || actor.none() && (m.cue[0] == "let" || wishing[m.cue[0]]) {
		return candidate{}, false
	}
	if x.target.none() {
		x.target = patient
	}
	if actor.none() && s.words[m.head].form == base && g.start == m.head && !s.title && (m.head == 0 || m.head == 1 && s.words[0].tag == adverb) && m.kind == corpus.Requested {
		return candidate{}, false // an order to the reader: "just ask the coach"
	}
	if x.frame == "np" && actor.none() && !g.passive && !g.finite && s.words[m.head].form != ing {
		return candidate{}, false // "the act, proposed legislation that"
	}
	c := newCandidate(s, m, x)
	c.actor = actor
	if (m.cue[0] == "propose" || m.cue[0] == "suggest") && s.terms(x) {
		c.Kind = corpus.Offer
	}
	s.listed(m, &c)
	f.negate(s, &c, g, m)
	c.features = append(c.features, voice(g), "strong="+string(rune('0'+m.strength)))
	f.setting(s, &c, m.head, g)
	return c, true
}

// displaced finds an object that stands before the verb: "the changes Lind requested", "what parents want is a school".
func (s *sentence) displaced(m match, x complement, actor chunk) (complement, chunk) {
	if !m.frames["np"] || actor.none() || x.ok() && x.frame != "np" && x.frame != "none" || x.ok() && !x.object.none() && !s.timeOnlyObject(x) {
		return x, actor
	}
	w := s.whole(actor)
	l := w.start - 1
	if s.tagAt(s.afterCue(m.end)) == infinitive {
		return x, actor // "the man she seeks to succeed"
	}
	if s.low(l) == "what" && s.tagAt(s.afterCue(m.end)) == be {
		if n, ok := s.at(s.right(s.afterCue(m.end))); !ok || s.words[n.start].tag == noun && adjectival(s.low(n.start)) {
			return complement{}, actor
		}
		return s.objectAt(s.right(s.afterCue(m.end)), "cleft"), actor
	}
	if s.tagAt(l) == relative && (s.low(l) == "that" || s.low(l) == "which") {
		l--
	}
	c, ok := s.at(l)
	if !ok || c.end != l+1 || s.words[c.head()].tag == pronoun || s.timeOnly(c) && s.low(c.head()) != "day" {
		return x, actor
	}
	y := complement{frame: "relative", mode: asNoun, object: s.whole(c)}
	if !s.fits(m, y) || s.objectIn("claimnoun", y) {
		return x, actor
	}
	return y, actor
}

// timeOnlyObject reports whether the object of x is an expression of time.
func (s *sentence) timeOnlyObject(x complement) bool {
	c, ok := s.at(x.object.start)
	return ok && x.mode == asNoun && (s.timeOnly(c) || classes["time"][s.low(c.start)] || inClass("time", s.low(c.start)) || inClass("time", s.words[c.head()].low))
}

// terms reports whether the object of a proposal is a meeting or a compromise, which one party offers to another.
func (s *sentence) terms(x complement) bool {
	if x.mode == asVerb && !x.object.none() {
		return classes["meeting"][s.words[s.skipAdverbs(x.object.start)].lemma] || s.low(x.object.start) == "meet"
	}
	return x.mode == asNoun && !x.object.none() && s.objectIn("terms", x)
}

// wishing are the verbs whose passive tells no act: "is expected to attend".
var wishing = set(`expect want need like love prefer hope wish`)

// promising are the cues of promises, which the reference texts that train the weights count differently.
var promising = set(`promise pledge vow swear commit commitment`)

func voice(g group) string {
	switch {
	case g.passive:
		return "voice=passive"
	case g.to >= 0:
		return "voice=infinitive"
	case g.modal != "":
		return "voice=modal:" + g.modal
	case g.finite:
		return "voice=finite"
	}
	return "voice=participle"
}

// negate turns "is not willing to", "does not accept" into refusals, and marks other acts as not having happened.
func (f *finder) negate(s *sentence, c *candidate, g group, m match) {
	if l := s.left(g.to); g.to >= 0 && l >= 0 && s.words[l].tag == verb && unmet[s.words[l].lemma] && s.group(l).negated {
		c.Negated = true // "has not bothered to ask"
		c.features = append(c.features, "negated", "negated="+string(m.kind))
		return
	}
	if !g.negated && !f.negatedLeft(s, g.start) {
		return
	}
	will := g.modal != "" || s.doBefore(m.head, g.start)
	switch {
	case c.Kind == corpus.Offer && m.part == 'a', c.Kind == corpus.Conceded && will && s.words[m.head].form == base && g.modal != "might" && g.modal != "may":
		c.Kind = corpus.Refusal
		c.Cue = s.bytes(g.start, m.end)
		c.features = append(c.features, "turned="+string(m.kind))
	default:
		c.Negated = true
		c.features = append(c.features, "negated", "negated="+string(m.kind))
	}
}

// unmet are the verbs whose negation says that what their infinitive tells was not done.
var unmet = set(`bother plan intend try dare want wish mean care`)

func (s *sentence) doBefore(v, start int) bool {
	for k := start; k < v; k++ {
		if s.words[k].tag == do && (s.words[k].low == "does" || s.words[k].low == "do") {
			return true
		}
	}
	return false
}

// negatedLeft reports whether a verb that governs the group beginning at i is negated: "has not commented on or endorsed".
func (f *finder) negatedLeft(s *sentence, i int) bool {
	l := i - 1
	if s.low(l) != "or" && s.low(l) != "nor" {
		return s.low(l) == "never"
	}
	for k := l - 1; k >= 0 && k > l-8; k-- {
		if s.words[k].tag == verb {
			return s.group(k).negated
		}
	}
	return false
}

var possibly = set(`may might could`)

// adjectiveAct reads "is willing to".
func (f *finder) adjectiveAct(s *sentence, m match) (candidate, bool) {
	l := s.left(m.head)
	x := s.complement(m)
	if !x.ok() || l < 0 {
		return candidate{}, false
	}
	cop := l
	for cop > 0 && s.words[cop].tag != be && s.words[cop].tag != verb {
		cop--
	}
	g := s.group(cop)
	if possibly[g.modal] {
		return candidate{}, false
	}
	c := newCandidate(s, m, x)
	c.actor, _ = s.subject(cop, 0)
	for k := cop; k < m.head; k++ {
		g.negated = g.negated || s.words[k].tag == negation || s.low(k) == "no"
	}
	f.negate(s, &c, g, m)
	c.features = append(c.features, voice(g))
	f.setting(s, &c, cop, g)
	return c, true
}
