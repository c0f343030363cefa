package quote

import (
	"slices"

	"example.org/briefbot/corpus"
)

// repeats moves quotations that only say again what another attribution holds, such as pull quotes, into that one's Repeats, and
// finds the paragraphs that do so without being an attribution themselves.
func repeats(v *view, all []corpus.Attribution) []corpus.Attribution {
	for _, q := range v.Quotes {
		p := v.Paragraph(q.Start)
		if p < 0 || !v.alone(q.Span, v.Paragraphs[p]) {
			continue
		}
		words := v.normal(q.Span)
		if len(words) < 3 {
			continue
		}
		if k := v.sayer(all, q.Span, words); k >= 0 {
			all[k].Repeats = append(all[k].Repeats, q.Span)
			all = withoutUnsourced(all, q.Span)
		}
	}
	return all
}

// alone reports whether nothing but marks stands in p beside q.
func (v *view) alone(q, p corpus.Span) bool {
	for _, side := range []corpus.Span{{Start: p.Start, End: q.Start}, {Start: q.End, End: p.End}} {
		i, j := v.TokensIn(side)
		if all, _ := v.Count(stretch(i, j)); all > 0 {
			return false
		}
	}
	return true
}

// normal returns the lower-case words in s.
func (v *view) normal(s corpus.Span) []string {
	var out []string
	i, j := v.TokensIn(s)
	for ; i < j; i++ {
		if v.IsWord(i) || v.clitic(i) && len(v.Low[i]) > 1 {
			out = append(out, v.Low[i])
		}
	}
	return out
}

// sayer returns the attribution with a source that holds words elsewhere than at q, or -1.
func (v *view) sayer(all []corpus.Attribution, q corpus.Span, words []string) int {
	for k, a := range all {
		if len(a.Source) == 0 {
			continue
		}
		var said []string
		for _, c := range a.Content {
			if c.Overlaps(q) {
				said = nil
				break
			}
			said = append(said, v.normal(c)...)
		}
		if holds(said, words) {
			return k
		}
	}
	return -1
}

// holds reports whether part occurs in whole, word by word.
func holds(whole, part []string) bool {
	for i := 0; i+len(part) <= len(whole); i++ {
		if slices.Equal(whole[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

// withoutUnsourced drops the attributions without a source whose content lies within q.
func withoutUnsourced(all []corpus.Attribution, q corpus.Span) []corpus.Attribution {
	return slices.DeleteFunc(all, func(a corpus.Attribution) bool {
		return len(a.Source) == 0 && q.Contains(a.Content[0])
	})
}
