package format

import (
	"bytes"
	"errors"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// maxElements is how many elements a page may have; an article's page has a few thousand.
const maxElements = 100_000

// IsHTML reports whether data looks like a web page.
func IsHTML(data []byte) bool {
	head := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 2048)], []byte("\ufeff"))))
	for bytes.HasPrefix(head, []byte("<?xml")) || bytes.HasPrefix(head, []byte("<!--")) {
		_, rest, ok := bytes.Cut(head, []byte(">"))
		if !ok {
			return false
		}
		head = bytes.TrimSpace(rest)
	}
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

// HTML reads a web page: its article without what stands around it. address is where the page was found, "" for a file; links are resolved
// against it.
func HTML(data []byte, address string) (*Article, error) {
	return guard("web page", func() (*Article, error) {
		doc, err := parse(data)
		if err != nil {
			return nil, err
		}
		a := metadata(doc, address)
		wall := walled(doc)
		prune(doc)
		head, dek := visibleHead(doc, a.Title)
		if head == "" {
			head = a.shownPart(doc)
		}
		if strings.Contains(a.Title, head) && head != "" {
			a.Title = head // without the name of the site
		}
		base, err := url.Parse(first(a.URL, address))
		if err != nil {
			base = nil
		}
		a.Paragraphs = mainText(doc, base)
		if len(a.Paragraphs) == 0 {
			return nil, errors.New("there is no article text in this page; it may be made by a script, so save its text as .txt")
		}
		a.Locked = a.Locked || wall && length(a.Paragraphs) < shortPage
		a.Title = first(a.Title, head)
		if dek != "" && !holds(a.Paragraphs, dek) {
			a.headed(dek)
		}
		a.headed(first(head, a.Title))
		a.signed()
		a.Paragraphs = slices.DeleteFunc(a.Paragraphs, byline.MatchString)
		return a.checked()
	})
}

// shownPart returns the part of the title that the page shows somewhere by itself; the other part is the name of the site then. "" when there is none.
func (a *Article) shownPart(doc *html.Node) string {
	shown := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom != atom.Title && n.DataAtom != atom.A {
			shown[textOf(n)] = true
		}
	}
	for _, between := range []string{" | ", " - ", " – ", " — ", " » ", ": "} {
		before, after, _ := strings.Cut(a.Title, between)
		if i := strings.LastIndex(a.Title, between); between != ": " && i >= 0 && shown[a.Title[:i]] {
			before, after = a.Title[:i], a.Title[i+len(between):]
		}
		for _, p := range [][2]string{{before, after}, {after, before}} {
			if shown[p[0]] && len(p[0]) > len(p[1]) && p[1] != "" {
				if a.Publisher == "" && !strings.Contains(p[1], strings.TrimSpace(between)) {
					a.Publisher = p[1]
				}
				return p[0]
			}
		}
	}
	return ""
}

// shortPage is the length, in bytes, up to which a page that asks for a subscription shows the beginning of its article only.
const shortPage = 2000

var wallTokens = tokens("paywall regwall metered piano subscriberonly")

// wallWords ask the reader to pay or register before he may go on.
var wallWords = regexp.MustCompile(`(?i)\b(?:subscribe|register|log ?in|sign ?in|sign ?up) (?:now )?to (?:continue|keep|read|unlock)\b|\b(?:article|content|story) is (?:only )?(?:for|available to|reserved for) (?:our )?(?:paying )?(?:subscribers|members)\b|\balready a subscriber\b`)

// walled reports whether the page asks for a subscription, before what asks is taken off.
func walled(doc *html.Node) bool {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom != atom.Script && n.DataAtom != atom.Body && n.DataAtom != atom.Html && hasToken(n, wallTokens) {
			return true
		}
		if n.Type == html.TextNode && n.Parent != nil && n.Parent.DataAtom != atom.Script && wallWords.MatchString(n.Data) {
			return true
		}
	}
	return false
}

// parse reads HTML. What is UTF-8 is read as such, whatever it says it is, since no other text looks like it; the rest in the encoding that it names.
func parse(data []byte) (*html.Node, error) {
	var r io.Reader = bytes.NewReader(data)
	if !utf8.Valid(data) || !bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }) {
		var err error
		if r, err = charset.NewReader(r, ""); err != nil {
			return nil, errors.New("its character encoding is not known; save it as UTF-8")
		}
	}
	doc, err := html.Parse(r)
	if err != nil {
		return nil, errors.New("it is a damaged web page; save its text as .txt")
	}
	n := 0
	for range doc.Descendants() {
		if n++; n > maxElements {
			return nil, errors.New("the page has too many elements to be an article; save its text as .txt")
		}
	}
	return doc, nil
}

// mainText returns the paragraphs of the article: what readability finds, unless that is only a part of what one element that is marked as the article
// holds.
func mainText(doc *html.Node, base *url.URL) []string {
	marked := blocks(theArticle(doc))
	var found []string
	if art, err := readability.FromDocument(clone(doc), base); err == nil && art.Node != nil {
		found = blocks(art.Node)
	}
	if length(found) < 200 && length(marked) > length(found) {
		found = marked
	}
	if len(found) == 0 {
		found = blocks(body(doc))
	}
	return found
}

func length(paragraphs []string) int {
	n := 0
	for _, p := range paragraphs {
		n += len(p)
	}
	return n
}

func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
	for child := range n.ChildNodes() {
		c.AppendChild(clone(child))
		if child.DataAtom == atom.Br {
			c.AppendChild(&html.Node{Type: html.TextNode, Data: lineBreak}) // readability takes some of these elements away
		}
	}
	return c
}

// lineBreak stands where a line ends whatever becomes of the element that ends it.
const lineBreak = "\u2029"

// theArticle returns the one element that is marked as the article, nil when there is none or several.
func theArticle(doc *html.Node) *html.Node {
	var found *html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || attr(n, "itemprop") != "articleBody" && n.DataAtom != atom.Article {
			continue
		}
		if attr(n, "itemprop") == "articleBody" {
			return n
		}
		if found != nil && !within(n, found) {
			return nil
		}
		if found == nil {
			found = n
		}
	}
	return found
}

func within(n, outer *html.Node) bool {
	for a := range n.Ancestors() {
		if a == outer {
			return true
		}
	}
	return false
}

func body(doc *html.Node) *html.Node {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Body {
			return n
		}
	}
	return doc
}

// visibleHead returns the headline that the page shows, and the line below it that says what the article is about. Of several headlines it is the one
// that title tells of, else that within the article: a site's name is one, too.
func visibleHead(doc *html.Node, title string) (head, dek string) {
	var chosen *html.Node
	for n := range doc.Descendants() {
		if n.DataAtom != atom.H1 || textOf(n) == "" {
			continue
		}
		switch words := textOf(n); {
		case title != "" && (strings.Contains(title, words) && len(words)*2 > len(title) || strings.Contains(words, title)):
			return words, dekBelow(doc, n)
		case chosen == nil && (title == "" || inArticle(n)):
			chosen = n
		}
	}
	if chosen == nil {
		return "", ""
	}
	return textOf(chosen), dekBelow(doc, chosen)
}

func inArticle(n *html.Node) bool {
	for a := range n.Ancestors() {
		if a.DataAtom == atom.Article || a.DataAtom == atom.Main {
			return true
		}
	}
	return false
}

// dekBelow returns the first line after head that is marked as its explanation.
func dekBelow(doc, head *html.Node) string {
	if n := nextElement(head); n != nil && n.DataAtom == atom.H2 {
		if t := textOf(n); len(t) < 500 && !isBoilerplate(t) && nextHeading(n) {
			return t
		}
	}
	after := false
	for n := range doc.Descendants() {
		after = after || n == head
		if after && n != head && n.Type == html.ElementNode && hasToken(n, dekTokens) {
			if t := textOf(n); len(t) < 500 {
				return t
			}
		}
	}
	return ""
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			return n
		}
	}
	return nil
}

// nextHeading reports whether n, a second heading right below the first, belongs to it: it is not the first of the sections.
func nextHeading(n *html.Node) bool {
	next := nextElement(n)
	return next == nil || next.DataAtom != atom.P
}

var dekTokens = tokens("dek standfirst subtitle subheadline subhead deck")

func holds(paragraphs []string, words string) bool {
	for _, p := range paragraphs {
		if strings.Contains(squeeze(p), words) {
			return true
		}
	}
	return false
}

// fragment returns the paragraphs of a piece of HTML, such as an entry of a feed; plain text is read as one.
func fragment(s string) []string {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	if !strings.Contains(s, "<") {
		return paragraphs(html.UnescapeString(s))
	}
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return nil
	}
	prune(doc)
	return blocks(body(doc))
}

func plainText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	return strings.Join(fragment(s), " ")
}

// textOf returns the words below n, squeezed.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode && isCode(c.Parent):
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type == html.ElementNode && (c.DataAtom == atom.Br || isBlock(c)):
			b.WriteByte(' ')
		}
	}
	return squeeze(b.String())
}

// isCode reports whether the text of an element is the browser's.
func isCode(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template:
		return true
	}
	return false
}

// blocks returns the paragraphs below n: what stands between the borders of block elements, and between line breaks.
func blocks(n *html.Node) []string {
	if n == nil {
		return nil
	}
	var out []string
	var line strings.Builder
	flush := func() {
		if p := squeeze(line.String()); p != "" && !isBoilerplate(p) {
			out = append(out, p)
		}
		line.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			for i, part := range strings.Split(n.Data, lineBreak) {
				if i > 0 {
					flush()
				}
				line.WriteString(part)
			}
			return
		case n.Type == html.ElementNode && n.DataAtom == atom.Br:
			flush()
			return
		}
		block := n.Type == html.ElementNode && isBlock(n)
		if block {
			flush()
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if block {
			flush()
		}
	}
	walk(n)
	flush()
	return out
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Tr, atom.Td, atom.Th, atom.Hr,
		atom.Figure, atom.Aside, atom.Address, atom.Details, atom.Summary, atom.Body, atom.Hgroup, atom.Center:
		return true
	}
	return false
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
