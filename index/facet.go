package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// Facet is one way in which an answer parts: by who speaks or acts, by document, by month. It counts all results, not those of a page.
type Facet struct {
	By     string // "speaker", "document" or "month"
	Values []FacetValue
}

// FacetValue is one part of an answer.
type FacetValue struct {
	Value string // a name as in a document, a document's id, a month such as 2025-10; [Refine] takes it
	Label string // for a document its title, otherwise Value
	Count int
}

// The ways in which an answer parts.
const (
	bySpeaker  = "speaker"
	byDocument = "document"
	byMonth    = "month"
)

// facetValues is how many values of a facet are told, those with most results.
const facetValues = 8

// facets counts results that are of one question. A facet of which the question has chosen, or with a single value, is left out.
func facets(q Query, results []Result) []Facet {
	var out []Facet
	for _, by := range []string{bySpeaker, byDocument, byMonth} {
		if chosen(q, by) {
			continue
		}
		labels, counts := map[string]string{}, map[string]int{}
		for i := range results {
			results[i].facet(by, func(value, label string) {
				labels[value] = label
				counts[value]++
			})
		}
		if len(counts) < 2 {
			continue
		}
		f := Facet{By: by}
		for value, n := range counts {
			f.Values = append(f.Values, FacetValue{value, labels[value], n})
		}
		slices.SortFunc(f.Values, func(a, b FacetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Label, b.Label), strings.Compare(a.Value, b.Value))
		})
		f.Values = f.Values[:min(len(f.Values), facetValues)]
		out = append(out, f)
	}
	return out
}

// facet calls add with the values of r and their labels, each once.
func (r *Result) facet(by string, add func(value, label string)) {
	switch by {
	case bySpeaker:
		if name := cmp.Or(r.Speaker, r.Actor, r.said); name != "" && !r.Anonymous {
			add(name, name)
		}
	case byDocument:
		for i, c := range r.Citations {
			if !slices.ContainsFunc(r.Citations[:i], func(have Citation) bool { return have.Doc.ID == c.Doc.ID }) {
				add(string(c.Doc.ID), cmp.Or(c.Doc.Title, string(c.Doc.ID)))
			}
		}
	case byMonth:
		if len(r.Date) >= len("2025-10") && r.Date[4] == '-' && r.Date[5] <= '1' {
			add(r.Date[:len("2025-10")], r.Date[:len("2025-10")])
		}
	}
}

// chosen reports whether q is already narrowed in that way.
func chosen(q Query, by string) bool {
	switch q := q.(type) {
	case WhoSaid:
		return by == bySpeaker && q.Who != "" || by == byDocument && q.Doc != "" || by == byMonth && !q.Period.empty()
	case Demands:
		return by == bySpeaker && q.By != "" || by == byDocument && q.Doc != "" || by == byMonth && !q.Period.empty()
	case Timeline:
		return by == bySpeaker || by == byDocument && q.Doc != "" || by == byMonth && !q.Period.empty()
	case Search:
		t, err := parseSearch(q.Text, time.Unix(0, 0).UTC()) // whatever the day is: only whether there is a period counts
		return err != nil || by == bySpeaker && len(t.who) > 0 || by == byDocument && t.doc != "" || by == byMonth && !t.period.empty()
	}
	return true
}

// Refine narrows q to the results of a facet's value, from its first page on. It returns q itself where that means nothing.
func Refine(q Query, by, value string) Query {
	var month Period
	if t, err := time.Parse("2006-01", value); by == byMonth && err == nil {
		month = Period{Since: t, Until: t.AddDate(0, 1, -1)}
	}
	switch q := q.(type) {
	case WhoSaid:
		narrow(by, value, month, &q.Who, &q.Doc, &q.Period)
		return q.At(0)
	case Demands:
		narrow(by, value, month, &q.By, &q.Doc, &q.Period)
		return q.At(0)
	case Timeline:
		narrow(by, value, month, &q.Who, &q.Doc, &q.Period)
		return q.At(0)
	case Search:
		switch {
		case by == bySpeaker:
			q.Text = strings.TrimSpace(withoutFilter(q.Text, "who") + fmt.Sprintf(` who:"%s"`, strings.Map(unquoted, value)))
		case by == byDocument:
			q.Text += " doc:" + value
		case !month.empty():
			q.Text += " since:" + value + " until:" + value
		}
		return q.At(0)
	}
	return q
}

func narrow(by, value string, month Period, who *string, doc *corpus.ID, p *Period) {
	switch {
	case by == bySpeaker:
		*who = value
	case by == byDocument:
		*doc = corpus.ID(value)
	case !month.empty():
		*p = month
	}
}

// unquoted takes quotation marks out of a text that is to stand between some.
func unquoted(r rune) rune {
	if quoteMark(r) {
		return -1
	}
	return r
}
