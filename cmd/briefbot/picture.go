package main

import (
	"fmt"
	"os"

	"example.org/briefbot/bot/picture"
	"example.org/briefbot/index"
)

// pictureFile is where an answer is to be drawn, and how. A nil one is nowhere.
type pictureFile struct {
	path  string
	theme picture.Theme
}

// pictureFile reads the options of a picture; nil where none is asked for.
func (a *app) pictureFile(path, theme string) (*pictureFile, error) {
	t, err := picture.ParseTheme(theme)
	if err != nil {
		return nil, usagef("--picture-theme: %w", err)
	}
	if path == "" {
		return nil, nil
	}
	return &pictureFile{a.path(path), t}, nil
}

// wanted is q with the wish for a picture.
func (f *pictureFile) wanted(q index.Query) (index.Query, error) {
	if f == nil {
		return q, nil
	}
	switch q := q.(type) {
	case index.Timeline:
		q.Picture = true
		return q, nil
	case index.Demands:
		q.Picture = true
		return q, nil
	}
	return nil, usagef("--picture draws the answers to /timeline and /demand; /%s has none", q.Command())
}

// draw writes the picture of an answer. Where nothing can be drawn it says so and writes no file.
func (a *app) draw(answer *index.Answer, f *pictureFile) error {
	if f == nil {
		if len(answer.Pictured) > 0 {
			fmt.Fprintln(a.Err, "briefbot: a terminal shows no picture; --picture FILE.png draws it into a file")
		}
		return nil
	}
	drawn, err := picture.Of(answer, f.theme)
	if err != nil {
		return err
	}
	if drawn == nil {
		fmt.Fprintln(a.Err, "briefbot: there is nothing to draw; no picture is written")
		return nil
	}
	if err := os.WriteFile(f.path, drawn.Data, 0o644); err != nil { //nolint:gosec // a picture is for others to see
		return fmt.Errorf("--picture: %w", unwritable(f.path, err))
	}
	fmt.Fprintln(a.Err, "Drawn into", f.path)
	return nil
}
