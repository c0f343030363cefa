package render

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// harbour is a digest with something in every part.
func harbour() (*index.Digest, DigestFrame) {
	day := func(d int) time.Time { return time.Date(2025, 3, d, 0, 0, 0, 0, time.UTC) }
	courier := &corpus.Document{
		ID: "00000000000000a1", Kind: corpus.Article, Title: "Company says no", Publisher: "Evening Bell", URL: "https://bell.example/no", Published: day(5),
		Text: "The port company rejected the demand that it raise wages by 4 percent. “Nobody will be dismissed this spring,” said Mara Lindqvist. The dockers will vote on a strike on 9 March 2025.",
	}
	old := &corpus.Document{
		ID: "00000000000000a2", Kind: corpus.Article, Title: "Dockers want more", Publisher: "Harbour Courier", Published: day(3),
		Text: "Union leader Tomas Okoro demanded that the port company raise wages by 4 percent. The harbour council will meet on 6 March 2025.",
	}
	note := &corpus.Document{ID: "00000000000000a3", Kind: corpus.Note, Title: "Note: the @everyone pier", Author: "A. Writer", Published: day(5), Text: "The pier opens on 14 March 2025."}
	at := func(d *corpus.Document, words string) index.Result {
		i := strings.Index(d.Text, words)
		spans := []corpus.Span{{Start: i, End: i + len(words)}}
		link := ""
		if d.URL != "" {
			link = d.URL + "#:~:text=" + words[:4]
		}
		return index.Result{
			Excerpt: index.Excerpt{Doc: d, Spans: spans}, Confidence: 1, Date: d.Published.Format(time.DateOnly), DateFrom: "publication",
			Citations: []index.Citation{{Doc: d, Paragraph: 1, Spans: spans, Link: link}},
		}
	}
	whole := func(d *corpus.Document) index.Result {
		return index.Result{Excerpt: index.Excerpt{Doc: d}, Citations: []index.Citation{{Doc: d, Paragraph: 1, Link: d.URL}}}
	}
	answered := at(courier, "The port company rejected the demand that it raise wages by 4 percent.")
	answered.Kind, answered.Actor, answered.Target, answered.Status = "demand", "Tomas Okoro", "the port company", "refused"
	before := at(old, "Union leader Tomas Okoro demanded that the port company raise wages by 4 percent.")
	answered.Before, answered.BeforeAt = before.Excerpt, before.Citations[0]
	said := at(courier, "“Nobody will be dismissed this spring,”")
	said.Kind, said.Speaker = "direct", "Mara Lindqvist"
	dated := func(d *corpus.Document, words, date, when string) index.Result {
		r := at(d, words)
		r.Date, r.DateFrom, r.Precision, r.When = date, "text", "day", when
		return r
	}
	d := &index.Digest{
		Articles: []index.Result{whole(courier)}, Notes: []index.Result{whole(note)}, Quotes: []index.Result{said},
		Demands: []index.Development{{Result: answered, Change: index.ChangeAnswered}},
		Ahead:   []index.Result{dated(courier, "The dockers will vote on a strike on 9 March 2025", "2025-03-09", "planned")},
		Passed:  []index.Result{dated(old, "The harbour council will meet on 6 March 2025", "2025-03-06", "was planned")},
		Soon:    []index.Result{dated(courier, "The dockers will vote on a strike", "2025-03-05/..", "planned")},
		Dates:   []index.Result{dated(courier, "The dockers will vote on a strike on 9 March 2025", "2025-03-09", "planned")},
		Searched: index.Searched{
			Documents: 2, Notes: 1, From: day(3), To: day(5),
		},
	}
	return d, DigestFrame{
		Day: day(8), Since: day(5), Due: time.Date(2025, 3, 8, 9, 0, 0, 0, time.UTC), Unknown: true, Next: time.Date(2025, 3, 10, 9, 0, 0, 0, time.UTC),
		Button:  func(action string) string { return "d " + action + " 2025-03-08" },
		Picture: &File{Name: "timeline.png", Description: "Timeline", Data: []byte("png")},
	}
}

func TestDigestGolden(t *testing.T) {
	d, f := harbour()
	m := Digest(d, f)
	checkLimits(t, m)
	var b strings.Builder
	section := func(name string, m Message) {
		fmt.Fprintf(&b, "-- %s --\n", name)
		if err := Plain(&b, m, 80); err != nil {
			t.Fatal(err)
		}
	}
	section("message", m)
	b.WriteString("-- discord --\n" + format(m))
	section("more", DigestPage(d, f, 1))
	b.WriteString("-- file --\n" + string(DigestFile(d, f).Files[0].Data))
	section("nothing new", Digest(&index.Digest{}, DigestFrame{Day: f.Day, Next: f.Next, Button: f.Button}))
	path := filepath.Join("testdata", "digest.txt")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if image := m.Embeds[len(m.Embeds)-1].Image; image == nil || image.URL != "attachment://timeline.png" {
		t.Errorf("picture: %+v", image)
	}
}

// Whatever a digest holds, it is one message within Discord's limits, its pages too; the words that are shown are the documents', and what is not
// shown is counted and stands in the file.
func TestDigestLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	rounds := 30
	if testing.Short() {
		rounds = 8
	}
	for i := range rounds {
		d, f := randomDigest(rng)
		m := Digest(d, f)
		checkLimits(t, m)
		for _, e := range m.Embeds {
			if n := units(e.Title); n > 256 {
				t.Errorf("title of %d", n)
			}
		}
		pages := 1 + (len(d.Articles)+len(d.Notes)+len(d.Demands)+len(d.Quotes)+len(d.Ahead)+len(d.Passed)+len(d.Dates))/pageCards
		for page := range pages {
			checkLimits(t, DigestPage(d, f, page+1))
		}
		file := DigestMarkdown(d, f)
		for _, x := range d.Demands {
			if len(x.Spans) > 0 && !strings.Contains(shown(strings.ReplaceAll(file, "  \n", "\n")), clean(x.Text())) {
				t.Errorf("the file lacks %q", x.Text())
			}
		}
		if t.Failed() {
			t.Fatalf("digest %d:\n%s", i, format(m))
		}
	}
}

func randomDigest(rng *rand.Rand) (*index.Digest, DigestFrame) {
	_, f := harbour()
	d := &index.Digest{Unlisted: rng.IntN(2) * 999}
	some := func() []index.Result {
		for {
			if a := randomAnswer(rng); len(a.Results) > 0 || rng.IntN(3) == 0 {
				return a.Results
			}
		}
	}
	d.Articles, d.Notes, d.Quotes, d.Ahead, d.Soon, d.Passed, d.Dates = some(), some(), some(), some(), some(), some(), some()
	for _, r := range some() {
		x := index.Development{Result: r, Change: []index.Change{index.ChangeNew, index.ChangeAnswered, index.ChangeAgain}[rng.IntN(3)]}
		d.Demands = append(d.Demands, x)
	}
	d.Others = some()
	return d, f
}

// A sentence that tells two things of wants is told once in the message; what it leaves out is counted, and the file has both. An answer in another document is
// cited where it stands.
func TestDigestDemands(t *testing.T) {
	d, f := harbour()
	again := d.Demands[0]
	again.Kind, again.Actor, again.Target, again.Change, again.Before = "refusal", "the port company", "", index.ChangeNew, index.Excerpt{}
	asked := d.Demands[0]
	asked.Excerpt, asked.Before, asked.Citations = asked.Before, index.Excerpt{}, []index.Citation{asked.BeforeAt}
	asked.BeforeAt = index.Citation{}
	asked.Answers = []index.Reply{{Status: "refused", Excerpt: again.Excerpt, Citation: again.Citations[0]}}
	d.Demands = []index.Development{d.Demands[0], again, asked}
	m := Digest(d, f)
	text := m.Embeds[1].Description
	if n := strings.Count(text, "The port company rejected"); n != 2 || strings.Contains(text, "target not stated") || !strings.HasSuffix(text, "and 1 more, in the file") {
		t.Errorf("%d times:\n%s", n, text)
	}
	if want := "**Answer (refused), [Evening Bell, 2025-03-05, ¶1](https://bell.example/no#:~:text=The%20):** The port company rejected"; !strings.Contains(text, want) {
		t.Errorf("lacks %q:\n%s", want, text)
	}
	if file := DigestMarkdown(d, f); strings.Count(file, "The port company rejected") != 3 {
		t.Errorf("file:\n%s", file)
	}
}

func TestLighten(t *testing.T) {
	for in, want := range map[string]string{
		`Brief\: the U\.S\. \(again\)`:              `Brief: the U.S. (again)`,
		`http\://a\.example, www\.b\.example`:       `http\://a.example, www\.b.example`,
		"> 12\\. June\n1\\. May":                    "> 12\\. June\n1\\. May",
		`\*no list\* \[x\]\(y\) \\\( a\@b\.example`: `\*no list\* \[x\](y) \\( a\@b.example`,
		`end \`: `end \`,
	} {
		if got := lighten(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestPlainText(t *testing.T) {
	for in, want := range map[string]string{
		`a **bold** \*word\*`: "a bold *word*",
		"cut \\[…\\]\n[Bell, ¶2](https://x.example/#:~:text=a,b)": "cut […]\nBell, ¶2",
		`[a \[b\] **c**](https://x.example) [no link]`:            "a [b] c [no link]",
		"<t:1741597200:R> \\<t:1:R>":                              "at 2025-03-10 09:00 UTC <t:1:R>",
		"<t:5>":                                                   "at 1970-01-01 00:00 UTC",
		"Sunday, <t:1741514400:D>":                                "Sunday, 2025-03-09",
		`\\`:                                                      `\`,
	} {
		if got := plainText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
