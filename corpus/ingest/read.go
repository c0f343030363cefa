package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/bundle"
	"example.org/briefbot/corpus/ingest/format"
)

// extensions are the endings of names of files that are read.
func extensions() []string {
	return []string{".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml", ".rss", ".atom", ".xml", ".json"}
}

// Known reports whether a file of this name is of a kind that is read.
func Known(name string) bool {
	return slices.Contains(extensions(), strings.ToLower(filepath.Ext(name)))
}

func isMarkdown(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// Read makes documents of the bytes of a file: one, or one for each entry of a feed. What the bytes are is told by
// themselves first, then by the name, which also stands in errors and is the title of last resort.
func Read(name string, data []byte, m Meta) ([]*corpus.Document, error) {
	docs, err := readAny(name, data, m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return docs, nil
}

func readAny(name string, data []byte, m Meta) ([]*corpus.Document, error) {
	if len(data) > MaxFile {
		return nil, fmt.Errorf("longer than %d MB; import its parts one by one", MaxFile>>20)
	}
	if err := m.Validate(); err != nil {
		return nil, err
	}
	switch {
	case bundle.Is(data):
		return notes(data, m)
	case format.IsFeed(data):
		return feed(name, data, m)
	}
	read, ok, err := reader(name, data, m)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		d, err := plainDocument(name, data, m)
		return []*corpus.Document{d}, err
	}
	a, err := read(data)
	if err != nil {
		return nil, err
	}
	d, err := document(name, a, m)
	return []*corpus.Document{d}, err
}

// reader finds who reads data; ok is false for text and Markdown.
func reader(name string, data []byte, m Meta) (read func([]byte) (*format.Article, error), ok bool, err error) {
	ext := strings.ToLower(filepath.Ext(name))
	html := func(data []byte) (*format.Article, error) { return format.HTML(data, m.URL) }
	switch {
	case format.IsPDF(data) && !isMarkdown(name) && ext != ".txt":
		return format.PDF, true, nil
	case format.IsDOCX(data):
		return format.DOCX, true, nil
	case format.IsHTML(data), ext == ".html", ext == ".htm", ext == ".xhtml":
		return html, true, nil
	case ext == ".eml":
		return format.Email, true, nil
	}
	return nil, false, refuse(ext, data)
}

// refuse names the kinds of file that are not read, and what to do about them.
func refuse(ext string, data []byte) error {
	switch {
	case ext == ".pdf":
		return errors.New("it is no PDF, whatever its name says; open it with a browser and print it as a PDF")
	case ext == ".docx" && bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return errors.New("it is a Word document that is locked with a password, or of an old version; save it again as .docx without a password")
	case ext == ".docx":
		return errors.New("it is no Word document, whatever its name says; open it and save it again as .docx")
	case ext == ".rss", ext == ".atom", ext == ".xml", ext == ".json":
		return errors.New("it is no RSS, Atom or JSON feed")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return errors.New("it is an archive or a kind of document that is not read; unpack it, or save the text as .docx, .txt or .md")
	}
	if slices.Contains([]string{".doc", ".odt", ".rtf", ".epub", ".pages", ".pptx", ".xlsx"}, ext) {
		return fmt.Errorf("%s files are not read; save it as .docx, .txt or .md", ext)
	}
	if slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff"}, ext) {
		return errors.New("it is a picture; run text recognition over it (OCR) and import the text")
	}
	return nil
}

// feed makes a document of each entry. What the user says of a feed holds for all of them; a title and an address would be those of one.
func feed(name string, data []byte, m Meta) ([]*corpus.Document, error) {
	if m.Title != "" {
		return nil, errors.New("a feed has many entries, each with a title of its own; leave the title out")
	}
	m.URL = ""
	articles, err := format.Feed(data)
	if err != nil {
		return nil, err
	}
	var docs []*corpus.Document
	for _, a := range articles {
		d, err := document(name, a, m)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// notes reads back what was exported. For the operator they are what they were, with their ids, and in their channels where he
// names the server; for anybody else they are new notes in the place of the import, since an id may not be chosen.
func notes(data []byte, m Meta) ([]*corpus.Document, error) {
	all, err := bundle.Read(data)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errors.New("there is no note in it")
	}
	var docs []*corpus.Document
	for _, n := range all {
		channel := m.Channel
		if m.Operator && m.Guild != "" && channel == "" {
			channel = n.Channel
		}
		d, err := n.Document(m.Guild, channel)
		switch {
		case err != nil:
			return nil, err
		case len(n.Text) > maxText:
			return nil, fmt.Errorf("note %s is longer than %d MB", n.ID, maxText>>20)
		case !m.Operator:
			d.ID = corpus.NewID(m.Guild, channel, "note\x00"+string(n.ID)+"\x00"+n.Text)
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// document joins what was read with what the user says.
func document(name string, a *format.Article, m Meta) (*corpus.Document, error) {
	body := a.Text()
	if strings.TrimSpace(body) == "" {
		return nil, errors.New("it is empty: there is no text in it")
	}
	m = m.over(Meta{Title: a.Title, Publisher: a.Publisher, Author: a.Author, URL: a.URL, Published: a.Published, Language: a.Language, Kind: corpus.Article})
	return m.document(name, body)
}
