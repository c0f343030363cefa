package index

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
)

var updateDigest = flag.Bool("update-digest", false, "write the digests into their golden file")

// papers are two days' news of one harbour.
var papers = []paper{
	{publisher: "Harbour Courier", title: "Dockers want more", day: 3, kind: corpus.Article, text: `Dockers want more

Union leader Tomas Okoro demanded that the port company raise wages by 4 percent. "Our dockers have waited for three long years," Okoro said on Monday. The harbour council will meet on 6 March 2025. The port company plans to open the new pier on 14 March 2025.`},
	{publisher: "Evening Bell", title: "Company says no", day: 5, kind: corpus.Article, text: `Company says no

The port company rejected the demand of union leader Tomas Okoro that the port company raise wages by 4 percent. "Our dockers have waited for three long years," Okoro had said on Monday. "Nobody will be dismissed this spring," said Mara Lindqvist, the director of the port company. "We shall look at the books again," Lindqvist added. The dockers will vote on a strike on 9 March 2025.`},
	{publisher: "", title: "Note on the pier", day: 5, kind: corpus.Note, guild: "g1", text: `The pier opens on 14 March 2025, says the harbour office.`},
	{publisher: "Secret Wire", title: "Secret", day: 5, kind: corpus.Article, guild: "g2", text: `Secret

"Nobody else may read this sentence here," said Olof Hidden. Olof Hidden demanded that the council resign.`},
	{publisher: "Secret Wire", title: "Restricted", day: 5, kind: corpus.Article, guild: "g1", channel: "c9", text: `Restricted

"This is for one channel of ours only," said Berta Closed.`},
}

// paper is a document of a day of March 2025.
type paper struct {
	guild, channel, publisher, title, text string
	kind                                   corpus.Kind
	day                                    int
}

func importPaper(t *testing.T, s corpus.Store, n int) {
	t.Helper()
	papers[n].put(t, s)
}

func (p paper) put(t *testing.T, s corpus.Store) {
	t.Helper()
	d := &corpus.Document{
		ID: corpus.NewID(p.guild, p.channel, p.text), Kind: p.kind, Guild: p.guild, Channel: p.channel, Title: p.title, Publisher: p.publisher, Author: "A. Writer",
		Published: time.Date(2025, 3, p.day, 0, 0, 0, 0, time.UTC), Text: p.text,
	}
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
		t.Fatal(err)
	}
}

func news(t *testing.T, ix *Index, s Scope, after, upto uint64, day, passed int) *Digest {
	t.Helper()
	n := News{After: after, Upto: upto, Day: time.Date(2025, 3, day, 0, 0, 0, 0, time.UTC)}
	if passed > 0 {
		n.Passed = time.Date(2025, 3, passed, 0, 0, 0, 0, time.UTC)
	}
	d, err := ix.Digest(t.Context(), s, n)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// written writes a digest for the golden file, and checks the laws: words are slices of what the scope sees.
func written(t *testing.T, s Scope, d *Digest) string {
	t.Helper()
	var b strings.Builder
	line := func(head string, r Result) {
		text := "-"
		if !r.IsZero() {
			text = r.Text()
		}
		var cited []string
		for _, c := range r.Citations {
			if !s.Sees(c.Doc) {
				t.Errorf("%s cites %s, which is not to be seen", head, c.Doc.Title)
			}
			cited = append(cited, fmt.Sprintf("%s ¶%d", c.Doc.Title, c.Paragraph))
		}
		fmt.Fprintf(&b, "%s | %s | %s\n", head, strings.ReplaceAll(text, "\n", " "), strings.Join(cited, "; "))
	}
	for _, r := range d.Articles {
		line("article", r)
	}
	for _, r := range d.Notes {
		line("note", r)
	}
	for _, x := range d.Demands {
		line(fmt.Sprintf("%s %s %s→%s %s", x.Change, x.Kind, x.Actor, x.Target, x.Status), x.Result)
		if !x.Before.IsZero() {
			fmt.Fprintf(&b, "  earlier | %s | %s\n", x.Before.Text(), x.BeforeAt.Doc.Title)
		}
		for _, a := range x.Answers {
			fmt.Fprintf(&b, "  %s | %s | %s\n", a.Status, a.Text(), a.Citation.Doc.Title)
		}
	}
	for _, r := range d.Quotes {
		line("quote "+r.Kind+" "+r.Speaker, r)
	}
	for _, r := range d.Ahead {
		line("ahead "+r.Date, r)
	}
	for _, r := range d.Soon {
		line("soon "+r.Date, r)
	}
	for _, r := range d.Passed {
		line("passed "+r.Date, r)
	}
	for _, r := range d.Dates {
		line("date "+r.Date, r)
	}
	for _, r := range d.Others {
		line("said by "+r.Speaker, r)
	}
	fmt.Fprintf(&b, "searched %d and %d\n", d.Searched.Documents, d.Searched.Notes)
	return b.String()
}

// compare holds a digest to its golden file.
func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *updateDigest {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDigest(t *testing.T) {
	s := store.Memory()
	ix := open(t, "", s)
	importPaper(t, s, 0)
	first := news(t, ix, Scope{}, 0, 1, 4, 0)
	for n := 1; n < len(papers); n++ {
		importPaper(t, s, n)
	}
	home := Scope{Guild: "g1", Channel: "c1"}
	got := "-- first --\n" + written(t, Scope{}, first) +
		"-- second --\n" + written(t, home, news(t, ix, home, 1, 5, 8, 4)) +
		"-- restricted --\n" + written(t, Scope{Guild: "g1", Channel: "c9"}, news(t, ix, Scope{Guild: "g1", Channel: "c9"}, 4, 5, 8, 4))
	compare(t, "digest.txt", got)
	if again := news(t, ix, home, 5, 5, 8, 8); !again.Empty() || len(again.Demands)+len(again.Quotes) > 0 {
		t.Errorf("nothing is new, and there is\n%s", written(t, home, again))
	}
}

// daysOfMills are three days' news of one dispute: what was wanted on one day is answered, or wanted otherwise, on a later one.
var daysOfMills = [][]paper{
	{
		{publisher: "Valley Gazette", title: "Weavers want shorter nights", day: 10, text: `Weavers want shorter nights

Union leader Petra Halloran demanded that the mill owners raise wages by 9 percent. France wants Norway to reopen the old mill road. The owners must answer by 14 March 2025. Since 2019, nobody has asked the weavers.

"We weave all night and we sleep at the loom," Halloran said on Monday.`},
	},
	{
		{publisher: "Valley Gazette", title: "Norway rejects road demand", day: 11, text: `Norway rejects road demand

Norway refused to reopen the old mill road. "A road is not a present," said Norwegian transport minister Ingrid Solheim.

Miller Josef Adler called on the weavers to "sleep at home." He said that the looms needed rest.`},
		{publisher: "Evening Bell", title: "Looms by night", day: 11, text: `Looms by night

"We weave all night and we sleep at the loom," Petra Halloran had said on Monday. "My grandmother wove by daylight, and she wove better," said weaver Amira Santos.`},
	},
	{
		{publisher: "Valley Gazette", title: "Weavers lower their claim", day: 12, text: `Weavers lower their claim

Union leader Petra Halloran demanded that the mill owners raise wages by 6 percent. A meeting of weavers and owners is planned for the coming weeks.`},
	},
}

func TestDigestOfDays(t *testing.T) {
	s := store.Memory()
	ix := open(t, "", s)
	var b strings.Builder
	after := uint64(0)
	for i, papers := range daysOfMills {
		for _, p := range papers {
			p.kind = corpus.Article
			p.put(t, s)
		}
		upto, err := s.Last(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "-- day %d --\n%s", i+1, written(t, Scope{}, news(t, ix, Scope{}, after, upto, 11+i, 10+i)))
		after = upto
	}
	compare(t, "digest_days.txt", b.String())
}

// TestDigestPassed tells of a plan of which nothing was heard, though its people were in the news, and not of one that was carried out in other words.
func TestDigestPassed(t *testing.T) {
	s := store.Memory()
	ix := open(t, "", s)
	paper{title: "Plans", kind: corpus.Article, day: 3, text: "Plans\n\nPrime Minister Anna Maria Bergholt will address the nation on 5 March 2025. Foreign Minister Carl Gustav Tveit will visit Oslo on 5 March 2025. " +
		"The dockers will vote on a strike on 5 March 2025."}.put(t, s)
	paper{title: "News", kind: corpus.Article, day: 6, text: "News\n\nIn a televised address, Bergholt asked for patience. Foreign Minister Carl Gustav Tveit called the budget a scandal. " +
		"Bakers ended their strike after a vote."}.put(t, s)
	var passed []string
	for _, r := range news(t, ix, Scope{}, 1, 2, 7, 4).Passed {
		passed = append(passed, r.Text())
	}
	if got := strings.Join(passed, "; "); got != "Foreign Minister Carl Gustav Tveit will visit Oslo on 5 March 2025" {
		t.Errorf("passed without news: %s", got)
	}
}

// TestDigestQuotesInTurn wants the first quotations from different papers, though one of them has more speakers than the list is long.
func TestDigestQuotesInTurn(t *testing.T) {
	s := store.Memory()
	ix := open(t, "", s)
	text := "At the quay\n\n"
	for i, name := range []string{"Ada Bergholt", "Jonas Tveit", "Clara Ostrow", "Pavel Immer", "Rosa Lindt", "Otto Quade"} {
		text += fmt.Sprintf("\"We have carried the %d heavy sacks along this quay,\" %s said.\n\n", i+2, name)
	}
	paper{title: "At the quay", publisher: "Harbour Courier", kind: corpus.Article, day: 4, text: text}.put(t, s)
	paper{title: "In the hall", publisher: "Evening Bell", kind: corpus.Article, day: 3, text: "In the hall\n\n\"The roof of this hall has leaked since the spring,\" Milena Zorn said."}.put(t, s)
	var voices []string
	for _, r := range news(t, ix, Scope{}, 0, 2, 5, 0).Quotes {
		voices = append(voices, r.Speaker)
	}
	if len(voices) != 7 || voices[1] != "Milena Zorn" {
		t.Errorf("the voices are %q", voices)
	}
}

// TestDigestOfMany lists every new document once, also where there are more than are read.
func TestDigestOfMany(t *testing.T) {
	s := store.Memory()
	ix := open(t, "", s)
	const many = digestReads + 20
	for n := range many {
		d := &corpus.Document{Kind: corpus.Article, Title: fmt.Sprint("Paper ", n), Text: fmt.Sprintf("Lamp %d was lit.", n)}
		d.ID = corpus.NewID("", "", d.Text)
		if _, err := s.Put(t.Context(), &corpus.Record{Document: *d}); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]int{}
	after := uint64(0)
	for _, upto := range []uint64{many - 1, many} {
		d := news(t, ix, Scope{}, after, upto, 5, 0)
		for _, r := range d.Articles {
			seen[r.Doc.Title]++
		}
		if d.Unlisted > 0 || len(d.Articles) != int(upto-after) {
			t.Errorf("after %d: %d listed, %d not", after, len(d.Articles), d.Unlisted)
		}
		after = upto
	}
	for n := range many {
		if title := fmt.Sprint("Paper ", n); seen[title] != 1 {
			t.Errorf("%s is listed %d times", title, seen[title])
		}
	}
}

// TestDigestOnce stores a document again with other annotations, as a newer extractor does: it is not new again. One that is deleted is in no digest.
func TestDigestOnce(t *testing.T) {
	s := store.Memory()
	ix := open(t, "", s)
	importPaper(t, s, 0)
	importPaper(t, s, 1)
	r, err := s.Get(t.Context(), corpus.NewID("", "", papers[0].text))
	if err != nil {
		t.Fatal(err)
	}
	r.Extractor = "newer"
	if _, err := s.Put(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if d := news(t, ix, Scope{}, 1, 9, 6, 0); len(d.Articles) != 1 || d.Articles[0].Doc.Title != papers[1].title {
		t.Errorf("new: %s", written(t, Scope{}, d))
	}
	if err := s.Delete(t.Context(), corpus.NewID("", "", papers[1].text)); err != nil {
		t.Fatal(err)
	}
	if d := news(t, ix, Scope{}, 1, 9, 6, 0); !d.Empty() || len(d.Demands)+len(d.Quotes)+len(d.Dates) > 0 {
		t.Errorf("after the deletion: %s", written(t, Scope{}, d))
	}
}

// BenchmarkDigest gathers one new document among many old ones.
func BenchmarkDigest(b *testing.B) {
	s := store.Memory()
	ix := open(b, "", s)
	const old = 500
	for n := range old + 1 {
		doc(b, s, "", "", fmt.Sprint(n), fmt.Sprintf("Paper %d\n\n%s On day %d the council will meet on %d %s 2025.", n, texts[n%len(texts)], n, 1+n%28, time.Month(1+n%12)))
	}
	if err := ix.Sync(b.Context()); err != nil {
		b.Fatal(err)
	}
	n := News{After: old, Upto: old + 1, Day: time.Date(2025, 3, 5, 0, 0, 0, 0, time.UTC), Passed: time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC)}
	for b.Loop() {
		if _, err := ix.Digest(b.Context(), Scope{}, n); err != nil {
			b.Fatal(err)
		}
	}
}
