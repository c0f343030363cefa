package demand

import "strings"

// open decides between verb and noun for an open-class word.
func (s *sentence) open(i int) {
	w := &s.words[i]
	r, ok := verbs[w.low]
	if w.tag == name && !ok {
		return
	}
	if w.tag == name && !s.first(i) {
		return
	}
	if !ok && strings.HasPrefix(w.low, "re-") {
		r, ok = verbs[w.low[3:]]
	}
	if !ok {
		if s.unknownInfinitive(i) {
			w.tag, w.lemma, w.form = verb, w.low, base
			return
		}
		s.guess(i)
		return
	}
	if s.isVerb(i, r) {
		w.tag, w.lemma, w.form = verb, r.lemma, r.form
		if l := s.tagAt(s.left(i)); r.same && (l == be || l == have) {
			w.form = part
		}
		if r.form == past && r.both && s.participle(i) {
			w.form = part
		}
	} else if w.tag == name && s.first(i) {
		w.tag = noun
	}
}

// unknownInfinitive reports whether word i, which no list knows, can only be a verb: a small word between "to" and the article or pronoun of its
// object.
func (s *sentence) unknownInfinitive(i int) bool {
	w := s.words[i]
	if s.tagAt(i-1) != infinitive || w.tag == name || strings.HasSuffix(w.low, "s") || strings.HasSuffix(w.low, "ing") || inClass("humannoun", w.low) || inClass("asknoun", w.low) || classes["time"][w.low] {
		return false
	}
	switch n := s.low(i + 1); s.tagAt(i + 1) {
	case determiner:
		return n == "the" || n == "a" || n == "an" || n == "all" || n == "any"
	case possessive:
		return true
	case pronoun:
		return n == "it" || n == "them" || n == "him" || n == "us"
	}
	return false
}

// guess tags a word that no list knows.
func (s *sentence) guess(i int) {
	w := &s.words[i]
	switch {
	case w.tag == name:
	case strings.HasSuffix(w.low, "ly") && len(w.low) > 4 && !classes["notadverb"][w.low]:
		w.tag = adverb
	case strings.HasSuffix(w.low, "ed") && len(w.low) > 4 && !strings.Contains(w.low, "-") && i > 0 && !s.nominalLeft(i):
		w.tag, w.form, w.lemma = verb, past, strings.TrimSuffix(w.low, "ed")
	case describing[w.low] && (s.tagAt(i+1) == noun || s.tagAt(i+1) == name):
	case strings.HasSuffix(w.low, "ing") && len(w.low) > 5 && !strings.Contains(w.low, "-") && i > 0 && !s.nominalLeft(i):
		w.tag, w.form, w.lemma = verb, ing, strings.TrimSuffix(w.low, "ing")
	}
}

// nominalLeft reports whether what stands before word i makes it a noun or an adjective.
func (s *sentence) nominalLeft(i int) bool {
	if i == 0 || s.words[i-1].low == "those" {
		return false
	}
	switch s.words[i-1].tag {
	case determiner, possessive, genitive, number:
		return true
	}
	return false
}
