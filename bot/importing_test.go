package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// slowImporter does a document when it is told to, and ends when its steps end.
type slowImporter struct {
	steps chan int
	asked ImportRequest
}

func (s *slowImporter) Import(_ context.Context, r ImportRequest, progress func(int)) (ImportReport, error) {
	s.asked = r
	for n := range s.steps {
		progress(n)
	}
	report := ImportReport{Counts: "9 paragraphs", Refused: []string{"b.txt: it is empty"}}
	for range 7 {
		report.Documents = append(report.Documents, ImportedDocument{ID: "0123", Title: strings.Repeat("Title @everyone *x* ", 20), Outcome: "Imported", Counts: "1 paragraph"})
	}
	return report, nil
}

func TestImportShowsProgress(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	ix, err := index.Open(t.Context(), "", s, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	im := &slowImporter{steps: make(chan int)}
	serve(t, fake, ix, s, func(b *Bot) {
		b.keep(s, time.Now)
		b.cfg.Importer = im
		b.limits.instant, b.limits.progress = time.Millisecond, 50*time.Millisecond
	})
	home := fake.Home()
	at := discordtest.Place{Guild: home.Guild, Channel: home.Channel, User: fake.AddMember(home.Guild, "mod", fake.AddRole(home.Guild, "mods", discordgo.PermissionManageMessages))}
	r := fake.Begin(t, at, "import", "url", "https://quay.example/feed", "publisher", "The Quay")
	fake.Until(t, "the answer is announced", r.Deferred)
	shown := make(chan struct{})
	go func() {
		defer close(im.steps)
		for {
			select {
			case im.steps <- 12:
			case <-shown:
				return
			}
		}
	}()
	fake.Until(t, "progress is shown", func() bool { return strings.Contains(r.Text(), "12 documents so far") })
	close(shown)
	text := r.Wait(t).Text()
	fake.Until(t, "the report is shown", func() bool { text = r.Text(); return strings.Contains(text, "In all 7 documents") })
	for _, want := range []string{"and 2 more", "9 paragraphs", "b\\.txt\\: it is empty"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if im.asked.Guild != home.Guild || im.asked.Channel != home.Channel || im.asked.Publisher != "The Quay" || im.asked.URL != "https://quay.example/feed" {
		t.Errorf("asked for %+v", im.asked)
	}
}
