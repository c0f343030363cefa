package main

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// wordIndex holds the words of a text as the scorer counts them: runs of letters and digits, with inner marks.
type wordIndex struct {
	spans []corpus.Span
	lower []string
}

func indexWords(text string) *wordIndex {
	w := &wordIndex{}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			i += size
			continue
		}
		end := wordEnd(text, i)
		w.spans = append(w.spans, corpus.Span{Start: i, End: end})
		w.lower = append(w.lower, strings.ToLower(text[i:end]))
		i = end
	}
	return w
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r) }

func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if !strings.ContainsRune("'’.-&", r) || !wordRune(next) {
				break
			}
		}
		i += size
	}
	return i
}

// in returns the words that touch spans.
func (w *wordIndex) in(spans []corpus.Span) map[int]bool {
	out := map[int]bool{}
	for _, s := range spans {
		i := sort.Search(len(w.spans), func(k int) bool { return w.spans[k].End > s.Start })
		for ; i < len(w.spans) && w.spans[i].Start < s.End; i++ {
			out[i] = true
		}
	}
	return out
}

var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`a an the this that these those his her its their my our your mr mrs ms dr sen rep gov president
		of in at for from with on to by and or but who which as`) {
		m[w] = true
	}
	return m
}()

// meaning drops determiners, titles and prepositions, unless nothing is left.
func (w *wordIndex) meaning(set map[int]bool) map[int]bool {
	out := map[int]bool{}
	for i := range set {
		if !stopWords[w.lower[i]] {
			out[i] = true
		}
	}
	if len(out) == 0 {
		return set
	}
	return out
}

func common(a, b map[int]bool) int {
	n := 0
	for i := range a {
		if b[i] {
			n++
		}
	}
	return n
}

// sameSource reports whether two sources share a word of meaning, or both are empty.
func (w *wordIndex) sameSource(a, b map[int]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	return common(w.meaning(a), w.meaning(b)) > 0
}

// match pairs gold marks with found contents, greedily by falling overlap, and returns for each found content the gold mark
// that overlaps by half or more, or -1.
func (d *document) match(found []map[int]bool) []int {
	type pair struct {
		dice        float64
		gold, found int
	}
	var all []pair
	for g, m := range d.marks {
		for f, c := range found {
			if n := common(m.content, c); n > 0 {
				all = append(all, pair{2 * float64(n) / float64(len(m.content)+len(c)), g, f})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].dice > all[j].dice })
	out := make([]int, len(found))
	for i := range out {
		out[i] = -2
	}
	used := make([]bool, len(d.marks))
	for _, p := range all {
		if used[p.gold] || out[p.found] != -2 {
			continue
		}
		used[p.gold], out[p.found] = true, p.gold
		if p.dice < .5 {
			out[p.found] = -1
		}
	}
	for i := range out {
		out[i] = max(out[i], -1)
	}
	return out
}

func equal(a, b map[int]bool) bool { return len(a) == len(b) && common(a, b) == len(a) }
