package model

import (
	"strings"
	"testing"

	"example.org/briefbot/corpus/segment"
)

// TestLongParagraph cuts a paragraph without end into sequences that cover it, break between sentences where they can, and are short.
func TestLongParagraph(t *testing.T) {
	for name, text := range map[string]string{
		"sentences":   strings.Repeat("Mara Lindqvist said that the bridge was old. ", 300),
		"no sentence": strings.Repeat("bridge ", 2000),
		"short":       "She left.\n\nHe stayed.",
	} {
		v := NewView(segment.Split(text))
		at := 0
		for p := range v.Sequences() {
			r := v.Sequence(p)
			if r.From != at || r.Empty() || r.To-r.From > longest {
				t.Errorf("%s: sequence %d is %v, want one from %d on of at most %d tokens", name, p, r, at, longest)
			}
			if name == "sentences" && r.To < len(v.Low) && v.Low[r.To-1] != "." {
				t.Errorf("%s: sequence %d ends with %q", name, p, v.Low[r.To-1])
			}
			for i := r.From; i < r.To; i++ {
				if v.sequenceOf(i) != r {
					t.Fatalf("%s: token %d is in %v, want %v", name, i, v.sequenceOf(i), r)
				}
			}
			at = r.To
		}
		if at != len(v.Low) {
			t.Errorf("%s: sequences end at token %d of %d", name, at, len(v.Low))
		}
	}
}
