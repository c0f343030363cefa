package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

func sourceCards(results []index.Result) []card {
	var out []card
	for _, r := range results {
		c := card{places: places(r.Citations)}
		for i := range c.places {
			d := r.Citations[i].Doc
			c.places[i].tail = strings.Join(nonEmpty(day(d.Published), sampleMark(d)), ", ")
			c.places[i].bullet = true
		}
		out = append(out, c)
	}
	return out
}

// demandCards are the first of a list, at most limit; 0: all. A sentence that one of the first tells already is not told again.
func demandCards(list []index.Development, limit int) []card {
	var out []card
	mixed := slices.ContainsFunc(list, func(x index.Development) bool { return x.Change != index.ChangeNew })
	sentences := map[string]bool{}
	for _, x := range list {
		if text := x.Text(); limit > 0 && (len(out) == limit || sentences[text]) {
			continue
		} else {
			sentences[text] = true
		}
		c := card{title: parties(x.Result), meta: []string{demandVerb(x.Result)}, places: places(ownPlaces(x.Result))}
		c.meta = append(c.meta, nonEmpty(changeLabel(x, mixed))...)
		c.meta = append(c.meta, via(x.Chain, x.Actor)...)
		label := ""
		if !x.Before.IsZero() {
			label = wording.Later
		}
		c.words = append(c.words, words{label: label, runs: runs(x.Excerpt, nil)})
		if len(x.Answers) > 0 && x.Answers[0].Text() != x.Text() {
			a := x.Answers[0]
			c.words = append(c.words, words{label: strings.Join(nonEmpty(answerLabel(a.Status), briefly(a.Citation, x.Doc)), ", "), runs: runs(a.Excerpt, nil)})
		}
		if !x.Before.IsZero() {
			c.words = append(c.words, words{label: fmt.Sprintf(wording.EarlierIn, briefly(x.BeforeAt, nil)), runs: runs(x.Before, nil)})
		}
		out = append(out, c)
	}
	return out
}

// parties names who wants something of whom, as far as that is told.
func parties(r index.Result) string {
	title := stated(r.Actor, wording.ActorNotStated)
	if r.Target != "" {
		title += " → " + r.Target
	}
	return title
}

// ownPlaces are those of the words themselves, without that of the earlier ones.
func ownPlaces(r index.Result) []index.Citation {
	var out []index.Citation
	for _, c := range r.Citations {
		if c.Doc != r.BeforeAt.Doc || c.Paragraph != r.BeforeAt.Paragraph {
			out = append(out, c)
		}
	}
	return out
}

// briefly cites a place within a line: outlet, day and paragraph; the paragraph alone where the line is of the same document.
func briefly(c index.Citation, of *corpus.Document) string {
	if c.Doc == nil {
		return ""
	}
	p := places([]index.Citation{c})[0]
	link := p.link
	if len(encode(link)) > digestLevels[1].link {
		link = ""
	}
	text := short(strings.Join(nonEmpty(p.by, p.tail), ", "), 80)
	if c.Doc == of {
		text = paragraph(c)
	}
	return masked(text, link)
}

// demandVerb is the kind as it is said of the actor.
func demandVerb(r index.Result) string {
	if r.Negated {
		return fmt.Sprintf(wording.Denied, r.Kind)
	}
	return r.Kind
}

// changeLabel says what is new about a demand; that it is new as a whole only where others are not.
func changeLabel(x index.Development, mixed bool) string {
	change := ""
	switch {
	case x.Change == index.ChangeAgain:
		change = wording.ToldAgain
	case x.Change == index.ChangeAnswered, mixed:
		change = string(x.Change)
	}
	return strings.Join(nonEmpty(change, x.Status), ", ")
}

func quoteCards(results []index.Result) []card {
	var out []card
	for _, r := range results {
		if r.DateFrom == "publication" {
			r.Date = "" // the citation has it
		}
		c := card{meta: statementMeta(r), places: places(r.Citations)}
		c.words = []words{{runs: runs(r.Excerpt, nil), marks: r.Kind == string(corpus.Direct) && !marked(r.Excerpt)}}
		if !r.Told.IsZero() {
			c.words = []words{{runs: runs(r.Told, nil)}}
		}
		out = append(out, c)
	}
	return out
}

func dateCards(results []index.Result, limit int) []card {
	var out []card
	for _, r := range results[:min(len(results), limit)] {
		c := card{title: weekday(r) + When(r), words: []words{{runs: runs(r.Excerpt, nil)}}, places: places(r.Citations)}
		if _, err := time.Parse(time.DateOnly, r.Date); err == nil && r.Precision == "day" {
			c.day = r.Date
		}
		out = append(out, c)
	}
	return out
}

// weekday names the day of the week of a date that is a day.
func weekday(r index.Result) string {
	if t, err := time.Parse(time.DateOnly, r.Date); err == nil {
		return t.Weekday().String() + ", "
	}
	return ""
}
