package timex

import "strings"

// isMonth reports whether item i is a month's name, and not the verb or the modal of the same spelling.
func (f *finder) isMonth(i int) bool {
	it := f.item(i)
	if !it.is(cMonth) || !it.upper {
		return false
	}
	next := f.item(i + 1)
	if f.givenName(i) {
		return false
	}
	switch it.low {
	case "may", "march", "august":
		if next.val > 0 || next.is(cOrdinal) || f.oneOf(i-1, "in", "since", "last", "next", "this", "until", "by", "early", "late", "mid", "of", "from", "between", "and", "to", "through", "-", "–", "before", "after", "during", "for", "around", "about", "than") || f.items[i].hyphen ||
			f.low(i-1) == "as" && f.oneOf(i-2, "early", "late", "soon", "recently") {
			return it.low != "may" || !f.oneOf(i-1, "and") || next.word.class != 0 || next.val >= 0 || f.item(i-2).is(cMonth)
		}
		if it.low == "august" {
			return f.low(i-1) != "the"
		}
		if f.oneOf(i-1, "a", "the", "his", "her", "its", "their") && i > 1 && f.item(i-1).sent == it.sent && !next.upper && len(next.low) > 3 && next.word.class == 0 && !complements[next.low] {
			return true // "a March speech"
		}
		return f.item(i-1).val > 0 || next.low == "'s" || next.low == "," && f.item(i-1).low != "."
	case "mar":
		return next.val > 0 || f.item(i-1).val > 0
	case "jan", "jun", "april", "june":
		return next.val >= 0 || it.low == "april" || it.low == "june" || f.item(i-1).val > 0
	}
	return true
}

// givenName reports whether the month at item i is somebody's given name: "April Holm said", but not "in April Holm said" and "an April Senate
// hearing".
func (f *finder) givenName(i int) bool {
	it, next, before := f.items[i], f.item(i+1), f.item(i-1)
	switch it.low {
	case "april", "june", "august", "jan", "mai":
	default:
		return false
	}
	if !next.space || !next.upper || next.sent != it.sent || next.word.class != 0 || next.val >= 0 || len(next.low) < 3 || !f.smallAfterFirst(i+1) {
		return false
	}
	switch {
	case i == 0 || before.sent != it.sent || before.low == "that":
		return true
	case before.low == "and":
		return !f.item(i-2).is(cMonth) && f.item(i-2).val < 0
	}
	return before.word.class == 0 && before.val < 0 && !beforeMonths[before.low] && !determiners[before.low]
}

// beforeMonths are words that a month follows.
var beforeMonths = wordSet("in of since until till by from between and to through before after during for around about on late early mid")

// smallAfterFirst reports whether item i is a word with no capital but its first: not "EU".
func (f *finder) smallAfterFirst(i int) bool {
	w := f.text.Word(f.items[i].token)
	return w[1:] == strings.ToLower(w[1:])
}
