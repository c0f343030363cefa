package format

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// flow joins lines to paragraphs.
func flow(lines []line) []string {
	right := columns(lines)
	lead := leading(lines)
	var out []string
	var open string
	for i, l := range lines {
		if i > 0 && ends(lines[i-1], l, right[i-1], lead) {
			out = append(out, squeeze(open))
			open = ""
		}
		open = glue(open, l.text)
	}
	return append(out, squeeze(open))
}

// glue joins a line to what stands before it. A hyphen that the typesetter put at the line's end goes; one that is written
// as a minus stays, since it may belong to the word.
func glue(before, next string) string {
	switch {
	case before == "":
		return next
	case strings.HasSuffix(before, "\u2010"), strings.HasSuffix(before, "\u00ad"):
		_, size := utf8.DecodeLastRuneInString(before)
		return before[:len(before)-size] + next
	case strings.HasSuffix(before, "-") && !strings.HasSuffix(before, " -"), strings.HasSuffix(before, "\u2014"):
		return before + next
	}
	return before + " " + next
}

// columns returns for each line where its column ends on the right: the farthest end of the lines that begin about where it begins.
func columns(lines []line) []float64 {
	right := make([]float64, len(lines))
	for i, l := range lines {
		right[i] = l.right
		for _, other := range near(lines, i) {
			if abs(other.left-l.left) < 3*l.size {
				right[i] = max(right[i], other.right)
			}
		}
	}
	return right
}

// near returns the lines of the same page and the pages beside it; a last page may have no full line.
func near(lines []line, i int) []line {
	from, to := i, i
	for from > 0 && lines[from-1].page >= lines[i].page-1 && i-from < 200 {
		from--
	}
	for to < len(lines) && lines[to].page <= lines[i].page+1 && to-i < 200 {
		to++
	}
	return lines[from:to]
}

// leading is the usual distance of two lines, in sizes of their type.
func leading(lines []line) float64 {
	var all []float64
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if a.page == b.page && a.size > 0 && a.y > b.y && abs(a.size-b.size) < 0.1*a.size && a.y-b.y < 4*a.size {
			all = append(all, (a.y-b.y)/a.size)
		}
	}
	if len(all) == 0 {
		return 1.2
	}
	slices.SortFunc(all, cmp.Compare[float64])
	return all[len(all)/2]
}

// ends reports whether a paragraph ends between a and b, the line that follows it. right is where a's column ends.
func ends(a, b line, right, lead float64) bool {
	size := max(a.size, b.size, 1)
	if abs(a.size-b.size) > 0.1*size {
		return true // a headline
	}
	hyphen := strings.HasSuffix(a.text, "\u2010") || strings.HasSuffix(a.text, "\u00ad")
	if hyphen {
		return false
	}
	room := right - a.right
	fits := room > b.firstWord+0.3*size // the first word of b had room in a, and was not put there
	below := a.page == b.page && a.y > b.y
	if !below { // another column or page
		return fits || finished(a.text) && !continues(b.text) && room > 0.5*size
	}
	if a.y-b.y > 1.25*lead*size {
		return true
	}
	if b.left-a.left > 0.8*size && b.left-a.left < 6*size && finished(a.text) {
		return true // an indented first line
	}
	return fits
}

// finished reports whether s ends as a sentence does.
func finished(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `"'”’»)]`))
	return strings.ContainsRune(".!?…:", r)
}

// continues reports whether s begins in the middle of a sentence.
func continues(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f
}
