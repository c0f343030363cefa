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

func (l *Lexicon) lookup(word uint32) (cue, source uint8) {
	i := sort.Search(len(l.words), func(k int) bool { return l.words[k] >= word })
	if i == len(l.words) || l.words[i] != word {
		return 0, 0
	}
	return l.buckets[i] & 15, l.buckets[i] >> 4
}

// Counts says how often words stand in cues and in sources, outside quotations.
type Counts map[string]*[3]int

// Add counts the tokens of v, which are labelled with labels.
func (c Counts) Add(v *View, labels []Label) {
	for i, l := range labels {
		if v.Quoted[i] || !v.IsWord(i) {
			continue
		}
		n := c[v.Low[i]]
		if n == nil {
			n = new([3]int)
			c[v.Low[i]] = n
		}
		n[0]++
		switch r, _, _ := role(l); r {
		case Cue:
			n[1]++
		case Source:
			if !v.Capital(i) {
				n[2]++ // names are not learned
			}
		}
	}
}

// Lexicon makes the lexicon of the words seen three times or more in one role, less the counts in without.
func (c Counts) Lexicon(without Counts) *Lexicon {
	buckets := map[uint32]uint8{}
	for w, n := range c {
		m := *n
		if o := without[w]; o != nil {
			m[0], m[1], m[2] = m[0]-o[0], m[1]-o[1], m[2]-o[2]
		}
		if b := bucket(m[1], m[0], .1, .3, .6) | bucket(m[2], m[0], .05, .15, .35)<<4; b != 0 {
			buckets[fingerprint(w)] = b
		}
	}
	return NewLexicon(buckets)
}

// bucket returns 1 to 4 by the share of part in all, 0 for words too rare to tell.
func bucket(part, all int, limits ...float64) uint8 {
	share := float64(part) / float64(max(all, 1))
	if part < 3 || share < .02 {
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
