package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/bundle"
	"example.org/briefbot/corpus/ingest/format"
)

// Files reads the file at path, or all files of a known kind in the directory at path and below it, hidden ones left out, in the order of their names.
// A feed yields a document for each entry. What cannot be read is yielded as an error that names it; the walk goes on.
func Files(ctx context.Context, path string, m Meta) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		found := false
		for p, err := range Paths(ctx, path) {
			found = true
			if err != nil {
				if !yield(nil, err) {
					return
				}
				continue
			}
			for d, err := range each(File(p, m)) {
				if !yield(d, err) {
					return
				}
			}
		}
		if !found && ctx.Err() == nil {
			yield(nil, fmt.Errorf("%s: no file of a known kind (%s) in this directory", path, strings.Join(extensions(), ", ")))
		}
	}
}

// each yields the documents, or the error.
func each(docs []*corpus.Document, err error) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		if err != nil {
			yield(nil, err)
			return
		}
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// Paths yields path if it is a file, else the files of a known kind in it and below, hidden ones left out, in the order of their names. What
// can't be listed is yielded as an error; the walk goes on.
func Paths(ctx context.Context, path string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		info, err := os.Stat(path)
		if err != nil {
			yield("", plainError(path, err))
			return
		}
		if !info.IsDir() {
			yield(path, nil)
			return
		}
		err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			hidden := p != path && strings.HasPrefix(e.Name(), ".")
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				if !yield("", plainError(p, err)) {
					return fs.SkipAll
				}
			case e.IsDir() && hidden:
				return fs.SkipDir
			case e.IsDir() || hidden || !Known(p) || !plainFile(p, e) || ambiguous(p) && !readable(p):
			case !yield(p, nil):
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			yield("", fmt.Errorf("read %s: %w", path, err))
		}
	}
}

// plainFile reports whether an entry of a directory is a file, or leads to one: a pipe would be waited for without end. That a link is broken is
// told when it is read.
func plainFile(path string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular()
}

// ambiguous reports whether files of this name are rarely articles: a directory may hold many that belong to programs.
func ambiguous(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".xml" || ext == ".json"
}

// readable reports whether the file at path is a feed or holds exported notes, as far as its first megabyte shows.
func readable(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 1<<20))
	return err == nil && (format.IsFeed(head) || bundle.Is(head))
}

// File reads one file, and no more of it than is taken in.
func File(path string, m Meta) ([]*corpus.Document, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, plainError(path, err)
	case info.IsDir():
		return nil, fmt.Errorf("%s: it is a directory, not a file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, plainError(path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, plainError(path, err)
	}
	return Read(path, data, m)
}

// site is a path that may be meant as a web address.
var site = regexp.MustCompile(`(?:^|/)(?:www\.[\w-]+|[\w-]+)\.(?:com|org|net|info|news|example|[a-z]{2})(?:/|$)`)

// plainError says what is wrong with a path, and what to do about it.
func plainError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist) && site.MatchString(path) && !Known(path):
		return &pathError{path, "there is no such file or directory; a web address begins with https://", err}
	case errors.Is(err, fs.ErrNotExist):
		return &pathError{path, "there is no such file or directory", err}
	case errors.Is(err, fs.ErrPermission):
		return &pathError{path, "it may not be read by this user; change its permissions", err}
	}
	return fmt.Errorf("%s: %w", path, err)
}

// pathError is an error of the file system in plainer words.
type pathError struct {
	path, hint string
	err        error
}

func (e *pathError) Error() string { return e.path + ": " + e.hint }
func (e *pathError) Unwrap() error { return e.err }
