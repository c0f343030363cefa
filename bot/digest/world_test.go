package digest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// world is a store, what is imported into it, and a Discord, that outlive the processes of a test.
type world struct {
	corpus.Store
	*channels
	t *testing.T

	mu    sync.Mutex
	items []item
	after func()      // called when a digest has been gathered
	plans []time.Time // days for which something is planned, and of which nothing is heard
}

// item is one document: all that these tests know of it is its place in the feed.
type item struct {
	seq uint64
	doc *corpus.Document
}

func newWorld(t *testing.T) *world {
	return &world{Store: store.Memory(), channels: &channels{delay: 200 * time.Millisecond, history: true, life: 5 * time.Minute}, t: t}
}

// process is a service that runs on the world until stop.
type process struct {
	*Service
	stop func()
}

// start runs a service; its store may be a wrapped one.
func (w *world) start(s Store) *process {
	w.t.Helper()
	service := New(s, w, slog.New(slog.NewTextHandler(w.t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})))
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- service.Run(ctx, w) }()
	return &process{service, func() {
		cancel()
		if err := <-done; err != nil {
			w.t.Error(err)
		}
	}}
}

// add imports n documents.
func (w *world) add(n int) {
	w.t.Helper()
	for range n {
		w.mu.Lock()
		k := len(w.items) + 1
		w.mu.Unlock()
		text := fmt.Sprintf("Item %d.", k)
		doc := &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: fmt.Sprintf("item<%d>", k), Text: text}
		if _, err := w.Put(w.t.Context(), &corpus.Record{Document: *doc}); err != nil {
			w.t.Fatal(err)
		}
		seq, err := w.Last(w.t.Context())
		if err != nil {
			w.t.Fatal(err)
		}
		w.mu.Lock()
		w.items = append(w.items, item{seq, doc})
		w.mu.Unlock()
	}
}

// Digest implements Source: the documents themselves.
func (w *world) Digest(_ context.Context, _ index.Scope, n index.News) (*index.Digest, error) {
	if w.after != nil {
		defer w.after()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	d := &index.Digest{}
	for _, i := range w.items {
		if i.seq > n.After && i.seq <= n.Upto {
			d.Articles = append(d.Articles, index.Result{Excerpt: index.Excerpt{Doc: i.doc}, Citations: []index.Citation{{Doc: i.doc}}})
		}
	}
	for k, day := range w.plans {
		if !day.Before(n.Passed) && day.Before(n.Day) {
			doc := &corpus.Document{Kind: corpus.Article, Title: fmt.Sprintf("plan<%d>", k+1), Text: "The pier opens."}
			e := index.Excerpt{Doc: doc, Spans: []corpus.Span{{End: len(doc.Text)}}}
			d.Passed = append(d.Passed, index.Result{Excerpt: e, Date: day.Format(time.DateOnly), Precision: "day", Citations: []index.Citation{{Doc: doc, Spans: e.Spans}}})
		}
	}
	return d, nil
}

// outcome is what becomes of a post.
type outcome string

const (
	accept  outcome = "accepted"
	silent  outcome = "accepted, no answer"
	lose    outcome = "not accepted, no answer"
	refuse  outcome = "refused"
	forbid  outcome = "forbidden"
	suspend outcome = "never answered" // until the caller gives up
)

// channels is a Discord that remembers nonces for a while.
type channels struct {
	delay   time.Duration
	history bool          // it can be read
	life    time.Duration // of a nonce
	away    func(guild string) bool

	mu     sync.Mutex
	script []outcome // of the next posts; then all are accepted
	posts  []post
	tries  int
	edits  int
	told   []string
	tell   error
}

type post struct {
	channel, nonce string
	message        render.Message
	at             time.Time
}

func (c *channels) Scope(_ context.Context, guild, _ string) (index.Scope, error) {
	if c.away != nil && c.away(guild) {
		time.Sleep(c.delay)
		return index.Scope{}, ErrAway
	}
	return index.Scope{}, nil
}

func (c *channels) Post(ctx context.Context, channel, nonce string, m render.Message) (string, error) {
	if len(nonce) != nonceLength {
		return "", fmt.Errorf("nonce %q", nonce)
	}
	c.mu.Lock()
	c.tries++
	next := accept
	if len(c.script) > 0 {
		next, c.script = c.script[0], c.script[1:]
	}
	c.mu.Unlock()
	time.Sleep(c.delay)
	switch next {
	case lose:
		return "", ErrUnknown
	case refuse:
		return "", errors.New("400: bad request")
	case forbid:
		return "", &LostError{"The bot may not write there."}
	case suspend:
		<-ctx.Done()
		return "", fmt.Errorf("%w: %w", ErrUnknown, ctx.Err())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	at := slices.IndexFunc(c.posts, func(p post) bool {
		return p.channel == channel && p.nonce == nonce && time.Since(p.at) < c.life
	})
	if at < 0 {
		at = len(c.posts)
		c.posts = append(c.posts, post{channel, nonce, m, time.Now()})
	}
	if next == silent {
		return "", ErrUnknown
	}
	return fmt.Sprint(at + 1), nil
}

func (c *channels) Edit(_ context.Context, _, id string, m render.Message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, err := strconv.Atoi(id)
	if err != nil || n < 1 || n > len(c.posts) {
		return fmt.Errorf("edit of %q", id)
	}
	c.posts[n-1].message = m
	c.edits++
	return nil
}

func (c *channels) Find(_ context.Context, channel, key string, _ time.Time) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.history {
		return "", ErrUnreadable
	}
	for i, p := range c.posts {
		if p.channel == channel && marked(p.message, key) {
			return fmt.Sprint(i + 1), nil
		}
	}
	return "", nil
}

func marked(m render.Message, key string) bool {
	for _, c := range m.Components {
		row, _ := c.(discordgo.ActionsRow)
		for _, c := range row.Components {
			if b, ok := c.(discordgo.Button); ok && Carries(b.CustomID, key) {
				return true
			}
		}
	}
	return false
}

func (c *channels) Tell(_ context.Context, _, _, _, text string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.told = append(c.told, text)
	return c.tell
}

// posted returns the messages so far.
func (c *channels) posted() []post {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.posts)
}

// itemsIn lists the items that a message shows, in its file, which has all of them.
func itemsIn(m render.Message) []string {
	var out []string
	for _, f := range m.Files {
		for line := range strings.Lines(string(f.Data)) {
			if strings.Contains(line, "item") && !strings.HasPrefix(line, "#") {
				out = append(out, strings.Map(func(r rune) rune {
					if r >= '0' && r <= '9' {
						return r
					}
					return -1
				}, line))
			}
		}
	}
	return out
}

// checkOnce wants each of n items in exactly one of the messages.
func (w *world) checkOnce(n int) {
	w.t.Helper()
	seen := map[string]int{}
	for _, p := range w.posted() {
		for _, i := range itemsIn(p.message) {
			seen[i]++
		}
	}
	for i := 1; i <= n; i++ {
		if seen[fmt.Sprint(i)] != 1 {
			w.t.Errorf("item %d is shown %d times", i, seen[fmt.Sprint(i)])
		}
	}
	if len(seen) > n {
		w.t.Errorf("items that were never imported: %v", seen)
	}
}

// plan is a usual one.
func plan(clock Clock) Plan {
	return Plan{Channel: "c1", Zone: "Europe/Berlin", Time: clock, Days: EveryDay, By: "u1"}
}

func (p *process) set(t *testing.T, x Plan) {
	t.Helper()
	if _, err := p.Set(t.Context(), "g1", x); err != nil {
		t.Fatal(err)
	}
}

func (w *world) record() *Record {
	w.t.Helper()
	r, err := Load(w.t.Context(), w.Store, "g1")
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// states lists the runs of a record as "key state".
func states(r *Record) []string {
	var out []string
	for _, x := range r.Runs {
		out = append(out, x.Key+" "+string(x.State))
	}
	return out
}

// dying is the store as one process sees it: before or after the write with a number the process is gone, and nothing that it would do any more
// reaches the store, nor, since it waits there, Discord.
type dying struct {
	Store
	at    int
	after bool

	mu      sync.Mutex
	n       int
	dead    chan struct{} // closed at death
	release chan struct{} // closed at the end of the test, so that nobody waits for ever
}

var errDead = errors.New("the process is gone")

func mortal(s Store, at int, after bool) *dying {
	return &dying{Store: s, at: at, after: after, dead: make(chan struct{}), release: make(chan struct{})}
}

func (d *dying) Load(ctx context.Context, key string) (string, error) {
	if d.gone() {
		<-d.release
		return "", errDead
	}
	return d.Store.Load(ctx, key)
}

func (d *dying) Swap(ctx context.Context, key, old, value string) (ok bool, err error) {
	d.mu.Lock()
	d.n++
	hit := d.n == d.at
	d.mu.Unlock()
	if !d.gone() && (!hit || d.after) {
		ok, err = d.Store.Swap(ctx, key, old, value)
	}
	if hit {
		close(d.dead)
	}
	if d.gone() {
		<-d.release
		return false, errDead
	}
	return ok, err
}

func (d *dying) gone() bool {
	select {
	case <-d.dead:
		return true
	default:
		return false
	}
}
