package timex

import "strings"

// unit is a unit of the calendar or the clock, from short to long.
type unit int8

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	fortnight
	month
	quarter
	year
	decade
	century
	millennium
)

// class says what a word can be in a time expression; a word may be several things.
type class uint32

const (
	cNumber  class = 1 << iota // a number word: "eleven"
	cOrdinal                   // "third"
	cMonth
	cWeekday
	cUnit   // "week"
	cPlural // with cUnit: "weeks"
	cSeason
	cPart    // part of a day: "morning"
	cEdge    // "early", "late", "mid": a part of what follows
	cRel     // "last", "this", "next": where the unit after it lies
	cDet     // "the", "a"
	cDeictic // "today", "yesterday"
	cRef     // "now", "recently"
	cApprox  // "about", "nearly": how exact the number after it is
	cZone    // "GMT"
	cAdverb  // "daily", "annually": how often
	cExtra   // between number and unit: "more", "consecutive", "trading"
	cHundred // "hundred", "thousand"
	cVague   // "several", "few"
)

// word is what the table knows about a word. num is its number, month, ISO weekday, season or
// part of day, according to its class.
type word struct {
	class class
	num   int
	unit  unit
	value string // value, modifier or reference
}

var seasonNames = [...]string{"SP", "SU", "FA", "WI"}

// words is the table of all words that can be part of a time expression, in lower case.
var words = table()

func table() map[string]word {
	m := make(map[string]word, 400)
	add := func(s string, w word) {
		old := m[s]
		w.class |= old.class
		if w.num == 0 {
			w.num = old.num
		}
		if w.unit == noUnit {
			w.unit = old.unit
		}
		if w.value == "" {
			w.value = old.value
		}
		m[s] = w
	}
	addList := func(class class, first int, lines ...string) {
		for i, line := range lines {
			for w := range strings.FieldsSeq(line) {
				add(w, word{class: class, num: first + i})
			}
		}
	}
	addValues := func(class class, pairs ...string) {
		for i := 0; i+1 < len(pairs); i += 2 {
			for w := range strings.FieldsSeq(pairs[i]) {
				add(w, word{class: class, value: pairs[i+1]})
			}
		}
	}
	addNumbers(addList)
	addCalendar(add, addList)
	addRelations(addList, addValues)
	return m
}

func addNumbers(addList func(class, int, ...string)) {
	addList(cNumber, 0, "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
		"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
	for i, w := range []string{"twenty", "thirty", "forty forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		addList(cNumber, 20+10*i, w)
	}
	addList(cHundred, 100, "hundred")
	addList(cHundred, 1000, "thousand")
	addList(cOrdinal, 1, "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
		"twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
	addList(cOrdinal, 30, "thirtieth")
}

func addCalendar(add func(string, word), addList func(class, int, ...string)) {
	addList(cMonth, 1, "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.",
		"july jul jul.", "august aug aug.", "september sept sept. sep sep.", "october oct oct.", "november nov nov.", "december dec dec.")
	addList(cWeekday, 1, "monday mon.", "tuesday tue. tues tues.", "wednesday wed.", "thursday thu. thur. thurs thurs.",
		"friday fri.", "saturday sat.", "sunday sun.")
	addList(cWeekday|cPlural, 1, "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")
	addList(cSeason, 1, "spring springtime", "summer summertime", "autumn fall", "winter wintertime")
	addList(cSeason|cPlural, 1, "springs", "summers", "autumns", "winters")
	for i, names := range []string{
		second: "second", minute: "minute", hour: "hour", day: "day", weekend: "weekend", week: "week", fortnight: "fortnight",
		month: "month", quarter: "quarter", year: "year", decade: "decade", century: "century", millennium: "millennium",
	} {
		for w := range strings.FieldsSeq(names) {
			add(w, word{class: cUnit, unit: unit(i)})
			add(w+"s", word{class: cUnit | cPlural, unit: unit(i)})
		}
	}
	add("centuries", word{class: cUnit | cPlural, unit: century})
	add("millennia", word{class: cUnit | cPlural, unit: millennium})
	add("mins", word{class: cUnit | cPlural, unit: minute})
	add("hrs", word{class: cUnit | cPlural, unit: hour})
	add("yr", word{class: cUnit, unit: year})
	for _, p := range [][2]string{
		{"morning", "MO"},
		{"afternoon", "AF"},
		{"evening", "EV"},
		{"night", "NI"},
		{"nighttime", "NI"},
		{"dawn", "MO"},
		{"daybreak", "MO"},
		{"dusk", "EV"},
		{"sunset", "EV"},
		{"sunrise", "MO"},
		{"noon", "12:00"},
		{"midday", "12:00"},
		{"midnight", "24:00"},
		{"lunchtime", "MI"},
		{"overnight", "NI"},
	} {
		add(p[0], word{class: cPart, value: p[1]})
		add(p[0]+"s", word{class: cPart | cPlural, value: p[1]})
	}
}

func addRelations(addList func(class, int, ...string), addValues func(class, ...string)) {
	addList(cRel, -1, "last past previous preceding prior")
	addList(cRel, 0, "this current same that")
	addList(cRel, 1, "next coming upcoming following")
	addList(cDet, 0, "the a an its their his her our")
	addList(cDeictic, -1, "yesterday")
	addList(cDeictic, 1, "tomorrow")
	addList(cDeictic, 0, "today tonight")
	addList(cVague, 0, "several few many some couple dozens hundreds thousands countless numerous")
	addList(cExtra, 0, `more additional consecutive straight full trading business calendar working successive whole extra further long
		solid fiscal subsequent final school academic different difficult tough turbulent tumultuous legislative or brutal`)
	addValues(cEdge, "early", "START", "earlier", "START", "late", "END", "later", "END", "mid", "MID", "middle", "MID")
	addValues(cApprox, "about around roughly approximately circa some", "APPROX", "nearly almost", "LESS_THAN", "over", "MORE_THAN")
	addValues(cRef, "now currently presently nowadays current", "PRESENT_REF", "recently recent lately", "PAST_REF")
	addValues(cZone, "gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet eest msk ist jst", "ZONE")
	addValues(cAdverb, "hourly", "PT1H", "daily", "P1D", "nightly", "XXXX-XX-XXTNI", "weekly", "P1W", "biweekly fortnightly", "P2W", "monthly", "P1M",
		"bimonthly", "P2M", "quarterly", "P1Q", "annually yearly", "P1Y", "biannually", "P6M", "semiannually", "P6M")
}
