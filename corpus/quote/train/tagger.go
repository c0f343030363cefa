package main

import (
	"math/bits"
	"math/rand/v2"

	"example.org/briefbot/corpus/quote/model"
)

// The settings of the tagger's training, chosen on the development set.
const (
	minCount = 8 // times that a feature is seen
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
	seen := count(docs, lexicons)
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
					if !seen.enough(x) {
						continue
					}
					row := table.Add(x)
					if int(row) == len(features) {
						features = append(features, x)
					}
					rows = append(rows, row)
				}
				s.rows = append(s.rows, rows)
			}
			out = append(out, s)
		}
	}
	return features, out
}

// sightings counts features, those with the same last bits together first and then each by itself: most are too rare to be kept, and
// there are too many of them for a map.
type sightings struct {
	rough []uint8 // saturates at minCount
	exact map[model.Feature]*sighting
}

const slots = 1 << 26

func count(docs []*document, lexicons []*model.Lexicon) *sightings {
	s := &sightings{make([]uint8, slots), map[model.Feature]*sighting{}}
	each := func(visit func(doc int, x model.Feature)) {
		for n, d := range docs {
			f := model.NewFeaturer(d.view, lexicons[d.fold])
			for i := range d.view.Low {
				for _, x := range f.Token(i) {
					visit(n, x)
				}
			}
		}
	}
	each(func(_ int, x model.Feature) {
		if k := x % slots; s.rough[k] < minCount {
			s.rough[k]++
		}
	})
	each(func(doc int, x model.Feature) {
		if s.rough[x%slots] < minCount {
			return
		}
		n := s.exact[x]
		if n == nil {
			n = new(sighting)
			s.exact[x] = n
		}
		n.see(int32(doc))
	})
	return s
}

func (s *sightings) enough(x model.Feature) bool {
	n := s.exact[x]
	return n != nil && n.times >= minCount && n.texts >= leastTexts
}

// crf is a tagger in training.
type crf struct {
	weights [][model.Labels]float32 // by row
	used    []uint16                // the labels for which a row has a weight, one bit each: most rows have none
	states  [][model.Labels]state
	chain   model.Chain
	links   [model.Labels + 1][model.Labels]state
}

func newCRF(features int) *crf {
	return &crf{
		weights: make([][model.Labels]float32, features), used: make([]uint16, features),
		states: make([][model.Labels]state, features),
	}
}

func (c *crf) scores(s *sequence) []model.Scores {
	out := make([]model.Scores, len(s.rows))
	for i, rows := range s.rows {
		for _, r := range rows {
			for set := c.used[r]; set != 0; set &= set - 1 {
				l := bits.TrailingZeros16(set)
				out[i][l] += c.weights[r][l]
			}
		}
	}
	return out
}

// update learns that the score of label l is off by g where the features of rows are.
func (c *crf) update(rows []uint32, l int, g float32) {
	for _, r := range rows {
		w := tokenStep.update(&c.states[r][l], c.weights[r][l], g)
		c.weights[r][l] = w
		if w != 0 {
			c.used[r] |= 1 << l
		} else {
			c.used[r] &^= 1 << l
		}
	}
}

// trainTagger trains on the sequences whose document is kept.
func trainTagger(features int, all []sequence, keep func(doc int) bool) *crf {
	c := newCRF(features)
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
	marginal := c.chain.Marginals(c.scores(s), &pairs)
	for i, rows := range s.rows {
		for l, p := range marginal[i] {
			g := p
			if s.labels[i] == model.Label(l) {
				g--
			}
			if g < .001 && g > -.001 {
				continue
			}
			c.update(rows, l, g)
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
				c.chain[a][b] = chainStep.update(&c.links[a][b], c.chain[a][b], g)
			}
		}
	}
}

// tagger returns the trained weights as the program uses them.
func (c *crf) tagger(features []model.Feature) *model.Tagger {
	of := make([][]model.Weight, len(features))
	for r := range features {
		for l, w := range c.weights[r] {
			if w != 0 {
				of[r] = append(of[r], model.Weight{Label: model.Label(l), Value: w})
			}
		}
	}
	return &model.Tagger{Weights: model.NewWeights(features, of), Chain: c.chain}
}
