package entity

import (
	"math"
	"slices"
	"strings"

	"example.org/briefbot/corpus"
)

// pronoun classes.
type pronounClass int

const (
	noPronoun pronounClass = iota
	heClass
	sheClass
	theyClass
	itClass
	whoClass
)

var pronounClasses = map[string]pronounClass{
	"he": heClass, "him": heClass, "his": heClass, "himself": heClass,
	"she": sheClass, "her": sheClass, "hers": sheClass, "herself": sheClass,
	"they": theyClass, "them": theyClass, "their": theyClass, "theirs": theyClass, "themselves": theyClass,
	"it": itClass, "its": itClass, "itself": itClass,
	"who": whoClass, "whose": whoClass, "whom": whoClass,
}

// findPronouns adds a node for each third-person or relative pronoun.
func (f *finder) findPronouns() {
	for i := range f.t.Tokens {
		if pronounClasses[f.t.Lower(i)] == noPronoun || f.inName[i] {
			continue
		}
		n := &node{first: i, end: i + 1, form: formPronoun, possess: -1}
		f.nodes = append(f.nodes, n)
		f.pronouns[i] = n
	}
}

// personal reports whether b can be one person.
func (b *being) personal() bool {
	return b.kind == corpus.Person || b.kind == corpus.Unknown && b.spoke && !b.thing || b.kind == corpus.Group && b.number == singular
}

// antecedent returns whom the pronoun at node i stands for, nil when that is not clear.
func (f *finder) antecedent(i int) *being {
	p := f.nodes[i]
	c := pronounClasses[f.t.Lower(p.first)]
	if c == whoClass {
		return f.relative(i)
	}
	if f.unknownSpeaker(i) {
		return nil
	}
	type scored struct {
		b *being
		s float64
	}
	var all []scored
	seen := map[*being]bool{}
	if b := f.quoteSpeaker(i); b != nil {
		seen[b] = true
	}
	for j := i - 1; j >= 0 && i-j < 60; j-- {
		m := f.nodes[j]
		if f.leftOpen(m, p, c) {
			if s := f.score(p, f.somebody(m), c); !math.IsInf(s, -1) {
				all = append(all, scored{nil, s})
			}
			continue
		}
		if m.being == nil || seen[m.being] || !f.agrees(c, m.being) {
			continue
		}
		s := f.score(p, m, c)
		if math.IsInf(s, -1) {
			continue
		}
		seen[m.being] = true
		for k := j - 1; k >= 0 && f.t.Tokens[f.nodes[k].first].Sentence >= f.t.Tokens[m.first].Sentence-1; k-- {
			// a more prominent mention of the same one nearby counts
			if f.nodes[k].being == m.being {
				s = max(s, f.score(p, f.nodes[k], c))
			}
		}
		all = append(all, scored{m.being, s + f.salience(m.being)})
	}
	if b := f.ahead(i, c); b != nil {
		all = append(all, scored{b, 2.5})
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		switch {
		case a.s > b.s:
			return -1
		case a.s < b.s:
			return 1
		}
		return 0
	})
	if all[0].b == nil || all[0].s < least[c] || all[0].b.gender == either && all[0].b.kind != corpus.Group && all[0].s < unknownLeast && (c == heClass || c == sheClass) {
		return nil
	}
	if len(all) > 1 && all[0].b != all[1].b && all[0].s-all[1].s < margin[c] {
		return nil
	}
	return all[0].b
}

// unknownSpeaker reports whether the pronoun at node i is the subject of what somebody said whom the finder does not know, so that it rather
// means them than anybody it knows: "Dredgers in Oslo said they would wait."
func (f *finder) unknownSpeaker(i int) bool {
	p := f.nodes[i]
	k := p.first - 1
	if k > 0 && f.t.Lower(k) == "that" {
		k--
	}
	if !p.subject || p.quoted || k < 1 || !f.sameSentence(k-1, p.first) || !saying[f.t.Lower(k)] || !wordy(f.t.Lower(k-1)) {
		return false
	}
	for j := i - 1; j >= 0 && f.sameSentence(f.nodes[j].first, p.first); j-- {
		if f.nodes[j].subject {
			return false
		}
	}
	return true
}

// leftOpen reports whether m speaks of one person of whom it stayed open who it is, and whom pronoun p may mean as well.
func (f *finder) leftOpen(m, p *node, c pronounClass) bool {
	if m.being != nil || m.quoted || p.quoted || c != heClass && c != sheClass {
		return false
	}
	if m.form == formPronoun {
		return pronounClasses[f.t.Lower(m.first)] == c
	}
	wrong := male
	if c == heClass {
		wrong = female
	}
	return m.form == formRole && m.subject && m.definite && m.noun.number == singular && m.noun.gender != wrong && m.owner == nil && m.possess < 0
}

// somebody is m as a mention of a person whose gender is known.
func (f *finder) somebody(m *node) *node {
	open := *m
	open.being = &being{kind: corpus.Person, gender: male}
	return &open
}

// quoteSpeaker returns who speaks the quotation in which the pronoun at node i stands, nil when it stands in none
// or its speaker is not plain: the nearest one in the paragraph with a speech verb beside it.
func (f *finder) quoteSpeaker(i int) *being {
	p := f.nodes[i]
	if !p.quoted {
		return nil
	}
	para := f.t.Tokens[p.first].Paragraph
	for j := i + 1; j < len(f.nodes) && f.t.Tokens[f.nodes[j].first].Paragraph == para; j++ {
		if m := f.nodes[j]; !m.quoted && m.form == formName && m.being != nil && f.speaks(m) {
			return m.being
		}
	}
	for j := i - 1; j >= 0 && f.t.Tokens[f.nodes[j].first].Paragraph >= para-1; j-- {
		if m := f.nodes[j]; !m.quoted && m.being != nil && f.speaks(m) {
			return m.being
		}
	}
	return nil
}

// least is the score a pronoun's antecedent must have, margin by how much it must lead.
var (
	least  = map[pronounClass]float64{heClass: -3, sheClass: -3, theyClass: 0.8, itClass: 1.2}
	margin = map[pronounClass]float64{heClass: 0.7, sheClass: 0.7, theyClass: 1, itClass: 1}
)

// unknownLeast is the least score of somebody of whom nothing shows whether "he" or "she" is right.
const unknownLeast = 0.3

// salience favours those whom the document speaks of often.
func (f *finder) salience(b *being) float64 {
	return min(1, 0.3*math.Log2(1+float64(len(b.names))))
}

// agrees reports whether a pronoun of class c can stand for b.
func (f *finder) agrees(c pronounClass, b *being) bool {
	switch c {
	case heClass:
		return b.personal() && b.gender != female
	case sheClass:
		return b.personal() && b.gender != male
	case theyClass:
		return b.kind == corpus.Group && b.number != singular || b.kind == corpus.Body || b.plural
	case itClass:
		return b.kind == corpus.Body || b.kind == corpus.Place || b.kind == corpus.Group && b.number == collective
	}
	return false
}

// score rates mention m as the antecedent of pronoun p.
func (f *finder) score(p, m *node, c pronounClass) float64 {
	tp, tm := f.t.Tokens[p.first], f.t.Tokens[m.first]
	apart := f.told[tp.Sentence] - f.told[tm.Sentence]
	paras := tp.Paragraph - tm.Paragraph
	if apart > 5 || paras > 2 {
		return math.Inf(-1)
	}
	s := []float64{0, -0.5, -1.8, -2.6, -3.2, -3.6}[apart]
	s -= 0.6 * float64(paras)
	switch {
	case m.subject:
		s += 2
	case m.genitive:
		s -= 0.3
	case f.afterPreposition(m):
		s -= 0.4
	}
	if m.form == formPronoun {
		s += 0.5
	}
	if !p.quoted && f.speaks(m) && f.speaks(p) {
		s += 0.8 // speakers go on speaking
	}
	if apart == 0 && m.subject && p.subject && f.reporting(m, p) {
		s += 1.2 // "X said he": the speaker speaks of himself
	}
	if apart == 0 && m.subject && p.subject && !m.quoted && p.first > 0 && joining[f.t.Lower(p.first-1)] {
		s += 0.8 // "X left, and he rang"
	}
	if apart > 0 && f.embedded(m) {
		s -= 0.8
		if !p.quoted && f.speaks(p) {
			s -= 0.8 // "X said Y was late. “…,” he said": X goes on
		}
	}
	if (m.being.gender == either) && (c == heClass || c == sheClass) {
		s -= 1
	}
	if m.being.kind == corpus.Unknown && !m.being.spoke || m.being.kind == corpus.Group && (c == heClass || c == sheClass) {
		s -= 0.5
	}
	if m.subject && p.subject && !p.quoted && (apart == 1 && f.speaks(p) || apart == 0 && f.whether(p)) && f.asks(m) {
		s -= 3 // who asked does not answer, and hardly asks of himself
	}
	if m.quoted && !p.quoted {
		s -= 2
	}
	if p.quoted && m.subject && f.speaks(m) {
		// The speaker of a quotation does not speak of himself as "he".
		if apart == 0 || apart == 1 && paras == 0 {
			return math.Inf(-1)
		}
		s -= 1.5
	}
	if apart == 0 && m.subject && !p.genitive && !p.subject && !f.clauseBetween(m.end, p.first) && !strings.HasSuffix(f.t.Lower(p.first), "self") {
		return math.Inf(-1)
	}
	if apart == 0 && (m.end == p.first || m.form != formPronoun && f.aside(p) && !f.speaks(m) && (!m.subject || m.end+1 == p.first || f.speakerBefore(m, p))) {
		return math.Inf(-1) // hardly anybody calls himself by name in what he is reported to say
	}
	return s
}

// reporting reports whether m is the subject of a speech verb that stands right before p, "that" allowed, its apposition apart:
// "Mara Lindqvist, the mayor, said she".
func (f *finder) reporting(m, p *node) bool {
	k := p.first - 1
	if k > 0 && f.t.Lower(k) == "that" {
		k--
	}
	if k < m.end || !saying[f.t.Lower(k)] {
		return false
	}
	from := m.end
	if f.t.Word(from) == "," {
		for from++; from < k && f.t.Word(from) != ","; from++ {
		}
		from++
	}
	for ; from < k; from++ {
		if w := f.t.Lower(from); w != "has" && w != "had" && w != "also" && !strings.HasSuffix(w, "ly") {
			return false
		}
	}
	return true
}

// whether reports whether p is the subject of an indirect question.
func (f *finder) whether(p *node) bool {
	return p.first > 0 && f.sameSentence(p.first-1, p.first) && (f.t.Lower(p.first-1) == "whether" || f.t.Lower(p.first-1) == "if")
}

// asks reports whether m is the subject of a verb of asking.
func (f *finder) asks(m *node) bool {
	for _, k := range f.afterAppositions(m) {
		for i := k; i < min(k+3, len(f.t.Tokens)) && f.sameSentence(i, m.first); i++ {
			if asking[f.t.Lower(i)] {
				return true
			}
		}
	}
	return false
}

var asking = words(`ask asks asked asking wonders wondered presses pressed challenges challenged questions questioned inquired`)

// joining words begin a clause that goes on with the subject of the one before.
var joining = words(`and but though although because so when while if`)

// clauseBetween reports whether a clause may begin within tokens [i,j).
func (f *finder) clauseBetween(i, j int) bool {
	for ; i < j; i++ {
		switch f.t.Lower(i) {
		case ",", "that", "and", "but", "to", "because", "if", "when", "who", "which", "as", "while", "whether", ";", "—", ":", "or", "after", "before":
			return true
		}
	}
	return false
}

// relative returns whom "who" refers to: the noun phrase right before it, a comma allowed.
func (f *finder) relative(i int) *being {
	p := f.nodes[i]
	k := p.first
	if k > 0 && f.t.Word(k-1) == "," {
		k--
	}
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if f.nodes[j].end == k && f.sameSentence(f.nodes[j].first, p.first) {
			if b := f.nodes[j].being; b != nil && (b.personal() || b.kind == corpus.Group) {
				return b
			}
		}
	}
	return nil
}

// ahead returns the subject that follows the subordinate clause in which the pronoun at node i stands at the beginning of its
// sentence: "As he prepares to leave, Smith has ...".
func (f *finder) ahead(i int, c pronounClass) *being {
	p := f.nodes[i]
	if !f.early(p) {
		return nil
	}
	for j := i + 1; j < len(f.nodes) && f.sameSentence(f.nodes[j].first, p.first); j++ {
		m := f.nodes[j]
		if m.form != formName || m.being == nil || m.quoted || f.afterPreposition(m) && !f.commaBefore(m, p.end) {
			continue
		}
		if !f.agrees(c, m.being) || !f.commaBefore(m, p.end) {
			return nil
		}
		return m.being
	}
	return nil
}

// early reports whether p stands in a subordinate clause that begins its sentence, so that its name may follow.
func (f *finder) early(p *node) bool {
	first, _ := f.t.TokensIn(f.t.Sentences[f.t.Tokens[p.first].Sentence])
	return p.first-first <= 4 && !p.quoted && subordinators[f.t.Lower(first)]
}

var subordinators = words(`as when while after before although though if because since despite in following during with by on asked given until once for at like unlike`)

// commaBefore reports whether only a title stands between m and a comma that follows token from.
func (f *finder) commaBefore(m *node, from int) bool {
	for k := m.first - 1; k >= from && k > m.first-5; k-- {
		if f.t.Word(k) == "," {
			return true
		}
	}
	return false
}
