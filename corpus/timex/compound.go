package timex

// beside matches a unit that is told by its place beside a date: "the day before last Tuesday", "the week of March 6", "the
// day after Christmas", "the year after the 2014 vote" being left alone.
func (f *finder) beside(i int) match {
	if f.low(i) != "the" || !f.item(i+1).is(cUnit) || f.item(i+1).is(cPlural) {
		return none
	}
	u := f.items[i+1].word.unit
	if u < day || u > year || u == weekend || u == quarter {
		return none
	}
	d := f.plainest(i + 3)
	if d.to == 0 && f.low(i+3) == "the" {
		d = f.plainest(i + 4)
	}
	if d.to == 0 || d.typ != tDate || d.at.grain == noGrain {
		return none
	}
	p := at(d.at.first, grainOf(u))
	switch f.low(i + 2) {
	case "of":
		if d.at.grain != gDay || u == day {
			return none
		}
	case "before":
		if d.at.grain != grainOf(u) {
			return none
		}
		p = p.shift(-1)
	case "after":
		if d.at.grain != grainOf(u) {
			return none
		}
		p = p.shift(1)
	default:
		return none
	}
	return datedAt(d.to, p)
}

// someDay matches "one day" where it means a time to come.
func (f *finder) someDay(i int) match {
	if f.oneOf(i, "one", "some") && f.low(i+1) == "day" && !f.item(i+1).hyphen && f.item(i+2).val < 0 &&
		!f.oneOf(i+2, "after", "before", "later", "earlier", "ago", "of", "in", "at") && (f.tense(i) == future || f.tense(i) == mayBe) {
		return match{to: i + 2, typ: tDate, value: "FUTURE_REF"}
	}
	return none
}

// dayRange matches the second day of "Oct. 3-5".
func (f *finder) dayRange(i int) match {
	it := f.item(i)
	if it.val < 2 || it.val > 31 || it.digits > 2 || it.suffix != "" || f.prev.at.grain != gDay || f.prev.typ != tDate {
		return none
	}
	joined := it.hyphen && f.prev.to == i || f.oneOf(i-1, "-", "–", "—", "through") && f.prev.to == i-1
	last := f.item(f.prev.to - 1)
	y, m, d := f.prev.at.first.Date()
	if !joined || last.val != d || f.item(f.prev.to-2).word.class&cMonth == 0 && !f.item(f.prev.to-2).is(cMonth) || it.val <= d {
		return none
	}
	if f.low(i+1) == "," && f.isYear(i+2) {
		y = f.items[i+2].val
	}
	return f.calendarDay(i+1, y, int(m), it.val)
}

// dayOfRange matches the first day d of "3-5 October 2025"; to is the item after it.
func (f *finder) dayOfRange(i, d, to int) match {
	j := to
	switch {
	case f.item(j).hyphen:
	case f.oneOf(j, "-", "–", "—", "to", "and"):
		j++
	default:
		return none
	}
	last := f.item(j)
	if last.val <= d || last.val > 31 || last.digits > 2 || !f.item(j+1).is(cMonth) || !f.item(j+1).upper {
		return none
	}
	m := f.monthDay(i, f.items[j+1].word.num, d, j+2)
	if m.to > 0 {
		m.to = to
	}
	return m
}

// nthWeekday matches "the first Monday in May", "the last Friday of August 2012".
func (f *finder) nthWeekday(i int) match {
	j := i
	if f.low(j) == "the" {
		j++
	}
	n := f.item(j).word.num
	if f.low(j) == "last" {
		n = -1
	} else if !f.item(j).is(cOrdinal) || n < 1 || n > 5 {
		return none
	}
	day := f.item(j + 1)
	if !day.is(cWeekday) || day.is(cPlural) || !f.oneOf(j+2, "in", "of") {
		return none
	}
	m := f.monthDate(j + 3)
	if m.to == 0 || m.at.grain != gMonth {
		return none
	}
	y, month, _ := m.at.first.Date()
	p := feast{by: byWeekday, month: int(month), nth: n, on: day.word.num}.in(y)
	if p.first.Month() != month {
		return none // no fifth one
	}
	return datedAt(m.to, p)
}
