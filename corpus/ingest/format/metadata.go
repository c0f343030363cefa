package format

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/language"
)

// page collects what a web page says of itself.
type page struct {
	meta      map[string]string // meta elements by name or property, lower case; the first of each
	linked    linked            // from JSON-LD
	title     string
	canonical string
	lang      string
	time      string // of the first time element that is marked as the publication, else of the only one
	times     int
	author    string // of the first element that is marked as naming who wrote the article
	base      string
}

// metadata asks JSON-LD first, then OpenGraph, then other meta elements, then what the page shows.
func metadata(doc *html.Node, address string) *Article {
	p := page{meta: map[string]string{}, base: address}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			p.look(n)
		}
	}
	m := func(names ...string) string {
		for _, n := range names {
			if v := squeeze(p.meta[n]); v != "" {
				return v
			}
		}
		return ""
	}
	a := &Article{
		Title:     first(p.linked.headline, m("og:title", "twitter:title", "dc.title", "citation_title"), p.title),
		Publisher: first(p.linked.publisher, m("og:site_name", "citation_publisher", "dc.publisher", "application-name")),
		Author:    first(p.linked.author, name(m("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author", "byl")), p.author),
		Language:  first(tag(p.lang), tag(p.linked.language), tag(m("og:locale", "content-language", "dc.language"))),
		Locked:    p.linked.locked || m("article:content_tier") == "locked",
	}
	for _, s := range []string{
		p.linked.published, m("article:published_time", "og:article:published_time", "date", "pubdate", "publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created",
			"dcterms.issued", "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "datepublished", "article.published"), p.time,
	} {
		if a.Published == "" {
			a.Published = day(s)
		}
	}
	for _, s := range []string{p.canonical, p.meta["og:url"], p.linked.url, address} {
		if a.URL == "" {
			a.URL = absolute(s, p.base)
		}
	}
	return a
}

// name is s unless it is the address of a profile.
func name(s string) string {
	if strings.Contains(s, "://") {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(s, "By "), "by ")
}

func (p *page) look(n *html.Node) {
	if p.author == "" && (attr(n, "rel") == "author" || attr(n, "itemprop") == "author" || hasToken(n, bylines)) {
		p.author = writer("By " + name(strings.TrimPrefix(textOf(n), "Par ")))
	}
	switch n.DataAtom {
	case atom.Html:
		p.lang = attr(n, "lang")
	case atom.Base:
		p.base = first(absolute(attr(n, "href"), p.base), p.base)
	case atom.Title:
		if p.title == "" && n.Namespace == "" {
			p.title = textOf(n)
		}
	case atom.Link:
		if p.canonical == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
			p.canonical = attr(n, "href")
		}
	case atom.Meta:
		key := strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"), attr(n, "http-equiv")))
		if _, ok := p.meta[key]; !ok && key != "" {
			p.meta[key] = attr(n, "content")
		}
	case atom.Time:
		p.seen(n)
	case atom.Script:
		if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
			p.linked.read(n.FirstChild.Data)
		}
	}
}

// seen keeps the time element that is marked as the publication. One of several unmarked ones may be that of a comment or of another article.
func (p *page) seen(n *html.Node) {
	value := first(attr(n, "datetime"), textOf(n))
	p.times++
	switch {
	case attr(n, "itemprop") == "datePublished" || hasAttr(n, "pubdate") || hasToken(n, publishedTokens):
		p.time, p.times = value, -1<<30
	case p.times == 1:
		p.time = value
	case p.times > 1:
		p.time = ""
	}
}

var bylines = tokens("byline bylines author authors authorname")

var publishedTokens = tokens("published publisheddate publishdate pubdate datepublished entrydate postdate")

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// linked is what JSON-LD (schema.org) says of the article.
type linked struct {
	headline, publisher, author, language, published, url string
	locked                                                bool
}

// read looks for the first article in a block of JSON-LD, which may be an object, a list, or a graph.
func (l *linked) read(s string) {
	var v any
	if json.Unmarshal([]byte(s), &v) == nil && l.headline == "" {
		l.find(v, 0)
	}
}

func (l *linked) find(v any, depth int) bool {
	if depth > 8 {
		return false
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if l.find(x, depth+1) {
				return true
			}
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			l.take(v)
			return true
		}
		return l.find(v["@graph"], depth+1) || l.find(v["mainEntity"], depth+1)
	}
	return false
}

func isArticle(kind any) bool {
	for _, k := range list(kind) {
		if s, ok := k.(string); ok && (strings.HasSuffix(s, "Article") || strings.HasSuffix(s, "Posting") || s == "Report") {
			return true
		}
	}
	return false
}

func list(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	return []any{v}
}

func (l *linked) take(v map[string]any) {
	l.headline = html.UnescapeString(first(str(v["headline"]), str(v["name"])))
	l.publisher = named(v["publisher"])
	l.author = named(v["author"])
	l.language = str(v["inLanguage"])
	l.published = first(str(v["datePublished"]), str(v["dateCreated"]))
	l.url = first(str(v["url"]), str(v["mainEntityOfPage"]))
	if m, ok := v["mainEntityOfPage"].(map[string]any); ok && l.url == "" {
		l.url = str(m["@id"])
	}
	switch free := v["isAccessibleForFree"].(type) {
	case bool:
		l.locked = !free
	case string:
		l.locked = strings.EqualFold(free, "false")
	}
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

// named joins the names of people or bodies.
func named(v any) string {
	var names []string
	for _, x := range list(v) {
		s := str(x)
		if m, ok := x.(map[string]any); ok {
			s = str(m["name"])
		}
		if s = name(squeeze(html.UnescapeString(s))); s != "" {
			names = append(names, s)
		}
	}
	return strings.Join(names, ", ")
}

// absolute resolves ref against base and returns it when it is a web address, without fragment.
func absolute(ref, base string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	u.RawQuery = untracked(u.RawQuery)
	return u.String()
}

// untracked drops from a query what only tells where a reader came from: the page is the same without it.
func untracked(query string) string {
	if query == "" {
		return ""
	}
	parts := slices.DeleteFunc(strings.Split(query, "&"), func(part string) bool {
		name, _, _ := strings.Cut(part, "=")
		return strings.HasPrefix(name, "utm_") || trackers[name]
	})
	return strings.Join(parts, "&")
}

var trackers = tokens("fbclid gclid dclid msclkid twclid igshid mc_cid mc_eid ocid smid cmpid xtor at_medium at_campaign traffic_source")

// tag returns a language tag in its canonical form, "" for what is none.
func tag(s string) string {
	t, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}
