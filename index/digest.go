package index

import (
	"context"
	"fmt"
	"math"
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
	Articles []Result // new ones, newest first; of the last digestLists that came
	Notes    []Result // likewise
	Unlisted int      // new documents beyond those
	Demands  []Development
	Quotes   []Result // of new documents, one a speaker, best first; reprints are further citations
	Others   []Result // what else is said in new documents, by speaker in the order of Quotes
	Ahead    []Result // dated entries of the next seven days, in order of time
	Soon     []Result // plans of new documents for the weeks to come, without a day
	Passed   []Result // planned entries whose time has passed without a later document that speaks of them
	Dates    []Result // dated entries of new documents, in order of time
	Searched Searched
}

// Empty reports nothing new: a digest would hold no item that was not in the one before.
func (d *Digest) Empty() bool {
	return len(d.Articles)+len(d.Notes)+d.Unlisted+len(d.Passed) == 0
}

const (
	// digestReads is of how many new documents, the last that came, a digest tells what is said and wanted in them, and when.
	digestReads = 300
	// digestLists is how many new documents it lists.
	digestLists = 2000
)

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
	g := &gathering{question: a, news: n, fresh: map[corpus.ID]*reading{}, unread: map[corpus.ID]bool{}, later: map[corpus.ID]bool{}}
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
	news   News
	fresh  map[corpus.ID]*reading // new documents that are read
	unread map[corpus.ID]bool     // those that are not
	later  map[corpus.ID]bool     // those that came after them: where a digest is gathered once more, they are not there yet
	order  []*reading             // the fresh, newest first
	out    Digest
}

func (g *gathering) documents() error {
	ids, err := g.ix.newSince(g.ctx, g.news.After, g.news.Upto)
	if err != nil {
		return err
	}
	later, err := g.ix.newSince(g.ctx, g.news.Upto, math.MaxInt64)
	if err != nil {
		return err
	}
	for _, id := range later {
		g.later[id] = true
	}
	slices.Reverse(ids)
	if err := g.listed(ids[:min(len(ids), digestLists)]); err != nil {
		return err
	}
	for _, id := range ids[min(len(ids), digestLists):] {
		g.unread[id] = true
		if src := g.shelf.source(id); src != nil && g.scope.Sees(&corpus.Document{Guild: src.Guild, Channel: src.Channel}) {
			g.out.Unlisted++
		}
	}
	return nil
}

// listed lists new documents, the newest first, and takes the first of them for reading.
func (g *gathering) listed(ids []corpus.ID) error {
	var all []*reading
	for _, id := range ids {
		d, ok, err := g.read(id)
		switch {
		case err != nil:
			return err
		case !ok:
			continue
		case len(all) < digestReads:
			g.fresh[id] = d
		default:
			g.unread[id] = true
		}
		all = append(all, d)
	}
	order := func(d, e *reading) int { return e.Published.Compare(d.Published) }
	g.order = slices.Clone(all[:min(len(all), digestReads)])
	slices.SortStableFunc(g.order, order)
	slices.SortStableFunc(all, order)
	for _, d := range all {
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
	r.Date, r.DateFrom, r.Precision, _, _ = d.dating("")
	return r
}

// inTitle reports that s is in a headline, which the list of documents has already.
func (d *reading) inTitle(s corpus.Span) bool {
	return len(d.paragraphs) > 0 && d.paragraphs[0].Contains(s) && strings.TrimSpace(d.Cut(d.paragraphs[0])) == d.Title
}
