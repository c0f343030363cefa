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
