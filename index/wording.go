package index

// How much of the content words that were asked for a statement must hold, in their order, to be an answer, and to be shown as near.
const (
	wordingEnough = 0.8
	wordingNear   = 0.5
)

// How the words asked for stand in a statement, the best last.
const (
	notWorded   = iota
	mostWorded  // at least wordingEnough of the content words, in order
	stemsWorded // all in a row, in another form
	veryWords   // all in a row
)

// worded returns how the words of s stand in text, and the share of its content words that do so in order.
func (s subject) worded(text []word) (rank int, share float64) {
	run := phrase(s.all, text)
	if run >= stemsWorded {
		return run, 1
	}
	share = inOrder(s.words, text)
	if share >= wordingEnough {
		return mostWorded, share
	}
	return notWorded, share
}

// inOrder returns which share of words stands in text in the same order, by the longest common subsequence.
func inOrder(words, text []word) float64 {
	if len(words) == 0 {
		return 0
	}
	row := make([]int, len(words)+1)
	for _, t := range text {
		diagonal := 0
		for j, w := range words {
			above := row[j+1]
			if t.term == w.term {
				row[j+1] = diagonal + 1
			}
			row[j+1] = max(row[j+1], above, row[j])
			diagonal = above
		}
	}
	return float64(row[len(words)]) / float64(len(words))
}

// likelyTerms are conditions that every statement fulfils which holds at least wordingEnough of the content words: where one in five
// may be missing, one of any two must be there.
func (s subject) likelyTerms(field string) [][]fieldTerm {
	var terms []fieldTerm
	for _, w := range s.words {
		if !w.stop {
			terms = append(terms, fieldTerm{field, w.term})
		}
	}
	missing := 0
	for n := len(s.words); float64(n-missing-1) >= wordingEnough*float64(n); {
		missing++
	}
	var out [][]fieldTerm
	for ; len(terms) > missing; terms = terms[missing+1:] {
		out = append(out, terms[:missing+1])
	}
	return out
}
