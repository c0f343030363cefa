package corpus

import "unicode/utf8"

// Offsets converts between the byte offsets that the program counts and the Unicode code points that its JSON
// counts, for one text. Making one costs a pass over the text; a conversion is a short scan.
type Offsets struct {
	text  string
	every []int // code points before byte i*stride, rounded down to a character's start
}

const stride = 256

// NewOffsets prepares the conversion for text.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, every: make([]int, 1, len(text)/stride+2)}
	n := 0
	for i := range text {
		for i/stride >= len(o.every) {
			o.every = append(o.every, n)
		}
		n++
	}
	for len(text)/stride >= len(o.every) {
		o.every = append(o.every, n)
	}
	return o
}

// Runes returns how many code points lie before byte offset b.
func (o *Offsets) Runes(b int) int {
	k := b / stride
	start := k * stride
	for start < len(o.text) && !utf8.RuneStart(o.text[start]) {
		start++
	}
	if start >= b {
		return o.every[k]
	}
	return o.every[k] + utf8.RuneCountInString(o.text[start:b])
}

// Pair returns s in code points, as the JSON shapes want it.
func (o *Offsets) Pair(s Span) [2]int { return [2]int{o.Runes(s.Start), o.Runes(s.End)} }

// Pairs converts a list of spans; nil stays nil.
func (o *Offsets) Pairs(spans []Span) [][2]int {
	if spans == nil {
		return nil
	}
	pairs := make([][2]int, len(spans))
	for i, s := range spans {
		pairs[i] = o.Pair(s)
	}
	return pairs
}
