package quote

import "example.org/briefbot/corpus"

// uncertain is the most that a report without a real cue of speech gets: below ShownThreshold.
const uncertain = 0.65

// weigh lowers the confidence of an indirect report that tells of a demand, a thought or an act and not of words said.
func (n *namer) weigh(a *corpus.Attribution, r report) {
	if a.Mode != corpus.Indirect || len(r.cue) == 0 {
		return
	}
	clause := clauseOpeners[n.low[r.content[0].from]]
	if !clause && n.has(r.cue[0], requesting) {
		a.Speech = false
	}
	if !clause && (!a.Speech || n.nounCue(r.cue)) {
		a.Confidence = min(a.Confidence, uncertain)
	}
}

// nounCue reports whether the cue rests on a noun: "a call for", "went on air with his claim".
func (n *namer) nounCue(cue []run) bool {
	noun := false
	for _, c := range cue {
		for i := c.from; i < c.to; i++ {
			w := n.low[i]
			after := i > 0 && (determiners[n.low[i-1]] || possessives[n.low[i-1]] || n.low[i-1] == "'s")
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
	for s >= 0 && n.quoted[n.first[s]] && n.Tokens[n.first[s]].Paragraph == n.Tokens[i].Paragraph {
		s--
	}
	if s < 0 || n.Tokens[n.first[s]].Paragraph != n.Tokens[i].Paragraph {
		return corpus.None
	}
	found := corpus.None
	for _, m := range n.set.In(n.Sentences[s]) {
		if m.Form != "name" || n.set.Entities[m.Entity].Type != corpus.Person {
			continue
		}
		from, to := n.TokensIn(m.Span)
		for from > n.first[s] && n.capital(from-1) && n.word(from-1) && from-1 > n.first[s] {
			from-- // a title
		}
		if to >= len(n.low) || !auxiliaries[n.low[to]] || n.clitic(to) || from > n.first[s] && n.low[from-1] != "," {
			continue
		}
		if found != corpus.None && found != m.Entity {
			return corpus.None
		}
		found = m.Entity
	}
	return found
}
