package bot

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// TestScopes plays several servers at random: notes are made, changed and deleted, messages go, channels and roles change, members ask everything that can be asked.
// Every note holds a word of its own; none may stand in a request for a place where its channel's material may not be shown. Who may see what is worked out
// here from who really may view the channels, not by the bot's own rules.
func TestScopes(t *testing.T) {
	for _, seed := range []uint64{1, 2} {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			m := newModel(t, seed)
			for range 260 {
				m.step(t)
			}
			if m.crossed < 20 || m.shown < 100 {
				t.Errorf("the test shows too little: %d answers with notes, %d with notes of another channel", m.shown, m.crossed)
			}
			if m.mentioned == 0 {
				t.Error("no plain question was asked")
			}
			for _, n := range m.notes {
				if strings.Contains(m.log.String(), n.word) {
					t.Errorf("the log holds %s", n.word)
				}
			}
		})
	}
}

// model is what the test knows of the world.
type model struct {
	*office
	r         *rand.Rand
	guilds    []*guildModel
	notes     []*noteModel
	looked    int                           // requests that have been checked
	messages  map[string]*discordtest.Reply // the last answer with buttons, by channel
	shown     int
	crossed   int
	mentioned int // questions to the bot in plain words
	log       *syncBuffer
}

// newsOf is what digests are made of.
type newsOf struct {
	corpus.Store
	*index.Index
}

func (n newsOf) Close() error { return nil }

type noteModel struct {
	word, id, message string
	at                discordtest.Place
	article           bool // imported, not noted
	gone              bool
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func newModel(t *testing.T, seed uint64) *model {
	fake := discordtest.New(t)
	s := store.Memory()
	m := &model{r: rand.New(rand.NewPCG(seed, 7)), messages: map[string]*discordtest.Reply{}, log: &syncBuffer{}}
	ix, err := index.Open(t.Context(), "", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	for n := range 2 {
		m.guilds = append(m.guilds, newGuild(fake, n))
	}
	m.office = &office{fake: fake, store: s, clock: &clock{}}
	m.running = serve(t, fake, ix, s, func(b *Bot) {
		b.keep(s, m.clock.now)
		b.log = slog.New(slog.NewTextHandler(m.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		b.cfg.Digests = digest.New(s, newsOf{s, ix}, b.log)
		b.limits.mend = time.Hour // done after each step, so that it is told apart what was gone by then
	})
	for _, g := range m.guilds {
		admin := discordtest.Place{Guild: g.id, Channel: g.channels[0], User: g.admin}
		fake.Slash(t, admin, "settings", "team", g.team)
		fake.Slash(t, admin, "digest set", "channel", m.channel(g), "time", "09:00", "zone", "UTC")
	}
	return m
}

// place is where a member is who may view the channel.
func (m *model) place() (*guildModel, discordtest.Place) {
	for {
		g := m.guilds[m.r.IntN(len(m.guilds))]
		at := discordtest.Place{Guild: g.id, Channel: g.channels[m.r.IntN(len(g.channels))], User: g.members[m.r.IntN(len(g.members))]}
		if m.fake.Views(at.User, at.Channel) {
			return g, at
		}
		if m.r.IntN(4) == 0 {
			at.User = g.admin
			return g, at
		}
	}
}

func (m *model) step(t *testing.T) {
	t.Helper()
	g, at := m.place()
	switch p := m.r.IntN(100); {
	case p < 22:
		m.write(t, at)
	case p < 32:
		m.unwrite(t)
	case p < 44:
		m.rebuild(g)
	case p < 48:
		m.fake.Slash(t, discordtest.Place{Guild: g.id, Channel: at.Channel, User: g.admin}, "digest set", "channel", m.channel(g), "time", "09:00", "zone", "UTC")
	case p < 58:
		m.fake.Slash(t, discordtest.Place{Guild: g.id, Channel: at.Channel, User: g.admin}, []string{"digest preview", "digest now", "digest show"}[m.r.IntN(3)])
	default:
		m.ask(t, at)
	}
	if err := m.cfg.Digests.Mend(t.Context(), poster{Bot: m.Bot}, m.store); err != nil {
		t.Error(err)
	}
	m.check(t, at)
}

// channel is a channel of g that is no thread.
func (m *model) channel(g *guildModel) string { return g.channels[m.r.IntN(5)] }

// write makes a note, by a command, a form or a message's menu.
func (m *model) write(t *testing.T, at discordtest.Place) {
	t.Helper()
	n := &noteModel{word: word(len(m.notes)), at: at}
	text := fmt.Sprintf("“The river stays closed,” Warden %[1]s said on 3 March 2025. %[1]s demanded that the council open the gate. @everyone", n.word)
	var r *discordtest.Reply
	switch m.r.IntN(4) {
	case 3:
		m.importArticle(t, n, text)
		return
	case 0:
		r = m.fake.Slash(t, at, "note add", "text", text)
	case 1:
		r = m.fake.Submit(t, m.fake.Slash(t, at, "note add"), "text", text)
	default:
		n.message = m.fake.Say(at, text)
		r = m.fake.Menu(t, at, "Save as note", n.message)
	}
	if text := r.Text(); !strings.Contains(text, "found from now on") {
		t.Fatalf("not noted: %s", text)
	}
	m.notes = append(m.notes, n)
	if got := m.finds(t, at, n.word); !strings.Contains(got, n.word) {
		t.Errorf("a new note is not found where it was made:\n%s", got)
	}
	for _, c := range m.fake.Autocomplete(t, at, "note delete", "note", n.word) {
		n.id = fmt.Sprint(c.Value)
	}
}

// importArticle takes an article in where n is, as an import does.
func (m *model) importArticle(t *testing.T, n *noteModel, text string) {
	t.Helper()
	home := m.model.Home(n.at.Guild, n.at.Channel)
	d := &corpus.Document{
		ID: corpus.NewID(n.at.Guild, home, text), Kind: corpus.Article, Guild: n.at.Guild, Channel: home, Title: "Of " + n.word, Publisher: n.word + " Gazette",
		Author: n.word, Published: ymd(2025, 3, 4), Text: text,
	}
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.store.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
		t.Fatal(err)
	}
	n.article, n.id = true, string(d.ID)
	m.notes = append(m.notes, n)
	if got := m.finds(t, n.at, n.word); !strings.Contains(got, n.word) {
		t.Errorf("a new article is not found where it was imported:\n%s", got)
	}
}

// word is a made-up name, another one for each number.
func word(n int) string {
	return "Zor" + string([]byte{byte('a' + n/26%26), byte('a' + n%26)}) + "velk"
}

// unwrite deletes, undeletes or changes a note, or deletes its message.
func (m *model) unwrite(t *testing.T) {
	t.Helper()
	if len(m.notes) == 0 {
		return
	}
	n := m.notes[m.r.IntN(len(m.notes))]
	if n.gone {
		return
	}
	n.gone = true
	switch at := n.at; {
	case n.article:
		at.User = m.guild(at.Guild).admin
		m.fake.Slash(t, at, "sources", "remove", n.id)
	case n.message != "" && m.r.IntN(2) == 0:
		m.fake.DeleteMessage(n.message)
	case n.message == "" && m.r.IntN(2) == 0 && m.fake.Views(at.User, at.Channel):
		m.fake.Slash(t, at, "note edit", "note", n.id, "text", "The gate is open.")
		if m.r.IntN(2) == 0 {
			m.fake.Slash(t, at, "note undo")
			n.gone = false
		}
	default:
		m.fake.Slash(t, at, "note delete", "note", n.id)
		if m.r.IntN(2) == 0 {
			m.fake.Slash(t, at, "note undo")
			n.gone = false
		}
	}
}

// ask asks one of all the things that can be asked, and presses what comes with the answer.
func (m *model) ask(t *testing.T, at discordtest.Place) {
	t.Helper()
	name := "Zoraavelk"
	if len(m.notes) > 0 {
		name = m.notes[m.r.IntN(len(m.notes))].word
	}
	slash := func(command string, options ...string) {
		r := m.fake.Slash(t, at, command, options...)
		if len(r.Components()) > 0 && !r.Ephemeral() {
			m.messages[at.Channel] = r
		}
	}
	private := []string{"False", "True"}[m.r.IntN(2)]
	switch m.r.IntN(15) {
	case 0:
		slash("who-said", "about", "river", "private", private)
	case 1:
		slash("who-said", "who", name, "private", private)
	case 2:
		slash("demand", "private", private)
	case 3:
		slash("timeline", "private", private, "picture", "True")
	case 4:
		slash("search", "query", "river gate council", "private", private)
	case 5:
		slash("search", "query", name)
	case 6:
		slash("sources", "private", private)
	case 7:
		slash("note list", "private", private)
	case 8:
		for option, command := range map[string]string{"who": "who-said", "by": "demand", "about": "timeline", "note": "note delete", "words": "who-said", "doc": "timeline"} {
			m.fake.Autocomplete(t, at, command, option, []string{"", "zor", name}[m.r.IntN(3)])
		}
	case 9:
		slash("help")
		slash("privacy")
	case 10, 11:
		slash("export", "what", []string{"records", "notes", "/demand", "/search query:river", "/timeline"}[m.r.IntN(5)], "format", []string{"markdown", "csv", "json"}[m.r.IntN(3)])
	case 12:
		if m.fake.Views(at.User, at.Channel) {
			questions := []string{"who demanded the gate?", "what did " + name + " say about the river", "search " + name, "when did the river close", "sources", "wibble wobble", ""}
			mentioned(t, m.fake, at, questions[m.r.IntN(len(questions))])
			m.mentioned++
		}
	default:
		m.press(t, at)
	}
}

// press uses a button or menu of an answer that was given in the channel before.
func (m *model) press(t *testing.T, at discordtest.Place) {
	t.Helper()
	r := m.messages[at.Channel]
	if r == nil {
		return
	}
	for _, b := range r.Buttons() {
		if !b.Disabled && m.r.IntN(2) == 0 {
			m.fake.Press(t, at, r, b.CustomID)
			return
		}
	}
	if places := r.Menu("Context of a result"); len(places) > 0 {
		m.fake.Select(t, at, r, "Context of a result", places[m.r.IntN(len(places))])
	}
}

// check looks at every request since the last time: the answer to the interaction at the place, or a digest in its channel.
func (m *model) check(t *testing.T, at discordtest.Place) {
	t.Helper()
	all := m.fake.Requests(discordtest.RouteAny)
	defer func() { m.looked = len(all) }()
	for _, r := range all[m.looked:] {
		to := m.target(r, at)
		g := m.guild(to.Guild)
		body := string(r.Body)
		if decoded, err := url.QueryUnescape(strings.ReplaceAll(body, "+", "%2B")); err == nil {
			body += decoded
		}
		for _, f := range r.Files {
			body += string(f.Data)
		}
		body = strings.ToLower(body)
		shown := false
		for _, n := range m.notes {
			if !strings.Contains(body, strings.ToLower(n.word)) || asked(r, n.word) {
				continue
			}
			shown = true
			switch {
			case n.gone:
				t.Errorf("%s %s shows %s, which is gone", r.Method, r.Path, n.word)
			case g == nil || n.at.Guild != g.id || !m.may(g, n.at.Channel, to.Channel):
				t.Errorf("%s of %+v shown in %+v:\n%s", n.word, n.at, to, r.Body)
			case n.at.Channel != to.Channel:
				m.crossed++
			}
		}
		if shown {
			m.shown++
		}
	}
}

// asked reports that the word stands in the request only because the question is repeated in it.
func asked(r discordtest.Request, word string) bool {
	rest := string(r.Body)
	for _, f := range r.Files {
		rest += string(f.Data)
	}
	for _, repeated := range []string{"who\\\\:" + word, "query\\\\:" + word, "who:" + word, "query:" + word, "by\\\\:" + word, "by:" + word} {
		rest = strings.ReplaceAll(rest, repeated, "")
	}
	return !strings.Contains(strings.ToLower(rest), strings.ToLower(word))
}

func (m *model) guild(id string) *guildModel {
	for _, g := range m.guilds {
		if g.id == id {
			return g
		}
	}
	return nil
}

// target is the place that a request is for.
func (m *model) target(r discordtest.Request, at discordtest.Place) discordtest.Place {
	part := strings.Split(r.Path, "/")
	if len(part) > 3 && part[1] == "channels" {
		for _, g := range m.guilds {
			if slices.Contains(g.channels, part[2]) {
				return discordtest.Place{Guild: g.id, Channel: part[2]}
			}
		}
	}
	if p, ok := m.fake.PlaceOf(r); ok {
		return p
	}
	return at
}
