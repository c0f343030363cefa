package picture

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/briefbot/index/wording"
)

// MostEntries is how many entries one timeline has room for, and still can be read.
const MostEntries = 40

// Entry is a dated event.
type Entry struct {
	Number   int       // in the list beside the picture
	Date     string    // EDTF
	Label    string    // the date for readers, with what is to be known of it
	Text     string    // the words, verbatim
	When     string    // past, ongoing, planned, was planned
	Computed bool      // one end was computed from the length that the text gives
	Told     time.Time // the day of the document, up to which an ongoing event without an end is known to go on; zero: not known
}

// Options say how a picture looks.
type Options struct {
	Title string // what was asked
	Note  string // what else is to be known of the whole, such as the part of a longer list that is shown
	Theme Theme
}

// ErrEmpty is returned where there is nothing to draw.
var ErrEmpty = errors.New("nothing to draw")

// Timeline draws entries, at most MostEntries of them, as PNG: past and ongoing ones above, planned ones below, each in the order given. The
// error is ErrEmpty where no entry has a date for an axis, else the writer's.
func Timeline(w io.Writer, entries []Entry, o Options) error {
	p, err := newPen()
	if err != nil {
		return err
	}
	s, err := layTimeline(p, entries, o)
	if err != nil {
		return err
	}
	return paint(w, p, s, o.Theme)
}

const (
	sheetWidth = 1000
	margin     = 28
	textLeft   = 92 // numbers stand left of it
	textRight  = sheetWidth - margin
	stripRoom  = 26 // pixels of a bar and its ground
	barHeight  = 14
)

func titleStyle() style  { return style{34, true} }
func labelStyle() style  { return style{26, true} }
func textStyle() style   { return style{26, false} }
func numberStyle() style { return style{22, true} }
func noteStyle() style   { return style{22, false} }

// timeline is one while it is laid out.
type timeline struct {
	*sheet
	pen    *pen
	axis   *axis
	y      int // where the next thing goes
	lines  int // most lines of an entry
	rowGap int
}

type dated struct {
	Entry
	spread
}

func layTimeline(p *pen, entries []Entry, o Options) (*sheet, error) {
	var all []dated
	var spreads []spread
	for _, e := range entries[:min(len(entries), MostEntries)] {
		if s, ok := readDate(e.Date); ok {
			all = append(all, dated{e, s})
			spreads = append(spreads, s)
		}
	}
	if len(all) == 0 {
		return nil, ErrEmpty
	}
	t := &timeline{sheet: &sheet{width: sheetWidth}, pen: p, axis: newAxis(spreads, textLeft, textRight), y: margin, lines: 3, rowGap: 20}
	switch n := len(all); {
	case n > 24:
		t.lines, t.rowGap = 1, 14
	case n > 6:
		t.lines, t.rowGap = 2, 16
	}
	if left := len(entries) - len(all); left > 0 {
		o.Note = strings.TrimSpace(o.Note + " " + fmt.Sprintf(wording.PictureMoreInList, left))
	}
	t.y = writeTitle(t.sheet, p, o, wording.PictureTimeline, t.y)
	t.scale()
	t.section(wording.PicturePast, all, false)
	t.section(wording.PicturePlanned, all, true)
	if t.y > 1400 {
		t.scale()
	}
	t.legend(all)
	t.height = t.y + margin
	return t.sheet, nil
}

// writeTitle writes what was asked, or what the picture is where that cannot be drawn, and the note below it.
func writeTitle(s *sheet, p *pen, o Options, otherwise string, y int) int {
	asked := tidy(o.Title)
	if asked == "" || !p.drawable(asked) {
		asked = otherwise
	}
	st := titleStyle()
	for _, line := range p.wrap(asked, st, textRight-margin, textRight-margin, 2) {
		s.write(p, line, st, margin, y, plain)
		y += p.height(st)
	}
	if o.Note != "" {
		for _, line := range p.wrap(o.Note, noteStyle(), textRight-margin, textRight-margin, 2) {
			s.write(p, line, noteStyle(), margin, y+2, faint)
			y += p.height(noteStyle())
		}
	}
	return y + 14
}

// scale draws the axis with its ticks and cuts. The first label of each stretch has precedence; another that would touch one is left out.
func (t *timeline) scale() {
	high := t.pen.height(noteStyle())
	line := t.y + 2*high + 6
	t.ground(line, 6)
	l := &labels{timeline: t, high: high}
	for _, first := range []bool{true, false} {
		for _, k := range t.axis.ticks() {
			if k.first == first {
				t.add(mark{shape: tick, x: k.x, y: line - 5, w: 2, h: 16, ink: edge})
				l.put(k)
			}
		}
	}
	t.y = line + 22
}

// labels are those of an axis, in two lines.
type labels struct {
	*timeline
	high  int
	taken [2][][2]int // pixels from, to, of each line
}

// put writes a tick's two labels, or none where one of them has no room. The first of a stretch is moved aside for it, as far as it still
// touches its tick.
func (l *labels) put(k tickAt) {
	asides := []int{0}
	if k.first {
		w := max(l.pen.width(k.label, noteStyle()), l.pen.width(k.within, noteStyle()))
		asides = []int{0, w / 4, w / 2, -w / 4, -w / 2}
	}
	for _, aside := range asides {
		if at, ok := l.room(k, aside); ok {
			for n, s := range []string{k.label, k.within} {
				if s != "" {
					l.write(l.pen, s, noteStyle(), at[n][0], l.y+n*l.high, faint)
					l.taken[n] = append(l.taken[n], at[n])
				}
			}
			return
		}
	}
}

// room returns the pixels from and to which the labels of k take when they are moved aside; ok is false where others are there.
func (l *labels) room(k tickAt, aside int) (at [2][2]int, ok bool) {
	for n, s := range []string{k.label, k.within} {
		w := l.pen.width(s, noteStyle())
		x := min(max(k.x-w/2+aside, margin), textRight-w)
		at[n] = [2]int{x, x + w}
		if s != "" && slices.ContainsFunc(l.taken[n], func(o [2]int) bool { return x < o[1]+8 && o[0]-8 < x+w }) {
			return at, false
		}
	}
	return at, true
}

// ground draws the axis, or the track of an entry, with its cuts.
func (t *timeline) ground(y, height int) {
	x := t.axis.left
	for _, b := range t.axis.breaks() {
		t.add(mark{shape: track, x: x, y: y, w: b[0] - x, h: height, ink: ground})
		t.add(mark{shape: gap, x: b[0], y: y - 3, w: b[1] - b[0], h: height + 6, ink: edge})
		x = b[1]
	}
	t.add(mark{shape: track, x: x, y: y, w: t.axis.right - x, h: height, ink: ground})
}

// section draws the entries that are planned, or those that are not, under a heading.
func (t *timeline) section(name string, all []dated, ahead bool) {
	var some []dated
	for _, e := range all {
		if isPlanned(e.When) == ahead {
			some = append(some, e)
		}
	}
	if len(some) == 0 {
		return
	}
	t.y += 6
	if ahead || len(some) < len(all) {
		color := planned
		if !ahead {
			color = past
		}
		t.write(t.pen, name, labelStyle(), margin, t.y, color)
		t.y += t.pen.height(labelStyle()) + 4
		t.add(mark{shape: rule, x: margin, y: t.y, w: textRight - margin, h: 1, ink: edge})
		t.y += 12
	}
	for _, e := range some {
		t.entry(e)
	}
}

func isPlanned(when string) bool { return when == "planned" || when == "was planned" }

// entry writes number, date and words, and below them the bar.
func (t *timeline) entry(e dated) {
	p := t.pen
	if e.Number > 0 {
		n := strconv.Itoa(e.Number)
		t.write(p, n, numberStyle(), textLeft-14-p.width(n, numberStyle()), t.y+3, faint)
	}
	width := textRight - textLeft
	label := p.wrap(t.readable(e.Label, e.Date, e.Number), labelStyle(), width, width, 1)[0]
	right := t.write(p, label, labelStyle(), textLeft, t.y, inkOf(e.When))
	text := t.readable(e.Text, "", e.Number)
	first, most := textRight-right-16, t.lines
	high := p.height(textStyle())
	if first < width/4 || most == 1 && first < 2*width/3 && p.width(text, textStyle()) > first {
		t.y += high
		first = width
	}
	for i, line := range p.wrap(text, textStyle(), first, width, most) {
		x := textLeft
		if i == 0 && first < width {
			x = right + 16
		}
		if line != "" {
			t.write(p, line, textStyle(), x, t.y, plain)
		}
		t.y += high
	}
	t.y += 4
	t.bar(e)
	t.y += stripRoom + t.rowGap
}

// readable is text as it can be drawn, or where it is to be read instead.
func (t *timeline) readable(text, otherwise string, number int) string {
	text = tidy(text)
	switch {
	case t.pen.drawable(text):
		return text
	case otherwise != "":
		return otherwise
	case number > 0:
		return fmt.Sprintf(wording.PictureWordsSee, number)
	}
	return wording.PictureWordsSeeTheList
}

func inkOf(when string) ink {
	switch when {
	case "ongoing":
		return ongoing
	case "planned":
		return planned
	case "was planned":
		return gone
	}
	return past
}

// bar draws the time of e on its track: planned ones only round, open ends fading.
func (t *timeline) bar(e dated) {
	y := t.y + (stripRoom-barHeight)/2
	t.ground(y+barHeight/2-2, 4)
	color := inkOf(e.When)
	body, in, out := solid, fadeIn, fadeOut
	switch e.When {
	case "planned":
		body, in, out = outline, fadedIn, fadedOut
	case "was planned":
		body, in, out = dashed, fadedIn, fadedOut
	}
	x0, x1 := t.axis.x(e.begin.from), t.axis.x(e.end.to)
	switch {
	case e.openIn:
		x0 = max(x1-fadeLength, t.axis.left)
		t.add(mark{shape: in, x: x0, y: y, w: x1 - x0, h: barHeight, ink: color})
	case e.openTo:
		x1 = t.lasting(e, x0)
		t.add(mark{shape: out, x: x0, y: y, w: min(x1+fadeLength, t.axis.right) - x0, h: barHeight, ink: color})
		x1 = min(x1+fadeLength, t.axis.right)
	default:
		if x1-x0 < barHeight {
			x0 = (x0+x1)/2 - barHeight/2
			x1 = x0 + barHeight
		}
		t.add(mark{shape: body, x: x0, y: y, w: x1 - x0, h: barHeight, ink: color})
	}
	for _, b := range t.axis.breaks() {
		if x0 < b[0] && b[1] < x1 {
			t.add(mark{shape: gap, x: b[0], y: y - 2, w: b[1] - b[0], h: barHeight + 4, ink: color})
		}
	}
	if e.Computed {
		x := x0
		if isPlanned(e.When) {
			x = x1 - barHeight
		}
		t.add(mark{shape: ring, x: x, y: y, w: barHeight, h: barHeight, ink: color})
	}
}

// fadeLength is how many pixels an open end takes to vanish.
const fadeLength = 150

// lasting is up to where an event without an end is known to go on: the day of the document that tells of it, for what is not planned.
func (t *timeline) lasting(e dated, x0 int) int {
	if isPlanned(e.When) || e.Told.IsZero() {
		return x0
	}
	last := t.axis.stretches[len(t.axis.stretches)-1].to
	return max(x0, t.axis.x(min(dayNumber(e.Told)+1, last)))
}

// legend explains the signs that the picture has.
func (t *timeline) legend(all []dated) {
	has := map[string]bool{}
	for _, e := range all {
		has[e.When] = true
		has["open"] = has["open"] || e.openIn || e.openTo
		has["computed"] = has["computed"] || e.Computed
		has["bar"] = has["bar"] || e.begin.to-e.begin.from > 1 || e.begin != e.end
	}
	y := t.y + 4
	t.add(mark{shape: rule, x: margin, y: y, w: textRight - margin, h: 1, ink: edge})
	l := &legend{sheet: t.sheet, pen: t.pen, x: margin, y: y + 14}
	for _, item := range []struct {
		shown bool
		shape shape
		ink   ink
		text  string
	}{
		{has["past"] || has[""], solid, past, "past"},
		{has["ongoing"], solid, ongoing, "ongoing"},
		{has["planned"], outline, planned, "planned"},
		{has["was planned"], dashed, gone, wording.PictureWasPlanned},
		{has["open"], fadeOut, past, wording.PictureOpenEnd},
		{has["computed"], ring, ongoing, wording.StartComputed},
		{len(t.axis.stretches) > 1, gap, edge, wording.PictureGap},
	} {
		if item.shown {
			l.item(item.shape, item.ink, item.text)
		}
	}
	t.y = l.end()
}

// legend sets signs with their meaning, line by line.
type legend struct {
	*sheet
	pen  *pen
	x, y int
}

func (l *legend) item(s shape, color ink, text string) {
	st := noteStyle()
	const sign = 34
	w := sign + 10 + l.pen.width(text, st)
	if l.x > margin && l.x+w > textRight {
		l.x, l.y = margin, l.y+l.pen.height(st)+6
	}
	high := l.pen.height(st)
	size := sign
	if s == ring {
		size = barHeight
	}
	l.add(mark{shape: s, x: l.x, y: l.y + (high-barHeight)/2, w: size, h: barHeight, ink: color})
	l.write(l.pen, text, st, l.x+sign+10, l.y, faint)
	l.x += w + 28
}

func (l *legend) end() int { return l.y + l.pen.height(noteStyle()) }
