package model

import (
	"slices"
	"sort"
)

// Lexicon tells how often a word stands in cues and in sources, in four and three buckets. It is learned; words are
// kept as fingerprints.
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

// Has reports whether the lexicon holds a word, in lower case.
func (l *Lexicon) Has(word string) bool {
	_, ok := slices.BinarySearch(l.words, fingerprint(word))
	return ok
}

// Len is the number of words.
func (l *Lexicon) Len() int { return len(l.words) }

func (l *Lexicon) lookup(word uint32) (cue, source uint8) {
	i := sort.Search(len(l.words), func(k int) bool { return l.words[k] >= word })
	if i == len(l.words) || l.words[i] != word {
		return 0, 0
	}
	return l.buckets[i] & 15, l.buckets[i] >> 4
}

// Count says how often a word stands outside quotations, and how often, and in how many documents, it is part of a cue and of a source.
type Count struct {
	All, Cue, Source      int
	CueTexts, SourceTexts int
}

// Counts counts words.
type Counts map[string]*Count

// Add counts the tokens of v, a document, which are labelled with labels.
func (c Counts) Add(v *View, labels []Label) {
	inCue, inSource := map[string]bool{}, map[string]bool{}
	for i, l := range labels {
		if v.Quoted[i] || !v.IsWord(i) {
			continue
		}
		w := v.Low[i]
		n := c[w]
		if n == nil {
			n = new(Count)
			c[w] = n
		}
		n.All++
		switch r, _, _ := role(l); {
		case r == Cue:
			n.Cue++
			if !inCue[w] {
				inCue[w] = true
				n.CueTexts++
			}
		case r == Source && !v.Capital(i): // names are not learned
			n.Source++
			if !inSource[w] {
				inSource[w] = true
				n.SourceTexts++
			}
		}
	}
}

// leastTexts is how many documents must hold what a model keeps of a text.
const leastTexts = 3

// Lexicon makes the lexicon of the words that three documents or more have in one role, less the counts in without.
func (c Counts) Lexicon(without Counts) *Lexicon {
	buckets := map[uint32]uint8{}
	for w, n := range c {
		m := *n
		if o := without[w]; o != nil {
			m.All, m.Cue, m.Source = m.All-o.All, m.Cue-o.Cue, m.Source-o.Source
			m.CueTexts, m.SourceTexts = m.CueTexts-o.CueTexts, m.SourceTexts-o.SourceTexts
		}
		b := uint8(0)
		if m.CueTexts >= leastTexts {
			b = bucket(m.Cue, m.All, .1, .3, .6)
		}
		if m.SourceTexts >= leastTexts {
			b |= bucket(m.Source, m.All, .05, .15, .35) << 4
		}
		if b != 0 {
			buckets[fingerprint(w)] = b
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
