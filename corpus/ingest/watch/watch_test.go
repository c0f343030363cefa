package watch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/fetch"
	"example.org/briefbot/corpus/store"
)

// shelf is a desk that keeps titles.
type shelf struct {
	docs    map[corpus.ID]string
	stop    int // after so many documents the context ends
	cancel  context.CancelFunc
	taken   int
	settled int
}

func (s *shelf) Import(_ context.Context, docs iter.Seq2[*corpus.Document, error]) iter.Seq2[corpus.ID, error] {
	return func(yield func(corpus.ID, error) bool) {
		for d, err := range docs {
			if err != nil {
				if !yield("", err) {
					return
				}
				continue
			}
			s.docs[d.ID] = d.Title
			if s.taken++; s.taken == s.stop {
				s.cancel()
			}
			if !yield(d.ID, nil) {
				return
			}
		}
	}
}

func (s *shelf) Remove(_ context.Context, id corpus.ID) error { delete(s.docs, id); return nil }
func (s *shelf) Settle(context.Context) error                 { s.settled++; return nil }

func (s *shelf) titles() []string { return slices.Sorted(maps.Values(s.docs)) }

func write(t *testing.T, root, path, text string) {
	t.Helper()
	p := filepath.Join(root, path)
	if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o700), os.WriteFile(p, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestScan(t *testing.T) {
	root := t.TempDir()
	desk, facts := &shelf{docs: map[corpus.ID]string{}}, store.Memory()
	// Each step is looked at by a watcher of its own, as after a restart.
	look := func(step string, want ...string) {
		t.Helper()
		must(t, NewDirectory(root, desk, facts, slog.New(slog.DiscardHandler)).Scan(t.Context()))
		if d := cmp.Diff(want, desk.titles()); d != "" {
			t.Errorf("%s:\n%s", step, d)
		}
	}
	write(t, root, "a.txt", "One\n\nText of one.")
	write(t, root, "sub/b.md", "# Two\n\nText of two.")
	write(t, root, "empty.txt", "")
	write(t, root, ".hidden/c.txt", "Hidden\n\nText.")
	write(t, root, "picture.png", "x")
	look("added", "One", "Two")
	settled := desk.settled
	look("nothing new", "One", "Two")
	if desk.settled != settled {
		t.Error("a look without changes does something")
	}
	write(t, root, "a.txt", "One, changed\n\nText of one.")
	look("changed", "One, changed", "Two")
	must(t, os.Rename(filepath.Join(root, "a.txt"), filepath.Join(root, "z.txt")))
	taken := desk.docs
	look("renamed", "One, changed", "Two")
	if len(taken) != 2 {
		t.Error("renaming changed the documents")
	}
	write(t, root, "copy.txt", "One, changed\n\nText of one.")
	look("copied", "One, changed", "Two")
	must(t, os.Remove(filepath.Join(root, "z.txt")))
	look("one of two copies deleted", "One, changed", "Two")
	must(t, os.Remove(filepath.Join(root, "copy.txt")))
	look("both deleted", "Two")
	write(t, root, "empty.txt", "No longer empty\n\nText.")
	look("mended", "No longer empty", "Two")
	away := root + "-away"
	must(t, os.Rename(root, away))
	look("the directory is not mounted", "No longer empty", "Two")
	must(t, os.Rename(away, root))
	must(t, os.RemoveAll(filepath.Join(root, "sub")))
	look("a directory deleted", "No longer empty")
}

func TestScanGoesOn(t *testing.T) {
	root := t.TempDir()
	for i := range 10 {
		write(t, root, fmt.Sprintf("%d.txt", i), fmt.Sprintf("Title %d\n\nText.", i))
	}
	ctx, cancel := context.WithCancel(t.Context())
	desk, facts := &shelf{docs: map[corpus.ID]string{}, stop: 4, cancel: cancel}, store.Memory()
	if err := NewDirectory(root, desk, facts, slog.New(slog.DiscardHandler)).Scan(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("interrupted: %v", err)
	}
	first := desk.taken
	must(t, NewDirectory(root, desk, facts, slog.New(slog.DiscardHandler)).Scan(t.Context()))
	if len(desk.docs) != 10 || desk.taken > 10+first-3 {
		t.Errorf("%d documents after %d and %d imports", len(desk.docs), first, desk.taken-first)
	}
}

// hasty is a desk that reads ahead, as the real one does, and whose store is full for some time.
type hasty struct {
	shelf
	full int // how many documents it takes before the store is full; negative: any
}

func (h *hasty) Import(ctx context.Context, docs iter.Seq2[*corpus.Document, error]) iter.Seq2[corpus.ID, error] {
	type given struct {
		doc *corpus.Document
		err error
	}
	ahead := make(chan given, 4)
	go func() {
		defer close(ahead)
		for d, err := range docs {
			ahead <- given{d, err}
		}
	}()
	return func(yield func(corpus.ID, error) bool) {
		defer func() {
			for range ahead { //nolint:revive // the other side ends as well
			}
		}()
		for g := range ahead {
			if h.full == 0 {
				yield("", fmt.Errorf("%w: the disk is full", ErrStore))
				return
			}
			h.full--
			for id, err := range h.shelf.Import(ctx, func(yield func(*corpus.Document, error) bool) { yield(g.doc, g.err) }) {
				if !yield(id, err) {
					return
				}
			}
		}
	}
}

// TestScanOfAFullDisk: what the store could not take is no fault of the files, and is taken in the next time.
func TestScanOfAFullDisk(t *testing.T) {
	root := t.TempDir()
	for i := range 50 {
		write(t, root, fmt.Sprintf("%02d.txt", i), fmt.Sprintf("Title %d\n\nText.", i))
	}
	write(t, root, "empty.txt", "")
	desk, facts := &hasty{shelf: shelf{docs: map[corpus.ID]string{}}, full: 20}, store.Memory()
	if err := NewDirectory(root, desk, facts, slog.New(slog.DiscardHandler)).Scan(t.Context()); !errors.Is(err, ErrStore) {
		t.Fatalf("with a full store: %v", err)
	}
	if len(desk.docs) != 20 {
		t.Errorf("%d documents are taken in before the store is full", len(desk.docs))
	}
	desk.full = -1
	must(t, NewDirectory(root, desk, facts, slog.New(slog.DiscardHandler)).Scan(t.Context()))
	if len(desk.docs) != 50 || desk.taken != 50 {
		t.Errorf("%d documents after %d imports", len(desk.docs), desk.taken)
	}
}

// web answers with a feed that changes, and counts.
type web struct {
	asked []time.Time
	mu    sync.Mutex
	items []string
	err   error
	known fetch.Known
}

// change changes what w answers, between two of its answers.
func (w *web) change(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f()
}

func (w *web) Get(_ context.Context, address string, known fetch.Known) (*fetch.Response, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, time.Now())
	if w.err != nil {
		return nil, w.err
	}
	tag := fmt.Sprint(len(w.items))
	w.known = known
	if known.ETag == tag {
		return &fetch.Response{URL: address, NotModified: true, Known: known}, nil
	}
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Wire</title>`)
	for _, i := range w.items {
		fmt.Fprintf(&b, "<item><title>%s</title><link>https://wire.example/%s</link><description>%s</description></item>", i, i, strings.Repeat("Words of "+i+". ", 60))
	}
	b.WriteString(`</channel></rss>`)
	return &fetch.Response{URL: address, ContentType: "application/rss+xml", Body: []byte(b.String()), Known: fetch.Known{ETag: tag}}, nil
}

func TestFeeds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const address = "https://wire.example/feed"
		w := &web{items: []string{"one", "two"}}
		desk, facts := &shelf{docs: map[corpus.ID]string{}}, store.Memory()
		feeds := NewFeeds(desk, facts, w, slog.New(slog.DiscardHandler))
		if f, err := feeds.Add(t.Context(), "", address); err != nil || f.Imported != 2 {
			t.Fatalf("%+v, %v", f, err)
		}
		if _, err := feeds.Add(t.Context(), "", address); err == nil {
			t.Error("it is watched twice")
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- feeds.Run(ctx) }()
		time.Sleep(46 * time.Minute)
		synctest.Wait()
		if desk.taken != 2 {
			t.Errorf("%d imports of a feed that did not change", desk.taken)
		}
		w.change(func() { w.items = append(w.items, "three") })
		time.Sleep(20 * time.Minute)
		synctest.Wait()
		if d := cmp.Diff([]string{"one", "three", "two"}, desk.titles()); d != "" || desk.taken != 3 {
			t.Errorf("%d imports:\n%s", desk.taken, d)
		}
		w.change(func() { w.err = &fetch.RefusedError{Hint: "the site answers 500"} })
		time.Sleep(20 * time.Minute)
		synctest.Wait()
		if list, err := feeds.List(ctx); err != nil || len(list) != 1 || !strings.Contains(list[0].Trouble, "answers 500") || list[0].Imported != 3 {
			t.Errorf("%+v, %v", list, err)
		}
		w.change(func() { w.err = nil })
		must(t, feeds.Remove(ctx, "", address))
		if err := feeds.Remove(ctx, "", address); !errors.Is(err, corpus.ErrNotFound) {
			t.Errorf("removed twice: %v", err)
		}
		last := len(w.asked)
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(w.asked) != last {
			t.Error("a removed feed is asked")
		}
		for i := 1; i < len(w.asked); i++ {
			if d := w.asked[i].Sub(w.asked[i-1]); d < Interval {
				t.Errorf("asked again after %s", d)
			}
		}
		if last < 4 {
			t.Errorf("asked %d times", last)
		}
		cancel()
		must(t, <-done)
	})
}

func TestPolite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const address = "https://wire.example/feed"
		w := &web{items: []string{"one"}}
		feeds := NewFeeds(&shelf{docs: map[corpus.ID]string{}}, store.Memory(), w, slog.New(slog.DiscardHandler))
		if _, err := feeds.Polite("").Get(t.Context(), address, fetch.Known{}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(14 * time.Minute)
		var refused *fetch.RefusedError
		if _, err := feeds.Polite("").Get(t.Context(), address, fetch.Known{}); !errors.As(err, &refused) || !strings.Contains(err.Error(), "asked 14m0s ago") {
			t.Errorf("asked again at once: %v", err)
		}
		if list, err := feeds.List(t.Context()); err != nil || len(list) != 0 {
			t.Errorf("an import by hand is watched: %+v, %v", list, err)
		}
		time.Sleep(2 * time.Minute)
		if _, err := feeds.Polite("").Get(t.Context(), address, fetch.Known{}); err != nil || len(w.asked) != 2 {
			t.Errorf("after its time: %v, asked %d times", err, len(w.asked))
		}
	})
}
