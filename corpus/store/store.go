// Package store keeps documents, their annotations, the change feed and small facts: in SQLite ([Open]) or in
// memory ([Memory]). It is the only package that knows SQL.
//
// Tables: documents holds metadata in columns, the text, and the annotations as JSON; changes holds for each document that is
// or was stored the number of its latest change; state holds key and value. What the feed promises rests on two things:
// a change is numbered in the transaction that makes it, and transactions that write exclude each other, so
// numbers rise by commit and a reader never sees a number before a lower one.
//
// A record is checked before it is stored: the store never holds an annotation that points outside its text.
package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"example.org/briefbot/corpus"
)

// Open opens the store that dsn names, a file path or a URL "sqlite:PATH", and creates it when there is none.
// The directory must exist. Errors are one clear line that names the file and what to do.
//
// Besides [corpus.Store] the result has PutAll(ctx, []*corpus.Record) (changed int, err error), which stores
// all records or none, in one transaction: for imports, where a transaction for each record costs a
// write to the disk that must be waited for.
func Open(ctx context.Context, dsn string) (corpus.Store, error) {
	path, err := parse(dsn)
	if err != nil {
		return nil, err
	}
	return openSQLite(ctx, path)
}

// parse returns the path of a SQLite file. Its errors hold no more of dsn than the scheme, since the rest may be secret.
func parse(dsn string) (path string, err error) {
	scheme, rest, isURL := strings.Cut(dsn, ":")
	switch {
	case isURL && (scheme == "postgres" || scheme == "postgresql"):
		return "", errors.New("open store: PostgreSQL is not built in yet; want a file path or sqlite:PATH")
	case isURL && scheme == "sqlite":
		path = strings.TrimPrefix(rest, "//")
		if strings.Contains(path, "?") {
			return "", errors.New("open store: a sqlite: URL takes no options; want sqlite:PATH")
		}
	case strings.Contains(dsn, "://"):
		return "", fmt.Errorf("open store: unknown kind %q; want a file path or sqlite:PATH", scheme)
	default:
		path = dsn
	}
	if path == "" {
		return "", errors.New("open store: no path; want a file path or sqlite:PATH")
	}
	return path, nil
}
