package format

import (
	"math"
	"regexp"
	"strings"
	"unicode"
)

// withoutRunning drops page numbers and the lines that return at the edge of pages.
func withoutRunning(lines []line) []line {
	edge := edges(lines)
	usual := usualSize(lines)
	seen := map[string]map[int]bool{}
	pages := map[int]bool{}
	for i, l := range lines {
		pages[l.page] = true
		if edge[i] {
			k := running(l.text)
			if seen[k] == nil {
				seen[k] = map[int]bool{}
			}
			seen[k][l.page] = true
		}
	}
	var out []line
	for i, l := range lines {
		if edge[i] && (len(pages) > 1 && len(seen[running(l.text)])*2 > len(pages) && len(seen[running(l.text)]) > 1 || pageNumber(l.text) || apart(lines, i, usual) ||
			printed.MatchString(l.text) && alone(lines, i, usual) || interrupts(out, lines, i, usual)) {
			continue
		}
		out = append(out, l)
	}
	return out
}

// usualSize is the size of type that most of the text has.
func usualSize(lines []line) float64 {
	letters := map[int]int{}
	best := 0
	for _, l := range lines {
		k := int(math.Round(l.size * 10))
		letters[k] += len(l.text)
		if letters[k] > letters[best] {
			best = k
		}
	}
	return float64(best) / 10
}

// printed is what a browser prints at the edge of a page: the address of the page, or the time and the title of the window.
var printed = regexp.MustCompile(`^(?:(?:https?|file)://\S+(?: \d+/\d+)?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d\b.*)$`)

// interrupts reports whether lines[i] is a header that stands only on some pages: it stands alone at the top of its page, and the sentence that the page before left
// open goes on below it.
func interrupts(before, lines []line, i int, usual float64) bool {
	if len(before) == 0 || i+1 >= len(lines) {
		return false
	}
	last, l, next := before[len(before)-1], lines[i], lines[i+1]
	return last.page == l.page-1 && next.page == l.page && l.y > next.y && !finished(last.text) && continues(next.text) && alone(lines, i, usual)
}

// apart reports whether lines[i], at the edge of its page, is set smaller than the text and stands alone: a header or footer of a single page.
func apart(lines []line, i int, usual float64) bool {
	return lines[i].size <= 0.9*usual && alone(lines, i, usual)
}

// alone reports whether no line of the page is within twice the usual size of lines[i], above or below it.
func alone(lines []line, i int, usual float64) bool {
	l := lines[i]
	for j, other := range lines {
		if j != i && other.page == l.page && math.Abs(other.y-l.y) < 2*usual && other.left < l.right && l.left < other.right {
			return false
		}
	}
	return true
}

// edges marks the two highest and the two lowest lines of each page.
func edges(lines []line) []bool {
	edge := make([]bool, len(lines))
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		for _, sign := range []float64{1, -1} {
			for range 2 {
				best := -1
				for i := start; i < end; i++ {
					if !edge[i] && (best < 0 || sign*lines[i].y > sign*lines[best].y) {
						best = i
					}
				}
				if best >= 0 {
					edge[best] = true
				}
			}
		}
		start = end
	}
	return edge
}

// running is a line without its digits, which count pages.
func running(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, s)
}

// pageNumber reports whether a line is nothing but the number of its page: "3", "Page 3 of 9", "- 3 -", "3/9".
func pageNumber(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{"page", "of", "-", "–", "—", "/", "|", " "} {
		s = strings.ReplaceAll(s, w, "")
	}
	return s != "" && len(s) <= 8 && strings.Trim(s, "0123456789") == ""
}
