package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/fetch"
	"example.org/briefbot/corpus/ingest/format"
)

// Fetcher gets what stands at a web address; see [fetch.Client].
type Fetcher interface {
	Get(ctx context.Context, address string, known fetch.Known) (*fetch.Response, error)
}

// IsAddress reports whether what somebody named is a web address, not a path.
func IsAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Page fetches the article, file or feed at address and makes documents of it. Entries of a feed that bring no text of their own are fetched as well. Errors name
// the address.
func Page(ctx context.Context, f Fetcher, address string, m Meta) ([]*corpus.Document, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	r, err := f.Get(ctx, address, fetch.Known{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	docs, err := Response(ctx, f, r, m)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	return docs, nil
}

// Response makes documents of what was fetched.
func Response(ctx context.Context, f Fetcher, r *fetch.Response, m Meta) ([]*corpus.Document, error) {
	body := inUTF8(r)
	switch {
	case format.IsFeed(body):
		return Feed(ctx, f, r, m, func(*corpus.Document) bool { return true })
	case isPage(r.ContentType, body):
		d, err := fetchedPage(r.URL, body, m)
		return []*corpus.Document{d}, err
	}
	if m.URL == "" {
		m.URL = r.URL
	}
	return readAny(fileName(r), body, m)
}

func isPage(contentType string, body []byte) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "text/html" || kind == "application/xhtml+xml") || format.IsHTML(body)
}

// inUTF8 turns text into UTF-8 where the server names another encoding. A page is marked with a byte order mark then, which wins over what it says in
// itself.
func inUTF8(r *fetch.Response) []byte {
	_, params, err := mime.ParseMediaType(r.ContentType)
	if err != nil || params["charset"] == "" || !strings.HasPrefix(r.ContentType, "text/") {
		return r.Body
	}
	e, name := charset.Lookup(params["charset"])
	if e == nil || name == "utf-8" {
		return r.Body
	}
	text, err := e.NewDecoder().Bytes(r.Body)
	if err != nil {
		return r.Body
	}
	return append([]byte("\ufeff"), bytes.TrimPrefix(text, []byte("\ufeff"))...)
}

// fileName is the name of the file that was fetched, with an ending that tells its kind.
func fileName(r *fetch.Response) string {
	u, err := url.Parse(r.URL)
	if err != nil {
		return "page"
	}
	name := path.Base(u.Path)
	if name == "/" || name == "." {
		name = u.Hostname()
	}
	if kind, _, err := mime.ParseMediaType(r.ContentType); err == nil && !Known(name) {
		name += map[string]string{"application/pdf": ".pdf", "text/markdown": ".md", "message/rfc822": ".eml", "text/plain": ".txt"}[kind]
	}
	return name
}

func fetchedPage(address string, body []byte, m Meta) (*corpus.Document, error) {
	a, err := format.HTML(body, address)
	if err != nil {
		return nil, err
	}
	if a.Locked {
		return nil, errors.New("the page says that it is for subscribers; open it in your browser, save it and import the file")
	}
	if !sameSite(a.URL, address) {
		a.URL = address // a page may name itself, not another site's page
	}
	return document(address, a, m)
}

// sameSite reports whether two addresses are of one host, apart from the prefixes under which sites show the same pages.
func sameSite(a, b string) bool {
	u, err1 := url.Parse(a)
	v, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && bare(u) == bare(v)
}

func bare(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "amp.", "m.", "mobile."} {
		host = strings.TrimPrefix(host, prefix)
	}
	return host
}

// wholeText is the length from which on an entry of a feed is taken for the article itself, not for a summary.
const wholeText = 600

// Feed reads the entries of a feed that was fetched, as far as wanted says so of what the feed itself tells of them, and fetches the articles of those that
// bring a summary only. An article that is not to be had leaves the summary.
func Feed(ctx context.Context, f Fetcher, r *fetch.Response, m Meta, wanted func(*corpus.Document) bool) ([]*corpus.Document, error) {
	body := inUTF8(r)
	if !format.IsFeed(body) {
		return nil, errors.New("it is no RSS, Atom or JSON feed")
	}
	all, err := feed(r.URL, body, m)
	if err != nil {
		return nil, err
	}
	var docs []*corpus.Document
	for _, d := range all {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !wanted(d) {
			continue
		}
		if len(d.Text) < wholeText && d.URL != "" {
			d = wholeEntry(ctx, f, d, m)
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// wholeEntry returns the article that an entry links to, or the entry.
func wholeEntry(ctx context.Context, f Fetcher, d *corpus.Document, m Meta) *corpus.Document {
	r, err := f.Get(ctx, d.URL, fetch.Known{})
	if err != nil || !isPage(r.ContentType, r.Body) {
		return d
	}
	page, err := fetchedPage(r.URL, inUTF8(r), m.over(Meta{Title: d.Title, Publisher: d.Publisher, Author: d.Author, Language: d.Language, Published: dayOf(d)}))
	if err != nil || len(page.Text) <= len(d.Text) {
		return d
	}
	return page
}

func dayOf(d *corpus.Document) string {
	if d.Published.IsZero() {
		return ""
	}
	return d.Published.Format("2006-01-02")
}
