package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// errNothing makes a desk find nothing.
var errNothing = errors.New("nothing is found")

// desk is an Asker over three statements a page, for the way to Discord and back; what an index finds is tested there.
type desk struct {
	doc *corpus.Document

	mu     sync.Mutex
	scopes []index.Scope
	before func(ctx context.Context, q index.Query) error // runs before each answer
}

func newDesk() *desk {
	var text strings.Builder
	for i := range 7 {
		fmt.Fprintf(&text, "The ferry union said sentence %d about the @everyone pier.\n", i+1)
	}
	return &desk{doc: &corpus.Document{
		ID: "00000000000000a1", Kind: corpus.Article, Title: "Harbour talks", Publisher: "The Example Courier",
		Published: ymd(2025, 3, 4), Text: text.String(),
	}}
}

func (d *desk) note(s index.Scope) func(context.Context, index.Query) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.scopes = append(d.scopes, s)
	return d.before
}

func (d *desk) do(f func(ctx context.Context, q index.Query) error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.before = f
}

func (d *desk) lastScope() index.Scope {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.scopes[len(d.scopes)-1]
}

func (d *desk) Ask(ctx context.Context, s index.Scope, q index.Query) (*index.Answer, error) {
	if before := d.note(s); before != nil {
		switch err := before(ctx, q); {
		case errors.Is(err, errNothing):
			return &index.Answer{Query: q, Searched: index.Searched{Documents: 1}, Page: 1}, nil
		case err != nil:
			return nil, err
		}
	}
	a := &index.Answer{Query: q, Searched: index.Searched{Documents: 1}, Page: 1}
	w, ok := q.(index.WhoSaid)
	switch {
	case ok && w.Who == "nobody":
		a.Suggestions = []string{"ferry union"}
		return a, nil
	case ok && w.Who == "Lind":
		a.Choices = []index.Choice{{Name: "Mara Lindqvist", Count: 2}, {Name: "Olof Lind", Count: 1}}
		return a, nil
	case ok:
		a.Page = max(w.Page, 1)
	}
	a.Total, a.Pages = 7, 3
	if w.Doc == "" {
		a.Facets = []index.Facet{{By: "document", Values: []index.FacetValue{{Value: string(d.doc.ID), Label: d.doc.Title, Count: 7}}}}
	}
	lines := strings.Split(strings.TrimSpace(d.doc.Text), "\n")
	at := 0
	for i, line := range lines {
		if i/3 == a.Page-1 {
			e := index.Excerpt{Doc: d.doc, Spans: []corpus.Span{{Start: at, End: at + len(line)}}}
			a.Results = append(a.Results, index.Result{
				Excerpt: e, Kind: "indirect", Speaker: "ferry union", Citations: []index.Citation{{Doc: d.doc, Paragraph: i + 1, Spans: e.Spans}},
			})
		}
		at += len(line) + 1
	}
	return a, nil
}

func (d *desk) Complete(_ context.Context, s index.Scope, kind, prefix string, limit int) ([]string, error) {
	d.note(s)
	out := []string{kind + " " + prefix, strings.Repeat("long", 30)}
	for i := range 40 {
		out = append(out, fmt.Sprint("name ", i))
	}
	return out, nil
}

func (d *desk) Knows(context.Context, index.Scope, string) bool { return false }

func (d *desk) Context(_ context.Context, s index.Scope, id corpus.ID, spans []corpus.Span) (*index.Passage, error) {
	d.note(s)
	if id != d.doc.ID {
		return nil, fmt.Errorf("context: %w", corpus.ErrNotFound)
	}
	all := []corpus.Span{{Start: 0, End: len(d.doc.Text)}}
	return &index.Passage{
		Excerpt: index.Excerpt{Doc: d.doc, Spans: all}, Cited: spans, Citation: index.Citation{Doc: d.doc, Paragraph: 1, Spans: spans},
	}, nil
}

// facts is a corpus.State in memory.
type facts struct{ m sync.Map }

func (f *facts) Load(_ context.Context, key string) (string, error) {
	v, _ := f.m.Load(key)
	s, _ := v.(string)
	return s, nil
}

func (f *facts) Swap(_ context.Context, key, old, value string) (bool, error) {
	if old == "" {
		_, had := f.m.LoadOrStore(key, value)
		return !had, nil
	}
	return f.m.CompareAndSwap(key, old, value), nil
}

// running is a bot that serves a fake Discord.
type running struct {
	*Bot
	stop context.CancelFunc
	done chan error
}

// end stops the bot and returns what Run returned.
func (r *running) end(t *testing.T) error {
	t.Helper()
	r.stop()
	return r.wait(t)
}

func (r *running) wait(t *testing.T) error {
	t.Helper()
	select {
	case err := <-r.done:
		r.done <- err
		return err
	case <-time.After(20 * time.Second):
		t.Fatal("the bot does not stop")
		return nil
	}
}

func serve(t *testing.T, fake *discordtest.Server, a Asker, state corpus.State, change ...func(*Bot)) *running {
	t.Helper()
	b, err := New(Config{Token: fake.Token, APIURL: fake.URL(), Asker: a, State: state})
	if err != nil {
		t.Fatal(err)
	}
	b.limits.pause, b.limits.visit, b.limits.again = 50*time.Millisecond, time.Millisecond, 20*time.Millisecond
	for _, c := range change {
		c(b)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{Bot: b, stop: cancel, done: make(chan error, 1)}
	go func() { r.done <- b.Run(ctx) }()
	t.Cleanup(func() { _ = r.end(t) })
	return r
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// keep gives the bot a store and a clock before it runs.
func (b *Bot) keep(s corpus.Store, now func() time.Time) {
	b.cfg.Store, b.cfg.Now, b.book = s, now, notebook.New(s, now)
}
