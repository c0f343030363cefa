package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// meant is what a name in a question stands for.
type meant struct {
	parties []*party // whose entities match; descriptions may have several, a name of several people too
	country string   // the name is that of a country, its capital or its people
	several bool     // the parties are different people or bodies: the asker has to choose
}

// none reports that nobody is meant.
func (m meant) none() bool { return len(m.parties) == 0 && m.country == "" }

// resolve finds who is meant by a name or description. The name may have other case, accents or
// spelling than the documents, and words of a description beside it ("president putin").
func (d *directory) resolve(name string) meant {
	name, alone := strings.CutSuffix(name, alonePhrase)
	m := meant{country: countryOf(name)}
	k := entity.Fold(name)
	if k == "" {
		return m
	}
	m.parties = d.bearersOf(k)
	if alone {
		m.parties = calledNothingElse(m.parties, k)
	}
	if len(m.parties) == 0 {
		m.parties = d.byWords(strings.Fields(k))
	}
	if len(m.parties) == 0 {
		m.parties = d.byOffice(name)
	}
	if len(m.parties) == 0 {
		m.parties = d.bySound(name)
	}
	if strings.Contains(k, " ") {
		m.parties = preferFullName(m.parties, k)
	}
	people := 0
	for _, p := range m.parties {
		if p.Type != corpus.Group && !p.anonymous() {
			people++
		}
	}
	m.several = people > 1
	return m
}

// bearersOf returns the parties that bear the folded form k. A single word is everybody's surname who has it at the end of a full
// name, also where the documents never use it alone: "Smith" means Jane as well as John.
func (d *directory) bearersOf(k string) []*party {
	parties := d.byKey[k]
	if strings.Contains(k, " ") {
		return parties
	}
	parties = slices.Clone(parties)
	for _, p := range d.bySurname[k] {
		if !slices.Contains(parties, p) {
			parties = append(parties, p)
		}
	}
	return parties
}

// alonePhrase after a name in a question means nobody with a longer name: a surname of whose bearer the documents say no more.
const alonePhrase = " (alone)"

// calledNothingElse keeps those of parties whom no document calls by another name than k.
func calledNothingElse(parties []*party, k string) []*party {
	return slices.DeleteFunc(slices.Clone(parties), func(p *party) bool {
		return slices.ContainsFunc(p.members, func(m named) bool { return entity.Fold(m.Name) != k })
	})
}

// byWords finds the parties that have all of words among their names and descriptions, and one of them in a name.
func (d *directory) byWords(words []string) []*party {
	var out []*party
	for _, p := range d.parties {
		all := true
		for _, w := range words {
			all = all && p.tokens[w]
		}
		if all && p.calledBy(words) {
			out = append(out, p)
		}
	}
	return out
}

// calledBy reports whether one of words stands in a name of p; a group has only descriptions.
func (p *party) calledBy(words []string) bool {
	for i := range p.members {
		m := &p.members[i]
		for _, list := range [][]string{{m.Name}, m.Names} {
			for _, n := range list {
				folded := " " + entity.Fold(n) + " "
				for _, w := range words {
					if strings.Contains(folded, " "+w+" ") {
						return true
					}
				}
			}
		}
	}
	return false
}

func (p *party) anonymous() bool {
	for i := range p.members {
		if !p.members[i].Anonymous {
			return false
		}
	}
	return true
}

// byOffice returns the people who hold an office of a country under whatever name of it: "the US president" is the "United States President"
// of a document, "the president of Norway" the "Norwegian President".
func (d *directory) byOffice(name string) []*party {
	country, office := officeOf(name)
	if country == "" || office == "" {
		return nil
	}
	var out []*party
	for _, p := range d.parties {
		if p.Type != corpus.Person || p.Country != country {
			continue
		}
		for i := range p.members {
			if slices.ContainsFunc(p.members[i].Roles, func(role string) bool {
				of, held := officeOf(role)
				return held == office && (of == "" || of == country)
			}) {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// officeOf parts a description into the country and the office, in lower case; country is "" where none is named.
func officeOf(role string) (country, office string) {
	words := strings.Fields(strings.TrimPrefix(strings.ToLower(role), "the "))
	for n := min(3, len(words)-1); n > 0; n-- {
		if c := countryOf(strings.Join(words[:n], " ")); c != "" {
			return c, strings.Join(words[n:], " ")
		}
	}
	for i, w := range words {
		if w == "of" && i > 0 {
			return countryOf(strings.TrimPrefix(strings.Join(words[i+1:], " "), "the ")), strings.Join(words[:i], " ")
		}
	}
	return "", strings.Join(words, " ")
}

// bySound returns those who are called like name in another transliteration.
func (d *directory) bySound(name string) []*party {
	d.sounds.Do(func() {
		d.sounding = map[string][]*party{}
		for _, p := range d.parties {
			for k := range p.keys {
				if s := entity.Sound(k); !slices.Contains(d.sounding[s], p) {
					d.sounding[s] = append(d.sounding[s], p)
				}
			}
		}
	})
	return d.sounding[entity.Sound(name)]
}

// preferFullName keeps those whose very name is k, if there are any.
func preferFullName(parties []*party, k string) []*party {
	var out []*party
	for _, p := range parties {
		for i := range p.members {
			if entity.Fold(p.members[i].Name) == k {
				out = append(out, p)
				break
			}
		}
	}
	if len(out) == 0 {
		return parties
	}
	return out
}

// countryOf returns the country that a name in a question means, whatever its capitals.
func countryOf(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if c := entity.Country(name); c != "" {
		return c
	}
	start := true
	titled := strings.Map(func(r rune) rune {
		first := start
		start = unicode.IsSpace(r) || r == '-'
		if first {
			return unicode.ToTitle(r)
		}
		return unicode.ToLower(r)
	}, name)
	if c := entity.Country(titled); c != "" {
		return c
	}
	return entity.Country(strings.ToUpper(name))
}

// is reports whether the entity of d with that index, or without one the name, is meant. With country also those that stand
// for it or belong to it.
func (m meant) is(dir *directory, d *reading, i int, name string, country bool) bool {
	if p := dir.of[bearer{d.ID, i}]; p != nil {
		if slices.Contains(m.parties, p) {
			return true
		}
		if country && m.country != "" {
			e := d.entity(i)
			if e != nil && (e.Country == m.country || entity.Country(e.Name) == m.country) {
				return true
			}
		}
		return m.isHalf(d, i, country)
	}
	if name == "" {
		return false
	}
	k := entity.Fold(name)
	for _, q := range m.parties {
		if q.keys[k] > 0 {
			return true
		}
	}
	return country && m.country != "" && entity.Country(name) == m.country
}

// isHalf reports whether those meant are one of two who act together in d as entity i: "Norway and Denmark".
func (m meant) isHalf(d *reading, i int, country bool) bool {
	e := d.entity(i)
	if e == nil {
		return false
	}
	for _, name := range halves(e.Name, e.Type) {
		k := entity.Fold(name)
		if country && m.country != "" && entity.Country(name) == m.country || slices.ContainsFunc(m.parties, func(p *party) bool { return p.keys[k] > 0 }) {
			return true
		}
	}
	return false
}

// halves returns the two names of which the name of a group is made, none of other names.
func halves(name string, t corpus.EntityType) []string {
	a, b, ok := strings.Cut(name, " and ")
	if t != corpus.Group || !ok || !properName(a) || !properName(b) {
		return nil
	}
	return []string{a, b}
}

// properName reports whether every word of name, an article apart, has a capital.
func properName(name string) bool {
	for i, w := range strings.Fields(name) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && (i > 0 || w != "the") {
			return false
		}
	}
	return name != ""
}

// keysOf are the index keys under which entries about those meant are found.
func (m meant) keysOf(kind, what string, country bool) []fieldTerm {
	var out []fieldTerm
	for _, p := range m.parties {
		for k := range p.keys {
			out = append(out, key(kind, what, k))
		}
	}
	if country && m.country != "" {
		out = append(out, key(kind, what, "="+m.country))
	}
	return out
}
