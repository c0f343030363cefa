package watch

import (
	"context"
	"fmt"
	"time"

	"example.org/briefbot/corpus/ingest"
	"example.org/briefbot/corpus/ingest/fetch"
	"example.org/briefbot/corpus/ingest/format"
)

// Polite is a fetcher for imports by hand: it refuses to ask a feed again before [Interval] is over, whoever asked it the last time.
type Polite struct {
	fetch  ingest.Fetcher
	feeds  *Feeds
	server string
}

// Polite returns a fetcher for imports into a server; "" is the operator's corpus.
func (f *Feeds) Polite(server string) *Polite { return &Polite{f.fetch, f, server} }

// Get fetches, and remembers when what it got was a feed.
func (p *Polite) Get(ctx context.Context, address string, known fetch.Known) (*fetch.Response, error) {
	feed, err := p.feeds.load(ctx, p.server, address)
	if err != nil {
		return nil, err
	}
	now := p.feeds.now().UTC()
	if since := now.Sub(feed.Asked); since >= 0 && since < Interval {
		return nil, &fetch.RefusedError{Hint: fmt.Sprintf("that feed was asked %s ago; feeds are asked at most every %d minutes", since.Truncate(time.Second), int(Interval.Minutes()))}
	}
	r, err := p.fetch.Get(ctx, address, known)
	if err != nil || !format.IsFeed(r.Body) {
		return r, err
	}
	feed.Asked = now
	return r, p.feeds.save(ctx, feed)
}
