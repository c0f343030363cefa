// Package ingest makes documents of what people bring: article text, Markdown notes and the formats of package format, in files, directories
// or streams.
//
// The words stay as they are: line ends become "\n", a byte order mark goes, Markdown loses its markup. What is known about a
// document comes from three places; what the user says wins over the file's front matter, and that over what the text shows.
package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/format"
)

// MaxFile is the largest file that is taken in, in bytes: a PDF may hold pictures. maxText is the longest text; a book has about one megabyte.
const (
	MaxFile = 20 << 20
	maxText = 5 << 20
)

// Meta is what is known about a document besides its text; empty fields are not known.
type Meta struct {
	Title     string
	Publisher string
	Author    string
	URL       string
	Published string // YYYY-MM-DD
	Language  string
	Kind      corpus.Kind
	Guild     string // never from a file: the scope is given by who imports
	Channel   string
	Operator  bool // the operator imports: exported notes keep their ids
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
	d, err := plainDocument(name, data, m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d, nil
}

func plainDocument(name string, data []byte, m Meta) (*corpus.Document, error) {
	if len(data) > maxText {
		return nil, fmt.Errorf("longer than %d MB; import its parts one by one", maxText>>20)
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
		if tangled(body) {
			return nil, fmt.Errorf("a paragraph of it has more than %d marks, which is no Markdown that is written to be read; save it as .txt", maxMarks)
		}
		var heading string
		body, heading = plain(body)
		m = m.over(Meta{Title: heading})
		if m.Publisher == "" && m.URL == "" {
			kind = corpus.Note
		}
	}
	if !isMarkdown(name) && body == text {
		body = unwrapped(body)
	}
	body = strings.Trim(body, "\n")
	if !strings.ContainsFunc(body, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }) {
		return nil, errors.New("it is empty: there is no text in it")
	}
	m = m.over(Meta{Kind: kind})
	if m.Kind == corpus.Article {
		m = m.over(Meta{Author: format.Writer(paragraphs(body))})
	}
	return m.document(name, body)
}

func paragraphs(text string) []string {
	return strings.FieldsFunc(text[:min(len(text), 4096)], func(r rune) bool { return r == '\n' })
}

// document makes a document of text. The title of last resort is a first line that looks like one, then the file's name.
func (m Meta) document(name, text string) (*corpus.Document, error) {
	m = m.over(Meta{Title: headline(text)})
	m = m.over(Meta{Title: strings.ToValidUTF8(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), "\ufffd")})
	day, err := m.day()
	if err != nil {
		return nil, err
	}
	return &corpus.Document{
		ID: corpus.NewID(m.Guild, m.Channel, text), Kind: m.Kind, Guild: m.Guild, Channel: m.Channel, Title: m.Title, Publisher: m.Publisher,
		Author: m.Author, URL: m.URL, Language: m.Language, Published: day, Text: text,
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
