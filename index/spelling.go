package index

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	bleveindex "github.com/blevesearch/bleve_index_api"
)

// spelling finds the topics that are written like a word. Its table is made when it is first asked.
type spelling struct {
	list   func() []topic
	topics []topic
	once   sync.Once
	forms  []string           // of the topics, folded
	having map[uint64][]int32 // topics that have a pair of letters
}

// likely is how many topics are compared letter by letter, those with the most pairs in common.
const likely = 300

func (s *spelling) build() {
	s.topics = s.list()
	s.forms, s.having = make([]string, len(s.topics)), map[uint64][]int32{}
	for i, t := range s.topics {
		s.forms[i] = searchForm(t.Word)
		for _, p := range pairs(s.forms[i]) {
			if list := s.having[p]; len(list) == 0 || list[len(list)-1] != int32(i) {
				s.having[p] = append(list, int32(i))
			}
		}
	}
}

// pairs are the neighbouring letters of form, its ends among them.
func pairs(form string) []uint64 {
	last := uint64(0)
	out := make([]uint64, 0, len(form)+1)
	for _, r := range form {
		out = append(out, last<<32|uint64(r))
		last = uint64(r)
	}
	return append(out, last<<32)
}

// nearest returns the topics most like the words of text, but not those words themselves.
func (s *spelling) nearest(lang language, text string) []string {
	s.once.Do(s.build)
	var all []near
	for _, w := range content(lang.words(text)) {
		for _, i := range s.candidates(w.plain) {
			if x := distance(w.plain, s.forms[i]); x <= farthest && x > 0 {
				all = append(all, near{s.topics[i].Word, x, s.topics[i].Count})
			}
		}
	}
	return nearestOf(all)
}

// mistyped is how unlike a word may be that is taken for another: a letter of five.
const mistyped = 0.21

// terms returns the terms of the topics that are spelled most like a word, the most like first.
func (s *spelling) terms(lang language, plain string) []string {
	s.once.Do(s.build)
	type like struct {
		form     string
		distance float64
		count    int
	}
	var all []like
	for _, i := range s.candidates(plain) {
		if x := edits(plain, s.forms[i]); x <= mistyped {
			all = append(all, like{s.forms[i], x, s.topics[i].Count})
		}
	}
	slices.SortFunc(all, func(a, b like) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.count, a.count), strings.Compare(a.form, b.form))
	})
	var out []string
	for _, l := range all {
		for _, w := range content(lang.words(l.form)) {
			out = append(out, w.term)
		}
	}
	return out
}

// candidates are the topics that have most letter pairs in common with form: those that have fewer than a quarter are unlike it.
func (s *spelling) candidates(form string) []int32 {
	asked := pairs(form)
	common := make([]uint8, len(s.topics))
	for _, p := range asked {
		for _, i := range s.having[p] {
			if common[i] < math.MaxUint8 {
				common[i]++
			}
		}
	}
	byCount := make([][]int32, math.MaxUint8+1)
	for i, n := range common {
		if int(n) >= max(1, len(asked)/4) {
			byCount[n] = append(byCount[n], int32(i))
		}
	}
	var out []int32
	for n := math.MaxUint8; n > 0 && len(out) < likely; n-- {
		out = append(out, byCount[n]...)
	}
	return out[:min(len(out), likely)]
}

// alike returns the terms of the asker's documents that are spelled most like one that does not occur there: an edit for up to
// seven letters, two for more; the most frequent first. Short words and numbers are like nothing.
func (a *question) alike(term string) ([]string, error) {
	const least, long, kept = 4, 8, 5
	letters := utf8.RuneCountInString(term)
	if letters < least || strings.ContainsAny(term, "0123456789") {
		return nil, nil
	}
	edits := 1
	if letters >= long {
		edits = 2
	}
	type entry struct {
		term  string
		count uint64
	}
	var found []entry
	err := a.shelf.read(func(r bleveindex.IndexReader) error {
		fuzzy, ok := r.(bleveindex.IndexReaderFuzzy)
		if !ok {
			return nil
		}
		for _, part := range a.parts {
			first, _ := utf8.DecodeRuneInString(term)
			dict, err := fuzzy.FieldDictFuzzy(textField, part.term(term), edits, part.term(string(first)))
			if err != nil {
				return err
			}
			for e, err := dict.Next(); e != nil || err != nil; e, err = dict.Next() {
				if err != nil {
					return err
				}
				found = append(found, entry{strings.TrimPrefix(e.Term, part.term("")), e.Count})
			}
			if err := dict.Close(); err != nil {
				return err
			}
		}
		return nil
	})
	slices.SortFunc(found, func(x, y entry) int { return cmp.Or(cmp.Compare(y.count, x.count), strings.Compare(x.term, y.term)) })
	var out []string
	for _, e := range found {
		if len(out) < kept && !slices.Contains(out, e.term) {
			out = append(out, e.term)
		}
	}
	return out, err
}
