package index

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index/wording"
)

// Complete returns names ("who", "by", "of") or topics ("about", "words") of the documents that s sees, at most limit: those with a word that
// begins with prefix, whatever case, accents, script and transliteration, the most frequent first; then those that are written
// much like it, the likest first. A name is also found by the roles that documents give to its bearer.
func (ix *Index) Complete(ctx context.Context, s Scope, kind, prefix string, limit int) ([]string, error) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	q, err := ix.begin(ctx, s)
	if err != nil {
		return nil, err
	}
	l := q.dir.lookup(kind)
	if l == nil {
		return nil, &QueryError{Option: kind, Hint: wording.NoSuggestions}
	}
	return l.find(prefix, limit), nil
}

// lookup returns the table of what can be asked for with an option, nil for an option that has none. It is made when first asked for.
func (d *directory) lookup(kind string) *lookup {
	d.mu.Lock()
	defer d.mu.Unlock()
	if l := d.lookups[kind]; l != nil {
		return l
	}
	var l *lookup
	switch kind {
	case "who":
		l = newLookup(d.names(func(p *party) int { return p.says }))
	case "by":
		l = newLookup(d.names(func(p *party) int { return p.asks }))
	case "of":
		l = newLookup(d.names(func(p *party) int { return p.asked }))
	case anybody:
		l = newLookup(d.names(func(p *party) int { return p.mentions }))
	case "about", "words":
		topics := d.topics()
		offers := make([]offered, len(topics))
		for i, t := range topics {
			offers[i] = offered{name: t.Word, weight: t.Count}
		}
		l = newLookup(offers)
	default:
		return nil
	}
	d.lookups[kind] = l
	return l
}

// anybody is the table of all people and bodies, whatever they do.
const anybody = "anybody"

// names lists how parties can be asked for, those first that do most of what weight counts; those that do nothing of it are left out.
func (d *directory) names(weight func(*party) int) []offered {
	var out []offered
	for _, p := range d.parties {
		if n := weight(p); n > 0 && p.Name != "" {
			o := offered{name: p.Name, weight: n*1000 + min(p.mentions, 999), group: p.Type == corpus.Group}
			o.forms = slices.Sorted(maps.Keys(p.keys))
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b offered) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.name, b.name))
	})
	return out
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

// nearest returns the names most like name: those of them that do what kind is about (see [directory.lookup]) first. When no name is like it,
// those that do so most often are offered.
func (d *directory) nearest(name, kind string) []string {
	var all []near
	for _, l := range []*lookup{d.lookup(kind), d.lookup(anybody)} {
		for _, n := range l.alike(name, false) {
			if x := n.distance; x <= farthest {
				all = append(all, n)
			}
		}
	}
	if len(all) == 0 {
		for _, o := range d.lookup(kind).offers {
			if len(all) < suggestions && !o.group {
				all = append(all, near{o.name, 1, o.weight})
			}
		}
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

func (n near) order(m near) int {
	return cmp.Or(cmp.Compare(n.distance, m.distance), cmp.Compare(m.weight, n.weight), strings.Compare(n.word, m.word))
}

func nearestOf(all []near) []string {
	slices.SortFunc(all, near.order)
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
