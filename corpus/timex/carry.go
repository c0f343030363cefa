package timex

// meetings are events with a setting, about which the next sentence may go on.
var meetings = wordSet(`meeting meetings talks summit call conversation hearing conference session ceremony debate interview briefing visit rally trial
	dinner lunch negotiations speech address press-conference gathering round vote`)

// dealings are what people do at them.
var dealings = wordSet(`pressed told asked urged warned offered discussed agreed raised proposed rejected insisted refused accepted presented showed handed signed
	demanded promised argued complained apologised apologized pledged called spoke met criticised criticized praised threatened suggested repeated added
	replied answered questioned confronted thanked greeted declared announced stressed reiterated`)

// reach is over how many sentences a date is carried.
const reach = 5

// carry puts sentences after s, which have no date of their own, on the date d where they go on about the same: what was done
// at a meeting of that day ("… during the Tuesday talks. Envoy Lindqvist pressed both sides to …"), further words of who
// spoke then, and further figures of a period. What is told besides on the day of publication is not carried.
func (e *entrist) carry(s int, p piece, d dated) {
	if e.dct.IsZero() || d.From.IsZero() || d.To.IsZero() || d.Computed || d.since || d.From.After(e.dct) {
		return
	}
	meeting := d.Precision == precisionDay && e.setting(d)
	d.Confidence = 0.6
	for next := s + 1; next <= s+reach && next < len(e.text.Sentences) && next != e.nextDated; next++ {
		c, ok := e.carried(s, next, p.clause, meeting, d.To.Before(e.dct))
		if !ok {
			return
		}
		e.clauses = []clause{c}
		from, to := e.text.TokensIn(e.text.Sentences[next])
		d.Clause = spanOf(e.text, from, to)
		e.add(d, c.from, c.to)
		meeting = false
	}
}

// carried returns the clause of sentence next that goes on about what clause last of sentence s told.
func (e *entrist) carried(s, next int, last clause, meeting, earlier bool) (clause, bool) {
	t := e.text
	apart := t.Paragraph(t.Sentences[next].Start) - t.Paragraph(t.Sentences[s].Start)
	for _, c := range clausesOf(t, next, nil) {
		if c.tense != past || c.perfect || c.verb < 0 {
			continue
		}
		w := t.Lower(c.verb)
		switch {
		case meeting && apart == 0 && c.to-c.from >= 5 && dealings[w] && !t.Quoted(t.Tokens[c.verb].Start):
			return c, true
		case c.kind != plainClause:
			continue
		case e.speaks(c) && (e.speaks(last) || c.report && apart == 0) && apart <= 1 && e.sameSpeaker(s, c):
			return c, true
		case !earlier && !c.report:
			return c, false
		case e.changing(c) && last.verb >= 0 && (e.changing(last) || last.report || e.trading(last)) && apart == 0 && !e.ownPeriod(c):
			return c, true
		}
		if !c.report {
			return c, false
		}
	}
	return clause{}, false
}

// speaks reports whether somebody says or decides something in c.
func (e *entrist) speaks(c clause) bool {
	if c.verb < 0 {
		return false
	}
	w := e.text.Lower(c.verb)
	return c.report || dealings[w] || statements[w]
}

// statements are further verbs of those who speak for others.
var statements = wordSet(`declined ordered issued described condemned confirmed denied acknowledged admitted explained noted claimed predicted pointed concluded called
	vowed testified contended accused cautioned maintained recalled joked wrote`)

// speakers are those whom a text names by what they do.
var speakers = wordSet("spokesman spokeswoman spokesperson official officials police source sources statement minister president government company ministry department newspaper agency report letter court judge lawyer lawyers leaders authorities prosecutors aides")

// changes are verbs of figures, as business reports use them.
var changes = wordSet("rose fell declined gained advanced jumped climbed dropped slid increased decreased totaled totalled lost earned slipped soared tumbled plunged posted had")

// changing reports whether c tells how a figure moved: "rose 3 percent", "closed at 84".
func (e *entrist) changing(c clause) bool {
	w := e.text.Lower(c.verb)
	if !closing[w] {
		return changes[w]
	}
	for i := c.verb + 1; i < min(c.to, c.verb+3); i++ {
		switch e.text.Lower(i) {
		case "at", "up", "down", "off", "unchanged", "lower", "higher":
			return true
		}
	}
	return false
}

// trading reports whether c is about a day on an exchange: "to close at 84 in composite trading".
func (e *entrist) trading(c clause) bool {
	for i := c.from; i < c.to; i++ {
		if w := e.text.Lower(i); w == "trading" || w == "traded" {
			return true
		}
	}
	return false
}

// ownPeriod reports whether c begins with a period of its own, which need not be one that the text gives a date: "Through the first nine
// months, …".
func (e *entrist) ownPeriod(c clause) bool {
	for i := c.from; i < c.verb; i++ {
		if words[e.text.Lower(i)].class&cUnit != 0 {
			return true
		}
	}
	return false
}

// closing are verbs of figures only with what follows.
var closing = wordSet("closed ended finished traded opened settled")

// sameSpeaker reports whether the one who speaks in clause c is told by a pronoun, or by a name that stands in sentence s.
func (e *entrist) sameSpeaker(s int, c clause) bool {
	t := e.text
	const near = 4 // tokens between the verb and the name of who speaks
	for i := max(c.from, c.verb-near); i < min(c.to, c.verb+near); i++ {
		w := t.Lower(i)
		if pronouns[w] && abs(i-c.verb) <= 1 {
			return w == "he" || w == "she" || w == "they" || w == "it"
		}
		if speakers[w] && e.namedIn(s, w) {
			return true
		}
		if t.Word(i) != w && len(w) > 2 && i != c.verb && !determiners[w] && words[w].class == 0 && e.namedIn(s, t.Word(i)) {
			return true
		}
	}
	return false
}

// namedIn reports whether the capitalised word stands in sentence s, not at its start.
func (e *entrist) namedIn(s int, word string) bool {
	from, to := e.text.TokensIn(e.text.Sentences[s])
	for i := from + 1; i < to; i++ {
		if e.text.Word(i) == word {
			return true
		}
	}
	return false
}

// setting reports whether the date names when a meeting was: "during the Friday meeting", "at talks on Monday".
func (e *entrist) setting(d dated) bool {
	for k := d.first - 1; k >= 0 && k >= d.first-6; k-- {
		switch e.text.Lower(k) {
		case "during", "at", "in":
			for j := k + 1; j < len(e.text.Tokens) && j < d.last+3; j++ {
				if meetings[e.text.Lower(j)] {
					return true
				}
			}
			return false
		case ",", ".":
			return false
		}
	}
	return false
}
