package bot

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/rivo/uniseg"

	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// clock is the bot's time, which a test moves.
type clock struct {
	mu    sync.Mutex
	added time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.added)
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.added += d
}

// office is a bot with a real index over a store, in a fake Discord.
type office struct {
	*running
	fake  *discordtest.Server
	store corpus.Store
	clock *clock
}

func newOffice(t *testing.T, fake *discordtest.Server, s corpus.Store, change ...func(*Bot)) *office {
	t.Helper()
	ix, err := index.Open(t.Context(), "", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	o := &office{fake: fake, store: s, clock: &clock{}}
	o.running = serve(t, fake, ix, s, append([]func(*Bot){func(b *Bot) {
		b.keep(s, o.clock.now)
		b.cfg.Digests = digest.New(s, newsOf{s, ix}, b.log)
	}}, change...)...)
	return o
}

// finds asks for words at a place and returns the answer's text.
func (o *office) finds(t *testing.T, at discordtest.Place, words string) string {
	t.Helper()
	return o.fake.Slash(t, at, "search", "query", words).Text()
}

func (o *office) wants(t *testing.T, at discordtest.Place, words, text string, want bool) {
	t.Helper()
	if got := o.finds(t, at, words); strings.Contains(got, text) != want {
		t.Helper()
		t.Errorf("search for %q: shows %q: %v, want %v\n%s", words, text, !want, want, got)
	}
}

// desk3 are the members that take part in the tests of notes.
type desk3 struct{ home, other, moderator discordtest.Place }

func TestNotes(t *testing.T) {
	fake := discordtest.New(t)
	o := newOffice(t, fake, store.Memory())
	home := fake.Home()
	d := desk3{home: home, other: home, moderator: home}
	d.other.User = fake.AddMember(home.Guild, "writer")
	d.moderator.User = fake.AddMember(home.Guild, "mod", fake.AddRole(home.Guild, "mods", discordgo.PermissionManageMessages))
	for _, part := range []struct {
		name string
		test func(*testing.T, *office, desk3)
	}{
		{"add, edit, undo, delete", testAddEditUndoDelete},
		{"by a form", testForm},
		{"from a message", testSaveMessage},
		{"from a message without words", testSaveWhatHasNoWords},
		{"messages that go", testMessagesThatGo},
		{"list", testListNotes},
		{"in a direct message", testNoDirectNotes},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, o, d) })
	}
}

func testAddEditUndoDelete(t *testing.T, o *office, d desk3) {
	r := o.fake.Slash(t, d.home, "note add", "text", "The lighthouse keeper wants a new lamp.")
	if !r.Ephemeral() || !strings.Contains(r.Text(), "Noted") {
		t.Fatalf("private %v: %s", r.Ephemeral(), r.Text())
	}
	o.wants(t, d.home, "lighthouse", "new lamp", true)
	if text := o.fake.Slash(t, d.home, "note add", "text", "The lighthouse keeper wants a new lamp.").Text(); !strings.Contains(text, "there already") {
		t.Errorf("the same again: %s", text)
	}
	choices := o.fake.Autocomplete(t, d.home, "note edit", "note", "lamp")
	if len(choices) != 1 || len(o.fake.Autocomplete(t, d.other, "note edit", "note", "")) != 0 || len(o.fake.Autocomplete(t, d.other, "note delete", "note", "")) != 0 {
		t.Fatalf("offered for editing: %v", choices)
	}
	id := fmt.Sprint(choices[0].Value)
	if text := o.fake.Slash(t, d.other, "note edit", "note", id, "text", "Stolen.").Text(); !strings.Contains(text, "no such note") {
		t.Errorf("somebody else edits: %s", text)
	}
	o.fake.Slash(t, d.home, "note edit", "note", id, "text", "The lighthouse keeper wants two lamps.")
	o.wants(t, d.home, "lighthouse", "two lamps", true)
	o.wants(t, d.home, "lighthouse", "new lamp", false)
	o.fake.Slash(t, d.home, "note undo")
	o.wants(t, d.home, "lighthouse", "new lamp", true)
	o.wants(t, d.home, "lighthouse", "two lamps", false)
	if text := o.fake.Slash(t, d.home, "note undo").Text(); !strings.Contains(text, "nothing in the last ten minutes") {
		t.Errorf("undone twice: %s", text)
	}
	o.fake.Slash(t, d.moderator, "note delete", "note", id)
	o.wants(t, d.home, "lighthouse", "lamp", false)
	o.fake.Slash(t, d.moderator, "note undo")
	o.wants(t, d.home, "lighthouse", "new lamp", true)
	o.fake.Slash(t, d.home, "note delete", "note", id)
	o.clock.advance(11 * time.Minute)
	if text := o.fake.Slash(t, d.home, "note undo").Text(); !strings.Contains(text, "nothing in the last ten minutes") {
		t.Errorf("undone after eleven minutes: %s", text)
	}
	o.wants(t, d.home, "lighthouse", "lamp", false)
}

func testForm(t *testing.T, o *office, d desk3) {
	form := o.fake.Slash(t, d.home, "note add")
	if m := form.Modal(); m == nil || len(m.Inputs) != 1 {
		t.Fatalf("no form: %s", form.Text())
	}
	o.fake.Submit(t, form, "text", "The ferry is late.\n\nAgain.")
	o.wants(t, d.home, "ferry", "is late", true)
	id := fmt.Sprint(o.fake.Autocomplete(t, d.home, "note edit", "note", "ferry")[0].Value)
	edit := o.fake.Slash(t, d.home, "note edit", "note", id)
	if edit.Modal() == nil {
		t.Fatalf("no form: %s", edit.Text())
	}
	o.fake.Submit(t, edit, "text", "The ferry is on time.")
	o.wants(t, d.home, "ferry", "on time", true)
	o.wants(t, d.home, "ferry", "late", false)
}

func testSaveMessage(t *testing.T, o *office, d desk3) {
	message := o.fake.Say(d.other, "The mayor promised @everyone a **tram** by May.")
	r := o.fake.Menu(t, d.home, "Save as note", message)
	if !r.Ephemeral() || !strings.Contains(r.Text(), "Saved as a note by writer") {
		t.Fatalf("private %v: %s", r.Ephemeral(), r.Text())
	}
	text := o.finds(t, d.home, "tram")
	link := "https://discord.com/channels/" + d.home.Guild + "/" + d.home.Channel + "/" + message
	for _, part := range []string{`\@everyone a \*\***tram**\*\* by May`, "writer", link} {
		if !strings.Contains(text, part) {
			t.Errorf("the note is not shown with %q:\n%s", part, text)
		}
	}
	id := fmt.Sprint(o.fake.Autocomplete(t, d.home, "note delete", "note", "tram")[0].Value)
	if text := o.fake.Slash(t, d.home, "note edit", "note", id, "text", "Else.").Text(); !strings.Contains(text, "no such note") {
		t.Errorf("a saved message is edited: %s", text)
	}
	o.fake.Slash(t, d.other, "note delete", "note", id) // whose words they are
	o.wants(t, d.home, "tram", "mayor", false)
	o.fake.Slash(t, d.other, "note undo")
	o.wants(t, d.home, "tram", "mayor", true)
	o.fake.Slash(t, d.home, "note delete", "note", id)
	o.fake.DeleteMessage(message)
	if text := o.fake.Slash(t, d.home, "note undo").Text(); !strings.Contains(text, "nothing in the last") {
		t.Errorf("a note of a deleted message comes back: %s", text)
	}
}

// testSaveWhatHasNoWords: what cannot be cited by its author is refused with the reason, and beside words it is left out.
func testSaveWhatHasNoWords(t *testing.T, o *office, d desk3) {
	snapshot := []any{map[string]any{"message": map[string]any{"content": "The barge sank."}}}
	embed := []any{map[string]any{"type": "rich", "description": "The barge rose."}}
	file := []any{map[string]any{"id": "1", "filename": "barge.png", "size": 1, "url": "https://cdn.example/1", "proxy_url": "https://cdn.example/1"}}
	strange := []any{map[string]any{"type": 99}}
	for _, c := range []struct {
		content string
		parts   map[string]any
		want    string
	}{
		{"", map[string]any{"message_snapshots": snapshot}, wording.SaveForwarded},
		{"", map[string]any{"embeds": embed}, wording.SaveEmbeds},
		{"", map[string]any{"attachments": file}, wording.SaveAttachments},
		{"", map[string]any{"poll": map[string]any{"question": map[string]any{"text": "Barge?"}}}, wording.SavePoll},
		{" \n ", nil, wording.SaveNoWords},
		{"", map[string]any{"components": strange}, wording.NotUnderstood},
		{"The barge is towed.", map[string]any{"embeds": embed, "attachments": file}, "Saved as a note by writer"},
		{strings.Repeat("Barge. ", 570), nil, "Saved as a note by writer"},
	} {
		r := o.fake.Menu(t, d.home, "Save as note", o.fake.SayWith(d.other, c.content, c.parts))
		if text := strings.ReplaceAll(r.Text(), "\\", ""); !r.Ephemeral() || !strings.Contains(text, c.want) {
			t.Errorf("%q %v: private %v, %s", c.content, c.parts, r.Ephemeral(), text)
		}
	}
	text := o.finds(t, d.home, "barge")
	for _, never := range []string{"sank", "rose", "barge.png"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is cited:\n%s", never, text)
		}
	}
	o.wants(t, d.home, "barge towed", "**towed**", true)
}

func testMessagesThatGo(t *testing.T, o *office, d desk3) {
	aside := d.home
	aside.Channel = o.fake.AddChannel(d.home.Guild, "aside")
	var messages []string
	for i, at := range []discordtest.Place{d.home, d.home, d.home, aside} {
		messages = append(messages, o.fake.Say(at, fmt.Sprintf("Rumour number %d of the brewery.", i)))
		o.fake.Menu(t, at, "Save as note", messages[i])
	}
	o.wants(t, d.home, "brewery", "number 0", true)
	o.fake.DeleteMessage(messages[0])
	o.wants(t, d.home, "brewery", "number 0", false)
	o.fake.BulkDelete(messages[1:3]...)
	o.wants(t, d.home, "brewery", "number 1", false)
	o.wants(t, d.home, "brewery", "number 2", false)
	o.wants(t, d.home, "brewery", "number 3", true)
	o.fake.DeleteChannel(aside.Channel)
	o.wants(t, d.home, "brewery", "number 3", false)
	hall := d.home
	hall.Channel = o.fake.AddChannel(d.home.Guild, "hall")
	threads := []string{o.fake.AddThread(hall.Channel, "one", false), o.fake.AddThread(hall.Channel, "two", false)}
	for i, thread := range threads {
		at := d.home
		at.Channel = thread
		o.fake.Menu(t, at, "Save as note", o.fake.Say(at, fmt.Sprintf("Whisper number %d of the brewery.", i)))
	}
	o.wants(t, d.home, "brewery whisper", "number 0", true)
	o.wants(t, d.home, "brewery whisper", "number 1", true)
	o.fake.DeleteThread(threads[0])
	o.wants(t, d.home, "brewery whisper", "number 0", false)
	o.wants(t, d.home, "brewery whisper", "number 1", true)
	o.fake.DeleteChannel(hall.Channel) // Discord does not tell of its threads
	o.wants(t, d.home, "brewery whisper", "number 1", false)
	if ids, err := o.store.Of(t.Context(), d.home.Guild); err != nil || slices.ContainsFunc(ids, func(id corpus.ID) bool {
		r, err := o.store.Get(t.Context(), id)
		return err == nil && strings.Contains(r.Text, "brewery")
	}) {
		t.Errorf("a note of a deleted channel is still stored, %v", err)
	}
}

func testListNotes(t *testing.T, o *office, d desk3) {
	for i := range 13 {
		o.fake.Slash(t, d.other, "note add", "text", fmt.Sprintf("Entry %d of the log with `marks` and @here.", i))
	}
	first := o.fake.Slash(t, d.home, "note list")
	if first.Ephemeral() || !strings.Contains(first.Text(), "Entry 12 of the log with \\`marks\\` and \\@here") || strings.Contains(first.Text(), "Entry 2 ") {
		t.Errorf("private %v:\n%s", first.Ephemeral(), first.Text())
	}
	next := o.fake.Press(t, d.home, first, "Next")
	if !strings.Contains(next.Text(), "Entry 2 ") || strings.Contains(next.Text(), "Entry 12 ") {
		t.Errorf("page 2:\n%s", next.Text())
	}
}

func testNoDirectNotes(t *testing.T, o *office, d desk3) {
	if o.fake.Usable(o.fake.Direct(d.home.User), "note") {
		t.Error("offered in a direct message")
	}
}

// TestExpire: what is kept for undoing goes when it can no longer be undone.
func TestExpire(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	o := newOffice(t, fake, s)
	home := fake.Home()
	fake.Slash(t, home, "note add", "text", "A secret that is to go.")
	id := fmt.Sprint(fake.Autocomplete(t, home, "note delete", "note", "")[0].Value)
	fake.Slash(t, home, "note delete", "note", id)
	holds := func() bool {
		for f, err := range s.Facts(context.Background(), "") {
			if err != nil {
				t.Error(err)
			}
			if strings.Contains(f.Value, "secret") {
				return true
			}
		}
		return false
	}
	if !holds() {
		t.Fatal("nothing is kept for undoing")
	}
	o.clock.advance(11 * time.Minute)
	if err := o.tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if holds() {
		t.Error("after ten minutes the deleted text is still kept")
	}
}

// TestNotesOfMessagesDeletedMeanwhile: what is deleted while the bot is away goes when it is back.
func TestNotesOfMessagesDeletedMeanwhile(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	o := newOffice(t, fake, s)
	home := fake.Home()
	var messages []string
	for i := range 3 {
		messages = append(messages, fake.Say(home, fmt.Sprintf("The kiln is hot, report %d.", i)))
		fake.Menu(t, home, "Save as note", messages[i])
	}
	if err := o.end(t); err != nil {
		t.Fatal(err)
	}
	fake.DeleteMessage(messages[1])
	again := newOffice(t, fake, s)
	fake.Until(t, "the note is gone", func() bool {
		ids, err := s.Of(t.Context(), home.Guild)
		return err == nil && len(ids) == 2
	})
	again.wants(t, home, "kiln", "report 1", false)
	again.wants(t, home, "kiln", "report 2", true)
}

// TestOffersAreToldApart: two notes with the same words are offered by names that differ, whole letters each.
func TestOffersAreToldApart(t *testing.T) {
	for _, name := range []string{"The pier is long", strings.Repeat("पियर ", 19), strings.Repeat("👩‍👩‍👧", 12)} {
		got := offers([]offer{{name, "00000000000000a1"}, {name, "00000000000000b2"}, {name, "00000000000000a1"}})
		if len(got) != 2 || got[0].Name == got[1].Name || !strings.HasSuffix(got[1].Name, " · 00000000000000b2") || width(got[1].Name) > choiceRoom {
			t.Fatalf("%q: offered %+v", name, got)
		}
		kept := strings.TrimSuffix(strings.TrimSuffix(got[1].Name, " · 00000000000000b2"), "…")
		if !strings.HasPrefix(name, kept) || uniseg.GraphemeClusterCount(kept)+uniseg.GraphemeClusterCount(name[len(kept):]) != uniseg.GraphemeClusterCount(name) {
			t.Errorf("%q is cut to %q", name, kept)
		}
	}
}
