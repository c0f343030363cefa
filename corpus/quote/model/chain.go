package model

import "math"

// Scores are the weights of each label at one token.
type Scores [Labels]float32

// Chain holds the weights of a label after another; the last row is that of a sequence's first label.
type Chain [Labels + 1][Labels]float32

// Marginals returns the probability of each label at each token. pairs, unless nil, is added the expected number of times that
// a label follows another.
func (c *Chain) Marginals(scores []Scores, pairs *Chain) []Scores {
	return c.lattice().marginals(scores, pairs)
}

// lattice computes marginals, of one sequence after another.
type lattice struct {
	trans             [Labels + 1][Labels]float32
	emit, alpha, beta []Scores
}

func (c *Chain) lattice() *lattice {
	t := new(lattice)
	for a := range t.trans {
		for b := range t.trans[a] {
			t.trans[a][b] = float32(math.Exp(float64(c[a][b])))
		}
	}
	return t
}

// marginals is Marginals. The slice is valid until the next call.
func (t *lattice) marginals(scores []Scores, pairs *Chain) []Scores {
	n := len(scores)
	if n == 0 {
		return nil
	}
	if cap(t.emit) < n {
		t.emit, t.alpha, t.beta = make([]Scores, n), make([]Scores, n), make([]Scores, n)
	}
	emit, alpha, beta := t.emit[:n], t.alpha[:n], t.beta[:n]
	exponents(emit, scores)
	for l := range alpha[0] {
		alpha[0][l] = t.trans[Labels][l] * emit[0][l]
	}
	normalise(&alpha[0])
	for i := 1; i < n; i++ {
		forward(&alpha[i], &alpha[i-1], &emit[i], &t.trans)
	}
	for l := range beta[n-1] {
		beta[n-1][l] = 1
	}
	for i := n - 2; i >= 0; i-- {
		backward(&beta[i], &beta[i+1], &emit[i+1], &t.trans)
	}
	if pairs != nil {
		expectPairs(pairs, alpha, beta, emit, &t.trans)
	}
	for i := range alpha {
		for l := range alpha[i] {
			alpha[i][l] *= beta[i][l]
		}
		normalise(&alpha[i])
	}
	return alpha
}

// exponents puts exp of scores in out, each token's scaled so that its best is 1.
func exponents(out, scores []Scores) {
	for i := range scores {
		top := scores[i][0]
		for _, x := range scores[i] {
			top = max(top, x)
		}
		for l, x := range scores[i] {
			out[i][l] = float32(math.Exp(float64(x - top)))
		}
	}
}

func forward(out, last, emit *Scores, trans *[Labels + 1][Labels]float32) {
	*out = Scores{}
	for k, p := range last {
		row := &trans[k]
		for l := range out {
			out[l] += p * row[l]
		}
	}
	for l := range out {
		out[l] *= emit[l]
	}
	normalise(out)
}

func backward(out, next, emit *Scores, trans *[Labels + 1][Labels]float32) {
	var ahead Scores
	for l := range ahead {
		ahead[l] = next[l] * emit[l]
	}
	for k := range out {
		row := &trans[k]
		sum := float32(0)
		for l := range ahead {
			sum += row[l] * ahead[l]
		}
		out[k] = sum
	}
	normalise(out)
}

func normalise(s *Scores) {
	sum := float32(0)
	for _, x := range s {
		sum += x
	}
	if sum == 0 {
		sum = 1
	}
	inv := 1 / sum
	for l := range s {
		s[l] *= inv
	}
}

func expectPairs(pairs *Chain, alpha, beta, emit []Scores, trans *[Labels + 1][Labels]float32) {
	var first Scores
	for l := range first {
		first[l] = alpha[0][l] * beta[0][l]
	}
	normalise(&first)
	for l := range first {
		pairs[Labels][l] += first[l]
	}
	for i := 1; i < len(alpha); i++ {
		var p [Labels][Labels]float32
		sum := float32(0)
		for a := range p {
			for b := range p[a] {
				x := alpha[i-1][a] * trans[a][b] * emit[i][b] * beta[i][b]
				p[a][b] = x
				sum += x
			}
		}
		if sum == 0 {
			continue
		}
		for a := range p {
			for b := range p[a] {
				pairs[a][b] += p[a][b] / sum
			}
		}
	}
}
