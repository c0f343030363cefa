package demand

import (
	"strconv"

	"example.org/briefbot/corpus"
)

// setting notes what surrounds the cue at word v: hypothesis, question, report, headline.
func (f *finder) setting(s *sentence, c *candidate, v int, g group) {
	add := func(x string) { c.features = append(c.features, x) }
	if s.title {
		add("title")
	}
	if s.hasQuestion() {
		add("question")
	}
	if s.hypothetical(g.start) {
		add("hypothetical")
		add("hypothetical=" + string(c.Kind))
	}
	switch {
	case s.words[v].quoted:
		add("quoted")
	}
	if g.to >= 0 {
		if l := s.left(g.to); l >= 0 {
			switch s.words[l].tag {
			case verb, be, have:
				add("governor=" + s.words[l].lemma)
				add("governed=verb")
			case noun:
				add("governed=noun")
			}
		}
	}
	if g.modal != "" {
		add("modal:" + g.modal + "=" + string(c.Kind))
	}
}

// hypothetical reports whether the clause of word i depends on an "if" or a "whether".
func (s *sentence) hypothetical(i int) bool {
	for k := i - 1; k >= 0 && k > i-10; k-- {
		switch s.words[k].low {
		case "if", "whether", "unless", "until", "how", "whoever", "anyone", "should":
			return s.words[k].tag != modal
		case ",", "that", ";":
			return false
		}
	}
	return false
}

// describe adds the features of the finished record.
func (f *finder) describe(s *sentence, c *candidate) {
	add := func(x string) { c.features = append(c.features, x) }
	k := string(c.Kind)
	add("kind=" + k)
	sort := s.sort(c.actor)
	if c.actor.none() && !c.Actor.IsZero() {
		sort = "speaker"
	}
	add("actor=" + sort)
	add("actor=" + sort + "," + k)
	if c.Target.IsZero() || c.implied {
		add("notarget")
	} else {
		add("target")
		add("target," + k)
	}
	if c.Target == c.Actor && !c.Target.IsZero() {
		add("selftarget")
	}
	add("object=" + f.objectSort(s, c))
	add("object=" + f.objectSort(s, c) + "," + k)
	add("size=" + strconv.Itoa(min(c.object.end-c.object.start, 12)/3))
	if !c.Exchange.IsZero() {
		add("exchange")
	}
	w := s.words[c.head]
	if w.lemma != "" {
		add("lemma=" + w.lemma + "," + c.frame)
	} else {
		add("noun=" + singular(w.low) + "," + c.frame)
	}
	if f.government(c) {
		add("government")
	}
}

// government reports whether the actor is a country, a body or a person of office.
func (f *finder) government(c *candidate) bool {
	if c.ActorEntity == corpus.None {
		return false
	}
	e := f.e.Entities[c.ActorEntity]
	return e.Country != "" || e.Type == corpus.Body
}

// objectSort tells what kind of object it is: a verb phrase, a clause, and for noun phrases what its head names.
func (f *finder) objectSort(s *sentence, c *candidate) string {
	if c.object.none() {
		return "none"
	}
	if c.mode == asClause {
		return "clause"
	}
	if c.mode == asVerb {
		switch l := s.words[s.skipAdverbs(c.object.start)]; {
		case l.tag == be || l.tag == have:
			return "verb:be"
		case classes["volition"][l.lemma], classes["cooperative"][l.lemma], classes["harm"][l.lemma]:
			return "verb:act"
		default:
			return "verb"
		}
	}
	x := complement{mode: asNoun, object: c.object}
	for _, class := range []string{"asknoun", "restriction", "claimnoun", "captive", "meeting"} {
		if s.objectIn(class, x) {
			return "noun:" + class
		}
	}
	p, _ := s.at(c.object.start)
	if p.none() {
		return "noun:odd"
	}
	if s.words[p.head()].tag == pronoun || s.words[p.head()].tag == determiner {
		return "noun:pronoun"
	}
	if s.words[p.head()].tag == name {
		return "noun:name"
	}
	return "noun"
}

// exchange finds what is given for it, or the condition, in the sentence of c.
func (f *finder) exchange(s *sentence, c *candidate) corpus.Span {
	if !c.given.none() {
		return s.bytes(c.given.start, c.given.end)
	}
	for k := max(c.object.end, c.head); k < len(s.words); k++ {
		if s.words[k].tag == stop || k > c.head && s.words[k].tag == conjunction && s.secondAct(k, c) {
			break
		}
		if s.low(k) == "until" && c.Kind != corpus.Refusal || s.low(k) == "once" && c.Kind != corpus.Offer {
			continue
		}
		if s.low(k) == "for" && c.Kind == corpus.Offer && c.mode == asNoun && k >= c.object.end && s.tagAt(k+1) == verb && s.words[k+1].form == ing {
			return s.bytes(k+1, s.objectEnd(k+1, asVerb)) // "offered debt relief for handing over the suspects"
		}
		if i, m := s.exchangeMark(k); i > 0 {
			end := s.objectEnd(i, m)
			if m == asClause && s.tagAt(end) == comma && !s.hasVerb(i, end) {
				if j := s.conditionEnd(i); s.tagAt(j) == comma {
					end = s.objectEnd(s.skipCommas(j), m) // "if the envoy, Mara Lind, did not sign"
				}
			}
			if end > i {
				return s.bytes(i, end)
			}
		}
	}
	if i, end := s.frontedPrice(c.head); end > i {
		return s.bytes(i, end)
	}
	if i, end := s.frontedOnly(c.head); end > i {
		return s.bytes(i, end)
	}
	if i, ok := s.frontedIf(c.head); ok {
		return s.bytes(i, s.conditionEnd(i))
	}
	return corpus.Span{}
}

// cutPrice ends the object of an offer before what it is given for: "for handing over the suspects".
func (s *sentence) cutPrice(c *candidate) {
	if c.Kind != corpus.Offer || c.mode != asNoun {
		return
	}
	for k := c.object.start + 1; k < c.object.end; k++ {
		if s.low(k) == "for" && s.tagAt(k+1) == verb && s.words[k+1].form == ing && s.chunk[k+1] < 0 {
			c.object.end = k
			return
		}
	}
}

// secondAct reports whether the conjunction at k begins another finite verb or clause of the sentence, so that a condition behind it is not the
// record's own: "rejected the offer and says it will strike unless".
func (s *sentence) secondAct(k int, c *candidate) bool {
	n := s.skipAdverbs(k + 1)
	switch s.tagAt(n) {
	case modal, have, do:
		return true
	case be:
		return s.low(n) != "be"
	case verb:
		return s.words[n].form == third || s.words[n].form == past && s.words[c.head].form == past
	}
	return s.clauseAhead(n)
}

// exchangeMark recognises what introduces an exchange at word k and returns where it begins.
func (s *sentence) exchangeMark(k int) (int, mode) {
	two := s.low(k) + " " + s.low(k+1)
	three := two + " " + s.low(k+2)
	switch {
	case three == "in exchange for" || three == "in return for" || three == "as condition for" || three == "in recompense for" || three == "as payment for":
		return s.skipMarks(k + 3), s.modeAt(k + 3)
	case (two == "in exchange" || two == "in return") && s.clauseAhead(s.skipCommas(k+2)):
		return s.skipCommas(k + 2), asClause
	case (three == "as long as" || three == "so long as") && s.clauseAhead(k+3) || three == "on condition that" || three == "upon condition that":
		return k + 3, asClause
	case two == "only if" || two == "provided that" || two == "providing that" || two == "even if" || two == "only when" || two == "only after":
		return k + 2, asClause
	case two == "conditioned on" || two == "contingent on" || two == "contingent upon" || two == "conditional on" || two == "conditional upon":
		return k + 2, s.modeAt(k + 2)
	case s.low(k) == "condition" && s.low(k+1) == "for" || s.low(k) == "price" && s.low(k+1) == "for":
		return k + 2, s.modeAt(k + 2)
	case (s.low(k) == "if" || s.low(k) == "unless" || s.low(k) == "provided") && s.tagAt(k+1) != verb:
		return k + 1, asClause
	case (three == "on the condition" || three == "upon the condition") && s.low(k+3) == "that":
		return k + 4, asClause
	case s.low(k) == "should" && s.inverted(k):
		return k + 1, asClause
	case (s.low(k) == "once" || s.low(k) == "provided") && s.clauseAhead(k+1):
		return k + 1, asClause
	case s.low(k) == "for" && s.traded(k):
		return k + 1, asNoun
	case s.low(k) == "until" && s.clauseAhead(k+1):
		return k + 1, asClause
	case s.tagAt(k) == infinitive && s.tagAt(k+1) == verb && endings[s.words[k+1].lemma] && s.conflictAhead(k+2):
		return k + 1, asVerb
	}
	return 0, asNoun
}

var endings = set(`end stop halt settle resolve avoid avert`)

func (s *sentence) conflictAhead(i int) bool {
	c, ok := s.at(i)
	return ok && (inClass("restriction", s.words[c.head()].low) || conflicts[singular(s.words[c.head()].low)])
}

var conflicts = set(`war conflict fighting standoff crisis dispute hostility impasse violence bloodshed`)

func (s *sentence) skipCommas(i int) int {
	for s.tagAt(i) == comma || s.tagAt(i) == quoteMark && i < len(s.words) {
		i++
	}
	return i
}

func (s *sentence) modeAt(i int) mode {
	i = s.skipMarks(i)
	if s.tagAt(i) == verb {
		return asVerb
	}
	return asNoun
}

// inverted reports whether "should" at k opens a condition: "should the fuel arrive".
func (s *sentence) inverted(k int) bool {
	v := s.clauseVerb(k + 1)
	return s.chunk[min(k+1, len(s.words)-1)] >= 0 && v > k+1 && (s.words[v].form == base || s.words[v].low == "be") && s.group(v).modal == "" && s.chunk[max(k-1, 0)] >= 0 && s.words[k-1].tag != pronoun && s.words[k].form == noForm
}

// frontedPrice returns what stands behind an opening "in exchange for": "In exchange for a lighter sentence, he agreed to testify".
func (s *sentence) frontedPrice(head int) (int, int) {
	for k := head - 1; k >= 2; k-- {
		if s.low(k) != "for" || s.low(k-2) != "in" || s.low(k-1) != "exchange" && s.low(k-1) != "return" || !s.begins(k-2) && s.tagAt(k-3) != comma && s.tagAt(k-3) != conjunction {
			continue
		}
		i := s.skipMarks(k + 1)
		if end := s.objectEnd(i, s.modeAt(i)); end < head && s.tagAt(end) == comma {
			return i, end
		}
	}
	return 0, 0
}

// frontedOnly returns the condition of "Only after the chief had been sacked did they agree".
func (s *sentence) frontedOnly(head int) (int, int) {
	b := s.skipMarks(0)
	if s.low(b) != "only" || s.low(b+1) != "after" && s.low(b+1) != "if" && s.low(b+1) != "when" && s.low(b+1) != "once" {
		return 0, 0
	}
	for k := b + 3; k < head; k++ {
		if t := s.tagAt(k); (t == do || t == modal) && s.chunk[min(k+1, len(s.words)-1)] >= 0 && s.hasVerb(b+2, k) {
			return b + 2, k
		}
	}
	return 0, 0
}

// frontedIf returns where the condition of a sentence-opening "If …," begins.
func (s *sentence) frontedIf(head int) (int, bool) {
	for k := head - 1; k >= 0; k-- {
		if s.low(k) == "if" && (k == 0 || s.tagAt(k-1) == colon || s.tagAt(k-1) == quoteMark || s.tagAt(k-1) == relative || s.tagAt(k-1) == comma) {
			end := s.conditionEnd(k + 1)
			return k + 1, end < head && end > k+1 && s.tagAt(end) == comma
		}
	}
	return 0, false
}

// hasVerb reports whether a verb that can be finite stands in [i,j), also a plural present.
func (s *sentence) hasVerb(i, j int) bool {
	for k := i; k < j; k++ {
		if s.words[k].tag == verb && s.words[k].form == base && s.tagAt(s.left(k)) != infinitive {
			return true
		}
	}
	return s.hasFinite(i, j)
}

func (s *sentence) conditionEnd(i int) int {
	for k := i; k < len(s.words); k++ {
		if s.words[k].tag == comma && s.hasVerb(i, k) || s.words[k].tag == stop {
			return k // not the comma of "if, in fact, …"
		}
	}
	return len(s.words)
}
