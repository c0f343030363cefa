package entity

import "strings"

// syntax marks subjects, genitives and what stands in quotation marks.
func (f *finder) syntax() {
	for _, n := range f.nodes {
		n.quoted = f.t.Quoted(f.t.Tokens[n.first].Start)
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
}

// isSubject reports whether a verb follows the noun phrase, or a speech verb stands before it after its quotation.
func (f *finder) isSubject(n *node) bool {
	k := n.end
	if k < len(f.t.Tokens) && f.sameSentence(k, n.first) && f.t.Word(k) == "," {
		for k++; k < min(len(f.t.Tokens), n.end+16) && f.sameSentence(k, n.first) && f.t.Word(k) != ","; k++ {
		}
		k++
	}
	if f.afterPreposition(n) {
		return false
	}
	for ; k < len(f.t.Tokens) && f.sameSentence(k, n.first); k++ {
		w := f.t.Lower(k)
		if verbLike(w) {
			return true
		}
		if !strings.HasSuffix(w, "ly") && w != "also" && w != "then" && w != "now" && w != "often" && w != "never" {
			break
		}
	}
	return n.first > 0 && f.sameSentence(n.first-1, n.first) && saying[f.t.Lower(n.first-1)]
}

var prepositions = words(`of in on at by for from with about into over under after before between among against during through without within to toward towards upon like than despite near`)

func (f *finder) afterPreposition(n *node) bool {
	k := n.first - 1
	for k >= 0 && f.sameSentence(k, n.first) && (adjectival(f.t.Word(k)) || f.t.Lower(k) == "the" || nouns[bare(f.t.Word(k))].lemma != "" && capitalised(f.t.Word(k))) {
		k--
	}
	return k >= 0 && f.sameSentence(k, n.first) && prepositions[f.t.Lower(k)]
}

// embedded reports whether m is the subject of a subordinate clause.
func (f *finder) embedded(m *node) bool {
	if f.reported(m) && f.verbAfter(m) {
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

// speaks reports whether a speech verb goes with m.
func (f *finder) speaks(m *node) bool {
	for k := m.end; k < min(m.end+3, len(f.t.Tokens)) && f.sameSentence(k, m.first); k++ {
		if saying[f.t.Lower(k)] {
			return true
		}
	}
	return f.reported(m) && !f.verbAfter(m)
}

// reported reports whether a speech verb stands right before m and its title.
func (f *finder) reported(m *node) bool {
	k := m.first - 1
	if m.form == formName && m.title < m.first {
		k = m.title - 1
	}
	return k >= 0 && f.sameSentence(k, m.first) && saying[f.t.Lower(k)]
}

// verbAfter reports whether a verb follows m, an adverb or "n't" allowed: what is said of m, not what m said.
func (f *finder) verbAfter(m *node) bool {
	return m.end < len(f.t.Tokens) && f.sameSentence(m.first, m.end) && (verbLike(f.t.Lower(m.end)) || strings.HasSuffix(f.t.Lower(m.end), "ly"))
}
