package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"example.org/briefbot/corpus"
)

// layout is the version of fields, terms and analysis. An index of another layout is built anew.
const layout = "7"

// Keys of Bleve's internal storage.
var (
	layoutKey   = []byte("briefbot/layout")
	positionKey = []byte("briefbot/position") // in the store's change feed, big endian
	storeKey    = []byte("briefbot/store")    // the name of the store that it is derived from
	unfinished  = []byte("briefbot/building") // kept while it is built beside another, which is the one to open until then
)

// batchEntries is how many entries are written at once. Larger batches index little faster and need more memory.
const batchEntries = 4000

// shelf is one Bleve index with what is kept in memory beside it.
type shelf struct {
	bleve bleve.Index
	path  string // empty: in memory

	verified  atomic.Bool  // the files it was opened with match their checksums
	scattered atomic.Int64 // entries written since the files were last made one

	mu       sync.RWMutex
	sources  map[corpus.ID]*source
	extents  map[partition]map[string]extent
	position uint64
	within   map[partition]map[corpus.ID]*source
	changes  map[partition]uint64 // counts what has been written there, so that whoever derives something knows when it is old
}

// newShelf makes an empty index of a store at path, in memory when it is empty.
func newShelf(path, store string) (*shelf, error) {
	b, err := bleve.NewUsing(path, bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("make the index: %w", err)
	}
	if err := errors.Join(b.SetInternal(layoutKey, []byte(layout)), b.SetInternal(storeKey, []byte(store))); err != nil {
		return nil, errors.Join(fmt.Errorf("make the index: %w", err), b.Close())
	}
	s := emptyShelf(b, path)
	s.verified.Store(true)
	return s, nil
}

func emptyShelf(b bleve.Index, path string) *shelf {
	return &shelf{
		bleve: b, path: path, sources: map[corpus.ID]*source{}, extents: map[partition]map[string]extent{},
		within: map[partition]map[corpus.ID]*source{}, changes: map[partition]uint64{},
	}
}

// errStale means that an index has to be built anew from the store.
var errStale = errors.New("the index has another layout or is damaged")

// openShelf opens the index at path of a store whose last change is last; the error wraps errStale when it cannot be used.
func openShelf(ctx context.Context, path, store string, last uint64) (_ *shelf, err error) {
	defer func() { // Bleve may panic on a damaged file
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errStale, r)
		}
	}()
	b, err := bleve.OpenUsing(path, map[string]any{"bolt_timeout": "500ms"})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errStale, err)
	}
	s := emptyShelf(b, path)
	if err := s.load(ctx, store, last); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", errStale, err), b.Close())
	}
	return s, nil
}

// load reads what is kept in memory from the index, and checks that nothing is missing.
func (s *shelf) load(ctx context.Context, store string, last uint64) error {
	have, err := s.bleve.GetInternal(layoutKey)
	if err != nil {
		return err
	}
	if string(have) != layout {
		return fmt.Errorf("its layout is %q, want %q", have, layout)
	}
	if have, err = s.bleve.GetInternal(storeKey); err != nil || string(have) != store {
		return errors.Join(errors.New("it was derived from another store"), err)
	}
	if have, err = s.bleve.GetInternal(unfinished); err != nil || len(have) > 0 {
		return errors.Join(errors.New("it was being built when the program ended"), err)
	}
	at, err := s.bleve.GetInternal(positionKey)
	if err != nil {
		return err
	}
	if len(at) == 8 {
		s.position = binary.BigEndian.Uint64(at)
	}
	if s.position > last {
		return fmt.Errorf("it has change %d, the store's last is %d", s.position, last)
	}
	if err := s.verify(ctx, verifiedAtOnce); err != nil {
		return err
	}
	if err := s.loadSources(); err != nil {
		return err
	}
	count, err := s.bleve.DocCount()
	want := uint64(0)
	for _, src := range s.sources {
		for _, n := range src.Entries {
			want += uint64(n)
		}
	}
	if err == nil && count != want {
		err = fmt.Errorf("it has %d entries, want %d", count, want)
	}
	return err
}

// count adds a source to the extents of its partition, or takes it out with sign -1.
func (s *shelf) count(src *source, sign int) {
	p := partitionOf(src.Guild, src.Channel)
	fields := s.extents[p]
	if fields == nil {
		fields = map[string]extent{}
		s.extents[p] = fields
	}
	for i, field := range fieldsSearched() {
		e := fields[field.name]
		e.docs += sign * src.Entries[kindNumber(field.kind)]
		e.words += sign * src.Words[i]
		fields[field.name] = e
	}
	if fields[textField].docs == 0 {
		delete(s.extents, p)
	}
}

// held are those of parts that hold anything.
func (s *shelf) held(parts []partition) []partition {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.DeleteFunc(parts, func(p partition) bool { return len(s.within[p]) == 0 })
}

// extent sums what BM25 needs over parts.
func (s *shelf) extent(parts []partition) map[string]extent {
	s.mu.RLock()
	defer s.mu.RUnlock()
	sum := map[string]extent{}
	for _, p := range parts {
		for field, e := range s.extents[p] {
			sum[field] = extent{sum[field].docs + e.docs, sum[field].words + e.words}
		}
	}
	return sum
}

// errDamaged means that the index does not hold what was written to it.
var errDamaged = errors.New("the search index is damaged")

// read calls f with a snapshot of the index. Bleve, which notices no damage to its files, may panic on it.
func (s *shelf) read(f func(bleveindex.IndexReader) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errDamaged, r)
		}
	}()
	advanced, err := s.bleve.Advanced()
	if err != nil {
		return err
	}
	r, err := advanced.Reader()
	if err != nil {
		return fmt.Errorf("read the index: %w", err)
	}
	return errors.Join(f(r), r.Close())
}

// hit is an entry that a find selected.
type hit struct {
	id    corpus.ID
	kind  string
	n     int
	score float64
}

// run returns the matches of f, best first, those of one score in the order of their names; at most limit, 0 for all.
func (s *shelf) run(ctx context.Context, f *find, limit int) ([]hit, error) {
	var hits []hit
	err := s.read(func(r bleveindex.IndexReader) error {
		searcher, err := f.open(ctx, r)
		if err != nil {
			return err
		}
		defer searcher.Close() //nolint:errcheck // nothing was written
		var matches []scored
		if limit > 0 {
			matches, err = searcher.best(ctx, limit)
		} else {
			matches, err = collect(searcher)
		}
		if err != nil {
			return err
		}
		hits, err = nameHits(r, matches)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if f.veiled != nil {
		hits = slices.DeleteFunc(hits, f.veiled)
	}
	sortHits(hits)
	if limit > 0 && len(hits) > limit {
		s.newestOfEquals(hits, limit)
		hits = hits[:limit]
	}
	return hits, nil
}

// newestOfEquals puts those first, of the hits with the score of the one at limit, whose documents are the newest.
func (s *shelf) newestOfEquals(hits []hit, limit int) {
	from := slices.IndexFunc(hits, func(h hit) bool { return h.score == hits[limit-1].score })
	type dayed struct {
		hit
		day time.Time
	}
	equals := make([]dayed, len(hits)-from)
	s.mu.RLock()
	for i, h := range hits[from:] {
		equals[i].hit = h
		if src := s.sources[h.id]; src != nil {
			equals[i].day = src.Published
		}
	}
	s.mu.RUnlock()
	slices.SortStableFunc(equals, func(a, b dayed) int { return b.day.Compare(a.day) })
	for i := range equals {
		hits[from+i] = equals[i].hit
	}
}

// collect reads all matches.
func collect(searcher search.Searcher) ([]scored, error) {
	sc := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(1, 0)}
	var all []scored
	for {
		m, err := searcher.Next(sc)
		if m == nil || err != nil {
			return all, err
		}
		all = append(all, scored{m.IndexInternalID.Value(), m.Score})
		sc.DocumentMatchPool.Put(m)
	}
}

// nameHits looks up the names of matches.
func nameHits(r bleveindex.IndexReader, matches []scored) ([]hit, error) {
	hits := make([]hit, len(matches))
	for i, m := range matches {
		name, err := r.ExternalID(bleveindex.NewIndexInternalID(nil, m.id))
		if err != nil {
			return nil, fmt.Errorf("name of a match: %w", err)
		}
		h := hit{score: m.score}
		if h.id, h.kind, h.n, err = parseEntryName(name); err != nil {
			return nil, err
		}
		hits[i] = h
	}
	return hits, nil
}

// remove closes the index and deletes its files.
func (s *shelf) remove() error {
	err := s.bleve.Close()
	if s.path != "" {
		err = errors.Join(err, os.RemoveAll(s.path))
	}
	return err
}

// shelfPath is where the index of generation n lies in dir.
func shelfPath(dir string, n uint64) string {
	return filepath.Join(dir, fmt.Sprintf("bleve-%06d", n%math.MaxInt32))
}

// at is the position in the change feed that the index has reached.
func (s *shelf) at() uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.position
}

// source returns what is kept of a document, nil when it is not indexed. It must not be changed.
func (s *shelf) source(id corpus.ID) *source {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.sources[id]
}

// replace takes over what a batch has written; a nil source is gone. Position 0 is where the index was.
func (s *shelf) replace(sources map[corpus.ID]*source, position uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, src := range sources {
		if old := s.sources[id]; old != nil {
			s.count(old, -1)
			delete(s.sources, id)
			p := partitionOf(old.Guild, old.Channel)
			s.changes[p]++
			if delete(s.within[p], id); len(s.within[p]) == 0 {
				delete(s.within, p)
			}
		}
		if src != nil {
			s.shelve(id, src)
		}
	}
	s.position = max(s.position, position)
}

// shelve takes a source over. The caller holds the lock.
func (s *shelf) shelve(id corpus.ID, src *source) {
	p := partitionOf(src.Guild, src.Channel)
	if s.within[p] == nil {
		s.within[p] = map[corpus.ID]*source{}
	}
	s.within[p][id] = src
	s.sources[id] = src
	s.count(src, 1)
	s.changes[p]++
}
