package index_test

import (
	"fmt"
	"log/slog"
	"slices"
	"testing"

	"example.org/briefbot/corpus/corpustest"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// TestFacetsCountAndRefine narrows each command by each value of each facet: the narrowed answer has as many results as was said.
func TestFacetsCountAndRefine(t *testing.T) {
	s := store.Memory()
	news := corpustest.NewNews(5)
	for range 30 {
		if _, err := s.Put(t.Context(), news.Next()); err != nil {
			t.Fatal(err)
		}
	}
	ix, err := index.Open(t.Context(), "", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	word := corpustest.NewsWord(24)
	for _, c := range []struct {
		q    index.Query
		want []string
	}{
		{index.WhoSaid{About: word}, []string{"speaker", "document", "month"}},
		{index.WhoSaid{Who: corpustest.NewsPerson(2)}, []string{"document", "month"}},
		{index.Timeline{About: word}, []string{"document", "month"}},
		{index.Search{Text: word}, []string{"speaker", "document", "month"}},
	} {
		a, err := ix.Ask(t.Context(), index.Scope{}, c.q)
		if err != nil {
			t.Fatal(err)
		}
		var have []string
		for _, f := range a.Facets {
			have = append(have, f.By)
			for i, v := range f.Values {
				if i > 0 && v.Count > f.Values[i-1].Count {
					t.Errorf("%s: %s: %v is not in order", c.q, f.By, f.Values)
				}
				narrowed := index.Refine(c.q, f.By, v.Value)
				b, err := ix.Ask(t.Context(), index.Scope{}, narrowed)
				if err != nil {
					t.Fatalf("%s: %v", narrowed, err)
				}
				if _, isSearch := c.q.(index.Search); b.Total != v.Count && !isSearch || b.Total == 0 {
					t.Errorf("%s: %d results, %s %s promised %d", narrowed, b.Total, f.By, v.Label, v.Count)
				}
			}
		}
		if !slices.Equal(have, c.want) {
			t.Errorf("%s parts by %v, want %v", c.q, have, c.want)
		}
	}
}

func TestRefine(t *testing.T) {
	for i, c := range []struct{ q, want index.Query }{
		{index.Refine(index.Search{Text: `pipeline who:Berg "deep sea"`, Page: 3}, "speaker", "Anna “B” Berg"), index.Search{Text: `pipeline "deep sea" who:"Anna B Berg"`}},
		{index.Refine(index.Search{Text: "pipeline"}, "month", "2031-02"), index.Search{Text: "pipeline since:2031-02 until:2031-02"}},
		{index.Refine(index.Search{Text: "pipeline"}, "document", "00ff"), index.Search{Text: "pipeline doc:00ff"}},
		{index.Refine(index.Search{Text: "pipeline"}, "month", "soon"), index.Search{Text: "pipeline"}},
		{index.Refine(index.Demands{Of: "Oslo"}, "speaker", "Berg"), index.Demands{Of: "Oslo", By: "Berg"}},
		{index.Refine(index.WhoSaid{Who: "Berg"}, "colour", "blue"), index.WhoSaid{Who: "Berg"}},
	} {
		if fmt.Sprint(c.q) != fmt.Sprint(c.want) {
			t.Errorf("%d: %s, want %s", i, c.q, c.want)
		}
	}
}
