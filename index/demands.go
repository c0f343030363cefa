package index

import (
	"cmp"
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// demand is a result while it is ranked.
type demand struct {
	Result
	d        *reading
	n        int // of the document's demands
	score    float64
	made     interval
	actor    string // who it is, alike in all documents
	target   string
	object   map[string]bool // content words, countries by name
	actorsOf *party
	targetOf *party
}

// demands answers /demand: grouped by actor, those who want most first.
func (a *question) demands(q Demands) (*Answer, error) {
	about := a.ix.lang.subject(q.About)
	var by, of meant
	if q.By != "" {
		if by = a.dir.resolve(q.By); by.none() {
			return a.nobody(q, q.By, "by")
		}
	}
	if q.Of != "" {
		if of = a.dir.resolve(q.Of); of.none() {
			return a.nobody(q, q.Of, "of")
		}
	}
	found, err := a.wanted(q, by, of, about)
	if err != nil {
		return nil, err
	}
	if choices := a.demandChoices(by, of, found); len(choices) > 1 {
		return &Answer{Query: q, Choices: choices, Page: 1}, nil
	}
	results := a.demandResults(found, about)
	certain := len(results)
	if q.By != "" || q.Of != "" {
		// A record whose actor is not vouched for is no answer to who wants it, only a hint beside certain ones.
		slices.SortStableFunc(results, func(r, s Result) int { return unsure(r) - unsure(s) })
		certain = slices.IndexFunc(results, func(r Result) bool { return r.LessSure })
	}
	if certain == 0 {
		answer := paged(q, q.Page, []Result(nil))
		answer.Nearest = firstPage(results)
		a.suggest(answer, q.About)
		return answer, nil
	}
	return paged(q, q.Page, results), nil
}

func unsure(r Result) int {
	if r.LessSure {
		return 1
	}
	return 0
}

// wanted returns all demands that fit, unordered.
func (a *question) wanted(q Demands, by, of meant, about subject) ([]*demand, error) {
	f := a.find(about.terms(demands, demandField)...)
	f.score = about.scored(demandField, 1)
	if q.By != "" {
		f.all = append(f.all, by.keysOf(demands, "by", true))
	}
	if q.Of != "" {
		f.all = append(f.all, of.keysOf(demands, "of", true))
	}
	if q.Kind != "" {
		f.all = append(f.all, []fieldTerm{key(demands, "kind", string(q.Kind))})
	}
	if len(f.all) == 0 {
		f.all = [][]fieldTerm{{typeKey(demands)}}
	}
	hits, err := a.shelf.run(a.ctx, f, candidates)
	if err != nil {
		return nil, err
	}
	var out []*demand
	for _, h := range hits {
		d, ok, err := a.read(h.id)
		if err != nil {
			return nil, err
		}
		if !ok || h.n >= len(d.Demands) {
			continue
		}
		dm := &d.Demands[h.n]
		switch {
		case q.Kind != "" && dm.Kind != q.Kind,
			q.By != "" && !by.is(a.dir, d, dm.ActorEntity, dm.ActorName, true),
			q.Of != "" && !of.is(a.dir, d, dm.TargetEntity, dm.TargetName, true),
			!about.empty() && !about.in(a.ix.lang, d.Cut(dm.Evidence)):
			continue
		}
		r := a.demand(d, h.n)
		if !q.Period.empty() && (r.Date == "" || !q.Period.overlaps(r.made)) {
			continue
		}
		r.score = h.score
		out = append(out, r)
	}
	return out, nil
}

// demand makes the result of a demand.
func (a *question) demand(d *reading, n int) *demand {
	dm := &d.Demands[n]
	r := &demand{d: d, n: n, actorsOf: a.dir.of[bearer{d.ID, dm.ActorEntity}], targetOf: a.dir.of[bearer{d.ID, dm.TargetEntity}]}
	spans := []corpus.Span{dm.Evidence}
	r.Result = Result{
		Excerpt: Excerpt{Doc: &d.Document, Spans: spans}, Kind: string(dm.Kind), Confidence: dm.Confidence, LessSure: dm.Confidence < sure,
		Chain: dm.Chain, Object: d.excerpt(dm.Object), Exchange: d.excerpt(dm.Exchange), Status: dm.Status, Negated: dm.Negated,
		Citations: []Citation{d.cite(spans)},
	}
	r.Citations[0].Record = dm.Object
	if dm.Status != "" {
		r.Answered = d.excerpt(dm.StatusEvidence)
	}
	if !r.LessSure {
		r.Actor, r.Target = dm.ActorName, dm.TargetName
	}
	r.Date, r.DateFrom, r.Precision, r.made, _ = dating(dm.When, d.Published)
	r.actor = sideOf(d, dm.ActorEntity, dm.ActorName, r.actorsOf)
	r.target = sideOf(d, dm.TargetEntity, dm.TargetName, r.targetOf)
	r.object = a.contentOf(d, dm)
	return r
}

// sideOf names the side that an actor stands for: its country, else itself.
func sideOf(d *reading, i int, name string, p *party) string {
	if e := d.entity(i); e != nil {
		if e.Country != "" {
			return "=" + e.Country
		}
		name = e.Name
	}
	if c := entity.Country(name); c != "" {
		return "=" + c
	}
	if p != nil {
		return entity.Fold(p.Name)
	}
	return entity.Fold(name)
}

// contentOf is what a demand's object is about.
func (a *question) contentOf(d *reading, dm *corpus.Demand) map[string]bool {
	out := map[string]bool{}
	if dm.Object.IsZero() {
		return out
	}
	text := d.Cut(dm.Object)
	words := a.ix.lang.words(text)
	inCountry := map[int]bool{}
	for _, p := range countriesIn(text, words) {
		out["="+p.country] = true
		for _, w := range words {
			if p.Contains(w.Span) {
				inCountry[w.Start] = true
			}
		}
	}
	for _, w := range words {
		if !w.stop && !inCountry[w.Start] {
			out[w.term] = true
		}
	}
	return out
}

// demandChoices lists the different people that by or of may mean.
func (a *question) demandChoices(by, of meant, found []*demand) []Choice {
	for _, side := range []struct {
		meant
		party func(*demand) *party
	}{{by, func(d *demand) *party { return d.actorsOf }}, {of, func(d *demand) *party { return d.targetOf }}} {
		if !side.several || side.country != "" {
			continue
		}
		counts := map[*party]int{}
		for _, d := range found {
			counts[side.party(d)]++
		}
		if choices := listChoices(side.meant, counts); len(choices) > 1 {
			return choices
		}
	}
	return nil
}

// family puts together the kinds that tell one act in different words.
func family(kind string) string {
	switch corpus.DemandKind(kind) {
	case corpus.Demanded, corpus.Requested, corpus.Condition:
		return "ask"
	}
	return kind
}

// sameAct reports whether e tells of the same act as d: one actor, kind and target, and objects that share most of
// the shorter one's content words.
func (d *demand) sameAct(e *demand) bool {
	if d.actor == "" || d.actor != e.actor || family(d.Kind) != family(e.Kind) || d.Negated != e.Negated {
		return false
	}
	if d.target != e.target && d.target != "" && e.target != "" {
		return false
	}
	return overlap(d.object, e.object) >= 0.6
}

// overlap is the share of the smaller set that the other holds too.
func overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}

// demandResults merges demands that tell of one act and puts them in order.
func (a *question) demandResults(all []*demand, about subject) []Result {
	slices.SortFunc(all, (*demand).richer)
	var kept []*demand
	for _, d := range all {
		i := slices.IndexFunc(kept, func(k *demand) bool { return k.sameAct(d) })
		if i < 0 {
			kept = append(kept, d)
			continue
		}
		kept[i].takeOver(d)
	}
	groups := map[string]int{}
	for _, d := range kept {
		groups[d.actor]++
	}
	slices.SortStableFunc(kept, func(d, e *demand) int {
		return cmp.Or(
			known(e.actor)-known(d.actor),
			groups[e.actor]-groups[d.actor],
			strings.Compare(d.actor, e.actor),
			slices.Index(corpus.DemandKinds(), corpus.DemandKind(d.Kind))-slices.Index(corpus.DemandKinds(), corpus.DemandKind(e.Kind)),
			cmp.Compare(e.score, d.score),
			e.made.from.Compare(d.made.from),
			strings.Compare(string(d.d.ID), string(e.d.ID)),
			d.Spans[0].Compare(e.Spans[0]),
			cmp.Compare(d.n, e.n),
		)
	})
	out := make([]Result, len(kept))
	for i, d := range kept {
		d.Highlights = about.marks(a.ix.lang, d.Doc, d.Spans)
		out[i] = d.Result
	}
	return out
}

func known(actor string) int {
	if actor == "" {
		return 0
	}
	return 1
}

// richer orders demands by how fully they tell the act.
func (d *demand) richer(e *demand) int {
	return cmp.Or(
		e.fullness()-d.fullness(),
		cmp.Compare(len(e.object), len(d.object)),
		cmp.Compare(e.Confidence, d.Confidence),
		e.made.from.Compare(d.made.from),
		strings.Compare(string(d.d.ID), string(e.d.ID)),
		d.Spans[0].Compare(e.Spans[0]),
		cmp.Compare(d.n, e.n),
	)
}

func (d *demand) fullness() int {
	n := 0
	for i, has := range []bool{!d.LessSure && d.Actor != "", !d.Exchange.IsZero(), d.Target != "", d.Status != "", !d.Object.IsZero()} {
		if has {
			n += 16 >> i
		}
	}
	return n
}

// takeOver makes e, which tells the same act less fully, a further citation of d, with what d does not tell.
func (d *demand) takeOver(e *demand) {
	d.addCitation(e.Citations[0])
	if d.Exchange.IsZero() {
		d.Exchange = e.Exchange
	}
	if d.Status == "" {
		d.Status, d.Answered = e.Status, e.Answered
	}
	if d.Target == "" {
		d.Target, d.target = e.Target, e.target
	}
}
