package extract

import (
	"strings"
	"testing"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// TestDays marks the cue with _, the content or object with {}, and the time expression with <>; two of them are given two dates.
func TestDays(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"{The pier stays}, the council _said_ on <Friday>.", true},
		{"{The pier stays}, the council _said_ <Friday>.", true},
		{"The council _told_ reporters <Friday> that {the pier stays}.", true},
		{"The council _said_ in an interview with the Northern Wire on <Friday> that {the pier stays}.", true},
		{"On <Friday>, the council _asked_ the company {to keep the pier}.", true},
		{"The council on <Friday> _asked_ the company {to keep the pier}.", true},
		{"The council _asked_ the company late on <Friday> {to keep the pier}.", true},
		{"The council _said_ {the pier closes on <Friday>}.", false},
		{"The council _asked_ the company {to keep the pier} by <Friday>.", false},
		{"The council _asked_ the company by <Friday> {to keep the pier}.", false},
		{"The council, which met on <Friday>, _said_ {the pier stays}.", false},
		{"Members elected in <Friday> _said_ {the pier stays}.", false},
		{"The council _said_ after a meeting on <Friday> that {the pier stays}.", false},
		{"The council _said_ of <Friday>'s vote that {the pier stays}.", false},
		{"The <Friday> vote, the council _said_, {saves the pier}.", false},
		{"On <Friday>, after the storm, the council _said_ {the pier stays}.", false},
		{"On <Friday>, {the pier stays}, the council _said_.", false},
		{"On <Friday>, the council _said_ on <Monday> {that the pier stays}.", false},
		{"On <Friday>, the council fined the company for _refusing_ {to keep the pier}.", false},
		{"“{The pier stays},” she _told_ Harbour <Today>.", false},
		{"It met on <Friday>. The council _said_ {the pier stays}.", false},
		{"The council _said_ on <Sunday> {the pier stays}.", false}, // after the day of publication
	} {
		d, a := marked(c.text)
		days(&state{document: d, text: segment.Split(d.Text)}, a)
		if got := a.Attributions[0].When; (got != "") != c.want || c.want && got != "2031-05-02" {
			t.Errorf("attribution: %s\ngot %q, want a date: %v", c.text, got, c.want)
		}
		if got := a.Demands[0].When; (got != "") != c.want {
			t.Errorf("demand: %s\ngot %q, want a date: %v", c.text, got, c.want)
		}
	}
}

// marked reads the marks of TestDays. Friday is 2 May 2031, and the document was published on the day after it.
func marked(text string) (*corpus.Document, *corpus.Annotations) {
	days := map[string]string{"Friday": "2031-05-02", "Monday": "2031-04-28", "Sunday": "2031-05-04", "Today": "2031-05-03"}
	var plain strings.Builder
	open := map[rune]int{}
	var cue, content corpus.Span
	var found []corpus.Timex
	for _, r := range text {
		at := plain.Len()
		switch r {
		case '{', '<':
			open[r] = at
		case '}':
			content = corpus.Span{Start: open['{'], End: at}
		case '>':
			s := corpus.Span{Start: open['<'], End: at}
			found = append(found, corpus.Timex{Span: s, Type: "DATE", Value: days[plain.String()[s.Start:s.End]]})
		case '_':
			if start, ok := open['_']; ok {
				cue = corpus.Span{Start: start, End: at}
			}
			open['_'] = at
		default:
			plain.WriteRune(r)
		}
	}
	d := &corpus.Document{ID: "d", Text: plain.String(), Published: time.Date(2031, 5, 3, 0, 0, 0, 0, time.UTC)}
	return d, &corpus.Annotations{
		Timexes:      found,
		Attributions: []corpus.Attribution{{Cue: []corpus.Span{cue}, Content: []corpus.Span{content}}},
		Demands:      []corpus.Demand{{Cue: cue, Object: content}},
	}
}
