package main

import "math"

// ftrl is FTRL-proximal with per-coordinate steps (McMahan et al., 2013): AdaGrad with L1.
type ftrl struct {
	alpha, beta, l1, l2 float32
}

// state is what ftrl remembers of a weight: the sum of gradients, corrected, and the root of the sum of their squares.
type state struct{ z, root float32 }

// update learns from gradient g and returns the new weight in place of w.
func (f *ftrl) update(s *state, w, g float32) float32 {
	root := float32(math.Sqrt(float64(s.root*s.root + g*g)))
	s.z += g
	if w != 0 {
		s.z -= (root - s.root) / f.alpha * w
	}
	s.root = root
	switch {
	case s.z > f.l1:
		return -(s.z - f.l1) / ((f.beta+root)/f.alpha + f.l2)
	case s.z < -f.l1:
		return -(s.z + f.l1) / ((f.beta+root)/f.alpha + f.l2)
	}
	return 0
}
