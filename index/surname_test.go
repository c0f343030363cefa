package index

import (
	"log/slog"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
)

// TestSurnameOfTwo asks for a surname that two people bear, one of whom is never called by it alone.
func TestSurnameOfTwo(t *testing.T) {
	s := store.Memory()
	for _, text := range []string{
		"Prime Minister Mara Lindqvist spoke on Monday. \"We will not close the harbour for anyone,\" Lindqvist said.",
		"The painter Elin Lindqvist opened a show. \"Art belongs to the harbour too,\" Elin Lindqvist said.",
	} {
		d := &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Text: text}
		found, err := extract.Annotate(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: found}); err != nil {
			t.Fatal(err)
		}
	}
	ix, err := Open(t.Context(), "", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	a, err := ix.Ask(t.Context(), Scope{}, WhoSaid{Who: "Lindqvist"})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Choices) != 2 || a.Total != 0 {
		t.Fatalf("%d results and the choices %+v, want a choice of two", a.Total, a.Choices)
	}
	for _, c := range a.Choices {
		b, err := ix.Ask(t.Context(), Scope{}, WhoSaid{Who: c.Name})
		if err != nil {
			t.Fatal(err)
		}
		if b.Total != c.Count || len(b.Choices) > 0 {
			t.Errorf("%s: %d results, %d promised", c.Name, b.Total, c.Count)
		}
	}
}
