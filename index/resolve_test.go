package index

import (
	"testing"

	"example.org/briefbot/corpus"
)

func TestHalves(t *testing.T) {
	for _, c := range []struct {
		name string
		kind corpus.EntityType
		want int
	}{
		{"Norway and the Nordhavn Union", corpus.Group, 2},
		{"Trinidad and Tobago", corpus.Place, 0},
		{"doctors and nurses", corpus.Group, 0},
		{"The mayors", corpus.Group, 0},
	} {
		if got := halves(c.name, c.kind); len(got) != c.want {
			t.Errorf("halves(%q) = %q, want %d names", c.name, got, c.want)
		}
	}
}
