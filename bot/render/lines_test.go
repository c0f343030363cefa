package render

import (
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// TestFirstTwoLines: the first two lines of a result hold what was asked for: the words said, what is demanded, the date and what happened on it, the sentence, the
// document.
func TestFirstTwoLines(t *testing.T) {
	text := "The ferry union demanded that the port close the pier on 4 March 2025."
	d := &corpus.Document{ID: "00000000000000a1", Kind: corpus.Article, Title: "Harbour talks", Publisher: "The Courier", Published: time.Date(2025, 3, 5, 0, 0, 0, 0, time.UTC), Text: text}
	at := func(words string) index.Excerpt {
		i := strings.Index(text, words)
		return index.Excerpt{Doc: d, Spans: []corpus.Span{{Start: i, End: i + len(words)}}}
	}
	r := index.Result{
		Excerpt: at(text), Kind: "indirect", Speaker: "ferry union", Chain: []string{"The Courier", "a clerk"}, Actor: "ferry union", Target: "port",
		Object: at("close the pier"), Date: "2025-03-04", Precision: "day", When: "past", Citations: []index.Citation{{Doc: d, Paragraph: 1, Spans: at(text).Spans}},
	}
	listed := r
	listed.Excerpt = index.Excerpt{Doc: d}
	demand := r
	demand.Kind = "demand"
	for _, c := range []struct {
		query index.Query
		r     index.Result
		want  []string
	}{
		{index.WhoSaid{Who: "ferry union"}, r, []string{"ferry union", text}},
		{index.Demands{}, demand, []string{"ferry union → port", "demand", "close the pier"}},
		{index.Demands{By: "ferry union"}, demand, []string{"ferry union → port", "close the pier"}},
		{index.Timeline{}, r, []string{"<t:", text}},
		{index.Search{Text: "pier"}, r, []string{"Harbour talks", text}},
		{index.Sources{}, listed, []string{"Harbour talks", "The Courier", "2025-03-05", string(d.ID)}},
	} {
		m := Discord(&index.Answer{Query: c.query, Total: 1, Page: 1, Pages: 1, Results: []index.Result{c.r}}, IDs{})
		lines := strings.SplitN(shown(m.Embeds[0].Description), "\n", 3)
		for _, want := range c.want {
			if two := strings.Join(lines[:min(2, len(lines))], "\n"); !strings.Contains(two, want) {
				t.Errorf("%s: no %q in the first two lines:\n%s", c.query, want, two)
			}
		}
	}
}

// A line below the table is a line of its own: what follows the mark that ends a block would stand in it as text.
func TestTableEndsItsBlock(t *testing.T) {
	d := &corpus.Document{ID: "00000000000000a1", Text: "close the pier"}
	r := index.Result{Excerpt: index.Excerpt{Doc: d, Spans: []corpus.Span{{Start: 0, End: 14}}}, Kind: "demand", Actor: "union", Issue: 1}
	r.Object = r.Excerpt
	left := r
	left.LessSure = true
	a := &index.Answer{Query: index.Demands{Picture: true}, Total: 2, Page: 1, Pages: 1, Results: []index.Result{r, left}, Pictured: []index.Result{r, left}, PicturedFirst: 1}
	got := Discord(a, IDs{}).Content
	if !strings.Contains(got, "\n```\n-# 1 more") {
		t.Errorf("the table is written\n%s", got)
	}
}
