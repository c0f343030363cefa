package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// TextOptions say how wide the terminal is (columns; 0: 80) and whether it shows colours.
type TextOptions struct {
	Width  int
	Colour bool
}

// Text writes a for a terminal. It returns the writer's error.
func Text(w io.Writer, a *index.Answer, o TextOptions) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	t := &text{w: bufio.NewWriter(w), o: o}
	t.answer(a)
	return t.w.Flush()
}

type text struct {
	w *bufio.Writer // keeps the first error for Flush
	o TextOptions
}

const (
	bold = "\x1b[1m"
	dim  = "\x1b[2m"
)

func (t *text) style(code, s string) string {
	if !t.o.Colour || s == "" {
		return s
	}
	return code + s + "\x1b[0m"
}

// put writes s wrapped, its first line behind first, the others behind rest.
func (t *text) put(code, first, rest, s string) {
	for i, line := range wrap(s, t.o.Width-max(len(first), len(rest))) {
		indent := rest
		if i == 0 {
			indent = first
		}
		fmt.Fprintln(t.w, strings.TrimRight(indent+t.style(code, line), " "))
	}
}

func (t *text) answer(a *index.Answer) {
	switch {
	case len(a.Choices) > 0:
		t.choices(a)
	case len(a.Results) == 0:
		t.nothing(a)
	default:
		head := nonEmpty(total(a), pageOf(a.Page, a.Pages))
		t.put(bold, "", "", fmt.Sprintf(wording.FoundFor, strings.Join(head, ", "), oneLine(a.Query.String())))
	}
	if p := positions(a); p != nil {
		t.positions(p)
	}
	t.results(cards(a.Query, a.Results), firstNumber(a))
	if len(a.Results) == 0 && len(a.Nearest) > 0 {
		fmt.Fprintln(t.w)
		t.put(bold, "", "", wording.NoExactMatch)
		t.results(cards(a.Query, a.Nearest), 1)
	}
	if len(a.Results) > 0 {
		fmt.Fprintln(t.w)
		t.put(dim, "", "", fmt.Sprintf(wording.Searched, searched(a.Searched)))
	}
	if a.Pages > 1 {
		t.facets(a.Facets)
	}
	if a.Page < a.Pages {
		t.put(dim, "", "", fmt.Sprintf(wording.NextPage, oneLine(a.Query.String()), max(a.Page, 1)+1))
	}
}

// facets tells how the results part, the largest parts only.
func (t *text) facets(all []index.Facet) {
	const shown = 4
	for _, f := range all {
		var parts []string
		for _, v := range f.Values[:min(len(f.Values), shown)] {
			parts = append(parts, fmt.Sprintf("%s (%d)", oneLine(v.Label), v.Count))
		}
		t.put(dim, facetName(f)+": ", "  ", strings.Join(parts, ", "))
	}
}

func (t *text) positions(p *Positions) {
	fmt.Fprintln(t.w)
	lines, ok := p.table(len(p.Issues))
	if !ok {
		lines = p.list(len(p.Issues))
	}
	for _, l := range append(lines, nonEmpty(p.rest(len(p.Issues)))...) {
		if ok {
			fmt.Fprintln(t.w, l)
			continue
		}
		t.put("", "", "  ", l)
	}
}

func (t *text) choices(a *index.Answer) {
	t.put(bold, "", "", wording.AskForOne)
	for _, c := range a.Choices {
		line := oneLine(Choose(a.Query, c.Name).String())
		if c.About != "" {
			line += " (" + oneLine(c.About) + ")"
		}
		t.put("", "  ", "    ", fmt.Sprintf("%s: %s", line, nouns(a.Query, c.Count)))
	}
}

func (t *text) nothing(a *index.Answer) {
	t.put(bold, "", "", fmt.Sprintf(wording.NothingFoundFor, oneLine(a.Query.String())))
	t.put("", "", "", fmt.Sprintf(wording.Searched, searched(a.Searched)))
	if len(a.Suggestions) > 0 {
		names := make([]string, len(a.Suggestions))
		for i, s := range a.Suggestions {
			names[i] = oneLine(s)
		}
		t.put("", "", "", fmt.Sprintf(wording.NearestNames, strings.Join(names, ", ")))
	}
}

func (t *text) results(cs []card, number int) {
	for _, c := range cs {
		if c.group != "" {
			fmt.Fprintln(t.w)
			t.put(bold, "", "", oneLine(c.group))
		}
		fmt.Fprintln(t.w)
		t.card(c, fmt.Sprintf("%d.", number))
		number++
	}
}

func (t *text) card(c card, number string) {
	indent := "   "
	first := fmt.Sprintf("%-3s", number)
	if len(number) > 2 {
		first = number + " "
	}
	line := func(code, label, s string) {
		t.put(code, first+label, indent, s)
		first = indent
	}
	if c.title != "" {
		line(bold, "", oneLine(c.title))
	}
	for _, w := range c.words {
		label := ""
		if w.label != "" {
			label = w.label + ": "
		}
		line("", "", label+quote(w))
	}
	if len(c.meta) > 0 {
		meta := make([]string, len(c.meta))
		for i, m := range c.meta {
			meta[i] = oneLine(m)
		}
		line("", "", strings.Join(meta, " · "))
	}
	t.places(c, line)
}

func (t *text) places(c card, line func(code, label, s string)) {
	for i := 0; i < len(c.places); i++ {
		p, named := c.places[i], func(where string) string { return where }
		if i > 0 {
			named = p.named
		}
		if p.near == "" {
			line(dim, "", named(citation(p)))
			if p.link != "" {
				line(dim, "", clean(p.link))
			}
			continue
		}
		near := []string{p.near}
		for ; i+1 < len(c.places) && c.places[i+1].near != ""; i++ {
			near = append(near, c.places[i+1].near)
		}
		line(dim, "", named(strings.Join(near, ", ")))
	}
}

// citation is the line that says where words stand: Title — Publisher, 2025-03-04, ¶12.
func citation(p place) string {
	rest := strings.Join(nonEmpty(oneLine(p.by), p.tail), ", ")
	return strings.Join(nonEmpty(oneLine(p.title), rest), " — ")
}

// quote writes a document's words, with marks around a quotation that does not bring its own.
func quote(w words) string {
	if w.marks {
		return "“" + clean(w.text()) + "”"
	}
	return clean(w.text())
}
