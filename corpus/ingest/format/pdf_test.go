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

// wide puts a header over a column, and another column beside it.
func wide(column []line) []line {
	header := set("A header that runs over both of the columns")
	header[0].y += 40
	beside := set("Nobody knows it yet,", "and nobody will say.", "It is as it was once.")
	for i := range beside {
		beside[i].left += 120
		beside[i].right += 120
	}
	return append(append(header, column...), beside...)
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
		{"a name that is cut", set("The minister, Castel-", "lanos, was not there.", "Harbour and break-", "water were closed for", "a month, said the mi-", "nistry."), "The minister, Castellanos, was not there. Harbour and breakwater were closed for a month, said the ministry."},
		{"a number", set("It ended the two-", "day meeting, said the", "mi-", "nistry."), "It ended the two-day meeting, said the ministry."},
		{"a dash without spaces", set("Dockers of all ports", "\u2014even small ones\u2014", "went home."), "Dockers of all ports\u2014even small ones\u2014went home."},
		{"a dash between spaces", set("All dockers \u2014 in ports", "\u2014 even the small \u2014", "went home."), "All dockers \u2014 in ports \u2014 even the small \u2014 went home."},
		{"a wide header in the same type", wide(set("The harbour of this", "town was closed and", "nobody said why.")), "A header that runs over both of the columns|The harbour of this town was closed and nobody said why.|" + strings.Join([]string{"Nobody knows it yet,", "and nobody will say.", "It is as it was once."}, " ")},
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

// TestShortParagraphs: most distances are those between paragraphs, and lines are full.
func TestShortParagraphs(t *testing.T) {
	lines := set("It was a long, long day", "for all of the dockers.", "Nobody said anything at", "all about the new crane.", "It is as it was before.")
	for i, y := range []float64{700, 676, 664, 640, 616} {
		lines[i].y = y
	}
	want := "It was a long, long day|for all of the dockers. Nobody said anything at|all about the new crane.|It is as it was before."
	if got := strings.Join(flow(lines), "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestInterruptingHeader(t *testing.T) {
	at := func(page int, y float64, text string) line {
		return line{text: text, page: page, left: 20, right: 200, y: y, size: 10}
	}
	for _, tt := range []struct {
		name  string
		lines []line
		kept  bool
	}{
		{"within a sentence", []line{at(1, 700, "It was"), at(1, 688, "the dismissal of the proposal"), at(2, 700, "The Quay"), at(2, 660, "in stark terms."), at(2, 648, "And so on.")}, false},
		{"between sentences", []line{at(1, 700, "It was"), at(1, 688, "the end of the proposal."), at(2, 700, "The Quay"), at(2, 660, "Later, it came back."), at(2, 648, "And so on.")}, true},
	} {
		kept := false
		for _, l := range withoutRunning(tt.lines) {
			kept = kept || l.text == "The Quay"
		}
		if kept != tt.kept {
			t.Errorf("%s: kept is %v", tt.name, kept)
		}
	}
	for s, want := range map[string]bool{
		"https://outlet.example/story 1/2": true, "file:///home/a/story.html": true, "11/30/26, 1:08 AM Harbour talks resume": true, "30.11.2026, 13:08 Harbour": true,
		"https://outlet.example/story says so": false, "11/30 was the day": false, "2026 was a good year": false,
	} {
		if printed.MatchString(s) != want {
			t.Errorf("%q: printed by a browser is %v", s, !want)
		}
	}
}

func TestAccented(t *testing.T) {
	g := func(text string, x, w float64) glyph { return glyph{text: text, x: x, y: 100, w: w, size: 10} }
	for _, tt := range []struct {
		name   string
		glyphs []glyph
		want   string
	}{
		{"before its letter", []glyph{g("W", 0, 9), g("\u00b4", 9, 5), g("o", 9, 5), g("j", 14, 3)}, "Wój"},
		{"after its letter", []glyph{g("c", 0, 4), g("\u00b8", 0, 4), g("a", 4, 5)}, "ça"},
		{"over a dotless i", []glyph{g("\u00b4", 0, 5), g("\u0131", 1, 3)}, "í"},
		{"beside a letter", []glyph{g("\u00b4", 0, 5), g("o", 5, 5)}, "\u00b4o"},
		{"a letter that Unicode lacks", []glyph{g("\u00b8", 0, 5), g("q", 0, 5)}, "\u00b8q"},
	} {
		var got strings.Builder
		for _, x := range accented(tt.glyphs) {
			got.WriteString(x.text)
		}
		if got.String() != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got.String(), tt.want)
		}
	}
}

func TestCutWords(t *testing.T) {
	g := func(text string, x float64) glyph { return glyph{text: text, x: x, y: 100, w: 5, size: 10} }
	for _, tt := range []struct {
		name   string
		glyphs []glyph
		want   int
	}{
		{"a ligature", []glyph{g("o", 0), g(lost, 5), g("c", 10)}, 1},
		{"an opening mark", []glyph{g(" ", 0), g(lost, 5), g("c", 10)}, 1},
		{"a bullet", []glyph{g(lost, 0), g("c", 15)}, 0},
		{"a bullet and a space", []glyph{g(lost, 0), g(" ", 5), g("c", 10)}, 0},
	} {
		if got := cutWords(tt.glyphs); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestGlyphNames(t *testing.T) {
	for name, want := range map[string]string{"uni201C": "“", "u1F600": "😀", "f_f_i": "ffi", "a28": "", "uniform": "", "uniD800": "", "u": "", "uni201C.alt": "“"} {
		if got := spelled(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, tt := range []struct {
		base string
		code int
		want string
	}{{"WinAnsiEncoding", 0x93, "“"}, {"MacRomanEncoding", 0xd2, "“"}, {"StandardEncoding", 0xaa, "“"}, {"StandardEncoding", 'a', "x"}, {"", 0x93, "x"}} {
		if got := based(tt.base, tt.code, "x"); got != tt.want {
			t.Errorf("%s %#x: %q, want %q", tt.base, tt.code, got, tt.want)
		}
	}
}
