package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The precisions of an entry's date.
const (
	precisionDay      = "day"
	precisionWeek     = "week"
	precisionWeeks    = "weeks"
	precisionMonth    = "month"
	precisionSeason   = "season"
	precisionYear     = "year"
	precisionDecade   = "decade"
	precisionInterval = "interval"
	precisionVague    = "vague"
)

// Interval returns the first and last day of a TIMEX3 value, its EDTF form (ISO 8601-2) and its precision: day, week,
// month, season, year, decade, interval or vague. A time of day is cut to its day. Seasons begin with the months of March,
// June, September and December; quarters and half-years are those of the calendar. A zero time is an open end:
// PAST_REF ends, FUTURE_REF begins with dct. ok is false for what has no place in the calendar:
// durations, sets, values with an unknown year, and references when dct is zero.
func Interval(value string, dct time.Time) (from, to time.Time, edtf, precision string, ok bool) {
	switch value {
	case "PAST_REF", "PRESENT_REF", "FUTURE_REF":
		return referred(value, dct)
	}
	p, ok := parseValue(value)
	if !ok || p.first.Year() < 1 || p.last().Year() > 9999 {
		return time.Time{}, time.Time{}, "", "", false
	}
	return p.first, p.last(), p.edtf(), p.precision(), true
}

func referred(value string, dct time.Time) (from, to time.Time, edtf, precision string, ok bool) {
	if dct.IsZero() {
		return from, to, "", "", false
	}
	today := at(dct, gDay)
	switch value {
	case "PAST_REF":
		return from, today.first, "../" + today.value(), precisionVague, true
	case "FUTURE_REF":
		return today.first, to, today.value() + "/..", precisionVague, true
	}
	return today.first, today.first, today.value(), precisionVague, true
}

// parseValue reads a TIMEX3 value that lies in the calendar.
func parseValue(value string) (point, bool) {
	date, _, _ := strings.Cut(value, "T")
	parts := strings.Split(date, "-")
	for len(parts) > 1 && strings.Trim(parts[len(parts)-1], "X") == "" && parts[len(parts)-1] != "" {
		parts = parts[:len(parts)-1] // "2025-XX" is told to the year
	}
	y, err := strconv.Atoi(parts[0])
	if err != nil || y < 0 || parts[0][0] == '+' {
		return point{}, false
	}
	if len(parts) == 1 {
		return yearValue(parts[0], y)
	}
	if len(parts[0]) != 4 || y < 1 || len(parts) > 3 {
		return point{}, false
	}
	if len(parts) == 3 {
		return dayValue(y, parts[1], parts[2])
	}
	return partOfYear(y, parts[1])
}

func yearValue(s string, y int) (point, bool) {
	switch len(s) {
	case 4:
		return point{dayOf(y, 1, 1), gYear}, y > 0
	case 3:
		return point{dayOf(y*10, 1, 1), gDecade}, y > 0
	case 2:
		return point{dayOf(y*100, 1, 1), gCentury}, y > 0
	}
	return point{}, false
}

func dayValue(y int, middle, last string) (point, bool) {
	if last == "WE" {
		p, ok := partOfYear(y, middle)
		return point{p.first.AddDate(0, 0, 5), gWeekend}, ok && p.grain == gWeek
	}
	m, errM := strconv.Atoi(middle)
	d, errD := strconv.Atoi(last)
	if errM != nil || errD != nil || len(middle) != 2 || len(last) != 2 || !validDay(y, m, d) {
		return point{}, false
	}
	return point{dayOf(y, m, d), gDay}, true
}

// partOfYear reads "10", "W42", "Q3", "H1", "SU".
func partOfYear(y int, s string) (point, bool) {
	for i, name := range seasonNames {
		if s == name {
			return point{dayOf(y, 3*i+3, 1), gSeason}, true
		}
	}
	if len(s) != 2 && len(s) != 3 {
		return point{}, false
	}
	n, err := strconv.Atoi(strings.TrimLeft(s, "WQH"))
	if err != nil || n < 1 || strings.ContainsAny(s[1:], "WQH+-") {
		return point{}, false
	}
	switch {
	case s[0] == 'W' && len(s) == 3:
		first := at(dayOf(y, 1, 4), gWeek).shift(n - 1)
		iso, w := first.first.ISOWeek()
		return first, iso == y && w == n
	case s[0] == 'Q' && n <= 4 && len(s) == 2:
		return point{dayOf(y, 3*n-2, 1), gQuarter}, true
	case s[0] == 'H' && n <= 2 && len(s) == 2:
		return point{dayOf(y, 6*n-5, 1), gHalf}, true
	case s[0] >= '0' && s[0] <= '1' && n <= 12 && len(s) == 2:
		return point{dayOf(y, n, 1), gMonth}, true
	}
	return point{}, false
}

// edtf writes p in EDTF. It has no weeks, quarters and halves of level 1: those are intervals.
func (p point) edtf() string {
	y := p.first.Year()
	switch p.grain {
	case gDay, gMonth, gYear:
		return p.value()
	case gSeason:
		return fmt.Sprintf("%04d-%d", y, 20+int(p.first.Month())/3)
	case gDecade:
		return fmt.Sprintf("%03dX", y/10)
	case gCentury:
		return fmt.Sprintf("%02dXX", y/100)
	case gQuarter, gHalf:
		return p.first.Format("2006-01") + "/" + p.last().Format("2006-01")
	}
	return p.first.Format(time.DateOnly) + "/" + p.last().Format(time.DateOnly)
}

func (p point) precision() string {
	return [...]string{
		noGrain: precisionVague, gDay: precisionDay, gWeekend: precisionInterval, gWeek: precisionWeek, gMonth: precisionMonth,
		gQuarter: precisionInterval, gSeason: precisionSeason, gHalf: precisionInterval, gYear: precisionYear, gDecade: precisionDecade, gCentury: precisionInterval,
	}[p.grain]
}
