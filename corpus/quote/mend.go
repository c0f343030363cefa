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
	rules
	reports []report
}

// mend applies all rules to the model's reports.
func mend(v *view, reports []report) []report {
	m := mender{rules: rules{view: v}, reports: reports}
	m.subjects()
	m.trailing()
	m.citations()
	m.denials()
	for _, q := range m.Quotes {
		m.quotation(q)
	}
	m.openParagraphs()
	m.namedBeside()
	m.split()
	m.rejoin()
	return m.reports
}

// subjects makes a first piece of content that stands right before the cue the source, if there is none and the rest is a that-clause.
func (m *mender) subjects() {
	for k := range m.reports {
		r := &m.reports[k]
		if len(r.source) > 0 || len(r.cue) == 0 || len(r.content) < 2 {
			continue
		}
		first := r.content[0]
		if first.to == r.cue[0].from && first.to-first.from <= 8 && m.low[r.content[1].from] == "that" && m.nominal(first) {
			r.source, r.content = []run{first}, r.content[1:]
		}
	}
}

// nominal reports whether r holds words only, no marks, quotations, auxiliaries or conjunctions.
func (m *mender) nominal(r run) bool {
	for i := r.from; i < r.to; i++ {
		w := m.low[i]
		if m.quoted[i] || !m.word(i) && !m.clitic(i) || auxiliaries[w] && !m.clitic(i) || breakers[w] && w != "and" {
			return false
		}
	}
	return !r.empty()
}

// trailing takes from the content what describes the source that stands after the cue: "…, said an engineer who spoke on
// condition of anonymity".
func (m *mender) trailing() {
	for k := range m.reports {
		r := &m.reports[k]
		if len(r.source) != 1 || len(r.cue) != 1 || len(r.content) < 2 || r.source[0].from != r.cue[0].to {
			continue
		}
		last := r.content[len(r.content)-1]
		if last.from > r.source[0].to || last.from < r.source[0].from || r.content[0].to > r.cue[0].from {
			continue
		}
		r.source[0].to = last.to
		r.content = r.content[:len(r.content)-1]
		r.confidence = max(r.confidence, ShownThreshold)
	}
}

// citations reads "According to a report by X, citing Y, content": the model takes "citing" for the cue.
func (m *mender) citations() {
	for i := range m.low {
		if m.low[i] != "according" || m.quoted[i] || i+2 >= len(m.low) || m.low[i+1] != "to" {
			continue
		}
		end := m.first[m.Tokens[i].Sentence+1]
		x := m.phrase(i+2, end)
		c := x.to
		if c+1 >= end || m.low[c] != "," || m.low[c+1] != "citing" && m.low[c+1] != "quoting" {
			continue
		}
		y := m.phrase(c+2, end)
		content := m.trim(run{y.to, end})
		if x.empty() || y.empty() || y.to >= end || m.low[y.to] != "," || content.to-content.from < 3 {
			continue
		}
		source := []run{x}
		if m.has(y, anonymousHeads) || m.capital(y.to-1) {
			source = append(source, y)
		}
		m.reports = slices.DeleteFunc(m.reports, func(r report) bool {
			return touches(r.cue, run{i, y.to})
		})
		m.reports = append(m.reports, report{
			source: source, cue: []run{{i, i + 2}}, content: []run{content}, confidence: certain,
		})
	}
}

// phrase returns what stands from i to the next comma before to.
func (m *mender) phrase(i, to int) run {
	k := i
	for k < to && m.low[k] != "," && !m.quoted[k] {
		k++
	}
	return run{i, k}
}

// trim takes marks from both ends of c, but never a quotation mark.
func (m *mender) trim(c run) run {
	for c.from < c.to && !m.word(c.from) && !m.quoted[c.from] {
		c.from++
	}
	for c.from < c.to && !m.word(c.to-1) && !m.quoted[c.to-1] && m.low[c.to-1] != ")" && m.low[c.to-1] != "%" {
		c.to--
	}
	return c
}

// denials finds "X did not say that …": a report that is kept, flagged as negated.
func (m *mender) denials() {
	for i := 2; i+1 < len(m.low); i++ {
		if reportingVerbs[m.low[i]]&(clausal|speech) != clausal|speech || m.quoted[i] || m.low[i+1] != "that" ||
			m.low[i-1] != "not" && m.low[i-1] != "n't" && m.low[i-1] != "never" {
			continue
		}
		from, start := m.first[m.Tokens[i].Sentence], i-1
		for start > from && auxiliaries[m.low[start-1]] {
			start--
		}
		cue := run{start, i + 1}
		if k := m.cued(cue); k >= 0 {
			m.reports[k].confidence = max(m.reports[k].confidence, ShownThreshold)
			continue
		}
		content := m.trim(run{i + 1, m.first[m.Tokens[i].Sentence+1]})
		if source := m.nounLeft(start, from); !source.empty() && !content.empty() {
			m.reports = append(m.reports, report{source: []run{source}, cue: []run{cue}, content: []run{content}, confidence: certain})
		}
	}
}

// nounLeft returns the noun phrase that ends right before i: words up to the last mark, conjunction or auxiliary.
func (m *mender) nounLeft(i, from int) run {
	k := i
	for k > from && i-k < 8 && m.nominal(run{k - 1, k}) && reportingVerbs[m.low[k-1]] == 0 {
		k--
	}
	return run{k, i}
}

// cued returns the report whose cue touches c, or -1.
func (m *mender) cued(c run) int {
	return slices.IndexFunc(m.reports, func(r report) bool { return touches(r.cue, c) })
}

func touches(all []run, r run) bool {
	return slices.ContainsFunc(all, func(c run) bool { return c.from < r.to && r.from < c.to })
}

// quotation gives a quotation that is a clause of its own to the cue right after it, and to no other.
func (m *mender) quotation(q segment.Quote) {
	i, j := m.TokensIn(q.Span)
	own := run{i, j}
	if !m.own(own) {
		return
	}
	source, cue := m.cueAfter(j)
	if cue.empty() {
		return
	}
	defer m.participleAfter(cue)
	k := m.cued(cue)
	if k < 0 {
		m.cut(-1, own)
		m.reports = append(m.reports, report{source: []run{source}, cue: []run{cue}, content: []run{own}, confidence: certain})
		return
	}
	m.cut(k, own)
	r := &m.reports[k]
	r.confidence = max(r.confidence, certain)
	if len(r.source) == 0 {
		r.source = []run{source}
	}
	if !touches(r.content, own) {
		r.content = append([]run{own}, r.content...)
	}
	r.content = m.onlyQuoted(r.content, cue.to)
}

// participleAfter finds the clause with a participle that goes on from the quotation with cue: ", adding that it was so".
func (m *mender) participleAfter(cue run) {
	end := m.first[m.Tokens[cue.from].Sentence+1]
	for i := cue.to; i+3 < end; i++ {
		if m.low[i-1] != "," || m.quoted[i] || reportingVerbs[m.low[i]]&speech == 0 || !strings.HasSuffix(m.low[i], "ing") {
			continue
		}
		at := run{i, i + 1}
		content := m.trim(run{i + 1, end})
		k := m.cued(cue)
		if k < 0 || len(m.reports[k].source) == 0 || m.cued(at) >= 0 || content.to-content.from < 3 || m.told(content) {
			return
		}
		m.reports = append(m.reports, report{source: m.reports[k].source, cue: []run{at}, content: []run{content}, confidence: certain})
		return
	}
}

// told reports whether a report has a part of r as content.
func (m *mender) told(r run) bool {
	return slices.ContainsFunc(m.reports, func(x report) bool { return touches(x.content, r) })
}

// own reports whether the quotation r is a clause or a sentence of its own: three words at least, nothing but a mark before it in its
// sentence, and a mark at its end.
func (m *mender) own(r run) bool {
	if all, _ := m.count(r); all < 3 || r.to-r.from < 4 {
		return false
	}
	first := m.first[m.Tokens[r.from].Sentence]
	if r.from > first && m.word(r.from-1) {
		return false
	}
	return strings.ContainsAny(m.low[r.to-2], ",.!?…") || r.to < len(m.low) && m.low[r.to] == ","
}

// cueAfter returns the source and the verb that stand right after a quotation which ends at i: "…," she said, "…," said the mayor.
func (m *mender) cueAfter(i int) (source, cue run) {
	if i < len(m.low) && m.low[i] == "," {
		i++
	}
	if i >= len(m.low) || m.Tokens[i].Paragraph != m.Tokens[i-1].Paragraph {
		return run{}, run{}
	}
	end := min(m.first[m.Tokens[i].Sentence+1], i+10)
	if quoting[m.low[i]] {
		if source = m.nounRight(i+1, m.first[m.Tokens[i].Sentence+1]); !source.empty() {
			return source, run{i, i + 1}
		}
		return run{}, run{}
	}
	for k := i; k < end; k++ {
		if k > i && quoting[m.low[k]] {
			return run{i, k}, run{k, k + 1}
		}
		if !m.nominal(run{k, k + 1}) || reportingVerbs[m.low[k]]&clausal != 0 && !m.capital(k) {
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
		for _, c := range m.reports[k].content {
			if c.to <= r.from || r.to <= c.from {
				out = append(out, c)
				continue
			}
			for _, side := range []run{{c.from, min(c.to, r.from)}, {max(c.from, r.to), c.to}} {
				if side = m.trim(side); !side.empty() {
					out = append(out, side)
				}
			}
		}
		m.reports[k].content = out
	}
}

// onlyQuoted drops the unquoted pieces from i on: another verb governs them.
func (m *mender) onlyQuoted(content []run, i int) []run {
	return slices.DeleteFunc(content, func(c run) bool {
		_, quoted := m.count(c)
		return c.from >= i && quoted == 0
	})
}

// rejoin gives a whole quoted sentence that the model added to a clause with a participle, or left alone,
// back to the quotation before it: "A," she said, adding that it was so. "B."
func (m *mender) rejoin() {
	for k := range m.reports {
		r := &m.reports[k]
		for i := len(r.content) - 1; i > 0; i-- {
			c := r.content[i]
			if all, quoted := m.count(c); all == 0 || quoted < all || c.from != m.first[m.Tokens[c.from].Sentence] || !m.participle(r.cue) {
				break
			}
			j := m.directBefore(k)
			if j < 0 {
				break
			}
			m.reports[j].content = append(m.reports[j].content, c)
			r.content = r.content[:i]
		}
	}
	m.reports = slices.DeleteFunc(m.reports, func(r report) bool {
		return len(r.content) == 0 || len(r.cue) == 0 && r.confidence < ExtractThreshold
	})
}

// openParagraphs gives a quotation that opens a paragraph the paragraphs before it that are quotations left open: one speaker goes on.
func (m *mender) openParagraphs() {
	for k := len(m.Quotes) - 1; k > 0; k-- {
		i, j := m.TokensIn(m.Quotes[k].Span)
		a, b := m.TokensIn(m.Quotes[k-1].Span)
		before, own := run{a, b}, run{i, j}
		if m.Quotes[k-1].Close.Len() > 0 || b != i || before.empty() || own.empty() || m.quotedBy(before) >= 0 ||
			a > 0 && m.Tokens[a-1].Paragraph == m.Tokens[a].Paragraph {
			continue
		}
		r := m.quotedBy(own)
		if r < 0 {
			continue
		}
		m.cut(r, before)
		m.reports[r].content = append([]run{before}, m.reports[r].content...)
	}
}

// quotedBy returns the report with a cue that has a part of r as content, or -1.
func (m *mender) quotedBy(r run) int {
	return slices.IndexFunc(m.reports, func(x report) bool { return len(x.cue) > 0 && touches(x.content, r) })
}

// namedBeside makes the name right before a cue the source, where the model took a word farther to the left: "she said,
// before Name replied".
func (m *mender) namedBeside() {
	for k := range m.reports {
		r := &m.reports[k]
		if len(r.cue) == 0 || len(r.source) != 1 || !quoting[m.low[r.cue[0].from]] || r.source[0].to >= r.cue[0].from {
			continue
		}
		at := r.cue[0].from
		from := at
		for from > m.first[m.Tokens[at].Sentence] && m.capital(from-1) && m.word(from-1) && !m.quoted[from-1] {
			from--
		}
		if at-from >= 2 && !touches(r.source, run{from, at}) && m.pronoun(r.source[0]) {
			r.source = []run{{from, at}}
		}
	}
}

func (m *mender) pronoun(r run) bool { return r.to-r.from == 1 && pronouns[m.low[r.from]] }

// split parts a content where a quotation of whole sentences follows an unquoted clause in one piece.
func (m *mender) split() {
	for k := range m.reports {
		r := &m.reports[k]
		for c := 0; c < len(r.content); c++ {
			p := r.content[c]
			for i := p.from + 1; i < p.to; i++ {
				if m.first[m.Tokens[i].Sentence] != i || !m.quoted[i] || m.quoted[i-1] {
					continue
				}
				r.content[c].to = m.trim(run{p.from, i}).to
				r.content = slices.Insert(r.content, c+1, run{i, p.to})
				break
			}
		}
	}
}

func (m *mender) participle(cue []run) bool {
	return len(cue) > 0 && strings.HasSuffix(m.low[cue[0].from], "ing")
}

// directBefore returns the report of a quotation in the sentence of report k's cue and before it, or -1.
func (m *mender) directBefore(k int) int {
	cue := m.reports[k].cue[0]
	for j, r := range m.reports {
		if j == k || len(r.cue) == 0 || len(r.content) == 0 || r.cue[0].from > cue.from || m.Tokens[r.cue[0].from].Sentence != m.Tokens[cue.from].Sentence {
			continue
		}
		if m.mode(r.content) == corpus.Direct {
			return j
		}
	}
	return -1
}

// quoting holds the verbs that stand beside a quotation without more ado.
var quoting = words(`said says told tells wrote writes added adds asked asks replied replies tweeted posted explained noted stated declared
	concluded continued insisted warned recalled joked quipped responded answered argued announced remarked`)
