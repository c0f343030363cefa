package quote

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// certain is the confidence of a report with a clear cue beside it.
const certain = 0.9

// mender puts right by rule what the model gets wrong where the text is clear.
type mender struct {
	*view
	reports []report
}

// mend applies all rules to the model's reports.
func mend(v *view, reports []report) []report {
	m := mender{view: v, reports: reports}
	m.clauseBorders()
	m.subjects()
	m.trailing()
	m.borders()
	m.citations()
	m.citers()
	m.denials()
	m.views()
	m.headline()
	m.sentencesApart()
	for _, q := range m.Quotes {
		m.quotation(q)
	}
	m.announced()
	m.openParagraphs()
	m.namedBeside()
	m.nearerSubject()
	m.split()
	m.rejoin()
	m.astray()
	m.hollow()
	return m.reports
}

// nominal reports whether r holds words only, no marks, quotations, auxiliaries or conjunctions.
func (m *mender) nominal(r run) bool {
	for i := r.From; i < r.To; i++ {
		w := m.Low[i]
		if m.Quoted[i] || !m.IsWord(i) && !m.clitic(i) || auxiliaries[w] && !m.clitic(i) || breakers[w] && w != "and" {
			return false
		}
	}
	return !r.Empty()
}

// trailing takes from the content what describes the source that stands after the cue: "…, said an engineer who spoke on
// condition of anonymity".
func (m *mender) trailing() {
	for k := range m.reports {
		r := &m.reports[k]
		if len(r.Source) != 1 || len(r.Cue) != 1 || len(r.Content) < 2 || r.Source[0].From != r.Cue[0].To {
			continue
		}
		last := r.Content[len(r.Content)-1]
		if last.From > r.Source[0].To || last.From < r.Source[0].From || r.Content[0].To > r.Cue[0].From {
			continue
		}
		r.Source[0].To = last.To
		r.Content = r.Content[:len(r.Content)-1]
		r.Confidence = max(r.Confidence, ShownThreshold)
	}
}

// phrase returns what stands from i to the next comma before to.
func (m *mender) phrase(i, to int) run {
	k := i
	for k < to && m.Low[k] != "," && !m.Quoted[k] {
		k++
	}
	return stretch(i, k)
}

// trim takes marks from both ends of c, but never a quotation mark.
func (m *mender) trim(c run) run {
	for c.From < c.To && !m.IsWord(c.From) && !m.Quoted[c.From] {
		c.From++
	}
	for c.From < c.To && !m.IsWord(c.To-1) && !m.Quoted[c.To-1] && m.Low[c.To-1] != ")" && m.Low[c.To-1] != "%" {
		c.To--
	}
	return c
}

// denials finds "X did not say that …": a report that is kept, flagged as negated.
func (m *mender) denials() {
	for i := 2; i+1 < len(m.Low); i++ {
		if reportingVerbs[m.Low[i]]&(clausal|speech) != clausal|speech || m.Quoted[i] || m.Low[i+1] != "that" ||
			m.Low[i-1] != "not" && m.Low[i-1] != "n't" && m.Low[i-1] != "never" {
			continue
		}
		from, start := m.First[m.Tokens[i].Sentence], i-1
		for start > from && auxiliaries[m.Low[start-1]] {
			start--
		}
		cue := stretch(start, i+1)
		if k := m.cued(cue); k >= 0 {
			m.reports[k].Confidence = max(m.reports[k].Confidence, ShownThreshold)
			continue
		}
		content := m.trim(stretch(i+1, m.First[m.Tokens[i].Sentence+1]))
		if source := m.nounLeft(start, from); !source.Empty() && !content.Empty() {
			m.reports = append(m.reports, report{Source: []run{source}, Cue: []run{cue}, Content: []run{content}, Confidence: certain})
		}
	}
}

// nounLeft returns the noun phrase that ends right before i: words up to the last mark, conjunction or auxiliary.
func (m *mender) nounLeft(i, from int) run {
	k := i
	for k > from && i-k < 8 && m.nominal(stretch(k-1, k)) && reportingVerbs[m.Low[k-1]] == 0 {
		k--
	}
	return stretch(k, i)
}

// cued returns the report whose cue touches c, or -1.
func (m *mender) cued(c run) int {
	return slices.IndexFunc(m.reports, func(r report) bool { return touches(r.Cue, c) })
}

func touches(all []run, r run) bool {
	return slices.ContainsFunc(all, func(c run) bool { return c.From < r.To && r.From < c.To })
}

// quotation gives a quotation that is a clause of its own to the cue right after it, and to no other, unless the model is sure of it.
func (m *mender) quotation(q segment.Quote) {
	i, j := m.TokensIn(q.Span)
	own := stretch(i, j)
	if !m.own(own) {
		return
	}
	source, cue := m.cueAfter(j)
	if cue.Empty() || m.endsSentence(j) && cue.To+1 < m.First[m.Tokens[j].Sentence+1] && source.To <= cue.From {
		return // the cue has more to tell in its own sentence
	}
	defer m.participleAfter(cue)
	k := m.cued(cue)
	if k < 0 {
		if m.surelyTold(own) {
			return
		}
		m.cut(-1, own)
		m.reports = append(m.reports, report{Source: []run{source}, Cue: []run{cue}, Content: []run{own}, Confidence: certain})
		return
	}
	r := &m.reports[k]
	if sure(r) && touches(r.Content, own) {
		return
	}
	m.cut(k, own)
	r.Confidence = max(r.Confidence, certain)
	if len(r.Source) == 0 {
		r.Source = []run{source}
	}
	if !touches(r.Content, own) {
		r.Content = append([]run{own}, r.Content...)
	}
	r.Content = m.onlyQuoted(r.Content, cue.To)
}

// participleAfter finds the clause with a participle that goes on from the quotation with cue: ", adding that it was so".
func (m *mender) participleAfter(cue run) {
	end := m.First[m.Tokens[cue.From].Sentence+1]
	for i := cue.To; i+3 < end; i++ {
		if m.Low[i-1] != "," || m.Quoted[i] || reportingVerbs[m.Low[i]]&speech == 0 || !strings.HasSuffix(m.Low[i], "ing") {
			continue
		}
		at := stretch(i, i+1)
		content := m.trim(stretch(i+1, end))
		k := m.cued(cue)
		if k < 0 || len(m.reports[k].Source) == 0 || m.cued(at) >= 0 || content.To-content.From < 3 || m.told(content) {
			return
		}
		m.reports = append(m.reports, report{Source: m.reports[k].Source, Cue: []run{at}, Content: []run{content}, Confidence: certain})
		return
	}
}

// sure reports whether the model leaves a rule nothing to mend.
func sure(r *report) bool { return r.Confidence >= ShownThreshold && len(r.Source) > 0 }

// surelyTold reports whether a sure report has a part of r as content.
func (m *mender) surelyTold(r run) bool {
	return slices.ContainsFunc(m.reports, func(x report) bool { return sure(&x) && touches(x.Content, r) })
}

// told reports whether a report that counts has a part of r as content.
func (m *mender) told(r run) bool {
	return slices.ContainsFunc(m.reports, func(x report) bool { return x.Confidence >= ExtractThreshold && touches(x.Content, r) })
}

// own reports whether the quotation r is a clause or a sentence of its own: three words at least, nothing but a mark before it in its
// sentence, and a mark at its end.
func (m *mender) own(r run) bool {
	if all, _ := m.Count(r); all < 3 || r.To-r.From < 4 {
		return false
	}
	first := m.First[m.Tokens[r.From].Sentence]
	if r.From > first && m.IsWord(r.From-1) {
		return false
	}
	return strings.ContainsAny(m.Low[r.To-2], ",.!?…") || r.To < len(m.Low) && m.Low[r.To] == ","
}

// cueAfter returns the source and the verb that stand right after a quotation which ends at i: "…," she said, "…," said the mayor.
func (m *mender) cueAfter(i int) (source, cue run) {
	if i < len(m.Low) && m.Low[i] == "," {
		i++
	}
	if i >= len(m.Low) || m.Tokens[i].Paragraph != m.Tokens[i-1].Paragraph {
		return run{}, run{}
	}
	end := min(m.First[m.Tokens[i].Sentence+1], i+10)
	if quoting[m.Low[i]] {
		if source = m.nounRight(i+1, m.First[m.Tokens[i].Sentence+1]); !source.Empty() {
			return source, stretch(i, i+1)
		}
		return run{}, run{}
	}
	for k := i; k < end; k++ {
		if k > i && quoting[m.Low[k]] {
			return stretch(i, k), stretch(k, k+1)
		}
		if !m.nominal(stretch(k, k+1)) || reportingVerbs[m.Low[k]]&clausal != 0 && !m.Capital(k) {
			break
		}
	}
	return run{}, run{}
}

// cut takes r from the content of all reports but the one at keep, and drops those that it leaves without content.
func (m *mender) cut(keep int, r run) {
	for k := range m.reports {
		if k == keep {
			continue
		}
		var out []run
		for _, c := range m.reports[k].Content {
			if c.To <= r.From || r.To <= c.From {
				out = append(out, c)
				continue
			}
			for _, side := range []run{stretch(c.From, min(c.To, r.From)), stretch(max(c.From, r.To), c.To)} {
				if side = m.trim(side); !side.Empty() {
					out = append(out, side)
				}
			}
		}
		m.reports[k].Content = out
	}
}

// onlyQuoted drops the unquoted pieces from i on: another verb governs them.
func (m *mender) onlyQuoted(content []run, i int) []run {
	return slices.DeleteFunc(content, func(c run) bool {
		_, quoted := m.Count(c)
		return c.From >= i && quoted == 0
	})
}

// rejoin gives a whole quoted sentence that the model added to a clause with a participle, or left alone,
// back to the quotation before it: "A," she said, adding that it was so. "B."
func (m *mender) rejoin() {
	for k := range m.reports {
		r := &m.reports[k]
		for i := len(r.Content) - 1; i > 0; i-- {
			c := r.Content[i]
			if all, quoted := m.Count(c); all == 0 || quoted < all || c.From != m.First[m.Tokens[c.From].Sentence] || !m.participle(r.Cue) {
				break
			}
			j := m.directBefore(k)
			if j < 0 {
				break
			}
			m.reports[j].Content = append(m.reports[j].Content, c)
			r.Content = r.Content[:i]
		}
	}
	m.reports = slices.DeleteFunc(m.reports, func(r report) bool {
		return len(r.Content) == 0 || len(r.Cue) == 0 && r.Confidence < ExtractThreshold
	})
}

// openParagraphs gives a quotation that opens a paragraph the paragraphs before it that are quotations left open: one speaker goes on.
func (m *mender) openParagraphs() {
	for k := len(m.Quotes) - 1; k > 0; k-- {
		i, j := m.TokensIn(m.Quotes[k].Span)
		a, b := m.TokensIn(m.Quotes[k-1].Span)
		before, own := stretch(a, b), stretch(i, j)
		if m.Quotes[k-1].Close.Len() > 0 || b != i || before.Empty() || own.Empty() || m.quotedBy(before) >= 0 ||
			a > 0 && m.Tokens[a-1].Paragraph == m.Tokens[a].Paragraph {
			continue
		}
		r := m.quotedBy(own)
		if r < 0 {
			continue
		}
		m.cut(r, before)
		m.reports[r].Content = append([]run{before}, m.reports[r].Content...)
	}
}

// quotedBy returns the report with a cue that has a part of r as content, or -1.
func (m *mender) quotedBy(r run) int {
	return slices.IndexFunc(m.reports, func(x report) bool { return len(x.Cue) > 0 && touches(x.Content, r) })
}

// split parts a content where a quotation of whole sentences follows an unquoted clause in one piece.
func (m *mender) split() {
	for k := range m.reports {
		r := &m.reports[k]
		for c := 0; c < len(r.Content); c++ {
			p := r.Content[c]
			for i := p.From + 1; i < p.To; i++ {
				if m.First[m.Tokens[i].Sentence] != i || !m.Quoted[i] || m.Quoted[i-1] {
					continue
				}
				r.Content[c].To = m.trim(stretch(p.From, i)).To
				r.Content = slices.Insert(r.Content, c+1, stretch(i, p.To))
				break
			}
		}
	}
}

func (m *mender) participle(cue []run) bool {
	return len(cue) > 0 && strings.HasSuffix(m.Low[cue[0].From], "ing")
}

// directBefore returns the report of a quotation in the sentence of report k's cue and before it, or -1.
func (m *mender) directBefore(k int) int {
	cue := m.reports[k].Cue[0]
	for j, r := range m.reports {
		if j == k || len(r.Cue) == 0 || len(r.Content) == 0 || r.Cue[0].From > cue.From || m.Tokens[r.Cue[0].From].Sentence != m.Tokens[cue.From].Sentence {
			continue
		}
		if m.mode(r.Content) == corpus.Direct {
			return j
		}
	}
	return -1
}
