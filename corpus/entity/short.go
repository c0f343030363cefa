package entity

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus"
)

// indexWords notes in which names of several words each word stands, and which names each acronym abbreviates.
func (f *finder) indexWords() {
	f.byWord = map[string][]*being{}
	for _, b := range f.beings {
		if len(b.parts) < 2 {
			continue
		}
		b.initials = initials(b.parts)
		for _, w := range append(slices.Clone(b.parts), b.initials) {
			if list := f.byWord[w]; len(list) == 0 || list[len(list)-1] != b {
				f.byWord[w] = append(list, b)
			}
		}
	}
}

// bearers returns the people whose last name is n; failing that, whose first name it is.
func (f *finder) bearers(n *name) []*being {
	var last, first []*being
	for _, b := range f.byWord[n.parts[len(n.parts)-1]] {
		if b.kind == corpus.Body || b.kind == corpus.Place || n.gender != either && b.gender != either && n.gender != b.gender {
			continue
		}
		if b.key != n.key && strings.HasSuffix(b.key, " "+n.key) || strings.TrimSuffix(b.key, " jr") != b.key && strings.HasSuffix(b.key, " "+n.key+" jr") {
			if b.kind == corpus.Person || !f.olderName(b) {
				last = append(last, b)
			}
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
	if b := sameGender(n, bs); b != nil {
		return b
	}
	full := f.fullBefore(n, bs)
	main := bs[0]
	for _, b := range bs[1:] {
		if full[b] > full[main] || full[b] == full[main] && b.names[0].first < main.names[0].first {
			main = b
		}
	}
	for _, b := range bs {
		if b != main && 2*full[b] > full[main] && (b.names[0].first < main.names[0].first || f.nearby(b, n)) {
			return nil
		}
	}
	para := f.t.Tokens[n.first].Paragraph
	for _, m := range slices.Backward(f.names) {
		if m.first >= n.first || len(m.parts) < 2 || m.entity == nil || !slices.Contains(bs, m.entity) {
			continue
		}
		if f.t.Tokens[m.first].Paragraph == para && m.entity != main && full[main] < 3*full[m.entity] {
			return nil
		}
		break
	}
	return main
}

// fullBefore counts the full names of bs before n; of those that have none there, all.
func (f *finder) fullBefore(n *name, bs []*being) map[*being]int {
	full := map[*being]int{}
	for _, b := range bs {
		for _, m := range b.names {
			if len(m.parts) > 1 && m.first < n.first {
				full[b]++
			}
		}
	}
	if len(full) == 0 {
		for _, b := range bs {
			full[b] = b.full
		}
	}
	return full
}

// sameGender returns the only one of bs whose gender is known to be that of n's title.
func sameGender(n *name, bs []*being) *being {
	var only *being
	for _, b := range bs {
		if n.gender == either || b.gender != n.gender {
			continue
		}
		if only != nil {
			return nil
		}
		only = b
	}
	return only
}

// nearby reports whether b's full name stands in the paragraph of n or the one before.
func (f *finder) nearby(b *being, n *name) bool {
	para := f.t.Tokens[n.first].Paragraph
	return slices.ContainsFunc(b.names, func(m *name) bool {
		at := f.t.Tokens[m.first].Paragraph
		return len(m.parts) > 1 && (at == para || at == para-1)
	})
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
	for _, b := range f.byWord[n.key] {
		if b.kind == corpus.Person || b.kind == corpus.Place || b.initials != n.key && f.isSeat(b) {
			continue
		}
		if b.initials == n.key || b.kind == corpus.Body && len(n.parts) == 1 && len(n.key) > 3 && (n.the && b.parts[len(b.parts)-1] == n.key && bodyHeads[n.key] || b.parts[0] == n.key && len(b.parts) == 2 && bodyHeads[b.parts[1]] && !n.the) {
			if found != nil && found != b {
				return nil
			}
			found = b
		}
	}
	return found
}

// isSeat reports whether b bears the name of a seat of government. Nobody shortens those: "the House" is not the White House.
func (f *finder) isSeat(b *being) bool {
	return len(b.names) > 0 && lookupCountry(f.text(b.names[0])).form == seat
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
