package quote

import "slices"

// subjects reads a piece of content that stands right before the cue, where there is no source beside it. Before a that-clause it is the source;
// with nothing else it is who said nothing, "The ministry has not commented", unless the cue is a passive.
func (m *mender) subjects() {
	m.reports = slices.DeleteFunc(m.reports, func(r report) bool {
		return len(r.Cue) > 0 && len(r.Content) == 1 && m.subject(r) && !m.has(r.Cue[0], being) && (len(r.Source) == 0 || r.Source[0] == r.Content[0])
	})
	for k := range m.reports {
		r := &m.reports[k]
		if len(r.Source) == 0 && len(r.Cue) > 0 && len(r.Content) > 1 && m.Low[r.Content[1].From] == "that" && m.subject(*r) {
			r.Source, r.Content = r.Content[:1], r.Content[1:]
		}
	}
}

// subject reports whether the first content of r stands right before its cue as a noun phrase.
func (m *mender) subject(r report) bool {
	first := r.Content[0]
	return first.To == r.Cue[0].From && first.To-first.From <= 8 && m.nominal(first)
}

// namedBeside makes the name right before a cue the source, where the model took a word farther to the left: "she said,
// before Name replied".
func (m *mender) namedBeside() {
	for k := range m.reports {
		r := &m.reports[k]
		if len(r.Cue) == 0 || len(r.Source) != 1 || !quoting[m.Low[r.Cue[0].From]] || r.Source[0].To >= r.Cue[0].From {
			continue
		}
		at := r.Cue[0].From
		from := at
		for from > m.First[m.Tokens[at].Sentence] && m.Capital(from-1) && m.IsWord(from-1) && !m.Quoted[from-1] {
			from--
		}
		if at-from >= 2 && !touches(r.Source, stretch(from, at)) && m.pronoun(r.Source[0]) {
			r.Source = []run{stretch(from, at)}
		}
	}
}

// nearerSubject makes the noun phrase right before a cue the source, where another verb of saying stands between it and the source that the model
// took: in "Police said Mr Dunne, 44, told officers: “…”" Mr Dunne speaks.
func (m *mender) nearerSubject() {
	for k := range m.reports {
		r := &m.reports[k]
		if len(r.Cue) == 0 || len(r.Source) != 1 || r.Source[0].To >= r.Cue[0].From || len(r.Content) == 0 || r.Content[0].From < r.Cue[0].To {
			continue
		}
		at := r.Cue[0].From
		if !quoting[m.Low[at]] && m.Low[at] != "told" {
			continue
		}
		from := r.Source[0].To
		for from < at && (reportingVerbs[m.Low[from]]&(clausal|speech) != clausal|speech || m.Quoted[from]) {
			from++
		}
		if from++; from >= at || m.Tokens[from].Sentence != m.Tokens[at].Sentence {
			continue
		}
		if m.Low[from] == "that" {
			from++
		}
		if subject := m.outer(stretch(from, at)); m.nounPhrase(subject) {
			r.Source = []run{stretch(from, at)}
		}
	}
}

// nounPhrase reports whether r is a noun phrase that begins with a capital, an article or a pronoun, ages and appositions between commas allowed.
func (m *mender) nounPhrase(r run) bool {
	if r.Empty() || r.To-r.From > 12 || !m.Capital(r.From) && !determiners[m.Low[r.From]] && !m.pronoun(stretch(r.From, r.From+1)) {
		return false
	}
	for i := r.From; i < r.To; i++ {
		if w := m.Low[i]; w != "," && !m.nominal(stretch(i, i+1)) || reportingVerbs[w] != 0 && !m.Capital(i) || preposition[w] && w != "of" && w != "for" && w != "from" {
			return false
		}
	}
	return true
}

func (m *mender) pronoun(r run) bool { return r.To-r.From == 1 && pronouns[m.Low[r.From]] }
