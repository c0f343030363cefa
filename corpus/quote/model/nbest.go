package model

import "sort"

// Path is a labelling of a sequence. Cost is how much less its score is than that of the best one.
type Path struct {
	Labels []Label
	Cost   float64
}

// unlikely is the probability below which a label is left out of the search for the best paths.
const unlikely = 1e-3

// hopeless is the cost from which on a path is left out.
const hopeless = 6

// step is the end of one of the best paths to a label.
type step struct {
	score float32
	from  uint8 // place of the label before among those of its token
	rank  uint8 // which of that label's paths goes on
}

// trellis holds the best paths to each likely label of each token.
type trellis struct {
	labels [][]Label
	steps  [][][]step // by token and label, the best path first; nil where one label follows one label, which changes no order
	free   []step
}

// Best returns up to n best labellings of a sequence, the best first (list Viterbi), among labels that are likely by their marginals.
func (c *Chain) Best(scores, marginals []Scores, n int) []Path {
	if len(scores) == 0 {
		return nil
	}
	t := trellis{labels: make([][]Label, len(scores)), steps: make([][][]step, len(scores))}
	likely := make([]Label, 0, 2*len(scores))
	var last [][]step
	for i := range scores {
		from := len(likely)
		for l, p := range marginals[i] {
			if p >= unlikely {
				likely = append(likely, Label(l))
			}
		}
		t.labels[i] = likely[from:len(likely):len(likely)]
		if i > 0 && len(t.labels[i]) == 1 && len(t.labels[i-1]) == 1 {
			continue
		}
		cells := make([][]step, len(t.labels[i]))
		for k, l := range t.labels[i] {
			if i == 0 {
				cells[k] = []step{{score: c[Labels][l] + scores[0][l]}}
			} else {
				cells[k] = c.extend(t.room(n), t.labels[i-1], last, l, scores[i][l])
			}
		}
		t.steps[i], last = cells, cells
	}
	return t.paths(last, n)
}

// room returns space for n steps.
func (t *trellis) room(n int) []step {
	if len(t.free) < n {
		t.free = make([]step, 64*n)
	}
	out := t.free[:0:n]
	t.free = t.free[n:]
	return out
}

// extend returns in out, as far as it has room, the best paths to label l of a token from the labels before it. A path that is hopeless beside
// another to the same label stays so, whatever follows.
func (c *Chain) extend(out []step, before []Label, paths [][]step, l Label, score float32) []step {
	n := cap(out)
	for k, from := range before {
		more := c[from][l] + score
		for r, s := range paths[k] {
			x := s.score + more
			if len(out) == n && x <= out[n-1].score || len(out) > 0 && x < out[0].score-hopeless {
				break
			}
			if len(out) < n {
				out = append(out, step{})
			}
			j := len(out) - 1
			for ; j > 0 && out[j-1].score < x; j-- {
				out[j] = out[j-1]
			}
			out[j] = step{x, uint8(k), uint8(r)}
		}
	}
	for out[len(out)-1].score < out[0].score-hopeless {
		out = out[:len(out)-1]
	}
	return out
}

// paths follows the n best ends back to the sequence's start.
func (t *trellis) paths(last [][]step, n int) []Path {
	type end struct{ label, rank int }
	var ends []end
	score := func(e end) float32 { return last[e.label][e.rank].score }
	for k := range last {
		for r := range last[k] {
			ends = append(ends, end{k, r})
		}
	}
	sort.SliceStable(ends, func(i, j int) bool { return score(ends[i]) > score(ends[j]) })
	var out []Path
	for _, e := range ends[:min(n, len(ends))] {
		p := Path{make([]Label, len(t.labels)), float64(score(ends[0]) - score(e))}
		if p.Cost > hopeless {
			break
		}
		for i := len(p.Labels) - 1; i >= 0; i-- {
			p.Labels[i] = t.labels[i][e.label]
			if t.steps[i] != nil {
				s := t.steps[i][e.label][e.rank]
				e = end{int(s.from), int(s.rank)}
			}
		}
		out = append(out, p)
	}
	return out
}
