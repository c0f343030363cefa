package demand

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"example.org/briefbot/corpus"
)

//go:embed lexicon.txt
var lexiconData string

// entry is one cue of the lexicon with its frames; lexicon.txt explains the notation.
type entry struct {
	kind     corpus.DemandKind
	part     byte     // 'v', 'n' or 'a'
	strength int      // 1 to 3
	cue      []string // the lemma, then the words that follow it
	frames   map[string]bool
	class    string // of the object's head; empty: any
	not      bool   // the object's head is not of class
}

// lexicon holds the entries by part and lemma.
var lexicon = loadLexicon(lexiconData)

func key(part byte, lemma string) string { return string(part) + lemma }

func loadLexicon(data string) map[string][]entry {
	out := map[string][]entry{}
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := parseEntry(line)
		if err != nil {
			panic(fmt.Sprintf("lexicon.txt: %v", err))
		}
		k := key(e.part, e.cue[0])
		out[k] = append(out[k], e)
	}
	return out
}

func parseEntry(line string) (entry, error) {
	left, right, ok := strings.Cut(line, "|")
	f := strings.Fields(left)
	if !ok || len(f) < 4 || len(f[1]) != 1 {
		return entry{}, fmt.Errorf("%q: want kind part strength cue | frames", line)
	}
	n, err := strconv.Atoi(f[2])
	if err != nil {
		return entry{}, fmt.Errorf("%q: strength: %w", line, err)
	}
	e := entry{kind: corpus.DemandKind(f[0]), part: f[1][0], strength: n, cue: f[3:], frames: map[string]bool{}}
	for fr := range strings.FieldsSeq(right) {
		switch {
		case strings.HasPrefix(fr, "o="):
			e.class = fr[2:]
		case strings.HasPrefix(fr, "o-"):
			e.class, e.not = fr[2:], true
		default:
			e.frames[fr] = true
		}
	}
	return e, nil
}

// match is an entry found in a sentence.
type match struct {
	*entry
	head  int   // the word of the lemma
	end   int   // after the last word of the cue
	split chunk // the object between verb and particle: "turned the offer down"
	inner chunk // a noun phrase inside the cue that is not part of it: "gave Norland a deadline"
}

// matches returns the entries whose words stand at word i, longer ones first.
func (s *sentence) matches(i int) []match {
	var out []match
	w := s.words[i]
	look := func(part byte, lemma string) {
		list := lexicon[key(part, lemma)]
		for k := range list {
			if m, ok := s.follow(&list[k], i); ok {
				out = append(out, m)
			}
		}
	}
	switch w.tag {
	case verb, have, be:
		look('v', w.lemma)
		if s.predicative(i) {
			look('a', w.low)
		}
	case noun, name:
		if s.predicative(i) {
			look('a', w.low)
		}
		look('n', w.low)
		if one := singular(w.low); one != w.low {
			look('n', one)
		}
	}
	for a := 1; a < len(out); a++ {
		for b := a; b > 0 && out[b].rank() > out[b-1].rank(); b-- {
			out[b], out[b-1] = out[b-1], out[b]
		}
	}
	return out
}

// rank puts longer cues first, and those limited to a class of objects.
func (m match) rank() int {
	r := 4 * len(m.cue)
	if m.class != "" && !m.not {
		r += 2
	}
	return r
}

// particles are the words of phrasal verbs that may stand behind the object.
var particles = set(`down out off over aside up back away in free`)

// predicative reports whether the adjective at i follows a copula: "is willing", "remain open".
func (s *sentence) predicative(i int) bool {
	l := s.left(i)
	if l < 0 {
		return false
	}
	switch s.words[l].tag {
	case be:
		return true
	case verb:
		return copulas[s.words[l].lemma]
	case conjunction, comma:
		return s.tagAt(i+1) == infinitive || s.tagAt(i+1) == preposition
	}
	return false
}

var copulas = set(`seem appear remain become stand feel look sound stay get prove`)

// follow checks the words of e after its lemma.
func (s *sentence) follow(e *entry, i int) (match, bool) {
	m := match{entry: e, head: i, end: i + 1}
	j := i + 1
	if len(e.cue) > 1 && s.tagAt(j) == number && strings.ContainsAny(s.low(j), "-–") {
		j++ // "voted 7-2 against"
	}
	if len(e.cue) > 1 && s.tagAt(j) == number && s.low(j+1) == "to" && s.tagAt(j+2) == number {
		j += 3 // "voted 230 to 190 against"
	}
	if len(e.cue) == 2 && particles[e.cue[1]] && e.frames["np"] {
		if c, ok := s.at(j); ok && s.low(c.end) == e.cue[1] && s.words[i].tag == verb && c.end-c.start <= 5 {
			m.end, m.split = c.end+1, c
			return m, true
		}
	}
	for _, want := range e.cue[1:] {
		far, loose := strings.CutPrefix(want, "~")
		reach := 1
		if loose {
			reach = 9
		}
		found := -1
		for k := j; k < len(s.words) && k < j+reach; k++ {
			if s.words[k].low == far || s.words[k].low == want || loose && singular(s.words[k].low) == far {
				found = k
				break
			}
			if loose && s.chunk[k] < 0 && s.words[k].tag != determiner && s.words[k].tag != quoteMark && s.words[k].tag != genitive && s.words[k].tag != adverb {
				break
			}
		}
		if found < 0 {
			return m, false
		}
		if c, ok := s.at(j); ok && loose && c.end <= found && s.chunk[found] != s.chunk[j] {
			m.inner = c
		} else if ok && loose && found > j+1 && found == c.head() && s.tagAt(j) == determiner && s.words[found-1].tag == noun && given[s.low(found)] {
			m.inner = chunk{j, found} // "refused the ship permission"
		} else if ok && loose && s.tagAt(j) == name && s.tagAt(j+1) == number && found > j {
			m.inner = chunk{j, j + 1} // "gave Norland 48 hours"
		}
		j = found + 1
	}
	m.end = j
	return m, true
}
