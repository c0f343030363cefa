package quote

// being holds the forms of "be".
var being = words(`am is are was were be been being 's 're`)

// viewing holds the participles of "X was viewed by Y as Z".
var viewing = words(`viewed seen regarded perceived described considered portrayed interpreted characterized characterised hailed understood taken read dismissed denounced condemned criticised criticized slammed praised decried`)

// views reads what somebody takes something for, told in the passive: "The plan was viewed by some on the council as a trick." The content is
// the plan and the trick, the source stands behind "by". Where nobody is named it completes what the model has found, and finds nothing new.
func (m *mender) views() {
	for i := range m.Low {
		if !viewing[m.Low[i]] || m.Quoted[i] {
			continue
		}
		be := m.beBefore(i)
		if be < 0 {
			continue
		}
		end := m.First[m.Tokens[i].Sentence+1]
		as, by := i+1, run{}
		if as < end && m.Low[as] == "by" {
			for as = i + 2; as < end && as < i+12 && m.Low[as] != "as" && m.nominal(stretch(as, as+1)); as++ {
			}
			by = stretch(i+2, as)
		}
		if as+1 >= end || m.Low[as] != "as" {
			continue
		}
		what := m.clauseFrom(as+1, end)
		if by.Empty() {
			what, by = m.quotedBySomebody(what)
		}
		k := m.cued(stretch(be, i+1))
		switch {
		case k < 0 && !by.Empty() && !what.Empty() && !m.told(what):
			if subject := m.nounLeft(be, m.First[m.Tokens[i].Sentence]); !subject.Empty() {
				m.reports = append(m.reports, report{
					Source: []run{by}, Cue: []run{stretch(be, i+1), stretch(as, as+1)}, Content: []run{subject, what}, Confidence: ShownThreshold,
				})
			}
			continue
		case k < 0:
			continue
		case !by.Empty():
			m.reports[k].Source = []run{by}
			m.cut(-1, stretch(by.From-1, by.To))
			m.reports[k].Confidence = max(m.reports[k].Confidence, ShownThreshold)
		}
		if !touches(m.reports[k].Content, what) {
			m.reports[k].Content = append(m.reports[k].Content, what)
		}
	}
}

// quotedBySomebody parts what stands after "as" where a quotation is followed by its source: "as “reckless” by the pilots' union". After
// other words "by" is as likely to belong to them.
func (m *mender) quotedBySomebody(what run) (quoted, by run) {
	for i := what.From + 1; i+1 < what.To; i++ {
		if m.Low[i] == "by" && !m.Quoted[i] && m.Quoted[i-1] {
			if by = m.nounRight(i+1, what.To); !by.Empty() {
				return stretch(what.From, i), by
			}
		}
	}
	return what, run{}
}

// beBefore returns the auxiliary that makes token i a passive, or -1: at most an adverb or two stand between.
func (m *mender) beBefore(i int) int {
	for b := i - 1; b >= m.First[m.Tokens[i].Sentence] && b >= i-3; b-- {
		if being[m.Low[b]] {
			for b > 0 && auxiliaries[m.Low[b-1]] {
				b--
			}
			return b
		}
	}
	return -1
}

// clauseFrom returns the words from i to the end of the sentence, or to a comma behind which another clause begins.
func (m *mender) clauseFrom(i, end int) run {
	for k := i; k+1 < end; k++ {
		if m.Low[k] == "," && (m.Low[k+1] == "but" || m.Low[k+1] == "while" || m.Low[k+1] == "although" || m.Low[k+1] == "though") {
			return stretch(i, k)
		}
	}
	return m.trim(stretch(i, end))
}

// headNouns are what headlines cite: "Report Reveals …".
var headNouns = words(`report study poll survey review inquiry memo sources source officials experts researchers documents document leak audit analysis`)

// headline finds the outer report of a first line such as "Report Reveals Mayor Asked Council to Close Bridge", or the same with the
// report behind a comma at its end.
func (m *mender) headline() {
	if len(m.First) < 2 {
		return
	}
	end := m.First[1]
	for i := 1; i < end; i++ {
		if !headNouns[m.Low[i-1]] || reportingVerbs[m.Low[i]]&(clausal|shows) == 0 || !m.Capital(i) || !m.Capital(i-1) {
			continue
		}
		source, content := stretch(0, i), m.trim(stretch(i+1, end))
		if i == end-1 && i > 2 && m.Low[i-2] == "," {
			source, content = stretch(i-1, i), m.trim(stretch(0, i-2))
		} else if i > 3 {
			continue
		}
		cue := stretch(i, i+1)
		if content.To-content.From >= 4 && m.cued(cue) < 0 {
			m.reports = append(m.reports, report{Source: []run{source}, Cue: []run{cue}, Content: []run{content}, Confidence: ShownThreshold})
		}
		return
	}
}
