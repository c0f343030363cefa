package quote

import (
	"slices"
	"unicode"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/quote/model"
	"example.org/briefbot/corpus/segment"
)

// The confidences chosen on development data, see docs/attribution.md.
const (
	ExtractThreshold = 0.35 // gives the best end-to-end F1
	ShownThreshold   = 0.7  // what a reader is shown as certain
)

// Find returns the attributions of d in text order. t is d's text as segmented, e what it speaks of.
//
// Spans are byte offsets that lie on token borders. Every attribution has a content; source and cue are empty where the text
// gives none. Speaker is a name or description as it stands in d, and empty where a pronoun cannot be resolved.
func Find(d *corpus.Document, t *segment.Text, e *entity.Set) []corpus.Attribution {
	v := newView(t)
	reports := mend(v, modelReports(t))
	reports = continued(v, reports)
	n := namer{view: v, doc: d, set: e}
	n.learn(reports)
	out := make([]corpus.Attribution, 0, len(reports))
	for _, r := range reports {
		if a := n.attribution(r); len(a.Content) > 0 {
			out = append(out, a)
		}
	}
	n.chains(out)
	out = repeats(v, out)
	slices.SortStableFunc(out, func(a, b corpus.Attribution) int { return a.Content[0].Compare(b.Content[0]) })
	return out
}

// modelReports finds reports with the trained model.
func modelReports(t *segment.Text) []report {
	var out []report
	for _, r := range model.Load().Find(model.NewView(t)) {
		out = append(out, report{source: runs(r.Source), cue: runs(r.Cue), content: runs(r.Content), confidence: r.Confidence})
	}
	return out
}

func runs(from []model.Run) []run {
	var out []run
	for _, r := range from {
		out = append(out, run{r.From, r.To})
	}
	return out
}

// attribution gives r its spans, mode, speaker and addressee.
func (n *namer) attribution(r report) corpus.Attribution {
	a := corpus.Attribution{
		Source: n.spans(r.source), Cue: n.spans(r.cue), Content: n.spans(r.content),
		Mode: n.mode(r.content), Entity: corpus.None, Confidence: r.confidence,
	}
	for _, c := range r.cue {
		a.Speech = a.Speech || n.speech(c)
		a.Negated = a.Negated || n.has(c, negations)
	}
	if len(r.cue) == 0 {
		a.Speech = a.Mode != corpus.Indirect
	}
	r.source = n.innermost(r.source)
	a.Speaker, a.Entity = n.speaker(r.source)
	n.anonymity(&a, r)
	a.Addressee = n.addressee(r)
	n.weigh(&a, r)
	return a
}

// mode tells how much of content is quoted: all but a twentieth is direct, less than a hundredth is indirect.
func (v *view) mode(content []run) corpus.Mode {
	all, quoted := 0, 0
	for _, c := range content {
		for i := c.from; i < c.to; i++ {
			n := letters(v.Word(i))
			all += n
			if v.quoted[i] {
				quoted += n
			}
		}
	}
	switch {
	case quoted*100 >= all*95 && all > 0:
		return corpus.Direct
	case quoted*100 <= all:
		return corpus.Indirect
	}
	return corpus.Mixed
}

func letters(w string) int {
	n := 0
	for _, r := range w {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// speech reports whether the cue tells of something said or written.
func (v *view) speech(cue run) bool {
	for i := cue.from; i < cue.to; i++ {
		w := v.low[i]
		if reportingVerbs[w]&speech != 0 || speechNouns[w] || w == ":" || w == "according" {
			return true
		}
	}
	return false
}

// continued adds to a quotation the sentences that go on with it and have no cue of their own: the rest of
// its paragraph, or the next paragraph where the first was left open.
func continued(v *view, reports []report) []report {
	covered := make([]bool, len(v.low))
	last := map[int]int{} // sentence → the report whose quotation was the last in it
	for k, r := range reports {
		for _, c := range r.content {
			for i := c.from; i < c.to; i++ {
				covered[i] = true
			}
			if all, quoted := v.count(c); all > 0 && all == quoted {
				last[v.Tokens[c.to-1].Sentence] = k
				last[v.Tokens[c.from].Sentence] = k
				if len(r.cue) > 0 {
					last[v.Tokens[r.cue[0].from].Sentence] = k
				}
			}
		}
	}
	for s := 1; s+1 < len(v.first); s++ {
		whole := run{v.first[s], v.first[s+1]}
		k, ok := last[s-1]
		if all, quoted := v.count(whole); !ok || all == 0 || quoted < all || covered[whole.from] {
			continue
		}
		if v.Tokens[whole.from].Paragraph != v.Tokens[whole.from-1].Paragraph && !v.leftOpen(whole.from-1) {
			continue
		}
		end := len(reports[k].content) - 1
		if at := &reports[k].content[end]; at.to == whole.from-1 && !v.word(at.to) {
			at.to++ // the mark that ends the sentence before
		}
		if reports[k].content[end].to == whole.from && v.Tokens[whole.from].Paragraph == v.Tokens[whole.from-1].Paragraph {
			reports[k].content[end].to = whole.to
		} else {
			reports[k].content = append(reports[k].content, whole)
		}
		last[s] = k
	}
	return reports
}

// leftOpen reports whether the quotation that holds token i has no closing mark in its paragraph.
func (v *view) leftOpen(i int) bool {
	for _, q := range v.Quotes {
		if q.Start <= v.Tokens[i].Start && v.Tokens[i].End <= q.End {
			return q.Close.Len() == 0
		}
	}
	return false
}
