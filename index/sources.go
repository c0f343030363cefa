package index

import (
	"cmp"
	"slices"
	"strings"
)

// sources answers /sources: the documents in scope, newest first, those without a date last.
func (a *question) sources(q Sources) (*Answer, error) {
	about := a.ix.lang.subject(q.About)
	f := a.find([]fieldTerm{typeKey(wholeSource)})
	f.all = append(f.all, about.terms(wholeSource, textField)...)
	hits, err := a.shelf.run(a.ctx, f, 0)
	if err != nil {
		return nil, err
	}
	var docs []*reading
	for _, h := range hits {
		d, ok, err := a.read(h.id)
		if err != nil {
			return nil, err
		}
		if ok {
			docs = append(docs, d)
		}
	}
	slices.SortFunc(docs, func(d, e *reading) int {
		return cmp.Or(e.Published.Compare(d.Published), strings.Compare(d.Title, e.Title), strings.Compare(string(d.ID), string(e.ID)))
	})
	results := make([]Result, len(docs))
	for i, d := range docs {
		r := Result{Excerpt: Excerpt{Doc: &d.Document}, Confidence: 1, Citations: []Citation{{Doc: &d.Document, Paragraph: 1, Link: d.address()}}}
		r.Date, r.DateFrom, r.Precision, _, _ = dating("", d.Published)
		results[i] = r
	}
	answer := paged(q, q.Page, results)
	if answer.Total == 0 && q.About != "" {
		a.suggest(answer, q.About)
	}
	return answer, nil
}
