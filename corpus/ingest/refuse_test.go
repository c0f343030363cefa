package ingest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

func pdfOf(t *testing.T, draw func(p *fpdf.Fpdf)) []byte {
	t.Helper()
	p := fpdf.New("P", "mm", "A4", "")
	draw(p)
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadRefuses(t *testing.T) {
	scanned := pdfOf(t, func(p *fpdf.Fpdf) { p.AddPage(); p.Rect(10, 10, 100, 100, "F") })
	locked := pdfOf(t, func(p *fpdf.Fpdf) {
		p.SetProtection(fpdf.CnProtectPrint, "secret", "owner")
		p.AddPage()
		p.SetFont("Helvetica", "", 12)
		p.Cell(10, 10, "Hidden words.")
	})
	bomb := strings.Repeat("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 1<<21)
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"scanned.pdf", scanned, "its pages are pictures, as a scanner makes them; run text recognition"},
		{"locked.pdf", locked, "it is locked with a password; open it and save or print it"},
		{"cut.pdf", locked[:200], "it is a damaged PDF"},
		{"newer.pdf", bytes.Replace(locked, []byte("/V 1"), []byte("/V 5"), 1), "it is locked in a way that is not read here"},
		{"not.pdf", []byte("words"), "it is no PDF, whatever its name says"},
		{"huge.pdf", []byte("%PDF-1.5\n1 0 obj<</Type/XRef/Size 99999999999/W[1 2 1]>>stream\n\nendstream endobj\nstartxref\n9\n%%EOF"), "it is a damaged PDF"},
		{"deep.pdf", []byte("%PDF-1.5\n1 0 obj" + strings.Repeat("[", 1<<20)), "it is a damaged PDF"},
		{"empty.docx", zipped(t, map[string]string{"word/document.xml": "<w:document/>"}), "it is empty"},
		{"bomb.docx", zipped(t, map[string]string{"word/document.xml": "<d>" + bomb + "</d>"}), "it unfolds to more than"},
		{"locked.docx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest"), "it is a Word document that is locked with a password"},
		{"sheet.zip", zipped(t, map[string]string{"xl/workbook.xml": "<x/>"}), "it is an archive or a kind of document that is not read"},
		{"old.doc", []byte("\xd0\xcf\x11\xe0"), ".doc files are not read; save it as .docx"},
		{"photo.jpg", []byte("\xff\xd8\xff\xe0"), "it is a picture"},
		{"empty.html", []byte("<html><body><script>render()</script></body></html>"), "there is no article text in this page"},
		{"wide.html", []byte("<html>" + strings.Repeat("<i>", 200_000)), "web page"},
		{"empty.eml", []byte("Subject: T\r\n\r\n\r\n"), "it is empty"},
		{"empty.rss", []byte("<rss version='2.0'><channel></channel></rss>"), "the feed has no entry with text"},
		{"data.json", []byte(`{"a":1}`), "it is no RSS, Atom or JSON feed"},
		{"long.pdf", bytes.Repeat([]byte("%PDF-"), MaxFile), "longer than 20 MB"},
	} {
		docs, err := Read(tt.name, tt.data, Meta{})
		if err == nil || !strings.HasPrefix(err.Error(), tt.name+": ") || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, %v; want one line with %q", tt.name, docs, err, tt.want)
		}
	}
}

func TestMetadata(t *testing.T) {
	page := func(head, body string) []byte {
		return fmt.Appendf(nil, "<!doctype html><html lang=de-AT><head>%s</head><body><article><h1>Seen headline</h1>%s<p>%s</p></article></body></html>", head, body,
			strings.Repeat("The talks over the harbour went on for another day. ", 10))
	}
	for _, tt := range []struct {
		name string
		data []byte
		want Meta
	}{
		{
			"JSON-LD first", page(`<title>T</title><meta property="og:title" content="OG"><meta property="article:published_time" content="2020-01-01">
			<script type="application/ld+json">[{"@type":"Organization","name":"No"},{"@type":["ReportageNewsArticle"],"headline":"LD &amp; more","datePublished":"2025-06-03T00:30:00+09:00",
			"author":[{"name":"Ida Berg"},{"name":"Ola Nordmann"}],"publisher":{"name":"The Quay"},"inLanguage":"en","mainEntityOfPage":{"@id":"https://quay.example/a"}}]</script>`, ""),
			Meta{Title: "LD & more", Publisher: "The Quay", Author: "Ida Berg, Ola Nordmann", URL: "https://quay.example/a", Published: "2025-06-03", Language: "de-AT"},
		},
		{
			"OpenGraph", page(`<meta property="og:title" content="OG"><meta property="og:site_name" content="The Quay"><meta property="article:published_time" content="2025-06-03T10:00:00Z">
			<meta property="article:author" content="https://quay.example/staff/7"><meta property="og:url" content="https://quay.example/b?x=1#y">`, ""),
			Meta{Title: "OG", Publisher: "The Quay", URL: "https://quay.example/b?x=1", Published: "2025-06-03", Language: "de-AT"},
		},
		{
			"meta and canonical", page(`<title>Page title</title><meta name="author" content="By Ida Berg"><meta name="date" content="June 3, 2025"><link rel="canonical" href="https://quay.example/c">`, ""),
			Meta{Title: "Page title", Author: "Ida Berg", URL: "https://quay.example/c", Published: "2025-06-03", Language: "de-AT"},
		},
		{"time", page(``, `<time datetime="2025-06-03T10:00">yesterday</time>`), Meta{Title: "Seen headline", Published: "2025-06-03", Language: "de-AT"}},
		{"several times are no date", page(``, `<time datetime="2025-06-03">a</time><time datetime="2024-01-01">b</time>`), Meta{Title: "Seen headline", Language: "de-AT"}},
		{"one is marked", page(``, `<time datetime="2024-01-01">b</time><time itemprop="datePublished" datetime="2025-06-03">a</time>`), Meta{Title: "Seen headline", Published: "2025-06-03", Language: "de-AT"}},
		{"the site's name is a headline, too", bytes.Replace(page(`<title>Seen headline - The Quay</title>`, ""), []byte("<body>"), []byte("<body><h1>The Quay</h1>"), 1), Meta{Title: "Seen headline", Language: "de-AT"}},
		{"an address that is none", page(`<link rel="canonical" href="javascript:alert(1)">`, ""), Meta{Title: "Seen headline", Language: "de-AT"}},
	} {
		d := only(t, "x.html", tt.data, Meta{})
		got := Meta{Title: d.Title, Publisher: d.Publisher, Author: d.Author, URL: d.URL, Language: d.Language}
		if !d.Published.IsZero() {
			got.Published = d.Published.Format("2006-01-02")
		}
		if got != tt.want {
			t.Errorf("%s:\ngot  %+v\nwant %+v", tt.name, got, tt.want)
		}
		if !strings.HasPrefix(d.Text, "Seen headline\n\nThe talks") {
			t.Errorf("%s: text %.60q", tt.name, d.Text)
		}
	}
}
