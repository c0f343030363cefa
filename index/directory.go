package index

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/quote"
)

// bearer is an entity of one document.
type bearer struct {
	doc    corpus.ID
	entity int
}

// party is somebody or something that documents speak of: the entities of several documents that bear one name.
type party struct {
	Name     string // the most frequent full form, as in a document
	Type     corpus.EntityType
	Country  string
	About    string   // a description as in a document
	middle   []string // the folded middle names of a person
	members  []named
	bearers  []bearer
	keys     map[string]int // folded forms, with the number of members that bear each
	tokens   map[string]bool
	mentions int
	says     int
	asks     int
	asked    int
}

// directory knows who is meant by a name, in the documents of one scope.
type directory struct {
	number  uint64 // no other directory of this process has it
	parties []*party
	byKey   map[string][]*party

	bySurname map[string][]*party // people by the last word of their name
	sounds    sync.Once
	sounding  map[string][]*party // by entity.Sound of their forms, made when first asked
	of        map[bearer]*party
	topics    func() []topic // made when first asked for

	mu       sync.Mutex
	lookups  map[string]*lookup // by option
	spelling *spelling
	searched Searched
	newest   []corpus.ID // documents by their day
}

// directories keeps the directories of the scopes that asked last.
type directories struct {
	mu   sync.Mutex
	made uint64
	kept map[string]*keptDirectory
}

// keptDirectory is the directory of some parts. Its lock is held while it is made.
type keptDirectory struct {
	parts []partition

	mu      sync.Mutex
	shelf   *shelf
	changes uint64
	dir     *directory
	took    time.Duration // to make it
	stale   bool          // answered from though something has changed: [Index.Follow] makes it anew
}

// directoriesKept is for how many scopes a directory is kept.
const directoriesKept = 64

// quickDirectory is how long a question waits for what has just changed to be in the directory. One that takes longer, of tens of thousands of
// documents, is made beside the old one, which answers for that second or two: sentences are found at once, only new names are
// known that much later.
const quickDirectory = 250 * time.Millisecond

func newDirectories() *directories { return &directories{kept: map[string]*keptDirectory{}} }

// of returns what is kept for parts, which are sorted.
func (d *directories) of(parts []partition) *keptDirectory {
	var name strings.Builder
	for _, p := range parts {
		name.WriteString(string(p))
		name.WriteByte(0)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	k := d.kept[name.String()]
	if k == nil {
		if len(d.kept) >= directoriesKept {
			clear(d.kept)
		}
		k = &keptDirectory{parts: parts}
		d.kept[name.String()] = k
	}
	return k
}

// number numbers a new directory.
func (d *directories) number() uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made++
	return d.made
}

// directory returns the directory of what lies in parts.
func (ix *Index) directory(sh *shelf, parts []partition) (*directory, error) {
	k := ix.names.of(slices.Sorted(slices.Values(parts)))
	k.mu.Lock()
	defer k.mu.Unlock()
	changes := sh.changesIn(k.parts)
	switch {
	case k.dir != nil && k.shelf == sh && k.changes == changes:
		return k.dir, nil
	case k.dir != nil && k.shelf == sh && k.took > quickDirectory && ix.following.Load() > 0:
		k.stale = true
		ix.Notify()
		return k.dir, nil
	}
	start := time.Now()
	dir, err := ix.makeDirectory(sh, k.parts)
	if err != nil {
		return nil, err
	}
	k.shelf, k.changes, k.dir, k.took, k.stale = sh, changes, dir, time.Since(start), false
	return dir, nil
}

func (ix *Index) makeDirectory(sh *shelf, parts []partition) (*directory, error) {
	sh.mu.RLock()
	sources := sh.visible(parts)
	sh.mu.RUnlock()
	if err := sh.detail(sources); err != nil {
		return nil, fmt.Errorf("names and topics: %w", err)
	}
	dir := newDirectory(sources)
	dir.number = ix.names.number()
	return dir, nil
}

// renewDirectories makes those anew that questions were answered from though something had changed. The caller holds ix.mu for reading.
func (ix *Index) renewDirectories() error {
	ix.names.mu.Lock()
	kept := slices.Collect(maps.Values(ix.names.kept))
	ix.names.mu.Unlock()
	for _, k := range kept {
		k.mu.Lock()
		stale, sh := k.stale && k.shelf == ix.live, k.shelf
		k.mu.Unlock()
		if !stale {
			continue
		}
		changes, start := sh.changesIn(k.parts), time.Now()
		dir, err := ix.makeDirectory(sh, k.parts)
		if err != nil {
			return err
		}
		k.mu.Lock()
		k.changes, k.dir, k.took, k.stale = changes, dir, time.Since(start), false
		k.mu.Unlock()
	}
	return nil
}

// changesIn counts what has been written to parts. Each part's number only rises, so does their sum.
func (s *shelf) changesIn(parts []partition) (sum uint64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, p := range parts {
		sum += s.changes[p]
	}
	return sum
}

// visible lists the sources in parts, by id. The caller holds the lock.
func (s *shelf) visible(parts []partition) []*source {
	var out []*source
	for _, p := range parts {
		for _, src := range s.within[p] {
			out = append(out, src)
		}
	}
	slices.SortFunc(out, func(a, b *source) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}

func newDirectory(sources []*source) *directory {
	d := &directory{byKey: map[string][]*party{}, bySurname: map[string][]*party{}, of: map[bearer]*party{}, lookups: map[string]*lookup{}}
	fold := remembered(entity.Fold)
	newGatherer(d, fold).gather(sources)
	d.finish(fold)
	d.topics = sync.OnceValue(func() []topic { return allTopics(sources, d) })
	d.spelling = &spelling{list: d.topics}
	d.searched, d.newest = searchedIn(sources), newestFirst(sources)
	return d
}

// remembered is f with its results kept: names come again in many documents.
func remembered(f func(string) string) func(string) string {
	known := map[string]string{}
	return func(s string) string {
		out, ok := known[s]
		if !ok {
			out = f(s)
			known[s] = out
		}
		return out
	}
}

// join makes n one of p.
func (d *directory) join(p *party, doc corpus.ID, n named) {
	if len(p.members) == 0 {
		d.parties = append(d.parties, p)
	}
	p.members = append(p.members, n)
	b := bearer{doc, n.Entity}
	p.bearers = append(p.bearers, b)
	d.of[b] = p
}

// finish derives what is looked up from the members.
func (d *directory) finish(fold func(string) string) {
	for _, p := range d.parties {
		p.describe(fold)
		for k := range p.keys {
			d.byKey[k] = append(d.byKey[k], p)
		}
		if p.Type == corpus.Person {
			k := surname(fold(p.Name))
			d.bySurname[k] = append(d.bySurname[k], p)
		}
	}
	byWeight := func(a, b *party) int {
		return cmp.Or(cmp.Compare(b.mentions, a.mentions), strings.Compare(a.Name, b.Name), strings.Compare(string(a.bearers[0].doc), string(b.bearers[0].doc)),
			cmp.Compare(a.bearers[0].entity, b.bearers[0].entity))
	}
	slices.SortFunc(d.parties, byWeight)
	for _, lists := range []map[string][]*party{d.byKey, d.bySurname} {
		for _, list := range lists {
			slices.SortFunc(list, byWeight)
		}
	}
}

// describe chooses how p is called.
func (p *party) describe(fold func(string) string) {
	p.keys, p.tokens = map[string]int{}, map[string]bool{}
	names, roles, countries := map[string]int{}, map[string]int{}, map[string]int{}
	types := map[corpus.EntityType]int{}
	for i := range p.members {
		m := &p.members[i]
		weight := max(1, m.Mentions)
		names[m.Name] += weight
		for _, r := range m.Roles {
			roles[r]++
		}
		if m.Country != "" {
			countries[m.Country] += weight
		}
		types[m.Type] += weight
		for _, k := range m.keysBy(fold) {
			p.keys[k]++
			for w := range strings.FieldsSeq(k) {
				p.tokens[w] = true
			}
		}
		p.mentions += m.Mentions
		p.says += m.Says
		p.asks += m.Asks
		p.asked += m.Asked
	}
	p.Name, p.About, p.Country, p.Type = most(names), most(roles), most(countries), most(types)
}

// most returns the most frequent key, of equals the longest, then the first.
func most[K ~string](counts map[K]int) K {
	var best K
	n := 0
	for k, c := range counts {
		if c > n || c == n && (len(k) > len(best) || len(k) == len(best) && k < best) {
			best, n = k, c
		}
	}
	return best
}

// topicless are frequent words that tell of no topic, besides the verbs of saying and what search leaves out.
var topicless = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`also would could should might must shall will many much more most some such only even just like well back still already
		according make made makes making take took takes taken taking come came comes coming goes going gone went want wants wanted need needs needed seem seems seemed
		thing things something anything nothing everything someone anyone everyone nobody somebody another others other every each both either neither
		around within without upon among across toward towards about during since until while though although however whether because
		think thinks thought know knows known knew believe believes believed feel feels felt hope hopes hoped expect expects expected
		monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow last next first second third
		mister miss madam officially reportedly allegedly apparently really very quite rather almost often never always ever again
		been being have having does doing done were was that this these those they them their there here what which when where whose whom`) {
		m[w] = true
	}
	return m
}()

// allTopics sums the words of sources and adds names that are made of several words.
func allTopics(sources []*source, d *directory) []topic {
	sum := map[string]int{}
	for _, src := range sources {
		for _, t := range src.Topics {
			sum[t.Word] += t.Count
		}
	}
	maps.DeleteFunc(sum, func(word string, _ int) bool {
		w := strings.ToLower(word)
		return quote.IsCue(w) || topicless[w]
	})
	for _, p := range d.parties {
		if p.Type != corpus.Group && p.Name != "" && strings.ContainsAny(p.Name, " -") {
			sum[p.Name] += p.mentions
		}
	}
	out := make([]topic, 0, len(sum))
	for w, n := range sum {
		out = append(out, topic{w, n})
	}
	slices.SortFunc(out, func(a, b topic) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Word, b.Word)) })
	return out
}
