package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/wording"
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

func demandCards(list []index.Development, limit int) []card {
	var out []card
	mixed := slices.ContainsFunc(list, func(x index.Development) bool { return x.Change != index.ChangeNew })
	for _, x := range varied(list, limit) {
		c := card{title: demandTitle(x.Result), meta: []string{demandVerb(x.Result)}, places: places(x.Citations)}
		c.meta = append(c.meta, nonEmpty(changeLabel(x, mixed))...)
		c.meta = append(c.meta, via(x.Chain, x.Actor)...)
		label := ""
		if !x.Before.IsZero() {
			label = wording.Later
		}
		c.words = append(c.words, words{label: label, runs: runs(x.Excerpt, nil)})
		if x.Change == index.ChangeAnswered && !x.Answered.IsZero() && x.Answered.Text() != x.Text() {
			c.words = append(c.words, words{label: answerLabel(x.Status), runs: runs(x.Answered, nil)})
		}
		if !x.Before.IsZero() {
			c.words = append(c.words, words{label: fmt.Sprintf(wording.EarlierIn, briefly(x.Earlier)), runs: runs(x.Before, nil)})
		}
		out = append(out, c)
	}
	return out
}

// briefly cites a place within a line: outlet, day and paragraph.
func briefly(c index.Citation) string {
	p := places([]index.Citation{c})[0]
	link := p.link
	if len(encode(link)) > digestLevels[1].link {
		link = ""
	}
	return masked(short(strings.Join(nonEmpty(p.by, p.tail), ", "), 80), link)
}

// perActor is how many demands of one actor are shown before others have had their turn.
const perActor = 2

// varied returns the first limit of a list, those first that are neither a third one of an actor nor told by a sentence that is shown already.
func varied(list []index.Development, limit int) []index.Development {
	var first, rest []index.Development
	actors, sentences := map[string]int{}, map[string]bool{}
	for _, x := range list {
		text := x.Text()
		if actors[x.Actor] == perActor || sentences[text] {
			rest = append(rest, x)
			continue
		}
		actors[x.Actor]++
		sentences[text] = true
		first = append(first, x)
	}
	return append(first, rest...)[:min(limit, len(list))]
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
		out = append(out, c)
	}
	return out
}

func dateCards(results []index.Result, limit int) []card {
	var out []card
	for _, r := range results[:min(len(results), limit)] {
		out = append(out, card{title: weekday(r) + When(r), words: []words{{runs: runs(r.Excerpt, nil)}}, places: places(r.Citations)})
	}
	return out
}

// weekday names the day of the week of a date that is a day.
func weekday(r index.Result) string {
	if t, err := time.Parse(time.DateOnly, r.Date); err == nil {
		return t.Weekday().String() + " "
	}
	return ""
}
