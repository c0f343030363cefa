package index_test

import (
	"flag"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

var update = flag.Bool("update", false, "write golden files anew")

// knownItem is a question as people type it for a sentence that they remember.
type knownItem struct {
	text  string
	doc   corpus.ID
	name  string // of the document
	words string
}

// rankedDepth is how many results count.
const rankedDepth = 10

// TestKnownItems asks a hundred short questions for sentences of invented news. The whole ranked lists and their figures are golden files,
// so that a change of ranking shows as a difference; and they must be better than those of SQLite's full-text search by a twentieth.
func TestKnownItems(t *testing.T) {
	records, items := rankingCorpus(t)
	s := store.Memory()
	for _, r := range records {
		if _, err := s.Put(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	ix, err := index.Open(t.Context(), "", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	peer := corpustest.FullText(t, records, rankedDepth)
	names := map[corpus.ID]string{}
	for _, r := range records {
		names[r.ID] = r.Author
	}
	var lists strings.Builder
	var ours, theirs measure
	for _, item := range items {
		results := searched(t, ix, item.text)
		rank := rankOf(item, results)
		ours.add(rank)
		theirs.add(rankOf(item, peer(item.text)))
		fmt.Fprintf(&lists, "%s: wanted %s “%s”, rank %d\n", item.text, item.name, item.words, rank)
		for i, r := range results {
			fmt.Fprintf(&lists, "\t%d %s %s\n", i+1, names[r.Doc], r.Text)
		}
	}
	golden(t, "testdata/rank/lists.txt", lists.String())
	golden(t, "testdata/rank/stats.txt", fmt.Sprintf("briefbot    %s\nSQLite FTS5 %s\n", &ours, &theirs))
	if ours.mrr() < theirs.mrr()+0.05 {
		t.Errorf("mean reciprocal rank %.3f, SQLite's full-text search has %.3f", ours.mrr(), theirs.mrr())
	}
}

func searched(t *testing.T, ix *index.Index, text string) []corpustest.Sentence {
	t.Helper()
	var out []corpustest.Sentence
	for page := 1; len(out) < rankedDepth; page++ {
		a, err := ix.Ask(t.Context(), index.Scope{}, index.Search{Text: text, Page: page})
		if err != nil {
			t.Fatal(err)
		}
		list := a.Results
		if a.Total == 0 {
			list = a.Nearest
		}
		for _, r := range list {
			if len(out) < rankedDepth {
				out = append(out, corpustest.Sentence{Doc: r.Doc.ID, Text: r.Doc.CutAll(r.Spans)})
			}
			for _, c := range r.Also {
				if len(out) < rankedDepth {
					out = append(out, corpustest.Sentence{Doc: r.Doc.ID, Text: r.Doc.CutAll(c.Spans)})
				}
			}
		}
		if page >= a.Pages {
			break
		}
	}
	return out
}

// rankOf is the place of the wanted sentence, 0 when it is not among results.
func rankOf(item knownItem, results []corpustest.Sentence) int {
	for i, r := range results {
		if r.Doc == item.doc && strings.Contains(r.Text, item.words) {
			return i + 1
		}
	}
	return 0
}

// measure sums the ranks of wanted sentences.
type measure struct {
	n, first, five, ten int
	reciprocal          float64
}

func (m *measure) add(rank int) {
	m.n++
	if rank == 0 {
		return
	}
	m.reciprocal += 1 / float64(rank)
	for limit, count := range map[int]*int{1: &m.first, 5: &m.five, 10: &m.ten} {
		if rank <= limit {
			*count++
		}
	}
}

func (m *measure) mrr() float64 { return m.reciprocal / float64(m.n) }

func (m *measure) String() string {
	share := func(n int) float64 { return float64(n) / float64(m.n) }
	return fmt.Sprintf("questions %d  MRR %.3f  recall@1 %.2f  recall@5 %.2f  recall@10 %.2f", m.n, m.mrr(), share(m.first), share(m.five), share(m.ten))
}

// rankingCorpus reads the invented news, annotated as an import does, and the questions. A document's author is its name.
func rankingCorpus(t *testing.T) ([]*corpus.Record, []knownItem) {
	t.Helper()
	a, err := txtar.ParseFile("testdata/rank/corpus.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var records []*corpus.Record
	for _, f := range a.Files {
		head, text, _ := strings.Cut(string(f.Data), "\n")
		meta := strings.Split(head, " | ")
		day, err := time.Parse(time.DateOnly, meta[0])
		if err != nil || len(meta) != 3 {
			t.Fatalf("document %s: %q: %v", f.Name, head, err)
		}
		d := corpus.Document{Kind: corpus.Article, Published: day, Publisher: meta[1], Title: meta[2], Author: f.Name, Text: meta[2] + "\n\n" + text}
		d.ID = corpus.NewID("", "", d.Text)
		r := &corpus.Record{Document: d}
		if r.Annotations, err = extract.Annotate(&d); err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	data, err := os.ReadFile("testdata/rank/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var items []knownItem
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 {
			t.Fatalf("question %q: want text, document, words", line)
		}
		items = append(items, knownItem{text: f[0], name: f[1], words: f[2]})
	}
	for i := range items {
		for _, r := range records {
			if r.Author == items[i].name && strings.Contains(r.Text, items[i].words) {
				items[i].doc = r.ID
			}
		}
		if items[i].doc == "" {
			t.Fatalf("question %q: document %s does not say %q", items[i].text, items[i].name, items[i].words)
		}
	}
	return records, items
}

// golden compares got with a file, or writes it with -update.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
		for i := range max(len(a), len(b)) {
			if x, y := at(a, i), at(b, i); x != y {
				t.Errorf("%s differs in line %d (run with -update and read the difference):\n-%s\n+%s", path, i+1, x, y)
				return
			}
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
