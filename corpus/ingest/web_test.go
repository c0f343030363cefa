package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"example.org/briefbot/corpus/ingest/fetch"
)

// web is a fetcher of invented pages.
type web map[string]*fetch.Response

func (w web) Get(_ context.Context, address string, _ fetch.Known) (*fetch.Response, error) {
	if r := w[address]; r != nil {
		if r.URL == "" {
			r.URL = address
		}
		return r, nil
	}
	return nil, &fetch.RefusedError{Hint: "there is no such page"}
}

func TestPage(t *testing.T) {
	s := invented()
	long := strings.Repeat("Words of the article go on. ", 30)
	w := web{
		"https://wire.example/2025/harbour":     {ContentType: "text/html; charset=utf-8", Body: s.html()},
		"https://wire.example/feed":             {ContentType: "application/rss+xml", Body: []byte(`<rss version="2.0"><channel><title>Wire</title><item><title>Harbour</title><link>https://wire.example/2025/harbour</link><description>Short.</description><pubDate>Wed, 04 Jun 2025 06:00:00 GMT</pubDate></item><item><title>Gone</title><link>https://wire.example/gone</link><description>Only a summary.</description></item></channel></rss>`)},
		"https://wire.example/latin":            {ContentType: "text/html; charset=iso-8859-1", Body: []byte("<html><p>Caf\xe9 talks. " + long)},
		"https://evil.example/a":                {ContentType: "text/html", Body: []byte("<html><link rel=canonical href=https://wire.example/2025/harbour><p>" + long)},
		"https://www.wire.example/b":            {ContentType: "text/html", Body: []byte("<html><link rel=canonical href=https://wire.example/b?><p>" + long)},
		"https://wire.example/files/report.pdf": {ContentType: "application/pdf", Body: s.pdf(t, false)},
		"https://wire.example/note":             {ContentType: "text/plain", Body: []byte("Harbour note\n\n" + long)},
		"https://wire.example/locked":           {ContentType: "text/html", Body: []byte(`<html><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script><p>` + long)},
		"https://wire.example/wall":             {ContentType: "text/html", Body: []byte(`<html><article><p>` + long + `</p><div class="c-paywall"><p>Subscribe to continue reading</p></div></article>`)},
	}
	text := only(t, "a.txt", s.files(t)["a.txt"], Meta{}).Text
	for address, want := range map[string]struct{ url, published, words string }{
		"https://wire.example/2025/harbour":     {"https://wire.example/2025/harbour", "2025-06-03", "resume on June 12"},
		"https://wire.example/latin":            {"https://wire.example/latin", "", "Café talks."},
		"https://evil.example/a":                {"https://evil.example/a", "", "Words"},
		"https://www.wire.example/b":            {"https://wire.example/b?", "", "Words"},
		"https://wire.example/files/report.pdf": {"https://wire.example/files/report.pdf", "", "resume on June 12"},
		"https://wire.example/note":             {"https://wire.example/note", "", "Harbour note"},
	} {
		docs, err := Page(t.Context(), w, address, Meta{})
		if err != nil || len(docs) != 1 {
			t.Errorf("%s: %v, %v", address, docs, err)
			continue
		}
		if d := docs[0]; d.URL != want.url || dayOf(d) != want.published || !strings.Contains(d.Text, want.words) {
			t.Errorf("%s: %+v", address, d)
		}
		if address == "https://wire.example/2025/harbour" && docs[0].Text != strings.ReplaceAll(text, "\n", "\n\n") {
			t.Errorf("the page's text is\n%s", docs[0].Text)
		}
	}
	docs, err := Page(t.Context(), w, "https://wire.example/feed", Meta{})
	if err != nil || len(docs) != 2 || !strings.Contains(docs[0].Text, "resume on June 12") || docs[0].Title != "Harbour" || dayOf(docs[0]) != "2025-06-04" || docs[1].Text != "Gone\n\nOnly a summary." {
		t.Errorf("feed: %+v, %v", docs, err)
	}
	for address, want := range map[string]string{
		"https://wire.example/locked": "it is for subscribers", "https://wire.example/wall": "it is for subscribers", "https://wire.example/gone": "https://wire.example/gone: there is no such page",
	} {
		if _, err := Page(t.Context(), w, address, Meta{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Page(ctx, w, "https://wire.example/feed", Meta{}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}
