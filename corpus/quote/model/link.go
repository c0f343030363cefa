package model

import "sort"

// Linked is a cue with its contents, and the source that rule gives it. A content without a cue stays alone.
type Linked struct {
	Cue     Run // empty: none
	Content []Run
	Source  int // of Link's sources, or -1
}

// The costs of joining a piece to a cue, beside one for each token between them.
const (
	sentenceCost  = 6
	cueCost       = 8
	directionCost = 12
)

// Link joins the pieces of one paragraph: every content to its cheapest cue, every cue to a source. Cues without a content are
// dropped.
func (t *Tagged) Link(pieces []Piece) (links []Linked, sources []Piece) {
	var cues, contents []Piece
	for _, p := range pieces {
		switch p.Role {
		case Cue:
			cues = append(cues, p)
		case Source:
			sources = append(sources, p)
		case Content:
			contents = append(contents, p)
		}
	}
	byCue := make([]int, len(cues))
	for k := range byCue {
		byCue[k] = -1
	}
	for _, c := range contents {
		best := t.cheapest(c, cues)
		switch {
		case best < 0:
			links = append(links, Linked{Content: []Run{c.Run}, Source: -1})
		case byCue[best] < 0:
			byCue[best] = len(links)
			links = append(links, Linked{Cue: cues[best].Run, Content: []Run{c.Run}, Source: -1})
		default:
			l := &links[byCue[best]]
			l.Content = append(l.Content, c.Run)
		}
	}
	t.ruleSources(links, cues, sources)
	return links, sources
}

func (t *Tagged) cheapest(p Piece, cues []Piece) int {
	best, least := -1, 0
	for k := range cues {
		if c := t.cost(p, cues, k); best < 0 || c < least {
			best, least = k, c
		}
	}
	return best
}

// cost of joining p to cues[k].
func (t *Tagged) cost(p Piece, cues []Piece, k int) int {
	c := cues[k]
	cost := gap(p.Run, c.Run)
	if s := t.Tokens[p.From].Sentence - t.Tokens[c.From].Sentence; s != 0 {
		cost += sentenceCost * max(s, -s)
	}
	lo, hi := min(p.From, c.From), max(p.From, c.From)
	for j := range cues {
		if j != k && cues[j].From > lo && cues[j].From < hi {
			cost += cueCost
		}
	}
	if p.Left != (p.From < c.From) {
		cost += directionCost
	}
	return cost
}

// ruleSources gives each cue one source, the cheapest pairs first; what is left without one takes the last source before it.
func (t *Tagged) ruleSources(links []Linked, cues, sources []Piece) {
	type pair struct{ link, source, cost int }
	var pairs []pair
	for l := range links {
		for k := range cues {
			if cues[k].Run != links[l].Cue {
				continue
			}
			for s := range sources {
				pairs = append(pairs, pair{l, s, t.cost(sources[s], cues, k)})
			}
		}
	}
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].cost < pairs[j].cost })
	taken := make([]bool, len(sources))
	for _, p := range pairs {
		if links[p.link].Source < 0 && !taken[p.source] {
			links[p.link].Source, taken[p.source] = p.source, true
		}
	}
	for l := range links {
		if links[l].Source >= 0 || links[l].Cue.Empty() {
			continue
		}
		for s := range sources {
			if sources[s].From < links[l].Cue.From {
				links[l].Source = s
			}
		}
	}
}
