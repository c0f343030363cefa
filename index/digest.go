package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// News asks what a digest tells: what came into the documents since the last one, and what dates lie around a day.
type News struct {
	After  uint64    // documents first stored after this number of the store's change feed
	Upto   uint64    // and not after this one
	Day    time.Time // the day of the digest: midnight UTC of the local date
	Passed time.Time // planned dates that ended on this day or later, and before Day, have passed; zero: none are told
}

// Digest is what there is to tell. All of it stands in the documents that the scope sees; lists are in the order in which they are worth reading.
type Digest struct {
	Articles []Result // new ones, newest first; at most digestReads are listed and read
	Notes    []Result // likewise
	Unread   int      // new documents beyond those
	Demands  []Development
	Quotes   []Result // of new documents, one a speaker, best first; reprints are further citations
	Said     int      // statements in new documents, of which Quotes are the best
	Ahead    []Result // dated entries of the next seven days, in order of time
	Passed   []Result // planned entries whose time has passed without a later document that speaks of them
	Dates    []Result // dated entries of new documents, in order of time
	Searched Searched
}

// Development is a demand, offer, refusal, threat or concession of which a new document tells.
type Development struct {
	Result
	Change  Change
	Earlier Citation // of Before, where it is set
}

// Change says what a new document does to a demand.
type Change string

// The changes.
const (
	ChangeNew      Change = "new"      // no older document tells of it
	ChangeAnswered Change = "answered" // a new document tells an answer to it
	ChangeAgain    Change = "again"    // an older document has an earlier statement of it, in Before
)

// Empty reports nothing new: a digest would hold no item that was not in the one before.
func (d *Digest) Empty() bool {
	return len(d.Articles)+len(d.Notes)+d.Unread+len(d.Passed) == 0
}

// digestReads is how many documents are read for one digest.
const digestReads = 300

// aheadDays is how many days from the day of the digest on are looked ahead.
const aheadDays = 7

// Digest gathers what n asks for and s sees.
func (ix *Index) Digest(ctx context.Context, s Scope, n News) (*Digest, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	a, err := ix.begin(ctx, s)
	if err != nil {
		return nil, err
	}
	a.now = n.Day // plans are over or not as of that day
	g := &gathering{question: a, news: n, fresh: map[corpus.ID]*reading{}}
	for _, step := range []struct {
		what string
		do   func() error
	}{{"documents", g.documents}, {"demands", g.demands}, {"quotations", g.quotes}, {"dates", g.dates}} {
		if err := step.do(); err != nil {
			return nil, fmt.Errorf("digest: %s: %w", step.what, err)
		}
	}
	g.out.Searched = a.dir.searched
	return &g.out, nil
}

// gathering is a digest while it is gathered.
type gathering struct {
	*question
	news  News
	fresh map[corpus.ID]*reading // new documents
	order []*reading             // the same, newest first
	out   Digest
}

func (g *gathering) documents() error {
	ids, err := g.ix.newSince(g.ctx, g.news.After, g.news.Upto)
	if err != nil {
		return err
	}
	for _, id := range slices.Backward(ids) {
		if len(g.order) == digestReads {
			if src := g.shelf.source(id); src != nil && g.scope.Sees(&corpus.Document{Guild: src.Guild, Channel: src.Channel}) {
				g.out.Unread++
			}
			continue
		}
		d, ok, err := g.read(id)
		if err != nil {
			return err
		}
		if ok {
			g.fresh[id] = d
			g.order = append(g.order, d)
		}
	}
	slices.SortStableFunc(g.order, func(d, e *reading) int { return e.Published.Compare(d.Published) })
	for _, d := range g.order {
		r := d.asSource()
		if d.Kind == corpus.Note {
			g.out.Notes = append(g.out.Notes, r)
		} else {
			g.out.Articles = append(g.out.Articles, r)
		}
	}
	return nil
}

// newSince lists what was first stored after and up to two numbers of the feed. It is read before anything else is asked of the store.
func (ix *Index) newSince(ctx context.Context, after, upto uint64) ([]corpus.ID, error) {
	var ids []corpus.ID
	for c, err := range ix.store.New(ctx, after) {
		if err != nil {
			return nil, err
		}
		if c.Seq > upto {
			break
		}
		ids = append(ids, c.ID)
	}
	return ids, nil
}

// asSource is the document itself as a result.
func (d *reading) asSource() Result {
	r := Result{
		Excerpt: Excerpt{Doc: &d.Document}, Confidence: 1,
		Citations: []Citation{{Doc: &d.Document, Paragraph: 1, Link: d.address()}},
	}
	r.Date, r.DateFrom, r.Precision, _, _ = dating("", d.Published)
	return r
}

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
		if !seen[name] && !d.LessSure && d.Actor != "" {
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

// quotes chooses one quotation of each speaker.
func (g *gathering) quotes() error {
	var all []*statement
	for _, d := range g.order {
		for n := range d.Attributions {
			if g.veiled(hit{id: d.ID, kind: statements, n: n}) {
				continue
			}
			if s := g.statement(d, n); s.fits(WhoSaid{}, meant{}, subject{}, subject{}, 0, g.question) {
				all = append(all, s)
			}
		}
	}
	certain, _ := vouched(all, false)
	merged := mergeStatements(certain)
	g.out.Said = len(merged)
	slices.SortStableFunc(merged, func(s, t *statement) int {
		for _, better := range []func(*statement) bool{isDirect, g.newVoice, goodLength} {
			if a, b := better(s), better(t); a != b {
				if a {
					return -1
				}
				return 1
			}
		}
		return len(t.Citations) - len(s.Citations)
	})
	spoken := map[string]bool{}
	for _, s := range merged {
		voice := strings.ToLower(s.Speaker)
		if s.party != nil {
			voice = s.party.Name + "\x00" + string(s.party.bearers[0].doc)
		}
		if s.Speaker == "" || spoken[voice] || len(s.words) < fewestWords {
			continue
		}
		told, err := g.toldBefore(s)
		if err != nil {
			return err
		}
		if !told {
			spoken[voice] = true
			g.out.Quotes = append(g.out.Quotes, s.Result)
		}
	}
	return nil
}

// fewestWords is how many words a statement has at least that is worth a line of its own.
const fewestWords = 4

func isDirect(s *statement) bool { return s.Kind == string(corpus.Direct) }

// goodLength is that of a quotation which says something and can be read at a glance, in words.
func goodLength(s *statement) bool { return len(s.words) >= 6 && len(s.words) <= 60 }

// newVoice reports that no older document has a statement of the speaker.
func (g *gathering) newVoice(s *statement) bool {
	if s.party == nil {
		return false
	}
	for i, b := range s.party.bearers {
		if g.fresh[b.doc] == nil && s.party.members[i].Says > 0 {
			return false
		}
	}
	return true
}

// runWords is by how many of its words an older copy of a quotation is looked for.
const runWords = 8

// toldBefore reports that an older document has the same words of the same speaker.
func (g *gathering) toldBefore(s *statement) (bool, error) {
	if len(s.words) < 3 {
		return false, nil
	}
	text := s.Excerpt.Doc.Cut(s.Spans[0])
	words := g.ix.lang.words(text)
	words = words[:min(len(words), runWords)]
	if len(words) == 0 {
		return false, nil
	}
	run := g.ix.lang.subject(text[:words[len(words)-1].End])
	older, err := g.statements(WhoSaid{}, meant{}, run, subject{}, wordingEnough)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(older, func(t *statement) bool { return g.fresh[t.d.ID] == nil && t.repeats(s) }), nil
}

// dates finds what lies ahead, and plans whose time has passed.
func (g *gathering) dates() error {
	ahead := interval{g.news.Day, g.news.Day.AddDate(0, 0, aheadDays-1)}
	var coming, gone []*event
	days := Period{Since: g.news.Day, Until: ahead.to}
	if !g.news.Passed.IsZero() {
		days.Since = g.news.Passed
	}
	for id, n := range g.shelf.plans(g.parts, days) {
		d, ok, err := g.read(id)
		if err != nil {
			return err
		}
		if !ok || n >= len(d.Entries) || g.veiled(hit{id: id, kind: dated, n: n}) {
			continue
		}
		v := g.event(d, n)
		switch {
		case v.LessSure:
		case !v.days.to.IsZero() && !v.days.to.Before(ahead.from) && !v.days.from.After(ahead.to) && (within31(v.days) || !v.days.from.Before(ahead.from)):
			coming = append(coming, v)
		case !g.news.Passed.IsZero() && !v.days.to.IsZero() && v.days.to.Before(g.news.Day) && !v.days.to.Before(g.news.Passed):
			gone = append(gone, v)
		}
	}
	gone = slices.DeleteFunc(gone, g.heardOf)
	g.out.Dates = g.events(g.told(), subject{})
	g.out.Ahead = g.events(coming, subject{})
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
			if v := g.event(d, n); !v.LessSure {
				out = append(out, v)
			}
		}
	}
	return out
}

// within31 reports a time of at most a month: what may be any day of a longer one is no date of this week.
func within31(v interval) bool { return !v.from.IsZero() && v.to.Sub(v.from) < 31*24*time.Hour }

// newsWords is the share of a plan's content words that a later sentence must hold to be news of it.
const newsWords = 0.5

// heardOf reports that a document of the planned time or later speaks of the plan.
func (g *gathering) heardOf(v *event) bool {
	plan := g.content(v.Text())
	for _, src := range g.shelf.publishedSince(g.parts, v.first()) {
		d, ok, err := g.read(src.ID)
		if err != nil || !ok || d.ID == v.d.ID {
			continue // what cannot be read tells nothing
		}
		for _, s := range d.sentences {
			if shared(plan, g.content(d.Cut(s))) >= newsWords {
				return true
			}
		}
	}
	return false
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
