package format

import (
	"strings"
	"testing"
)

// set makes lines of a column of text, 10 points high, 100 wide; a letter is 5 points wide.
func set(text ...string) []line {
	var out []line
	for i, s := range text {
		first, _, _ := strings.Cut(s, " ")
		out = append(out, line{text: s, page: 1, left: 20, right: 20 + float64(5*len(s)), y: 700 - 12*float64(i), size: 10, firstWord: float64(5 * len(first))})
	}
	return out
}

func TestFlow(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []line
		want  string
	}{
		{"a divided word", set("The harbour was diplo-", "matic about it."), "The harbour was diplomatic about it."},
		{"a typesetter's own hyphen", set("The harbour was Oslo\u2010", "based all along."), "The harbour was Oslobased all along."},
		{"a compound", set("It was a long-", "term plan of theirs."), "It was a long-term plan of theirs."},
		{"a name", set("It was an Oslo-", "based company then."), "It was an Oslo-based company then."},
		{"known joined", set("The breakwater and", "the other break-", "water are closed."), "The breakwater and the other breakwater are closed."},
		{"known apart", set("The night-shift of", "the last nig-shift", "and the night-", "shift of this week."), "The night-shift of the last nig-shift and the night-shift of this week."},
		{"a dash", set("The port – it said -", "would not open yet."), "The port – it said - would not open yet."},
		{"a short last line", set("The port did not open", "yet.", "The dockers went home"), "The port did not open yet.|The dockers went home"},
	} {
		if got := strings.Join(flow(tt.lines), "|"); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

func TestRunningLines(t *testing.T) {
	var all []line
	for page := 1; page <= 3; page++ {
		for i, s := range []string{"The Quay, June 2025", "Some text of the page goes here.", "And some more text of it.", "Page " + strings.Repeat("i", page), strings.Repeat("1", page)} {
			all = append(all, line{text: s, page: page, left: 20, right: 200, y: 700 - 100*float64(i), size: 10})
		}
	}
	for _, l := range withoutRunning(all) {
		if strings.HasPrefix(l.text, "The Quay") || strings.Trim(l.text, "1") == "" {
			t.Errorf("page %d keeps %q", l.page, l.text)
		}
	}
	for s, want := range map[string]bool{"3": true, "Page 3 of 12": true, "- 3 -": true, "3/9": true, "2025": true, "In 2025": false, "12 dockers": false, "": false} {
		if pageNumber(s) != want {
			t.Errorf("%q: a page's number is %v", s, !want)
		}
	}
}
