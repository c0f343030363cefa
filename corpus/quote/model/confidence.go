package model

// Choice is the source chosen for a link.
type Choice struct {
	Candidate
	Prob float64 // of the choice
	None float64 // that there is no source
}

// Choose ranks the candidates of link l. Without a cue there is nobody to choose.
func (p *Paragraph) Choose(l int, rank *Linear) Choice {
	if p.Links[l].Cue.Empty() {
		return Choice{Prob: 1, None: 1}
	}
	all := p.Candidates(l)
	scores := make([]float64, len(all))
	for k, f := range p.RankFeatures(l, all) {
		scores[k] = rank.Score(f)
	}
	Softmax(scores)
	best := 0
	for k := range scores {
		if scores[k] > scores[best] {
			best = k
		}
	}
	return Choice{all[best], scores[best], scores[0]}
}

// ConfidenceFeatures returns what speaks for link l being right, content and source both. The slice is valid until features of the same text are
// asked for again.
func (p *Paragraph) ConfidenceFeatures(l int, c Choice) []Feature {
	g := p.gather(1000)
	link := &p.Links[l]
	mode := p.modeOf(link)
	mean, least, begin, closed := p.contentSure(link)
	top, low, cueBegin := p.cueSure(link.Cue)
	source := 0.0
	if !c.Empty() {
		source, _, _ = p.probability(c.Run, false)
	}
	for _, x := range []float64{mean, least, begin, closed, top, low, cueBegin, c.Prob, c.None, source} {
		g.thermometer(x, 0)
		g.thermometer(x, mode+1)
		g.id += 2
	}
	g.id = 1060
	if p.supports != nil {
		s := p.supports[l]
		for _, x := range []float64{s.half, s.content, s.source} {
			g.thermometer(x, 0)
			g.thermometer(x, mode+1)
			g.id += 2
		}
		g.three(decile(s.half), decile(c.Prob), mode)
		g.two(decile(s.half), decile(s.content))
		g.two(decile(s.source), decile(c.Prob))
	}
	g.id = 1100
	g.three(decile(c.Prob), decile(top), mode)
	g.three(decile(c.Prob), decile(least), mode)
	g.three(decile(top), decile(least), mode)
	g.two(decile(mean), decile(top))
	g.two(decile(source), decile(c.Prob))
	g.two(c.kind, mode)
	g.three(c.kind, mode, decile(c.Prob))
	p.cueFeatures(g, link, mode)
	p.contentFeatures(g, link, mode)
	if !c.Empty() && !link.Cue.Empty() {
		g.id = 1160
		h := &p.atoms[p.headOf(c.Run)]
		g.two(uint32(h.source), mode)
		g.two(p.class(c.Run), mode)
		g.two(distance(gap(c.Run, link.Cue)), p.order(c.Run, link))
		g.one(h.suf3)
	}
	return g.out
}

func (p *Paragraph) cueFeatures(g *gatherer, link *Linked, mode uint32) {
	g.id = 1120
	g.two(boolBit(link.Cue.Empty()), mode)
	if link.Cue.Empty() {
		return
	}
	first, last := &p.atoms[link.Cue.From], &p.atoms[link.Cue.To-1]
	g.one(first.word)
	g.one(last.word)
	g.two(last.word, mode)
	g.one(last.stem)
	g.two(uint32(last.cue), mode)
	g.two(uint32(first.cue), uint32(last.cue))
	g.two(uint32(min(link.Cue.To-link.Cue.From, 6)), mode)
	g.one(p.word(link.Cue.To))
	g.one(p.tag(link.Cue.To))
	g.two(uint32(last.tag), mode)
	g.two(distance(gap(link.Cue, link.Content[0])), mode)
	g.two(boolBit(p.Tokens[link.Cue.From].Paragraph == 0), mode)
	negated := uint32(0)
	for i := link.Cue.From; i < link.Cue.To; i++ {
		negated |= boolBit(p.atoms[i].tag == tagNEG)
	}
	g.one(negated)
}

func (p *Paragraph) contentFeatures(g *gatherer, link *Linked, mode uint32) {
	g.id = 1140
	n := 0
	for _, c := range link.Content {
		n += c.To - c.From
	}
	first := &p.atoms[link.Content[0].From]
	g.two(distance(n), mode)
	g.two(uint32(min(len(link.Content), 3)), mode)
	g.one(first.word)
	g.one(uint32(first.tag))
	end := link.Content[len(link.Content)-1].To
	g.two(p.tag(end-1), p.tag(end))
	g.two(p.tag(link.Content[0].From-1), uint32(first.tag))
	g.two(p.manyLinks(), mode)
}

// manyLinks is how many links p has, four for more.
func (p *Paragraph) manyLinks() uint32 { return uint32(min(len(p.Links), 4)) }

// contentSure returns the mean and least probability of content in the pieces of link, that of their beginning, and that the
// last piece ends where it does.
func (p *Paragraph) contentSure(link *Linked) (mean, least, begin, closed float64) {
	n := 0
	least, begin = 1, 1
	for _, c := range link.Content {
		for i := c.From; i < c.To; i++ {
			x := p.content(i)
			mean += x
			least = min(least, x)
			n++
		}
		m := &p.Marginal[c.From]
		begin = min(begin, float64(m[BeginContentLeft]+m[BeginContentRight]))
	}
	closed = 1
	if end := link.Content[len(link.Content)-1].To; end < p.Run.To {
		m := &p.Marginal[end]
		closed = 1 - float64(m[InContentLeft]+m[InContentRight]+m[EndContentLeft]+m[EndContentRight])
	}
	return mean / float64(n), least, begin, closed
}

func (p *Paragraph) content(i int) float64 {
	sum := float32(0)
	for l := BeginContentLeft; l <= EndContentRight; l++ {
		sum += p.Marginal[i][l]
	}
	return float64(sum)
}

func (p *Paragraph) cueSure(cue Run) (top, low, begin float64) {
	if cue.Empty() {
		return 0, 0, 0
	}
	low = 1
	for i := cue.From; i < cue.To; i++ {
		x := float64(p.Marginal[i][BeginCue] + p.Marginal[i][InCue])
		top, low = max(top, x), min(low, x)
	}
	return top, low, float64(p.Marginal[cue.From][BeginCue])
}
