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

func (m *mender) pronoun(r run) bool { return r.To-r.From == 1 && pronouns[m.Low[r.From]] }
