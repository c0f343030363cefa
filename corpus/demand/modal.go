package demand

import (
	"strings"

	"example.org/briefbot/corpus"
)

// modalAct reads a directive told by a modal or a turn of phrase: "should", "must", "has to", "let N V", "it is time to"; and
// what somebody says he will or will not do.
func (f *finder) modalAct(s *sentence, k int) (candidate, bool) {
	w := s.words[k]
	switch {
	case w.low == "let" && w.tag == verb:
		return f.letAct(s, k)
	case w.low == "time" && (s.tagAt(k+1) == infinitive || s.low(k+1) == "for" || s.low(k-1) == "high") && s.timeIs(k):
		return f.timeAct(s, k)
	case w.low == "come" && s.low(s.left(k)) == "has" && s.low(k-2) == "time":
		return f.timeAct(s, k)
	case w.tag == have && w.low == "had" && s.low(k+1) == "better" && s.tagAt(k+2) == verb:
		return f.shouldAct(s, k, k+2)
	case w.tag == have && s.low(k+1) == "got" && s.tagAt(k+2) == infinitive && s.group(k).finite:
		return f.shouldAct(s, k, k+3)
	case w.tag == modal && (w.low == "should" || w.low == "must" || w.low == "ought"):
		return f.shouldAct(s, k, k+1)
	case (w.tag == have || w.lemma == "need" && w.tag == verb) && s.tagAt(k+1) == infinitive && s.group(k).finite && w.form != ing:
		return f.shouldAct(s, k, k+2)
	case w.tag == modal && (w.low == "will" || w.low == "would" || w.low == "'ll" || w.low == "wo"):
		return f.willAct(s, k)
	case w.tag == be && s.low(s.right(k)) == "going" || w.tag == be && s.tagAt(s.right(k)) == negation && s.low(s.right(s.right(k))) == "going":
		return f.willAct(s, k)
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
		case do:
			if s.tagAt(s.right(i)) == verb {
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
	if !ok || s.hasQuestion() || f.polled(s, sp) {
		return candidate{}, false
	}
	subj, has := s.subjectBefore(s.group(k).start, k, 0)
	if s.low(k) == "had" || s.low(k) == "should" && s.perfect(v) || s.winning(v) || s.low(k) == "must" && s.epistemic(v, subj, has) || has && s.unspecific(k, subj) {
		return candidate{}, false
	}
	l := s.left(s.group(k).start)
	if s.tagAt(l) == relative && (s.low(l) != "that" || l == s.group(k).start-1) || s.tagAt(l) == relative && s.chunk[max(l-1, 0)] >= 0 || has && s.words[subj.head()].low == "i" {
		return candidate{}, false // what a relative clause tells of its noun, and what one has to do oneself
	}
	if has && s.relativeTo(subj) || after > k+1 && (s.group(k).passive || s.group(k).negated || g.negated && s.words[k].tag == have) {
		return candidate{}, false
	}
	if s.forecast(k, v, subj, has) || s.indirect(s.group(k).start, subj, has) || has && s.suppletive(k, subj) || !sp.chunk.none() && s.inert(sp.chunk) {
		return candidate{}, false
	}
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
		t := s.extend(subj)
		c.Target = s.bytes(t.start, max(t.end, subj.end))
		c.object, c.mode = chunk{at, s.objectEnd(at, asVerb)}, asVerb
		if s.tagAt(at) == quoteMark {
			c.object.start++
		}
	}
	f.modalFeatures(s, &c, subj, has, v)
	f.setting(s, &c, k, s.group(k))
	return c, true
}

// forecast reports whether the directive at k rather tells what will be: "the change should help", "they should expect delays", "will probably have to".
func (s *sentence) forecast(k, v int, subj chunk, has bool) bool {
	if l := s.low(k - 1); l == "probably" || l == "likely" || s.low(k+1) == "probably" {
		return true
	}
	if s.low(k) != "should" || !has {
		return false
	}
	if s.words[v].tag == verb && (undergone[s.words[v].lemma] || s.group(v).passive && (s.words[v].lemma == "complete" || s.words[v].lemma == "finish")) {
		return true
	}
	active := s.words[v].tag == verb && s.words[v].form == base && !s.group(v).passive
	return active && s.sort(subj) == "thing" && !s.possiblyParty(subj) && !changing[s.words[v].lemma]
}

var (
	// undergone are verbs of what befalls one.
	undergone = set(`expect face help benefit gain suffice prove arrive improve reach rise fall grow enable ensure`)
	// changing are verbs by which things are said to have to change.
	changing = set(`end stop go stay remain come begin start cease continue apply include cover change return resume follow`)
)

// indirect reports whether the clause whose verb group begins at i is an indirect question: "flip-flopped on whether N should move".
func (s *sentence) indirect(i int, subj chunk, has bool) bool {
	if has {
		i = s.whole(subj).start
	}
	switch s.low(i - 1) {
	case "whether", "how", "why", "when", "where":
		return true
	}
	return false
}

// suppletive reports whether the verb of need at k describes the noun before it: "the delegates needed to win".
func (s *sentence) suppletive(k int, subj chunk) bool {
	b := s.whole(subj).start - 1
	return s.words[k].lemma == "need" && s.words[k].form == past && s.tagAt(b) == verb && !s.reports(b)
}

// inert reports whether c is a thing that says nothing: "the result: …".
func (s *sentence) inert(c chunk) bool {
	return s.sort(c) == "thing" && !s.possiblyParty(c) && !s.partyOf(c) && !telling[singular(s.words[c.head()].low)]
}

var telling = set(`source voice message announcement argument conclusion view opinion answer reply warning response official consensus ruling judgment judgement verdict
	advice finding study analysis review editorial idea proposal suggestion call demand message feed account page website site blog newspaper journal magazine broadcast`)

// relativeTo reports whether the subject c opens a relative clause without a pronoun: "the money it needs to".
func (s *sentence) relativeTo(c chunk) bool {
	p, ok := s.at(s.whole(c).start - 1)
	return ok && !s.timeOnly(p)
}

// winning reports whether the verb at v tells what a candidate needs in order to win: "must win 58 percent".
func (s *sentence) winning(v int) bool {
	switch s.words[v].lemma {
	case "win", "lose", "wait", "worry", "wonder", "know":
		return true
	}
	return false
}

// perfect reports whether the group of the verb at v is a perfect, which tells what was not done: "should have run".
func (s *sentence) perfect(v int) bool {
	for k := s.group(v).start; k < v; k++ {
		if s.low(k) == "have" {
			return true
		}
	}
	return false
}

// polled reports whether the speaker is a poll or those it asked.
func (f *finder) polled(s *sentence, sp speaker) bool {
	for w := range strings.FieldsSeq(strings.ToLower(f.d.Cut(sp.span))) {
		if polls[singular(w)] {
			return true
		}
	}
	for k := range s.words {
		if polls[singular(s.low(k))] && s.words[k].tag == noun {
			return !sp.chunk.none() && !f.person(sp.entity) && s.party(sp.chunk) && publics[singular(s.low(sp.chunk.head()))]
		}
	}
	return false
}

var polls = set(`poll survey respondent pollster`)

// epistemic reports whether "must" guesses: "he must be doing something right", "they must have known".
func (s *sentence) epistemic(v int, subj chunk, has bool) bool {
	g := s.group(v)
	for k := g.start; k < v; k++ {
		if s.words[k].tag == have && s.low(k) == "have" || s.words[k].tag == be && s.words[v].form == ing {
			return true
		}
	}
	return s.words[v].tag == be && has && (s.party(subj) || s.words[subj.head()].tag == pronoun) && s.words[subj.head()].low != "we"
}

// unspecific reports whether the subject of the directive at k is nobody in particular, or stands in a clause that tells a notion.
func (s *sentence) unspecific(k int, subj chunk) bool {
	w := s.words[subj.head()]
	before := s.whole(subj).start - 1
	switch {
	case w.low == "you" && s.low(k) != "should":
		return true
	case generic[w.low], s.low(subj.start) == "no" || s.low(subj.start) == "any" || s.low(subj.start) == "every":
		return true
	case s.tagAt(before) == relative && s.low(before) != "that":
		return true
	}
	c, ok := s.at(before - 1)
	return ok && s.low(before) == "that" && inClass("notion", s.words[c.head()].low)
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
	if s.low(c.head-1) == "there" {
		c.features = append(c.features, "existential")
	}
	if has {
		doer = s.sort(subj)
		if doer == "name" || doer == "party" && !s.plural(subj) {
			c.features = append(c.features, "specific")
		}
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
	case slogans[w.lemma]:
		c.features = append(c.features, "slogan")
	case stativeVerbs[w.lemma]:
		c.features = append(c.features, "stative")
	}
	if c.object.end-c.object.start < 2 {
		c.features = append(c.features, "shortobject")
	}
}

// slogans are the verbs of appeals to everybody that ask for nothing that could be checked.
var slogans = set(`unite defeat prevail fight dream strive focus remember rise heal`)

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

// timeIs reports whether "it is", "it's" or "now is the" stands before "time" at k.
func (s *sentence) timeIs(k int) bool {
	l := k - 1
	for l > 0 && (s.low(l) == "the" || s.low(l) == "high" || s.low(l) == "past" || s.low(l) == "about" || s.low(l) == "long") {
		l--
	}
	return s.tagAt(l) == be || s.tagAt(s.left(l)) == be && s.tagAt(l) == adverb
}

// timeAct reads "it is time to V", "it is time for T to V", "the time has come to V".
func (f *finder) timeAct(s *sentence, k int) (candidate, bool) {
	sp, ok := f.speaker(s, k)
	if !ok {
		return candidate{}, false
	}
	b := s.clauseStart(k)
	d := modalCandidate(s, corpus.Requested, "time", chunk{b, k + 2})
	d.actor = sp.chunk
	f.setSpeaker(&d, sp)
	if t, ok := s.at(k + 1); ok && s.party(t) { // "it is high time Norland left"
		v := s.clauseVerb(k + 1)
		if v < 0 || s.words[v].form != past || s.group(v).start != s.phrase(k+1) {
			return candidate{}, false
		}
		d.Cue = s.bytes(b, k+1)
		d.Target = s.bytes(k+1, s.phrase(k+1))
		d.object, d.mode = chunk{v, s.objectEnd(v, asVerb)}, asVerb
	} else if t, ok := s.at(k + 2); ok && s.low(k+1) == "for" {
		to := s.afterCue(s.phrase(k + 2))
		if s.tagAt(to) != infinitive {
			return candidate{}, false
		}
		x := s.forTo(k+2, to, t)
		d.Target = s.bytes(x.target.start, x.target.end)
		d.object, d.mode = x.object, x.mode
	} else if s.tagAt(k+1) != infinitive {
		return candidate{}, false
	} else {
		d.object, d.mode = chunk{k + 2, s.objectEnd(k+2, asVerb)}, asVerb
	}
	f.setting(s, &d, k, group{start: b, to: -1})
	return d, true
}

// clauseStart goes left from word k to where its clause begins, at most five words.
func (s *sentence) clauseStart(k int) int {
	b := k
	for b > 0 && b > k-5 {
		switch s.tagAt(b - 1) {
		case quoteMark, comma, stop, colon, dash, conjunction, subordinator:
			return b
		case relative:
			if s.low(b-1) == "that" {
				return b
			}
		}
		b--
	}
	return b
}

// hasQuestion reports whether the sentence asks.
func (s *sentence) hasQuestion() bool {
	for i := len(s.words) - 1; i >= 0 && i > len(s.words)-4; i-- {
		if s.words[i].low == "?" {
			return true
		}
	}
	return false
}
