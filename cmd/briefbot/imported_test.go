package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/watch"
	"example.org/briefbot/corpus/store"
)

// fullStore takes some documents and then no more.
type fullStore struct {
	corpus.Store
	room int
}

var errFull = errors.New("the disk is full")

func (s *fullStore) Put(ctx context.Context, r *corpus.Record) (bool, error) {
	if s.room == 0 {
		return false, errFull
	}
	s.room--
	return s.Store.Put(ctx, r)
}

// TestImportsEndWithTheStore: a document that cannot be read is passed over; a store that is full ends an import, once.
func TestImportsEndWithTheStore(t *testing.T) {
	d := &desk{store: &fullStore{store.Memory(), 3}, log: slog.New(slog.DiscardHandler)}
	docs := func(yield func(*corpus.Document, error) bool) {
		if !yield(nil, errors.New("a.pdf: it is locked")) {
			return
		}
		for i := range 50 {
			text := fmt.Sprintf("The lock gates %d are shut.", i)
			if !yield(&corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: "T", Text: text}, nil) {
				return
			}
		}
	}
	kept, unread, full := 0, 0, 0
	for _, err := range d.imports(t.Context(), docs) {
		switch {
		case err == nil:
			kept++
		case errors.Is(err, watch.ErrStore) && errors.Is(err, errFull):
			full++
		default:
			unread++
		}
	}
	if kept != 3 || unread != 1 || full != 1 {
		t.Errorf("%d kept, %d not read, %d times told that the store is full", kept, unread, full)
	}
}

func TestForeign(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           bool
	}{
		{"", "The lock gates are shut.", false},
		{"en-GB", "The lock gates are shut.", false},
		{"EN", "Ворота шлюзу зачинено.", false},
		{"uk", "Ворота шлюзу зачинено.", true},
		{"fr", "Les portes sont fermées.", true},
		{"", "Ворота шлюзу зачинено.", true},
		{"", "船闸已经关闭。", true},
		{"", "The gates of the lock (ворота) are shut.", false},
		{"", "12 + 3", false},
	} {
		if got := foreign(&corpus.Document{Language: c.language, Text: c.text}); got != c.want {
			t.Errorf("%q, %q: %v", c.language, c.text, got)
		}
	}
}
