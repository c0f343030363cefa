package index

import (
	"slices"
	"strings"
)

// missing returns which of the words of a search occur nowhere in scope.
func (a *question) missing(words subject) ([]int, error) {
	var out []int
	for i, w := range words.words {
		hits, err := a.shelf.run(a.ctx, a.find([]fieldTerm{{textField, w.term}}), 1)
		if err != nil {
			return nil, err
		}
		if len(hits) == 0 && words.country[i] == "" {
			out = append(out, i)
		}
	}
	return out, nil
}

// asTyped returns the words with those numbers, or all when there are none.
func asTyped(words subject, which []int, text searchText) string {
	typed := text.content()
	if len(which) == 0 {
		return typed
	}
	out := make([]string, len(which))
	for i, n := range which {
		out[i] = typed[words.words[n].Start:words.words[n].End]
	}
	return strings.Join(out, " ")
}

// respell replaces words that do not occur by those that are spelled like them and do.
func (a *question) respell(words subject, missing []int) (subject, error) {
	words.words = slices.Clone(words.words)
	for _, i := range missing {
		terms := a.dir.spelling.terms(a.ix.lang, words.words[i].plain)
		if len(terms) == 0 {
			var err error
			if terms, err = a.alike(words.words[i].term); err != nil {
				return words, err
			}
		}
		if len(terms) > 0 {
			words.words[i].term, words.words[i].plain = terms[0], terms[0]
		}
	}
	words.all = words.words
	return words, nil
}

// respelled searches for words that have been respelled. What it finds is never an answer, only near to one.
func (a *question) respelled(text searchText, words subject) ([]Result, error) {
	f, who := a.compile(text, words)
	if f == nil {
		return nil, nil
	}
	all, err := a.sentences(f, text, words, who.meant)
	if err != nil {
		return nil, err
	}
	near, _, _ := a.ranked(all)
	return near, nil
}
