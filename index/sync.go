package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
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
	ix.following.Add(1)
	defer ix.following.Add(-1)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		case <-ix.notify:
		}
		if err := ix.follow(ctx); err != nil && ctx.Err() == nil {
			if errors.Is(err, errClosed) {
				return err
			}
			ix.log.ErrorContext(ctx, "follow the store", "err", err)
		}
	}
}

// follow takes the store's changes over, or all of it again where the index was found damaged.
func (ix *Index) follow(ctx context.Context) error {
	if ix.damaged.Load() {
		return ix.Rebuild(ctx, nil)
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.live == nil {
		return errClosed
	}
	if err := errors.Join(ix.sync(ctx, ix.live, nil), ix.renewDirectories()); err != nil || ix.live.verified.Load() {
		return err
	}
	return ix.heal(ctx, ix.live.verify(ctx, math.MaxInt64))
}

// Notify says that the store has changed: [Index.Follow] looks at once.
func (ix *Index) Notify() {
	select {
	case ix.notify <- struct{}{}:
	default:
	}
}

// sync applies all changes after the shelf's position, a batch at a time, so that [Index.Refresh] and questions need not wait for
// the end of a large import. After each document, progress is told how many are done.
func (ix *Index) sync(ctx context.Context, s *shelf, progress func(done int)) error {
	for done := 0; ; {
		ix.writing.Lock()
		n, err := ix.syncBatch(ctx, s, done, changesRead, progress)
		ix.writing.Unlock()
		if err != nil {
			return err
		}
		if n == 0 {
			return s.compact(ctx)
		}
		done += n
	}
}

// syncTo applies the changes up to one, and no further, however fast an import goes on.
func (ix *Index) syncTo(ctx context.Context, last uint64) error {
	ix.writeNext()
	defer ix.writing.Unlock()
	for ix.live.at() < last {
		n, err := ix.syncBatch(ctx, ix.live, 0, int(min(last-ix.live.at(), changesRead)), nil)
		if n == 0 || err != nil {
			return err
		}
	}
	return nil
}

// writeNext locks writing for a question: the batch that is being gathered ends with the document it is at.
func (ix *Index) writeNext() {
	ix.urgent.Add(1)
	ix.writing.Lock()
	ix.urgent.Add(-1)
}

// syncBatch applies the next changes, at most limit and at most a batch, and returns how many; 0 at the end of the feed. A batch ends early
// for a question that waits. The caller holds ix.writing.
func (ix *Index) syncBatch(ctx context.Context, s *shelf, done, limit int, progress func(done int)) (int, error) {
	changes, err := ix.changesAfter(ctx, s.at())
	if err != nil || len(changes) == 0 {
		return 0, err
	}
	changes = changes[:min(len(changes), limit)]
	ix.desk.sweep(changes)
	w := ix.newWriter(s)
	for i, c := range changes {
		if err := w.apply(ctx, c); err != nil {
			return i, errors.Join(err, w.flush())
		}
		w.reached = c.Seq
		if progress != nil {
			progress(done + i + 1)
		}
		if w.entries >= batchEntries || s == ix.live && ix.urgent.Load() > 0 {
			return i + 1, w.flush()
		}
	}
	return len(changes), w.flush()
}

// Refresh takes documents over as the store has them now, out of turn: a note shows in the next answer, or is gone from it, however many
// changes of an import wait to be indexed before it.
func (ix *Index) Refresh(ctx context.Context, ids ...corpus.ID) error {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.live == nil {
		return errClosed
	}
	return ix.refresh(ctx, ids)
}

// refresh is Refresh for a caller that holds ix.mu. The position in the feed stays: the changes are applied once more in their turn.
func (ix *Index) refresh(ctx context.Context, ids []corpus.ID) error {
	ix.writeNext()
	defer ix.writing.Unlock()
	w := ix.newWriter(ix.live)
	for _, id := range ids {
		ix.desk.sweep([]corpus.Change{{ID: id}})
		if err := w.apply(ctx, corpus.Change{ID: id}); err != nil {
			return errors.Join(err, w.flush())
		}
	}
	return w.flush()
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
	ix      *Index
	shelf   *shelf
	batch   *bleve.Batch
	entries int
	pending map[corpus.ID]*source // as it will be after the batch; nil: gone
	reached uint64                // in the change feed; 0: where it was
}

func (ix *Index) newWriter(s *shelf) *writer {
	return &writer{ix: ix, shelf: s, batch: s.bleve.NewBatch(), pending: map[corpus.ID]*source{}}
}

// apply takes a document over as the store has it now.
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
	return w.put(c.ID, d)
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
		src.details = nil // they are read from the index when they are asked for; these would keep the text in memory
		w.pending[id] = src
	}
	if old == nil {
		return nil
	}
	for i, slots := range old.Slots {
		for n := range slots {
			if name := entryName(id, entryKind(i), n); !kept[name] {
				w.batch.Delete(name)
				w.entries++
			}
		}
	}
	return nil
}

func (w *writer) flush() error {
	if w.reached > 0 {
		w.batch.SetInternal(positionKey, binary.BigEndian.AppendUint64(nil, w.reached))
	}
	if err := w.shelf.bleve.Batch(w.batch); err != nil {
		return fmt.Errorf("write the index: %w", err)
	}
	w.shelf.replace(w.pending, w.reached)
	w.shelf.scattered.Add(int64(w.entries))
	w.batch = w.shelf.bleve.NewBatch() // not Reset: Bleve may still be looking at the old one
	clear(w.pending)
	w.entries, w.reached = 0, 0
	return nil
}
