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
	features gatherer           // used for one thing after another
}

// Tag labels v.
func (t *Tagger) Tag(v *View, l *Lexicon) *Tagged {
	f := NewFeaturer(v, l)
	out := &Tagged{View: v, Marginal: make([]Scores, 0, len(v.Low)), atoms: f.atoms, sents: f.sents}
	lattice, trellis := t.Chain.lattice(), trellis{chain: &t.Chain}
	var scores []Scores
	for p := range v.Sequences() {
		r := v.Sequence(p)
		scores = scores[:0]
		for i := r.From; i < r.To; i++ {
			scores = append(scores, t.Weights.scores(f.Token(i)))
		}
		m := lattice.marginals(scores, nil)
		out.Marginal = append(out.Marginal, m...)
		out.paths = append(out.paths, trellis.best(scores, m, alternatives))
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
