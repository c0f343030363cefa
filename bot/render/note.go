package render

import (
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index/wording"
)

// Form asks for one text.
type Form struct {
	ID, Title string
	Input     discordgo.TextInput
}

// NoteForm asks for the text of a note, at most limit characters; text stands in it already.
func NoteForm(id, title, text string, limit int) Form {
	return Form{ID: id, Title: title, Input: discordgo.TextInput{
		CustomID: "text", Label: wording.FormText, Style: discordgo.TextInputParagraph, Value: text, Required: true, MinLength: 1, MaxLength: limit,
	}}
}

// NoteLine is a note in a list.
type NoteLine struct {
	ID, By, Head, URL string
	Day               time.Time
}

// NotesPage is how many notes a page lists.
const NotesPage = 10

// Notes lists a page of total notes. The custom ids of the buttons are made by id.
func Notes(lines []NoteLine, page, total int, id func(page int) string) Message {
	pages := (total + NotesPage - 1) / NotesPage
	if total == 0 {
		return Note(wording.NoNotes)
	}
	var text []string
	for _, l := range lines {
		head := short(l.Head, 200)
		where := strings.Join(nonEmpty(short(l.By, 100), day(l.Day), "`"+l.ID+"`"), ", ")
		if l.URL != "" {
			where += " · " + masked(wording.MessageLink, l.URL)
		}
		text = append(text, head+"\n"+where)
	}
	m := Message{
		Content: "**" + strings.Join(nonEmpty(wording.Notes.Of(total), pageOf(page, pages)), ", ") + "**",
		Embeds:  []*discordgo.MessageEmbed{{Description: strings.Join(text, "\n\n"), Color: colour}},
	}
	if pages > 1 {
		m.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: wording.Previous, Style: discordgo.SecondaryButton, CustomID: id(page - 1), Disabled: page <= 1},
			discordgo.Button{Label: wording.Next, Style: discordgo.SecondaryButton, CustomID: id(page + 1), Disabled: page >= pages},
		}}}
	}
	return m
}

// NoteLabel is a note in a menu or in autocomplete, where Discord reads no Markdown.
func NoteLabel(l NoteLine) string {
	return plain(strings.Join(nonEmpty(day(l.Day), plain("", l.By)), " ")+": ", l.Head)
}

// Lines is a message of several lines by the program itself, shown letter for letter.
func Lines(lines ...string) Message {
	var out []string
	for _, l := range lines {
		out = append(out, short(l, 400))
	}
	text := strings.Join(out, "\n")
	for len(out) > 1 && units(text) > 1900 {
		out = out[:len(out)-1]
		text = strings.Join(out, "\n") + "\n…"
	}
	return Message{Content: text}
}

// SourceLabel is a document in autocomplete.
func SourceLabel(d *corpus.Document) string {
	return plain(strings.Join(nonEmpty(day(d.Published), plain("", by(d))), " ")+": ", title(d))
}
