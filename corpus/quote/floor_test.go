package quote

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"example.org/briefbot/corpus"
)

// goldDocument is a document of the reference data; offsets are code points.
type goldDocument struct {
	Text         string            `json:"text"`
	Attributions []goldAttribution `json:"attributions"`
}

type goldAttribution struct {
	Source  [][2]int `json:"source"`
	Content [][2]int `json:"content"`
}

// shared counts the code points that a and b have in common.
func shared(a, b [][2]int) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x[1], y[1])-max(x[0], y[0]))
		}
	}
	return n
}

// same reports whether half of the two contents is common and the sources touch, or both are missing.
func (g goldAttribution) same(source, content [][2]int) bool {
	dice := 2 * float64(shared(g.Content, content)) / float64(shared(g.Content, g.Content)+shared(content, content))
	return dice >= 0.5 && (shared(g.Source, source) > 0 || len(g.Source) == 0 && len(source) == 0)
}

// readGold returns the documents of the development set.
func readGold(t testing.TB, dir string) []goldDocument {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "gold", "quotes", "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []goldDocument
	for dec := json.NewDecoder(bufio.NewReader(f)); dec.More(); {
		var g goldDocument
		if err := dec.Decode(&g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

// TestFloor counts attributions whose content and source agree with the reference. The reference scorer says more; this says when
// a change breaks what was there.
func TestFloor(t *testing.T) {
	dir := os.Getenv("BRIEFBOT_SHARED")
	if dir == "" {
		t.Skip("BRIEFBOT_SHARED not set: no reference data")
	}
	var gold, predicted, right int
	for _, g := range readGold(t, dir) {
		_, all, _ := find(g.Text)
		o := corpus.NewOffsets(g.Text)
		used := make([]bool, len(g.Attributions))
		gold += len(g.Attributions)
		for _, a := range all {
			if a.Confidence < ExtractThreshold {
				continue
			}
			predicted++
			source, content := o.Pairs(a.Source), o.Pairs(a.Content)
			for k, r := range g.Attributions {
				if !used[k] && r.same(source, content) {
					used[k] = true
					right++
					break
				}
			}
		}
	}
	f1 := 2 * float64(right) / float64(gold+predicted)
	t.Logf("gold %d, predicted %d, right %d, F1 %.3f", gold, predicted, right, f1)
	if f1 < 0.70 {
		t.Errorf("end-to-end F1 %.3f, want at least 0.70", f1)
	}
}
