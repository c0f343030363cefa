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
	f.nodesOfNames()
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
		if n.entity != nil && f.verbFollows(n.end) && !n.the {
			n.entity.spoke = true
		}
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
