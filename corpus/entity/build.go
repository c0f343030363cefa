package entity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// entry is an entity with the being it was made of.
type entry struct {
	entity corpus.Entity
	being  *being
}

// set turns the beings into entities, ordered by first mention.
func (f *finder) set() *Set {
	pronouns := map[*being][]*node{}
	for _, n := range f.nodes {
		if n.form == formPronoun && n.being != nil {
			pronouns[n.being] = append(pronouns[n.being], n)
		}
	}
	var all []entry
	for _, b := range f.beings {
		if e := f.entity(b, pronouns[b]); len(e.Mentions) > 0 {
			all = append(all, entry{e, b})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.entity.Mentions[0].Span.Compare(b.entity.Mentions[0].Span) })
	s := &Set{d: f.d, t: f.t}
	for i, e := range all {
		s.Entities = append(s.Entities, e.entity)
		for _, m := range e.entity.Mentions {
			s.mentions = append(s.mentions, Mention{Entity: i, Mention: m})
		}
	}
	slices.SortStableFunc(s.mentions, func(a, b Mention) int { return a.Span.Compare(b.Span) })
	return s
}

func (f *finder) entity(b *being, pronouns []*node) corpus.Entity {
	e := corpus.Entity{Type: b.kind, Country: b.country, Roles: b.roles, Anonymous: b.anonymous}
	for _, n := range b.names {
		if text := f.text(n); fuller(text, e.Name) {
			e.Name = text
		}
		e.Mentions = append(e.Mentions, corpus.Mention{Span: f.nodeSpan(n.node), Form: formName})
	}
	for _, n := range b.names {
		if text := f.text(n); text != e.Name && !slices.Contains(e.Names, text) {
			e.Names = append(e.Names, text)
		}
	}
	for _, d := range b.descs {
		if e.Name == "" {
			e.Name = f.description(d)
		}
		e.Mentions = append(e.Mentions, corpus.Mention{Span: f.nodeSpan(d), Form: formRole})
	}
	for _, p := range pronouns {
		e.Mentions = append(e.Mentions, corpus.Mention{Span: f.nodeSpan(p), Form: formPronoun})
	}
	slices.SortStableFunc(e.Mentions, func(a, b corpus.Mention) int { return a.Span.Compare(b.Span) })
	e.Mentions = slices.CompactFunc(e.Mentions, func(a, b corpus.Mention) bool { return a.Span == b.Span })
	return e
}

// description is what a reader needs to know who d is: with the noun that opens the sentence before it ("Dock workers") and with what it is of
// ("the head of the council").
func (f *finder) description(d *node) string {
	first, end := d.first, d.end
	if k := first - 1; k >= 0 && d.bareNP && d.noun.number == plural && f.sameSentence(k, first) && f.sentenceFirst(k) && f.opensNoun(k) {
		first = k
	}
	if end < len(f.t.Tokens) && f.t.Lower(end) == "of" && f.sameSentence(end, first) {
		of := f.phraseEnd(d)
		for k := end + 1; k < of; k++ {
			if w := f.t.Word(k); strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ing") && !capitalised(w) {
				of = k
			}
		}
		if of-end <= 8 && of > end+1 {
			end = of
		}
	}
	return f.t.Raw[f.t.Tokens[first].Start:f.t.Tokens[end-1].End]
}

// opensNoun reports whether the word at k, the first of its sentence, looks like a noun that the next one goes with.
func (f *finder) opensNoun(k int) bool {
	w := f.t.Word(k)
	b := bare(w)
	return capitalised(w) && len(w) > 3 && !common[b] && !verbLike(b) && !calendar[b] && !strings.HasSuffix(b, "ly") && !strings.HasSuffix(b, "ing") && !f.inName[k]
}

// fuller reports whether a is a fuller form of a name than b; of equally full ones the earlier is kept.
func fuller(a, b string) bool { return utf8.RuneCountInString(a) > utf8.RuneCountInString(b) }
