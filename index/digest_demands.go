package index

import (
	"cmp"
	"slices"
)

// demands finds the acts of which new documents tell, with what older documents tell of the same acts.
func (g *gathering) demands() error {
	var actors []string
	for _, d := range g.order {
		for n := range d.Demands {
			if r := g.demand(d, n); r.Actor != "" && r.actor != "" && !slices.Contains(actors, r.Actor) {
				actors = append(actors, r.Actor)
			}
		}
	}
	var acts [][]*demand
	seen := map[string]bool{}
	for _, actor := range actors {
		told, err := g.toldOf(actor, seen)
		if err != nil {
			return err
		}
		slices.SortFunc(told, (*demand).richer)
		first := len(acts)
		for _, d := range told {
			i := slices.IndexFunc(acts[first:], func(act []*demand) bool { return act[0].sameAct(d) })
			if i < 0 {
				acts = append(acts, []*demand{d})
				continue
			}
			acts[first+i] = append(acts[first+i], d)
		}
	}
	for _, act := range acts {
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

// toldOf returns the demands of an actor, in all documents, that were not returned before and are vouched for.
func (g *gathering) toldOf(actor string, seen map[string]bool) ([]*demand, error) {
	by := g.dir.resolve(actor)
	found := []*demand{}
	if !by.none() {
		var err error
		if found, err = g.wanted(Demands{By: actor}, by, meant{}, subject{}); err != nil {
			return nil, err
		}
	}
	for _, d := range g.order { // a document that the index has not reached yet tells as well
		for n := range d.Demands {
			if r := g.demand(d, n); r.Actor == actor && !g.veiled(hit{id: d.ID, kind: demands, n: n}) {
				found = append(found, r)
			}
		}
	}
	kept := found[:0]
	for _, d := range found {
		name := entryName(d.d.ID, demands, d.n)
		if !seen[name] && !d.LessSure && d.Actor != "" && !g.later[d.d.ID] {
			seen[name] = true
			kept = append(kept, d)
		}
	}
	return kept, nil
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
