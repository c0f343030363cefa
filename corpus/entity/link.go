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
			if b = f.sameEnds(n); b == nil {
				b = f.newBeing(n)
			}
			byKey[n.key] = b
		}
		b.add(n)
	}
	f.guessPeople()
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
	f.nodesOfNames()
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
	alone := map[string]bool{}
	for _, n := range f.names {
		if len(n.parts) == 1 && !n.the {
			alone[n.key] = true
		}
	}
	for _, n := range f.names {
		b := n.entity
		if b == nil || b.kind != corpus.Unknown || n.the || len(n.parts) < 2 || len(n.parts) > 4 {
			continue
		}
		if alone[n.parts[len(n.parts)-1]] || f.speakerAt(n.first, n.end) || len(n.parts[1]) == 1 {
			b.kind, b.guessed = corpus.Person, true
			first := n.parts[0]
			if b.gender == either && maleNames[first] != femaleNames[first] {
				b.gender = male
				if femaleNames[first] {
					b.gender = female
				}
			}
		}
	}
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
		if f.t.Lower(k) == "who" {
			return true
		}
	}
	return first > 0 && f.sameSentence(first-1, first) && saying[f.t.Lower(first-1)]
}

// bearers returns the people whose last name is n; failing that, whose first name it is.
func (f *finder) bearers(n *name) []*being {
	var last, first []*being
	for _, b := range f.beings {
		if len(b.parts) < 2 || b.kind == corpus.Body || b.kind == corpus.Place || n.gender != either && b.gender != either && n.gender != b.gender {
			continue
		}
		if b.key != n.key && strings.HasSuffix(b.key, " "+n.key) || strings.TrimSuffix(b.key, " jr") != b.key && strings.HasSuffix(b.key, " "+n.key+" jr") {
			last = append(last, b)
		} else if b.kind == corpus.Person && len(n.parts) == 1 && b.parts[0] == n.key && n.title == n.first && !n.the {
			first = append(first, b)
		}
	}
	if len(last) > 0 {
		return last
	}
	return first
}

// choose returns the one of several bearers of a surname that the bare surname n means, nil when that is not clear: by
// title, else the one whom the document is mainly about, unless another of them was just named.
func (f *finder) choose(n *name, bs []*being) *being {
	if len(bs) == 1 {
		return bs[0]
	}
	if b := f.sameTitle(n, bs); b != nil {
		return b
	}
	main := bs[0]
	for _, b := range bs[1:] {
		if b.full > main.full {
			main = b
		}
	}
	for _, b := range bs {
		if b != main && (2*b.full > main.full && b.names[0].first < main.names[0].first || b.full == main.full && b.names[0].first < main.names[0].first) {
			return nil
		}
	}
	para := f.t.Tokens[n.first].Paragraph
	for _, m := range slices.Backward(f.names) {
		if m.first >= n.first || len(m.parts) < 2 || m.entity == nil || !slices.Contains(bs, m.entity) {
			continue
		}
		if f.t.Tokens[m.first].Paragraph == para && m.entity != main && main.full < 3*m.entity.full {
			return nil
		}
		break
	}
	return main
}

// sameTitle returns the only bearer who somewhere has the title that stands before n.
func (f *finder) sameTitle(n *name, bs []*being) *being {
	if n.title == n.first {
		return nil
	}
	var only *being
	for _, b := range bs {
		for _, m := range b.names {
			if m.title < m.first && len(m.parts) > 1 && bare(f.t.Word(m.first-1)) == bare(f.t.Word(n.first-1)) {
				if only != nil && only != b {
					return nil
				}
				only = b
			}
		}
	}
	return only
}

// shortForm returns the body that n abbreviates: by its initials, or by its telling word when an article stands before both.
func (f *finder) shortForm(n *name) *being {
	var found *being
	for _, b := range f.beings {
		if len(b.parts) < 2 || b.kind == corpus.Person || b.kind == corpus.Place {
			continue
		}
		if initials(b.parts) == n.key || b.kind == corpus.Body && len(n.parts) == 1 && len(n.key) > 3 && (n.the && b.parts[len(b.parts)-1] == n.key && bodyHeads[n.key] || b.parts[0] == n.key && len(b.parts) == 2 && bodyHeads[b.parts[1]] && !n.the) {
			if found != nil && found != b {
				return nil
			}
			found = b
		}
	}
	return found
}

// initials returns the first letters of parts without small words.
func initials(parts []string) string {
	var b strings.Builder
	for _, p := range parts {
		if !stopsLeft[p] && p != "the" {
			b.WriteByte(p[0])
		}
	}
	return b.String()
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
