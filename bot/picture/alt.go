package picture

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/index/wording"
)

// altRoom is how many characters Discord takes for an attachment's description.
const altRoom = 1024

// Alt describes a timeline of these entries, of total in all, for those who do not see it: at most 1024 characters.
func Alt(entries []Entry, total int) string {
	head := fmt.Sprintf(wording.AltTimeline, wording.Entries.Of(len(entries)))
	if total > len(entries) {
		head = fmt.Sprintf(wording.AltTimelinePart, len(entries), total)
	}
	var lines []line
	for _, e := range entries {
		lines = append(lines, line{head: number(e.Number) + e.Label, text: e.Text})
	}
	return alt(head, lines)
}

// AltMatrix describes a table of positions in the same way.
func AltMatrix(p *render.Positions) string {
	head := fmt.Sprintf(wording.AltPositions, wording.Actors.Of(len(p.Actors)), wording.Issues.Of(len(p.Issues)))
	var lines []line
	for _, i := range p.Issues {
		var who []string
		for n, c := range i.Cells {
			for _, x := range c {
				who = append(who, fmt.Sprintf("%s %s (%d)", tidy(p.Actors[n]), render.KindMeaning(x.Kind), x.Number))
			}
		}
		lines = append(lines, line{text: i.Label, tail: strings.Join(who, "; ")})
	}
	return alt(head, lines)
}

// line is one fact of a description: text is shortened where there is no room for all.
type line struct{ head, text, tail string }

func (l line) String() string {
	var parts []string
	for _, p := range []string{l.head, l.text, l.tail} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return " " + strings.Join(parts, ": ") + "."
}

// alt puts lines after head, with as much of each text as all have room for, and says so where some have none.
func alt(head string, lines []line) string {
	const tail = wording.AltEnd
	for room := 200; room >= 0; room -= 10 {
		var b strings.Builder
		b.WriteString(head)
		for _, l := range lines {
			l.text = cutText(tidy(l.text), room)
			b.WriteString(l.String())
		}
		b.WriteString(tail)
		if utf8.RuneCountInString(b.String()) <= altRoom {
			return b.String()
		}
	}
	out, left := head, altRoom-utf8.RuneCountInString(head+tail)-40
	for i, l := range lines {
		l.text = ""
		if left -= utf8.RuneCountInString(l.String()); left < 0 {
			out += " " + fmt.Sprintf(wording.PictureMore, len(lines)-i)
			break
		}
		out += l.String()
	}
	return out + tail
}

// cutText returns the beginning of s in at most room characters, cut at the end of a word and marked.
func cutText(s string, room int) string {
	if utf8.RuneCountInString(s) <= room {
		return strings.TrimRight(s, ".")
	}
	room -= utf8.RuneCountInString(cutMark)
	end, word := 0, 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		from, to := g.Positions()
		if room -= len(g.Runes()); room < 0 {
			break
		}
		if g.Str() == " " {
			word = from
		}
		end = to
	}
	switch {
	case word > 0:
		return s[:word] + cutMark
	case end > 0:
		return s[:end] + cutMark
	}
	return ""
}

func number(n int) string {
	if n < 1 {
		return ""
	}
	return fmt.Sprintf("%d, ", n)
}
