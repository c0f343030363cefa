package index

import (
	"hash/maphash"
	"slices"
	"strings"

	"example.org/briefbot/corpus/entity"
)

// sameWords is how many words two quotations must have in common, in a row, for the shorter to count as a part of the longer.
const sameWords = 6

// mergeStatements orders statements and makes one of those that give the same words of the same speaker: reprints, pull
// quotes, shorter versions. The best told stands first and the others become its further citations.
func mergeStatements(all []*statement) []*statement {
	all = slices.Clone(all)
	slices.SortFunc(all, (*statement).order)
	var groups [][]*statement
	byWords := make(map[uint64][]int, 8*len(all)) // groups by a run of words
	seed := maphash.MakeSeed()
	for _, s := range all {
		at := -1
		runs := wordRuns(seed, s.words)
		for _, r := range runs {
			for _, g := range byWords[r] {
				if at < 0 && s.repeats(groups[g][0]) {
					at = g
				}
			}
		}
		if at < 0 {
			at = len(groups)
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], s)
		for _, r := range runs {
			if !slices.Contains(byWords[r], at) {
				byWords[r] = append(byWords[r], at)
			}
		}
	}
	out := make([]*statement, len(groups))
	for i, g := range groups {
		out[i] = joined(g)
	}
	slices.SortStableFunc(out, (*statement).order)
	return out
}

// wordRuns are the runs of words by which statements are compared, as numbers: all words of a short one.
func wordRuns(seed maphash.Seed, words []word) []uint64 {
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = maphash.String(seed, w.plain)
	}
	run := func(words []uint64) (sum uint64) {
		for _, h := range words {
			sum = sum*0x9E3779B97F4A7C15 + h
		}
		return sum
	}
	if len(words) <= sameWords {
		return []uint64{run(hashes)}
	}
	runs := make([]uint64, 0, len(words)-sameWords+1)
	for i := 0; i+sameWords <= len(words); i++ {
		runs = append(runs, run(hashes[i:i+sameWords]))
	}
	return runs
}

func plainText(words []word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.plain)
		b.WriteByte(' ')
	}
	return b.String()
}

// repeats reports whether s and t are the same words of the same speaker.
func (s *statement) repeats(t *statement) bool {
	if s.Negated != t.Negated || !sameSpeaker(s, t) {
		return false
	}
	a, b := plainText(s.words), plainText(t.words)
	if a == b {
		return len(s.words) > 2 || s.d.ID != t.d.ID && s.party == t.party && s.party != nil
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return min(len(s.words), len(t.words)) >= sameWords && strings.Contains(" "+b, " "+a)
}

// sameSpeaker reports whether s and t may have one speaker. Somebody unnamed in two documents is the same only by the same words,
// which the caller compares; two different names never are.
func sameSpeaker(s, t *statement) bool {
	if s.party != nil && s.party == t.party {
		return true
	}
	if s.Speaker == "" || t.Speaker == "" || s.Anonymous || t.Anonymous {
		return s.Anonymous == t.Anonymous || s.Speaker == "" || t.Speaker == ""
	}
	return entity.Fold(s.Speaker) == entity.Fold(t.Speaker)
}

// joined makes one statement of a group that is in order.
func joined(group []*statement) *statement {
	best := group[0]
	for _, s := range group[1:] {
		if s.tellsMore(best) {
			best = s
		}
	}
	out := *best
	out.Citations = slices.Clone(best.Citations)
	for _, s := range group {
		out.exact, out.score = max(out.exact, s.exact), max(out.score, s.score)
		if s == best {
			continue
		}
		for _, c := range s.Citations {
			out.addCitation(c)
		}
	}
	return &out
}

// addCitation adds a further place, unless it lies within one that is there.
func (r *Result) addCitation(c Citation) {
	for _, have := range r.Citations {
		if have.Doc.ID != c.Doc.ID {
			continue
		}
		inside := true
		for _, s := range c.Spans {
			inside = inside && (have.Spans[0].Start <= s.Start && s.End <= have.Spans[len(have.Spans)-1].End)
		}
		if inside {
			return
		}
	}
	r.Citations = append(r.Citations, c)
}

// tellsMore reports whether s is better shown than t: a stated speaker, a direct quotation, the whole of the words, the first publication.
func (s *statement) tellsMore(t *statement) bool {
	if a, b := s.Speaker != "", t.Speaker != ""; a != b {
		return a
	}
	if a, b := modeRank(s.Kind), modeRank(t.Kind); a != b {
		return a < b
	}
	if a, b := len(s.words), len(t.words); a != b {
		return a > b
	}
	a, b := s.d.Published, t.d.Published
	return !a.IsZero() && (b.IsZero() || a.Before(b))
}
