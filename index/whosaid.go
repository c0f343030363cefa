package index

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
	"example.org/briefbot/corpus/quote"
)

// statement is a result while it is ranked.
type statement struct {
	Result
	d     *reading
	n     int // of the document's attributions
	exact int // how the words were found, see subject.worded
	share float64
	score float64
	said  interval
	words []word // of the content
	party *party
}

// whoSaid answers /who-said: the very words first, then direct before mixed before indirect speech, then by
// relevance, then the newest. Where nothing holds the words, what holds half of them is near.
func (a *question) whoSaid(q WhoSaid) (*Answer, error) {
	lang := a.ix.lang
	words, about := lang.subject(q.Words), lang.subject(q.About)
	var who meant
	if q.Who != "" {
		if who = a.dir.resolve(q.Who); who.none() {
			return a.nobody(q, q.Who, "who")
		}
	}
	found, err := a.statements(q, who, words, about, wordingEnough)
	if err != nil {
		return nil, err
	}
	if who.several && who.country == "" {
		if choices := a.choices(who, found); len(choices) > 1 {
			return &Answer{Query: q, Choices: choices, Page: 1}, nil
		}
	}
	certain, weak := vouched(found, q.Who != "")
	answer := paged(q, q.Page, results(mergeStatements(certain)))
	if answer.Total > 0 {
		return answer, nil
	}
	if answer.Nearest, err = a.nearestStatements(q, who, words, about, weak); err != nil {
		return nil, err
	}
	a.suggest(answer, q.Words, q.About)
	return answer, nil
}

// nearestStatements are the weaker matches of a question without an answer: unsure ones, then those with half of the words, then sentences
// with all of them.
func (a *question) nearestStatements(q WhoSaid, who meant, words, about subject, weak []*statement) ([]Result, error) {
	near := results(mergeStatements(weak))
	if len(near) > 0 || words.empty() {
		return firstPage(near), nil
	}
	found, err := a.statements(q, who, words, about, wordingNear)
	if err != nil {
		return nil, err
	}
	certain, weak := vouched(found, q.Who != "")
	near = results(append(mergeStatements(certain), mergeStatements(weak)...))
	if len(near) > 0 {
		return firstPage(near), nil
	}
	return a.nearestPassages(words)
}

// nearCandidates is how many entries are looked at for weaker matches.
const nearCandidates = 200

// statements returns all statements that fit and hold at least a share of the words, unordered.
func (a *question) statements(q WhoSaid, who meant, words, about subject, share float64) ([]*statement, error) {
	f := a.find()
	limit := candidates
	f.all = about.terms(statements, contextField)
	if share >= wordingEnough {
		f.all = append(f.all, words.likelyTerms(contentField)...)
	} else {
		limit = nearCandidates
	}
	f.score = words.scored(contentField, 1)
	if q.Who != "" {
		f.all = append(f.all, who.keysOf(statements, "name", true))
	}
	if q.Kind != "" {
		f.all = append(f.all, []fieldTerm{key(statements, "mode", string(q.Kind))})
	}
	if !q.Period.empty() {
		f.all = append(f.all, yearTerms(statements, q.Period))
	}
	if len(f.all) == 0 && len(f.score) == 0 {
		f.all = [][]fieldTerm{{typeKey(statements)}}
	}
	hits, err := a.entries(f, limit)
	if err != nil {
		return nil, err
	}
	var out []*statement
	for _, h := range hits {
		d, ok, err := a.read(h.id)
		if err != nil {
			return nil, err
		}
		if !ok || h.n >= len(d.Attributions) {
			continue
		}
		s := a.statement(d, h.n)
		s.score = h.score
		if s.fits(q, who, words, about, share, a) {
			out = append(out, s)
		}
	}
	return out, nil
}

// statement makes the result of an attribution.
func (a *question) statement(d *reading, n int) *statement {
	at := &d.Attributions[n]
	s := &statement{d: d, n: n, party: a.dir.of[bearer{d.ID, at.Entity}]}
	spans := slices.Clone(at.Content)
	slices.SortFunc(spans, corpus.Span.Compare)
	s.Result = Result{
		Excerpt: Excerpt{Doc: &d.Document, Spans: spans}, Kind: string(at.Mode), Confidence: at.Confidence, LessSure: at.Confidence < quote.ShownThreshold,
		Anonymous: at.Anonymous, Chain: at.Chain, Introduced: d.excerpt(at.Evidence), Negated: at.Negated,
	}
	if s.LessSure {
		s.Chain = nil
	} else {
		s.Speaker = at.Speaker
	}
	s.Date, s.DateFrom, s.Precision, s.said, _ = d.dating(at.When)
	s.Told = d.excerpt(toldBy(&d.Document, at, spans))
	s.Citations = []Citation{d.cite(spans)}
	for _, r := range at.Repeats {
		if r.Len() > 0 {
			s.Citations = append(s.Citations, d.cite([]corpus.Span{r}))
		}
	}
	s.words = d.wordsIn(a.ix.lang, spans...)
	return s
}

// toldBy returns the words of a report in one piece with the verb before them, where these alone would not tell what was done by saying them:
// "welcomed the move". It is the zero Span for quotations, for clauses ("that …") and after verbs that only say that something was said.
func toldBy(d *corpus.Document, at *corpus.Attribution, content []corpus.Span) corpus.Span {
	if at.Mode != corpus.Indirect || len(content) != 1 || len(at.Cue) != 1 || at.Cue[0].End > content[0].Start {
		return corpus.Span{}
	}
	cue := at.Cue[0]
	if strings.TrimSpace(d.Text[cue.End:content[0].Start]) != "" || strings.HasPrefix(strings.ToLower(d.Cut(content[0])), "that ") {
		return corpus.Span{}
	}
	words := strings.Fields(strings.ToLower(d.Cut(cue)))
	if len(words) == 0 || sayingOnly[words[len(words)-1]] {
		return corpus.Span{}
	}
	return corpus.Span{Start: cue.Start, End: content[0].End}
}

// sayingOnly are verbs that tell of a report no more than that it was said.
var sayingOnly = map[string]bool{"said": true, "says": true, "say": true, "saying": true, "added": true, "adds": true, "adding": true}

// fits checks a statement against the question itself; the index only chose it as likely.
func (s *statement) fits(q WhoSaid, who meant, words, about subject, share float64, a *question) bool {
	at := &s.d.Attributions[s.n]
	switch {
	case !at.Speech || at.Negated || at.Confidence < quote.ExtractThreshold || q.Kind != "" && at.Mode != q.Kind:
		return false
	case q.Who != "" && !a.speakerIs(who, s.d, at):
		return false
	case !q.Period.empty() && (s.Date == "" || !q.Period.overlaps(s.said)):
		return false
	}
	if !words.empty() {
		if s.exact, s.share = words.worded(s.words); s.share < share {
			return false
		}
	}
	if !about.empty() {
		return about.in(a.ix.lang, s.d, s.d.reported(at)...)
	}
	return true
}

// speakerIs reports whether who is the source of at. A country speaks through its bodies and delegations, not through
// everyone who holds an office in it.
func (a *question) speakerIs(who meant, d *reading, at *corpus.Attribution) bool {
	if who.is(a.dir, d, at.Entity, at.Speaker, false) {
		return true
	}
	e := d.entity(at.Entity)
	return (e == nil || e.Type != corpus.Person) && who.is(a.dir, d, at.Entity, at.Speaker, true)
}

// vouched parts the statements whose speaker is sure from the others. An unsure quotation is still a quotation, unless its
// speaker was asked for; of an unsure report nothing is certain.
func vouched(all []*statement, asked bool) (certain, weak []*statement) {
	for _, s := range all {
		if s.LessSure && (asked || s.Kind == string(corpus.Indirect)) {
			weak = append(weak, s)
		} else {
			certain = append(certain, s)
		}
	}
	return certain, weak
}

// order is how statements are shown.
func (s *statement) order(t *statement) int {
	return cmp.Or(
		cmp.Compare(t.exact, s.exact),
		cmp.Compare(t.share, s.share),
		cmp.Compare(modeRank(s.Kind), modeRank(t.Kind)),
		cmp.Compare(t.score, s.score),
		t.said.from.Compare(s.said.from),
		strings.Compare(string(s.d.ID), string(t.d.ID)),
		s.Spans[0].Compare(t.Spans[0]),
		cmp.Compare(s.n, t.n),
	)
}

func modeRank(mode string) int {
	return slices.Index([]string{string(corpus.Direct), string(corpus.Mixed), string(corpus.Indirect)}, mode)
}

// results are the results of statements that are in order.
func results(all []*statement) []Result {
	out := make([]Result, len(all))
	for i, s := range all {
		out[i] = s.Result
	}
	return out
}

func firstPage(all []Result) []Result { return all[:min(len(all), PageSize)] }

// choices lists those whom a name may mean and who have a result.
func (a *question) choices(who meant, found []*statement) []Choice {
	counts := map[*party]int{}
	for _, s := range mergeStatements(found) {
		counts[s.party]++
	}
	return listChoices(who, counts)
}

// listChoices makes choices of the parties that have results.
func listChoices(who meant, counts map[*party]int) []Choice {
	var out []Choice
	for _, p := range who.parties {
		if n := counts[p]; n > 0 {
			out = append(out, Choice{Name: p.unambiguous(who.parties), About: p.About, Count: n})
		}
	}
	return out
}

// unambiguous is a form of p's name that none of the others bears.
func (p *party) unambiguous(others []*party) string {
	forms := []string{p.Name}
	for _, m := range p.members {
		forms = append(append(append(forms, m.Name), m.Names...), m.Roles...)
	}
	for _, form := range forms {
		alone := true
		for _, o := range others {
			alone = alone && (o == p || o.keys[entity.Fold(form)] == 0)
		}
		if alone && form != "" {
			return form
		}
	}
	return p.Name + alonePhrase
}

// nobody answers a question for somebody who is not in the documents.
func (a *question) nobody(q Query, name, kind string) (*Answer, error) {
	answer := paged(q, 1, nil)
	answer.Suggestions = a.dir.nearest(name, kind)
	return answer, nil
}

// suggest adds topics near to what was asked for and not found.
func (a *question) suggest(answer *Answer, texts ...string) {
	if len(answer.Suggestions) > 0 {
		return
	}
	for _, text := range texts {
		if text != "" {
			answer.Suggestions = a.dir.spelling.nearest(a.ix.lang, text)
			return
		}
	}
}

// nearestPassages finds sentences with the words where no statement has them.
func (a *question) nearestPassages(words subject) ([]Result, error) {
	f := a.find(words.terms(passages, passageField)...)
	if len(f.all) == 0 {
		return nil, nil
	}
	f.score = words.scored(passageField, 1)
	hits, err := a.shelf.run(a.ctx, f, 4*PageSize)
	if err != nil {
		return nil, fmt.Errorf("nearest sentences: %w", err)
	}
	var out []Result
	for _, h := range hits {
		d, ok, err := a.read(h.id)
		if err != nil {
			return nil, err
		}
		if !ok || h.n >= len(d.sentences) {
			continue
		}
		out = append(out, d.passage(h.n))
	}
	return firstPage(out), nil
}
