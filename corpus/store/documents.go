package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

const documentsSQL = `
	SELECT id, kind, guild, channel, title, publisher, author, url, language, published, sample, text
	FROM documents WHERE id > ? ORDER BY id LIMIT ?`

// Documents yields all documents without their annotations, by rising id. It reads in batches: what is stored meanwhile may or may
// not be among them. It stops at the first error.
func (s *sqlite) Documents(ctx context.Context) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		const batchSize = 200
		last := corpus.ID("")
		for {
			batch, err := s.documents(ctx, last, batchSize)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, d := range batch {
				if !yield(d, nil) {
					return
				}
				last = d.ID
			}
			if len(batch) < batchSize {
				return
			}
		}
	}
}

func (s *sqlite) documents(ctx context.Context, after corpus.ID, limit int) ([]*corpus.Document, error) {
	scan := func(rows *sql.Rows) (*corpus.Document, error) {
		var d corpus.Document
		var published string
		err := rows.Scan(&d.ID, &d.Kind, &d.Guild, &d.Channel, &d.Title, &d.Publisher, &d.Author, &d.URL, &d.Language, &published, &d.Sample, &d.Text)
		if err == nil && published != "" {
			d.Published, err = time.Parse(time.DateOnly, published)
		}
		return &d, err
	}
	batch, err := query(ctx, s.read, scan, documentsSQL, after, limit)
	if err != nil {
		return nil, s.explain(fmt.Errorf("read documents: %w", err))
	}
	return batch, nil
}

// Documents yields all documents without their annotations, by rising id.
func (m *memory) Documents(ctx context.Context) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		m.mu.RLock()
		ids := make([]corpus.ID, 0, len(m.rows))
		for id := range m.rows {
			ids = append(ids, id)
		}
		m.mu.RUnlock()
		slices.SortFunc(ids, func(a, b corpus.ID) int { return strings.Compare(string(a), string(b)) })
		for _, id := range ids {
			r, err := m.Get(ctx, id)
			if err != nil && ctx.Err() == nil {
				continue // deleted meanwhile
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(&r.Document, nil) {
				return
			}
		}
	}
}
