package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus/segment"
)

// datelineWords is how long a dateline can be, in tokens: "HALVERTON, Nordland, March 12, 2026 (Wire) —".
const datelineWords = 16

// pressLine reports whether the date stands in what a paper puts around its text and not in what it tells: the dateline before the first
// sentence ("HALVERTON, March 12 —"), a byline ("By Mara Holm | The Courier | 4 November"), "Published 4 November", "Updated: 4 November".
func (e *entrist) pressLine(d dated) bool {
	first, end := e.text.TokensIn(e.text.Paragraphs[e.text.Tokens[d.first].Paragraph])
	return d.first < afterDateline(e.text, first) || e.byline(d, first, end)
}

// afterDateline returns the token after the dateline that begins at token first: a place in capitals or, in the first paragraphs, a date
// behind it, and a dash. Where none begins there, it is first.
func afterDateline(t *segment.Text, first int) int {
	if first >= len(t.Tokens) || first > 0 && t.Tokens[first-1].Paragraph == t.Tokens[first].Paragraph {
		return first
	}
	capitals, month, agency := allCapitals(t.Word(first)), false, false
	dated := words[t.Lower(first)].class&(cMonth|cWeekday) != 0 // "Nov 3 (Wire) -", but not "3 November – the pier is sold"
	if !capitals && t.Tokens[first].Paragraph > 3 {
		return first
	}
	for i := first; i < min(len(t.Tokens), first+datelineWords) && t.Tokens[i].Paragraph == t.Tokens[first].Paragraph; i++ {
		w := t.Word(i)
		agency = agency || w == "("
		month = month || words[t.Lower(i)].class&(cMonth|cWeekday) != 0
		switch r := firstRune(w); {
		case i == first && !unicode.IsUpper(r):
			return first
		case dashes[w] && i > first:
			if capitals || month && (agency || !dated) {
				return i + 1
			}
			return first
		case w == ":" && month && i > first+2 && !relPrepositions[t.Lower(first)] && unicode.IsDigit(firstRune(t.Word(i-1))):
			return i + 1 // "Manila, 8 March 2026: …"
		case unicode.IsUpper(r) || unicode.IsDigit(r) || w == "of" || w == "de" || w == "al":
		case w != "," && w != "." && w != "(" && w != ")" && w != "/":
			return first
		}
	}
	return first
}

var dashes = map[string]bool{"—": true, "–": true, "-": true, "--": true, "―": true}

// byline reports whether the paragraph, of tokens [first,end), is one line about the article: it begins with "By" and a name or has bars, or says when it was
// published, and no verb but that stands in it.
func (e *entrist) byline(d dated, first, end int) bool {
	if end-first > 2*datelineWords {
		return false
	}
	barred, published := false, false
	for i := first; i < end; i++ {
		w := e.text.Lower(i)
		switch {
		case w == "|" || w == "•" || w == "·":
			barred = true
		case i < first+3 && pressVerbs[w]:
			published = true
		case i > d.first && !pressVerbs[w] && (pastVerb(e.text, i, w) || auxiliaries[w] != noTense):
			return false
		}
	}
	named := e.text.Lower(first) == "by" && end-first > 2 && unicode.IsUpper(firstRune(e.text.Word(first+1))) && !strings.HasSuffix(e.text.Raw[:e.text.Paragraphs[e.text.Tokens[first].Paragraph].End], ".")
	return barred || published && !endsSentence(e.text.Word(end-1)) || named && d.first > first+2
}

// pressVerbs say what was done to an article on the day.
var pressVerbs = wordSet("published updated posted modified")

func endsSentence(w string) bool { return w == "." || w == "!" || w == "?" }

func firstRune(w string) rune {
	r, _ := utf8.DecodeRuneInString(w)
	return r
}

// allCapitals reports whether w has two capitals or more and no small letter.
func allCapitals(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}
