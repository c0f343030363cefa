package main

import "math"

// ftrl is FTRL-proximal with per-coordinate steps (McMahan et al., 2013): AdaGrad with L1.
type ftrl struct {
	alpha, beta, l1, l2 float32
}

// weight is one weight with its state.
type weight struct{ z, n, w float32 }

func (f *ftrl) update(x *weight, g float32) {
	n := x.n + g*g
	root := sqrt(n)
	x.z += g - (root-sqrt(x.n))/f.alpha*x.w
	x.n = n
	switch {
	case x.z > f.l1:
		x.w = -(x.z - f.l1) / ((f.beta+root)/f.alpha + f.l2)
	case x.z < -f.l1:
		x.w = -(x.z + f.l1) / ((f.beta+root)/f.alpha + f.l2)
	default:
		x.w = 0
	}
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
