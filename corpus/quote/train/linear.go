package main

import (
	"math/rand/v2"

	"example.org/briefbot/corpus/quote/model"
)

// vocabulary gives rows to features. A feature has to be seen often enough, and in enough documents that no text can be had
// back from a model.
type vocabulary struct {
	table *model.Table
	names []model.Feature
}

// leastTexts is how many documents must hold a feature for it to be learned.
const leastTexts = 3

// sighting is how often, and in how many documents, a feature was seen.
type sighting struct{ times, texts, last int32 }

// see counts a sighting in document doc. Documents come in order.
func (s *sighting) see(doc int32) {
	s.times++
	if s.texts == 0 || s.last != doc {
		s.texts, s.last = s.texts+1, doc
	}
}

// newVocabulary keeps the features that each visits least times or more. each visits document by document.
func newVocabulary(least int32, each func(visit func(doc int, fs []model.Feature))) *vocabulary {
	seen := map[model.Feature]*sighting{}
	var order []model.Feature
	each(func(doc int, fs []model.Feature) {
		for _, f := range fs {
			s := seen[f]
			if s == nil {
				s = new(sighting)
				seen[f] = s
				order = append(order, f)
			}
			s.see(int32(doc))
		}
	})
	v := &vocabulary{table: model.NewTable(len(order))}
	for _, f := range order {
		if s := seen[f]; s.times >= least && s.texts >= leastTexts {
			if row := v.table.Add(f); int(row) == len(v.names) {
				v.names = append(v.names, f)
			}
		}
	}
	return v
}

// rows returns the rows of the features that v holds.
func (v *vocabulary) rows(fs []model.Feature) []uint32 {
	out := make([]uint32, 0, len(fs))
	for _, f := range fs {
		if r, ok := v.table.Find(f); ok {
			out = append(out, r)
		}
	}
	return out
}

// linear is a linear model in training.
type linear struct {
	step    ftrl
	names   []model.Feature
	weights []float32
	states  []state
}

func newLinear(step ftrl, v *vocabulary) *linear {
	return &linear{step, v.names, make([]float32, len(v.names)), make([]state, len(v.names))}
}

func (m *linear) score(rows []uint32) float64 {
	sum := float32(0)
	for _, r := range rows {
		sum += m.weights[r]
	}
	return float64(sum)
}

func (m *linear) learn(rows []uint32, g float64) {
	if g < .0005 && g > -.0005 {
		return
	}
	for _, r := range rows {
		m.weights[r] = m.step.update(&m.states[r], m.weights[r], float32(g))
	}
}

// model returns the weights that are not zero.
func (m *linear) model() *model.Linear {
	out := model.NewLinear()
	for r, f := range m.names {
		if w := m.weights[r]; w != 0 {
			out.Set(f, w)
		}
	}
	return out
}

// The settings of the linear models, chosen on the training documents out of fold.
var (
	rerankStep     = ftrl{alpha: .03, beta: 1, l1: 2, l2: 1}
	rankStep       = ftrl{alpha: .05, beta: 1, l1: 1, l2: 1}
	confidenceStep = ftrl{alpha: .02, beta: 1, l1: 2, l2: 1}
)

const (
	linearPasses = 10
	gainWeight   = 3 // of the expected gain's gradient
)

// trainReranker raises the expected gain of the labelling that is picked.
func trainReranker(all []labellings, v *vocabulary, keep func(fold int) bool) *model.Linear {
	m := newLinear(rerankStep, v)
	shuffled(len(all), func(i int) {
		x := &all[i]
		if !keep(x.fold) {
			return
		}
		p := make([]float64, len(x.rows))
		for k, rows := range x.rows {
			p[k] = m.score(rows) - x.cost[k]
		}
		mean := 0.0
		for k, q := range model.Softmax(p) {
			mean += q * x.gain[k]
		}
		for k, rows := range x.rows {
			m.learn(rows, gainWeight*p[k]*(mean-x.gain[k]))
		}
	})
	return m.model()
}

// trainRanker fits a softmax over candidates: the loss is that of the summed probability of the right ones.
func trainRanker(all []choice, v *vocabulary, keep func(fold int) bool) *model.Linear {
	m := newLinear(rankStep, v)
	shuffled(len(all), func(i int) {
		x := &all[i]
		if !keep(x.fold) {
			return
		}
		p := make([]float64, len(x.rows))
		for k, rows := range x.rows {
			p[k] = m.score(rows)
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
		for k, rows := range x.rows {
			g := p[k]
			if x.right[k] {
				g -= p[k] / right
			}
			m.learn(rows, g)
		}
	})
	return m.model()
}

// trainConfidence fits a logistic regression.
func trainConfidence(all []judgement, v *vocabulary, keep func(fold int) bool) *model.Linear {
	m := newLinear(confidenceStep, v)
	shuffled(len(all), func(i int) {
		x := &all[i]
		if !keep(x.fold) {
			return
		}
		g := model.Logistic(m.score(x.rows))
		if x.right {
			g--
		}
		m.learn(x.rows, g)
	})
	return m.model()
}

// shuffled visits n examples in a new order each pass, the same orders on every run.
func shuffled(n int, visit func(i int)) {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	rng := rand.New(rand.NewPCG(2, 2))
	for range linearPasses {
		rng.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			visit(i)
		}
	}
}
