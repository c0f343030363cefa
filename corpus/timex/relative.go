package timex

// relation reads the word that says where a unit lies: -1 before, 0 here, 1 after. narrative ones count from the
// date last spoken of, not from the day of publication.
type relation struct {
	n         int
	narrative bool
	low       string
	to        int
}

func (f *finder) relation(i int) (relation, bool) {
	j := i
	the := false
	if f.oneOf(j, "the", "this", "its", "their", "our") && f.item(j+1).is(cRel) {
		the = f.low(j) == "the"
		j++
	} else if f.low(j) == "that" && f.low(j+1) == "same" {
		j++
	} else if f.oneOf(j, "the") && f.low(j+1) == "latest" {
		return relation{n: 0, low: "latest", to: j + 2}, true
	}
	it := f.item(j)
	if !it.is(cRel) || it.upper && it.low == "may" {
		return relation{}, false
	}
	r := relation{n: it.word.num, low: it.low, to: j + 1}
	switch it.low {
	case "previous", "preceding", "following", "same", "that", "prior":
		r.narrative = true
	case "next":
		r.narrative = the
	}
	if j > i && f.oneOf(i, "this", "that") && it.word.num == 0 && f.low(i) != "this" {
		r.narrative = true
	}
	return r, true
}

// relative matches "last week", "this past spring", "the following Friday", "next April", "that night", "the past year".
func (f *finder) relative(i int) match {
	r, ok := f.relation(i)
	if !ok {
		return none
	}
	j := r.to
	if f.oneOf(j, "calendar", "fiscal", "financial", "school", "full", "whole", "entire") && f.item(j+1).is(cUnit) {
		j++
	}
	it := f.item(j)
	if it.hyphen || it.is(cPlural) && it.word.unit != noUnit || it.upper && it.is(cUnit) && f.named(j) {
		return none
	}
	if (it.is(cWeekday) || it.is(cMonth)) && (f.low(i) == "following" || f.low(i) == "that" && i > 0 && f.item(i-1).sent == it.sent && !relPrepositions[f.low(i-1)] && !complements[f.low(i-1)] && f.low(i-1) != "until") {
		return none // "Following Friday's vote", "said that Friday's vote"
	}
	switch {
	case it.is(cWeekday) && !it.is(cPlural):
		return f.relativeWeekday(i, j, r)
	case it.is(cMonth) && it.upper && r.low != "that":
		return f.relativeMonth(j, r)
	case it.is(cSeason) && !it.is(cPlural) && (it.low != "spring" || r.low != "that"):
		return f.relativeSeason(j, r)
	case it.is(cPart) && !it.is(cPlural):
		return f.relativePart(j, r)
	case it.is(cUnit):
		return f.relativeUnit(i, j, r)
	case it.is(cOrdinal) && f.low(j+1) == "quarter" && f.known() && r.low != "that":
		return f.relativeQuarter(j, r)
	}
	if h := f.holidayAt(j); h.to > 0 && f.known() {
		return f.relativeHoliday(j, r, h)
	}
	return none
}

func (f *finder) relativeUnit(i, j int, r relation) match {
	u := f.items[j].word.unit
	to := j + 1
	if u < day || u == second {
		return none
	}
	if r.low == "past" && f.low(i) != "this" || r.low == "coming" && f.low(i) == "the" && u >= decade {
		return match{to: to, typ: tDuration, value: durationValue(quantity{n: 1}, u)}
	}
	if u == decade && (r.low == "last" || r.low == "next") && f.low(i) == "the" {
		return match{to: to, typ: tDuration, value: "P10Y"}
	}
	if u == day {
		return f.relativeDay(i, to, r)
	}
	base := point{}
	if f.known() {
		base = at(f.dct, gDay)
	}
	if r.narrative {
		base = f.narrativeBase(j)
	}
	if base.grain == noGrain {
		return match{to: to, typ: tDate, value: unknownUnit(u)}
	}
	n := r.n
	switch {
	case r.low == "past": // "this past week": the running one when it is nearly over
		n = 0
		if u == weekend || u == week && isoWeekday(f.dct) < 4 {
			n = -1
		}
	case r.low == "latest" && u == quarter:
		n = -1
	case u == weekend && r.low == "last":
		return datedAt(to, f.lastWeekend())
	}
	p := at(base.first, grainOf(u)).shift(n)
	if r.low == "same" && base.grain > grainOf(u) {
		return none
	}
	if f.low(to) == "'s" && u == year {
		if q, half, end := f.quarterName(to + 1); end > to+1 && !half {
			return datedAt(end, point{dayOf(p.first.Year(), 3*q-2, 1), gQuarter})
		}
	}
	return datedAt(to, p)
}

// named reports whether the capitalised word at item i is part of a name, as of a broadcast: "This Week".
func (f *finder) named(i int) bool {
	return f.item(i-1).upper && (f.oneOf(i-2, "\"", "“", "\u0060\u0060", "'s") || f.item(i-2).upper || !f.item(i+1).upper && f.item(i-2).sent == f.item(i).sent && i >= 2)
}

// narrativeBase is the date that "the following month" counts from.
func (f *finder) narrativeBase(i int) point { return f.anchor(i) }

// lastWeekend is the weekend before the day of publication, or the one it lies in.
func (f *finder) lastWeekend() point {
	p := at(f.dct, gWeekend)
	if isoWeekday(f.dct) < 6 {
		return p.shift(-1)
	}
	return p
}

func (f *finder) relativeDay(i, to int, r relation) match {
	if !r.narrative && r.low != "next" && (r.low != "this" || !f.oneOf(i-1, "on", "to", "until", "of")) {
		return none
	}
	base := f.anchor(i)
	if base.grain == noGrain {
		return match{to: to, typ: tDate, value: "XXXX-XX-XX"}
	}
	if base.grain != gDay {
		return none
	}
	if r.low == "this" {
		return datedAt(to, at(f.dct, gDay))
	}
	return datedAt(to, base.shift(r.n))
}

func unknownUnit(u unit) string {
	switch u {
	case week, fortnight:
		return "XXXX-WXX"
	case weekend:
		return "XXXX-WXX-WE"
	case month:
		return "XXXX-XX"
	case quarter:
		return "XXXX-QX"
	case day:
		return "XXXX-XX-XX"
	case decade:
		return "XXX"
	case century, millennium:
		return "XX"
	}
	return "XXXX"
}

func (f *finder) relativeWeekday(i, j int, r relation) match {
	w := f.items[j].word.num
	if f.low(j+1) == "," || f.item(j+1).is(cMonth) {
		if m := f.weekday(j); m.at.grain == gDay && m.to > j+2 {
			return m
		}
	}
	m := match{to: j + 1, typ: tDate}
	if !f.known() {
		m.value = "XXXX-WXX-" + digit(w)
		return m
	}
	base := f.dct
	if r.narrative && f.ref.grain == gDay {
		base = f.ref.first
	}
	back := (isoWeekday(base) - w + 7) % 7
	p := at(base, gDay)
	switch {
	case r.n < 0 && back == 0:
		p = p.shift(-7)
	case r.n < 0:
		p = p.shift(-back)
	case r.n > 0, r.low == "this" && f.tense(i) == future:
		if back == 0 && r.n == 0 {
			break
		}
		p = p.shift(7 - back)
	case r.low == "that" || r.low == "same":
		p = p.shift(-back)
	case r.low == "this":
		if f.tense(i) == past {
			p = p.shift(-back)
		} else {
			p = p.shift((7 - back) % 7)
		}
	}
	m.at = p
	m.value = f.withPart(&m)
	return m
}

func (f *finder) relativeMonth(j int, r relation) match {
	mo := f.items[j].word.num
	if r.low == "current" {
		return none
	}
	m := f.monthDate(j)
	if m.to > j+1 || !f.known() {
		return m
	}
	y, now, _ := f.dct.Date()
	switch {
	case r.low == "past" || r.low == "last":
		if mo >= int(now) {
			y--
		}
	case r.n > 0:
		if mo <= int(now) {
			y++
		}
	}
	if r.narrative && f.ref.grain != noGrain && r.low != "same" {
		y = f.ref.first.Year()
		if d := mo - int(f.ref.first.Month()); r.n < 0 && d >= 0 || r.n > 0 && d <= 0 {
			y += r.n
		}
	}
	return datedAt(m.to, point{dayOf(y, mo, 1), gMonth})
}

func (f *finder) relativeSeason(j int, r relation) match {
	s := f.items[j].word.num
	m := f.seasonAt(j)
	if m.at.grain == gSeason && m.to > j+1 && hasYear(f, j, m) {
		return m
	}
	if !f.known() {
		return match{to: j + 1, typ: tDate, value: "XXXX-" + seasonNames[s-1]}
	}
	y := f.dct.Year()
	p := point{dayOf(y, 3*s, 1), gSeason}
	if r.narrative && r.n != 0 && f.anchor(j).grain != noGrain {
		return datedAt(j+1, seasonBeside(f.anchor(j), s, r.n))
	}
	switch {
	case r.n < 0: // the latest one that has begun before now and is over or nearly so
		if f.dct.Before(p.first) || r.low == "last" && !f.dct.After(p.last()) {
			p = point{dayOf(y-1, 3*s, 1), gSeason}
		}
	case r.n > 0:
		if !f.dct.Before(p.first) {
			p = point{dayOf(y+1, 3*s, 1), gSeason}
		}
	case r.narrative && f.ref.grain != noGrain:
		p = point{dayOf(f.ref.first.Year(), 3*s, 1), gSeason}
	}
	return datedAt(j+1, p)
}

// seasonBeside is the first season s after base, or the last before it.
func seasonBeside(base point, s, n int) point {
	p := point{dayOf(base.first.Year()-n, 3*s, 1), gSeason}
	for n > 0 && !p.first.After(base.last()) || n < 0 && !p.last().Before(base.first) {
		p = point{p.first.AddDate(n, 0, 0), gSeason}
	}
	return p
}

func (f *finder) relativePart(j int, r relation) match {
	p := f.items[j]
	m := match{to: j + 1, typ: tTime}
	if r.low == "past" || r.low == "current" || r.low == "coming" || p.low == "overnight" {
		return none
	}
	base := point{}
	if f.known() {
		base = at(f.dct, gDay)
	}
	if r.narrative || r.low == "next" {
		base = f.anchor(j)
		if base.grain != gDay && base.grain != noGrain {
			return none
		}
	}
	if base.grain == noGrain {
		m.value = "XXXX-XX-XX" + partValue(&p)
		return m
	}
	m.at = base.shift(r.n)
	m.value = m.at.value() + partValue(&p)
	return m
}

func (f *finder) relativeQuarter(j int, r relation) match {
	q := f.items[j].word.num
	if q < 1 || q > 4 {
		return none
	}
	p := point{dayOf(f.dct.Year()+r.n, 3*q-2, 1), gQuarter}
	return datedAt(j+2, p)
}

func (f *finder) relativeHoliday(j int, r relation, h match) match {
	y := f.dct.Year()
	p, _ := f.holidayIn(j, y)
	switch {
	case r.n < 0 && !p.first.Before(f.dct):
		y--
	case r.n > 0 && !p.first.After(f.dct):
		y++
	}
	if q, ok := f.holidayIn(j, y); ok {
		return datedAt(h.to, q)
	}
	return h
}
