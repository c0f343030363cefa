package demand

// mode is what sort of phrase an object is.
type mode uint8

const (
	asNoun   mode = iota // a noun phrase
	asVerb               // a verb phrase: the infinitive after "to", a gerund
	asClause             // a whole clause
)

const longestObject = 48

// objectEnd returns where the complement that begins at i ends: before adjuncts, non-restrictive relatives, speaker tags and the next
// clause.
func (s *sentence) objectEnd(i int, m mode) int {
	relativeSeen := m == asClause
	k := i
	for k < len(s.words) && k < i+longestObject {
		w := s.words[k]
		switch w.tag {
		case stop, colon, dash:
			return s.back(i, k)
		case bracket:
			if j := s.closeBracket(k); j > 0 && w.low == "(" {
				k = j + 1
				continue
			}
			return s.back(i, k)
		case comma:
			if k > i && !s.continues(k, i, m) {
				return s.back(i, k)
			}
		case subordinator:
			if k > i && w.low == "than" && s.tagAt(k+1) == pronoun && s.clauseAhead(k+1) {
				return s.back(i, k)
			}
			if k > i && w.low != "than" && (w.low != "as" || !s.asPhrase(k) && s.words[k-1].form != past && s.words[k-1].form != part) && w.low != "whether" && w.low != "how" {
				return s.back(i, k)
			}
			if k > i && (w.low == "whether" || w.low == "how") {
				relativeSeen = true
			}
		case infinitive:
			if k > i && endings[s.words[min(k+1, len(s.words)-1)].lemma] && s.conflictAhead(k+2) {
				return s.back(i, k) // "cede the region to end the war": what is given for it
			}
		case adverb:
			if k > i && w.low == "out" && s.low(k+2) == "hand" {
				return s.back(i, k)
			}
		case relative:
			relativeSeen = true
		case conjunction:
			if k > i && s.newClause(k, i, m) {
				return s.back(i, k)
			}
		case determiner:
			if m == asNoun && k > i && s.chunk[k-1] >= 0 && s.chunk[k] != s.chunk[k-1] && (w.low == "a" || w.low == "an" || w.low == "the") && !s.clauseAhead(k) {
				return s.back(i, k) // "called the demand for talks a ploy"
			}
		case preposition:
			if k > i && s.adjunct(k, m) {
				return s.back(i, k)
			}
		case modal, have, do, be, verb:
			if k > i && (s.low(k) == "provided" || s.low(k) == "providing" || s.low(k) == "assuming") && s.low(k+1) == "that" {
				return s.back(i, k)
			}
			if k > i && s.foreign(k, m, relativeSeen) {
				return s.back(i, k)
			}
		}
		k++
	}
	return s.back(i, min(k, len(s.words)))
}

// back leaves out marks and lone adverbs of time at the end of [i,k).
func (s *sentence) back(i, k int) int {
	for k > i+1 {
		switch w := s.words[k-1]; w.tag {
		case comma, stop, quoteMark, dash, conjunction, colon:
			if w.tag == quoteMark && s.balanced(i, k) {
				return k
			}
			k--
			continue
		case name, noun:
			if w.low == "yesterday" && k > i+2 {
				k--
				continue
			}
		case adverb, preposition:
			if w.low == "ago" && k > i+3 && s.tagAt(k-3) != preposition {
				k -= 3
				continue
			}
			if s.tagAt(k) == subordinator && focusing[w.low] {
				k--
				continue
			}
		}
		break
	}
	return k
}

// focusing are the adverbs that belong to a subordinate clause behind them: "even as", "just because".
var focusing = set(`even just only especially particularly largely partly simply right long shortly immediately precisely merely mainly`)

// balanced reports whether the marks in [i,k) come in pairs, so that the last one closes what the object opened.
func (s *sentence) balanced(i, k int) bool {
	n := 0
	for ; i < k; i++ {
		if s.words[i].tag == quoteMark {
			n++
		}
	}
	return n%2 == 0
}

func (s *sentence) closeBracket(k int) int {
	for j := k + 1; j < len(s.words) && j < k+12; j++ {
		if s.words[j].low == ")" {
			return j
		}
	}
	return -1
}

// continues reports whether the object goes on after the comma at k: a list, or a coordinated verb of the same form.
func (s *sentence) continues(k, i int, m mode) bool {
	n := k + 1
	if s.tagAt(n) == quoteMark {
		return false
	}
	if s.tagAt(n) == conjunction {
		if s.low(n) == "but" || s.low(n) == "nor" {
			return false
		}
		if s.verbAhead(n+1, m) {
			v := s.skipAdverbs(n + 1)
			if s.words[i].tag == be && verbs[s.low(v)].same {
				return false // "ruled that he must be returned, and set a date"
			}
			return m == asVerb && s.words[v].form == s.verbForm(i)
		}
		return s.tagAt(n+1) != preposition && s.tagAt(n+1) != relative && s.tagAt(n+1) != subordinator && (!s.clauseAhead(n+1) || s.verbless(k))
	}
	if m == asVerb && s.tagAt(n) == verb && s.words[n].form == s.verbForm(i) && (s.listAhead(n) || s.words[n].form == base) {
		return true // a list, or a headline: "calls on N to lead, step up fight"
	}
	if e := s.phrase(n); e > n && s.finiteWord(s.skipAdverbs(e)) || e > n && s.tagAt(s.skipAdverbs(e)) == verb && s.words[s.skipAdverbs(e)].form == past && !s.reducedRelative(s.skipAdverbs(e)) && s.tagAt(e) != comma {
		return false // "by refusing to admit fault, Lind and Marsh lost": the subject of the sentence
	}
	if c, ok := s.at(n); ok && !s.clauseAhead(n) {
		return s.tagAt(c.end) != comma && s.tagAt(c.end) != stop && s.listAhead(n) || s.tagAt(c.end) == comma && s.listAhead(c.end)
	}
	return false
}

func (s *sentence) skipAdverbs(i int) int {
	for i < len(s.words)-1 && (s.words[i].tag == adverb || s.words[i].tag == quoteMark) {
		i++
	}
	return i
}

func (s *sentence) verbAhead(i int, m mode) bool {
	i = s.skipAdverbs(i)
	t := s.tagAt(i)
	return t == verb || t == be || t == have || t == do || t == modal
}

func (s *sentence) verbForm(i int) form {
	for ; i < len(s.words); i++ {
		if s.words[i].form != noForm {
			return s.words[i].form
		}
	}
	return noForm
}

// clauseAhead reports whether a noun phrase at i is the subject of a finite verb.
func (s *sentence) clauseAhead(i int) bool {
	i = s.skipAdverbs(i)
	c, ok := s.at(i)
	for n := 0; ok && n < 4; n++ {
		k := c.end
		if s.tagAt(k) == genitive || s.tagAt(k) == preposition && attaching[s.low(k)] {
			c, ok = s.at(k + 1)
			continue
		}
		if n, more := s.at(k); more && n.start == k {
			c = n // "the rights group the Open Hand denounced"
			continue
		}
		k = s.skipAdverbs(k)
		switch s.tagAt(k) {
		case modal, be, have, do:
			return true
		case verb:
			if s.low(c.start) == "those" && verbs[s.low(k)].both && s.tagAt(k+1) == preposition {
				return false // "urged those hurt by the floods to"
			}
			return s.words[k].form == third || s.words[k].form == past || s.words[k].form == base && k > 0
		}
		return false
	}
	return false
}

// listAhead reports whether a conjunction that closes a list follows soon after i, before any finite verb.
func (s *sentence) listAhead(i int) bool {
	for k := i; k < len(s.words) && k < i+14; k++ {
		switch w := s.words[k]; w.tag {
		case conjunction:
			return (!s.clauseAhead(k+1) || s.verbless(k)) && w.low != "but" && (s.tagAt(k+1) != verb || s.words[k+1].form == base || s.words[k+1].form == ing)
		case stop, modal, relative, dash, colon, quoteMark, have, do, be:
			return false
		case verb:
			if w.form == past || w.form == third {
				return false
			}
		}
	}
	return false
}

// asPhrase reports whether "as" at k belongs to the object: "as soon as", "such as", "as well as", "recognise N as".
func (s *sentence) asPhrase(k int) bool {
	switch s.low(k + 1) {
	case "soon", "well", "much", "many", "long", "possible", "quickly", "part", "a", "an", "the", "its", "their":
		return s.low(k+1) != "part" && s.low(k+1) != "long" && s.low(k+3) != "condition" && s.low(k+2) != "condition" && s.low(k+2) != "deterrence"
	}
	return s.low(k-1) == "such" || s.low(k-2) == "as" || s.low(k-2) == "recognize"
}

// newClause reports whether the conjunction at k begins another clause or another verb of the sentence, not of the object.
func (s *sentence) newClause(k, i int, m mode) bool {
	if s.low(k) == "but" {
		return true
	}
	n := s.skipAdverbs(k + 1)
	switch s.tagAt(n) {
	case preposition:
		return s.low(n) == "for" || s.low(n) == "on"
	case infinitive:
		return m == asNoun
	case name:
		if c, ok := s.at(n); ok && m == asNoun && s.tagAt(c.end) == genitive && s.words[i].tag == name {
			return true
		}
	case relative, subordinator, modal, be, have, do, stop, comma:
		return true
	case verb:
		f := s.words[n].form
		if m == asVerb {
			return f != s.verbForm(i) && f != base
		}
		return f != part || m == asNoun
	}
	return s.clauseAhead(n) && !s.verbless(k)
}

// verbless reports whether no finite verb stands before word k in its clause, so that one behind a coordinated phrase belongs to the
// whole: "the demand for shorter shifts and higher wages was met with silence".
func (s *sentence) verbless(k int) bool {
	start := k
	for start > 0 {
		switch t := s.tagAt(start - 1); t {
		case stop, colon, subordinator, relative, quoteMark, modal:
			return t != modal && t != relative && !s.hasFinite(start, k)
		}
		start--
	}
	return !s.hasFinite(0, k)
}

// adjunct reports whether the preposition at k begins what no longer belongs to the object.
func (s *sentence) adjunct(k int, m mode) bool {
	switch s.low(k) {
	case "during", "despite", "amid", "following", "until", "till", "via":
		return true
	case "in":
		if n := s.low(k + 1); n == "exchange" || n == "return" || n == "order" || n == "response" || n == "spite" {
			return true
		}
		if c, ok := s.at(k + 1); ok && reportNouns[s.low(c.head())] && s.words[c.start].tag != name {
			return true
		}
	case "by":
		return s.tagAt(k+1) == verb && s.words[k+1].form == ing
	case "on":
		return m == asNoun && classes["time"][s.low(k+1)] || s.low(k+1) == "condition" || s.low(k+1) == "the" && s.low(k+2) == "condition"
	case "upon":
		return s.low(k+1) == "condition" || s.low(k+2) == "condition"
	case "for":
		return s.traded(k)
	}
	return false
}

// traded reports whether "for" at k brings the price: "swap 20 prisoners for the pilot".
func (s *sentence) traded(k int) bool {
	for j := k - 1; j >= 0 && j > k-8; j-- {
		switch w := s.words[j]; w.tag {
		case verb:
			return w.lemma == "swap" || w.lemma == "trade" || w.lemma == "exchange" || w.lemma == "barter"
		case stop, comma, modal, relative:
			return false
		case noun:
			if w.low == "swap" || w.low == "exchange" {
				return true
			}
		}
	}
	return false
}

var reportNouns = set(`statement interview speech letter tweet memo post op-ed email message tweets remarks article column report news conference address`)

// phrase returns the end of the noun phrase that begins at i with the phrases that hang on it, for finding what follows it:
// "workers at the unit of the company (NMC)".
func (s *sentence) phrase(i int) int {
	c, ok := s.at(i)
	if !ok {
		return i
	}
	k := c.end
	for k < len(s.words) {
		switch w := s.words[k]; w.tag {
		case genitive:
			k++
		case preposition:
			if !attaching[w.low] {
				return k
			}
			if _, ok := s.at(k + 1); !ok {
				return k
			}
			k++
		case conjunction:
			if _, ok := s.at(k + 1); !ok || w.low == "but" || s.clauseAhead(k+1) {
				return k
			}
			k++
		case bracket:
			j := s.closeBracket(k)
			if j < 0 {
				return k
			}
			k = j + 1
			continue
		case comma:
			j := s.apposition(k)
			if j < 0 {
				return k
			}
			k = j
			continue
		case relative:
			j := s.relativeEnd(k)
			if j < 0 || w.low == "that" && s.party(c) {
				return k
			}
			k = j
			continue
		default:
			return k
		}
		n, ok := s.at(k)
		if !ok {
			return k
		}
		k = n.end
	}
	return k
}

// apposition returns the word after the closing comma of an apposition that the comma at k opens, or -1.
func (s *sentence) apposition(k int) int {
	for j := k + 1; j < len(s.words) && j < k+25; j++ {
		switch s.words[j].tag {
		case stop, colon, quoteMark:
			return -1
		case comma:
			n := s.tagAt(j + 1)
			if n == infinitive || n == conjunction {
				return j + 1
			}
		}
	}
	return -1
}

// relativeEnd returns where a short relative clause that begins at k gives way to an infinitive, or -1.
func (s *sentence) relativeEnd(k int) int {
	for j := k + 1; j < len(s.words) && j < k+14; j++ {
		if t := s.words[j].tag; t == stop || t == comma {
			return -1
		}
		if s.words[j].tag == infinitive && s.tagAt(j-1) != verb {
			return j
		}
	}
	return -1
}
