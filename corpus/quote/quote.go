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
	return FindWith(model.Load(), d, t, e)
}

// FindWith is Find with another model than the one that is built in: the trainer judges models that have not seen d.
func FindWith(m *model.Model, d *corpus.Document, t *segment.Text, e *entity.Set) []corpus.Attribution {
	v := newView(t)
	reports := continued(v, mend(v, m.Find(v.View)))
	n := namer{view: v, doc: d, set: e}
	reports = n.transcript(reports)
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

// attribution gives r its spans, mode, speaker and addressee.
func (n *namer) attribution(r report) corpus.Attribution {
	a := corpus.Attribution{
		Source: n.Spans(r.Source), Cue: n.Spans(r.Cue), Content: n.Spans(r.Content),
		Mode: n.mode(r.Content), Entity: corpus.None, Confidence: r.Confidence,
	}
	for _, c := range r.Cue {
		a.Speech = a.Speech || n.speech(c)
		a.Negated = a.Negated || n.has(c, negations)
	}
	if len(r.Cue) == 1 && n.spoken[r.Cue[0].From] {
		a.Mode, a.Speech = corpus.Direct, true
	}
	if len(r.Cue) == 0 {
		a.Speech = a.Mode != corpus.Indirect
	}
	r.Source = n.agent(r, n.innermost(r.Source))
	a.Speaker, a.Entity = n.speaker(r.Source)
	n.anonymity(&a, r)
	a.Addressee = n.addressee(r)
	n.weigh(&a, r)
	return a
}

// mode tells how much of content is quoted: all but a twentieth is direct, less than a hundredth is indirect.
func (v *view) mode(content []run) corpus.Mode {
	all, quoted := 0, 0
	for _, c := range content {
		for i := c.From; i < c.To; i++ {
			n := letters(v.Word(i))
			all += n
			if v.Quoted[i] {
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
	for i := cue.From; i < cue.To; i++ {
		w := v.Low[i]
		if reportingVerbs[w]&speech != 0 || reportingVerbs[w] == 0 && v.Says(i) || speechNouns[w] || w == ":" || w == "according" {
			return true
		}
	}
	return false
}

// continued adds to a quotation the sentences that go on with it and have no cue of their own: the rest of
// its paragraph, or the next paragraph where the first was left open.
func continued(v *view, reports []report) []report {
	covered := make([]bool, len(v.Low))
	last := map[int]int{} // sentence → the report whose quotation was the last in it
	for k, r := range reports {
		for _, c := range r.Content {
			for i := c.From; i < c.To; i++ {
				covered[i] = true
			}
			if all, quoted := v.Count(c); all > 0 && all == quoted {
				last[v.Tokens[c.To-1].Sentence] = k
				last[v.Tokens[c.From].Sentence] = k
				if len(r.Cue) > 0 {
					last[v.Tokens[r.Cue[0].From].Sentence] = k
				}
			}
		}
	}
	for s := 1; s+1 < len(v.First); s++ {
		whole := stretch(v.First[s], v.First[s+1])
		k, ok := last[s-1]
		if all, quoted := v.Count(whole); !ok || all == 0 || quoted < all || covered[whole.From] {
			continue
		}
		if v.Tokens[whole.From].Paragraph != v.Tokens[whole.From-1].Paragraph && !v.leftOpen(whole.From-1) {
			continue
		}
		end := len(reports[k].Content) - 1
		if at := &reports[k].Content[end]; at.To == whole.From-1 && !v.IsWord(at.To) {
			at.To++ // the mark that ends the sentence before
		}
		if reports[k].Content[end].To == whole.From && v.Tokens[whole.From].Paragraph == v.Tokens[whole.From-1].Paragraph {
			reports[k].Content[end].To = whole.To
		} else {
			reports[k].Content = append(reports[k].Content, whole)
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
