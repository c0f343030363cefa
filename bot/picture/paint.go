package picture

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"

	"git.sr.ht/~sbinet/gg"
)

// paint draws a sheet and writes it as PNG.
func paint(w io.Writer, p *pen, s *sheet, t Theme) error {
	colors := t.colors()
	img := image.NewRGBA(image.Rect(0, 0, s.width, s.height))
	dc := gg.NewContextForRGBA(img)
	dc.SetColor(colors[paper])
	dc.Clear()
	for _, m := range s.marks {
		if m.shape == words {
			p.draw(img, m.text, m.style, m.x, m.y, colors[m.ink])
			continue
		}
		draw(dc, m, colors[m.ink], colors[paper])
	}
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(w, indexed(img, t)); err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	return nil
}

func draw(dc *gg.Context, m mark, c, paper color.RGBA) {
	x, y, w, h := float64(m.x), float64(m.y), float64(m.w), float64(m.h)
	r := min(w, h) / 2
	dc.SetColor(c)
	dc.SetLineWidth(2.5)
	switch m.shape {
	case solid, track:
		dc.DrawRoundedRectangle(x, y, w, h, r)
		dc.Fill()
	case chip:
		dc.DrawRoundedRectangle(x, y, w, h, 8)
		dc.Fill()
	case tick, rule:
		dc.DrawRectangle(x, y, w, h)
		dc.Fill()
	case outline, dashed:
		if m.shape == dashed {
			dc.SetDash(6, 4)
		}
		hollow(dc, x, y, w, h, paper)
		dc.SetColor(c)
		dc.Stroke()
		dc.SetDash()
	case ring:
		hollow(dc, x, y, w, h, paper)
		dc.SetColor(c)
		dc.Stroke()
	case gap:
		cut(dc, x, y, w, h, c, paper)
	case fadeIn, fadeOut, fadedIn, fadedOut:
		fade(dc, m, c)
	}
}

// hollow puts a rounded path and fills it with paper.
func hollow(dc *gg.Context, x, y, w, h float64, paper color.RGBA) {
	dc.DrawRoundedRectangle(x+1.5, y+1.5, w-3, h-3, (min(w, h)-3)/2)
	dc.SetColor(paper)
	dc.FillPreserve()
}

// cut interrupts what lies there, and marks it with two strokes.
func cut(dc *gg.Context, x, y, w, h float64, c, paper color.RGBA) {
	dc.SetColor(paper)
	dc.DrawRectangle(x, y, w, h)
	dc.Fill()
	dc.SetColor(c)
	dc.SetLineWidth(2.5)
	for _, at := range []float64{x + w/2 - 4, x + w/2 + 4} {
		dc.DrawLine(at-3, y+h-1, at+3, y+1)
		dc.Stroke()
	}
}

// fade fills a bar that goes over into the ground at one end; a planned one is only drawn round.
func fade(dc *gg.Context, m mark, c color.RGBA) {
	x, y, w, h := float64(m.x), float64(m.y), float64(m.w), float64(m.h)
	clear := color.RGBA{}
	g := gg.NewLinearGradient(x, 0, x+w, 0)
	share := min(fadeLength/w, 1)
	if m.shape == fadeOut || m.shape == fadedOut {
		g.AddColorStop(0, c)
		g.AddColorStop(1-share, c)
		g.AddColorStop(1, clear)
	} else {
		g.AddColorStop(0, clear)
		g.AddColorStop(share, c)
		g.AddColorStop(1, c)
	}
	dc.SetFillStyle(g)
	dc.SetStrokeStyle(g)
	if m.shape == fadeIn || m.shape == fadeOut {
		dc.DrawRoundedRectangle(x, y, w, h, h/2)
		dc.Fill()
		return
	}
	dc.DrawRoundedRectangle(x+1.5, y+1.5, w-3, h-3, (h-3)/2)
	dc.Stroke()
}
