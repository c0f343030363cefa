package quote

import (
	"slices"
	"strings"
)

// astray takes from reports the sources that only stand nearby.
func (m *mender) astray() {
	m.clauseBorders() // again, since rules may have joined what stands there
	m.turns()
	for k := range m.reports {
		r := &m.reports[k]
		if len(r.Source) == 1 {
			r.Source[0] = m.pastDateline(r.Source[0])
		}
		if m.labelled(r) {
			r.Source, r.Cue = nil, nil
		}
	}
	var own []report
	for k := range m.reports {
		if c := m.ownClause(&m.reports[k]); !c.Empty() {
			r := &m.reports[k]
			own = append(own, report{Source: r.Source, Cue: r.Cue, Content: []run{c}, Confidence: ShownThreshold})
			r.Source, r.Cue = nil, nil
		}
	}
	m.reports = append(m.reports, own...)
}

// clauseBorders ends reports at a semicolon: “A,” said X; “B,” said Y are two clauses, each with its own speaker.
func (m *mender) clauseBorders() {
	for k := range m.reports {
		r := &m.reports[k]
		for j, s := range r.Source {
			for i := s.From + 1; i < s.To; i++ {
				if m.Low[i] == ";" {
					r.Source[j].To = i
					break
				}
			}
		}
		if len(r.Cue) == 0 {
			continue
		}
		r.Content = slices.DeleteFunc(r.Content, func(c run) bool {
			if c.From <= r.Cue[0].To || m.Low[c.From-1] != ";" || !m.Quoted[c.From] {
				return false
			}
			for i := c.From; i < c.To; i++ {
				if reportingVerbs[m.Low[i]]&speech != 0 && !m.Quoted[i] {
					return true
				}
			}
			return false
		})
	}
}

// turns parts quotations that follow each other with nothing between: in “Is it?” “It is,” he said the first was said by another. Only the one
// beside the cue stays.
func (m *mender) turns() {
	var others []report
	for q := 1; q < len(m.Quotes); q++ {
		a, b := m.TokensIn(m.Quotes[q-1].Span)
		i, j := m.TokensIn(m.Quotes[q].Span)
		if b != i || a >= b || i >= j || m.Quotes[q-1].Close.Len() == 0 || m.Tokens[a].Paragraph != m.Tokens[i].Paragraph ||
			b-a < 3 || !strings.ContainsAny(m.Low[b-2], ".?!…") {
			continue
		}
		first, second := stretch(a, b), stretch(i, j)
		for k := range m.reports {
			r := &m.reports[k]
			if len(r.Cue) == 0 || !touches(r.Content, first) || !touches(r.Content, second) {
				continue
			}
			drop := first
			if r.Cue[0].From < a {
				drop = second
			}
			r.Content = without(r.Content, drop)
			others = append(others, report{Content: []run{drop}, Confidence: r.Confidence})
		}
	}
	m.reports = append(m.reports, others...)
}

// without takes r from content.
func without(content []run, r run) []run {
	var out []run
	for _, c := range content {
		for _, side := range []run{stretch(c.From, min(c.To, r.From)), stretch(max(c.From, r.To), c.To)} {
			if side.From < side.To {
				out = append(out, side)
			}
		}
	}
	return out
}

// pastDateline cuts off a dateline that begins the source: "OSLO, June 4 — The union".
func (m *mender) pastDateline(source run) run {
	if source.Empty() || source.From > 0 && m.Tokens[source.From-1].Paragraph == m.Tokens[source.From].Paragraph {
		return source
	}
	first := m.Word(source.From)
	place := len(first) > 2 && first == strings.ToUpper(first)
	for i := source.From; i+1 < source.To; i++ {
		w := m.Word(i)
		switch {
		case w == "—" || w == "–" || w == "-" || w == "--":
			if place {
				return stretch(i+1, source.To)
			}
			return source
		case w[0] >= '0' && w[0] <= '9':
			place = true
		case m.IsWord(i) && !m.Capital(i):
			return source
		}
	}
	return source
}

// labelled reports whether what stands before the colon says what kind of piece it is, and not who speaks: "Interview: “…”".
func (m *mender) labelled(r *report) bool {
	if len(r.Source) != 1 || len(r.Cue) != 1 || m.Low[r.Cue[0].From] != ":" {
		return false
	}
	s := r.Source[0]
	return s.To <= r.Cue[0].From && s.To-s.From <= 2 && kindsOfPiece[m.Low[s.To-1]]
}

var kindsOfPiece = words(`interview opinion analysis exclusive live watch video photos pictures transcript review profile explainer factbox timeline update updated
	breaking editorial column podcast obituary blog note notes tip tips headline headlines quote quotes caption correction background feature essay quiz listen read`)

// ownClause returns the clause that the cue of a quotation of the sentence before governs: "“A,” as they say. And X wrote that it was so." It is empty
// where the cue has none.
func (m *mender) ownClause(r *report) run {
	if len(r.Cue) != 1 || len(r.Source) == 0 || len(r.Content) == 0 {
		return run{}
	}
	cue := r.Cue[0]
	last := slices.MaxFunc(r.Content, func(a, b run) int { return a.To - b.To })
	if last.To > cue.From || m.Tokens[last.To-1].Sentence == m.Tokens[cue.From].Sentence || m.Quoted[cue.From] {
		return run{}
	}
	end := m.First[m.Tokens[cue.From].Sentence+1]
	if cue.To+3 >= end || m.Low[cue.To] != "that" || m.told(stretch(cue.To, end)) {
		return run{}
	}
	return m.trim(stretch(cue.To, end))
}
