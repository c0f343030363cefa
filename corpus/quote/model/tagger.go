package model

// Tagger labels the tokens of a text.
type Tagger struct {
	Weights *Weights
	Chain   Chain
}

// alternatives is how many labellings of a paragraph are compared.
const alternatives = 12

// Tagged is a view with the probabilities of all labels, and the likeliest labellings.
type Tagged struct {
	*View
	Marginal []Scores
	paths    [][]Path // of each paragraph
	atoms    []atom
	sents    []sentenceFacts
}

// Tag labels v.
func (t *Tagger) Tag(v *View, l *Lexicon) *Tagged {
	f := NewFeaturer(v, l)
	out := &Tagged{View: v, Marginal: make([]Scores, 0, len(v.Low)), atoms: f.atoms, sents: f.sents}
	for p := range v.Sequences() {
		r := v.Sequence(p)
		scores := make([]Scores, r.To-r.From)
		for i := r.From; i < r.To; i++ {
			scores[i-r.From] = t.Weights.scores(f.Token(i))
		}
		m := t.Chain.Marginals(scores, nil)
		out.Marginal = append(out.Marginal, m...)
		out.paths = append(out.paths, t.Chain.Best(scores, m, alternatives))
	}
	return out
}
