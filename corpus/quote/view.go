package quote

import (
	"example.org/briefbot/corpus/quote/model"
	"example.org/briefbot/corpus/segment"
)

type (
	run    = model.Run    // a stretch of tokens, end exclusive
	report = model.Report // an attribution in tokens, before anybody is named
)

// view is a text with what the model and the rules ask of each token.
type view struct{ *model.View }

func newView(t *segment.Text) *view { return &view{model.NewView(t)} }

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

// stretch returns the tokens [from,to).
func stretch(from, to int) run { return run{From: from, To: to} }
