package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"example.org/briefbot/bot"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use: "doctor", Short: "Check settings, data and Discord, and say what to mend", Args: nArgs(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.doctor(cmd.Context()) },
	}
}

// doctor looks at one thing after the other and fails if one of them is broken.
func (a *app) doctor(ctx context.Context) error {
	e := examination{out: a.Out}
	err := a.withDesk(ctx, true, false, func(ctx context.Context, d *desk) error {
		e.data(ctx, d)
		return nil
	})
	var status statusError
	switch {
	case errors.As(err, &status), a.forwarded:
		return err // a server has examined itself
	case err != nil:
		e.say("data", err, "")
	}
	cfg, err := a.config()
	switch {
	case err != nil:
		e.say("settings", err, "")
	case cfg.Token == "":
		e.say("discord", nil, "no %s: answers at the terminal work, briefbot serve does not", envToken)
	default:
		name, id, err := bot.WhoAmI(ctx, cfg.bot())
		e.say("discord", err, "the token is of %s; invite it with %s", name, bot.Invitation(id))
	}
	if err == nil && cfg.Corpus != "" {
		e.say("corpus", readableDirectory(cfg.Corpus), "%s is watched while briefbot serve runs", cfg.Corpus)
	}
	if e.sick {
		return errReported
	}
	return nil
}

// examination is what a doctor has found so far.
type examination struct {
	out  io.Writer
	sick bool
}

func (e *examination) say(what string, err error, format string, args ...any) {
	if err != nil {
		e.sick = true
		fmt.Fprintf(e.out, "FAIL  %-10s %s\n", what, oneLine(err.Error()))
		return
	}
	fmt.Fprintf(e.out, "ok    %-10s %s\n", what, fmt.Sprintf(format, args...))
}

func (e *examination) data(ctx context.Context, d *desk) {
	docs, stale, err := d.census(ctx)
	switch {
	case err != nil:
		e.say("documents", err, "")
	case docs == 0:
		e.say("documents", nil, "none yet; the starter corpus answers until the first import")
	default:
		e.say("documents", nil, "%d stored", docs)
	}
	if stale > 0 {
		e.say("extractor", fmt.Errorf("%s annotated by an older extractor; briefbot index rebuild does them again", count(stale, "document")), "")
	} else {
		e.say("extractor", nil, "version %s", extract.Version)
	}
	e.say("index", d.index.Check(ctx), "agrees with the documents")
	e.digests(ctx, d)
}

// census counts the documents and those that an older extractor annotated.
func (d *desk) census(ctx context.Context) (docs, stale int, err error) {
	var ids []corpus.ID
	for c, err := range d.store.Since(ctx, 0) {
		if err != nil {
			return 0, 0, fmt.Errorf("read the store: %w", err)
		}
		if !c.Deleted {
			ids = append(ids, c.ID)
		}
	}
	for _, id := range ids {
		r, err := d.store.Get(ctx, id)
		if errors.Is(err, corpus.ErrNotFound) {
			continue
		}
		if err != nil {
			return docs, stale, err
		}
		docs++
		if r.Extractor != extract.Version {
			stale++
		}
	}
	return docs, stale, nil
}
