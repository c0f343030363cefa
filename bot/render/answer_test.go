package render

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the renderings in testdata")

// TestGolden renders each answer of testdata the three ways. A file holds documents (doc/NAME: header lines, an empty line, the text), an
// answer in which words stand for their spans, and the wanted renderings.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := readAnswer(t, ar)
			got := map[string]string{"text": textOf(t, a), "json": jsonOf(t, a), "discord": discordOf(t, a)}
			changed := false
			for i, f := range ar.Files {
				name := strings.TrimSuffix(f.Name, ".want")
				if name == f.Name {
					continue
				}
				if diff := cmp.Diff(string(f.Data), got[name]); diff != "" && !*update {
					t.Errorf("%s differs (-want +got):\n%s", name, diff)
				}
				changed = changed || string(f.Data) != got[name]
				ar.Files[i].Data = []byte(got[name])
			}
			if *update && changed {
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func textOf(t *testing.T, a *index.Answer) string {
	t.Helper()
	var b strings.Builder
	if err := Text(&b, a, TextOptions{Width: 72}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func jsonOf(t *testing.T, a *index.Answer) string {
	t.Helper()
	var b strings.Builder
	if err := JSON(&b, a); err != nil {
		t.Fatal(err)
	}
	if strings.Count(b.String(), "\n") != 1 {
		t.Errorf("JSON is not one line: %q", b.String())
	}
	var v any
	if err := json.Unmarshal([]byte(b.String()), &v); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out) + "\n"
}

// answerFile is an answer as testdata writes it: spans are words to be found in the document.
type answerFile struct {
	Command            string
	Query              string
	Total, Page, Pages int
	Results, Nearest   []resultFile
	Choices            []index.Choice
	Suggestions        []string
	Documents, Notes   int
	Sample             bool
	From, To           string
	WhoSaid            *index.WhoSaid
	Demands            *index.Demands
	Timeline           *index.Timeline
	Search             *index.Search
	Sources            *index.Sources
}

type resultFile struct {
	index.Result
	Of                                              string // the document
	Text, Intro, Wants, Gives, Reply, Prior, Strong []string
	Cited                                           []citationFile
}

type citationFile struct {
	Of        string
	Paragraph int
	Text      []string
	Link      string
}

func readAnswer(t *testing.T, ar *txtar.Archive) *index.Answer {
	t.Helper()
	docs := map[string]*corpus.Document{}
	var f answerFile
	for _, file := range ar.Files {
		if name, ok := strings.CutPrefix(file.Name, "doc/"); ok {
			docs[name] = readDocument(t, string(file.Data))
		}
		if file.Name == "answer" {
			if err := json.Unmarshal(file.Data, &f); err != nil {
				t.Fatal(err)
			}
		}
	}
	a := &index.Answer{
		Total: f.Total, Page: f.Page, Pages: f.Pages, Choices: f.Choices, Suggestions: f.Suggestions,
		Searched: index.Searched{Documents: f.Documents, Notes: f.Notes, Sample: f.Sample, From: date(t, f.From), To: date(t, f.To)},
	}
	switch {
	case f.WhoSaid != nil:
		a.Query = *f.WhoSaid
	case f.Demands != nil:
		a.Query = *f.Demands
	case f.Timeline != nil:
		a.Query = *f.Timeline
	case f.Search != nil:
		a.Query = *f.Search
	default:
		a.Query = *f.Sources
	}
	for _, r := range f.Results {
		a.Results = append(a.Results, readResult(t, docs, r))
	}
	for _, r := range f.Nearest {
		a.Nearest = append(a.Nearest, readResult(t, docs, r))
	}
	return a
}

func readResult(t *testing.T, docs map[string]*corpus.Document, f resultFile) index.Result {
	t.Helper()
	d := docs[f.Of]
	r := f.Result
	excerpt := func(words []string) index.Excerpt {
		if len(words) == 0 {
			return index.Excerpt{}
		}
		return index.Excerpt{Doc: d, Spans: spansOf(t, d, words)}
	}
	r.Excerpt, r.Introduced, r.Object = excerpt(f.Text), excerpt(f.Intro), excerpt(f.Wants)
	r.Exchange, r.Answered, r.Before = excerpt(f.Gives), excerpt(f.Reply), excerpt(f.Prior)
	r.Highlights = spansOf(t, d, f.Strong)
	for _, c := range f.Cited {
		of := docs[c.Of]
		if c.Of == "" {
			of = d
		}
		r.Citations = append(r.Citations, index.Citation{Doc: of, Paragraph: c.Paragraph, Spans: spansOf(t, of, c.Text), Link: c.Link})
	}
	return r
}

func spansOf(t *testing.T, d *corpus.Document, words []string) []corpus.Span {
	t.Helper()
	var spans []corpus.Span
	for _, w := range words {
		i := strings.Index(d.Text, w)
		if i < 0 {
			t.Fatalf("%q is not in the document", w)
		}
		spans = append(spans, corpus.Span{Start: i, End: i + len(w)})
	}
	return spans
}

func readDocument(t *testing.T, s string) *corpus.Document {
	t.Helper()
	head, body, _ := strings.Cut(s, "\n\n")
	d := &corpus.Document{Kind: corpus.Article, Text: strings.TrimSuffix(body, "\n")}
	for line := range strings.SplitSeq(head, "\n") {
		name, value, _ := strings.Cut(line, ": ")
		switch name {
		case "id":
			d.ID = corpus.ID(value)
		case "kind":
			d.Kind = corpus.Kind(value)
		case "title":
			d.Title = value
		case "publisher":
			d.Publisher = value
		case "author":
			d.Author = value
		case "url":
			d.URL = value
		case "published":
			d.Published = date(t, value)
		case "sample":
			d.Sample = true
		default:
			t.Fatalf("document header %q", line)
		}
	}
	return d
}

func date(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
