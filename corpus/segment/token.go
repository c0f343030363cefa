package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// Token is a word, a number, or one mark of punctuation. Clitics are tokens of their own: "Putin's" is two,
// "don't" is "do" and "n't". Hyphenated words, abbreviations with their full stops, and numbers with their inner marks are one.
type Token struct {
	corpus.Span
	Sentence  int // of Text.Sentences
	Paragraph int // of Text.Paragraphs
}

// Word returns the token's text as it stands.
func (t *Text) Word(i int) string { return t.Raw[t.Tokens[i].Start:t.Tokens[i].End] }

// Lower returns the token's text in lower case, with curly apostrophes made straight.
func (t *Text) Lower(i int) string {
	w := t.Word(i)
	if strings.IndexByte(w, "’"[0]) >= 0 || strings.IndexByte(w, "ʼ"[0]) >= 0 { // most words have neither
		w = straight.Replace(w)
	}
	return strings.ToLower(w)
}

func paragraphs(text string) []corpus.Span {
	var out []corpus.Span
	for start := 0; start <= len(text); {
		end := len(text)
		if n := strings.IndexAny(text[start:], "\n\r\u2028\u2029"); n >= 0 {
			end = start + n
		}
		if line := text[start:end]; strings.TrimSpace(line) != "" {
			left := len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
			out = append(out, corpus.Span{Start: start + left, End: start + len(strings.TrimRightFunc(line, unicode.IsSpace))})
		}
		if end == len(text) {
			break
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		start = end + size
	}
	return out
}

// tokenize adds the tokens of p to out.
func tokenize(out []Token, text string, p corpus.Span) []Token {
	for i := p.Start; i < p.End; {
		r, size := utf8.DecodeRuneInString(text[i:p.End])
		switch {
		case unicode.IsSpace(r):
			i += size
		case wordRune(r):
			end := wordEnd(text, i, p.End)
			out = appendWord(out, text, i, end)
			i = end
		case r == '.' && strings.HasPrefix(text[i:p.End], "..."):
			out = append(out, Token{Span: corpus.Span{Start: i, End: i + 3}})
			i += 3
		case r == '-' && strings.HasPrefix(text[i:p.End], "--"):
			out = append(out, Token{Span: corpus.Span{Start: i, End: i + 2}})
			i += 2
		default:
			out = append(out, Token{Span: corpus.Span{Start: i, End: i + size}})
			i += size
		}
	}
	return out
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// longestInitials is how many bytes an abbreviation has at most.
const longestInitials = 24

// wordEnd returns where the word that begins at i ends: inner apostrophes, hyphens, "&", marks
// inside numbers, and the full stops of abbreviations belong to it.
func wordEnd(text string, i, limit int) int {
	j := i
	for j < limit {
		r, size := utf8.DecodeRuneInString(text[j:limit])
		if wordRune(r) {
			j += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[j+size : limit])
		prev, _ := utf8.DecodeLastRuneInString(text[i:j])
		inner := j+size < limit && wordRune(next)
		switch {
		case inner && (apostrophe(r) || r == '-' || r == '‑' || r == '&'):
		case inner && (r == '.' || r == ',' || r == ':') && unicode.IsDigit(prev) && unicode.IsDigit(next):
		case inner && r == '.' && unicode.IsLetter(next) && j-i < longestInitials && singleLetters(text[i:j]):
		case r == '.' && j > i && j-i < longestInitials && Abbreviation(text[i:j]):
			return j + size
		default:
			return j
		}
		j += size
	}
	return j
}

// singleLetters reports whether s is a run of single letters with full stops between: "U", "U.S", "a.m".
func singleLetters(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if utf8.RuneCountInString(part) != 1 {
			return false
		}
		if r, _ := utf8.DecodeRuneInString(part); !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// mayHaveApostrophe is quick to say no: most words are letters of English.
func mayHaveApostrophe(s string) bool {
	for i := range len(s) {
		if s[i] == '\'' || s[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// straight makes apostrophes straight.
var straight = strings.NewReplacer("’", "'", "ʼ", "'")

var clitics = []string{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"}

func appendWord(out []Token, text string, start, end int) []Token {
	if !mayHaveApostrophe(text[start:end]) {
		return append(out, Token{Span: corpus.Span{Start: start, End: end}})
	}
	word := strings.ToLower(straight.Replace(text[start:end]))
	for _, c := range clitics {
		if !strings.HasSuffix(word, c) || len(word) == len(c) {
			continue
		}
		cut := end - cliticLen(text[start:end], utf8.RuneCountInString(c))
		if cut > start {
			return append(out, Token{Span: corpus.Span{Start: start, End: cut}}, Token{Span: corpus.Span{Start: cut, End: end}})
		}
	}
	return append(out, Token{Span: corpus.Span{Start: start, End: end}})
}

// cliticLen returns the bytes of the last n characters of s.
func cliticLen(s string, n int) int {
	size := 0
	for range n {
		_, k := utf8.DecodeLastRuneInString(s[:len(s)-size])
		size += k
	}
	return size
}
