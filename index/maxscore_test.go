package index

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
)

// TestBestIsTopOfAll compares early termination with scoring everything: the same matches with the same bits.
func TestBestIsTopOfAll(t *testing.T) {
	s := invented(t, 40)
	r := rand.New(rand.NewPCG(1, 1))
	lang := english()
	for range 60 {
		f := &find{parts: Scope{}.partitions(), extent: s.extent(Scope{}.partitions())}
		for range 1 + r.IntN(5) {
			w := lang.words(corpustest.NewsWord(r.IntN(400)))
			f.score = append(f.score, weighted{[]fieldTerm{{passageField, w[0].term}}, 1 + r.Float64()})
		}
		if r.IntN(3) == 0 {
			f.all = [][]fieldTerm{f.score[0].terms}
		}
		if r.IntN(3) == 0 {
			f.none = []fieldTerm{{passageField, lang.words(corpustest.NewsWord(r.IntN(50)))[0].term}}
		}
		limit := 1 + r.IntN(40)
		want, got := finders(t, s, f, limit)
		if !slices.Equal(want, got) {
			t.Fatalf("the %d best of %+v:\n%v\nwant\n%v", limit, f.score, got, want)
		}
	}
}

// TestBestKeepsTies has more matches of one score than are asked for.
func TestBestKeepsTies(t *testing.T) {
	s := invented(t, 8)
	f := &find{parts: Scope{}.partitions(), all: [][]fieldTerm{{typeKey(passages)}}, extent: s.extent(Scope{}.partitions())}
	want, got := finders(t, s, f, 3)
	if len(got) != 8*41 || !slices.Equal(want, got) {
		t.Errorf("%d of %d equal matches were kept", len(got), 8*41)
	}
}

// finders runs f in both ways.
func finders(t *testing.T, s *shelf, f *find, limit int) (all, best []scored) {
	t.Helper()
	err := s.read(func(r bleveindex.IndexReader) error {
		every, err := f.open(t.Context(), r)
		if err != nil {
			return err
		}
		if all, err = collect(every); err != nil {
			return err
		}
		few, err := f.open(t.Context(), r)
		if err != nil {
			return err
		}
		best, err = few.best(t.Context(), limit)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all = top(all, limit)
	byID := func(a, b scored) int { return cmp.Compare(a.id, b.id) }
	slices.SortFunc(all, byID)
	slices.SortFunc(best, byID)
	return all, best
}

// invented indexes n invented articles in memory.
func invented(t *testing.T, n int) *shelf {
	t.Helper()
	s, err := newShelf("", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.bleve.Close() })
	w := &writer{ix: &Index{lang: english()}, shelf: s, batch: s.bleve.NewBatch(), pending: map[corpus.ID]*source{}}
	news := corpustest.NewNews(3)
	for i := range n {
		r := news.Next()
		if err := w.put(r.ID, newReading(r)); err != nil {
			t.Fatal(err)
		}
		if w.reached++; i%7 == 0 {
			if err := w.flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.flush(); err != nil {
		t.Fatal(fmt.Errorf("index invented articles: %w", err))
	}
	return s
}
