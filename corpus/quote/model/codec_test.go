package model

import (
	"bytes"
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
