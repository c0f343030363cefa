package digest

import (
	"bytes"
	"errors"
	"fmt"

	"example.org/briefbot/bot/picture"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// A digest has a picture where there are enough dates for one, and shows the latest where there are too many to be read at a glance.
const (
	fewestDates = 3
	mostDates   = 15
)

// timeline draws the dates of a digest; nil where there are too few.
func timeline(d *index.Digest, x Run) (*render.File, error) {
	if len(d.Dates) < fewestDates {
		return nil, nil
	}
	var b bytes.Buffer
	entries := picture.Entries(d.Dates[max(0, len(d.Dates)-mostDates):], max(0, len(d.Dates)-mostDates)+1)
	err := picture.Timeline(&b, entries, picture.Options{Title: fmt.Sprintf(wording.PictureOfDates, x.Date.Format(wording.PictureDay)), Theme: picture.Dark})
	if errors.Is(err, picture.ErrEmpty) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("draw the dates: %w", err)
	}
	return &render.File{Name: "timeline.png", Description: picture.Alt(entries, len(d.Dates)), Data: b.Bytes()}, nil
}
