package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Widths between which lines are broken for a screen or a printer, in characters.
const (
	narrowest = 45
	widest    = 100
)

// unwrapped joins the lines of a plain text that were broken for the width of a screen, where empty lines part its paragraphs. Other texts stay as
// they are: there a line is a paragraph.
func unwrapped(text string) string {
	blocks := strings.Split(text, "\n\n")
	width, breaks, full := 0, 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		width = max(width, utf8.RuneCountInString(strings.TrimSpace(line)))
	}
	if len(blocks) < 2 || width < narrowest || width > widest {
		return text
	}
	for _, b := range blocks {
		lines := strings.Split(strings.Trim(b, "\n"), "\n")
		for i := range len(lines) - 1 {
			breaks++
			if fills(lines[i], lines[i+1], width) {
				full++
			}
		}
	}
	if breaks < 3 || full*10 < breaks*8 {
		return text
	}
	for i, b := range blocks {
		blocks[i] = rejoined(b, width)
	}
	return strings.Join(blocks, "\n\n")
}

// fills reports whether line has no room for the first word of the next one.
func fills(line, next string, width int) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	if i := strings.IndexByte(word, '-'); i > 0 {
		word = word[:i+1] // some programs break words at their hyphens
	}
	return word != "" && utf8.RuneCountInString(strings.TrimSpace(line))+1+utf8.RuneCountInString(word) > width-3
}

// rejoined is a paragraph whose full lines go on in the next ones.
func rejoined(paragraph string, width int) string {
	lines := strings.Split(paragraph, "\n")
	var b strings.Builder
	for i, line := range lines {
		if i == 0 {
			b.WriteString(line)
			continue
		}
		before := strings.TrimRight(lines[i-1], " \t")
		first, _ := utf8.DecodeRuneInString(strings.TrimSpace(line))
		switch {
		case !fills(lines[i-1], line, width):
			b.WriteByte('\n')
		case strings.HasSuffix(before, "-") && !strings.HasSuffix(before, " -") && unicode.IsLower(first): // a compound, broken at its hyphen
		case before != lines[i-1]: // the space is there
		default:
			b.WriteByte(' ')
		}
		b.WriteString(strings.TrimLeft(line, " \t"))
	}
	return b.String()
}
