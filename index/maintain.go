package index

import (
	"context"
	"errors"
	"fmt"
	"math"

	"example.org/briefbot/corpus"
)

// Rebuild derives the index anew from the store, beside the old one, which answers until the new one takes its place. progress,
// which may be nil, is told after each change how many of how many are done.
func (ix *Index) Rebuild(ctx context.Context, progress func(done, total int)) error {
	ix.rebuilding.Lock()
	defer ix.rebuilding.Unlock()
	total := 0
	for _, err := range ix.store.Since(ctx, 0) {
		if err != nil {
			return fmt.Errorf("rebuild the index: %w", err)
		}
		total++
	}
	path, name := "", ""
	if ix.dir != "" {
		var err error
		if name, err = ix.storeName(ctx); err != nil {
			return fmt.Errorf("rebuild the index: %w", err)
		}
		paths, err := ix.shelves()
		if err != nil {
			return fmt.Errorf("rebuild the index: %w", err)
		}
		n := uint64(0)
		for _, p := range paths {
			n = max(n, generation(p))
		}
		path = shelfPath(ix.dir, n+1)
	}
	next, err := newShelf(path, name)
	if err != nil {
		return err
	}
	if err = next.bleve.SetInternal(unfinished, []byte{1}); err == nil {
		err = ix.sync(ctx, next, func(done int) {
			if progress != nil {
				progress(done, max(done, total))
			}
		})
	}
	if err == nil {
		err = next.bleve.DeleteInternal(unfinished)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("rebuild the index: %w", err), next.remove())
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if ix.live == nil {
		return errors.Join(errClosed, next.remove())
	}
	old := ix.live
	ix.live = next
	ix.damaged.Store(false)
	if err := old.remove(); err != nil {
		return fmt.Errorf("remove the old index: %w", err)
	}
	return nil
}

// Check compares the index with the store and reports what differs, joined; nil when they agree.
func (ix *Index) Check(ctx context.Context) error {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.live == nil {
		return errClosed
	}
	if err := ix.sync(ctx, ix.live, nil); err != nil {
		return err
	}
	if err := ix.live.verify(ctx, math.MaxInt64); err != nil {
		return err
	}
	stored := map[corpus.ID]bool{}
	changes, err := ix.changesOf(ctx)
	if err != nil {
		return err
	}
	var wrong []error
	for _, c := range changes {
		if c.Deleted {
			continue
		}
		stored[c.ID] = true
		if err := ix.checkDocument(ctx, c.ID); err != nil {
			wrong = append(wrong, fmt.Errorf("document %s: %w", c.ID, err))
		}
	}
	for _, id := range ix.live.ids() {
		if !stored[id] {
			wrong = append(wrong, fmt.Errorf("document %s is indexed and not stored", id))
		}
	}
	return errors.Join(wrong...)
}

// changesOf reads the whole change feed.
func (ix *Index) changesOf(ctx context.Context) ([]corpus.Change, error) {
	var all []corpus.Change
	for c, err := range ix.store.Since(ctx, 0) {
		if err != nil {
			return nil, fmt.Errorf("read the store: %w", err)
		}
		all = append(all, c)
	}
	return all, nil
}

// checkDocument compares the entries of a document with what its record gives.
func (ix *Index) checkDocument(ctx context.Context, id corpus.ID) error {
	d, err := ix.desk.read(ctx, id)
	if err != nil {
		return err
	}
	entries, src, err := cataloguer{ix.lang}.catalogue(d)
	if err != nil {
		return err
	}
	have := ix.live.source(id)
	if have == nil {
		return errors.New("not indexed")
	}
	if have.Entries != src.Entries || have.Words != src.Words {
		return errors.New("indexed otherwise than stored")
	}
	for _, e := range entries {
		entry, err := ix.live.bleve.Document(e.ID())
		if err != nil {
			return fmt.Errorf("entry %s: %w", e.ID(), err)
		}
		if entry == nil {
			return fmt.Errorf("entry %s is missing", e.ID())
		}
	}
	return nil
}

// Stats tells how much is indexed.
type Stats struct {
	Documents, Passages, Statements, Demands, Dated int
	Names                                           int
	Position                                        uint64 // in the store's change feed
	Path                                            string // empty: in memory
}

// Stats returns how much is indexed, over all servers.
func (ix *Index) Stats(context.Context) (Stats, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.live == nil {
		return Stats{}, errClosed
	}
	s := ix.live
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := Stats{Documents: len(s.sources), Position: s.position, Path: s.path}
	for _, src := range s.sources {
		out.Passages += src.Entries[kindNumber(passages)]
		out.Statements += src.Entries[kindNumber(statements)]
		out.Demands += src.Entries[kindNumber(demands)]
		out.Dated += src.Entries[kindNumber(dated)]
		out.Names += src.Named
	}
	return out, nil
}

// ids lists the documents that are indexed.
func (s *shelf) ids() []corpus.ID {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := make([]corpus.ID, 0, len(s.sources))
	for id := range s.sources {
		out = append(out, id)
	}
	return out
}
