package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// Grace is how long the data of a server are kept after the bot was removed from it, in case that was a mistake.
const Grace = 7 * 24 * time.Hour

// The fact "guild/SERVER" says that the bot is in a server, or since when it no longer is.
const (
	presence = "guild/"
	present  = "here"
)

// joined notes that the bot is in a server, which ends a time of grace.
func (b *Bot) joined(ctx context.Context, guild string) error {
	if guild == "" {
		return nil
	}
	return replaceFact(ctx, b.cfg.Store, presence+guild, present)
}

// left begins the time of grace of a server, if it has not begun.
func (b *Bot) left(ctx context.Context, guild string) error {
	old, err := b.cfg.Store.Load(ctx, presence+guild)
	if err != nil || guild == "" || old != "" && old != present {
		return err
	}
	b.log.Info("removed from a server; its data are deleted after the time of grace", "guild", guild, "grace", Grace)
	return replaceFact(ctx, b.cfg.Store, presence+guild, b.cfg.Now().UTC().Format(time.RFC3339))
}

// leftSince compares the servers that Discord names at the begin of a session with those that the bot was in: it may have been removed while it
// was not connected.
func (b *Bot) leftSince(ctx context.Context, guilds []string) error {
	gone := map[string]bool{}
	for f, err := range b.cfg.Store.Facts(ctx, presence) {
		if err != nil {
			return err
		}
		gone[strings.TrimPrefix(f.Key, presence)] = true
	}
	for _, id := range guilds {
		delete(gone, id)
	}
	for id := range gone {
		if err := b.left(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// replaceFact sets a fact whatever it was; "" removes it.
func replaceFact(ctx context.Context, s corpus.State, key, value string) error {
	for {
		old, err := s.Load(ctx, key)
		if err != nil || old == value {
			return err
		}
		if done, err := s.Swap(ctx, key, old, value); err != nil || done {
			return err
		}
	}
}

// sweep does what is due, now and then, until ctx ends: it deletes the data of servers whose time of grace is over, forgets what can no longer be
// undone, and tries again what has failed.
func (b *Bot) sweep(ctx context.Context) {
	if b.book == nil {
		return
	}
	tick := time.NewTicker(b.limits.sweep)
	defer tick.Stop()
	for {
		if err := b.tidy(ctx); err != nil && ctx.Err() == nil {
			b.log.Error("tidy the store", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-b.again:
			sleep(ctx, b.limits.again)
		}
	}
}

func (b *Bot) tidy(ctx context.Context) error {
	b.mu.Lock()
	again := b.undone
	b.undone = nil
	b.mu.Unlock()
	for _, do := range again {
		b.see(ctx, do)
	}
	var due []string
	for f, err := range b.cfg.Store.Facts(ctx, presence) {
		if err != nil {
			return err
		}
		since, err := time.Parse(time.RFC3339, f.Value)
		if err == nil && b.cfg.Now().Sub(since) >= Grace {
			due = append(due, strings.TrimPrefix(f.Key, presence))
		}
	}
	for _, guild := range due {
		n, err := Purge(ctx, b.cfg.Store, guild)
		if err != nil {
			return err
		}
		b.log.Info("deleted the data of a server that the bot was removed from", "guild", guild, "documents", n)
	}
	return b.book.Expire(ctx)
}

// Purge deletes all that a store holds of a server, its documents first, and returns how many these were. It can be called again when it has failed
// half-way.
func Purge(ctx context.Context, s corpus.Store, guild string) (documents int, err error) {
	if guild == "" {
		return 0, nil
	}
	ids, err := s.Of(ctx, guild)
	if err != nil {
		return 0, fmt.Errorf("delete the data of server %s: %w", guild, err)
	}
	for _, id := range ids {
		if err := s.Delete(ctx, id); err != nil && !errors.Is(err, corpus.ErrNotFound) {
			return documents, fmt.Errorf("delete the data of server %s: %w", guild, err)
		}
		documents++
	}
	var keys []string
	for f, err := range s.Facts(ctx, "") {
		if err != nil {
			return documents, fmt.Errorf("delete the data of server %s: %w", guild, err)
		}
		if part := strings.SplitN(f.Key, "/", 3); len(part) > 1 && part[1] == guild && f.Key != presence+guild {
			keys = append(keys, f.Key)
		}
	}
	for _, key := range append(keys, presence+guild) { // the last one says that the others are to go
		if err := replaceFact(ctx, s, key, ""); err != nil {
			return documents, fmt.Errorf("delete the data of server %s: %w", guild, err)
		}
	}
	return documents, nil
}
