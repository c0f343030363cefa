package quote

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/segment"
)

var update = flag.Bool("update", false, "rewrite the expected part of the golden files")

func find(text string) (*corpus.Document, []corpus.Attribution, *entity.Set) {
	d := &corpus.Document{Text: text}
	t := segment.Split(text)
	e := entity.Find(d, t)
	return d, Find(d, t, e), e
}

// format prints attributions one line each, empty parts left out.
func format(d *corpus.Document, all []corpus.Attribution) string {
	var b strings.Builder
	for _, a := range all {
		fmt.Fprintf(&b, "%s", a.Mode)
		part := func(name, value string) {
			if value != "" {
				fmt.Fprintf(&b, "\n\t%s: %s", name, value)
			}
		}
		part("content", d.CutAll(a.Content))
		part("cue", d.CutAll(a.Cue))
		part("source", d.CutAll(a.Source))
		part("speaker", a.Speaker)
		part("chain", strings.Join(a.Chain, " > "))
		part("to", d.Cut(a.Addressee))
		part("repeats", d.CutAll(a.Repeats))
		if a.Anonymous {
			part("anonymous", d.Cut(a.Evidence))
		}
		if !a.Speech {
			part("speech", "no")
		}
		if a.Negated {
			part("negated", "yes")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestFind compares the attributions of invented texts with the golden files: pairs of a text and what is expected of it.
func TestFind(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("golden files: %v, %v", files, err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			text, want := archive.Files[i], &archive.Files[i+1]
			t.Run(filepath.Base(name)+"/"+text.Name, func(t *testing.T) {
				d, all, _ := find(strings.TrimSpace(string(text.Data)))
				got := format(d, all)
				if *update {
					want.Data = []byte(got)
				} else if got != string(want.Data) {
					t.Errorf("%s\ngot:\n%s\nwant:\n%s", text.Data, got, want.Data)
				}
			})
		}
		if *update {
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// FuzzFind states the laws: spans lie inside the text on character borders, every attribution has a
// content, entities exist, and whoever is named stands in the text.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"", "\"", "said", `"A," he said, "B."`, "“Open\n“and close,” said Mara Lindqvist.", "According to", "X: ‘Y z’", "a said \xff b",
		"Mara Lindqvist, the minister, told the Gazette that \"it\" was „fine”, adding that «no».\n\"It was fine.\"",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?") // documents are UTF-8
		d, all, e := find(text)
		a := corpus.Annotations{Attributions: all, Entities: e.Entities}
		if err := a.Check(d); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for _, x := range all {
			if !strings.Contains(text, x.Speaker) {
				t.Fatalf("%q: speaker %q is not in it", text, x.Speaker)
			}
			if x.Confidence < 0 || x.Confidence > 1 {
				t.Fatalf("%q: confidence %v", text, x.Confidence)
			}
		}
	})
}

// BenchmarkAttribution runs the whole step, from text to named speakers: segments, entities and attributions. The texts are those of the
// reference data when it is there, else the golden ones, which hold three times as many quotations.
func BenchmarkAttribution(b *testing.B) {
	var texts []string
	size := 0
	if dir := os.Getenv("BRIEFBOT_SHARED"); dir != "" {
		for _, g := range readGold(b, dir) {
			texts = append(texts, g.Text)
		}
	} else {
		archive, err := txtar.ParseFile("testdata/direct.txtar")
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; i < len(archive.Files); i += 2 {
			texts = append(texts, string(archive.Files[i].Data))
		}
	}
	for _, x := range texts {
		size += len(x)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, x := range texts {
			find(x)
		}
	}
}
