package timex

import (
	"strconv"
	"strings"
)

// quantity is a number of units as the text gives it.
type quantity struct {
	n      int
	half   bool   // and a half
	vague  bool   // "several", "a few": the number is not told
	mod    string // from the words of the number itself: "a couple of"
	single bool   // "a", "an", "one"
	to     int    // the item after it
}

// quantity reads a number at item i: "11", "twenty-four", "2 1/2", "a couple of", "several", "two or three".
func (f *finder) quantity(i int) (quantity, bool) {
	q, ok := f.simpleQuantity(i)
	if !ok {
		return q, false
	}
	// A second number makes a range; the first one is its value: "two to three weeks".
	if !q.vague && (f.low(q.to) == "or" || f.low(q.to) == "to") {
		if r, ok := f.simpleQuantity(q.to + 1); ok && r.n > q.n && f.items[q.to+1].space {
			q.to, q.single = r.to, false
		}
	}
	return q, true
}

func (f *finder) simpleQuantity(i int) (quantity, bool) {
	it := f.item(i)
	if it.hyphen && f.isYear(i-1) {
		return quantity{}, false // "the 2025-26 school year"
	}
	switch it.low {
	case "a", "an":
		return f.articleQuantity(i)
	case "half":
		if w := f.low(i + 1); w == "a" || w == "an" {
			return quantity{half: true, to: i + 2}, true
		}
		return quantity{}, false
	case "dozens", "hundreds", "thousands", "millions", "scores":
		if f.low(i+1) == "of" {
			return quantity{vague: true, to: i + 2}, true
		}
		return quantity{}, false
	case "couple":
		return f.couple(i)
	}
	if it.is(cVague) {
		to := i + 1
		if f.low(to) == "of" && f.low(to+1) == "the" {
			return quantity{}, false
		}
		return quantity{vague: true, to: to}, true
	}
	if it.val >= 0 && it.suffix == "" {
		return f.fraction(quantity{n: it.val, to: i + 1, single: it.val == 1}), true
	}
	if whole, rest, ok := strings.Cut(it.low, "."); ok && (rest == "5" || rest == "50") {
		if n, err := strconv.Atoi(whole); err == nil && n < 1e6 {
			return quantity{n: n, half: true, to: i + 1}, true
		}
	}
	n, to := f.numberWords(i)
	if to == i {
		return quantity{}, false
	}
	return f.fraction(quantity{n: n, to: to, single: n == 1}), true
}

// articleQuantity reads what "a" begins: "a few", "a couple of", "a dozen", "a half", or just one.
func (f *finder) articleQuantity(i int) (quantity, bool) {
	switch f.low(i + 1) {
	case "few", "number":
		to := i + 2
		if f.low(to) == "of" {
			to++
		}
		return quantity{vague: true, to: to}, true
	case "couple":
		return f.couple(i + 1)
	case "dozen":
		return quantity{n: 12, to: i + 2}, true
	case "half":
		return quantity{half: true, to: i + 2}, true
	case "hundred", "thousand":
		return quantity{n: f.item(i + 1).word.num, to: i + 2}, true
	case "full", "whole", "single", "mere", "good", "record", "further", "brief", "long":
		return quantity{n: 1, single: true, to: i + 2}, true
	}
	return quantity{n: 1, single: true, to: i + 1}, true
}

func (f *finder) couple(i int) (quantity, bool) {
	to := i + 1
	if f.low(to) == "of" {
		to++
	}
	return quantity{n: 2, mod: "APPROX", to: to}, true
}

// fraction reads "1/2", "½" or "and a half" after a whole number.
func (f *finder) fraction(q quantity) quantity {
	i := q.to
	switch {
	case f.low(i) == "1" && f.low(i+1) == "/" && f.low(i+2) == "2":
		q.half, q.to, q.single = true, i+3, false
	case f.low(i) == "½":
		q.half, q.to, q.single = true, i+1, false
	case f.low(i) == "and" && (f.low(i+1) == "a" || f.low(i+1) == "one") && f.low(i+2) == "half":
		q.half, q.to, q.single = true, i+3, false
	}
	return q
}

// numberWords reads a number in words and returns the item after it; to is i where there is none.
func (f *finder) numberWords(i int) (n, to int) {
	total, part, to := 0, 0, i
	for limit := i + 7; to < limit; to++ {
		it := f.item(to)
		switch {
		case it.is(cNumber) && it.upper && to > i && !f.items[to-1].upper:
			return total + part, to // a name begins
		case it.is(cNumber) && to > i && f.items[to-1].is(cNumber) && (f.items[to-1].word.num < 20 || it.word.num >= 10):
			return total + part, to
		case it.is(cNumber):
			part += it.word.num
		case it.low == "hundred" && to > i && part > 0 && part < 100:
			part *= 100
		case it.low == "thousand" && to > i && part > 0 && total == 0:
			total, part = part*1000, 0
		case it.low == "and" && to > i && f.items[to-1].is(cHundred) && f.item(to+1).is(cNumber):
		default:
			return total + part, to
		}
	}
	return total + part, to
}

// spokenYear reads a year in words, as in transcripts: "nineteen ninety-seven", "two thousand".
func (f *finder) spokenYear(i int) (y, to int) {
	first := f.item(i)
	if first.low == "two" && f.low(i+1) == "thousand" {
		n, to := f.numberWords(i)
		return n, to
	}
	if !first.is(cNumber) || first.word.num < 16 || first.word.num > 20 {
		return 0, i
	}
	second := f.item(i + 1)
	if !second.is(cNumber) || second.word.num < 10 {
		return 0, i
	}
	n, to := f.numberWords(i + 1)
	if n < 10 || n > 99 {
		return 0, i
	}
	return first.word.num*100 + n, to
}

// durationValue writes a quantity of units in TIMEX3.
func durationValue(q quantity, u unit) string {
	if q.vague {
		switch u {
		case second, minute, hour:
			return "PTX" + unitLetter(u)
		case decade:
			return "PXDE"
		case century, millennium:
			return "PXCE"
		case fortnight:
			return "PXW"
		}
		return "PX" + unitLetter(u)
	}
	n := q.n
	switch u {
	case decade, century, millennium:
		size := map[unit]int{decade: 10, century: 100, millennium: 1000}[u]
		if q.half {
			return "P" + strconv.Itoa(n*size+size/2) + "Y"
		}
		return "P" + strconv.Itoa(n*size) + "Y"
	case fortnight:
		return "P" + strconv.Itoa(2*n) + "W"
	case weekend:
		return "P" + strconv.Itoa(n) + "WE"
	}
	return wholeAndHalf(n, q.half, u)
}

// wholeAndHalf writes half units in the next smaller unit, where that is exact.
func wholeAndHalf(n int, half bool, u unit) string {
	num := strconv.Itoa(n)
	rest := ""
	if half {
		switch u {
		case year:
			rest = "6M"
		case hour:
			rest = "30M"
		case minute:
			rest = "30S"
		case day:
			rest = "T12H"
		default:
			return "P" + num + ".5" + unitLetter(u)
		}
	}
	prefix := "P"
	if u == second || u == minute || u == hour {
		prefix = "PT"
	}
	if n == 0 && half {
		return prefix + rest
	}
	return prefix + num + unitLetter(u) + rest
}

func unitLetter(u unit) string {
	return [...]string{
		noUnit: "X", second: "S", minute: "M", hour: "H", day: "D", weekend: "WE", week: "W", fortnight: "W", month: "M", quarter: "Q",
		year: "Y", decade: "DE", century: "CE", millennium: "CE",
	}[u]
}
