package quote

import "slices"

// citations reads "According to a report by X, citing Y, content": the model takes "citing" for the cue.
func (m *mender) citations() {
	for i := range m.Low {
		if m.Low[i] != "according" || m.Quoted[i] || i+2 >= len(m.Low) || m.Low[i+1] != "to" {
			continue
		}
		end := m.First[m.Tokens[i].Sentence+1]
		x := m.phrase(i+2, end)
		c := x.To
		if c+1 >= end || m.Low[c] != "," || m.Low[c+1] != "citing" && m.Low[c+1] != "quoting" {
			continue
		}
		y := m.phrase(c+2, end)
		content := m.trim(stretch(y.To, end))
		if x.Empty() || y.Empty() || y.To >= end || m.Low[y.To] != "," || content.To-content.From < 3 {
			continue
		}
		source := []run{x}
		if m.has(y, anonymousHeads) || m.Capital(y.To-1) {
			source = append(source, y)
		}
		m.reports = slices.DeleteFunc(m.reports, func(r report) bool {
			return touches(r.Cue, stretch(i, y.To))
		})
		m.reports = append(m.reports, report{
			Source: source, Cue: []run{stretch(i, i+2)}, Content: []run{content}, Confidence: certain,
		})
	}
}

// citers reads "X, citing a memo, said …": the model takes "citing" for the cue of all that follows.
func (m *mender) citers() {
	for i := 1; i < len(m.Low); i++ {
		if m.Low[i] != "citing" && m.Low[i] != "quoting" || m.Quoted[i] || m.Low[i-1] != "," {
			continue
		}
		end := m.First[m.Tokens[i].Sentence+1]
		c := m.phrase(i+1, end).To
		if c+2 >= end || m.Low[c] != "," || !quoting[m.Low[c+1]] {
			continue
		}
		cue, content := stretch(c+1, c+2), m.trim(stretch(c+2, end))
		source := m.nounLeft(i-1, m.First[m.Tokens[i].Sentence])
		if source.Empty() || content.To-content.From < 2 || m.cued(cue) >= 0 {
			continue
		}
		m.reports = slices.DeleteFunc(m.reports, func(r report) bool { return touches(r.Cue, stretch(i, c)) })
		m.reports = append(m.reports, report{Source: []run{source}, Cue: []run{cue}, Content: []run{content}, Confidence: certain})
	}
}
