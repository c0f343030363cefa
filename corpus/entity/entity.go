package entity

import (
	"sort"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// The forms of a mention, see [corpus.Mention].
const (
	formName    = "name"
	formRole    = "role"
	formPronoun = "pronoun"
)

// Set holds the entities of one document and finds them by place.
type Set struct {
	Entities []corpus.Entity // ordered by first mention

	d        *corpus.Document
	t        *segment.Text
	mentions []Mention // in text order
}

// Mention is a mention with the index of its entity in [Set.Entities].
type Mention struct {
	Entity int
	corpus.Mention
}

// Find lists the people, bodies, places and described groups of d. t is segment.Split(d.Text).
func Find(d *corpus.Document, t *segment.Text) *Set {
	f := newFinder(d, t)
	f.find()
	return f.set()
}

func (f *finder) find() {
	f.findNames()
	f.link()
	f.findDescriptions()
	f.findPronouns()
	f.attach()
	f.resolve()
}

// Name returns the fullest name of entity i as it stands in the document, "" for [corpus.None].
func (s *Set) Name(i int) string {
	if i < 0 || i >= len(s.Entities) {
		return ""
	}
	return s.Entities[i].Name
}

// In returns the mentions that lie within span, in text order.
func (s *Set) In(span corpus.Span) []Mention {
	i := sort.Search(len(s.mentions), func(k int) bool { return s.mentions[k].Span.Start >= span.Start })
	var out []Mention
	for ; i < len(s.mentions) && s.mentions[i].Span.Start < span.End; i++ {
		if s.mentions[i].Span.End <= span.End {
			out = append(out, s.mentions[i])
		}
	}
	return out
}

// At returns the entity that the noun phrase at span denotes: that of the mention which is its head, not of a
// genitive or of a prepositional phrase inside it ("Smith's envoy" is not Smith). It is [corpus.None]
// when the head is no mention or was not resolved.
func (s *Set) At(span corpus.Span) int {
	if m, ok := s.head(span); ok {
		if x, ok := s.explained(m, span); ok {
			return x.Entity
		}
		return m.Entity
	}
	if m, ok := s.oneOf(span); ok {
		return m.Entity
	}
	return corpus.None
}

// explained returns the name of a person with which a noun phrase ends whose head is the description m of one: "the head of the inquiry in
// Oslo, Mara Lindqvist,".
func (s *Set) explained(m Mention, span corpus.Span) (Mention, bool) {
	e := s.Entities[m.Entity]
	_, end := s.t.TokensIn(span)
	_, after := s.t.TokensIn(m.Span)
	if m.Form != formRole || e.Type != corpus.Group || e.Anonymous || after >= end {
		return Mention{}, false
	}
	if n, ok := nounOf(s.t.Word(after - 1)); !ok || n.number != singular || !definites[s.t.Lower(s.first(m))] {
		return Mention{}, false
	}
	x, ok := s.last(after, end)
	return x, ok && s.Entities[x.Entity].Type == corpus.Person
}

// last returns the name behind the last comma of tokens (from,end), where nothing follows it but a comma.
func (s *Set) last(from, end int) (Mention, bool) {
	if s.t.Word(end-1) == "," {
		end--
	}
	for i := end - 1; i > from; i-- {
		if s.t.Word(i) != "," {
			continue
		}
		m, ok := s.from(i+1, end)
		return m, ok && m.Form == formName && m.Span.End == s.t.Tokens[end-1].End
	}
	return Mention{}, false
}

// first returns the first token of m.
func (s *Set) first(m Mention) int {
	first, _ := s.t.TokensIn(m.Span)
	return first
}

// oneOf returns the name that ends a noun phrase which begins with "one of": "one of the pilots, Mara Lindqvist,".
func (s *Set) oneOf(span corpus.Span) (Mention, bool) {
	first, end := s.t.TokensIn(span)
	if end-first < 5 || s.t.Lower(first) != "one" || s.t.Lower(first+1) != "of" {
		return Mention{}, false
	}
	return s.last(first+2, end)
}

// Ref returns the nearest earlier name of the entity that the pronoun or description at span stands for; failing an
// earlier one, the first later one. It is the zero Span when span is a name itself or was not resolved.
func (s *Set) Ref(span corpus.Span) corpus.Span {
	m, ok := s.head(span)
	if !ok || m.Form == formName {
		return corpus.Span{}
	}
	var ref corpus.Span
	for _, x := range s.Entities[m.Entity].Mentions {
		if x.Form != formName {
			continue
		}
		if x.Span.Start >= span.Start && !ref.IsZero() {
			break
		}
		ref = x.Span
		if x.Span.Start >= span.Start {
			break
		}
	}
	return ref
}

// head returns the mention that is the head of the noun phrase at span: the last one before whatever follows the head, when
// no other noun stands there.
func (s *Set) head(span corpus.Span) (Mention, bool) {
	first, end := s.t.TokensIn(span)
	for i := first; i < end; {
		m, ok := s.from(i, end)
		if !ok {
			if endsCore[s.t.Lower(i)] && i > first {
				return s.behindComma(i, end)
			}
			i++
			continue
		}
		_, after := s.t.TokensIn(m.Span)
		if after < end {
			w := s.t.Lower(after)
			next, another := s.from(after, end)
			if k := s.afterTitles(after, end); k > after {
				next, another = s.from(k, end)
				if another && next.Form == formName {
					i = k // "Acme CEO Ann Berg"
					continue
				}
			}
			switch {
			case w == "'s" || w == "'" || w == "’":
				i = after + 1
				continue
			case after == i+1 && possessives[s.t.Lower(i)]:
				i = after // "its treasurer-in-chief"
				continue
			case w == "and" || w == "or" || w == "&":
				return Mention{}, false
			case another && next.Form == formName:
				i = after // a title and its bearer
				continue
			case m.Form != formName || endsCore[w] || closed[w] || pronounClasses[w] != noPronoun || verbLike(w) || !wordy(w) && !capitalised(w):
			default:
				return Mention{}, false
			}
		}
		return m, true
	}
	return Mention{}, false
}

// behindComma returns the name behind the comma at i, when nothing else follows: "its treasurer-in-chief, Ann Berg,". It is the head of a phrase
// whose noun is not known.
func (s *Set) behindComma(i, end int) (Mention, bool) {
	if s.t.Word(i) != "," || i+1 >= end {
		return Mention{}, false
	}
	m, ok := s.from(i+1, end)
	if !ok || m.Form != formName {
		return Mention{}, false
	}
	_, after := s.t.TokensIn(m.Span)
	return m, after == end || s.t.Word(after) == "," && (after+1 == end || s.t.Lower(after+1) == "who")
}

// afterTitles returns the token before end that follows the capitalised titles at i.
func (s *Set) afterTitles(i, end int) int {
	for i < end && titleWords[bare(s.t.Word(i))] && capitalised(s.t.Word(i)) {
		i++
	}
	return i
}

// from returns the longest mention that begins with token i and ends before token end.
func (s *Set) from(i, end int) (Mention, bool) {
	best, found := Mention{}, false
	start, stop := s.t.Tokens[i].Start, s.t.Tokens[end-1].End
	k := sort.Search(len(s.mentions), func(k int) bool { return s.mentions[k].Span.Start >= start })
	for ; k < len(s.mentions) && s.mentions[k].Span.Start == start; k++ {
		if m := s.mentions[k]; m.Span.End <= stop {
			best, found = m, true
		}
	}
	return best, found
}

var endsCore = words(`, ; : ( — – -- of for in at on from with to by about against among between into over under near within without who whom whose which that
	when where while as said says is was . familiar close briefed involved speaking alone aboard`)
