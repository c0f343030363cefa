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
	known := vocabulary(lines)
	lead := leading(lines)
	var out []string
	var open string
	for i, l := range lines {
		if i > 0 && ends(lines[i-1], l, right[i-1], lead) {
			out = append(out, squeeze(open))
			open = ""
		}
		open = glue(open, l.text, known)
	}
	return append(out, squeeze(open))
}

// vocabulary holds the words of a file, lower case, but for those that a line's end may have cut.
func vocabulary(lines []line) map[string]bool {
	known := map[string]bool{}
	for i, l := range lines {
		fields := strings.Fields(l.text)
		for j, w := range fields {
			cut := j == len(fields)-1 && strings.HasSuffix(w, "-") || j == 0 && i > 0 && strings.HasSuffix(lines[i-1].text, "-")
			if w = strings.ToLower(strings.TrimFunc(w, notLetter)); w != "" && !cut {
				known[w] = true
			}
		}
	}
	return known
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// glue joins a line to what stands before it. A hyphen that the typesetter put at the line's end goes; one that belongs to the word stays. Where both
// are written alike, the words of the file decide.
func glue(before, next string, known map[string]bool) string {
	switch {
	case before == "":
		return next
	case strings.HasSuffix(before, "\u2010"), strings.HasSuffix(before, "\u00ad"):
		_, size := utf8.DecodeLastRuneInString(before)
		return before[:len(before)-size] + next
	case strings.HasSuffix(before, "\u2014"):
		return before + next
	case strings.HasSuffix(before, "-") && !strings.HasSuffix(before, " -"):
		if divided(before, next, known) {
			return strings.TrimSuffix(before, "-") + next
		}
		return before + next
	}
	return before + " " + next
}

// compounding are words that are written with a hyphen before another word.
var compounding = tokens(`long short high low well self non anti co ex semi cross mid half full part multi pro pre post re near far off on so hard old new one two three
	four five six seven eight nine ten first second third day week month year all much most ill vice de eye face man state so-called counter quasi pan inter intra
	ultra micro macro mini neo over under up down in out by to per free open top big small best better large late early middle north south east west`)

// divided reports whether the hyphen at the end of before was put there to divide a word.
func divided(before, next string, known map[string]bool) bool {
	head := before[strings.LastIndexByte(before, ' ')+1 : len(before)-1]
	tail, _, _ := strings.Cut(next, " ")
	tail = strings.TrimRightFunc(tail, notLetter)
	first, _ := utf8.DecodeRuneInString(tail)
	head = strings.TrimLeftFunc(head, notLetter)
	if head == "" || !unicode.IsLower(first) || strings.ContainsFunc(head, notLetter) {
		return false
	}
	low := strings.ToLower(head)
	switch {
	case known[low+strings.ToLower(tail)]:
		return true
	case known[low+"-"+strings.ToLower(tail)], known[low], compounding[low]:
		return false
	}
	upper, _ := utf8.DecodeRuneInString(head)
	return !unicode.IsUpper(upper) // a name, as in "Oslo-based"
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
