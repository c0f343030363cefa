package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/ingest/bundle"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// desk returns an index of an article with a long sentence, in the operator's corpus, and of one that only server 7 sees.
func desk(t *testing.T) *index.Index {
	t.Helper()
	long := "“We will open every pier, " + strings.Repeat("and the pier beside it, ", 30) + "before the winter comes,” said Mara Lindqvist, the harbour master, on Monday."
	s := store.Memory()
	for _, d := range []*corpus.Document{
		{Title: "*Harbour* [talks](x)", Publisher: "=The Quay", URL: "https://quay.example/a>b", Published: time.Date(2025, 6, 3, 0, 0, 0, 0, time.UTC), Text: "Harbour talks\n\n" + long + "\n\nThe dockers demanded that the port give them *longer* breaks by July 2025. The dockers demanded that the port give them *longer* breaks by July 2025."},
		{Title: "Server", Guild: "7", Text: "“This is a secret of ours,” said Tomas Okoye."},
	} {
		d.Kind, d.ID = corpus.Article, corpus.NewID(d.Guild, "", d.Text)
		a, err := extract.Annotate(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
			t.Fatal(err)
		}
	}
	ix, err := index.Open(t.Context(), "", s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := ix.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	return ix
}

func all(t *testing.T, ix *index.Index, s index.Scope) []Record {
	t.Helper()
	var out []Record
	for r, err := range All(t.Context(), ix, s) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

func TestRecordsAreShortVerbatimAndNamed(t *testing.T) {
	ix := desk(t)
	ids, types, cuts := map[string]bool{}, map[string]int{}, 0
	records := all(t, ix, index.Scope{})
	text := ""
	if a, err := ix.Ask(t.Context(), index.Scope{}, index.Sources{}); err == nil {
		text = a.Results[0].Doc.Text
	}
	for _, r := range records {
		if ids[r.ID] || r.ID == "" {
			t.Errorf("id %q is given twice", r.ID)
		}
		ids[r.ID] = true
		types[r.Type]++
		for _, s := range []string{r.Text, r.Object, r.Exchange} {
			words, isCut := strings.CutSuffix(s, " […]")
			if isCut {
				cuts++
			}
			if utf8.RuneCountInString(s) > MaxCitation || !strings.Contains(text, words) {
				t.Errorf("%d characters: %q", utf8.RuneCountInString(s), s)
			}
		}
		if len(r.Citations) == 0 || r.Citations[0].Doc == "" {
			t.Errorf("no citation: %+v", r)
		}
	}
	if types["statement"] == 0 || types["demand"] == 0 || types["event"] == 0 || cuts == 0 {
		t.Errorf("records %v, %d cut", types, cuts)
	}
	if again := all(t, desk(t), index.Scope{}); len(again) != len(records) || again[0].ID != records[0].ID {
		t.Error("another store gives other ids")
	}
}

func TestScope(t *testing.T) {
	ix := desk(t)
	for _, f := range Formats() {
		for scope, want := range map[string]bool{"": false, "7": true, "8": false} {
			var b bytes.Buffer
			if _, err := Write(&b, f, "All records", All(t.Context(), ix, index.Scope{Guild: scope, Channel: "1"})); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(b.String(), "secret") != want {
				t.Errorf("%s for server %q:\n%s", f, scope, b.String())
			}
		}
	}
}

func TestAnswerHasAllPages(t *testing.T) {
	ix := desk(t)
	records, err := Answer(t.Context(), ix, index.Scope{}, index.Demands{Page: 7})
	if err != nil || len(records) == 0 {
		t.Errorf("%d records, %v", len(records), err)
	}
	if _, err := Answer(t.Context(), ix, index.Scope{}, index.Demands{Kind: "wish"}); err == nil {
		t.Error("a wrong question has an answer")
	}
}

func TestWrite(t *testing.T) {
	records := all(t, desk(t), index.Scope{})
	var b bytes.Buffer
	if n, err := Write(&b, bundle.JSON, "All", List(records)); err != nil || n != len(records) {
		t.Fatal(n, err)
	}
	var file struct{ Records []Record }
	if err := json.Unmarshal(b.Bytes(), &file); err != nil || len(file.Records) != len(records) {
		t.Errorf("JSON: %d records, %v", len(file.Records), err)
	}
	b.Reset()
	if _, err := Write(&b, bundle.CSV, "All", List(records)); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != len(records)+1 {
		t.Fatalf("CSV: %d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("a formula: %q", cell)
			}
		}
	}
	b.Reset()
	if _, err := Write(&b, bundle.Markdown, "All [x](y)", List(records)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`# All \[x\]\(y\)`, `\*Harbour\* \[talks\]\(x\)`, `\*longer\* breaks`, "https://quay.example/a%3Eb"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("Markdown lacks %q:\n%s", want, b.String())
		}
	}
}
