package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"runtime"
	"strings"
	"time"
	"unicode"

	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/demand"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/ingest/watch"
	"example.org/briefbot/corpus/quote"
)

// imported is one document that was taken in.
type imported struct {
	doc     *corpus.Document
	outcome string // "Imported", "Updated" or "Already there:"
	counts  counts
	revised *revised // nil: of nothing that was there before
}

const (
	outcomeNew   = "Imported"
	outcomeThere = "Already there:"
)

// counts is what was found in a document.
type counts struct {
	paragraphs, quotations, demands, entries int
	relative                                 int  // time expressions without a date
	foreign                                  bool // the document is clearly not in English
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if what[len(what)-1] == 'y' {
		return fmt.Sprintf("%d %sies", n, what[:len(what)-1])
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (c counts) String() string {
	s := fmt.Sprintf("%s, %s, %s, %s", count(c.paragraphs, "paragraph"), count(c.quotations, "quotation"), count(c.demands, "demand"), count(c.entries, "dated entry"))
	if c.foreign {
		s += " (it is searched whole, but quotations, demands and dates are found in English text only)"
	}
	return s
}

// foreign reports whether d says that it is in another language than English, or is written mostly in letters other than Latin ones.
func foreign(d *corpus.Document) bool {
	if language, _, _ := strings.Cut(strings.ToLower(d.Language), "-"); language != "" {
		return language != "en"
	}
	latin, letters := 0, 0
	for _, r := range d.Text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
		}
	}
	return 2*latin < letters
}

func (c *counts) add(o counts) {
	c.paragraphs += o.paragraphs
	c.quotations += o.quotations
	c.demands += o.demands
	c.entries += o.entries
	c.relative += o.relative
}

func counted(d *corpus.Document, a *corpus.Annotations) counts {
	c := countOf(a)
	c.foreign = foreign(d)
	return c
}

func countOf(a *corpus.Annotations) counts {
	c := counts{paragraphs: len(a.Paragraphs), entries: len(a.Entries)}
	for _, q := range a.Attributions {
		if q.Speech && !q.Negated && q.Confidence >= quote.ShownThreshold {
			c.quotations++
		}
	}
	for _, d := range a.Demands {
		if d.Confidence >= demand.Threshold {
			c.demands++
		}
	}
	for _, x := range a.Timexes {
		if x.Type == "DATE" && !dated(x.Value) {
			c.relative++
		}
	}
	return c
}

// dated reports whether a TIMEX3 value names a calendar time.
func dated(value string) bool { return len(value) >= 4 && value[0] >= '0' && value[0] <= '9' }

// storeError is trouble with the store, not with what was to be stored: an import ends with it.
type storeError struct{ err error }

func (e storeError) Error() string { return e.err.Error() }
func (e storeError) Unwrap() error { return e.err }

// Is lets the watchers know it.
func (e storeError) Is(target error) bool { return target == watch.ErrStore }

// imports annotates and stores documents, several at once, and yields them in their order. What was yielded
// without an error is stored. It goes on after a document that could not be read, and ends with a [storeError].
func (d *desk) imports(ctx context.Context, docs iter.Seq2[*corpus.Document, error]) iter.Seq2[imported, error] {
	type result struct {
		record *corpus.Record
		out    imported
		err    error
	}
	return func(yield func(imported, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan chan result, runtime.GOMAXPROCS(0))
		go func() {
			defer close(queue)
			for doc, err := range docs {
				done := make(chan result, 1)
				select {
				case queue <- done:
				case <-ctx.Done():
					return
				}
				if err != nil {
					done <- result{err: err}
					continue
				}
				go func() {
					r, out, err := d.prepare(ctx, doc)
					if err != nil {
						err = storeError{err}
					}
					done <- result{r, out, err}
				}()
			}
		}()
		for done := range queue {
			r := <-done
			if r.err == nil && r.record != nil {
				if r.out.revised, r.err = d.keep(ctx, r.record, r.out.outcome == outcomeNew); r.err != nil {
					r.err = storeError{r.err}
				}
			}
			if !yield(r.out, r.err) || errors.As(r.err, new(storeError)) {
				return
			}
		}
	}
}

// prepare annotates doc, or finds that it is stored already and nothing about it is new: the record is then nil.
// What is known about a stored document and not given again is kept.
func (d *desk) prepare(ctx context.Context, doc *corpus.Document) (*corpus.Record, imported, error) {
	old, err := d.store.Get(ctx, doc.ID)
	switch {
	case errors.Is(err, corpus.ErrNotFound):
		old = nil
	case err != nil:
		return nil, imported{}, err
	default:
		doc = mended(old.Document, doc)
		if old.Extractor == extract.Version && reflect.DeepEqual(old.Document, *doc) {
			return nil, imported{doc: doc, outcome: outcomeThere, counts: counted(doc, &old.Annotations)}, nil
		}
	}
	r := d.annotated(ctx, doc)
	outcome := outcomeNew
	if old != nil {
		outcome = "Updated"
	}
	return r, imported{doc: doc, outcome: outcome, counts: counted(doc, &r.Annotations)}, nil
}

// mended is doc with the gaps in what is known about it filled from old.
func mended(old corpus.Document, doc *corpus.Document) *corpus.Document {
	m := *doc
	for _, f := range []struct {
		field *string
		known string
	}{{&m.Title, old.Title}, {&m.Publisher, old.Publisher}, {&m.Author, old.Author}, {&m.URL, old.URL}, {&m.Language, old.Language}} {
		if *f.field == "" {
			*f.field = f.known
		}
	}
	if m.Published.IsZero() {
		m.Published = old.Published
	}
	m.Published = m.Published.UTC().Truncate(24 * time.Hour)
	if old.Published.Equal(m.Published) {
		m.Published = old.Published
	}
	return &m
}

// keep stores a record, and tells what a new one is to those that were there before.
func (d *desk) keep(ctx context.Context, r *corpus.Record, isNew bool) (rel *revised, err error) {
	if isNew {
		if rel, err = d.relate(ctx, &r.Document); err != nil {
			return nil, err
		}
	}
	if _, err := d.store.Put(ctx, r); err != nil {
		return nil, err
	}
	if err := notebook.New(d.store, time.Now).Adopt(ctx, &r.Document); err != nil {
		return nil, err
	}
	shelf, err := d.shelf(ctx)
	if err != nil {
		return nil, err
	}
	shelf.Add(&r.Document)
	return rel, nil
}
