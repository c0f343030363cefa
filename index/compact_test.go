package index

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"example.org/briefbot/corpus/corpustest"
)

// shown lists what an answer shows, in order.
func shown(t *testing.T, ix *Index, q Query) (out []string) {
	t.Helper()
	a, err := ix.Ask(t.Context(), Scope{}, q)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range a.Results {
		out = append(out, r.Text())
	}
	return out
}

// TestCompacting makes one file of many, with the same answers before, after, and when it is opened again.
func TestCompacting(t *testing.T) {
	s, dir := filled(t, 60), t.TempDir()
	ix := synced(t, dir, s)
	q := Search{Text: corpustest.NewsWord(20) + " " + corpustest.NewsWord(31)}
	want := shown(t, ix, q)
	if len(want) == 0 {
		t.Fatal("nothing is found")
	}
	ix.live.scattered.Store(compactEntries)
	if err := ix.live.compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := ix.live.scattered.Load(); left != 0 {
		t.Errorf("%d entries count as scattered after compacting", left)
	}
	if got := shown(t, ix, q); !slices.Equal(got, want) {
		t.Errorf("compacted: %q, want %q", got, want)
	}
	if err := ix.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "bleve-*", "store", "*.zap"))
	if err != nil || len(files) != 1 {
		t.Errorf("files %v, %v; want one", files, err)
	}
	if got := shown(t, synced(t, dir, s), q); !slices.Equal(got, want) {
		t.Errorf("opened again: %q, want %q", got, want)
	}
}

// TestALargeDirectoryIsMadeBesideTheOldOne answers with the names known until now while those of a new document are gathered.
func TestALargeDirectoryIsMadeBesideTheOldOne(t *testing.T) {
	s := filled(t, 4)
	ix := synced(t, "", s)
	ask := func(name string) int {
		t.Helper()
		a, err := ix.Ask(t.Context(), Scope{}, WhoSaid{Who: name})
		if err != nil {
			t.Fatal(err)
		}
		return a.Searched.Documents
	}
	if n := ask("nobody"); n != 4 {
		t.Fatalf("%d documents", n)
	}
	for _, k := range ix.names.kept {
		k.took = 2 * quickDirectory // as if it were of a large corpus
	}
	r := corpustest.NewNews(11).Next()
	if _, err := s.Put(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	ix.following.Add(1) // as Follow does
	if n := ask("nobody"); n != 4 {
		t.Errorf("%d documents before the directory is made anew", n)
	}
	if found := shown(t, ix, Search{Text: `"` + r.Title + `"`}); len(found) == 0 {
		t.Errorf("the new document's title %q is not found", r.Title)
	}
	if err := ix.follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := ask("nobody"); n != 5 {
		t.Errorf("%d documents after the directory was made anew", n)
	}
	ix.following.Add(-1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ix.Follow(ctx, time.Hour); !errors.Is(err, context.Canceled) || ix.following.Load() != 0 {
		t.Errorf("Follow ended with %v; %d still follow", err, ix.following.Load())
	}
}
