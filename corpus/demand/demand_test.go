package demand_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/demand"
)

var update = flag.Bool("update", false, "rewrite the want parts of testdata/*.txtar")

// format writes one record a line, with the roles as they stand in the text.
func format(d *corpus.Document, found []corpus.Demand) string {
	var b strings.Builder
	for _, x := range found {
		if x.Confidence < demand.Threshold {
			continue
		}
		fmt.Fprintf(&b, "%s", x.Kind)
		if x.Negated {
			b.WriteString(" not")
		}
		for _, p := range []struct {
			name string
			span corpus.Span
		}{{"actor", x.Actor}, {"for", x.ActorRef}, {"target", x.Target}, {"cue", x.Cue}, {"object", x.Object}, {"exchange", x.Exchange}} {
			if !p.span.IsZero() {
				fmt.Fprintf(&b, " %s=%q", p.name, d.Cut(p.span))
			}
		}
		if x.Status != "" {
			fmt.Fprintf(&b, " status=%s", x.Status)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestFind compares the records of invented texts, one phenomenon a file, with those written down.
func TestFind(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for i := 0; i+1 < len(a.Files); i += 2 {
				d, found := find(strings.TrimSpace(string(a.Files[i].Data)))
				got := format(d, found)
				if *update {
					a.Files[i+1].Data = []byte(got)
				} else if want := string(a.Files[i+1].Data); got != want {
					t.Errorf("%s\n%s", d.Text, cmp.Diff(want, got))
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// FuzzFind holds the laws: spans lie in the text on the borders of characters, a record has a cue and evidence around it.
func FuzzFind(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range files {
		a, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for i := 0; i < len(a.Files); i += 2 {
			f.Add(string(a.Files[i].Data))
		}
	}
	f.Add("\"“ to to to ( [ , , ; demand that demand that if only if")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		d, found := find(text)
		if d.Text != text {
			t.Fatal("the text was changed")
		}
		all := corpus.Annotations{Demands: append([]corpus.Demand(nil), found...)}
		for i := range all.Demands {
			all.Demands[i].ActorEntity, all.Demands[i].TargetEntity = corpus.None, corpus.None
		}
		if err := all.Check(d); err != nil {
			t.Fatal(err)
		}
		for _, x := range found {
			if x.Cue.Len() == 0 || !x.Evidence.Contains(x.Cue) || x.Confidence < 0 || x.Confidence > 1 {
				t.Fatalf("cue %v, evidence %v, confidence %v", x.Cue, x.Evidence, x.Confidence)
			}
		}
	})
}

// BenchmarkFind measures the extractor alone, with names and quotations already found.
func BenchmarkFind(b *testing.B) {
	a, err := txtar.ParseFile("testdata/verbs.txtar")
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for text.Len() < 60_000 {
		for i := 0; i < len(a.Files); i += 2 {
			text.Write(a.Files[i].Data)
			text.WriteByte('\n')
		}
	}
	d, t, e, q := prepare(text.String())
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		demand.Find(d, t, e, q)
	}
}
