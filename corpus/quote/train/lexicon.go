package main

import "example.org/briefbot/corpus/quote/model"

const folds = 5

// lexicons returns for each fold the lexicon of the other folds, and the lexicon of all: words that a document's own labels
// have put into a lexicon would look surer in training than they are later.
func lexicons(docs []*document) (without []*model.Lexicon, all *model.Lexicon) {
	total := model.Counts{}
	parts := make([]model.Counts, folds)
	for k := range parts {
		parts[k] = model.Counts{}
	}
	for _, d := range docs {
		total.Add(d.view, d.labels)
		parts[d.fold].Add(d.view, d.labels)
	}
	for _, p := range parts {
		without = append(without, total.Lexicon(p))
	}
	return without, total.Lexicon(nil)
}
