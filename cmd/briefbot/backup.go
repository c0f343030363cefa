package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"example.org/briefbot/corpus/store"
)

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use: "backup FILE", Short: "Write all data into one file",
		Long: `Writes everything that is stored, documents, notes, settings and what has been posted, into one new file, as it is at one moment, also while the bot runs.
The search index is left out: it is derived again. The file holds the notes of all servers: keep it as safe as the data directory.`,
		Example: `  briefbot backup briefbot-monday.db
  briefbot --data new restore briefbot-monday.db --verify`,
		Args: nArgs(1, 1, "the file to write"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withDesk(cmd.Context(), true, false, func(ctx context.Context, d *desk) error { return a.backup(ctx, d, a.path(args[0])) })
		},
	}
}

func (a *app) backup(ctx context.Context, d *desk, path string) error {
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return unwritable(path, err)
	}
	switch err := store.Backup(ctx, d.store, path); {
	case errors.Is(err, store.ErrNoBackup):
		return errors.New("nothing is stored yet, so there is nothing to back up")
	case err != nil:
		return err
	}
	c, err := store.Inspect(ctx, path)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "Backed up %s and %s to %s.\n", count(c.Documents, "document"), count(c.Facts, "other entry"), path)
	return err
}
