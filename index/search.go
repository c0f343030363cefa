package index

import (
	"cmp"
	"errors"
	"math/bits"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/quote"
)

// What a search looks at and shows.
const (
	sentencesRanked    = 150 // sentences whose words are looked at
	documentsRanked    = 200 // documents whose score counts for their sentences
	sentencesOfOne     = 3   // shown of one document
	weightOfDocument   = 0.6
	weightOfTitle      = 0.3
	weightOfHeadline   = 0.65 // as a sentence: it stands in every citation, what it sums up says more
	phraseBonus        = 0.5  // of the score, when the words stand in a row
	proximityBonus     = 0.2  // of the score, at most
	shareOfLongQueries = 0.6  // of a long query's words that must be found
	shareOfLetters     = 0.8  // where these are single letters
)

// found is a sentence while it is ranked. Its Result is made when it is known to be wanted.
type found struct {
	Result
	d     *reading
	n     int
	score float64
	exact bool // has enough of the words to be a result and no mere neighbour
}

// search answers /search.
func (a *question) search(q Search) (*Answer, error) {
	text, err := parseSearch(q.Text, a.now)
	if err != nil {
		return nil, err
	}
	a.doc = text.doc
	words := a.ix.lang.subject(text.content())
	f, who := a.compile(text, words)
	switch {
	case f == nil:
		return a.nobody(q, who.name, anybody)
	case !f.any && text.bare() && !words.empty():
		return paged(q, q.Page, nil), nil // words that stand everywhere
	}
	all, err := a.sentences(f, text, words, who.meant)
	if err != nil {
		return nil, err
	}
	if choices := a.searchChoices(who.meant, all); len(choices) > 1 {
		return &Answer{Query: q, Choices: choices, Page: 1}, nil
	}
	results, each, exact := a.ranked(all)
	if exact {
		answer := paged(q, q.Page, results)
		answer.Facets = facets(q, each)
		return answer, nil
	}
	return a.nearSearch(q, text, words, results)
}

// nearSearch answers a search without results by near ones, by sentences with words of like spelling where some occur nowhere.
func (a *question) nearSearch(q Search, text searchText, words subject, near []Result) (*Answer, error) {
	answer := paged(q, q.Page, nil)
	missing, err := a.missing(words)
	if err != nil {
		return nil, err
	}
	if len(missing) > 0 && len(text.phrases) == 0 {
		if words, err = a.respell(words, missing); err != nil {
			return nil, err
		}
		if near, err = a.respelled(text, words); err != nil {
			return nil, err
		}
	}
	answer.Nearest = firstPage(near)
	for i := range answer.Nearest {
		answer.Nearest[i].Highlights = words.marks(a.ix.lang, answer.Nearest[i].Doc, answer.Nearest[i].Spans)
	}
	if len(missing) > 0 || len(answer.Nearest) == 0 {
		a.suggest(answer, asTyped(words, missing, text))
	}
	return answer, nil
}

// asked is who a search is narrowed to.
type asked struct {
	meant []meant
	name  string // the one who was not found, when there is no query
}

// compile makes the Bleve query of a search for words; nil when it names somebody unknown.
func (a *question) compile(text searchText, words subject) (*find, asked) {
	var who asked
	lang := a.ix.lang
	f := a.find()
	for _, p := range text.phrases {
		f.all = append(f.all, lang.required(p).terms(passages, passageField)...)
	}
	for _, w := range text.without {
		if x := lang.words(w); len(x) == 1 && !x[0].stop {
			f.none = append(f.none, fieldTerm{passageField, x[0].term})
		}
	}
	for _, name := range text.who {
		m := a.dir.resolve(name)
		if m.none() {
			who.name = name
			return nil, who
		}
		who.meant = append(who.meant, m)
		f.all = append(f.all, m.keysOf(passages, "name", true))
	}
	for _, o := range text.outlet {
		for _, w := range lang.words(o) {
			f.all = append(f.all, []fieldTerm{key(passages, "outlet", w.plain)})
		}
	}
	if !text.period.empty() {
		f.all = append(f.all, a.dayTerms(passages, text.period))
	}
	f.score = words.scored(passageField, 1)
	for i, c := range words.country {
		if c != "" {
			f.score[i].terms = append(f.score[i].terms, key(passages, "country", c))
		}
	}
	f.any = len(f.score) > 0
	if len(f.score) == 0 && len(f.all) == 0 {
		f.all = [][]fieldTerm{{typeKey(passages)}}
	}
	return f, who
}

// dayTerms lists the years, months and days that make up a period, as far as there are documents.
func (a *question) dayTerms(kind string, p Period) []fieldTerm {
	s := a.dir.searched
	from, to := s.From, s.To
	if p.Since.After(from) {
		from = p.Since
	}
	if !p.Until.IsZero() && p.Until.Before(to) {
		to = p.Until
	}
	out := []fieldTerm{}
	for day := from; !day.After(to) && !from.IsZero(); {
		year, month := day.AddDate(1, 0, 0), day.AddDate(0, 1, 0)
		switch {
		case day.Month() == time.January && day.Day() == 1 && !year.AddDate(0, 0, -1).After(to):
			out, day = append(out, key(kind, "day", day.Format("2006"))), year
		case day.Day() == 1 && !month.AddDate(0, 0, -1).After(to):
			out, day = append(out, key(kind, "day", day.Format("2006-01"))), month
		default:
			out, day = append(out, key(kind, "day", day.Format(time.DateOnly))), day.AddDate(0, 0, 1)
		}
	}
	return out
}

// sentences returns the sentences that match, in no order.
func (a *question) sentences(f *find, text searchText, words subject, who []meant) ([]*found, error) {
	var best []hit
	var g errgroup.Group // the two are about as long, and know nothing of each other
	g.Go(func() (err error) {
		best, err = a.rankDocuments(words, documentsRanked)
		return err
	})
	hits, err := a.entries(f, sentencesRanked)
	if err = errors.Join(err, g.Wait()); err != nil {
		return nil, err
	}
	documents := make(map[corpus.ID]float64, len(best))
	for _, h := range best {
		documents[h.id] = h.score
		if len(best) >= documentsRanked {
			documents[h.id] -= best[len(best)-1].score // those left out count as much as the last of these
		}
	}
	var out []*found
	for _, h := range hits {
		d, ok, err := a.read(h.id)
		if err != nil {
			return nil, err
		}
		if !ok || h.n >= len(d.sentences) {
			continue
		}
		s := &found{d: d, n: h.n, score: h.score + weightOfDocument*documents[h.id]}
		if !a.allowed(s, text, who) {
			continue
		}
		have := d.having(a.ix.lang, s.span(), words)
		titled := d.titled(a.ix.lang, words)
		if words.spaceless() {
			have &= words.together(d.wordsIn(a.ix.lang, s.span()))
			titled &= words.together(d.titleWords(a.ix.lang))
		}
		if bits.OnesCount64(have) > 1 {
			s.score *= 1 + bonus(words, d.wordsIn(a.ix.lang, s.span()))
		}
		if d.Cut(s.span()) == d.Title {
			s.score *= weightOfHeadline
		}
		s.exact = a.enough(words, have|titled, d, s.span())
		out = append(out, s)
	}
	return out, nil
}

// span is where s stands.
func (s *found) span() corpus.Span { return s.d.sentences[s.n] }

// passage is the result of a sentence.
func (d *reading) passage(n int) Result {
	spans := []corpus.Span{d.sentences[n]}
	r := Result{Excerpt: Excerpt{Doc: &d.Document, Spans: spans}, Confidence: 1, Citations: []Citation{d.cite(spans)}}
	r.Date, r.DateFrom, r.Precision, _, _ = d.dating("")
	return r
}

// speakerIn returns who says the words of a sentence, as far as it is sure.
func (d *reading) speakerIn(sentence corpus.Span) string {
	for i := range d.Attributions {
		at := &d.Attributions[i]
		if !at.Speech || at.Anonymous || at.Confidence < quote.ShownThreshold {
			continue
		}
		if slices.ContainsFunc(at.Content, sentence.Overlaps) {
			return at.Speaker
		}
	}
	return ""
}

// allowed checks a sentence against the phrases, exclusions and people of the search.
func (a *question) allowed(s *found, text searchText, who []meant) bool {
	if len(text.phrases)+len(text.without) > 0 {
		in := s.d.wordsIn(a.ix.lang, s.span())
		for _, p := range text.phrases {
			if phrase(a.ix.lang.words(p), in) < 2 {
				return false
			}
		}
		for _, w := range text.without {
			if x := a.ix.lang.words(w); len(x) > 0 && phrase(x, in) >= 2 {
				return false
			}
		}
	}
	if !text.period.empty() && (s.d.Published.IsZero() || !text.period.overlaps(interval{s.d.Published, s.d.Published})) {
		return false
	}
	for _, m := range who {
		if !a.speaksOf(m, s.d, s.span(), map[*party]int{}) {
			return false
		}
	}
	return true
}

// bonus rewards words that stand close together, and most those that stand as they were typed.
func bonus(words subject, in []word) float64 {
	if len(words.words) < 2 {
		return 0
	}
	if phrase(words.all, in) >= 2 || phrase(words.words, content(in)) >= 2 {
		return phraseBonus
	}
	pairs := 0
	for i := 1; i < len(words.words); i++ {
		if adjacent(words.words[i-1].term, words.words[i].term, in) {
			pairs++
		}
	}
	return proximityBonus * float64(pairs) / float64(len(words.words)-1)
}

// adjacent reports whether two terms stand within three words of each other.
func adjacent(a, b string, in []word) bool {
	for i, w := range in {
		if w.term != a {
			continue
		}
		for j := max(0, i-3); j < min(len(in), i+4); j++ {
			if in[j].term == b {
				return true
			}
		}
	}
	return false
}

// enough reports whether a sentence, with the title of its document, has so many of the words that it is an answer: all of one or two,
// a good part of more. have is which of the words are there as they are; a country may be there by another name.
func (a *question) enough(words subject, have uint64, d *reading, sentence corpus.Span) bool {
	var countries []placed
	if slices.ContainsFunc(words.country, func(c string) bool { return c != "" }) {
		countries = countriesIn(d.Text, d.wordsIn(a.ix.lang, sentence))
	}
	count := 0
	for i, c := range words.country {
		if i < maxAsked && have&(1<<i) != 0 || c != "" && slices.ContainsFunc(countries, func(p placed) bool { return p.country == c }) {
			count++
		}
	}
	n, share := len(words.words), shareOfLongQueries
	if words.spelled() {
		share = shareOfLetters
	}
	return count == n || n > 2 && float64(count) >= share*float64(n)
}

// rankDocuments returns the limit best documents for words.
func (a *question) rankDocuments(words subject, limit int) ([]hit, error) {
	f := a.find()
	f.score = append(words.scored(textField, 1), words.scored(titleField, weightOfTitle)...)
	if len(f.score) == 0 {
		return nil, nil
	}
	return a.shelf.run(a.ctx, f, limit)
}

// nearRanked is how many sentences that have too few of the words are looked at.
const nearRanked = 10 * PageSize

// ranked orders sentences, makes those with the same words one, and gathers those of one document under its best. Those with too few of the
// words count only where there are no others. all are the sentences one by one.
func (a *question) ranked(sentences []*found) (results, all []Result, exact bool) {
	slices.SortFunc(sentences, func(s, t *found) int {
		if s.exact != t.exact {
			if s.exact {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(t.score, s.score), t.d.Published.Compare(s.d.Published), strings.Compare(string(s.d.ID), string(t.d.ID)), cmp.Compare(s.n, t.n))
	})
	if exact = len(sentences) > 0 && sentences[0].exact; exact {
		n, _ := slices.BinarySearchFunc(sentences, false, func(s *found, _ bool) int {
			if s.exact {
				return -1
			}
			return 1
		})
		sentences = sentences[:n]
	} else {
		sentences = sentences[:min(len(sentences), nearRanked)]
	}
	byText := map[string]*found{}
	best := map[corpus.ID]*found{}
	var first []*found
	for _, s := range sentences {
		s.Result = s.d.passage(s.n)
		s.said = s.d.speakerIn(s.span())
		form := plainText(s.d.wordsIn(a.ix.lang, s.span()))
		if same := byText[form]; same != nil && form != "" {
			same.addCitation(s.Citations[0])
			continue
		}
		byText[form] = s
		all = append(all, s.Result)
		switch b := best[s.d.ID]; {
		case b == nil:
			best[s.d.ID] = s
			first = append(first, s)
		case len(b.Also) < sentencesOfOne-1:
			b.Also = append(b.Also, s.Citations[0])
		}
	}
	for _, s := range first {
		slices.SortFunc(s.Also, func(a, b Citation) int { return a.Spans[0].Compare(b.Spans[0]) })
		results = append(results, s.Result)
	}
	return results, all, exact
}

// searchChoices lists the different people that a who: may mean.
func (a *question) searchChoices(who []meant, all []*found) []Choice {
	for _, m := range who {
		if !m.several || m.country != "" {
			continue
		}
		counts := map[*party]int{}
		for _, s := range all {
			a.speaksOf(m, s.d, s.span(), counts)
		}
		if choices := listChoices(m, counts); len(choices) > 1 {
			return choices
		}
	}
	return nil
}
