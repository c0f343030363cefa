package model

import (
	"bytes"
	"errors"
	"slices"
	"testing"
)

// TestRoundTrip decodes the built-in model and encodes it again: the bytes must be those that are built in.
func TestRoundTrip(t *testing.T) {
	m, err := Decode(trained)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Encode(); !bytes.Equal(got, trained) {
		n := 0
		for n < min(len(got), len(trained)) && got[n] == trained[n] {
			n++
		}
		t.Errorf("encoded again: %d bytes, want %d; the first difference is at byte %d", len(got), len(trained), n)
	}
}

// TestDecodeDamaged cuts the model and adds to it: each is an error, never a panic or a model.
func TestDecodeDamaged(t *testing.T) {
	for _, n := range []int{0, 3, 4, 7, 100, len(trained) / 2, len(trained) - 1} {
		if _, err := Decode(trained[:n]); err == nil {
			t.Errorf("the first %d bytes are read without an error", n)
		}
	}
	if _, err := Decode(append(bytes.Clone(trained), 0)); err == nil {
		t.Error("a byte too many is read without an error")
	}
}

// small is a model with a few weights.
func small() *Model {
	rank := NewLinear()
	rank.Set(7, .5)
	return &Model{
		Lexicon: NewLexicon(map[uint32]uint8{1: 2, 3: 4}),
		Tagger:  &Tagger{Weights: NewWeights([]Feature{5, 6, 7}, [][]Weight{{{BeginCue, 1}, {InCue, -2}}, nil, {{Outside, 1}, {InCue, -.5}, {EndContentRight, 2}}})},
		Rerank:  NewLinear(), Rank: rank, Confidence: NewLinear(),
	}
}

// TestDecodeForeign: a model that was trained with other features is refused.
func TestDecodeForeign(t *testing.T) {
	b := small().Encode()
	if _, err := Decode(b); err != nil {
		t.Fatal(err)
	}
	b[len(magic)] ^= 1
	if _, err := Decode(b); !errors.Is(err, errForeign) {
		t.Errorf("error %v, want %v", err, errForeign)
	}
}

// FuzzDecode: whatever the bytes are, they give a model that encodes to the same, or an error.
func FuzzDecode(f *testing.F) {
	b := small().Encode()
	f.Add(b)
	f.Add(b[:len(b)-1])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Decode(b)
		if err != nil {
			return
		}
		if _, err := Decode(m.Encode()); err != nil {
			t.Errorf("what is decoded and encoded again is not read: %v", err)
		}
	})
}

// TestWeights: what is put in comes out, rounded; other features have no weight.
func TestWeights(t *testing.T) {
	w := small().Tagger.Weights
	got := w.scores([]Feature{5, 6, 7, 5, 99, 7})
	for l, x := range got {
		want := map[int]float32{int(BeginCue): 2, int(InCue): -5, int(Outside): 2, int(EndContentRight): 4}[l]
		if d := x - want; d > .001 || d < -.001 {
			t.Errorf("label %d scores %v, want %v", l, x, want)
		}
	}
	if f := w.Features(); !slices.Equal(f, []Feature{5, 7}) {
		t.Errorf("features %v, want 5 and 7: 6 has no weights", f)
	}
}
