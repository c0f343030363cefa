package render

import (
	"fmt"
	"strings"
	"time"

	"example.org/briefbot/index/wording"
)

// detail says how much is told beside a card's words, in units of a name or title; from much to little.
type detail struct {
	places int // citations shown
	title  int
	name   int
	link   int // longest link shown
}

var details = []detail{
	{places: 6, title: 300, name: 200, link: 1500},
	{places: 3, title: 150, name: 150, link: 700},
	{places: 1, title: 100, name: 100, link: 500},
	{places: 1, title: 70, name: 60, link: 300},
	{places: 1, title: 40, name: 30, link: 0},
}

// body writes a card: heading, words, where they stand. Its words get at most room units.
func body(c card, label string, d detail, room int) string {
	where := cited(c.places, d)
	head, also := heading(c, d), ""
	if c.lead && len(where) > 0 {
		head, also, where = where[0], head, where[1:]
	}
	lines := nonEmpty(label + head)
	needs := make([]int, len(c.words))
	for i, w := range c.words {
		needs[i] = costOf(w.runs)
	}
	for i, given := range share(needs, room) {
		lines = append(lines, block(c.words[i], given))
	}
	return strings.Join(append(append(lines, nonEmpty(also)...), where...), "\n")
}

// heading is the first line: who or when in bold, then what else is known.
func heading(c card, d detail) string {
	var parts []string
	if c.title != "" {
		before, after, _ := strings.Cut(c.title, c.day)
		title := "**" + escape(before) + timestamp(c.day) + short(after, 2*d.name) + "**"
		if c.group != "" {
			title = "__" + title + "__"
		}
		parts = append(parts, title)
	}
	for i, m := range c.meta {
		if i == 0 && c.title == "" && !c.lead {
			parts = append(parts, "**"+short(m, d.name)+"**")
			continue
		}
		parts = append(parts, short(m, d.name))
	}
	return strings.Join(parts, " · ")
}

// timestamp writes a day the way that each reader's Discord shows it in his own language. Discord counts in the reader's zone: at ten in the
// morning, Greenwich time, it is the same day from Hawaii to New Zealand.
func timestamp(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("<t:%d:D>", t.Add(10*time.Hour).Unix())
}

// block writes words as a quotation, or behind their label.
func block(w words, room int) string {
	kept, _ := cut(w.runs, room)
	var b strings.Builder
	for _, r := range kept {
		if r.strong {
			b.WriteString("**" + escape(r.text) + "**")
			continue
		}
		b.WriteString(escape(r.text))
	}
	text := b.String()
	if w.marks {
		text = "“" + text + "”"
	}
	if w.label != "" {
		return "**" + w.label + ":** " + text
	}
	return "> " + strings.ReplaceAll(text, "\n", "\n> ")
}

// cited lists the places, further ones of the same document on one line.
func cited(places []place, d detail) []string {
	var lines []string
	var also []string
	flush := func() {
		if len(also) > 0 {
			lines = append(lines, fmt.Sprintf(wording.AlsoAt, strings.Join(also, ", ")))
			also = nil
		}
	}
	left := 0
	for i, p := range places {
		if i >= d.places && p.as != earlier {
			left++
			continue
		}
		link := p.link
		if len(encode(link)) > d.link {
			link = ""
		}
		if p.near != "" {
			also = append(also, masked(p.near, link))
			continue
		}
		flush()
		line := masked(source(p, d), link)
		if p.bullet {
			line = "• " + line
		}
		if i > 0 {
			line = p.named(line)
		}
		lines = append(lines, line)
	}
	if left > 0 {
		also = append(also, fmt.Sprintf(wording.MorePlaces, left))
	}
	flush()
	return lines
}

// source is the citation: the title may be shortened, what stands behind it is kept.
func source(p place, d detail) string {
	title := ""
	if p.title != "" {
		title = short(p.title, d.title)
	}
	return strings.Join(nonEmpty(title, strings.Join(nonEmpty(short(p.by, d.name), escape(p.tail)), ", ")), " — ")
}
