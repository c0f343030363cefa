package index

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// source is what the index keeps in memory of each document: enough for counting what is searched and for taking the
// document out again. It is stored with the document's own entry in the index, and so are its details.
type source struct {
	ID        corpus.ID
	Kind      corpus.Kind
	Guild     string
	Channel   string
	Published time.Time
	Sample    bool
	Named     int                 // how many entities can be asked for
	Entries   [entryKinds]int     // how many of each type are indexed, by kindNumber
	Slots     [entryKinds]int     // one more than the highest number of an entry of each type
	Words     [searchedFields]int // how many words each weighed field has over all entries, by fieldNumber
	*details                      // nil until somebody asks where the document may be seen, see [shelf.detail]
}

// details are the names and topics of a document that can be asked for, and its plans.
type details struct {
	Names  []named `json:"n,omitempty"`
	Topics []topic `json:"t,omitempty"`
	Plans  []plan  `json:"p,omitempty"`
}

// named is an entity of a document as far as it can be asked for.
type named struct {
	Entity    int               `json:"e"` // of the document's entities
	Name      string            `json:"n"`
	Type      corpus.EntityType `json:"t,omitempty"`
	Names     []string          `json:"o,omitempty"`
	Roles     []string          `json:"r,omitempty"`
	Country   string            `json:"c,omitempty"`
	Anonymous bool              `json:"a,omitempty"`
	Mentions  int               `json:"m,omitempty"`
	Says      int               `json:"s,omitempty"` // statements
	Asks      int               `json:"d,omitempty"` // demands made
	Asked     int               `json:"f,omitempty"` // demands it is the target of
}

// topic is a word of a document as written there.
type topic struct {
	Word  string `json:"w"`
	Count int    `json:"n"`
}

// topicsKept is how many of a document's words are offered as topics.
const topicsKept = 60

func (l language) newSource(d *reading) *source {
	s := &source{
		ID: d.ID, Kind: d.Kind, Guild: d.Guild, Channel: d.Channel, Published: d.Published, Sample: d.Sample,
		Named: len(d.Entities), details: &details{Topics: topicsOf(d.Text, d.wordsIn(l, corpus.Span{End: len(d.Text)})), Plans: plansOf(d)},
	}
	s.Names = make([]named, len(d.Entities))
	for i, e := range d.Entities {
		s.Names[i] = named{Entity: i, Name: e.Name, Type: e.Type, Names: e.Names, Roles: e.Roles, Country: e.Country, Anonymous: e.Anonymous, Mentions: len(e.Mentions)}
	}
	count := func(entity int, add func(n *named)) {
		if entity >= 0 && entity < len(s.Names) {
			add(&s.Names[entity])
		}
	}
	for _, a := range d.Attributions {
		if a.Speech {
			count(a.Entity, func(n *named) { n.Says++ })
		}
	}
	for _, dm := range d.Demands {
		count(dm.ActorEntity, func(n *named) { n.Asks++ })
		count(dm.TargetEntity, func(n *named) { n.Asked++ })
	}
	return s
}

// topicsOf returns the most frequent of the content words of text, each in its most frequent spelling.
func topicsOf(text string, words []word) []topic {
	type forms struct {
		total int
		as    map[string]int
	}
	seen := map[string]*forms{}
	for _, w := range words {
		if w.stop || utf8.RuneCountInString(w.plain) < 4 || !unicode.IsLetter(firstRune(w.plain)) {
			continue
		}
		f := seen[w.term]
		if f == nil {
			f = &forms{as: map[string]int{}}
			seen[w.term] = f
		}
		f.total++
		f.as[surface(text[w.Start:w.End])]++
	}
	out := make([]topic, 0, len(seen))
	for _, f := range seen {
		best := ""
		for form, n := range f.as {
			if best == "" || n > f.as[best] || n == f.as[best] && form < best {
				best = form
			}
		}
		out = append(out, topic{best, f.total})
	}
	slices.SortFunc(out, func(a, b topic) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word)) })
	return out[:min(len(out), topicsKept)]
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// surface is a word of a text without a possessive ending.
func surface(word string) string {
	for _, ending := range []string{"'s", "’s", "ʼs"} {
		word = strings.TrimSuffix(word, ending)
	}
	return word
}

// keys returns the folded forms under which e can be asked for, each once.
func (n *named) keys() []string { return n.keysBy(entity.Fold) }

// keysBy is keys with a fold that may remember what it folded.
func (n *named) keysBy(fold func(string) string) []string {
	keys := make([]string, 0, 1+len(n.Names)+len(n.Roles))
	for _, list := range [][]string{{n.Name}, n.Names, n.Roles} {
		for _, name := range list {
			if k := fold(name); k != "" && !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	return keys
}
