package timex

// meetings are events with a setting, about which the next sentence may go on.
var meetings = wordSet(`meeting meetings talks summit call conversation hearing conference session ceremony debate interview briefing visit rally trial
	dinner lunch negotiations speech address press-conference gathering round vote`)

// dealings are what people do at them.
var dealings = wordSet(`pressed told asked urged warned offered discussed agreed raised proposed rejected insisted refused accepted presented showed handed signed
	demanded promised argued complained apologised apologized pledged called spoke met criticised criticized praised threatened suggested repeated added
	replied answered questioned confronted thanked greeted declared announced stressed reiterated`)

// carry puts the sentence after s on the day of a meeting that s tells of, where it goes on about what was
// done there and has no date of its own: "… during the Tuesday talks. Envoy Lindqvist pressed both sides to …".
func (e *entrist) carry(s int, d dated) {
	if d.Precision != precisionDay || e.dct.IsZero() || d.From.After(e.dct) || !e.setting(d) {
		return
	}
	next := s + 1
	if next >= len(e.text.Sentences) || next == e.nextDated || e.text.Paragraph(e.text.Sentences[s].Start) != e.text.Paragraph(e.text.Sentences[next].Start) {
		return
	}
	for _, c := range clausesOf(e.text, next, nil) {
		if c.tense != past || c.perfect || c.verb < 0 || c.to-c.from < 5 {
			continue
		}
		if !dealings[e.text.Lower(c.verb)] {
			return
		}
		d.Confidence = 0.6
		d.since = false
		e.clauses = []clause{c}
		e.add(d, c.from, c.to)
		return
	}
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
