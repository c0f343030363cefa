package index

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
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
	About    string // a description as in a document
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
	parties []*party
	byKey   map[string][]*party
	of      map[bearer]*party
	topics  []topic

	spelling *spelling
	searched Searched
}

// directories keeps the directories of the scopes that asked last.
type directories struct {
	mu   sync.Mutex
	kept map[string]keptDirectory
}

type keptDirectory struct {
	shelf   *shelf
	changes uint64
	dir     *directory
}

// directoriesKept is for how many scopes a directory is kept.
const directoriesKept = 64

func newDirectories() *directories { return &directories{kept: map[string]keptDirectory{}} }

// directory returns the directory of what lies in parts.
func (ix *Index) directory(sh *shelf, parts []partition) *directory {
	parts = slices.Sorted(slices.Values(parts))
	var name strings.Builder
	for _, p := range parts {
		name.WriteString(string(p))
		name.WriteByte(0)
	}
	d := ix.names
	d.mu.Lock()
	defer d.mu.Unlock()
	sh.mu.RLock()
	defer sh.mu.RUnlock()
	changes := uint64(0) // each part's number only rises, so does their sum
	for _, p := range parts {
		changes += sh.changes[p]
	}
	if k, ok := d.kept[name.String()]; ok && k.shelf == sh && k.changes == changes {
		return k.dir
	}
	if len(d.kept) >= directoriesKept {
		clear(d.kept)
	}
	dir := newDirectory(sh.visible(parts))
	d.kept[name.String()] = keptDirectory{sh, changes, dir}
	return dir
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
	d := &directory{byKey: map[string][]*party{}, of: map[bearer]*party{}}
	full := map[string]*party{}        // people by their full name, others by their name and kind
	bySurname := map[string][]*party{} // people with a full name
	type alone struct {
		src *source
		n   named
	}
	var surnames []alone
	for _, src := range sources {
		for _, n := range src.Names {
			k := entity.Fold(n.Name)
			switch {
			case k == "":
			case n.Anonymous || n.Type == corpus.Group:
				d.join(&party{}, src.ID, n) // descriptions of different documents are different people
			case (n.Type == corpus.Person || n.Type == corpus.Unknown && countryOf(n.Name) == "") && !strings.Contains(k, " "):
				surnames = append(surnames, alone{src, n}) // what a text shows of nobody's kind may be a surname
			default:
				k = personKey(n.Type, k)
				p := full[k]
				if p == nil {
					p = &party{}
					full[k] = p
					if n.Type == corpus.Person {
						bySurname[lastWord(k)] = append(bySurname[lastWord(k)], p)
					}
				}
				d.join(p, src.ID, n)
			}
		}
	}
	for _, a := range surnames {
		k := entity.Fold(a.n.Name)
		p := only(bySurname[k], a.n)
		if p == nil && a.n.Type == corpus.Unknown {
			p = full[k]
		}
		if p == nil {
			if p = full["?"+k]; p == nil || len(bySurname[k]) > 1 {
				p = &party{}
				if len(bySurname[k]) == 0 {
					full["?"+k] = p
				}
			}
		}
		d.join(p, a.src.ID, a.n)
	}
	d.finish()
	d.topics = allTopics(sources, d)
	d.spelling = &spelling{topics: d.topics}
	d.searched = searchedIn(sources)
	return d
}

// personKey is what the names of one person have in common: the first and the last word; of others the whole name. Types do
// not divide: one document may call a body what another leaves open.
func personKey(t corpus.EntityType, folded string) string {
	if t != corpus.Person {
		return folded
	}
	words := strings.Fields(folded)
	return words[0] + " " + words[len(words)-1]
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// only returns the one of people whom a bare surname can mean: the sole one, or the sole one with whom it shares
// a description.
func only(people []*party, n named) *party {
	if len(people) == 1 {
		return people[0]
	}
	var found *party
	for _, p := range people {
		for _, role := range n.Roles {
			if p.hasRole(entity.Fold(role)) {
				if found != nil && found != p {
					return nil
				}
				found = p
			}
		}
	}
	return found
}

func (p *party) hasRole(folded string) bool {
	for _, m := range p.members {
		for _, r := range m.Roles {
			if entity.Fold(r) == folded {
				return true
			}
		}
	}
	return false
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
func (d *directory) finish() {
	for _, p := range d.parties {
		p.describe()
		for k := range p.keys {
			d.byKey[k] = append(d.byKey[k], p)
		}
	}
	byWeight := func(a, b *party) int {
		return cmp.Or(cmp.Compare(b.mentions, a.mentions), strings.Compare(a.Name, b.Name), strings.Compare(string(a.bearers[0].doc), string(b.bearers[0].doc)),
			cmp.Compare(a.bearers[0].entity, b.bearers[0].entity))
	}
	slices.SortFunc(d.parties, byWeight)
	for _, list := range d.byKey {
		slices.SortFunc(list, byWeight)
	}
}

// describe chooses how p is called.
func (p *party) describe() {
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
		for _, k := range m.keys() {
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

// allTopics sums the words of sources and adds names that are made of several words.
func allTopics(sources []*source, d *directory) []topic {
	sum := map[string]int{}
	for _, src := range sources {
		for _, t := range src.Topics {
			sum[t.Word] += t.Count
		}
	}
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
