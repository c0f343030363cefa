package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/gofont/goregular"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
)

// story is an article from which files of all formats are made.
type story struct {
	title, dek string
	paragraphs []string
}

func invented() story {
	return story{
		title: "Harbour talks resume after a week of silence",
		dek:   "The dockers want longer breaks; the port offers a new crane instead.",
		paragraphs: []string{
			`OSLO (Northern Wire) – Harbour master Mara Lindqvist said on Monday that the talks with the dockers’ union would resume on June 12, a week after they broke down over the length of breaks on the night shift.`,
			`“No ship will be turned away while we talk,” Lindqvist told reporters at pier 7. “We have kept our word since 2019, and we will keep it now.”`,
			`The union, which speaks for 1,200 workers, demanded that the port authority double the night-shift breaks by the end of July. Its chairman, Tomas Okoye, warned that the dockers would stop unloading grain unless the authority answered in writing.`,
			`"It’s a clock without hands."`,
			`"It’s a clock without hands," a senior port official said on condition of anonymity, describing the schedule that the union had proposed in March.`,
			`The authority refused the demand on Tuesday, but offered a new crane and two more rest rooms in exchange for an end to the overtime ban. Okoye called the offer “a start — nothing more”.`,
			`The last strike, in August 2014, lasted eleven days and emptied the shelves of three counties. “Nobody wants that again,” Okoye said, adding that the union was “ready to meet on any day of the week”.`,
			`A decision is expected in the coming weeks.`,
		},
	}
}

// shared is the real article, where it may be used.
func shared(t *testing.T) story {
	dir := os.Getenv("BRIEFBOT_SHARED")
	if dir == "" {
		t.Skip("BRIEFBOT_SHARED not set: the real article is not compared over formats")
	}
	b, err := os.ReadFile(filepath.Join(dir, "corpus", "article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.FieldsFunc(string(b), func(r rune) bool { return r == '\n' })
	return story{title: lines[0], dek: lines[1], paragraphs: lines[2:]}
}

func (s story) all() []string { return append([]string{s.title, s.dek}, s.paragraphs...) }

// files makes a file of each format. The pages and feeds have around the article what is not the article.
func (s story) files(t testing.TB) map[string][]byte {
	files := map[string][]byte{
		"a.txt": []byte(strings.Join(s.all(), "\n")), "a.md": s.markdown(), "a.html": s.html(), "a.docx": s.docx(t), "a.eml": s.email(t),
		"a.pdf": s.pdf(t, false), "two-columns.pdf": s.pdf(t, true), "a.rss": s.rss(), "a.atom": s.atom(), "feed.json": s.jsonFeed(t),
	}
	return files
}

func (s story) markdown() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "---\npublished: 2025-06-03\npublisher: Northern Wire\n---\n\n# %s\n\n*%s*\n\n", s.title, s.dek)
	for _, p := range s.paragraphs {
		fmt.Fprintf(&b, "%s\n\n", strings.NewReplacer("*", `\*`, "_", `\_`, " and ", "\nand ").Replace(p))
	}
	return []byte(b.String())
}

func (s story) body() string {
	var b strings.Builder
	for i, p := range s.paragraphs {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p))
		switch i {
		case 0:
			b.WriteString("<figure><img src=x.jpg><figcaption>“We posed for this picture,” said Paul Caption, a photographer.</figcaption></figure>\n")
		case 1:
			b.WriteString("<div class=\"inline-newsletter\"><h3>Sign up for our newsletter</h3><p>Mr Smith said: “Subscribe now.”</p><form><input type=email></form></div>\n")
		case 2:
			b.WriteString("<div class=box><h4>Get our weekly newsletter</h4><p>“Readers love it,” said Eva Promo, our editor, who demanded that you join.</p></div>\n")
		case 3:
			b.WriteString("<aside><h4>Related</h4><ul><li><a href=/1>“Ships wait,” minister says</a></li><li><a href=/2>Port demands answers</a></li></ul></aside>\n")
		}
	}
	return b.String()
}

func (s story) html() []byte {
	return fmt.Appendf(nil, `<!doctype html><html lang="en-GB"><head><title>%[1]s | Northern Wire</title>
<meta property="og:site_name" content="Northern Wire"><link rel="canonical" href="/2025/harbour">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":%[2]q,
"datePublished":"2025-06-03T23:30:00-04:00","author":[{"@type":"Person","name":"Ida Berg"}],"publisher":{"@type":"Organization","name":"Northern Wire"}}]}</script></head>
<body class="single has-comments"><div id="cookie-consent"><p>We use cookies. “Cookies are good for you,” said our lawyer.</p><button>Accept</button></div>
<header><nav><a href=/>Home</a> <a href=/w>World</a></nav></header>
<main><article><header><h1>%[1]s</h1><p class="standfirst">%[3]s</p><div class="byline">By Ida Berg</div><time datetime="2025-06-03">3 June 2025</time></header>
%[4]s<div class="share-tools"><a href=#>Share</a><a href=#>Tweet</a></div></article>
<section id="comments"><h2>2 comments</h2><div class="comment"><p>“I was there,” said troll77. I demand an apology from the mayor.</p></div></section></main>
<footer><p>© 2025 Northern Wire. “All rights reserved,” said the lawyer.</p></footer></body></html>`,
		html.EscapeString(s.title), s.title, html.EscapeString(s.dek), s.body())
}

func (s story) docx(t testing.TB) []byte {
	var doc strings.Builder
	doc.WriteString(xml.Header + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, p := range s.all() {
		// Word splits a paragraph into runs at will.
		i := strings.Index(p, " ")
		fmt.Fprintf(&doc, `<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r><w:del><w:r><w:delText>deleted “words,” said nobody</w:delText></w:r></w:del><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`,
			html.EscapeString(p[:i]), html.EscapeString(p[i:]))
	}
	doc.WriteString(`</w:body></w:document>`)
	return zipped(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": doc.String()})
}

func zipped(t testing.TB, parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (s story) email(t testing.TB) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: Northern Wire Daily <daily@wire.example>\r\nTo: desk@team.example\r\nSubject: %s\r\nDate: Tue, 03 Jun 2025 06:00:00 +0000\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", s.title)
	w := quotedprintable.NewWriter(&b)
	for _, p := range append(s.all()[1:], "You are receiving this because you signed up. To unsubscribe, click here.") {
		if _, err := w.Write([]byte(wrap(p, 72) + "\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Write([]byte("-- \r\nThe Wire’s sales team\r\n")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func wrap(s string, width int) string {
	var b strings.Builder
	n := 0
	for w := range strings.FieldsSeq(s) {
		switch l := len([]rune(w)); {
		case n > 0 && n+1+l > width:
			b.WriteString("\r\n")
			n = l
		case n > 0:
			b.WriteByte(' ')
			n += 1 + l
		default:
			n = l
		}
		b.WriteString(w)
	}
	return b.String()
}

// pdf sets the story in one column or two, with header and footer.
func (s story) pdf(t testing.TB, columns bool) []byte {
	p := fpdf.New("P", "mm", "A5", "")
	p.AddUTF8FontFromBytes("go", "", goregular.TTF)
	p.SetMargins(15, 20, 15)
	p.SetHeaderFunc(func() {
		p.SetFont("go", "", 8)
		p.SetXY(15, 8)
		p.CellFormat(0, 5, "Northern Wire · Tuesday edition", "", 0, "C", false, 0, "")
		p.SetXY(15, 20)
	})
	p.SetFooterFunc(func() {
		p.SetFont("go", "", 8)
		p.SetXY(15, -12)
		p.CellFormat(0, 5, fmt.Sprintf("Page %d", p.PageNo()), "", 0, "C", false, 0, "")
	})
	width, column := 0.0, 0
	if columns {
		width = 54
		p.SetAcceptPageBreakFunc(func() bool {
			column = 1 - column
			x := 15 + float64(column)*64
			p.SetLeftMargin(x)
			p.SetX(x)
			if column == 1 {
				p.SetY(20)
			}
			return column == 0
		})
	}
	p.AddPage()
	for i, text := range s.all() {
		size := 10.0
		if i == 0 {
			size = 15
		}
		p.SetFont("go", "", size)
		align := "L"
		if columns {
			align = "J"
		}
		p.MultiCell(width, size*0.5, text, "", align, false)
		p.Ln(2)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (s story) feedBody() string { return "<p>" + html.EscapeString(s.dek) + "</p>" + s.body() }

func (s story) rss() []byte {
	return fmt.Appendf(nil, `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Northern Wire</title><language>en-gb</language>
<link>https://wire.example/</link><item><title>%s</title><link>https://wire.example/2025/harbour</link><pubDate>Tue, 03 Jun 2025 06:00:00 +0000</pubDate>
<description>Short.</description><content:encoded><![CDATA[%s]]></content:encoded></item></channel></rss>`, html.EscapeString(s.title), s.feedBody())
}

func (s story) atom() []byte {
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Northern Wire</title><id>x</id><updated>2025-06-03T06:00:00Z</updated>
<entry><title>%s</title><id>y</id><link href="https://wire.example/2025/harbour"/><published>2025-06-03T06:00:00Z</published><updated>2025-06-04T06:00:00Z</updated>
<author><name>Ida Berg</name></author><content type="html">%s</content></entry></feed>`, html.EscapeString(s.title), html.EscapeString(s.feedBody()))
}

func (s story) jsonFeed(t testing.TB) []byte {
	b, err := json.Marshal(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": "Northern Wire", "language": "en",
		"items": []map[string]any{{"id": "1", "url": "https://wire.example/2025/harbour", "title": s.title, "content_html": s.feedBody(), "date_published": "2025-06-03T06:00:00Z"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// found is what the extractors find, as words instead of places.
type found struct{ Text, Quotations, Demands, Entries []string }

func extracted(t *testing.T, d *corpus.Document) found {
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	var f found
	for _, p := range a.Paragraphs {
		f.Text = append(f.Text, d.Cut(p))
	}
	for _, q := range a.Attributions {
		f.Quotations = append(f.Quotations, fmt.Sprintf("%s %s: %s (%s)", q.Mode, q.Speaker, d.CutAll(q.Content), q.When))
	}
	for _, x := range a.Demands {
		f.Demands = append(f.Demands, fmt.Sprintf("%s %s: %s -> %s (%s)", x.Kind, x.ActorName, d.Cut(x.Object), x.TargetName, x.When))
	}
	for _, e := range a.Entries {
		f.Entries = append(f.Entries, fmt.Sprintf("%s %s: %s", e.EDTF, e.When, d.Cut(e.Span)))
	}
	return f
}

func TestFormatsGiveTheSame(t *testing.T) {
	for name, s := range map[string]func(t *testing.T) story{"invented": func(*testing.T) story { return invented() }, "shared": shared} {
		t.Run(name, func(t *testing.T) {
			s := s(t)
			files := s.files(t)
			m := Meta{Published: "2025-06-03", Language: "en", Publisher: "Northern Wire"}
			want := extracted(t, only(t, "a.txt", files["a.txt"], m))
			if len(want.Quotations) < 5 || len(want.Demands) < 2 || len(want.Entries) < 3 {
				t.Fatalf("the article gives only %+v", want)
			}
			for name, data := range files {
				d := only(t, name, data, m)
				if diff := cmp.Diff(want, extracted(t, d)); diff != "" {
					t.Errorf("%s (-text +%s):\n%s", name, filepath.Ext(name), diff)
				}
				if d.Title != s.title {
					t.Errorf("%s: title %q", name, d.Title)
				}
			}
		})
	}
}

func only(t *testing.T, name string, data []byte, m Meta) *corpus.Document {
	t.Helper()
	docs, err := Read(name, data, m)
	if err != nil || len(docs) != 1 {
		t.Fatalf("%s: %d documents, %v", name, len(docs), err)
	}
	return docs[0]
}
