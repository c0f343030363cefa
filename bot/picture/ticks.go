package picture

import (
	"strconv"
	"time"
)

// tickAt is a label of the axis: what is new there, and below it the month or year that it belongs to.
type tickAt struct {
	x             int
	label, within string
	first         bool // of its stretch
}

// step is a distance between ticks.
type step struct {
	years, months, days int
	least               int // pixels between two of them
}

func steps() []step {
	return []step{
		{days: 1, least: 40},
		{days: 2, least: 40},
		{days: 7, least: 46},
		{months: 1, least: 58},
		{months: 3, least: 58},
		{years: 1, least: 66},
		{years: 2, least: 66},
		{years: 5, least: 66},
		{years: 10, least: 66},
		{years: 25, least: 66},
		{years: 50, least: 66},
		{years: 100, least: 66},
		{years: 500, least: 66},
		{years: 1000, least: 66},
	}
}

// span is about how many days a step has.
func (s step) span() float64 {
	return float64(s.days) + 30.4*float64(s.months) + 365.2*float64(s.years)
}

// ticks are those of all stretches, from left to right. Each stretch has one at least.
func (a *axis) ticks() []tickAt {
	var out []tickAt
	for _, s := range a.stretches {
		out = append(out, s.ticks()...)
	}
	return out
}

func (s stretch) ticks() []tickAt {
	perDay := float64(s.x1-s.x0) / float64(s.to-s.from)
	by := steps()[len(steps())-1]
	for _, c := range steps() {
		if c.span()*perDay >= float64(c.least) {
			by = c
			break
		}
	}
	var out []tickAt
	told := ""
	add := func(day int, u step) {
		label, within := naming(dayOf(day), u)
		if within == told {
			within = ""
		} else {
			told = within
		}
		out = append(out, tickAt{x: s.x0 + int(float64(day-s.from)*perDay), label: label, within: within, first: len(out) == 0})
	}
	for t := by.first(dayOf(s.from)); dayNumber(t) < s.to; t = by.next(t) {
		if dayNumber(t) >= s.from {
			add(dayNumber(t), by)
		}
	}
	if len(out) == 0 || float64(out[0].x-s.x0) > 70 {
		// The stretch begins between two steps: it is named by how long it is.
		out, told = nil, ""
		first := step{days: 1}
		switch n := s.to - s.from; {
		case n >= 360 && dayOf(s.from).YearDay() == 1:
			first = step{years: 1}
		case n >= 28 && dayOf(s.from).Day() == 1:
			first = step{months: 1}
		}
		add(s.from, first)
		for t := by.first(dayOf(s.from)); dayNumber(t) < s.to; t = by.next(t) {
			if dayNumber(t) > s.from {
				add(dayNumber(t), by)
			}
		}
	}
	return out
}

// naming writes a tick: the day above month and year, the month above the year, the year alone.
func naming(t time.Time, s step) (label, within string) {
	switch {
	case s.days > 0:
		return strconv.Itoa(t.Day()), t.Format("Jan 2006")
	case s.months > 0:
		return t.Format("Jan"), t.Format("2006")
	}
	return t.Format("2006"), ""
}

// first is the last tick of s at or before t.
func (s step) first(t time.Time) time.Time {
	y, m, d := t.Date()
	switch {
	case s.days == 7:
		return time.Date(y, m, d-(int(t.Weekday())+6)%7, 0, 0, 0, 0, time.UTC)
	case s.days > 0:
		return t
	case s.months > 0:
		return time.Date(y, m-(m-1)%time.Month(s.months), 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(y-y%s.years, 1, 1, 0, 0, 0, 0, time.UTC)
}

func (s step) next(t time.Time) time.Time { return t.AddDate(s.years, s.months, s.days) }
