package entity

import (
	"strings"

	"example.org/briefbot/corpus"
)

// leading words stand before a name and tell something of its bearer without being a title.
var leading = words(`retired former fellow democrat republican libertarian conservative liberal then ex independent socialist billionaire actor actress singer comedian rapper brothers sisters twins`)

// splitInner cuts what stands before a title in the middle of a run off as a name of its own: "Acme CEO Ann Berg".
func (f *finder) splitInner(n *name) {
	if titleHeads[bare(f.t.Word(n.first))] || titleWords[bare(f.t.Word(n.first))] || lookupCountry(f.t.Word(n.first)).form != noCountry || bodyHeads[bare(f.t.Word(n.end-1))] {
		return
	}
	for k := n.first + 1; k+1 < n.end; k++ {
		if !innerTitles[bare(f.t.Word(k))] || f.t.Word(k+1) == "of" {
			continue
		}
		cut := k
		for cut > n.first && titleWords[bare(f.t.Word(cut-1))] {
			cut--
		}
		if cut > n.first {
			f.addRun(n.first, cut)
		}
		n.first, n.title = cut, cut
		return
	}
}

// innerTitles are plain enough to be titles in the middle of a run of capitals.
var innerTitles = words(`sen rep gov ceo cfo coo president chairman chairwoman spokesman spokeswoman secretary minister senator governor congressman congresswoman
	candidate nominee director commissioner chancellor premier judge justice chief mayor ambassador correspondent reporter editor leader professor analyst adviser strategist`)

// splitTitle moves n.first past the title in front of the name: "Russian President", "Sen.".
func (f *finder) splitTitle(n *name) {
	f.splitLeading(n)
	f.splitLast(n)
	f.splitNoun(n)
}

// splitNoun moves n.first past a noun that says what the bearer of a full name is: "Prosecutor Ann Berg".
func (f *finder) splitNoun(n *name) {
	if n.end-n.first < 3 || n.end-n.first > 4 || !f.fullName(n.first+1, n.end) {
		return
	}
	w := f.t.Word(n.first)
	if x, ok := nouns[bare(w)]; !ok || x.number != singular || given[plain(w)] {
		return
	}
	n.first++
	n.kind = corpus.Person
}

// splitLast cuts off everything up to the last title in a run that ends with a full name: "Supreme Court Justice Ruth Lund", "Nordland
// Secretary of State Jason Voss".
func (f *finder) splitLast(n *name) {
	if n.end-n.first < 3 || given[plain(f.t.Word(n.first))] && !placeHeads[bare(f.t.Word(n.first+1))] || bodyHeads[bare(f.t.Word(n.end-1))] {
		return
	}
	for k := n.end - 3; k > n.first; k-- {
		if !titleHeads[bare(f.t.Word(k))] && (bare(f.t.Word(k)) != "general" || !beforeGeneral[bare(f.t.Word(k-1))]) {
			continue
		}
		from := k + 1
		if w := f.t.Word(from); w == "of" || w == "for" {
			from += 2
		}
		if n.end-from < 2 || n.end-from > 4 || !f.fullName(from, n.end) {
			return
		}
		n.first, n.kind = from, corpus.Person
		return
	}
}

// fullName reports whether tokens [first,end) can be the full name of a person: no title, no country, nothing that ends the name of a body or a place.
func (f *finder) fullName(first, end int) bool {
	for k := first; k < end; k++ {
		b := bare(f.t.Word(k))
		if !capitalised(f.t.Word(k)) && !particles[f.t.Word(k)] || bodyHeads[b] || placeHeads[b] || generations[b] && k == first || lookupCountry(f.t.Word(k)).form != noCountry {
			return false
		}
	}
	return true
}

// generations tell a father from his namesake.
var generations = words(`jr sr ii iii`)

// splitLeading moves n.first past the title at the beginning of the run.
func (f *finder) splitLeading(n *name) {
	f.splitInner(n)
	for n.end-n.first > 1 && leading[bare(f.t.Word(n.first))] && !bodyHeads[bare(f.t.Word(n.end-1))] {
		n.first++
	}
	k, headed := n.first, false
	for k < n.end {
		b := bare(f.t.Word(k))
		if k+2 < n.end && !headed {
			// "United States President", "South Korean President", "White House Press Secretary"
			if e := lookupCountry(f.t.Word(k) + " " + f.t.Word(k+1)); e.form != noCountry {
				k += 2
				continue
			}
		}
		switch {
		case titleHeads[b]:
			headed = true
		case titleWords[b], !headed && k+1 < n.end && lookupCountry(f.t.Word(k)).form != noCountry && titleWords[bare(f.t.Word(k+1))],
			lookupCountry(f.t.Word(k)).form == demonym:
		case headed && (b == "of" || b == "for") && k+1 < n.end:
			if k++; f.t.Word(k) == "the" {
				k++
			}
			for k+2 < n.end && departments[bare(f.t.Word(k+1))] {
				k++ // "Minister for Water Affairs Ann Berg"
			}
		default:
			goto done
		}
		k++
	}
done:
	if !headed {
		return
	}
	last := bare(f.t.Word(n.end - 1))
	if bodyHeads[last] && !personTitle[bare(f.t.Word(k-1))] {
		return
	}
	for p := n.first; p < k; p++ {
		if b := bare(f.t.Word(p)); maleTitles[b] {
			n.gender = male
		} else if femaleTitles[b] {
			n.gender = female
		}
	}
	n.first, n.kind = k, corpus.Person
}

// departments end the names of what ministers are for.
var departments = words(`affairs development security services works resources planning reform safety protection welfare industry technology transport
	communities culture tourism agriculture fisheries innovation science relations management housing`)

var personTitle = words(`mr mrs ms dr president sen senator rep gov governor minister secretary chancellor`)

// classify guesses from the words of a name alone what it names.
func (f *finder) classify(n *name) {
	if n.kind == corpus.Person {
		f.given(n)
		return
	}
	text := f.text(n)
	last, first := bare(f.t.Word(n.end-1)), bare(f.t.Word(n.first))
	switch {
	case seats[text]:
		n.kind = corpus.Body
	case lookupCountry(text).form != noCountry:
		n.kind = corpus.Place
	case regions[text]:
		n.kind = corpus.Place
	case n.end-n.first > 1 && directions[first] && !bodyHeads[last]:
		n.kind = corpus.Place
	case n.end-n.first > 1 && given[plain(first)] && !bodyHeads[last]:
		n.kind = corpus.Person
		f.given(n)
	case f.hasBodyHead(n):
		n.kind = corpus.Body
	case n.end-n.first == 1 && f.turn(n.first):
	case n.end-n.first == 1 && len(text) > 1 && strings.ToUpper(text) == text:
		n.kind = corpus.Body
	case n.end-n.first > 1 && buildings[last]:
		n.kind = corpus.Body
	case n.end-n.first > 1 && placeHeads[last]:
		n.kind = corpus.Place
	}
}

// directions begin names of places: "West Nordland", "New Harbour".
var directions = words(`north south east west northern southern eastern western new upper lower`)

// buildings stand for those who govern or work in them.
var buildings = words(`palace castle mansion museum`)

func (f *finder) hasBodyHead(n *name) bool {
	if n.end-n.first < 2 {
		return false
	}
	for k := n.first; k < n.end; k++ {
		if bodyHeads[bare(f.t.Word(k))] && (k == n.end-1 || f.t.Word(k+1) == "of" || f.t.Word(k+1) == "for" || f.t.Word(k+1) == "on") {
			return true
		}
	}
	return false
}

func (f *finder) given(n *name) {
	if n.gender != either || n.end-n.first < 2 {
		return
	}
	n.gender = givenGender(f.t.Word(n.first))
}

// given holds the given names of the lexicon.
var given = func() map[string]bool {
	m := map[string]bool{}
	for _, list := range []map[string]bool{maleNames, femaleNames} {
		for w := range list {
			m[w] = true
		}
	}
	return m
}()

// givenGender is the gender that a given name shows, whatever its accents.
func givenGender(word string) gender {
	w := plain(word)
	switch {
	case maleNames[w] && !femaleNames[w]:
		return male
	case femaleNames[w] && !maleNames[w]:
		return female
	}
	return either
}
