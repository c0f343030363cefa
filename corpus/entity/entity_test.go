package entity

import (
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

func TestSurname(t *testing.T) {
	d := &corpus.Document{Text: "Norwegian Foreign Minister Mara Lindqvist said so. The plan, Lindqvist's aide said, failed."}
	s := Find(d, segment.Split(d.Text))
	i := s.At(corpus.Span{Start: 0, End: 41})
	if got := s.Name(i); got != "Mara Lindqvist" {
		t.Fatalf("name of the first words = %q, want Mara Lindqvist; entities %+v", got, s.Entities)
	}
	if got := len(s.Entities[i].Mentions); got != 3 {
		t.Errorf("%d mentions, want 3 (title, name, surname)", got)
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"Kyiv", "Kiev", "Київ"},
		{"President Okafor-Lind", "okafor lind"},
		{"the U.N.", "UN"},
	} {
		for _, s := range same[1:] {
			if Fold(s) != Fold(same[0]) {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q; want the same", s, Fold(s), same[0], Fold(same[0]))
			}
		}
	}
}
