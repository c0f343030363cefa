package picture

import (
	"fmt"
	"strings"
)

// shape is what a mark looks like.
type shape string

const (
	words    shape = "text"
	solid    shape = "solid"    // a filled bar
	outline  shape = "outline"  // a bar that is only drawn round
	dashed   shape = "dashed"   // the same with a broken line
	fadeIn   shape = "fadein"   // a filled bar that begins invisibly
	fadeOut  shape = "fadeout"  // and one that ends so
	track    shape = "track"    // the ground on which bars lie
	tick     shape = "tick"     // a mark on the axis
	gap      shape = "gap"      // where the axis is cut
	ring     shape = "ring"     // the computed begin of a bar
	chip     shape = "chip"     // the ground under a short word
	rule     shape = "rule"     // a thin line
	fadedIn  shape = "fadedin"  // as fadeIn, drawn round
	fadedOut shape = "fadedout" // as fadeOut, drawn round
)

// ink is a colour by its purpose; a theme gives it.
type ink string

const (
	paper   ink = "paper"
	plain   ink = "plain"
	faint   ink = "faint"
	ground  ink = "ground"
	edge    ink = "edge"
	past    ink = "past"
	ongoing ink = "ongoing"
	planned ink = "planned"
	gone    ink = "gone"
	against ink = "against"
)

// mark is one thing on a sheet; its box is in pixels from the top left corner.
type mark struct {
	shape      shape
	x, y, w, h int
	ink        ink
	text       string
	style      style
}

// sheet is a picture that is laid out and not painted yet.
type sheet struct {
	width, height int
	marks         []mark
}

func (s *sheet) add(m mark) { s.marks = append(s.marks, m) }

// write puts a line of text at x, y and returns where it ends.
func (s *sheet) write(p *pen, text string, st style, x, y int, color ink) (right int) {
	w := p.width(text, st)
	if w <= 0 {
		return x
	}
	s.add(mark{shape: words, x: x, y: y, w: w, h: p.height(st), ink: color, text: text, style: st})
	return x + w
}

// String lists the marks for tests.
func (s *sheet) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "sheet %d×%d\n", s.width, s.height)
	for _, m := range s.marks {
		fmt.Fprintf(&b, "%-8s %4d %4d %4d %3d %s", m.shape, m.x, m.y, m.w, m.h, m.ink)
		if m.shape == words {
			weight := ""
			if m.style.bold {
				weight = " bold"
			}
			fmt.Fprintf(&b, " %d%s %q", m.style.size, weight, m.text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
