package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/blevesearch/bleve/v2"

	"example.org/briefbot/corpus"
)

// changesRead is how many changes are taken from the feed at a time.
const changesRead = 256

// Sync brings the index up to the store's last change. It may be called at any time; calls wait for each other.
func (ix *Index) Sync(ctx context.Context) error {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.live == nil {
		return errClosed
	}
	return ix.sync(ctx, ix.live, nil)
}

// Follow keeps the index up with the store until ctx ends: after each [Index.Notify], and otherwise every so often. It
// returns ctx's error. A change that cannot be indexed is logged and tried again.
func (ix *Index) Follow(ctx context.Context, every time.Duration) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		case <-ix.notify:
		}
		if err := ix.Sync(ctx); err != nil && ctx.Err() == nil {
			if errors.Is(err, errClosed) {
				return err
			}
			ix.log.ErrorContext(ctx, "follow the store", "err", err)
		}
	}
}

// Notify says that the store has changed: [Index.Follow] looks at once.
func (ix *Index) Notify() {
	select {
	case ix.notify <- struct{}{}:
	default:
	}
}

// sync applies all changes after the shelf's position. After each document, progress is told how many are done.
func (ix *Index) sync(ctx context.Context, s *shelf, progress func(done int)) error {
	ix.writing.Lock()
	defer ix.writing.Unlock()
	w := &writer{ix: ix, shelf: s, batch: s.bleve.NewBatch(), pending: map[corpus.ID]*source{}, progress: progress}
	for {
		changes, err := ix.changesAfter(ctx, max(s.at(), w.reached))
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			return w.flush()
		}
		ix.desk.sweep(changes)
		for _, c := range changes {
			if err := w.apply(ctx, c); err != nil {
				return errors.Join(err, w.flush())
			}
		}
	}
}

// changesAfter reads the next changes of the feed. They are read before any is applied, so that the store is
// not asked for documents while it is walked.
func (ix *Index) changesAfter(ctx context.Context, seq uint64) ([]corpus.Change, error) {
	var changes []corpus.Change
	for c, err := range ix.store.Since(ctx, seq) {
		if err != nil {
			return nil, fmt.Errorf("follow the store: %w", err)
		}
		if changes = append(changes, c); len(changes) == changesRead {
			break
		}
	}
	return changes, nil
}

// writer gathers changes into batches. A batch carries the position in the feed that it reaches, so that a crash
// loses or repeats nothing.
type writer struct {
	ix       *Index
	shelf    *shelf
	batch    *bleve.Batch
	entries  int
	pending  map[corpus.ID]*source // as it will be after the batch; nil: gone
	reached  uint64
	done     int
	progress func(done int)
}

func (w *writer) apply(ctx context.Context, c corpus.Change) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var d *reading
	if !c.Deleted {
		r, err := w.ix.store.Get(ctx, c.ID)
		switch {
		case errors.Is(err, corpus.ErrNotFound): // deleted meanwhile; the feed will say so
		case err != nil:
			return fmt.Errorf("index document %s: %w", c.ID, err)
		default:
			if err := r.Check(&r.Document); err != nil {
				w.ix.log.ErrorContext(ctx, "annotations do not fit their document; it is left out", "document", c.ID, "err", err)
			} else {
				d = newReading(r)
			}
		}
	}
	if err := w.put(c.ID, d); err != nil {
		return err
	}
	w.reached = c.Seq
	w.done++
	if w.progress != nil {
		w.progress(w.done)
	}
	if w.entries >= batchEntries {
		return w.flush()
	}
	return nil
}

// put replaces all entries of a document; a nil d takes them out.
func (w *writer) put(id corpus.ID, d *reading) error {
	old, waiting := w.pending[id]
	if !waiting {
		old = w.shelf.source(id)
	}
	kept := map[string]bool{}
	w.pending[id] = nil
	if d != nil {
		entries, src, err := cataloguer{w.ix.lang}.catalogue(d)
		if err != nil {
			return err
		}
		for _, e := range entries {
			kept[e.ID()] = true
			if err := w.batch.IndexAdvanced(e); err != nil {
				return fmt.Errorf("index document %s: %w", id, err)
			}
		}
		w.entries += len(entries)
		w.pending[id] = src
	}
	if old == nil {
		return nil
	}
	for kind, slots := range old.Slots {
		for n := range slots {
			if name := entryName(id, kind, n); !kept[name] {
				w.batch.Delete(name)
				w.entries++
			}
		}
	}
	return nil
}

func (w *writer) flush() error {
	if w.reached == 0 {
		return nil
	}
	at := binary.BigEndian.AppendUint64(nil, w.reached)
	w.batch.SetInternal(positionKey, at)
	if err := w.shelf.bleve.Batch(w.batch); err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	w.shelf.replace(w.pending, w.reached)
	w.batch.Reset()
	clear(w.pending)
	w.entries, w.reached = 0, 0
	return nil
}
