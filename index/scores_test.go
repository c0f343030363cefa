package index

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
)

// scores lists all matches of some questions in a scope with the bits of their scores.
func scores(t *testing.T, ix *Index, scope Scope) (out []string) {
	t.Helper()
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	a, err := ix.begin(t.Context(), scope)
	if err != nil {
		t.Fatal(err)
	}
	for rank := 18; rank < 30; rank++ {
		words := ix.lang.subject(corpustest.NewsWord(rank) + " " + corpustest.NewsWord(rank+7))
		for _, field := range fieldsSearched() {
			f := a.find()
			f.score = words.scored(field.name, 1)
			hits, err := a.shelf.run(t.Context(), f, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range hits {
				out = append(out, fmt.Sprintf("%s %s/%s/%d %x", field.name, h.id, h.kind, h.n, math.Float64bits(h.score)))
			}
		}
	}
	return out
}

// TestScoresOfAServerAreItsOwn adds ten thousand notes to one server and deletes them: no score of another changes in a single bit.
func TestScoresOfAServerAreItsOwn(t *testing.T) {
	s := filled(t, 2)
	news := corpustest.NewNews(5)
	news.Guild = "home"
	for range 6 {
		if _, err := s.Put(t.Context(), news.Next()); err != nil {
			t.Fatal(err)
		}
	}
	ix := synced(t, "", s)
	home := Scope{Guild: "home"}
	want := scores(t, ix, home)
	if len(want) < 50 {
		t.Fatalf("%d matches", len(want))
	}
	var notes []corpus.ID
	for i := range 10_000 {
		text := fmt.Sprintf("%s %s %s, note %d.", corpustest.NewsWord(18+i%20), corpustest.NewsWord(18+i%13), corpustest.NewsWord(i%997), i)
		d := corpus.Document{ID: corpus.NewID("away", "", text), Kind: corpus.Note, Guild: "away", Title: text, Text: text, Published: time.Date(2031, 1, 1+i%300, 0, 0, 0, 0, time.UTC)}
		whole := []corpus.Span{{End: len(text)}}
		if _, err := s.Put(t.Context(), &corpus.Record{Document: d, Annotations: corpus.Annotations{Paragraphs: whole, Sentences: whole}}); err != nil {
			t.Fatal(err)
		}
		notes = append(notes, d.ID)
	}
	if err := ix.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if away := scores(t, ix, Scope{Guild: "away"}); len(away) < 10_000 {
		t.Fatalf("the other server has %d matches", len(away))
	}
	if got := scores(t, ix, home); !slices.Equal(got, want) {
		t.Error("ten thousand notes of another server have changed scores")
	}
	for _, id := range notes {
		if err := s.Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if err := ix.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := scores(t, ix, home); !slices.Equal(got, want) {
		t.Error("deleting ten thousand notes of another server has changed scores")
	}
}

// TestScoresDoNotDependOnFiles indexes the same documents in other batches, and makes one file of many: every score is the same, in every bit.
func TestScoresDoNotDependOnFiles(t *testing.T) {
	s := filled(t, 30)
	ix := synced(t, t.TempDir(), s)
	want := scores(t, ix, Scope{})
	ix.live.scattered.Store(compactEntries)
	if err := ix.live.compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := scores(t, ix, Scope{}); len(want) == 0 || !slices.Equal(got, want) {
		t.Error("one file instead of many has changed scores")
	}
	other, _ := opened(t, "", s)
	changes, err := other.changesOf(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range slices.Backward(changes) { // one document a batch, the last first
		if err := other.Refresh(t.Context(), c.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := scores(t, other, Scope{}); !slices.Equal(got, want) {
		t.Error("other batches have changed scores")
	}
}
