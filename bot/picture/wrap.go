package picture

import (
	"strings"

	"github.com/rivo/uniseg"
)

// cutMark stands where words are left out for want of room.
const cutMark = " […]"

// wrap breaks s into at most most lines that are width pixels wide, the first one first. What does not fit is cut at the end of
// a word and marked. A word that is wider than a line is broken within.
func (p *pen) wrap(s string, st style, first, width, most int) []string {
	var lines []string
	line, used, room := "", 0, first
	for state := -1; s != ""; {
		var piece string
		piece, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		w := p.width(strings.TrimRight(piece, " "), st)
		for used+w > room && (line != "" || room < width) {
			if len(lines)+1 == most {
				if line == "" {
					line, _ = p.fill(piece, st, room)
				}
				return append(lines, p.shorten(line, st, room))
			}
			lines = append(lines, strings.TrimRight(line, " "))
			line, used, room = "", 0, width
		}
		for w > room {
			head, tail := p.fill(piece, st, room)
			if len(lines)+1 == most {
				return append(lines, p.shorten(head, st, room))
			}
			lines, piece = append(lines, head), tail
			w = p.width(strings.TrimRight(piece, " "), st)
		}
		line += piece
		used = p.width(line, st)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// fill cuts s where room is full, at least one character as readers see it.
func (p *pen) fill(s string, st style, room int) (head, tail string) {
	end := 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		_, to := g.Positions()
		if end > 0 && p.width(s[:to], st) > room {
			break
		}
		end = to
	}
	return s[:end], s[end:]
}

// shorten makes line, from which something is left out after its end, fit with the mark of a cut.
func (p *pen) shorten(line string, st style, room int) string {
	line = strings.TrimRight(line, " ")
	mark := cutMark
	if line == "" {
		mark = cutMark[1:]
	}
	for line != "" && p.width(line+mark, st) > room {
		at := strings.LastIndexByte(line, ' ')
		if at < 0 {
			line, _ = p.fill(line, st, room-p.width(mark, st))
			break
		}
		line = strings.TrimRight(line[:at], " ")
	}
	return line + mark
}
