package model

import (
	"math"
	"slices"
)

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

// Weights are the weights of features, most of them for few labels, rounded to 16 bits.
type Weights struct {
	table  *Table   // to the first of a feature's weights
	packed []uint32 // weight << 16 | last of its feature << 8 | label
	likely []uint64 // one bit for the last bits of each feature that has weights: two thirds of all look-ups end here, in the cache
	scale  float32  // of the weights
}

const lastWeight = 1 << 8

// Weight is the weight of a label.
type Weight struct {
	Label Label
	Value float32
}

// NewWeights returns the weights of features. Features without weights are left out, none may stand twice.
func NewWeights(features []Feature, of [][]Weight) *Weights {
	top, n := float32(1e-6), 0
	for _, list := range of {
		for _, x := range list {
			top = max(top, x.Value, -x.Value)
		}
		n += min(len(list), 1)
	}
	w := emptyWeights(n, top/math.MaxInt16)
	for k, f := range features {
		w.put(f, len(of[k]), func(i int) (Label, int16) {
			return of[k][i].Label, int16(math.Round(float64(of[k][i].Value / w.scale)))
		})
	}
	return w
}

const likelyBits = 1 << 20

func emptyWeights(n int, scale float32) *Weights {
	return &Weights{table: NewTable(n), scale: scale, likely: make([]uint64, likelyBits/64)}
}

func (w *Weights) put(f Feature, n int, at func(i int) (Label, int16)) {
	if n == 0 {
		return
	}
	w.table.put(f, uint32(len(w.packed)))
	w.likely[f%likelyBits/64] |= 1 << (f % 64)
	for i := range n {
		l, x := at(i)
		w.packed = append(w.packed, uint32(uint16(x))<<16|uint32(l))
	}
	w.packed[len(w.packed)-1] |= lastWeight
}

// Features lists the features that have weights.
func (w *Weights) Features() []Feature { return w.table.fingerprints() }

// sums collects weights before they are scaled.
type sums [Labels]int32

// add adds the weights of f to s.
func (w *Weights) add(f Feature, s *sums) {
	if w.likely[f%likelyBits/64]&(1<<(f%64)) == 0 {
		return
	}
	k, ok := w.table.Find(f)
	if !ok {
		return
	}
	for {
		x := w.packed[k]
		s[x&(Labels-1)] += int32(x) >> 16
		if x&lastWeight != 0 {
			return
		}
		k++
	}
}

// scores returns the weights of all labels for a token with features.
func (w *Weights) scores(features []Feature) (out Scores) {
	var s sums
	for _, f := range features {
		w.add(f, &s)
	}
	for l, x := range s {
		out[l] = float32(x) * w.scale
	}
	return out
}
