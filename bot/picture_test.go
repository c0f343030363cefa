package bot

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// dates is an Asker with a timeline of seven days, three a page.
type dates struct{ *desk }

func (d dates) Ask(ctx context.Context, s index.Scope, q index.Query) (*index.Answer, error) {
	a, err := d.desk.Ask(ctx, s, q)
	line, ok := q.(index.Timeline)
	if err != nil || !ok {
		return a, err
	}
	var all []index.Result
	at := 0
	for i, text := range strings.Split(strings.TrimSpace(d.doc.Text), "\n") {
		e := index.Excerpt{Doc: d.doc, Spans: []corpus.Span{{Start: at, End: at + len(text)}}}
		all = append(all, index.Result{
			Excerpt: e, Date: fmt.Sprintf("2025-03-%02d", 4+i), Precision: "day", When: "past",
			Citations: []index.Citation{{Doc: d.doc, Paragraph: i + 1, Spans: e.Spans}},
		})
		at += len(text) + 1
	}
	a.Page = max(line.Page, 1)
	a.Results = all[3*(a.Page-1) : min(3*a.Page, len(all))]
	if line.Picture {
		a.Pictured, a.PicturedFirst = all, 1
	}
	return a, nil
}

// A picture comes as an attachment with a description, as private as the answer, and the buttons keep it.
func TestPictures(t *testing.T) {
	fake := discordtest.New(t)
	serve(t, fake, dates{newDesk()}, &facts{})
	home := fake.Home()
	picture := func(t *testing.T, r *discordtest.Reply) {
		t.Helper()
		files := r.Files()
		if len(files) != 1 || files[0].Name != "timeline.png" || files[0].ContentType != "image/png" {
			t.Fatalf("attached: %d files", len(files))
		}
		if _, err := png.Decode(bytes.NewReader(files[0].Data)); err != nil {
			t.Error(err)
		}
		alt := files[0].Description
		if !strings.HasPrefix(alt, "Timeline of 7 dated entries") || !strings.Contains(alt, "2025-03-10") || utf8.RuneCountInString(alt) > 1024 {
			t.Errorf("described as %q", alt)
		}
	}
	r := fake.Slash(t, home, "timeline", "picture", "true")
	picture(t, r)
	if r.Ephemeral() || !strings.Contains(r.Text(), "sentence 1 ") {
		t.Errorf("private %v: %s", r.Ephemeral(), r.Text())
	}
	next := fake.Press(t, home, r, "Next")
	picture(t, next)
	if !strings.Contains(next.Text(), "sentence 4") {
		t.Errorf("page 2: %s", next.Text())
	}
	if r := fake.Slash(t, home, "timeline", "picture", "true", "private", "true"); !r.Ephemeral() || len(r.Files()) != 1 {
		t.Errorf("private %v, %d files", r.Ephemeral(), len(r.Files()))
	}
	if r := fake.Slash(t, home, "timeline"); len(r.Files()) != 0 {
		t.Errorf("%d files though no picture is asked for", len(r.Files()))
	}
	fake.Drop(discordtest.RouteCallback, 1)
	picture(t, fake.Slash(t, home, "timeline", "picture", "true"))
}

func TestASlowAnswerHasItsPicture(t *testing.T) {
	fake := discordtest.New(t)
	d := newDesk()
	serve(t, fake, dates{d}, &facts{}, func(b *Bot) { b.limits.instant = 20 * time.Millisecond })
	release := make(chan struct{})
	d.do(func(context.Context, index.Query) error { <-release; return nil })
	r := fake.Begin(t, fake.Home(), "timeline", "picture", "true", "private", "true")
	fake.Until(t, "a defer", r.Deferred)
	close(release)
	r.Wait(t)
	if !r.Ephemeral() || len(r.Files()) != 1 || r.Files()[0].Description == "" {
		t.Errorf("private %v, %d files", r.Ephemeral(), len(r.Files()))
	}
}
