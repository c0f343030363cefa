package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// errFixed is returned when a stored document would get another text or scope: it is immutable, and its
// id was made of both.
var errFixed = errors.New("already stored with another text, server or channel")

// row is a record in the shape in which it is stored and compared.
type row struct {
	corpus.Document // without Published
	published       string
	extractor       string
	annotations     []byte
}

// encode checks r and returns its row.
func encode(r *corpus.Record) (*row, error) {
	if err := check(r); err != nil {
		return nil, fmt.Errorf("store document %s: %w", r.ID, err)
	}
	found, err := json.Marshal(r.Annotations)
	if err != nil {
		return nil, fmt.Errorf("store document %s: annotations: %w", r.ID, err)
	}
	w := &row{Document: r.Document, extractor: r.Extractor, annotations: found}
	w.Published = time.Time{}
	if !r.Published.IsZero() {
		w.published = r.Published.UTC().Format(time.DateOnly)
	}
	return w, nil
}

func check(r *corpus.Record) error {
	switch p := r.Published; {
	case r.ID == "":
		return errors.New("no id")
	case !utf8.ValidString(r.Text):
		return errors.New("text is not UTF-8")
	case !p.Equal(p.UTC().Truncate(24 * time.Hour)):
		return fmt.Errorf("published %s is not midnight UTC", p.Format(time.RFC3339))
	case p.UTC().Year() > 9999:
		return fmt.Errorf("published in the year %d", p.UTC().Year())
	}
	return r.Check(&r.Document)
}

// decode returns the record that w was made of, sharing nothing with any other.
func (w *row) decode() (*corpus.Record, error) {
	r := &corpus.Record{Document: w.Document, Extractor: w.extractor}
	if err := json.Unmarshal(w.annotations, &r.Annotations); err != nil {
		return nil, fmt.Errorf("read document %s: annotations: %w", w.ID, err)
	}
	if w.published != "" {
		var err error
		if r.Published, err = time.Parse(time.DateOnly, w.published); err != nil {
			return nil, fmt.Errorf("read document %s: published: %w", w.ID, err)
		}
	}
	return r, nil
}
