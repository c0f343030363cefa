package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// errNoStore is what a bot without a store says of everything that it would have to keep.
var errNoStore = &index.QueryError{Hint: wording.KeepsNothing}

// told is a private sentence to the asker.
func told(format string, args ...any) outcome {
	return outcome{message: render.Note(fmt.Sprintf(format, args...)), private: true}
}

// noted makes sentences of the notebook's errors.
func noted(err error) outcome {
	for known, hint := range map[error]string{
		notebook.ErrEmpty:   wording.NoteEmpty,
		notebook.ErrLong:    fmt.Sprintf(wording.NoteTooLong, notebook.MaxText),
		notebook.ErrThere:   wording.NoteThere,
		notebook.ErrNothing: wording.NothingToUndo,
		notebook.ErrSaved:   wording.SavedNotEdited,
		corpus.ErrNotFound:  wording.NoSuchNote,
	} {
		if errors.Is(err, known) {
			return told("%s", hint)
		}
	}
	return explained(err)
}

// mayNote refuses who may not add notes; nil lets him.
func (v *visit) mayNote() *outcome {
	var o outcome
	switch {
	case v.bot.book == nil:
		o = explained(errNoStore)
	case !v.may(access.AddNote):
		o = told(wording.NotesAreFor, levelWords(v.set.Level(access.AddNote)))
	default:
		return nil
	}
	return &o
}

func levelWords(l access.Level) string {
	switch l {
	case access.TeamMembers:
		return wording.LevelTeam
	case access.Moderators:
		return wording.LevelModerators
	case access.Administrators:
		return wording.LevelAdministrators
	}
	return wording.LevelEveryone
}

// addNote answers /note add.
func (v *visit) addNote(ctx context.Context, o Options) outcome {
	if refusal := v.mayNote(); refusal != nil {
		return *refusal
	}
	if o["text"] == "" {
		form := render.NoteForm(formID+" add", wording.FormAddNote, "", notebook.MaxText)
		return outcome{form: &form}
	}
	return v.add(ctx, o["text"])
}

func (v *visit) add(ctx context.Context, text string) outcome {
	card, err := v.bot.book.Add(ctx, notebook.Draft{
		Guild: v.i.GuildID, Home: v.bot.model.Home(v.i.GuildID, v.i.ChannelID), By: v.user(), Writer: v.user(), Name: v.i.Member.DisplayName(), Text: text,
	})
	if err != nil {
		return noted(err)
	}
	return told(wording.NoteAdded, card.ID)
}

// saveNote answers the entry of a message's menu.
func (v *visit) saveNote(ctx context.Context, _ Options) outcome {
	if refusal := v.mayNote(); refusal != nil {
		return *refusal
	}
	m := v.target
	switch {
	case m == nil || m.Author == nil:
		return told(wording.SaveWhich)
	case m.Author.ID == v.i.AppID:
		return told(wording.SaveOwnAnswer)
	case m.WebhookID != "" && m.Author.ID == m.WebhookID:
		return told(wording.SaveWebhook)
	}
	if strings.TrimSpace(m.Content) == "" {
		return told("%s", wordless(m))
	}
	_, err := v.bot.book.Add(ctx, notebook.Draft{
		Guild: v.i.GuildID, Home: v.bot.model.Home(v.i.GuildID, v.i.ChannelID), By: v.user(), Writer: m.Author.ID, Name: m.Author.DisplayName(),
		Channel: v.i.ChannelID, Message: m.ID, Text: m.Content, Written: m.Timestamp,
	})
	if err != nil {
		return noted(err)
	}
	return told(wording.NoteSaved, m.Author.DisplayName())
}

// wordless says why a message has no words of its author's, and what to do.
func wordless(m *discordgo.Message) string {
	switch {
	case len(m.MessageSnapshots) > 0:
		return wording.SaveForwarded
	case m.Poll != nil:
		return wording.SavePoll
	case len(m.Attachments) > 0:
		return wording.SaveAttachments
	case len(m.Embeds) > 0:
		return wording.SaveEmbeds
	}
	return wording.SaveNoWords
}

// editNote answers /note edit.
func (v *visit) editNote(ctx context.Context, o Options) outcome {
	if refusal := v.mayNote(); refusal != nil {
		return *refusal
	}
	card, err := v.cardFor(ctx, o["note"], v.mayEdit)
	if err != nil {
		return noted(err)
	}
	if o["text"] != "" {
		return v.edit(ctx, card.ID, o["text"])
	}
	text, err := v.bot.book.Text(ctx, card.ID)
	if err != nil {
		return noted(err)
	}
	form := render.NoteForm(formID+" edit "+string(card.ID), wording.FormEditNote, text, notebook.MaxText)
	return outcome{form: &form}
}

func (v *visit) edit(ctx context.Context, id corpus.ID, text string) outcome {
	card, err := v.bot.book.Edit(ctx, v.i.GuildID, id, v.user(), text)
	if err != nil {
		return noted(err)
	}
	return told(wording.NoteChanged, card.ID)
}

// deleteNote answers /note delete.
func (v *visit) deleteNote(ctx context.Context, o Options) outcome {
	if v.bot.book == nil {
		return explained(errNoStore)
	}
	card, err := v.cardFor(ctx, o["note"], v.mayDelete)
	if err != nil {
		return noted(err)
	}
	if card, err = v.bot.book.Delete(ctx, v.i.GuildID, card.ID, v.user()); err != nil {
		return noted(err)
	}
	return told(wording.NoteDeleted, card.ID)
}

// undoNote answers /note undo.
func (v *visit) undoNote(ctx context.Context, _ Options) outcome {
	if refusal := v.mayNote(); refusal != nil {
		return *refusal
	}
	u, err := v.bot.book.Undo(ctx, v.i.GuildID, v.user())
	switch {
	case err != nil:
		return noted(err)
	case u.Back != nil && u.Gone != nil:
		return told(wording.OldTextBack, u.Back.ID)
	case u.Back != nil:
		return told(wording.NoteIsBack, u.Back.ID)
	}
	return told(wording.NoteIsGone, u.Gone.ID)
}

// cardFor returns the note with that id if the asker may do with it what allowed says, else corpus.ErrNotFound: whether there is a note that is
// not for him is not told.
func (v *visit) cardFor(ctx context.Context, id string, allowed func(*notebook.Card) bool) (*notebook.Card, error) {
	card, err := v.bot.book.Card(ctx, v.i.GuildID, corpus.ID(strings.TrimSpace(id)))
	if err == nil && !allowed(card) {
		err = corpus.ErrNotFound
	}
	return card, err
}

// mayEdit: only who wrote a note changes its words, and where it may be shown, since its text is.
func (v *visit) mayEdit(c *notebook.Card) bool {
	return c.Writer == v.user() && c.Message == "" && v.sees(c)
}

// mayDelete: who wrote the words, who added them, and moderators where they see it.
func (v *visit) mayDelete(c *notebook.Card) bool {
	return c.Writer == v.user() || c.By == v.user() || v.may(access.Mend) && v.sees(c)
}

func (v *visit) sees(c *notebook.Card) bool { return v.scope().Sees(c.Document()) }

func (v *visit) editable(ctx context.Context, typed string) ([]offer, error) {
	return v.notesLike(ctx, typed, v.mayEdit)
}

func (v *visit) deletable(ctx context.Context, typed string) ([]offer, error) {
	return v.notesLike(ctx, typed, v.mayDelete)
}

// notesLike offers the notes of this channel's scope in whose author, first words or id typed stands.
func (v *visit) notesLike(ctx context.Context, typed string, allowed func(*notebook.Card) bool) ([]offer, error) {
	cards, err := v.notes(ctx)
	if err != nil {
		return nil, err
	}
	var out []offer
	typed = strings.ToLower(strings.TrimSpace(typed))
	for _, c := range cards {
		if len(out) == choiceLimit {
			break
		}
		if strings.Contains(strings.ToLower(c.Name+" "+c.Head+" "+string(c.ID)), typed) && allowed(c) {
			out = append(out, offer{render.NoteLabel(noteLine(c)), string(c.ID)})
		}
	}
	return out, nil
}

// notes are those that may be shown here, newest first.
func (v *visit) notes(ctx context.Context) ([]*notebook.Card, error) {
	if v.bot.book == nil {
		return nil, nil
	}
	cards, err := v.bot.book.List(ctx, v.i.GuildID, false)
	s := v.scope()
	return slices.DeleteFunc(cards, func(c *notebook.Card) bool { return !s.Sees(c.Document()) }), err
}

func noteLine(c *notebook.Card) render.NoteLine {
	return render.NoteLine{ID: string(c.ID), By: c.Name, Head: c.Head, URL: c.URL(), Day: c.At.Truncate(24 * time.Hour)}
}

// listNotes answers /note list.
func (v *visit) listNotes(ctx context.Context, _ Options) outcome { return v.notesAt(ctx, 1) }

func (v *visit) notesAt(ctx context.Context, page int) outcome {
	if v.bot.book == nil {
		return explained(errNoStore)
	}
	cards, err := v.notes(ctx)
	if err != nil {
		return explained(err)
	}
	pages := max(1, (len(cards)+render.NotesPage-1)/render.NotesPage)
	page = min(max(page, 1), pages)
	lines := noteLines(cards, page)
	mark := notesMark(lines)
	m := render.Notes(lines, page, len(cards), func(to int) string { return notesID + " " + turn{page, to, mark}.String() })
	return outcome{message: m, private: len(cards) == 0}
}

func notesMark(lines []render.NoteLine) string {
	ids := make([]string, len(lines))
	for i, l := range lines {
		ids[i] = l.ID
	}
	return markOf(ids)
}

// notesTurnedTo answers a button that shows another page of notes.
func (v *visit) notesTurnedTo(ctx context.Context, t turn) outcome {
	if t.mark == "" {
		return v.notesAt(ctx, t.to)
	}
	cards, err := v.notes(ctx)
	if err != nil {
		return explained(err)
	}
	if from := (t.from - 1) * render.NotesPage; from < len(cards) && from >= 0 {
		if notesMark(noteLines(cards, t.from)) == t.mark {
			return v.notesAt(ctx, t.to)
		}
	}
	o := v.notesAt(ctx, 1)
	if len(o.message.Embeds) > 0 {
		o.message = render.Told(o.message, wording.NotesPageChanged)
	}
	return o
}

// noteLines are a page of cards, as the list shows them.
func noteLines(cards []*notebook.Card, page int) []render.NoteLine {
	var lines []render.NoteLine
	for _, c := range cards[(page-1)*render.NotesPage : min(len(cards), page*render.NotesPage)] {
		lines = append(lines, noteLine(c))
	}
	return lines
}

// submitted answers a form that was filled in.
func (v *visit) submitted(work context.Context, d discordgo.ModalSubmitInteractionData) {
	v.private = true
	id, rest, _ := strings.Cut(d.CustomID, " ")
	what, which, _ := strings.Cut(rest, " ")
	v.name = "form " + what
	v.inTime(
		work,
		func(ctx context.Context) outcome {
			switch {
			case id != formID:
				return explained(errStale)
			case v.mayNote() != nil:
				return *v.mayNote()
			case what == "add":
				return v.add(ctx, textOf(d))
			case what != "edit":
				return explained(errStale)
			}
			card, err := v.cardFor(ctx, which, v.mayEdit)
			if err != nil {
				return noted(err)
			}
			return v.edit(ctx, card.ID, textOf(d))
		},
		v.send,
		func() error { return v.reply.announce(true) },
		func(o outcome) error { return v.reply.edit(o.message) },
	)
}

// textOf is what was typed into a form.
func textOf(d discordgo.ModalSubmitInteractionData) string {
	for _, c := range d.Components {
		row, ok := c.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			if input, ok := c.(*discordgo.TextInput); ok {
				return input.Value
			}
		}
	}
	return ""
}

// revisit looks, whenever a session begins, whether the messages that were saved are still there: what was deleted while the bot was not connected,
// Discord does not tell.
func (b *Bot) revisit(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.fresh:
		}
		if b.book == nil {
			continue
		}
		if err := b.lookAtSaved(ctx); err != nil && ctx.Err() == nil {
			b.log.Error("look whether saved messages are still there", "err", err)
		}
	}
}

func (b *Bot) lookAtSaved(ctx context.Context) error {
	messages, err := b.book.Saved(ctx)
	if err != nil {
		return err
	}
	closed := map[string]bool{} // channels that the bot may not read
	for _, m := range messages {
		if closed[m.Channel] {
			continue
		}
		if !sleep(ctx, b.limits.visit) {
			return ctx.Err()
		}
		_, err := b.rest.do(ctx, b.rest.session.Ratelimiter, http.MethodGet, discordgo.EndpointChannelMessage(m.Channel, m.ID), nil)
		switch code(err) {
		case codeUnknownMessage, codeUnknownChannel:
			if err := b.book.Forget(ctx, m.Guild, m.Channel, m.ID); err != nil {
				return err
			}
		case codeMissingAccess, codeMissingRight:
			closed[m.Channel] = true
		}
	}
	return nil
}
