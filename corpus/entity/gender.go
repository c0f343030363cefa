package entity

import "example.org/briefbot/corpus"

// genders learns the gender of people from pronouns that can stand for nobody else: those whose sentence and the
// one before name one person only.
func (f *finder) genders() {
	votes := map[*being]int{}
	for i, n := range f.nodes {
		if n.form != formPronoun || n.quoted {
			continue
		}
		c := pronounClasses[f.t.Lower(n.first)]
		if c != heClass && c != sheClass || f.early(n) {
			continue
		}
		only := f.onlyPerson(i)
		if m := f.selfReport(i); m != nil {
			only = m
		}
		if only == nil || only.gender != either {
			continue
		}
		if c == heClass {
			votes[only]++
		} else {
			votes[only]--
		}
	}
	f.nearVotes(votes)
	for b, v := range votes {
		if v > 1 || v == 1 && b.kind == corpus.Person {
			b.gender = male
		} else if v < -1 || v == -1 && b.kind == corpus.Person {
			b.gender = female
		}
	}
}

// selfReport returns the subject of the speech verb right before the pronoun at node i: "X said he".
func (f *finder) selfReport(i int) *being {
	p := f.nodes[i]
	for j := i - 1; j >= 0 && p.subject && f.sameSentence(f.nodes[j].first, p.first); j-- {
		if m := f.nodes[j]; m.form == formName && m.being != nil && m.subject && m.being.personal() && f.reporting(m, p) {
			return m.being
		}
	}
	return nil
}

// nearVotes adds a vote for those of whom a text of many pronouns plainly says the same: the nearest person before a pronoun in its sentence is
// mostly the right one, so two thirds of four or more decide.
func (f *finder) nearVotes(votes map[*being]int) {
	type count struct{ he, she int }
	near := map[*being]count{}
	for i, n := range f.nodes {
		if n.form != formPronoun || n.quoted || i == 0 {
			continue
		}
		m := f.nodes[i-1]
		if m.form != formName || m.being == nil || !m.being.personal() || !f.sameSentence(m.first, n.first) {
			continue
		}
		c := near[m.being]
		switch pronounClasses[f.t.Lower(n.first)] {
		case heClass:
			c.he++
		case sheClass:
			c.she++
		}
		near[m.being] = c
	}
	for b, c := range near {
		if b.gender != either || votes[b] != 0 || c.he+c.she < 4 {
			continue
		}
		if c.he > 2*c.she {
			votes[b] = 2
		} else if c.she > 2*c.he {
			votes[b] = -2
		}
	}
}

// onlyPerson returns the one person whom the sentence of the pronoun at node i names before it, failing any there, the sentence before;
// nil when they name several.
func (f *finder) onlyPerson(i int) *being {
	s := f.t.Tokens[f.nodes[i].first].Sentence
	var only *being
	in := s
	for j := i - 1; j >= 0; j-- {
		m := f.nodes[j]
		at := f.t.Tokens[m.first].Sentence
		if at < s-1 || only != nil && at < in {
			break
		}
		if m.form != formName || m.being == nil || !m.being.personal() {
			continue
		}
		if only != nil && only != m.being {
			return nil
		}
		only, in = m.being, at
	}
	return only
}
