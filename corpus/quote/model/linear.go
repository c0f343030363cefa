package model

import "math"

// Linear is a linear model over features.
type Linear struct {
	table  *Table
	weight []float32
}

// NewLinear returns a model without weights.
func NewLinear() *Linear { return &Linear{table: NewTable(1024)} }

// Set gives f a weight. A feature is set once.
func (m *Linear) Set(f Feature, w float32) {
	m.table.Add(f)
	m.weight = append(m.weight, w)
}

// Score is the sum of the weights of features.
func (m *Linear) Score(features []Feature) float64 {
	sum := float32(0)
	for _, f := range features {
		if row, ok := m.table.Find(f); ok {
			sum += m.weight[row]
		}
	}
	return float64(sum)
}

// Softmax turns scores into probabilities, in place.
func Softmax(scores []float64) []float64 {
	top, sum := math.Inf(-1), 0.0
	for _, x := range scores {
		top = max(top, x)
	}
	for i, x := range scores {
		scores[i] = math.Exp(x - top)
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
	return scores
}

// Logistic is the probability that belongs to score x.
func Logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// gatherer collects the features of one thing.
type gatherer struct {
	out []Feature
	id  uint32
}

// gather begins to collect the features of another thing. Those of the one before are overwritten.
func (t *Tagged) gather(id uint32) *gatherer {
	t.features.out, t.features.id = t.features.out[:0], id
	return &t.features
}

func (g *gatherer) put(h uint64) {
	g.out = append(g.out, Feature(mix(h, g.id)>>32))
	g.id++
}

func (g *gatherer) one(a uint32)           { g.put(mix(1, a)) }
func (g *gatherer) two(a, b uint32)        { g.put(mix(mix(2, a), b)) }
func (g *gatherer) three(a, b, c uint32)   { g.put(mix(mix(mix(3, a), b), c)) }
func (g *gatherer) four(a, b, c, d uint32) { g.put(mix(mix(mix(mix(4, a), b), c), d)) }

// thermometer adds one feature for each tenth that p has passed, so that a linear model can bend, and one for its bucket.
func (g *gatherer) thermometer(p float64, with uint32) {
	base := g.id
	for k := range uint32(12) {
		if p >= steps[k] {
			g.id = base
			g.three(77, k, with)
		}
	}
	g.id = base + 1
	g.two(decile(p), with)
}

var steps = [12]float64{.02, .06, .12, .2, .3, .4, .5, .6, .7, .8, .9, .97}

func decile(p float64) uint32 {
	n := uint32(0)
	for n < 12 && p >= steps[n] {
		n++
	}
	return n
}
