package timex

import (
	"strings"

	"example.org/briefbot/corpus/segment"
)

// attributive reports whether the date of tokens [first,end) belongs to the noun after it: "Thursday's ruling", "the 1990 invasion",
// "his initial 1990 offer", "the Oct. 3, 1990, vote".
func attributive(t *segment.Text, first, end int) bool {
	if end >= len(t.Tokens) {
		return false
	}
	w := t.Lower(end)
	if possessive[w] {
		return true
	}
	if last := t.Lower(end - 1); determiners[t.Lower(first)] && strings.HasSuffix(last, "-century") {
		return w[0] >= 'a' && w[0] <= 'z'
	}
	if first == 0 {
		return false
	}
	p := t.Lower(first - 1)
	if first > 1 && p[0] >= 'a' && p[0] <= 'z' && !determiners[p] && !relPrepositions[p] && !complements[p] && !pastVerb(t, first-1, p) {
		p = t.Lower(first - 2) // an adjective stands between
	}
	if !determiners[p] && !possessive[p] {
		return false
	}
	if w == "," && end+1 < len(t.Tokens) && len(t.Word(end-1)) == 4 {
		end++
		w = t.Lower(end)
	}
	_, opens := opening(w)
	return w[0] >= 'a' && w[0] <= 'z' && !opens && !complements[w] && !relPrepositions[w] && !listed(w) && auxiliaries[w] == noTense && !pastVerb(t, end, w) &&
		t.Tokens[end].Sentence == t.Tokens[first].Sentence
}

var possessive = wordSet("'s ’s ' ’")

// named returns the tokens [from,to) of the noun phrase whose date d is, where that is what the verb of p is about: "reached the
// 1990 accord". ok is false where the date is that of the clause. An empty range is a year that belongs to a name, not to something that
// happened: "the 2016 candidate".
func (e *entrist) named(p piece, d dated) (from, to int, ok bool) {
	t := e.text
	if !p.own || p.verb < 0 || p.verbEnd > d.first || !attributive(t, d.first, d.last) ||
		effecting[t.Lower(p.verbEnd-1)] && !relPrepositions[t.Lower(p.verbEnd)] && !complements[t.Lower(p.verbEnd)] {
		return 0, 0, false
	}
	from = d.first
	for from > p.verbEnd && from > d.first-3 && !determiners[t.Lower(from)] && !relPrepositions[t.Lower(from-1)] && !complements[t.Lower(from-1)] {
		from--
	}
	if from == p.from || from == 0 {
		return 0, 0, false
	}
	before := t.Lower(from - 1)
	if settles[before] && !prosecuted[t.Lower(p.verbEnd-1)] || d.Precision != precisionYear && before != "of" && !prosecuted[t.Lower(p.verbEnd-1)] && (relPrepositions[before] || complements[before]) {
		return 0, 0, false
	}
	to = d.last
	happens := false
	for ; to < p.to; to++ {
		w := t.Lower(to)
		if _, opens := opening(w); opens || trimmed[w] && !possessive[w] && w != "," || complements[w] && w != "of" || w == "and" || auxiliaries[w] != noTense || w == "," && to > d.last {
			break
		}
		happens = happens || happening(w)
	}
	if d.Precision == precisionYear && from > p.verbEnd+1 && listed(t.Lower(from-1)) {
		return 0, 0, false
	}
	if !happens && d.Precision == precisionYear {
		return from, from, true
	}
	return from, to, happens
}

// effecting are verbs whose object comes about by them, so that its date is theirs: "issued Thursday's ruling".
var effecting = wordSet("issued delivered announced released published held staged launched won lost called made gave signed wrote opened chaired")

// settles are the prepositions that put the verb on the date of the noun after them.
var settles = wordSet("in at during for over through throughout within amid to by")

// happening reports whether the noun w names something that happens.
func happening(w string) bool {
	w = strings.TrimSuffix(w, "s")
	for _, end := range []string{"tion", "sion", "ment", "ing", "ance", "ure"} {
		if strings.HasSuffix(w, end) && len(w) > len(end)+2 {
			return true
		}
	}
	return happenings[w]
}

var happenings = wordSet(`war attack vote coup summit trial crash accord truce ceasefire deal treaty pact protest strike murder bombing shooting raid bid offer ruling
	verdict visit trip speech call interview death birth fire flood earthquake storm launch sale purchase merger loss gain fall rise collapse uprising revolt
	revolution crisis massacre genocide battle siege blast explosion accident win victory defeat debate conference ceremony rally march session talk announcement
	handover withdrawal arrival departure arrest release escape rescue referendum poll primary caucus award match game final arrival proposal report decree law ban order move plan`)

// nounBefore returns where the noun phrase begins that the participle or the clause at token i follows ("the claims made in May"), not
// before token from; i itself where it is not told.
func nounBefore(t *segment.Text, from, i int) int {
	const far = 12 // tokens
	for k := i - 1; k >= from && k >= i-far; k-- {
		w := t.Lower(k)
		switch {
		case determiners[w]:
			return k
		case trimmed[w] && !possessive[w], auxiliaries[w] != noTense, pastVerb(t, k, w):
			return i
		}
	}
	return i
}
