package model

// RankFeatures returns the features of each candidate for link l. They are valid until features of the same text are asked for again.
func (p *Paragraph) RankFeatures(l int, candidates []Candidate) [][]Feature {
	out := make([][]Feature, len(candidates))
	g := p.gather(1)
	for k, c := range candidates {
		from := len(g.out)
		g.id = 1
		if c.Empty() {
			p.noneFeatures(g, l)
		} else {
			p.candidateFeatures(g, l, candidates, k)
		}
		out[k] = g.out[from:]
	}
	return out
}

// noneFeatures speak for and against a report without a source.
func (p *Paragraph) noneFeatures(g *gatherer, l int) {
	g.id = 500
	cue := p.Links[l].Cue
	first, last := &p.atoms[cue.From], &p.atoms[cue.To-1]
	g.one(0)
	g.one(first.word)
	g.one(last.word)
	g.two(uint32(first.tag), uint32(last.tag))
	g.one(p.word(cue.From - 1))
	g.one(p.word(cue.To))
	g.two(p.tag(cue.From-1), p.tag(cue.To))
	s := p.within(p.Tokens[cue.From].Sentence, 0)
	best := 0.0
	for i := s.From; i < s.To; i++ {
		best = max(best, p.source(i))
	}
	g.thermometer(best, 0)
	g.id = 540
	g.one(uint32(min(len(p.Sources), 3)))
	g.one(boolBit(p.Links[l].Source < 0))
	g.two(boolBit(p.Links[l].Source < 0), uint32(min(len(p.Sources), 3)))
	g.one(boolBit(first.tag == tagBE))
	g.two(boolBit(first.tag == tagBE), boolBit(p.word(cue.To) == byWord))
	g.two(last.suf3, boolBit(p.Links[l].Source < 0))
	g.two(uint32(p.Tokens[cue.From].Paragraph&^1), decile(best))
}

var byWord = fingerprint("by")

func (p *Paragraph) word(i int) uint32 { return p.token(i).word }
func (p *Paragraph) tag(i int) uint32  { return uint32(p.token(i).tag) }

func (p *Paragraph) token(i int) *atom {
	if i < p.Run.From || i >= p.Run.To {
		return &none
	}
	return &p.atoms[i]
}

// between is what stands between a candidate and the cue.
type between struct {
	cues, contents, sources, candidates uint32
	aux                                 uint32
	sig, path                           uint32
}

func (p *Paragraph) candidateFeatures(g *gatherer, l int, all []Candidate, k int) {
	c, link := all[k], &p.Links[l]
	cue := link.Cue
	side := boolBit(c.From > cue.From)
	kind := c.kind
	top, low, directed := p.probability(c.Run, side == 1)
	d := uint32(gap(c.Run, cue))
	near := distance(int(d))
	class := p.class(c.Run)
	order := p.order(c.Run, link)
	b := p.between(c.Run, link, all)
	head := p.headOf(c.Run)
	h := &p.atoms[head]
	last := &p.atoms[cue.To-1]

	g.two(kind, side)
	g.thermometer(top, 0)
	g.thermometer(directed, 0)
	g.thermometer(directed, kind+1)
	g.id = 20
	g.two(decile(low), kind)
	g.two(near, side)
	g.three(near, side, class)
	g.three(near, side, kind)
	g.two(min(p.sentences(c.Run, cue), 3), side)
	g.one(order)
	g.two(order, class)
	g.two(order, near)
	g.two(b.cues, side)
	g.two(b.contents, side)
	g.two(b.candidates, side)
	g.two(b.sources, side)
	inside := p.insideOf(c.Run, l)
	g.two(inside, kind)
	g.three(inside, side, near)
	g.three(p.atoms[c.From].quoted, p.atoms[cue.From].quoted, side)
	rule, other, previous := p.ruleChoice(c.Run, l)
	g.two(rule, decile(directed))
	g.three(rule, other, previous)
	g.two(rule, kind)
	g.two(other, near)
	g.two(p.nearerCue(c.Run, l), rule)
	g.two(last.word, side)
	g.two(last.word, order)
	g.two(last.stem, near)
	g.two(uint32(last.tag), order)
	g.one(uint32(h.source))
	g.two(uint32(h.source), kind)
	g.one(h.suf3)
	if h.tag != tagNNP && h.tag != tagUP {
		g.one(h.word)
	}
	g.id = 60
	g.two(boolBit(p.word(cue.To) == byWord || last.word == byWord), side)
	g.two(p.word(c.From-1), side)
	g.two(p.tag(c.From-1), p.tag(c.To))
	g.two(p.tag(c.To), side)
	g.two(p.word(c.To), side)
	g.two(boolBit(c.From == p.First[p.Tokens[c.From].Sentence]), side)
	g.two(distance(c.To-c.From), kind)
	g.two(b.aux, side)
	g.two(b.sig, side)
	g.three(b.sig, side, class)
	g.three(b.sig, side, b.candidates)
	if d <= 4 {
		g.two(b.path, side)
	}
	g.id = 80
	g.three(p.modeOf(link), order, near)
	g.three(class, uint32(h.source), side)
	g.two(uint32(len(all)), kind)
	g.three(decile(top), near, side)
	g.four(kind, side, class, min(b.cues, 1))
	elsewhere := p.elsewhere(head)
	g.two(elsewhere, kind)
	g.three(elsewhere, class, side)
	g.two(elsewhere, decile(directed))
}

// elsewhere tells how often the word at i is a source in the rest of the text.
func (p *Paragraph) elsewhere(i int) uint32 {
	n := p.speakers[p.atoms[i].word] - p.sourceAt(i)
	b := uint32(0)
	for _, limit := range []float64{.1, .5, 1.5, 4, 9} {
		b += boolBit(n >= limit)
	}
	return b
}

// probability returns the greatest and the least probability of a source in r, and the greatest for its side of the cue.
func (p *Paragraph) probability(r Run, after bool) (top, low, directed float64) {
	low = 1
	for i := r.From; i < r.To; i++ {
		k := i - p.Run.From
		x := p.source(i)
		top, low = max(top, x), min(low, x)
		if after {
			directed = max(directed, float64(p.right[k]))
		} else {
			directed = max(directed, float64(p.left[k]))
		}
	}
	return top, low, directed
}

// class tells pronouns, names and descriptions apart.
func (p *Paragraph) class(r Run) uint32 {
	switch t := p.atoms[r.From].tag; t {
	case tagPRP, tagPPS, tagDT, tagWH, tagNNP, tagUP:
		if t == tagPRP && r.To-r.From > 1 {
			return 40
		}
		return uint32(t)
	}
	return uint32(p.atoms[r.To-1].tag)
}

// order tells how source, cue and first content follow each other.
func (p *Paragraph) order(r Run, l *Linked) uint32 {
	return boolBit(r.From < l.Cue.From) | boolBit(r.From < l.Content[0].From)<<1 | boolBit(l.Cue.From < l.Content[0].From)<<2
}

func (p *Paragraph) between(r Run, l *Linked, all []Candidate) between {
	lo, hi := min(r.To, l.Cue.To), max(r.From, l.Cue.From)
	gap := Run{lo, hi}
	var b between
	for k := range p.Links {
		x := &p.Links[k]
		if !x.Cue.Empty() && x.Cue.overlaps(gap) {
			b.cues++
		}
		for _, c := range x.Content {
			if c.overlaps(gap) {
				b.contents++
			}
		}
	}
	for _, s := range p.Sources {
		b.sources += boolBit(s.overlaps(gap))
	}
	for _, c := range all {
		b.candidates += boolBit(!c.Empty() && c.Run != r && c.overlaps(gap))
	}
	last := uint32(0)
	for i := lo; i < hi; i++ {
		a := &p.atoms[i]
		b.aux |= boolBit(a.tag == tagBE || a.tag == tagHV || a.tag == tagDO || a.tag == tagMD)
		b.sig = signature(b.sig, a)
		if t := uint32(a.tag); t != last {
			b.path = uint32(mix(uint64(b.path), t) >> 32)
			last = t
		}
	}
	b.cues, b.contents, b.sources, b.candidates = min(b.cues, 3), min(b.contents, 3), min(b.sources, 3), min(b.candidates, 4)
	return b
}

// headOf returns the head of a noun phrase: its last token before a comma or a preposition.
func (p *Paragraph) headOf(r Run) int {
	for i := r.From + 1; i < r.To; i++ {
		if t := p.atoms[i].tag; t == tagComma || t == tagIN || t == tagWH || t == tagTHAT || t == tagBracket || t == tagDash {
			return i - 1
		}
	}
	return r.To - 1
}

func (p *Paragraph) sentences(a, b Run) uint32 {
	d := p.Tokens[a.From].Sentence - p.Tokens[b.From].Sentence
	return uint32(max(d, -d))
}

// insideOf tells whether r lies in a content of link l (1), of another (2), or in a cue (3).
func (p *Paragraph) insideOf(r Run, l int) uint32 {
	in := uint32(0)
	for k := range p.Links {
		for _, c := range p.Links[k].Content {
			if c.overlaps(r) {
				if k == l {
					return 1
				}
				in = 2
			}
		}
		if k != l && p.Links[k].Cue.overlaps(r) {
			in = 3
		}
	}
	return in
}

// ruleChoice tells whether rule gives r to link l, to another link, to the one before.
func (p *Paragraph) ruleChoice(r Run, l int) (own, other, previous uint32) {
	for k := range p.Links {
		s := p.Links[k].Source
		if s < 0 || p.Sources[s].Run != r {
			continue
		}
		switch k {
		case l:
			own = 1
		default:
			other = 1
			if k == l-1 {
				previous = 1
			}
		}
	}
	return own, other, previous
}

func (p *Paragraph) nearerCue(r Run, l int) uint32 {
	for k := range p.Links {
		if k != l && !p.Links[k].Cue.Empty() && gap(r, p.Links[k].Cue) < gap(r, p.Links[l].Cue) {
			return 1
		}
	}
	return 0
}

// modeOf is 0 for a content without quotation marks, 2 for one that is quoted as a whole, else 1.
func (p *Paragraph) modeOf(l *Linked) uint32 {
	all, quoted := 0, 0
	for _, c := range l.Content {
		a, q := p.Count(c)
		all, quoted = all+a, quoted+q
	}
	switch quoted {
	case 0:
		return 0
	case all:
		return 2
	}
	return 1
}
