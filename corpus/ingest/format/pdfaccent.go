package format

import (
	"math"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// accents are marks that some programs draw over a letter as glyphs of their own, with the mark that Unicode combines.
var accents = map[string]string{
	"\u00b4": "\u0301", "`": "\u0300", "\u00a8": "\u0308", "\u02c6": "\u0302", "^": "\u0302", "\u02dc": "\u0303", "~": "\u0303", "\u00b8": "\u0327", "\u02c7": "\u030c", "\u02d8": "\u0306",
	"\u00af": "\u0304", "\u02da": "\u030a", "\u02db": "\u0328", "\u02dd": "\u030b", "\u02d9": "\u0307",
}

// accented joins each accent to the letter over or under which it is drawn.
func accented(glyphs []glyph) []glyph {
	var out []glyph
	for _, g := range glyphs {
		if n := len(out); n > 0 && over(out[n-1], g) {
			if whole, ok := compose(out[n-1].text, g.text); ok {
				last := &out[n-1]
				end := max(last.x+last.w, g.x+g.w)
				last.text, last.x, last.y, last.size = whole, min(last.x, g.x), min(last.y, g.y), max(last.size, g.size)
				last.w = end - last.x
				continue
			}
		}
		out = append(out, g)
	}
	return out
}

// over reports whether most of the narrower of two glyphs stands over or under the other.
func over(a, b glyph) bool {
	shared := min(a.x+a.w, b.x+b.w) - max(a.x, b.x)
	return shared > 0 && shared > 0.5*min(a.w, b.w) && math.Abs(a.y-b.y) < a.size/2
}

// compose makes one letter of a letter and an accent, in either order, where Unicode has it.
func compose(a, b string) (string, bool) {
	mark, letter := accents[a], b
	if mark == "" {
		mark, letter = accents[b], a
	}
	if mark == "" {
		return "", false
	}
	letter = strings.NewReplacer("\u0131", "i", "\u0237", "j").Replace(letter)
	whole := norm.NFC.String(letter + mark)
	return whole, len([]rune(letter)) == 1 && len([]rune(whole)) == 1
}
