package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
)

// at opens an index over documents, each "published day, a line, the text", at a time of the clock.
func at(t *testing.T, now string, texts ...string) *Index {
	t.Helper()
	s := store.Memory()
	for i, text := range texts {
		day, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
		published, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		rest = strings.TrimSpace(rest)
		d := &corpus.Document{ID: corpus.NewID("", "", rest), Kind: corpus.Article, Title: fmt.Sprintf("Paper %d", i+1), Published: published, Text: rest}
		a, err := extract.Annotate(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
			t.Fatal(err)
		}
	}
	ix := open(t, "", s)
	clock, err := time.Parse(time.DateOnly, now)
	if err != nil {
		t.Fatal(err)
	}
	ix.now = func() time.Time { return clock }
	return ix
}

// every asks all pages of q.
func every(t *testing.T, ix *Index, q Query) []Result {
	t.Helper()
	var out []Result
	for page := 1; ; page++ {
		a, err := ix.Ask(t.Context(), Scope{}, q.At(page))
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		out = append(out, a.Results...)
		if page >= a.Pages {
			return out
		}
	}
}

// dates writes entries as "when date: papers that tell it".
func dates(results []Result) []string {
	var out []string
	for _, r := range results {
		var papers []string
		for _, c := range r.Citations {
			papers = append(papers, strings.TrimPrefix(c.Doc.Title, "Paper "))
		}
		slices.Sort(papers)
		out = append(out, fmt.Sprintf("%s %s: %s", r.When, r.Date, strings.Join(papers, " ")))
	}
	return out
}

const (
	signing = `2025-06-04
Foreign Minister Mara Lindqvist and the Quay Union signed a wage accord in Oslo on Tuesday, after months of strikes.
The night ferry is to sail again on 1 July.`
	signingAgain = `2025-06-05
Mara Lindqvist and the Quay Union signed a wage accord on 3 June.
The Dock Union signed a wage accord on 3 June.`
	signingDenied = `2025-06-06
Mara Lindqvist and the Quay Union did not sign the wage accord on 3 June.
Tomas Okoro and the Quay Union signed a wage accord on 3 June.
Mara Lindqvist and the Quay Union signed a second wage accord on 3 June.
Mara Lindqvist and the Quay Union signed a wage accord on 4 June.`
)

func TestOneEventInTwoPapersIsOneEntry(t *testing.T) {
	ix := at(t, "2025-06-10", signing, signingAgain)
	got := dates(every(t, ix, Timeline{About: "accord"}))
	if diff := cmp.Diff([]string{"past 2025-06-03: 1 2", "past 2025-06-03: 2"}, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

// Another actor, another day, a denial, a second time: none of them is the same event.
func TestTwoEventsAreNotMerged(t *testing.T) {
	ix := at(t, "2025-06-10", signing, signingDenied)
	got := every(t, ix, Timeline{About: "accord"})
	if len(got) != 5 {
		t.Errorf("got %d entries, want 5: %q", len(got), dates(got))
	}
	for _, r := range got {
		if len(r.Citations) != 1 {
			t.Errorf("%s is made of %d: %q", r.Date, len(r.Citations), r.Text())
		}
	}
}

func TestPlansGoBy(t *testing.T) {
	for now, want := range map[string]string{"2025-06-10": "planned", "2025-07-01": "planned", "2025-07-02": "was planned"} {
		got := every(t, at(t, now, signing), Timeline{About: "ferry"})
		if len(got) != 1 || got[0].When != want {
			t.Errorf("on %s: %q, want %s", now, dates(got), want)
		}
	}
}

func TestTimelineOfAPerson(t *testing.T) {
	ix := at(t, "2025-06-10", `2025-06-04
Foreign Minister Mara Lindqvist met the Quay Union on Monday. She flew to Bergen on 1 June. The foreign minister had opened the pier in 2019.
Tomas Okoro left in 2018.`)
	got := dates(every(t, ix, Timeline{Who: "Lindqvist"}))
	if diff := cmp.Diff([]string{"past 2019: 1", "past 2025-06-01: 1", "past 2025-06-02: 1"}, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
}

// A picture shows the forty entries around the page that is asked for.
func TestPicturedEntries(t *testing.T) {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "Ferry number %d sailed in %d.\n\n", 1000+i, 1950+i)
	}
	ix := at(t, "2025-06-10", "2025-06-04\n"+b.String())
	for page, want := range map[int][2]int{1: {1, 40}, 8: {1, 40}, 9: {41, 20}, 12: {41, 20}} {
		a, err := ix.Ask(t.Context(), Scope{}, Timeline{Picture: true, Page: page})
		if err != nil {
			t.Fatal(err)
		}
		if a.Total != 60 || a.PicturedFirst != want[0] || len(a.Pictured) != want[1] || a.Pictured[(page-1)*PageSize+1-want[0]].Date != a.Results[0].Date {
			t.Errorf("page %d of %d entries: %d pictured from %d on", page, a.Total, len(a.Pictured), a.PicturedFirst)
		}
	}
	if a, err := ix.Ask(t.Context(), Scope{}, Timeline{}); err != nil || a.Pictured != nil {
		t.Errorf("pictured though not asked for: %v, %v", len(a.Pictured), err)
	}
}
