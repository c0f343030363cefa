package model

import (
	"slices"
)

// Paragraph is a tagged paragraph with its linked pieces.
type Paragraph struct {
	*Tagged
	Run     Run
	Links   []Linked
	Sources []Piece
	Cost    float64   // how much less likely its labels are than the likeliest
	left    []float32 // probability of a source that stands before its cue, by token of the run
	right   []float32

	supports []support // of each link, once it is picked
}

// Alternatives returns the paragraph number k once for each of its likeliest labellings that differ in their pieces, the
// likeliest first.
func (t *Tagged) Alternatives(k int) []*Paragraph {
	base := Paragraph{Tagged: t, Run: t.Sequence(k)}
	n := base.Run.To - base.Run.From
	probability := make([]float32, 2*n)
	base.left, base.right = probability[:n], probability[n:]
	for i := range n {
		m := &t.Marginal[base.Run.From+i]
		base.left[i] = m[BeginSourceLeft] + m[InSourceLeft]
		base.right[i] = m[BeginSourceRight] + m[InSourceRight]
	}
	paths := t.paths[k]
	all := make([]Paragraph, 0, len(paths))
	out := make([]*Paragraph, 0, len(paths))
	seen := make([][]Piece, 0, len(paths))
	linker := linker{Tagged: t}
	pieces := make([]Piece, 0, 4*len(paths))
	for _, path := range paths {
		from := len(pieces)
		pieces = appendPieces(pieces, path.Labels, base.Run.From)
		these := pieces[from:]
		if slices.ContainsFunc(seen, func(s []Piece) bool { return slices.Equal(s, these) }) {
			pieces = pieces[:from]
			continue
		}
		seen = append(seen, these)
		p := base
		p.Cost = path.Cost
		p.Links, p.Sources = linker.link(these)
		all = append(all, p)
		out = append(out, &all[len(all)-1])
	}
	return out
}

// Candidate is a possible source of a report; an empty one stands for none.
type Candidate struct {
	Run
	kind uint32 // how it was found
}

const (
	kindNone uint32 = iota
	kindTagged
	kindLikely // tokens that are a source with some probability
	kindNoun   // names, pronouns and words of the source lexicon
)

// likely is the least probability of a source that makes a candidate.
const likely = .06

// Candidates returns the possible sources of link l, none first.
func (p *Paragraph) Candidates(l int) []Candidate {
	out := []Candidate{{}}
	for _, s := range p.Sources {
		out = append(out, Candidate{s.Run, kindTagged})
	}
	at := p.Tokens[p.Links[l].Cue.From].Sentence
	out = p.addRuns(out, p.within(at, 2), kindLikely, p.likelyRun)
	out = p.addRuns(out, p.within(at, 1), kindNoun, p.nounRun)
	slices.SortStableFunc(out[1:], func(a, b Candidate) int { return a.From - b.From })
	return out
}

// within returns the tokens of the sentences up to d from sentence s, in the paragraph.
func (p *Paragraph) within(s, d int) Run {
	lo, hi := max(s-d, 0), min(s+d+1, len(p.First)-1)
	return Run{max(p.First[lo], p.Run.From), min(p.First[hi], p.Run.To)}
}

func (p *Paragraph) addRuns(out []Candidate, in Run, kind uint32, next func(i, to int) Run) []Candidate {
	have := len(out)
	for i := in.From; i < in.To; {
		r := next(i, in.To)
		if r.Empty() {
			i++
			continue
		}
		fresh := true
		for _, c := range out[:have] {
			fresh = fresh && !c.overlaps(r)
		}
		if fresh {
			out = append(out, Candidate{r, kind})
		}
		i = r.To
	}
	return out
}

func (p *Paragraph) source(i int) float64 {
	k := i - p.Run.From
	return float64(p.left[k] + p.right[k])
}

func (p *Paragraph) likelyRun(i, to int) Run {
	j := i
	for j < to && p.source(j) >= likely {
		j++
	}
	return Run{i, j}
}

// nounRun returns the pronoun, name or described person that begins at i.
func (p *Paragraph) nounRun(i, to int) Run {
	a := &p.atoms[i]
	switch {
	case a.tag == tagPRP:
		return Run{i, i + 1}
	case a.tag == tagNNP || a.tag == tagUP || a.tag >= tagSuffix+capitalSuffix && !a.closed:
		j := i + 1
		for j < to && p.insideName(j, to) {
			j++
		}
		return Run{i, j}
	case a.tag == tagDT || a.tag == tagPPS || a.tag >= tagSuffix:
		j := i
		for j < to && j-i < 6 && p.atoms[j].source < 2 && (j == i || p.atoms[j].tag >= tagSuffix || p.atoms[j].tag == tagNNP || p.atoms[j].tag == tagNUM) {
			j++
		}
		if j < to && j-i < 6 && p.atoms[j].source >= 2 && p.atoms[j].quoted == a.quoted {
			return Run{i, j + 1}
		}
	}
	return Run{}
}

// insideName reports whether token j goes on with a name.
func (p *Paragraph) insideName(j, to int) bool {
	t := p.atoms[j].tag
	if t == tagNNP || t == tagUP {
		return true
	}
	w := p.Low[j]
	return (w == "of" || w == "for" || w == "the" || w == "&") && j+1 < to && (p.atoms[j+1].tag == tagNNP || p.atoms[j+1].tag == tagUP || p.Low[j+1] == "the")
}
