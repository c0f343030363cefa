package index

import (
	"context"
	"math"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"example.org/briefbot/corpus"
)

// fieldTerm is a term of a field, without its partition.
type fieldTerm struct{ field, value string }

// weighted is a group of terms that count as one word for the score.
type weighted struct {
	terms  []fieldTerm
	weight float64
}

// Parameters of BM25 (Robertson and Zaragoza, 2009), chosen once for sentences and documents alike.
const (
	bm25K1 = 1.6
	bm25B  = 0.6
)

// extent is what BM25 needs to know of a field: how many documents have it and with how many words in all.
type extent struct{ docs, words int }

// find is the one Bleve query of the package: it selects what lies in the asker's partitions and keeps its conditions,
// and scores it by BM25 with the exact lengths of the fields and the frequencies of those partitions only.
type find struct {
	parts  []partition
	all    [][]fieldTerm // every one must hold, each by any of its terms
	none   []fieldTerm   // not one may hold
	score  []weighted    // scored
	any    bool          // one of the scored must be there; always so when all is empty
	doc    corpus.ID     // only entries of this document; empty: of all
	extent map[string]extent
	veiled func(hit) bool // entries that are not to be found; nil: none
}

var _ query.Query = (*find)(nil)

// Searcher implements Bleve's query.Query.
func (f *find) Searcher(ctx context.Context, r index.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher, error) {
	return f.open(ctx, r)
}

// open looks the words up.
func (f *find) open(ctx context.Context, r index.IndexReader) (*finder, error) {
	all := f.all
	if f.doc != "" {
		all = append([][]fieldTerm{{docKey(f.doc)}}, all...)
	}
	s := &finder{ctx: ctx, any: f.any || len(all) == 0}
	for _, terms := range all {
		p, err := openPlaces(ctx, r, f.parts, terms, false)
		if err != nil {
			return nil, err
		}
		s.all = append(s.all, p)
	}
	if len(f.none) > 0 {
		p, err := openPlaces(ctx, r, f.parts, f.none, false)
		if err != nil {
			return nil, err
		}
		s.none = p
	}
	for _, w := range f.score {
		plain := !weighed(w.terms[0].field)
		p, err := openPlaces(ctx, r, f.parts, w.terms, !plain)
		if err != nil {
			return nil, err
		}
		if p.plain = plain; p.count == 0 {
			continue
		}
		e := f.extent[w.terms[0].field]
		n, df := float64(max(e.docs, 1)), float64(p.count)
		s.score = append(s.score, p)
		s.idf = append(s.idf, w.weight*math.Log(1+max(n-df+0.5, 0.5)/(df+0.5)))
		s.mean = append(s.mean, float64(max(e.words, 1))/n)
	}
	return s, nil
}

// finder walks the matches of a find. It implements Bleve's search.Searcher.
type finder struct {
	ctx   context.Context //nolint:containedctx // a searcher lives as long as one question
	all   []*places
	none  *places
	score []*places
	idf   []float64 // of score, times its weight
	mean  []float64 // of score: the field's mean length
	any   bool      // one of score must be there
	from  uint64    // the first internal number that may still match
	steps int
}

var _ search.Searcher = (*finder)(nil)

// Next returns the next match, nil at the end.
func (s *finder) Next(sc *search.SearchContext) (*search.DocumentMatch, error) {
	for {
		if s.steps++; s.steps%1024 == 0 {
			if err := s.ctx.Err(); err != nil {
				return nil, err
			}
		}
		id, err := s.candidate()
		if err != nil || id == math.MaxUint64 {
			return nil, err
		}
		s.from = id + 1
		barred, err := s.barred(id)
		if err != nil {
			return nil, err
		}
		if barred {
			continue
		}
		score, err := s.scoreOf(id)
		if err != nil {
			return nil, err
		}
		m := sc.DocumentMatchPool.Get()
		m.IndexInternalID = index.NewIndexInternalID(m.IndexInternalID, id)
		m.Score = score
		return m, nil
	}
}

// candidate returns the first number from s.from on that matches, exclusions apart.
func (s *finder) candidate() (uint64, error) { return s.driven(len(s.score)) }

// fulfilled returns the first number from target on at which all conditions hold: target itself when there are none.
func (s *finder) fulfilled(target uint64) (uint64, error) {
	for i := 0; i < len(s.all); {
		if err := s.all[i].seek(target); err != nil {
			return 0, err
		}
		id := s.all[i].id()
		if id == math.MaxUint64 {
			return id, nil
		}
		if id > target {
			target, i = id, 0
			continue
		}
		i++
	}
	return target, nil
}

func (s *finder) barred(id uint64) (bool, error) {
	if s.none == nil {
		return false, nil
	}
	if err := s.none.seek(id); err != nil {
		return false, err
	}
	return s.none.id() == id, nil
}

// scoreOf sums BM25 over the scored words. Several terms of one group at the same place count by the best.
func (s *finder) scoreOf(id uint64) (float64, error) {
	var sum float64
	for i, p := range s.score {
		if err := p.seek(id); err != nil {
			return 0, err
		}
		sum += s.idf[i] * p.saturation(id, s.mean[i])
	}
	return sum, nil
}

// saturation is the part of BM25 that depends on the place: how often the term stands in a field of that length.
func saturation(freq, length, mean float64) float64 {
	return freq * (bm25K1 + 1) / (freq + bm25K1*(1-bm25B+bm25B*length/mean))
}

// Advance returns the first match at or after id.
func (s *finder) Advance(sc *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	s.from = max(s.from, id.Value())
	return s.Next(sc)
}

// Close releases the lists.
func (s *finder) Close() error {
	var first error
	for _, group := range [][]*places{s.all, s.score, {s.none}} {
		for _, p := range group {
			if p == nil {
				continue
			}
			if err := p.close(); err != nil && first == nil {
				first = err
			}
		}
	}
	return first
}

// Weight is part of Bleve's interface; scores here are not normalised over a query.
func (s *finder) Weight() float64 { return 1 }

// SetQueryNorm is part of Bleve's interface and does nothing, see Weight.
func (s *finder) SetQueryNorm(float64) {}

// Count estimates the number of matches from above.
func (s *finder) Count() uint64 {
	if len(s.all) > 0 {
		least := s.all[0].count
		for _, p := range s.all {
			least = min(least, p.count)
		}
		return least
	}
	var sum uint64
	for _, p := range s.score {
		sum += p.count
	}
	return sum
}

// Min is part of Bleve's interface: one clause must match.
func (s *finder) Min() int { return 1 }

// Size is the memory held beside Bleve's lists, which is none to speak of.
func (s *finder) Size() int { return 0 }

// DocumentMatchPoolSize says how many matches are alive at once.
func (s *finder) DocumentMatchPoolSize() int { return 1 }
