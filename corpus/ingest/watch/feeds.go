package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest"
	"example.org/briefbot/corpus/ingest/fetch"
)

// Interval is the shortest time between two requests to one feed.
const Interval = 15 * time.Minute

// Feed is what is known of a feed.
type Feed struct {
	Address  string      `json:"address"`
	Server   string      `json:"server,omitempty"`  // whose documents its entries become; empty: the operator's
	Watched  bool        `json:"watched,omitempty"` // asked again and again
	Asked    time.Time   `json:"asked,omitzero"`
	Known    fetch.Known `json:"known,omitzero"`
	Entries  []string    `json:"entries,omitempty"` // those it had the last time: address and what the feed told of it
	Trouble  string      `json:"trouble,omitempty"` // why the last request failed
	Imported int         `json:"imported"`          // documents, in all
}

// Feeds asks feeds for new entries.
type Feeds struct {
	desk  Desk
	facts Facts
	fetch ingest.Fetcher
	log   *slog.Logger
	now   func() time.Time
}

// NewFeeds returns the feeds that are remembered in facts.
func NewFeeds(desk Desk, facts Facts, f ingest.Fetcher, log *slog.Logger) *Feeds {
	return &Feeds{desk: desk, facts: facts, fetch: f, log: log, now: time.Now}
}

func feedKey(server, address string) string { return "feed/" + server + "/" + address }

// List returns the watched feeds, by server and address.
func (f *Feeds) List(ctx context.Context) ([]Feed, error) {
	var out []Feed
	for fact, err := range f.facts.Facts(ctx, "feed/") {
		if err != nil {
			return nil, fmt.Errorf("list the feeds: %w", err)
		}
		var feed Feed
		if json.Unmarshal([]byte(fact.Value), &feed) == nil && feed.Watched {
			out = append(out, feed)
		}
	}
	return out, nil
}

func (f *Feeds) load(ctx context.Context, server, address string) (Feed, error) {
	feed := Feed{Address: address, Server: server}
	value, err := f.facts.Load(ctx, feedKey(server, address))
	if err != nil || value == "" {
		return feed, err
	}
	if err := json.Unmarshal([]byte(value), &feed); err != nil {
		return feed, fmt.Errorf("read what is known of feed %s: %w", address, err)
	}
	return feed, nil
}

func (f *Feeds) save(ctx context.Context, feed Feed) error {
	value, err := json.Marshal(feed)
	if err != nil {
		return err
	}
	return set(ctx, f.facts, feedKey(feed.Server, feed.Address), string(value))
}

// Add watches a feed from now on, and asks it at once. What is there but is no feed is refused.
func (f *Feeds) Add(ctx context.Context, server, address string) (Feed, error) {
	feed, err := f.load(ctx, server, address)
	if err != nil {
		return feed, err
	}
	if feed.Watched {
		return feed, fmt.Errorf("%s is watched already", address)
	}
	feed.Watched = true
	if feed, err = f.ask(ctx, feed); err != nil {
		return feed, err
	}
	return feed, f.save(ctx, feed)
}

// Remove stops watching a feed. Its documents stay. The error wraps corpus.ErrNotFound when it is not watched.
func (f *Feeds) Remove(ctx context.Context, server, address string) error {
	feed, err := f.load(ctx, server, address)
	if err != nil {
		return err
	}
	if !feed.Watched {
		return fmt.Errorf("feed %s is not watched: %w", address, corpus.ErrNotFound)
	}
	return set(ctx, f.facts, feedKey(server, address), "")
}

// Run asks each watched feed every [Interval] until ctx is done. A feed in trouble is asked again in time, and so is the store.
func (f *Feeds) Run(ctx context.Context) error {
	tried := map[string]time.Time{} // also where the store could not keep it
	for {
		feeds, err := f.List(ctx)
		if err != nil && ctx.Err() == nil {
			f.log.ErrorContext(ctx, "the watched feeds cannot be listed", "err", err)
		}
		for _, feed := range feeds {
			key := feedKey(feed.Server, feed.Address)
			if ctx.Err() != nil || f.now().Sub(feed.Asked) < Interval || f.now().Sub(tried[key]) < Interval {
				continue
			}
			tried[key] = f.now()
			if err := f.refresh(ctx, feed); err != nil {
				f.log.ErrorContext(ctx, "a feed is asked again in time", "address", feed.Address, "err", err)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Minute):
		}
	}
}

// refresh asks a feed, and remembers what came of it, unless it was removed meanwhile.
func (f *Feeds) refresh(ctx context.Context, feed Feed) error {
	asked, err := f.ask(ctx, feed)
	if ctx.Err() != nil {
		return nil //nolint:nilerr // it is asked after the restart
	}
	if err != nil {
		f.log.WarnContext(ctx, "feed", "address", feed.Address, "err", err)
		asked = feed
		asked.Asked, asked.Trouble = f.now().UTC(), err.Error()
	}
	if now, err := f.load(ctx, feed.Server, feed.Address); err != nil || !now.Watched {
		return err
	}
	return f.save(ctx, asked)
}

// ask fetches a feed and imports the entries that it did not have the last time.
func (f *Feeds) ask(ctx context.Context, feed Feed) (Feed, error) {
	feed.Asked, feed.Trouble = f.now().UTC(), ""
	r, err := f.fetch.Get(ctx, feed.Address, feed.Known)
	if err != nil {
		return feed, fmt.Errorf("%s: %w", feed.Address, err)
	}
	if r.NotModified {
		return feed, nil
	}
	var entries []string
	docs, err := ingest.Feed(ctx, f.fetch, r, ingest.Meta{Guild: feed.Server}, func(d *corpus.Document) bool {
		entry := d.URL + " " + string(d.ID)
		entries = append(entries, entry)
		return !slices.Contains(feed.Entries, entry)
	})
	if err != nil {
		return feed, fmt.Errorf("%s: %w", feed.Address, err)
	}
	var trouble []string
	for _, err := range f.desk.Import(ctx, list(docs)) {
		if errors.Is(err, ErrStore) {
			return feed, err
		}
		if err != nil {
			trouble = append(trouble, err.Error())
			continue
		}
		feed.Imported++
	}
	if err := errors.Join(ctx.Err(), f.desk.Settle(ctx)); err != nil {
		return feed, err
	}
	feed.Known, feed.Entries, feed.Trouble = r.Known, entries, strings.Join(trouble, "; ")
	return feed, nil
}

func list(docs []*corpus.Document) func(func(*corpus.Document, error) bool) {
	return func(yield func(*corpus.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}
