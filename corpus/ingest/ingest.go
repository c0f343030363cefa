// Package ingest makes documents of what people bring: article text and Markdown notes, in files, directories or streams.
//
// The words stay as they are: line ends become "\n", a byte order mark goes, Markdown loses its markup. What is known about a
// document comes from three places; what the user says wins over the file's front matter, and that over what the text shows.
package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// MaxFile is the longest text that is taken in, in bytes. A book has about one megabyte.
const MaxFile = 5 << 20

// Meta is what is known about a document besides its text; empty fields are not known.
type Meta struct {
	Title     string      `yaml:"title"`
	Publisher string      `yaml:"publisher"`
	Author    string      `yaml:"author"`
	URL       string      `yaml:"url"`
	Published string      `yaml:"published"` // YYYY-MM-DD
	Language  string      `yaml:"language"`
	Kind      corpus.Kind `yaml:"kind"`
	Guild     string      `yaml:"-"` // never from a file: the scope is given by who imports
	Channel   string      `yaml:"-"`
}

// Validate reports the first field that cannot be right.
func (m Meta) Validate() error {
	if _, err := m.day(); err != nil {
		return err
	}
	switch m.Kind {
	case "", corpus.Article, corpus.Note:
		return nil
	}
	return fmt.Errorf("kind %q is neither article nor note", m.Kind)
}

func (m Meta) day() (time.Time, error) {
	if m.Published == "" {
		return time.Time{}, nil
	}
	// A time after the day is accepted: feeds and YAML writers add one.
	day, rest := m.Published, ""
	if len(day) > len(time.DateOnly) {
		day, rest = day[:len(time.DateOnly)], day[len(time.DateOnly):]
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil || rest != "" && rest[0] != 'T' && rest[0] != ' ' {
		return time.Time{}, fmt.Errorf("published %q is no day; write it as YYYY-MM-DD, for example 2025-10-19", m.Published)
	}
	return t, nil
}

// over returns m with its gaps filled from n.
func (m Meta) over(n Meta) Meta {
	for _, f := range []struct {
		field *string
		other string
	}{{&m.Title, n.Title}, {&m.Publisher, n.Publisher}, {&m.Author, n.Author}, {&m.URL, n.URL}, {&m.Published, n.Published}, {&m.Language, n.Language}} {
		if *f.field == "" {
			*f.field = f.other
		}
	}
	if m.Kind == "" {
		m.Kind = n.Kind
	}
	return m
}

// Text makes a document of the bytes of a file. name tells Markdown (.md, .markdown) from plain text, stands in errors, and is the
// title of last resort. Text that begins with front matter is read as Markdown whatever its name.
func Text(name string, data []byte, m Meta) (*corpus.Document, error) {
	d, err := read(name, data, m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d, nil
}

func read(name string, data []byte, m Meta) (*corpus.Document, error) {
	if len(data) > MaxFile {
		return nil, fmt.Errorf("longer than %d MB; import its parts one by one", MaxFile>>20)
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	matter, body, err := frontMatter(text)
	if err != nil {
		return nil, err
	}
	m = m.over(matter)
	if err := m.Validate(); err != nil {
		return nil, err
	}
	kind := corpus.Article
	if isMarkdown(name) || body != text {
		var heading string
		body, heading = plain(body)
		m = m.over(Meta{Title: heading})
		if m.Publisher == "" && m.URL == "" {
			kind = corpus.Note
		}
	}
	body = strings.Trim(body, "\n")
	if strings.TrimSpace(body) == "" {
		return nil, errors.New("it is empty: there is no text in it")
	}
	m = m.over(Meta{Title: headline(body), Kind: kind})
	m = m.over(Meta{Title: strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))})
	day, err := m.day()
	if err != nil {
		return nil, err
	}
	return &corpus.Document{
		ID: corpus.NewID(m.Guild, m.Channel, body), Kind: m.Kind, Guild: m.Guild, Channel: m.Channel, Title: m.Title, Publisher: m.Publisher,
		Author: m.Author, URL: m.URL, Language: m.Language, Published: day, Text: body,
	}, nil
}

// decode returns data as UTF-8 with "\n" line ends. UTF-16 is recognised by its byte order mark.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		data = fromUTF16(data[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		data = fromUTF16(data[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, 0) >= 0 {
		return "", errors.New("it is not text but binary data; save it as plain text or Markdown")
	}
	if !utf8.Valid(data) {
		return "", errors.New("it is not UTF-8; save it again as UTF-8 text")
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), nil
}

func fromUTF16(data []byte, unit func([]byte) uint16) []byte {
	units := make([]uint16, 0, len(data)/2)
	for b := range slices.Chunk(data, 2) {
		if len(b) == 2 {
			units = append(units, unit(b))
		}
	}
	return []byte(string(utf16.Decode(units)))
}

// longestTitle is the length, in bytes, up to which a first line is taken for a title.
const longestTitle = 200

// headline is the first line of body, if it looks like a title: short, no sentence's end, and something follows.
func headline(body string) string {
	line, rest, _ := strings.Cut(body, "\n")
	line = strings.TrimSpace(line)
	if len(line) > longestTitle || strings.TrimSpace(rest) == "" || strings.HasSuffix(line, ".") || strings.HasSuffix(line, ":") {
		return ""
	}
	return line
}

// Files reads the file at path, or all text and Markdown files in the directory at path and below it, hidden ones
// left out, in the order of their names. What cannot be read is yielded as an error that names it; the walk goes on.
func Files(ctx context.Context, path string, m Meta) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		info, err := os.Stat(path)
		if err != nil {
			yield(nil, plainError(path, err))
			return
		}
		if !info.IsDir() {
			yield(file(path, m))
			return
		}
		found := false
		err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			hidden := p != path && strings.HasPrefix(e.Name(), ".")
			switch {
			case err != nil:
				found = true
				if !yield(nil, plainError(p, err)) {
					return fs.SkipAll
				}
				return nil
			case e.IsDir() && hidden:
				return fs.SkipDir
			case e.IsDir() || hidden || !known(p):
				return nil
			}
			found = true
			if !yield(file(p, m)) {
				return fs.SkipAll
			}
			return nil
		})
		switch {
		case err != nil:
			yield(nil, fmt.Errorf("read %s: %w", path, err))
		case !found:
			yield(nil, fmt.Errorf("%s: no text or Markdown file (.txt, .md, .markdown) in this directory", path))
		}
	}
}

func isMarkdown(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

func known(name string) bool {
	return isMarkdown(name) || strings.EqualFold(filepath.Ext(name), ".txt")
}

// file reads one file, and no more of it than is taken in.
func file(path string, m Meta) (*corpus.Document, error) {
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".html", ".htm", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".eml", ".epub":
		return nil, fmt.Errorf("%s: %s files cannot be read yet; save the text as .txt or .md", path, ext)
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
	return Text(path, data, m)
}

// plainError says what is wrong with a path, and what to do about it.
func plainError(path string, err error) error {
	switch {
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
