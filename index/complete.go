package index

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// Complete returns names ("who", "by", "of") or topics ("about", "words") of the documents that s sees whose words begin with
// prefix, whatever case and accents, the most frequent first, at most limit.
func (ix *Index) Complete(ctx context.Context, s Scope, kind, prefix string, limit int) ([]string, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	q, err := ix.begin(ctx, s)
	if err != nil {
		return nil, err
	}
	var all []topic
	switch kind {
	case "who":
		all = q.dir.names(speaks)
	case "by":
		all = q.dir.names(func(p *party) int { return p.asks })
	case "of":
		all = q.dir.names(func(p *party) int { return p.asked })
	case "about", "words":
		all = q.dir.topics
	default:
		return nil, &QueryError{Option: kind, Hint: "There are no suggestions for this option."}
	}
	var out []string
	seen := map[string]bool{}
	wanted := searchForm(prefix)
	for _, t := range all {
		form := searchForm(t.Word)
		if len(out) < limit && !seen[form] && begins(form, wanted) {
			seen[form] = true
			out = append(out, t.Word)
		}
	}
	return out, nil
}

// searchForm is text without case, accents and marks, its words parted by single spaces.
func searchForm(text string) string {
	var b strings.Builder
	for i, w := range (language{}).words(text) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.plain)
	}
	return b.String()
}

// begins reports whether form, or some word of it, begins with prefix.
func begins(form, prefix string) bool {
	return strings.HasPrefix(form, prefix) || strings.Contains(form, " "+prefix)
}

// names lists how parties can be asked for, those first that do most of what weight counts; those that do nothing of it are left out, unless
// nobody does any.
func (d *directory) names(weight func(*party) int) []topic {
	var out []topic
	for _, p := range d.parties {
		if n := weight(p); n > 0 && p.Name != "" {
			out = append(out, topic{p.Name, n*1000 + min(p.mentions, 999)})
		}
	}
	slices.SortStableFunc(out, func(a, b topic) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word)) })
	return out
}

// Knows reports whether name is that of a speaker or a person in the documents that s sees.
func (ix *Index) Knows(ctx context.Context, s Scope, name string) bool {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	q, err := ix.begin(ctx, s)
	if err != nil {
		return false
	}
	for _, p := range q.dir.resolve(name).parties {
		if p.says > 0 || p.Type == corpus.Person {
			return true
		}
	}
	return false
}

// suggestions is how many names are offered when one is not found.
const suggestions = 5

// nearest returns the names most like name: those that do what role counts come first among equals. When no name is like
// it, those that do so most often are offered.
func (d *directory) nearest(name string, role func(*party) int) []string {
	k := entity.Fold(name)
	var all, others []near
	for _, p := range d.parties {
		if p.Type == corpus.Group || p.Name == "" {
			continue
		}
		if role(p) > 0 {
			others = append(others, near{p.Name, 1, role(p)*1000 + p.mentions})
		}
		best := 1.0
		for form := range p.keys {
			best = min(best, distance(k, form))
		}
		if best <= farthest {
			all = append(all, near{p.Name, best, role(p)*1000 + p.mentions})
		}
	}
	if len(all) == 0 {
		all = others
	}
	return nearestOf(all)
}

// near is a suggestion with its distance from what was typed, 0 to 1, and how frequent it is.
type near struct {
	word     string
	distance float64
	weight   int
}

// farthest is how unlike a suggestion may be.
const farthest = 0.4

func nearestOf(all []near) []string {
	slices.SortFunc(all, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.weight, a.weight), strings.Compare(a.word, b.word))
	})
	var out []string
	for _, n := range all {
		if len(out) < suggestions && !slices.Contains(out, n.word) {
			out = append(out, n.word)
		}
	}
	return out
}

// distance compares two folded names: the least share of letters to be changed over the whole and over single words of b,
// whose consonants alone count too, since vowels are what transliterations disagree on.
func distance(a, b string) float64 {
	best := edits(a, b)
	if strings.HasPrefix(b, a) && len(a) >= 3 {
		best = min(best, 0.1)
	}
	for w := range strings.FieldsSeq(b) {
		best = min(best, edits(a, w)+0.01)
		for v := range strings.FieldsSeq(a) {
			if len(v) >= 4 && len(w) >= 4 {
				best = min(best, edits(v, w)+0.05)
			}
		}
		if x, y := skeleton(a), skeleton(w); len(x) >= 3 && x == y {
			best = min(best, 0.2)
		}
	}
	return best
}

// skeleton keeps the consonants of a word, those that sound alike made equal.
func skeleton(s string) string {
	var b strings.Builder
	last := byte(0)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'h', 'w', ' ', '-':
			continue
		case 'c', 'q':
			c = 'k'
		case 'z':
			c = 's'
		case 'v':
			c = 'f'
		}
		if c != last {
			b.WriteByte(c)
		}
		last = c
	}
	return b.String()
}

// edits is the Damerau-Levenshtein distance (optimal string alignment) of a and b over the length of the longer.
func edits(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 || len(y) == 0 {
		return 1
	}
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, row := rows[0], rows[1], rows[2]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		rows[0], rows[1], rows[2] = last, row, before
	}
	return float64(rows[1][len(y)]) / float64(max(len(x), len(y)))
}
