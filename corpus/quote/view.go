package quote

import (
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// run is a stretch of tokens, end exclusive.
type run struct{ from, to int }

func (r run) empty() bool { return r.to <= r.from }

// report is an attribution in tokens, before anybody is named.
type report struct {
	source, cue, content []run
	confidence           float64
}

// view is a text with what the finders ask of each token.
type view struct {
	*segment.Text
	low    []string // lower-case words
	quoted []bool   // between quotation marks, or a mark
	first  []int    // of each sentence: its first token; one more entry than sentences
}

func newView(t *segment.Text) *view {
	v := &view{Text: t, low: make([]string, len(t.Tokens)), quoted: make([]bool, len(t.Tokens))}
	for i := range t.Tokens {
		v.low[i] = t.Lower(i)
		for len(v.first) <= t.Tokens[i].Sentence {
			v.first = append(v.first, i)
		}
	}
	v.first = append(v.first, len(t.Tokens))
	for _, q := range t.Quotes {
		i, j := t.TokensIn(q.Span)
		for ; i < j; i++ {
			v.quoted[i] = true
		}
	}
	for i := 0; i < len(v.low); {
		j := i
		for j < len(v.low) && v.Tokens[j].Paragraph == v.Tokens[i].Paragraph {
			j++
		}
		v.singleQuotes(i, j)
		i = j
	}
	return v
}

// singleQuotes marks what stands between single marks in the paragraph [from,to), if it has no double ones: headlines quote that way.
// Two words at least, since one word between single marks is more often a nickname or an elision.
func (v *view) singleQuotes(from, to int) {
	for i := from; i < to; i++ {
		if v.quoted[i] {
			return
		}
	}
	open := -1
	for i := from; i < to; i++ {
		switch v.Word(i) {
		case "'", "‘", "’":
		default:
			continue
		}
		touchesLeft := i > from && v.Tokens[i-1].End == v.Tokens[i].Start && v.word(i-1)
		touchesRight := i+1 < to && v.Tokens[i].End == v.Tokens[i+1].Start && v.word(i+1)
		switch {
		case open < 0 && touchesRight && !touchesLeft:
			open = i
		case open >= 0 && !touchesRight && i-open > 2:
			for k := open; k <= i; k++ {
				v.quoted[k] = true
			}
			open = -1
		}
	}
}

// span returns the bytes of r.
func (v *view) span(r run) corpus.Span {
	return corpus.Span{Start: v.Tokens[r.from].Start, End: v.Tokens[r.to-1].End}
}

// spans returns the bytes of runs, one piece for each paragraph.
func (v *view) spans(runs []run) []corpus.Span {
	var out []corpus.Span
	for _, r := range runs {
		for k := r.from; k < r.to; {
			j := k
			for j < r.to && v.Tokens[j].Paragraph == v.Tokens[k].Paragraph {
				j++
			}
			out = append(out, v.span(run{k, j}))
			k = j
		}
	}
	return out
}

// capital reports whether token i begins with a capital letter.
func (v *view) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(v.Raw[v.Tokens[i].Start:])
	return unicode.IsUpper(r)
}

// word reports whether token i is a word or number, not a mark.
func (v *view) word(i int) bool {
	r, _ := utf8.DecodeRuneInString(v.Raw[v.Tokens[i].Start:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// count counts the words of r and how many of them are quoted.
func (v *view) count(r run) (all, quoted int) {
	for i := r.from; i < r.to; i++ {
		if v.word(i) {
			all++
			if v.quoted[i] {
				quoted++
			}
		}
	}
	return all, quoted
}

// has reports whether a word of r is in set.
func (v *view) has(r run, set map[string]bool) bool {
	for i := r.from; i < r.to; i++ {
		if set[v.low[i]] {
			return true
		}
	}
	return false
}

func (v *view) clitic(i int) bool {
	c := v.low[i][0]
	return c == '\'' || v.low[i] == "n't"
}
