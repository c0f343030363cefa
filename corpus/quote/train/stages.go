package main

import (
	"example.org/briefbot/corpus/quote/model"
)

// linked is a document tagged by a tagger that has not seen it.
type linked struct {
	*document
	paragraphs []*model.Paragraph
	links      []linkAt
	matched    []int // of each link: its gold mark, or -1
}

type linkAt struct {
	p *model.Paragraph
	l int
}

// tagAndLink tags d and matches what it finds with the gold.
func tagAndLink(d *document, t *model.Tagger, lex *model.Lexicon) *linked {
	out := &linked{document: d, paragraphs: t.Tag(d.view, lex).Paragraphs()}
	var found []map[int]bool
	for _, p := range out.paragraphs {
		for l := range p.Links {
			out.links = append(out.links, linkAt{p, l})
			found = append(found, d.words.in(d.view.Spans(p.Links[l].Content)))
		}
	}
	out.matched = d.match(found)
	return out
}

// choices are the ranker's examples: the links whose content is half right.
func (d *linked) choices() []choiceExample {
	var out []choiceExample
	for k, at := range d.links {
		if d.matched[k] < 0 || at.p.Links[at.l].Cue.Empty() {
			continue
		}
		all := at.p.Candidates(at.l)
		x := choiceExample{fold: d.fold, candidates: at.p.RankFeatures(at.l, all), right: make([]bool, len(all))}
		gold := d.marks[d.matched[k]].source
		for i, c := range all {
			x.right[i] = d.words.sameSource(gold, d.wordsOf(c.Run))
		}
		out = append(out, x)
	}
	return out
}

func (d *linked) wordsOf(r model.Run) map[int]bool {
	if r.Empty() {
		return nil
	}
	return d.words.in(d.view.Spans([]model.Run{r}))
}

// judged are the confidence's examples: every link with its chosen source.
func (d *linked) judged(rank *model.Linear) []yesNo {
	var out []yesNo
	for k, at := range d.links {
		c := at.p.Choose(at.l, rank)
		right := d.matched[k] >= 0 && d.words.sameSource(d.marks[d.matched[k]].source, d.wordsOf(c.Run))
		out = append(out, yesNo{d.fold, at.p.ConfidenceFeatures(at.l, c), right})
	}
	return out
}
