package demand

import (
	"example.org/briefbot/corpus"
)

// routine reports whether the candidate is one of the phrases that are no acts: "declined to comment", "seeks re-election".
func (f *finder) routine(s *sentence, m match, c *candidate) bool {
	if m.part != 'n' && (s.underWhether(m.head) || s.asked()) {
		return true
	}
	if !c.actor.none() && s.indirect(s.whole(c.actor).start, c.actor, true) && s.low(s.whole(c.actor).start-1) == "whether" || s.habitual(m) {
		return true
	}
	if s.sort(c.actor) == "generic" || s.priced(c) || s.lifeless(m, c) || s.market(m, c) || s.conditional(m) {
		return true
	}
	if c.object.none() {
		return false
	}
	if c.Kind == corpus.Refusal && c.mode == asNoun && !c.actor.none() && publics[singular(s.words[c.actor.head()].low)] {
		if p, ok := s.at(c.object.start); ok && (s.personEnds(s.words[p.head()].span.End) || inClass("humannoun", s.words[p.head()].low)) {
			return true // whom voters reject
		}
	}
	if c.mode == asVerb {
		v := s.words[s.skipAdverbs(c.object.start)].lemma
		switch {
		case (v == "be" || v == "not") && s.naming(c.object):
			return true
		case wishing[m.cue[0]] && (knowing[v] || s.counts(c.Target)):
			return true
		case c.Kind == corpus.Refusal && (routineVerbs[v] || m.cue[0] == "decline" && pressVerbs[v]),
			c.Kind == corpus.Offer && (offerVerbs[v] || m.part == 'a' && witnessing[v]),
			m.cue[0] == "summon" && receptionVerbs[v]:
			return true
		}
		return false
	}
	if m.kind == corpus.Offer && c.mode == asNoun && s.low(c.object.start) == "no" || wishing[m.cue[0]] && (s.low(c.object.start) == "you" || s.tagAt(c.object.start) == determiner && c.object.end == c.object.start+1) {
		return true
	}
	if wishing[m.cue[0]] && (c.Negated || m.cue[0] == "need" && s.low(c.actor.head()) == "you") {
		return true
	}
	return s.emptyObject(m, c) || m.kind == corpus.Offer && s.onSale(m, c)
}

// asked reports whether the sentence is a question by its order of words: "Did he agree?" tells of no agreement, but "Why did he agree?" does.
func (s *sentence) asked() bool {
	if !s.hasQuestion() {
		return false
	}
	i := 0
	for i < len(s.words) && (s.words[i].tag == stop || s.words[i].tag == comma || s.words[i].low == "and" || s.words[i].low == "but" || s.words[i].low == "so") {
		i++
	}
	return i < len(s.words) && questioning[s.words[i].low]
}

var questioning = set("do does did is are was were has have had will would can could should shall may might")

// naming reports whether the verb phrase is what sources ask for: "not to be named".
func (s *sentence) naming(object chunk) bool {
	for k := object.start; k < object.end && k < object.start+4; k++ {
		switch s.words[k].low {
		case "named", "identified", "quoted":
			return true
		}
	}
	return false
}

// emptyObject reports whether a noun of the object makes the phrase a fixed one.
func (s *sentence) emptyObject(m match, c *candidate) bool {
	p, ok := s.at(c.object.start)
	if !ok {
		return false
	}
	for range 3 {
		h := singular(s.words[p.head()].low)
		if h == "comment" || h == "interview" && m.part == 'n' || h == "anonymity" || h == "percent" || h == "%" {
			return true
		}
		switch m.cue[0] {
		case "bid":
			if m.part == 'n' && soughtOffices[h] {
				return true
			}
		case "seek", "want", "need":
			if h == "someone" || h == "somebody" || h == "anyone" {
				return true
			}
			if soughtOffices[h] || s.counts(s.bytes(c.object.start, c.object.end)) && m.cue[0] == "need" || m.cue[0] == "need" && s.group(m.head).modal != "" {
				return true
			}
		case "deny":
			if h == "role" || h == "involvement" || h == "deal" || h == "report" || h == "link" {
				return true
			}
		case "accept":
			if inClass("received", h) {
				return true
			}
		}
		if m.kind == corpus.Offer && (m.part == 'v' || m.part == 'n') && emptyOffers[h] {
			return true
		}
		q, ok := s.at(p.end + 1)
		if !ok || s.low(p.end) != "for" && s.tagAt(p.end) != genitive && s.low(p.end) != "to" {
			return false
		}
		p = q
	}
	return false
}

// lifeless reports whether the subject of an act that only a party can do is a thing: a storm that threatens, a provision that
// allows, a bill that calls for.
func (s *sentence) lifeless(m match, c *candidate) bool {
	if c.actor.none() {
		return m.cue[0] == "require" || m.cue[0] == "need"
	}
	if m.part == 'a' {
		return s.sort(c.actor) == "thing" && !s.possiblyParty(c.actor) && !s.partyOf(c.actor) && s.words[c.actor.head()].tag != number
	}
	if m.part != 'v' {
		return false
	}
	kind := s.sort(c.actor)
	if kind == "document" && plans[singular(s.words[c.actor.head()].low)] {
		return true
	}
	head := singular(s.words[c.actor.head()].low)
	if m.part == 'n' {
		return (kind == "thing" || kind == "document") && (m.kind == corpus.Demanded)
	}
	switch m.kind {
	case corpus.Threat:
		return kind == "thing" && !s.possiblyParty(c.actor)
	case corpus.Conceded:
		return kind == "thing" && !s.possiblyParty(c.actor) || kind == "document" && permitting[m.cue[0]]
	case corpus.Demanded, corpus.Requested:
		if m.cue[0] == "require" && s.group(m.head).passive || propelling[m.cue[0]] && kind == "thing" && !s.possiblyParty(c.actor) {
			return true // what a law requires, what circumstances push one to
		}
		if m.cue[0] == "cry" || m.cue[0] == "require" || m.cue[0] == "encourage" {
			return kind == "thing" || kind == "document" || kind == "it"
		}
		if m.cue[0] == "call" && c.frame == "p:for" && kind == "thing" && !s.possiblyParty(c.actor) {
			return true // what a strategy or a recipe calls for
		}
		return statutes[head] && m.cue[0] != "ask" && m.cue[0] != "urge"
	}
	return false
}

// underWhether reports whether word i stands in an indirect question: "wondered whether he would relent", "decide whether to accept".
func (s *sentence) underWhether(i int) bool {
	for k := i - 1; k >= 0 && k > i-16; k-- {
		switch s.tagAt(k) {
		case stop, comma, colon, quoteMark, dash:
			return false
		}
		switch s.low(k) {
		case "whether":
			return true
		case "what", "which", "who", "how", "why", "where":
			if s.tagAt(k-1) == verb && asking[s.words[k-1].lemma] {
				return true // "asked what he would like them to do"
			}
		case "that", "if", "because", "when", "while":
			return false
		}
	}
	return false
}

// priced reports whether what investors demand is a price.
func (s *sentence) priced(c *candidate) bool {
	p, ok := s.at(c.object.start)
	if c.Kind != corpus.Demanded || !ok || c.mode != asNoun || c.actor.none() {
		return false
	}
	switch singular(s.low(c.actor.head())) {
	case "investor", "trader", "lender", "market", "buyer", "bondholder":
		switch singular(s.low(p.head())) {
		case "yield", "return", "premium", "price", "rate", "discount":
			return true
		}
	}
	return false
}

var asking = set(`ask wonder question inquire debate decide consider discuss`)

// habitual reports whether the sentence opens with what is usual: "Usually news outlets call on".
func (s *sentence) habitual(m match) bool {
	switch s.low(s.skipMarks(0)) {
	case "usually", "typically", "often", "generally", "normally", "sometimes":
		return s.words[m.head].tag == verb && s.words[m.head].form != past && s.words[m.head].form != part
	}
	return false
}

var (
	permitting = set(`allow permit let authorize authorise`)
	propelling = set(`push press pressure urge drive prod tempt`)
	plans      = set(`plan proposal bill law act legislation amendment measure policy budget rule`)
	statutes   = set(`law bill act treaty constitution statute legislation measure regulation amendment provision clause charter ordinance code approach rule agreement accord pact budget`)
)

// market reports whether a noun cue tells of trade or of a mere purpose: "demand for gasoline rose", "in a bid to".
func (s *sentence) market(m match, c *candidate) bool {
	if m.part != 'n' {
		return false
	}
	start := m.head
	if p, ok := s.at(m.head); ok {
		start = p.start
	}
	switch m.cue[0] {
	case "call":
		return calling[s.low(m.head-1)]
	case "condition":
		return s.low(start-1) == "on" || s.low(start-1) == "upon"
	case "precondition", "prerequisite":
		return c.actor.none()
	case "bid":
		return s.low(start-1) == "in"
	case "order":
		return s.low(start-1) == "in" || s.low(start-1) == "under" || c.frame == "p:for"
	case "demand":
		if c.frame != "p:for" || !c.actor.none() || s.words[m.head].low != "demand" {
			return false
		}
		if t := s.tagAt(start); t != determiner {
			return !s.title
		}
		for k := m.end; k < len(s.words); k++ {
			if trading[verbs[s.words[k].low].lemma] {
				return true
			}
		}
	}
	return false
}

var calling = set(`clarion conference phone telephone roll wake-up close video robo cold`)

var trading = set(`rise fall drop grow slow remain surge slump soften weaken exceed outstrip outpace increase decrease decline climb soar plunge rebound ease shrink`)

// conditional reports whether the cue is a bare participle after "if" or "when": "if asked to serve".
func (s *sentence) conditional(m match) bool {
	l := s.left(m.head)
	if m.part != 'v' || l < 0 || s.words[m.head].form != past && s.words[m.head].form != part {
		return false
	}
	switch s.tagAt(l - 1) {
	case have, be, noun, name, pronoun:
		return false // "had once asked"
	}
	switch s.low(l) {
	case "if", "when", "unless", "until", "once", "as":
		return true
	}
	return false
}

// onSale reports whether an offer or promise is one to everybody: what a shop offers, what a candidate promises the voters.
func (s *sentence) onSale(m match, c *candidate) bool {
	w := s.words[m.head]
	if i := s.wordAt(c.Target); i >= 0 && publics[singular(s.words[i].low)] {
		return true
	}
	if m.part != 'v' || m.cue[0] != "offer" || s.title || w.form != base && w.form != third || s.group(m.head).start != m.head {
		return false
	}
	x := complement{mode: asNoun, object: c.object}
	return !s.objectIn("asknoun", x) && !s.objectIn("gift", x) && !s.objectIn("terms", x)
}

// wordAt returns the last word of span, or -1 when it is empty or in another sentence.
func (s *sentence) wordAt(span corpus.Span) int {
	for i := len(s.words) - 1; i >= 0 && !span.IsZero(); i-- {
		if s.words[i].span.End == span.End {
			return i
		}
	}
	return -1
}

// knowing are the verbs of what one wants another to feel or know, which is no request: "I want you to know".
var knowing = set(`know understand believe think feel realize realise remember succeed lose win be`)

// counts reports whether a number stands in span: "needs 12 delegates to win".
func (s *sentence) counts(span corpus.Span) bool {
	for i := range s.words {
		if w := s.words[i]; w.tag == number && span.Contains(w.span) {
			return true
		}
	}
	return false
}

var (
	witnessing     = set(`see hear learn know announce report note say have be tell believe think admit`)
	publics        = set(`voter public people nation electorate crowd audience supporter fan customer shopper viewer consumer american americans`)
	routineVerbs   = set(`comment speculate elaborate`)
	pressVerbs     = set(`say discuss address identify name specify detail describe confirm disclose reveal divulge characterize`)
	receptionVerbs = set(`complain protest express convey hear lodge denounce condemn`)
	offerVerbs     = set(`stay remain continue`)
	soughtOffices  = set(`re-election reelection election office presidency nomination candidacy term seat vote revenge way attention win victory delegate point change
		leadership unity courage vision wisdom strength respect understanding treatment solace cover fame fortune coup second third fourth fifth advantage edge`)
	emptyOffers = set(`detail specific condolence congratulation prayer insight view glimpse example criticism explanation evidence praise thought reason clue hint
		window opportunity chance contrast opinion comment assessment analysis advice sympathy perspective lesson account look defense word response reaction sign hope indication rebuke`)
)
