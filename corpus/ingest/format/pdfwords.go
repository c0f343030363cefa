package format

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// writing is how a file writes: what its lines say of words that a line's end cuts.
type writing struct {
	words  map[string]bool // lower case, but for those that a line's end may have cut
	spaced bool            // its dashes stand between spaces
	cuts   bool            // its typesetter divides words
}

func written(lines []line) writing {
	w := writing{words: map[string]bool{}}
	loose, tight := 0, 0
	for i, l := range lines {
		fields := strings.Fields(l.text)
		for j, word := range fields {
			cut := j == len(fields)-1 && strings.HasSuffix(word, "-") || j == 0 && i > 0 && strings.HasSuffix(lines[i-1].text, "-")
			if word = strings.ToLower(strings.TrimFunc(word, notLetter)); word != "" && !cut {
				w.words[word] = true
			}
		}
		loose += strings.Count(" "+l.text+" ", " \u2014 ")
		tight += strings.Count(l.text, "\u2014")
	}
	w.spaced = loose*2 > tight
	w.cuts = w.cutting(lines)
	return w
}

// cutting reports whether some line's end cuts what can only be a word: neither of its parts is one elsewhere.
func (w writing) cutting(lines []line) bool {
	cuts, ends := 0, 0
	for i := range lines[:max(0, len(lines)-1)] {
		head, tail, ok := ending(lines[i].text, lines[i+1].text)
		if !ok {
			continue
		}
		ends++
		if w.words[head+tail] || !w.words[head] && !w.words[tail] && !compounding[head] {
			cuts++
		}
	}
	return cuts*3 > ends
}

// ending returns the parts of a word, lower case, on both sides of the hyphen at the end of before.
func ending(before, next string) (head, tail string, ok bool) {
	if !strings.HasSuffix(before, "-") {
		return "", "", false
	}
	head = before[strings.LastIndexByte(before, ' ')+1 : len(before)-1]
	tail, _, _ = strings.Cut(next, " ")
	head, tail = strings.TrimLeftFunc(head, notLetter), strings.TrimRightFunc(tail, notLetter)
	first, _ := utf8.DecodeRuneInString(tail)
	if head == "" || !unicode.IsLower(first) || strings.ContainsFunc(head, notLetter) {
		return "", "", false
	}
	return strings.ToLower(head), strings.ToLower(tail), true
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// glue joins a line to what stands before it. A hyphen that the typesetter put at the line's end goes; one that belongs to the word stays. Where both
// are written alike, the other words of the file decide. Dashes stand as they do in the lines.
func (w writing) glue(before, next string) string {
	switch {
	case before == "":
		return next
	case strings.HasSuffix(before, "\u2010"), strings.HasSuffix(before, "\u00ad"):
		_, size := utf8.DecodeLastRuneInString(before)
		return before[:len(before)-size] + next
	case !w.spaced && (strings.HasSuffix(before, "\u2014") && !strings.HasSuffix(before, " \u2014") || strings.HasPrefix(next, "\u2014")):
		return before + next
	case strings.HasSuffix(before, "-") && !strings.HasSuffix(before, " -"):
		if w.divided(before, next) {
			return strings.TrimSuffix(before, "-") + next
		}
		return before + next
	}
	return before + " " + next
}

// compounding are words that are written with a hyphen before another word.
var compounding = tokens(`long short high low well self non anti co ex semi cross mid half full part multi pro pre post re near far off on so hard old new one two three
	four five six seven eight nine ten first second third day week month year all much most ill vice de eye face man state so-called counter quasi pan inter intra
	ultra micro macro mini neo over under up down in out by to per free open top big small best better large late early middle north south east west`)

// attached are words that follow a name and a hyphen, as in "Oslo-based".
var attached = tokens(`based born led backed run owned made style style funded controlled held occupied trained educated speaking friendly wide sponsored bound brokered mediated
	area era themed aligned allied sized like linked`)

// beginnings are compounding words with which undivided words begin as well, as "ex" does in "expected".
var beginnings = tokens(`in on up down out over under to by per pro pre post re ex co de vice non so all high low man even en sub inter intra super trans counter anti ultra full
	part state week face open far near off big top ten mid micro macro mini neo`)

// openers are words that begin others, as "with" does in "without", but hardly compounds.
var openers = tokens(`with no any some every never there here where when what who how for more mean other further`)

// divided reports whether the hyphen at the end of before was put there to divide a word.
func (w writing) divided(before, next string) bool {
	head, tail, ok := ending(before, next)
	switch {
	case !ok:
		return false
	case w.words[head+tail]:
		return true
	case w.words[head+"-"+tail]:
		return false
	case w.cuts && openers[head]:
		return true
	case capital(before[strings.LastIndexByte(before, ' ')+1:]):
		return w.cuts && !w.words[head] && !attached[tail]
	case w.cuts && !w.words[tail] && (beginnings[head] || !compounding[head]):
		return true
	}
	return !w.words[head] && !compounding[head]
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, notLetter))
	return unicode.IsUpper(r)
}
