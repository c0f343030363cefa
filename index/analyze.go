package index

import (
	"bufio"
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"golang.org/x/text/unicode/norm"

	"example.org/briefbot/corpus"
)

// word is one word of a text as search sees it.
type word struct {
	corpus.Span        // bytes of the text it was read from
	plain       string // lower case, without accents, apostrophes and inner marks; the unit of exact phrases
	term        string // plain, stemmed; the unit of the index
	stop        bool   // too common to be searched for by itself
}

// language knows the words of English that carry no content. The zero value knows none.
type language struct{ stop map[string]bool }

// english returns the language of the product: the stop list of the Snowball project as Bleve ships it.
func english() language {
	l := language{stop: make(map[string]bool, 256)}
	lines := bufio.NewScanner(bytes.NewReader(en.EnglishStopWords))
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "|")
		if w := strings.TrimSpace(line); w != "" {
			l.stop[w] = true
			l.stop[strings.ReplaceAll(w, "'", "")] = true
		}
	}
	return l
}

// words cuts text into words. Hyphens and dashes part words, except after a short letter code before a
// number (F-16, G-7); the full stops of an acronym and the marks within a number do not. Scripts written without
// spaces give a word for each character.
func (l language) words(text string) []word {
	out := make([]word, 0, len(text)/6+1)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			if r == '%' && afterNumber(text[:i]) {
				out = append(out, spelledOut("percent", i, i+size))
			}
			i += size
			continue
		}
		end := wordEnd(text, i)
		if digits, unit := unitOf(text, i, end); unit != "" {
			out = append(out, word{Span: corpus.Span{Start: i, End: i + digits}}, spelledOut(unit, i+digits, end))
		} else {
			out = append(out, word{Span: corpus.Span{Start: i, End: end}})
		}
		i = end
	}
	shouts := shouting(text, out)
	kept := out[:0]
	for i, w := range out {
		if at := w.Span; w.plain == "" {
			w = l.word(text[at.Start:at.End], shouts != nil && shouts[i])
			w.Span = at
		}
		switch last := len(kept) - 1; {
		case w.plain == "":
		case w.plain == "cent" && last >= 0 && kept[last].plain == "per" && w.Start == kept[last].End+1:
			kept[last] = spelledOut("percent", kept[last].Start, w.End)
		default:
			kept = append(kept, w)
		}
	}
	return kept
}

// spelledOut is a word that a text writes as a sign or an abbreviation.
func spelledOut(plain string, start, end int) word {
	return word{Span: corpus.Span{Start: start, End: end}, plain: plain, term: porter(plain)}
}

// afterNumber reports whether text ends in a digit, but for a space.
func afterNumber(text string) bool {
	text = strings.TrimRight(text, " \u00a0\u202f")
	return text != "" && '0' <= text[len(text)-1] && text[len(text)-1] <= '9'
}

// unitOf reads an amount with its unit in one, "61bn" or, after a sign of a currency, "2.3m": how many bytes the number has, and what the unit
// stands for; "" where there is none.
func unitOf(text string, start, end int) (digits int, unit string) {
	raw := text[start:end]
	digits = strings.LastIndexAny(raw, "0123456789") + 1
	if digits == 0 || len(raw)-digits > 2 || raw[0] < '0' || raw[0] > '9' {
		return 0, ""
	}
	switch strings.ToLower(raw[digits:]) {
	case "bn":
		return digits, "billion"
	case "tn":
		return digits, "trillion"
	case "mn":
		return digits, "million"
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:start]); !unicode.Is(unicode.Sc, before) {
		return 0, ""
	}
	switch strings.ToLower(raw[digits:]) {
	case "b":
		return digits, "billion"
	case "m":
		return digits, "million"
	case "k":
		return digits, "thousand"
	}
	return 0, ""
}

// How many words in capitals, one after the other, are shouting and no acronyms: in any text, and where there is nothing else.
const (
	shoutingInText = 4
	shoutingAlone  = 3
)

// shouting marks the words that are in capitals as those around them are, as in a headline, so that their capitals mean nothing; nil: none.
func shouting(text string, words []word) []bool {
	var marked []bool
	run, from, least := 0, 0, shoutingAlone
	end := func(to int) {
		if run >= least {
			if marked == nil {
				marked = make([]bool, len(words))
			}
			for i := from; i < to; i++ {
				marked[i] = true
			}
		}
		run = 0
	}
	for i := range words {
		switch upper, lower := letterCases(text[words[i].Start:words[i].End]); {
		case lower:
			least = shoutingInText
			end(i)
		case upper > 1:
			if run++; run == 1 {
				from = i
			}
		}
	}
	end(len(words))
	return marked
}

// letterCases returns how many capital letters s has, and whether it has any small one.
func letterCases(s string) (upper int, lower bool) {
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			return upper, true
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper, false
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// spaceless reports whether r belongs to a script that is written without spaces.
func spaceless(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wordEnd returns where the word that begins at i ends.
func wordEnd(text string, i int) int {
	first, size := utf8.DecodeRuneInString(text[i:])
	j := i + size
	if spaceless(first) {
		return marksEnd(text, j)
	}
	for j < len(text) {
		r, size := utf8.DecodeRuneInString(text[j:])
		switch {
		case spaceless(r):
			return j
		case inWord(r) || unicode.Is(unicode.M, r) || r == '\u00ad':
			j += size
		case joins(text, i, j, r, size):
			j += size
		default:
			return j
		}
	}
	return j
}

// marksEnd skips combining marks, and the vowels of Thai and Lao that no reader parts from the letter before.
func marksEnd(text string, j int) int {
	for j < len(text) {
		r, size := utf8.DecodeRuneInString(text[j:])
		if !unicode.Is(unicode.M, r) && r != 'ำ' && r != 'ຳ' {
			break
		}
		j += size
	}
	return j
}

// joins reports whether the mark r at j, in the word that began at i, holds that word together with what follows.
func joins(text string, i, j int, r rune, size int) bool {
	next, _ := utf8.DecodeRuneInString(text[j+size:])
	last, _ := utf8.DecodeLastRuneInString(text[:j])
	switch r {
	case '\'', '’', 'ʼ', '‘':
		return unicode.IsLetter(next) && unicode.IsLetter(last)
	case '.':
		if unicode.IsDigit(last) {
			return unicode.IsDigit(next)
		}
		return acronymSoFar(text[i:j]) && (unicode.IsLetter(next) && singleLetter(text[j+size:]) || strings.Contains(text[i:j], "."))
	case ',':
		return unicode.IsDigit(last) && threeDigits(text[j+size:])
	case '-', '‑', '–':
		return j-i <= 3 && unicode.IsDigit(next) && strings.IndexFunc(text[i:j], unicode.IsDigit) < 0
	}
	return false
}

// acronymSoFar reports whether s is letters parted by full stops: "U", "U.S".
func acronymSoFar(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if r, size := utf8.DecodeRuneInString(part); size != len(part) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// singleLetter reports whether s begins with one letter that stands alone.
func singleLetter(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	return !inWord(next)
}

func threeDigits(s string) bool {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n == 3
}

// word makes a word of the letters raw; shouting says that capitals mean nothing there.
func (l language) word(raw string, shouting bool) word {
	switch raw {
	case "US", "U.S", "U.S.", "USA", "U.S.A", "U.S.A.":
		if !shouting || strings.Contains(raw, ".") {
			return word{plain: "us", term: "usa"}
		}
	case "UK", "U.K", "U.K.":
		return word{plain: "uk", term: "uk"}
	}
	plain := plainWord(raw)
	capitals := !shouting && len(raw) > 1 && strings.ToUpper(raw) == raw // WHO is not who, IT is not it
	w := word{plain: plain, term: plain, stop: !capitals && l.stop[plain]}
	if !w.stop {
		w.term = termOf(raw, plain)
	}
	return w
}

// plainWord folds case, accents and inner marks away, and a possessive ending.
func plainWord(raw string) string {
	s := strings.ToLower(raw)
	ascii := true
	for i := 0; i < len(s); i++ {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if !ascii {
		s = fold(s)
	}
	s = strings.TrimSuffix(s, "'s")
	if strings.IndexFunc(s, func(r rune) bool { return !inWord(r) }) < 0 {
		return s
	}
	decimal := s[0] >= '0' && s[0] <= '9'
	return strings.Map(func(r rune) rune {
		if inWord(r) || decimal && r == '.' {
			return r
		}
		return -1
	}, s)
}

// fold takes accents off and makes apostrophes straight.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.M, r):
		case r == '’' || r == 'ʼ' || r == '‘':
			b.WriteByte('\'')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// content returns the words that are worth searching for: those that are no stop words, or all when there are no others.
func content(words []word) []word {
	kept := make([]word, 0, len(words))
	for _, w := range words {
		if !w.stop {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return words
	}
	return kept
}
