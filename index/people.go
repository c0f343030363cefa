package index

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// gatherer puts the entities of several documents together that are one person or body.
type gatherer struct {
	*directory
	fold      func(string) string
	people    map[string][]*party // by the first and the last word of their full name
	bySurname map[string][]*party // people with a full name
	bySound   map[string][]*party // people by entity.Sound of those words, made when a name in another script comes
	others    map[string]*party   // bodies, places and what a text leaves open, by their whole name
	short     map[string][]*party // those of several words by their other names, such as acronyms
	alone     map[string]*party   // surnames that nobody with a full name bears
}

// entry is an entity of a document while it is gathered.
type gathered struct {
	doc corpus.ID
	named
	key   string
	words []string
}

// The order in which entities are gathered: each step decides by what the steps before know.
const (
	withMiddle  = iota // a full name with more than two words
	fullName           // first name and surname
	otherScript        // a full name in another script, which has several Latin spellings
	openKind           // several words, of a body or of somebody whose kind the text leaves open
	oneWord            // a surname, an acronym, a place
	described          // nobody with a name
	gatherSteps
)

func newGatherer(d *directory, fold func(string) string) *gatherer {
	return &gatherer{
		directory: d, fold: fold, people: map[string][]*party{}, bySurname: map[string][]*party{}, others: map[string]*party{}, short: map[string][]*party{}, alone: map[string]*party{},
	}
}

// gather joins the entities of sources, which are ordered by id.
func (g *gatherer) gather(sources []*source) {
	var steps [gatherSteps][]gathered
	for _, src := range sources {
		for _, n := range src.Names {
			e := gathered{doc: src.ID, named: n, key: g.fold(n.Name)}
			if e.words = strings.Fields(e.key); len(e.words) > 0 {
				steps[e.step()] = append(steps[e.step()], e)
			}
		}
	}
	for i, add := range []func(gathered){g.person, g.person, g.foreign, g.open, g.single, g.describe} {
		for _, e := range steps[i] {
			add(e)
		}
	}
}

func (e *gathered) step() int {
	switch {
	case e.Anonymous || e.Type == corpus.Group:
		return described
	case len(e.words) == 1 || e.Type == corpus.Person && nameParticles[e.words[0]]:
		return oneWord
	case e.Type != corpus.Person:
		return openKind
	case entity.Transliterated(e.Name):
		return otherScript
	case len(e.words) > 2:
		return withMiddle
	}
	return fullName
}

// nameParticles begin a surname: who is called "van der Meer" is called by the surname.
var nameParticles = map[string]bool{"van": true, "von": true, "de": true, "di": true, "der": true, "den": true, "bin": true, "ibn": true, "af": true, "ter": true, "zu": true}

// generations tell a father from his namesake.
var generations = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true}

// ends are the first and the last word of a person's name; one of a generation is part of the last.
func ends(words []string) string {
	last := len(words) - 1
	if last > 1 && generations[words[last]] {
		return words[0] + " " + words[last-1] + " " + words[last]
	}
	return words[0] + " " + words[last]
}

// middle is what stands between them.
func middle(words []string) []string {
	last := len(words) - 1
	if last > 1 && generations[words[last]] {
		last--
	}
	return words[1:last]
}

// surname is the last word of a folded name, without the generation.
func surname(key string) string {
	words := strings.Fields(key)
	last := len(words) - 1
	if last > 0 && generations[words[last]] {
		last--
	}
	if last < 0 {
		return ""
	}
	return words[last]
}

// agree reports whether two middles can be of one name: one is missing, or each pair is the same word or one its initial.
func agree(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && (len(a[i]) > 1 && len(b[i]) > 1 || a[i][0] != b[i][0]) {
			return false
		}
	}
	return true
}

// person joins a full name to the only one of the same first and last name whose middle names agree. "Ann Berg" is nobody's where
// both an "Ann B. Berg" and an "Ann C. Berg" are known.
func (g *gatherer) person(e gathered) {
	k := ends(e.words)
	var fit []*party
	for _, p := range g.people[k] {
		if agree(p.middle, middle(e.words)) {
			fit = append(fit, p)
		}
	}
	if len(fit) > 1 {
		fit = slices.DeleteFunc(fit, func(p *party) bool { return len(p.middle) > 0 })
	}
	if len(fit) == 1 {
		g.join(fit[0], e.doc, e.named)
		return
	}
	g.newPerson(e, k)
}

func (g *gatherer) newPerson(e gathered, k string) {
	p := &party{middle: middle(e.words)}
	g.people[k] = append(g.people[k], p)
	g.bySurname[surname(e.key)] = append(g.bySurname[surname(e.key)], p)
	g.join(p, e.doc, e.named)
}

// foreign joins a name in another script to the only one whose Latin spelling sounds like it.
func (g *gatherer) foreign(e gathered) {
	k := ends(e.words)
	if len(g.people[k]) > 0 {
		g.person(e)
		return
	}
	if g.bySound == nil {
		g.bySound = map[string][]*party{}
		for k, list := range g.people {
			s := entity.Sound(k)
			g.bySound[s] = append(g.bySound[s], list...)
		}
	}
	sound := entity.Sound(k)
	if alike := g.bySound[sound]; len(alike) == 1 {
		g.join(alike[0], e.doc, e.named)
		return
	}
	g.newPerson(e, k)
	g.bySound[sound] = append(g.bySound[sound], g.people[k]...)
}

// open joins a name of several words to whoever bears it. Types do not divide: one document may call a body what another leaves open.
func (g *gatherer) open(e gathered) {
	if e.Type == corpus.Unknown {
		if same := g.people[ends(e.words)]; len(same) == 1 && agree(same[0].middle, middle(e.words)) {
			g.join(same[0], e.doc, e.named)
			return
		}
	}
	p := g.others[e.key]
	if p == nil {
		p = &party{}
		g.others[e.key] = p
	}
	for _, name := range e.Names {
		if k := g.fold(name); !strings.Contains(k, " ") && !slices.Contains(g.short[k], p) {
			g.short[k] = append(g.short[k], p)
		}
	}
	g.join(p, e.doc, e.named)
}

// single joins a name of one word: to the only person of that surname, to the only body of that acronym, else to the same word elsewhere.
func (g *gatherer) single(e gathered) {
	person := e.Type == corpus.Person || e.Type == corpus.Unknown && countryOf(e.Name) == ""
	if !person {
		p := g.others[e.key]
		if p == nil && len(g.short[e.key]) == 1 {
			p = g.short[e.key][0]
		}
		if p == nil {
			p = &party{}
			g.others[e.key] = p
		}
		g.join(p, e.doc, e.named)
		return
	}
	bearers := g.bySurname[surname(e.key)]
	p := only(bearers, e.named)
	if p == nil && e.Type == corpus.Unknown {
		if p = g.others[e.key]; p == nil && len(bearers) == 0 && len(g.short[e.key]) == 1 {
			p = g.short[e.key][0]
		}
	}
	if p == nil {
		if p = g.alone[e.key]; p == nil {
			p = &party{}
			g.alone[e.key] = p
		}
	}
	g.join(p, e.doc, e.named)
}

// describe keeps those without a name apart: descriptions in different documents are different people.
func (g *gatherer) describe(e gathered) { g.join(&party{}, e.doc, e.named) }

// only returns the one of people whom a bare surname can mean: the sole one, or the sole one with whom it shares
// a description.
func only(people []*party, n named) *party {
	if len(people) == 1 {
		return people[0]
	}
	var found *party
	for _, p := range people {
		for _, role := range n.Roles {
			if p.hasRole(entity.Fold(role)) {
				if found != nil && found != p {
					return nil
				}
				found = p
			}
		}
	}
	return found
}

func (p *party) hasRole(folded string) bool {
	for _, m := range p.members {
		for _, r := range m.Roles {
			if entity.Fold(r) == folded {
				return true
			}
		}
	}
	return false
}
