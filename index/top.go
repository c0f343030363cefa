package index

import (
	"cmp"
	"slices"
	"strings"
)

// scored is a match by its internal number.
type scored struct {
	id    uint64
	score float64
}

// top returns the limit best of all and those with the score of the last of them; all for limit 0. It reorders all.
func top(all []scored, limit int) []scored {
	if limit <= 0 || len(all) <= limit {
		return all
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	end := limit
	for end < len(all) && all[end].score == all[limit-1].score {
		end++
	}
	return all[:end]
}

// sortHits puts the best first, those of one score by document and place.
func sortHits(hits []hit) {
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(string(a.id), string(b.id)), strings.Compare(a.kind, b.kind), cmp.Compare(a.n, b.n))
	})
}
