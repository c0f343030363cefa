package demand

import (
	"strings"

	"example.org/briefbot/corpus"
)

func (s *sentence) thatFrame(m match, i int) complement {
	that := m.frames["that"] || m.frames["thatwill"] || m.frames["thatharm"] || m.frames["thatcould"] || m.frames["bare"]
	start := i
	switch {
	case s.low(i) == "that" && that && !m.frames["bare"] || s.low(i) == "that" && m.frames["that"]:
		start = i + 1
	case m.frames["npthat"]:
		end := s.phrase(i)
		if end == i || s.low(end) != "that" {
			return complement{}
		}
		c := s.clause(m, end+1, true)
		c.target, c.frame = s.role(i), "npthat"
		return c
	case that && s.clauseAhead(i) && m.part == 'v':
	case m.frames["bare"] && s.bareClause(i):
		return s.clause(m, i, false)
	default:
		return complement{}
	}
	start = s.skipMarks(start)
	if t := s.tagAt(s.skipAdverbs(start)); m.part == 'n' && (t == modal || t == be || t == have || t == do || t == verb) {
		return complement{} // a relative clause: "a demand that could fail"
	}
	return s.clause(m, start, start != i)
}

// bareClause reports whether a noun phrase and a bare verb stand at i: "demanded Norland withdraw".
func (s *sentence) bareClause(i int) bool {
	end := s.phrase(i)
	if end == i {
		return false
	}
	k := s.skipAdverbs(end)
	return s.tagAt(k) == verb && s.words[k].form == base || s.low(k) == "be" || s.low(k) == "not" && s.tagAt(k+1) == verb
}

// clause reads a complement clause: who should do what.
func (s *sentence) clause(m match, i int, marked bool) complement {
	v := s.clauseVerb(i)
	if v < 0 {
		return complement{}
	}
	subj, ok := s.at(i)
	g := s.group(v)
	supported := s.tagAt(g.start) == do // "made clear that she did not view"
	directive := directiveModal[g.modal] && (g.modal != "may" || m.kind == corpus.Demanded) || !supported && (s.words[v].form == base && g.modal == "" && ok && !s.plural(subj) || s.low(g.start) == "be" && g.modal == "")
	if !directive && !supported && s.words[v].form == base && g.modal == "" {
		directive = ok && (m.strength == 3 && (m.cue[0] != "insist" || leaving[s.words[v].lemma]) || g.negated && g.start == v-1)
	}
	if m.frames["mod"] && !directive || m.frames["thatwill"] && g.modal == "" || m.frames["thatharm"] && (!s.harmful(v, g) || g.negated && m.cue[0] != "warn") || m.frames["thatcould"] && !s.possible(v, g) {
		return complement{}
	}
	self := ok && s.words[subj.head()].tag == pronoun
	if m.cue[0] == "agree" && (!self || g.modal != "will" && g.modal != "would") || m.cue[0] == "hope" && self && s.low(subj.head()) != "you" {
		return complement{} // an opinion of what will be, a hope for oneself
	}
	if !marked && !directive && m.kind != "offer" && m.kind != "concession" && m.kind != "threat" && !m.frames["thatwill"] {
		return complement{}
	}
	c := complement{frame: "that", subject: subj}
	doer := ok && !g.passive && (s.party(subj) || s.agentive(subj)) && s.words[v].tag != be
	if doer && directive {
		c.target = s.role(i)
		at := v
		for at > g.start && (s.words[at-1].tag == adverb || s.words[at-1].tag == negation) {
			at--
		}
		c.mode, c.object = asVerb, chunk{at, s.objectEnd(at, asVerb)}
		return c
	}
	if m.frames["thatcould"] && self && !g.passive {
		c.mode, c.object = asVerb, chunk{v, s.objectEnd(v, asVerb)}
		return c // "signalled it could resume inspections"
	}
	if doer && s.party(subj) {
		if m.frames["thatwill"] {
			c.target = s.role(i)
		}
		c.mode, c.object = asVerb, chunk{v, s.objectEnd(v, asVerb)}
		return c
	}
	c.mode, c.object = asClause, chunk{i, s.objectEnd(i, asClause)}
	return c
}

// plural reports whether c takes a plural verb, whose present looks like a subjunctive.
func (s *sentence) plural(c chunk) bool {
	w := s.words[c.head()]
	switch w.tag {
	case pronoun:
		return w.low == "they" || w.low == "we" || w.low == "you" || w.low == "i"
	case noun:
		return strings.HasSuffix(w.low, "s") && !strings.HasSuffix(w.low, "ss") || w.low == "people"
	case name:
		return strings.HasSuffix(w.low, "s") && s.tagAt(c.end) == conjunction
	}
	return w.tag == determiner
}

// agentive reports whether c, though its head is no known party, is a name or a definite noun that could act.
func (s *sentence) agentive(c chunk) bool {
	w := s.words[c.head()]
	return w.tag == name || w.tag == pronoun && w.low != "it" || w.tag == determiner && w.low == "both"
}

// leaving are the verbs whose plural present behind "insisted that" is a subjunctive: nobody insists that others do so as a fact.
var leaving = set(`leave withdraw resign quit step release stop return pay apologize apologise surrender disarm sign dismantle vacate retreat stay wait negotiate stand abandon drop halt cease hand`)

var directiveModal = set(`should must shall ought may`)

// clauseVerb returns the main verb of the clause that begins at i, or -1.
func (s *sentence) clauseVerb(i int) int {
	for k := i; k < len(s.words) && k < i+24; k++ {
		switch w := s.words[k]; w.tag {
		case verb, be:
			if s.chunk[k] >= 0 || w.tag == be && (s.tagAt(s.right(k)) == verb || s.tagAt(k+1) == negation) {
				continue
			}
			if w.form == part && s.group(k).start == k || s.low(k-1) == "who" || s.tagAt(s.left(k)) == infinitive {
				continue
			}
			return k
		case stop, colon, subordinator:
			return -1
		}
	}
	return -1
}

// harmful reports whether the clause of the verb at v tells harm to come.
func (s *sentence) harmful(v int, g group) bool {
	switch g.modal {
	case "will", "would", "'ll", "could", "may", "might":
	default:
		return false
	}
	for k := v; k < len(s.words) && k < v+8; k++ {
		if inClass("harm", s.words[k].low) || classes["harm"][s.words[k].lemma] || inClass("restriction", s.words[k].low) {
			return true
		}
	}
	return g.negated && classes["volition"][s.words[v].lemma]
}

// possible reports whether the clause of the verb at v tells what its subject could do for another.
func (s *sentence) possible(v int, g group) bool {
	switch g.modal {
	case "could", "might", "may", "would", "'d":
		return !g.negated && !s.harmful(v, g) && (classes["cooperative"][s.words[v].lemma] || classes["volition"][s.words[v].lemma])
	}
	return false
}
