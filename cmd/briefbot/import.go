package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest"
	"example.org/briefbot/corpus/ingest/fetch"
)

func (a *app) path(p string) string {
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(a.Dir, p)
}

func (a *app) importCommand() *cobra.Command {
	var m ingest.Meta
	cmd := &cobra.Command{
		Use: "import PATH|DIR|URL|-...", Short: "Take in articles and notes",
		Long: `Takes in plain text, Markdown, web pages (HTML), PDF, DOCX, e-mail (.eml) and feeds (RSS, Atom, JSON): files, directories of them, web
addresses, or standard input (-). What the options say can stand in a Markdown file instead, as YAML front matter with the same names. A text that is there already is
not taken in twice; importing it again with a better date or title mends it.`,
		Example: `  briefbot import article.txt --publisher "The Outlet" --published 2025-10-19
  briefbot import https://outlet.example/story
  briefbot import notes/ --kind note --author "Desk"`,
		Args: nArgs(1, -1, "a file, a directory, a web address or - for standard input"),
		RunE: func(cmd *cobra.Command, paths []string) error {
			m.Operator = true
			if strings.Trim(m.Guild, "0123456789") != "" {
				return usagef("--server is %q; want the id of a server, digits only", m.Guild)
			}
			if err := m.Validate(); err != nil {
				return usageError{err}
			}
			stdin := false
			for _, p := range paths {
				stdin = stdin || p == "-"
			}
			return a.withDesk(cmd.Context(), false, stdin, func(ctx context.Context, d *desk) error { return a.imports(ctx, d, paths, m) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&m.Title, "title", "", "title (default: the first line, if it looks like one)")
	f.StringVar(&m.Publisher, "publisher", "", "outlet")
	f.StringVar(&m.Author, "author", "", "author")
	f.StringVar(&m.URL, "url", "", "address; citations link to it")
	f.StringVar(&m.Published, "published", "", "day of publication, YYYY-MM-DD; \"on Friday\" in the text is counted from it")
	f.StringVar(&m.Language, "language", "", "language, such as en")
	f.StringVar((*string)(&m.Kind), "kind", "", "article or note")
	f.StringVar(&m.Guild, "server", "", "the id of a Discord server that the material is for (default: all)")
	return cmd
}

func (a *app) imports(ctx context.Context, d *desk, paths []string, m ingest.Meta) error {
	t := tally{bar: a.progress(a.total(ctx, paths))}
	for _, p := range paths {
		for r, err := range d.imports(ctx, a.documents(ctx, d, p, m)) {
			if ctx.Err() != nil {
				break
			}
			if errors.As(err, new(storeError)) {
				t.bar.done()
				return fmt.Errorf("stopped after %s, which are kept: %w", count(t.documents, "document"), err)
			}
			if err := a.tell(&t, r, err); err != nil {
				return err
			}
		}
	}
	t.bar.done()
	if ctx.Err() != nil {
		fmt.Fprintf(a.Err, "briefbot: interrupted after %s, which are kept; the same command goes on from there\n", count(t.documents, "document"))
		return errReported
	}
	if err := d.index.Sync(ctx); err != nil {
		return err
	}
	if t.documents > 1 {
		if _, err := fmt.Fprintf(a.Out, "In all %s%s: %s.\n", count(t.documents, "document"), known(t.there), t.counts); err != nil {
			return err
		}
	}
	if t.failed > 0 {
		return errReported
	}
	return nil
}

// addressed is what begins as addresses of other kinds do.
var addressed = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)

// documents reads what stands at path.
func (a *app) documents(ctx context.Context, d *desk, path string, m ingest.Meta) iter.Seq2[*corpus.Document, error] {
	switch {
	case ingest.IsAddress(path):
		return a.page(ctx, d, path, m)
	case addressed.MatchString(path):
		return func(yield func(*corpus.Document, error) bool) {
			yield(nil, fmt.Errorf("%s: only web addresses are fetched, which begin with https:// or http://", path))
		}
	case path != "-":
		return ingest.Files(ctx, a.path(path), m)
	}
	return func(yield func(*corpus.Document, error) bool) {
		data, err := io.ReadAll(io.LimitReader(a.In, ingest.MaxFile+1))
		if err != nil {
			yield(nil, fmt.Errorf("read standard input: %w", err))
			return
		}
		yieldAll(yield)(ingest.Read("standard input", data, m))
	}
}

// page fetches what stands at a web address.
func (a *app) page(ctx context.Context, d *desk, address string, m ingest.Meta) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		cfg, err := a.config()
		if err != nil {
			yield(nil, err)
			return
		}
		if cfg.Fetch.Off {
			yield(nil, fmt.Errorf("%s: %s switches fetching off; save the page and import the file", address, envFetch))
			return
		}
		yieldAll(yield)(ingest.Page(ctx, a.feeds(cfg, d).Polite(m.Guild), address, m))
	}
}

// fetcher gets web pages, as cfg says.
func (c config) fetcher() *fetch.Client {
	return fetch.New(fetch.Config{Version: version(), Contact: c.Fetch.Contact})
}

func yieldAll(yield func(*corpus.Document, error) bool) func([]*corpus.Document, error) {
	return func(docs []*corpus.Document, err error) {
		if err != nil {
			yield(nil, err)
			return
		}
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// tally is what an import has done so far.
type tally struct {
	documents, failed int
	there             int // that were there already, all of it known
	counts            counts
	bar               progress
}

// known says how many of the documents of an import were there before it.
func known(there int) string {
	switch there {
	case 0:
		return ""
	case 1:
		return ", 1 of which was there already"
	}
	return fmt.Sprintf(", %d of which were there already", there)
}

// told is how many documents an import names one by one; a long one is summed up instead.
const told = 10

// tell reports one document and adds it up. It fails only when nothing can be written any more.
func (a *app) tell(t *tally, r imported, err error) error {
	t.bar.step()
	if err != nil {
		t.failed++
		t.bar.clear()
		_, err = fmt.Fprintln(a.Err, "briefbot:", oneLine(err.Error()))
		return err
	}
	t.documents++
	if r.outcome == outcomeThere {
		t.there++
	}
	t.counts.add(r.counts)
	if t.documents > told {
		return nil
	}
	t.bar.clear()
	if _, err := fmt.Fprintf(a.Out, "%s %q (%s): %s.\n", r.outcome, r.doc.Title, r.doc.ID, r.counts); err != nil {
		return err
	}
	if err := a.tellRevised(r.revised); err != nil {
		return err
	}
	if hint := missing(r); hint != "" {
		_, err = fmt.Fprintln(a.Err, "briefbot:", hint)
	}
	return err
}

// tellRevised says what a document is to one that was there before, and in which sentences they differ.
func (a *app) tellRevised(r *revised) error {
	if r == nil {
		return nil
	}
	_, err := fmt.Fprintf(a.Out, "  It is %s.\n", r)
	for _, c := range r.changes() {
		if err == nil {
			_, err = fmt.Fprintf(a.Out, "  %s\n", c)
		}
	}
	return err
}

// missing asks for what citations want and the document does not tell; "" when there is nothing to ask for.
func missing(r imported) string {
	switch {
	case r.outcome != outcomeNew:
		return ""
	case r.doc.Kind == corpus.Note && r.doc.Published.IsZero() && r.counts.relative > 0:
		return fmt.Sprintf("%q has no date, so that expressions like \"on Friday\" stay relative; import it again with --published YYYY-MM-DD", r.doc.Title)
	case r.doc.Kind == corpus.Note:
		return ""
	}
	var options []string
	for _, f := range []struct{ value, option string }{{r.doc.Publisher, "--publisher NAME"}, {dateOf(r.doc), "--published YYYY-MM-DD"}} {
		if f.value == "" {
			options = append(options, f.option)
		}
	}
	if len(options) == 0 {
		return ""
	}
	if r.doc.URL == "" {
		options = append(options, "--url ADDRESS")
	}
	hint := fmt.Sprintf("%q does not tell everything that a citation names; import it again with %s", r.doc.Title, strings.Join(options, " "))
	if r.doc.Published.IsZero() && r.counts.relative > 0 {
		hint += "; without a date, expressions like \"on Friday\" stay relative"
	}
	return hint
}

func dateOf(d *corpus.Document) string {
	if d.Published.IsZero() {
		return ""
	}
	return d.Published.Format(time.DateOnly)
}

// progress draws how far a long import has come, where somebody watches.
type progress struct{ bar *progressbar.ProgressBar }

// total is how many files an import has before it, where somebody watches; -1 where nobody does.
func (a *app) total(ctx context.Context, paths []string) int {
	if !a.Terminal.Err {
		return -1
	}
	n := 0
	for _, p := range paths {
		if p == "-" || ingest.IsAddress(p) {
			n++
			continue
		}
		for _, err := range ingest.Paths(ctx, a.path(p)) {
			if err == nil {
				n++
			}
		}
	}
	return n
}

// progress draws a bar up to total; -1 is not known.
func (a *app) progress(total int) progress {
	if !a.Terminal.Err {
		return progress{}
	}
	return progress{progressbar.NewOptions(total, progressbar.OptionSetWriter(a.Err), progressbar.OptionSetDescription("importing"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetWidth(30), progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))}
}

// The bar is decoration: that it can't be drawn is no reason to stop an import.
func (p progress) step() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

func (p progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

func (p progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
