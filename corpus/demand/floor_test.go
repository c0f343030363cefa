package demand

import (
	"testing"

	"example.org/briefbot/corpus"
)

// TestFloor counts records whose cue touches a reference cue of the same class. The reference scorers say more; this says
// when a change breaks what was there.
func TestFloor(t *testing.T) {
	var gold, predicted, right int
	for _, g := range goldFile(t, "dev.jsonl") {
		f := newFinder(g.Text)
		o := corpus.NewOffsets(g.Text)
		used := make([]bool, len(g.Demands))
		gold += len(g.Demands)
		for _, x := range Find(f.d, f.t, f.e, f.q) {
			if x.Confidence < Threshold {
				continue
			}
			predicted++
			cue := o.Pair(x.Cue)
			for k, r := range g.Demands {
				if !used[k] && r.Cue != nil && coarse(r.Kind) == coarse(string(x.Kind)) && cue[0] < r.Cue[1] && r.Cue[0] < cue[1] {
					used[k] = true
					right++
					break
				}
			}
		}
	}
	f1 := 2 * float64(right) / float64(gold+predicted)
	t.Logf("gold %d, predicted %d, right %d, F1 %.3f", gold, predicted, right, f1)
	if f1 < 0.75 {
		t.Errorf("detection F1 %.3f, want at least 0.75", f1)
	}
}
