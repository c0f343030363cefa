package quote

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus/segment"
)

// borders puts right where sources and contents begin and end, as far as the text makes it clear.
func (m *mender) borders() {
	for k := range m.reports {
		r := &m.reports[k]
		m.adverb(r)
		m.accused(r)
		m.heardThat(r)
		m.accordingTo(r)
		m.toldBy(r)
		if len(r.Cue) == 0 || !m.IsWord(r.Cue[0].To-1) {
			continue // a colon may announce several sentences
		}
		for c := range r.Content {
			m.sentenceEnd(&r.Content[c])
			if r.Content[c].From >= r.Cue[0].To {
				m.comment(&r.Content[c])
			}
		}
	}
}

// sentenceEnd ends c with its sentence, unless it is quoted across the border: what one verb governs goes no further.
func (m *mender) sentenceEnd(c *run) {
	end := m.First[m.Tokens[c.From].Sentence+1]
	if end >= c.To || m.Quoted[end] || m.Quoted[end-1] || m.abbreviated(end-2) {
		return
	}
	*c = m.trim(stretch(c.From, end))
}

// abbreviated reports whether token i is cut short by the full stop behind it, which then ends no sentence: "Berg v. Holt", "then-Sen. Berg".
func (m *mender) abbreviated(i int) bool {
	_, last, found := strings.Cut(m.Low[i], "-")
	return m.Low[i] == "v" || found && last != "" && segment.Abbreviation(strings.ToUpper(last[:1])+last[1:])
}

// remarks are nouns by which a writer takes up what somebody said: "…, a claim that the board disputes".
var remarks = words(`claim assertion allegation accusation contention notion revelation admission suggestion sentiment point view stance assessment
	conclusion characterization characterisation description refrain reference prediction denial statement remark comment warning message promise pledge vow`)

// comment cuts off c what the writer adds about it in apposition.
func (m *mender) comment(c *run) {
	for i := c.From + 2; i+3 < c.To; i++ {
		if m.Low[i] != "," || m.Quoted[i] || m.Low[i+1] != "a" && m.Low[i+1] != "an" {
			continue
		}
		for k := i + 2; k < min(i+6, c.To); k++ {
			if remarks[m.Low[k]] && m.commented(k+1, c.To) {
				c.To = i
				return
			}
			if !m.nominal(stretch(k, k+1)) || preposition[m.Low[k]] {
				break
			}
		}
	}
}

// commented reports whether what follows at i, before to, tells more of the noun before it.
func (m *mender) commented(i, to int) bool {
	if i >= to {
		return true
	}
	w := m.Low[i]
	return w == "that" || w == "which" || w == "," || w == "by" || w == "from" || w == "to" || w == "also" || w == "not" || w == "about" ||
		strings.HasSuffix(w, "ed") || w == "made" || pronouns[w] || m.Capital(i)
}

// adverb takes a word of time off the end of a source: "The company today said …".
func (m *mender) adverb(r *report) {
	for i := range r.Source {
		if s := &r.Source[i]; s.To-s.From > 1 && adverbs[m.Low[s.To-1]] {
			s.To--
		}
	}
}

var adverbs = words(`today yesterday tonight earlier later also then now again`)

// accused gives to the content what somebody is accused of: "The mayor was accused by councillors of hiding it."
func (m *mender) accused(r *report) {
	if len(r.Cue) != 1 || len(r.Source) != 1 || m.Low[r.Cue[0].To-1] != "accused" && m.Low[r.Cue[0].To-1] != "by" {
		return
	}
	s := &r.Source[0]
	for i := s.From + 1; i+1 < s.To; i++ {
		if m.Low[i] == "of" && strings.HasSuffix(m.Low[i+1], "ing") {
			r.Content = append(r.Content, stretch(i, s.To))
			s.To = i
			return
		}
	}
}

// accordingTo gives to the source what is said of its bearer: "According to Dr. Ann Berg, a virologist at Nordland University, the virus spreads."
func (m *mender) accordingTo(r *report) {
	if len(r.Cue) != 1 || m.Low[r.Cue[0].From] != "according" || len(r.Source) != 1 || len(r.Content) != 1 {
		return
	}
	s, c := &r.Source[0], &r.Content[0]
	if s.To-s.From < 2 || !m.Capital(s.To-1) || s.To+1 != c.From || m.Low[s.To] != "," || m.Quoted[c.From] || !articles[m.Low[c.From]] {
		return
	}
	end := m.First[m.Tokens[c.From].Sentence+1]
	who := m.nounRight(c.From, end)
	if who.To+3 < end && m.Low[who.To] == "," && who.To-who.From > 3 && m.has(who, preposition) {
		s.To = who.To
		if c.From = who.To + 1; c.To <= c.From {
			*c = m.trim(stretch(c.From, end))
		}
	}
}

var articles = words(`a an the`)

// heardThat begins a source behind the clause that it stands in: "The court heard that Mr Orwell had told his wife …".
func (m *mender) heardThat(r *report) {
	for k := range r.Source {
		s := &r.Source[k]
		for i := s.From + 2; i+1 < s.To; i++ {
			if m.Low[i] == "that" && (m.Low[i-1] == "heard" || reportingVerbs[m.Low[i-1]]&clausal != 0) {
				s.From = i + 1
			}
		}
	}
}

// toldBy takes whoever tells off the content of a passive: "They were told by the company not to drink."
func (m *mender) toldBy(r *report) {
	if len(r.Cue) != 1 || !toldTo[m.Low[r.Cue[0].To-1]] || r.Cue[0].To >= len(m.Low) || m.Low[r.Cue[0].To] != "by" {
		return
	}
	for c := range r.Content {
		if x := &r.Content[c]; x.From == r.Cue[0].To || x.From == r.Cue[0].To+1 {
			if by := m.nounRight(r.Cue[0].To+1, x.To); by.To < x.To {
				x.From = max(x.From, by.To)
			}
		}
	}
}

// pointers are words that stand for a content told elsewhere.
var pointers = words(`what which whatever the following`)

// empty reports whether c says nothing itself.
func (m *mender) empty(c run) bool {
	for i := c.From; i < c.To; i++ {
		if m.Quoted[i] || m.IsWord(i) && !pointers[m.Low[i]] {
			return false
		}
	}
	return true
}

// hollow drops the reports whose content is nothing but a word that points to it.
func (m *mender) hollow() {
	m.reports = slices.DeleteFunc(m.reports, func(r report) bool { return !slices.ContainsFunc(r.Content, func(c run) bool { return !m.empty(c) }) })
}
