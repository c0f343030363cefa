package index

import (
	"slices"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// TestCapitals tells acronyms from shouting.
func TestCapitals(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"US", "usa"},
		{"us", "us"},
		{"US UK", "usa uk"},
		{"The WHO counted cases in the US.", "who count case usa"},
		{"WHO DOCTORS ARRIVED AT NOON.", "doctor arriv noon"},
		{"WHO PAYS NOW", "pai now"},
		{"FERRY STRIKE: WHO WILL PAY FOR IT. The harbour was calm.", "ferri strike will pai harbour calm"},
		{"U.S. AND U.K. ENVOYS MEET IN OSTRA", "usa uk envoi meet ostra"},
		{"The EU, US and UK met with NATO.", "eu usa uk met nato"},
		{"He said IT firms and the IT ministry must pay.", "said it firm it ministri must pai"},
	} {
		var got []string
		for _, w := range english().words(c.text) {
			if !w.stop {
				got = append(got, w.term)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.text, s, c.want)
		}
	}
}

// TestWordsOfADocument cuts a document sentence by sentence: each span has the words that stand in it, whichever was asked for first.
func TestWordsOfADocument(t *testing.T) {
	text := "  THE PIER CLOSES TODAY\n\nIt’s the U.S.-led team’s turn. “No,” said Mr. Ölund. Two F-16s left, 56,300 stayed.\n\nEnd"
	cut := segment.Split(text)
	r := &corpus.Record{Document: corpus.Document{Text: text, Title: "The pier"}}
	r.Sentences, r.Paragraphs = cut.Sentences, cut.Paragraphs
	whole := newReading(r).wordsIn(english(), corpus.Span{End: len(text)})
	if len(whole) < 18 {
		t.Fatalf("%d words: %v", len(whole), whole)
	}
	for _, step := range []int{1, 7, 30} {
		d := newReading(r)
		for from := len(text); from >= 0; from -= step {
			for to := from; to <= len(text); to += step {
				span := corpus.Span{Start: from, End: to}
				var want []word
				for _, w := range whole {
					if span.Contains(w.Span) {
						want = append(want, w)
					}
				}
				if got := d.wordsIn(english(), span); !slices.Equal(got, want) {
					t.Fatalf("words in %v: %v, want %v", span, got, want)
				}
			}
		}
	}
}

// TestTheNewestOfEquals keeps the newest where more match alike than are looked at.
func TestTheNewestOfEquals(t *testing.T) {
	s := invented(t, 9)
	f := &find{parts: Scope{}.partitions(), all: [][]fieldTerm{{typeKey(wholeSource)}}, extent: s.extent(Scope{}.partitions())}
	hits, err := s.run(t.Context(), f, 4)
	if err != nil {
		t.Fatal(err)
	}
	var days []time.Time
	for _, src := range s.sources {
		days = append(days, src.Published)
	}
	slices.SortFunc(days, func(a, b time.Time) int { return b.Compare(a) })
	var got []time.Time
	for _, h := range hits {
		got = append(got, s.source(h.id).Published)
	}
	if !slices.Equal(got, days[:4]) {
		t.Errorf("documents of %v, want those of %v", got, days[:4])
	}
}
