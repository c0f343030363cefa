package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/fetch"
	"example.org/briefbot/corpus/ingest/watch"
)

// watched is the desk as the watchers of a directory and of feeds see it.
type watched struct{ *desk }

func (d watched) Import(ctx context.Context, docs iter.Seq2[*corpus.Document, error]) iter.Seq2[corpus.ID, error] {
	return func(yield func(corpus.ID, error) bool) {
		for r, err := range d.imports(ctx, docs) {
			if err != nil {
				if !yield("", err) {
					return
				}
				continue
			}
			if r.revised != nil {
				d.log.InfoContext(ctx, "a document is like one that was there before", "id", r.doc.ID, "relation", r.revised.relation, "old", r.revised.old.ID,
					"added", len(r.revised.added), "dropped", len(r.revised.dropped))
			}
			if !yield(r.doc.ID, nil) {
				return
			}
		}
	}
}

func (d watched) Remove(ctx context.Context, id corpus.ID) error {
	if err := d.store.Delete(ctx, id); err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return err
	}
	return nil
}

func (d watched) Settle(ctx context.Context) error { return d.index.Sync(ctx) }

// watches keeps the directory and the feeds in view while the bot runs.
func (a *app) watches(ctx context.Context, g *errgroup.Group, cfg config, d *desk) {
	if cfg.Corpus != "" {
		g.Go(func() error { return watch.NewDirectory(cfg.Corpus, watched{d}, d.store, d.log).Run(ctx) })
	}
	if !cfg.Fetch.Off {
		g.Go(func() error { return a.feeds(cfg, d).Run(ctx) })
	}
}

// readableDirectory reports why a directory cannot be watched.
func readableDirectory(path string) error {
	if _, err := os.ReadDir(path); err != nil {
		return fmt.Errorf("%s: %w; it is named by %s", path, err, envCorpus)
	}
	return nil
}

func (a *app) feeds(cfg config, d *desk) *watch.Feeds {
	return watch.NewFeeds(watched{d}, d.store, cfg.fetcher(), d.log)
}

func (a *app) watchCommand() *cobra.Command {
	var remove bool
	var server string
	cmd := &cobra.Command{
		Use: "watch [URL...]", Short: "Watch feeds for new articles; without an address, list them",
		Long: `Watches RSS, Atom and JSON feeds: each is read now, and again every 15 minutes while "briefbot serve" runs. Without an address it lists
the watched feeds. A directory is watched with BRIEFBOT_CORPUS.`,
		Args: nArgs(0, -1, "the address of a feed"),
		RunE: func(cmd *cobra.Command, addresses []string) error {
			cfg, err := a.config()
			switch {
			case err != nil:
				return err
			case remove && len(addresses) == 0:
				return usagef("--remove needs the address of a feed; briefbot watch lists them")
			case cfg.Fetch.Off && len(addresses) > 0 && !remove:
				return fmt.Errorf("%s switches fetching off, so feeds cannot be watched", envFetch)
			}
			for i, address := range addresses {
				u, err := fetch.Parse(address)
				if err != nil {
					return usagef("%s: %w", address, err)
				}
				addresses[i] = u.String()
			}
			return a.withDesk(cmd.Context(), len(addresses) == 0, false, func(ctx context.Context, d *desk) error {
				return a.watch(ctx, a.feeds(cfg, d), server, addresses, remove)
			})
		},
	}
	cmd.Flags().BoolVar(&remove, "remove", false, "stop watching; what was imported stays")
	cmd.Flags().StringVar(&server, "server", "", "the id of a Discord server that the articles are for (default: all)")
	return cmd
}

func (a *app) watch(ctx context.Context, feeds *watch.Feeds, server string, addresses []string, remove bool) error {
	failed := false
	for _, address := range addresses {
		var err error
		var done string
		if remove {
			err = feeds.Remove(ctx, server, address)
			done = "No longer watching " + address + "."
		} else {
			var f watch.Feed
			f, err = feeds.Add(ctx, server, address)
			done = fmt.Sprintf("Watching %s: imported %s. It is asked again every %d minutes while briefbot serve runs.", address, count(f.Imported, "document"), int(watch.Interval.Minutes()))
			if f.Trouble != "" {
				fmt.Fprintln(a.Err, "briefbot:", oneLine(f.Trouble))
			}
		}
		if err != nil {
			fmt.Fprintln(a.Err, "briefbot:", oneLine(err.Error()))
			failed = true
			continue
		}
		if _, err := fmt.Fprintln(a.Out, done); err != nil {
			return err
		}
	}
	if len(addresses) == 0 {
		return a.listFeeds(ctx, feeds)
	}
	if failed {
		return errReported
	}
	return nil
}

func (a *app) listFeeds(ctx context.Context, feeds *watch.Feeds) error {
	list, err := feeds.List(ctx)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		_, err := fmt.Fprintln(a.Out, "No feed is watched. briefbot watch URL begins.")
		return err
	}
	for _, f := range list {
		line := fmt.Sprintf("%s: %s, last asked %s", f.Address, count(f.Imported, "document"), f.Asked.UTC().Format(time.DateTime+" MST"))
		if f.Server != "" {
			line += ", server " + f.Server
		}
		if f.Trouble != "" {
			line += ": " + oneLine(f.Trouble)
		}
		if _, err := fmt.Fprintln(a.Out, line); err != nil {
			return err
		}
	}
	return nil
}
