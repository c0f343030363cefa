package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"example.org/briefbot/bot"
	"example.org/briefbot/bot/digest"
)

// memoryLimit is what the Go runtime keeps to, in bytes, by collecting more often where it nears it: a large index would else let garbage of the size of
// all that is alive pile up. GOMEMLIMIT overrides it.
const memoryLimit = 512 << 20

func (a *app) serveCommand() *cobra.Command {
	return &cobra.Command{
		Use: "serve", Short: "Answer in Discord", Args: nArgs(0, 0, "no argument"),
		Long: `Runs the bot until it is interrupted. It needs DISCORD_TOKEN, in the environment or in .env. While it runs, the other commands reach it through
a socket in the data directory.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context()) },
	}
}

func (a *app) serve(ctx context.Context) error {
	if a.desk != nil {
		return errors.New("this server is running already")
	}
	cfg, err := a.config()
	if err != nil {
		return err
	}
	if cfg.Token == "" {
		return errNoToken()
	}
	if limit, _ := a.Env("GOMEMLIMIT"); limit == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	log := cfg.Log.logger(a.Err)
	lock, server, err := takeData(ctx, cfg, false)
	if err != nil {
		return err
	}
	if server != nil {
		server.Close()
		return fmt.Errorf("another briefbot is serving from %s; stop it first, or name another directory with --data", cfg.Data)
	}
	d, err := openDesk(ctx, cfg, lock, log)
	if err != nil {
		return err
	}
	defer d.close()
	settings := cfg.bot()
	settings.Asker, settings.State, settings.Store, settings.Log = deskAsker{d}, d.store, d.store, log
	settings.Digests = digest.New(d.store, stored{d}, log)
	settings.Importer = newImporter(d, cfg)
	b, err := bot.New(settings)
	if err != nil {
		return err
	}
	d.preview = b.PreviewDigest
	return a.parts(ctx, cfg, d, b, log)
}

// parts runs everything that serves, until one of them fails or ctx ends.
func (a *app) parts(ctx context.Context, cfg config, d *desk, b *bot.Bot, log *slog.Logger) error {
	socket := socketPath(cfg.Data)
	ctl := &control{desk: d, env: a.Env, log: log}
	l, err := ctl.listen(ctx, socket)
	if err != nil {
		return err
	}
	defer func() {
		if err := os.Remove(socket); err != nil && !errors.Is(err, fs.ErrNotExist) {
			log.Warn("remove the control socket", "err", err)
		}
	}()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return ctl.serve(ctx, l) })
	g.Go(func() error { return d.index.Follow(ctx, followEvery) })
	g.Go(func() error { return d.refreshAll(ctx) })
	g.Go(func() error { return b.Run(ctx) })
	a.watches(ctx, g, cfg, d)
	if cfg.HTTP != "" {
		hl, err := new(net.ListenConfig).Listen(ctx, "tcp", cfg.HTTP)
		if err != nil {
			return fmt.Errorf("%s: %w", envHTTP, err)
		}
		g.Go(func() error { return serveHealth(ctx, hl, b) })
	}
	if err := g.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	log.Info("stopped")
	return nil
}

// followEvery is how often the index looks for changes that it was not told of.
const followEvery = time.Second

// refreshAll annotates what an older extractor annotated, while the bot answers.
func (d *desk) refreshAll(ctx context.Context) error {
	n, err := d.refresh(ctx)
	if n > 0 {
		d.log.InfoContext(ctx, "annotated again", "documents", n)
	}
	return err
}

// serveHealth answers /healthz (the process runs), /readyz (the bot is connected to Discord) and /metrics (counters in
// Prometheus' text format).
func serveHealth(ctx context.Context, l net.Listener, b *bot.Bot) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if !b.Ready() {
			http.Error(w, "not connected to Discord", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		c := b.Counters()
		for _, m := range []struct {
			name  string
			value int64
		}{
			{"interactions", c.Interactions},
			{"deferred", c.Deferred},
			{"failed", c.Failed},
			{"panics", c.Panics},
			{"busy", c.Busy},
			{"gateway_connections", c.Connects},
			{"invalid_requests", c.Invalid},
		} {
			fmt.Fprintf(w, "# TYPE briefbot_%[1]s_total counter\nbriefbot_%[1]s_total %[2]d\n", m.name, m.value)
		}
	})
	s := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	defer context.AfterFunc(ctx, func() { s.Close() })()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("answer health checks: %w", err)
	}
	return nil
}
