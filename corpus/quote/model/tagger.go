package model

// Tagger labels the tokens of a text.
type Tagger struct {
	Weights *Weights
	Chain   Chain
}

// alternatives is how many labellings of a paragraph are compared.
const alternatives = 16

// Tagged is a view with the probabilities of all labels, and the likeliest labellings.
type Tagged struct {
	*View
	Marginal []Scores
	paths    [][]Path // of each paragraph
	atoms    []atom
	sents    []sentenceFacts
	speakers map[uint32]float64 // how often a word is part of a source in the whole text, by its probability
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
	out.countSpeakers()
	return out
}

// countSpeakers adds up how often names and described people are sources: who speaks once in a text speaks again.
func (t *Tagged) countSpeakers() {
	t.speakers = map[uint32]float64{}
	for i := range t.atoms {
		if a := &t.atoms[i]; a.nounlike() && a.tag != tagPRP {
			if x := t.sourceAt(i); x > .02 {
				t.speakers[a.word] += x
			}
		}
	}
}

// sourceAt is the probability that token i is part of a source.
func (t *Tagged) sourceAt(i int) float64 {
	m := &t.Marginal[i]
	return float64(m[BeginSourceLeft] + m[InSourceLeft] + m[BeginSourceRight] + m[InSourceRight])
}
