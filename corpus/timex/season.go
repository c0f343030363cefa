package timex

// season matches "summer 2012", "the winter of 1994", "this fall" being left to relative; alone only after "the" or "in".
func (f *finder) season(i int) match {
	j := i
	if f.low(j) == "the" || f.low(j) == "another" {
		j++
	}
	if f.low(i) == "another" && !f.item(j).is(cSeason) && f.item(j+1).is(cSeason) {
		j++ // "another harsh winter"
	}
	it := f.item(j)
	if !it.is(cSeason) || it.is(cPlural) || it.hyphen || it.upper && f.item(j+1).upper && !f.item(j+1).is(cUnit) {
		return none
	}
	m := f.seasonAt(j)
	if hasYear(f, j, m) {
		return m
	}
	if it.low == "fall" || it.low == "spring" {
		if !f.oneOf(j-1, "the", "in", "by", "last", "this", "next", "each", "until", "since", "early", "late") || f.low(j+1) == "of" || j > i && !f.oneOf(i-1, "in", "during", "by", "until", "since", "for", "of") {
			return none
		}
	}
	return m
}

// seasonAt resolves the season at item j, with the year that may follow it.
func (f *finder) seasonAt(j int) match {
	s := f.items[j].word.num
	if y, to := f.yearAfter(j + 1); to > j+1 {
		return datedAt(to, point{dayOf(y, 3*s, 1), gSeason})
	}
	if !f.known() {
		return match{to: j + 1, typ: tDate, value: "XXXX-" + seasonNames[s-1]}
	}
	y := f.dct.Year()
	p := point{dayOf(y, 3*s, 1), gSeason}
	switch f.tense(j) {
	case past:
		if p.first.After(f.dct) {
			p = point{dayOf(y-1, 3*s, 1), gSeason}
		}
	case future:
		if p.last().Before(f.dct) {
			p = point{dayOf(y+1, 3*s, 1), gSeason}
		}
	default:
		if p.last().Before(f.dct.AddDate(0, -9, 0)) {
			p = point{dayOf(y+1, 3*s, 1), gSeason}
		}
	}
	return datedAt(j+1, p)
}

// quarter matches "the third quarter of 1990", "third-quarter", "Q3 2024", "the first half", "the first nine months of".
func (f *finder) quarter(i int) match {
	j := i
	if f.low(j) == "the" {
		j++
	}
	year, hasYear := 0, false
	if f.isYear(j) {
		year, hasYear = f.items[j].val, true
		j++
	}
	if f.low(j) == "fiscal" {
		j++
		if f.isYear(j) {
			year, hasYear = f.items[j].val, true
			j++
		}
		if f.low(j) == "year" {
			j++
		}
	}
	n, half, to := f.quarterName(j)
	if f.low(i) == "the" && f.item(to-1).hyphen {
		return none // the article belongs to the noun: "the third-quarter loss"
	}
	if to == j {
		if hasYear && j > i && f.oneOf(j, "quarter", "period") && f.fiscal.grain == gQuarter && f.low(i) == "the" {
			_, m, _ := f.fiscal.first.Date()
			p := point{dayOf(year, int(m), 1), gQuarter}
			if f.low(j) == "period" {
				p = point{dayOf(year, 1, 1), gYear}
			}
			return datedAt(j+1, p)
		}
		return none
	}
	if !hasYear {
		if y, end := f.quarterYear(to); end > to {
			year, hasYear, to = y, true, end
		}
	}
	if !hasYear {
		if !f.known() {
			if half {
				return match{to: to, typ: tDate, value: "XXXX-H" + digit(n)}
			}
			return match{to: to, typ: tDate, value: "XXXX-Q" + digit(n)}
		}
		year = f.quarterYearByTense(i, n, half)
	}
	if half {
		return datedAt(to, point{dayOf(year, 6*n-5, 1), gHalf})
	}
	m := datedAt(to, point{dayOf(year, 3*n-2, 1), gQuarter})
	m.named = true
	return m
}

// quarterName reads "third quarter", "third-quarter", "Q3", "second half", "H1".
func (f *finder) quarterName(j int) (n int, half bool, to int) {
	it := f.item(j)
	if len(it.low) == 2 && (it.low[0] == 'q' || it.low[0] == 'h') && it.upper && it.low[1] >= '1' && it.low[1] <= '4' {
		n = int(it.low[1] - '0')
		if it.low[0] == 'h' && n > 2 {
			return 0, false, j
		}
		return n, it.low[0] == 'h', j + 1
	}
	k := j + 1
	switch {
	case it.is(cOrdinal) && it.word.num <= 4 && it.word.num > 0:
		n = it.word.num
	case f.oneOf(j, "final", "last") && f.low(k) == "quarter" && f.low(k+1) == "of":
		n = 4
	case f.oneOf(j, "last", "latter") && f.low(k) == "half" && f.low(k+1) == "of":
		n = 2
	default:
		return 0, false, j
	}
	if f.low(k) == "fiscal" {
		k++
	}
	switch {
	case f.low(k) == "quarter":
		return n, false, k + 1
	case f.low(k) == "half" && n <= 2 && f.low(k+1) == "of" && (f.isYear(k+2) || f.oneOf(k+2, "the", "this", "last", "next") && f.low(k+3) == "year"):
		return n, true, k + 1
	}
	return 0, false, j
}

// quarterYear reads the year after a quarter: "of 1990", "2024", "of this year", "a year ago".
func (f *finder) quarterYear(j int) (y, to int) {
	k := j
	if f.low(k) == "of" || f.low(k) == "in" {
		k++
	}
	if f.oneOf(k, "fiscal", "calendar") {
		k++
	}
	if f.isYear(k) {
		return f.items[k].val, k + 1
	}
	if !f.known() {
		return 0, j
	}
	this := f.dct.Year()
	switch {
	case f.oneOf(k, "last", "this", "next") && f.low(k+1) == "year" && k > j:
		return this + f.items[k].word.num, k + 2
	case f.low(k) == "the" && f.low(k+1) == "year" && k > j:
		return this, k + 2
	case f.low(k) == "a" && f.low(k+1) == "year" && f.oneOf(k+2, "ago", "earlier") && k == j:
		return this - 1, k + 3
	}
	return 0, j
}

func (f *finder) quarterYearByTense(i, n int, half bool) int {
	y := f.dct.Year()
	p := point{dayOf(y, 3*n-2, 1), gQuarter}
	if half {
		p = point{dayOf(y, 6*n-5, 1), gHalf}
	}
	ahead := int(p.first.Sub(f.dct).Hours() / 24)
	switch {
	case ahead > 0 && f.tense(i) == past, ahead > 92 && f.tense(i) != future:
		return y - 1
	case ahead < -270 && f.tense(i) == future:
		return y + 1
	}
	return y
}
