package demand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/segment"
)

// tag is the coarse part of speech of a token.
type tag uint8

const (
	noun tag = iota // a noun or an adjective, or anything not known
	name            // capitalised
	pronoun
	determiner
	possessive // his, their
	genitive   // 's of a noun
	number
	preposition
	infinitive // "to"
	conjunction
	subordinator
	relative // who, which, that
	modal
	be
	have
	do
	negation
	adverb
	verb
	comma
	dash
	colon
	quoteMark
	bracket
	stop
)

// word is a token with its light analysis.
type word struct {
	span   corpus.Span
	text   string // as it stands
	low    string // lower case, straight apostrophes
	lemma  string // of a verb
	tag    tag
	form   form
	quoted bool // between quotation marks
}

// sentence is a sentence with its words and noun chunks.
type sentence struct {
	span    corpus.Span
	words   []word
	chunk   []int // for each word the chunk it is in, or -1
	parts   []chunk
	persons []corpus.Span // names of persons
	// countries holds the ends of the names of countries, their capitals and governments, and their adjectives
	countries map[int]bool
	title     bool // written in title case: a headline
}

// chunk is a base noun phrase: from its determiner to its head, without what follows the head.
type chunk struct{ start, end int }

func (c chunk) head() int { return c.end - 1 }

func newSentence(t *segment.Text, i int, e *entity.Set) *sentence {
	s := &sentence{span: t.Sentences[i]}
	for _, m := range e.In(s.span) {
		if m.Form == "name" && e.Entities[m.Entity].Type == corpus.Person {
			s.persons = append(s.persons, m.Span)
		}
		if x := e.Entities[m.Entity]; m.Form == "name" && x.Country != "" && x.Type != corpus.Person {
			if s.countries == nil {
				s.countries = map[int]bool{}
			}
			s.countries[m.Span.End] = true
		}
	}
	first, end := t.TokensIn(s.span)
	s.words = make([]word, 0, end-first)
	for k := first; k < end; k++ {
		s.words = append(s.words, word{span: t.Tokens[k].Span, text: t.Word(k), low: t.Lower(k), quoted: t.Quoted(t.Tokens[k].Start)})
	}
	s.title = s.titleCase()
	for k := range s.words {
		s.closed(k)
	}
	for k := range s.words {
		if s.words[k].tag == noun || s.words[k].tag == name {
			s.open(k)
		}
	}
	s.mend()
	s.findChunks()
	return s
}

// demonymic reports whether a name of a country is rather its adjective: Norwegian, Chinese, Irish.
func demonymic(x string) bool {
	for _, e := range []string{"ian", "ean", "can", "ese", "ish", "ch", "i", "s", "ans", "nch"} {
		if strings.HasSuffix(x, e) {
			return true
		}
	}
	return false
}

// titleCase reports whether nearly all longer words are capitalised.
func (s *sentence) titleCase() bool {
	upper, all := 0, 0
	for _, w := range s.words {
		if r, _ := utf8.DecodeRuneInString(w.text); unicode.IsLetter(r) && len(w.text) > 3 {
			all++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	return all >= 3 && upper*10 >= all*8
}

var closedTags = func() map[string]tag {
	m := map[string]tag{}
	// the first class that holds a word wins
	for _, c := range []struct {
		class string
		tag   tag
	}{
		{"determiner", determiner},
		{"possessive", possessive},
		{"modal", modal},
		{"be", be},
		{"have", have},
		{"do", do},
		{"negation", negation},
		{"subordinator", subordinator},
		{"conjunction", conjunction},
		{"number", number},
		{"adverb", adverb},
		{"preposition", preposition},
		{"pronoun", pronoun},
	} {
		for w := range classes[c.class] {
			if _, ok := m[w]; !ok {
				m[w] = c.tag
			}
		}
	}
	for _, w := range []string{"who", "which", "whom", "whose", "what"} {
		m[w] = relative
	}
	m["to"], m["that"], m["as"], m["than"] = infinitive, relative, subordinator, subordinator
	m["how"], m["why"] = subordinator, subordinator
	m["her"], m["so"] = possessive, adverb
	return m
}()

// closed tags punctuation and the words of the closed classes, and marks capitals.
func (s *sentence) closed(i int) {
	w := &s.words[i]
	r, size := utf8.DecodeRuneInString(w.text)
	switch {
	case size == len(w.text) && strings.ContainsRune("\"“”„«»`‘", r), w.text == "'" && (i == 0 || s.words[i-1].span.End < w.span.Start || s.words[i-1].tag == quoteMark):
		w.tag = quoteMark
		return
	case w.text == ",":
		w.tag = comma
		return
	case w.text == ";" || w.text == "." || w.text == "?" || w.text == "!" || w.text == "…" || w.text == "...":
		w.tag = stop
		return
	case w.text == ":":
		w.tag = colon
		return
	case w.text == "—" || w.text == "–" || w.text == "-" || w.text == "--":
		w.tag = dash
		return
	case w.text == "[" || w.text == "]": // an editor's insertion reads on like the rest
		w.tag = quoteMark
		return
	case w.text == "(" || w.text == ")":
		w.tag = bracket
		return
	case unicode.IsDigit(r):
		w.tag = number
		return
	case w.text == "&" && i > 0 && i+1 < len(s.words):
		w.tag = name // of a firm
		return
	}
	if w.low == "'s" && i > 0 && s.ownsNext(i) {
		w.tag = genitive
		return
	}
	if floating[w.low] && i > 0 && i+1 < len(s.words) && (s.words[i-1].tag == have || s.words[i-1].tag == be) && verbs[s.words[i+1].low].form >= past {
		w.tag = adverb // "have both called on"
		return
	}
	if t, ok := closedTags[w.low]; ok && (!unicode.IsUpper(r) || !allUpper(w.text) || len(w.text) < 2) && !s.nameLike(i, t) {
		w.tag = t
		if r, ok := verbs[w.low]; ok {
			w.lemma, w.form = r.lemma, r.form
		}
		switch t {
		case be:
			w.lemma = "be"
		case have:
			w.lemma, w.form = "have", haveForms[w.low]
		}
		return
	}
	if unicode.IsUpper(r) && (!s.title || verbs[w.low].lemma == "") && (!s.first(i) || !lowerWord(w.low) || s.actsNext(i)) {
		w.tag = name
	}
}

// actsNext reports whether a verb of the third person and its complement follow word i, so that a capital there makes a name: "Amnesty calls on".
func (s *sentence) actsNext(i int) bool {
	if i+2 >= len(s.words) || verbs[s.words[i].low].lemma != "" || verbs[s.words[i+1].low].form != third {
		return false
	}
	switch closedTags[s.words[i+2].low] {
	case determiner, infinitive, relative, pronoun, possessive:
		return true
	case preposition:
		return len(lexicon[key('v', verbs[s.words[i+1].low].lemma)]) > 0
	}
	return false
}

var haveForms = map[string]form{"have": base, "'ve": base, "has": third, "had": past, "having": ing}

// ownsNext reports whether the 's at i, before verbs are known, is more likely a genitive than a short "is".
func (s *sentence) ownsNext(i int) bool {
	p := s.words[i-1]
	if p.tag == pronoun || p.tag == relative || p.tag == adverb || p.tag == determiner && p.low == "that" || p.low == "let" || i+1 >= len(s.words) {
		return false
	}
	n := s.words[i+1].low
	switch closedTags[n] {
	case negation, determiner, pronoun, be:
		return false
	}
	if _, ok := lexicon[key('a', n)]; ok && i+2 < len(s.words) && s.words[i+2].low == "to" {
		return false
	}
	r := verbs[n]
	k := i - 1
	for k > 0 && s.words[k].tag == name {
		k--
	}
	if r.form == ing && k < i-1 && s.words[k].tag == preposition {
		return true // "calling for Lind's firing"
	}
	return r.form != ing || r.lemma == "meet" || i+2 >= len(s.words) || closedTags[s.words[i+2].low] == noun && s.words[i+2].low != "for"
}

// nameLike reports whether a closed-class word at i is rather a name: May, Will, US.
func (s *sentence) nameLike(i int, t tag) bool {
	w := s.words[i]
	return (t == modal || t == number || t == pronoun && w.text != "I") && !s.first(i) && !s.title && unicode.IsUpper(rune(w.text[0]))
}

func allUpper(w string) bool { return strings.ToUpper(w) == w }

// first reports whether word i opens the sentence or a quotation in it.
func (s *sentence) first(i int) bool {
	return i == 0 || s.words[i-1].tag == quoteMark || s.words[i-1].tag == colon || s.words[i-1].tag == bracket || s.words[i-1].tag == dash
}

// lowerWord reports whether w is a word that would be written small inside a sentence.
func lowerWord(w string) bool {
	_, isVerb := verbs[w]
	return isVerb || strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "s") && (inClass("humannoun", w) || verbs[singular(w)].lemma != "") || inClass("humannoun", w) || inClass("asknoun", w)
}

// left returns the nearest word before i that is no adverb, negation or quotation mark, or -1.
func (s *sentence) left(i int) int {
	for i--; i >= 0; i-- {
		if t := s.words[i].tag; t != adverb && t != negation && t != quoteMark {
			return i
		}
	}
	return -1
}

// right returns the nearest word after i that is no adverb or quotation mark, or the length.
func (s *sentence) right(i int) int {
	for i++; i < len(s.words); i++ {
		if t := s.words[i].tag; t != adverb && t != quoteMark {
			return i
		}
	}
	return i
}

func (s *sentence) tagAt(i int) tag {
	if i < 0 || i >= len(s.words) {
		return stop
	}
	return s.words[i].tag
}

func (s *sentence) low(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i].low
}

// mend settles what a single pass could not: "that" as determiner, "her" as object, "'s" as verb, "to" as preposition.
func (s *sentence) mend() {
	for i := range s.words {
		w := &s.words[i]
		n := s.tagAt(i + 1)
		if s.tagAt(i+2) == number && bounds[w.low+" "+s.low(i+1)] {
			w.tag, s.words[i+1].tag = adverb, adverb // "at least 19 sailors"
		}
		switch {
		case w.low == "'s" && i > 0 && s.isGenitive(i):
			w.tag = genitive
		case w.low == "'" || w.low == "’":
			if i > 0 && s.words[i-1].span.End == w.span.Start && strings.HasSuffix(s.words[i-1].low, "s") {
				w.tag = genitive
			} else {
				w.tag = quoteMark
			}
		case (w.low == "late" || w.low == "early") && (n == preposition || n == stop || classes["time"][s.low(i+1)]) && s.tagAt(i-1) != be:
			w.tag = adverb
		case w.low == "will" && w.tag == modal && (s.tagAt(i-1) == determiner || s.tagAt(i-1) == possessive || s.tagAt(i-1) == genitive) && n == preposition:
			w.tag = noun // "the will of the people"
		case w.low == "since" && s.tagAt(i-1) == have && (n == verb || n == be):
			w.tag = adverb // "have since balked at"
		case w.low == "likely" && w.tag == noun && (s.tagAt(i-1) == modal || s.tagAt(i-1) == be || s.tagAt(i-1) == have) && (n == be || n == have || n == verb):
			w.tag = adverb
		case w.low == "back" && w.tag == adverb && (s.tagAt(s.left(i)) == modal || s.tagAt(i-1) == infinitive) && (n == determiner || n == possessive || n == name || n == noun || n == pronoun):
			w.tag, w.lemma, w.form = verb, "back", base
		case w.tag == adverb && comparatives[w.low] && (s.tagAt(i-1) == determiner || s.tagAt(i-1) == possessive) && n == noun:
			w.tag = noun // "a later start"
		case w.low == "her" && n != noun && n != name && n != number:
			w.tag = pronoun
		case w.low == "that" && i > 0 && s.words[i-1].tag == verb && (n == stop || n == comma || i+1 == len(s.words)):
			w.tag = pronoun
		case w.low == "that" && i > 0 && (s.words[i-1].tag == preposition) && (n == noun || n == stop || n == comma):
			w.tag = determiner
		case w.tag == infinitive && (n != verb || s.words[i+1].form == ing) && n != be && n != have && n != do && n != adverb && n != quoteMark && n != negation:
			w.tag = preposition
		case w.low == "like" && i > 0 && (n == infinitive || s.tagAt(s.left(i)) == modal && (s.low(s.left(i)) == "would" || s.low(s.left(i)) == "'d")):
			w.tag, w.lemma, w.form = verb, "like", base
		}
	}
}

var comparatives = set(`later earlier further longer better worse faster early late closer wider well`)

var bounds = map[string]bool{"at least": true, "at most": true, "up to": true, "more than": true, "fewer than": true, "less than": true, "as many": true}

// isGenitive tells the genitive from a short "is" or "has".
func (s *sentence) isGenitive(i int) bool {
	p := s.words[i-1]
	if p.tag == pronoun || p.tag == relative || p.low == "let" || p.low == "there" || p.low == "here" || p.low == "that" {
		return false
	}
	n := i + 1
	for n < len(s.words) && s.words[n].tag == adverb {
		n++
	}
	switch s.tagAt(n) {
	case noun, name, number, quoteMark, possessive, preposition, comma, stop, conjunction:
		return true
	case verb:
		return s.words[n].form != part && (s.words[n].form != ing || s.tagAt(n+1) == preposition || s.tagAt(n+1) == noun)
	}
	return false
}
