package main

import (
	"math/rand/v2"

	"example.org/briefbot/corpus/quote/model"
)

// The settings of the tagger's training, chosen on the development set.
const (
	minCount = 8
	passes   = 8
)

var (
	tokenStep = ftrl{alpha: .05, beta: 1, l1: 16, l2: .5}
	chainStep = ftrl{alpha: .05, beta: 1, l1: 0, l2: .5}
)

// sequence is a paragraph with the rows of its tokens' features.
type sequence struct {
	rows   [][]uint32
	labels []model.Label
	doc    int
}

// index gives rows to the features that are seen often enough, and turns documents into sequences.
func index(docs []*document, lexicons []*model.Lexicon) ([]model.Feature, []sequence) {
	const slots = 1 << 26
	seen := make([]uint8, slots)
	for _, d := range docs {
		f := model.NewFeaturer(d.view, lexicons[d.fold])
		for i := range d.view.Low {
			for _, x := range f.Token(i) {
				if k := uint32(x) % slots; seen[k] < minCount {
					seen[k]++
				}
			}
		}
	}
	table := model.NewTable(1 << 18)
	var features []model.Feature
	var out []sequence
	for n, d := range docs {
		f := model.NewFeaturer(d.view, lexicons[d.fold])
		for p := range d.view.Sequences() {
			r := d.view.Sequence(p)
			s := sequence{labels: d.labels[r.From:r.To], doc: n}
			for i := r.From; i < r.To; i++ {
				var rows []uint32
				for _, x := range f.Token(i) {
					if seen[uint32(x)%slots] >= minCount {
						row := table.Add(x)
						if int(row) == len(features) {
							features = append(features, x)
						}
						rows = append(rows, row)
					}
				}
				s.rows = append(s.rows, rows)
			}
			out = append(out, s)
		}
	}
	return features, out
}

// tokenWeights are the weights of one feature.
type tokenWeights [model.Labels]weight

// crf is a tagger in training.
type crf struct {
	tokens []tokenWeights
	chain  [model.Labels + 1][model.Labels]weight
}

func (c *crf) scores(s *sequence) []model.Scores {
	out := make([]model.Scores, len(s.rows))
	for i, rows := range s.rows {
		for _, r := range rows {
			w := &c.tokens[r]
			for l := range out[i] {
				out[i][l] += w[l].w
			}
		}
	}
	return out
}

func (c *crf) transitions() *model.Chain {
	var t model.Chain
	for a := range t {
		for b := range t[a] {
			t[a][b] = c.chain[a][b].w
		}
	}
	return &t
}

// trainTagger trains on the sequences whose document is kept.
func trainTagger(features int, all []sequence, keep func(doc int) bool) *crf {
	c := &crf{tokens: make([]tokenWeights, features)}
	var order []int
	for i := range all {
		if keep(all[i].doc) {
			order = append(order, i)
		}
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for range passes {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			c.learn(&all[i])
		}
	}
	return c
}

// learn makes one step on the likelihood of s.
func (c *crf) learn(s *sequence) {
	if len(s.rows) == 0 {
		return
	}
	var pairs model.Chain
	marginal := c.transitions().Marginals(c.scores(s), &pairs)
	for i, rows := range s.rows {
		for l, p := range marginal[i] {
			g := p
			if s.labels[i] == model.Label(l) {
				g--
			}
			if g < .001 && g > -.001 {
				continue
			}
			for _, r := range rows {
				tokenStep.update(&c.tokens[r][l], g)
			}
		}
	}
	last := model.Label(model.Labels)
	for _, l := range s.labels {
		pairs[last][l]--
		last = l
	}
	for a := range pairs {
		for b, g := range pairs[a] {
			if g > .001 || g < -.001 {
				chainStep.update(&c.chain[a][b], g)
			}
		}
	}
}

// tagger returns the trained weights as the program uses them.
func (c *crf) tagger(features []model.Feature) *model.Tagger {
	w := model.NewWeights(len(features) / 2)
	for r, f := range features {
		var kept []model.Weight
		for l, x := range c.tokens[r] {
			if x.w != 0 {
				kept = append(kept, model.Weight{Label: model.Label(l), Value: x.w})
			}
		}
		if len(kept) > 0 {
			w.Put(f, kept)
		}
	}
	return &model.Tagger{Weights: w, Chain: *c.transitions()}
}
