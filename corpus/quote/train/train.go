package main

import (
	"log/slog"
	"sync"

	"example.org/briefbot/corpus/quote/model"
)

// folds is how many parts the documents are dealt to. What a later stage learns of an earlier one's output comes from documents
// that the earlier one has not seen.
const folds = 5

// trained is the model with all that it takes to judge it on its own training texts.
type trained struct {
	model *model.Model
	folds [folds]*model.Model // that have not seen the documents of their fold
}

// unseen returns the model that has not seen d.
func (t *trained) unseen(d *document) *model.Model { return t.folds[d.fold] }

// train runs all stages.
func train(docs []*document, log *slog.Logger) *trained {
	for i, d := range docs {
		d.fold = i % folds
	}
	without, all := lexicons(docs)
	features, sequences := index(docs, without)
	log.Info("features counted", "features", len(features), "paragraphs", len(sequences))
	taggers := leaveOut(func(k int) *model.Tagger {
		keep := except(k)
		defer log.Info("tagger trained", "without", k)
		return trainTagger(len(features), sequences, func(d int) bool { return keep(docs[d].fold) }).tagger(features)
	})
	texts := make([]*tagged, len(docs))
	for n, d := range docs {
		texts[n] = tagDocument(n, d, taggers[d.fold], without[d.fold])
	}
	options, words := labellingsOf(texts)
	log.Info("reranker trains", "paragraphs", len(options), "features", len(words.names))
	reranks := leaveOut(func(k int) *model.Linear { return trainReranker(options, words, except(k)) })
	for _, d := range texts {
		d.pick(reranks[d.fold])
	}
	choices, words := choicesOf(texts)
	log.Info("ranker trains", "choices", len(choices), "features", len(words.names))
	ranks := leaveOut(func(k int) *model.Linear { return trainRanker(choices, words, except(k)) })
	judged, words := judgementsOf(texts, &ranks)
	log.Info("confidence trains", "reports", len(judged), "features", len(words.names))
	sure := leaveOut(func(k int) *model.Linear { return trainConfidence(judged, words, except(k)) })

	t := &trained{model: &model.Model{Lexicon: all, Tagger: taggers[folds], Rerank: reranks[folds], Rank: ranks[folds], Confidence: sure[folds]}}
	for k := range t.folds {
		t.folds[k] = &model.Model{Lexicon: without[k], Tagger: taggers[k], Rerank: reranks[k], Rank: ranks[k], Confidence: sure[k]}
	}
	return t
}

// except keeps every fold but one.
func except(fold int) func(int) bool { return func(f int) bool { return f != fold } }

// leaveOut trains one model without each fold and one, the last, on everything; two at a time.
func leaveOut[M any](train func(without int) M) [folds + 1]M {
	var out [folds + 1]M
	var wg sync.WaitGroup
	work := make(chan int)
	for range 2 {
		wg.Go(func() {
			for k := range work {
				out[k] = train(k)
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
