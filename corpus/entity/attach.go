package entity

import (
	"strings"

	"example.org/briefbot/corpus"
)

// attach gives names the descriptions that stand beside them: a title before the name, an apposition on either
// side, "is the ...".
func (f *finder) attach() {
	byFirst := map[int]*node{}
	byEnd := map[int]*node{}
	for _, n := range f.nodes {
		if n.form == formRole {
			byFirst[n.first] = n
			byEnd[n.end] = n
		}
	}
	for _, n := range f.names {
		if n.entity == nil || n.node == nil {
			continue
		}
		if d := f.titleOf(n, byEnd); d != nil {
			f.give(d, n.entity, d.first, n.first)
		}
	}
	for _, n := range f.names {
		if n.entity == nil || n.node == nil || n.entity.kind == corpus.Place {
			continue
		}
		if d := f.apposition(n, byFirst); d != nil {
			f.give(d, n.entity, d.first, f.phraseEnd(d))
		}
		if d := f.leadIn(n, byEnd); d != nil {
			f.give(d, n.entity, d.first, f.phraseEnd(d))
		}
	}
}

// titleOf returns the description right before the name, or within the title taken off it.
func (f *finder) titleOf(n *name, byEnd map[int]*node) *node {
	for k := n.first; k > n.title || k == n.first; k-- {
		if d := byEnd[k]; d != nil && d.being == nil && d.noun.number != plural && (d.noun.number == singular || n.kind != corpus.Person) {
			if d.owner == n.node || d.noun.number == collective && k == n.first || adjectiveNouns[d.lemma] && n.kind != corpus.Person {
				return nil
			}
			return d
		}
	}
	return nil
}

// apposition returns the description after the name: "X, the president of Y," or "X is the president".
func (f *finder) apposition(n *name, byFirst map[int]*node) *node {
	k := n.end
	if k+1 >= len(f.t.Tokens) || !f.sameSentence(k, n.first) {
		return nil
	}
	comma := f.t.Word(k) == ","
	if comma && f.t.Lower(k+1) == "who" {
		k++
	}
	switch w := f.t.Lower(k); {
	case comma && f.t.Lower(k) == ",":
		if k++; k+2 < len(f.t.Tokens) && f.age(k) && f.t.Word(k+1) == "," {
			k += 2 // "X, 57, a driver"
		}
	case (w == "is" || w == "was" || w == "became" || w == "who") && k+1 < len(f.t.Tokens):
		k++
		if w == "who" {
			if x := f.t.Lower(k); x != "is" && x != "was" {
				return nil
			}
			k++
		}
		comma = false
	default:
		return nil
	}
	d := f.describedFrom(k, byFirst)
	if d == nil || d.being != nil || d.noun.number == plural || d.owner != nil && d.owner.being == n.entity {
		return nil
	}
	if d.noun.number == singular && n.the || d.noun.number == collective && n.entity.kind == corpus.Person || d.noun.number == singular && n.entity.kind == corpus.Body {
		return nil
	}
	end := f.phraseEnd(d)
	if end < len(f.t.Tokens) && f.nameAt[end] {
		return nil // "X, President Y": the title of another
	}
	if comma && end < len(f.t.Tokens) && f.sameSentence(end, n.first) && verbLike(f.t.Lower(end)) {
		return nil // "With X, the president said": nothing closes the apposition
	}
	return d
}

// age reports whether token i is a number of years that people live.
func (f *finder) age(i int) bool {
	w := f.t.Word(i)
	return len(w) < 4 && strings.Trim(w, "0123456789") == ""
}

// describedFrom returns the description that begins at token k, words of its own before it allowed: "political science professor".
func (f *finder) describedFrom(k int, byFirst map[int]*node) *node {
	for i := k; i < min(len(f.t.Tokens), k+4) && f.sameSentence(i, k); i++ {
		if d := byFirst[i]; d != nil {
			if i > k && !d.bareNP {
				return nil
			}
			d.first = k
			return d
		}
		w := f.t.Lower(i)
		if !wordy(w) || capitalised(f.t.Word(i)) || closed[w] || stopsLeft[w] || verbLike(w) || pronounClasses[w] != noPronoun || strings.HasSuffix(w, "ly") {
			break
		}
	}
	return nil
}

// leadIn returns the definite description that the name explains: "the president, X,", "Y's envoy, X,", "the envoy X".
func (f *finder) leadIn(n *name, byEnd map[int]*node) *node {
	k := n.title
	if d := byEnd[n.first]; d != nil && d.being == n.entity {
		k = min(k, d.first) // "the board's head, Norwegian lawmaker X,"
	}
	if k == 0 || n.end >= len(f.t.Tokens) || f.t.Word(k-1) != "," || !f.sameSentence(k-1, n.first) {
		return nil
	}
	if after := f.t.Word(n.end); f.sameSentence(n.end, n.first) && after != "," && after != "." && after != ")" && after != "—" {
		return nil
	}
	for e := k - 1; e > max(0, k-9); e-- {
		if d := byEnd[e]; d != nil {
			if d.noun.number == collective && d.first > 0 && prepositions[f.t.Lower(d.first-1)] {
				continue // "a spokesman for the board, X,"
			}
			if d.being == nil && d.noun.number == singular && (d.definite || d.noun.office && (d.bareNP || f.fullPerson(n))) && f.phraseEnd(d) == k-1 && (d.owner == nil || d.owner.being != n.entity) {
				return d
			}
			return nil
		}
	}
	return nil
}

// fullPerson reports whether n looks like the full name of a person.
func (f *finder) fullPerson(n *name) bool {
	k := n.entity.kind
	return len(n.parts) > 1 && (k == corpus.Person || k == corpus.Unknown && !n.the && !f.unlikePerson(n))
}

// phraseEnd returns the token after the description with the prepositional phrases that narrow it: "the president of the council".
func (f *finder) phraseEnd(d *node) int {
	k := d.end
	for k < min(len(f.t.Tokens), d.end+12) && f.sameSentence(k, d.first) {
		w := f.t.Lower(k)
		if w == "of" || w == "for" || w == "at" || w == "in" || w == "to" || w == "on" || w == "and" && k+1 < len(f.t.Tokens) && capitalised(f.t.Word(k+1)) {
			k++
			continue
		}
		if k > d.end && (capitalised(f.t.Word(k)) || w == "the" || w == "'s" || wordy(w) && !verbLike(w) && !stopsLeft[w]) {
			k++
			continue
		}
		break
	}
	for k > d.end && (stopsLeft[f.t.Lower(k-1)] || f.t.Lower(k-1) == "the") {
		k--
	}
	return k
}

// give makes d a description of b. The tokens [first,end) are its words.
func (f *finder) give(d *node, b *being, first, end int) {
	d.being = b
	d.end = max(d.end, min(end, d.end))
	b.descs = append(b.descs, d)
	if d.noun.gender != either && b.gender == either {
		b.gender = d.noun.gender
	}
	if b.kind == corpus.Unknown || b.guessed {
		b.kind, b.guessed = corpus.Person, false
		if d.noun.number == collective {
			b.kind = corpus.Body
		}
	}
	if b.country == "" {
		b.country = d.country
		if b.country == "" && d.owner != nil && d.owner.being != nil {
			b.country = d.owner.being.country
		}
	}
	f.ofPlace(d, b)
	role := f.t.Raw[f.t.Tokens[first].Start:f.t.Tokens[end-1].End]
	if rest, ok := cutArticle(role); ok {
		role = rest
	}
	if role = strings.TrimSpace(role); role != "" {
		b.addRole(role)
	}
}

// ofPlace adds what follows "of" after the name or the description to the words by which it can be taken up: "Gov. X of Nordland" is
// "the Nordland governor".
func (f *finder) ofPlace(d *node, b *being) {
	ends := []int{d.end}
	for _, n := range b.names {
		if n.title <= d.first && d.first < n.first {
			ends = append(ends, n.end)
		}
	}
	for _, k := range ends {
		if k+1 >= len(f.t.Tokens) || f.t.Word(k) != "of" || !f.sameSentence(k, d.first) {
			continue
		}
		for k++; k < len(f.t.Tokens) && f.sameSentence(k, d.first) && (capitalised(f.t.Word(k)) || f.t.Word(k) == "the"); k++ {
			d.mods[bare(f.t.Word(k))] = true
		}
	}
}

func (b *being) addRole(role string) {
	for _, r := range b.roles {
		if strings.EqualFold(r, role) {
			return
		}
	}
	b.roles = append(b.roles, role)
}
