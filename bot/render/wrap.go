package render

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// wrap breaks text into lines of at most width columns, counted as a terminal shows them, where the Unicode line breaking
// rules allow it. A line feed in the text ends a line. A link is never broken, another word only when it is longer
// than a line.
func wrap(text string, width int) []string {
	var lines []string
	for part := range strings.SplitSeq(text, "\n") {
		lines = append(lines, wrapLine(part, max(width, 10))...)
	}
	return lines
}

func wrapLine(text string, width int) []string {
	var lines []string
	line, used := "", 0
	flush := func() {
		lines = append(lines, strings.TrimRight(line, " "))
		line, used = "", 0
	}
	for state := -1; text != ""; {
		var segment string
		segment, text, state = unbroken(text, state)
		w := uniseg.StringWidth(strings.TrimRight(segment, " "))
		if used > 0 && used+w > width {
			flush()
		}
		for w > width && !isLink(segment) {
			head, tail := fill(segment, width)
			line, segment = head, tail
			flush()
			w = uniseg.StringWidth(strings.TrimRight(segment, " "))
		}
		line += segment
		used += uniseg.StringWidth(segment)
	}
	if line != "" || len(lines) == 0 {
		flush()
	}
	return lines
}

// unbroken returns the first stretch of text that stays on one line, with the spaces behind it.
func unbroken(text string, state int) (segment, rest string, newState int) {
	if isLink(text) {
		end := len(text)
		if i := strings.IndexByte(text, ' '); i >= 0 {
			end = i + 1
		}
		return text[:end], text[end:], -1
	}
	segment, rest, _, newState = uniseg.FirstLineSegmentInString(text, state)
	return segment, rest, newState
}

func isLink(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// fill takes as many characters as readers see them as fit into width, at least one.
func fill(s string, width int) (head, tail string) {
	end, used := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if used += g.Width(); used > width && end > 0 {
			break
		}
		_, end = g.Positions()
	}
	return s[:end], s[end:]
}

// clean makes stored text safe for a terminal and for one line of layout: control characters, which could move the cursor or
// recolour the screen, are shown as a replacement character; line separators become line feeds.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\r':
			return -1
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// oneLine is clean without line feeds, for titles and names.
func oneLine(s string) string { return isolate(strings.ReplaceAll(clean(s), "\n", " ")) }

// isolate puts text that runs from right to left, or that would turn the text behind it, in an isolate, so that dates and paragraphs
// after it stay in order.
func isolate(s string) string {
	if strings.IndexFunc(s, turns) < 0 {
		return s
	}
	return openIsolate + s + closeIsolate
}

// Unicode's first-strong isolate, and its end.
const (
	openIsolate  = "\u2068"
	closeIsolate = "\u2069"
)

func turns(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200f'
}
