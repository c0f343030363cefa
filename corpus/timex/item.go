package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// item is a token, or a piece of one between hyphens: "year-ago" is two items, "mid-1990s" is two.
type item struct {
	span   corpus.Span
	low    string // lower case, straight apostrophes
	word   word
	val    int // the number when it is one in digits, else -1
	digits int // how many digits val is written with
	suffix string
	token  int  // of the segment.Text
	sent   int  // sentence
	hyphen bool // joined by a hyphen to the item before
	space  bool // white space before it
	upper  bool // begins with a capital letter
}

func (it *item) is(c class) bool { return it.word.class&c != 0 }

// items cuts the tokens of t at their inner hyphens.
func items(t *segment.Text) []item {
	out := make([]item, 0, len(t.Tokens)+len(t.Tokens)/8)
	end := -1
	for i, tok := range t.Tokens {
		s := t.Raw[tok.Start:tok.End]
		for from := 0; from < len(s); {
			to, next := nextPiece(s, from)
			it := newItem(s[from:to], corpus.Span{Start: tok.Start + from, End: tok.Start + to})
			it.token, it.sent = i, tok.Sentence
			it.hyphen, it.space = from > 0, from == 0 && tok.Start > end
			out = append(out, it)
			from = next
		}
		end = tok.End
	}
	return out
}

// nextPiece returns the end of the piece of s that begins at from, and where the next one begins.
func nextPiece(s string, from int) (to, next int) {
	for j := from + 1; j+1 < len(s); j++ {
		if s[j] == '-' && s[j-1] != '-' && s[j+1] != '-' {
			return j, j + 1
		}
		if n := len(softHyphen); strings.HasPrefix(s[j:], softHyphen) && j+n < len(s) {
			return j, j + n
		}
	}
	return len(s), len(s)
}

const softHyphen = "‑" // U+2011, the hyphen that does not break

func newItem(s string, span corpus.Span) item {
	it := item{span: span, low: lower(s), val: -1}
	r, _ := utf8.DecodeRuneInString(s)
	it.upper = unicode.IsUpper(r)
	if r >= '0' && r <= '9' {
		it.parseDigits()
		return it
	}
	it.word = words[it.low]
	return it
}

// lower is strings.ToLower for short words, without allocation where nothing changes.
func lower(s string) string {
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	return strings.ToLower(s)
}

// parseDigits reads "17", "1,200", "17th", "1990s", "8pm". Anything else stays a word.
func (it *item) parseDigits() {
	n, i, digits := 0, 0, 0
	for ; i < len(it.low); i++ {
		c := it.low[i]
		if c == ',' && i+3 < len(it.low) && digits > 0 {
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		if digits++; digits > 9 {
			return
		}
		n = n*10 + int(c-'0')
	}
	it.suffix = it.low[i:]
	switch it.suffix {
	case "st", "nd", "rd", "th":
		it.word = word{class: cOrdinal, num: n}
	case "", "s", "'s", "am", "pm", "a.m.", "p.m.", "a.m", "p.m", "h", "hrs", "gmt":
	default:
		return
	}
	it.val, it.digits = n, digits
	if strings.Contains(it.low, ",") {
		it.digits = 0 // "1,998" is never a year
	}
}
