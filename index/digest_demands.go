package index

import (
	"cmp"
	"slices"

	"example.org/briefbot/corpus"
)

// Development is a demand, offer, refusal, threat or concession of which a new document tells, or which it answers.
type Development struct {
	Result
	Change Change
}

// Change says what a new document does to a demand.
type Change string

// The changes.
const (
	ChangeNew      Change = "new"      // no older document tells of it
	ChangeAnswered Change = "answered" // a new document tells an answer to it
	ChangeAgain    Change = "again"    // an older document has an earlier statement of it, in Before
)

// DigestDemands is how many demands a digest's message shows; what is said in their sentences is not quoted once more below.
const DigestDemands = 6

// demands finds the acts of which new documents tell, and those of older ones that they answer, with what older documents tell of them.
func (g *gathering) demands() error {
	told, err := g.tellings()
	if err != nil {
		return err
	}
	acts := actsOf(told)
	for _, c := range acts {
		isNew := slices.ContainsFunc(c.tellings, func(d *demand) bool { return g.fresh[d.d.ID] != nil })
		c.show(func(d *demand) bool { return !isNew || g.fresh[d.d.ID] != nil })
	}
	link(acts, acts)
	rank := []Change{ChangeAnswered, ChangeNew, ChangeAgain}
	var out []development
	for _, c := range acts {
		if x, ok := g.development(c); ok {
			out = append(out, x)
		}
	}
	out = withoutAnswers(out)
	slices.SortStableFunc(out, func(a, b development) int {
		return cmp.Or(slices.Index(rank, a.Change)-slices.Index(rank, b.Change), weight(b.Result)-weight(a.Result), cmp.Compare(b.Confidence, a.Confidence))
	})
	for _, x := range varied(out) {
		g.out.Demands = append(g.out.Demands, x.Development)
	}
	return nil
}

// development is one while it is ranked.
type development struct {
	Development
	who string // the actor, alike in all documents
}

// tellings returns the demands of new documents, those of older ones that are like them, and the older ones that they may answer or that may answer them.
func (g *gathering) tellings() ([]*demand, error) {
	seen := map[string]bool{}
	var told []*demand
	keep := func(d *demand) {
		name := entryName(d.d.ID, demands, d.n)
		if !seen[name] && !d.d.inTitle(d.Spans[0]) && !d.LessSure && d.Actor != "" && d.actor != "" && !g.later[d.d.ID] {
			seen[name] = true
			told = append(told, d)
		}
	}
	for _, d := range g.order {
		for n := range d.Demands {
			if !g.veiled(hit{id: d.ID, kind: demands, n: n}) {
				keep(g.demand(d, n))
			}
		}
	}
	for _, d := range slices.Clone(told) {
		var near []*demand
		for _, q := range []struct{ name, side string }{{d.Actor, "by"}, {d.Actor, "of"}, {d.Target, "by"}} {
			answer := corpus.DemandKind(d.Kind) == corpus.Refusal || corpus.DemandKind(d.Kind) == corpus.Conceded
			if q.name == "" || q.side == "of" && !answer {
				continue
			}
			like, err := g.demandsLike(d, q.name, q.side)
			if err != nil {
				return nil, err
			}
			near = append(near, like...)
		}
		for _, e := range near {
			keep(e)
		}
	}
	return told, nil
}

// likeDemands is how many demands of one actor, those with most words in common, are looked at for older tellings of a new one.
const likeDemands = 60

// demandsLike returns the demands by or of somebody, in all documents, that are most like d.
func (g *gathering) demandsLike(d *demand, name, side string) ([]*demand, error) {
	who := g.dir.resolve(name)
	if who.none() {
		return nil, nil
	}
	f := g.find(who.keysOf(demands, side, true))
	f.score = g.ix.lang.subject(d.Text()).scored(demandField, 1)
	hits, err := g.shelf.run(g.ctx, f, likeDemands)
	if err != nil {
		return nil, err
	}
	var out []*demand
	for _, h := range hits {
		e, ok, err := g.read(h.id)
		if err != nil {
			return nil, err
		}
		if ok && h.n < len(e.Demands) {
			out = append(out, g.demand(e, h.n))
		}
	}
	return out, nil
}

// development says what is new about an act; ok is false when nothing is.
func (g *gathering) development(c *act) (x development, ok bool) {
	known := map[string]bool{} // answers that older documents tell
	told, answered := g.fresh[c.shown.d.ID] != nil, false
	for _, a := range c.answers {
		known[a.Status] = known[a.Status] || g.old(a.Citation.Doc.ID)
	}
	for _, a := range c.answers {
		answered = answered || g.fresh[a.Citation.Doc.ID] != nil && !known[a.Status] && a.Status != "no answer"
	}
	old := slices.ContainsFunc(c.tellings, func(d *demand) bool { return g.old(d.d.ID) }) || c.before != nil && g.old(c.before.d.ID)
	x = development{Development{Result: c.result(), Change: ChangeNew}, c.shown.who()}
	if len(x.Answers) > 0 && samePlace(x.Answers[0].Excerpt, x.Excerpt) {
		x.Chain = nil // of such a sentence it leads to who answers
	}
	switch {
	case !told && !answered:
		return x, false
	case old && answered:
		x.Change = ChangeAnswered
	case old && x.Before.IsZero():
		return x, false // told again in the same words, or of the same day
	case old:
		x.Change = ChangeAgain
	}
	return x, true
}

// withoutAnswers leaves out refusals and concessions that stand with what they answer.
func withoutAnswers(all []development) []development {
	isAnswer := func(x development) bool {
		return corpus.DemandKind(x.Kind) == corpus.Refusal || corpus.DemandKind(x.Kind) == corpus.Conceded
	}
	answers := func(x, to development) bool {
		return samePlace(x.Excerpt, to.Excerpt) && to.Status != "" ||
			slices.ContainsFunc(to.Answers, func(a Reply) bool { return samePlace(x.Excerpt, a.Excerpt) })
	}
	return slices.DeleteFunc(slices.Clone(all), func(x development) bool {
		return isAnswer(x) && slices.ContainsFunc(all, func(to development) bool { return !isAnswer(to) && answers(x, to) })
	})
}

// weight orders developments by how much they tell: of whom, what, what for, and how often it is told.
func weight(x Result) int {
	n := min(len(x.Citations), 3)
	for _, has := range []bool{x.Target != "", !x.Object.IsZero(), !x.Exchange.IsZero(), x.Status != "", !x.Negated} {
		if has {
			n += 2
		}
	}
	return n
}

// perActor is how many demands of one actor are told before others have had their turn.
const perActor = 2

// varied puts those last that are a third one of an actor, or told by a sentence that tells one before.
func varied(all []development) []development {
	var first, rest []development
	actors, sentences := map[string]int{}, map[string]bool{}
	for _, x := range all {
		text := x.Text()
		if actors[x.who] == perActor || sentences[text] {
			rest = append(rest, x)
			continue
		}
		actors[x.who]++
		sentences[text] = true
		first = append(first, x)
	}
	return append(first, rest...)
}
