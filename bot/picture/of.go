package picture

import (
	"bytes"
	"fmt"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Of draws what the question of a asks for as a file to attach. It returns nil where no picture is asked for and where nothing is found that could be drawn.
func Of(a *index.Answer, theme Theme) (*render.File, error) {
	if len(a.Pictured) == 0 {
		return nil, nil
	}
	o := Options{Theme: theme}
	if a.Searched.Sample {
		o.Note = wording.PictureSample
	}
	var b bytes.Buffer
	switch q := a.Query.(type) {
	case index.Demands:
		q.Picture = false
		o.Title = q.String()
		p := render.NewPositions(a.Pictured, a.PicturedFirst, render.MostActors, render.MostIssues)
		if len(p.Issues) == 0 {
			return nil, nil
		}
		if err := Matrix(&b, p, o); err != nil {
			return nil, fmt.Errorf("draw positions: %w", err)
		}
		return &render.File{Name: "positions.png", Description: AltMatrix(p), Data: b.Bytes()}, nil
	case index.Timeline:
		q.Picture = false // the picture need not say that it is one
		o.Title = q.String()
		entries := Entries(a.Pictured, a.PicturedFirst)
		if n := len(entries); n < a.Total {
			o.Note = fmt.Sprintf(wording.PictureEntries, a.PicturedFirst, a.PicturedFirst+n-1, a.Total, o.Note)
		}
		if err := Timeline(&b, entries, o); err != nil {
			return nil, fmt.Errorf("draw a timeline: %w", err)
		}
		return &render.File{Name: "timeline.png", Description: Alt(entries, a.Total), Data: b.Bytes()}, nil
	}
	return nil, nil
}

// Entries makes results of /timeline entries of a picture; first is the number of the first.
func Entries(results []index.Result, first int) []Entry {
	out := make([]Entry, 0, len(results))
	for i, r := range results {
		out = append(out, Entry{
			Number: first + i, Date: r.Date, Label: render.When(r), Text: r.Text(), When: r.When, Computed: r.Computed, Told: r.Doc.Published,
		})
	}
	return out
}
