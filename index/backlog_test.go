package index

import (
	"testing"
	"time"

	"example.org/briefbot/corpus"
)

// TestANoteNeedsNotWaitForAnImport stores a note while many documents wait to be indexed: it shows in the next answer, and is gone from the one
// after its deletion, with nothing else indexed meanwhile.
func TestANoteNeedsNotWaitForAnImport(t *testing.T) {
	s := filled(t, 3*few)
	ix, _ := opened(t, "", s)
	note := &corpus.Record{Document: corpus.Document{Kind: corpus.Note, Guild: "g", Title: "Pier", Text: "The pier at Lindhamn closes on Friday.", Published: time.Date(2031, 5, 2, 0, 0, 0, 0, time.UTC)}}
	note.ID = corpus.NewID(note.Guild, "", note.Text)
	found := func() int {
		t.Helper()
		a, err := ix.Ask(t.Context(), Scope{Guild: "g"}, Search{Text: "Lindhamn"})
		if err != nil {
			t.Fatal(err)
		}
		return a.Total
	}
	if n := found(); n != 0 {
		t.Fatalf("%d results before there is a note", n)
	}
	if _, err := s.Put(t.Context(), note); err != nil {
		t.Fatal(err)
	}
	if n := found(); n != 1 {
		t.Errorf("%d results for a note just stored", n)
	}
	if ix.live.at() != 0 {
		t.Errorf("the question waited for the import, up to change %d", ix.live.at())
	}
	if err := s.Delete(t.Context(), note.ID); err != nil {
		t.Fatal(err)
	}
	if n := found(); n != 0 {
		t.Errorf("%d results for a note that is deleted", n)
	}
	if err := ix.Check(t.Context()); err != nil {
		t.Errorf("after everything is indexed: %v", err)
	}
}

// TestRefresh takes a document over however many changes came after it.
func TestRefresh(t *testing.T) {
	s := filled(t, 1)
	var first corpus.ID
	for c, err := range s.Since(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		first = c.ID
	}
	ix, _ := opened(t, "", s)
	if err := ix.Refresh(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if ix.live.source(first) == nil || ix.live.at() != 0 {
		t.Errorf("taken over: %v, position %d", ix.live.source(first) != nil, ix.live.at())
	}
	if err := s.Delete(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if err := ix.Refresh(t.Context(), first, "0000000000000000"); err != nil {
		t.Fatal(err)
	}
	if ix.live.source(first) != nil {
		t.Error("a deleted document is still there")
	}
}
