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
	known := written(lines)
	lead := leading(lines)
	var out []string
	var open string
	for i, l := range lines {
		if i > 0 && ends(lines[i-1], l, right[i-1], lead) {
			out = append(out, squeeze(open))
			open = ""
		}
		open = known.glue(open, l.text)
	}
	return append(out, squeeze(open))
}

// columns returns for each line where its column ends on the right: the farthest end of the lines of its type that begin about where it begins. A
// headline, header or note in another type, and what runs over several columns, says nothing about them.
func columns(lines []line) []float64 {
	over := spanning(lines)
	right := make([]float64, len(lines))
	for i, l := range lines {
		right[i] = l.right
		from, to := near(lines, i)
		for j := from; j < to; j++ {
			other := lines[j]
			if over[j] == over[i] && abs(other.left-l.left) < 3*l.size && abs(other.size-l.size) < 0.1*l.size {
				right[i] = max(right[i], other.right)
			}
		}
	}
	return right
}

// spanning marks the lines that run over several columns: several lines of their page begin between their ends.
func spanning(lines []line) []bool {
	over := make([]bool, len(lines))
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		for i := start; i < end; i++ {
			l, begun := lines[i], 0
			for _, other := range lines[start:end] {
				if other.left > l.left+6*l.size && other.left < l.right-3*l.size {
					begun++
				}
			}
			over[i] = begun > 2
		}
		start = end
	}
	return over
}

// near returns where the lines of the same page and of the pages beside it begin and end; a last page may have no full line.
func near(lines []line, i int) (from, to int) {
	from, to = i, i
	for from > 0 && lines[from-1].page >= lines[i].page-1 && i-from < 200 {
		from--
	}
	for to < len(lines) && lines[to].page <= lines[i].page+1 && to-i < 200 {
		to++
	}
	return from, to
}

// leading is the distance of two lines within a paragraph, in sizes of their type. Where paragraphs are short, most distances are those between them.
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
	return all[len(all)/5]
}

// ends reports whether a paragraph ends between a and b, the line that follows it. right is where a's column ends.
func ends(a, b line, right, lead float64) bool {
	size := max(a.size, b.size, 1)
	if abs(a.size-b.size) > 0.1*size {
		return true // a headline
	}
	hyphen := strings.HasSuffix(a.text, "\u2010") || strings.HasSuffix(a.text, "\u00ad") || strings.HasSuffix(a.text, "-") && continues(b.text)
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
