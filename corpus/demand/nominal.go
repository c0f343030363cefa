package demand

import "example.org/briefbot/corpus"

// nounAct reads a noun cue: "Lind's insistence on", "a request from the union for", "calls to".
func (f *finder) nounAct(s *sentence, m match) (candidate, bool) {
	c, ok := s.at(m.head)
	if !ok || c.head() != m.head || s.words[m.head].tag == name && !s.title {
		return candidate{}, false
	}
	actor, how, next := s.nominalActor(c)
	var asked chunk
	switch how {
	case "none", "light", "with":
		if u, ok := s.undergoer(c); ok {
			actor, how, asked = chunk{}, "none", u
		}
	case "from":
		asked, _ = s.undergoer(c)
	}
	if how == "none" && s.low(c.start-1) == "as" {
		return candidate{}, false
	}
	m.end = max(m.end, next)
	x := s.complement(m)
	if !x.ok() && next > m.head+1 {
		m.end = m.head + 1
		x = s.complement(m)
	}
	if !x.ok() {
		return candidate{}, false
	}
	cue := m.head + 1
	if i := s.afterCue(m.end); i < x.object.start && i < len(s.words) && i == m.head+1 && (s.words[i].tag == preposition || s.words[i].tag == infinitive || s.low(i) == "that") {
		cue = i + 1
	}
	if x.target.none() && (m.kind == corpus.Demanded || m.kind == corpus.Requested) && x.mode == asVerb {
		x.target = asked
	}
	d := newCandidate(s, m, x)
	d.Cue = s.bytes(m.head, cue)
	d.actor = actor
	d.features = append(d.features, "owner="+how, "nounstrong="+string(rune('0'+m.strength)))
	if s.low(c.start) == "no" || s.low(c.start) == "any" {
		d.features = append(d.features, "no")
	}
	f.setting(s, &d, c.start, group{start: c.start, to: -1})
	return d, true
}

// lightVerbs make the act of their noun object their subject's: "issued a call", "renewed its demand".
var lightVerbs = set(`make issue repeat renew reiterate launch have send present submit file lead voice press deliver extend announce give take keep maintain
	wage mount put begin start continue raise express signal drop join sign pass write release publish circulate post outline unveil float be use bring place set table`)

// nominalActor returns who acts by the noun phrase c, how that is told, and where its complement begins.
func (s *sentence) nominalActor(c chunk) (chunk, string, int) {
	if o, ok := s.owner(c); ok {
		if s.words[o.start].tag != possessive {
			o = s.whole(o)
		}
		return o, "genitive", c.end
	}
	if n := s.tagAt(c.end); n == preposition || s.low(c.end) == "by" {
		if p := s.low(c.end); p == "from" || p == "by" || p == "of" {
			if a, ok := s.at(c.end + 1); ok && s.party(a) {
				return s.role(c.end + 1), p, s.phraseBefore(c.end + 1)
			}
		}
	}
	if s.low(c.end) == "made" || s.low(c.end) == "put" || s.low(c.end) == "filed" || s.low(c.end) == "issued" {
		if s.low(c.end+1) == "by" {
			return s.role(c.end + 2), "by", s.phraseBefore(c.end + 2)
		}
	}
	if k := s.modifier(c); k > c.start || k == c.start && s.words[c.start].tag == name {
		return chunk{k, c.end - 1}, "modifier", c.end
	}
	v := s.left(c.start)
	if v >= 0 && s.words[v].tag == verb && s.words[v].form == ing && s.chunk[v] < 0 && !lightVerbs[s.words[v].lemma] && s.tagAt(s.left(v)) != be {
		v = s.left(v)
	}
	if v >= 0 && s.tagAt(v) == preposition && (s.low(v) == "with" || s.low(v) == "in") {
		if u := s.finiteBefore(v); u >= 0 {
			a, _ := s.subject(u, 0)
			return a, "with", c.end
		}
	}
	if v >= 0 && (s.words[v].tag == verb || s.words[v].tag == have || s.words[v].tag == be) && lightVerbs[s.words[v].lemma] && !s.group(v).passive {
		a, _ := s.subject(v, 0)
		return a, "light", c.end
	}
	return chunk{}, "none", c.end
}

// phraseBefore is the end of the phrase at i, but no further than an infinitive, "for" or "that".
func (s *sentence) phraseBefore(i int) int {
	end := s.phrase(i)
	for k := i; k < end; k++ {
		if s.low(k) == "for" || s.low(k) == "that" || s.tagAt(k) == infinitive {
			return k
		}
	}
	return end
}

// modifier returns where the party before the head of c begins: "a media request", "U.S. calls"; -1 when there is none.
func (s *sentence) modifier(c chunk) int {
	k := c.end - 2
	if k < c.start {
		return -1
	}
	w := s.words[k]
	if w.tag == name {
		for k > c.start && s.words[k-1].tag == name {
			k--
		}
		return k
	}
	if w.tag == noun && inClass("humannoun", w.low) {
		for k > c.start && (s.words[k-1].tag == name || s.words[k-1].tag == noun) {
			k--
		}
		return k
	}
	return -1
}
