package entity

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus"
)

// findNames collects the names of the running text first, then those of headlines, where only what the
// text knows counts.
func (f *finder) findNames() {
	for i := 0; i < len(f.t.Tokens); {
		if f.titled[f.t.Tokens[i].Sentence] || !f.nameable(i) {
			i++
			continue
		}
		end := f.runEnd(i)
		f.addRun(i, end)
		i = end
	}
	f.findInHeadlines()
	slices.SortFunc(f.names, func(a, b *name) int { return a.first - b.first })
}

// runEnd returns the token after the run of capitalised words that begins at i.
func (f *finder) runEnd(i int) int {
	j := i + 1
	for j < len(f.t.Tokens) && f.t.Tokens[j].Sentence == f.t.Tokens[i].Sentence {
		w := f.t.Word(j)
		if f.t.Tokens[j].Start > f.t.Tokens[j-1].End+1 {
			break
		}
		if capitalised(w) && !calendar[bare(w)] && w != "I" && !f.negated(j) && !smallTail(w) {
			j++
			continue
		}
		k := f.connector(i, j)
		if k == j {
			break
		}
		j = k
	}
	return j
}

// connector returns the token after the small words at j that tie a capitalised word to the run before
// them, or j.
func (f *finder) connector(i, j int) int {
	follows := func(k int) bool {
		return k < len(f.t.Tokens) && f.t.Tokens[k].Sentence == f.t.Tokens[i].Sentence && capitalised(f.t.Word(k)) && !calendar[bare(f.t.Word(k))]
	}
	w := f.t.Word(j)
	prev := bare(f.t.Word(j - 1))
	switch {
	case w == "of" || w == "for" || w == "on":
		if !bodyHeads[prev] && !titleHeads[prev] && !placeHeads[prev] && prev != "republic" && prev != "states" && prev != "kingdom" {
			return j
		}
		if follows(j + 1) {
			return j + 1
		}
		if j+2 < len(f.t.Tokens) && f.t.Word(j+1) == "the" && follows(j+2) {
			return j + 2
		}
	case w == "&":
		if follows(j + 1) {
			return j + 1
		}
	case w == "and":
		if f.hasOf(i, j) && follows(j+1) && f.ministry(i) {
			return j + 1
		}
	case particles[w]:
		k := j + 1
		if k < len(f.t.Tokens) && particles[f.t.Word(k)] {
			k++
		}
		if follows(k) {
			return k
		}
	}
	return j
}

func (f *finder) hasOf(i, j int) bool {
	for ; i < j; i++ {
		if f.t.Word(i) == "of" {
			return true
		}
	}
	return false
}

func (f *finder) ministry(i int) bool {
	switch bare(f.t.Word(i)) {
	case "department", "ministry", "committee", "office", "institute", "secretary", "minister":
		return true
	}
	return false
}

// addRun takes the title off a run of capitalised tokens and keeps the rest as a name.
func (f *finder) addRun(i, end int) {
	for i < end && f.sentenceFirst(i) && common[bare(f.t.Word(i))] && bare(f.t.Word(i)) != "new" {
		i++
	}
	if i >= end {
		return
	}
	n := &name{first: i, end: end, title: i}
	f.splitTitle(n)
	if n.first == n.end {
		return
	}
	f.classify(n)
	f.setKey(n)
	if n.key == "" || n.end-n.first == 1 && (lookupCountry(f.text(n)).form == demonym || capitalAdjectives[bare(f.text(n))]) {
		return
	}
	if n.title > 0 && n.title == n.first && f.sameSentence(n.title-1, n.first) {
		switch f.t.Word(n.title - 1) {
		case "the":
			n.the = true
		case "The":
			n.the = true
			if !f.sentenceFirst(n.title-1) && n.kind != corpus.Place {
				n.first--
				n.title--
			}
		}
	}
	f.names = append(f.names, n)
}

func (f *finder) text(n *name) string {
	return f.t.Raw[f.t.Tokens[n.first].Start:f.t.Tokens[n.end-1].End]
}

func (f *finder) setKey(n *name) {
	n.key = Fold(f.text(n))
	n.parts = strings.Fields(n.key)
}
