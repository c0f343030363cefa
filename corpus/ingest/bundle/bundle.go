// Package bundle writes a team's own notes into one file, whole, and reads them back, byte for byte: as JSON, as CSV, or as
// Markdown that can be read by people too.
package bundle

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// Format is how a file is written.
type Format string

// The formats.
const (
	Markdown Format = "markdown"
	CSV      Format = "csv"
	JSON     Format = "json"
)

// Extension is the ending of a file's name.
func (f Format) Extension() string {
	if f == Markdown {
		return ".md"
	}
	return "." + string(f)
}

// Note is one note as it is written. Published is YYYY-MM-DD or empty; Channel is set only where a whole server's notes are written
// for its operator.
type Note struct {
	ID        corpus.ID `json:"id"`
	Title     string    `json:"title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Author    string    `json:"author,omitempty"`
	URL       string    `json:"url,omitempty"`
	Language  string    `json:"language,omitempty"`
	Published string    `json:"published,omitempty"`
	Channel   string    `json:"channel,omitempty"`
	Text      string    `json:"text"`
}

// Of makes a Note of a document. Its channel is left out.
func Of(d *corpus.Document) Note {
	n := Note{ID: d.ID, Title: d.Title, Publisher: d.Publisher, Author: d.Author, URL: d.URL, Language: d.Language, Text: d.Text}
	if !d.Published.IsZero() {
		n.Published = d.Published.Format(time.DateOnly)
	}
	return n
}

// Document makes a document of n in a server. Its id is the one that it had.
func (n Note) Document(guild, channel string) (*corpus.Document, error) {
	d := &corpus.Document{
		ID: n.ID, Kind: corpus.Note, Guild: guild, Channel: channel, Title: n.Title, Publisher: n.Publisher, Author: n.Author, URL: n.URL,
		Language: n.Language, Text: n.Text,
	}
	if n.Published != "" {
		t, err := time.Parse(time.DateOnly, n.Published)
		if err != nil {
			return nil, fmt.Errorf("note %s: published %q is no day such as 2025-10-19", n.ID, n.Published)
		}
		d.Published = t
	}
	if strings.TrimSpace(n.Text) == "" || n.ID == "" {
		return nil, fmt.Errorf("note %q has no text or no id", n.ID)
	}
	return d, nil
}

const (
	jsonHead     = `{"briefbot":"notes","version":1,"notes":[`
	markdownHead = "<!-- briefbot notes, version 1 -->\n"
)

// Write writes notes, ordered by their ids.
func Write(w io.Writer, f Format, notes []Note) error {
	notes = slices.Clone(notes)
	slices.SortFunc(notes, func(a, b Note) int { return strings.Compare(string(a.ID), string(b.ID)) })
	switch f {
	case CSV:
		return writeCSV(w, notes)
	case JSON:
		return writeJSON(w, notes)
	}
	return writeMarkdown(w, notes)
}

// Line writes v as JSON on one line, marks of HTML as they are.
func Line(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func writeJSON(w io.Writer, notes []Note) error {
	var b strings.Builder
	b.WriteString(jsonHead)
	for i, n := range notes {
		line, err := Line(n)
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + line)
	}
	b.WriteString("\n]}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// head is a note without its text, in Markdown, with the length of the text in bytes.
type head struct {
	Note
	Text  *string `json:"text,omitempty"` // hides the note's
	Bytes int     `json:"bytes"`
}

// writeMarkdown writes each note as a comment with what is known of it, and its text below, just as it is: the comment tells
// where it ends.
func writeMarkdown(w io.Writer, notes []Note) error {
	var b strings.Builder
	b.WriteString(markdownHead)
	for _, n := range notes {
		line, err := json.Marshal(head{Note: n, Bytes: len(n.Text)}) // which escapes < and >, so that the comment ends where it should
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n<!-- note %s -->\n%s\n", line, n.Text)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var header = []string{"id", "title", "publisher", "author", "url", "language", "published", "channel", "text"}

func writeCSV(w io.Writer, notes []Note) error {
	out, err := NewCSV(w)
	if err != nil {
		return err
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, n := range notes {
		row := []string{string(n.ID), n.Title, n.Publisher, n.Author, n.URL, n.Language, n.Published, n.Channel, n.Text}
		for i := range row {
			row[i] = Cell(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// byteOrderMark tells spreadsheets that the file is UTF-8.
const byteOrderMark = "\ufeff"

// NewCSV begins a CSV file (RFC 4180) that spreadsheets read as UTF-8.
func NewCSV(w io.Writer) (*csv.Writer, error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, err
	}
	return csv.NewWriter(w), nil
}

// Cell marks a cell as text that a spreadsheet would take for a formula: with an apostrophe, which also goes before one, so
// that it can be taken off again.
func Cell(s string) string {
	if formula(s) || strings.HasPrefix(s, "'") {
		return "'" + s
	}
	return s
}

// formula reports whether s begins as a formula does, or with what spreadsheets skip before one.
func formula(s string) bool {
	for _, r := range s {
		switch r {
		case '=', '+', '-', '@', '\t', '\r', '\n', '|', '%', '＝', '＋', '－', '＠':
			return true
		case ' ', '\u00a0', '\u200b', '\ufeff':
			continue
		}
		return false
	}
	return false
}

func uncell(s string) string { return strings.TrimPrefix(s, "'") }

// Is reports whether data is a file of notes.
func Is(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	return bytes.HasPrefix(data, []byte(`{"briefbot":"notes"`)) || bytes.HasPrefix(data, []byte("<!-- briefbot notes,")) ||
		bytes.HasPrefix(data, []byte(strings.Join(header, ",")))
}

// Read reads what Write wrote, in any format.
func Read(data []byte) ([]Note, error) {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	switch {
	case bytes.HasPrefix(data, []byte("{")):
		return readJSON(data)
	case bytes.HasPrefix(data, []byte("<")):
		return readMarkdown(data)
	}
	return readCSV(data)
}

var errChanged = errors.New("it is a file of notes that was changed by hand or damaged; export the notes again, as JSON")

func readJSON(data []byte) ([]Note, error) {
	var file struct {
		Version int    `json:"version"`
		Notes   []Note `json:"notes"`
	}
	if json.Unmarshal(data, &file) != nil {
		return nil, errChanged
	}
	if file.Version != 1 {
		return nil, errors.New("it is a file of notes of a newer version; update briefbot")
	}
	return file.Notes, nil
}

func readMarkdown(data []byte) ([]Note, error) {
	rest, ok := bytes.CutPrefix(data, []byte(markdownHead))
	if !ok {
		return nil, errChanged
	}
	var notes []Note
	for len(rest) > 0 {
		line, ok := bytes.CutPrefix(rest, []byte("\n<!-- note "))
		if !ok {
			return nil, errChanged
		}
		line, text, ok := bytes.Cut(line, []byte(" -->\n"))
		var h head
		if !ok || json.Unmarshal(line, &h) != nil || h.Bytes < 0 || h.Bytes >= len(text) || text[h.Bytes] != '\n' {
			return nil, errChanged
		}
		h.Note.Text = string(text[:h.Bytes])
		notes = append(notes, h.Note)
		rest = text[h.Bytes+1:]
	}
	return notes, nil
}

func readCSV(data []byte) ([]Note, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(rows) == 0 || !slices.Equal(rows[0], header) {
		return nil, errChanged
	}
	var notes []Note
	for _, row := range rows[1:] {
		for i := range row {
			row[i] = uncell(row[i])
		}
		notes = append(notes, Note{
			ID: corpus.ID(row[0]), Title: row[1], Publisher: row[2], Author: row[3], URL: row[4], Language: row[5], Published: row[6], Channel: row[7], Text: row[8],
		})
	}
	return notes, nil
}
