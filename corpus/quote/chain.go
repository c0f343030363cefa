package quote

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus"
)

// learn notes where the document says that an outlet reported, and whom that outlet cites: "according to a report by the Gazette, citing two officials".
func (n *namer) learn(reports []report) {
	for _, r := range reports {
		for _, s := range r.Source {
			if s.Empty() {
				continue
			}
			o := n.outletIn(s)
			if o == "" {
				continue
			}
			at := outletAt{start: n.Tokens[s.From].Start, chain: []string{o}}
			if c := n.cited(s); !c.Empty() {
				at.chain = append(at.chain, n.nameOf(c))
			}
			n.outlets = append(n.outlets, at)
		}
	}
	for i := range n.Low {
		if n.Low[i] != "told" && n.Low[i] != "tells" {
			continue
		}
		if o := n.outletIn(stretch(i+1, min(i+6, len(n.Low)))); o != "" {
			n.outlets = append(n.outlets, outletAt{start: n.Tokens[i].Start, chain: []string{o}})
		}
	}
	slices.SortStableFunc(n.outlets, func(a, b outletAt) int { return a.start - b.start })
}

// outletIn returns the name of the outlet in r, or "".
func (n *namer) outletIn(r run) string {
	for i := r.From; i < r.To; i++ {
		if !outletWords[n.Low[i]] || !n.Capital(i) {
			continue
		}
		from := i
		for from > r.From && n.Capital(from-1) && n.IsWord(from-1) {
			from--
		}
		to := i + 1
		for to < r.To && n.Capital(to) && n.IsWord(to) {
			to++ // "Radio Nordhavn"
		}
		for _, span := range []corpus.Span{n.Span(stretch(i, i+1)), n.Span(stretch(from, to))} {
			if k := n.set.At(span); k != corpus.None && n.set.Entities[k].Type != corpus.Person {
				return n.set.Name(k)
			}
		}
		return n.doc.Cut(n.Span(stretch(from, to)))
	}
	return ""
}

// cited returns the source that an outlet cites right after s: ", citing two officials".
func (n *namer) cited(s run) run {
	end := n.First[n.Tokens[s.From].Sentence+1]
	for i := s.From; i < min(s.To+3, end); i++ {
		if n.Low[i] == "citing" || n.Low[i] == "quoting" {
			return n.nounRight(i+1, end)
		}
	}
	return run{}
}

func (n *namer) nameOf(r run) string {
	if k := n.set.At(n.Span(r)); k != corpus.None {
		return n.set.Name(k)
	}
	return n.doc.Cut(n.Span(r))
}

// farOutlet is over how many paragraphs "reportedly" may mean an outlet where the document follows more than one.
const farOutlet = 2

// outletNear returns the chain of the outlet that is spoken of at byte b: the last one told before it, else, in a headline, the first after
// it. Where the document follows several, only one that was told nearby is meant.
func (n *namer) outletNear(b int) []string {
	var best *outletAt
	several := false
	for i := range n.outlets {
		o := &n.outlets[i]
		several = several || o.chain[0] != n.outlets[0].chain[0]
		if o.start <= b || best == nil {
			best = o
		}
	}
	if best == nil || several && max(n.Paragraph(b)-n.Paragraph(best.start), n.Paragraph(best.start)-n.Paragraph(b)) > farOutlet {
		return nil
	}
	return best.chain
}

// chains says for each attribution who passed it on. A report inside another's content is passed on by that one's
// source; "told the Gazette" by the Gazette; "reportedly" by the outlet the document follows.
func (n *namer) chains(all []corpus.Attribution) {
	for i := range all {
		all[i].Chain = n.chain(all, i, 0)
	}
	n.shareOutlet(all)
}

// shareOutlet gives what an unnamed source says beside what it told an outlet the same outlet: such a source spoke to somebody, and the text
// says once to whom.
func (n *namer) shareOutlet(all []corpus.Attribution) {
	told := map[int]corpus.Attribution{} // by entity
	for _, a := range all {
		if a.Anonymous && a.Entity != corpus.None && len(a.Chain) > 1 {
			told[a.Entity] = a
		}
	}
	for i := range all {
		a := &all[i]
		t, ok := told[a.Entity]
		if !ok || len(a.Chain) != 1 || n.Paragraph(t.Content[0].Start) != n.Paragraph(a.Content[0].Start) {
			continue
		}
		a.Chain = append(slices.Clone(t.Chain[:len(t.Chain)-1]), a.Speaker)
	}
}

func (n *namer) chain(all []corpus.Attribution, i, depth int) []string {
	a := all[i]
	if a.Speaker == "" || depth > 4 {
		return nil
	}
	var outer []string
	if j := around(all, i); j >= 0 {
		outer = n.chain(all, j, depth+1)
	}
	if len(outer) == 0 && !a.Addressee.IsZero() {
		i, j := n.TokensIn(a.Addressee)
		if o := n.outletIn(stretch(i, j)); o != "" {
			outer = []string{o}
		}
	}
	if len(outer) == 0 && n.hearsay(a) {
		outer = n.outletNear(a.Cue[0].Start)
	}
	if len(outer) == 0 {
		outer = n.within(a)
	}
	if k := slices.Index(outer, a.Speaker); k >= 0 {
		outer = outer[:k]
	}
	return append(slices.Clone(outer), a.Speaker)
}

// within returns the outlet that the source's own words name: "officials cited by the Gazette", "the Gazette, citing officials".
func (n *namer) within(a corpus.Attribution) []string {
	for _, s := range a.Source {
		i, j := n.TokensIn(s)
		r := stretch(i, j)
		if o := n.outletIn(r); o != "" && (!strings.Contains(a.Speaker, o) && (len(a.Source) > 1 || n.has(r, citing)) || n.has(r, shownTo)) {
			return []string{o}
		}
	}
	return nil
}

var citing = words(`cited quoted citing quoting told interviewed`)

func (n *namer) hearsay(a corpus.Attribution) bool {
	for _, c := range a.Cue {
		i, j := n.TokensIn(c)
		if n.has(stretch(i, j), hearsay) {
			return true
		}
	}
	return false
}

// around returns the attribution whose content holds the cue of all[i], the narrowest, or -1.
func around(all []corpus.Attribution, i int) int {
	best, size := -1, 0
	if len(all[i].Cue) == 0 {
		return best
	}
	for j := range all {
		for _, c := range all[j].Content {
			if j != i && c.Contains(all[i].Cue[0]) && (best < 0 || c.Len() < size) {
				best, size = j, c.Len()
			}
		}
	}
	return best
}
