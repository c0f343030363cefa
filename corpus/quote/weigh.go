package quote

import "example.org/briefbot/corpus"

// uncertain is the most that a report without a real cue of speech gets: below ShownThreshold.
const uncertain = 0.65

// weigh lowers the confidence of an indirect report that tells of a demand, a thought or an act and not of words said.
func (n *namer) weigh(a *corpus.Attribution, r report) {
	if a.Mode != corpus.Indirect || len(r.Cue) == 0 {
		return
	}
	clause := clauseOpeners[n.Low[r.Content[0].From]]
	if !clause && n.has(r.Cue[0], requesting) {
		a.Speech = false
	}
	if !clause && (!a.Speech || n.nounCue(r.Cue)) {
		a.Confidence = min(a.Confidence, uncertain)
	}
}

// nounCue reports whether the cue rests on a noun: "a call for", "went on air with his claim".
func (n *namer) nounCue(cue []run) bool {
	noun := false
	for _, c := range cue {
		for i := c.From; i < c.To; i++ {
			w := n.Low[i]
			after := i > 0 && (determiners[n.Low[i-1]] || possessives[n.Low[i-1]] || n.Low[i-1] == "'s")
			if reportingVerbs[w]&clausal != 0 && !after && !nounToo[w] {
				return false
			}
			noun = noun || after && (nounToo[w] || speechNouns[w])
		}
	}
	return noun
}

var (
	clauseOpeners = words(`that whether if how why`)
	requesting    = words(`ask asks asked asking order orders ordered ordering demand demands demanded demanding urge urges urged urging
		request requests requested requesting press presses pressed pressing instruct instructs instructed instructing beg begs begged begging`)
)

// subjectBefore returns the person whom the sentence before i says something of, for a pronoun beside a quotation: "Asked about
// it, Mara Lindqvist was calm. “…,” she said." It returns corpus.None where nobody or more than one fits.
func (n *namer) subjectBefore(i int) int {
	s := n.Tokens[i].Sentence - 1
	for s >= 0 && n.Quoted[n.First[s]] && n.Tokens[n.First[s]].Paragraph == n.Tokens[i].Paragraph {
		s--
	}
	if s < 0 || n.Tokens[n.First[s]].Paragraph != n.Tokens[i].Paragraph {
		return corpus.None
	}
	found := corpus.None
	for _, m := range n.set.In(n.Sentences[s]) {
		if m.Form != "name" || n.set.Entities[m.Entity].Type != corpus.Person {
			continue
		}
		from, to := n.TokensIn(m.Span)
		for from > n.First[s] && n.Capital(from-1) && n.IsWord(from-1) && from-1 > n.First[s] {
			from-- // a title
		}
		if to >= len(n.Low) || !auxiliaries[n.Low[to]] || n.clitic(to) || from > n.First[s] && n.Low[from-1] != "," {
			continue
		}
		if found != corpus.None && found != m.Entity {
			return corpus.None
		}
		found = m.Entity
	}
	return found
}
