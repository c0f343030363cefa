package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// possession is what somebody has: "the minister's aide".
type possession struct {
	owner *being
	noun  string
}

// resolve goes through the nodes in text order and finds out whom descriptions and pronouns stand for.
func (f *finder) resolve() {
	slices.SortFunc(f.nodes, func(a, b *node) int { return cmp.Or(cmp.Compare(a.end, b.end), cmp.Compare(b.first, a.first)) })
	f.syntax()
	f.genders()
	for i, n := range f.nodes {
		switch {
		case n.form == formPronoun:
			n.being = f.antecedent(i)
		case n.form == formRole && n.being == nil:
			f.resolveDescription(i)
		}
	}
}

func (f *finder) resolveDescription(i int) {
	d := f.nodes[i]
	switch {
	case d.fresh:
		f.group(d)
	case d.owner != nil && !unnamed[d.lemma] && f.heldAt(d):
	case d.owner != nil || d.possess >= 0:
		f.resolveOwned(d)
	case d.bareNP && d.noun.number == singular && !capitalised(f.t.Word(d.end-1)):
	case d.mods["no"] || d.mods["any"] || d.mods["each"] || d.mods["every"]:
	case d.definite || d.bareNP && d.noun.number != plural:
		if b := f.described(i); b != nil {
			f.take(d, b)
		} else if d.definite && (d.noun.number != collective || d.country != "") && !f.rivals(d) {
			f.group(d)
		}
	case d.bareNP:
		for _, b := range f.groups {
			if g := b.descs[0]; g.bareNP && f.nodeText(g) == f.nodeText(d) {
				f.take(d, b)
				return
			}
		}
		f.group(d)
	default:
		if d.noun.number != collective {
			f.group(d)
		}
	}
}

// heldAt resolves a description with a place before the noun to the one who holds that office there: "the Nordland governor" to
// "Gov. X of Nordland".
func (f *finder) heldAt(d *node) bool {
	if o := d.owner.being; o == nil || o.kind == corpus.Person || d.noun.number != singular || f.t.Lower(d.end-2) == "'s" {
		return false
	}
	var found *being
	for _, b := range f.beings {
		if b.kind != corpus.Person || !f.fits(d, b) {
			continue
		}
		if found != nil {
			return false
		}
		found = b
	}
	if found != nil {
		f.take(d, found)
	}
	return found != nil
}

// resolveOwned resolves "Y's envoy", "his envoy", "the Y campaign": the same noun with the same owner is the same.
func (f *finder) resolveOwned(d *node) {
	var owner *being
	if d.owner != nil {
		owner = d.owner.being
	} else if p := f.pronouns[d.possess]; p != nil {
		owner = p.being
	}
	if owner == nil {
		return
	}
	p := possession{owner, d.kind + " " + d.lemma}
	if d.noun.number == plural {
		p.noun += "s"
	}
	if b := f.owned[p]; b != nil {
		f.take(d, b)
		return
	}
	f.owned[p] = f.group(d)
	if d.country == "" {
		d.being.country = owner.country
	}
}

// take makes d a further mention of b.
func (f *finder) take(d *node, b *being) {
	d.being = b
	b.descs = append(b.descs, d)
	if b.kind != corpus.Group {
		text := f.nodeText(d)
		if rest, ok := cutArticle(text); ok {
			text = rest
		}
		b.addRole(text)
	}
}

// group makes a new described entity of d.
func (f *finder) group(d *node) *being {
	b := &being{kind: corpus.Group, country: d.country, gender: d.noun.gender, number: d.noun.number}
	b.anonymous = d.noun.number != collective && (!d.definite || d.noun.number != singular || unnamed[d.lemma])
	b.descs = append(b.descs, d)
	d.being = b
	f.groups = append(f.groups, b)
	f.beings = append(f.beings, b)
	return b
}

// unnamed are those who stay without a name also where the text speaks of them as known: "the official". Of "the senator" it may only not be
// clear which one is meant.
var unnamed = words(`official source diplomat aide adviser insider person operative staffer analyst negotiator observer`)

// rivals reports whether two or more people could be meant by d, so that it must not become a person of its own.
func (f *finder) rivals(d *node) bool {
	for _, b := range f.beings {
		if b.kind == corpus.Person && f.fits(d, b) {
			return true
		}
	}
	return false
}

// described returns the earlier entity that the definite description at node i takes up.
func (f *finder) described(i int) *being {
	d := f.nodes[i]
	var fit []*being
	for _, b := range f.beings {
		if f.fits(d, b) {
			fit = append(fit, b)
		}
	}
	if unnamed[d.lemma] {
		// "The official" is rather somebody introduced as an official than a commissioner.
		if same := slices.DeleteFunc(slices.Clone(fit), func(b *being) bool { return b.kind != corpus.Group || b.descs[0].lemma != d.lemma }); len(same) > 0 {
			fit = same
		}
	}
	if len(fit) == 0 {
		return nil
	}
	named := slices.ContainsFunc(fit, func(b *being) bool { return b.kind != corpus.Group })
	if named && !d.noun.office && d.country == "" {
		return f.latest(i, fit)
	}
	if len(fit) == 1 {
		return fit[0]
	}
	// Of several, the one spoken of in this paragraph or the one before, if it is alone there.
	para := f.t.Tokens[d.first].Paragraph
	var near *being
	for j := i - 1; j >= 0 && f.t.Tokens[f.nodes[j].first].Paragraph >= para-1; j-- {
		b := f.nodes[j].being
		if b == nil || b == near || !slices.Contains(fit, b) {
			continue
		}
		if near != nil {
			return nil
		}
		near = b
	}
	return near
}

// latest returns the one of fit whom a description that many could bear means: the last one spoken of, in this paragraph or the two
// before, unless somebody was named since of whom the document does not say what they are.
func (f *finder) latest(i int, fit []*being) *being {
	d := f.nodes[i]
	para := f.t.Tokens[d.first].Paragraph
	for j := i - 1; j >= 0 && f.t.Tokens[f.nodes[j].first].Paragraph >= para-2; j-- {
		m := f.nodes[j]
		b := m.being
		if b == nil || m.quoted {
			continue
		}
		if slices.Contains(fit, b) {
			if f.another(j, b, fit) {
				return nil
			}
			return b
		}
		if m.form == formRole && b.kind == corpus.Group && b.number == singular && d.noun.number == singular {
			return nil
		}
		if m.form != formName || m.genitive {
			continue
		}
		if d.noun.number == collective && (b.kind == corpus.Body && len(b.descs) == 0 && !f.bodyTells(b)) ||
			d.noun.number != collective && (b.kind == corpus.Person || b.kind == corpus.Unknown && b.spoke) && len(b.descs) == 0 {
			return nil
		}
	}
	return nil
}

// another reports whether one of fit other than b is spoken of before node j, in its paragraph or the one before.
func (f *finder) another(j int, b *being, fit []*being) bool {
	para := f.t.Tokens[f.nodes[j].first].Paragraph
	for j--; j >= 0 && f.t.Tokens[f.nodes[j].first].Paragraph >= para-1; j-- {
		if m := f.nodes[j]; m.being != nil && m.being != b && !m.quoted && slices.Contains(fit, m.being) {
			return true
		}
	}
	return false
}

// bodyTells reports whether the name of b says what kind of body it is.
func (f *finder) bodyTells(b *being) bool {
	return len(b.parts) > 1 && slices.ContainsFunc(b.parts, func(p string) bool { return bodyHeads[p] })
}

// fits reports whether description d can be of b.
func (f *finder) fits(d *node, b *being) bool {
	if d.country != "" && b.country != d.country {
		return false
	}
	if b.kind == corpus.Body || b.kind == corpus.Unknown && d.noun.number == collective {
		return d.noun.number == collective && f.bodyFits(d, b)
	}
	if len(b.descs) == 0 || d.noun.number == collective && b.kind != corpus.Group || b.kind != corpus.Group && !f.complementFits(d, b) {
		return false
	}
	for _, e := range b.descs {
		if e.first >= d.first || (e.noun.number == plural) != (d.noun.number == plural) || f.otherPlace(d, e) {
			continue
		}
		if e.lemma != d.lemma && (b.kind == corpus.Group && b.anonymous || !wider[d.lemma][e.lemma]) {
			continue
		}
		if b.kind == corpus.Group {
			if f.modsFit(d, e) {
				return true
			}
			continue
		}
		if d.kind == e.kind || d.kind == "" && e.kind != "vice" && e.kind != "former" && e.kind != "deputy" && e.kind != "ex" && (e.kind != "former vice" || d.lemma != "president") {
			return f.modsFit(d, e) || d.country != ""
		}
	}
	return false
}

// otherPlace reports whether both descriptions are narrowed by names, and d by one that e lacks: "the head of the inquiry in Bergen" is not "the
// head of the inquiry in Oslo".
func (f *finder) otherPlace(d, e *node) bool {
	of, known := f.narrowing(d), f.narrowing(e)
	if len(of) == 0 || len(known) == 0 {
		return false
	}
	for w := range of {
		if !known[w] && !e.mods[w] {
			return true
		}
	}
	return false
}

// narrowing are the words with a capital in the prepositional phrases after d.
func (f *finder) narrowing(d *node) map[string]bool {
	var out map[string]bool
	for k, end := d.end, f.phraseEnd(d); k < end; k++ {
		if capitalised(f.t.Word(k)) {
			if out == nil {
				out = map[string]bool{}
			}
			out[bare(f.t.Word(k))] = true
		}
	}
	return out
}

// modsFit reports whether every telling word of d is also in the earlier description e.
func (f *finder) modsFit(d, e *node) bool {
	for m := range d.mods {
		if !e.mods[m] && !definites[m] && !indefinites[m] && lookupCountry(m).form == noCountry && !officeWords[m] && m != "same" && m != "then" {
			if d.country != "" && lookupCountryFold(m) {
				continue
			}
			return false
		}
	}
	return true
}

// complementFits reports whether whom d names behind its noun, "the representative of Nordland", is what the document says of b, or
// the document says nothing of the kind of b.
func (f *finder) complementFits(d *node, b *being) bool {
	of := f.complement(d)
	if of == "" {
		return true
	}
	for _, role := range b.roles {
		if slices.Contains(strings.Fields(Fold(role)), of) {
			return true
		}
	}
	return !slices.ContainsFunc(b.descs, f.belongs)
}

// belongs reports whether description d says whose or of what: "the board's envoy", "the envoy of Nordland".
func (f *finder) belongs(d *node) bool {
	if d.owner != nil || d.possess >= 0 || f.complement(d) != "" {
		return true
	}
	for k := max(0, d.first-1); k < d.end; k++ {
		if f.t.Lower(k) == "'s" {
			return true
		}
	}
	return false
}

// complement returns the first word of a name behind "of", "for" or "from" after d, folded.
func (f *finder) complement(d *node) string {
	k := d.end
	if k+1 >= len(f.t.Tokens) || !f.sameSentence(k+1, d.first) {
		return ""
	}
	if w := f.t.Word(k); w != "of" && w != "for" && w != "from" {
		return ""
	}
	if k++; f.t.Word(k) == "the" && k+1 < len(f.t.Tokens) && f.sameSentence(k+1, d.first) {
		k++
	}
	if !capitalised(f.t.Word(k)) {
		return ""
	}
	return Fold(f.t.Word(k))
}

// lookupCountryFold looks up a word whose capital was dropped.
func lookupCountryFold(m string) bool {
	r, size := utf8.DecodeRuneInString(m)
	return lookupCountry(string(unicode.ToUpper(r))+m[size:]).form != noCountry
}

// bodyFits reports whether collective description d takes up body b, by a word in its name or by its own description.
func (f *finder) bodyFits(d *node, b *being) bool {
	for _, e := range b.descs {
		if e.lemma == d.lemma && e.first < d.first {
			return true
		}
	}
	if b.kind != corpus.Body || len(b.names) == 0 || b.names[0].first > d.first {
		return false
	}
	for _, p := range b.parts {
		if p == d.lemma || bodyNames[d.lemma][p] {
			return len(d.mods) <= 1 || d.country != ""
		}
	}
	return false
}
