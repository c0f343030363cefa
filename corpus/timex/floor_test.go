package timex

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// goldDocument is a document of the reference data; offsets are code points.
type goldDocument struct {
	ID      string        `json:"id"`
	Text    string        `json:"text"`
	DCT     string        `json:"dct"`
	Timexes []scoredTimex `json:"timexes"`
	Events  []struct {
		Span  [2]int `json:"span"`
		Dates []struct {
			Value string `json:"value"`
			DCT   bool   `json:"dct"`
		} `json:"dates"`
		Orders [][2]string `json:"orders"` // BEFORE or AFTER, and a TIMEX3 value
	} `json:"events"`
}

// goldDocuments returns the documents of a file of the reference data, or skips the test where there is none.
func goldDocuments(t *testing.T, name string) []goldDocument {
	t.Helper()
	dir := os.Getenv("BRIEFBOT_SHARED")
	if dir == "" {
		t.Skip("BRIEFBOT_SHARED not set: no reference data")
	}
	f, err := os.Open(filepath.Join(dir, "gold", "temporal", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []goldDocument
	for d := json.NewDecoder(z); d.More(); {
		var g goldDocument
		if err := d.Decode(&g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

func f1(right, predicted, found, gold int) float64 {
	p, r := float64(right)/float64(predicted), float64(found)/float64(gold)
	return 2 * p * r / (p + r)
}

// TestFloor says when a change breaks what was there; the scorers beside the reference data say more.
func TestFloor(t *testing.T) {
	gold, predicted, right := 0, 0, 0
	for _, g := range goldDocuments(t, "train.jsonl.gz") {
		got := annotate(g.ID, g.Text, g.DCT).Timexes
		gold, predicted = gold+len(g.Timexes), predicted+len(got)
		for _, x := range g.Timexes {
			if slices.ContainsFunc(got, func(y scoredTimex) bool {
				return x.Value == y.Value && min(x.Span[1], y.Span[1]) > max(x.Span[0], y.Span[0])
			}) {
				right++
			}
		}
	}
	if got := f1(right, predicted, right, gold); got < 0.79 {
		t.Errorf("value F1 %.3f, want 0.79 or more", got)
	}
}

// TestEventDatesFloor does the same for the dates of events, and for those that cannot be theirs by what they are told to be before or after.
func TestEventDatesFloor(t *testing.T) {
	var s eventScore
	for _, g := range goldDocuments(t, "event-dates-train.jsonl.gz") {
		s.add(g, annotate(g.ID, g.Text, g.DCT).Entries)
	}
	if got := f1(s.right, s.pairs, s.found, s.dated); got < 0.75 {
		t.Errorf("strict F1 %.3f, want 0.75 or more", got)
	}
	if got := float64(s.broken) / float64(s.ordered); got > 0.175 {
		t.Errorf("%d of %d bounds are broken (%.3f), want 0.175 or less", s.broken, s.ordered, got)
	}
}

type eventScore struct{ dated, pairs, right, found, ordered, broken int }

func (s *eventScore) add(g goldDocument, entries []scoredEntry) {
	for _, e := range g.Events {
		var values, want []string
		for _, x := range entries {
			if v, _, _ := strings.Cut(x.Value, "T"); x.Span[0] <= e.Span[0] && e.Span[1] <= x.Span[1] {
				for _, o := range e.Orders {
					s.order(v, o)
				}
				if !slices.Contains(values, v) {
					values = append(values, v)
				}
			}
		}
		for _, d := range e.Dates {
			if !d.DCT {
				want = append(want, d.Value)
			}
		}
		if len(want) == 0 {
			continue
		}
		right := 0
		for _, v := range values {
			if slices.Contains(want, v) {
				right++
			}
		}
		s.dated, s.pairs, s.right, s.found = s.dated+1, s.pairs+len(values), s.right+right, s.found+min(right, 1)
	}
}

// order counts whether an entry of value v can be before or after the time of bound.
func (s *eventScore) order(v string, bound [2]string) {
	from, to, _, _, ok := Interval(v, time.Time{})
	first, last, _, _, known := Interval(bound[1], time.Time{})
	if !ok || !known {
		return
	}
	s.ordered++
	if bound[0] == "BEFORE" && !from.Before(first) || bound[0] == "AFTER" && !to.After(last) {
		s.broken++
	}
}
