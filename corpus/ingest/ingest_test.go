package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

func TestText(t *testing.T) {
	day := time.Date(2025, 6, 3, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name, file, data string
		meta             Meta
		want             corpus.Document
	}{
		{"plain text", "x.txt", "Harbour talks resume\r\n\r\nThe talks go on.\r\n", Meta{}, corpus.Document{Kind: corpus.Article, Title: "Harbour talks resume", Text: "Harbour talks resume\n\nThe talks go on."}},
		{"no title", "dir/x.txt", "The talks go on.", Meta{}, corpus.Document{Kind: corpus.Article, Title: "x", Text: "The talks go on."}},
		{"byte order mark", "x.txt", "\ufeffThe talks go on.", Meta{Title: "T"}, corpus.Document{Kind: corpus.Article, Title: "T", Text: "The talks go on."}},
		{"UTF-16", "x.txt", "\xff\xfeT\x00o\x00", Meta{Title: "T"}, corpus.Document{Kind: corpus.Article, Title: "T", Text: "To"}},
		{"Markdown", "x.md", "# Who *is* who\n\nMara [Lindqvist](https://quay.example)\nis the \\*master\\* &amp; more.\n\n- one\n- two\n\n> “Said.”\n", Meta{}, corpus.Document{Kind: corpus.Note, Title: "Who is who", Text: "Who is who\n\nMara Lindqvist is the *master* & more.\n\none\n\ntwo\n\n“Said.”"}},
		{"front matter", "x.md", "---\ntitle: T\npublisher: The Quay\npublished: 2025-06-03\nurl: https://quay.example\n---\n\nText.\n", Meta{}, corpus.Document{Kind: corpus.Article, Title: "T", Publisher: "The Quay", URL: "https://quay.example", Published: day, Text: "Text."}},
		{"what the user says wins", "x.md", "---\ntitle: T\nauthor: A\n---\nText.", Meta{Title: "U", Kind: corpus.Article, Published: "2025-06-03T10:00:00Z"}, corpus.Document{Kind: corpus.Article, Title: "U", Author: "A", Published: day, Text: "Text."}},
		{"front matter of other programs", "x.md", "---\ntitle: \"T\"\ntags: [a, b]\ndate: 2025-06-03T10:00:00Z\nauthors:\n  - Ida Berg\n  - Jo Moe\npublish: true\naliases:\n---\n\nText.\n", Meta{}, corpus.Document{Kind: corpus.Note, Title: "T", Author: "Ida Berg, Jo Moe", Published: day, Text: "Text."}},
		{"a day that is none", "x.md", "---\ntitle: T\ndate: yesterday\n---\nText.", Meta{}, corpus.Document{Kind: corpus.Note, Title: "T", Text: "Text."}},
		{"two rules", "x.txt", "---\nText\n---\nhere.", Meta{Title: "T"}, corpus.Document{Kind: corpus.Article, Title: "T", Text: "---\nText\n---\nhere."}},
		{"lines of a screen's width", "x.txt", screen, Meta{Title: "T"}, corpus.Document{Kind: corpus.Article, Title: "T", Text: "The harbour master said on Monday that “the talks would resume” after a week-long break.\n\nNobody else in the harbour knew of it, said a long-serving spokesman of the dockers’ union in all the northern harbours."}},
		{"a byline", "x.txt", "Harbour talks resume\n\nBy Ida Berg\n\nThe talks resume.", Meta{}, corpus.Document{Kind: corpus.Article, Title: "Harbour talks resume", Author: "Ida Berg", Text: "Harbour talks resume\n\nBy Ida Berg\n\nThe talks resume."}},
		{"verse", "x.txt", verse, Meta{Title: "T"}, corpus.Document{Kind: corpus.Article, Title: "T", Text: verse}},
		{"front matter at standard input", "standard input", "---\nkind: note\n---\nText.", Meta{}, corpus.Document{Kind: corpus.Note, Title: "standard input", Text: "Text."}},
		{"a rule is no front matter", "x.txt", "---\nText goes on\n\nhere.", Meta{Title: "T"}, corpus.Document{Kind: corpus.Article, Title: "T", Text: "---\nText goes on\n\nhere."}},
		{"a server's own", "x.txt", "Text.", Meta{Title: "T", Guild: "1", Channel: "2"}, corpus.Document{Kind: corpus.Article, Title: "T", Guild: "1", Channel: "2", Text: "Text."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Text(tt.file, []byte(tt.data), tt.meta)
			if err != nil {
				t.Fatal(err)
			}
			tt.want.ID = corpus.NewID(tt.meta.Guild, tt.meta.Channel, tt.want.Text)
			if *got != tt.want {
				t.Errorf("got  %+v\nwant %+v", *got, tt.want)
			}
		})
	}
}

const (
	screen = "The harbour master said on Monday that “the talks\nwould resume” after a week-long break.\n\nNobody else in the harbour knew of it, said a long-\nserving spokesman of the dockers’ union in all the\nnorthern harbours.\n"
	verse  = "The harbour lay in mist and no one spoke a word,\nthe cranes\nstood still.\n\nNo ship came in,\nno ship\nwent out."
)

func TestTextRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		meta       Meta
		want       string
	}{
		{"empty.txt", " \n\n", Meta{}, "empty.txt: it is empty"},
		{"empty.md", "---\ntitle: T\n---\n", Meta{}, "empty.md: it is empty"},
		{"binary.txt", "a\x00b", Meta{}, "binary.txt: it is not text"},
		{"latin.txt", "caf\xe9", Meta{}, "latin.txt: it is not UTF-8; save it again"},
		{"long.txt", strings.Repeat("a", maxText+1), Meta{}, "long.txt: longer than 5 MB"},
		{"key.md", "---\npublsher: x\n---\nText.", Meta{}, "\"publsher\" is not known; is it publisher?"},
		{"unseen.txt", "\u200b\u200b\n", Meta{}, "unseen.txt: it is empty"},
		{"yaml.md", "---\n: : [\n---\nText.", Meta{}, "yaml.md: the front matter"},
		{"day.md", "---\npublished: 2025-13-01\n---\nText.", Meta{}, `published "2025-13-01" is no day; write it as YYYY-MM-DD`},
		{"tangled.md", strings.Repeat(">", 1<<20), Meta{}, "tangled.md: a paragraph of it has more than"},
		{"kind.txt", "Text.", Meta{Kind: "memo"}, `kind "memo" is neither article nor note`},
	} {
		_, err := Text(tt.name, []byte(tt.data), tt.meta)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want one line with %q", tt.name, err, tt.want)
		}
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"a.txt": "One.", "b/c.md": "# Two\n\nText.", "b/d.txt": "", "b/picture.png": "x", ".hidden/e.txt": "Hidden.", ".f.txt": "Hidden.",
	} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var titles, errs []string
	for d, err := range Files(t.Context(), dir, Meta{}) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		titles = append(titles, d.Title)
	}
	if strings.Join(titles, ",") != "a,Two" || len(errs) != 1 || !strings.Contains(errs[0], "d.txt: it is empty") {
		t.Errorf("got %q and errors %q", titles, errs)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "none"):         "there is no such file",
		filepath.Join(dir, "b/page.pdf"):   "page.pdf: it is no PDF",
		filepath.Join(dir, ".hidden/none"): "none",
	} {
		if strings.HasSuffix(path, ".pdf") {
			if err := os.WriteFile(path, []byte("%PDF"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		n := 0
		for _, err := range Files(t.Context(), path, Meta{}) {
			n++
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want %q", path, err, want)
			}
		}
		if n != 1 {
			t.Errorf("%s: yielded %d times", path, n)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("x.md", "---\ntitle: T\n---\n# A *b*\n\n- c\n> d\n")
	f.Add("x.txt", "One\r\nTwo\rThree")
	f.Add("x.md", "\\&amp; &#0; &lt;b&gt; `code` <i>x</i>\n***")
	f.Fuzz(func(t *testing.T, name, data string) {
		d, err := Text(name, []byte(data), Meta{})
		if err != nil {
			return
		}
		if !utf8.ValidString(d.Text) || strings.ContainsAny(d.Text, "\r\x00") || strings.TrimSpace(d.Text) == "" {
			t.Errorf("text %q", d.Text)
		}
		if d.ID != corpus.NewID("", "", d.Text) {
			t.Errorf("id %s", d.ID)
		}
	})
}
