package extract

import (
	"slices"
	"strings"
	"unicode"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// described makes entities of those who speak, demand or are asked and are described without a name that the document resolves: "the harbour
// union", "two officials". So they are shown as the text calls them, and can be asked for.
func described(s *state, a *corpus.Annotations) {
	d := &describer{s: s, a: a, known: map[string]int{}}
	a.Entities = slices.Clone(a.Entities)
	a.Attributions, a.Demands = slices.Clone(a.Attributions), slices.Clone(a.Demands)
	for i := range a.Entities {
		e := &a.Entities[i]
		names := []string{e.Name}
		if e.Type == corpus.Body || e.Type == corpus.Group {
			names = append(names, e.Names...) // surnames and roles of people were left open where two may be meant
		}
		for _, name := range names {
			if k := entity.Fold(name); k != "" && d.known[k] == 0 {
				d.known[k] = i + 1
			}
		}
	}
	for i := range a.Attributions {
		x := &a.Attributions[i]
		if d.isMonth(x.Entity) {
			x.Source, x.Speaker, x.Entity, x.Chain = nil, "", corpus.None, nil
		}
		if x.Entity != corpus.None || len(x.Source) == 0 || x.Speaker == "" {
			continue
		}
		name := d.name(x.Source[0])
		if joint := d.joint(x.Source[0]); !joint.IsZero() {
			name = joint
		}
		if name.IsZero() || !strings.HasPrefix(x.Speaker, s.document.Cut(name)) {
			continue
		}
		if n := len(x.Chain); n > 0 && x.Chain[n-1] == x.Speaker {
			x.Chain = slices.Clone(x.Chain)
			x.Chain[n-1] = s.document.Cut(name)
		}
		x.Speaker = s.document.Cut(name)
		x.Entity = d.entity(name, x.Anonymous)
	}
	for i := range a.Demands {
		x := &a.Demands[i]
		x.ActorEntity, x.ActorName = d.party(x.Actor, x.ActorRef, x.ActorEntity, x.ActorName)
		x.TargetEntity, x.TargetName = d.party(x.Target, x.TargetRef, x.TargetEntity, x.TargetName)
	}
}

// describer keeps the descriptions that have become entities.
type describer struct {
	s     *state
	a     *corpus.Annotations
	known map[string]int // entities by folded name, plus one
}

// party names the actor or target of a demand that has no name yet.
func (d *describer) party(span, ref corpus.Span, i int, name string) (int, string) {
	if joint := d.joint(span); !joint.IsZero() {
		return d.entity(joint, false), d.s.document.Cut(joint)
	}
	if i != corpus.None || name != "" || span.IsZero() || !ref.IsZero() {
		return i, name
	}
	at := d.name(span)
	if at.IsZero() {
		return i, name
	}
	return d.entity(at, false), d.s.document.Cut(at)
}

// joint returns two names or more that act together, whole: "Norway and the Nordhavn Union". Neither of them is the actor alone. It is zero
// where span is no such phrase.
func (d *describer) joint(span corpus.Span) corpus.Span {
	t := d.s.text
	first, end := t.TokensIn(span)
	if end-first < 3 || end-first > longestDescription {
		return corpus.Span{}
	}
	and := -1
	for i := first; i < end; i++ {
		switch w := t.Lower(i); {
		case w == "and":
			if and >= 0 {
				return corpus.Span{}
			}
			and = i
		case w != "the" && !strings.ContainsFunc(t.Word(i)[:1], unicode.IsUpper):
			return corpus.Span{}
		}
	}
	if n := d.known[entity.Fold(d.s.document.Cut(span))]; n > 0 && d.a.Entities[n-1].Type != corpus.Group {
		return corpus.Span{} // "Bosnia and Herzegovina"
	}
	if and < 0 || !d.named(first, and) || !d.named(and+1, end) {
		return corpus.Span{}
	}
	return corpus.Span{Start: t.Tokens[first].Start, End: t.Tokens[end-1].End}
}

// named reports whether the tokens [first,end), an article apart, are the name of an entity.
func (d *describer) named(first, end int) bool {
	t := d.s.text
	if first < end && t.Lower(first) == "the" {
		first++
	}
	if first >= end {
		return false
	}
	n := d.known[entity.Fold(t.Raw[t.Tokens[first].Start:t.Tokens[end-1].End])]
	return n > 0
}

// longestDescription is how many words of a description name somebody.
const longestDescription = 10

// name is the part of a noun phrase that can stand for whom it describes: up to a clause, a list or a date within it. It is zero for pronouns and
// for phrases that are too long to be a description.
func (d *describer) name(span corpus.Span) corpus.Span {
	t := d.s.text
	first, end := t.TokensIn(span)
	for i := first; i < end; i++ {
		if i > first && (border[t.Lower(i)] || d.isDate(t.Tokens[i].Start)) {
			for end = i; end > first && (preposition[t.Lower(end-1)] || t.Lower(i) == "by" && participle(t.Lower(end-1))); end-- {
			}
			break
		}
	}
	switch {
	case first == end || end-first > longestDescription || stands[t.Lower(first)] && end-first == 1:
		return corpus.Span{}
	case stands[t.Lower(end-1)]:
		return corpus.Span{}
	}
	return corpus.Span{Start: t.Tokens[first].Start, End: t.Tokens[end-1].End}
}

// isMonth reports whether the first name of entity i is part of a date that is written with a figure: nobody is called by it.
func (d *describer) isMonth(i int) bool {
	if i == corpus.None {
		return false
	}
	for _, m := range d.a.Entities[i].Mentions {
		if m.Form == "name" {
			return slices.ContainsFunc(d.a.Timexes, func(x corpus.Timex) bool {
				return x.Span.Contains(m.Span) && strings.ContainsAny(d.s.document.Cut(x.Span), "0123456789")
			})
		}
	}
	return false
}

// isDate reports whether a time expression begins there.
func (d *describer) isDate(at int) bool {
	return slices.ContainsFunc(d.a.Timexes, func(x corpus.Timex) bool { return x.Span.Start == at })
}

// entity returns the entity that bears the description at span, a new one if there is none.
func (d *describer) entity(span corpus.Span, anonymous bool) int {
	name := d.s.document.Cut(span)
	k := entity.Fold(name)
	if k == "" {
		return corpus.None
	}
	mention := corpus.Mention{Span: span, Form: "role"}
	if n := d.known[k]; n > 0 {
		e := &d.a.Entities[n-1]
		at, found := slices.BinarySearchFunc(e.Mentions, mention, func(m, n corpus.Mention) int { return m.Span.Compare(n.Span) })
		if !found {
			e.Mentions = slices.Insert(slices.Clone(e.Mentions), at, mention)
		}
		return n - 1
	}
	d.a.Entities = append(d.a.Entities, corpus.Entity{Name: name, Type: corpus.Group, Anonymous: anonymous, Mentions: []corpus.Mention{mention}})
	d.known[k] = len(d.a.Entities)
	return len(d.a.Entities) - 1
}

// stands are words that stand for somebody and describe nobody.
var stands = set("i", "he", "she", "it", "we", "you", "they", "who", "which", "that", "this", "these", "those", "him", "her", "us", "them", "one", "some", "others",
	"many", "most", "few", "all", "both", "each", "either", "neither", "none", "several", "another", "everyone", "everybody", "someone", "somebody",
	"anyone", "anybody", "nobody", "people", "there", "the", "a", "an", "his", "its", "their", "our", "my", "your")
