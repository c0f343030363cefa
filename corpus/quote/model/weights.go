package model

import (
	"math"
	"slices"
)

// Weights are the weights of features for each label, rounded to 16 bits.
//
// Most features have weights for one label or two, but those that texts are full of have them for nearly all. So a feature's weights
// are either two in one word, or a row of all labels in four words that is added as a whole.
type Weights struct {
	table  *Table   // to twice the place of a feature's weights, and one more if they are a row
	packed []uint64 // rows, four labels a word, each weight raised by half; pairs of label and weight << 16, the last of them first
	scale  float32
}

const (
	rowWords = Labels / 4
	half     = 1 << 15
	lanes    = 0x0000FFFF0000FFFF // the weights of every other label
)

// Weight is the weight of a label.
type Weight struct {
	Label Label
	Value float32
}

// rounded is a weight in units of its scale.
type rounded struct {
	label Label
	value int16
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
	var list []rounded
	for k, f := range features {
		list = list[:0]
		for _, x := range of[k] {
			list = append(list, rounded{x.Label, int16(math.Round(float64(x.Value / w.scale)))})
		}
		w.put(f, list)
	}
	return w
}

func emptyWeights(n int, scale float32) *Weights { return &Weights{table: NewTable(n), scale: scale} }

// put gives f its weights, one for a label. Those that are rounded to zero are none.
func (w *Weights) put(f Feature, list []rounded) {
	list = slices.DeleteFunc(list, func(r rounded) bool { return r.value == 0 })
	at := uint32(len(w.packed)) << 1
	switch {
	case len(list) == 0:
		return
	case len(list) <= 2:
		x := uint64(0)
		for _, r := range list {
			x = x<<32 | uint64(uint16(r.value))<<16 | uint64(r.label)
		}
		w.packed = append(w.packed, x)
	default:
		var row [rowWords]uint64
		for l := range row {
			row[l] = half * 0x0001000100010001
		}
		for _, r := range list {
			row[r.label/4] ^= uint64(uint16(r.value)) << (16 * (r.label % 4))
		}
		w.packed = append(w.packed, row[:]...)
		at |= 1
	}
	w.table.put(f, at)
}

// of lists the weights of f, those that are not zero.
func (w *Weights) of(f Feature) []rounded {
	var out []rounded
	add := func(l Label, x uint16) {
		if x != 0 {
			out = append(out, rounded{l, int16(x)})
		}
	}
	at, ok := w.table.Find(f)
	switch k := at >> 1; {
	case !ok:
	case at&1 == 0:
		x := w.packed[k]
		add(Label(x>>32)%Labels, uint16(x>>48))
		add(Label(x)%Labels, uint16(x>>16))
	default:
		for l := range Labels {
			add(Label(l), uint16(w.packed[int(k)+l/4]>>(16*(l%4)))^half)
		}
	}
	return out
}

// Features lists the features that have weights.
func (w *Weights) Features() []Feature { return w.table.fingerprints() }

// scores returns the weights of all labels for a token with features.
func (w *Weights) scores(features []Feature) (out Scores) {
	var few [Labels]int32
	var e0, e1, e2, e3, o0, o1, o2, o3 uint64 // sums of the even and of the odd labels of each word
	rows := int32(0)
	var room [256]uint32
	for _, at := range w.table.appendRows(room[:0], features) {
		if at&1 == 0 {
			x := w.packed[at>>1]
			few[x%Labels] += int32(int16(x >> 16))
			few[x>>32%Labels] += int32(int16(x >> 48))
			continue
		}
		r := (*[rowWords]uint64)(w.packed[at>>1:])
		e0, o0 = e0+r[0]&lanes, o0+r[0]>>16&lanes
		e1, o1 = e1+r[1]&lanes, o1+r[1]>>16&lanes
		e2, o2 = e2+r[2]&lanes, o2+r[2]>>16&lanes
		e3, o3 = e3+r[3]&lanes, o3+r[3]>>16&lanes
		rows++
	}
	sums := [2 * rowWords]uint64{e0, o0, e1, o1, e2, o2, e3, o3}
	for l := range out {
		sum := sums[l/4*2+l%2] >> (16 * (l & 2))
		out[l] = float32(int32(uint32(sum))-rows*half+few[l]) * w.scale
	}
	return out
}
