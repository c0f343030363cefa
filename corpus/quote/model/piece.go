package model

// piece is one stretch of content in its sentence.
type piece struct {
	Run
	link         *Linked
	first, last  *atom
	begin, end   *sentenceFacts // the sentences that it begins and ends in
	left, quoted uint32         // 1 before its cue, 1 with quoted words
	after, size  uint32
}

// pieceFeatures: the borders and the inside of one piece of content.
func (p *Paragraph) pieceFeatures(g *gatherer, link *Linked, c Run) {
	_, quoted := p.Count(c)
	x := &piece{
		Run: c, link: link, first: &p.atoms[c.From], last: &p.atoms[c.To-1],
		begin: &p.sents[p.Tokens[c.From].Sentence], end: &p.sents[p.Tokens[c.To-1].Sentence],
		left: boolBit(link.Cue.Empty() || c.From < link.Cue.From), quoted: boolBit(quoted > 0), after: 2, size: distance(c.To - c.From),
	}
	switch {
	case c.To == p.Run.To:
		x.after = 3
	case c.To >= x.end.to-1:
		x.after = 1
	}
	p.borders(g, x)
	p.inside(g, x)
	p.outside(g, x)
	if !link.Cue.Empty() {
		p.toCue(g, x)
	}
}

// borders: what stands at both ends of c.
func (p *Paragraph) borders(g *gatherer, c *piece) {
	g.id = 2120
	first, last := uint32(c.first.tag), uint32(c.last.tag)
	g.three(distance(c.From-c.begin.from), c.left, c.quoted)
	g.three(distance(max(c.end.to-1-c.To, 0)), c.left, c.quoted)
	g.three(c.after, p.tag(c.To), c.left)
	g.three(c.after, p.word(c.To), c.left)
	g.two(c.last.word, p.tag(c.To))
	g.two(last, p.tag(c.To))
	g.three(last, p.tag(c.To), p.tag(c.To+1))
	g.two(p.tag(c.To), p.word(c.To+1))
	g.two(p.tag(c.To), p.tag(c.To+1))
	g.two(p.word(c.From-1), first)
	g.two(p.tag(c.From-1), c.first.word)
	g.three(p.tag(c.From-2), p.tag(c.From-1), first)
	g.three(p.tag(c.From-1), first, p.tag(c.From+1))
	g.three(p.quotedAt(c.From-1), c.first.quoted, c.left)
	g.three(c.last.quoted, p.quotedAt(c.To), p.tag(c.To))
	g.three(c.size, c.left, c.quoted)
	g.two(c.size, first)
}

// clause is what a stretch of tokens holds.
type clause struct{ verb, cues, commas uint32 }

func (p *Paragraph) clause(from, to int, cue Run) clause {
	var x clause
	for i := from; i < to; i++ {
		a := &p.atoms[i]
		switch a.tag {
		case tagMD, tagBE, tagHV, tagDO:
			x.verb = 1
		case tagComma:
			x.commas = min(x.commas+1, 4)
		}
		x.cues += boolBit(a.strong() && (i < cue.From || i >= cue.To))
	}
	return x
}

// inside: what c holds.
func (p *Paragraph) inside(g *gatherer, c *piece) {
	g.id = 2140
	in := p.clause(c.From, c.To, Run{})
	tail := max(c.end.to-1-c.To, 0)
	g.three(in.verb, uint32(c.first.tag), c.left)
	g.three(in.verb, min(c.size, 7), c.left)
	g.three(min(in.cues, 3), c.left, c.quoted)
	g.three(min(in.cues, 3), c.after, c.size)
	g.three(in.commas, c.after, c.left)
	g.three(in.commas, p.tag(c.To), min(uint32(tail), 4))
	g.three(uint32(min(p.Tokens[c.To-1].Sentence-p.Tokens[c.From].Sentence, 3)), c.quoted, c.left)
	g.three(c.begin.title, distance(c.From-c.begin.from), distance(tail))
}

// outside: what the sentence has before and after c.
func (p *Paragraph) outside(g *gatherer, c *piece) {
	g.id = 2150
	rest := p.clause(c.To, c.end.to, c.link.Cue)
	n := distance(max(c.end.to-c.To, 0))
	g.three(n, min(rest.cues, 1), p.tag(c.To))
	g.three(n, min(rest.cues, 1), c.left)
	before := p.clause(c.begin.from, c.From, c.link.Cue)
	n = distance(c.From - c.begin.from)
	g.three(n, min(before.cues, 1)<<1|before.verb, uint32(c.first.tag))
	g.three(n, min(before.cues, 1)<<1|before.verb, c.left)
}

// toCue: how c stands to its cue.
func (p *Paragraph) toCue(g *gatherer, c *piece) {
	g.id = 2160
	cue := c.link.Cue
	d := min(uint32(gap(c.Run, cue)), 5)
	w := p.atoms[cue.To-1].word
	g.three(d, c.left, c.quoted)
	g.three(d, c.left, p.tag(c.From-1))
	g.two(w, c.size)
	g.two(w, c.after)
	g.two(w, p.tag(c.To))
	if c.left == 1 {
		g.two(p.tags(c.To, cue.From, 5), 1)
	} else {
		g.two(p.tags(cue.To, c.From, 5), 0)
	}
}

// tags folds the tags of up to n tokens from i on, before to.
func (p *Paragraph) tags(i, to, n int) uint32 {
	h := uint64(1)
	for to = min(to, i+n); i < to; i++ {
		h = mix(h, uint32(p.atoms[i].tag))
	}
	return uint32(h >> 32)
}

func (p *Paragraph) quotedAt(i int) uint32 { return p.token(i).quoted }
