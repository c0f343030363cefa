package entity

import (
	"strings"

	"example.org/briefbot/corpus"
)

// findInHeadlines looks, in sentences where every word has a capital, for the names that the text has elsewhere.
func (f *finder) findInHeadlines() {
	known := map[string]*name{}
	for _, n := range f.names {
		known[n.key] = n
		if n.kind == corpus.Person && len(n.parts) > 1 {
			known[n.parts[len(n.parts)-1]] = n
		}
	}
	for i := 0; i < len(f.t.Tokens); i++ {
		if !f.titled[f.t.Tokens[i].Sentence] {
			continue
		}
		for end := min(i+6, len(f.t.Tokens)); end > i; end-- {
			if !f.sameSentence(end-1, i) || !capitalised(f.t.Word(end-1)) || !capitalised(f.t.Word(i)) {
				continue
			}
			n := &name{first: i, end: end, title: i}
			f.setKey(n)
			k, ok := known[n.key]
			if !ok && lookupCountry(f.text(n)).form != countryName {
				continue
			}
			f.classify(n)
			if ok {
				n.kind = k.kind
			}
			f.names = append(f.names, n)
			i = end - 1
			break
		}
	}
}

// link puts names of the same bearer together: equal names first, then the short forms.
func (f *finder) link() {
	byKey := map[string]*being{}
	f.listNames()
	for _, n := range f.names {
		if len(n.parts) < 2 && n.kind != corpus.Place || f.longSurname(n) {
			continue
		}
		b := byKey[n.key]
		if b == nil {
			b = f.otherScript(n)
		}
		if b == nil {
			if b = f.sameEnds(n); b == nil {
				b = f.newBeing(n)
			}
			byKey[n.key] = b
		}
		b.add(n)
	}
	f.guessPeople()
	f.indexWords()
	for _, n := range f.names {
		if n.entity != nil {
			continue
		}
		if b := byKey[n.key]; b != nil && b.kind == corpus.Place {
			b.add(n)
			continue
		}
		if bs := f.bearers(n); len(bs) > 0 {
			if b := f.choose(n, bs); b != nil {
				b.add(n)
			}
			continue
		}
		if b := f.shortForm(n); b != nil {
			b.add(n)
			continue
		}
		b := byKey[n.key]
		if b == nil {
			b = f.newBeing(n)
			byKey[n.key] = b
		}
		b.add(n)
	}
	f.speakersArePeople()
	f.places()
	f.nodesOfNames()
}

// places takes those for places, of whom nothing else is known, that mostly stand after "in" and the like.
func (f *finder) places() {
	for _, b := range f.beings {
		if b.kind != corpus.Unknown || len(b.names) == 0 {
			continue
		}
		in := 0
		for _, n := range b.names {
			genitive := n.end < len(f.t.Tokens) && f.t.Lower(n.end) == "'s"
			if n.first > 0 && n.title == n.first && f.sameSentence(n.first-1, n.first) && locative[f.t.Lower(n.first-1)] && !genitive {
				in++
			}
		}
		if 2*in > len(b.names) {
			b.kind = corpus.Place
		}
	}
}

var locative = words(`in near outside across throughout inside around`)

// speakersArePeople takes those for people whose short name speaks.
func (f *finder) speakersArePeople() {
	for _, n := range f.names {
		b := n.entity
		if b == nil || b.kind != corpus.Unknown || n.the || len(n.parts) >= len(b.parts) || f.unlikePerson(b.names[0]) {
			continue
		}
		if f.speakerAt(n.first, n.end) {
			b.kind, b.guessed = corpus.Person, true
		}
	}
}

// longSurname reports whether n, of two words or more, is the end of a longer name of a person: "Pérez Lund" of "José Pérez Lund".
func (f *finder) longSurname(n *name) bool {
	if len(n.parts) < 2 || n.kind != corpus.Person && n.kind != corpus.Unknown || given[n.parts[0]] || f.alone[n.parts[len(n.parts)-1]] {
		return false
	}
	return f.endings[n.key]
}

// listNames notes the names of one word, the ends of the longer names of people, and whether names stand in several scripts.
func (f *finder) listNames() {
	f.alone, f.endings = map[string]bool{}, map[string]bool{}
	latin, foreign := false, false
	for _, n := range f.names {
		if Transliterated(f.text(n)) {
			foreign = true
		} else {
			latin = true
		}
		if len(n.parts) == 1 && !n.the {
			f.alone[n.key] = true
		}
		if n.kind != corpus.Person && (n.kind != corpus.Unknown || n.the) {
			continue
		}
		for i := 1; i+1 < len(n.parts); i++ {
			f.endings[strings.Join(n.parts[i:], " ")] = true
		}
	}
	f.scripts = latin && foreign
}

// otherScript returns the one whose name is that of n in another script: "Остап Гаврилюк" after "Ostap Havryliuk".
func (f *finder) otherScript(n *name) *being {
	if !f.scripts {
		return nil
	}
	foreign := Transliterated(f.text(n))
	for _, b := range f.beings {
		if Transliterated(f.text(b.names[0])) != foreign && len(b.parts) == len(n.parts) && Sound(b.key) == Sound(n.key) {
			return b
		}
	}
	return nil
}

// sameEnds returns the person whose name differs from n only by what stands in the middle: "Ann Berg", "Ann B. Berg".
func (f *finder) sameEnds(n *name) *being {
	if n.kind == corpus.Body || n.kind == corpus.Place {
		return nil
	}
	for _, b := range f.beings {
		if b.kind == corpus.Body || b.kind == corpus.Place || len(b.parts) < 2 || len(b.parts) == len(n.parts) {
			continue
		}
		if b.parts[0] == n.parts[0] && b.parts[len(b.parts)-1] == n.parts[len(n.parts)-1] && (len(b.parts) == 2 || len(n.parts) == 2) && n.parts[len(n.parts)-1] != "jr" {
			return b
		}
	}
	return nil
}

// guessPeople takes names of two or three words for people when they speak, or when their last word stands alone elsewhere.
func (f *finder) guessPeople() {
	for _, n := range f.names {
		b := n.entity
		if b == nil || b.kind != corpus.Unknown || n.the || len(n.parts) < 2 || len(n.parts) > 4 || f.unlikePerson(n) {
			continue
		}
		if f.alone[n.parts[len(n.parts)-1]] && !f.olderName(b) || f.speakerAt(n.first, n.end) || len(n.parts[1]) == 1 {
			b.kind, b.guessed = corpus.Person, true
			if b.gender == either {
				b.gender = givenGender(f.t.Word(n.first))
			}
		}
	}
}

// olderName reports whether the last word of b's name stands alone more often before the whole name than after it, so that it is the name of
// something else, which b is called after: "Karsk … the party Forward Karsk". Who is introduced in full is called by the surname after that.
func (f *finder) olderName(b *being) bool {
	last, before, after := b.parts[len(b.parts)-1], 0, 0
	for _, n := range f.names {
		switch {
		case n.key != last || f.titled[f.t.Tokens[n.first].Sentence]:
		case n.first < b.names[0].first:
			before++
		default:
			after++
		}
	}
	return before > after
}

// unlikePerson reports whether a name has a small word that tells of a body ("on", "for") or an acronym in it, or ends with a country.
func (f *finder) unlikePerson(n *name) bool {
	if w := f.t.Word(n.first); n.end-n.first == 1 && strings.HasSuffix(w, ".") {
		return true // an abbreviation
	}
	for k := n.first; k < n.end; k++ {
		w := f.t.Word(k)
		if prepositions[w] || w == "and" || w == "&" || n.end-n.first > 1 && len(w) > 2 && w == strings.ToUpper(w) && !strings.Contains(w, ".") && !f.turn(n.end-1) {
			return true
		}
	}
	return lookupCountry(f.t.Word(n.end-1)).form != noCountry
}

// speakerAt reports whether a speech verb or "who" goes with the tokens [first,end).
func (f *finder) speakerAt(first, end int) bool {
	if end < len(f.t.Tokens) && f.sameSentence(first, end) && saying[f.t.Lower(end)] {
		return true
	}
	if k := end; k+1 < len(f.t.Tokens) && f.sameSentence(first, k+1) {
		if f.t.Word(k) == "," {
			k++
		}
		if f.t.Lower(k) == "who" && (first == 0 || !prepositions[f.t.Lower(first-1)]) {
			return true
		}
	}
	return first > 0 && f.sameSentence(first-1, first) && saying[f.t.Lower(first-1)]
}

// nodesOfNames enters the linked names into the discourse.
func (f *finder) nodesOfNames() {
	for _, n := range f.names {
		n.node = &node{first: n.first, end: n.end, title: n.title, form: formName, being: n.entity, possess: -1}
		f.nodes = append(f.nodes, n.node)
		f.nameAt[n.first] = true
		for k := n.first; k < n.end; k++ {
			f.inName[k] = true
		}
		if n.entity != nil && f.speakerAt(n.first, n.end) && !n.the {
			n.entity.spoke = true
		}
	}
}

func (f *finder) newBeing(n *name) *being {
	b := &being{key: n.key, parts: n.parts, country: Country(f.text(n)), thing: f.unlikePerson(n)}
	if len(n.parts) == 1 && n.kind == corpus.Unknown {
		b.gender = givenGender(n.key) // somebody called by the given name throughout
	}
	f.beings = append(f.beings, b)
	return b
}

func (b *being) add(n *name) {
	n.entity = b
	if len(n.parts) > 1 {
		b.full++
	}
	b.names = append(b.names, n)
	if b.kind == corpus.Unknown {
		b.kind = n.kind
	}
	if b.gender == either {
		b.gender = n.gender
	}
}
