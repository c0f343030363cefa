package entity

import (
	"slices"
	"strings"
)

// syntax marks subjects, genitives and what stands in quotation marks.
func (f *finder) syntax() {
	doubled := f.doubled()
	for _, n := range f.nodes {
		n.quoted = f.t.Quoted(f.t.Tokens[n.first].Start) || doubled[n.first]
		if n.end < len(f.t.Tokens) && f.sameSentence(n.first, n.end) {
			w := f.t.Lower(n.end)
			n.genitive = w == "'s" || w == "'" || w == "’"
		}
		if n.form == formPronoun {
			switch f.t.Lower(n.first) {
			case "his", "its", "their", "whose":
				n.genitive = true
			case "her":
				n.genitive = n.end < len(f.t.Tokens) && wordy(f.t.Lower(n.end)) && !closed[f.t.Lower(n.end)]
			case "he", "she", "they", "who":
				n.subject = true
			}
		}
		n.subject = n.subject || !n.genitive && f.isSubject(n)
	}
	f.joinedSubjects()
}

// doubled are the tokens between pairs of doubled apostrophes, as some papers write quotation marks, each pair within one paragraph.
func (f *finder) doubled() map[int]bool {
	in := map[int]bool{}
	if !strings.Contains(f.t.Raw, "''") {
		return in
	}
	open := -1
	for i := 0; i+1 < len(f.t.Tokens); i++ {
		if open >= 0 && f.t.Tokens[i].Paragraph != f.t.Tokens[open].Paragraph {
			open = -1
		}
		if f.t.Word(i) != "'" || f.t.Word(i+1) != "'" || f.t.Tokens[i].End != f.t.Tokens[i+1].Start {
			continue
		}
		if open < 0 {
			open = i
		} else {
			for k := open; k < i+2; k++ {
				in[k] = true
			}
			open = -1
		}
		i++
	}
	return in
}

// joinedSubjects makes the first of two joined noun phrases a subject where the second is one: "X and his aide Y said".
func (f *finder) joinedSubjects() {
	byEnd := map[int]*node{}
	for _, n := range f.nodes {
		byEnd[n.end] = n
	}
	for _, n := range slices.Backward(f.nodes) {
		if !n.subject || n.form == formPronoun {
			continue
		}
		for k := n.first - 1; k > max(0, n.first-5) && f.sameSentence(k, n.first); k-- {
			w := f.t.Lower(k)
			if w == "and" {
				if m := byEnd[k]; m != nil && !f.afterPreposition(m) && !m.genitive {
					m.subject = true
				}
				break
			}
			if !wordy(w) && !capitalised(f.t.Word(k)) || verbLike(w) {
				break
			}
		}
	}
}

// isSubject reports whether a verb follows the noun phrase, or a speech verb stands before it after its quotation.
func (f *finder) isSubject(n *node) bool {
	if f.afterPreposition(n) {
		return false
	}
	return slices.ContainsFunc(f.afterAppositions(n), f.verbAt) || f.reported(n)
}

// verbAt reports whether token k is a verb, adverbs and the like before it allowed.
func (f *finder) verbAt(k int) bool {
	for from := k; k < len(f.t.Tokens) && f.sameSentence(k, from); k++ {
		w := f.t.Lower(k)
		if verbLike(w) {
			return true
		}
		if w == "others" && f.t.Lower(k-1) == "and" || w == "and" && k+1 < len(f.t.Tokens) && f.t.Lower(k+1) == "others" {
			continue
		}
		if !strings.HasSuffix(w, "ly") && !strings.HasSuffix(w, "self") && w != "also" && w != "then" && w != "now" && w != "often" && w != "never" {
			break
		}
	}
	return false
}

// afterAppositions returns the tokens at which the verb of subject n can stand: right after it and where somebody is from, and after each comma of
// the appositions that follow it, five at most.
func (f *finder) afterAppositions(n *node) []int {
	if n.end >= len(f.t.Tokens) || !f.sameSentence(n.end, n.first) {
		return nil
	}
	if f.t.Word(n.end) != "," {
		return []int{f.afterOffice(n.end)}
	}
	var out []int
	for k := n.end + 1; k < min(len(f.t.Tokens), n.end+30) && f.sameSentence(k, n.first) && len(out) < 5; k++ {
		if f.t.Word(k) == "," && k+1 < len(f.t.Tokens) {
			out = append(out, k+1)
		}
	}
	return out
}

// afterOffice skips a prepositional phrase that tells where somebody is from or works: "X at the Institute of Y".
func (f *finder) afterOffice(k int) int {
	if k >= len(f.t.Tokens) || !officePrepositions[f.t.Lower(k)] {
		return k
	}
	for i := k + 1; i < min(len(f.t.Tokens), k+10) && f.sameSentence(i, k); i++ {
		w := f.t.Lower(i)
		if verbLike(w) {
			return i
		}
		if !capitalised(f.t.Word(i)) && w != "the" && w != "of" && w != "for" && w != "and" {
			break
		}
	}
	return k
}

var officePrepositions = words(`of at from with for`)

var prepositions = words(`of in on at by for from with about into over under after before between among against during through without within to toward towards upon like than despite near`)

func (f *finder) afterPreposition(n *node) bool {
	k := n.first - 1
	if n.form == formName && n.title < n.first {
		k = n.title - 1
	}
	for k >= 0 && f.sameSentence(k, n.first) && (adjectival(f.t.Word(k)) || f.t.Lower(k) == "the" || nouns[bare(f.t.Word(k))].lemma != "" && capitalised(f.t.Word(k))) {
		k--
	}
	return k >= 0 && f.sameSentence(k, n.first) && prepositions[f.t.Lower(k)]
}

// embedded reports whether m is the subject of a subordinate clause.
func (f *finder) embedded(m *node) bool {
	if (f.reported(m) || f.thought(m)) && f.verbAfter(m) {
		return true
	}
	k := m.first - 1
	if m.form == formName && m.title < m.first {
		k = m.title - 1
	}
	if k < 0 || !f.sameSentence(k, m.first) {
		return false
	}
	switch f.t.Lower(k) {
	case "that", "whether", "if", "because", "which", "what", "how", "why", "when", "while", "as", "who", "where", "than", "though", "although":
		return true
	}
	return false
}

// thought reports whether a verb of thinking stands right before m.
func (f *finder) thought(m *node) bool {
	k := m.first - 1
	if m.form == formName && m.title < m.first {
		k = m.title - 1
	}
	return k >= 0 && f.sameSentence(k, m.first) && thinking[f.t.Lower(k)]
}

var thinking = words(`thought thinks think believed believes believe felt feels hoped hopes knew knows feared fears doubted doubts expected expects assumed wished saw sees
	says say insists argues claims warns means meant suggests shows showed`)

// speaks reports whether a speech verb goes with m, appositions between commas allowed.
func (f *finder) speaks(m *node) bool {
	for _, k := range f.afterAppositions(m) {
		reach := 1 // after an apposition the verb comes at once: "X, he said" is not X
		if k == m.end {
			reach = 3
		} else if m.form != formName || m.quoted {
			break
		}
		for i := k; i < min(k+reach, len(f.t.Tokens)) && f.sameSentence(i, m.first); i++ {
			if saying[f.t.Lower(i)] {
				return true
			}
		}
	}
	return f.reported(m) && !f.verbAfter(m)
}

// aside reports whether pronoun p and its speech verb stand between commas or at the end of what is reported: "it was late, he said".
func (f *finder) aside(p *node) bool {
	if !p.subject || p.first == 0 || f.t.Word(p.first-1) != "," || !f.sameSentence(p.first-1, p.first) || p.end >= len(f.t.Tokens) || !saying[f.t.Lower(p.end)] {
		return false
	}
	k := p.end + 1
	return k >= len(f.t.Tokens) || !f.sameSentence(k, p.first) || !wordy(f.t.Lower(k)) && !capitalised(f.t.Word(k))
}

// speakerBefore reports whether somebody other than m speaks in the sentence of p before it, by name.
func (f *finder) speakerBefore(m, p *node) bool {
	i, _ := slices.BinarySearchFunc(f.names, p.first, func(n *name, at int) int { return n.first - at })
	for i--; i >= 0 && f.sameSentence(f.names[i].first, p.first); i-- {
		if n := f.names[i].node; n != nil && n != m && !n.quoted && f.speaks(n) {
			return true
		}
	}
	return false
}

// reported reports whether a speech verb stands right before m and its title.
func (f *finder) reported(m *node) bool {
	k := m.first - 1
	if m.form == formName && m.title < m.first {
		k = m.title - 1
	}
	if k > 0 && f.t.Lower(k) == "'s" {
		for k--; k > 0 && f.inName[k] && f.inName[k-1]; k-- { // "noted the Herald's Ola Brandt"
		}
		if k--; k > 0 && f.t.Lower(k) == "the" {
			k--
		}
	}
	return k >= 0 && f.sameSentence(k, m.first) && saying[f.t.Lower(k)]
}

// verbAfter reports whether a verb follows m, an adverb or "n't" allowed: what is said of m, not what m said.
func (f *finder) verbAfter(m *node) bool {
	return m.end < len(f.t.Tokens) && f.sameSentence(m.first, m.end) && (verbLike(f.t.Lower(m.end)) || strings.HasSuffix(f.t.Lower(m.end), "ly"))
}
