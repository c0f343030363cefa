package index

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus"
)

// quotes chooses one quotation of each speaker.
func (g *gathering) quotes() error {
	var all []*statement
	for _, d := range g.order {
		for n := range d.Attributions {
			if g.veiled(hit{id: d.ID, kind: statements, n: n}) {
				continue
			}
			if s := g.statement(d, n); s.fits(WhoSaid{}, meant{}, subject{}, subject{}, 0, g.question) {
				all = append(all, s)
			}
		}
	}
	certain, _ := vouched(all, false)
	merged := mergeStatements(certain)
	g.out.Said = len(merged)
	slices.SortStableFunc(merged, func(s, t *statement) int {
		for _, better := range []func(*statement) bool{isDirect, g.newVoice, goodLength} {
			if a, b := better(s), better(t); a != b {
				if a {
					return -1
				}
				return 1
			}
		}
		return len(t.Citations) - len(s.Citations)
	})
	spoken := map[string]bool{}
	for _, s := range merged {
		voice := strings.ToLower(s.Speaker)
		if s.party != nil {
			voice = s.party.Name + "\x00" + string(s.party.bearers[0].doc)
		}
		if s.Speaker == "" || spoken[voice] || len(s.words) < fewestWords {
			continue
		}
		told, err := g.toldBefore(s)
		if err != nil {
			return err
		}
		if !told {
			spoken[voice] = true
			g.out.Quotes = append(g.out.Quotes, s.Result)
		}
	}
	return nil
}

// fewestWords is how many words a statement has at least that is worth a line of its own.
const fewestWords = 4

// old reports a document that was there before the new ones.
func (g *gathering) old(id corpus.ID) bool { return g.fresh[id] == nil && !g.later[id] }

func isDirect(s *statement) bool { return s.Kind == string(corpus.Direct) }

// goodLength is that of a quotation which says something and can be read at a glance, in words.
func goodLength(s *statement) bool { return len(s.words) >= 6 && len(s.words) <= 60 }

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
	older, err := g.statements(WhoSaid{}, meant{}, run, subject{}, wordingEnough)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(older, func(t *statement) bool { return g.old(t.d.ID) && t.repeats(s) }), nil
}
