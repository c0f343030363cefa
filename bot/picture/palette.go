package picture

import (
	"image"
	"image/color"
)

// shades is how many steps each ink has on its way from the paper: enough that the edges of letters look smooth.
const shades = 24

// palette is that of a theme: the paper, and each ink in its shades on it.
func (t Theme) palette() color.Palette {
	colors := t.colors()
	under := colors[paper]
	out := color.Palette{under}
	for _, i := range []ink{plain, faint, ground, edge, past, ongoing, planned, gone, against} {
		over := colors[i]
		for n := uint32(1); n <= shades; n++ {
			a := n * 255 / shades
			out = append(out, color.RGBA{R: blend(under.R, over.R, a), G: blend(under.G, over.G, a), B: blend(under.B, over.B, a), A: 255})
		}
	}
	return out
}

// indexed reduces img to the palette of t. A picture has few colours, and with one byte a pixel it is written in a quarter of the time.
func indexed(img *image.RGBA, t Theme) *image.Paletted {
	p := t.palette()
	out := image.NewPaletted(img.Rect, p)
	known := map[[3]uint8]uint8{}
	var last [3]uint8
	at := uint8(p.Index(color.RGBA{A: 255}))
	for i := range out.Pix {
		px := img.Pix[4*i : 4*i+3 : 4*i+3]
		c := [3]uint8{px[0], px[1], px[2]}
		if c != last {
			n, ok := known[c]
			if !ok {
				n = uint8(p.Index(color.RGBA{R: c[0], G: c[1], B: c[2], A: 255}))
				known[c] = n
			}
			last, at = c, n
		}
		out.Pix[i] = at
	}
	return out
}
