package index

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
	"example.org/briefbot/corpus/store"
)

// filled returns a store in memory with n invented articles.
func filled(t *testing.T, n int) corpus.Store {
	t.Helper()
	s := store.Memory()
	news := corpustest.NewNews(9)
	for range n {
		if _, err := s.Put(t.Context(), news.Next()); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// opened opens the index in dir and returns what it logged.
func opened(t *testing.T, dir string, s corpus.Store) (*Index, string) {
	t.Helper()
	var log bytes.Buffer
	ix, err := Open(t.Context(), dir, s, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ix.Close() })
	return ix, log.String()
}

func synced(t *testing.T, dir string, s corpus.Store) *Index {
	t.Helper()
	ix, _ := opened(t, dir, s)
	if err := ix.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	return ix
}

// TestAnIndexThatCannotBeRightIsBuiltAnew leaves an index in the directory that does not belong to the store as it is now.
func TestAnIndexThatCannotBeRightIsBuiltAnew(t *testing.T) {
	dir, home := t.TempDir(), filled(t, 4)
	spoil := func(f func(ix *Index) error) {
		t.Helper()
		ix := synced(t, dir, home)
		if err := f(ix); err != nil {
			t.Fatal(err)
		}
		if err := ix.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, why string
		store     corpus.Store
		spoil     func(ix *Index) error
	}{
		{"as it was left", "", home, func(*Index) error { return nil }},
		{"another store", "another store", filled(t, 4), func(*Index) error { return nil }},
		{"more changes than the store has", "the store's last is 4", home, func(ix *Index) error {
			return ix.live.bleve.SetInternal(positionKey, []byte{0, 0, 0, 0, 0, 0, 0, 9})
		}},
		{"an entry is missing", "entries, want", home, func(ix *Index) error {
			for id := range ix.live.sources {
				return ix.live.bleve.Delete(entryName(id, passages, 1))
			}
			return nil
		}},
		{"a building that was broken off", "being built", home, func(ix *Index) error { return ix.live.bleve.SetInternal(unfinished, []byte{1}) }},
		{"another layout", "layout", home, func(ix *Index) error { return ix.live.bleve.SetInternal(layoutKey, []byte("0")) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			spoil(c.spoil)
			ix, log := opened(t, dir, c.store)
			if !strings.Contains(log, c.why) || (c.why == "") != (log == "") {
				t.Errorf("log %q, want %q", log, c.why)
			}
			if err := ix.Check(t.Context()); err != nil {
				t.Errorf("after it was built anew: %v", err)
			}
			if err := ix.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// lossy is a store that has lost a document behind everybody's back.
type lossy struct {
	corpus.Store
	lost corpus.ID
}

func (l *lossy) Get(ctx context.Context, id corpus.ID) (*corpus.Record, error) {
	if id == l.lost {
		return nil, corpus.ErrNotFound
	}
	return l.Store.Get(ctx, id)
}

// TestDamageFoundByAQuestion heals an index that has a document which the store has not.
func TestDamageFoundByAQuestion(t *testing.T) {
	s := &lossy{Store: filled(t, 3)}
	ix := synced(t, "", s)
	for id := range ix.live.sources {
		s.lost = id
	}
	q := Search{Text: "since:2000 " + corpustest.NewsWord(20) + " " + corpustest.NewsWord(21)}
	if _, err := ix.Ask(t.Context(), Scope{}, q); err != nil {
		t.Fatal(err)
	}
	if !ix.damaged.Load() {
		t.Fatal("nothing was noticed")
	}
	if err := ix.follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if ix.damaged.Load() || ix.live.source(s.lost) != nil || len(ix.live.sources) != 2 {
		t.Errorf("damaged %v, %d documents, the lost one among them: %v", ix.damaged.Load(), len(ix.live.sources), ix.live.source(s.lost) != nil)
	}
}

// TestBlevePanics turns a panic over damaged files into an error and a rebuilding.
func TestBlevePanics(t *testing.T) {
	s := filled(t, 2)
	ix := synced(t, "", s)
	whole := ix.live.bleve
	ix.live.bleve = nil // any use of it panics
	if _, err := ix.Ask(t.Context(), Scope{}, Search{Text: "pier"}); err == nil || !ix.damaged.Load() {
		t.Errorf("damaged %v: %v", ix.damaged.Load(), err)
	}
	ix.live.bleve = whole
}

// TestBitRot changes one byte at many places of an index: it is noticed when the index is opened, and answers are as before.
func TestBitRot(t *testing.T) {
	s, dir := filled(t, 4), t.TempDir()
	q := Search{Text: corpustest.NewsWord(20)}
	ix := synced(t, dir, s)
	want := shown(t, ix, q)
	if err := ix.Close(); err != nil || len(want) == 0 {
		t.Fatalf("%d results, %v", len(want), err)
	}
	for i := range 12 {
		files, err := filepath.Glob(filepath.Join(dir, "bleve-*", "store", "*.zap"))
		if err != nil || len(files) == 0 {
			t.Fatalf("files %v, %v", files, err)
		}
		path := files[i%len(files)]
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := (len(data) - 1) * i / 11
		data[at] ^= 0x40
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		ix, log := opened(t, dir, s)
		if !strings.Contains(log, "build the index anew") {
			t.Errorf("byte %d of %d changed, and the log says %q", at, len(data), log)
		}
		if err := ix.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := shown(t, ix, q); !slices.Equal(got, want) {
			t.Errorf("byte %d of %d changed: %q, want %q", at, len(data), got, want)
		}
		if err := ix.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLateVerification finds damage to files that were too large to be compared when the index was opened.
func TestLateVerification(t *testing.T) {
	s, dir := filled(t, 4), t.TempDir()
	ix := synced(t, dir, s)
	if err := ix.live.verify(t.Context(), math.MaxInt64); err != nil {
		t.Fatal(err)
	}
	ix.live.verified.Store(false)
	files, err := filepath.Glob(filepath.Join(dir, "bleve-*", "store", "*.zap"))
	if err != nil || len(files) == 0 {
		t.Fatalf("files %v, %v", files, err)
	}
	f, err := os.OpenFile(files[0], os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte{0xff, 0xff, 0xff}, 100); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := ix.Check(t.Context()); !errors.Is(err, errDamaged) {
		t.Errorf("check says %v", err)
	}
	if err := ix.follow(t.Context()); !errors.Is(err, errDamaged) {
		t.Errorf("following says %v", err)
	}
	if err := ix.follow(t.Context()); err != nil {
		t.Errorf("building it anew: %v", err)
	}
	if err := ix.Check(t.Context()); err != nil {
		t.Errorf("after it was built anew: %v", err)
	}
}

// TestTheOldIndexAnswersAfterABrokenRebuilding opens the complete index when a newer one beside it was never finished.
func TestTheOldIndexAnswersAfterABrokenRebuilding(t *testing.T) {
	s, dir := filled(t, 4), t.TempDir()
	ix := synced(t, dir, s)
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	name, err := ix.storeName(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	half, err := newShelf(shelfPath(dir, 7), name)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(half.bleve.SetInternal(unfinished, []byte{1}), half.bleve.Close()); err != nil {
		t.Fatal(err)
	}
	ix, _ = opened(t, dir, s)
	if n := len(ix.live.sources); n != 4 {
		t.Errorf("%d documents before anything is indexed anew, want 4", n)
	}
	if left, err := ix.shelves(); err != nil || len(left) != 1 {
		t.Errorf("%v are left, %v; want one", left, err)
	}
}
