package index

import (
	"context"
	"encoding/json"
	"fmt"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// loadSources reads what is kept of each document.
func (s *shelf) loadSources() error {
	return s.read(func(r bleveindex.IndexReader) (err error) {
		list, err := r.TermFieldReader(context.Background(), []byte(everySource), keyField, false, false, false)
		if err != nil {
			return err
		}
		defer list.Close() //nolint:errcheck // nothing was written
		for at, err := list.Next(nil); at != nil || err != nil; at, err = list.Next(nil) {
			if err != nil {
				return err
			}
			name, err := r.ExternalID(at.ID)
			if err != nil {
				return err
			}
			data, err := stored(r, name, storedField)
			if err != nil {
				return err
			}
			src, err := decodeSource(data)
			if err != nil {
				return fmt.Errorf("entry %s: %w", name, err)
			}
			s.shelve(src.ID, src)
		}
		return nil
	})
}

// stored returns a stored field of an entry.
func stored(r bleveindex.IndexReader, name, field string) (data []byte, err error) {
	entry, err := r.Document(name)
	if err != nil {
		return nil, fmt.Errorf("read entry %s: %w", name, err)
	}
	err = errDamaged
	if entry != nil {
		entry.VisitFields(func(f bleveindex.Field) {
			if f.Name() == field {
				data, err = f.Value(), nil
			}
		})
	}
	return data, err
}

// detail makes sure that sources have their details. What has been taken out meanwhile has none.
func (s *shelf) detail(sources []*source) error {
	var missing []*source
	s.mu.RLock()
	for _, src := range sources {
		if src.details == nil {
			missing = append(missing, src)
		}
	}
	s.mu.RUnlock()
	if len(missing) == 0 {
		return nil
	}
	loaded := make([]*details, len(missing))
	err := s.read(func(r bleveindex.IndexReader) error {
		same := interned()
		for i, src := range missing {
			loaded[i] = &details{}
			data, err := stored(r, entryName(src.ID, wholeSource, 0), detailsField)
			if err != nil {
				if s.source(src.ID) != src {
					continue // taken out meanwhile
				}
				return err
			}
			if err := json.Unmarshal(data, loaded[i]); err != nil {
				return fmt.Errorf("%w: details of document %s: %w", errDamaged, src.ID, err)
			}
			loaded[i].share(same)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, src := range missing {
		if src.details == nil {
			src.details = loaded[i]
		}
	}
	return nil
}

// interned returns a function that gives equal texts the same memory.
func interned() func(string) string {
	known := map[string]string{}
	return func(s string) string {
		if have, ok := known[s]; ok {
			return have
		}
		known[s] = s
		return s
	}
}

// share lets d share the memory of words that other documents have too.
func (d *details) share(same func(string) string) {
	for i := range d.Topics {
		d.Topics[i].Word = same(d.Topics[i].Word)
	}
	for i := range d.Names {
		n := &d.Names[i]
		n.Name, n.Country = same(n.Name), same(n.Country)
		for _, list := range [][]string{n.Names, n.Roles} {
			for j := range list {
				list[j] = same(list[j])
			}
		}
	}
}
