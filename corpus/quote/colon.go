package quote

import "slices"

// sentencesApart takes from a report the quotation that ends the sentence before it, where the report has a content of its own: in “A.” X said
// that B, A was said by whoever spoke before.
func (m *mender) sentencesApart() {
	for _, q := range m.Quotes {
		i, j := m.TokensIn(q.Span)
		own := stretch(i, j)
		if own.Empty() || !m.endsSentence(j) {
			continue
		}
		for k := range m.reports {
			r := &m.reports[k]
			if len(r.Cue) == 0 || r.Cue[0].From < j || m.Tokens[r.Cue[0].From].Sentence != m.Tokens[j].Sentence || !touches(r.Content, own) {
				continue
			}
			if slices.ContainsFunc(r.Content, func(c run) bool { return c.From >= r.Cue[0].To }) {
				r.Content = without(r.Content, own)
			}
		}
	}
}

// endsSentence reports whether another sentence of the paragraph begins with token j.
func (m *mender) endsSentence(j int) bool {
	return j > 0 && j < len(m.Low) && m.Tokens[j].Sentence != m.Tokens[j-1].Sentence && m.Tokens[j].Paragraph == m.Tokens[j-1].Paragraph
}

// announced gives a quotation behind a colon to the cue before it, "Here is what she told the council:", or to whom the sentence before
// the colon is about: "A second diplomat was less gloomy:".
func (m *mender) announced() {
	for _, q := range m.Quotes {
		i, j := m.TokensIn(q.Span)
		if i < 2 || i == j || m.Low[i-1] != ":" {
			continue
		}
		own := stretch(i, j)
		within := func(r report) bool { return len(r.Cue) > 0 && own.From <= r.Cue[0].From && r.Cue[0].From < own.To }
		if all, _ := m.Count(own); all < 3 || slices.ContainsFunc(m.reports, func(r report) bool {
			return len(r.Cue) > 0 && !within(r) && touches(r.Content, own)
		}) {
			continue
		}
		k := m.announcer(stretch(m.First[m.Tokens[i-1].Sentence], i-1))
		if k < 0 {
			continue
		}
		m.cut(k, own)
		r := &m.reports[k]
		r.Content = append(slices.DeleteFunc(r.Content, m.empty), own)
		r.Confidence = max(r.Confidence, certain)
		m.reports = slices.DeleteFunc(m.reports, within)
	}
}

// announcer returns the report of the verb of saying in the words s before a colon, the last if there are more, or -1. Where the model has found
// none it adds one.
func (m *mender) announcer(s run) int {
	for i := s.To - 1; i > s.From; i-- {
		if !quoting[m.Low[i]] || m.Quoted[i] {
			continue
		}
		cue := stretch(i, i+1)
		if k := m.cued(cue); k >= 0 {
			if !slices.ContainsFunc(m.reports[k].Content, func(c run) bool { return !m.empty(c) }) {
				return k
			}
			return -1
		}
		if source := m.nounLeft(i, s.From); !source.Empty() {
			return m.announce(source, cue)
		}
		return -1
	}
	if source := m.about(s); !source.Empty() {
		return m.announce(source, stretch(s.To, s.To+1))
	}
	return -1
}

func (m *mender) announce(source, cue run) int {
	m.reports = append(m.reports, report{Source: []run{source}, Cue: []run{cue}, Confidence: certain})
	return len(m.reports) - 1
}

// about returns the subject that begins sentence s where it is a person by the look of it: a name, or a noun such as "diplomat".
func (m *mender) about(s run) run {
	who := m.nounRight(s.From, s.To)
	for k := who.From; k < who.To; k++ {
		if reportingVerbs[m.Low[k]] != 0 && !m.Capital(k) || m.clitic(k) || preposition[m.Low[k]] {
			return run{}
		}
	}
	if who.Empty() || who.To == s.To || !auxiliaries[m.Low[who.To]] && m.Low[who.To] != "," {
		return run{}
	}
	if named := who.To-who.From > 1 && m.Capital(who.To-1); !named && !anonymousHeads[m.Low[who.To-1]] {
		return run{}
	}
	return who
}
