package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/pressly/goose/v3"
	driver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"

	"example.org/briefbot/corpus"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks the file as briefbot's in SQLite's header ("brie" in ASCII).
const applicationID = 0x62726965

func openSQLite(ctx context.Context, path string) (_ corpus.Store, err error) {
	s := &sqlite{path: path}
	// Made here, not by SQLite: its files are readable by everybody, and its errors do not say what is wrong.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, explainFile(err))
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			for _, db := range []*sql.DB{s.read, s.write} {
				if db != nil {
					db.Close()
				}
			}
		}
	}()
	if s.write, err = connect(path, "_txlock=immediate", "_pragma=secure_delete(ON)"); err != nil {
		return nil, err
	}
	s.write.SetMaxOpenConns(1)
	if err := s.claim(ctx); err != nil {
		return nil, s.explain(err)
	}
	if err := s.migrate(ctx); err != nil {
		if damage := s.intact(ctx, s.write); damage != nil {
			err = damage // of which the migration knows nothing
		}
		return nil, s.explain(err)
	}
	if s.read, err = connect(path, "_pragma=query_only(ON)"); err != nil {
		return nil, err
	}
	s.read.SetMaxOpenConns(readers())
	s.read.SetMaxIdleConns(readers())
	return s, nil
}

// connect prepares a pool of connections with the settings that all of them share. Nothing is opened yet.
func connect(path string, options ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	options = append(options, "_pragma=busy_timeout(10000)", "_pragma=journal_mode(WAL)", "_pragma=synchronous(FULL)", "_error_rc=1")
	dsn := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: strings.Join(options, "&")}
	db, err := sql.Open("sqlite", dsn.String())
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	return db, nil
}

// claim marks a new file as ours and refuses the file of another program.
func (s *sqlite) claim(ctx context.Context) error {
	var id, tables int
	err := s.write.QueryRowContext(ctx, `SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id`).Scan(&id, &tables)
	switch {
	case err != nil:
		return err
	case id == applicationID:
		return nil
	case id != 0 || tables > 0:
		return errors.New("this is a database of another program; name another file")
	}
	_, err = s.write.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d`, applicationID))
	return err
}

// migrate brings the tables to the newest form and refuses those that are newer still.
func (s *sqlite) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, dir)
	if err != nil {
		return err
	}
	current, known, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case current > known:
		return fmt.Errorf("written by a newer briefbot (schema %d, this one knows %d): update briefbot", current, known)
	}
	_, err = p.Up(ctx)
	return err
}

// explain names the file and, where SQLite's own words do not help, says what is wrong and what to do.
func (s *sqlite) explain(err error) error {
	if err == nil || errors.Is(err, corpus.ErrNotFound) || errors.Is(err, errFixed) {
		return err
	}
	e, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return fmt.Errorf("store %s: %w", s.path, err)
	}
	var text string
	switch e.Code() & 0xff { // the rest is detail
	case code.SQLITE_NOTADB:
		text = "this is not a database; name another file"
	case code.SQLITE_CORRUPT:
		text = "the file is damaged; restore it from a backup"
	case code.SQLITE_FULL:
		text = "the disk is full; free some space, nothing that was stored is lost"
	case code.SQLITE_BUSY, code.SQLITE_LOCKED:
		text = "another process is using it; stop that first"
	case code.SQLITE_READONLY, code.SQLITE_PERM, code.SQLITE_CANTOPEN, code.SQLITE_AUTH:
		text = "no permission to write the file or its directory"
	case code.SQLITE_IOERR:
		text = "the disk cannot be read or written"
	default:
		return fmt.Errorf("store %s: %w", s.path, err)
	}
	return fmt.Errorf("store %s: %s (%w)", s.path, text, err)
}

// explainFile replaces the system's words where they do not say what to do.
func explainFile(err error) error {
	cause := err
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		cause = e.Err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("its directory does not exist; make it first (%w)", cause)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("no permission to read and write it (%w)", cause)
	}
	return cause
}
