package render

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// DigestFrame is what a digest says besides its items.
type DigestFrame struct {
	Day     time.Time                  // the local date, midnight UTC
	Since   time.Time                  // the local date of the digest before; zero: there was none
	Unknown bool                       // it is not known whether that one was posted
	Due     time.Time                  // when it was to come, where it is late; in the zone of the schedule
	Next    time.Time                  // when the next one comes; zero: none will
	Button  func(action string) string // the custom id of a button: more, export, settings; nil: no buttons
	Picture *File                      // the timeline, where there is one
}

// What a digest shows at most; the attached file has the rest.
const (
	digestSources = 10
	digestDemands = index.DigestDemands
	digestQuotes  = 5
	digestDates   = 7
	digestPassed  = 3
)

// Digest writes one message: what is new, who wants what, who said what, what lies ahead. Everything that is not shown for want of room
// is counted, and stands in the attached file.
func Digest(d *index.Digest, f DigestFrame) Message {
	head := "**" + fmt.Sprintf(wording.Briefing, longDay(f.Day)) + "**"
	if !f.Due.IsZero() {
		head += "\n" + fmt.Sprintf(wording.BriefingLate, f.Due.Format(wording.DayAndTime))
	}
	if f.Unknown {
		head += "\n" + fmt.Sprintf(wording.BriefingUnknown, shortDay(f.Since))
	}
	if d.Empty() {
		return Message{Content: head + "\n" + nothingNew(f) + nextRun(f), Components: digestButtons(f, "settings")}
	}
	m := Message{Components: digestButtons(f, "more", "export", "settings")}
	last := fmt.Sprintf(wording.Searched, searched(d.Searched)) + nextRun(f)
	m.Embeds = digestEmbeds(digestSections(d, f), totalRoom-units(last))
	m.Embeds = append(m.Embeds, &discordgo.MessageEmbed{Description: last, Color: colour})
	m.Content = head + "\n" + digestCounts(d, wordsIn(m))
	m.Files = append(m.Files, digestFile(d, f))
	if f.Picture != nil {
		m.Files = append(m.Files, *f.Picture)
		m.Embeds[len(m.Embeds)-1].Image = &discordgo.MessageEmbedImage{URL: "attachment://" + f.Picture.Name}
	}
	return m
}

func nothingNew(f DigestFrame) string {
	if f.Since.IsZero() {
		return wording.NothingNew
	}
	return fmt.Sprintf(wording.NothingNewSince, shortDay(f.Since))
}

// nextRun says when the next one comes, in the reader's own time.
func nextRun(f DigestFrame) string {
	if f.Next.IsZero() {
		return ""
	}
	return " " + fmt.Sprintf(wording.NextBriefing, f.Next.Unix())
}

func longDay(day time.Time) string  { return day.Format(wording.LongDay) }
func shortDay(day time.Time) string { return day.Format(wording.ShortDay) }

// digestCounts is the line that says what to expect.
func digestCounts(d *index.Digest, words int) string {
	var parts []string
	add := func(n int, what wording.Count, note string) {
		if n > 0 {
			parts = append(parts, what.Of(n)+note)
		}
	}
	add(len(d.Articles)+d.Unlisted, wording.NewDocuments, "")
	add(len(d.Notes), wording.NewNotes, "")
	changes := map[index.Change]int{}
	for _, x := range d.Demands {
		changes[x.Change]++
	}
	var kinds []string
	for _, c := range []struct {
		change index.Change
		label  wording.Count
	}{{index.ChangeNew, wording.OfThemNew}, {index.ChangeAnswered, wording.OfThemAnswered}, {index.ChangeAgain, wording.OfThemToldAgain}} {
		if n := changes[c.change]; n > 0 {
			kinds = append(kinds, c.label.Of(n))
		}
	}
	note := " (" + strings.Join(kinds, ", ") + ")"
	if changes[index.ChangeNew] == len(d.Demands) {
		note = ""
	}
	add(len(d.Demands), wording.Demands, note)
	add(len(d.Quotes)+len(d.Others), wording.Statements, "")
	add(len(d.Dates), wording.DatedEvents, "")
	add(len(d.Ahead), wording.DatesAhead, "")
	add(len(d.Passed), wording.PassedPlans, "")
	add(words, wording.Words, "")
	return strings.Join(parts, " · ")
}

// section is a part of a digest: cards under a heading. Those that have no place are counted.
type section struct {
	heading string
	cards   []card
	more    int    // beyond the cards
	found   string // the command that finds those
	list    bool
	words   int // units that the words of a card should take at most
	levels  []detail
}

func digestSections(d *index.Digest, f DigestFrame) []section {
	heading := wording.HeadingNewSince
	if f.Since.IsZero() {
		heading = wording.HeadingNew
	}
	sources := slices.Concat(d.Articles, d.Notes)
	demands := demandCards(d.Demands, digestDemands)
	out := []section{
		{heading: heading, cards: sourceCards(sources[:min(len(sources), digestSources)]), more: len(sources) - digestSources + d.Unlisted, list: true, levels: sourceLevels},
		{heading: wording.HeadingDemands, cards: demands, more: len(d.Demands) - len(demands), words: 260},
		{heading: wording.HeadingQuotes, cards: quoteCards(d.Quotes[:min(len(d.Quotes), digestQuotes)]), more: len(d.Quotes) + len(d.Others) - min(len(d.Quotes), digestQuotes), words: 330},
		{heading: wording.HeadingAhead, cards: dateCards(d.Ahead, digestDates), more: len(d.Ahead) - digestDates, list: true, words: 200},
		{heading: wording.HeadingSoon, cards: dateCards(d.Soon, digestPassed), more: len(d.Soon) - digestPassed, list: true, words: 200},
		{heading: passedHeading, cards: dateCards(d.Passed, digestPassed), more: len(d.Passed) - digestPassed, list: true, words: 200},
	}
	abridge(out[1:])
	return out
}

// abridge leaves the title out of citations whose outlet and day name one document only: the list at the top has it.
func abridge(sections []section) {
	named := map[string]map[string]bool{}
	each := func(f func(*place)) {
		for _, s := range sections {
			for _, c := range s.cards {
				for i := range c.places {
					f(&c.places[i])
				}
			}
		}
	}
	key := func(p *place) string { return p.by + "\x00" + p.published }
	each(func(p *place) {
		if named[key(p)] == nil {
			named[key(p)] = map[string]bool{}
		}
		named[key(p)][p.title] = true
	})
	each(func(p *place) {
		if p.by != "" && len(named[key(p)]) == 1 {
			p.title = ""
		}
	})
}

// digestLevels say how much is told beside the words: less than in answers, since every source is in the list above.
var digestLevels = []detail{
	{places: 2, title: 70, name: 60, link: 700},
	{places: 1, title: 50, name: 40, link: 400},
	{places: 1, title: 40, name: 40, link: 250},
	{places: 1, title: 30, name: 30, link: 0},
}

// sourceLevels are those of the list of sources, whose titles are what there is to read.
var sourceLevels = []detail{{places: 1, title: 160, name: 80, link: 500}, {places: 1, title: 80, name: 40, link: 250}, {places: 1, title: 60, name: 30, link: 0}}

// digestEmbeds writes sections, each an embed, so that together they fit into room.
func digestEmbeds(sections []section, room int) []*discordgo.MessageEmbed {
	var shown []section
	var needs []int
	for _, s := range sections {
		if len(s.cards) == 0 {
			continue
		}
		if s.levels == nil {
			s.levels = digestLevels
		}
		room -= units(s.heading) + len(fmt.Sprintf(wording.MoreInFile, 99999)+"\n\n")
		fixed, words := measure(s.cards, 0, s.levels[0])
		need := sum(fixed)
		for _, w := range words {
			need += min(w, s.words)
		}
		shown, needs = append(shown, s), append(needs, min(need, bodyRoom))
	}
	var out []*discordgo.MessageEmbed
	for i, given := range share(needs, room) {
		s := shown[i]
		gap := "\n\n"
		if s.list {
			gap = "\n"
		}
		parts := layOut(s.levels, s.cards, 0, given)
		if more := max(0, s.more) + len(s.cards) - len(parts); more > 0 {
			parts = append(parts, fmt.Sprintf(wording.MoreInFile, more))
		}
		out = append(out, &discordgo.MessageEmbed{Title: s.heading, Description: strings.Join(parts, gap), Color: colour})
	}
	return out
}

func digestButtons(f DigestFrame, actions ...string) []discordgo.MessageComponent {
	if f.Button == nil {
		return nil
	}
	var row discordgo.ActionsRow
	for _, a := range actions {
		row.Components = append(row.Components, discordgo.Button{Label: buttonLabel(a), Style: discordgo.SecondaryButton, CustomID: f.Button(a)})
	}
	return []discordgo.MessageComponent{row}
}

func buttonLabel(action string) string {
	switch action {
	case "more":
		return wording.ButtonMore
	case "export":
		return wording.Export
	}
	return wording.ButtonSettings
}

// wordsIn counts what there is to read.
func wordsIn(m Message) int {
	n := 0
	for _, e := range m.Embeds {
		n += len(strings.Fields(plainText(e.Description)))
	}
	return n
}

// pageCards is how many items a page of More has.
const pageCards = 8

// DigestPage writes a page of everything that a digest has to tell, counted from 1.
func DigestPage(d *index.Digest, f DigestFrame, page int) Message {
	type item struct {
		heading string
		card    card
	}
	var all []item
	for _, s := range wholeDigest(d) {
		for _, c := range s.cards {
			all = append(all, item{s.heading, c})
		}
	}
	pages := max(1, (len(all)+pageCards-1)/pageCards)
	page = min(max(1, page), pages)
	var shown []section
	for _, x := range all[(page-1)*pageCards : min(page*pageCards, len(all))] {
		if n := len(shown); n == 0 || shown[n-1].heading != x.heading {
			shown = append(shown, section{heading: x.heading, words: totalRoom})
		}
		last := &shown[len(shown)-1]
		last.cards = append(last.cards, x.card)
	}
	m := Message{Content: "**" + fmt.Sprintf(wording.Briefing, longDay(f.Day)) + "**, " + fmt.Sprintf(wording.PageOf, page, pages), Embeds: digestEmbeds(shown, totalRoom)}
	if len(all) == 0 {
		m.Content += "\n" + wording.BriefingGone
	}
	if pages > 1 && f.Button != nil {
		m.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: wording.Previous, Style: discordgo.SecondaryButton, CustomID: f.Button(fmt.Sprintf("more:%d", page-1)), Disabled: page <= 1},
			discordgo.Button{Label: wording.Next, Style: discordgo.SecondaryButton, CustomID: f.Button(fmt.Sprintf("more:%d", page+1)), Disabled: page >= pages},
		}}}
	}
	return m
}

// DigestFile writes everything that a digest has to tell as an attached file.
func DigestFile(d *index.Digest, f DigestFrame) Message {
	return Message{Content: "**" + fmt.Sprintf(wording.BriefingFile, longDay(f.Day)) + "**", Files: []File{digestFile(d, f)}}
}

func digestFile(d *index.Digest, f DigestFrame) File {
	return File{
		Name: "briefing-" + f.Day.Format(time.DateOnly) + ".md", Description: wording.BriefingFileAlt, Data: []byte(DigestMarkdown(d, f)),
	}
}

// fileStatements is how many statements besides the best ones the file has at most: Discord takes no file of more than ten megabytes.
const fileStatements = 2000

// wholeDigest is everything, by parts.
func wholeDigest(d *index.Digest) []section {
	return []section{
		{heading: wording.HeadingNewDocuments, cards: sourceCards(d.Articles), more: d.Unlisted, found: "/sources"},
		{heading: wording.HeadingNewNotes, cards: sourceCards(d.Notes)},
		{heading: wording.HeadingDemands, cards: demandCards(d.Demands, 0)},
		{heading: wording.HeadingOneQuoteEach, cards: quoteCards(d.Quotes)},
		{heading: wording.HeadingOthers, cards: quoteCards(d.Others[:min(len(d.Others), fileStatements)]), more: len(d.Others) - fileStatements, found: "/who-said"},
		{heading: wording.HeadingAhead, cards: dateCards(d.Ahead, len(d.Ahead))},
		{heading: wording.HeadingDates, cards: dateCards(d.Dates, len(d.Dates))},
		{heading: passedHeading, cards: dateCards(d.Passed, len(d.Passed))},
	}
}

const passedHeading = wording.HeadingPassed

// DigestMarkdown writes everything that a digest has to tell, as a Markdown file.
func DigestMarkdown(d *index.Digest, f DigestFrame) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# "+wording.Briefing+"\n\n%s\n", longDay(f.Day), digestCounts(d, 0))
	all := detail{places: 50, title: 1000, name: 500, link: 2000}
	for _, s := range wholeDigest(d) {
		if len(s.cards) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n", s.heading)
		for _, c := range s.cards {
			need := 0
			for _, w := range c.words {
				need += costOf(w.runs)
			}
			c.day = "" // a timestamp is Discord's own
			b.WriteString("\n" + strings.ReplaceAll(lighten(body(c, "", all, need)), "\n", "  \n") + "\n")
		}
		if s.more > 0 {
			fmt.Fprintf(&b, "\n"+wording.MoreFoundBy+"\n", s.more, s.found)
		}
	}
	fmt.Fprintf(&b, "\n"+wording.BriefingEnd+"\n", searched(d.Searched))
	return b.String()
}

// lighten takes out the backslashes that Discord needs and a Markdown file does not, so that it can be read as it is. Those stay that keep an address or a list
// from being made.
func lighten(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		written, rest := b.String(), s[i+2:]
		switch s[i+1] {
		case '(', ')':
		case ':':
			if strings.HasPrefix(rest, "/") {
				b.WriteByte('\\')
			}
		case '.':
			line := written[strings.LastIndexByte(written, '\n')+1:]
			if strings.Trim(line, "> 0123456789") == "" || strings.HasSuffix(strings.ToLower(line), "www") {
				b.WriteByte('\\')
			}
		default:
			b.WriteByte('\\')
		}
		i++
		b.WriteByte(s[i])
	}
	return b.String()
}
