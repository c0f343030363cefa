package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/corpus"
)

func (a *app) noteCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "note", Short: "Add, list and delete your own notes",
		Long: `Keeps notes of the operator: like everything imported here they are found everywhere, in every server that the bot is in. The notes of a server
are made there, with /note.`,
		Args: nArgs(0, 0, "add, list or delete"),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var author string
	add := &cobra.Command{
		Use: "add TEXT...|-", Short: "Add a note, or one from standard input (-)", Args: nArgs(1, -1, "the text of the note, or - for standard input"),
		Example: `  briefbot note add "The harbour master called back on Monday." --author Desk`,
		RunE: func(cmd *cobra.Command, words []string) error {
			text := strings.Join(words, " ")
			return a.withDesk(cmd.Context(), false, text == "-", func(ctx context.Context, d *desk) error { return a.addNote(ctx, d, text, author) })
		},
	}
	add.Flags().StringVar(&author, "author", "", "who wrote it; citations name him")
	list := &cobra.Command{
		Use: "list", Short: "List your notes, newest first, with their ids", Args: nArgs(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.withDesk(cmd.Context(), true, false, a.listNotes) },
	}
	remove := &cobra.Command{
		Use: "delete ID...", Short: "Delete notes of yours; briefbot note list shows their ids", Args: nArgs(1, -1, "the id of a note"),
		RunE: func(cmd *cobra.Command, ids []string) error {
			return a.withDesk(cmd.Context(), true, false, func(ctx context.Context, d *desk) error { return a.deleteNotes(ctx, d, ids) })
		},
	}
	cmd.AddCommand(add, list, remove)
	return cmd
}

func (a *app) addNote(ctx context.Context, d *desk, text, author string) error {
	if text == "-" {
		const enough = 8 * notebook.MaxText // bytes, of the longest note that is taken and more
		data, err := io.ReadAll(io.LimitReader(a.In, enough))
		if err != nil {
			return fmt.Errorf("read standard input: %w", err)
		}
		text = string(data)
	}
	card, err := notebook.New(d.store, time.Now).Add(ctx, notebook.Draft{Name: author, Text: text})
	switch {
	case errors.Is(err, notebook.ErrThere):
		_, err := fmt.Fprintf(a.Out, "Already there (%s).\n", card.ID)
		return err
	case errors.Is(err, notebook.ErrLong):
		return fmt.Errorf("%w: at most %d characters; briefbot import takes longer texts", err, notebook.MaxText)
	case err != nil:
		return err
	}
	if err := d.index.Sync(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "Noted (%s).\n", card.ID)
	return err
}

func (a *app) listNotes(ctx context.Context, d *desk) error {
	var notes []*corpus.Document
	for doc, err := range d.store.Documents(ctx) {
		if err != nil {
			return err
		}
		if doc.Guild == "" && doc.Kind == corpus.Note && !doc.Sample {
			notes = append(notes, doc)
		}
	}
	slices.SortFunc(notes, func(a, b *corpus.Document) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(a.ID, b.ID))
	})
	for _, n := range notes {
		day := "no date   "
		if !n.Published.IsZero() {
			day = n.Published.Format(time.DateOnly)
		}
		line := shortened(strings.Join(strings.Fields(n.Text), " "), 100)
		if n.Author != "" {
			line = n.Author + ": " + line
		}
		if _, err := fmt.Fprintf(a.Out, "%s  %s  %s\n", n.ID, day, line); err != nil {
			return err
		}
	}
	if len(notes) == 0 {
		_, err := fmt.Fprintln(a.Err, "briefbot: no notes yet; briefbot note add makes one")
		return err
	}
	return nil
}

func (a *app) deleteNotes(ctx context.Context, d *desk, ids []string) error {
	book := notebook.New(d.store, time.Now)
	missing := false
	for _, id := range ids {
		r, err := d.store.Get(ctx, corpus.ID(id))
		switch {
		case errors.Is(err, corpus.ErrNotFound), err == nil && (r.Guild != "" || r.Kind != corpus.Note):
			fmt.Fprintf(a.Err, "briefbot: no note of yours has the id %q; briefbot note list shows them\n", id)
			missing = true
			continue
		case err != nil:
			return err
		}
		if err := book.Remove(ctx, "", r.ID); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(a.Out, "Deleted %s.\n", id); err != nil {
			return err
		}
	}
	if err := d.index.Sync(ctx); err != nil {
		return err
	}
	if missing {
		return errReported
	}
	return nil
}
