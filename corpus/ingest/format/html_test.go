package format

import (
	"fmt"
	"strings"
	"testing"
)

// words are sentences of an article, as many as wanted.
func article(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p>Sentence number %d of the article tells of the harbour and of its dockers, who want longer breaks.</p>\n", i)
	}
	return b.String()
}

// TestAround puts something around or into an article, and says whether its words are the article's.
func TestAround(t *testing.T) {
	const fake = "“Never quote this,” said Paul Wrong."
	for _, tt := range []struct {
		name, html string
		kept       bool
	}{
		{"a paragraph", `<p>%s</p>`, true},
		{"a pull quote", `<aside class="pullquote"><p>%s</p></aside>`, true},
		{"a block quotation", `<blockquote><p>%s</p></blockquote>`, true},
		{"a block quotation in an aside", `<aside><blockquote>%s</blockquote></aside>`, true},
		{"a pull quote as WordPress makes them", `<figure class="wp-block-pullquote"><blockquote><p>%s</p></blockquote></figure>`, true},
		{"a paragraph behind a soft paywall", `<p class="paywall">%s</p>`, true},
		{"a section with a slug", `<div id="sharing-with-a-single-developer-of-code"><p>%s</p></div>`, true},
		{"a table", `<table><tr><td>%s</td></tr></table>`, true},
		{"a paragraph with links", `<div><p><a href=/a>Paul</a> <a href=/b>Wrong</a> spoke for the dockers on Monday. %s</p></div>`, true},
		{"a cell of a table of facts", `<table><tr><th>The words that the harbour’s dockers heard on that day, as far as anybody remembers</th><td><a href=/a>%s</a> <a href=/b>And more of them</a></td></tr></table>`, true},
		{"a cell of links", `<table><tr><td><a href=/a>%s</a><br><a href=/b>And more of them</a></td></tr></table>`, false},
		{"an element of the site's own", `<amp-ad width="300"><div>%s</div></amp-ad>`, false},
		{"a post of somebody's", `<blockquote class="twitter-tweet"><p>%s</p>&mdash; Paul (@paul) <a href="https://x.example/1">May 1</a></blockquote>`, false},
		{"a caption", `<figure><img><figcaption>%s</figcaption></figure>`, false},
		{"an old caption", `<div class="wp-caption"><p class="wp-caption-text">%s</p></div>`, false},
		{"a newsletter box by class", `<div class="c-newsletterSignUp__box"><p>%s</p></div>`, false},
		{"a newsletter box by its form", `<div><p>%s</p><form><input type="email"></form></div>`, false},
		{"a newsletter box by its first line", `<div><h4>Sign up for our newsletter</h4><p>%s</p></div>`, false},
		{"comments", `<section id="comments"><p>%s</p></section>`, false},
		{"comments as WordPress makes them", `<ol class="commentlist"><li class="comment"><p>%s</p></li></ol>`, false},
		{"a cookie notice", `<div id="onetrust-cookie-policy"><p>%s</p></div>`, false},
		{"related links", `<div class="related-articles"><p>%s</p></div>`, false},
		{"a list of links", `<ul><li><a href=/1>%s</a></li><li><a href=/2>Another headline</a></li></ul>`, false},
		{"an aside", `<aside><h3>More on this</h3><p>%s</p></aside>`, false},
		{"navigation", `<nav>%s</nav>`, false},
		{"a footer", `<footer><p>%s</p></footer>`, false},
		{"hidden", `<div style="display: none"><p>%s</p></div>`, false},
		{"hidden from readers", `<div aria-hidden="true"><p>%s</p></div>`, false},
		{"a dialog", `<div role="dialog"><p>%s</p></div>`, false},
		{"without scripts", `<noscript><p>%s</p></noscript>`, false},
		{"a script", `<script type="text/x-template"><p>%s</p></script>`, false},
		{"a template", `<template><p>%s</p></template>`, false},
		{"a markup comment", `<!-- <p>%s</p> -->`, false},
		{"an author's life", `<div class="author-bio"><p>%s</p></div>`, false},
		{"a credit line", `<p>Photo: %s</p>`, false},
		{"a share bar", `<div class="share-tools"><p>%s</p></div>`, false},
	} {
		page := "<!doctype html><html><body><article><h1>Harbour talks</h1>" + article(6) + fmt.Sprintf(tt.html, fake) + article(6) + "</article></body></html>"
		a, err := HTML([]byte(page), "")
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := strings.Contains(a.Text(), "Never quote this"); got != tt.kept {
			t.Errorf("%s: kept is %v, want %v", tt.name, got, tt.kept)
		}
		if n := strings.Count(a.Text(), "Sentence number"); n != 12 {
			t.Errorf("%s: %d of 12 sentences are left", tt.name, n)
		}
	}
}

func TestPages(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"UTF-8 that says nothing, after much ASCII", "<html><head>" + strings.Repeat("<meta name=x>", 200) + "</head><body><p>„Café“, said Šimon. " + article(3), "„Café“, said Šimon."},
		{"UTF-8 that says it is something else", "<html><head><meta charset=gbk></head><body><p>“Café,” he said. " + article(3), "“Café,” he said."},
		{"Latin 1", "<html><head><meta charset=iso-8859-1></head><body><p>Caf\xe9, he said. " + article(3), "Café, he said."},
		{"no paragraphs", "<html><body><div class='widget Blog'><div>" + strings.NewReplacer("<p>", "", "</p>", "<br><br>").Replace(article(9)) + "</div></div><div class='sidebar'>Links and more.</div>", "Sentence number 8"},
		{"an article that is called a footer", "<html><body><div class='footer'>" + article(9) + "</div>", "Sentence number 8"},
		{"no-break spaces and soft hyphens", "<html><body><p>The har\u00adbour\u00a0master   said so. " + article(3), "The harbour master said so."},
	} {
		a, err := HTML([]byte(tt.page), "")
		if err != nil || !strings.Contains(a.Text(), tt.want) {
			t.Errorf("%s: %v\n%+v", tt.name, err, a)
		}
		if a != nil && strings.Contains(a.Text(), "Links and more") {
			t.Errorf("%s: the sidebar is left", tt.name)
		}
	}
}

func TestLetter(t *testing.T) {
	got := letter("Dear all,\n\nthis line is as long as a mail program makes them and goes on in\nthe next one.\n\nShort line\nanother short line\n\nTo unsubscribe, click here.\n-- \nMara\n")
	want := []string{"Dear all,", "this line is as long as a mail program makes them and goes on in the next one.", "Short line", "another short line"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q", got)
	}
}

// TestLines: a line of the page is known by its words, in whatever element it stands; a sentence that begins alike is kept.
func TestLines(t *testing.T) {
	for line, want := range map[string]bool{
		"Published 21 May 2025": true, "Last updated on Wed 21 May 2025 10.14 BST": true, "Updated 3 hours ago": true, "Published: May 21, 2025 10:14 BST": true,
		"Published figures show that assaults doubled since 2022.": false, "Updated rules demand two guards per bus.": false,
		"Image source, Reuters": true, "Media caption, Watch: “We got plastic,” driver says": true, "AFP via Getty Images": true, "(AP Photo/Jan Doe)": true, "Reuters": true,
		"Photographs of the mayor were burned in the square.": false, "Reuters was told so.": false,
		"WATCH: “We got plastic,” says driver": true, "ALSO READ | Council demands inquiry": true, "More on this story": true, "More from The Quay": true, "Recommended Stories": true, "list of 4 items": true,
		"Read the report, he demanded, before you vote.": false, "More on that tomorrow, she promised.": false, "Related charges were dropped on Friday.": false, "Watch out for falling rocks, the police warned.": false,
		"Sign up to First Edition, our free daily newsletter": true, "Sign up here.": true, "Privacy Notice: Newsletters may contain online ads.": true, "Already a subscriber? Log in": true,
		"Sign up for the army, the posters said, and see the world.": false, "Subscribe to that view and you may as well close the depot, Pell said.": false, "Log in to the system, the manual says, and wait.": false,
		"Advertisement - story continues below": true, "ADVERTISEMENT - SCROLL TO CONTINUE": true, "Advertisements for cigarettes were banned in 1998, she said.": false,
		"Follow The Quay on X": true, "Follow the money, he said.": false, "Share this article": true, "“Share this burden,” he told the council.": false, "Comments (14)": true, "Comments by the mayor angered drivers.": false,
		"(Reporting by Jane Doe in Halden; Editing by Bob Roe)": true, "Reporting by the council's auditors was flawed, she said; editing it by hand made it worse.": false,
		"This content is hosted by a third party.": true, "Tags: buses, council": true, "4 min read": true, "Loading...": true, "Topics include pay and parking, the agenda says.": false, "Live": true, "Live ammunition was found.": false,
	} {
		if isBoilerplate(line) != want {
			t.Errorf("%q: a line of the page is %v", line, !want)
		}
	}
}

func TestWriter(t *testing.T) {
	for line, want := range map[string]string{
		"By Ricardo Faulkner": "Ricardo Faulkner", "By Ana de Souza and Jo Smith, Halden Post": "Ana de Souza and Jo Smith, Halden Post", "BY IDA BERG": "IDA BERG", "By Tuesday, nobody had answered.": "", "By Tuesday": "",
		"By Follow Author": "", "By Staff Writer": "", "By Christmas Eve it was over.": "",
	} {
		if got := writer(line); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// TestHeadOfOldPages: the title names the site as well, breaks part the paragraphs, the writer stands on a line of his own.
func TestHeadOfOldPages(t *testing.T) {
	page := "<html><head><title>The Quay: Harbour talks resume</title></head><body><table><tr><td><font size=5><b>Harbour talks resume</b></font><br><i>The dockers want longer breaks.</i><br><br>" +
		"By Ida Berg<br><br><font size=3>" + strings.NewReplacer("<p>", "", "</p>", "<br><br>").Replace(article(9)) + "</font></td></tr></table></body></html>"
	a, err := HTML([]byte(page), "")
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Harbour talks resume" || a.Publisher != "The Quay" || a.Author != "Ida Berg" {
		t.Errorf("title %q, publisher %q, author %q", a.Title, a.Publisher, a.Author)
	}
	if len(a.Paragraphs) != 11 || a.Paragraphs[0] != a.Title || a.Paragraphs[1] != "The dockers want longer breaks." {
		t.Errorf("%d paragraphs: %q", len(a.Paragraphs), a.Paragraphs[:min(3, len(a.Paragraphs))])
	}
}
