package demand

// foreign reports whether the verb at k belongs to another clause than the object.
func (s *sentence) foreign(k int, m mode, relativeSeen bool) bool {
	w := s.words[k]
	l := s.left(k)
	if s.secondVerb(k, l) {
		return true
	}
	if w.tag == verb && w.form == past && particles[s.low(l)] && s.tagAt(l-1) == verb && s.words[l-1].form == base && l == k-1 {
		return true // "the pressure to drop out grew"
	}
	switch s.tagAt(l) {
	case relative, infinitive, preposition, modal, be, have, do, conjunction, verb:
		return false
	}
	if relativeSeen {
		return false
	}
	if c, ok := s.at(l); ok && s.words[c.head()].tag == pronoun && c.start > 0 && s.chunk[c.start-1] >= 0 && m != asClause {
		return false // "the shares it does not own"
	}
	if w.tag == verb {
		if w.form == ing {
			return classes["saying"][w.lemma]
		}
		if w.form == part || w.form == past && s.reducedRelative(k) {
			return false
		}
		if m == asVerb && w.form == base {
			return false
		}
	}
	if m == asNoun {
		return true
	}
	return w.form == third || w.tag == modal || s.ownSubject(k)
}

// secondVerb reports whether the word at k can only be the verb of the clause around the object: a finite "be" behind a participle, "the case be
// moved was granted", or a past form that is no participle behind a noun, "to pass the bill fell".
func (s *sentence) secondVerb(k, l int) bool {
	w := s.words[k]
	if w.tag == be && (w.low == "was" || w.low == "were") && s.tagAt(l) == verb && (s.words[l].form == past || s.words[l].form == part) {
		return true
	}
	if finiteAfterBase[w.low] && s.tagAt(l) == verb && s.words[l].form == base {
		return true // "the offer to mediate was declined"
	}
	c, ok := s.at(l)
	if !ok || w.tag != verb || w.form != past || verbs[w.low].both || s.tagAt(k-1) == have {
		return false
	}
	before := s.whole(c).start - 1
	_, nested := s.at(before)
	return !nested && s.tagAt(before) != relative && s.tagAt(before) != subordinator && s.tagAt(before) != conjunction && s.words[c.head()].tag != pronoun
}

var finiteAfterBase = set(`was were is are has have had will would`)

// ownSubject reports whether the finite verb at k has the whole phrase before it as its subject: "the refusal to sign the pact surprised N",
// not "the role they had written".
func (s *sentence) ownSubject(k int) bool {
	w := s.words[k]
	finite := w.form == past && s.chunk[min(k+1, len(s.words)-1)] >= 0 || w.tag == be && w.low != "be" && w.low != "being" && w.low != "been" || w.tag == have && w.low != "having"
	c, ok := s.at(s.left(k))
	if !finite || !ok {
		return false
	}
	_, nested := s.at(s.whole(c).start - 1)
	return !nested
}

// reducedRelative reports whether the past form at k hangs on the noun before it: "bills painted as harsh".
func (s *sentence) reducedRelative(k int) bool {
	t := s.tagAt(k + 1)
	return verbs[s.words[k].low].both && s.chunk[max(k-1, 0)] >= 0 && (t == preposition || t == infinitive || t == adverb && s.tagAt(k+2) == preposition || s.low(k+1) == "as")
}
