package render

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Positions is who stands where: a table of issues by actors. Names and labels are words of the documents.
type Positions struct {
	Actors []string
	Issues []Issue
	Left   int // records without a place in it: less certain, denied, without actor or object, or beyond its size
}

// Issue is what demands, offers and refusals are about: the shortest object of those that match.
type Issue struct {
	Label string
	Cells [][]Position // for each actor, in the order of the list
}

// Position is a record's kind, and its number in the list.
type Position struct {
	Kind   corpus.DemandKind
	Number int
}

// Mark is the kind as a letter and the number: "D9".
func (p Position) Mark() string { return KindLetter(p.Kind) + decimal(p.Number) }

// KindLetter is the letter that stands for a kind in a table, see [KindMeaning].
func KindLetter(k corpus.DemandKind) string {
	switch k {
	case corpus.Demanded:
		return "D"
	case corpus.Requested:
		return "A"
	case corpus.Condition:
		return "C"
	case corpus.Offer:
		return "O"
	case corpus.Conceded:
		return "G"
	case corpus.Refusal:
		return "R"
	case corpus.Threat:
		return "T"
	}
	return "?"
}

// KindMeaning says what a letter stands for: "demands".
func KindMeaning(k corpus.DemandKind) string {
	switch k {
	case corpus.Demanded:
		return wording.MeansDemanded
	case corpus.Requested:
		return wording.MeansRequested
	case corpus.Condition:
		return wording.MeansCondition
	case corpus.Offer:
		return wording.MeansOffer
	case corpus.Conceded:
		return wording.MeansConceded
	case corpus.Refusal:
		return wording.MeansRefusal
	case corpus.Threat:
		return wording.MeansThreat
	}
	return string(k)
}

// Kinds are those that stand in the table, in the order of [corpus.DemandKinds].
func (p *Positions) Kinds() []corpus.DemandKind {
	var out []corpus.DemandKind
	for _, k := range corpus.DemandKinds() {
		for _, i := range p.Issues {
			if slices.ContainsFunc(i.Cells, func(c []Position) bool {
				return slices.ContainsFunc(c, func(x Position) bool { return x.Kind == k })
			}) {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

// NewPositions makes the table of results of /demand, of which first is the number of the first: the actors with most records, at most
// actors of them, and the issues on which most of these stand, at most issues.
func NewPositions(results []index.Result, first, actors, issues int) *Positions {
	p := &Positions{}
	byActor, byIssue := map[string]int{}, map[int]int{}
	held := func(r index.Result) bool {
		return r.Actor != "" && r.Issue > 0 && !r.LessSure && !r.Negated && !r.Object.IsZero()
	}
	for _, r := range results {
		if held(r) {
			byActor[r.Actor]++
			if byActor[r.Actor] == 1 {
				p.Actors = append(p.Actors, r.Actor)
			}
		}
	}
	slices.SortStableFunc(p.Actors, func(a, b string) int { return byActor[b] - byActor[a] })
	p.Actors = p.Actors[:min(len(p.Actors), actors)]
	var order []int
	labels := map[int]string{}
	cells := map[int][][]Position{}
	for i, r := range results {
		column := slices.Index(p.Actors, r.Actor)
		if !held(r) || column < 0 {
			p.Left++
			continue
		}
		if cells[r.Issue] == nil {
			cells[r.Issue], order = make([][]Position, len(p.Actors)), append(order, r.Issue)
		}
		cells[r.Issue][column] = append(cells[r.Issue][column], Position{corpus.DemandKind(r.Kind), first + i})
		labels[r.Issue] = clearer(labels[r.Issue], r.Object.Text())
		byIssue[r.Issue]++
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Or(standing(cells[b])-standing(cells[a]), byIssue[b]-byIssue[a]) })
	for i, n := range order {
		if i >= issues {
			p.Left += byIssue[n]
			continue
		}
		p.Issues = append(p.Issues, Issue{labels[n], cells[n]})
	}
	return p
}

// positions is the table that stands beside a picture; nil where none is asked for or nobody has a place in it.
func positions(a *index.Answer) *Positions {
	if q, ok := a.Query.(index.Demands); !ok || !q.Picture {
		return nil
	}
	p := NewPositions(a.Pictured, a.PicturedFirst, MostActors, MostIssues)
	if len(p.Issues) == 0 {
		return nil
	}
	return p
}

// standing is how many actors have a position.
func standing(cells [][]Position) (n int) {
	for _, c := range cells {
		if len(c) > 0 {
			n++
		}
	}
	return n
}

// clearer returns the better label of an issue: the shorter one, unless it is but a word.
func clearer(a, b string) string {
	const word = 12
	x, y := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	switch {
	case a == "", x < word && y > x, y >= word && y < x:
		return b
	}
	return a
}
