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
	"example.org/briefbot/index/wording"
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
		name: "export", description: wording.ExportCommand, act: (*visit).export, quiet: true, long: true,
		options: []option{
			{name: "what", description: wording.ExportWhat, limit: textLimit, suggest: (*visit).exportable, hosted: "briefbot export"},
			{name: "format", description: wording.ExportFormat, choices: formats, hosted: "briefbot export --format"},
		},
	}
}

// exportable offers what /export knows by a word.
func (v *visit) exportable(_ context.Context, typed string) ([]offer, error) {
	offers := []offer{{wording.ExportAllRecords, exportRecords}, {wording.ExportAllNotes, exportNotes}}
	if typed = strings.TrimSpace(typed); strings.HasPrefix(typed, "/") {
		return []offer{{typed, typed}}, nil
	}
	return offers, nil
}

// maxExport is the largest file, in bytes, that is attached; Discord takes ten megabytes.
const maxExport = 8 << 20

var errTooLarge = &index.QueryError{Hint: wording.ExportTooLarge}

// export answers /export.
func (v *visit) export(ctx context.Context, o Options) outcome {
	f := export.Formats()[0]
	if o["format"] != "" {
		f = bundle.Format(o["format"])
	}
	what := strings.TrimSpace(o["what"])
	var b bytes.Buffer
	n, err := v.exported(ctx, &limited{&b, maxExport}, what, f)
	switch {
	case err != nil:
		return explained(err)
	case n == 0 && what == exportNotes:
		return told(wording.ExportNoNotes)
	case n == 0:
		return told(wording.ExportNoRecords)
	case what == exportNotes:
		return exportedAs(wording.Notes.Of(n)+".", exportFile(exportNotes, wording.Notes.Of(n), f, b.Bytes()))
	}
	return exportedAs(fmt.Sprintf(wording.ExportedRecords, wording.Records.Of(n), export.MaxCitation), exportFile(exportRecords, wording.Records.Of(n), f, b.Bytes()))
}

// exportedAs hands files over, to the asker alone.
func exportedAs(text string, files ...render.File) outcome {
	m := render.Note(text)
	m.Files = files
	return outcome{message: m, private: true}
}

// exportFile is a file of a kind, which holds so many records or notes.
func exportFile(kind, count string, f bundle.Format, data []byte) render.File {
	return render.File{Name: "briefbot-" + kind + f.Extension(), Description: fmt.Sprintf(wording.ExportAs, count, f), Data: data}
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
		return told(wording.ExportNothingLeft)
	}
	var files []render.File
	count := wording.Records.Of(len(records))
	for _, f := range export.Formats() {
		var b bytes.Buffer
		if _, err := export.Write(&limited{&b, maxExport / len(export.Formats())}, f, q.String(), export.List(records)); err != nil {
			return explained(err)
		}
		files = append(files, exportFile(exportRecords, count, f, b.Bytes()))
	}
	return exportedAs(fmt.Sprintf(wording.ExportedAnswer, count, q, export.MaxCitation), files...)
}

// exported writes what is asked for, of what may be shown here.
func (v *visit) exported(ctx context.Context, w io.Writer, what string, f bundle.Format) (n int, err error) {
	scope := v.scope()
	var records iter.Seq2[export.Record, error]
	heading := wording.AllRecords
	switch what {
	case exportNotes:
		return v.exportNotes(ctx, w, f, scope)
	case "", exportRecords:
		records = export.All(ctx, v.bot.cfg.Asker, scope)
	default:
		q, err := ParseLine(ctx, what, scope, v.bot.cfg.Asker)
		if errors.Is(err, ErrHelp) {
			err = &index.QueryError{Option: "what", Hint: wording.ExportNoQuestion}
		}
		if err != nil {
			return 0, err
		}
		list, err := export.Answer(ctx, v.bot.cfg.Asker, scope, q)
		if err != nil {
			return 0, err
		}
		records, heading = export.List(list), q.String()
	}
	return export.Write(w, f, heading, records)
}

// exportNotes writes the server's own notes that may be shown here, in full.
func (v *visit) exportNotes(ctx context.Context, w io.Writer, f bundle.Format, scope index.Scope) (int, error) {
	if v.bot.cfg.Store == nil || v.i.GuildID == "" {
		return 0, &index.QueryError{Option: "what", Hint: wording.ExportNotesInServers}
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
