package timex

import (
	"sort"
	"strings"

	"example.org/briefbot/corpus/segment"
)

// tense is the time of the verb group nearest to an expression.
type tense int8

const (
	noTense tense = iota
	past
	present
	mayBe // an intention or a possibility: "would", "to meet"
	future
)

// group is a verb group of a sentence.
type group struct {
	from, to int // tokens
	tense    tense
	report   bool // a verb of saying
}

// verbs finds the verb groups of one sentence at a time; the tables stand for a part-of-speech tagger.
type verbs struct {
	text     *segment.Text
	sentence int
	groups   []group
}

// tense returns the tense that governs item i: that of the nearest verb group before it within its clause, else of the
// next one after it, else of any in the sentence.
func (f *finder) tense(i int) tense {
	if f.lookBack {
		return past
	}
	if i < 0 || i >= len(f.items) {
		return noTense
	}
	t := f.verbs.at(f.items[i].token, f.items[i].sent)
	switch {
	case f.low(i-1) == "than" && f.oneOf(i-2, "later", "earlier", "sooner") && f.oneOf(i-3, "no", "not"), f.futurate(i), f.deferred(i), f.low(i-1) == "by" && f.demanded(i):
		return future
	case t == past && f.oneOf(i-1, "until", "till") && (i < 2 || f.items[i-2].sent != f.items[i].sent):
		return past // "Until Tuesday, nobody knew"
	case t == past && f.oneOf(i-1, "until", "till") && negatedBefore(f.text, f.items[i].token):
		return past // "did not leave until Friday"
	case f.items[i].is(cMonth) && (settling[f.low(i-1)] || determiners[f.low(i-1)] && settling[f.low(i-2)]):
		return future // "set a Dec. 14 hearing"
	case t != past && (f.oneOf(i-1, "by", "through") || f.byClock(i)), f.oneOf(i-1, "until", "till"), f.oneOf(i-1, "midnight", "noon", "midday") && f.oneOf(i-2, "until", "till", "by"), f.low(i-1) == "as" && f.oneOf(i-2, "early", "soon"):
		return future
	}
	return t
}

// ingVerbs are verbs whose stem ends in -ing.
var ingVerbs = wordSet("bring sing swing spring cling fling wring sting ring string wing")

// settling are verbs that fix a day.
var settling = wordSet("set sets setting scheduled scheduling fixed fixing calendared")

// byClock reports whether item i is the day of a deadline told to the hour: "by noon on Friday", "by 5 p.m. Friday".
func (f *finder) byClock(i int) bool {
	for k := i - 1; k >= max(0, i-6); k-- {
		switch it := f.items[k]; {
		case it.low == "by":
			return k < i-1
		case it.low != "on" && it.low != "at" && it.low != "o'clock" && it.low != ":" && it.low != "." && !meridiem[it.low] && !it.is(cPart) && it.val < 0:
			return false
		}
	}
	return false
}

var meridiem = wordSet("am pm a.m. p.m. a.m p.m gmt utc local time")

func (v *verbs) at(token, sentence int) tense {
	g, ok := v.governing(token, sentence)
	if !ok {
		return noTense
	}
	if g.from < token && g.tense == past && g.to+1 < token && v.text.Lower(g.to) == "that" && v.mandative(g) {
		return future // "proposed that they meet in the autumn": a bare verb follows
	}
	return g.tense
}

// governing returns the verb group that says when the date at token is; ok is false where the sentence has none.
func (v *verbs) governing(token, sentence int) (g group, ok bool) {
	if v.sentence != sentence {
		v.groups = sentenceGroups(v.text, sentence, v.groups[:0])
		v.sentence = sentence
	}
	after := sort.Search(len(v.groups), func(k int) bool { return v.groups[k].from >= token })
	before := after - 1
	if after == len(v.groups) {
		after = -1
	}
	if before < 0 && after < 0 {
		return group{}, false
	}
	if before < 0 {
		return v.groups[after], true
	}
	g = v.groups[before]
	if after >= 0 && v.breaks(g.to, token) && v.groups[after].from-token < 8 && !v.breaks(token, v.groups[after].from) && !v.joins(token, v.groups[after].from) {
		g = v.groups[after]
	}
	return g, true
}

// sureAhead reports whether item i is told to be ahead of the day of publication, and not only of what is told: "will", not "would".
func (f *finder) sureAhead(i int) bool {
	if f.futurate(i) {
		return true
	}
	g, ok := f.verbs.governing(f.items[i].token, f.items[i].sent)
	if !ok {
		return false
	}
	w := f.text.Lower(g.from)
	return w == "will" || w == "shall" || strings.HasSuffix(w, "ll")
}

// mandative reports whether the last verb of g asks for something, so that a clause with "that" tells what is to be.
func (v *verbs) mandative(g group) bool { return asking[v.text.Lower(g.to-1)] }

// asking are verbs after which "that" takes a bare verb, whatever the tense.
var asking = wordSet("proposed demanded requested recommended urged insisted ordered asked")

// breaks reports whether a clause ends between tokens a and b.
func (v *verbs) breaks(a, b int) bool {
	const far = 60 // tokens; no clause is as long
	if b-a > far {
		return true
	}
	for i := a; i < b; i++ {
		switch v.text.Raw[v.text.Tokens[i].Start:v.text.Tokens[i].End] {
		case ",", ";", ":", "—", "--", "that", "“", "”", "\"", "but", "which":
			return true
		}
	}
	return false
}

// joins reports whether a clause with its own subject begins with "and" between tokens a and b: "the second in February and the third …".
func (v *verbs) joins(a, b int) bool {
	for i := a; i+1 < b; i++ {
		if w := v.text.Lower(i + 1); v.text.Lower(i) == "and" && (determiners[w] || pronouns[w]) {
			return true
		}
	}
	return false
}

// sentenceGroups finds the verb groups of a sentence, in order.
func sentenceGroups(t *segment.Text, sentence int, out []group) []group {
	from, to := t.TokensIn(t.Sentences[sentence])
	for i := from; i < to; {
		g, ok := verbGroup(t, i, to, i > from)
		if !ok {
			i++
			continue
		}
		out = append(out, g)
		i = g.to
	}
	return out
}

// verbGroup reads a verb group at token i.
func verbGroup(t *segment.Text, i, end int, inside bool) (group, bool) {
	w := t.Lower(i)
	g := group{from: i, to: i + 1}
	switch {
	case w == "will" || w == "'ll" || w == "shall" || w == "wo" || w == "would":
		g.tense = future
	case w == "could" || w == "may" && inside && t.Word(i) == w || w == "might" || w == "should" || w == "can" || w == "must":
		g.tense = mayBe
	case auxiliaries[w] != noTense:
		g.tense = auxiliaries[w]
	case w == "to" && i+1 < end && infinitive(t, i+1):
		g.tense, g.to = mayBe, i+2
		switch passive := t.Lower(i + 1); passive {
		case "have":
			if g = passiveInfinitive(t, g, end); g.to > i+2 && t.Lower(i-1) != "like" && t.Lower(i-1) != "hopes" {
				g.tense = past // "is said to have left"
			}
			return g, true
		case "be":
			if i > 0 && t.Lower(i-1) == "," {
				g.tense = future // "the report, to be published on Thursday"
			}
			return followAuxiliary(t, g, end), true
		}
		return g, true
	case intended[w] && i+1 < end && (t.Lower(i+1) == "to" || t.Lower(i+1) == "for" || t.Lower(i+1) == "until"):
		g.tense = future
		g.to = i + 2
		return g, true
	case w == "set" && i+2 < end && (t.Lower(i+1) == "to" && infinitive(t, i+2) || t.Lower(i+1) == "for"):
		g.tense, g.to = future, i+2
		return g, true
	case pastVerb(t, i, w):
		g.tense, g.report = past, reportVerbs[w]
		return g, true
	case planned[w]:
		g.tense = future
		if i+2 < end && t.Lower(i+1) == "to" && infinitive(t, i+2) {
			g.to += 2 // "the strike, due to begin on Thursday"
		}
		return passiveInfinitive(t, g, end), true
	case presentVerbs[w]:
		g.tense, g.report = present, reportVerbs[w]
		return g, true
	default:
		return g, false
	}
	return followAuxiliary(t, g, end), true
}

// followAuxiliary adds what follows an auxiliary: adverbs, "not", "have been", the participle.
func followAuxiliary(t *segment.Text, g group, end int) group {
	perfect := false
	for g.to < end && g.to < g.from+8 {
		w := t.Lower(g.to)
		switch {
		case w == "n't" || w == "not" || strings.HasSuffix(w, "ly") || adverbs[w] || w == "since" && g.to == g.from+1:
		case w == "be" || w == "have" || w == "been" || w == "being" || w == "had":
			perfect = perfect || w == "been"
		case planned[w] && g.tense != noTense && (w != "set" || g.to+1 < end && (t.Lower(g.to+1) == "to" || t.Lower(g.to+1) == "for")):
			if t.Lower(g.from) != "had" { // "had been due on Friday": the plan is past
				g.tense = future
			}
			if g.to++; g.to+1 < end && t.Lower(g.to) == "to" && infinitive(t, g.to+1) {
				g.to += 2 // "is expected to close"
			}
			return passiveInfinitive(t, g, end)
		case w == "going" && g.to+1 < end && t.Lower(g.to+1) == "to":
			g.tense = future
		case w == "to" && g.to+1 < end && infinitive(t, g.to+1) && g.tense == present:
			g.tense = future
			g.to += 2
			return passiveInfinitive(t, g, end)
		case pastVerb(t, g.to, w) || participles[w]:
			if g.tense == present && perfectAux(t, g) {
				g.tense = past
			}
			g.to++
			return g
		case strings.HasSuffix(w, "ing"):
			g.to++
			return g
		default:
			if perfect && g.tense == present {
				g.tense = past
			}
			return g
		}
		g.to++
	}
	return g
}

// passiveInfinitive adds the participle to a group that ends with "to be": the signing of "is to be signed" is not past.
func passiveInfinitive(t *segment.Text, g group, end int) group {
	if be := t.Lower(g.to - 1); (be == "be" || be == "have") && g.to < end {
		if w := t.Lower(g.to); pastVerb(t, g.to, w) || participles[w] {
			g.to++
		}
	}
	return g
}

// perfectAux reports whether the group begins with have or has: a participle after it makes it past.
func perfectAux(t *segment.Text, g group) bool {
	switch t.Lower(g.from) {
	case "have", "has", "'ve":
		return true
	}
	return false
}

// infinitive reports whether token i can be the verb after "to".
func infinitive(t *segment.Text, i int) bool {
	w := t.Word(i)
	if w[0] < 'a' || w[0] > 'z' || len(w) < 2 {
		return false
	}
	if strings.HasSuffix(w, "ing") && !ingVerbs[w] || notVerbs[w] {
		return false
	}
	if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && w != "focus" {
		return false // a noun: "to shareholders"
	}
	return words[w].class == 0
}

// pastVerb reports whether w is a past form; after a determiner or before a noun an -ed form is an adjective.
func pastVerb(t *segment.Text, i int, w string) bool {
	if irregularPast[w] {
		return true
	}
	if len(w) < 4 || !strings.HasSuffix(w, "ed") || notPast[w] || t.Word(i) != w {
		return false
	}
	if i > 0 && determiners[t.Lower(i-1)] && t.Lower(i-1) != "that" || strings.HasPrefix(w, "un") && !undoing[w] {
		return false
	}
	return true
}

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

var auxiliaries = map[string]tense{
	"is": present, "are": present, "am": present, "'s": noTense, "'re": present, "'m": present, "has": present, "have": present, "'ve": present,
	"was": past, "were": past, "had": past, "did": past, "does": present, "do": present, "been": past,
}

var (
	planned     = wordSet("forecast booked expected scheduled due slated planned planning supposed likely set poised expects plans hopes intends prepares aims")
	intended    = wordSet("planned plan planning expected scheduled postponed delayed hoped intended agreed vowed promised decided prepared preparing threatened wants want hopes hope seeks needs aims intends intend plans means")
	adverbs     = wordSet("last also already never still now soon just even only once often yet recently later first so again all")
	determiners = wordSet("a an the its his her their our this that these those my your some any no")
	notVerbs    = wordSet(`the a an this that these those his her its their our my your him them it us me you which whom what who where when some any all
		both each no one be-all date more less at in on by from for of about
		death power court congress prison jail parliament town hospital people women men children police`)
	notPast       = wordSet("need feed speed seed bleed breed exceed proceed succeed indeed hundred embed wed red united united-states freed agreed-upon unprecedented so-called based aged alleged")
	undoing       = wordSet("united unveiled undermined unloaded unearthed uncovered unleashed unfolded unsettled")
	participles   = wordSet("been done gone seen taken given known shown written spoken broken chosen driven drawn fallen grown risen begun become come run")
	reportVerbs   = wordSet("said says told added announced reported wrote stated noted say tells report reports")
	presentVerbs  = wordSet("says say remains remain seems appears continues continue includes include shows show calls believes believe wants want needs need makes make gives takes goes comes stands faces")
	irregularPast = wordSet(`said told made went took came gave got saw knew thought found left felt began kept held brought wrote stood heard meant met ran paid sat
		spoke led grew lost fell sent built understood drew broke spent rose drove bought wore chose won sold caught fought taught sought swore threw flew
		struck shook dealt slept fled bore hid rode sang sank shot stole strode tore woke blew bled bred clung crept dug fed flung forbade forgave froze ground
		hung knelt laid lay lit lent ate drank did had was were became shrank slid spun stuck stung swept swung withdrew wept wound slew begun seen given taken
		known shown written broken chosen driven drawn fallen grown thrown flown stolen born sworn put cut hit set quit shut let spread cost hurt beat burst split
	arose awoke bent bit cast forgot forgave leapt mistook overcame overthrew oversaw rang rebuilt retook sprang strove swam undertook upheld withheld withstood
	foresaw overtook misled resold rewrote shone spat sped thrust shed`)
)
