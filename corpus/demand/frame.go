package demand

// complement is what a cue's frame found after it. Ranges are of words; a zero range is "not stated".
type complement struct {
	frame   string
	target  chunk
	object  chunk
	mode    mode
	subject chunk
}

func (c complement) ok() bool { return c.frame != "" }

func (c chunk) none() bool { return c.end <= c.start }

// complement tries the frames of m on what follows the cue.
func (s *sentence) complement(m match) complement {
	i := s.afterCue(m.end)
	if !m.split.none() {
		if c := (complement{frame: "np", mode: asNoun, object: m.split}); s.fits(m, c) {
			return c
		}
		return complement{}
	}
	for _, try := range []func(match, int) complement{s.thatFrame, s.getFrame, s.toFrame, s.seeFrame, s.targetFrame, s.prepFrame, s.nounFrame, s.ingFrame, s.beFrame} {
		if c := try(m, i); c.ok() && s.fits(m, c) {
			if c.target.none() && !m.inner.none() {
				c.target = m.inner
			}
			return c
		}
	}
	if m.frames["adv"] {
		return complement{frame: "adv", target: m.inner, object: s.cueObject(m)}
	}
	if m.frames["none"] && s.closes(i) {
		return complement{frame: "none"}
	}
	return complement{}
}

// cueObject is the object of a cue that contains it: "declared a ceasefire in the north".
func (s *sentence) cueObject(m match) chunk {
	c, ok := s.at(m.end - 1)
	if !ok {
		return chunk{}
	}
	return chunk{c.start, s.objectEnd(c.start, asNoun)}
}

// afterCue skips adverbs, times and quotation marks between cue and complement: "asked on Tuesday that".
func (s *sentence) afterCue(i int) int {
	for i < len(s.words) {
		switch w := s.words[i]; {
		case w.tag == adverb || w.tag == quoteMark:
			i++
		case classes["time"][w.low] && s.tagAt(i+1) != genitive:
			i++
		case (w.tag == number || w.tag == determiner || w.low == "several" || w.low == "many") && s.low(i+1) == "times":
			i += 2 // "called three times for"
		case w.tag == number && s.low(i+1) == "to" && s.tagAt(i+2) == number: // "voted 230 to 190 against"
			i += 3
		case (w.low == "in" || w.low == "for" || w.low == "at" || w.low == "by") && asides[s.low(i+1)]:
			i += 2 // "agreed in principle to"
		case w.low == "as" && s.tagAt(i+1) == noun && (s.tagAt(i+2) == determiner || s.tagAt(i+2) == possessive):
			i += 2 // "dismissed as baseless a demand"
		case w.low == "in" && s.reportAhead(i) > 0:
			i = s.reportAhead(i)
		case (w.low == "on" || w.low == "last" || w.low == "this") && i+1 < len(s.words) && classes["time"][s.low(i+1)]:
			i += 2
		case w.tag == comma && s.insertion(i) > 0:
			i = s.insertion(i)
		default:
			return i
		}
	}
	return i
}

var asides = set(`principle theory part full general now first last consensus haste public private writing person advance turn protest response`)

// reportAhead returns where a phrase of the kind "in a statement" that "in" at i begins gives way to "that" or "to", or 0.
func (s *sentence) reportAhead(i int) int {
	c, ok := s.at(i + 1)
	if !ok || !reportNouns[s.low(c.head())] && !inClass("document", s.low(c.head())) {
		return 0
	}
	for k := c.end; k < len(s.words) && k < c.end+6; k++ {
		switch {
		case s.low(k) == "that" || s.tagAt(k) == infinitive:
			return k
		case s.tagAt(k) == noun || s.tagAt(k) == name || s.tagAt(k) == number || s.tagAt(k) == preposition || s.tagAt(k) == determiner:
		default:
			return 0
		}
	}
	return 0
}

// insertion returns where a short insertion between commas before "that" or "to" ends, or 0.
func (s *sentence) insertion(i int) int {
	for j := i + 1; j < len(s.words) && j < i+9; j++ {
		if n := s.skipMarks(j + 1); s.words[j].tag == comma && (s.low(n) == "that" || s.tagAt(n) == infinitive) {
			return n
		}
	}
	return 0
}

// closes reports whether nothing that could be an object stands at i.
func (s *sentence) closes(i int) bool {
	switch s.tagAt(i) {
	case stop, comma, subordinator, conjunction, dash, quoteMark, colon:
		return true
	case preposition:
		return setting[s.low(i)]
	}
	return false
}

// setting are the prepositions that bring time or place, not what is agreed or refused.
var setting = set(`in on at after before during following amid despite within under when late early from next`)

func (s *sentence) skipMarks(i int) int {
	for i < len(s.words) && s.words[i].tag == quoteMark {
		i++
	}
	return i
}

// seeFrame reads "would like to see the tax repealed", "wants to see N act".
func (s *sentence) seeFrame(m match, i int) complement {
	c, ok := s.at(i)
	if !m.frames["see"] && !m.frames["done"] || !ok {
		return complement{}
	}
	v := s.skipAdverbs(s.phrase(i))
	if m.frames["done"] { // "want the vote postponed"
		w := s.words[min(v, len(s.words)-1)]
		if s.tagAt(v) != verb || w.form != past && w.form != part || s.chunk[min(v+1, len(s.words)-1)] >= 0 || s.low(v+1) == "by" {
			return complement{}
		}
		return complement{frame: "see", mode: asClause, object: chunk{i, s.objectEnd(i, asClause)}}
	}
	if s.tagAt(v) == verb && s.words[v].form == base && s.party(c) {
		return complement{frame: "npbare", target: s.role(i), mode: asVerb, object: chunk{v, s.objectEnd(v, asVerb)}}
	}
	if s.tagAt(v) == have || s.tagAt(v) == modal || s.tagAt(v) == be && finiteBe[s.low(v)] {
		return complement{} // "to see the minister has a plan"
	}
	if s.tagAt(v) == verb || s.tagAt(v) == be {
		return complement{frame: "see", mode: asClause, object: chunk{i, s.objectEnd(i, asClause)}}
	}
	return s.objectAt(i, "np")
}

func (s *sentence) toFrame(m match, i int) complement {
	if !m.frames["to"] && !m.frames["isto"] {
		return complement{}
	}
	if m.frames["isto"] {
		if s.tagAt(i) != be {
			return complement{}
		}
		i = s.right(i)
	}
	neg := s.tagAt(i) == negation
	if neg {
		i++
	}
	if s.tagAt(i) != infinitive {
		return complement{}
	}
	v := i + 1
	c := complement{frame: "to", mode: asVerb, object: chunk{v, s.objectEnd(v, asVerb)}}
	if m.frames["isto"] {
		if x := s.skipAdverbs(v + 1); s.tagAt(x) != noun && s.tagAt(x) != determiner && s.tagAt(x) != possessive {
			return complement{}
		}
		if o, ok := s.at(v + 1); ok && (s.words[v].lemma == "secure" || s.words[v].lemma == "obtain" || s.words[v].lemma == "win" || s.words[v].lemma == "get") {
			c = s.objectAt(o.start, "to")
			c.target = s.afterTarget(c.object.end, "from", o.start)
			s.cutAt(&c, "from")
		} else {
			return complement{}
		}
	}
	return c
}

// targetFrame reads "V T to", "V T for", "V on T to".
func (s *sentence) targetFrame(m match, i int) complement {
	start, byPrep := i, false
	if m.frames["P:"+s.low(i)] {
		start, byPrep = s.skipMarks(i+1), true
	} else if m.part == 'n' && !m.frames["npto"] {
		return complement{}
	}
	c, ok := s.at(start)
	if !ok || s.timeOnly(c) {
		return complement{}
	}
	if !byPrep && !m.frames["npto"] && !m.frames["npbare"] && !hasPrefix(m.frames, "o:") {
		return complement{}
	}
	able := s.party(c) || s.agentive(c) || s.possiblyParty(c) || s.low(c.head()) == "those" && s.reducedEnd(c.end) > c.end
	if !able && (m.frames["agent"] || m.frames["np"] && !byPrep) {
		return complement{}
	}
	end := s.phrase(start)
	if p, ok := s.at(end - 1); ok && s.timeOnly(p) && s.low(p.start-1) == "on" && p.start-1 > c.start {
		end = p.start - 1 // "asked the bank on Sunday for"
	}
	for _, k := range []int{end, s.whole(c).end, s.reducedEnd(end)} {
		k = s.afterCue(k)
		neg := s.tagAt(k) == negation
		if neg {
			k++
		}
		if s.tagAt(k) == infinitive && (m.frames["npto"] || byPrep) {
			if byPrep && s.low(i) == "for" {
				return s.forTo(start, k, c)
			}
			v := k + 1
			return complement{frame: "npto", target: s.role(start), mode: asVerb, object: chunk{v, s.objectEnd(v, asVerb)}}
		}
		if m.frames["npbare"] && s.tagAt(k) == verb && s.words[k].form == base {
			return complement{frame: "npbare", target: s.role(start), mode: asVerb, object: chunk{k, s.objectEnd(k, asVerb)}}
		}
	}
	return s.behindTarget(m, start, end, byPrep, able)
}

// reducedEnd returns the "to" behind a participle that describes the target whose phrase ends at i: "urged residents living by the river to
// leave", "asked those hurt by the floods to"; i when there is none.
func (s *sentence) reducedEnd(i int) int {
	if w := s.tagAt(i); w != verb || s.words[i].form == base || s.words[i].form == third {
		return i
	}
	for k := i + 1; k < len(s.words) && k < i+12; k++ {
		switch s.tagAt(k) {
		case infinitive:
			return k
		case verb, modal, have, be, do, comma, stop, colon, dash, relative, subordinator:
			return i
		}
	}
	return i
}

// behindTarget reads what stands behind a target with a preposition: "pressed N about ceding", "asked N for help".
func (s *sentence) behindTarget(m match, start, end int, byPrep, able bool) complement {
	for k := start; k <= end && k < len(s.words); k++ {
		if !m.frames["o:"+s.low(k)] && (!byPrep || s.low(k) != "for") || s.chunk[k] >= 0 || !able {
			continue
		}
		j := s.skipMarks(k + 1)
		if s.low(j) == "the" && (s.low(j+1) == "possibility" || s.low(j+1) == "idea" || s.low(j+1) == "prospect" || s.low(j+1) == "need") && s.low(j+2) == "of" {
			j += 3
		}
		if s.tagAt(j) == verb && s.words[j].form == ing {
			return complement{frame: "o:" + s.low(k), target: s.role(start), mode: asVerb, object: chunk{j, s.objectEnd(j, asVerb)}}
		}
		if _, ok := s.at(j); ok {
			c := s.objectAt(j, "o:"+s.low(k))
			c.target = s.role(start)
			c.target.end = min(c.target.end, k)
			return c
		}
	}
	if byPrep && able && s.low(end) == "that" {
		c := s.clause(m, end+1, true)
		if c.ok() && c.target.none() {
			c.target = s.role(start)
		}
		return c
	}
	return complement{}
}

func hasPrefix(m map[string]bool, p string) bool {
	for k := range m {
		if len(k) > len(p) && k[:len(p)] == p {
			return true
		}
	}
	return false
}

// prepFrame reads "call for NP", "insist on V-ing", "call for T to V".
func (s *sentence) prepFrame(m match, i int) complement {
	p := s.low(i)
	if s.tagAt(i) != preposition && s.tagAt(i) != infinitive {
		return complement{}
	}
	j := s.skipMarks(i + 1)
	if p == "for" && (m.frames["fornpto"] || m.frames["P:for"]) {
		if c, ok := s.at(j); ok {
			end := s.afterCue(s.phrase(j))
			if s.tagAt(end) == infinitive && (s.tagAt(end+1) == verb || s.tagAt(end+1) == be) {
				return s.forTo(j, end, c)
			}
		}
	}
	if !m.frames["p:"+p] {
		return complement{}
	}
	k := s.skipAdverbs(j)
	if s.tagAt(k) == verb && s.words[k].form == ing && s.chunk[k] < 0 {
		return complement{frame: "p:" + p, mode: asVerb, object: chunk{k, s.objectEnd(k, asVerb)}}
	}
	if _, ok := s.at(j); ok {
		c := s.objectAt(j, "p:"+p)
		s.targetAfter(m, &c)
		return c
	}
	return complement{}
}

// forTo reads "for T to V", where T may be no party: then the clause is the object.
func (s *sentence) forTo(j, to int, c chunk) complement {
	v := to + 1
	passive := s.words[v].tag == be && (s.tagAt(s.right(v)) == verb || verbs[s.low(s.right(v))].same)
	if passive || !s.party(c) && !s.possiblyParty(c) && !s.agentive(c) {
		return complement{frame: "fornpto", mode: asClause, object: chunk{j, s.objectEnd(j, asClause)}}
	}
	return complement{frame: "fornpto", target: s.role(j), mode: asVerb, object: chunk{v, s.objectEnd(v, asVerb)}}
}
