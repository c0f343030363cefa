package index

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"example.org/briefbot/corpus"
)

// PageSize is how many results a page has.
const PageSize = 5

// sure is the confidence from which on the product vouches for a date, and shows a demand at all.
const sure = 0.5

// Everything is the page that holds all results: for exports.
const Everything = -1

// candidates is how many entries are looked at for one answer: the best, of equals the newest.
const candidates = 800

// question is one question while it is answered.
type question struct {
	ix     *Index
	ctx    context.Context //nolint:containedctx // lives as long as one question
	scope  Scope
	parts  []partition
	shelf  *shelf
	dir    *directory
	extent map[string]extent
	veils  map[corpus.ID][]veil // what is hidden in the asker's server
	doc    corpus.ID            // the only document that is asked about, or none
	now    time.Time
	whole  bool // everything is wanted, as for an export, and looked at
	capped bool // more matched than was looked at
}

// Ask answers q with what s may see. Finding nothing is an answer, not an error; a *QueryError is something
// for the asker to mend.
func (ix *Index) Ask(ctx context.Context, s Scope, q Query) (*Answer, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	a, err := ix.begin(ctx, s)
	if err != nil {
		return nil, err
	}
	answer, err := a.page(q)
	if err != nil {
		if _, ok := errors.AsType[*QueryError](err); ok {
			return nil, err
		}
		return nil, fmt.Errorf("answer %s: %w", q, ix.heal(ctx, err))
	}
	answer.Searched = a.dir.searched
	return answer, nil
}

// heal sees to it that a damaged index is built anew, and returns err.
func (ix *Index) heal(ctx context.Context, err error) error {
	if errors.Is(err, errDamaged) && ix.damaged.CompareAndSwap(false, true) {
		ix.log.ErrorContext(ctx, "the index is built anew", "why", err)
		ix.Notify()
	}
	return err
}

// begin prepares a question. The caller holds ix.mu for reading until it is answered.
func (ix *Index) begin(ctx context.Context, s Scope) (*question, error) {
	if ix.live == nil {
		return nil, errClosed
	}
	if err := ix.settle(ctx); err != nil {
		return nil, err
	}
	q := &question{ix: ix, ctx: ctx, scope: s, parts: ix.live.held(s.partitions()), shelf: ix.live, now: ix.now()}
	var err error
	if q.veils, err = ix.veils(ctx, s.Guild); err != nil {
		return nil, err
	}
	if q.dir, err = ix.directory(q.shelf, q.parts); err != nil {
		return nil, ix.heal(ctx, err)
	}
	q.extent = q.shelf.extent(q.parts)
	return q, nil
}

// Holds reports whether there is any document that s sees.
func (ix *Index) Holds(ctx context.Context, s Scope) (bool, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	if ix.live == nil {
		return false, errClosed
	}
	if err := ix.settle(ctx); err != nil {
		return false, err
	}
	return len(ix.live.held(s.partitions())) > 0, nil
}

// How many changes a question waits for; where [Index.Follow] runs, only the latest. More are left to it, but for the latest.
const (
	few    = 64
	latest = 8
)

// settle makes what has just been stored or deleted show in the very next answer. Documents on the desk are
// always swept when they change, so that a deleted one is never shown, even while many changes wait to be indexed.
func (ix *Index) settle(ctx context.Context) error {
	last, err := ix.store.Last(ctx)
	if err != nil {
		return fmt.Errorf("ask the store for its last change: %w", err)
	}
	ix.sweeping.Lock()
	defer ix.sweeping.Unlock()
	var fresh []corpus.ID // the latest of those that no question has seen
	from := max(ix.swept, ix.live.at())
	for from < last {
		changes, err := ix.changesAfter(ctx, from)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			break
		}
		ix.desk.sweep(changes)
		for _, c := range changes {
			fresh = append(fresh, c.ID)
		}
		fresh = fresh[max(0, len(fresh)-latest):]
		from = changes[len(changes)-1].Seq
	}
	ix.swept = from
	limit := uint64(few)
	if ix.following.Load() > 0 {
		limit = latest
	}
	switch at := ix.live.at(); {
	case at >= last:
		return nil
	case last-at <= limit:
		return ix.syncTo(ctx, last)
	default:
		ix.Notify()
		return ix.refresh(ctx, fresh)
	}
}

func (a *question) answer(q Query) (*Answer, error) {
	switch q := q.(type) {
	case WhoSaid:
		a.doc = q.Doc
		return a.whoSaid(q)
	case Demands:
		a.doc = q.Doc
		return a.demands(q)
	case Timeline:
		a.doc = q.Doc
		return a.timeline(q)
	case Search:
		return a.search(q)
	case Sources:
		return a.sources(q)
	}
	return nil, fmt.Errorf("no answer to a %T", q)
}

// find begins a Bleve query in the asker's partitions.
func (a *question) find(all ...[]fieldTerm) *find {
	f := &find{parts: a.parts, all: all, doc: a.doc, extent: a.extent}
	if len(a.veils) > 0 {
		f.veiled = a.veiled
	}
	return f
}

// read returns the document of a hit; ok is false when it is gone or not for the asker's eyes.
func (a *question) read(id corpus.ID) (d *reading, ok bool, err error) {
	d, err = a.ix.desk.read(a.ctx, id)
	if errors.Is(err, corpus.ErrNotFound) {
		a.suspect(id, "it is indexed and not stored")
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	return d, a.scope.Sees(&d.Document), nil
}

// entries finds the best limit entries for an answer, all where the whole is wanted, and gets their documents at hand.
func (a *question) entries(f *find, limit int) ([]hit, error) {
	if a.whole {
		return a.shelf.run(a.ctx, f, 0)
	}
	hits, err := a.shelf.run(a.ctx, f, limit)
	if err != nil {
		return nil, err
	}
	a.capped = a.capped || len(hits) == limit
	a.fetch(hits)
	return hits, nil
}

// fetch reads the documents of hits that are not at hand side by side: one after the other they take longer than all the rest of an
// answer. What cannot be read is met again, and told, by who asks for it.
func (a *question) fetch(hits []hit) {
	var missing []corpus.ID
	seen := map[corpus.ID]bool{}
	for _, h := range hits {
		if !seen[h.id] {
			seen[h.id] = true
			if !a.ix.desk.holds(h.id) {
				missing = append(missing, h.id)
			}
		}
	}
	if len(missing) < 2 {
		return
	}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, id := range missing {
		g.Go(func() error {
			_, err := a.ix.desk.read(a.ctx, id)
			return err
		})
	}
	_ = g.Wait()
}

// suspect marks the index as damaged where it disagrees with the store though it has all changes.
func (a *question) suspect(id corpus.ID, why string) {
	last, err := a.ix.store.Last(a.ctx)
	if err == nil && a.shelf.at() == last && a.ix.damaged.CompareAndSwap(false, true) {
		a.ix.log.WarnContext(a.ctx, "the index does not agree with the store; it is built anew", "document", id, "why", why)
		a.ix.Notify()
	}
}

// searchedIn tells what sources hold.
func searchedIn(sources []*source) Searched {
	var s Searched
	samples := 0
	for _, src := range sources {
		if src.Kind == corpus.Note {
			s.Notes++
		} else {
			s.Documents++
		}
		if src.Sample {
			samples++
		}
		if p := src.Published; !p.IsZero() {
			if s.From.IsZero() || p.Before(s.From) {
				s.From = p
			}
			if p.After(s.To) {
				s.To = p
			}
		}
	}
	s.Sample = samples > 0 && samples == s.Documents+s.Notes
	return s
}

// paged puts one page of results into an answer.
func paged(q Query, page int, results []Result) *Answer {
	n := len(results)
	a := &Answer{Query: q, Total: n, Page: max(1, page), Pages: (n + PageSize - 1) / PageSize}
	if page == Everything {
		a.Page, a.Pages, a.Results = 1, min(n, 1), results
		return a
	}
	a.Page = min(a.Page, max(1, a.Pages))
	from := min(n, (a.Page-1)*PageSize)
	a.Results = results[from:min(n, from+PageSize)]
	if shown := pictureSize(q); shown > 0 && n > 0 {
		from = from / shown * shown
		a.Pictured, a.PicturedFirst = results[from:min(n, from+shown)], from+1
	}
	return a
}

// A picture shows so many results, whole pages of them.
const (
	pictureEntries = 8 * PageSize
	pictureDemands = 60 * PageSize
)

// pictureSize is how many results a picture of q's answer shows; 0: none is asked for.
func pictureSize(q Query) int {
	switch q := q.(type) {
	case Timeline:
		if q.Picture {
			return pictureEntries
		}
	case Demands:
		if q.Picture {
			return pictureDemands
		}
	}
	return 0
}
