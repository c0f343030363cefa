package model

import (
	"math/rand/v2"
	"sort"
	"testing"
)

// TestBest compares the best paths with all labellings of short sequences, scored one by one.
func TestBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for range 20 {
		var c Chain
		for a := range c {
			for b := range c[a] {
				c[a][b] = rng.Float32() * 2
			}
		}
		scores := make([]Scores, 3)
		for i := range scores {
			for l := range scores[i] {
				scores[i][l] = rng.Float32() * 3
			}
		}
		var want []float64
		for a := range Labels {
			for b := range Labels {
				for d := range Labels {
					want = append(want, float64(c[Labels][a]+scores[0][a]+c[a][b]+scores[1][b]+c[b][d]+scores[2][d]))
				}
			}
		}
		sort.Sort(sort.Reverse(sort.Float64Slice(want)))
		got := c.Best(scores, c.Marginals(scores, nil), 8)
		if len(got) != 8 {
			t.Fatalf("%d paths, want 8", len(got))
		}
		for k, p := range got {
			if d := p.Cost - (want[0] - want[k]); d > 1e-4 || d < -1e-4 {
				t.Errorf("path %d costs %v, want %v", k, p.Cost, want[0]-want[k])
			}
		}
	}
}
