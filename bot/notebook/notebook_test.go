package notebook

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/store"
)

// calendar is a time that a test moves.
type calendar struct{ t time.Time }

func (c *calendar) now() time.Time { return c.t }

func book() (*Book, corpus.Store, *calendar) {
	c := &calendar{time.Date(2031, 5, 2, 10, 0, 0, 0, time.UTC)}
	s := store.Memory()
	return New(s, c.now), s, c
}

func add(t *testing.T, b *Book, d Draft) *Card {
	t.Helper()
	c, err := b.Add(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAdd(t *testing.T) {
	b, s, _ := book()
	base := Draft{Guild: "g", Home: "c", By: "u", Writer: "u", Name: "Mara", Text: " One\r\ntwo. "}
	c := add(t, b, base)
	r, err := s.Get(t.Context(), c.ID)
	if err != nil || r.Text != "One\ntwo." || r.Author != "Mara" || r.Kind != corpus.Note || r.Guild != "g" || r.Channel != "c" || r.Published.Format(time.DateOnly) != "2031-05-02" {
		t.Errorf("%+v, %v", r, err)
	}
	if again, err := b.Add(t.Context(), base); !errors.Is(err, ErrThere) || again.ID != c.ID {
		t.Errorf("the same again: %v", err)
	}
	other := base
	other.Writer, other.Name = "v", "Elin"
	if d := add(t, b, other); d.ID == c.ID {
		t.Error("the same words of another writer are the same note")
	}
	saved := base
	saved.Channel, saved.Message = "c", "m1"
	if d := add(t, b, saved); d.ID == c.ID {
		t.Error("the same words of a message are the same note")
	}
	for text, want := range map[string]error{"": ErrEmpty, " \n\t": ErrEmpty, strings.Repeat("ä", MaxText+1): ErrLong} {
		if _, err := b.Add(t.Context(), Draft{Text: text}); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", text, err, want)
		}
	}
	if _, err := b.Add(t.Context(), Draft{Text: strings.Repeat("ä ", MaxText/2)}); err != nil {
		t.Errorf("a note of the greatest length: %v", err)
	}
}

// shadow is what must be in a book.
type shadow struct {
	*Book
	r     *rand.Rand
	there map[corpus.ID]entry
	last  map[string]done // by user
}

type entry struct {
	card *Card
	text string
}

type done struct{ added, removed *entry }

// TestBook changes notes at random, beside a model of what must be there.
func TestBook(t *testing.T) {
	b, s, c := book()
	m := &shadow{b, rand.New(rand.NewPCG(11, 13)), map[corpus.ID]entry{}, map[string]done{}}
	for i := range 400 {
		c.t = c.t.Add(time.Duration(m.r.IntN(200)) * time.Second)
		user := fmt.Sprint("u", m.r.IntN(3))
		switch m.r.IntN(5) {
		case 0, 1:
			m.add(t, user, i)
		case 2:
			m.edit(t, user, i)
		case 3:
			m.remove(t, user)
		case 4:
			m.undo(t, user)
		}
		compare(t, b, s, len(m.there), func(id corpus.ID) string { return m.there[id].text })
	}
}

func (m *shadow) pick() (entry, bool) {
	for _, e := range m.there {
		return e, true
	}
	return entry{}, false
}

func (m *shadow) add(t *testing.T, user string, i int) {
	d := Draft{Guild: "g", Home: "c", By: user, Writer: user, Text: fmt.Sprintf("Note %d of the log.", i)}
	if m.r.IntN(2) == 0 {
		d.Writer, d.Channel, d.Message = "w", "c", fmt.Sprint("m", i)
	}
	e := entry{add(t, m.Book, d), d.Text}
	m.there[e.card.ID], m.last[user] = e, done{added: &e}
}

func (m *shadow) edit(t *testing.T, user string, i int) {
	e, ok := m.pick()
	if !ok {
		return
	}
	text := fmt.Sprintf("Changed in step %d.", i)
	card, err := m.Edit(t.Context(), "g", e.card.ID, user, text)
	if e.card.Message != "" {
		if !errors.Is(err, ErrSaved) {
			t.Fatalf("a saved message is edited: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	n := entry{card, text}
	delete(m.there, e.card.ID)
	m.there[card.ID], m.last[user] = n, done{&n, &e}
}

// remove deletes a note, or the message that it was saved from.
func (m *shadow) remove(t *testing.T, user string) {
	e, ok := m.pick()
	if !ok {
		return
	}
	delete(m.there, e.card.ID)
	if e.card.Message == "" || m.r.IntN(2) == 0 {
		if _, err := m.Delete(t.Context(), "g", e.card.ID, user); err != nil {
			t.Fatal(err)
		}
		m.last[user] = done{removed: &e}
		return
	}
	if err := m.Forget(t.Context(), "g", "c", e.card.Message); err != nil {
		t.Fatal(err)
	}
	for u, d := range m.last {
		for _, x := range []*entry{d.added, d.removed} {
			if x != nil && x.card.Message == e.card.Message {
				delete(m.last, u)
			}
		}
	}
}

func (m *shadow) undo(t *testing.T, user string) {
	_, err := m.Undo(t.Context(), "g", user)
	d, ok := m.last[user]
	delete(m.last, user)
	if errors.Is(err, ErrNothing) {
		return // there was nothing, or it has run out
	}
	if err != nil || !ok {
		t.Fatalf("undo: %v; the model has something: %v", err, ok)
	}
	if d.added != nil {
		delete(m.there, d.added.card.ID)
	}
	if d.removed != nil {
		m.there[d.removed.card.ID] = *d.removed
	}
}

// compare checks that cards, documents and saved messages agree with the model.
func compare(t *testing.T, b *Book, s corpus.Store, n int, text func(corpus.ID) string) {
	t.Helper()
	cards, err := b.List(t.Context(), "g", false)
	if err != nil {
		t.Fatal(err)
	}
	ids, err := s.Of(t.Context(), "g")
	if err != nil || len(ids) != n || len(cards) != n {
		t.Fatalf("%d cards and %d documents, want %d: %v", len(cards), len(ids), n, err)
	}
	saved := 0
	for _, c := range cards {
		r, err := s.Get(t.Context(), c.ID)
		if err != nil || r.Text != text(c.ID) {
			t.Fatalf("note %s: %v", c.ID, err)
		}
		if c.Message != "" {
			saved++
		}
	}
	if m, err := b.Saved(t.Context()); err != nil || len(m) != saved {
		t.Fatalf("%d saved messages, want %d: %v", len(m), saved, err)
	}
}

func TestUndoTime(t *testing.T) {
	b, _, c := book()
	card := add(t, b, Draft{Guild: "g", Home: "c", By: "u", Writer: "u", Text: "Gone soon."})
	if _, err := b.Delete(t.Context(), "g", card.ID, "u"); err != nil {
		t.Fatal(err)
	}
	c.t = c.t.Add(UndoTime)
	if err := b.Expire(t.Context()); err != nil {
		t.Fatal(err)
	}
	if u, err := b.Undo(t.Context(), "g", "u"); err != nil || u.Back == nil {
		t.Fatalf("after ten minutes sharp: %v", err)
	}
	if _, err := b.Delete(t.Context(), "g", card.ID, "u"); err != nil {
		t.Fatal(err)
	}
	c.t = c.t.Add(UndoTime + time.Second)
	if _, err := b.Undo(t.Context(), "g", "u"); !errors.Is(err, ErrNothing) {
		t.Errorf("a second later: %v", err)
	}
}

func TestForgetUser(t *testing.T) {
	b, s, _ := book()
	for i, d := range []Draft{
		{Guild: "g", By: "u", Writer: "u"},
		{Guild: "g", By: "v", Writer: "u", Channel: "c", Message: "m"},
		{Guild: "g", By: "u", Writer: "v", Channel: "c", Message: "n"},
		{Guild: "h", By: "u", Writer: "u"},
		{Guild: "g", By: "v", Writer: "v"},
		{Writer: "", Name: "the operator"},
	} {
		d.Home, d.Text = "c", fmt.Sprint("Note ", i)
		add(t, b, d)
	}
	for _, c := range []struct {
		guild            string
		removed, changed int
		left             int
	}{{"g", 2, 1, 4}, {"", 1, 0, 3}, {"", 0, 0, 3}} {
		removed, changed, err := b.ForgetUser(t.Context(), c.guild, "u")
		all, listErr := b.List(t.Context(), "", true)
		if err != nil || listErr != nil || removed != c.removed || changed != c.changed || len(all) != c.left {
			t.Errorf("in %q: removed %d, changed %d, left %d; want %+v: %v %v", c.guild, removed, changed, len(all), c, err, listErr)
		}
	}
	for f, err := range s.Facts(context.Background(), "") {
		if err != nil || strings.Contains(f.Key, "/u") || strings.Contains(f.Value, `"u"`) {
			t.Errorf("still kept: %s = %s %v", f.Key, f.Value, err)
		}
	}
}

func TestForgetChannel(t *testing.T) {
	b, _, _ := book()
	for i, channel := range []string{"c", "c", "thread of c", ""} {
		d := Draft{Guild: "g", Home: "c", By: "u", Writer: "u", Channel: channel, Text: fmt.Sprint("Note ", i)}
		if channel != "" {
			d.Message = fmt.Sprint("m", i)
		}
		add(t, b, d)
	}
	if err := b.ForgetChannel(t.Context(), "g", "c"); err != nil {
		t.Fatal(err)
	}
	if cards, err := b.List(t.Context(), "g", false); err != nil || len(cards) != 1 || cards[0].Message != "" {
		t.Errorf("%d notes are left, %v; want the typed one", len(cards), err)
	}
}

// TestAdopt: a note that comes back from an export is listed, and goes when its message goes; the message of another server is none of it.
func TestAdopt(t *testing.T) {
	b, s, _ := book()
	for _, c := range []struct {
		guild, url      string
		listed, message bool
	}{
		{"1", "https://discord.com/channels/1/2/3", true, true},
		{"1", "https://discord.com/channels/9/2/3", true, false},
		{"1", "https://discord.com/channels/1/2/3/4", true, false},
		{"1", "https://discord.com/channels/1/2/x", true, false},
		{"1", "", true, false},
		{"", "https://discord.com/channels/1/2/3", false, false},
	} {
		doc := &corpus.Document{ID: corpus.NewID(c.guild, "5", c.url), Kind: corpus.Note, Guild: c.guild, Channel: "5", Author: "Mara", URL: c.url, Text: "Adopted."}
		if _, err := s.Put(t.Context(), &corpus.Record{Document: *doc}); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := b.Adopt(t.Context(), doc); err != nil {
				t.Fatal(err)
			}
		}
		card, err := b.Card(t.Context(), c.guild, doc.ID)
		if (err == nil) != c.listed || c.listed && (card.Message != "") != c.message {
			t.Errorf("%+v: %+v, %v", c, card, err)
		}
		if err := b.Forget(t.Context(), "1", "2", "3"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(t.Context(), doc.ID); errors.Is(err, corpus.ErrNotFound) != c.message {
			t.Errorf("%+v: after its message was deleted: %v", c, err)
		}
	}
	article := &corpus.Document{ID: "a", Kind: corpus.Article, Guild: "1", Text: "x"}
	if err := b.Adopt(t.Context(), article); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Card(t.Context(), "1", "a"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("an article is adopted: %v", err)
	}
}

func FuzzHead(f *testing.F) {
	for _, s := range []string{"", "short", strings.Repeat("long words ", 20), strings.Repeat("👩‍👩‍👧‍👦", 40), "a\nb\tc", strings.Repeat("ü", 200), "Зустріч у гавані " + strings.Repeat("завтра ", 20)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		h := head(text)
		line := strings.Join(strings.Fields(text), " ")
		if cut, ok := strings.CutSuffix(h, "…"); h != line && (!ok || !strings.HasPrefix(line, cut)) {
			t.Errorf("head of %q is %q", text, h)
		}
		if n := utf8.RuneCountInString(h); n > headRoom+1 {
			t.Errorf("%d characters", n)
		}
	})
}
