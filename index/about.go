package index

import (
	"slices"

	"example.org/briefbot/corpus"
)

// subject is a topic that is asked for: every content word must be there, a country also by its capital or people.
type subject struct {
	words   []word   // content words
	country []string // of each word, where it is part of a country's name
	all     []word   // with stop words, for exact phrases
}

// subject reads a topic.
func (l language) subject(text string) subject {
	s := subject{all: l.words(text)}
	s.words = content(s.all)
	s.country = make([]string, len(s.words))
	for _, p := range namedCountries(text, s.all) {
		for i, w := range s.words {
			if p.Contains(w.Span) {
				s.country[i] = p.country
			}
		}
	}
	return s
}

// namedCountries is countriesIn for a question, in which capitals mean nothing.
func namedCountries(text string, words []word) []placed {
	var out []placed
	for i := 0; i < len(words); i++ {
		for n := min(3, len(words)-i); n > 0; n-- {
			s := corpus.Span{Start: words[i].Start, End: words[i+n-1].End}
			if words[i].stop && n == 1 {
				continue
			}
			if c := countryOf(text[s.Start:s.End]); c != "" {
				out = append(out, placed{s, c})
				i += n - 1
				break
			}
		}
	}
	return out
}

func (s subject) empty() bool { return len(s.words) == 0 }

// terms are the conditions, one for each word, in a field of entries of a type.
func (s subject) terms(kind, field string) [][]fieldTerm {
	var out [][]fieldTerm
	for i, w := range s.words {
		if w.stop {
			continue
		}
		t := []fieldTerm{{field, w.term}}
		if c := s.country[i]; c != "" {
			t = append(t, key(kind, "country", c))
		}
		out = append(out, t)
	}
	return out
}

// scored are the words for the score.
func (s subject) scored(field string, weight float64) []weighted {
	var out []weighted
	for _, w := range s.words {
		if !w.stop {
			out = append(out, weighted{[]fieldTerm{{field, w.term}}, weight})
		}
	}
	return out
}

// in reports whether every word of s stands within spans of d.
func (s subject) in(l language, d *reading, spans ...corpus.Span) bool {
	words := d.wordsIn(l, spans...)
	var countries []placed
	for i, w := range s.words {
		has := slices.ContainsFunc(words, func(x word) bool { return x.term == w.term })
		if !has && s.country[i] != "" {
			if countries == nil {
				countries = countriesIn(d.Text, words)
			}
			has = slices.ContainsFunc(countries, func(p placed) bool { return p.country == s.country[i] })
		}
		if !has {
			return false
		}
	}
	return true
}

// marks returns the words of d within spans that are words of s, as places to be highlighted.
func (s subject) marks(l language, d *corpus.Document, spans []corpus.Span) []corpus.Span {
	var out []corpus.Span
	for _, span := range spans {
		text := d.Cut(span)
		words := l.words(text)
		at := func(x corpus.Span) corpus.Span {
			return corpus.Span{Start: span.Start + x.Start, End: span.Start + x.End}
		}
		for k, w := range words {
			if s.marked(words, k) {
				out = append(out, at(w.Span))
			}
		}
		for _, p := range countriesIn(text, words) {
			if slices.Contains(s.country, p.country) {
				out = append(out, at(p.Span))
			}
		}
	}
	slices.SortFunc(out, corpus.Span.Compare)
	kept := out[:0]
	for _, x := range out {
		switch n := len(kept); {
		case n > 0 && x.Start < kept[n-1].End:
			continue
		case n > 0 && runsOn(d.Text, kept[n-1], x):
			kept[n-1].End = x.End
			continue
		}
		kept = append(kept, x)
	}
	return kept
}

// phrase returns how words are found in text: 3 the very words in a row, 2 the same stems in a row, 1 all of them, 0 not.
func phrase(words, text []word) int {
	if len(words) == 0 {
		return 0
	}
	best := 0
	for i := 0; i+len(words) <= len(text) && best < 3; i++ {
		plain, stems := true, true
		for j, w := range words {
			plain = plain && text[i+j].plain == w.plain
			stems = stems && text[i+j].term == w.term
			if !plain && !stems {
				break
			}
		}
		switch {
		case plain:
			best = 3
		case stems:
			best = 2
		}
	}
	if best > 0 {
		return best
	}
	for _, w := range content(words) {
		if !slices.ContainsFunc(text, func(x word) bool { return x.term == w.term }) {
			return 0
		}
	}
	return 1
}

// required are the words of a phrase, without their countries' other names.
func (l language) required(phrase string) subject {
	s := l.subject(phrase)
	clear(s.country)
	return s
}
