package index

import (
	"slices"
	"time"
	"unicode"

	"example.org/briefbot/corpus"
)

// dates finds what lies ahead, and plans whose time has passed.
func (g *gathering) dates() error {
	ahead := interval{g.news.Day, g.news.Day.AddDate(0, 0, aheadDays-1)}
	var coming, soon, gone []*event
	days := Period{Since: g.news.Day, Until: ahead.to}
	if !g.news.Passed.IsZero() {
		days.Since = g.news.Passed
	}
	plans, err := g.shelf.plans(g.parts, days)
	if err != nil {
		return err
	}
	for id, n := range plans {
		d, ok, err := g.read(id)
		if err != nil {
			return err
		}
		if !ok || n >= len(d.Entries) || g.later[id] || g.veiled(hit{id: id, kind: dated, n: n}) {
			continue
		}
		v := g.event(d, n)
		switch {
		case v.LessSure || v.trivial():
		case ahead.has(v):
			coming = append(coming, v)
		case !g.news.Passed.IsZero() && !v.days.to.IsZero() && v.days.to.Before(g.news.Day) && !v.days.to.Before(g.news.Passed):
			heard, err := g.heardOf(v)
			if err != nil {
				return err
			}
			if !heard {
				gone = append(gone, v)
			}
		}
	}
	told := g.told()
	for _, v := range told {
		if v.When == "planned" && v.Precision == "weeks" && v.days.to.IsZero() && !v.days.from.After(ahead.to) {
			soon = append(soon, v)
		}
	}
	g.out.Dates = g.events(told, subject{})
	g.out.Ahead = g.events(coming, subject{})
	g.out.Soon = g.events(soon, subject{})
	g.out.Passed = g.events(gone, subject{})
	return nil
}

// told are the dated entries of new documents that are vouched for.
func (g *gathering) told() []*event {
	var out []*event
	for _, d := range g.order {
		for n, e := range d.Entries {
			if e.EDTF == "" || e.From.IsZero() && e.To.IsZero() || g.veiled(hit{id: d.ID, kind: dated, n: n}) {
				continue
			}
			if v := g.event(d, n); !v.LessSure && !v.trivial() {
				out = append(out, v)
			}
		}
	}
	return out
}

// has reports a plan for some of these days. What may be any day of more than a month is no date of one of its weeks, unless the month begins or the term ends in it.
func (days interval) has(v *event) bool {
	from, to := v.days.from, v.days.to
	switch {
	case to.IsZero() || to.Before(days.from) || from.After(days.to):
		return false
	case !from.Before(days.from):
		return true
	case from.IsZero():
		return !to.After(days.to)
	}
	return to.Sub(from) < 31*24*time.Hour
}

// trivial reports an entry that tells no more than who spoke, or when: "on Friday, he said", "since 2014".
func (v *event) trivial() bool {
	n := len(v.told.names) + len(v.told.marks) + len(v.told.which)
	for w := range v.told.words {
		switch w {
		case "sinc", "until", "till", "befor", "after", "dure", "throughout", "between", "earlier", "later", "now":
		default:
			n++
		}
	}
	return n == 0
}

// newsWords is the share of what is planned, in content words, that a later sentence must hold to be news of it.
const newsWords = 0.5

// heardSentences is how many sentences, those that have most in common with a plan, are looked at for news of it.
const heardSentences = 200

// heardOf reports that a document of the planned time or later speaks of the plan.
func (g *gathering) heardOf(v *event) (bool, error) {
	f := g.find()
	f.score = g.ix.lang.subject(v.Text()).scored(passageField, 1)
	hits, err := g.shelf.run(g.ctx, f, heardSentences)
	if err != nil {
		return false, err
	}
	plan := g.planned(v)
	for _, h := range hits {
		d, ok, err := g.read(h.id)
		if err != nil {
			return false, err
		}
		if !ok || d.ID == v.d.ID || g.later[d.ID] || d.Published.Before(v.first()) || h.n >= len(d.sentences) {
			continue
		}
		if plan.heardIn(g.content(d.Cut(d.sentences[h.n]))) {
			return true, nil
		}
	}
	return false, nil
}

// planned is what a plan speaks of: what is to be, and who takes part.
type planned struct{ what, who map[string]bool }

func (g *gathering) planned(v *event) planned {
	p := planned{map[string]bool{}, map[string]bool{}}
	words := v.d.wordsIn(g.ix.lang, v.Spans...)
	capital := func(i int) bool { return i < len(words) && unicode.IsUpper(firstRune(v.d.Text[words[i].Start:])) }
	for i, w := range words {
		titled := i == 0 && capital(0) && capital(1) // "Prime Minister": other first words have a capital as such
		inDate := slices.ContainsFunc(v.d.Timexes, func(x corpus.Timex) bool { return x.Span.Overlaps(w.Span) })
		switch {
		case w.stop || inDate || planning(w.term):
		case v.told.words[w.term] && !titled:
			p.what[w.term] = true
		default:
			p.who[w.term] = true
		}
	}
	return p
}

// planning words say that something is planned, which news of it does not say any more.
func planning(term string) bool {
	switch term {
	case "will", "would", "shall", "may", "might", "could", "should", "must", "can", "plan", "schedul", "set", "due", "expect", "intend", "hope":
		return true
	}
	return false
}

// heardIn reports that a sentence with these words is news of the plan. That it names the same people is not enough, nor is another one's doing the same.
func (p planned) heardIn(words map[string]bool) bool {
	if len(p.what) == 0 {
		return shared(p.who, words) >= newsWords
	}
	return shared(p.what, words) >= newsWords && (len(p.who) == 0 || shared(p.who, words) > 0)
}

// content is what a text speaks of.
func (g *gathering) content(text string) map[string]bool {
	words := map[string]bool{}
	for _, w := range g.ix.lang.words(text) {
		if !w.stop {
			words[w.term] = true
		}
	}
	return words
}

// shared is the share of want that have holds.
func shared(want, have map[string]bool) float64 {
	n := 0
	for w := range want {
		if have[w] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(want)))
}
