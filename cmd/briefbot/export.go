package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"example.org/briefbot/bot"
	"example.org/briefbot/bot/export"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/bundle"
	"example.org/briefbot/index"
)

// exporting is what an export is to be.
type exporting struct {
	format string
	output string
	server string
}

func (a *app) exportCommand() *cobra.Command {
	var e exporting
	cmd := &cobra.Command{
		Use: "export [records|notes|QUESTION]", Short: "Write answers, all records, or your notes to a file",
		Long: `Writes the answer to a question with all its pages, all records (statements, demands, dated events), or your own notes in full. Records cite at most
300 characters of a document. A file of notes can be imported again and gives them back as they were; keep it as JSON.`,
		Example: `  briefbot export '/demand by:"the prime minister"' --format csv --output demands.csv
  briefbot export records --format json > records.json
  briefbot export notes --output notes.json --format json`,
		Args: nArgs(0, -1, "what to export"),
		RunE: func(cmd *cobra.Command, args []string) error {
			what := strings.Join(args, " ")
			f := bundle.Format(strings.ToLower(e.format))
			switch f {
			case "md":
				f = bundle.Markdown
			case bundle.Markdown, bundle.CSV, bundle.JSON:
			default:
				return usagef("--format is %q; want markdown, csv or json", e.format)
			}
			if e.server != "" && what != "notes" {
				return usagef("--server is for notes; what Discord's members may see of the rest is exported there, with /export")
			}
			return a.withDesk(cmd.Context(), true, false, func(ctx context.Context, d *desk) error { return a.export(ctx, d, what, f, e) })
		},
	}
	cmd.Flags().StringVarP(&e.format, "format", "f", string(bundle.Markdown), "markdown, csv or json")
	cmd.Flags().StringVarP(&e.output, "output", "o", "", "file to write (default: standard output)")
	cmd.Flags().StringVar(&e.server, "server", "", "the id of a Discord server whose notes are exported (default: the operator's)")
	return cmd
}

// export writes to memory first: a file is written whole or not at all.
func (a *app) export(ctx context.Context, d *desk, what string, f bundle.Format, e exporting) error {
	var b bytes.Buffer
	n, noun, err := a.exported(ctx, d, &b, what, f, e.server)
	if err != nil {
		return err
	}
	if n == 0 {
		fmt.Fprintln(a.Err, "briefbot: nothing was found, so the export holds no "+noun)
	}
	if e.output == "" {
		_, err := a.Out.Write(b.Bytes())
		return err
	}
	path := a.path(e.output)
	if err := writeFile(path, b.Bytes()); err != nil {
		return unwritable(path, err)
	}
	_, err = fmt.Fprintf(a.Err, "Wrote %s to %s.\n", count(n, noun), path)
	return err
}

func (a *app) exported(ctx context.Context, d *desk, w io.Writer, what string, f bundle.Format, server string) (n int, noun string, err error) {
	if what == "notes" {
		n, err := d.exportNotes(ctx, w, f, server)
		return n, "note", err
	}
	asker, heading := deskAsker{d}, "All records"
	var records iter.Seq2[export.Record, error]
	if what == "" || what == "records" {
		records = export.All(ctx, asker, index.Scope{})
	} else {
		q, err := bot.ParseLine(ctx, what, index.Scope{}, asker)
		switch {
		case errors.Is(err, bot.ErrHelp):
			return 0, "", usagef("/help is no question; export an answer such as '/demand by:\"the prime minister\"'")
		case err != nil:
			return 0, "", err
		}
		list, err := export.Answer(ctx, asker, index.Scope{}, q)
		if err != nil {
			return 0, "", err
		}
		records, heading = export.List(list), q.String()
	}
	n, err = export.Write(w, f, heading, records)
	return n, "record", err
}

// exportNotes writes all notes of a server, or the operator's own, in full.
func (d *desk) exportNotes(ctx context.Context, w io.Writer, f bundle.Format, server string) (int, error) {
	ids, err := d.store.Of(ctx, server)
	if err != nil {
		return 0, err
	}
	var notes []bundle.Note
	for _, id := range ids {
		r, err := d.store.Get(ctx, id)
		switch {
		case errors.Is(err, corpus.ErrNotFound): // deleted meanwhile
			continue
		case err != nil:
			return 0, err
		case r.Kind != corpus.Note || r.Sample:
			continue
		}
		n := bundle.Of(&r.Document)
		n.Channel = r.Channel
		notes = append(notes, n)
	}
	return len(notes), bundle.Write(w, f, notes)
}

// unwritable says why the file at path was not written, and what to do.
func unwritable(path string, err error) error {
	info, statErr := os.Stat(path)
	_, dirErr := os.Stat(filepath.Dir(path))
	switch {
	case statErr == nil && info.IsDir():
		return fmt.Errorf("write %s: it is a directory; name a file in it", path)
	case errors.Is(dirErr, fs.ErrNotExist):
		return fmt.Errorf("write %s: there is no directory %s; make it first", path, filepath.Dir(path))
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("write %s: no permission to write in %s; name another file", path, filepath.Dir(path))
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("write %s: the disk is full; free some space", path)
	}
	return fmt.Errorf("write %s: %w", path, err)
}

// writeFile replaces a file by one that is complete.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".briefbot-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // after the rename there is nothing to remove
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
