package timex

// set matches what happens again and again: "every Tuesday", "each year", "daily", "twice a week", "Mondays".
func (f *finder) set(i int) match {
	it := f.item(i)
	if it.is(cAdverb) {
		if f.item(i+1).upper || it.upper && f.item(i-1).upper || it.hyphen || it.val >= 0 {
			return none
		}
		if it.low == "quarterly" || it.low == "nightly" || it.low == "hourly" {
			return none
		}
		return match{to: i + 1, typ: tSet, value: it.word.value}
	}
	if f.oneOf(i, "a", "an", "per") && f.item(i+1).is(cUnit) && !f.item(i+1).is(cPlural) && !f.item(i+1).hyphen {
		if f.oneOf(i-1, "times", "twice", "once") {
			return match{to: i + 2, typ: tSet, value: durationValue(quantity{n: 1}, f.items[i+1].word.unit)}
		}
		return none
	}
	if !f.oneOf(i, "every", "each") {
		return none
	}
	j := i + 1
	if f.low(j) == "single" {
		j++
	}
	n := 1
	if f.oneOf(j, "other", "second") {
		n = 2
		j++
	} else if q, ok := f.quantity(j); ok && !q.vague && !f.oneOf(j, "a", "an") {
		n = q.n
		j = q.to
	}
	u := f.item(j)
	switch {
	case u.is(cWeekday):
		return match{to: j + 1, typ: tSet, value: "XXXX-WXX-" + digit(u.word.num)}
	case u.is(cMonth) && u.upper:
		return match{to: j + 1, typ: tSet, value: "XXXX-" + two(u.word.num)}
	case u.is(cSeason):
		return match{to: j + 1, typ: tSet, value: "XXXX-" + seasonNames[u.word.num-1]}
	case u.is(cPart):
		return match{to: j + 1, typ: tSet, value: "XXXX-XX-XX" + partValue(u)}
	case u.is(cUnit):
		return match{to: j + 1, typ: tSet, value: durationValue(quantity{n: n}, u.word.unit)}
	}
	return none
}

// reference matches words for the present, the past and the future.
func (f *finder) reference(i int) match {
	it := f.item(i)
	if it.is(cRef) {
		if it.hyphen || f.low(i-1) == "as" && f.low(i+1) == "as" || f.item(i+1).hyphen && it.low != "now" || it.upper && f.item(i+1).upper || it.low == "current" && f.oneOf(i+1, "account", "accounts", "events", "affairs") {
			return none
		}
		return match{to: i + 1, typ: tDate, value: it.word.value}
	}
	past := match{typ: tDate, value: "PAST_REF"}
	ahead := match{typ: tDate, value: "FUTURE_REF"}
	present := match{typ: tDate, value: "PRESENT_REF"}
	end := func(m match, n int) match { m.to = i + n; return m }
	switch f.low(i) {
	case "the":
		switch {
		case f.low(i+1) == "past" && !f.item(i+2).is(cUnit) && !f.item(i+2).is(cNumber) && f.item(i+2).val < 0:
			return end(past, 2)
		case f.low(i+1) == "future" && !f.item(i+1).upper && !f.names(i+2):
			return end(ahead, 2)
		case f.oneOf(i+1, "near", "foreseeable", "immediate", "distant") && f.low(i+2) == "future":
			return end(ahead, 3)
		case f.low(i+1) == "present" && f.oneOf(i-1, "at", "in", "to", "for"):
			return end(present, 2)
		case f.low(i+1) == "time" && f.low(i-1) == "at" && !f.oneOf(i+2, "of", "when", "that", "and", "he", "she", "they", "it", "the", "his") && !f.item(i+2).upper:
			return end(past, 2)
		case f.low(i+1) == "moment" && f.oneOf(i-1, "at", "for"):
			return end(present, 2)
		}
	case "future":
		if f.oneOf(i-1, "in", "near") {
			return end(ahead, 1)
		}
	case "that":
		if f.low(i+1) == "time" && f.oneOf(i-1, "at", "by", "since", "until", "before") {
			return end(past, 2)
		}
	case "this":
		if f.low(i+1) == "moment" || f.low(i+1) == "time" && f.low(i-1) == "at" {
			return end(present, 2)
		}
	}
	return none
}

// names reports whether item i is a noun that the adjective before it may belong to: "the future leader".
func (f *finder) names(i int) bool {
	it := f.item(i)
	if it.upper {
		return it.sent == f.item(i-1).sent
	}
	return len(it.low) > 3 && it.low[0] >= 'a' && it.low[0] <= 'z' && it.word.class == 0 && !complements[it.low] && auxiliaries[it.low] == noTense &&
		!presentVerbs[it.low] && !pastVerb(f.text, it.token, it.low) && !followers[it.low]
}

var followers = wordSet("will would that when where which because while though although than with what there they this could should must might then even also until since like")
