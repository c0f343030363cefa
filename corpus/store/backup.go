package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"example.org/briefbot/corpus"
)

// ErrNoBackup is returned for a store that keeps nothing on disk.
var ErrNoBackup = errors.New("this store keeps nothing that could be backed up")

// Backup writes all of s, as it is at one moment, into a new file at path, while others go on reading and writing. The file is there whole or not at
// all, is readable by its owner only, and is a store of its own; see [Inspect].
func Backup(ctx context.Context, s corpus.Store, path string) error {
	b, ok := s.(interface {
		backup(ctx context.Context, path string) error
	})
	if !ok {
		return ErrNoBackup
	}
	return b.backup(ctx, path)
}

// backup lets SQLite copy the file into a fresh one, which holds nothing of what was deleted.
func (s *sqlite) backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: it is there already; name a file that is not", path)
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".briefbot-*")
	if err != nil {
		return fmt.Errorf("back up to %s: %w", path, explainFile(err))
	}
	defer os.RemoveAll(dir)
	whole := filepath.Join(dir, "backup")
	db, err := connect(s.path)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, whole); err != nil {
		return (&sqlite{path: path}).explain(err)
	}
	if _, err := Inspect(ctx, whole); err != nil {
		return fmt.Errorf("check what was backed up: %w", err)
	}
	if err := os.Chmod(whole, 0o600); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return Settle(whole, path)
}

// Settle writes the file at whole to the disk and then gives it the name path.
func Settle(whole, path string) error {
	f, err := os.OpenFile(whole, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(whole, path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// Contents sum up what a store's file holds.
type Contents struct {
	Documents int
	Facts     int    // see [corpus.State]
	Digest    string // SHA-256 of the documents with their annotations, and of the facts: equal for equal contents
}

// Inspect reads the whole file of a store that nobody has open, without changing it, and refuses one that is damaged, or no store.
func Inspect(ctx context.Context, path string) (Contents, error) {
	s := &sqlite{path: path}
	if _, err := os.Stat(path); err != nil {
		return Contents{}, fmt.Errorf("open %s: %w", path, err)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return Contents{}, fmt.Errorf("open %s: %w", path, err)
	}
	dsn := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: "mode=ro&immutable=1&_error_rc=1"}
	if s.read, err = sql.Open("sqlite", dsn.String()); err != nil {
		return Contents{}, s.explain(err)
	}
	defer s.read.Close()
	c, err := s.contents(ctx)
	return c, s.explain(err)
}

func (s *sqlite) contents(ctx context.Context) (c Contents, err error) {
	var id int
	if err := s.read.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return c, err
	}
	if id != applicationID {
		return c, errors.New("this is no store of briefbot; name another file")
	}
	if err := s.intact(ctx, s.read); err != nil {
		return c, err
	}
	sum := sha256.New()
	if c.Documents, err = s.digest(ctx, sum, `
		SELECT id, kind, guild, channel, title, publisher, author, url, language, published, sample, extractor, text, annotations
		FROM documents ORDER BY id`); err != nil {
		return c, err
	}
	if c.Facts, err = s.digest(ctx, sum, `SELECT key, value FROM state ORDER BY key`); err != nil {
		return c, err
	}
	c.Digest = hex.EncodeToString(sum.Sum(nil))
	return c, nil
}

var errDamaged = errors.New("the file is damaged; restore it from a backup")

// intact has SQLite check its file.
func (s *sqlite) intact(ctx context.Context, db *sql.DB) error {
	var verdict string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w (%s)", errDamaged, strings.Join(strings.Fields(verdict), " "))
	}
	return nil
}

// digest adds the rows of a query to sum, each value with its length, and counts them.
func (s *sqlite) digest(ctx context.Context, sum hash.Hash, text string) (n int, err error) {
	rows, err := s.read.QueryContext(ctx, text)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	values := make([]sql.RawBytes, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return n, err
		}
		for _, v := range values {
			fmt.Fprintf(sum, "%d:%s", len(v), v)
		}
		n++
	}
	return n, rows.Err()
}
