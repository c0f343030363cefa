package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// command is one slash command, or an entry of a message's menu: what Discord shows of it, and what it does. It asks a question (parse), does
// something else (act), or has subcommands.
type command struct {
	name        string
	description string // "" for an entry of a message's menu
	options     []option
	subs        []command
	server      bool   // for servers only, not for direct messages
	offered     int64  // the permission that it takes to be offered the command; 0: to use commands at all
	raw         bool   // bare text is taken as typed, marks and all: search reads them itself
	bare        string // the option that a text without option name belongs to
	parse       func(values) index.Query
	example     func(names) index.Query
	act         func(*visit, context.Context, Options) outcome
	form        bool // act may answer with a form, which cannot be announced
	quiet       bool // what act answers is for the asker alone
	long        bool // act may take minutes
}

// option is one option of a command.
type option struct {
	name        string
	description string
	kind        discordgo.ApplicationCommandOptionType // 0: text
	required    bool
	complete    bool                                                   // names or topics are offered while the user types
	choices     []string                                               // the only values
	limit       int                                                    // of characters
	hosted      string                                                 // what does the same at the terminal; "" where the option works there too
	suggest     func(*visit, context.Context, string) ([]offer, error) // what is offered while the user types, where that are no names or topics
}

// offer is what autocomplete shows, and the value that it stands for.
type offer struct{ name, value string }

// names are real names and topics of the asker's corpus, for the examples of /help.
type names struct{ who, by, about, words string }

// Longest option values, in characters: a name and a question are shorter, a pasted article is not.
const (
	nameLimit = 100
	textLimit = 400
)

// commands are all of them, in the order in which they are shown.
func commands() []command { return slices.Concat(questions(), deskCommands()) }

// questions ask the index.
func questions() []command {
	return []command{
		{
			name: "who-said", description: wording.WhoSaid,
			bare: "words", parse: parseWhoSaid,
			options: period(
				option{name: "words", description: wording.WhoSaidWords, complete: true, limit: textLimit},
				option{name: "who", description: wording.WhoSaidWho, complete: true, limit: nameLimit},
				option{name: "about", description: wording.Topic, complete: true, limit: nameLimit},
				option{name: "kind", description: wording.WhoSaidKind, choices: modes()},
			),
			example: func(n names) index.Query { return index.WhoSaid{Who: n.who} },
		},
		{
			name: "demand", description: wording.Demand,
			bare: "about", parse: parseDemands,
			options: period(
				option{name: "by", description: wording.DemandBy, complete: true, limit: nameLimit},
				option{name: "of", description: wording.DemandOf, complete: true, limit: nameLimit},
				option{name: "about", description: wording.DemandAbout, complete: true, limit: nameLimit},
				option{name: "kind", description: wording.DemandKind, choices: demandKinds()},
				option{name: pictureOption, description: wording.DemandPicture, kind: discordgo.ApplicationCommandOptionBoolean},
			),
			example: func(n names) index.Query { return index.Demands{By: n.by} },
		},
		{
			name: "timeline", description: wording.TimelineCommand,
			bare: "about", parse: parseTimeline,
			options: period(
				option{name: "about", description: wording.Topic, complete: true, limit: nameLimit},
				option{name: "who", description: wording.TimelineWho, complete: true, limit: nameLimit},
				option{name: pictureOption, description: wording.TimelinePicture, kind: discordgo.ApplicationCommandOptionBoolean},
			),
			example: func(n names) index.Query { return index.Timeline{About: n.about} },
		},
		{
			name: "search", description: wording.Search,
			bare: "query", raw: true, parse: parseSearch,
			options: ending(
				option{name: "query", description: wording.SearchQuery, limit: textLimit, required: true},
			),
			example: func(n names) index.Query { return index.Search{Text: n.words} },
		},
		{
			name: "sources", description: wording.Sources,
			bare: "about", parse: parseSources, act: (*visit).sources,
			options: ending(
				option{name: "about", description: wording.SourcesAbout, complete: true, limit: nameLimit},
				option{name: removeOption, description: wording.SourcesRemove, limit: nameLimit, suggest: (*visit).removable, hosted: wording.SourcesRemoveHosted},
			),
			example: func(names) index.Query { return index.Sources{} },
		},
	}
}

// deskCommands keep and tell what a server's team has.
func deskCommands() []command {
	return []command{
		{
			name: "note", description: wording.NoteCommand, server: true,
			subs: []command{
				{
					name: "add", description: wording.NoteAdd, act: (*visit).addNote, form: true, quiet: true,
					options: []option{{name: "text", description: wording.WhichNote, limit: notebook.MaxText}},
				},
				{name: "list", description: wording.NoteList, act: (*visit).listNotes, options: []option{private()}},
				{
					name: "edit", description: wording.NoteEdit, act: (*visit).editNote, form: true, quiet: true,
					options: []option{
						{name: "note", description: wording.WhichNote, required: true, limit: nameLimit, suggest: (*visit).editable},
						{name: "text", description: wording.NoteNewText, limit: notebook.MaxText},
					},
				},
				{
					name: "delete", description: wording.NoteDelete, act: (*visit).deleteNote, quiet: true,
					options: []option{{name: "note", description: wording.WhichNote, required: true, limit: nameLimit, suggest: (*visit).deletable}},
				},
				{name: "undo", description: wording.NoteUndo, act: (*visit).undoNote, quiet: true},
			},
		},
		digestCommand(),
		importCommand(),
		exportCommand(),
		{name: saveCommand, server: true, act: (*visit).saveNote, quiet: true},
		{
			name: "settings", description: wording.SettingsCommand, server: true, act: (*visit).configure, quiet: true,
			offered: discordgo.PermissionManageGuild, options: settingOptions(),
		},
		{name: "privacy", description: wording.PrivacyCommand, act: (*visit).privacy, quiet: true},
		{name: helpCommand, description: wording.HelpCommand, act: (*visit).help},
	}
}

const (
	helpCommand = "help"
	saveCommand = wording.SaveAsNote
)

// period adds the options since and until, and those that end every list.
func period(options ...option) []option {
	return ending(append(
		options,
		option{name: "since", description: wording.OptionSince, limit: nameLimit},
		option{name: "until", description: wording.OptionUntil, limit: nameLimit},
		option{name: "doc", description: wording.OptionDoc, limit: nameLimit, suggest: (*visit).documents},
	)...)
}

func ending(options ...option) []option {
	return append(
		options,
		option{name: "page", description: wording.OptionPage, limit: 9},
		private(),
	)
}

func private() option {
	return option{name: privateOption, description: wording.OptionPrivate, kind: discordgo.ApplicationCommandOptionBoolean}
}

// The options that are true or false.
const (
	privateOption = "private"
	pictureOption = "picture"
)

const (
	removeOption = "remove"
)

func modes() []string {
	return []string{string(corpus.Direct), string(corpus.Mixed), string(corpus.Indirect)}
}

func demandKinds() []string {
	var kinds []string
	for _, k := range corpus.DemandKinds() {
		kinds = append(kinds, string(k))
	}
	return kinds
}

// values are a command's options, read as far as they are the same for all commands.
type values struct {
	Options
	period  index.Period
	picture bool
	page    int
}

func (v values) doc() corpus.ID { return corpus.ID(strings.ToLower(v.Options["doc"])) }

func (v values) kind() string { return strings.ToLower(v.Options["kind"]) }

func parseWhoSaid(v values) index.Query {
	return index.WhoSaid{
		Words: v.Options["words"], Who: v.Options["who"], About: v.Options["about"],
		Kind: corpus.Mode(v.kind()), Doc: v.doc(), Period: v.period, Page: v.page,
	}
}

func parseDemands(v values) index.Query {
	return index.Demands{
		By: v.Options["by"], Of: v.Options["of"], About: v.Options["about"],
		Kind: corpus.DemandKind(v.kind()), Doc: v.doc(), Period: v.period, Picture: v.picture, Page: v.page,
	}
}

func parseTimeline(v values) index.Query {
	return index.Timeline{About: v.Options["about"], Who: v.Options["who"], Doc: v.doc(), Period: v.period, Picture: v.picture, Page: v.page}
}

func parseSearch(v values) index.Query { return index.Search{Text: v.Options["query"], Page: v.page} }

func parseSources(v values) index.Query {
	return index.Sources{About: v.Options["about"], Page: v.page}
}

// find returns the command of that name, with or without the slash, in any case.
func find(name string) (command, error) {
	name = strings.ToLower(strings.TrimPrefix(name, "/"))
	var known []string
	for _, c := range commands() {
		if c.name == name {
			return c, nil
		}
		if c.parse != nil || c.name == helpCommand {
			known = append(known, c.name)
		}
	}
	hint := fmt.Sprintf(wording.NoSuchCommand, name)
	if n := nearest(name, known); n != "" {
		hint = fmt.Sprintf(wording.NoSuchCommandBut, name, n)
	}
	return command{}, &index.QueryError{Hint: hint + " " + fmt.Sprintf(wording.TheCommandsAre, "/"+strings.Join(known, ", /"))}
}

// chosen returns the command of that name as Discord spells it, or its subcommand.
func chosen(name, sub string) (command, bool) {
	for _, c := range commands() {
		if c.name != name {
			continue
		}
		for _, s := range c.subs {
			if s.name == sub {
				return s, true
			}
		}
		return c, sub == ""
	}
	return command{}, false
}

// option returns c's option of that name, in any case.
func (c command) option(name string) (option, bool) {
	for _, o := range c.options {
		if strings.EqualFold(o.name, name) {
			return o, true
		}
	}
	return option{}, false
}

func (c command) unknownOption(name string) error {
	var known []string
	for _, o := range c.options {
		known = append(known, o.name)
	}
	if len(known) == 0 {
		return &index.QueryError{Option: name, Hint: fmt.Sprintf(wording.NoOptions, c.name)}
	}
	hint := fmt.Sprintf(wording.NoSuchOption, c.name)
	if n := nearest(strings.ToLower(name), known); n != "" {
		hint = fmt.Sprintf(wording.NoSuchOptionBut, c.name, n)
	}
	return &index.QueryError{Option: name, Hint: hint + " " + fmt.Sprintf(wording.ItsOptionsAre, strings.Join(known, ":, ")+":")}
}

// nearest returns the known word that word is most likely meant to be, or "".
func nearest(word string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		d := distance(word, k)
		if strings.HasPrefix(k, word) && word != "" {
			d = min(d, 1)
		}
		if d < least && d < len(k) {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to add, drop, change or swap with a neighbour (Damerau's, restricted).
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	if len(s) > 2*len(t)+2 {
		return len(s)
	}
	var before []int
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		next := make([]int, len(t)+1)
		next[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(t)]
}

// today is the day that "yesterday" is counted from, midnight UTC.
func today(now time.Time) time.Time {
	y, m, d := now.UTC().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
