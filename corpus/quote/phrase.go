package quote

import (
	"example.org/briefbot/corpus/quote/model"
	"example.org/briefbot/corpus/segment"
)

type (
	run    = model.Run    // a stretch of tokens, end exclusive
	report = model.Report // an attribution in tokens, before anybody is named
)

// view is the model's view of a text, on which rules read phrases.
type view struct{ *model.View }

func newView(t *segment.Text) *view { return &view{model.NewView(t)} }

// stretch returns the tokens [from,to).
func stretch(from, to int) run { return run{From: from, To: to} }

// has reports whether a word of r is in set.
func (v *view) has(r run, set map[string]bool) bool {
	for i := r.From; i < r.To; i++ {
		if set[v.Low[i]] {
			return true
		}
	}
	return false
}

// clitic reports whether token i hangs on the one before: 's, n't.
func (v *view) clitic(i int) bool {
	c := v.Low[i][0]
	return c == '\'' || v.Low[i] == "n't"
}

// nounRight returns the noun phrase that begins at i.
func (v *view) nounRight(i, to int) run {
	k := i
	for k < to {
		w := v.Low[k]
		if v.Quoted[k] || negations[w] || !v.IsWord(k) && w != "&" && !v.clitic(k) || breakers[w] || auxiliaries[w] && !v.clitic(k) ||
			preposition[w] && w != "of" && w != "for" && w != "from" && w != "at" && w != "in" && w != "by" && w != "with" {
			break
		}
		if pronouns[w] {
			if k == i {
				return stretch(k, k+1)
			}
			break
		}
		k++
	}
	for k > i && preposition[v.Low[k-1]] {
		k--
	}
	return stretch(i, k)
}
