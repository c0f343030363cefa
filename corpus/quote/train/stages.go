package main

import (
	"slices"

	"example.org/briefbot/corpus/quote/model"
)

// tagged is a document with the likeliest labellings of its paragraphs, by a tagger that has not seen it.
type tagged struct {
	*document
	number     int
	paragraphs [][]*model.Paragraph
	links      []linkAt // of the labellings that are picked
	matched    []int    // of each link: its gold mark, or -1
}

type linkAt struct {
	p *model.Paragraph
	l int
}

func tagDocument(n int, d *document, t *model.Tagger, lex *model.Lexicon) *tagged {
	out := &tagged{document: d, number: n}
	all := t.Tag(d.view, lex)
	for k := range d.view.Sequences() {
		out.paragraphs = append(out.paragraphs, all.Alternatives(k))
	}
	return out
}

// labellings is an example of the reranker: the labellings of a paragraph, each with its cost by the tagger and what it is worth.
type labellings struct {
	fold       int
	rows       [][]uint32
	cost, gain []float64
}

// The gain of a labelling: what its reports get for a source that is right and for a content that is exact, and what each costs.
const (
	foundGain  = .5
	sourceGain = .5
	exactGain  = .4
	reportCost = .5
)

// gain of the links of p, with the sources that rule gives them.
func (d *document) gain(p *model.Paragraph) float64 {
	var found []map[int]bool
	for _, l := range p.Links {
		found = append(found, d.words.in(d.view.Spans(l.Content)))
	}
	sum := -reportCost * float64(len(p.Links))
	for i, m := range d.match(found) {
		if m < 0 {
			continue
		}
		var source map[int]bool
		if s := p.Links[i].Source; s >= 0 {
			source = d.wordsOf(p.Sources[s].Run)
		}
		sum += foundGain
		if d.words.sameSource(d.marks[m].source, source) {
			sum += sourceGain
		}
		if equal(d.marks[m].content, found[i]) {
			sum += exactGain
		}
	}
	return sum
}

// labellings lists the examples of the paragraphs that have more than one labelling. Their features are yielded.
func labellingsOf(docs []*tagged) ([]labellings, *vocabulary) {
	each := func(visit func(doc int, fs []model.Feature)) {
		for _, d := range docs {
			for _, all := range d.paragraphs {
				if len(all) < 2 {
					continue
				}
				for _, p := range all {
					visit(d.number, p.PathFeatures())
				}
			}
		}
	}
	v := newVocabulary(5, each)
	var out []labellings
	for _, d := range docs {
		for _, all := range d.paragraphs {
			if len(all) < 2 {
				continue
			}
			x := labellings{fold: d.fold}
			for _, p := range all {
				x.rows = append(x.rows, v.rows(p.PathFeatures()))
				x.cost = append(x.cost, p.Cost)
				x.gain = append(x.gain, d.gain(p))
			}
			out = append(out, x)
		}
	}
	return out, v
}

// pick links d by the labellings that rerank picks and matches the links with the gold.
func (d *tagged) pick(rerank *model.Linear) {
	var found []map[int]bool
	for _, all := range d.paragraphs {
		p := model.Pick(all, rerank)
		if p == nil {
			continue
		}
		for l := range p.Links {
			d.links = append(d.links, linkAt{p, l})
			found = append(found, d.words.in(d.view.Spans(p.Links[l].Content)))
		}
	}
	d.matched = d.match(found)
}

// choice is an example of the ranker: the candidates for a source, and which are right.
type choice struct {
	fold  int
	rows  [][]uint32
	right []bool
}

// choicesOf lists the links whose content is half right.
func choicesOf(docs []*tagged) ([]choice, *vocabulary) {
	each := func(visit func(d *tagged, k int, at linkAt)) {
		for _, d := range docs {
			for k, at := range d.links {
				if d.matched[k] >= 0 && !at.p.Links[at.l].Cue.Empty() {
					visit(d, k, at)
				}
			}
		}
	}
	v := newVocabulary(4, func(visit func(doc int, fs []model.Feature)) {
		each(func(d *tagged, _ int, at linkAt) {
			for _, fs := range at.p.RankFeatures(at.l, at.p.Candidates(at.l)) {
				visit(d.number, fs)
			}
		})
	})
	var out []choice
	each(func(d *tagged, k int, at linkAt) {
		all := at.p.Candidates(at.l)
		x := choice{fold: d.fold, right: make([]bool, len(all))}
		for _, fs := range at.p.RankFeatures(at.l, all) {
			x.rows = append(x.rows, v.rows(fs))
		}
		gold := d.marks[d.matched[k]].source
		for i, c := range all {
			x.right[i] = d.words.sameSource(gold, d.wordsOf(c.Run))
		}
		out = append(out, x)
	})
	return out, v
}

func (d *document) wordsOf(r model.Run) map[int]bool {
	if r.Empty() {
		return nil
	}
	return d.words.in(d.view.Spans([]model.Run{r}))
}

// judgement is an example of the confidence: a link with its chosen source.
type judgement struct {
	fold  int
	rows  []uint32
	right bool
}

// judgementsOf lists all links. ranks are the rankers that have not seen each fold.
func judgementsOf(docs []*tagged, ranks *[folds + 1]*model.Linear) ([]judgement, *vocabulary) {
	var features [][]model.Feature
	var out []judgement
	v := newVocabulary(5, func(visit func(doc int, fs []model.Feature)) {
		for _, d := range docs {
			for k, at := range d.links {
				c := at.p.Choose(at.l, ranks[d.fold])
				fs := at.p.ConfidenceFeatures(at.l, c)
				visit(d.number, fs)
				features = append(features, slices.Clone(fs))
				right := d.matched[k] >= 0 && d.words.sameSource(d.marks[d.matched[k]].source, d.wordsOf(c.Run))
				out = append(out, judgement{fold: d.fold, right: right})
			}
		}
	})
	for k := range out {
		out[k].rows = v.rows(features[k])
	}
	return out, v
}
