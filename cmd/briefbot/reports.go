package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"example.org/briefbot/bot"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

func (a *app) reportsCommand() *cobra.Command {
	var withdraw bool
	cmd := &cobra.Command{
		Use: "reports [--withdraw SERVER/RECORD...]", Short: "List the results that were reported as wrong and are hidden in a server",
		Long: `Lists what moderators have hidden with Report wrong: server, record, when, by whom, and the words with their document. With --withdraw the named
records are shown again.`,
		Args: nArgs(0, -1, "records"),
		RunE: func(cmd *cobra.Command, records []string) error {
			if withdraw != (len(records) > 0) {
				return usagef("--withdraw and the records to be shown again belong together; %s lists them", cmd.CommandPath())
			}
			return a.withDesk(cmd.Context(), true, false, func(ctx context.Context, d *desk) error {
				if withdraw {
					return a.withdraw(ctx, d, records)
				}
				return a.reports(ctx, d)
			})
		},
	}
	cmd.Flags().BoolVar(&withdraw, "withdraw", false, "show the named records again")
	return cmd
}

func (a *app) reports(ctx context.Context, d *desk) error {
	all, err := bot.Reports(ctx, d.store)
	if err != nil {
		return err
	}
	for _, r := range all {
		words, title := "", "a document that was removed"
		doc, err := d.store.Get(ctx, r.Record.Document())
		switch {
		case err == nil:
			words, title = oneLine(r.Record.Words(&doc.Document)), fmt.Sprintf("%q", doc.Title)
		case !errors.Is(err, corpus.ErrNotFound):
			return err
		}
		if _, err := fmt.Fprintf(a.Out, "%s/%s\n  %s by user %s, after %s\n  %s: %s\n", r.Guild, r.Record, r.At.Format("2006-01-02 15:04 MST"), r.By, oneLine(r.Asked), title, shortened(words, 300)); err != nil {
			return err
		}
	}
	if len(all) == 0 {
		_, err = fmt.Fprintln(a.Err, "briefbot: nothing has been reported")
	}
	return err
}

func (a *app) withdraw(ctx context.Context, d *desk, records []string) error {
	missing := false
	for _, name := range records {
		guild, id, _ := strings.Cut(name, "/")
		n, err := bot.Withdraw(ctx, d.store, guild, index.RecordID(id))
		if err != nil {
			return err
		}
		if n == 0 {
			fmt.Fprintf(a.Err, "briefbot: %q is not hidden; briefbot reports lists what is\n", name)
			missing = true
			continue
		}
		if _, err := fmt.Fprintf(a.Out, "Shown again: %s.\n", name); err != nil {
			return err
		}
	}
	if missing {
		return errReported
	}
	return nil
}
