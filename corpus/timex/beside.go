package timex

import "fmt"

// twoAway matches what lies two steps off: "the week before last", "the Friday before last", "the month after next".
func (f *finder) twoAway(i int) match {
	n := 0
	switch {
	case f.low(i) != "the" || !f.known():
		return none
	case f.low(i+2) == "before" && f.low(i+3) == "last":
		n = -2
	case f.low(i+2) == "after" && f.low(i+3) == "next":
		n = 2
	default:
		return none
	}
	it := f.item(i + 1)
	switch {
	case it.is(cWeekday) && !it.is(cPlural):
		p := f.weekdayBy(it.word.num, n < 0)
		return datedAt(i+4, p.shift(7*(n-n/2)))
	case it.is(cUnit) && !it.is(cPlural) && it.word.unit >= weekend && it.word.unit <= year:
		return datedAt(i+4, at(f.dct, grainOf(it.word.unit)).shift(n))
	}
	return none
}

// weekdayBy is the latest such weekday before the day of publication, or the first after it.
func (f *finder) weekdayBy(weekday int, before bool) point {
	back := (isoWeekday(f.dct) - weekday + 7) % 7
	if before && back == 0 {
		back = 7
	}
	if !before {
		back -= 7
	}
	return at(f.dct, gDay).shift(-back)
}

// partOfMonth matches a part of a month that is told by its weeks: "the first week of May", "the last weekend in June 2024".
func (f *finder) partOfMonth(i int) match {
	j := i
	if f.low(j) == "the" {
		j++
	}
	mod := partsOfMonth[f.low(j)]
	if mod == "" || !f.oneOf(j+1, "week", "weekend", "days", "weeks", "fortnight") || !f.oneOf(j+2, "of", "in") {
		return none
	}
	m := f.monthDate(j + 3)
	if m.to == 0 || m.at.grain != gMonth {
		return none
	}
	m.mod = mod
	return m
}

var partsOfMonth = map[string]string{"first": "START", "opening": "START", "early": "START", "second": "MID", "third": "MID", "fourth": "END", "last": "END", "final": "END", "closing": "END"}

// dayOfMonth matches a day of the month that runs or of one beside it: "the 20th of this month".
func (f *finder) dayOfMonth(i int) match {
	j := i
	if f.low(j) == "the" {
		j++
	}
	it := f.item(j)
	if !f.known() || it.val < 1 || it.val > 31 || !it.is(cOrdinal) || f.low(j+1) != "of" || !f.oneOf(j+2, "this", "next", "last") || f.low(j+3) != "month" {
		return none
	}
	y, month, _ := at(f.dct, gMonth).shift(f.items[j+2].word.num).first.Date()
	return f.calendarDay(j+4, y, int(month), it.val)
}

// weekFrom matches a day told by the weeks between: "a week ago Monday", "two weeks from Friday", "a week on Tuesday", "Monday week".
func (f *finder) weekFrom(i int) match {
	if !f.known() {
		return none
	}
	if it := f.item(i); it.is(cWeekday) && !it.is(cPlural) && f.low(i+1) == "week" && !f.item(i+1).upper && (f.item(i+2).low == "" || trimmed[f.low(i+2)] || f.oneOf(i+2, "in", "at", "to", "and", "when")) {
		return datedAt(i+2, f.weekdayBy(it.word.num, false).shift(7))
	}
	q, ok := f.quantity(i)
	if !ok || q.vague || q.half || q.n > 52 || !f.item(q.to).is(cUnit) {
		return none
	}
	j := q.to + 1
	if m := f.agoToday(q, j); m.to > 0 {
		return m
	}
	if f.item(q.to).word.unit != week {
		return none
	}
	ahead := f.oneOf(j, "from", "on")
	if !ahead && f.low(j) != "ago" {
		return none
	}
	j++
	if f.low(j) == "last" || f.low(j) == "this" || f.low(j) == "on" {
		j++
	}
	it := f.item(j)
	if !it.is(cWeekday) || it.is(cPlural) || f.item(j+1).is(cMonth) {
		return none
	}
	if ahead {
		return datedAt(j+1, f.weekdayBy(it.word.num, false).shift(7*q.n))
	}
	return datedAt(j+1, f.weekdayBy(it.word.num, true).shift(-7*q.n))
}

// agoToday matches what follows a length q of whole weeks, months or years and makes it a day: "a week ago today", "ten years ago tomorrow".
func (f *finder) agoToday(q quantity, j int) match {
	it := f.item(j + 1)
	if f.low(j) != "ago" || !it.is(cDeictic) || it.low == "tonight" {
		return none
	}
	day := f.dct.AddDate(0, 0, it.word.num)
	switch f.item(q.to).word.unit {
	case week:
		day = day.AddDate(0, 0, -7*q.n)
	case month:
		day = day.AddDate(0, -q.n, 0)
	case year:
		day = day.AddDate(-q.n, 0, 0)
	default:
		return none
	}
	if day.Year() < 1 {
		return none
	}
	return datedAt(j+2, point{day, gDay})
}

// dayOfWeek matches a weekday with its week: "Monday last week", "Tuesday of next week", "last week on Friday".
func (f *finder) dayOfWeek(i int) match {
	if !f.known() {
		return none
	}
	at1, day := i, i // of the week's word and of the weekday
	to := 0
	if it := f.item(i); it.is(cWeekday) && !it.is(cPlural) && it.upper {
		if at1 = i + 1; f.low(at1) == "of" || f.low(at1) == "," {
			at1++
		}
		to = at1 + 2
	} else {
		if day = i + 2; f.low(day) == "on" {
			day++
		}
		to = day + 1
	}
	it := f.item(day)
	if !f.oneOf(at1, "last", "this", "next") || f.low(at1+1) != "week" || f.item(at1+1).hyphen || !it.is(cWeekday) || it.is(cPlural) || !it.upper || f.item(day+1).is(cMonth) {
		return none
	}
	monday := at(f.dct, gDay).shift(1 - isoWeekday(f.dct))
	return datedAt(to, monday.shift(7*f.items[at1].word.num+it.word.num-1))
}

// ancient matches years that are told with their era: "44 BC", "AD 79". Before Christ there is a value, but no place in the calendar.
func (f *finder) ancient(i int) match {
	switch it := f.item(i); {
	case f.oneOf(i, "ad", "a.d.", "a.d") && it.upper && f.item(i+1).val > 0 && f.item(i+1).val < 2100 && f.item(i+1).suffix == "":
		return datedAt(i+2, point{dayOf(f.items[i+1].val, 1, 1), gYear})
	case it.val < 1 || it.val > 9999 || it.suffix != "" || it.hyphen || !f.item(i+1).upper:
		return none
	case beforeChrist[f.low(i+1)]:
		return match{to: i + 2, typ: tDate, value: fmt.Sprintf("BC%04d", it.val)}
	case f.oneOf(i+1, "ad", "a.d.", "a.d", "ce", "c.e.") && it.val < 2100:
		return datedAt(i+2, point{dayOf(it.val, 1, 1), gYear})
	}
	return none
}

var beforeChrist = wordSet("bc b.c. b.c bce b.c.e. b.c.e")
