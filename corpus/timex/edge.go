package timex

import "strings"

// edged matches a date with a word for a part of it before it: "early next year", "the late 1970s", "mid-October",
// "the end of the month", "earlier this week".
func (f *finder) edged(i int) match {
	j := i
	if f.low(j) == "the" {
		j++
	}
	mod := ""
	it := f.item(j)
	switch {
	case it.is(cEdge) && it.low != "middle":
		mod = it.word.value
		j++
		if f.low(j) == "-" && !f.item(j).space {
			j++
		}
		if f.oneOf(j, "in", "on") && (it.low == "earlier" || it.low == "later" || it.low == "early" || it.low == "late") {
			j++
		}
	case it.low == "sometime":
		j++
	case f.oneOf(j, "first", "second", "last", "latter") && f.oneOf(j+1, "half", "part", "days", "weeks", "months") && f.low(j+2) == "of" && j > i:
		mod = "START"
		if it.low != "first" {
			mod = "END"
		}
		j += 3
	case f.oneOf(j, "end", "start", "beginning", "middle", "close", "turn", "eve") && f.low(j+1) == "of":
		mod = map[string]string{"end": "END", "close": "END", "middle": "MID"}[it.low]
		if mod == "" {
			mod = "START"
		}
		j += 2
	default:
		return none
	}
	if f.low(j) == "of" {
		j++
	}
	m := f.plainest(j)
	if m.to == 0 && f.low(j) == "the" {
		m = f.plainest(j + 1)
	}
	if m.to == 0 && f.oneOf(j, "the", "this") && f.item(j+1).is(cEdge) {
		m = f.edged(j)
	}
	if m.to == 0 || m.typ != tDate && m.typ != tTime || m.value == "PAST_REF" || m.value == "PRESENT_REF" || m.value == "FUTURE_REF" {
		return f.edgedPart(i, j, mod)
	}
	if m.at.grain == gDay && m.typ == tDate && f.low(i) == "the" && it.is(cEdge) && it.low != "mid" {
		return none
	}
	m.from, m.mod = i, mod
	return m
}

// edgedPart matches "early morning" and "late at night" next to a date or after "in the".
func (f *finder) edgedPart(i, j int, mod string) match {
	it := f.item(j)
	if !it.is(cPart) || it.is(cPlural) || it.word.value == "" || !f.item(i).is(cEdge) {
		return none
	}
	m := match{from: i, to: j + 1, typ: tTime, mod: mod}
	d := f.plainDate(j + 1)
	switch {
	case d.to > 0 && d.at.grain == gDay && f.low(j+1) != "on":
		m.to, m.at = d.to, d.at
	case f.oneOf(i-1, "by", "in", "since", "until", "at", "of") && f.known():
		m.at = at(f.dct, gDay)
		if f.ref.grain == gDay && f.refAt == it.sent {
			m.at = f.ref
		}
	default:
		return none
	}
	m.value = m.at.value() + partValue(it)
	return m
}

// approximate matches an expression with a word for how exact it is before it: "about two years ago", "more than a
// decade", "at least 30 days", "around Nov. 1".
func (f *finder) approximate(i int) match {
	mod, j := f.approx(i)
	if j == i {
		return none
	}
	best := f.plainest(j)
	if m := f.edged(j); m.to > best.to {
		best = m
	}
	if best.typ == tDate && f.items[j].is(cWeekday) {
		return none
	}
	if best.to == 0 || best.typ == tSet || best.value == "PAST_REF" || best.value == "PRESENT_REF" || best.value == "FUTURE_REF" {
		return none
	}
	if best.typ == tDate && mod != "APPROX" && best.to-j < 2 && mod != "LESS_THAN" {
		return none
	}
	if (f.low(i) == "over" || f.low(i) == "about" || f.low(i) == "some") && best.typ != tDuration && best.at.grain != gDay && f.low(i) != "about" {
		return none
	}
	if best.typ == tDate && f.oneOf(i, "about", "more", "less", "fewer", "some") && !f.oneOf(best.to-1, "ago", "earlier", "later", "before") && best.at.grain != gDay {
		return none // "more than last year", "a book about the 1960s"
	}
	if (f.low(i) == "over" || f.low(i) == "well") && !f.counted(j) || mod == "EQUAL_OR_LESS" && best.typ != tDuration ||
		mod == "APPROX" && strings.HasPrefix(best.value, "PX") {
		return none // "over the years", "leading up to Monday", "told about the weeks"
	}
	if best.mod == "" {
		best.mod = mod
	}
	best.from = i
	return best
}

// counted reports whether a number stands at j, so that "over" before it means more than.
func (f *finder) counted(j int) bool {
	it := f.item(j)
	return it.val >= 0 || it.is(cNumber) || f.oneOf(j, "a", "an", "half")
}

// approx reads words for more, less and about.
func (f *finder) approx(i int) (mod string, j int) {
	switch f.low(i) {
	case "more", "less", "fewer":
		if f.low(i+1) == "than" {
			if f.low(i) == "more" {
				return "MORE_THAN", i + 2
			}
			return "LESS_THAN", i + 2
		}
	case "at":
		if f.low(i+1) == "least" {
			return "EQUAL_OR_MORE", i + 2
		}
		if f.low(i+1) == "most" {
			return "EQUAL_OR_LESS", i + 2
		}
	case "up":
		if f.low(i+1) == "to" {
			return "EQUAL_OR_LESS", i + 2
		}
	case "no", "not":
		if f.oneOf(i+1, "more", "less", "longer") && f.low(i+2) == "than" {
			return "EQUAL_OR_LESS", i + 3
		}
	case "as":
		if f.oneOf(i+1, "many", "long", "much", "little") && f.low(i+2) == "as" {
			return "EQUAL_OR_LESS", i + 3
		}
	case "well", "just":
		if f.oneOf(i+1, "over", "under", "about") {
			m := map[string]string{"over": "MORE_THAN", "under": "LESS_THAN", "about": "APPROX"}
			return m[f.low(i+1)], i + 2
		}
		if f.low(i) == "just" && f.oneOf(i+1, "more", "less") && f.low(i+2) == "than" {
			return "MORE_THAN", i + 3
		}
		return "", i
	}
	if it := f.item(i); it.is(cApprox) {
		return it.word.value, i + 1
	}
	return "", i
}
