package timex

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// scored is a document with its annotations as `briefbot extract` prints them: code points, end exclusive.
type scored struct {
	ID      string        `json:"id"`
	Timexes []scoredTimex `json:"timexes"`
	Entries []scoredEntry `json:"entries"`
}

type scoredTimex struct {
	Span  [2]int `json:"span"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod,omitempty"`
}

type scoredEntry struct {
	Span      [2]int  `json:"span"`
	Timex     *[2]int `json:"timex,omitempty"`
	Value     string  `json:"value"`
	EDTF      string  `json:"edtf"`
	Precision string  `json:"precision"`
	When      string  `json:"when"`
}

func annotate(id, text, dct string) scored {
	d := &corpus.Document{Text: text}
	d.Published, _ = time.Parse(time.DateOnly, dct)
	t := segment.Split(text)
	x := Find(d, t)
	o := corpus.NewOffsets(text)
	s := scored{ID: id, Timexes: []scoredTimex{}, Entries: []scoredEntry{}}
	for _, m := range x {
		s.Timexes = append(s.Timexes, scoredTimex{o.Pair(m.Span), m.Type, m.Value, m.Mod})
	}
	for _, e := range Entries(d, t, x) {
		r := scoredEntry{Span: o.Pair(e.Span), Value: e.Value, EDTF: e.EDTF, Precision: e.Precision, When: e.When}
		if !e.Timex.IsZero() {
			p := o.Pair(e.Timex)
			r.Timex = &p
		}
		s.Entries = append(s.Entries, r)
	}
	return s
}

// TestPrint writes the annotations of the JSON Lines file TIMEX_IN to TIMEX_OUT, for the scorers.
func TestPrint(t *testing.T) {
	in, out := os.Getenv("TIMEX_IN"), os.Getenv("TIMEX_OUT")
	if in == "" || out == "" {
		t.Skip("TIMEX_IN and TIMEX_OUT not set: files to read and write")
	}
	r, err := os.Open(in)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	w, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<26)
	enc := json.NewEncoder(w)
	for sc.Scan() {
		var d struct{ ID, Text, DCT string }
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		if err := enc.Encode(annotate(d.ID, d.Text, d.DCT)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}
