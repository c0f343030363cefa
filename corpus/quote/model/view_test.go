package model

import (
	"strings"
	"testing"

	"example.org/briefbot/corpus/segment"
)

// TestSingleQuotes tells single marks from apostrophes.
func TestSingleQuotes(t *testing.T) {
	for text, want := range map[string]string{
		"She said: ‘It is over.’":                               "‘ It is over . ’",
		"She said: 'It isn't the board's plan.'":                "' It is n't the board 's plan . '",
		"She said: ‚It is over.‘ Then she left.":                "‚ It is over . ‘",
		"She said: ‹It is over.› Then she left.":                "‹ It is over . ›",
		"She said: ``It is over.'' Then she left.":              "` ` It is over . ' '",
		"She said: ''It is over.'' Then she left.":              "' ' It is over . ' '",
		"‘We heard “never” and left,’ she said.":                "‘ We heard “ never ” and left , ’",
		"She said “never” at the mayors' feast of '09.":         "“ never ”",
		"The mayors' plan isn't the board's, 'tis the '90s one": "",
		"The rock 'n' roll bar closed in '09.":                  "",
		"Tomas ‘Tom’ Orwell left.":                              "",
	} {
		v := NewView(segment.Split(text))
		var got []string
		for i := range v.Low {
			if v.Quoted[i] {
				got = append(got, v.Word(i))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s\ngot  %q\nwant %q", text, strings.Join(got, " "), want)
		}
	}
}
