package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"example.org/briefbot/index/wording"
)

func decimal(n int) string { return strconv.Itoa(n) }

// Sizes of the table of positions. A phone shows 40 columns of a code block without breaking its lines.
const (
	tableWidth  = 40
	columnWidth = 5
	mostColumns = 4
	// MostActors and MostIssues are how many a picture of positions has room for.
	MostActors = 6
	MostIssues = 14
)

// Numeral is the number of an actor's column, from 0, in Roman figures: the records of the list have Arabic ones, the kinds letters.
func Numeral(column int) string {
	numerals := []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"}
	if column >= len(numerals) {
		return "·"
	}
	return numerals[column]
}

// table writes p for letters of one width, no line longer than 40 columns; ok is false where it has too many actors for that, or nobody.
func (p *Positions) table(issues int) (lines []string, ok bool) {
	if len(p.Actors) == 0 || len(p.Actors) > mostColumns {
		return nil, false
	}
	labelWidth := tableWidth - columnWidth*len(p.Actors)
	var head strings.Builder
	head.WriteString(strings.Repeat(" ", labelWidth))
	for i, name := range p.Actors {
		lines = append(lines, pad(Numeral(i), columnWidth-1)+isolate(columns(level(name), tableWidth-columnWidth+1)))
		head.WriteString(" " + pad(Numeral(i), columnWidth-1))
	}
	lines = append(lines, "", strings.TrimRight(head.String(), " "))
	for _, issue := range p.Issues[:min(issues, len(p.Issues))] {
		lines = append(lines, issue.rows(labelWidth)...)
	}
	var meanings []string
	for _, k := range p.Kinds() {
		meanings = append(meanings, KindLetter(k)+" "+KindMeaning(k))
	}
	return append(append(lines, ""), wrap(strings.Join(meanings, ", "), tableWidth)...), true
}

// rows writes an issue: its label, cut after three lines, beside the marks of each actor.
func (i Issue) rows(labelWidth int) []string {
	label := wrap(level(i.Label), labelWidth-1)
	if len(label) > 3 {
		label = append(label[:2:2], columns(label[2]+cutMark, labelWidth-1))
	}
	for n, l := range label {
		label[n] = isolate(columns(l, labelWidth-1)) // a link is not broken by wrap
	}
	high := len(label)
	for _, c := range i.Cells {
		high = max(high, len(c))
	}
	var out []string
	for n := range high {
		line := ""
		if n < len(label) {
			line = label[n]
		}
		line = pad(line, labelWidth)
		for _, c := range i.Cells {
			mark := ""
			if n < len(c) {
				mark = c[n].Mark()
			}
			line += " " + pad(mark, columnWidth-1)
		}
		out = append(out, strings.TrimRight(line, " "))
	}
	return out
}

// list writes p where it is too wide for a table: an issue with its positions a line.
func (p *Positions) list(issues int) []string {
	var lines []string
	for _, i := range p.Issues[:min(issues, len(p.Issues))] {
		var who []string
		for n, c := range i.Cells {
			for _, x := range c {
				who = append(who, fmt.Sprintf("%s %s (%d)", flat(p.Actors[n]), KindMeaning(x.Kind), x.Number))
			}
		}
		lines = append(lines, "• "+flat(i.Label)+": "+strings.Join(who, "; "))
	}
	return lines
}

// rest says what has no place in the table; empty where all has.
func (p *Positions) rest(issues int) string {
	n := p.Left
	for _, i := range p.Issues[min(issues, len(p.Issues)):] {
		for _, c := range i.Cells {
			n += len(c)
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(wording.MoreInList, n)
}

// flat is a name or label on one line, without the mark that would end a code block.
func flat(s string) string { return isolate(level(s)) }

// level is flat before it is isolated: what is cut must be isolated afterwards, or the rest of its line would be inside.
func level(s string) string {
	return strings.NewReplacer("\n", " ", "`", "ʼ").Replace(clean(s))
}

// columns cuts s to a width, marked, never within a character as readers see it.
func columns(s string, width int) string {
	if uniseg.StringWidth(s) <= width {
		return s
	}
	s = strings.TrimSuffix(s, cutMark)
	head, _ := fill(s, width-1)
	return strings.TrimRight(head, " ") + "…"
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-uniseg.StringWidth(s)))
}

// positionsDiscord writes p in at most room units: a table in a code block where it fits, else a list, of as many issues as there is room for.
func positionsDiscord(p *Positions, room int) string {
	for issues := len(p.Issues); issues > 0; issues-- {
		out := ""
		if lines, ok := p.table(issues); ok {
			out = "```\n" + strings.Join(lines, "\n") + "\n```"
		} else {
			for _, l := range p.list(issues) {
				out += short(l, 500) + "\n"
			}
		}
		if rest := p.rest(issues); rest != "" {
			out = strings.TrimRight(out, "\n") + "\n-# " + rest
		}
		if out = strings.TrimRight(out, "\n"); units(out) <= room {
			return out
		}
	}
	return ""
}
