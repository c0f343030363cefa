package picture

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"codeberg.org/go-fonts/dejavu/dejavusanscondensedbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// style is how text is set: the size is that of the em, in pixels.
type style struct {
	size int
	bold bool
}

// typefaces are the two weights that everything is set in.
type typefaces struct{ regular, bold *sfnt.Font }

// parsed holds the fonts, which are only read.
//
//nolint:gochecknoglobals // an immutable table, made when it is first used
var parsed = sync.OnceValues(func() (typefaces, error) {
	regular, err := sfnt.Parse(dejavusanscondensed.TTF)
	if err != nil {
		return typefaces{}, fmt.Errorf("read the font: %w", err)
	}
	bold, err := sfnt.Parse(dejavusanscondensedbold.TTF)
	if err != nil {
		return typefaces{}, fmt.Errorf("read the bold font: %w", err)
	}
	return typefaces{regular, bold}, nil
})

// pen measures and draws text for one picture. It keeps each letter once it is drawn; it is not safe for concurrent use.
type pen struct {
	fonts  typefaces
	buffer sfnt.Buffer
	faces  map[style]*face
}

type face struct {
	font.Face
	letters map[rune]letter
}

// letter is a glyph as it lies on whole pixels.
type letter struct {
	advance fixed.Int26_6
	mask    *image.Alpha
	at      image.Point // of the mask, from the origin
}

func newPen() (*pen, error) {
	fonts, err := parsed()
	if err != nil {
		return nil, err
	}
	return &pen{fonts: fonts, faces: map[style]*face{}}, nil
}

// face returns the font at a style. The fonts are known to be sound: a size that they refuse is a mistake of the program.
func (p *pen) face(s style) *face {
	if f := p.faces[s]; f != nil {
		return f
	}
	source := p.fonts.regular
	if s.bold {
		source = p.fonts.bold
	}
	made, err := opentype.NewFace(source, &opentype.FaceOptions{Size: float64(s.size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err)
	}
	f := &face{Face: made, letters: map[rune]letter{}}
	p.faces[s] = f
	return f
}

// letter returns the glyph of r.
func (f *face) letter(r rune) letter {
	if l, ok := f.letters[r]; ok {
		return l
	}
	var l letter
	dr, mask, at, advance, ok := f.Glyph(fixed.Point26_6{}, r)
	if ok {
		l.advance, l.at = advance, dr.Min
		l.mask = image.NewAlpha(image.Rect(0, 0, dr.Dx(), dr.Dy()))
		for y := range dr.Dy() {
			for x := range dr.Dx() {
				_, _, _, a := mask.At(at.X+x, at.Y+y).RGBA()
				l.mask.SetAlpha(x, y, color.Alpha{A: uint8(a >> 8)})
			}
		}
	}
	f.letters[r] = l
	return l
}

// width is how wide s is, in pixels.
func (p *pen) width(s string, st style) int {
	f := p.face(st)
	var sum fixed.Int26_6
	for _, r := range s {
		sum += f.letter(r).advance
	}
	return sum.Ceil()
}

// height is the distance between lines, in pixels.
func (p *pen) height(st style) int { return int(math.Ceil(float64(st.size) * 1.25)) }

// ascent is how far below the top of a line its letters stand.
func (p *pen) ascent(st style) int { return int(math.Round(float64(st.size) * 0.98)) }

// draw writes s on img, its line's top left corner at x, y.
func (p *pen) draw(img *image.RGBA, s string, st style, x, y int, ink color.RGBA) {
	f := p.face(st)
	dot := fixed.I(x)
	base := y + p.ascent(st)
	for _, r := range s {
		l := f.letter(r)
		if l.mask != nil {
			stamp(img, l.mask, dot.Round()+l.at.X, base+l.at.Y, ink)
		}
		dot += l.advance
	}
}

// stamp lays ink through mask on an opaque image.
func stamp(img *image.RGBA, mask *image.Alpha, x0, y0 int, ink color.RGBA) {
	size := mask.Bounds()
	for y := range size.Dy() {
		for x := range size.Dx() {
			a := uint32(mask.Pix[y*mask.Stride+x])
			if a == 0 || !(image.Point{X: x0 + x, Y: y0 + y}).In(img.Rect) {
				continue
			}
			i := img.PixOffset(x0+x, y0+y)
			px := img.Pix[i : i+4 : i+4]
			px[0] = blend(px[0], ink.R, a)
			px[1] = blend(px[1], ink.G, a)
			px[2] = blend(px[2], ink.B, a)
		}
	}
}

func blend(under, over uint8, a uint32) uint8 {
	return uint8((uint32(under)*(255-a) + uint32(over)*a + 127) / 255)
}

// scripts are those that are written with one letter after the other, from left to right, as the fonts have them. Other scripts need
// shaping, and would come out wrong even where the fonts have their letters.
func scripts() []*unicode.RangeTable {
	return []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian, unicode.Common}
}

// has reports whether both weights have a letter for r.
func (p *pen) has(r rune) bool {
	if !unicode.In(r, scripts()...) || unicode.In(r, unicode.Mn, unicode.Me, unicode.Cc, unicode.Cf, unicode.Co) {
		return false
	}
	for _, f := range []*sfnt.Font{p.fonts.regular, p.fonts.bold} {
		if g, err := f.GlyphIndex(&p.buffer, r); err != nil || g == 0 {
			return false
		}
	}
	return true
}

// drawable reports whether s can be drawn as it should look.
func (p *pen) drawable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !p.has(r) }) < 0
}

// tidy prepares text for one line: composed letters, single spaces, without characters that are not seen.
func tidy(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "�"))
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cc, r):
			return ' '
		case unicode.Is(unicode.Cf, r) || r == 0xfe0e || r == 0xfe0f: // the last two choose between an emoji and a sign
			return -1
		case r == '‑':
			return '-'
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
