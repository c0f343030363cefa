package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"
	"runtime"

	"example.org/briefbot/corpus"
)

// sqlite is a store in one SQLite file.
type sqlite struct {
	path  string
	write *sql.DB // one connection, whose transactions hold the write lock from their start
	read  *sql.DB // several connections, which in WAL mode wait for nobody
}

// The statements are those that PostgreSQL understands as well, except for their placeholders.
const (
	fixedSQL = `SELECT text = ? AND guild = ? AND channel = ? FROM documents WHERE id = ?`

	putSQL = `
		INSERT INTO documents (id, kind, guild, channel, title, publisher, author, url, language, published, sample, extractor, text, annotations)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			kind = excluded.kind, title = excluded.title, publisher = excluded.publisher, author = excluded.author, url = excluded.url,
			language = excluded.language, published = excluded.published, sample = excluded.sample, extractor = excluded.extractor,
			annotations = excluded.annotations
		WHERE (documents.kind, documents.title, documents.publisher, documents.author, documents.url, documents.language,
				documents.published, documents.sample, documents.extractor, documents.annotations)
			<> (excluded.kind, excluded.title, excluded.publisher, excluded.author, excluded.url, excluded.language,
				excluded.published, excluded.sample, excluded.extractor, excluded.annotations)`

	getSQL = `
		SELECT id, kind, guild, channel, title, publisher, author, url, language, published, sample, extractor, text, annotations
		FROM documents WHERE id = ?`

	ofSQL = `SELECT id FROM documents WHERE guild = ? ORDER BY id`

	deleteSQL = `DELETE FROM documents WHERE id = ?`

	forgetChangeSQL = `DELETE FROM changes WHERE id = ?`
	addChangeSQL    = `INSERT INTO changes (id, deleted) VALUES (?, ?)`
	changesSQL      = `SELECT seq, id, deleted FROM changes WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`
	lastSQL         = `SELECT coalesce(max(seq), 0) FROM changes`

	firstSQL = `UPDATE documents SET first = (SELECT seq FROM changes WHERE changes.id = documents.id) WHERE id = ?`
	newSQL   = `SELECT first, id FROM documents WHERE first > ? ORDER BY first LIMIT ?`

	factsSQL       = `SELECT key, value FROM state WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`
	loadSQL        = `SELECT value FROM state WHERE key = ?`
	addStateSQL    = `INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING`
	changeStateSQL = `UPDATE state SET value = ? WHERE key = ? AND value = ?`
	removeStateSQL = `DELETE FROM state WHERE key = ? AND value = ?`
)

func (s *sqlite) Put(ctx context.Context, r *corpus.Record) (bool, error) {
	n, err := s.PutAll(ctx, []*corpus.Record{r})
	return n > 0, err
}

// PutAll stores all of records or, on an error, none, and returns how many changed something.
func (s *sqlite) PutAll(ctx context.Context, records []*corpus.Record) (changed int, err error) {
	rows := make([]*row, len(records))
	for i, r := range records {
		if rows[i], err = encode(r); err != nil {
			return 0, err
		}
	}
	err = s.transact(ctx, func(tx *sql.Tx) error {
		for _, w := range rows {
			n, err := put(ctx, tx, w)
			if err != nil {
				return fmt.Errorf("store document %s: %w", w.ID, err)
			}
			changed += n
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return changed, nil
}

func put(ctx context.Context, tx *sql.Tx, w *row) (changed int, err error) {
	same, fresh := true, false
	err = tx.QueryRowContext(ctx, fixedSQL, w.Text, w.Guild, w.Channel, w.ID).Scan(&same)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		fresh = true
	case err != nil:
		return 0, err
	}
	if !same {
		return 0, errFixed
	}
	n, err := affected(tx.ExecContext(ctx, putSQL, w.ID, w.Kind, w.Guild, w.Channel, w.Title, w.Publisher, w.Author, w.URL,
		w.Language, w.published, w.Sample, w.extractor, w.Text, w.annotations))
	if err != nil || n == 0 {
		return 0, err
	}
	if err := change(ctx, tx, w.ID, false); err != nil || !fresh {
		return 1, err
	}
	_, err = tx.ExecContext(ctx, firstSQL, w.ID)
	return 1, err
}

// change puts the latest change of id at the end of the feed.
func change(ctx context.Context, tx *sql.Tx, id corpus.ID, deleted bool) error {
	if _, err := tx.ExecContext(ctx, forgetChangeSQL, id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, addChangeSQL, id, deleted)
	return err
}

func (s *sqlite) Get(ctx context.Context, id corpus.ID) (*corpus.Record, error) {
	var w row
	err := s.read.QueryRowContext(ctx, getSQL, id).Scan(&w.ID, &w.Kind, &w.Guild, &w.Channel, &w.Title, &w.Publisher, &w.Author, &w.URL,
		&w.Language, &w.published, &w.Sample, &w.extractor, &w.Text, &w.annotations)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("document %s: %w", id, corpus.ErrNotFound)
	}
	if err != nil {
		return nil, s.explain(fmt.Errorf("read document %s: %w", id, err))
	}
	return w.decode()
}

func (s *sqlite) Delete(ctx context.Context, id corpus.ID) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		n, err := affected(tx.ExecContext(ctx, deleteSQL, id))
		if err != nil {
			return fmt.Errorf("delete document %s: %w", id, err)
		}
		if n == 0 {
			return fmt.Errorf("document %s: %w", id, corpus.ErrNotFound)
		}
		return change(ctx, tx, id, true)
	})
}

// Since reads in batches, so that neither a slow reader nor one that writes meanwhile holds a transaction open. It ends at the
// number that was the last when it began.
func (s *sqlite) Since(ctx context.Context, seq uint64) iter.Seq2[corpus.Change, error] {
	return func(yield func(corpus.Change, error) bool) {
		last, err := s.Last(ctx)
		for err == nil && seq < last {
			var batch []corpus.Change
			if batch, err = s.changes(ctx, seq, last); len(batch) == 0 {
				break
			}
			for _, c := range batch {
				if !yield(c, nil) {
					return
				}
				seq = c.Seq
			}
		}
		if err != nil {
			yield(corpus.Change{}, err)
		}
	}
}

// changes returns a batch of the changes after seq up to last.
func (s *sqlite) changes(ctx context.Context, seq, last uint64) ([]corpus.Change, error) {
	scan := func(rows *sql.Rows) (c corpus.Change, err error) { return c, rows.Scan(&c.Seq, &c.ID, &c.Deleted) }
	batch, err := query(ctx, s.read, scan, changesSQL, min(seq, math.MaxInt64), last, batchSize)
	if err != nil {
		return nil, s.explain(fmt.Errorf("read changes: %w", err))
	}
	return batch, nil
}

// New reads in batches, like Since. What is stored meanwhile is seen as well.
func (s *sqlite) New(ctx context.Context, seq uint64) iter.Seq2[corpus.Change, error] {
	return func(yield func(corpus.Change, error) bool) {
		scan := func(rows *sql.Rows) (c corpus.Change, err error) { return c, rows.Scan(&c.Seq, &c.ID) }
		for {
			batch, err := query(ctx, s.read, scan, newSQL, min(seq, math.MaxInt64), batchSize)
			if err != nil {
				yield(corpus.Change{}, s.explain(fmt.Errorf("read new documents: %w", err)))
				return
			}
			for _, c := range batch {
				if !yield(c, nil) {
					return
				}
				seq = c.Seq
			}
			if len(batch) < batchSize {
				return
			}
		}
	}
}

// Facts reads in batches, like Since.
func (s *sqlite) Facts(ctx context.Context, prefix string) iter.Seq2[corpus.Fact, error] {
	return func(yield func(corpus.Fact, error) bool) {
		scan := func(rows *sql.Rows) (f corpus.Fact, err error) { return f, rows.Scan(&f.Key, &f.Value) }
		const end = "\U0010ffff" // comes after every character that keys hold
		for from := prefix; ; {
			batch, err := query(ctx, s.read, scan, factsSQL, from, prefix+end, batchSize)
			if err != nil {
				yield(corpus.Fact{}, s.explain(fmt.Errorf("list %q: %w", prefix, err)))
				return
			}
			for _, f := range batch {
				if !yield(f, nil) {
					return
				}
				from = f.Key + "\x00" // the next possible key
			}
			if len(batch) < batchSize {
				return
			}
		}
	}
}

// batchSize is how many rows are read at a time.
const batchSize = 1000

// query reads all rows of a query.
func query[T any](ctx context.Context, db *sql.DB, scan func(*sql.Rows) (T, error), text string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

func (s *sqlite) Last(ctx context.Context) (seq uint64, err error) {
	if err := s.read.QueryRowContext(ctx, lastSQL).Scan(&seq); err != nil {
		return 0, s.explain(fmt.Errorf("read changes: %w", err))
	}
	return seq, nil
}

func (s *sqlite) Load(ctx context.Context, key string) (value string, err error) {
	err = s.read.QueryRowContext(ctx, loadSQL, key).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", s.explain(fmt.Errorf("load %q: %w", key, err))
	}
	return value, nil
}

func (s *sqlite) Swap(ctx context.Context, key, old, value string) (swapped bool, err error) {
	err = s.transact(ctx, func(tx *sql.Tx) error {
		var n int64
		var err error
		switch {
		case old == "" && value == "":
			err = tx.QueryRowContext(ctx, `SELECT count(*) = 0 FROM state WHERE key = ?`, key).Scan(&n)
		case old == "":
			n, err = affected(tx.ExecContext(ctx, addStateSQL, key, value))
		case value == "":
			n, err = affected(tx.ExecContext(ctx, removeStateSQL, key, old))
		default:
			n, err = affected(tx.ExecContext(ctx, changeStateSQL, value, key, old))
		}
		swapped = n > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("swap %q: %w", key, err)
	}
	return swapped, nil
}

// Of lists the documents of a server.
func (s *sqlite) Of(ctx context.Context, guild string) ([]corpus.ID, error) {
	scan := func(rows *sql.Rows) (id corpus.ID, err error) { return id, rows.Scan(&id) }
	ids, err := query(ctx, s.read, scan, ofSQL, guild)
	if err != nil {
		return nil, s.explain(fmt.Errorf("list the documents of a server: %w", err))
	}
	return ids, nil
}

// Close waits for calls that are running and folds the write-ahead log into the file.
func (s *sqlite) Close() error { return errors.Join(s.read.Close(), s.write.Close()) }

// transact runs f in a transaction that holds the write lock, and commits when f returns nil.
func (s *sqlite) transact(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback() // after Commit it does nothing
	if err := f(tx); err != nil {
		return s.explain(err)
	}
	return s.explain(tx.Commit())
}

func affected(r sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// readers is how many connections read at the same time.
func readers() int { return max(4, runtime.GOMAXPROCS(0)) }
