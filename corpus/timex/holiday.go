package timex

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// holiday matches feasts whose day the calendar gives: "Christmas Day", "Thanksgiving", "New Year's Eve".
func (f *finder) holiday(i int) match {
	m := f.holidayAt(i)
	if m.to == 0 {
		return none
	}
	if y, to := f.yearAfter(m.to); to > m.to {
		if p, ok := f.holidayIn(i, y); ok {
			return datedAt(to, p)
		}
	}
	return m
}

// reckoning is how the day of a feast is found.
type reckoning int8

const (
	byDate    reckoning = iota // month and day
	byWeekday                  // the nth weekday of a month; nth -1 is the last
	byEaster                   // days after Easter Sunday of the western churches
	byPascha                   // days after Easter Sunday of the eastern churches
	byNisan                    // days after the first day of Passover
)

// feast is a holiday.
type feast struct {
	words      string // lower case, as items
	by         reckoning
	month, day int // day is the number of days after the feast it counts from, where there is one
	nth, on    int // the nth of ISO weekday on
	of         string
}

// Countries whose feasts bear a name that other countries use for another day.
const unitedStates = "us"

var feasts = parseFeasts(`
christmas eve,12-24; christmas day,12-25; christmas,12-25; xmas,12-25; boxing day,12-26; new year 's eve,12-31; new year 's day,1-1
new year 's,1-1; st. stephen 's day,12-26; epiphany,1-6; orthodox christmas,1-7; candlemas,2-2; groundhog day,2-2; valentine 's day,2-14
international women 's day,3-8; women 's day,3-8; st. patrick 's day,3-17; april fools ' day,4-1; anzac day,4-25; earth day,4-22
may day,5-1; labour day,5-1; international workers ' day,5-1; world press freedom day,5-3; victory in europe day,5-8; ve day,5-8; europe day,5-9
victory day,5-9; juneteenth,6-19; midsummer day,6-24; canada day,7-1; independence day,7-4,us; bastille day,7-14; assumption day,8-15
german unity day,10-3; halloween,10-31; all saints ' day,11-1; all souls ' day,11-2; guy fawkes night,11-5; bonfire night,11-5
armistice day,11-11; veterans day,11-11; remembrance day,11-11; human rights day,12-10; st. nicholas day,12-6; flag day,6-14,us
martin luther king jr. day,1#3#1; martin luther king day,1#3#1; mlk day,1#3#1; presidents day,2#3#1; presidents ' day,2#3#1
mother 's day,5#2#7; memorial day,5#-1#1; father 's day,6#3#7; labor day,9#1#1; columbus day,10#2#1; indigenous peoples ' day,10#2#1
thanksgiving day,11#4#4; thanksgiving,11#4#4
shrove tuesday,e-47; ash wednesday,e-46; palm sunday,e-7; maundy thursday,e-3; holy thursday,e-3; good friday,e-2; holy saturday,e-1
easter sunday,e0; easter monday,e1; easter,e0; ascension day,e39; pentecost,e49; whit sunday,e49; whit monday,e50
orthodox good friday,p-2; orthodox easter sunday,p0; orthodox easter,p0; orthodox pentecost,p49
passover,n0; shavuot,n50; rosh hashanah,n163; yom kippur,n172; sukkot,n177; simchat torah,n185; purim,n-30`)

// parseFeasts reads the table of feasts: "name,month-day", "name,month#nth#weekday", "name,e|p|n days", and the country whose it is.
func parseFeasts(table string) map[string][]feast {
	out := map[string][]feast{}
	for _, entry := range strings.FieldsFunc(table, func(r rune) bool { return r == ';' || r == '\n' }) {
		part := strings.Split(strings.TrimSpace(entry), ",")
		if len(part) < 2 {
			continue
		}
		f := feast{words: part[0]}
		if len(part) > 2 {
			f.of = part[2]
		}
		switch rule := part[1]; {
		case strings.Contains(rule, "#"):
			f.by = byWeekday
			n := numbersOf(rule, "#")
			f.month, f.nth, f.on = n[0], n[1], n[2]
		case rule[0] == 'e' || rule[0] == 'p' || rule[0] == 'n':
			f.by = map[byte]reckoning{'e': byEaster, 'p': byPascha, 'n': byNisan}[rule[0]]
			f.day, _ = strconv.Atoi(rule[1:])
		default:
			n := numbersOf(rule, "-")
			f.month, f.day = n[0], n[1]
		}
		first, _, _ := strings.Cut(f.words, " ")
		out[first] = append(out[first], f)
	}
	return out
}

func numbersOf(s, sep string) []int {
	var out []int
	for p := range strings.SplitSeq(s, sep) {
		n, _ := strconv.Atoi(p)
		out = append(out, n)
	}
	return out
}

// feastAt returns the longest feast whose name begins at item i, and the item after it.
func (f *finder) feastAt(i int) (best feast, to int) {
	if !f.item(i).upper || f.item(i).hyphen {
		return feast{}, i
	}
	to = i
	for _, h := range feasts[f.low(i)] {
		if end := f.spells(i, h.words); end > to {
			best, to = h, end
		}
	}
	if next := f.item(to); next.upper && next.word.class == 0 && next.sent == f.item(i).sent && f.item(i-1).sent == next.sent && !f.item(i-1).upper {
		return feast{}, i // a name: "the Good Friday Agreement"
	}
	if to > i && best.of == unitedStates && f.others(i) {
		return feast{}, i
	}
	return best, to
}

// others reports whether the words before item i give the feast to another country than the United States: "Ukraine's
// Independence Day", "the Indian Independence Day".
func (f *finder) others(i int) bool {
	p := f.item(i - 1)
	if p.low == "'s" || p.low == "'" {
		return !f.oneOf(i-2, "america", "u.s.", "us", "states")
	}
	return p.upper && p.sent == f.item(i).sent && f.item(i-2).sent == p.sent && i >= 2 && p.word.class == 0 && !f.oneOf(i-1, "american", "u.s.", "us")
}

// spells returns the item after the words that stand at item i, or i where they do not.
func (f *finder) spells(i int, words string) int {
	k := i
	for w := range strings.FieldsSeq(words) {
		if f.low(k) != w {
			return i
		}
		k++
	}
	return k
}

func (f *finder) holidayAt(i int) match {
	h, to := f.feastAt(i)
	if to == i {
		return none
	}
	if !f.known() {
		if h.by == byDate {
			return match{to: to, typ: tDate, value: "XXXX-" + two(h.month) + "-" + two(h.day)}
		}
		return match{to: to, typ: tDate, value: "XXXX-XX-XX"}
	}
	p := h.in(f.dct.Year())
	switch ahead := p.first.After(f.dct); {
	case ahead && f.tense(i) == past:
		p = h.in(f.dct.Year() - 1)
	case !ahead && f.tense(i) == future && p.first.Before(f.dct):
		p = h.in(f.dct.Year() + 1)
	}
	return datedAt(to, p)
}

func (f *finder) holidayIn(i, year int) (point, bool) {
	h, to := f.feastAt(i)
	if to == i {
		return point{}, false
	}
	return h.in(year), true
}

// in returns the day of the feast in a year.
func (h feast) in(year int) point {
	switch {
	case h.by == byEaster:
		return point{easter(year).AddDate(0, 0, h.day), gDay}
	case h.by == byPascha:
		return point{pascha(year).AddDate(0, 0, h.day), gDay}
	case h.by == byNisan:
		return point{passover(year).AddDate(0, 0, h.day), gDay}
	case h.nth > 0:
		first := dayOf(year, h.month, 1)
		return point{first.AddDate(0, 0, (h.on-isoWeekday(first)+7)%7+7*(h.nth-1)), gDay}
	case h.nth < 0:
		end := dayOf(year, h.month+1, 0)
		return point{end.AddDate(0, 0, -((isoWeekday(end) - h.on + 7) % 7)), gDay}
	}
	return point{dayOf(year, h.month, h.day), gDay}
}

// easter is Easter Sunday of the western churches (Meeus, Astronomical Algorithms, 1991, chapter 8).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	j, k := c/4, c%4
	m := (a + 11*h) / 319
	r := (2*e + 2*j - k - h + m + 32) % 7
	n := (h - m + r + 90) / 25
	p := (h - m + r + n + 19) % 32
	return dayOf(year, n, p)
}

// pascha is Easter Sunday of the eastern churches, in the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8).
func pascha(year int) time.Time {
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	n := d + e + 114
	julian := dayOf(year, n/31, n%31+1)
	return julian.AddDate(0, 0, year/100-year/400-2)
}

// passover is the fifteenth of Nisan, the first day of Passover, in the Gregorian calendar (Gauss's rule, as in Meeus,
// Astronomical Algorithms, 1991, chapter 9).
func passover(year int) time.Time {
	c := year / 100
	s := (3*c - 5) / 4 // Gregorian minus Julian days, less one
	if year < 1583 {
		s = 0
	}
	a := (12*year + 12) % 19
	b := year % 4
	q := -1.904412361576 + 1.554241796621*float64(a) + 0.25*float64(b) - 0.003177794022*float64(year) + float64(s)
	whole := math.Floor(q)
	j := (int(whole) + 3*year + 5*b + 2 - s) % 7
	if j < 0 {
		j += 7
	}
	rest := q - whole
	d := int(whole) + 22
	switch {
	case j == 2 || j == 4 || j == 6:
		d++
	case j == 1 && a > 6 && rest >= 0.632870370:
		d += 2
	case j == 0 && a > 11 && rest >= 0.897723765:
		d++
	}
	return dayOf(year, 3, d)
}
