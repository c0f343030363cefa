package format

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// IsDOCX reports whether data is a Word document of the kind .docx.
func IsDOCX(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("word/document.xml"))
}

// DOCX reads a Word document (ECMA-376): the paragraphs of its body, without deleted text, notes, headers and footers.
func DOCX(data []byte) (*Article, error) {
	return guard("Word document", func() (*Article, error) {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return nil, errors.New("it is a damaged Word document; open it and save it again")
		}
		body, err := part(z, "word/document.xml")
		if err != nil {
			return nil, err
		}
		a := &Article{}
		if a.Paragraphs, err = wordParagraphs(body); err != nil {
			return nil, err
		}
		if core, err := part(z, "docProps/core.xml"); err == nil {
			properties(a, core)
		}
		a.headed(a.Title)
		a.signed()
		return a.checked()
	})
}

// part unpacks one part of the archive, and no more of it than a document can need.
func part(z *zip.Reader, name string) ([]byte, error) {
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, errors.New("it is a damaged Word document, or locked by a password; save it again without one")
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, maxParts+1))
		switch {
		case err != nil:
			return nil, errors.New("it is a damaged Word document; open it and save it again")
		case len(data) > maxParts:
			return nil, errTooLong
		}
		return data, nil
	}
	return nil, fmt.Errorf("it has no %s, so it is no Word document; save it as .docx or .txt", name)
}

// properties reads who wrote the document and what it is called. Its dates are those of the file.
func properties(a *Article, core []byte) {
	var p struct {
		Title    string `xml:"title"`
		Creator  string `xml:"creator"`
		Language string `xml:"language"`
	}
	if xml.Unmarshal(core, &p) == nil {
		a.Title, a.Author, a.Language = squeeze(p.Title), squeeze(p.Creator), tag(p.Language)
	}
}

// word is the state of reading a document's XML: a stack, since a text box holds paragraphs within a paragraph.
type word struct {
	open       []*strings.Builder
	paragraphs []string
	skip       int // depth of what is not the document's text
	inText     bool
}

func wordParagraphs(body []byte) ([]string, error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	var w word
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return w.paragraphs, nil
		}
		if err != nil {
			return nil, errors.New("it is a damaged Word document; open it and save it again")
		}
		switch t := t.(type) {
		case xml.StartElement:
			w.start(t.Name.Local)
		case xml.EndElement:
			w.end(t.Name.Local)
		case xml.CharData:
			if w.inText && w.skip == 0 {
				w.write(string(t))
			}
		}
	}
}

// skipped are elements whose text is not that of the document: deleted, an older form of the same, or a field's code.
func skipped(name string) bool {
	switch name {
	case "del", "moveFrom", "Fallback", "instrText", "delText":
		return true
	}
	return false
}

func (w *word) write(s string) {
	if n := len(w.open); n > 0 && w.skip == 0 {
		w.open[n-1].WriteString(s)
	}
}

func (w *word) start(name string) {
	switch {
	case skipped(name):
		w.skip++
	case name == "p":
		w.open = append(w.open, &strings.Builder{})
	case name == "t":
		w.inText = true
	case name == "tab":
		w.write(" ")
	case name == "br", name == "cr":
		w.write("\n")
	case name == "noBreakHyphen":
		w.write("-")
	}
}

func (w *word) end(name string) {
	switch {
	case skipped(name):
		w.skip--
	case name == "t":
		w.inText = false
	case name == "p" && len(w.open) > 0:
		last := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.paragraphs = append(w.paragraphs, paragraphs(last.String())...)
	}
}

// paragraphs squeezes each line of s and drops the empty ones.
func paragraphs(s string) []string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = squeeze(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
