package model

import (
	"slices"
	"strings"
)

// Lexicon tells how often a word stands in cues and in sources, in four buckets each, and how often a stem does, for words that are too
// rare themselves. It is learned; words are kept as fingerprints.
type Lexicon struct {
	words   []uint32 // sorted
	buckets []uint8  // cue in the low four bits, source in the high ones
}

// NewLexicon makes a lexicon of buckets by word fingerprint.
func NewLexicon(buckets map[uint32]uint8) *Lexicon {
	l := &Lexicon{}
	for w := range buckets {
		l.words = append(l.words, w)
	}
	slices.Sort(l.words)
	for _, w := range l.words {
		l.buckets = append(l.buckets, buckets[w])
	}
	return l
}

// stemKey is the fingerprint under which a stem is kept.
func stemKey(stem uint32) uint32 { return stem ^ 0x51ED2701 }

// Has reports whether the lexicon holds a word, in lower case.
func (l *Lexicon) Has(word string) bool {
	_, ok := slices.BinarySearch(l.words, fingerprint(word))
	return ok
}

// HasStem reports whether the lexicon holds a stem.
func (l *Lexicon) HasStem(stem string) bool {
	_, ok := slices.BinarySearch(l.words, stemKey(fingerprint(stem)))
	return ok
}

// Len is the number of words and stems.
func (l *Lexicon) Len() int { return len(l.words) }

func (l *Lexicon) lookup(word uint32) (cue, source uint8, ok bool) {
	i, ok := slices.BinarySearch(l.words, word)
	if !ok {
		return 0, 0, false
	}
	return l.buckets[i] & 15, l.buckets[i] >> 4, true
}

// Count says how often a word stands outside quotations, and how often it is part of a cue and of a source; and in how many documents each.
type Count struct {
	All, Cue, Source             int
	Texts, CueTexts, SourceTexts int
}

func (c *Count) plus(d *Count, sign int) {
	c.All, c.Cue, c.Source = c.All+sign*d.All, c.Cue+sign*d.Cue, c.Source+sign*d.Source
	c.Texts, c.CueTexts, c.SourceTexts = c.Texts+sign*d.Texts, c.CueTexts+sign*d.CueTexts, c.SourceTexts+sign*d.SourceTexts
}

// Counts counts words, and stems behind a tilde.
type Counts map[string]*Count

// Add counts the tokens of v, a document, which are labelled with labels.
func (c Counts) Add(v *View, labels []Label) {
	here := Counts{}
	for i, l := range labels {
		if v.Quoted[i] || !v.IsWord(i) {
			continue
		}
		r, _, _ := role(l)
		for _, w := range []string{v.Low[i], "~" + Stem(v.Low[i])} {
			n := here.of(w)
			n.All++
			switch {
			case r == Cue:
				n.Cue++
			case r == Source && !v.Capital(i): // names are not learned
				n.Source++
			}
		}
	}
	for w, n := range here {
		n.Texts, n.CueTexts, n.SourceTexts = 1, min(n.Cue, 1), min(n.Source, 1)
		c.of(w).plus(n, 1)
	}
}

func (c Counts) of(w string) *Count {
	if c[w] == nil {
		c[w] = &Count{}
	}
	return c[w]
}

const (
	leastTexts = 3 // how many documents must hold what a model keeps of a text
	frequent   = 8 // times that a word is seen for its own counts to hold, and not its stem's
)

// Lexicon makes the lexicon of the words that three documents or more have in one role, less the counts in without. Frequent words
// that have none of the roles are kept, too, if others of their stem have, or their meaning would make them cues.
func (c Counts) Lexicon(without Counts) *Lexicon {
	buckets := map[uint32]uint8{}
	var idle []string
	for w, n := range c {
		m := *n
		if o := without[w]; o != nil {
			m.plus(o, -1)
		}
		b := uint8(0)
		if m.CueTexts >= leastTexts {
			b = bucket(m.Cue, m.All, .1, .3, .6)
		}
		if m.SourceTexts >= leastTexts {
			b |= bucket(m.Source, m.All, .05, .15, .35) << 4
		}
		switch rest, isStem := strings.CutPrefix(w, "~"); {
		case b > 0 && isStem:
			buckets[stemKey(fingerprint(rest))] = b
		case b > 0:
			buckets[fingerprint(w)] = b
		case !isStem && m.All >= frequent && m.Texts >= leastTexts:
			idle = append(idle, w)
		}
	}
	for _, w := range idle {
		if s := fingerprint(Stem(w)); buckets[stemKey(s)] > 0 || wordClasses[s] == sayClass {
			buckets[fingerprint(w)] = 0
		}
	}
	return NewLexicon(buckets)
}

// bucket returns 1 to 4 by the share of part in all, 0 for a share too small to tell.
func bucket(part, all int, limits ...float64) uint8 {
	share := float64(part) / float64(max(all, 1))
	if share < .02 {
		return 0
	}
	b := uint8(1)
	for _, x := range limits {
		if share >= x {
			b++
		}
	}
	return b
}
