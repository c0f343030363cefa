package index

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
)

func doc(t testing.TB, s corpus.Store, guild, channel, title, text string) corpus.ID {
	t.Helper()
	d := &corpus.Document{
		ID: corpus.NewID(guild, channel, text), Kind: corpus.Article, Guild: guild, Channel: channel, Title: title, Publisher: "The Harbour Courier",
		URL: "https://example.org/" + strings.ReplaceAll(title, " ", "-"), Published: time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC), Text: text,
	}
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
		t.Fatal(err)
	}
	return d.ID
}

func open(t testing.TB, dir string, s corpus.Store) *Index {
	t.Helper()
	ix, err := Open(t.Context(), dir, s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	if err := ix.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	return ix
}

func ask(t testing.TB, ix *Index, s Scope, q Query) *Answer {
	t.Helper()
	a, err := ix.Ask(t.Context(), s, q)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	for _, r := range append(a.Results, a.Nearest...) {
		if len(r.Citations) == 0 {
			t.Errorf("%s: no citation", q)
		}
		for _, c := range r.Citations {
			if !s.Sees(c.Doc) {
				t.Errorf("%s: cites %s of %q", q, c.Doc.ID, c.Doc.Guild)
			}
			for _, x := range c.Spans {
				_ = c.Doc.Cut(x)
			}
		}
		if !r.IsZero() && r.Text() != r.Citations[0].Doc.CutAll(r.Citations[0].Spans) {
			t.Errorf("%s: text is not the slice at its citation", q)
		}
	}
	return a
}

var texts = []string{
	"Harbour plan stalls\n\nPrime Minister Mara Lindqvist said on Monday that the harbour would stay open. \"We will not close the harbour for anyone,\" Lindqvist said. The union demanded that the government raise wages by 4 percent. Talks are planned for April 2025.",
	"Union answers\n\nUnion leader Tomas Okoro rejected the offer. \"The offer is an insult to every docker,\" Okoro told reporters on 3 March 2025. Okoro urged Lindqvist to meet the dockers.",
	"Sister speaks\n\nThe painter Elin Lindqvist opened a show in Vienna. \"Art belongs to the harbour too,\" Elin Lindqvist said.",
}

func shape(a *Answer) string {
	var b strings.Builder
	for _, r := range a.Results {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%d\n", r.Kind, r.Speaker+r.Actor, r.Date, func() string {
			if r.IsZero() {
				return r.Doc.Title
			}
			return r.Text()
		}(), len(r.Citations))
	}
	for _, c := range a.Choices {
		fmt.Fprintf(&b, "choice %s %d\n", c.Name, c.Count)
	}
	fmt.Fprintf(&b, "total %d suggestions %q searched %+v\n", a.Total, a.Suggestions, a.Searched)
	return b.String()
}

func queries() []Query {
	return []Query{WhoSaid{Who: "Lindqvist"}, WhoSaid{Who: "mara lindqvist"}, WhoSaid{Who: "the prime minister"}, WhoSaid{Words: "close the harbour"}, WhoSaid{About: "harbour"}, Demands{}, Demands{By: "Okoro"}, Timeline{}, Timeline{About: "talks"}, Search{Text: "harbour"}, Search{Text: "harbour -art"}, Search{Text: `"stay open"`}, Search{Text: "harbour outlet:courier since:2025-03"}, Sources{}, WhoSaid{Who: "Lindkvist"}, Search{Text: "harbor"}, Search{Text: "docker until:2024"}}
}

func TestAnswers(t *testing.T) {
	s := store.Memory()
	for i, x := range texts {
		doc(t, s, "", "", fmt.Sprint("T", i), x)
	}
	ix := open(t, "", s)
	for _, q := range queries() {
		t.Logf("%s\n%s", q, shape(ask(t, ix, Scope{}, q)))
	}
	for _, k := range []string{"who", "about"} {
		c, err := ix.Complete(t.Context(), Scope{}, k, "", 8)
		t.Log(k, c, err)
	}
}

func TestScopesAndDeletion(t *testing.T) {
	s := store.Memory()
	ix := open(t, "", s)
	var ids []corpus.ID
	for g := range 3 {
		for i, x := range texts {
			ids = append(ids, doc(t, s, fmt.Sprint("g", g), []string{"", "c1"}[i%2], "T", x))
		}
	}
	before := map[string]string{}
	for _, q := range queries() {
		before[q.String()] = shape(ask(t, ix, Scope{Guild: "g0", Channel: "c1"}, q))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 30 {
		doc(t, s, "g1", "", "T", texts[r.IntN(3)]+fmt.Sprint(" harbour harbour ", r.Int()))
	}
	for _, q := range queries() {
		if got := shape(ask(t, ix, Scope{Guild: "g0", Channel: "c1"}, q)); got != before[q.String()] {
			t.Errorf("%s moved by another server:\n%s\n%s", q, before[q.String()], got)
		}
		ask(t, ix, Scope{Guild: "g0"}, q)
		if a := ask(t, ix, Scope{}, q); a.Total+len(a.Nearest)+len(a.Suggestions)+len(a.Choices) > 0 {
			t.Errorf("%s: the zero scope sees a server", q)
		}
	}
	if err := s.Delete(t.Context(), ids[0]); err != nil {
		t.Fatal(err)
	}
	for _, q := range queries() {
		for _, x := range ask(t, ix, Scope{Guild: "g0", Channel: "c1"}, q).Results {
			if x.Doc.ID == ids[0] {
				t.Errorf("%s: deleted document", q)
			}
		}
	}
	if _, err := ix.Context(t.Context(), Scope{Guild: "g1"}, ids[1], []corpus.Span{{Start: 0, End: 3}}); err == nil {
		t.Error("context out of scope")
	}
	if err := ix.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestDirectory(t *testing.T) {
	s := store.Memory()
	for _, x := range texts {
		doc(t, s, "", "", "T", x)
	}
	dir := filepath.Join(t.TempDir(), "ix")
	answers := func(ix *Index) (out []string) {
		for _, q := range queries() {
			out = append(out, shape(ask(t, ix, Scope{}, q)))
		}
		return
	}
	ix := open(t, dir, s)
	want := answers(ix)
	began := time.Now()
	if _, err := Open(t.Context(), dir, s, slog.New(slog.DiscardHandler)); err == nil || time.Since(began) > time.Second {
		t.Errorf("in use: %v after %v", err, time.Since(began))
	}
	ix.Close()
	ix = open(t, dir, s)
	if got := answers(ix); !reflect.DeepEqual(got, want) {
		t.Error("reopened: other answers")
	}
	if err := ix.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := answers(ix); !reflect.DeepEqual(got, want) {
		t.Error("rebuilt: other answers")
	}
	ix.Close()
	if err := filepath.Walk(dir, func(p string, i os.FileInfo, err error) error {
		if err == nil && i.Mode().IsRegular() && strings.HasSuffix(p, ".bolt") {
			err = os.WriteFile(p, []byte("junk"), 0o600)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	ix = open(t, dir, s)
	if got := answers(ix); !reflect.DeepEqual(got, want) {
		t.Error("damaged: other answers")
	}
	ix.Close()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if got := answers(open(t, dir, s)); !reflect.DeepEqual(got, want) {
		t.Error("deleted: other answers")
	}
}

func FuzzParseSearch(f *testing.F) {
	for _, x := range []string{`a "b c" -d who:"x y" since:2025`, `“x”`, `-"`, `who:`, "é:x"} {
		f.Add(x)
	}
	s := store.Memory()
	doc(f, s, "", "", "T", texts[0])
	ix, err := Open(context.Background(), "", s, slog.New(slog.DiscardHandler))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, x string) {
		_, err := ix.Ask(t.Context(), Scope{}, Search{Text: x})
		var bad *QueryError
		if err != nil && !errors.As(err, &bad) {
			t.Fatal(err)
		}
	})
}

func BenchmarkOpen20(b *testing.B) {
	s := store.Memory()
	for i := range 20 {
		doc(b, s, "", "", "T", strings.Repeat(texts[i%3]+"\n", 6)+fmt.Sprint(i))
	}
	for b.Loop() {
		ix, _ := Open(b.Context(), "", s, slog.New(slog.DiscardHandler))
		if err := ix.Sync(b.Context()); err != nil {
			b.Fatal(err)
		}
		ix.Close()
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		s, t Scope
		want bool
	}{
		{Scope{}, Scope{}, true},
		{Scope{Guild: "g", Channel: "a"}, Scope{}, true},
		{Scope{}, Scope{Guild: "g", Channel: "a"}, false},
		{Scope{Guild: "g", Channel: "a", Channels: []string{"b", "c"}}, Scope{Guild: "g", Channel: "b", Channels: []string{"a"}}, true},
		{Scope{Guild: "g", Channel: "a", Channels: []string{"b"}}, Scope{Guild: "g", Channel: "b", Channels: []string{"c"}}, false},
		{Scope{Guild: "h", Channel: "a"}, Scope{Guild: "g", Channel: "a"}, false},
	} {
		if got := c.s.Covers(c.t); got != c.want {
			t.Errorf("%+v covers %+v: %v", c.s, c.t, got)
		}
	}
}
