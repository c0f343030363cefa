package picture

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index/wording"
)

// Matrix draws who stands where: a row for each issue, a column for each actor, in each cell the kinds of what he wants, with their numbers
// in the list. The error is ErrEmpty for an empty table, else the writer's.
func Matrix(w io.Writer, positions *render.Positions, o Options) error {
	p, err := newPen()
	if err != nil {
		return err
	}
	s, err := layMatrix(p, positions, o)
	if err != nil {
		return err
	}
	return paint(w, p, s, o.Theme)
}

// matrix is one while it is laid out.
type matrix struct {
	*sheet
	pen     *pen
	p       *render.Positions
	y       int
	columns int  // left edge of the first column
	wide    int  // of a column
	numbers bool // the columns are headed by numerals, and the names stand above
}

const (
	chipHeight = 36
	chipGap    = 6
	labelGap   = 20
)

func chipStyle() style { return style{24, true} }

func layMatrix(p *pen, positions *render.Positions, o Options) (*sheet, error) {
	n := len(positions.Actors)
	if n == 0 || len(positions.Issues) == 0 {
		return nil, ErrEmpty
	}
	m := &matrix{sheet: &sheet{width: sheetWidth}, pen: p, p: positions}
	labels := 440
	if n > 4 {
		labels = 340
	}
	m.columns = margin + labels + labelGap
	m.wide = min((textRight-m.columns)/n, 220)
	m.y = writeTitle(m.sheet, p, o, wording.PicturePositions, margin)
	m.head()
	for _, issue := range positions.Issues {
		m.row(issue, labels)
	}
	m.legend()
	m.height = m.y + margin
	return m.sheet, nil
}

// head names the columns: by the actors where all their names fit into three lines, else by numerals.
func (m *matrix) head() {
	st := style{22, true}
	names := make([][]string, len(m.p.Actors))
	most := 0
	for i, name := range m.p.Actors {
		name = m.named(name, i)
		names[i] = m.pen.wrap(name, st, m.wide-10, m.wide-10, 4)
		most = max(most, len(names[i]))
		m.numbers = m.numbers || len(names[i]) > 3 || !m.whole(name, st)
	}
	if m.numbers {
		for i, name := range m.p.Actors {
			m.write(m.pen, render.Numeral(i), st, margin, m.y+3, past)
			for _, line := range m.pen.wrap(m.named(name, i), textStyle(), textRight-margin-52, textRight-margin-52, 2) {
				m.write(m.pen, line, textStyle(), margin+52, m.y, plain)
				m.y += m.pen.height(textStyle())
			}
			names[i] = []string{render.Numeral(i)}
		}
		m.y += 14
		most = 1
	}
	for i, lines := range names {
		for n, line := range lines {
			x := m.columns + i*m.wide + (m.wide-m.pen.width(line, st))/2
			m.write(m.pen, line, st, x, m.y+(most-len(lines)+n)*m.pen.height(st), past)
		}
	}
	m.y += most*m.pen.height(st) + 8
}

// named is an actor's name, or where to read it.
func (m *matrix) named(name string, i int) string {
	if name = tidy(name); m.pen.drawable(name) && name != "" {
		return name
	}
	for _, issue := range m.p.Issues {
		if c := issue.Cells[i]; len(c) > 0 {
			return fmt.Sprintf(wording.PictureSee, c[0].Number)
		}
	}
	return wording.PictureSeeTheList
}

// whole reports whether each word of name fits into a column.
func (m *matrix) whole(name string, st style) bool {
	for word := range strings.FieldsSeq(name) {
		if m.pen.width(word, st) > m.wide-10 {
			return false
		}
	}
	return true
}

// row writes an issue and its cells.
func (m *matrix) row(issue render.Issue, labels int) {
	m.add(mark{shape: rule, x: margin, y: m.y, w: textRight - margin, h: 1, ink: edge})
	m.y += 12
	text := tidy(issue.Label)
	if !m.pen.drawable(text) || text == "" {
		text = fmt.Sprintf(wording.PictureWordsSee, firstNumber(issue))
	}
	y := m.y
	for _, line := range m.pen.wrap(text, textStyle(), labels, labels, 3) {
		m.write(m.pen, line, textStyle(), margin, y, plain)
		y += m.pen.height(textStyle())
	}
	for column, c := range issue.Cells {
		y = max(y, m.cell(m.columns+column*m.wide, c))
	}
	m.y = y + 10
}

func firstNumber(i render.Issue) int {
	for _, c := range i.Cells {
		if len(c) > 0 {
			return c[0].Number
		}
	}
	return 0
}

// mostChips is how many records a cell shows; of more it tells the number.
const mostChips = 6

// cell sets chips side by side, as many as fit, and returns where they end.
func (m *matrix) cell(x0 int, c []render.Position) int {
	st := chipStyle()
	x, y := x0+4, m.y
	put := func(text string, ground, letters ink) {
		w := m.pen.width(text, st) + 20
		if x > x0+4 && x+w > x0+m.wide-4 {
			x, y = x0+4, y+chipHeight+chipGap
		}
		if ground != "" {
			m.add(mark{shape: chip, x: x, y: y, w: w, h: chipHeight, ink: ground})
		}
		m.write(m.pen, text, st, x+10, y+(chipHeight-m.pen.height(st))/2, letters)
		x += w + chipGap
	}
	for i, p := range c {
		if i == mostChips-1 && len(c) > mostChips {
			put("+"+strconv.Itoa(len(c)-i), "", faint)
			break
		}
		put(p.Mark(), inkOfKind(p.Kind), paper)
	}
	if len(c) == 0 {
		return y
	}
	return y + chipHeight
}

func inkOfKind(k corpus.DemandKind) ink {
	switch k {
	case corpus.Offer, corpus.Conceded:
		return ongoing
	case corpus.Refusal:
		return against
	case corpus.Threat:
		return planned
	}
	return past
}

// legend says what the letters stand for.
func (m *matrix) legend() {
	m.add(mark{shape: rule, x: margin, y: m.y, w: textRight - margin, h: 1, ink: edge})
	m.y += 14
	st := noteStyle()
	x := margin
	item := func(letter, text string, ground ink) {
		w := m.pen.width(letter, chipStyle()) + 20
		if letter == "" {
			w = -10
		}
		if whole := w + 10 + m.pen.width(text, st); x > margin && x+whole > textRight {
			x, m.y = margin, m.y+chipHeight+chipGap
		}
		if letter != "" {
			m.add(mark{shape: chip, x: x, y: m.y, w: w, h: chipHeight, ink: ground})
			m.write(m.pen, letter, chipStyle(), x+10, m.y+(chipHeight-m.pen.height(chipStyle()))/2, paper)
		}
		x = m.write(m.pen, text, st, x+w+10, m.y+(chipHeight-m.pen.height(st))/2, faint) + 28
	}
	for _, k := range m.p.Kinds() {
		item(render.KindLetter(k), render.KindMeaning(k), inkOfKind(k))
	}
	item("", wording.PictureNumbers, "")
	if m.p.Left > 0 {
		item("", fmt.Sprintf(wording.PictureMoreInList, m.p.Left), "")
	}
	m.y += chipHeight
}
