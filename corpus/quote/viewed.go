package quote

// being holds the forms of "be".
var being = words(`am is are was were be been being 's 're`)

// viewing holds the participles of "X was viewed by Y as Z".
var viewing = words(`viewed seen regarded perceived described considered portrayed interpreted characterized characterised hailed understood taken read dismissed`)

// views completes what somebody takes something for, told in the passive: "The plan was viewed by some on the council as a trick." The content is
// the plan and the trick; the source stands behind "by", if anybody is named.
func (m *mender) views() {
	for k := range m.reports {
		r := &m.reports[k]
		verb := m.passiveView(r.Cue)
		if verb < 0 {
			continue
		}
		end := m.First[m.Tokens[verb].Sentence+1]
		as, by := verb+1, run{}
		if as < end && m.Low[as] == "by" {
			for as = verb + 2; as < end && as < verb+12 && m.Low[as] != "as" && m.nominal(stretch(as, as+1)); as++ {
			}
			by = stretch(verb+2, as)
		}
		if as+1 >= end || m.Low[as] != "as" {
			continue
		}
		if !by.Empty() {
			r.Source = []run{by}
		}
		if what := m.clauseFrom(as+1, end); !touches(r.Content, what) {
			r.Content = append(r.Content, what)
		}
	}
}

// passiveView returns the participle of a view in the cue, with a form of "be" before it, or -1.
func (m *mender) passiveView(cue []run) int {
	for _, c := range cue {
		for i := c.From; i < c.To; i++ {
			if !viewing[m.Low[i]] {
				continue
			}
			for b := i - 1; b >= 0 && b >= i-3; b-- {
				if being[m.Low[b]] {
					return i
				}
			}
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
