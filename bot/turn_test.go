package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index/wording"
)

// shutGate stores what warden Brandt says of gate n, on a day of its own.
func shutGate(t *testing.T, s corpus.Store, n int, day time.Time) corpus.ID {
	t.Helper()
	text := fmt.Sprintf("Gate %d\n\n“Gate %d stays shut,” warden Ilse Brandt said.", n, n)
	d := &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: fmt.Sprint("Gate ", n), Publisher: "The Courier", Published: day, Text: text}
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
		t.Fatal(err)
	}
	return d.ID
}

// A button shows the page beside its own, after a restart, with an index made anew, a month later, for anybody; and where its own page is no longer what was
// shown, it says so and shows the first.
func TestPagesAfterAMonth(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	for n := range 13 {
		shutGate(t, s, n, ymd(2025, 3, 20-n))
	}
	first := newOffice(t, fake, s)
	home := fake.Home()
	other := home
	other.User = fake.AddMember(home.Guild, "another")
	list, long := fake.Slash(t, home, "who-said", "who", "Brandt"), fake.Slash(t, home, "who-said", "who", "Brandt", "since", "2024-01-01", "until", "2026-01-01", "about", "gate gate gate gate gate gate gate gate gate")
	third := fake.Press(t, home, fake.Press(t, home, fake.Slash(t, home, "who-said", "who", "Brandt"), "Next"), "Next")
	same(t, "the first and the last page have nothing before and behind", []bool{true, false, false, true}, []bool{disabled(list, "Previous"), disabled(list, "Next"), disabled(third, "Previous"), disabled(third, "Next")})
	for _, r := range []*discordtest.Reply{list, long, third} {
		for _, b := range r.Buttons() {
			if n := width(b.CustomID); n > idRoom || strings.TrimSpace(b.Label) == "" {
				t.Errorf("button %q has an id of %d: %s", b.Label, n, b.CustomID)
			}
		}
	}
	if err := first.end(t); err != nil {
		t.Fatal(err)
	}

	shutGate(t, s, 99, ymd(2025, 3, 1)) // behind all that was shown on page 1
	second := newOffice(t, fake, s)
	second.clock.advance(30 * 24 * time.Hour)
	for _, r := range []*discordtest.Reply{list, long} {
		if next := fake.Press(t, other, r, "Next"); !strings.Contains(next.Text(), "Gate 5 — The") || strings.Contains(next.Text(), wording.PageChanged) {
			t.Errorf("page 2:\n%s", next.Text())
		}
	}
	t.Run("a new first result", func(t *testing.T) {
		list := fake.Slash(t, home, "who-said", "who", "Brandt")
		shutGate(t, s, 50, ymd(2025, 3, 30))
		next := fake.Press(t, other, list, "Next")
		if !strings.HasPrefix(next.Text(), wording.PageChanged) || !strings.Contains(next.Text(), "Gate 50 — The") || strings.Contains(next.Text(), "Gate 5 — The") {
			t.Errorf("after a change:\n%s", next.Text())
		}
		if again := fake.Press(t, other, next, "Next"); !strings.Contains(again.Text(), "Gate 4 — The") {
			t.Errorf("and on:\n%s", again.Text())
		}
	})
	t.Run("a result that is gone", func(t *testing.T) {
		list := fake.Slash(t, home, "who-said", "who", "Brandt")
		if err := s.Delete(t.Context(), shutGate(t, s, 0, ymd(2025, 3, 20))); err != nil {
			t.Fatal(err)
		}
		if next := fake.Press(t, other, list, "Next"); !strings.HasPrefix(next.Text(), wording.PageChanged) || strings.Contains(next.Text(), "Gate 0 — The") {
			t.Errorf("after a removal:\n%s", next.Text())
		}
	})
	t.Run("without buttons", func(t *testing.T) {
		if r := fake.Slash(t, home, "who-said", "who", "Brandt", "page", "2"); !strings.Contains(r.Text(), "page 2 of") || !strings.Contains(r.Text(), "Gate 5 — The") {
			t.Errorf("page 2:\n%s", r.Text())
		}
		offered := fake.Autocomplete(t, home, "who-said", "doc", "gate 7")
		if len(offered) != 1 || !strings.Contains(offered[0].Name, "Gate 7") {
			t.Fatalf("offered: %v", offered)
		}
		if r := fake.Slash(t, home, "who-said", "who", "Brandt", "doc", fmt.Sprint(offered[0].Value)); !strings.Contains(r.Text(), "1 statement") || !strings.Contains(r.Text(), "Gate 7 — The") {
			t.Errorf("of one document:\n%s", r.Text())
		}
	})
	t.Run("a button of an earlier version", func(t *testing.T) {
		if next := fake.PressID(t, home, "p 2 /who-said who:Brandt"); !strings.Contains(next.Text(), "Gate 5 — The") {
			t.Errorf("page 2:\n%s", next.Text())
		}
	})
}

func disabled(r *discordtest.Reply, label string) bool {
	for _, b := range r.Buttons() {
		if b.Label == label {
			return b.Disabled
		}
	}
	return false
}

func TestPagesOfNotes(t *testing.T) {
	fake := discordtest.New(t)
	newOffice(t, fake, store.Memory())
	home := fake.Home()
	for n := range 21 {
		fake.Slash(t, home, "note add", "text", fmt.Sprintf("Berth %d is free.", n))
	}
	list := fake.Slash(t, home, "note list")
	if next := fake.Press(t, home, list, "Next"); !strings.Contains(next.Text(), "Berth 10 is") || strings.Contains(next.Text(), wording.NotesPageChanged) {
		t.Errorf("page 2:\n%s", next.Text())
	}
	list = fake.Slash(t, home, "note list")
	fake.Slash(t, home, "note add", "text", "Berth 77 is free.")
	if next := fake.Press(t, home, list, "Next"); !strings.HasPrefix(next.Text(), wording.NotesPageChanged) || !strings.Contains(next.Text(), "Berth 77 is") {
		t.Errorf("after a change:\n%s", next.Text())
	}
}

func FuzzTurn(f *testing.F) {
	f.Add("2-3.k3Jd9aQx")
	f.Add("9999999999999999999-2.x")
	f.Add("-1-2.")
	f.Fuzz(func(t *testing.T, s string) {
		got := readTurn(s)
		if got.to < 1 || got.from < 0 {
			t.Fatalf("readTurn(%q) = %+v", s, got)
		}
		if got.mark != "" && !strings.ContainsAny(got.mark, " .") && readTurn(got.String()) != got {
			t.Fatalf("readTurn(%q) = %+v, and again %+v", s, got, readTurn(got.String()))
		}
	})
}

// Of two people of one name neither is taken for the other: they are offered, and who was chosen stays chosen from page to page.
func TestChoiceLastsInThePager(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	for n, name := range []string{"Mara Lindqvist", "Olof Lindqvist"} {
		for k := range 7 {
			text := fmt.Sprintf("Lock %d\n\n“Lock %d is open,” %s said.", 10*n+k, 10*n+k, name)
			d := &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: "Locks", Published: ymd(2025, 3, 1+k), Text: text}
			a, err := extract.Annotate(d)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
				t.Fatal(err)
			}
		}
	}
	newOffice(t, fake, s)
	home := fake.Home()
	for command, option := range map[string]string{"who-said": "who", "search": "query"} {
		value := "Lindqvist"
		if command == "search" {
			value = "lock who:Lindqvist"
		}
		asked := fake.Slash(t, home, command, option, value)
		if text := asked.Text(); !strings.Contains(text, "Who is meant?") || !strings.Contains(text, "Mara Lindqvist") || !strings.Contains(text, "Olof Lindqvist") || strings.Contains(text, "is open") {
			t.Fatalf("/%s: no choice:\n%s", command, text)
		}
		page := fake.Select(t, home, asked, "Who is meant", "Olof Lindqvist")
		for range 2 {
			if text := page.Text(); !strings.Contains(text, "7 ") || !strings.Contains(text, "Lock** 1") && !strings.Contains(text, "Lock 1") || strings.Contains(text, "Mara") || strings.Contains(text, "Lock 0") {
				t.Errorf("/%s, after the choice:\n%s", command, text)
			}
			if !disabled(page, "Next") {
				page = fake.Press(t, home, page, "Next")
			}
		}
	}
}
