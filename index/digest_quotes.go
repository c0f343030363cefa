package index

import (
	"cmp"
	"slices"
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/quote"
)

// othersChecked is of how many statements besides the best ones it is looked up whether an older document has them; a day's news has fewer.
const othersChecked = 200

// quotes chooses one quotation of each speaker, and lists what else is said.
func (g *gathering) quotes() error {
	merged := g.newStatements()
	class := map[*statement]int{}
	for _, s := range merged {
		class[s] = g.class(s)
	}
	slices.SortStableFunc(merged, func(s, t *statement) int {
		return cmp.Or(class[t]-class[s], len(t.Citations)-len(s.Citations))
	})
	heard := map[string]bool{}
	var quoted, others []*statement
	for _, s := range merged {
		told := class[s]&unrepeated == 0 // in the sentence of a demand; a quotation may be more than that
		if s.Speaker == "" || heard[s.voice()] || len(s.words) < fewestWords || told && (!isDirect(s) || !goodLength(s)) {
			others = append(others, s)
			continue
		}
		old, err := g.toldBefore(s)
		if err != nil {
			return err
		}
		if !old {
			heard[s.voice()] = true
			quoted = append(quoted, s)
		}
	}
	inTurn(quoted, class)
	for _, s := range quoted {
		g.out.Quotes = append(g.out.Quotes, s.inSentence().Result)
	}
	return g.others(others, quoted)
}

// What makes one statement more worth a line than another, the first above all others.
const (
	ofLength   = 1 << iota // of a good length
	unrepeated             // not in the sentence of a demand that is shown already
	unheard                // of a speaker who was never heard before
	inQuotes
)

// class puts together what makes s worth a line.
func (g *gathering) class(s *statement) int {
	shown := g.out.Demands[:min(len(g.out.Demands), DigestDemands)]
	class := 0
	for bit, has := range map[int]bool{inQuotes: isDirect(s), unheard: g.newVoice(s), unrepeated: !toldIn(s.Excerpt, shown), ofLength: goodLength(s)} {
		if has {
			class |= bit
		}
	}
	return class
}

// inTurn has documents take turns among quotations of one class, so that a talkative one does not fill the list.
func inTurn(quoted []*statement, class map[*statement]int) {
	type turn struct {
		class int
		doc   corpus.ID
	}
	taken, nth := map[turn]int{}, map[*statement]int{}
	for _, s := range quoted {
		t := turn{class[s], s.d.ID}
		nth[s] = taken[t]
		taken[t]++
	}
	slices.SortStableFunc(quoted, func(s, t *statement) int { return cmp.Or(class[t]-class[s], nth[s]-nth[t]) })
}

// others lists what is said besides the quotations that are chosen, by their speakers first.
func (g *gathering) others(all, quoted []*statement) error {
	turn := map[string]int{}
	for i, s := range quoted {
		turn[s.voice()] = i + 1
	}
	last := len(turn) + 1
	slices.SortStableFunc(all, func(s, t *statement) int {
		return cmp.Compare(cmp.Or(turn[s.voice()], last), cmp.Or(turn[t.voice()], last))
	})
	for n, s := range all {
		told := false
		if n < othersChecked {
			var err error
			if told, err = g.toldBefore(s); err != nil {
				return err
			}
		}
		if !told {
			g.out.Others = append(g.out.Others, s.inSentence().Result)
		}
	}
	return nil
}

// newStatements returns what new documents tell to have been said, copies of one statement as one.
func (g *gathering) newStatements() []*statement {
	var all []*statement
	for _, d := range g.order {
		for n := range d.Attributions {
			if g.veiled(hit{id: d.ID, kind: statements, n: n}) || d.inTitle(enclosing(d.Attributions[n].Content)) {
				continue
			}
			if s := g.statement(d, n); (s.Speaker != "" || s.Kind != string(corpus.Indirect)) && s.fits(WhoSaid{}, meant{}, subject{}, subject{}, 0, g.question) {
				all = append(all, s)
			}
		}
	}
	certain, _ := vouched(all, false)
	return mergeStatements(certain)
}

// voice is who speaks, alike in all documents.
func (s *statement) voice() string {
	if s.party != nil {
		return s.party.Name + "\x00" + string(s.party.bearers[0].doc)
	}
	return strings.ToLower(s.Speaker)
}

// fewestWords is how many words a statement has at least that is worth a line of its own.
const fewestWords = 4

// old reports a document that was there before the new ones.
func (g *gathering) old(id corpus.ID) bool {
	return g.fresh[id] == nil && !g.unread[id] && !g.later[id]
}

func isDirect(s *statement) bool { return s.Kind == string(corpus.Direct) }

// goodLength is that of a quotation which says something and can be read at a glance, in words.
func goodLength(s *statement) bool { return len(s.words) >= 6 && len(s.words) <= 60 }

// toldIn reports words that all stand in the sentences of demands.
func toldIn(e Excerpt, shown []Development) bool {
	return !slices.ContainsFunc(e.Spans, func(s corpus.Span) bool {
		return !slices.ContainsFunc(shown, func(x Development) bool {
			return x.Doc == e.Doc && slices.ContainsFunc(x.Spans, func(t corpus.Span) bool { return t.Contains(s) })
		})
	})
}

// longestSentence is the longest one, in bytes, that is shown whole for what is reported in it.
const longestSentence = 400

// inSentence is s with the whole sentence in place of what is reported in it, which is seldom one. Quotations stay as they are.
func (s *statement) inSentence() *statement {
	if isDirect(s) {
		return s
	}
	whole := s.d.around(enclosing(s.Spans))
	if whole.Len() > longestSentence {
		return s
	}
	t := *s
	t.Spans, t.Told = []corpus.Span{whole}, Excerpt{}
	t.Citations = slices.Clone(s.Citations)
	record := s.Citations[0].Record
	t.Citations[0] = s.d.cite(t.Spans)
	t.Citations[0].Record = record
	return &t
}

// newVoice reports that no older document has a statement of the speaker.
func (g *gathering) newVoice(s *statement) bool {
	if s.party == nil {
		return false
	}
	for i, b := range s.party.bearers {
		if g.old(b.doc) && s.party.members[i].Says > 0 {
			return false
		}
	}
	return true
}

// runWords is by how many of its words an older copy of a quotation is looked for.
const runWords = 8

// toldBefore reports that an older document has the same words of the same speaker.
func (g *gathering) toldBefore(s *statement) (bool, error) {
	if len(s.words) < 3 {
		return false, nil
	}
	text := s.Doc.Cut(s.Spans[0])
	words := g.ix.lang.words(text)
	words = words[:min(len(words), runWords)]
	if len(words) == 0 {
		return false, nil
	}
	run := g.ix.lang.subject(text[:words[len(words)-1].End])
	f := g.find(run.likelyTerms(contentField)...)
	f.score = run.scored(contentField, 1)
	hits, err := g.shelf.run(g.ctx, f, nearCandidates)
	if err != nil {
		return false, err
	}
	for _, h := range hits {
		if !g.old(h.id) {
			continue
		}
		d, ok, err := g.read(h.id)
		if err != nil {
			return false, err
		}
		if ok && h.n < len(d.Attributions) && d.Attributions[h.n].Speech && g.spoken(d, h.n).repeats(s) {
			return true, nil
		}
	}
	return false, nil
}

// spoken is a statement as far as it is compared with others.
func (g *gathering) spoken(d *reading, n int) *statement {
	at := &d.Attributions[n]
	s := &statement{d: d, n: n, party: g.dir.of[bearer{d.ID, at.Entity}], words: d.wordsIn(g.ix.lang, at.Content...)}
	s.Negated, s.Anonymous = at.Negated, at.Anonymous
	if at.Confidence >= quote.ShownThreshold {
		s.Speaker = at.Speaker
	}
	return s
}
