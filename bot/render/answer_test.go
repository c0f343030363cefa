package render

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"
	"golang.org/x/tools/txtar"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
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
	if !r.Before.IsZero() {
		r.BeforeAt = index.Citation{Doc: r.Before.Doc, Paragraph: 1, Spans: r.Before.Spans}
	}
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

// A terminal shows every word of every result and its citation, in lines no longer than it is wide unless a link is.
func TestTextLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for range 100 {
		a := randomAnswer(rng)
		got := textOf(t, a)
		flat := strings.Join(strings.Fields(got), "")
		for _, r := range a.Results {
			if want := strings.Join(strings.Fields(clean(r.Text())), ""); a.Query.Command() != "sources" && !strings.Contains(flat, want) {
				t.Fatalf("%q is not in\n%s", want, got)
			}
			if want := fmt.Sprintf("¶%d", r.Citations[0].Paragraph); a.Query.Command() != "sources" && !strings.Contains(flat, want) {
				t.Fatalf("no %s in\n%s", want, got)
			}
		}
		for line := range strings.SplitSeq(got, "\n") {
			if uniseg.StringWidth(line) > 72 && !strings.Contains(line, "://") {
				t.Errorf("line of %d columns: %q", uniseg.StringWidth(line), line)
			}
			if strings.ContainsFunc(line, unicode.IsControl) {
				t.Errorf("control character in %q", line)
			}
		}
	}
}

// JSON gives each text with the code points it stands at.
func TestJSONLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 100 {
		a := randomAnswer(rng)
		var b strings.Builder
		if err := JSON(&b, a); err != nil {
			t.Fatal(err)
		}
		var got struct{ Results []excerptJSON }
		if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
			t.Fatal(err)
		}
		for i, r := range got.Results {
			points := []rune(a.Results[i].Doc.Text)
			var parts []string
			for _, s := range r.Spans {
				parts = append(parts, string(points[s[0]:s[1]]))
			}
			if text := strings.Join(parts, corpus.Elision); text != r.Text || text != a.Results[i].Text() {
				t.Fatalf("spans give %q, text is %q", text, r.Text)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"one two three", 10, []string{"one two", "three"}},
		{"中文字句中文字句", 10, []string{"中文字句中", "文字句"}},
		{"see https://courier.example/a/very/long/link here", 12, []string{"see", "https://courier.example/a/very/long/link", "here"}},
		{"aaaaaaaaaaaaaaaaaaaaaaaaa", 10, []string{"aaaaaaaaaa", "aaaaaaaaaa", "aaaaa"}},
		{"a\n\nb", 10, []string{"a", "", "b"}},
	} {
		if diff := cmp.Diff(c.want, wrap(c.text, c.width)); diff != "" {
			t.Errorf("wrap(%q, %d) (-want +got):\n%s", c.text, c.width, diff)
		}
	}
}

func TestDate(t *testing.T) {
	for in, want := range map[string]string{
		"2014": "2014", "2025-08": "2025-08", "2025-08-09": "2025-08-09", "2014/..": "from 2014 on", "../2025-08": "up to 2025-08",
		"2025-03-03/2025-03-09": "2025-03-03 to 2025-03-09", "2019-21": "spring 2019", "201X": "2010s", "2014~": "about 2014", "../..": "no date",
	} {
		if got := Date(in); got != want {
			t.Errorf("Date(%s) = %s, want %s", in, got, want)
		}
	}
}
