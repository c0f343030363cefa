package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"example.org/briefbot/corpus"
)

// memory is a store that ends with the process. Rows are never changed once they are in the map.
type memory struct {
	mu      sync.RWMutex
	rows    map[corpus.ID]*row
	first   map[corpus.ID]uint64
	changes []corpus.Change // by rising Seq, one for each document
	last    uint64
	state   map[string]string
}

// Memory returns an empty store that is kept in memory only: for tests and for the starter corpus.
func Memory() corpus.Store {
	return &memory{rows: map[corpus.ID]*row{}, first: map[corpus.ID]uint64{}, state: map[string]string{}}
}

func (m *memory) Put(ctx context.Context, r *corpus.Record) (bool, error) {
	n, err := m.PutAll(ctx, []*corpus.Record{r})
	return n > 0, err
}

// PutAll stores all of records or, on an error, none, and returns how many changed something.
func (m *memory) PutAll(ctx context.Context, records []*corpus.Record) (changed int, err error) {
	rows := make([]*row, len(records))
	for i, r := range records {
		if rows[i], err = encode(r); err != nil {
			return 0, err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("store documents: %w", err)
	}
	latest := map[corpus.ID]*row{}
	for _, w := range rows {
		old := m.rows[w.ID]
		if earlier := latest[w.ID]; earlier != nil {
			old = earlier
		}
		if old != nil && (old.Text != w.Text || old.Guild != w.Guild || old.Channel != w.Channel) {
			return 0, fmt.Errorf("store document %s: %w", w.ID, errFixed)
		}
		latest[w.ID] = w
	}
	for _, w := range rows {
		if m.put(w) {
			changed++
		}
	}
	return changed, nil
}

func (m *memory) put(w *row) (changed bool) {
	if old := m.rows[w.ID]; old != nil && old.Document == w.Document && old.published == w.published &&
		old.extractor == w.extractor && bytes.Equal(old.annotations, w.annotations) {
		return false
	}
	m.rows[w.ID] = w
	m.change(w.ID, false)
	if m.first[w.ID] == 0 {
		m.first[w.ID] = m.last
	}
	return true
}

// change puts the latest change of id at the end of the feed.
func (m *memory) change(id corpus.ID, deleted bool) {
	m.changes = slices.DeleteFunc(m.changes, func(c corpus.Change) bool { return c.ID == id })
	m.last++
	m.changes = append(m.changes, corpus.Change{Seq: m.last, ID: id, Deleted: deleted})
}

func (m *memory) Get(ctx context.Context, id corpus.ID) (*corpus.Record, error) {
	m.mu.RLock()
	w := m.rows[id]
	m.mu.RUnlock()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("read document %s: %w", id, err)
	}
	if w == nil {
		return nil, fmt.Errorf("document %s: %w", id, corpus.ErrNotFound)
	}
	return w.decode()
}

func (m *memory) Delete(ctx context.Context, id corpus.ID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("delete document %s: %w", id, err)
	}
	if m.rows[id] == nil {
		return fmt.Errorf("document %s: %w", id, corpus.ErrNotFound)
	}
	delete(m.rows, id)
	delete(m.first, id)
	m.change(id, true)
	return nil
}

func (m *memory) Since(ctx context.Context, seq uint64) iter.Seq2[corpus.Change, error] {
	return func(yield func(corpus.Change, error) bool) {
		m.mu.RLock()
		changes := slices.Clone(m.changes)
		m.mu.RUnlock()
		for _, c := range changes {
			if err := ctx.Err(); err != nil {
				yield(corpus.Change{}, fmt.Errorf("read changes: %w", err))
				return
			}
			if c.Seq > seq && !yield(c, nil) {
				return
			}
		}
	}
}

func (m *memory) Last(ctx context.Context) (uint64, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.last, ctx.Err()
}

func (m *memory) New(ctx context.Context, seq uint64) iter.Seq2[corpus.Change, error] {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var found []corpus.Change
	for id, first := range m.first {
		if first > seq {
			found = append(found, corpus.Change{Seq: first, ID: id})
		}
	}
	slices.SortFunc(found, func(a, b corpus.Change) int { return cmp.Compare(a.Seq, b.Seq) })
	return each(ctx, found)
}

func (m *memory) Facts(ctx context.Context, prefix string) iter.Seq2[corpus.Fact, error] {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var found []corpus.Fact
	for key, value := range m.state {
		if strings.HasPrefix(key, prefix) {
			found = append(found, corpus.Fact{Key: key, Value: value})
		}
	}
	slices.SortFunc(found, func(a, b corpus.Fact) int { return cmp.Compare(a.Key, b.Key) })
	return each(ctx, found)
}

// each yields all of found, and ctx's error when it has ended.
func each[T any](ctx context.Context, found []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range found {
			if !yield(v, nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			var none T
			yield(none, err)
		}
	}
}

func (m *memory) Load(ctx context.Context, key string) (string, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.state[key], ctx.Err()
}

func (m *memory) Swap(ctx context.Context, key, old, value string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil || m.state[key] != old {
		return false, err
	}
	m.state[key] = value
	if value == "" {
		delete(m.state, key)
	}
	return true, nil
}

func (m *memory) Of(ctx context.Context, guild string) ([]corpus.ID, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	var ids []corpus.ID
	for id, w := range m.rows {
		if w.Guild == guild {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, ctx.Err()
}

func (m *memory) Close() error { return nil }
