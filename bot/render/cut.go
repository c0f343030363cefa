package render

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// cutMark stands where words were left out for want of room.
const cutMark = " […]"

// cost is how many units s takes at most in a block quote, escaped.
func cost(s string) int {
	n := 0
	for _, r := range clean(s) {
		switch {
		case r == '\n':
			n += len("\n> ")
		case r > 0xffff:
			n += 2
		case r < 0x80 && !alphanumeric(r) && r != ' ':
			n += 2
		default:
			n++
		}
	}
	return n
}

func costOf(rs []run) int {
	n := 0
	for _, r := range rs {
		n += cost(r.text)
		if r.strong {
			n += len("****")
		}
	}
	return n
}

// cut returns the beginning of rs that fits into room units, and whether something is left out. It ends with a sentence where that
// keeps at least half of what fits, else with a word, never within a character. Words that matched lose their emphasis.
func cut(rs []run, room int) ([]run, bool) {
	if costOf(rs) <= room {
		return rs, false
	}
	var kept []run
	for _, r := range joined(rs) {
		if c := cost(r.text); c+len(cutMark) <= room {
			kept, room = append(kept, r), room-c
			continue
		}
		if r.text != corpus.Elision {
			if head := beginning(r.text, room-len(cutMark), len(kept) == 0); head != "" {
				kept = append(kept, run{text: head})
			}
		}
		break
	}
	if n := len(kept); n > 0 && kept[n-1].text == corpus.Elision {
		kept = kept[:n-1]
	}
	return append(kept, run{text: cutMark}), true
}

// joined puts the runs between elisions together.
func joined(rs []run) []run {
	var out []run
	for _, r := range rs {
		if n := len(out); n > 0 && r.text != corpus.Elision && out[n-1].text != corpus.Elision {
			out[n-1].text += r.text
			continue
		}
		out = append(out, run{text: r.text})
	}
	return out
}

// beginning returns the longest good beginning of s that costs at most room. A few letters of a word are none, unless there must be some.
func beginning(s string, room int, some bool) string {
	end := 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if room -= cost(g.Str()); room < 0 {
			break
		}
		_, end = g.Positions()
	}
	head := s[:end]
	if end == len(s) {
		return head
	}
	sentence := 0
	for _, x := range segment.Split(s[:lookAhead(s, end)]).Sentences {
		if x.End <= end {
			sentence = x.End
		}
	}
	if sentence > end/2 {
		return s[:sentence]
	}
	if word := strings.LastIndexFunc(head, unicode.IsSpace); word > end/2 {
		return strings.TrimRightFunc(head[:word], unicode.IsSpace)
	}
	if len(head) < 20 && !some {
		return ""
	}
	return head
}

// lookAhead is a place behind end where a text may be cut off without moving the ends of the sentences before end.
func lookAhead(s string, end int) int {
	end = min(end+200, len(s))
	for end < len(s) && !utf8.RuneStart(s[end]) {
		end++
	}
	return end
}

// short returns a name or title in at most room units, escaped, cut within it and marked with … when it is longer.
func short(s string, room int) string {
	s = strings.ReplaceAll(clean(s), "\n", " ")
	if units(escape(isolate(s))) <= room {
		return escape(isolate(s))
	}
	head, left := 0, room-len("…")-len("\\")
	if strings.Contains(s, openIsolate) {
		left -= mostOpen
	}
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if left -= cost(g.Str()); left < 0 {
			break
		}
		_, head = g.Positions()
	}
	return escape(isolate(closed(s[:head]))) + "…"
}

// mostOpen is how many isolates a cut may leave open: a name's, and that of the line around it.
const mostOpen = 2

// closed ends the isolates that a cut has left open, so that what follows s stands outside.
func closed(s string) string {
	return s + strings.Repeat(closeIsolate, min(mostOpen, max(0, strings.Count(s, openIsolate)-strings.Count(s, closeIsolate))))
}

// share divides room among needs: nobody gets more than he needs, and what the modest leave goes to the others.
func share(needs []int, room int) []int {
	order := make([]int, len(needs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(needs[a], needs[b]) })
	given := make([]int, len(needs))
	for k, i := range order {
		given[i] = min(needs[i], max(room, 0)/(len(order)-k))
		room -= given[i]
	}
	return given
}
