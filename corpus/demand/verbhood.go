package demand

import "strings"

// isVerb decides whether word i, which can be a verb with reading r, is one.
func (s *sentence) isVerb(i int, r reading) bool {
	l := s.left(i)
	lt := s.tagAt(l)
	if r.lemma == "state" && r.form == base && (s.tagAt(i+1) == noun || s.low(i+1) == "and") {
		return false // "back to state court"
	}
	if l >= 0 && (lt == infinitive || lt == modal || lt == do) && r.form == base {
		return lt != infinitive || !s.toNoun(l, i, r)
	}
	adjacent := l == i-1
	switch r.form {
	case base, third:
		return s.presentVerb(i, l, r, adjacent)
	case ing:
		if adjacent && (lt == determiner || lt == possessive || lt == genitive) {
			return false
		}
		if describing[s.words[i].low] && (s.tagAt(i+1) == noun || s.tagAt(i+1) == name) && lt != be {
			return false // "appeals by neighbouring states"
		}
		if adjacent && happenings[s.words[i].low] && (lt == name || lt == noun) && s.hasDeterminer(l) {
			return false // "an emergency Security Council meeting"
		}
		if n := s.tagAt(i + 1); adjacent && lt == noun && adjectival(s.low(l)) && !inClass("humannoun", s.low(l)) && (n == preposition || n == stop || n == comma) && s.tagAt(l-1) != be && s.chainsNoun(l) {
			return false // "further diplomatic maneuvering by"
		}
		if l >= 0 && lt == preposition || lt == be {
			n := s.tagAt(i + 1)
			return lt == be || n != noun || s.words[i].low == "including" || len(s.words[i].low) > 5
		}
		return true
	default: // past, part
		if adjacent && s.low(l) == "those" {
			return s.tagAt(i+1) == preposition || s.tagAt(i+1) == noun && closedTags[s.low(i+1)] == preposition
		}
		if adjacent && s.low(l) == "own" {
			return false
		}
		if (adjacent || s.tagAt(i+1) == noun || s.tagAt(i+1) == name) && (lt == determiner || lt == possessive || lt == genitive || lt == number) {
			return false
		}
		if lt == noun && commonAdjectives[s.low(l)] && s.tagAt(i+1) == noun && (adjacent || s.hasDeterminer(l)) {
			return false // "a new preferred stock"
		}
		if lt == verb && r.both && s.tagAt(i+1) == noun && s.words[l].form != ing && !copulas[s.words[l].lemma] && !causing[s.words[l].lemma] {
			return false // "brushed aside repeated appeals"
		}
		if adjacent && lt == preposition && (s.tagAt(i+1) == noun || s.tagAt(i+1) == name) {
			return false
		}
		return true
	}
}

var causing = set(`get have keep make let help say want need see hear`)

// describing are the -ing words that are adjectives before a noun.
var describing = set(`neighbouring neighboring leading remaining existing ruling governing warring opposing striking visiting participating surrounding outgoing incoming
	following outstanding competing conflicting rival sitting serving standing developing emerging growing mounting rising lasting binding acting fighting`)

var happenings = set(`meeting hearing building funding ruling briefing gathering filing sitting opening crossing`)

// chainsNoun reports whether the adjective at l opens a noun phrase or stands in one: nothing that could be its noun is before it.
func (s *sentence) chainsNoun(l int) bool {
	switch s.tagAt(l - 1) {
	case verb, preposition, determiner, possessive, adverb, comma, conjunction:
		return true
	}
	return false
}

// toNoun reports whether "to" at l is a preposition before the noun at i ("a right to work" is not, "to support from" is).
func (s *sentence) toNoun(l, i int, r reading) bool {
	if r.noun && l > 0 && givesWay[s.words[l-1].lemma] {
		return true // "bowed to pressure"
	}
	return r.noun && (s.low(i+1) == "of" || s.low(i+1) == "from") || s.low(l-1) == "according"
}

// transitive are the verbs that are nouns where a preposition follows them.
var transitive = set(`force house place train arm guard board fund arms`)

var givesWay = set(`bow yield cave accede succumb submit respond react bend surrender capitulate`)

func (s *sentence) presentVerb(i, l int, r reading, adjacent bool) bool {
	lt := s.tagAt(l)
	n := s.tagAt(i + 1)
	phrase := n == determiner || n == possessive || n == name || n == pronoun || n == relative || n == infinitive || n == preposition || n == number || n == quoteMark || n == noun || n == adverb
	if i > 0 && s.low(i-1) == "there" && r.form == third && n == infinitive {
		return true
	}
	if r.form == third && !copulas[r.lemma] && s.finiteWord(i+1) {
		return false // "the exiles continued to"
	}
	switch lt {
	case determiner, possessive, genitive, number:
		if adjacent {
			if before := s.low(l - 1); (before == "let" || before == "make" || before == "help") && r.form == base {
				return true
			}
			return lt == determiner && (s.low(l) == "this" || s.low(l) == "that" || s.low(l) == "those") && r.form == third && n != preposition && phrase && !r.noun
		}
	case preposition:
		return false
	case pronoun:
		return true
	case relative:
		return s.low(l) != "what" || !r.noun || phrase
	case modal, do, infinitive:
		return r.form == base
	case be, have:
		return r.same && r.form == base
	case verb:
		return !r.noun && s.words[l].form != ing || s.low(l) == "let" || s.low(l) == "help" || s.low(l) == "make"
	case conjunction:
		return s.afterConjunction(l, r, phrase)
	case name, noun:
		return s.afterNoun(i, l, r, phrase)
	case stop, quoteMark, colon, comma, dash, bracket:
		if lt == bracket && r.form == third && s.low(l) == ")" {
			return phrase || !r.noun
		}
		if l < 0 || lt != comma {
			return r.form == base && (!r.noun || n == determiner || n == possessive || n == pronoun && s.low(i+1) != "i") || s.title && r.form == base && n != preposition
		}
		return !r.noun || n == determiner || n == possessive || n == relative || r.form == third && phrase && n != noun && !s.finiteFrom(i+1)
	}
	return !r.noun
}

// finiteWord reports whether word i can hardly be anything but a finite verb or an auxiliary.
func (s *sentence) finiteWord(i int) bool {
	switch s.tagAt(i) {
	case modal, have, do:
		return s.low(i) != "having" && s.low(i) != "doing"
	case be:
		return finiteBe[s.low(i)]
	case noun:
		r := verbs[s.low(i)]
		if r.form == base && !r.noun && s.tagAt(i+1) != stop && insisting[r.lemma] {
			return true // "the fans insist that"
		}
		return r.form == past && !r.noun && (s.tagAt(i+1) != noun && s.tagAt(i+1) != name)
	}
	return false
}

var insisting = set(`insist urge demand say argue ask agree refuse reject accept deny`)

func (s *sentence) afterConjunction(l int, r reading, phrase bool) bool {
	if !r.noun {
		return true
	}
	// "tighten rules and force firms": the word before the conjunction's last verb has the same form
	for k := l - 1; k >= 0 && k > l-14; k-- {
		if s.words[k].tag == verb {
			if a := s.tagAt(s.left(k)); r.form == third && (a == be || a == have) && finite[s.low(s.left(k))] {
				return phrase // "is suing the army and wants an apology"
			}
			return (s.words[k].form == r.form || r.same && r.form == base && s.words[k].form != ing) && phrase
		}
		if s.words[k].tag == stop {
			break
		}
	}
	return false
}

// finite are the auxiliaries of a third person.
var finite = set(`is was has had 's`)

// afterNoun decides for "Smith demands that", "the demands", "U.S. calls for".
func (s *sentence) afterNoun(i, l int, r reading, phrase bool) bool {
	n := s.low(i + 1)
	if c := s.startOf(l); r.noun && r.form == base && s.tagAt(l) == name && (s.low(c) == "a" || s.low(c) == "an") {
		return false // "a Norland debate"
	}
	if !phrase && r.noun && s.tagAt(i+1) != stop {
		return false
	}
	if next := verbs[n]; r.noun && (next.form == third && !next.noun || comparatives[s.low(i-1)] && s.tagAt(i+1) == preposition) {
		return false // "suggests a terror attack strengthens", "that early support for"
	}
	if transitive[r.lemma] && s.tagAt(i+1) == preposition && r.form == third {
		return false // "of Norland forces in the gulf"
	}
	if yes, marked := s.mandated(l); r.form == base && yes && (marked || !r.noun || !s.prepositional(l)) && (marked || !r.noun || s.tagAt(i+1) != noun) && n != "of" && (!r.noun || s.tagAt(i+1) != infinitive) {
		return true
	}
	if !r.noun {
		return r.form == third || strings.HasSuffix(s.words[l].low, "s") || s.tagAt(l) == name && r.form == base || s.title
	}
	if n == "of" {
		return false
	}
	// a verb right before the noun phrase makes the whole an object: "rejected U.S. calls for"
	k := l
	for k >= 0 && (s.words[k].tag == name || s.words[k].tag == noun || s.words[k].tag == determiner || s.words[k].tag == genitive || s.words[k].tag == possessive || s.words[k].tag == number) {
		k--
	}
	if k >= 0 && s.words[k].tag == verb && s.words[k].form != ing && !saysClause(s.words[k].lemma) {
		return false
	}
	if k >= 0 && s.words[k].tag == preposition && k > 0 && s.tagAt(k-1) != noun && s.tagAt(k-1) != name {
		return false
	}
	if k >= 0 && s.words[k].tag == preposition && !s.hasDeterminer(l) && s.words[l].tag == noun {
		return false // "of government requests"
	}
	if r.form == third {
		plural := s.words[l].tag == noun && strings.HasSuffix(s.words[l].low, "s") && !strings.HasSuffix(s.words[l].low, "ss")
		return !plural && (s.words[l].tag == name || s.hasDeterminer(l) || inClass("humannoun", s.words[l].low))
	}
	return strings.HasSuffix(s.words[l].low, "s") && s.words[l].tag == noun || s.title && phrase && s.tagAt(i+1) != preposition || s.words[l].tag == name && strings.HasSuffix(s.words[l].low, "s") && s.tagAt(i+1) != preposition
}

// finiteFrom reports whether an auxiliary or a modal follows word i.
func (s *sentence) finiteFrom(i int) bool {
	for ; i < len(s.words); i++ {
		switch s.words[i].tag {
		case modal, have, be, do:
			return true
		}
	}
	return false
}

// prepositional reports whether the noun phrase that ends at l hangs on a preposition: "asked the bank for funds in budget support".
func (s *sentence) prepositional(l int) bool {
	for ; l >= 0; l-- {
		switch s.tagAt(l) {
		case noun, name, number, determiner, possessive:
		case preposition:
			return s.low(l) != "of"
		default:
			return false
		}
	}
	return false
}

// mandated reports whether the noun phrase that ends at l is the subject of a clause that a verb or noun of demanding governs, so
// that a bare form after it is a subjunctive: "demanded that the government surrender". marked: "that" introduces it.
func (s *sentence) mandated(l int) (yes, marked bool) {
	k := l
	for k >= 0 && l-k < 14 {
		switch s.words[k].tag {
		case noun, name, determiner, possessive, genitive, number, pronoun, preposition, bracket, conjunction, adverb:
			if mandative[verbs[s.words[k].low].lemma] && verbs[s.words[k].low].form != base && k < l {
				return true, false
			}
			k--
			continue
		case relative:
			g := s.left(k)
			for g > 0 && (classes["time"][s.low(g)] || s.tagAt(g) == comma || s.tagAt(g) == number || s.low(g) == "last" || s.low(g) == "this" || s.tagAt(g) == preposition && (classes["time"][s.low(g+1)] || s.low(g+1) == "last" || s.low(g+1) == "this")) {
				g = s.left(g) // "demanded on Sunday that"
			}
			return g >= 0 && s.low(k) == "that" && (mandative[verbs[s.words[g].low].lemma] || mandates[singular(s.words[g].low)]), true
		case verb:
			return mandative[s.words[k].lemma] && k < l, false
		}
		return false, false
	}
	return false, false
}

// mandates are the nouns of demanding whose verb is written otherwise.
var mandates = set(`insistence requirement recommendation suggestion proposal condition plea motion ultimatum stipulation decree`)

var mandative = set(`demand insist ask request propose suggest recommend urge order require advise beg plead stipulate mandate decree move`)

func saysClause(lemma string) bool { return classes["saying"][lemma] }

// startOf returns the determiner before the nouns and names that end at i, or the first of them.
func (s *sentence) startOf(i int) int {
	for i > 0 && (s.words[i].tag == noun || s.words[i].tag == name) {
		i--
	}
	return i
}

func (s *sentence) hasDeterminer(i int) bool {
	for ; i >= 0 && (s.words[i].tag == noun || s.words[i].tag == name); i-- {
	}
	return i >= 0 && (s.words[i].tag == determiner || s.words[i].tag == possessive || s.words[i].tag == genitive)
}

// participle reports whether the past form at i is a participle: after be or have, before "by".
func (s *sentence) participle(i int) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		switch s.words[k].tag {
		case be, have:
			return true
		case adverb, negation, pronoun, quoteMark:
			continue
		case verb:
			if s.words[k].low == "get" || s.words[k].low == "got" {
				return true
			}
		}
		break
	}
	return s.low(i+1) == "by"
}
