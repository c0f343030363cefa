package index

import (
	"cmp"
	"slices"
	"strings"

	"example.org/briefbot/corpus"
)

// sources answers /sources: the documents in scope, newest first, those without a date last.
func (a *question) sources(q Sources) (*Answer, error) {
	ids := a.dir.newest
	if about := a.ix.lang.subject(q.About); !about.empty() {
		f := a.find([]fieldTerm{typeKey(wholeSource)})
		f.all = append(f.all, about.terms(wholeSource, textField)...)
		hits, err := a.shelf.run(a.ctx, f, 0)
		if err != nil {
			return nil, err
		}
		found := make(map[corpus.ID]bool, len(hits))
		for _, h := range hits {
			found[h.id] = true
		}
		ids = slices.DeleteFunc(slices.Clone(ids), func(id corpus.ID) bool { return !found[id] })
	}
	answer := &Answer{Query: q, Total: len(ids), Page: max(1, q.Page), Pages: (len(ids) + PageSize - 1) / PageSize}
	if q.Page == Everything {
		answer.Page, answer.Pages = 1, min(len(ids), 1)
	} else {
		answer.Page = min(answer.Page, max(1, answer.Pages))
		from := min(len(ids), (answer.Page-1)*PageSize)
		ids = ids[from:min(len(ids), from+PageSize)]
	}
	for _, id := range ids {
		d, ok, err := a.read(id)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		r := Result{Excerpt: Excerpt{Doc: &d.Document}, Confidence: 1, Citations: []Citation{{Doc: &d.Document, Paragraph: 1, Link: d.address()}}}
		r.Date, r.DateFrom, r.Precision, _, _ = d.dating("")
		answer.Results = append(answer.Results, r)
	}
	if answer.Total == 0 && q.About != "" {
		a.suggest(answer, q.About)
	}
	return answer, nil
}

// newestFirst lists sources by the day of their publication, those without one last.
func newestFirst(sources []*source) []corpus.ID {
	sorted := slices.Clone(sources)
	slices.SortFunc(sorted, func(s, t *source) int {
		return cmp.Or(t.Published.Compare(s.Published), strings.Compare(string(s.ID), string(t.ID)))
	})
	ids := make([]corpus.ID, len(sorted))
	for i, s := range sorted {
		ids[i] = s.ID
	}
	return ids
}
