package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/ingest/revision"
	"example.org/briefbot/corpus/starter"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
)

// desk is the store with its index, and the starter corpus that stands in while the store is empty.
type desk struct {
	store corpus.Store
	index *index.Index
	log   *slog.Logger
	lock  *flock.Flock // nil: nothing on disk
	// preview is the next digest of a server; nil where no bot runs
	preview func(ctx context.Context, guild string) (render.Message, error)

	mu     sync.Mutex
	sample *index.Index

	shelving sync.Mutex
	known    *revision.Shelf // nil until something is imported
}

// lockPatience is how long a command waits for another one to let go of the data directory.
const lockPatience = 10 * time.Second

// withDesk opens the store and its index, runs do and closes them. Where a server holds them, the command is executed there
// instead. A reading command leaves no trace on a machine where nothing was ever imported.
func (a *app) withDesk(ctx context.Context, reading, stdin bool, do func(context.Context, *desk) error) error {
	if a.desk != nil {
		return do(ctx, a.desk)
	}
	cfg, err := a.config()
	if err != nil {
		return err
	}
	log := logConfig{Level: max(cfg.Log.Level, slog.LevelWarn), JSON: cfg.Log.JSON}.logger(a.Err)
	lock, server, err := takeData(ctx, cfg, reading)
	switch {
	case err != nil:
		return err
	case server != nil:
		a.forwarded = true
		return a.forward(ctx, server, stdin)
	}
	d, err := openDesk(ctx, cfg, lock, log)
	if err != nil {
		return err
	}
	defer d.close()
	return do(ctx, d)
}

// takeData locks the data directory for this process, or else reaches the server that holds it. Both are nil when
// reading finds that there is nothing yet.
func takeData(ctx context.Context, cfg config, reading bool) (*flock.Flock, net.Conn, error) {
	if reading && cfg.DatabaseURL == "" {
		if _, err := os.Stat(cfg.dsn()); errors.Is(err, fs.ErrNotExist) {
			return nil, nil, nil
		}
	}
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, nil, fmt.Errorf("make the data directory: %w; name another with --data or %s", err, envData)
	}
	lock := flock.New(filepath.Join(cfg.Data, "lock"), flock.SetPermissions(0o600))
	for deadline := time.Now().Add(lockPatience); ; {
		ok, err := lock.TryLock()
		if err != nil {
			return nil, nil, fmt.Errorf("lock the data directory: %w; name another with --data or %s", err, envData)
		}
		if ok {
			return lock, nil, nil
		}
		var d net.Dialer
		if conn, err := d.DialContext(ctx, "unix", socketPath(cfg.Data)); err == nil {
			return nil, conn, nil
		}
		if time.Now().After(deadline) {
			return nil, nil, fmt.Errorf("another briefbot has been using %s for %s; wait for it, or name another directory with --data", cfg.Data, lockPatience)
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// openDesk opens what cfg names under lock, which it then owns; without a lock there is only the starter corpus.
func openDesk(ctx context.Context, cfg config, lock *flock.Flock, log *slog.Logger) (_ *desk, err error) {
	d := &desk{log: log, lock: lock}
	defer func() {
		if err != nil {
			d.close()
		}
	}()
	dir := ""
	if lock == nil {
		d.store = store.Memory()
	} else {
		if d.store, err = store.Open(ctx, cfg.dsn()); err != nil {
			return nil, err
		}
		if cfg.around != nil {
			d.store = cfg.around(d.store)
		}
		dir = filepath.Join(cfg.Data, "index")
	}
	if d.index, err = index.Open(ctx, dir, d.store, log); err != nil {
		return nil, err
	}
	if err := d.index.Sync(ctx); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *desk) close() {
	for _, ix := range []*index.Index{d.sample, d.index} {
		if ix != nil {
			if err := ix.Close(); err != nil {
				d.log.Warn("close the index", "err", err)
			}
		}
	}
	if d.store != nil {
		if err := d.store.Close(); err != nil {
			d.log.Warn("close the store", "err", err)
		}
	}
	if d.lock != nil {
		if err := d.lock.Unlock(); err != nil {
			d.log.Warn("unlock the data directory", "err", err)
		}
	}
}

// current is the index that answers within s: the store's, or the starter corpus's while the store holds nothing that s sees.
func (d *desk) current(ctx context.Context, s index.Scope) (*index.Index, error) {
	if filled, err := d.index.Holds(ctx, s); err != nil || filled {
		return d.index, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.sample == nil {
		ix, err := openSample(ctx, d.log)
		if err != nil {
			return nil, err
		}
		d.sample = ix
	}
	return d.sample, nil
}

func openSample(ctx context.Context, log *slog.Logger) (*index.Index, error) {
	docs, err := starter.Documents()
	if err != nil {
		return nil, err
	}
	s := store.Memory()
	for _, doc := range docs {
		notes, err := extract.Annotate(doc)
		if err != nil {
			return nil, fmt.Errorf("annotate the starter corpus: %w", err)
		}
		if _, err := s.Put(ctx, &corpus.Record{Document: *doc, Annotations: notes, Extractor: extract.Version}); err != nil {
			return nil, fmt.Errorf("keep the starter corpus: %w", err)
		}
	}
	ix, err := index.Open(ctx, "", s, log)
	if err != nil {
		return nil, err
	}
	if err := ix.Sync(ctx); err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return ix, nil
}
