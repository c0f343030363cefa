package corpustest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
)

func testState(t *testing.T, s corpus.Store) {
	for i, step := range []struct {
		old, value string
		want       bool
		after      string
	}{
		{"", "", true, ""},
		{"a", "b", false, ""},
		{"", "a", true, "a"},
		{"", "b", false, "a"},
		{"", "", false, "a"},
		{"b", "", false, "a"},
		{"b", "b", false, "a"},
		{"a", "a", true, "a"},
		{"a", "“b”\n", true, "“b”\n"},
		{"“b”\n", "", true, ""},
		{"“b”\n", "", false, ""},
	} {
		got, err := s.Swap(t.Context(), "key", step.old, step.value)
		if err != nil || got != step.want {
			t.Errorf("step %d: swap %q for %q: %v, %v; want %v", i, step.old, step.value, got, err, step.want)
		}
		if got, err := s.Load(t.Context(), "key"); err != nil || got != step.after {
			t.Errorf("step %d: load: %q, %v; want %q", i, got, err, step.after)
		}
		if got, err := s.Load(t.Context(), "other"); err != nil || got != "" {
			t.Errorf("step %d: load of another key: %q, %v", i, got, err)
		}
	}
	if got := last(t, s); got != 0 {
		t.Errorf("state moved the change feed to %d", got)
	}
}

func testOf(t *testing.T, s corpus.Store) {
	put(t, s, Record(1), true)
	put(t, s, Record(2), true)
	put(t, s, &corpus.Record{Document: corpus.Document{ID: "a", Guild: "g2", Text: "x"}}, true)
	put(t, s, &corpus.Record{Document: corpus.Document{ID: "b", Text: "x"}}, true)
	if err := s.Delete(t.Context(), Record(2).ID); err != nil {
		t.Fatal(err)
	}
	for guild, want := range map[string][]corpus.ID{"g1": {Record(1).ID}, "g2": {"a"}, "": {"b"}, "g3": nil} {
		if got, err := s.Of(t.Context(), guild); err != nil || !slices.Equal(got, want) {
			t.Errorf("documents of %q: %v, %v; want %v", guild, got, err, want)
		}
	}
}

func testDocuments(t *testing.T, s corpus.Store) {
	const n = 450 // more than a store is likely to read at once
	for i := range n {
		put(t, s, &corpus.Record{Document: corpus.Document{ID: corpus.ID(fmt.Sprintf("%04d", i)), Text: "x"}}, true)
	}
	full := Record(1)
	put(t, s, full, true)
	next, found := 0, false
	for d, err := range s.Documents(t.Context()) {
		switch {
		case err != nil:
			t.Fatal(err)
		case d.ID == full.ID:
			found = true
			if diff := cmp.Diff(full.Document, *d); diff != "" {
				t.Errorf("listed:\n%s", diff)
			}
		case d.ID != corpus.ID(fmt.Sprintf("%04d", next)):
			t.Fatalf("document %s, want number %d", d.ID, next)
		default:
			next++
		}
	}
	if next != n || !found {
		t.Errorf("%d documents of %d, and the full one: %v", next, n, found)
	}
}

func testCancelled(t *testing.T, s corpus.Store) {
	put(t, s, Record(1), true)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, putErr := s.Put(ctx, Record(2))
	_, getErr := s.Get(ctx, Record(1).ID)
	_, lastErr := s.Last(ctx)
	_, loadErr := s.Load(ctx, "key")
	_, swapErr := s.Swap(ctx, "key", "", "x")
	var feedErr error
	for _, err := range s.Since(ctx, 0) {
		feedErr = err
	}
	for name, err := range map[string]error{
		"put": putErr, "get": getErr, "delete": s.Delete(ctx, Record(1).ID), "last": lastErr, "load": loadErr, "swap": swapErr, "since": feedErr,
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a context that has ended: %v", name, err)
		}
	}
	if got := last(t, s); got != 1 {
		t.Errorf("a cancelled call changed something: last is %d", got)
	}
}

// testConcurrentPut has several writers and a reader of the feed, who must never see a number after a higher one was there.
func testConcurrentPut(t *testing.T, s corpus.Store) {
	const writers, each = 4, 25
	var group sync.WaitGroup
	done := make(chan struct{})
	seen := map[corpus.ID]bool{}
	follow := func(position uint64) uint64 {
		for c, err := range s.Since(t.Context(), position) {
			if err != nil {
				t.Errorf("feed: %v", err)
				return position
			}
			position, seen[c.ID] = c.Seq, true
		}
		return position
	}
	group.Go(func() {
		position := uint64(0)
		for {
			select {
			case <-done:
				follow(position)
				return
			default:
				position = follow(position)
			}
		}
	})
	var writing sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				if _, err := s.Put(t.Context(), Record(w*each+i)); err != nil {
					t.Errorf("put: %v", err)
				}
				if _, err := s.Get(t.Context(), Record(w*each+i).ID); err != nil {
					t.Errorf("get after put: %v", err)
				}
			}
		})
	}
	writing.Wait()
	close(done)
	group.Wait()
	if got := last(t, s); got != writers*each {
		t.Errorf("last is %d after %d changes", got, writers*each)
	}
	if len(seen) != writers*each {
		t.Errorf("following the feed showed %d of %d documents", len(seen), writers*each)
	}
}

// testConcurrentSwap counts with compare-and-swap: no increment may be lost.
func testConcurrentSwap(t *testing.T, s corpus.Store) {
	const workers, each = 4, 10
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for done := 0; done < each; {
				old, err := s.Load(t.Context(), "count")
				if err != nil {
					t.Errorf("load: %v", err)
					return
				}
				n, _ := strconv.Atoi(old)
				swapped, err := s.Swap(t.Context(), "count", old, fmt.Sprint(n+1))
				if err != nil {
					t.Errorf("swap: %v", err)
					return
				}
				if swapped {
					done++
				}
			}
		})
	}
	group.Wait()
	if got, _ := s.Load(t.Context(), "count"); got != fmt.Sprint(workers*each) {
		t.Errorf("counted to %s, want %d", got, workers*each)
	}
}
