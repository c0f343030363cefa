package main

import (
	"context"
	"errors"
	"fmt"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/revision"
)

// revised is what a document that was taken in is to one that was there before, which is kept.
type revised struct {
	relation       revision.Relation
	old            *corpus.Document
	added, dropped []string // sentences
}

// relate finds what doc is a version or a copy of; nil when it is new. The first call reads all documents.
func (d *desk) relate(ctx context.Context, doc *corpus.Document) (*revised, error) {
	shelf, err := d.shelf(ctx)
	if err != nil {
		return nil, err
	}
	for {
		m, ok := shelf.Find(doc)
		if !ok {
			return nil, nil
		}
		old, err := d.store.Get(ctx, m.ID)
		if errors.Is(err, corpus.ErrNotFound) {
			shelf.Remove(m.ID) // removed meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		r := &revised{relation: m.Relation, old: &old.Document}
		r.added, r.dropped = revision.Diff(r.old, doc)
		return r, nil
	}
}

// shelf returns what is known for comparison.
func (d *desk) shelf(ctx context.Context) (*revision.Shelf, error) {
	d.shelving.Lock()
	defer d.shelving.Unlock()
	if d.known != nil {
		return d.known, nil
	}
	known := revision.New()
	for doc, err := range d.store.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		known.Add(doc)
	}
	d.known = known
	return known, nil
}

// String says it in one line.
func (r *revised) String() string {
	what := "another version of"
	if r.relation == revision.Copy {
		what = "nearly the same text as"
	}
	if r.old.Publisher != "" {
		return fmt.Sprintf("%s %q of %s (%s), which is kept: %s added, %d dropped", what, r.old.Title, r.old.Publisher, r.old.ID, count(len(r.added), "sentence"), len(r.dropped))
	}
	return fmt.Sprintf("%s %q (%s), which is kept: %s added, %d dropped", what, r.old.Title, r.old.ID, count(len(r.added), "sentence"), len(r.dropped))
}

// shownChanges is how many sentences of each kind are shown.
const shownChanges = 5

// changes lists the first sentences that were added ("+ …") and dropped ("- …").
func (r *revised) changes() []string {
	var out []string
	for _, part := range []struct {
		mark      string
		sentences []string
	}{{"+", r.added}, {"-", r.dropped}} {
		for i, s := range part.sentences {
			if i == shownChanges {
				out = append(out, fmt.Sprintf("%s and %d more", part.mark, len(part.sentences)-i))
				break
			}
			out = append(out, part.mark+" "+shortened(s, 300))
		}
	}
	return out
}

// shortened cuts s to at most n characters, at a word's end, and marks the cut.
func shortened(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := n - len(corpus.Elision)
	for cut > n/2 && r[cut] != ' ' {
		cut--
	}
	return string(r[:cut]) + corpus.Elision[:len(corpus.Elision)-1]
}
