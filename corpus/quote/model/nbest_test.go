package model

import (
	"math/rand/v2"
	"sort"
	"testing"
)

// TestBest compares the best paths with all labellings of short sequences, scored one by one.
func TestBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for round := range 20 {
		var c Chain
		for a := range c {
			for b := range c[a] {
				c[a][b] = rng.Float32() * 2
			}
		}
		scores := make([]Scores, 4)
		for i := range scores {
			for l := range scores[i] {
				scores[i][l] = rng.Float32() * 3
			}
		}
		if round%2 == 1 { // two tokens that are sure
			scores[1][3] += 20
			scores[2][5] += 20
		}
		var want []float64
		for n := range Labels * Labels * Labels * Labels {
			sum, last := float32(0), Labels
			for i := range scores {
				l := n >> (4 * i) % Labels
				sum += c[last][l] + scores[i][l]
				last = l
			}
			want = append(want, float64(sum))
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
