package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
)

func (a *app) indexCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "index", Short: "Rebuild, check or measure the search index",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("say what to do with the index: rebuild, check or stats")
			}
			return usagef("there is no command index %s; use rebuild, check or stats", args[0])
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	sub := func(use, short string, reading bool, do func(context.Context, *desk) error) {
		cmd.AddCommand(&cobra.Command{Use: use, Short: short, Args: nArgs(0, 0, "no argument"), RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withDesk(cmd.Context(), reading, false, do)
		}})
	}
	sub("rebuild", "Annotate documents again where an older extractor did, and derive the index anew", false, a.indexRebuild)
	sub("check", "Compare the index with the stored documents", true, a.indexCheck)
	sub("stats", "Show how much is indexed", true, a.indexStats)
	return cmd
}

func (a *app) indexRebuild(ctx context.Context, d *desk) error {
	again, err := d.refresh(ctx)
	if err != nil {
		return err
	}
	if again > 0 {
		if _, err := fmt.Fprintf(a.Out, "Annotated %s again with extractors %s.\n", count(again, "document"), extract.Version); err != nil {
			return err
		}
	}
	bar := a.progress(-1)
	err = d.index.Rebuild(ctx, func(int, int) { bar.step() })
	bar.done()
	if err != nil {
		return err
	}
	return a.indexStats(ctx, d)
}

// refresh annotates the documents again that an older extractor annotated, and returns how many there were.
func (d *desk) refresh(ctx context.Context) (int, error) {
	var stale []corpus.ID
	for c, err := range d.store.Since(ctx, 0) {
		if err != nil {
			return 0, fmt.Errorf("read the store: %w", err)
		}
		if c.Deleted {
			continue
		}
		stale = append(stale, c.ID)
	}
	done := 0
	for _, id := range stale {
		changed, err := d.annotateAgain(ctx, id)
		if err != nil {
			return done, err
		}
		if changed {
			done++
		}
	}
	return done, nil
}

// annotateAgain redoes one document if an older extractor did it. A document removed meanwhile is left alone.
func (d *desk) annotateAgain(ctx context.Context, id corpus.ID) (bool, error) {
	r, err := d.store.Get(ctx, id)
	if errors.Is(err, corpus.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if r.Extractor == extract.Version {
		return false, nil
	}
	again := d.annotated(ctx, &r.Document)
	return d.store.Put(ctx, again)
}

// annotated is the record of doc. An extractor that fails costs its own annotations of this document, not the document.
func (d *desk) annotated(ctx context.Context, doc *corpus.Document) *corpus.Record {
	notes, err := extract.Annotate(doc)
	if err != nil {
		d.log.ErrorContext(ctx, "annotate", "document", doc.ID, "err", err)
	}
	return &corpus.Record{Document: *doc, Annotations: notes, Extractor: extract.Version}
}

func (a *app) indexCheck(ctx context.Context, d *desk) error {
	if err := d.index.Check(ctx); err != nil {
		return fmt.Errorf("the index does not agree with the documents: %w; briefbot index rebuild makes it anew", err)
	}
	_, err := fmt.Fprintln(a.Out, "The index agrees with the documents.")
	return err
}

func (a *app) indexStats(ctx context.Context, d *desk) error {
	s, err := d.index.Stats(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "%s, %s, %s, %s, %s, %s.\n", count(s.Documents, "document"), count(s.Passages, "passage"), count(s.Statements, "statement"),
		count(s.Demands, "demand"), count(s.Dated, "dated entry"), count(s.Names, "name"))
	return err
}
