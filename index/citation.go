package index

import (
	"context"
	"fmt"
	"slices"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index/wording"
)

// cite makes the citation of spans, which are in text order.
func (d *reading) cite(spans []corpus.Span) Citation {
	return Citation{Doc: &d.Document, Paragraph: d.paragraph(spans[0]), Spans: spans, Link: d.link(spans[0])}
}

// excerpt returns s as an excerpt, the zero Excerpt for the zero span.
func (d *reading) excerpt(s corpus.Span) Excerpt {
	if s.IsZero() {
		return Excerpt{}
	}
	return Excerpt{Doc: &d.Document, Spans: []corpus.Span{s}}
}

// sentencesAround is how many sentences are shown on either side of a citation.
const sentencesAround = 2

// Context returns the sentences in which spans of a document stand, with two on either side. The error wraps
// corpus.ErrNotFound when s does not see such a document; spans that do not fit it are a *QueryError.
func (ix *Index) Context(ctx context.Context, s Scope, id corpus.ID, spans []corpus.Span) (*Passage, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	q, err := ix.begin(ctx, s)
	if err != nil {
		return nil, err
	}
	d, ok, err := q.read(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("document %s: %w", id, corpus.ErrNotFound)
	}
	spans = slices.Clone(spans)
	slices.SortFunc(spans, corpus.Span.Compare)
	if !fit(d.Text, spans) {
		return nil, &QueryError{Hint: wording.PlaceGone}
	}
	p := &Passage{Cited: spans, Citation: d.cite(spans), Excerpt: Excerpt{Doc: &d.Document}}
	for _, span := range spans {
		wide := d.widened(span)
		if n := len(p.Spans); n > 0 && wide.Start <= p.Spans[n-1].End+1 {
			p.Spans[n-1].End = max(p.Spans[n-1].End, wide.End)
			continue
		}
		p.Spans = append(p.Spans, wide)
	}
	return p, nil
}

// widened is s with the sentences around it.
func (d *reading) widened(s corpus.Span) corpus.Span {
	i, j := within(d.sentences, s)
	if i == j {
		return s
	}
	first, last := d.sentences[max(0, i-sentencesAround)], d.sentences[min(len(d.sentences), j+sentencesAround)-1]
	return corpus.Span{Start: min(s.Start, first.Start), End: max(s.End, last.End)}
}

// fit reports whether spans lie in text, on character borders, and hold something.
func fit(text string, spans []corpus.Span) bool {
	for _, s := range spans {
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End || !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
			return false
		}
	}
	return len(spans) > 0
}
