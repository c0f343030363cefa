package index

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"example.org/briefbot/corpus"
	asking "example.org/briefbot/corpus/demand"
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
	names    map[string]bool // of object: those with a capital
	numbers  map[string]bool // of object
	words    string          // of the evidence, as they are compared
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
	// What an actor wanted before may be of another kind and another time.
	wide := q
	wide.Period = Period{}
	if q.By != "" || q.Of != "" || q.About != "" {
		wide.Kind = ""
	}
	found, err := a.wanted(wide, by, of, about)
	if err != nil {
		return nil, err
	}
	if !q.Period.empty() { // those of the period first: of very many others only the newest are looked at
		wide.Period, a.capped = q.Period, false
		within, err := a.wanted(wide, by, of, about)
		if err != nil {
			return nil, err
		}
		found = united(within, found)
	}
	fit := func(d *demand) bool {
		return (q.Kind == "" || d.Kind == string(q.Kind)) && (q.Period.empty() || d.Date != "" && q.Period.overlaps(d.made))
	}
	if choices := a.demandChoices(by, of, slices.DeleteFunc(slices.Clone(found), func(d *demand) bool { return !fit(d) })); len(choices) > 1 {
		return &Answer{Query: q, Choices: choices, Page: 1}, nil
	}
	others, err := a.replies(q, found)
	if err != nil {
		return nil, err
	}
	results := a.demandResults(found, others, about, fit)
	certain := len(results)
	if q.By != "" || q.Of != "" {
		// A record whose actor is not vouched for is no answer to who wants it, only a hint beside certain ones.
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

// united are the demands of both lists, each once.
func united(a, b []*demand) []*demand {
	type place struct {
		id corpus.ID
		n  int
	}
	seen := make(map[place]bool, len(a))
	for _, d := range a {
		seen[place{d.d.ID, d.n}] = true
	}
	for _, d := range b {
		if !seen[place{d.d.ID, d.n}] {
			a = append(a, d)
		}
	}
	return a
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
	if !q.Period.empty() {
		f.all = append(f.all, yearTerms(demands, q.Period))
	}
	if len(f.all) == 0 {
		f.all = [][]fieldTerm{{typeKey(demands)}}
	}
	hits, err := a.entries(f, candidates)
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
		case dm.Confidence < sure,
			q.Kind != "" && dm.Kind != q.Kind,
			q.By != "" && !by.is(a.dir, d, dm.ActorEntity, dm.ActorName, true),
			q.Of != "" && !of.is(a.dir, d, dm.TargetEntity, dm.TargetName, true),
			!about.empty() && !about.in(a.ix.lang, d, dm.Evidence):
			continue
		}
		r := a.demand(d, h.n)
		r.score = h.score
		out = append(out, r)
	}
	return out, nil
}

// repliesRead is how many records are looked at for answers to those found.
const repliesRead = 200

// replies returns refusals and concessions by those who are asked in found, where found is not everything there is.
func (a *question) replies(q Demands, found []*demand) ([]*demand, error) {
	if q.By == "" && q.Of == "" && q.About == "" && q.Kind == "" {
		return nil, nil
	}
	seen, known := map[fieldTerm]bool{}, map[hit]bool{}
	for _, d := range found {
		known[hit{id: d.d.ID, n: d.n}] = true
		if d.targetOf != nil && len(seen) < repliesRead {
			for k := range d.targetOf.keys {
				seen[key(demands, "by", k)] = true
			}
		}
		if strings.HasPrefix(d.target, "=") {
			seen[key(demands, "by", d.target)] = true
		}
	}
	if len(seen) == 0 {
		return nil, nil
	}
	f := a.find(slices.Collect(maps.Keys(seen)), []fieldTerm{key(demands, "kind", string(corpus.Refusal)), key(demands, "kind", string(corpus.Conceded))})
	hits, err := a.shelf.run(a.ctx, f, repliesRead)
	if err != nil {
		return nil, err
	}
	var out []*demand
	for _, h := range hits {
		d, ok, err := a.read(h.id)
		if err != nil {
			return nil, err
		}
		if ok && h.n < len(d.Demands) && !known[hit{id: h.id, n: h.n}] {
			out = append(out, a.demand(d, h.n))
		}
	}
	return out, nil
}

// demand makes the result of a demand.
func (a *question) demand(d *reading, n int) *demand {
	dm := &d.Demands[n]
	r := &demand{d: d, n: n, actorsOf: a.dir.of[bearer{d.ID, dm.ActorEntity}], targetOf: a.dir.of[bearer{d.ID, dm.TargetEntity}]}
	spans := []corpus.Span{dm.Evidence}
	r.Result = Result{
		Excerpt: Excerpt{Doc: &d.Document, Spans: spans}, Kind: string(dm.Kind), Confidence: dm.Confidence, LessSure: dm.Confidence < asking.ShownThreshold,
		Chain: dm.Chain, Object: d.excerpt(dm.Object), Exchange: d.excerpt(dm.Exchange), Status: dm.Status, Negated: dm.Negated,
		Citations: []Citation{d.cite(spans)},
	}
	r.Citations[0].Record = dm.Object
	if dm.Status != "" {
		r.Answered = d.excerpt(dm.StatusEvidence)
	}
	r.Actor, r.Target = dm.ActorName, dm.TargetName
	r.Date, r.DateFrom, r.Precision, r.made, _ = d.dating(dm.When)
	r.actor = sideOf(d, dm.ActorEntity, dm.ActorName, r.actorsOf)
	r.target = sideOf(d, dm.TargetEntity, dm.TargetName, r.targetOf)
	r.words = plainText(d.wordsIn(a.ix.lang, dm.Evidence))
	a.contentOf(r, dm)
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

// contentOf reads what a demand's object is about.
func (a *question) contentOf(r *demand, dm *corpus.Demand) {
	r.object, r.names, r.numbers = map[string]bool{}, map[string]bool{}, map[string]bool{}
	if dm.Object.IsZero() {
		return
	}
	text := r.d.Text
	words := r.d.wordsIn(a.ix.lang, dm.Object)
	inCountry := map[int]bool{}
	for _, p := range countriesIn(text, words) {
		r.object["="+p.country] = true
		for _, w := range words {
			if p.Contains(w.Span) {
				inCountry[w.Start] = true
			}
		}
	}
	for _, w := range words {
		if w.stop || inCountry[w.Start] {
			continue
		}
		r.object[w.term] = true
		switch first := firstRune(text[w.Start:]); {
		case unicode.IsDigit(first):
			r.numbers[w.term] = true
		case unicode.IsUpper(first):
			r.names[w.term] = true
		}
	}
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

// demandResults makes one result of the demands that tell of one act, for those that fit, and puts them in order: by side, those who
// want most first, in it by actor; those whose actor is not vouched for come last.
func (a *question) demandResults(all, others []*demand, about subject, fit func(*demand) bool) []Result {
	acts := actsOf(all)
	var kept []*act
	for _, c := range acts {
		if c.show(fit) {
			kept = append(kept, c)
		}
	}
	link(kept, slices.Concat(acts, actsOf(others)))
	sides, actors := map[string]int{}, map[string]int{}
	for _, c := range kept {
		sides[c.shown.actor]++
		actors[c.shown.who()]++
	}
	slices.SortStableFunc(kept, func(b, c *act) int {
		d, e := b.shown, c.shown
		return cmp.Or(
			unsure(d.Result)-unsure(e.Result),
			known(e.actor)-known(d.actor),
			sides[e.actor]-sides[d.actor],
			strings.Compare(d.actor, e.actor),
			actors[e.who()]-actors[d.who()],
			strings.Compare(d.who(), e.who()),
			slices.Index(corpus.DemandKinds(), corpus.DemandKind(d.Kind))-slices.Index(corpus.DemandKinds(), corpus.DemandKind(e.Kind)),
			cmp.Compare(e.score, d.score),
			e.made.from.Compare(d.made.from),
			strings.Compare(string(d.d.ID), string(e.d.ID)),
			d.Spans[0].Compare(e.Spans[0]),
			cmp.Compare(d.n, e.n),
		)
	})
	out, issues := make([]Result, len(kept)), issuesOf(kept)
	for i, c := range kept {
		out[i] = c.result()
		out[i].Issue = issues[i]
	}
	return out
}

// who is the actor himself, alike in all documents.
func (d *demand) who() string {
	if d.actorsOf != nil {
		return d.actorsOf.Name
	}
	return d.Actor
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
