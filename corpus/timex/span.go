package timex

import (
	"sort"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// spanOf returns the bytes of tokens [from,to) without the marks and conjunctions at their ends.
func spanOf(t *segment.Text, from, to int) corpus.Span {
	for from < to && (trimmed[t.Lower(from)] || connectives[t.Lower(from)]) {
		from++
	}
	for from < to && (trimmed[t.Lower(to-1)] || connectives[t.Lower(to-1)]) {
		to--
	}
	if from == to {
		return corpus.Span{}
	}
	return corpus.Span{Start: t.Tokens[from].Start, End: t.Tokens[to-1].End}
}

// wholeQuotes widens s by the quotation mark at its end where it has only the other one of a pair.
func wholeQuotes(t *segment.Text, s corpus.Span) corpus.Span {
	i := sort.Search(len(t.Quotes), func(k int) bool { return t.Quotes[k].End >= s.Start })
	for ; i < len(t.Quotes) && t.Quotes[i].Start <= s.End; i++ {
		q := t.Quotes[i]
		if q.Start < s.Start && s.Start <= q.Open.End && q.End <= s.End {
			s.Start = q.Start
		}
		if s.Start <= q.Start && s.End < q.End && q.Close.Len() > 0 && s.End <= q.Close.Start && strings.Trim(t.Raw[s.End:q.Close.Start], ".,!?…") == "" {
			s.End = q.End
		}
	}
	return s
}

var (
	trimmed     = wordSet(`, ; : — – - -- " “ ” . ( ) [ ] ' ’ ‘ ! ? … _`)
	connectives = wordSet("and but or that which while although though because whereas so")
)
