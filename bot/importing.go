package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Importer takes in what moderators bring.
type Importer interface {
	// Import reads an article, a file or a feed into a server, and calls progress now and then with the number of documents done. What cannot be read is told in
	// the report; an error is the program's.
	Import(ctx context.Context, r ImportRequest, progress func(done int)) (ImportReport, error)
}

// ImportRequest is what is to be imported, and where it belongs. Either URL or File is set.
type ImportRequest struct {
	Guild, Channel       string
	URL                  string
	File                 Attachment
	Publisher, Published string // what the asker knows; "": what the document says of itself
}

// Attachment is a file that came with a command.
type Attachment struct {
	Name, URL string
	Size      int // bytes
}

// ImportReport tells what came of an import.
type ImportReport struct {
	Documents []ImportedDocument
	Refused   []string // sentences: what could not be read, why, and what to do
	Counts    string   // of all documents: "12 paragraphs, 9 quotations, …"
}

// ImportedDocument is one document that was taken in.
type ImportedDocument struct {
	ID         corpus.ID
	Title      string
	Outcome    string   // "Imported", "Updated", "Already there:"
	Counts     string   //
	Missing    []string // what a citation names and the document does not tell, by option: "published"
	Revised    string   // what it is to a document that was there before; "": nothing
	Changes    []string // sentences added and dropped
	Incomplete bool     // it has expressions such as "on Friday" and no date to count them from
}

func importCommand() command {
	const here = "briefbot import"
	return command{
		name: "import", description: wording.ImportCommand, server: true, offered: discordgo.PermissionManageMessages,
		act: (*visit).importInto, quiet: true, long: true,
		options: []option{
			{name: "url", description: wording.ImportURL, limit: 2000, hosted: here + " URL"},
			{name: "file", description: wording.ImportFile, kind: discordgo.ApplicationCommandOptionAttachment, hosted: here + " PATH"},
			{name: "publisher", description: wording.ImportPublisher, limit: nameLimit, hosted: here + " --publisher"},
			{name: "published", description: wording.ImportPublished, limit: nameLimit, hosted: here + " --published"},
		},
	}
}

// importInto answers /import.
func (v *visit) importInto(ctx context.Context, o Options) outcome {
	r := ImportRequest{Guild: v.i.GuildID, URL: strings.TrimSpace(o["url"]), Publisher: strings.TrimSpace(o["publisher"]), Published: strings.TrimSpace(o["published"])}
	file, given := v.attachment(o["file"])
	r.File = file
	switch {
	case v.bot.cfg.Importer == nil || v.bot.book == nil:
		return explained(errNoStore)
	case !v.may(access.Import):
		return told(wording.ImportIsFor, levelWords(v.set.Level(access.Import)))
	case given && r.URL != "", !given && r.URL == "":
		return explained(&index.QueryError{Hint: wording.ImportURLOrFile})
	}
	r.Channel = v.bot.model.Home(v.i.GuildID, v.i.ChannelID)
	report, err := v.bot.cfg.Importer.Import(ctx, r, v.progress(wording.ImportProgress))
	if err != nil {
		return explained(err)
	}
	return outcome{message: importMessage(report), private: true}
}

// attachment is the file that an option names by its id.
func (v *visit) attachment(id string) (Attachment, bool) {
	d, ok := v.i.Data.(discordgo.ApplicationCommandInteractionData)
	if !ok || id == "" || d.Resolved == nil || d.Resolved.Attachments[id] == nil {
		return Attachment{}, false
	}
	a := d.Resolved.Attachments[id]
	return Attachment{Name: a.Filename, URL: a.URL, Size: a.Size}, true
}

// progress returns a function that edits the answer that was announced, as far as it was. It is called by one goroutine at a time, and never after the
// answer.
func (v *visit) progress(format string) func(done int) {
	last := time.Now()
	return func(done int) {
		if !v.announced.Load() || time.Since(last) < v.bot.limits.progress {
			return
		}
		last = time.Now()
		if err := v.reply.edit(render.Note(fmt.Sprintf(format, done))); err != nil {
			v.bot.log.Debug("progress of a command", "err", err) // the answer itself may still get through
		}
	}
}

// shownImports is how many documents a report describes one by one.
const shownImports = 5

// importMessage writes the report.
func importMessage(r ImportReport) render.Message {
	var lines []string
	for i, d := range r.Documents {
		if i == shownImports {
			lines = append(lines, fmt.Sprintf(wording.ImportedMore, len(r.Documents)-i))
			break
		}
		lines = append(lines, fmt.Sprintf(wording.ImportedOne, d.Outcome, clip(d.Title, 150), d.ID, d.Counts))
		if d.Revised != "" {
			lines = append(lines, fmt.Sprintf(wording.ImportedIs, d.Revised))
			lines = append(lines, d.Changes...)
		}
		if hint := d.hint(); hint != "" {
			lines = append(lines, hint)
		}
	}
	if len(r.Documents) > 1 {
		lines = append(lines, fmt.Sprintf(wording.ImportedInAll, len(r.Documents), r.Counts))
	}
	if len(r.Documents)+len(r.Refused) == 0 {
		lines = append(lines, wording.ImportedNothing)
	}
	for i, s := range r.Refused {
		if i == shownImports {
			lines = append(lines, fmt.Sprintf(wording.RefusedMore, len(r.Refused)-i))
			break
		}
		lines = append(lines, fmt.Sprintf(wording.NotImported, s))
	}
	return render.Lines(lines...)
}

// hint asks for what the document does not tell.
func (d ImportedDocument) hint() string {
	if len(d.Missing) == 0 {
		return ""
	}
	hint := fmt.Sprintf(wording.ImportIncomplete, strings.Join(d.Missing, wording.ImportOptionAnd)+":")
	if d.Incomplete {
		hint += " " + wording.ImportUndated
	}
	return hint
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
