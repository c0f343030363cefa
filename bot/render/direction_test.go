package render

import (
	"strings"
	"testing"

	"example.org/briefbot/index"
)

// Text from right to left stands in an isolate wherever the bot's own words follow it on the line.
func TestDirection(t *testing.T) {
	for _, name := range []string{"ميناء الشمال", "נמל הצפון", "\u202eabc"} {
		want := "\u2068"
		a := &index.Answer{Query: index.Demands{About: name}, Suggestions: []string{name}}
		for where, line := range map[string]string{
			"Discord": Discord(a, IDs{}).Content, "Discord's suggestions": Discord(a, IDs{}).Embeds[0].Description, "the terminal": textOf(t, a),
		} {
			if !strings.Contains(line, name) || !strings.Contains(line, want) || strings.Count(line, "\u2068") != strings.Count(line, "\u2069") {
				t.Errorf("%s: %q", where, line)
			}
		}
	}
	a := &index.Answer{Query: index.Demands{About: "північний порт"}}
	if got := Discord(a, IDs{}).Content; strings.Contains(got, "\u2068") {
		t.Errorf("an isolate without need: %q", got)
	}
}

// A cut falls between graphemes: never within an emoji of several code points, a syllable or a letter with its marks.
func TestShortKeepsGraphemes(t *testing.T) {
	for _, unit := range []string{"👩‍👩‍👧‍👦", "🇺🇦", "é", "한", "नि", "👍🏽"} {
		text := strings.Repeat(unit, 60)
		for room := 30; room < 60; room++ {
			got := strings.TrimSuffix(short(text, room), "…")
			if got == "" || strings.Repeat(unit, len(got)/len(unit)) != got {
				t.Errorf("room of %d: %q", room, got)
			}
		}
	}
}
