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
		if capitalised(w) && (!calendar[bare(w)] || f.surnamed(j)) && w != "I" && !f.negated(j) && !smallTail(w) {
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

// givenMonth reports whether the month at token i is the given name of somebody whose surname follows: "Jan Wiele", but not "in June President
// Lund".
func (f *finder) givenMonth(i int) bool {
	w := f.t.Word(i)
	if !calendar[bare(w)] || !given[plain(w)] && w != "Jun" && w != "Mar" || i+1 >= len(f.t.Tokens) || !f.sameSentence(i+1, i) {
		return false
	}
	if next := f.t.Word(i + 1); !capitalised(next) || calendar[bare(next)] || lookupCountry(next).form != noCountry || common[bare(next)] || f.sentenceFirst(i+1) {
		return false
	}
	titled := titleHeads[bare(f.t.Word(i+1))] || titleWords[bare(f.t.Word(i+1))]
	return !titled && (i == 0 || !f.sameSentence(i-1, i) || !beforeMonth[f.t.Lower(i-1)])
}

// surnamed reports whether the month at token j is the surname of the one whose given name or title stands before it: "Sarah May said".
func (f *finder) surnamed(j int) bool {
	w := f.t.Word(j)
	if !monthSurnames[w] || j == 0 || !f.sameSentence(j-1, j) {
		return false
	}
	if b := bare(f.t.Word(j - 1)); !given[plain(b)] && !personTitle[b] || calendar[b] {
		return false
	}
	return j+1 >= len(f.t.Tokens) || strings.Trim(f.t.Word(j+1), "0123456789") != ""
}

// bareSurname reports whether the month at token i stands for a person who speaks: "May said".
func (f *finder) bareSurname(i int) bool {
	if !monthSurnames[f.t.Word(i)] || i+1 >= len(f.t.Tokens) || !f.sameSentence(i+1, i) {
		return false
	}
	if next := f.t.Lower(i + 1); !saying[next] && next != "'s" {
		return !f.sentenceFirst(i) && saying[f.t.Lower(i-1)] // "said May"
	}
	return i == 0 || !f.sameSentence(i-1, i) || !beforeMonth[f.t.Lower(i-1)]
}

var (
	beforeMonth   = words(`in by since until till from during last next this early late mid of before after through between every each and to for on around`)
	monthSurnames = map[string]bool{"May": true, "March": true, "August": true}
)

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
	for i < end && f.sentenceFirst(i) && common[bare(f.t.Word(i))] && bare(f.t.Word(i)) != "new" && !f.bareSurname(i) {
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
	text := f.text(n)
	key, ok := f.keys[text]
	if !ok {
		key = Fold(text)
		f.keys[text] = key
	}
	n.key = key
	n.parts = strings.Fields(key)
}
