package model

import "slices"

// Pick returns the best of alternatives, nil if there is none. It notes how far the others agree with each of its links.
func Pick(alternatives []*Paragraph, rerank *Linear) *Paragraph {
	if len(alternatives) == 0 {
		return nil
	}
	scores := make([]float64, len(alternatives))
	if len(alternatives) > 1 {
		r := rater{model: rerank}
		for k, p := range alternatives {
			scores[k] = r.score(p) - p.Cost
		}
	}
	Softmax(scores)
	best := 0
	for k, x := range scores {
		if x > scores[best] {
			best = k
		}
	}
	p := alternatives[best]
	p.supports = make([]support, len(p.Links))
	for k, other := range alternatives {
		for l := range p.Links {
			p.supports[l].add(p, &p.Links[l], other, scores[k])
		}
	}
	return p
}

// rater scores labellings of one paragraph. They have most of their links in common, and each is scored once.
type rater struct {
	model *Linear
	links []rated
}

// rated is a link with all that its features depend on besides the text.
type rated struct {
	Linked
	source        Run
	shared, links uint32
	score         float64
}

// score is that of PathFeatures.
func (r *rater) score(p *Paragraph) float64 {
	g := p.gather(coverageID)
	p.coverage(g)
	for l := 1; l < len(p.Links); l++ {
		p.neighbours(g, &p.Links[l-1], &p.Links[l])
	}
	sum := r.model.Score(g.out)
	for l := range p.Links {
		sum += r.link(p, l)
	}
	return sum
}

func (r *rater) link(p *Paragraph, l int) float64 {
	x := rated{Linked: p.Links[l], source: p.ruleSource(&p.Links[l]), shared: p.shared(l), links: p.manyLinks()}
	for i := range r.links {
		y := &r.links[i]
		if x.Cue == y.Cue && x.source == y.source && x.shared == y.shared && x.links == y.links && slices.Equal(x.Content, y.Content) {
			return y.score
		}
	}
	g := p.gather(0)
	p.linkFeatures(g, l)
	x.score = r.model.Score(g.out)
	r.links = append(r.links, x)
	return x.score
}

// support is the probability of the labellings that have a link too: with half of its content at least, with the same
// content, with the same source.
type support struct{ half, content, source float64 }

// add adds the probability of other, if it has link, of p, too.
func (s *support) add(p *Paragraph, link *Linked, other *Paragraph, prob float64) {
	for k := range other.Links {
		o := &other.Links[k]
		common := 0
		for _, a := range link.Content {
			for _, b := range o.Content {
				common += max(0, min(a.To, b.To)-max(a.From, b.From))
			}
		}
		if 4*common < size(link.Content)+size(o.Content) {
			continue
		}
		s.half += prob
		if slices.Equal(link.Content, o.Content) {
			s.content += prob
		}
		if p.ruleSource(link) == other.ruleSource(o) {
			s.source += prob
		}
		return
	}
}

// ruleSource returns the source that rule gives a link, empty for none.
func (p *Paragraph) ruleSource(l *Linked) Run {
	if l.Source < 0 {
		return Run{}
	}
	return p.Sources[l.Source].Run
}

func size(runs []Run) int {
	n := 0
	for _, r := range runs {
		n += r.To - r.From
	}
	return n
}

// PathFeatures returns what speaks for and against the links of p as a whole. The slice is valid until features of the same text are asked for again.
func (p *Paragraph) PathFeatures() []Feature {
	g := p.gather(coverageID)
	p.coverage(g)
	for l := range p.Links {
		p.linkFeatures(g, l)
		if l > 0 {
			p.neighbours(g, &p.Links[l-1], &p.Links[l])
		}
	}
	return g.out
}

// neighbours: how a link follows the one before it.
func (p *Paragraph) neighbours(g *gatherer, a, b *Linked) {
	g.id = 2180
	end, from := a.Content[len(a.Content)-1].To, b.Content[0].From
	if !b.Cue.Empty() {
		from = min(from, b.Cue.From)
	}
	same := boolBit(a.Source >= 0 && a.Source == b.Source)
	apart := min(p.sentences(a.Content[0], Run{from, from + 1}), 2)
	g.three(same, boolBit(a.Source < 0)<<1|boolBit(b.Source < 0), apart)
	g.three(distance(max(from-end, 0)), boolBit(from < end), same)
	g.two(p.tags(end, from, 4), same)
	if !a.Cue.Empty() && !b.Cue.Empty() {
		g.three(p.tag(b.Cue.From-1), uint32(p.atoms[b.Cue.From].tag), same)
		g.two(p.atoms[a.Cue.To-1].word, p.atoms[b.Cue.To-1].word)
		g.two(boolBit(a.Cue.From < b.Cue.From), same)
	}
}

// coverageID is the number of the first feature of coverage.
const coverageID = 2000

// The parts that coverage tells apart.
const (
	inContent = 1 + iota
	inCue
	inSource
)

// parts says of each token of p what part of a report it is.
func (p *Paragraph) parts() []uint8 {
	parts := make([]uint8, p.Run.To-p.Run.From)
	mark := func(r Run, part uint8) {
		for i := r.From; i < r.To; i++ {
			parts[i-p.Run.From] = part
		}
	}
	for _, l := range p.Links {
		for _, c := range l.Content {
			mark(c, inContent)
		}
		mark(l.Cue, inCue)
	}
	for _, s := range p.Sources {
		mark(s.Run, inSource)
	}
	return parts
}

// coverage: what the links leave out.
func (p *Paragraph) coverage(g *gatherer) {
	parts := p.parts()
	for i := p.Run.From; i < p.Run.To; {
		a := &p.atoms[i]
		part := uint32(parts[i-p.Run.From])
		if a.strong() && part != inCue {
			g.id = coverageID
			g.two(part, uint32(a.cue))
			g.two(part, a.word)
			g.three(part, uint32(a.cue), p.tag(i+1))
		}
		if a.quoted == 0 {
			i++
			continue
		}
		i = p.quotationCovered(g, i, parts)
	}
	g.id = 2020
	used := 0
	for _, l := range p.Links {
		used += int(boolBit(l.Source >= 0))
	}
	links := uint32(min(len(p.Links), 6))
	g.one(links)
	g.one(uint32(max(min(len(p.Sources)-used, 4), 0)))
	g.two(links, uint32(min(p.Tokens[p.Run.To-1].Sentence-p.Tokens[p.Run.From].Sentence, 5)))
}

// quotationCovered: whether the quotation that begins at i is content as a whole, in part or not at all. It returns where it ends.
func (p *Paragraph) quotationCovered(g *gatherer, i int, parts []uint8) int {
	j, words, in := i, 0, 0
	for j < p.Run.To && p.atoms[j].quoted == 1 && (j == i || !p.opens[j]) {
		if p.IsWord(j) {
			words++
			in += int(boolBit(parts[j-p.Run.From] == inContent))
		}
		j++
	}
	state := boolBit(in > 0) + boolBit(in == words)
	g.id = 2010
	g.two(state, distance(words))
	g.three(state, distance(words), p.tag(j-2))
	g.three(state, min(uint32(words), 3), p.word(i-1))
	g.three(state, min(uint32(words), 3), p.tag(i-1))
	return j
}

// linkFeatures: one link, content by content.
func (p *Paragraph) linkFeatures(g *gatherer, l int) {
	link := &p.Links[l]
	mode := p.modeOf(link)
	mean, least, begin, closed := p.contentSure(link)
	top, low, cueBegin := p.cueSure(link.Cue)
	g.id = 2030
	for _, x := range []float64{mean, least, begin, closed, top, low, cueBegin} {
		g.thermometer(x, 0)
		g.thermometer(x, mode+1)
		g.id += 2
	}
	g.id = 2060
	g.three(decile(top), decile(least), mode)
	g.three(decile(begin), decile(closed), mode)
	p.cueFeatures(g, link, mode)
	p.contentFeatures(g, link, mode)
	p.shapeFeatures(g, l, mode)
	for _, c := range link.Content {
		p.pieceFeatures(g, link, c)
	}
}

// shapeFeatures: how the parts stand to each other.
func (p *Paragraph) shapeFeatures(g *gatherer, l int, mode uint32) {
	link := &p.Links[l]
	g.id = 2070
	if link.Cue.Empty() {
		g.two(boolBit(len(p.Links) == 1), mode)
		return
	}
	c := link.Cue
	first, last := &p.atoms[c.From], &p.atoms[c.To-1]
	content := link.Content[0]
	g.two(last.word, mode)
	g.two(last.word, uint32(p.atoms[content.From].tag))
	g.three(last.word, boolBit(content.From > c.From), min(uint32(gap(content, c)), 4))
	g.two(last.stem, p.tag(c.To))
	switch n := c.To - c.From; {
	case n == 2:
		g.two(first.word, last.word)
	case n > 2:
		g.two(first.word, uint32(min(n, 6)))
		g.one(p.tags(c.From, c.To, 5))
	}
	g.id = 2080
	g.two(p.tag(c.From-1), uint32(first.tag))
	g.two(p.word(c.From-1), uint32(first.tag))
	strong := min(p.clause(c.From, c.To, Run{}).cues, 2)
	g.two(strong, mode)
	g.three(strong, uint32(last.tag), mode)
	g.id = 2090
	if link.Source < 0 {
		g.two(0, mode)
		g.two(last.word, 0)
		return
	}
	p.sourceShape(g, l, mode)
}

// sourceShape: the source that rule gives link l.
func (p *Paragraph) sourceShape(g *gatherer, l int, mode uint32) {
	g.id = 2100
	link := &p.Links[l]
	s := p.ruleSource(link)
	order := p.order(s, link)
	g.two(order, mode)
	g.three(order, distance(gap(s, link.Cue)), mode)
	h := &p.atoms[p.headOf(s)]
	g.two(p.class(s), mode)
	g.two(uint32(h.source), uint32(h.tag))
	g.two(p.tag(s.From-1), p.tag(s.To))
	g.two(distance(s.To-s.From), p.class(s))
	b := p.between(s, link, nil)
	g.three(b.sig, b.aux, order)
	g.two(b.path, order)
	g.two(p.shared(l), mode)
	g.two(min(p.sentences(s, link.Cue), 2), boolBit(s.From > link.Cue.From))
}

// shared is how many other links have the source of link l, two for more.
func (p *Paragraph) shared(l int) uint32 {
	n := uint32(0)
	for k := range p.Links {
		n += boolBit(k != l && p.Links[k].Source == p.Links[l].Source)
	}
	return min(n, 2)
}
