package timex

import (
	"time"
)

// weekday matches "Friday", "Friday, Oct. 17", "last Friday night". A weekday is the latest such day up to
// and including the day of publication, unless tense or words point ahead.
func (f *finder) weekday(i int) match {
	it := f.item(i)
	if !it.is(cWeekday) || !it.upper && it.is(cPlural) {
		return none
	}
	if shortDays[it.low] && !f.item(i+1).is(cMonth) && f.item(i+1).low != "," && f.item(i+1).val < 0 && !f.oneOf(i-1, "on", "next", "last", "from", "to", "through", "until", "by", "since") {
		return none // "the Harbour Sun."
	}
	if f.low(i-1) == "super" || f.item(i+1).is(cPart) && f.item(i+1).upper && f.item(i+2).upper && f.item(i+2).word.class == 0 {
		return none // names: "Super Tuesday", "Saturday Night Live"
	}
	if f.item(i-1).upper && f.oneOf(i-1, "good", "black", "bloody", "ash", "palm", "shrove", "holy", "easter", "whit", "super", "cyber", "giving", "maundy") {
		return none
	}
	if p := f.item(i + 1); it.is(cPlural) || p.is(cPart) && p.is(cPlural) {
		m := match{to: i + 1, typ: tSet, value: "XXXX-WXX-" + digit(it.word.num)}
		if p.is(cPart) {
			m.to, m.value = i+2, m.value+partValue(p)
		}
		return m
	}
	if it.hyphen && !f.item(i-1).is(cEdge) {
		return none
	}
	j := i + 1
	if f.low(j) == "," {
		j++
	}
	if f.low(j) == "the" {
		j++
	}
	if m := f.monthDate(j); m.to > 0 && m.at.grain == gDay {
		m.at = f.onWeekday(j, m, it.word.num)
		m.value = f.withPart(&m)
		return m
	}
	if m := f.dayMonth(j); m.to > 0 && m.at.grain == gDay {
		m.value = f.withPart(&m)
		return m
	}
	m := match{to: i + 1, typ: tDate}
	if !f.known() {
		m.value = "XXXX-WXX-" + digit(it.word.num)
		if p := f.item(i + 1); p.is(cPart) && !p.is(cPlural) {
			m.to, m.typ, m.value = i+2, tTime, m.value+partValue(p)
		}
		return m
	}
	m.at = f.nearestWeekday(i, it.word.num)
	m.value = f.withPart(&m)
	return m
}

// shortDays are short names of weekdays that may be other words at the end of a sentence.
var shortDays = wordSet("sun. sat. wed. mon. fri. tue. thu.")

// nearestWeekday resolves a weekday without a date.
func (f *finder) nearestWeekday(i, weekday int) point {
	today := at(f.dct, gDay)
	if f.prev.to == i-1 && f.prev.to > 0 && f.prev.at.grain == gDay && f.oneOf(i-1, "to", "through", "-", "–") && f.items[f.prev.from].is(cWeekday) {
		return f.prev.at.shift((weekday - isoWeekday(f.prev.at.first) + 7) % 7) // the end of a range
	}
	back := (isoWeekday(f.dct) - weekday + 7) % 7
	if back == 0 {
		return today
	}
	if (f.tense(i) == future || f.directed(i)) && !f.oneOf(i-1, "since", "last") {
		return today.shift(7 - back)
	}
	return today.shift(-back)
}

// onWeekday chooses the year of a month and day so that it falls on the weekday that is told with it.
func (f *finder) onWeekday(i int, m match, weekday int) point {
	if isoWeekday(m.at.first) == weekday {
		return m.at
	}
	if hasYear(f, i, m) || !f.known() {
		return m.at
	}
	_, mo, d := m.at.first.Date()
	for _, dy := range []int{0, -1, 1} {
		y := f.dct.Year() + dy
		if validDay(y, int(mo), d) && isoWeekday(dayOf(y, int(mo), d)) == weekday {
			return point{dayOf(y, int(mo), d), gDay}
		}
	}
	return m.at
}

func hasYear(f *finder, from int, m match) bool {
	return f.item(m.to-1).digits == 4 && m.to-from > 1
}

// withPart adds the part of the day or the clock time that follows a date: "Friday night", "Nov. 9 at noon".
func (f *finder) withPart(m *match) string {
	p := f.item(m.to)
	if p.is(cPart) && !p.is(cPlural) && !p.hyphen && m.at.grain == gDay {
		m.to, m.typ = m.to+1, tTime
		return m.at.value() + partValue(p)
	}
	return m.at.value()
}

func partValue(p *item) string { return "T" + p.word.value }

func digit(n int) string { return string(rune('0' + n)) }

// monthDate matches what begins with a month: "October", "Oct. 17", "October 17, 2025", "October 2025", "October of last year".
func (f *finder) monthDate(i int) match {
	if !f.isMonth(i) {
		return none
	}
	month := f.items[i].word.num
	j := i + 1
	if f.low(j) == "." {
		j++
	}
	if d, to := f.dayNumber(j); to > j && !f.isYear(j) {
		return f.monthDay(i, month, d, to)
	}
	if y, to := f.yearAfter(j); to > j {
		return datedAt(to, point{dayOf(y, month, 1), gMonth})
	}
	if f.low(j) != "of" {
		j--
	}
	if f.oneOf(j+1, "last", "this", "next", "that") && f.low(j+2) == "year" && f.known() {
		y := f.dct.Year() + f.items[j+1].word.num
		if f.low(j+1) == "that" {
			y = f.anchor(j).first.Year()
		}
		return datedAt(j+3, point{dayOf(y, month, 1), gMonth})
	}
	if y := f.sharedYear(i + 1); y > 0 {
		return datedAt(i+1, point{dayOf(y, month, 1), gMonth})
	}
	if !f.known() {
		return match{to: i + 1, typ: tDate, value: "XXXX-" + two(month)}
	}
	return datedAt(i+1, f.nearestMonth(i, month))
}

func datedAt(to int, p point) match { return match{to: to, typ: tDate, value: p.value(), at: p} }

func two(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }

// dayNumber reads the day of a month: "17", "17th", "the 17th", "seventeenth".
func (f *finder) dayNumber(j int) (d, to int) {
	to = j
	if f.low(to) == "the" {
		to++
	}
	it := f.item(to)
	switch {
	case it.val >= 1 && it.val <= 31 && (it.suffix == "" && to == j || it.is(cOrdinal)) && it.digits <= 2:
		if p := f.item(to + 1); p.low == "%" || p.low == "percent" || p.low == ":" && !p.space && f.item(to+2).val >= 0 && !f.item(to+2).space {
			return 0, j
		}
		return it.val, to + 1
	case it.is(cOrdinal) && it.val < 0:
		n := it.word.num
		return n, to + 1
	case it.is(cNumber) && (it.word.num == 20 || it.word.num == 30) && f.item(to+1).is(cOrdinal) && f.item(to+1).word.num < 10:
		return it.word.num + f.item(to+1).word.num, to + 2
	}
	return 0, j
}

// monthDay completes "October 17" with the year it gives, shares, or implies.
func (f *finder) monthDay(i, month, d, to int) match {
	if d < 1 || d > 31 {
		return none
	}
	j := to
	if f.low(j) == "," {
		j++
	}
	if y, end := f.yearAfter(j); end > j {
		if !validDay(y, month, d) {
			return none
		}
		return datedAt(end, point{dayOf(y, month, d), gDay})
	}
	if y := f.sharedYear(to); y > 0 && validDay(y, month, d) {
		return datedAt(to, point{dayOf(y, month, d), gDay})
	}
	if !f.known() {
		return match{to: to, typ: tDate, value: "XXXX-" + two(month) + "-" + two(d)}
	}
	p, ok := f.nearestMonthDay(i, month, d)
	if !ok {
		return none
	}
	return datedAt(to, p)
}

// yearAfter reads the year that completes a date: "2025", "nineteen ninety-seven", "of 2025", "’25".
func (f *finder) yearAfter(j int) (y, to int) {
	k := j
	if f.low(k) == "of" || f.low(k) == "," && f.isYear(k+1) && f.item(k+1).space {
		k++
	}
	if f.isYear(k) {
		return f.items[k].val, k + 1
	}
	if y, to := f.spokenYear(k); to > k {
		return y, to
	}
	if f.oneOf(j, "last", "this", "next") && f.low(j+1) == "year" && f.known() {
		return f.dct.Year() + f.items[j].word.num, j + 2
	}
	return 0, j
}

// isYear reports whether item j is written like a year.
func (f *finder) isYear(j int) bool {
	it := f.item(j)
	return it.digits == 4 && it.suffix == "" && it.val >= 1000 && it.val < 2200
}

// sharedYear finds the year in "between May and July 2012" and "May 3 to June 5, 2012", seen from after the first date.
func (f *finder) sharedYear(j int) int {
	if !f.oneOf(j, "and", "to", "through", "until", "-", "–", "—", "or", ",") {
		return 0
	}
	k := j + 1
	if f.item(k).is(cMonth) {
		k++
	}
	if it := f.item(k); it.val >= 1 && it.val <= 31 && it.digits <= 2 {
		k++
	} else if k == j+1 {
		return 0
	}
	if f.low(k) == "," {
		k++
	}
	if f.isYear(k) {
		return f.items[k].val
	}
	return 0
}

// nearestMonth resolves a month without a year by the tense of the sentence.
func (f *finder) nearestMonth(i, month int) point {
	y, now, _ := f.dct.Date()
	diff := month - int(now)
	switch {
	case diff == 0:
	case f.oneOf(i-1, "last"):
		if diff >= 0 {
			y--
		}
	case f.oneOf(i-1, "next"):
		if diff <= 0 {
			y++
		}
	case f.tense(i) == future:
		if diff < 0 && (diff < -3 || !f.pastPlan(i)) {
			y++
		}
	case f.tense(i) == past:
		if diff > 0 {
			y--
		}
	case f.tense(i) == mayBe:
		if diff < -3 {
			y++
		}
	case diff > 3:
		y--
	case diff < -8:
		y++
	}
	return point{dayOf(y, month, 1), gMonth}
}

// nearestMonthDay resolves a month and day without a year.
func (f *finder) nearestMonthDay(i, month, d int) (point, bool) {
	y := f.dct.Year()
	if f.ref.grain == gDay && f.refAt == f.items[i].sent && f.ref.first.Year() != y && f.oneOf(i-1, "and", "to", "through", "until", ",") {
		y = f.ref.first.Year() // within a list of dates
	}
	if !validDay(y, month, d) {
		for _, near := range []int{y - 1, y + 1, y - 2, y + 2, y - 3, y + 3} {
			if validDay(near, month, d) {
				return point{dayOf(near, month, d), gDay}, true
			}
		}
		return point{}, false
	}
	t := dayOf(y, month, d)
	away := int(t.Sub(f.dct) / (24 * time.Hour))
	// A writer adds the year to a day that is about a year away, so the tense decides only further off.
	tense := f.tense(i)
	if away > 0 && determiners[f.low(i-1)] && (f.low(i-2) == "for" || f.low(i-2) == "of" && f.low(i-3) == "ahead") {
		tense = noTense // "sold tickets for the May 9 concert"
	}
	switch {
	case away > 0 && (f.lookBack || f.done(i)), away > 45 && tense == past, away > 100 && tense != future:
		y--
	case away < -120 && tense == future, away < -200 && tense != past, away < -14 && tense == future && !f.lookBack && f.sureAhead(i):
		y++
	}
	if !validDay(y, month, d) {
		return point{t, gDay}, true
	}
	return point{dayOf(y, month, d), gDay}, true
}

// dayMonth matches day before month: "17 October 2025", "the 17th of October", "17 Oct.".
func (f *finder) dayMonth(i int) match {
	j := i
	if f.low(j) == "the" {
		j++
	}
	it := f.item(j)
	if it.val < 1 && !it.is(cOrdinal) || it.hyphen && !f.item(j+1).hyphen && f.prev.to != i {
		return none
	}
	d, to := f.dayNumber(i)
	if to == i {
		return none
	}
	if m := f.dayOfRange(i, d, to); m.to > 0 {
		return m
	}
	if f.low(to) == "of" {
		to++
	}
	if !f.item(to).is(cMonth) || !f.item(to).upper || to > i+4 {
		return none
	}
	if f.low(to) == "may" && f.item(to+1).val < 0 && f.oneOf(to+1, "be", "have", "not") {
		return none
	}
	month := f.items[to].word.num
	to++
	return f.monthDay(i, month, d, to)
}
