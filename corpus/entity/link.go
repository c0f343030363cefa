package entity

import (
	"slices"
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
			if f.t.Tokens[end-1].Sentence != f.t.Tokens[i].Sentence || !capitalised(f.t.Word(end-1)) {
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
	for _, n := range f.names {
		if len(n.parts) < 2 && n.kind != corpus.Place {
			continue
		}
		b := byKey[n.key]
		if b == nil {
			b = f.newBeing(n)
			byKey[n.key] = b
		}
		b.add(n)
	}
	for _, n := range f.names {
		if n.entity != nil {
			continue
		}
		if b := f.bearer(n); b != nil {
			b.add(n)
			continue
		}
		if f.ambiguous(n) {
			continue
		}
		b := byKey[n.key]
		if b == nil {
			b = f.newBeing(n)
			byKey[n.key] = b
		}
		b.add(n)
	}
}

func (f *finder) newBeing(n *name) *being {
	b := &being{key: n.key, parts: n.parts, country: Country(f.text(n))}
	f.beings = append(f.beings, b)
	return b
}

func (b *being) add(n *name) {
	n.entity = b
	b.names = append(b.names, n)
	if b.kind == corpus.Unknown {
		b.kind = n.kind
	}
	if b.gender == either {
		b.gender = n.gender
	}
}

// bearers returns the people whose last name is n.
func (f *finder) bearers(n *name) []*being {
	var out []*being
	for _, b := range f.beings {
		if len(b.parts) > 1 && b.kind != corpus.Body && b.kind != corpus.Place && strings.HasSuffix(b.key, " "+n.key) &&
			(n.gender == either || b.gender == either || n.gender == b.gender) {
			out = append(out, b)
		}
	}
	return out
}

func (f *finder) bearer(n *name) *being {
	if bs := f.bearers(n); len(bs) == 1 {
		return bs[0]
	}
	return nil
}

func (f *finder) ambiguous(n *name) bool { return len(f.bearers(n)) > 1 }

// set turns the beings into entities, ordered by first mention.
func (f *finder) set() *Set {
	s := &Set{d: f.d, t: f.t}
	type keyed struct {
		entity   corpus.Entity
		mentions []corpus.Mention
	}
	var all []keyed
	for _, b := range f.beings {
		k := keyed{entity: corpus.Entity{Type: b.kind, Country: b.country, Roles: b.roles}, mentions: b.extra}
		for _, n := range b.names {
			text := f.text(n)
			if len(text) > len(k.entity.Name) {
				k.entity.Name = text
			}
			k.mentions = append(k.mentions, corpus.Mention{Span: corpus.Span{Start: f.t.Tokens[n.first].Start, End: f.t.Tokens[n.end-1].End}, Form: formName})
		}
		for _, n := range b.names {
			if text := f.text(n); text != k.entity.Name && !slices.Contains(k.entity.Names, text) {
				k.entity.Names = append(k.entity.Names, text)
			}
		}
		if len(k.mentions) == 0 {
			continue
		}
		slices.SortFunc(k.mentions, func(a, b corpus.Mention) int { return a.Span.Compare(b.Span) })
		k.entity.Mentions = k.mentions
		all = append(all, k)
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return a.mentions[0].Span.Compare(b.mentions[0].Span) })
	for i, k := range all {
		s.Entities = append(s.Entities, k.entity)
		for _, m := range k.mentions {
			s.mentions = append(s.mentions, Mention{Entity: i, Mention: m})
		}
	}
	slices.SortFunc(s.mentions, func(a, b Mention) int { return a.Span.Compare(b.Span) })
	return s
}
