package main

import (
	"testing"

	"example.org/briefbot/corpus"
)

func TestForeign(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           bool
	}{
		{"", "The lock gates are shut.", false},
		{"en-GB", "The lock gates are shut.", false},
		{"EN", "Ворота шлюзу зачинено.", false},
		{"uk", "Ворота шлюзу зачинено.", true},
		{"fr", "Les portes sont fermées.", true},
		{"", "Ворота шлюзу зачинено.", true},
		{"", "船闸已经关闭。", true},
		{"", "The gates of the lock (ворота) are shut.", false},
		{"", "12 + 3", false},
	} {
		if got := foreign(&corpus.Document{Language: c.language, Text: c.text}); got != c.want {
			t.Errorf("%q, %q: %v", c.language, c.text, got)
		}
	}
}
