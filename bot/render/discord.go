package render

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Message is what a Discord message shows. All three are within Discord's limits, whatever the documents hold.
type Message struct {
	Content    string
	Embeds     []*discordgo.MessageEmbed
	Components []discordgo.MessageComponent
	Files      []File
}

// File is what is attached to a message. Description tells those who do not see it what it shows, in at most 1024 characters.
type File struct {
	Name, Description string
	Data              []byte
}

// IDs gives the custom ids that a message's buttons and menus carry; they are the bot's to read again.
type IDs struct {
	Page    func(page int) string                          // of the button that shows a page
	Share   string                                         // of the button that shows the answer to all; "" leaves it out
	Export  string                                         // of the button that gives the answer as files; "" leaves it out
	Report  string                                         // of the button that reports a result as wrong; "" leaves it out
	Context string                                         // of the menu that shows a result in its context
	Place   func(c index.Citation) string                  // the value of an entry of that menu; "" leaves it out
	Choose  string                                         // of the menu that chooses between names; "" leaves it out
	Value   func(c index.Choice) string                    // the value of an entry of that menu; "" leaves it out
	Narrow  string                                         // of the menu that narrows the question; "" leaves it out
	Part    func(f index.Facet, v index.FacetValue) string // the value of an entry of that menu; "" leaves it out
}

// Discord writes a as a message. One result is one embed; none has an address, since Discord shows only the first of
// several embeds with the same one.
func Discord(a *index.Answer, ids IDs) Message {
	switch {
	case len(a.Results) == 0 && len(a.Choices) > 0:
		return choicesMessage(a, ids)
	case len(a.Results) == 0:
		return nothingMessage(a, ids)
	}
	head := "**" + strings.Join(nonEmpty(total(a), pageOf(a.Page, a.Pages)), ", ") + "**"
	m := Message{Content: head + " · " + asked(a.Query)}
	if p := positions(a); p != nil {
		m.Content += "\n" + positionsDiscord(p, contentRoom-units(m.Content))
	}
	m.Embeds = embeds(cards(a.Query, a.Results), firstNumber(a), fmt.Sprintf(wording.SearchedFooter, searched(a.Searched)), isList(a.Query))
	m.Components = append(m.Components, buttons(a, ids)...)
	m.Components = append(m.Components, contextMenu(a.Results, firstNumber(a), ids)...)
	m.Components = append(m.Components, choiceMenu(a, ids)...)
	m.Components = append(m.Components, narrowMenu(a, ids)...)
	return m
}

// asked repeats the question, since a button's answer stands without the command above it.
func asked(q index.Query) string { return short(q.String(), 400) }

// Ran says in the head of m, an answer to q that was asked in plain words, that q is what was run.
func Ran(m Message, q index.Query) Message {
	if head, rest, ok := strings.Cut(m.Content, " · "+asked(q)); ok {
		m.Content = head + " · " + fmt.Sprintf(wording.Ran, asked(q)) + rest
	}
	return m
}

// Told puts a sentence of the program's above m.
func Told(m Message, sentence string) Message {
	m.Content = sentence + "\n" + m.Content
	return m
}

// Below puts lines of the program's below what m says in its content, each letter for letter.
func Below(m Message, lines ...string) Message {
	m.Content += "\n" + Lines(lines...).Content
	return m
}

func nothingMessage(a *index.Answer, ids IDs) Message {
	m := Message{Content: "**" + wording.NothingFound + "** · " + asked(a.Query)}
	lines := []string{fmt.Sprintf(wording.Searched, searched(a.Searched))}
	if len(a.Suggestions) > 0 {
		var names []string
		for _, s := range a.Suggestions {
			names = append(names, short(s, 100))
		}
		lines = append(lines, fmt.Sprintf(wording.NearestNames, strings.Join(names, ", ")))
	}
	if len(a.Nearest) > 0 {
		lines = append(lines, "**"+wording.NoExactMatch+"**")
	}
	m.Embeds = []*discordgo.MessageEmbed{{Description: strings.Join(lines, "\n"), Color: colour}}
	if len(a.Nearest) > 0 {
		m.Embeds = append(m.Embeds, embeds(cards(a.Query, a.Nearest), 1, "", isList(a.Query))...)
		m.Components = contextMenu(a.Nearest, 1, ids)
	}
	return m
}

func choicesMessage(a *index.Answer, ids IDs) Message {
	lines := []string{wording.ChooseOne}
	room := bodyRoom - len(lines[0])
	for _, c := range a.Choices {
		line := "• **" + short(c.Name, 150) + "**"
		if c.About != "" {
			line += " (" + short(c.About, 200) + ")"
		}
		line += ": " + nouns(a.Query, c.Count)
		if room -= units(line) + 1; room < 0 {
			break
		}
		lines = append(lines, line)
	}
	return Message{
		Content:    "**" + wording.WhoIsMeant + "** · " + asked(a.Query),
		Embeds:     []*discordgo.MessageEmbed{{Description: strings.Join(lines, "\n"), Color: colour}},
		Components: choiceMenu(a, ids),
	}
}

// Passage writes the sentences around a citation, the cited words in bold.
func Passage(p *index.Passage) Message {
	c := card{words: []words{{runs: runs(p.Excerpt, p.Cited)}}, places: places([]index.Citation{p.Citation})}
	return Message{Content: "**" + wording.Context + "**", Embeds: embeds([]card{c}, 0, "", false)}
}

// Help writes the commands, each with its options and an example.
func Help(commands []Command) Message {
	lines := []string{}
	for _, c := range commands {
		line := "**/" + c.Name + "** — " + escape(c.Description)
		var options []string
		for _, o := range c.Options {
			options = append(options, "`"+o.Name+"`")
		}
		if len(options) > 0 {
			line += "\n" + strings.Join(options, " ")
		}
		if c.Example != "/"+c.Name {
			line += "\n" + fmt.Sprintf(wording.Example, short(c.Example, 300))
		}
		lines = append(lines, line)
	}
	return Message{
		Content: "**" + wording.Commands + "**",
		Embeds:  []*discordgo.MessageEmbed{{Description: strings.Join(lines, "\n\n"), Color: colour}},
	}
}

// Note is a message of one sentence or two by the program itself; text is shown as it is written, letter for letter.
func Note(text string) Message { return Message{Content: short(text, 1900)} }

func isList(q index.Query) bool {
	switch q.(type) {
	case index.Timeline, index.Sources:
		return true
	}
	return false
}

// FirstNumber is the number of the first result of a page.
func FirstNumber(a *index.Answer) int { return firstNumber(a) }

func firstNumber(a *index.Answer) int {
	switch {
	case a.Page <= 1:
		return 1
	case a.Page < a.Pages:
		return (a.Page-1)*len(a.Results) + 1
	}
	return max(1, a.Total-len(a.Results)+1)
}

const (
	colour      = 0x3b6ea5
	contentRoom = 1850 // of a message's content, 2000 by Discord: a sentence may come above it
	bodyRoom    = 4000 // of an embed's description, 4096 by Discord
	totalRoom   = 5800 // of all embeds of a message, 6000 by Discord
	embedLimit  = 10
)

// embeds lays out cards, one an embed; lists of short entries, and more results than Discord takes embeds, share one.
func embeds(cs []card, number int, footer string, list bool) []*discordgo.MessageEmbed {
	var out []*discordgo.MessageEmbed
	parts := bodies(cs, number, totalRoom-units(footer))
	list = list || len(parts) >= embedLimit // one is left for a head
	for _, part := range parts {
		if n := len(out); list && n > 0 && units(out[n-1].Description)+len("\n\n")+units(part) <= bodyRoom {
			out[n-1].Description += "\n\n" + part
			continue
		}
		out = append(out, &discordgo.MessageEmbed{Description: part, Color: colour})
	}
	if footer != "" && len(out) > 0 {
		out[len(out)-1].Footer = &discordgo.MessageEmbedFooter{Text: footer}
	}
	return out
}

// bodies writes cards so that together they fit into room: with all that is known of each where that fits, else with ever less
// beside the words and the first citation, and with the words shortened. Cards that have no place even so are counted, not shown:
// only lists of dozens of documents with endless titles come to that.
func bodies(cs []card, number int, room int) []string {
	out := layOut(details, cs, number, room)
	if rest := len(cs) - len(out); rest > 0 {
		out = append(out, fmt.Sprintf(wording.MoreResults, rest))
	}
	return out
}

// layOut writes as many of cs as have place in room, at the fullest of levels that fits.
func layOut(levels []detail, cs []card, number int, room int) []string {
	var d detail
	var fixed, needs []int
	for _, d = range levels {
		fixed, needs = measure(cs, number, d)
		if sum(fixed)+min(sum(needs), room/2) <= room && most(fixed)+min(most(needs), bodyRoom/2) <= bodyRoom {
			break
		}
	}
	shown := len(cs)
	for shown > 1 && sum(fixed[:shown]) > room {
		shown--
	}
	for i := range needs {
		needs[i] = max(0, min(needs[i], bodyRoom-fixed[i]))
	}
	var out []string
	for i, given := range share(needs[:shown], room-sum(fixed[:shown])) {
		out = append(out, body(cs[i], label(number, i), d, given))
	}
	return out
}

func label(number, i int) string {
	if number == 0 {
		return ""
	}
	return fmt.Sprintf("**%d.** ", number+i)
}

// measure returns what each card takes without its words, and what its words take.
func measure(cs []card, number int, d detail) (fixed, needs []int) {
	for i, c := range cs {
		need := 0
		for _, w := range c.words {
			need += costOf(w.runs)
		}
		needs = append(needs, need)
		bare := c
		bare.words = nil
		for _, w := range c.words {
			bare.words = append(bare.words, words{label: w.label, marks: true})
		}
		fixed = append(fixed, units(body(bare, label(number, i), d, 0))+len(c.words)*len(cutMark)+len("\n\n"))
	}
	return fixed, needs
}

func sum(ns []int) (total int) {
	for _, n := range ns {
		total += n
	}
	return total
}

func most(ns []int) (n int) {
	for _, x := range ns {
		n = max(n, x)
	}
	return n
}
