// Package corpustest holds what the tests of several packages share: one suite for every store ([TestStore]) and
// documents written as txtar files ([Parse]). Only tests import it.
package corpustest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
)

// TestStore checks that the stores which open returns keep every promise of [corpus.Store]. open is called
// once for each part and returns an empty store; TestStore closes it.
func TestStore(t *testing.T, open func(t *testing.T) corpus.Store) {
	for _, part := range []struct {
		name string
		test func(*testing.T, corpus.Store)
	}{
		{"PutGet", testPutGet},
		{"PutEqual", testPutEqual},
		{"PutChanged", testPutChanged},
		{"PutRefuses", testPutRefuses},
		{"PutAll", testPutAll},
		{"Owned", testOwned},
		{"Delete", testDelete},
		{"Feed", testFeed},
		{"FeedWhileWriting", testFeedWhileWriting},
		{"New", testNew},
		{"Of", testOf},
		{"Documents", testDocuments},
		{"State", testState},
		{"Facts", testFacts},
		{"Cancelled", testCancelled},
		{"ConcurrentPut", testConcurrentPut},
		{"ConcurrentSwap", testConcurrentSwap},
	} {
		t.Run(part.name, func(t *testing.T) {
			s := open(t)
			part.test(t, s)
			if err := s.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		})
	}
}

// Record returns a full record with invented contents, the same for the same number.
func Record(n int) *corpus.Record {
	text := fmt.Sprintf("“We keep pier %d,” Mara Lindqvist said.\n\nThe company – Ostra Lines – refused on Friday.", n)
	at := func(words string) corpus.Span {
		i := strings.Index(text, words)
		return corpus.Span{Start: i, End: i + len(words)}
	}
	return &corpus.Record{
		Document: corpus.Document{
			ID: corpus.NewID("g1", "c1", text), Kind: corpus.Article, Guild: "g1", Channel: "c1", Title: fmt.Sprintf("Pier %d", n),
			Publisher: "Northern Wire", Author: "A. Writer", URL: "https://example.org/pier", Language: "en",
			Published: time.Date(2031, 5, 2, 0, 0, 0, 0, time.UTC), Sample: true, Text: text,
		},
		Annotations: corpus.Annotations{
			Sentences: []corpus.Span{{Start: 0, End: 10}},
			Entities:  []corpus.Entity{{Name: "Mara Lindqvist", Type: corpus.Person, Mentions: []corpus.Mention{{Span: at("Mara Lindqvist"), Form: "name"}}}},
			Attributions: []corpus.Attribution{{
				Source: []corpus.Span{at("Mara Lindqvist")}, Cue: []corpus.Span{at("said")}, Content: []corpus.Span{at(fmt.Sprintf("We keep pier %d,", n))},
				Mode: corpus.Direct, Speech: true, Speaker: "Mara Lindqvist", Entity: 0, Chain: []string{"Northern Wire", "Mara Lindqvist"}, Confidence: 0.875,
			}},
			Demands: []corpus.Demand{{Kind: corpus.Refusal, Actor: at("The company"), ActorEntity: corpus.None, TargetEntity: corpus.None, Cue: at("refused"), Evidence: at("The company – Ostra Lines – refused on Friday."), Confidence: 0.5}},
			Timexes: []corpus.Timex{{Span: at("Friday"), Type: "DATE", Value: "2031-05-02"}},
			Entries: []corpus.Entry{{Span: at("The company – Ostra Lines – refused on Friday."), Timex: at("Friday"), Value: "2031-05-02", EDTF: "2031-05-02", Precision: "day", When: "past", From: time.Date(2031, 5, 2, 0, 0, 0, 0, time.UTC)}},
		},
		Extractor: "test 1",
	}
}

func put(t *testing.T, s corpus.Store, r *corpus.Record, wantChanged bool) {
	t.Helper()
	changed, err := s.Put(t.Context(), r)
	if err != nil || changed != wantChanged {
		t.Fatalf("put %s: changed %v, %v; want changed %v", r.ID, changed, err, wantChanged)
	}
}

func get(t *testing.T, s corpus.Store, id corpus.ID) *corpus.Record {
	t.Helper()
	r, err := s.Get(t.Context(), id)
	if err != nil {
		t.Fatalf("get %s: %v", id, err)
	}
	return r
}

func changes(t *testing.T, s corpus.Store, seq uint64) []corpus.Change {
	t.Helper()
	var all []corpus.Change
	for c, err := range s.Since(t.Context(), seq) {
		if err != nil {
			t.Fatalf("changes since %d: %v", seq, err)
		}
		all = append(all, c)
	}
	return all
}

func last(t *testing.T, s corpus.Store) uint64 {
	t.Helper()
	seq, err := s.Last(t.Context())
	if err != nil {
		t.Fatalf("last: %v", err)
	}
	return seq
}

func testPutGet(t *testing.T, s corpus.Store) {
	bare := &corpus.Record{Document: corpus.Document{ID: "bare", Text: "a\x00b \U0001F5E3"}}
	full := Record(1)
	for _, r := range []*corpus.Record{bare, full} {
		put(t, s, r, true)
		if diff := cmp.Diff(r, get(t, s, r.ID)); diff != "" {
			t.Errorf("put, then got:\n%s", diff)
		}
	}
	if _, err := s.Get(t.Context(), "absent"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("get of an absent document: %v, want ErrNotFound", err)
	}
}

func testPutEqual(t *testing.T, s corpus.Store) {
	put(t, s, Record(1), true)
	put(t, s, Record(1), false)
	same := Record(1)
	same.Timexes = append(make([]corpus.Timex, 0, 9), same.Timexes...)
	same.Published = same.Published.In(time.FixedZone("elsewhere", 3600))
	put(t, s, same, false)
	if got := last(t, s); got != 1 {
		t.Errorf("storing an equal record moved the feed to %d", got)
	}
}

func testPutChanged(t *testing.T, s corpus.Store) {
	r := Record(1)
	put(t, s, r, true)
	for name, mend := range map[string]func(){
		"kind": func() { r.Kind = corpus.Note }, "title": func() { r.Title = "" }, "publisher": func() { r.Publisher = "Another" },
		"author": func() { r.Author = "Another" }, "url": func() { r.URL = "" }, "language": func() { r.Language = "" },
		"published": func() { r.Published = time.Time{} }, "sample": func() { r.Sample = false }, "extractor": func() { r.Extractor = "test 2" },
		"annotations": func() { r.Attributions[0].Confidence = 0.75 },
	} {
		before := last(t, s)
		mend()
		put(t, s, r, true)
		if diff := cmp.Diff(r, get(t, s, r.ID)); diff != "" {
			t.Errorf("%s changed, then got:\n%s", name, diff)
		}
		if diff := cmp.Diff([]corpus.Change{{Seq: before + 1, ID: r.ID}}, changes(t, s, 0)); diff != "" {
			t.Errorf("%s changed, feed:\n%s", name, diff)
		}
	}
}

func testPutRefuses(t *testing.T, s corpus.Store) {
	put(t, s, Record(1), true)
	for name, mar := range map[string]func(r *corpus.Record){
		"no id":             func(r *corpus.Record) { r.ID = "" },
		"not UTF-8":         func(r *corpus.Record) { r.Text += "\xff" },
		"span outside":      func(r *corpus.Record) { r.Timexes[0].Span.End = len(r.Text) + 1 },
		"split character":   func(r *corpus.Record) { r.Sentences[0].Start = 1 },
		"time of day":       func(r *corpus.Record) { r.Published = r.Published.Add(time.Hour) },
		"another text":      func(r *corpus.Record) { r.Text += " More." },
		"another server":    func(r *corpus.Record) { r.Guild = "g2" },
		"another channel":   func(r *corpus.Record) { r.Channel = "" },
		"entity not listed": func(r *corpus.Record) { r.Attributions[0].Entity = 1 },
	} {
		r := Record(1)
		mar(r)
		if changed, err := s.Put(t.Context(), r); err == nil || changed {
			t.Errorf("%s: changed %v, %v; want an error", name, changed, err)
		}
	}
	if diff := cmp.Diff(Record(1), get(t, s, Record(1).ID)); diff != "" || last(t, s) != 1 {
		t.Errorf("a refused record changed what was stored:\n%s", diff)
	}
}

// batcher is the wider door for imports that both stores have.
type batcher interface {
	PutAll(ctx context.Context, records []*corpus.Record) (changed int, err error)
}

func testPutAll(t *testing.T, s corpus.Store) {
	b, ok := s.(batcher)
	if !ok {
		t.Skip("the store has no PutAll")
	}
	put(t, s, Record(1), true)
	bad := Record(4)
	bad.Text += " More."
	bad.ID = Record(1).ID
	if n, err := b.PutAll(t.Context(), []*corpus.Record{Record(3), bad}); err == nil || n != 0 {
		t.Errorf("with a bad record: %d changed, %v", n, err)
	}
	if _, err := s.Get(t.Context(), Record(3).ID); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("a part of a refused batch was stored: %v", err)
	}
	n, err := b.PutAll(t.Context(), []*corpus.Record{Record(1), Record(2), Record(3), Record(2)})
	if err != nil || n != 2 {
		t.Errorf("%d changed, %v; want 2", n, err)
	}
	want := []corpus.Change{{Seq: 1, ID: Record(1).ID}, {Seq: 2, ID: Record(2).ID}, {Seq: 3, ID: Record(3).ID}}
	if diff := cmp.Diff(want, changes(t, s, 0)); diff != "" {
		t.Errorf("feed:\n%s", diff)
	}
}

// testOwned checks that what a caller does to its record later does not reach the store.
func testOwned(t *testing.T, s corpus.Store) {
	r := Record(1)
	put(t, s, r, true)
	r.Title, r.Attributions[0].Chain[0] = "spoilt", "spoilt"
	got := get(t, s, r.ID)
	got.Title, got.Attributions[0].Chain[0] = "spoilt", "spoilt"
	if diff := cmp.Diff(Record(1), get(t, s, r.ID)); diff != "" {
		t.Errorf("the stored record changed from outside:\n%s", diff)
	}
}

func testDelete(t *testing.T, s corpus.Store) {
	r := Record(1)
	if err := s.Delete(t.Context(), r.ID); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("delete of an absent document: %v, want ErrNotFound", err)
	}
	put(t, s, r, true)
	put(t, s, Record(2), true)
	if err := s.Delete(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), r.ID); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("second delete: %v, want ErrNotFound", err)
	}
	if _, err := s.Get(t.Context(), r.ID); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("get of a deleted document: %v, want ErrNotFound", err)
	}
	want := []corpus.Change{{Seq: 2, ID: Record(2).ID}, {Seq: 3, ID: r.ID, Deleted: true}}
	if diff := cmp.Diff(want, changes(t, s, 0)); diff != "" {
		t.Errorf("feed after delete:\n%s", diff)
	}
	put(t, s, r, true)
	want[1] = corpus.Change{Seq: 4, ID: r.ID}
	if diff := cmp.Diff(want, changes(t, s, 0)); diff != "" {
		t.Errorf("feed after the deleted document came back:\n%s", diff)
	}
}

func testFeed(t *testing.T, s corpus.Store) {
	if got := last(t, s); got != 0 {
		t.Errorf("last of an empty store: %d", got)
	}
	if got := changes(t, s, 0); got != nil {
		t.Errorf("feed of an empty store: %v", got)
	}
	const n = 2500 // more than a store is likely to read at once
	records := make([]*corpus.Record, n)
	for i := range records {
		records[i] = &corpus.Record{Document: corpus.Document{ID: corpus.ID(fmt.Sprint("d", i)), Text: "x"}}
	}
	if b, ok := s.(batcher); ok {
		if _, err := b.PutAll(t.Context(), records); err != nil {
			t.Fatal(err)
		}
	} else {
		for _, r := range records {
			put(t, s, r, true)
		}
	}
	got := changes(t, s, 1)
	if len(got) != n-1 || last(t, s) != n {
		t.Fatalf("%d changes after the first, last %d; want %d and %d", len(got), last(t, s), n-1, n)
	}
	for i, c := range got {
		if want := (corpus.Change{Seq: uint64(i + 2), ID: records[i+1].ID}); c != want {
			t.Fatalf("change %d: got %+v, want %+v", i, c, want)
		}
	}
	for _, seq := range []uint64{n, n + 1, 1<<64 - 1} {
		if got := changes(t, s, seq); got != nil {
			t.Errorf("feed after %d: %v", seq, got)
		}
	}
	for _, err := range s.Since(t.Context(), 0) {
		if err != nil {
			t.Error(err)
		}
		break // a reader may stop early
	}
}

// testFeedWhileWriting follows the feed as an index does: it writes while it reads and must end.
func testFeedWhileWriting(t *testing.T, s corpus.Store) {
	for i := range 5 {
		put(t, s, Record(i), true)
	}
	state := map[corpus.ID]string{}
	position := uint64(0)
	for round := range 2 {
		for c, err := range s.Since(t.Context(), position) {
			if err != nil {
				t.Fatal(err)
			}
			if c.Seq <= position {
				t.Fatalf("change %d came after %d", c.Seq, position)
			}
			position = c.Seq
			r := get(t, s, c.ID)
			state[c.ID] = r.Title
			if round == 0 {
				r.Title += "!"
				put(t, s, r, true)
			}
		}
	}
	for i := range 5 {
		if r := Record(i); state[r.ID] != r.Title+"!" {
			t.Errorf("document %d: followed to %q, want %q", i, state[r.ID], r.Title+"!")
		}
	}
	if position != last(t, s) {
		t.Errorf("followed to %d, last is %d", position, last(t, s))
	}
}
