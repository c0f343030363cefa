package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"example.org/briefbot/bot/export"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest/bundle"
	"example.org/briefbot/index"
)

// What /export writes, besides the answer to a question.
const (
	exportRecords = "records"
	exportNotes   = "notes"
)

func exportCommand() command {
	var formats []string
	for _, f := range export.Formats() {
		formats = append(formats, string(f))
	}
	return command{
		name: "export", description: "A file of an answer, of all records, or of this server's notes", act: (*visit).export, quiet: true, long: true,
		options: []option{
			{name: "what", description: "records, notes, or a question such as /demand by:\"the port\"; all records if you name nothing", limit: textLimit, suggest: (*visit).exportable, hosted: "briefbot export"},
			{name: "format", description: "markdown to read, csv for a spreadsheet, json for programs", choices: formats, hosted: "briefbot export --format"},
		},
	}
}

// exportable offers what /export knows by a word.
func (v *visit) exportable(_ context.Context, typed string) ([]offer, error) {
	offers := []offer{{"All records that may be shown here", exportRecords}, {"This server's notes, in full", exportNotes}}
	if typed = strings.TrimSpace(typed); strings.HasPrefix(typed, "/") {
		return []offer{{typed, typed}}, nil
	}
	return offers, nil
}

// maxExport is the largest file, in bytes, that is attached; Discord takes ten megabytes.
const maxExport = 8 << 20

var errTooLarge = &index.QueryError{Hint: "That is more than Discord takes in one file. Export an answer with a narrower question or period, or all of it at the terminal: briefbot export."}

// export answers /export.
func (v *visit) export(ctx context.Context, o Options) outcome {
	f := export.Formats()[0]
	if o["format"] != "" {
		f = bundle.Format(o["format"])
	}
	what := strings.TrimSpace(o["what"])
	var b bytes.Buffer
	n, noun, err := v.exported(ctx, &limited{&b, maxExport}, what, f)
	switch {
	case err != nil:
		return explained(err)
	case n == 0:
		return told("There is nothing to export: I found no %s.", noun)
	}
	m := render.Note(fmt.Sprintf("%d %ss.", n, noun))
	if noun == "record" {
		m = render.Note(fmt.Sprintf("%d %ss. Each cites at most %d characters.", n, noun, export.MaxCitation))
	}
	m.Files = []render.File{{Name: "briefbot-" + noun + "s" + f.Extension(), Description: fmt.Sprintf("%d %ss as %s", n, noun, f), Data: b.Bytes()}}
	return outcome{message: m, private: true}
}

// exportAnswer answers the button that gives an answer as files: one of each format, with all pages.
func (v *visit) exportAnswer(ctx context.Context, ref string) outcome {
	q, err := v.bot.question(ctx, v.i.GuildID, ref)
	if err != nil {
		return explained(err)
	}
	records, err := export.Answer(ctx, v.bot.cfg.Asker, v.scope(), q)
	switch {
	case err != nil:
		return explained(err)
	case len(records) == 0:
		return told("There is nothing to export any more.")
	}
	m := render.Note(fmt.Sprintf("%d records of %s. Each cites at most %d characters.", len(records), q, export.MaxCitation))
	for _, f := range export.Formats() {
		var b bytes.Buffer
		if _, err := export.Write(&limited{&b, maxExport / len(export.Formats())}, f, q.String(), export.List(records)); err != nil {
			return explained(err)
		}
		m.Files = append(m.Files, render.File{Name: "briefbot-records" + f.Extension(), Description: fmt.Sprintf("%d records as %s", len(records), f), Data: b.Bytes()})
	}
	return outcome{message: m, private: true}
}

// exported writes what is asked for, of what may be shown here.
func (v *visit) exported(ctx context.Context, w io.Writer, what string, f bundle.Format) (n int, noun string, err error) {
	scope := v.scope()
	var records iter.Seq2[export.Record, error]
	heading := "All records"
	switch what {
	case exportNotes:
		n, err := v.exportNotes(ctx, w, f, scope)
		return n, "note", err
	case "", exportRecords:
		records = export.All(ctx, v.bot.cfg.Asker, scope)
	default:
		q, err := ParseLine(ctx, what, scope, v.bot.cfg.Asker)
		if errors.Is(err, ErrHelp) {
			err = &index.QueryError{Option: "what", Hint: "That command has no records. Name a question, such as /demand by:\"the port\"."}
		}
		if err != nil {
			return 0, "", err
		}
		list, err := export.Answer(ctx, v.bot.cfg.Asker, scope, q)
		if err != nil {
			return 0, "", err
		}
		records, heading = export.List(list), q.String()
	}
	n, err = export.Write(w, f, heading, records)
	return n, "record", err
}

// exportNotes writes the server's own notes that may be shown here, in full.
func (v *visit) exportNotes(ctx context.Context, w io.Writer, f bundle.Format, scope index.Scope) (int, error) {
	if v.bot.cfg.Store == nil || v.i.GuildID == "" {
		return 0, &index.QueryError{Option: "what", Hint: "Notes are kept in servers; here is none."}
	}
	ids, err := v.bot.cfg.Store.Of(ctx, v.i.GuildID)
	if err != nil {
		return 0, err
	}
	var notes []bundle.Note
	for _, id := range ids {
		r, err := v.bot.cfg.Store.Get(ctx, id)
		switch {
		case errors.Is(err, corpus.ErrNotFound): // deleted meanwhile
		case err != nil:
			return 0, err
		case r.Kind == corpus.Note && scope.Sees(&r.Document):
			notes = append(notes, bundle.Of(&r.Document))
		}
	}
	if len(notes) == 0 {
		return 0, nil
	}
	return len(notes), bundle.Write(w, f, notes)
}

// limited refuses to take more than left bytes.
type limited struct {
	w    io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errTooLarge
	}
	return l.w.Write(p)
}
