package timex

import "strings"

// duration matches a number of units and what makes a date of them: "11 years", "the past two weeks", "four
// years ago", "two days before the vote". Ages are none.
func (f *finder) duration(i int) match {
	if m := f.someDay(i); m.to > 0 {
		return m
	}
	if m := f.partOfCentury(i); m.to > 0 {
		return m
	}
	j, rel := f.determiner(i)
	if f.oneOf(j, "about", "nearly", "almost", "roughly", "some", "around") && j > i {
		j++
	}
	q, ok := f.quantity(j)
	if !ok || rel != "" && f.oneOf(j, "a", "an") || rel == "" && f.low(i) == "this" {
		return none
	}
	j = q.to
	for n := 0; n < 3 && f.extra(j); n++ {
		j++
	}
	it := f.item(j)
	if !it.is(cUnit) || !f.unitFits(i, j, q) {
		return none
	}
	u := it.word.unit
	m := match{to: j + 1, typ: tDuration, mod: q.mod}
	if f.low(j+1) == "old" && f.item(j+1).hyphen {
		m.to++
	}
	if f.isAge(j) || it.hyphen && (f.oneOf(i, "the", "its", "their", "his", "her", "our", "a", "an") || j > i+6) {
		return none // "the eight-year war": the article belongs to the noun
	}
	if f.low(j+1) == "or" && (f.oneOf(j+2, "so", "two", "more") || f.item(j+2).is(cNumber)) && !f.item(j+3).is(cUnit) {
		m.to = j + 3
		if f.low(j+2) == "so" {
			m.mod = "APPROX"
		}
	}
	if !q.vague && f.low(j+1) == "and" && f.oneOf(j+2, "a", "one") && f.low(j+3) == "half" {
		q.half, m.to = true, j+4
	}
	m.value = durationValue(q, u)
	if d := f.shifted(m, q, u); d.to > 0 {
		return d
	}
	if rel == "" && f.rate(i, q) {
		return none // "$3 million a year"
	}
	if q.single && !f.lasting(i, j, rel) {
		return none
	}
	return m
}

// determiner reads "the", "the past", "these last", "each of the past" and returns the relation.
func (f *finder) determiner(i int) (j int, rel string) {
	j = i
	if f.oneOf(j, "each", "all", "any") && f.low(j+1) == "of" {
		j += 2
	}
	if f.oneOf(j, "the", "these", "those", "his", "her", "its", "their", "this", "our") {
		j++
	}
	switch f.low(j) {
	case "past", "last", "next", "coming", "previous", "preceding", "following", "first", "final", "prior", "latest", "initial", "opening", "remaining":
		return j + 1, f.low(j)
	}
	return j, ""
}

// extra reports whether item j may stand between a number and its unit: "more", "consecutive", "trading".
func (f *finder) extra(j int) bool {
	it := f.item(j)
	return it.is(cExtra) || it.low == "-" && !it.space
}

// unitFits tells units from other uses of their words: "a second term", "three quarters of voters".
func (f *finder) unitFits(i, j int, q quantity) bool {
	it := f.item(j)
	if q.vague && !it.is(cPlural) && !it.hyphen || f.isYear(q.to-1) && !it.is(cPlural) {
		return false // "several weekend rallies", "2015 fiscal year"
	}
	switch it.word.unit {
	case second:
		return it.is(cPlural) || it.hyphen && f.items[j-1].val >= 0
	case quarter:
		return it.is(cPlural) && f.low(j+1) != "of" && !it.hyphen && (f.low(j-1) != "three" || i+1 < q.to)
	case year:
		if q.single && f.oneOf(j-1, "fiscal", "calendar", "school", "academic") {
			return false
		}
	case minute, hour, day:
		if q.single && f.oneOf(i, "a", "an") && f.oneOf(j+1, "of") && it.word.unit == minute {
			return false
		}
	}
	if it.is(cPlural) && q.single && f.low(i) == "a" && q.to == i+1 {
		return false
	}
	return true
}

// isAge reports whether the unit at j belongs to an age: "44-year-old", "5 years old", "at 30 years of age".
func (f *finder) isAge(j int) bool {
	if f.low(j+1) == "old" && f.item(j+1).hyphen && lastingThings[f.low(j+2)] {
		return false // "the eight-year-old war"
	}
	if f.oneOf(j+1, "old", "olds") || f.low(j+1) == "of" && f.low(j+2) == "age" {
		return true
	}
	return f.oneOf(j+1, "older", "younger")
}

// lastingThings are what is of so many years without having an age as people have.
var lastingThings = wordSet(`war conflict truce ceasefire cease-fire dispute slump ban embargo law policy feud tradition campaign insurgency strike deal
	agreement treaty pact row standoff crisis drought rebellion uprising siege blockade rivalry programme program project record relationship government`)

// rate reports whether "a year" says per what: "$2 million a year", "three flights a week".
func (f *finder) rate(i int, q quantity) bool {
	if !q.single || !f.oneOf(i, "a", "an") || q.to != i+1 {
		return false
	}
	p := f.item(i - 1)
	switch {
	case p.val >= 0, p.low == "million", p.low == "billion", p.low == "thousand", p.low == "trillion", p.low == "%", p.low == "percent",
		p.low == "cents", p.low == "dollars", p.low == "euros", p.low == "pounds", p.low == "times", p.low == "twice", p.low == "once", p.low == "share":
		return true
	}
	return strings.HasSuffix(p.low, "s") && (f.item(i-2).val >= 0 || f.item(i-2).is(cNumber) || f.item(i-3).val >= 0)
}

// lasting reports whether one unit is a length of time ("for a year", "a month in prison") and not an
// article before something else ("a day care").
func (f *finder) lasting(i, j int, rel string) bool {
	if rel != "" || f.low(i) == "one" || f.items[j].hyphen {
		return true
	}
	if f.items[j].word.unit <= hour {
		return true
	}
	switch f.low(i - 1) {
	case "for", "in", "within", "after", "about", "than", "over", "nearly", "almost", "least", "during", "lasted", "took", "takes", "take",
		"last", "spent", "spend", "spending", "just", "only", "under", "half", "to", "following", "through", "every", "from", "around",
		"half-", "until", "of", "and", "by", "be", "waited", "lasting", "wait", "been", "not":
		return true
	}
	switch f.low(j + 1) {
	case "after", "before", "since", "ago", "later", "earlier", "in", "of", "or", ",", ".", "to", "long", "and", "from":
		return true
	}
	return false
}

// shifted reads what turns a length into a date: "ago", "earlier", "later", "from now", "before Friday".
func (f *finder) shifted(m match, q quantity, u unit) match {
	j := m.to
	sign := 0
	if f.item(j).hyphen {
		return none
	}
	to := j + 1
	narrative := false
	switch f.low(j) {
	case "ago":
		sign = -1
	case "earlier", "previously":
		if f.low(j+1) == "than" {
			return none // "four months earlier than planned"
		}
		sign, narrative = -1, true
	case "before":
		if f.oneOf(j+1, ",", ".", ")", ";") {
			sign, narrative = -1, true
		}
	case "later", "afterward", "afterwards":
		if f.low(j+1) == "than" {
			return none
		}
		sign, narrative = 1, true
	case "hence":
		sign = 1
	case "from":
		if f.low(j+1) == "now" || f.low(j+1) == "today" {
			sign, to = 1, j+2
		}
	}
	if sign == 0 {
		return none
	}
	m.to, m.typ = to, tDate
	base := point{}
	if f.known() {
		base = at(f.dct, gDay)
	}
	if narrative {
		base = f.anchor(j)
		if f.ref.grain == noGrain && sign > 0 {
			m.typ, m.to = tDuration, j
			return m
		}
	}
	if q.vague || base.grain == noGrain || u <= hour || q.half && q.n == 0 && monthsIn[u] == 0 {
		return f.vaguelyShifted(m, q, u, sign, j)
	}
	m.at = f.displace(base, q, u, sign, narrative, j)
	if v := m.at.value(); v != "" {
		m.value = v
	}
	return m
}

// vaguelyShifted gives dates such as "months ago" and "hours later" a value: the length is told, the date is not.
func (f *finder) vaguelyShifted(m match, q quantity, u unit, sign, j int) match {
	m.at = point{}
	switch {
	case q.vague && sign < 0 && f.low(j) == "ago":
		m.typ, m.value = tDate, "PAST_REF"
	case u <= hour:
		m.typ = tDuration
		if sign > 0 {
			m.to = j
		}
	default:
		m.typ = tDuration
		if sign > 0 {
			m.to = j
		}
	}
	return m
}

// displace moves base by q units. The result is as exact as the unit, or as base where that is a longer stretch.
func (f *finder) displace(base point, q quantity, u unit, sign int, narrative bool, j int) point {
	g := grainOf(u)
	if q.half {
		if months := monthsIn[u]; months > 0 {
			return at(at(base.first, gMonth).shift(sign*(q.n*months+months/2)).first, gYear)
		}
	}
	n := sign * q.n
	if u == fortnight {
		n *= 2
	}
	if u == decade && q.n != 0 {
		g, n = gYear, n*10
	}
	if u == century {
		g, n = gYear, n*100
	}
	yearly := u == year && q.n == 1
	near := f.item(j).sent-f.refAt <= 1
	if narrative && base.grain == gMonth && f.refAt != f.item(j).sent {
		return at(base.first, g).shift(n)
	}
	if yearly && sign < 0 && f.fiscal.grain == gQuarter && f.ref.grain == gQuarter && near {
		return f.fiscal.shift(-4)
	}
	if narrative && u == year && (base.grain == gQuarter || base.grain == gMonth) && yearly {
		return point{base.first.AddDate(n, 0, 0), base.grain}
	}
	if u == week && q.n == 1 && base.grain == gDay {
		return base.shift(7 * n)
	}
	if base.grain > g && narrative {
		return base
	}
	return at(base.first, g).shift(n)
}

// monthsIn is the number of months in a unit of which a half is told.
var monthsIn = map[unit]int{year: 12, decade: 120}

// units matches units without a number: "for months", "the years", "coming weeks", "recent days", "weeks ago".
func (f *finder) units(i int) match {
	j := i
	if f.low(j) == "the" || f.oneOf(j, "these", "those") {
		j++
	}
	rel := ""
	if f.oneOf(j, "past", "last", "next", "coming", "recent", "previous", "preceding", "following", "first", "early", "final", "future", "subsequent", "ensuing", "intervening", "upcoming") {
		rel = f.low(j)
		j++
	}
	it := f.item(j)
	if !it.is(cUnit) || !it.is(cPlural) || it.word.unit < hour && (rel == "" && !f.oneOf(i-1, "for", "within", "in")) {
		return none
	}
	if it.word.unit == quarter && rel == "" || it.word.unit == hour && rel == "" && !f.oneOf(i-1, "for", "within", "in", "after", "of") || f.isAge(j) {
		return none
	}
	if it.hyphen && rel == "" {
		return none
	}
	m := match{to: j + 1, typ: tDuration, value: durationValue(quantity{vague: true}, it.word.unit)}
	switch {
	case f.low(j+1) == "ahead" || f.low(j+1) == "to" && f.low(j+2) == "come":
		m.to = j + 2
		if f.low(j+1) == "to" {
			m.to++
		}
	case f.low(i) == "these" && it.word.unit == day:
		return match{to: j + 1, typ: tDate, value: "PRESENT_REF"}
	case f.low(j+1) == "ago":
		return match{to: j + 2, typ: tDate, value: "PAST_REF"}
	case rel == "future":
		return match{to: j + 1, typ: tDate, value: "FUTURE_REF"}
	}
	return m
}

// partOfCentury matches "a quarter-century", "a quarter of a century", "a half-century ago", "half a century" being a quantity.
func (f *finder) partOfCentury(i int) match {
	j := i
	if f.oneOf(j, "a", "the", "last", "past", "one") {
		j++
	}
	years := map[string]int{"quarter": 25, "half": 50}[f.low(j)]
	if years == 0 {
		return none
	}
	j++
	if f.low(j) == "of" && f.low(j+1) == "a" {
		j += 2
	} else if f.low(j) == "a" && j == i+1 {
		j++ // "half a century"
	}
	if f.low(j) != "century" || f.oneOf(j+1, "old") {
		return none
	}
	q := quantity{n: years, to: j + 1}
	m := match{to: j + 1, typ: tDuration, value: durationValue(q, year)}
	if d := f.shifted(m, q, year); d.to > 0 {
		return d
	}
	return m
}
