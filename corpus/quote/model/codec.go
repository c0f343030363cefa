package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// A model is stored as, all little-endian:
//
//	"QM2\n"
//	signature of the features (4 bytes)
//	lexicon: count, then per word a fingerprint (4 bytes) and its buckets (1)
//	chain: 17 × 16 float32
//	tagger: scale float32, count, then per feature a fingerprint (4), a number n (1), n × label (1) and weight (2)
//	reranker, ranker, confidence: scale float32, count, then per feature a fingerprint (4) and a weight (2)
//
// Counts are four bytes, weights are integers to be multiplied by their section's scale.
const magic = "QM2\n"

var (
	errDamaged = errors.New("model is cut short")
	errForeign = errors.New("model was trained with other features; train it again with go run ./corpus/quote/train")
)

// Encode returns m as bytes, weights rounded to 16 bits.
func (m *Model) Encode() []byte {
	b := binary.LittleEndian.AppendUint32([]byte(magic), Signature())
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.Lexicon.words)))
	for i, w := range m.Lexicon.words {
		b = append(binary.LittleEndian.AppendUint32(b, w), m.Lexicon.buckets[i])
	}
	for _, row := range m.Tagger.Chain {
		for _, x := range row {
			b = appendFloat(b, x)
		}
	}
	b = m.Tagger.Weights.append(b)
	return m.Confidence.append(m.Rank.append(m.Rerank.append(b)))
}

func appendFloat(b []byte, x float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
}

// scale returns the number that makes the greatest of weights 32767.
func scale(weights []float32) float32 {
	top := float32(1e-6)
	for _, w := range weights {
		top = max(top, w, -w)
	}
	return top / math.MaxInt16
}

func round(w, scale float32) uint16 { return uint16(int16(math.Round(float64(w / scale)))) }

func (w *Weights) append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(appendFloat(b, w.scale), uint32(w.table.n))
	for _, f := range w.Features() {
		b = binary.LittleEndian.AppendUint32(b, uint32(f))
		list := w.of(f)
		b = append(b, byte(len(list)))
		for _, x := range list {
			b = binary.LittleEndian.AppendUint16(append(b, x.label), uint16(x.value))
		}
	}
	return b
}

func (m *Linear) append(b []byte) []byte {
	s := scale(m.weight)
	b = binary.LittleEndian.AppendUint32(appendFloat(b, s), uint32(m.table.n))
	for row, f := range m.table.fingerprints() {
		b = binary.LittleEndian.AppendUint32(b, uint32(f))
		b = binary.LittleEndian.AppendUint16(b, round(m.weight[row], s))
	}
	return b
}

// reader reads a model; after the first fault everything reads as zero.
type reader struct {
	b   []byte
	err error
}

func (r *reader) take(n int) []byte {
	if r.err == nil && len(r.b) < n {
		r.err = errDamaged
	}
	if r.err != nil {
		return make([]byte, n)
	}
	x := r.b[:n]
	r.b = r.b[n:]
	return x
}

func (r *reader) u32() uint32    { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *reader) float() float32 { return math.Float32frombits(r.u32()) }
func (r *reader) byte() byte     { return r.take(1)[0] }

func (r *reader) weight(scale float32) float32 {
	return float32(int16(binary.LittleEndian.Uint16(r.take(2)))) * scale
}

// count reads how many entries of at least size bytes follow.
func (r *reader) count(size int) int {
	n := r.u32()
	if r.err == nil && uint64(n)*uint64(size) > uint64(len(r.b)) {
		r.err = errDamaged
	}
	if r.err != nil {
		return 0
	}
	return int(n)
}

// Decode reads what Encode wrote.
func Decode(b []byte) (*Model, error) {
	r := &reader{b: b}
	if head := r.take(len(magic)); string(head) != magic {
		return nil, fmt.Errorf("model begins with %q, want %q", head, magic)
	}
	if r.u32() != Signature() && r.err == nil {
		return nil, errForeign
	}
	m := &Model{Lexicon: &Lexicon{}, Tagger: &Tagger{}}
	for range r.count(5) {
		m.Lexicon.words = append(m.Lexicon.words, r.u32())
		m.Lexicon.buckets = append(m.Lexicon.buckets, r.byte())
	}
	for a := range m.Tagger.Chain {
		for l := range m.Tagger.Chain[a] {
			m.Tagger.Chain[a][l] = r.float()
		}
	}
	m.Tagger.Weights = r.weights()
	m.Rerank, m.Rank, m.Confidence = r.linear(), r.linear(), r.linear()
	if r.err == nil && len(r.b) > 0 {
		r.err = fmt.Errorf("model has %d bytes too many", len(r.b))
	}
	return m, r.err
}

func (r *reader) weights() *Weights {
	s := r.float()
	n := r.count(5)
	w := emptyWeights(n, s)
	var list []rounded
	for range n {
		f := Feature(r.u32())
		list = list[:0]
		for range r.byte() {
			list = append(list, rounded{r.byte() % Labels, int16(binary.LittleEndian.Uint16(r.take(2)))})
		}
		w.put(f, list)
	}
	return w
}

func (r *reader) linear() *Linear {
	s := r.float()
	m := NewLinear()
	for range r.count(6) {
		f := Feature(r.u32())
		m.Set(f, r.weight(s))
	}
	return m
}
