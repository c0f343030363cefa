package render

import (
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// An earlier telling and the answers of other papers stand beside the words with their days, each cited for what it is.
func TestToldByOtherPapers(t *testing.T) {
	paper := func(title, day, text string) (index.Excerpt, index.Citation) {
		published, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		d := &corpus.Document{ID: corpus.ID(title), Title: title, Text: text, Published: published}
		e := index.Excerpt{Doc: d, Spans: []corpus.Span{{Start: 0, End: len(text)}}}
		return e, index.Citation{Doc: d, Paragraph: 1, Spans: e.Spans}
	}
	now, at := paper("New", "2025-06-09", "The union demanded a rise of 5 percent.")
	before, beforeAt := paper("Old", "2025-06-02", "The union demanded a rise of 8 percent.")
	yes, yesAt := paper("Third", "2025-06-16", "The port agreed.")
	no, noAt := paper("Fourth", "2025-06-12", "The port refused.")
	a := &index.Answer{Query: index.Demands{By: "union"}, Total: 1, Page: 1, Pages: 1, Results: []index.Result{{
		Excerpt: now, Kind: "demand", Actor: "The union", Status: "accepted", Answered: yes, Before: before, BeforeAt: beforeAt,
		Answers: []index.Reply{
			{Status: "accepted", Excerpt: yes, Date: "2025-06-16", Citation: yesAt}, {Status: "refused", Excerpt: no, Date: "2025-06-12", Citation: noAt},
		},
		Citations: []index.Citation{at, beforeAt},
	}}}
	got := textOf(t, a)
	for _, want := range []string{
		"Later (2025-06-09): The union demanded a rise of 5 percent.",
		"Answer (accepted, 2025-06-16): The port agreed.",
		"Before that: answer (refused, 2025-06-12): The port refused.",
		"Earlier (2025-06-02): The union demanded a rise of 8 percent.",
		"earlier: Old — 2025-06-02, ¶1", "answer: Third — 2025-06-16, ¶1", "answer: Fourth — 2025-06-12, ¶1",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "also: Old") {
		t.Errorf("cited twice:\n%s", got)
	}
	if j := jsonOf(t, a); !strings.Contains(j, `"answers"`) || !strings.Contains(j, `"status": "refused"`) || !strings.Contains(j, `"title": "Old"`) {
		t.Errorf("JSON:\n%s", j)
	}
}
