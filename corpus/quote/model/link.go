package model

import "slices"

// Linked is a cue with its contents, and the source that rule gives it. A content without a cue stays alone.
type Linked struct {
	Cue     Run // empty: none
	Content []Run
	Source  int // of the paragraph's sources, or -1
}

// The costs of joining a piece to a cue, beside one for each token between them.
const (
	sentenceCost  = 6
	cueCost       = 8
	directionCost = 12
)

// linker joins pieces. It is used for one labelling after another.
type linker struct {
	*Tagged
	cues, contents []Piece
	cueOf, linkOf  []int // of each content its cue, of each cue its link; -1 for none
	pairs          []pair
	taken          []bool
}

// pair is a source that a link may have.
type pair struct{ link, source, cost int }

// link joins the pieces of one paragraph: every content to its cheapest cue, every cue to a source. Cues without a content are
// dropped.
func (k *linker) link(pieces []Piece) (links []Linked, sources []Piece) {
	k.cues, k.contents = k.cues[:0], k.contents[:0]
	sources = make([]Piece, 0, len(pieces)/2)
	for _, p := range pieces {
		switch p.Role {
		case Cue:
			k.cues = append(k.cues, p)
		case Source:
			sources = append(sources, p)
		case Content:
			k.contents = append(k.contents, p)
		}
	}
	k.cueOf, k.linkOf = k.cueOf[:0], k.linkOf[:0]
	for _, c := range k.contents {
		k.cueOf = append(k.cueOf, k.cheapest(c))
	}
	for range k.cues {
		k.linkOf = append(k.linkOf, -1)
	}
	runs := make([]Run, 0, len(k.contents))
	links = make([]Linked, 0, len(k.contents))
	for i, cue := range k.cueOf {
		l := Linked{Source: -1}
		from := len(runs)
		switch {
		case cue < 0:
			runs = append(runs, k.contents[i].Run)
		case k.linkOf[cue] >= 0:
			continue // is in its link already
		default:
			k.linkOf[cue], l.Cue = len(links), k.cues[cue].Run
			for j := i; j < len(k.contents); j++ {
				if k.cueOf[j] == cue {
					runs = append(runs, k.contents[j].Run)
				}
			}
		}
		l.Content = runs[from:len(runs):len(runs)]
		links = append(links, l)
	}
	k.ruleSources(links, sources)
	return links, sources
}

func (k *linker) cheapest(p Piece) int {
	best, least := -1, 0
	for i := range k.cues {
		if c := k.cost(p, i); best < 0 || c < least {
			best, least = i, c
		}
	}
	return best
}

// cost of joining p to cue i.
func (k *linker) cost(p Piece, i int) int {
	c := k.cues[i]
	cost := gap(p.Run, c.Run)
	if s := k.Tokens[p.From].Sentence - k.Tokens[c.From].Sentence; s != 0 {
		cost += sentenceCost * max(s, -s)
	}
	lo, hi := min(p.From, c.From), max(p.From, c.From)
	for j := range k.cues {
		if j != i && k.cues[j].From > lo && k.cues[j].From < hi {
			cost += cueCost
		}
	}
	if p.Left != (p.From < c.From) {
		cost += directionCost
	}
	return cost
}

// ruleSources gives each link one source, the cheapest pairs first; what is left without one takes the last source before it.
func (k *linker) ruleSources(links []Linked, sources []Piece) {
	k.pairs, k.taken = k.pairs[:0], k.taken[:0]
	for range sources {
		k.taken = append(k.taken, false)
	}
	for l := range links {
		cue := slices.Index(k.linkOf, l)
		if cue < 0 {
			continue
		}
		for s := range sources {
			k.pairs = append(k.pairs, pair{l, s, k.cost(sources[s], cue)})
		}
	}
	slices.SortStableFunc(k.pairs, func(a, b pair) int { return a.cost - b.cost })
	for _, p := range k.pairs {
		if links[p.link].Source < 0 && !k.taken[p.source] {
			links[p.link].Source, k.taken[p.source] = p.source, true
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
