package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.org/briefbot/corpus/store"
)

func (a *app) restoreCommand() *cobra.Command {
	var verify bool
	cmd := &cobra.Command{
		Use: "restore FILE", Short: "Fill an empty data directory from a backup",
		Long: `Checks a file that briefbot backup wrote, copies it into the data directory, which must hold no data yet, brings it to the newest form and derives the search index.
With --verify the result is read again, compared with the backup record by record, and its index with its documents.`,
		Example: `  briefbot --data /srv/briefbot restore briefbot-monday.db --verify`,
		Args:    nArgs(1, 1, "the file that briefbot backup wrote"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.restore(cmd.Context(), a.path(args[0]), verify)
		},
	}
	cmd.Flags().BoolVar(&verify, "verify", false, "compare the result with the backup")
	return cmd
}

// restore fills the data directory from the backup at path. What fails leaves the directory as it was.
func (a *app) restore(ctx context.Context, path string, verify bool) (err error) {
	cfg, err := a.config()
	switch {
	case err != nil:
		return err
	case cfg.DatabaseURL != "":
		return usagef("%s is set: restore fills a data directory; unset it, or copy the backup to where it points", envDatabase)
	}
	want, err := store.Inspect(ctx, path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no such file", path)
	}
	if err != nil {
		return err
	}
	d, err := a.refilled(ctx, cfg, path)
	if err != nil {
		return err
	}
	if verify {
		err = d.index.Check(ctx)
	}
	d.close()
	if err != nil {
		return fmt.Errorf("the index does not agree with the documents: %w; briefbot index rebuild makes it anew", err)
	}
	verdict := ""
	if verify {
		got, err := store.Inspect(ctx, cfg.dsn())
		if err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("%s holds %s and %s, other than the backup with %d and %d; delete it and restore again",
				cfg.dsn(), count(got.Documents, "document"), count(got.Facts, "other entry"), want.Documents, want.Facts)
		}
		verdict = ", and found the same as in the backup"
	}
	_, err = fmt.Fprintf(a.Out, "Restored %s and %s into %s%s.\n", count(want.Documents, "document"), count(want.Facts, "other entry"), cfg.Data, verdict)
	return err
}

// refilled opens the data directory after the backup was copied into it.
func (a *app) refilled(ctx context.Context, cfg config, path string) (*desk, error) {
	if a.desk != nil {
		return nil, errInUse(cfg)
	}
	lock, server, err := takeData(ctx, cfg, false)
	switch {
	case err != nil:
		return nil, err
	case server != nil:
		server.Close()
		return nil, errInUse(cfg)
	}
	if err := refill(cfg, path); err != nil {
		return nil, errors.Join(err, lock.Unlock())
	}
	return openDesk(ctx, cfg, lock, logConfig{Level: cfg.Log.Level, JSON: cfg.Log.JSON}.logger(a.Err))
}

func errInUse(cfg config) error {
	return fmt.Errorf("a running server uses %s; restore fills an empty directory: name another with --data", cfg.Data)
}

// refill copies the backup into the data directory, and takes away an index that was derived of something else.
func refill(cfg config, path string) error {
	if _, err := os.Lstat(cfg.dsn()); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already; restore fills an empty directory: name another with --data, or move that file away", cfg.dsn())
	}
	if err := os.RemoveAll(filepath.Join(cfg.Data, "index")); err != nil {
		return fmt.Errorf("clear the index: %w", err)
	}
	from, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open the backup: %w", err)
	}
	defer from.Close()
	to, err := os.CreateTemp(cfg.Data, ".briefbot-*")
	if err != nil {
		return unwritable(cfg.dsn(), err)
	}
	defer os.Remove(to.Name()) // after it got its name there is nothing to remove
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		return unwritable(cfg.dsn(), err)
	}
	return store.Settle(to.Name(), cfg.dsn())
}
