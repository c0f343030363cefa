package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// Run is a stretch of tokens, end exclusive.
type Run struct{ From, To int }

// Empty reports whether r holds no token.
func (r Run) Empty() bool { return r.To <= r.From }

// overlaps reports whether r and s share a token.
func (r Run) overlaps(s Run) bool { return r.From < s.To && s.From < r.To }

// Report is an attribution in tokens, before anybody is named.
type Report struct {
	Source, Cue, Content []Run
	Confidence           float64
}

// View is a segmented text with what the model asks of each token.
type View struct {
	*segment.Text
	Low    []string // lower-case words
	Quoted []bool   // between quotation marks, or a mark
	First  []int    // of each sentence: its first token; one entry more than there are sentences
	opens  []bool   // a quotation begins here
	counts []count  // of the tokens before each; one entry more than there are tokens
	seqs   []int    // of each sequence: its first token; one entry more than there are sequences
	seqOf  []int    // of each token: its sequence
}

// NewView looks at t.
func NewView(t *segment.Text) *View {
	v := &View{Text: t, Low: make([]string, len(t.Tokens)), Quoted: make([]bool, len(t.Tokens)), opens: make([]bool, len(t.Tokens))}
	for i := range t.Tokens {
		v.Low[i] = t.Lower(i)
		for len(v.First) <= t.Tokens[i].Sentence {
			v.First = append(v.First, i)
		}
	}
	v.First = append(v.First, len(t.Tokens))
	for _, q := range t.Quotes {
		i, j := t.TokensIn(q.Span)
		if i < j {
			v.opens[i] = true
		}
		for ; i < j; i++ {
			v.Quoted[i] = true
		}
	}
	for i := 0; i < len(t.Tokens); {
		j := i + 1
		for j < len(t.Tokens) && t.Tokens[j].Paragraph == t.Tokens[i].Paragraph {
			j++
		}
		v.singleQuotes(i, j)
		v.sequence(i, j)
		i = j
	}
	v.seqs = append(v.seqs, len(t.Tokens))
	v.countWords()
	return v
}

// count counts words and the quoted ones among them.
type count struct{ all, quoted int32 }

func (v *View) countWords() {
	v.counts = make([]count, len(v.Tokens)+1)
	for i := range v.Tokens {
		n := v.counts[i]
		if v.isWord(i) {
			n.all++
			if v.Quoted[i] {
				n.quoted++
			}
		}
		v.counts[i+1] = n
	}
}

// longest is how many tokens the tagger labels together at most: newspapers' paragraphs are shorter, and the work on a sequence grows faster than its
// length.
const longest = 600

// sequence makes a sequence of the paragraph [from,to), or more if it is too long: then they end with a sentence, if they can.
func (v *View) sequence(from, to int) {
	for from < to {
		end := to
		if end-from > longest {
			end = from + longest
			if s := v.First[v.Tokens[end].Sentence]; s > from {
				end = s
			}
		}
		for range end - from {
			v.seqOf = append(v.seqOf, len(v.seqs))
		}
		v.seqs = append(v.seqs, from)
		from = end
	}
}

// singleClosers lists the marks that end what a single mark begins. A straight mark and ’ may be apostrophes.
var singleClosers = map[string]string{"'": "'’", "’": "'’", "‘": "’'", "‚": "‘’'", "‹": "›", "`": "'’"}

// singleQuotes marks what stands between single marks in the paragraph [from,to): headlines quote that way, and some papers always
// do. Two words at least, since one word between single marks is more often a nickname or an elision. Beside double marks only
// what cannot be an apostrophe begins a quotation.
func (v *View) singleQuotes(from, to int) {
	double := false
	for i := from; i < to; i++ {
		double = double || v.Quoted[i]
	}
	open := -1
	for i := from; i < to; i++ {
		w := v.Word(i)
		touchesLeft := i > from && v.Tokens[i-1].End == v.Tokens[i].Start && v.isWord(i-1)
		touchesRight := i+1 < to && v.Tokens[i].End == v.Tokens[i+1].Start && v.isWord(i+1)
		switch {
		case open < 0 && !v.Quoted[i] && singleClosers[w] != "" && touchesRight && !touchesLeft && (!double || w != "'" && w != "’"):
			open = i
		case open >= 0 && i-open > 2 && !touchesRight && !v.Quoted[i] && strings.Contains(singleClosers[v.Word(open)], w):
			v.quote(open, i, from, to)
			open = -1
		}
	}
}

// quote marks the tokens from open to end, and the marks beside them that are written twice, as typewriters do.
func (v *View) quote(open, end, from, to int) {
	if open > from && v.Word(open-1) == v.Word(open) {
		open--
	}
	if end+1 < to && v.Word(end+1) == v.Word(end) {
		end++
	}
	for k := open; k <= end; k++ {
		v.Quoted[k] = true
	}
}

// Span returns the bytes of r.
func (v *View) Span(r Run) corpus.Span {
	return corpus.Span{Start: v.Tokens[r.From].Start, End: v.Tokens[r.To-1].End}
}

// Spans returns the bytes of runs, one piece for each paragraph.
func (v *View) Spans(runs []Run) []corpus.Span {
	var out []corpus.Span
	for _, r := range runs {
		for k := r.From; k < r.To; {
			j := k
			for j < r.To && v.Tokens[j].Paragraph == v.Tokens[k].Paragraph {
				j++
			}
			out = append(out, v.Span(Run{k, j}))
			k = j
		}
	}
	return out
}

// Capital reports whether token i begins with a capital letter.
func (v *View) Capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(v.Raw[v.Tokens[i].Start:])
	return unicode.IsUpper(r)
}

// IsWord reports whether token i is a word or number, not a mark.
func (v *View) IsWord(i int) bool { return v.counts[i+1].all > v.counts[i].all }

func (v *View) isWord(i int) bool {
	r, _ := utf8.DecodeRuneInString(v.Raw[v.Tokens[i].Start:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// Count counts the words of r and how many of them are quoted.
func (v *View) Count(r Run) (all, quoted int) {
	if r.Empty() {
		return 0, 0
	}
	from, to := v.counts[r.From], v.counts[r.To]
	return int(to.all - from.all), int(to.quoted - from.quoted)
}

// Sequences returns how many sequences of tokens the tagger labels, each by itself: the paragraphs that hold a token, long ones in parts.
func (v *View) Sequences() int { return len(v.seqs) - 1 }

// Sequence returns the tokens of sequence p.
func (v *View) Sequence(p int) Run { return Run{v.seqs[p], v.seqs[p+1]} }

// sequenceOf returns the tokens of the sequence that holds token i.
func (v *View) sequenceOf(i int) Run { return v.Sequence(v.seqOf[i]) }
