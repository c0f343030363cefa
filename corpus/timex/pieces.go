package timex

import (
	"slices"
	"strings"

	"example.org/briefbot/corpus/segment"
)

// piece is a stretch of a sentence that is told to be at one date.
type piece struct {
	clause
	date  int    // of the sentence's dates, or -1
	own   bool   // the date stands in it
	whole [2]int // tokens [from,to) of the clause where the piece alone cannot be read: "on 3 / and 5 May"
}

// pieces cuts a sentence into its clauses, and a clause with several dates between them.
func pieces(t *segment.Text, sentence int, dates []dated) []piece {
	var out []piece
	k := 0
	for _, c := range clausesOf(t, sentence, dates) {
		if c.from = afterDateline(t, c.from); c.from >= c.to {
			continue
		}
		n := k
		for n < len(dates) && dates[n].first < c.to {
			n++
		}
		if n == k {
			out = append(out, piece{clause: c, date: -1})
			continue
		}
		from, first := c.from, k
		for ; k < n; k++ {
			p := piece{clause: c, date: k, own: true}
			if k > 0 && k-1 >= first && listedDates(t, dates[k-1], dates[k]) || k+1 < n && listedDates(t, dates[k], dates[k+1]) {
				p.whole = [2]int{c.from, c.to}
			}
			if from == c.verb && from > c.from {
				p.whole = [2]int{c.from, c.to}
			}
			p.from, p.to = from, c.to
			if k+1 < n {
				p.to = cutBetween(t, dates[k], dates[k+1], c.from, c.verb)
			}
			from = p.to
			out = append(out, p)
		}
	}
	return out
}

// listedDates reports whether only "and", "or" or a comma stands between two dates: "on 3 and 5 May".
func listedDates(t *segment.Text, a, b dated) bool {
	for i := a.last; i < b.first; i++ {
		if w := t.Lower(i); w != "and" && w != "or" && w != "," && w != "on" {
			return false
		}
	}
	return b.first-a.last <= 2
}

// place gives the clauses without a date that of a clause they share the time with, and adds an entry for each
// run of clauses on one date.
func (e *entrist) place(dates []dated, ps []piece) {
	dates = e.spread(dates, ps)
	for i := 0; i < len(ps); {
		j := i + 1
		for j < len(ps) && ps[j].date == ps[i].date && (ps[j].date < 0 || !e.besideVerb(ps[j], dates[ps[j].date])) {
			j++
		}
		if ps[i].date >= 0 && !dates[ps[i].date].void && told(ps[i:j]) {
			d := dates[ps[i].date]
			from := ps[i].from
			if i > 0 {
				from = antecedent(e.text, ps[i-1].from, from)
			}
			first, last := e.around(ps, i, j)
			if i > 0 && first == ps[i].from && (ps[i].kind == relative || e.contact(ps, i)) {
				first = nounBefore(e.text, ps[i-1].from, first)
			}
			d.Clause = spanOf(e.text, min(from, first), last)
			if w := ps[i].whole; w[1] > 0 {
				d.Clause = spanOf(e.text, min(from, w[0]), max(last, w[1]))
			}
			to := ps[j-1].to
			if e.besideVerb(ps[i], d) {
				from = max(from, ps[i].verbEnd)
			}
			if f, end, ok := e.named(ps[i], d); ok {
				if end < ps[i].to || j == i+1 || ps[i+1].kind != relative {
					to = end
				}
				from = f
			} else {
				from, to = e.narrowed(ps[i:j], d, from, to)
			}
			e.add(d, from, to)
		}
		i = j
	}
}

// around returns the tokens [from,to) to read for the pieces [i,j) of one date: with what was said or who said it, with the verb
// that an infinitive hangs on, and with the subject where it stands before.
func (e *entrist) around(ps []piece, i, j int) (from, to int) {
	date, first := ps[i].date, i
	told := ps[i].kind
	for k := i; k < j && told == relative; k++ {
		told = ps[k].kind
	}
	switch k := i - 1; {
	case told == said && e.contact(ps, i):
	case told == said || told == purpose || told == participial || told == compared || told == elsewhen:
		for k > 0 && ps[k].date < 0 && ps[k].kind != plainClause {
			k--
		}
		if k >= 0 && (ps[k].date < 0 || ps[k].date == date) {
			first = k
		}
	case told == simultaneous: // "…, when workers walked out"
		first = max(k, 0)
	case told == plainClause:
		for ; k >= 0 && ps[k].kind == said && ps[i].report; k-- {
			first = k
		}
	}
	if first == i && e.subjectless(ps[i]) {
		first = e.subjectOf(ps, i)
	}
	if ps[i].from-ps[first].from > lead {
		first = i
	}
	for j < len(ps) && (ps[j].date == date || ps[j].date < 0 && ps[j].kind != plainClause) {
		j++
	}
	return ps[first].from, ps[j-1].to
}

// contact reports whether piece i is a relative clause without a word that opens it: "the wages | it has owed since 2024".
func (e *entrist) contact(ps []piece, i int) bool {
	return i > 0 && ps[i].kind == said && !ps[i-1].report && pronouns[e.text.Lower(ps[i].from)] && !trimmed[e.text.Lower(ps[i].from-1)]
}

// subjectless reports whether p begins with its verb: "and | burned down in 1944".
func (e *entrist) subjectless(p piece) bool {
	i := p.from
	for i < p.to && (trimmed[e.text.Lower(i)] || listed(e.text.Lower(i)) || adverb(e.text.Lower(i))) {
		i++
	}
	return p.verb == i && p.kind != relative && p.kind != purpose
}

// subjectOf returns the piece before i that has its subject.
func (e *entrist) subjectOf(ps []piece, i int) int {
	for k := i - 1; k >= 0; k-- {
		if (ps[k].kind == plainClause || ps[k].kind == ps[i].kind) && !e.subjectless(ps[k]) {
			return k
		}
	}
	return i
}

// lead is the number of tokens up to which the clause is shown on which a dated one hangs.
const lead = 40

// told reports whether one of ps has a verb or the date itself.
func told(ps []piece) bool {
	return slices.ContainsFunc(ps, func(p piece) bool { return p.own || p.verb >= 0 })
}

// besideVerb reports whether the date d in p is not that of the verb before it, only of what the verb is about: "set Friday as the
// deadline", "reported third-quarter earnings".
func (e *entrist) besideVerb(p piece, d dated) bool {
	if !p.own || p.verb < 0 || p.verbEnd > d.first || p.tense != past {
		return false
	}
	ahead := !e.dct.IsZero() && (d.From.After(e.dct) || d.From.IsZero() && d.To.After(e.dct) && !e.stays(p)) && (p.verbEnd < 2 || e.text.Lower(p.verbEnd-2) != "to") // "had been set to expire Nov. 6"
	return ahead || (p.report || figuring[e.text.Lower(p.verbEnd-1)]) && strings.Contains(d.Value, "-Q") &&
		!relPrepositions[e.text.Lower(d.first-1)] && e.text.Lower(d.first-1) != "during"
}

// stays reports whether the verb of p is one of a state, which lasts until the date: "was shut until Friday".
func (e *entrist) stays(p piece) bool {
	return auxiliaries[e.text.Lower(p.verb)] != noTense || lasting[e.text.Lower(p.verb)]
}

var lasting = wordSet("stayed remained kept held lasted stood postponed delayed extended suspended closed banned barred jailed")

// figuring are further verbs that give the figures of a period, or what they are to be.
var figuring = wordSet("posted estimated forecast projected predicted expected recorded booked disclosed released")

// cutBetween returns the token between the dates a and b of a clause where the second one's part of it begins: at its verb where a is of its
// subject only ("the 1920s church | burned in the small hours of Sunday"), at a conjunction or after a comma where there is one, else half-way.
func cutBetween(t *segment.Text, a, b dated, start, verb int) int {
	from, to := a.last, b.first
	if verb > from && verb < to && a.Precision != precisionDay && b.Precision == precisionDay && attributive(t, a.first, a.last) {
		return verb
	}
	if related(t, start, a) {
		for i := from; i < to; i++ {
			if t.Lower(i) == "," {
				return i // "In the wake of the Feb. 3 quake, | …"
			}
		}
	}
	if concerned(t, start, a) {
		if k := lastVerb(t, from, to); k >= from {
			return k
		}
	}
	middle := (from + to) / 2
	best := -1
	for i := from; i < to; i++ {
		w := t.Lower(i)
		if (w == "and" || w == "but" || w == "," || w == ";") && abs(i-middle) <= 2 && (best < 0 || abs(i-middle) < abs(best-middle)) {
			best = i
		}
	}
	if best < 0 {
		return middle
	}
	return best
}

// concerned reports whether a is that of what a noun is for or of: "Tickets for the May 9 concert", "polls planned for December".
func concerned(t *segment.Text, start int, a dated) bool {
	k := a.first - 1
	if k > start && determiners[t.Lower(k)] {
		k--
	}
	return k > start && (t.Lower(k) == "for" || t.Lower(k) == "of")
}

// lastVerb returns where the last verb of the tokens [from,to) begins, with the "and" or the comma before it; -1 where there is none.
func lastVerb(t *segment.Text, from, to int) int {
	k := -1
	if first, end := t.TokensIn(t.Sentences[t.Tokens[from].Sentence]); end-first > cuttable {
		return k
	}
	for _, g := range sentenceGroups(t, t.Tokens[from].Sentence, nil) {
		if g.from >= from && g.to <= to && (g.tense != mayBe || t.Lower(g.from) != "to") {
			k = g.from
		}
	}
	for k > from && (listed(t.Lower(k-1)) || t.Lower(k-1) == ",") {
		k--
	}
	return k
}
