package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/briefbot/corpus/entity"
)

// offered is a name or topic that can be asked for.
type offered struct {
	name   string
	forms  []string // folded, what else it is known by
	weight int
	group  bool // a description of somebody without a name
}

// lookup finds what is offered by the beginning of one of its words, or by something written much like it.
type lookup struct {
	offers []offered // the most frequent first
	plain  []string  // of each, its name as [searchForm]
	forms  []lookupForm
	having map[uint64][]int32 // forms that have a pair of letters
}

// lookupForm is one way to write what is offered.
type lookupForm struct {
	text  string
	offer int32
}

func newLookup(offers []offered) *lookup {
	l := &lookup{offers: offers, plain: make([]string, len(offers)), having: map[uint64][]int32{}}
	for i, o := range offers {
		l.plain[i] = searchForm(o.name)
		l.add(l.plain[i], i)
		for _, f := range o.forms {
			if f != l.plain[i] {
				l.add(f, i)
			}
		}
	}
	return l
}

func (l *lookup) add(text string, offer int) {
	n := int32(len(l.forms))
	l.forms = append(l.forms, lookupForm{text, int32(offer)})
	for _, p := range pairs(text) {
		if list := l.having[p]; len(list) == 0 || list[len(list)-1] != n {
			l.having[p] = append(list, n)
		}
	}
}

// begins reports whether form, or some word of it, begins with prefix.
func begins(form, prefix string) bool {
	return strings.HasPrefix(form, prefix) || strings.Contains(form, " "+prefix)
}

// leastTyped is how many letters it takes to look for what is only like them.
const leastTyped = 3

// find returns at most limit names for what has been typed so far.
func (l *lookup) find(typed string, limit int) []string {
	plain, folded := searchForm(typed), entity.Fold(typed)
	taken := make([]bool, len(l.offers))
	seen := map[string]bool{}
	var out []string
	take := func(i int) {
		if len(out) < limit && !taken[i] && !seen[l.plain[i]] {
			taken[i], seen[l.plain[i]] = true, true
			out = append(out, l.offers[i].name)
		}
	}
	if plain == "" && folded == "" {
		for i := range l.offers {
			take(i)
		}
		return out
	}
	for i := range l.offers {
		if begins(l.plain[i], plain) {
			take(i)
		}
	}
	for _, f := range l.forms {
		if len(out) == limit {
			return out
		}
		if begins(f.text, folded) {
			take(int(f.offer))
		}
	}
	if utf8.RuneCountInString(folded) >= leastTyped {
		for _, n := range l.alike(typed, true) {
			if len(out) < limit && !seen[searchForm(n.word)] {
				seen[searchForm(n.word)] = true
				out = append(out, n.word)
			}
		}
	}
	return out
}

// alike returns what is written much like typed, the likest first. With unfinished the last word may go on.
func (l *lookup) alike(typed string, unfinished bool) []near {
	folded := entity.Fold(typed)
	sound := entity.Sound(typed)
	best := map[int32]float64{}
	for _, n := range l.likely(folded) {
		f := l.forms[n]
		x := min(unlike(folded, f.text, unfinished), unlike(sound, entity.Sound(f.text), unfinished)+0.02)
		if have, ok := best[f.offer]; x <= farthest && (!ok || x < have) {
			best[f.offer] = x
		}
	}
	out := make([]near, 0, len(best))
	for i, x := range best {
		if !l.offers[i].group {
			out = append(out, near{l.offers[i].name, x, l.offers[i].weight})
		}
	}
	slices.SortFunc(out, near.order)
	return out
}

// likely are the forms that have most letter pairs in common with text.
func (l *lookup) likely(text string) []int32 {
	common := make([]uint16, len(l.forms))
	var most uint16
	for _, p := range pairs(text) {
		for _, n := range l.having[p] {
			common[n]++
			most = max(most, common[n])
		}
	}
	byCommon := make([]int, most+1) // how many forms have so many
	for _, c := range common {
		byCommon[c]++
	}
	least := max(1, utf8.RuneCountInString(text)/4)
	room := likely
	for c := int(most); c > least; c-- {
		if room -= byCommon[c]; room <= 0 {
			least = c
		}
	}
	var out []int32
	for n, c := range common {
		if int(c) >= least {
			out = append(out, int32(n))
		}
	}
	// Of those with as many pairs the shorter are more alike.
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(common[b], common[a]), cmp.Compare(len(l.forms[a].text), len(l.forms[b].text)), cmp.Compare(a, b))
	})
	return out[:min(len(out), likely)]
}

// unlike compares folded names, 0 for equal ones: the share of the letters typed that have to be changed, each word typed against the
// likest word of form. With unfinished a word of form may go on.
func unlike(typed, form string, unfinished bool) float64 {
	words := strings.Fields(form)
	sum, letters := 0.0, 0
	for t := range strings.FieldsSeq(typed) {
		n := utf8.RuneCountInString(t)
		least := float64(n)
		for _, w := range words {
			least = min(least, wordEdits(t, w, unfinished))
		}
		sum += least
		letters += n
	}
	if letters == 0 {
		return 1
	}
	x := sum / float64(letters)
	if whole := edits(typed, form); !unfinished {
		x = min(x+0.05, whole) // a part of the name is less than the name
	}
	return x
}

// wordEdits is how many letters of word a must be changed for b, or for a beginning of b. Where only vowels differ, and what transliterations
// write as they like, it is one at most.
func wordEdits(a, b string, unfinished bool) float64 {
	x, y := []rune(a), []rune(b)
	row, last, before := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
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
		before, last, row = last, row, before
	}
	least := float64(last[len(y)])
	if unfinished {
		for j := range last {
			least = min(least, float64(last[j])+0.1)
		}
	}
	if s := skeleton(a); len(s) >= 3 && s == skeleton(b) {
		least = min(least, 1)
	}
	return least
}
