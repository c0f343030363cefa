package main

import (
	"fmt"
	"io"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/quote"
	"example.org/briefbot/corpus/quote/model"
	"example.org/briefbot/corpus/segment"
)

// finder returns the model that speaks of a document.
type finder func(*document) *model.Model

// find runs the whole chain, rules included.
func (d *document) find(m *model.Model) []corpus.Attribution {
	doc := &corpus.Document{Text: d.text}
	t := segment.Split(d.text)
	var out []corpus.Attribution
	for _, a := range quote.FindWith(m, doc, t, entity.Find(doc, t)) {
		if a.Confidence >= quote.ExtractThreshold {
			out = append(out, a)
		}
	}
	return out
}

// tally counts what is there, what is found, and what of it is right.
type tally struct{ gold, found, right, exact int }

func (t tally) String() string {
	p, r := share(t.right, t.found), share(t.right, t.gold)
	return fmt.Sprintf("%5.1f %5.1f %5.1f %7.1f", p, r, share(2*t.right, t.found+t.gold), share(2*t.exact, t.found+t.gold))
}

func share(part, all int) float64 { return 100 * float64(part) / float64(max(all, 1)) }

// kinds are what figures are given for; "speech" leaves out gold marks that are not, and what is matched with them.
var kinds = []string{"all", "direct", "mixed", "indirect", "speech"}

// figures judges attributions from a confidence on.
type figures struct {
	from  float64
	kinds map[string]*tally
}

func newFigures(from float64) *figures {
	f := &figures{from, map[string]*tally{}}
	for _, k := range kinds {
		f.kinds[k] = &tally{}
	}
	return f
}

// add counts what was found in d: an attribution is right when half its content's words and a word of its source are.
func (f *figures) add(d *document, all []corpus.Attribution) {
	var found []corpus.Attribution
	var contents []map[int]bool
	for _, a := range all {
		if c := d.words.in(a.Content); a.Confidence >= f.from && len(c) > 0 {
			found, contents = append(found, a), append(contents, c)
		}
	}
	for _, g := range d.marks {
		f.kinds["all"].gold++
		f.kinds[g.mode].gold++
		if g.speech {
			f.kinds["speech"].gold++
		}
	}
	for i, m := range d.match(contents) {
		mode := d.modeOf(found[i].Content)
		into := []string{"all", mode}
		if m < 0 || d.marks[m].speech {
			into = append(into, "speech")
		}
		for _, k := range into {
			t := f.kinds[k]
			t.found++
			if m >= 0 && d.words.sameSource(d.marks[m].source, d.words.in(found[i].Source)) {
				t.right++
			}
			if m >= 0 && equal(d.marks[m].content, contents[i]) {
				t.exact++
			}
		}
	}
}

// judge prints what the models find in docs, end to end, at the confidences that the product uses.
func judge(w io.Writer, docs []*document, by finder) {
	var all []*figures
	for _, from := range []float64{quote.ExtractThreshold, .5, quote.ShownThreshold} {
		all = append(all, newFigures(from))
	}
	for _, d := range docs {
		found := d.find(by(d))
		for _, f := range all {
			f.add(d, found)
		}
	}
	for _, f := range all {
		fmt.Fprintf(w, "confidence from %.2f      P     R    F1  strict\n", f.from)
		for _, k := range kinds {
			fmt.Fprintf(w, "%-20s %s\n", k, f.kinds[k])
		}
	}
}
