package quote

// rules reads noun phrases.
type rules struct{ *view }

// nounRight returns the noun phrase that begins at i.
func (r *rules) nounRight(i, to int) run {
	k := i
	for k < to {
		w := r.Low[k]
		if r.Quoted[k] || !r.IsWord(k) && w != "&" && !r.clitic(k) || breakers[w] || auxiliaries[w] && !r.clitic(k) ||
			preposition[w] && w != "of" && w != "for" && w != "from" && w != "at" && w != "in" && w != "by" && w != "with" {
			break
		}
		if pronouns[w] {
			if k == i {
				return stretch(k, k+1)
			}
			break
		}
		k++
	}
	for k > i && preposition[r.Low[k-1]] {
		k--
	}
	return stretch(i, k)
}
