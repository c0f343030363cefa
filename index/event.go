package index

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"example.org/briefbot/corpus"
)

// telling is what a clause tells, as far as two clauses are compared by it.
type telling struct {
	words   map[string]bool // content words, stemmed, without those of names, dates and reporting
	names   map[string]bool // words with a capital that are nobody's name here
	marks   map[string]bool // what tells one of its kind from another: numbers, directions
	which   map[string]bool // the same in a row: first, second, last
	parties map[*party]bool // who takes part, by name, description or pronoun
	negated bool
}

// distinguishing words tell one event from another of its kind, though everything else is alike.
func distinguishing(plain string) bool {
	switch plain {
	case "north", "south", "east", "west", "northern", "southern", "eastern", "western", "upper", "lower", "left", "right",
		"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "hundred", "thousand", "million", "billion",
		"man", "woman", "men", "women", "boy", "girl":
		return true
	}
	return strings.IndexFunc(plain, unicode.IsDigit) >= 0
}

// ordinal words tell the events of a row apart.
func ordinal(plain string) bool {
	switch plain {
	case "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "final", "former", "latter", "another", "again":
		return true
	}
	return false
}

// reporting words say that something is told, which any outlet may add.
func reporting(term string) bool {
	switch term {
	case "sai", "said", "say", "told", "tell", "report", "reportedli", "accord", "announc", "ad", "added", "also", "meanwhil":
		return true
	}
	return false
}

func negation(plain string) bool {
	switch plain {
	case "not", "no", "never", "neither", "nor", "without", "none", "nobody", "nothing", "fail", "fails", "failed":
		return true
	}
	return strings.HasSuffix(plain, "nt") && len(plain) > 4 && strings.Contains(" dont didnt doesnt isnt wasnt arent werent hasnt havent hadnt wont wouldnt cannt couldnt shouldnt ", " "+plain+" ")
}

// telling reads what s of d tells.
func (a *question) telling(d *reading, s corpus.Span) *telling {
	t := &telling{words: map[string]bool{}, names: map[string]bool{}, marks: map[string]bool{}, which: map[string]bool{}, parties: map[*party]bool{}}
	var skip []corpus.Span
	for _, x := range d.Timexes {
		if x.Span.Overlaps(s) {
			skip = append(skip, x.Span)
		}
	}
	for i := range d.Entities {
		p := a.dir.of[bearer{d.ID, i}]
		if p == nil || p.Type == corpus.Group || d.Entities[i].Anonymous {
			continue
		}
		for _, m := range d.Entities[i].Mentions {
			if m.Span.Overlaps(s) {
				t.parties[p] = true
				skip = append(skip, m.Span)
			}
		}
	}
	for i, w := range d.wordsIn(a.ix.lang, s) {
		if slices.ContainsFunc(skip, w.Overlaps) {
			continue
		}
		t.note(w, i > 0 && unicode.IsUpper(firstRune(d.Text[w.Start:])))
	}
	return t
}

func (t *telling) note(w word, capital bool) {
	switch {
	case negation(w.plain) || w.plain == "cannot":
		t.negated = true
	case ordinal(w.plain):
		t.which[w.plain] = true
	case distinguishing(w.plain):
		t.marks[w.plain] = true
	case w.stop || reporting(w.term):
	case capital:
		t.names[w.term] = true
	default:
		t.words[w.term] = true
	}
}

// same reports whether t and u tell one event, given that they are on one date: nobody and nothing is in both of them without being in the
// other, and the shorter's words are the longer's too. It would rather show an event twice than make one of two.
func (t *telling) same(u *telling) bool {
	if t.negated != u.negated || !maps.Equal(t.which, u.which) || part(t.parties, u.parties) || part(t.names, u.names) || part(t.marks, u.marks) {
		return false
	}
	short, long := t.words, u.words
	if len(short) > len(long) {
		short, long = long, short
	}
	shared := 0
	for w := range short {
		if long[w] {
			shared++
		}
	}
	strays := len(short) - shared
	if strays > 0 && (len(short) < 6 || strays > 1) {
		return false
	}
	switch common := common(t.parties, u.parties); {
	case common >= 2 && maps.Equal(t.parties, u.parties):
		return shared >= 1
	case common >= 1:
		return shared >= 2
	}
	return shared >= 3
}

// part reports whether each of a and b holds something that the other does not.
func part[K comparable](a, b map[K]bool) bool {
	n := common(a, b)
	return n < len(a) && n < len(b)
}

func common[K comparable](a, b map[K]bool) int {
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}
