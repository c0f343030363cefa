package main

import (
	"log/slog"
	"sync"

	"example.org/briefbot/corpus/quote/model"
)

// trained is the model with all that it takes to judge it on its own training texts.
type trained struct {
	docs  []*document
	model *model.Model
	folds [folds]model.Model // that have not seen the documents of their fold
}

// held returns what is found in d by models that have not seen it.
func (t *trained) held(d *document) []model.Report { return t.folds[d.fold].Find(d.view) }

// train runs all steps.
func train(docs []*document, log *slog.Logger) *trained {
	for i, d := range docs {
		d.fold = i % folds
	}
	t := &trained{docs: docs, model: &model.Model{}}
	without, all := lexicons(docs)
	t.model.Lexicon = all
	features, sequences := index(docs, without)
	log.Info("features counted", "features", len(features), "paragraphs", len(sequences))
	taggers := trainTaggers(docs, features, sequences, log)
	t.model.Tagger = taggers[folds]

	var outputs []*linked
	var choices []choiceExample
	for _, d := range docs {
		l := tagAndLink(d, taggers[d.fold], without[d.fold])
		outputs = append(outputs, l)
		choices = append(choices, l.choices()...)
	}
	log.Info("ranker trains", "choices", len(choices))
	for k := range t.folds {
		t.folds[k] = model.Model{Lexicon: without[k], Tagger: taggers[k], Rank: trainRanker(choices, except(k))}
	}
	t.model.Rank = trainRanker(choices, except(-1))
	var judged []yesNo
	for _, l := range outputs {
		judged = append(judged, l.judged(t.folds[l.fold].Rank)...)
	}
	log.Info("confidence trains", "reports", len(judged))
	for k := range t.folds {
		t.folds[k].Confidence = trainConfidence(judged, except(k))
	}
	t.model.Confidence = trainConfidence(judged, except(-1))
	return t
}

// except keeps every fold but one.
func except(fold int) func(int) bool { return func(f int) bool { return f != fold } }

// trainTaggers trains one tagger without each fold and one on everything, two at a time.
func trainTaggers(docs []*document, features []model.Feature, sequences []sequence, log *slog.Logger) [folds + 1]*model.Tagger {
	var out [folds + 1]*model.Tagger
	var wg sync.WaitGroup
	work := make(chan int)
	for range 2 {
		wg.Go(func() {
			for k := range work {
				keep := except(k)
				out[k] = trainTagger(len(features), sequences, func(d int) bool { return keep(docs[d].fold) }).tagger(features)
				log.Info("tagger trained", "without", k, "of", folds)
			}
		})
	}
	for k := folds; k >= 0; k-- {
		work <- k
	}
	close(work)
	wg.Wait()
	return out
}
