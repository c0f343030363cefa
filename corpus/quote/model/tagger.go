package model

// Tagger labels the tokens of a text.
type Tagger struct {
	Weights *Weights
	Chain   Chain
}

// Tagged is a view with its labels and the probabilities of all labels.
type Tagged struct {
	*View
	Labels   []Label
	Marginal []Scores
	atoms    []atom
	sents    []sentenceFacts
}

// Tag labels v.
func (t *Tagger) Tag(v *View, l *Lexicon) *Tagged {
	f := NewFeaturer(v, l)
	out := &Tagged{View: v, Labels: make([]Label, 0, len(v.Low)), Marginal: make([]Scores, 0, len(v.Low)), atoms: f.atoms, sents: f.sents}
	for p := range v.Sequences() {
		r := v.Sequence(p)
		scores := make([]Scores, r.To-r.From)
		for i := r.From; i < r.To; i++ {
			for _, x := range f.Token(i) {
				t.Weights.add(x, &scores[i-r.From])
			}
		}
		out.Labels = append(out.Labels, t.Chain.Decode(scores)...)
		out.Marginal = append(out.Marginal, t.Chain.Marginals(scores, nil)...)
	}
	return out
}
