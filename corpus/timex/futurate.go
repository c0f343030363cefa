package timex

// What is on a programme is told in the present tense and lies ahead: "the trial begins Monday", "polls close at 8 p.m. Tuesday", "the deadline is
// Friday". Only verbs of beginning, ending, meeting and coming do so; other present verbs are as often those of captions
// ("Pupils march in Graz on Friday").

// futurate reports whether the words before item i are the present tense of a programme.
func (f *finder) futurate(i int) bool {
	const near = 9 // items between the verb and its date
	sent := f.items[i].sent
	for k := i - 1; k >= 0 && k > i-near && f.items[k].sent == sent; k-- {
		w := f.low(k)
		switch w {
		case ",", ";", ":", "—", "–", "that", "which", "who", "\"", "“", "”":
			return false
		case "is", "are":
			return f.onlyPrepositions(k+1, i)
		}
		if determiners[f.low(k-1)] || f.oneOf(k-1, "to", "did", "would", "could", "not") || f.items[k].upper && k > 0 && f.items[k-1].sent == sent {
			continue
		}
		if programmed[w] || phrased[w][f.low(k+1)] {
			return true
		}
		if (programmedPlural[w] || phrasedPlural[w][f.low(k+1)]) && plural(f.low(k-1)) {
			return true
		}
	}
	return false
}

// pastPlan reports whether item i is when something was meant to be, which may be over: "planned to open in January", "was due in May".
func (f *finder) pastPlan(i int) bool {
	g, ok := f.verbs.governing(f.items[i].token, f.items[i].sent)
	return ok && pastPlans[f.text.Lower(g.from)] && !f.futurate(i) && !f.deferred(i)
}

var pastPlans = wordSet("planned hoped intended was were had")

// demanded reports whether the verb before item i promises or asks for something, so that a deadline after it is ahead.
func (f *finder) demanded(i int) bool {
	g, ok := f.verbs.governing(f.items[i].token, f.items[i].sent)
	return ok && g.from < f.items[i].token && demanding[f.text.Lower(g.to-1)]
}

var demanding = wordSet("promised pledged vowed demanded ordered urged asked requested proposed sought wanted agreed threatened offered")

// done reports whether the verb right before item i is past, so that the day cannot be ahead: "announced on April 2".
func (f *finder) done(i int) bool {
	if f.low(i-1) != "on" || i < 2 {
		return false
	}
	v := f.items[i-2]
	g, ok := f.verbs.governing(f.items[i].token, f.items[i].sent)
	return ok && g.tense == past && g.to-1 == v.token && pastVerb(f.text, v.token, v.low) && !settling[v.low] && !planned[v.low] && !deferring[v.low] && !pending[v.low]
}

// pending are past forms after which "on" need not tell when it was: "agreed on April 2".
var pending = wordSet("agreed decided settled focused voted insisted counted planned based called set cast put begun taken held")

// directed reports whether item i is when somebody was told to do something: "was told to come back on Thursday".
func (f *finder) directed(i int) bool {
	g, ok := f.verbs.governing(f.items[i].token, f.items[i].sent)
	if !ok || g.from >= f.items[i].token || f.text.Lower(g.from) != "to" {
		return false
	}
	for k := g.from - 1; k >= 0 && k >= g.from-3; k-- {
		if w := f.text.Lower(k); directing[w] {
			return true
		}
	}
	return false
}

var directing = wordSet("told asked ordered urged invited instructed summoned advised warned expected allowed due wants want agreed")

// onlyPrepositions reports whether nothing but prepositions and articles stands among the items [from,to).
func (f *finder) onlyPrepositions(from, to int) bool {
	for k := from; k < to; k++ {
		if !f.oneOf(k, "on", "in", "at", "for", "the", "now", "only", "early", "late", "not", "until", "first", "second", "third", "last", "final", "week", "weekend", "days", "of", "end", "beginning", "middle", "start") {
			return false
		}
	}
	return true
}

// plural reports whether w can be the plural subject of a verb.
func plural(w string) bool {
	switch w {
	case "people", "men", "women", "police", "children", "they", "we", "both":
		return true
	}
	n := len(w)
	return n > 3 && w[n-1] == 's' && w[n-2] != 's' && w[n-2] != '\'' && w[n-2] != 'u' && w[n-2] != 'i'
}

var (
	programmed       = wordSet("begins opens expires resumes reopens convenes arrives departs concludes premieres starts ends meets closes returns matures lapses adjourns reconvenes")
	programmedPlural = wordSet("begin open expire resume reopen convene arrive depart conclude premiere start end meet close return mature lapse adjourn reconvene vote")

	// phrased are verbs that are so with the word after them only: "takes effect", "goes on sale".
	phrased = map[string]map[string]bool{
		"takes": wordSet("effect place office force over"), "comes": wordSet("into to due out"), "goes": wordSet("on into to before live"), "kicks": wordSet("off"),
		"gets": wordSet("underway under"), "falls": wordSet("due on"), "heads": wordSet("to"),
	}
	phrasedPlural = map[string]map[string]bool{
		"take": phrased["takes"], "come": phrased["comes"], "go": phrased["goes"], "kick": phrased["kicks"], "get": phrased["gets"], "fall": phrased["falls"], "head": phrased["heads"],
	}
)

// deferred reports whether item i is the day to which something was put off: "postponed to Thursday", "moved from April to June".
func (f *finder) deferred(i int) bool {
	if !f.oneOf(i-1, "to", "until", "till", "from") {
		return false
	}
	for k := i - 2; k >= 0 && k > i-7 && f.items[k].sent == f.items[i].sent; k-- {
		if deferring[f.low(k)] {
			return f.low(i-1) != "from" || f.items[i].is(cMonth) && f.low(i+1) == "to"
		}
		if f.oneOf(k, ",", ";", "and", "that") {
			return false
		}
	}
	return false
}

var deferring = wordSet("postponed postpone postpones postponing delayed delay rescheduled deferred adjourned moved pushed brought put shifted")
