package main

import (
	"math/rand/v2"

	"example.org/briefbot/corpus/quote/model"
)

// choiceExample is one decision of the ranker: the features of each candidate, and which are right.
type choiceExample struct {
	fold       int
	candidates [][]model.Feature
	right      []bool
}

// yesNo is one decision of the confidence.
type yesNo struct {
	fold     int
	features []model.Feature
	right    bool
}

// linear is a linear model in training; features rarer than least are left out.
type linear struct {
	step    ftrl
	rows    *model.Table
	names   []model.Feature
	weights []weight
}

func newLinear(step ftrl, least int, each func(yield func([]model.Feature))) *linear {
	count := map[model.Feature]int{}
	each(func(fs []model.Feature) {
		for _, f := range fs {
			count[f]++
		}
	})
	m := &linear{step: step, rows: model.NewTable(len(count))}
	each(func(fs []model.Feature) {
		for _, f := range fs {
			if count[f] >= least {
				if r := m.rows.Add(f); int(r) == len(m.names) {
					m.names = append(m.names, f)
				}
			}
		}
	})
	m.weights = make([]weight, len(m.names))
	return m
}

func (m *linear) score(fs []model.Feature) float64 {
	sum := float32(0)
	for _, f := range fs {
		if r, ok := m.rows.Find(f); ok {
			sum += m.weights[r].w
		}
	}
	return float64(sum)
}

func (m *linear) learn(fs []model.Feature, g float64) {
	if g < .0005 && g > -.0005 {
		return
	}
	for _, f := range fs {
		if r, ok := m.rows.Find(f); ok {
			m.step.update(&m.weights[r], float32(g))
		}
	}
}

// model returns the weights that are not zero.
func (m *linear) model() *model.Linear {
	out := model.NewLinear()
	for r, f := range m.names {
		if w := m.weights[r].w; w != 0 {
			out.Set(f, w)
		}
	}
	return out
}

var (
	rankStep       = ftrl{alpha: .05, beta: 1, l1: 1, l2: 1}
	confidenceStep = ftrl{alpha: .02, beta: 1, l1: 2, l2: 1}
)

const (
	rankPasses       = 10
	confidencePasses = 10
)

// trainRanker fits a softmax over candidates: the loss is that of the summed probability of the right ones.
func trainRanker(all []choiceExample, keep func(fold int) bool) *model.Linear {
	m := newLinear(rankStep, 4, func(yield func([]model.Feature)) {
		for _, x := range all {
			if keep(x.fold) {
				for _, c := range x.candidates {
					yield(c)
				}
			}
		}
	})
	shuffled(len(all), rankPasses, func(i int) {
		x := &all[i]
		if !keep(x.fold) {
			return
		}
		p := make([]float64, len(x.candidates))
		for k, c := range x.candidates {
			p[k] = m.score(c)
		}
		model.Softmax(p)
		right := 0.0
		for k, r := range x.right {
			if r {
				right += p[k]
			}
		}
		if right == 0 {
			return
		}
		for k, c := range x.candidates {
			g := p[k]
			if x.right[k] {
				g -= p[k] / right
			}
			m.learn(c, g)
		}
	})
	return m.model()
}

// trainConfidence fits a logistic regression.
func trainConfidence(all []yesNo, keep func(fold int) bool) *model.Linear {
	m := newLinear(confidenceStep, 5, func(yield func([]model.Feature)) {
		for _, x := range all {
			if keep(x.fold) {
				yield(x.features)
			}
		}
	})
	shuffled(len(all), confidencePasses, func(i int) {
		x := &all[i]
		if !keep(x.fold) {
			return
		}
		g := model.Logistic(m.score(x.features))
		if x.right {
			g--
		}
		m.learn(x.features, g)
	})
	return m.model()
}

// shuffled visits n examples in a new order each pass, the same orders on every run.
func shuffled(n, passes int, visit func(i int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(2, 2))
	for range passes {
		rng.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			visit(i)
		}
	}
}
