package timex

import "time"

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

// feast is a holiday: fixed (month, day), the nth weekday of a month, or counted from Easter.
type feast struct {
	words      []string
	month, day int
	nth, on    int // the nth of ISO weekday on; nth -1 is the last
	easter     int // days after Easter Sunday, where month is 0
}

var feasts = []feast{
	{words: []string{"christmas", "eve"}, month: 12, day: 24},
	{words: []string{"christmas", "day"}, month: 12, day: 25},
	{words: []string{"christmas"}, month: 12, day: 25},
	{words: []string{"xmas"}, month: 12, day: 25},
	{words: []string{"boxing", "day"}, month: 12, day: 26},
	{words: []string{"new", "year", "'s", "eve"}, month: 12, day: 31},
	{words: []string{"new", "year", "'s", "day"}, month: 1, day: 1},
	{words: []string{"new", "year", "'s"}, month: 1, day: 1},
	{words: []string{"valentine", "'s", "day"}, month: 2, day: 14},
	{words: []string{"independence", "day"}, month: 7, day: 4},
	{words: []string{"veterans", "day"}, month: 11, day: 11},
	{words: []string{"armistice", "day"}, month: 11, day: 11},
	{words: []string{"bastille", "day"}, month: 7, day: 14},
	{words: []string{"halloween"}, month: 10, day: 31},
	{words: []string{"thanksgiving", "day"}, month: 11, nth: 4, on: 4},
	{words: []string{"thanksgiving"}, month: 11, nth: 4, on: 4},
	{words: []string{"labor", "day"}, month: 9, nth: 1, on: 1},
	{words: []string{"memorial", "day"}, month: 5, nth: -1, on: 1},
	{words: []string{"columbus", "day"}, month: 10, nth: 2, on: 1},
	{words: []string{"presidents", "day"}, month: 2, nth: 3, on: 1},
	{words: []string{"martin", "luther", "king", "day"}, month: 1, nth: 3, on: 1},
	{words: []string{"good", "friday"}, easter: -2},
	{words: []string{"palm", "sunday"}, easter: -7},
	{words: []string{"ash", "wednesday"}, easter: -46},
	{words: []string{"easter", "monday"}, easter: 1},
	{words: []string{"easter", "sunday"}, easter: 0},
	{words: []string{"easter"}, easter: 0},
}

// feastAt returns the longest feast whose name begins at item i.
func (f *finder) feastAt(i int) (best feast, ok bool) {
	if !f.item(i).upper {
		return feast{}, false
	}
	for _, h := range feasts {
		if len(h.words) <= len(best.words) || !f.spells(i, h.words) {
			continue
		}
		best, ok = h, true
	}
	return best, ok
}

func (f *finder) spells(i int, words []string) bool {
	for k, w := range words {
		if f.low(i+k) != w {
			return false
		}
	}
	return true
}

func (f *finder) holidayAt(i int) match {
	h, ok := f.feastAt(i)
	if !ok {
		return none
	}
	to := i + len(h.words)
	if !f.known() {
		if h.day > 0 {
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
	h, ok := f.feastAt(i)
	if !ok {
		return point{}, false
	}
	return h.in(year), true
}

func (h feast) in(year int) point {
	switch {
	case h.month == 0:
		return point{easter(year).AddDate(0, 0, h.easter), gDay}
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
