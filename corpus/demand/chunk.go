package demand

import "example.org/briefbot/corpus"

// findChunks marks the base noun phrases: determiners, possessives, numbers, adjectives and nouns up to the head. A genitive ends
// one, so that "Lind's new offer" is two with the mark between.
func (s *sentence) findChunks() {
	s.chunk = make([]int, len(s.words))
	for i := range s.chunk {
		s.chunk[i] = -1
	}
	for i := 0; i < len(s.words); {
		j := s.chunkEnd(i)
		if j == i {
			i++
			continue
		}
		for k := i; k < j; k++ {
			s.chunk[k] = len(s.parts)
		}
		s.parts = append(s.parts, chunk{i, j})
		i = j
	}
}

// chunkEnd returns where the chunk that begins at i ends; i when none does.
func (s *sentence) chunkEnd(i int) int {
	if s.words[i].tag == pronoun {
		return i + 1
	}
	j, last := i, i
	for j < len(s.words) {
		w := s.words[j]
		switch {
		case w.tag == noun || w.tag == name || w.tag == number:
			j++
			last = j
		case w.tag == determiner && j > i && s.words[j-1].tag == number && rates[s.low(j+1)]:
			j += 2 // "$15 a share"
			last = j
		case w.tag == determiner:
			if j > i && last == j || j > i+1 {
				return last
			}
			j++
			if j == i+1 && s.nominalAlone(i) && (s.words[i].low != "all" && s.words[i].low != "both") || j == i+1 && s.nominalAlone(i) && s.tagAt(j) != determiner && s.tagAt(j) != possessive {
				last = j
			}
		case w.tag == possessive:
			if last > i || j > i+1 {
				return last
			}
			j++
		case w.tag == pronoun && j > i && (w.low == "one" || w.low == "others"):
			return j + 1
		case w.tag == adverb && j > i && last < j+1 && s.adjectiveAfter(j):
			j++
		case w.tag == adverb && j == i && s.adjectiveAfter(j):
			j++
		case w.tag == verb && w.form == ing && j > i && last <= j && s.inside(j, i):
			j++
		case w.tag == quoteMark && j > i && (s.tagAt(j+1) == noun || s.tagAt(j+1) == name) && last <= j && s.words[j-1].tag != comma && s.opensQuote(j):
			j++
		case w.tag == quoteMark && j > i+2 && last == j && !s.balanced(i, j) && (s.tagAt(j+1) == noun || s.tagAt(j+1) == name):
			j++
		case w.tag == conjunction && j > i && last == j && s.adjectivePair(j):
			j++
		case w.tag == comma && s.adjectiveList(i, j):
			j++
		default:
			return last
		}
	}
	return last
}

var rates = set(`share year month week day hour barrel ton tonne pound head person gallon bushel piece night`)

// nominalAlone reports whether the determiner at i can stand for a noun phrase: this, both, some.
func (s *sentence) nominalAlone(i int) bool {
	switch s.words[i].low {
	case "this", "these", "those", "both", "some", "many", "all", "most", "each", "another", "few", "several", "either", "neither", "more":
		return true
	case "that":
		return s.words[i].tag == determiner
	}
	return false
}

// adjectiveAfter reports whether the adverb at j belongs to an adjective: "two partially conquered regions".
func (s *sentence) adjectiveAfter(j int) bool {
	k := j + 1
	if k >= len(s.words) || len(s.words[j].low) < 4 && s.words[j].low != "too" && s.words[j].low != "so" {
		return false
	}
	return s.words[k].tag == noun && k+1 < len(s.words) && (s.words[k+1].tag == noun || s.words[k+1].tag == name) && s.words[j].form == noForm && s.words[j].low != "also" && !classes["time"][s.words[j].low]
}

// inside reports whether the -ing word at j is an adjective inside the phrase that began at i: "a planning board".
func (s *sentence) inside(j, i int) bool {
	return s.nominalLeft(j) && (s.tagAt(j+1) == noun || s.tagAt(j+1) == name) && i < j
}

// opensQuote reports whether the mark at j begins a quotation.
func (s *sentence) opensQuote(j int) bool {
	return j+1 < len(s.words) && s.words[j].span.End == s.words[j+1].span.Start
}

// adjectivePair reports whether the conjunction at j joins two adjectives of one phrase: "credible and open talks".
func (s *sentence) adjectivePair(j int) bool {
	return s.words[j-1].tag == noun && adjectival(s.words[j-1].low) && s.tagAt(j+1) == noun && adjectival(s.words[j+1].low) && s.tagAt(j+2) == noun && !adjectival(s.words[j+2].low)
}

// adjectiveList reports whether the comma at j stands between adjectives of one phrase: "a serious, lasting peace".
func (s *sentence) adjectiveList(i, j int) bool {
	first := s.words[i].tag
	if first != determiner && first != possessive || j == i+1 {
		return false
	}
	return s.words[j-1].tag == noun && adjectival(s.words[j-1].low) && s.tagAt(j+1) == noun && adjectival(s.words[j+1].low) && (s.tagAt(j+2) == noun || s.tagAt(j+2) == name)
}

var adjectiveEnds = []string{"al", "ive", "ous", "ful", "less", "ic", "able", "ible", "ary", "ent", "ant", "ing", "ed", "ate", "ish", "ern"}

func adjectival(w string) bool {
	for _, e := range adjectiveEnds {
		if len(w) > len(e)+2 && w[len(w)-len(e):] == e {
			return true
		}
	}
	return commonAdjectives[w]
}

var commonAdjectives = set(`new old big small strong weak full free fair long short high low clear safe good bad great little large broad wide current former recent proposed deep strict tough harsh swift
	rapid slow quick early late major minor right wrong secure direct open true real whole serious independent immediate joint further better best worse`)

// at returns the chunk that word i is in; ok is false when it is in none.
func (s *sentence) at(i int) (chunk, bool) {
	if i < 0 || i >= len(s.words) || s.chunk[i] < 0 {
		return chunk{}, false
	}
	return s.parts[s.chunk[i]], true
}

// whole widens c to the left over the genitives that belong to it: "Lind's office's offer".
func (s *sentence) whole(c chunk) chunk {
	for c.start >= 2 && s.words[c.start-1].tag == genitive {
		p, ok := s.at(c.start - 2)
		if !ok {
			break
		}
		c.start = p.start
	}
	return c
}

// bytes returns the span of the words [i,j).
func (s *sentence) bytes(i, j int) corpus.Span {
	if i < 0 || i >= j || j > len(s.words) {
		return corpus.Span{}
	}
	return corpus.Span{Start: s.words[i].span.Start, End: s.words[j-1].span.End}
}
