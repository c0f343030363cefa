package digest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// Feed is the store's change feed.
type Feed interface {
	Since(ctx context.Context, seq uint64) iter.Seq2[corpus.Change, error]
}

const (
	// mendedKey keeps up to which change posted digests have followed what was removed.
	mendedKey = "digests/mended"
	// mendFor is how long a posted digest follows. What is older has been read.
	mendFor = 7 * 24 * time.Hour
	// digits is how much of a document's id a run remembers: one in 65536 others looks alike, and leads to an edit that changes nothing.
	digits = 4
)

// cited lists the documents of a digest, by the first digits of their ids.
func cited(d *index.Digest) string {
	var ids []string
	add := func(results ...index.Result) {
		for _, r := range results {
			for _, c := range r.Citations {
				if id := string(c.Doc.ID); len(id) >= digits && !slices.Contains(ids, id[:digits]) {
					ids = append(ids, id[:digits])
				}
			}
		}
	}
	for _, list := range [][]index.Result{d.Articles, d.Notes, d.Quotes, d.Others, d.Ahead, d.Passed, d.Dates} {
		add(list...)
	}
	for _, x := range d.Demands {
		add(x.Result)
		for _, a := range x.Answers {
			add(index.Result{Citations: []index.Citation{a.Citation}})
		}
		if x.BeforeAt.Doc != nil {
			add(index.Result{Citations: []index.Citation{x.BeforeAt}})
		}
	}
	return strings.Join(ids, " ")
}

// cites reports whether a run's message may hold something of a document.
func (x *Run) cites(id corpus.ID) bool {
	return len(id) >= digits && slices.Contains(strings.Fields(x.Cited), string(id)[:digits])
}

// Mend takes what has been removed from the store since the last call out of the digests that were posted lately, by editing their messages. It is quick
// where nothing was removed.
func (s *Service) Mend(ctx context.Context, d Discord, feed Feed) error {
	last, err := s.source.Last(ctx)
	if err != nil {
		return err
	}
	raw, err := s.store.Load(ctx, mendedKey)
	if err != nil {
		return err
	}
	now := strconv.FormatUint(last, 10)
	if raw == now {
		return nil
	}
	from, err := strconv.ParseUint(raw, 10, 64)
	if err != nil {
		from = 0 // the first time: all that was ever removed
	}
	if err := s.mendSince(ctx, d, feed, from); err != nil {
		return err
	}
	_, err = s.store.Swap(ctx, mendedKey, raw, now) // where another process was quicker, it has done the same
	return err
}

func (s *Service) mendSince(ctx context.Context, d Discord, feed Feed, from uint64) error {
	var gone []corpus.ID
	for c, err := range feed.Since(ctx, from) {
		if err != nil {
			return err
		}
		if c.Deleted {
			gone = append(gone, c.ID)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	var servers []Server
	for server, err := range All(ctx, s.store) {
		if err == nil {
			servers = append(servers, server)
		}
	}
	var failed error
	for _, server := range servers {
		failed = errors.Join(failed, s.mend(ctx, d, server.Guild, server.Record, gone))
	}
	return failed
}

// MendOf does the same for one document of which something is hidden, or shown again, in a server.
func (s *Service) MendOf(ctx context.Context, d Discord, guild string, id corpus.ID) error {
	r, err := Load(ctx, s.store, guild)
	if err != nil {
		return err
	}
	return s.mend(ctx, d, guild, r, []corpus.ID{id})
}

// mend edits the messages of a server that may hold something of the documents.
func (s *Service) mend(ctx context.Context, d Discord, guild string, r *Record, changed []corpus.ID) error {
	var failed error
	for _, x := range r.Runs {
		if x.State != Sent || time.Since(x.Claimed) > mendFor || !slices.ContainsFunc(changed, x.cites) {
			continue
		}
		if err := s.pace.wait(ctx); err != nil {
			return err
		}
		m, _, err := s.compose(ctx, d, guild, r, &x)
		if err == nil {
			err = d.Edit(ctx, x.Channel, x.Message, m)
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("mend the digest of %s of server %s: %w", x.Key, guild, err))
		}
	}
	return failed
}
