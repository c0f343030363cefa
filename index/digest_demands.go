package index

import (
	"cmp"
	"slices"
)

// demands finds the acts of which new documents tell, with what older documents tell of the same acts.
func (g *gathering) demands() error {
	seen := map[string]bool{}
	var told []*demand
	keep := func(d *demand) {
		name := entryName(d.d.ID, demands, d.n)
		if !seen[name] && !d.LessSure && d.Actor != "" && d.actor != "" && !g.later[d.d.ID] {
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
		like, err := g.toldLike(d)
		if err != nil {
			return err
		}
		for _, e := range like {
			keep(e)
		}
	}
	for _, act := range acts(told) {
		if dev, ok := g.development(act); ok {
			g.out.Demands = append(g.out.Demands, dev)
		}
	}
	rank := []Change{ChangeAnswered, ChangeNew, ChangeAgain}
	slices.SortStableFunc(g.out.Demands, func(a, b Development) int {
		return cmp.Or(slices.Index(rank, a.Change)-slices.Index(rank, b.Change), weight(b)-weight(a), cmp.Compare(b.Confidence, a.Confidence))
	})
	return nil
}

// acts puts together the demands that tell one act, each group with the fullest first.
func acts(told []*demand) [][]*demand {
	slices.SortFunc(told, (*demand).richer)
	var out [][]*demand
	of := map[string][]int{} // groups by actor
	for _, d := range told {
		at := slices.IndexFunc(of[d.actor], func(i int) bool { return out[i][0].sameAct(d) })
		if at < 0 {
			of[d.actor] = append(of[d.actor], len(out))
			out = append(out, []*demand{d})
			continue
		}
		i := of[d.actor][at]
		out[i] = append(out[i], d)
	}
	return out
}

// weight orders developments by how much they tell: of whom, what, what for, and how often it is told.
func weight(x Development) int {
	n := min(len(x.Citations), 3)
	for _, has := range []bool{x.Target != "", !x.Object.IsZero(), !x.Exchange.IsZero(), x.Status != "", !x.Negated} {
		if has {
			n += 2
		}
	}
	return n
}

// likeDemands is how many demands of one actor, those with most words in common, are looked at for older tellings of a new one.
const likeDemands = 60

// toldLike returns the demands of the actor of d, in all documents, that are most like it.
func (g *gathering) toldLike(d *demand) ([]*demand, error) {
	by := g.dir.resolve(d.Actor)
	if by.none() {
		return nil, nil
	}
	f := g.find(by.keysOf(demands, "by", true))
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

// development makes of an act, told once or several times, what is to be said of it; ok is false when nothing is.
func (g *gathering) development(act []*demand) (dev Development, ok bool) {
	var fresh, old []*demand
	for _, d := range act {
		if g.fresh[d.d.ID] != nil {
			fresh = append(fresh, d)
		} else {
			old = append(old, d)
		}
	}
	if len(fresh) == 0 {
		return dev, false
	}
	latest := func(a, b *demand) int { return a.made.from.Compare(b.made.from) }
	head := *fresh[0]
	for _, d := range fresh[1:] {
		head.takeOver(d)
	}
	dev.Change = ChangeNew
	before := slices.MaxFunc(slices.Concat(old, fresh[:1]), latest)
	if len(old) == 0 {
		before = slices.MinFunc(fresh, latest)
	}
	if before.made.from.Before(head.made.from) && before.Text() != head.Text() {
		head.Before, dev.Earlier = before.Excerpt, before.Citations[0]
	}
	if len(old) > 0 {
		dev.Change = ChangeAgain
		if head.Status != "" && !slices.ContainsFunc(old, func(d *demand) bool { return d.Status == head.Status }) {
			dev.Change = ChangeAnswered
		}
		if dev.Change == ChangeAgain && head.Before.IsZero() {
			return dev, false // told again in the same words, or of the same day
		}
	}
	dev.Result = head.Result
	return dev, true
}
