package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/go-porterstemmer"
)

// termOf is the term that a word is indexed by: plain without its ending, by the stemmer of the language that its letters tell. A question has no
// language of its own, and a document may quote another, so each word is taken by itself: Latin letters by Porter's algorithm for English,
// Cyrillic ones by Snowball's for Russian, whose endings are mostly those of its neighbours too, Arabic ones without article and ending,
// Hebrew ones without the particles written before them. Other scripts, and numbers but for a plural s, stay as they are. The letters are raw's in lower case, plain is raw folded.
func termOf(raw, plain string) string {
	switch r, _ := utf8.DecodeRuneInString(plain); {
	case r < utf8.RuneSelf:
		return porter(plain)
	case unicode.Is(unicode.Cyrillic, r):
		// й is a letter of endings, which folding takes for и; Ukrainian and Belarusian letters of endings stand for Russian ones.
		return fold(filtered(strings.NewReplacer("і", "и", "ї", "й", "є", "е").Replace(strings.ToLower(raw)), ru.NewRussianStemmerFilter()))
	case unicode.Is(unicode.Arabic, r):
		return filtered(plain, ar.NewArabicNormalizeFilter(), ar.NewArabicStemmerFilter())
	case unicode.Is(unicode.Hebrew, r):
		return hebrew(plain)
	}
	return plain
}

// hebrew takes the conjunction, article and prepositions before a word off, and the ending of a plural, where three letters remain: for Hebrew Bleve has
// no stemmer. Letters that are written otherwise at the end of a word are made like the others.
func hebrew(plain string) string {
	const least = 3
	letters := []rune(plain)
	for i, r := range letters {
		if at := strings.IndexRune("ךםןףץ", r); at >= 0 {
			letters[i], _ = utf8.DecodeRuneInString("כמנפצ"[at:])
		}
	}
	for n := 0; n < 2 && len(letters) > least && strings.ContainsRune("ושכהבלמ", letters[0]); n++ {
		letters = letters[1:]
	}
	if n := len(letters) - 2; n >= least {
		if end := string(letters[n:]); end == "ימ" || end == "ות" {
			letters = letters[:n]
		}
	}
	return string(letters)
}

// filtered is s after filters of Bleve's; where they leave nothing, s.
func filtered(s string, filters ...analysis.TokenFilter) string {
	tokens := analysis.TokenStream{{Term: []byte(s)}}
	for _, f := range filters {
		tokens = f.Filter(tokens)
	}
	if len(tokens) != 1 || len(tokens[0].Term) == 0 {
		return s
	}
	return string(tokens[0].Term)
}

// porter is Porter's algorithm (1980) for words of Latin letters; a number loses a plural s.
func porter(plain string) string {
	letters := true
	for i := 0; i < len(plain); i++ {
		c := plain[i]
		if c >= utf8.RuneSelf {
			return plain
		}
		letters = letters && 'a' <= c && c <= 'z'
	}
	if !letters {
		if n := len(plain); n > 2 && plain[n-1] == 's' && plain[n-2] >= '0' && plain[n-2] <= '9' {
			return plain[:n-1]
		}
		return plain
	}
	out := string(porterstemmer.StemWithoutLowerCasing([]rune(plain)))
	if strings.HasPrefix(plain, out) {
		return plain[:len(out)] // shares its memory
	}
	return out
}
