package index

import (
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// In scripts without spaces each character is a word, and says next to nothing by itself: the characters of a word typed together must stand
// together.

// joined reports whether the words i and i+1 of s are characters typed together.
func (s subject) joined(i int) bool {
	return i >= 0 && i+1 < len(s.words) && s.words[i].End == s.words[i+1].Start && characters(s.words[i]) && characters(s.words[i+1])
}

func characters(w word) bool {
	r, _ := utf8.DecodeRuneInString(w.plain)
	return spaceless(r)
}

// together returns which words of s count where text has them, a bit for each: all but the characters typed together with others of which none
// stands beside them there.
func (s subject) together(text []word) uint64 {
	may := ^uint64(0)
	for i := range s.words[:min(len(s.words), maxAsked)] {
		before, after := s.joined(i-1), s.joined(i)
		if before || after {
			may &^= 1 << i
		}
		if before && s.pair(i-1, text) || after && s.pair(i, text) {
			may |= 1 << i
		}
	}
	return may
}

// pair reports whether the words i and i+1 of s stand in a row in text.
func (s subject) pair(i int, text []word) bool {
	for k := 1; k < len(text); k++ {
		if text[k-1].End == text[k].Start && text[k-1].term == s.words[i].term && text[k].term == s.words[i+1].term {
			return true
		}
	}
	return false
}

// marked reports whether word k of text is one of s; of characters typed together, whether it stands in a row with others of them: two, or
// three letters.
func (s subject) marked(text []word, k int) bool {
	least := 2
	if s.spelled() {
		least = 3
	}
	for i := range s.words {
		if text[k].term == s.words[i].term && s.row(text, k, i) >= min(least, s.typed(i)) {
			return true
		}
	}
	return false
}

// typed is how many characters were typed together with word i, which is one of them.
func (s subject) typed(i int) int {
	from, to := i, i+1
	for s.joined(from - 1) {
		from--
	}
	for s.joined(to - 1) {
		to++
	}
	return to - from
}

// row is how many characters typed together stand in a row in text, where word k is word i of s.
func (s subject) row(text []word, k, i int) int {
	n := 1
	for b := 1; k >= b && s.joined(i-b) && text[k-b].term == s.words[i-b].term && text[k-b].End == text[k-b+1].Start; b++ {
		n++
	}
	for f := 1; k+f < len(text) && s.joined(i+f-1) && text[k+f].term == s.words[i+f].term && text[k+f-1].End == text[k+f].Start; f++ {
		n++
	}
	return n
}

// runsOn reports whether b goes on where a ends, within one word of a script without spaces.
func runsOn(text string, a, b corpus.Span) bool {
	r, _ := utf8.DecodeRuneInString(text[b.Start:])
	return a.End == b.Start && spaceless(r)
}

// spaceless reports whether s has characters typed together.
func (s subject) spaceless() bool {
	for i := range s.words {
		if s.joined(i) {
			return true
		}
	}
	return false
}

// spelled reports whether the words of s are letters of a script that is written without spaces, several to a syllable, and no characters that have a
// meaning of their own.
func (s subject) spelled() bool {
	for _, w := range s.words {
		if r, _ := utf8.DecodeRuneInString(w.plain); !unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			return false
		}
	}
	return len(s.words) > 0
}
