package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/corpus"
)

func (a *app) removeCommand() *cobra.Command {
	return &cobra.Command{
		Use: "remove ID...", Short: "Remove documents; briefbot ask /sources shows their ids",
		Args: nArgs(1, -1, "the id of a document"),
		RunE: func(cmd *cobra.Command, ids []string) error {
			return a.withDesk(cmd.Context(), true, false, func(ctx context.Context, d *desk) error { return a.remove(ctx, d, ids) })
		},
	}
}

func (a *app) remove(ctx context.Context, d *desk, ids []string) error {
	missing := false
	for _, id := range ids {
		title, err := d.remove(ctx, corpus.ID(id))
		if errors.Is(err, corpus.ErrNotFound) {
			fmt.Fprintf(a.Err, "briefbot: no document has the id %q; briefbot ask /sources lists them\n", id)
			missing = true
			continue
		}
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(a.Out, "Removed %q (%s).\n", title, id); err != nil {
			return err
		}
	}
	if missing {
		return errReported
	}
	return nil
}

// remove deletes a document from the store and its index, and returns its title.
func (d *desk) remove(ctx context.Context, id corpus.ID) (string, error) {
	r, err := d.store.Get(ctx, id)
	if err != nil {
		return "", err
	}
	if err := notebook.New(d.store, time.Now).Remove(ctx, r.Guild, id); err != nil { // with what is known of it beside, if it is a note
		return "", err
	}
	return r.Title, d.index.Sync(ctx)
}
