package index

import (
	"fmt"
	"slices"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// answersKept is how many questions' results are kept at hand: the pages of one question are asked for one after the other.
const answersKept = 32

// whole is what a question found over all pages.
type whole struct {
	results []Result
	facets  []Facet
	more    bool
}

// answered keeps what questions found, for as long as nothing changes that it is drawn from.
type answered struct{ kept *lru.Cache[string, whole] }

func newAnswered() (*answered, error) {
	kept, err := lru.New[string, whole](answersKept)
	return &answered{kept}, err
}

// name names a question together with all that its answer depends on: what the asker sees, what is hidden there, what is stored, what day it is.
func (a *question) name(q Query) string {
	a.ix.sweeping.Lock()
	defer a.ix.sweeping.Unlock()
	return fmt.Sprintf("%d %d %v %s %t %s", a.dir.number, a.ix.swept, a.veils, a.now.Format(time.DateOnly), a.whole, q.At(0))
}

// page answers one page of q from what is found for all of its pages.
func (a *question) page(q Query) (*Answer, error) {
	if _, lists := q.(Sources); lists {
		return a.answer(q) // reads no more than its page
	}
	a.whole = pageOf(q) == Everything
	name := a.name(q)
	w, ok := a.ix.answered.kept.Get(name)
	if !ok {
		all, err := a.answer(q.At(Everything))
		if err != nil {
			return nil, err
		}
		if all.Query = q; all.Total == 0 {
			all.Page = 1
			if _, searched := q.(Search); !searched { // which knows words by their like spelling
				all.Nearest = a.highlighted(q, all.Nearest)
			}
			return all, nil
		}
		w = whole{all.Results, all.Facets, a.capped}
		if w.facets == nil { // a search has counted its sentences one by one
			w.facets = facets(q, w.results)
		}
		a.ix.answered.kept.Add(name, w)
	}
	answer := paged(q, pageOf(q), w.results)
	answer.Facets, answer.More = w.facets, w.more
	answer.Results = a.highlighted(q, answer.Results)
	return answer, nil
}

// highlighted marks the words of q in a page of results.
func (a *question) highlighted(q Query, page []Result) []Result {
	lang := a.ix.lang
	var words subject
	switch q := q.(type) {
	case WhoSaid:
		words = lang.subject(q.Words).with(lang.subject(q.About))
	case Demands:
		words = lang.subject(q.About)
	case Timeline:
		words = lang.subject(q.About)
	case Search:
		text, err := parseSearch(q.Text, a.now)
		if err != nil {
			return page
		}
		words = lang.subject(text.content())
	}
	page = slices.Clone(page) // what is kept belongs to all askers
	for i := range page {
		r := &page[i]
		spans := slices.Clone(r.Spans)
		for _, c := range r.Also {
			spans = append(spans, c.Spans...)
		}
		r.Highlights = words.marks(lang, r.Doc, spans)
	}
	return page
}

func pageOf(q Query) int {
	switch q := q.(type) {
	case WhoSaid:
		return q.Page
	case Demands:
		return q.Page
	case Timeline:
		return q.Page
	case Search:
		return q.Page
	}
	return 0
}

// with is s and t together.
func (s subject) with(t subject) subject {
	return subject{words: append(slices.Clone(s.words), t.words...), country: append(slices.Clone(s.country), t.country...)}
}
