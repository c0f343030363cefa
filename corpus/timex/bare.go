package timex

// deictic matches "today", "yesterday morning", "tomorrow".
func (f *finder) deictic(i int) match {
	it := f.item(i)
	if !it.is(cDeictic) {
		return none
	}
	if it.upper && i > 0 && f.item(i-1).upper && f.item(i-1).sent == it.sent && !f.item(i+1).upper && it.space {
		return none // part of a name: "Harbour Today"
	}
	m := match{to: i + 1, typ: tDate}
	if it.low == "tonight" {
		m.typ = tTime
	}
	if !f.known() {
		m.value = "XXXX-XX-XX"
		if m.typ == tTime {
			m.value += "TNI"
		}
		return m
	}
	m.at = at(f.dct, gDay).shift(it.word.num)
	if m.typ == tTime {
		m.value = m.at.value() + "TNI"
		return m
	}
	m.value = f.withPart(&m)
	return m
}

// part matches a part of the day that stands alone: "the morning", "noon", "midnight", "overnight".
func (f *finder) part(i int) match {
	j := i
	if f.low(j) == "the" {
		j++
	}
	it := f.item(j)
	if !it.is(cPart) || it.is(cPlural) || it.hyphen || f.item(j+1).hyphen || it.upper && j == i && f.item(i+1).upper {
		return none
	}
	if it.low == "noon" && f.low(i-1) == "high" {
		return none
	}
	if f.low(j+1) == "of" && j > i {
		if d := f.plainDate(j + 2); d.to > 0 && d.at.grain == gDay {
			return match{to: d.to, typ: tTime, value: d.at.value() + partValue(it), at: d.at}
		}
	}
	clock := it.low == "noon" || it.low == "midday" || it.low == "midnight"
	if j == i && !clock && it.low != "overnight" {
		return none
	}
	if j > i && !clock && !f.oneOf(i-1, "in", "during", "through", "into", "for") {
		return none
	}
	if it.low == "overnight" && !f.oneOf(j+1, ",", ".", "and", "in", "on", "by", "at", "as", "after") {
		return none
	}
	m := match{to: j + 1, typ: tTime}
	base := f.anchor(i)
	if clock {
		if d := f.plainDate(j + 1); d.to > 0 && d.at.grain == gDay {
			base, m.to = d.at, d.to
		}
	}
	if base.grain != gDay {
		if !f.known() || base.grain != noGrain {
			base = point{}
		}
		m.value = "XXXX-XX-XX" + partValue(it)
		if f.known() {
			base = at(f.dct, gDay)
		}
	}
	if base.grain == gDay {
		m.at = base
		m.value = base.value() + partValue(it)
	}
	return m
}

// plainDate matches a date that may follow a time of day: "Wednesday", "Nov. 9", "yesterday".
func (f *finder) plainDate(i int) match {
	j := i
	if f.low(j) == "," || f.low(j) == "on" {
		j++
	}
	best := none
	for _, r := range []rule{(*finder).weekday, (*finder).monthDate, (*finder).dayMonth, (*finder).deictic} {
		if m := r(f, j); m.to > best.to && m.typ == tDate {
			best = m
		}
	}
	return best
}

// ordinalUnit matches the unit that a text speaks of: "the quarter", "the year", "the weekend", "year-end", "the year-ago period".
func (f *finder) ordinalUnit(i int) match {
	if m := f.yearAgo(i); m.to > 0 {
		return m
	}
	if m := f.yearEnd(i); m.to > 0 {
		return m
	}
	to := i + 2
	if f.oneOf(i+1, "fiscal", "calendar") && f.low(i+2) == "year" {
		to++
	}
	it := f.item(to - 1)
	if f.low(i) != "the" || !it.is(cUnit) || it.is(cPlural) || it.hyphen || f.item(to).hyphen {
		return none
	}
	switch it.word.unit {
	case weekend:
		if !f.known() {
			return match{to: to, typ: tDate, value: "XXXX-WXX-WE"}
		}
		if f.tense(i) == future {
			return datedAt(to, at(f.dct, gWeekend))
		}
		return datedAt(to, f.lastWeekend())
	case quarter:
		if f.low(to) == "a" && f.low(to+1) == "year" && f.oneOf(to+2, "ago", "earlier") && f.known() {
			return datedAt(to+3, f.quarterSpokenOf(i).shift(-4))
		}
		if f.fiscal.grain == gQuarter && f.items[i].sent-f.fiscalAt <= 5 {
			return datedAt(to, f.fiscal)
		}
		if f.known() && !f.oneOf(to, "of", "final") {
			return datedAt(to, at(f.dct, gQuarter).shift(-1))
		}
	case week, month, year:
		if f.oneOf(to, "ended", "ending", "to", "through", "until") && f.item(to+1).is(cMonth) && it.word.unit == year {
			return match{to: to, typ: tDuration, value: "P1Y"}
		}
		if f.oneOf(to, "of", "that", "when", "after", "before", "since") && it.word.unit != year {
			return none
		}
		if !f.known() {
			return match{to: to, typ: tDate, value: unknownUnit(it.word.unit)}
		}
		base := at(f.dct, gDay)
		if f.ref.grain != noGrain && (f.refAt == f.items[i].sent || f.items[i].sent-f.refAt <= 2 && f.pluperfect(i)) && f.ref.grain <= grainOf(it.word.unit) {
			base = f.ref
		}
		return datedAt(to, at(base.first, grainOf(it.word.unit)))
	}
	return none
}

// pluperfect reports whether what is told at item i had been by then: "By the end of the week, 4,000 had died".
func (f *finder) pluperfect(i int) bool {
	g, ok := f.verbs.governing(f.items[i].token, f.items[i].sent)
	return ok && g.tense == past && f.text.Lower(g.from) == "had"
}

// quarterSpokenOf is the quarter named nearby, else the last full one.
func (f *finder) quarterSpokenOf(i int) point {
	if f.fiscal.grain == gQuarter && f.items[i].sent-f.fiscalAt <= 5 {
		return f.fiscal
	}
	return at(f.dct, gQuarter).shift(-1)
}

// yearAgo matches "year-ago", "the year-earlier quarter", "the year-ago period".
func (f *finder) yearAgo(i int) match {
	j := i
	if f.low(j) == "the" || f.low(j) == "a" {
		j++
	}
	if f.low(j) != "year" || !f.item(j+1).hyphen || !f.oneOf(j+1, "ago", "earlier") || !f.known() {
		return none
	}
	if f.low(i) == "a" {
		return none
	}
	m := match{to: j + 2, typ: tDate}
	p := at(f.dct, gYear).shift(-1)
	if f.fiscal.grain == gQuarter {
		p = f.fiscal.shift(-4)
	}
	switch {
	case f.oneOf(m.to, "period", "quarter"):
		m.to++
	case f.item(m.to).is(cOrdinal) && f.low(m.to+1) == "quarter":
		p = point{dayOf(f.dct.Year()-1, 3*f.items[m.to].word.num-2, 1), gQuarter}
		m.to += 2
	default:
		if j > i {
			return none // the words without "the" are the expression
		}
	}
	return datedAt(m.to, p)
}

// yearEnd matches "year-end", "year end" and "year's end".
func (f *finder) yearEnd(i int) match {
	if !f.oneOf(i, "year", "month") || !f.known() {
		return none
	}
	j := i + 1
	if f.low(j) == "'s" {
		j++
	}
	if f.low(j) != "end" {
		return none
	}
	m := datedAt(j+1, at(f.dct, grainOf(f.items[i].word.unit)))
	m.mod = "END"
	return m
}
