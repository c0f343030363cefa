// Package revision recognises a text that is there already in another form: a newer version of the same article, or the same text from another
// outlet. It says what the two have in common and what not, sentence by sentence; it decides nothing and drops nothing.
package revision

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// Relation says what one document is to another.
type Relation string

// The relations.
const (
	Version Relation = "version" // of the same article: one address, or nearly one text of one outlet
	Copy    Relation = "copy"    // nearly the same text of another outlet
)

// Near is the share of sentences that two texts have in common, of those that either has, from which on they are nearly the same.
const Near = 0.6

// Match is an earlier document that a text is like.
type Match struct {
	ID       corpus.ID
	Relation Relation
}

// Shelf knows the documents that are kept, by address and by sentence. The zero value is not ready; make one with New. It is safe
// for concurrent use. Documents of different servers and channels are never compared.
type Shelf struct {
	mu        sync.Mutex
	known     map[corpus.ID]card
	address   map[string][]corpus.ID
	sentences map[uint64][]corpus.ID
}

// card is what is kept of a document.
type card struct {
	publisher, address string
	sentences          []uint64
}

// New returns an empty Shelf.
func New() *Shelf {
	return &Shelf{known: map[corpus.ID]card{}, address: map[string][]corpus.ID{}, sentences: map[uint64][]corpus.ID{}}
}

// commonplace is how many documents may share a sentence that still tells them apart.
const commonplace = 50

// shortest is how many letters and digits a sentence has at least that counts: "He declined to comment." stands in many articles.
const shortest = 25

// Add makes d known. Adding it again replaces what was known of it.
func (s *Shelf) Add(d *corpus.Document) {
	c := s.card(d)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(d.ID)
	s.known[d.ID] = c
	if c.address != "" {
		s.address[c.address] = append(s.address[c.address], d.ID)
	}
	for _, h := range c.sentences {
		if len(s.sentences[h]) < commonplace {
			s.sentences[h] = append(s.sentences[h], d.ID)
		}
	}
}

// Remove forgets a document.
func (s *Shelf) Remove(id corpus.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(id)
}

func (s *Shelf) remove(id corpus.ID) {
	c, ok := s.known[id]
	if !ok {
		return
	}
	delete(s.known, id)
	drop(s.address, c.address, id)
	for _, h := range c.sentences {
		drop(s.sentences, h, id)
	}
}

func drop[K comparable](m map[K][]corpus.ID, k K, id corpus.ID) {
	if left := slices.DeleteFunc(m[k], func(x corpus.ID) bool { return x == id }); len(left) > 0 {
		m[k] = left
	} else {
		delete(m, k)
	}
}

// Find returns the document that d is a version or a copy of: the latest added of the same address, else the one that shares most sentences. ok is false when
// there is none. d itself is never found.
func (s *Shelf) Find(d *corpus.Document) (m Match, ok bool) {
	c := s.card(d)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range slices.Backward(s.address[c.address]) {
		if c.address != "" && id != d.ID {
			return Match{ID: id, Relation: Version}, true
		}
	}
	shared := map[corpus.ID]int{}
	for _, h := range c.sentences {
		for _, id := range s.sentences[h] {
			if id != d.ID {
				shared[id]++
			}
		}
	}
	best, most := corpus.ID(""), Near
	for id, n := range shared {
		either := len(c.sentences) + len(s.known[id].sentences) - n
		if share := float64(n) / float64(either); share > most || share == most && (best == "" || id < best) {
			best, most = id, share
		}
	}
	if best == "" {
		return Match{}, false
	}
	m = Match{ID: best, Relation: Version}
	if p := s.known[best].publisher; p != "" && c.publisher != "" && p != c.publisher {
		m.Relation = Copy
	}
	return m, true
}

func (s *Shelf) card(d *corpus.Document) card {
	scope := d.Guild + "\x00" + d.Channel + "\x00"
	c := card{publisher: strings.ToLower(strings.TrimSpace(d.Publisher))}
	if a := plainAddress(d.URL); a != "" {
		c.address = scope + a
	}
	c.sentences = fingerprints(scope, d.Text)
	return c
}

// fingerprints returns a number for each sentence of text, made of its letters and digits, so that the marks of one outlet's typesetting make no
// difference. Where a sentence ends is only guessed, alike in all texts: all documents are read before the first is compared.
func fingerprints(scope, text string) []uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	start := uint64(offset)
	for i := range len(scope) {
		start = (start ^ uint64(scope[i])) * prime
	}
	var out []uint64
	seen := map[uint64]bool{}
	h, n := start, 0
	for _, r := range text + "\n" {
		switch {
		case r == '.' || r == '!' || r == '?' || r == '\n':
			if n >= shortest && !seen[h] {
				seen[h] = true
				out = append(out, h)
			}
			h, n = start, 0
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			h = (h ^ uint64(unicode.ToLower(r))) * prime
			n++
		}
	}
	return out
}

// plainAddress is an address without what does not tell pages apart.
func plainAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	q := u.Query()
	for k := range q {
		if strings.HasPrefix(k, "utm_") || k == "fbclid" || k == "gclid" {
			q.Del(k)
		}
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + q.Encode()
}

func sentences(d *corpus.Document) []string {
	var out []string
	for _, s := range segment.Split(d.Text).Sentences {
		out = append(out, d.Cut(s))
	}
	return out
}

// normal is a sentence as it is compared: the marks of one outlet's typesetting make no difference.
func normal(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(marks.Replace(s))), " ")
}

var marks = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "\u00a0", " ")

// Diff returns the sentences of after that before lacks, and those of before that after lacks, each in the order of its text.
func Diff(before, after *corpus.Document) (added, dropped []string) {
	was, is := sentences(before), sentences(after)
	return missing(is, was), missing(was, is)
}

// missing returns the sentences of a that b lacks; a sentence that stands twice in a and once in b is missing once.
func missing(a, b []string) []string {
	left := map[string]int{}
	for _, s := range b {
		left[normal(s)]++
	}
	var out []string
	for _, s := range a {
		if n := normal(s); left[n] > 0 {
			left[n]--
		} else {
			out = append(out, s)
		}
	}
	return out
}
