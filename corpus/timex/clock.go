package timex

import (
	"strconv"
	"strings"
)

// clock matches times of the day with the date beside them: "4 p.m. EDT Thursday", "10:35 a.m.", "2100 GMT", "4 in the
// morning", "8 o'clock".
func (f *finder) clock(i int) match {
	h, min, j, ok := f.clockTime(i)
	if !ok {
		return none
	}
	j = f.zone(j)
	m := match{to: j, typ: tTime}
	if h > 24 || min > 59 {
		return none
	}
	base := point{}
	if d := f.plainDate(f.otherZone(j)); d.to > 0 && d.at.grain == gDay {
		base, m.to = d.at, d.to
	} else if p := f.items[i].sent; f.ref.grain == gDay && f.refAt == p {
		base = f.ref
	} else if f.known() {
		base = at(f.dct, gDay)
	}
	m.at = base
	prefix := "XXXX-XX-XX"
	if base.grain == gDay {
		prefix = base.value()
	}
	m.value = prefix + "T" + two(h) + ":" + two(min)
	return m
}

// clockTime reads the hour and minute at item i and returns the item after them.
func (f *finder) clockTime(i int) (h, m, to int, ok bool) {
	it := f.item(i)
	h, m, colon := clockDigits(it.low)
	to = i + 1
	switch {
	case colon:
	case it.val >= 0 && (it.suffix == "am" || it.suffix == "pm" || it.suffix == "a.m." || it.suffix == "p.m.") && it.val <= 12:
		return half(it.val, it.suffix), 0, to, true
	case it.val >= 0 && it.suffix == "" && it.digits <= 2 && it.digits > 0:
		h = it.val
	case it.is(cNumber) && it.word.num >= 1 && it.word.num <= 12:
		h = it.word.num
	case it.digits == 4 && it.suffix == "" && f.zone(to) > to && it.val/100 <= 24 && it.val%100 < 60:
		return it.val / 100, it.val % 100, to, true
	default:
		return 0, 0, i, false
	}
	switch w := f.low(to); w {
	case "a.m.", "p.m.", "am", "pm", "a.m", "p.m":
		if h > 12 {
			return 0, 0, i, false
		}
		return half(h, w), m, to + 1, true
	case "o'clock":
		return h, m, to + 1, true
	case "in", "at":
		return f.spokenHour(h, m, to)
	}
	if colon && (f.zone(to) > to || f.oneOf(i-1, "at", "until", "from", "by", "around", "about", "since", "before", "after") || f.oneOf(to, "local", "on")) {
		return h, m, to, true
	}
	return 0, 0, i, false
}

// spokenHour reads "in the morning", "at night" after an hour.
func (f *finder) spokenHour(h, m, to int) (int, int, int, bool) {
	if f.low(to+1) == "the" && f.oneOf(to+2, "morning", "afternoon", "evening") && h <= 12 {
		if f.low(to+2) == "morning" {
			return half(h, "am"), m, to + 3, true
		}
		return half(h, "pm"), m, to + 3, true
	}
	if f.low(to) == "at" && f.low(to+1) == "night" && h <= 12 {
		return half(h, "pm"), m, to + 2, true
	}
	return 0, 0, to, false
}

func clockDigits(s string) (h, m int, ok bool) {
	a, b, found := strings.Cut(s, ":")
	if !found || len(a) == 0 || len(a) > 2 || len(b) < 2 {
		return 0, 0, false
	}
	b, _, _ = strings.Cut(b, ":")
	h, err := strconv.Atoi(a)
	if err != nil {
		return 0, 0, false
	}
	m, err = strconv.Atoi(b)
	return h, m, err == nil && len(b) == 2 && h <= 24 && m < 60
}

func half(h int, half string) int {
	if half[0] == 'p' && h < 12 {
		return h + 12
	}
	if half[0] == 'a' && h == 12 {
		return 0
	}
	return h
}

// otherZone skips the same time told for another zone: "10:35 a.m. (0735 GMT) Friday".
func (f *finder) otherZone(j int) int {
	if f.low(j) != "(" {
		return j
	}
	_, _, k, ok := f.clockTime(j + 1)
	if k = f.zone(k); !ok || f.low(k) != ")" {
		return j
	}
	return k + 1
}

// zone skips a time zone at item j: "EDT", "GMT", "local time", "Eastern time".
func (f *finder) zone(j int) int {
	k := j
	if f.low(k) == "(" && f.item(k+1).is(cZone) {
		return j
	}
	it := f.item(k)
	switch {
	case it.is(cZone) && it.upper:
		return k + 1
	case f.oneOf(k, "local", "eastern", "central", "pacific", "mountain", "moscow", "universal", "standard") && f.low(k+1) == "time":
		return k + 2
	}
	return j
}
