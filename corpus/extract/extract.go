// Package extract runs the extractors over a document and joins what they found.
//
// It owns the order in which they run (each builds on the one before), the version that is stored beside
// their results, and the laws that hold for all of them: every span lies inside the text, and
// a fault in one extractor costs its own layer of one document and nothing else. It finds nothing itself
// except what needs several layers at once: the day of a statement or demand, and the entities of those who are described
// and speak or demand.
package extract

import (
	"errors"
	"fmt"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/demand"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/quote"
	"example.org/briefbot/corpus/segment"
	"example.org/briefbot/corpus/timex"
)

// Version names the state of all extractors together. It is stored with every record; a record of another
// version is annotated again in the background, so it is raised with each change of what they find.
const Version = "4"

// state is one document on its way through the layers.
type state struct {
	document *corpus.Document
	text     *segment.Text
	names    *entity.Set
}

// layer is one extractor: run adds what it finds to a.
type layer struct {
	name string
	run  func(s *state, a *corpus.Annotations)
}

// layers returns all extractors in the order of their dependence.
func layers() []layer {
	return []layer{
		{"segments", func(s *state, a *corpus.Annotations) {
			s.text = segment.Split(s.document.Text)
			a.Paragraphs, a.Sentences = s.text.Paragraphs, s.text.Sentences
		}},
		{"entities", func(s *state, a *corpus.Annotations) {
			s.names = entity.Find(s.document, s.text)
			a.Entities = s.names.Entities
		}},
		{"attributions", func(s *state, a *corpus.Annotations) {
			a.Attributions = quote.Find(s.document, s.text, s.names)
		}},
		{"demands", func(s *state, a *corpus.Annotations) {
			a.Demands = demand.Find(s.document, s.text, s.names, a.Attributions)
		}},
		{"timexes", func(s *state, a *corpus.Annotations) {
			a.Timexes = timex.Find(s.document, s.text)
		}},
		{"those who are described", described},
		{"statements that are demands", agree},
		{"entries", func(s *state, a *corpus.Annotations) {
			a.Entries = timex.Entries(s.document, s.text, a.Timexes)
		}},
		{"days of statements and demands", days},
	}
}

// Annotate returns everything that the extractors find in d, whatever its confidence.
//
// The annotations are valid for d (see [corpus.Annotations.Check]) even when err is not nil: an extractor
// that panics or breaks the law of spans loses its own layer, the error names it and the document, and the
// other layers stand.
func Annotate(d *corpus.Document) (corpus.Annotations, error) {
	return annotate(d, layers())
}

func annotate(d *corpus.Document, layers []layer) (corpus.Annotations, error) {
	s := &state{document: d, text: &segment.Text{Raw: d.Text}, names: &entity.Set{}}
	var found corpus.Annotations
	var errs []error
	for _, l := range layers {
		next, err := l.guarded(s, found)
		if err != nil {
			errs = append(errs, fmt.Errorf("extract %s from document %s: %w", l.name, d.ID, err))
			continue
		}
		found = next
	}
	return found, errors.Join(errs...)
}

// guarded runs l on a copy of found, so that a failing layer leaves no half of its work behind.
func (l layer) guarded(s *state, found corpus.Annotations) (next corpus.Annotations, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	next = found
	l.run(s, &next)
	if err := next.Check(s.document); err != nil {
		return found, err
	}
	return next, nil
}
