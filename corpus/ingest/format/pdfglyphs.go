package format

import (
	"math"
	"slices"

	"github.com/ledongthuc/pdf"
)

// glyph is a drawn letter, or several that one code stands for: where it begins on its line, how wide it is, and the size of its type, in points.
type glyph struct {
	text          string
	x, y, w, size float64
	turn          int // quarter turns by which the page is to be turned right for it to be read; x and y are those of the page so turned
}

// matrix is a transformation of the plane as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

// then applies m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// textState is PDF's text state, with the transformation to the page (ISO 32000-1, 9.3).
type textState struct {
	page                          matrix
	size, scale, rise             float64
	charSpace, wordSpace, leading float64
	font                          *font
}

// drawing reads what a page draws.
type drawing struct {
	fonts  map[string]*font // by resource name, of the page or form that is read
	res    pdf.Value
	state  textState
	saved  []textState
	matrix matrix // text matrix
	line   matrix // where the line began
	depth  int
	left   *int64 // bytes that forms and tables of letters may still unpack to, on all pages
	out    *[]glyph
}

// maxSaved is how many graphics states may be kept; pages need few.
const maxSaved = 1000

// pageGlyphs returns the glyphs of a page in the order in which they are drawn. It takes what it unpacks besides the page's own content from left.
func pageGlyphs(p pdf.Page, left *int64) []glyph {
	var out []glyph
	d := drawing{fonts: map[string]*font{}, res: p.Resources(), left: left, out: &out, matrix: identity(), line: identity()}
	d.state = textState{page: identity(), scale: 1}
	if v := p.V.Key("Contents"); v.Kind() == pdf.Stream || v.Kind() == pdf.Array {
		pdf.Interpret(v, d.operator)
	}
	return upright(out)
}

// upright keeps the glyphs that run in the direction of most of the page: a page may lie on its side, and have a label at its edge.
func upright(all []glyph) []glyph {
	var n [4]int
	for _, g := range all {
		n[g.turn]++
	}
	most := 0
	for turn := range n {
		if n[turn] > n[most] {
			most = turn
		}
	}
	return slices.DeleteFunc(all, func(g glyph) bool { return g.turn != most })
}

// turned is where g stands on a page that is turned for text along (a, b) to run from left to right; false for text that runs aslant.
func (g glyph) turned(a, b float64) (glyph, bool) {
	x, y := g.x, g.y
	switch {
	case a > 0 && math.Abs(b) < a/4:
	case b > 0 && math.Abs(a) < b/4:
		g.turn, g.x, g.y = 1, y, -x
	case a < 0 && math.Abs(b) < -a/4:
		g.turn, g.x, g.y = 2, -x, -y
	case b < 0 && math.Abs(a) < -b/4:
		g.turn, g.x, g.y = 3, -y, x
	default:
		return g, false
	}
	return g, true
}

// operator executes one operator. A malformed one is skipped, as viewers do.
func (d *drawing) operator(stack *pdf.Stack, op string) {
	n := stack.Len()
	args := make([]pdf.Value, n)
	for i := n - 1; i >= 0; i-- {
		args[i] = stack.Pop()
	}
	if len(*d.out) > maxGlyphs {
		return
	}
	num := func(i int) float64 {
		if i < len(args) {
			return args[i].Float64()
		}
		return 0
	}
	six := func() matrix { return matrix{num(0), num(1), num(2), num(3), num(4), num(5)} }
	switch op {
	case "q":
		if len(d.saved) < maxSaved {
			d.saved = append(d.saved, d.state)
		}
	case "Q":
		if n := len(d.saved); n > 0 {
			d.state, d.saved = d.saved[n-1], d.saved[:n-1]
		}
	case "cm":
		d.state.page = six().then(d.state.page)
	case "BT":
		d.matrix, d.line = identity(), identity()
	case "Tf":
		if len(args) == 2 {
			d.state.font, d.state.size = d.font(args[0].Name()), num(1)
		}
	case "Tc":
		d.state.charSpace = num(0)
	case "Tw":
		d.state.wordSpace = num(0)
	case "Tz":
		d.state.scale = num(0) / 100
	case "TL":
		d.state.leading = num(0)
	case "Ts":
		d.state.rise = num(0)
	case "Tm":
		d.matrix = six()
		d.line = d.matrix
	case "Do":
		if len(args) == 1 {
			d.form(args[0].Name())
		}
	default:
		d.text(op, args, num)
	}
}

// text executes the operators that move to a line or show text.
func (d *drawing) text(op string, args []pdf.Value, num func(int) float64) {
	move := func(x, y float64) {
		d.line = matrix{1, 0, 0, 1, x, y}.then(d.line)
		d.matrix = d.line
	}
	switch op {
	case "TD":
		d.state.leading = -num(1)
		move(num(0), num(1))
	case "Td":
		move(num(0), num(1))
	case "T*":
		move(0, -d.state.leading)
	case "\"":
		d.state.wordSpace, d.state.charSpace = num(0), num(1)
		move(0, -d.state.leading)
		if len(args) == 3 {
			d.show(args[2].RawString())
		}
	case "'":
		move(0, -d.state.leading)
		if len(args) == 1 {
			d.show(args[0].RawString())
		}
	case "Tj":
		if len(args) == 1 {
			d.show(args[0].RawString())
		}
	case "TJ":
		if len(args) != 1 {
			return
		}
		for i := range args[0].Len() {
			if v := args[0].Index(i); v.Kind() == pdf.String {
				d.show(v.RawString())
			} else {
				d.advance(-v.Float64() / 1000 * d.state.size * d.state.scale)
			}
		}
	}
}

func (d *drawing) advance(x float64) { d.matrix = matrix{1, 0, 0, 1, x, 0}.then(d.matrix) }

// show draws a string. Text that runs aslant, such as a watermark, is left out.
func (d *drawing) show(s string) {
	if d.state.font == nil {
		return
	}
	for _, c := range d.state.font.codes(s) {
		at := matrix{d.state.size * d.state.scale, 0, 0, d.state.size, 0, d.state.rise}.then(d.matrix).then(d.state.page)
		width := c.width / 1000
		if g, ok := (glyph{text: c.text, x: at.e, y: at.f, w: width * math.Hypot(at.a, at.b), size: math.Hypot(at.c, at.d)}).turned(at.a, at.b); ok {
			*d.out = append(*d.out, g)
		}
		step := width*d.state.size + d.state.charSpace
		if c.space {
			step += d.state.wordSpace
		}
		d.advance(step * d.state.scale)
	}
}

// minForm is what a form counts at least, in bytes: forms that draw each other must come to an end, too.
const minForm = 16 << 10

// form draws a form XObject: a piece of page with resources of its own.
func (d *drawing) form(name string) {
	x := d.res.Key("XObject").Key(name)
	if x.Kind() != pdf.Stream || x.Key("Subtype").Name() != "Form" || d.depth >= 4 || *d.left <= minForm {
		return
	}
	n, err := streamSize(x, *d.left-minForm)
	if err != nil {
		return // more than any page has, or damaged: the rest of the page is read
	}
	*d.left -= n + minForm
	inner := drawing{fonts: map[string]*font{}, res: x.Key("Resources"), state: d.state, matrix: identity(), line: identity(), depth: d.depth + 1, left: d.left, out: d.out}
	if inner.res.IsNull() {
		inner.res, inner.fonts = d.res, d.fonts
	}
	if m := x.Key("Matrix"); m.Len() == 6 {
		f := func(i int) float64 { return m.Index(i).Float64() }
		inner.state.page = matrix{f(0), f(1), f(2), f(3), f(4), f(5)}.then(d.state.page)
	}
	pdf.Interpret(x, inner.operator)
}

func (d *drawing) font(name string) *font {
	if f, ok := d.fonts[name]; ok {
		return f
	}
	f := newFont(d.res.Key("Font").Key(name), d.left)
	d.fonts[name] = f
	return f
}
