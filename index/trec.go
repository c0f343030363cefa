package index

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"example.org/briefbot/corpus"
)

// maxLine is the longest line of a test collection, in bytes.
const maxLine = 16 << 20

// RunTREC ranks the documents of a test collection, {"id","title","text"} lines, for each of queries, {"id","text"} lines, as /search
// ranks, and writes a TREC run of at most limit documents a query.
func RunTREC(ctx context.Context, collection, queries io.Reader, out io.Writer, limit int) (err error) {
	s, err := newShelf("", "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.bleve.Close()) }()
	ix := &Index{lang: english()}
	names, err := ix.readCollection(ctx, s, collection)
	if err != nil {
		return err
	}
	parts := Scope{}.partitions()
	a := &question{ix: ix, ctx: ctx, parts: parts, shelf: s, extent: s.extent(parts)}
	w := bufio.NewWriter(out)
	err = eachLine(queries, "query", func(line []byte) error {
		var q struct{ ID, Text string }
		if err := json.Unmarshal(line, &q); err != nil {
			return err
		}
		ranked, err := a.rankDocuments(ix.lang.subject(q.Text), limit)
		if err != nil {
			return err
		}
		for i, r := range ranked {
			if _, err := fmt.Fprintf(w, "%s Q0 %s %d %.6f briefbot\n", q.ID, names[r.id], i+1, r.score); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, w.Flush())
}

// readCollection indexes a collection and returns its names for the documents.
func (ix *Index) readCollection(ctx context.Context, s *shelf, in io.Reader) (map[corpus.ID]string, error) {
	names := map[corpus.ID]string{}
	w := &writer{ix: ix, shelf: s, batch: s.bleve.NewBatch(), pending: map[corpus.ID]*source{}}
	err := eachLine(in, "document", func(line []byte) error {
		var doc struct{ ID, Title, Text string }
		if err := json.Unmarshal(line, &doc); err != nil {
			return err
		}
		d := newReading(&corpus.Record{Document: corpus.Document{ID: corpus.NewID("", doc.ID, doc.Text), Kind: corpus.Article, Title: doc.Title, Text: doc.Text}})
		if err := w.put(d.ID, d); err != nil {
			return err
		}
		names[d.ID] = doc.ID
		w.reached++
		if w.entries >= batchEntries {
			if err := w.flush(); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	return names, errors.Join(err, w.flush())
}

// eachLine calls f with each line that is not empty.
func eachLine(in io.Reader, what string, f func([]byte) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		if line := bytes.TrimSpace(lines.Bytes()); len(line) > 0 {
			if err := f(line); err != nil {
				return fmt.Errorf("%s in line %d: %w", what, n, err)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read the lines of each %s: %w", what, err)
	}
	return nil
}
