package format

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What stands around an article says so in one of four ways: by the kind of its element, by the words in its class, id
// or role, by holding a form, or by the line it begins with. What holds most of the page's text is kept whatever it is called.

// prune removes from doc what is not the article.
func prune(doc *html.Node) {
	inParagraphs := 0
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.P {
			inParagraphs += len(textOf(n))
		}
	}
	total := len(textOf(body(doc)))
	if inParagraphs*3 > total {
		total = inParagraphs // what is in paragraphs is text; the rest of a page is mostly not
	}
	for _, n := range unwanted(doc, total) {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Aside {
			n.DataAtom, n.Data, n.Attr = atom.Blockquote, "blockquote", nil // a pull quote: readability drops every aside
		}
	}
}

// unwanted collects the outermost elements that are not the article. total is the length of the page's text.
func unwanted(doc *html.Node, total int) []*html.Node {
	var out []*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.CommentNode:
				out = append(out, c)
			case c.Type == html.ElementNode && (neverText(c) || around(c, total)):
				out = append(out, c)
			default:
				walk(c)
			}
		}
	}
	walk(doc)
	return out
}

// neverText reports whether an element of this kind never holds the article's words.
func neverText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Math, atom.Button, atom.Input, atom.Select, atom.Textarea,
		atom.Nav, atom.Dialog, atom.Menu, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Canvas, atom.Figcaption, atom.Caption, atom.Label:
		return true
	}
	return false
}

// around reports whether n stands around the article.
func around(n *html.Node, total int) bool {
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Main, atom.Meta, atom.Link, atom.Title:
		return false
	}
	words := textOf(n)
	if total > 0 && len(words)*2 > total {
		return false // most of the page's text: a name that misleads
	}
	if hidden(n) {
		return true
	}
	if hasToken(n, pullTokens) {
		return hasForm(n)
	}
	switch n.DataAtom {
	case atom.Footer, atom.Form:
		return true
	case atom.Aside:
		return !quotesOnly(n)
	case atom.Time:
		return !inParagraph(n)
	}
	if hasToken(n, postTokens) || hasToken(n, aroundTokens) || len(words)*5 < total && hasToken(n, vagueTokens) || roleTokens[strings.ToLower(attr(n, "role"))] {
		return true
	}
	if len(words) < 200 && hasToken(n, bylineTokens) && !holdsHeadline(n) && !inParagraph(n) {
		return true
	}
	return box(n, words)
}

// inParagraph reports whether n is a part of a paragraph, where a marked date or place belongs to the sentence.
func inParagraph(n *html.Node) bool {
	for a := range n.Ancestors() {
		if a.DataAtom == atom.P {
			return true
		}
	}
	return false
}

// boxLimit is the longest text, in bytes, of a box within an article that is known by its first line or by a form.
const boxLimit = 800

// box reports whether n is a box that asks for something: it holds a form, begins with a line such as "Sign up for our newsletter", or is a list of links.
func box(n *html.Node, words string) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Table:
	case atom.Td:
		if inTable(n) {
			return false
		}
	default:
		return false
	}
	if len(words) > boxLimit || holdsHeadline(n) {
		return false
	}
	return hasForm(n) || isBoilerplate(firstLine(n)) || mostlyLinks(n, words)
}

// inTable reports whether a cell is of a table of facts, which has headings; tables that only place things have none.
func inTable(cell *html.Node) bool {
	for c := range cell.Parent.ChildNodes() {
		if c.DataAtom == atom.Th {
			return true
		}
	}
	return false
}

func firstLine(n *html.Node) string {
	for c := range n.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Strong, atom.Span, atom.B:
			if t := textOf(c); t != "" {
				return t
			}
		}
	}
	return ""
}

func hasForm(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Form || c.DataAtom == atom.Input && attr(c, "type") != "hidden" {
			return true
		}
	}
	return false
}

// mostlyLinks reports whether n is a list of links to other pages, which a paragraph with links in it is not.
func mostlyLinks(n *html.Node, words string) bool {
	linked, links := 0, 0
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && attr(c, "href") != "" {
			linked += len(textOf(c))
			links++
		}
	}
	return links > 1 && linked*10 > len(words)*8
}

func holdsHeadline(n *html.Node) bool {
	if n.DataAtom == atom.H1 {
		return true
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.H1 {
			return true
		}
	}
	return false
}

// quotesOnly reports whether an aside holds a quotation and no links: a pull quote is the article's own words.
func quotesOnly(n *html.Node) bool {
	quote := false
	for c := range n.Descendants() {
		if c.DataAtom == atom.A || c.DataAtom == atom.Form {
			return false
		}
		quote = quote || c.DataAtom == atom.Blockquote
	}
	return quote
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// hasToken reports whether a word of n's class, id or data-testid, or of its own name, is one of set.
func hasToken(n *html.Node, set map[string]bool) bool {
	if n.DataAtom == 0 && strings.Contains(n.Data, "-") { // an element of a site's own, such as amp-ad
		for _, w := range words(n.Data) {
			if set[w] {
				return true
			}
		}
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-module", "data-type":
		default:
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			if set[strings.ToLower(name)] {
				return true
			}
			parts := words(name)
			if a.Key == "id" && len(parts) > slugWords {
				continue // a headline made an address
			}
			for _, w := range parts {
				if set[w] {
					return true
				}
			}
		}
	}
	return false
}

// slugWords is how many words, pairs included, an id has at most that names a part of the page.
const slugWords = 7

// words cuts a name such as "article__newsletterSignUp-2" into its words, and adds pairs, since "sign-up" is one word to some and two to others.
func words(name string) []string {
	var out []string
	start := 0
	flush := func(end int) {
		if end > start {
			out = append(out, strings.ToLower(name[start:end]))
		}
	}
	lower := false
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			flush(i)
			start = i + len(string(r))
		case unicode.IsUpper(r) && lower:
			flush(i)
			start = i
		}
		lower = unicode.IsLower(r)
	}
	flush(len(name))
	for i := range len(out) - 1 {
		out = append(out, out[i]+out[i+1])
	}
	return out
}

func tokens(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

var (
	pullTokens = tokens("pullquote pullquotes pullout")

	// Posts of others that a page shows within an article; nothing in its own words says whose they are.
	postTokens = tokens(`twittertweet twitterembed tweetembed instagrammedia instagramembed tiktokembed fbpost facebookembed blueskyembed redditembed redditcard telegrampost telegramembed
		mastodonembed threadsembed socialembed`)

	aroundTokens = tokens(`newsletter newsletters subscribe subscription subscriptions signup signin login register registration promo promos promotion promobox
		advert adverts advertisement advertisements advertising ad ads adslot adunit sponsor sponsored sponsors dfp outbrain taboola
		cookie cookies cookiebar cookiebanner consent gdpr ccpa privacynotice comment comments commentlist disqus discussion respond replies
		related relatedposts relatedarticles recommended recommendation recommendations recirc recirculation readmore readnext morestories moreon morefrom upnext
		mostread mostpopular latestnews sharebar sharetools sharing followus breadcrumb breadcrumbs nav navigation
		footer sidebar popup lightbox caption captions credit credits imagecredit photocredit wpcaptiontext
		authorbio authorbox aboutauthor skiplink skiplinks donate donation disclaimer copyright
		calltoaction cta tagcloud taglist posttags pagination prevnext audioplayer videoplayer`)

	// vagueTokens are names that parts of articles have as well: they tell only of a small part of the page.
	vagueTokens = tokens(`trending popular share social socialmedia navbar menu widget widgets modal overlay gallery slideshow carousel bio toolbar poll quiz teaser
		teasers alert notification tooltip correctionsbox feedback player`)

	bylineTokens = tokens(`byline bylines author authors authorname meta entrymeta postmeta articlemeta timestamp date dates published publishdate pubdate
		updated posted kicker eyebrow category categories tags readtime readingtime`)

	roleTokens = tokens("navigation banner contentinfo complementary search dialog alertdialog alert form menu menubar toolbar tooltip")
)
