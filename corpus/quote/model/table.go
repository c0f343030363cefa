package model

import "slices"

// Table maps features to rows: an open-addressed hash table of fingerprints.
type Table struct {
	slots []slot
	n     int
}

type slot struct {
	key Feature // 0: free
	row uint32
}

// NewTable makes a table with room for n features.
func NewTable(n int) *Table {
	size := 1024
	for 3*size < 4*n {
		size *= 2
	}
	return &Table{slots: make([]slot, size)}
}

// at returns where f is or belongs.
func (t *Table) at(f Feature) *slot {
	mask := Feature(len(t.slots) - 1)
	i := (f * 0x9E3779B1 >> 7) & mask
	for t.slots[i].key != 0 && t.slots[i].key != f {
		i = (i + 1) & mask
	}
	return &t.slots[i]
}

// Find returns f's row.
func (t *Table) Find(f Feature) (row uint32, ok bool) {
	s := t.at(f)
	return s.row, s.key != 0
}

// appendRows adds the rows of the features that t holds to out. It is quicker than Find for each, whose answers have to be waited for.
func (t *Table) appendRows(out []uint32, features []Feature) []uint32 {
	for _, f := range features {
		if s := t.at(f); s.key != 0 {
			out = append(out, s.row)
		}
	}
	return out
}

// Add gives f the next row, unless it has one, and returns it. Feature 0 is never kept.
func (t *Table) Add(f Feature) uint32 {
	if s := t.at(f); s.key != 0 {
		return s.row
	}
	t.put(f, uint32(t.n))
	return uint32(t.n - 1)
}

// put adds f, which is new.
func (t *Table) put(f Feature, row uint32) {
	if f == 0 {
		f = 1
	}
	if 4*t.n >= 3*len(t.slots) {
		old := t.slots
		t.slots = make([]slot, 2*len(old))
		for _, s := range old {
			if s.key != 0 {
				*t.at(s.key) = s
			}
		}
	}
	*t.at(f) = slot{f, row}
	t.n++
}

// fingerprints lists the features by row.
func (t *Table) fingerprints() []Feature {
	used := make([]slot, 0, t.n)
	for _, s := range t.slots {
		if s.key != 0 {
			used = append(used, s)
		}
	}
	slices.SortFunc(used, func(a, b slot) int { return int(a.row) - int(b.row) })
	out := make([]Feature, len(used))
	for k, s := range used {
		out[k] = s.key
	}
	return out
}
