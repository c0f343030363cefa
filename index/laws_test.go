package index_test

import (
	"context"
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
	"example.org/briefbot/index"
)

// The words that random documents are made of: names, cues, demands, dates, marks that break naive cutting.
var (
	speakers = []string{"Mara Lindqvist", "Tomas Okoro", "the harbour master", "a senior dock official", "Ms. Lindqvist", "She", "the Quay Union"}
	clauses  = []string{
		"the pier stays open", "Norway will sign in July", "nobody was told", "the port must give the union longer breaks", "talks began on 3 June 2025",
		"wages rise by 3.5 percent", "the café “Ännchen” closes", "🚢 ships wait", "they met last Friday in Oslo",
	}
	shapes = []string{
		"“%[2]s,” said %[1]s.", "%[1]s said that %[2]s.", "\"%[2]s,\" %[1]s said, adding that “%[3]s”.", "According to %[1]s, %[2]s.",
		"%[1]s demanded that %[2]s in exchange for a promise that %[3]s.", "%[2]s; %[3]s.", "On Monday, %[2]s, %[1]s told The Quay.", "“%[2]s.\n\n“%[3]s,” %[1]s wrote.",
	}
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

func randomDocument(r *rand.Rand, guild, channel string) *corpus.Document {
	var b strings.Builder
	fmt.Fprintf(&b, "Harbour news %d\n\n", r.IntN(1000))
	for range 2 + r.IntN(8) {
		fmt.Fprintf(&b, pick(r, shapes), pick(r, speakers), pick(r, clauses), pick(r, clauses))
		b.WriteString(pick(r, []string{" ", "\n\n", "\n"}))
	}
	d := &corpus.Document{
		Kind: corpus.Article, Guild: guild, Channel: channel, Title: fmt.Sprintf("News %d", r.IntN(1000)), Publisher: "The Quay",
		URL: "https://quay.example/" + fmt.Sprint(r.IntN(1000)), Published: time.Date(2025, 6, 1+r.IntN(28), 0, 0, 0, 0, time.UTC), Text: strings.TrimSpace(b.String()),
	}
	d.ID = corpus.NewID(guild, channel, d.Text)
	return d
}

func put(t *testing.T, s corpus.Store, docs ...*corpus.Document) {
	t.Helper()
	for _, d := range docs {
		a, err := extract.Annotate(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
			t.Fatal(err)
		}
	}
}

func open(t *testing.T, dir string, s corpus.Store) *index.Index {
	t.Helper()
	ix, err := index.Open(t.Context(), dir, s, slog.New(slog.DiscardHandler))
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

func questions() []index.Query {
	june := index.Period{Since: time.Date(2025, 6, 10, 0, 0, 0, 0, time.UTC)}
	return []index.Query{
		index.WhoSaid{Who: "Lindqvist"},
		index.WhoSaid{Who: "the harbour master"},
		index.WhoSaid{Words: "pier stays"},
		index.WhoSaid{About: "wages"},
		index.WhoSaid{Kind: corpus.Direct},
		index.WhoSaid{Kind: corpus.Indirect, Period: june},
		index.Demands{},
		index.Demands{By: "Okoro"},
		index.Demands{About: "breaks"},
		index.Timeline{},
		index.Timeline{Who: "Lindqvist"},
		index.Timeline{About: "talks", Period: june},
		index.Search{Text: "pier open"},
		index.Search{Text: `"longer breaks" -wages`},
		index.Search{Text: "who:Okoro ships"},
		index.Sources{},
		index.Sources{About: "harbour"},
	}
}

// all asks every page of q.
func all(t *testing.T, ix *index.Index, s index.Scope, q index.Query) []index.Result {
	t.Helper()
	var out []index.Result
	for page := 1; ; page++ {
		a, err := ix.Ask(t.Context(), s, q.At(page))
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		out = append(append(out, a.Results...), a.Nearest...)
		if page >= a.Pages {
			if len(a.Results)+(a.Pages-1)*index.PageSize != a.Total && a.Pages > 0 {
				t.Errorf("%s: %d results on the last of %d pages, %d in all", q, len(a.Results), a.Pages, a.Total)
			}
			return out
		}
	}
}

// verbatim checks that every excerpt and citation of r is a slice of a document of docs.
func verbatim(t *testing.T, q index.Query, r index.Result, docs map[corpus.ID]*corpus.Document) {
	t.Helper()
	if len(r.Citations) == 0 {
		t.Errorf("%s: a result without citation: %+v", q, r)
	}
	for _, e := range []index.Excerpt{r.Excerpt, r.Introduced, r.Object, r.Exchange, r.Answered, r.Before} {
		if e.IsZero() {
			continue
		}
		d := docs[e.Doc.ID]
		if d == nil || e.Text() != d.CutAll(e.Spans) {
			t.Errorf("%s: %q is not in its document", q, e.Text())
		}
	}
	for _, c := range r.Citations {
		d := docs[c.Doc.ID]
		if d == nil {
			t.Errorf("%s: cites %s, which is not there", q, c.Doc.ID)
			continue
		}
		for _, s := range c.Spans {
			if s.Start < 0 || s.End > len(d.Text) || s.Start >= s.End {
				t.Errorf("%s: cites %v of %d bytes", q, s, len(d.Text))
			}
		}
	}
	for _, name := range []string{r.Speaker, r.Actor, r.Target} {
		if name != "" && !strings.Contains(docs[r.Citations[0].Doc.ID].Text, name) {
			t.Errorf("%s: the name %q does not stand in the document", q, name)
		}
	}
}

func TestAnswersAreVerbatimAndScoped(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	s := store.Memory()
	docs := map[corpus.ID]*corpus.Document{}
	for i := range 60 {
		d := randomDocument(r, []string{"", "1", "2"}[i%3], []string{"", "10"}[i/3%2])
		if d.Guild == "" {
			d.Channel = ""
			d.ID = corpus.NewID("", "", d.Text)
		}
		docs[d.ID] = d
		put(t, s, d)
	}
	ix := open(t, "", s)
	found := 0
	for _, scope := range []index.Scope{{}, {Guild: "1", Channel: "11"}, {Guild: "1", Channel: "10"}, {Guild: "2", Channel: "20"}, {Guild: "3", Channel: "30"}} {
		for _, q := range questions() {
			for _, res := range all(t, ix, scope, q) {
				found++
				verbatim(t, q, res, docs)
				for _, c := range res.Citations {
					if !scope.Sees(c.Doc) {
						t.Errorf("%s in %+v shows a document of server %q, channel %q", q, scope, c.Doc.Guild, c.Doc.Channel)
					}
				}
			}
		}
	}
	if found < 500 {
		t.Errorf("only %d results: the questions test nothing", found)
	}
}

func TestServersAreDisjoint(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	s := store.Memory()
	for i := range 20 {
		put(t, s, randomDocument(r, fmt.Sprint(1+i%2), ""))
	}
	ix := open(t, "", s)
	alone := all(t, ix, index.Scope{Guild: "1"}, index.Search{Text: "pier"})
	for c, err := range s.Since(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if rec, err := s.Get(t.Context(), c.ID); err != nil {
			t.Fatal(err)
		} else if rec.Guild == "2" {
			if err := s.Delete(t.Context(), c.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := ix.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := all(t, ix, index.Scope{Guild: "1"}, index.Search{Text: "pier"}); !sameTexts(got, alone) {
		t.Errorf("deleting another server's documents changes this server's answer:\n%q\n%q", texts(got), texts(alone))
	}
	if got := all(t, ix, index.Scope{Guild: "2"}, index.Sources{}); len(got) != 0 {
		t.Errorf("deleted documents are still there: %d", len(got))
	}
}

func texts(rs []index.Result) []string {
	var out []string
	for _, r := range rs {
		out = append(out, r.Citations[0].Doc.Title+": "+r.Text())
	}
	return out
}

func sameTexts(a, b []index.Result) bool { return reflect.DeepEqual(texts(a), texts(b)) }

func TestTheIndexIsDerived(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	s := store.Memory()
	var docs []*corpus.Document
	for range 15 {
		docs = append(docs, randomDocument(r, "", ""))
	}
	put(t, s, docs...)

	dir := filepath.Join(t.TempDir(), "index")
	answers := func(ctx context.Context) map[string][]string {
		ix, err := index.Open(ctx, dir, s, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		defer ix.Close()
		if err := ix.Sync(ctx); err != nil {
			t.Fatal(err)
		}
		if err := ix.Check(ctx); err != nil {
			t.Errorf("check: %v", err)
		}
		got := map[string][]string{}
		for _, q := range questions() {
			got[q.String()] = texts(all(t, ix, index.Scope{}, q))
		}
		return got
	}
	want := answers(t.Context())
	put(t, s, docs...) // the same again
	for _, what := range []struct {
		name   string
		damage func() error
	}{
		{"the same documents again", func() error { return nil }},
		{"the directory is deleted", func() error { return os.RemoveAll(dir) }},
		{"a file of it is damaged", func() error {
			return filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
				if err != nil || e.IsDir() || filepath.Ext(p) != ".json" && filepath.Ext(p) != ".zap" && filepath.Ext(p) != ".bolt" {
					return err
				}
				return os.WriteFile(p, []byte("damaged"), 0o600)
			})
		}},
	} {
		if err := what.damage(); err != nil {
			t.Fatal(err)
		}
		if got := answers(t.Context()); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the answers differ", what.name)
		}
	}
}

func TestOnePersonUnderManyNames(t *testing.T) {
	s := store.Memory()
	for i, text := range []string{
		"“The pier stays open,” said Norwegian Foreign Minister Mara Lindqvist.\n\n“Nobody was told,” Lindqvist said.",
		"Foreign Minister Mara Lindqvist arrived.\n\n“Ships will wait,” the minister said.",
		"“No comment on the café,” said Tomas Okoro.",
	} {
		put(t, s, &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: fmt.Sprint(i), Published: time.Date(2025, 6, 3, 0, 0, 0, 0, time.UTC), Text: text})
	}
	ix := open(t, "", s)
	want := texts(all(t, ix, index.Scope{}, index.WhoSaid{Who: "Mara Lindqvist"}))
	if len(want) != 3 {
		t.Errorf("got %q", want)
	}
	for _, name := range []string{"lindqvist", "LINDQVIST", "Líndqvist", "the foreign minister", "Foreign Minister Mara Lindqvist"} {
		if got := texts(all(t, ix, index.Scope{}, index.WhoSaid{Who: name})); !reflect.DeepEqual(got, want) {
			t.Errorf("who:%q gives %q, want %q", name, got, want)
		}
	}
	a, err := ix.Ask(t.Context(), index.Scope{}, index.WhoSaid{Who: "Lindkvist"})
	if err != nil {
		t.Fatal(err)
	}
	if a.Total != 0 || len(a.Suggestions) == 0 || a.Suggestions[0] != "Mara Lindqvist" || a.Searched.Documents != 3 {
		t.Errorf("an unknown name gives %d results, suggestions %q, searched %+v", a.Total, a.Suggestions, a.Searched)
	}
}

func TestTwoPeopleOfOneSurnameAreNotMerged(t *testing.T) {
	s := store.Memory()
	for _, text := range []string{"“The pier stays open,” said Mara Lindqvist.", "“The pier closes,” said Olof Lindqvist."} {
		put(t, s, &corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Title: text[:9], Text: text})
	}
	ix := open(t, "", s)
	a, err := ix.Ask(t.Context(), index.Scope{}, index.WhoSaid{Who: "Lindqvist"})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Results) != 0 || len(a.Choices) != 2 {
		t.Errorf("got results %q and choices %+v", texts(a.Results), a.Choices)
	}
}
