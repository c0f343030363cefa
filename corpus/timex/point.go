package timex

import (
	"fmt"
	"time"
)

// grain is how exact a point in time is given.
type grain int8

const (
	noGrain grain = iota
	gDay
	gWeekend
	gWeek
	gMonth
	gQuarter
	gSeason
	gHalf
	gYear
	gDecade
	gCentury
)

// grainOf is the grain of a date that is told in units of u.
func grainOf(u unit) grain {
	return [...]grain{
		second: gDay, minute: gDay, hour: gDay, day: gDay, weekend: gWeekend, week: gWeek, fortnight: gWeek, month: gMonth,
		quarter: gQuarter, year: gYear, decade: gDecade, century: gCentury, millennium: gCentury,
	}[u]
}

// point is a stretch of the calendar: the one of the given grain that begins at first.
type point struct {
	first time.Time
	grain grain
}

func dayOf(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// validDay reports whether there is such a day in the calendar, in the years that values can write.
func validDay(y, m, d int) bool {
	if y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 {
		return false
	}
	t := dayOf(y, m, d)
	return int(t.Month()) == m && t.Day() == d
}

func at(t time.Time, g grain) point {
	y, m, d := t.Date()
	switch g {
	case gWeek:
		return point{dayOf(y, int(m), d-isoWeekday(t)+1), g}
	case gWeekend:
		return point{dayOf(y, int(m), d-isoWeekday(t)+6), g}
	case gMonth:
		return point{dayOf(y, int(m), 1), g}
	case gQuarter:
		return point{dayOf(y, (int(m)-1)/3*3+1, 1), g}
	case gSeason:
		if m < 3 {
			return point{dayOf(y-1, 12, 1), g}
		}
		return point{dayOf(y, int(m)/3*3, 1), g}
	case gHalf:
		return point{dayOf(y, (int(m)-1)/6*6+1, 1), g}
	case gYear:
		return point{dayOf(y, 1, 1), g}
	case gDecade:
		return point{dayOf(y/10*10, 1, 1), g}
	case gCentury:
		return point{dayOf(y/100*100, 1, 1), g}
	}
	return point{dayOf(y, int(m), d), gDay}
}

func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// shift moves p by n of its own grain.
func (p point) shift(n int) point {
	y, m, d := p.first.Date()
	switch p.grain {
	case gWeek, gWeekend:
		d += 7 * n
	case gMonth:
		m += time.Month(n)
	case gQuarter:
		m += time.Month(3 * n)
	case gSeason:
		m += time.Month(3 * n)
	case gHalf:
		m += time.Month(6 * n)
	case gYear:
		y += n
	case gDecade:
		y += 10 * n
	case gCentury:
		y += 100 * n
	default:
		d += n
	}
	return point{dayOf(y, int(m), d), p.grain}
}

// last is the last day of p.
func (p point) last() time.Time {
	if p.grain == gWeekend {
		return p.first.AddDate(0, 0, 1)
	}
	return p.shift(1).first.AddDate(0, 0, -1)
}

// value writes p in TIMEX3, "" when its year cannot be written.
func (p point) value() string {
	y := p.first.Year()
	if y < 1 || y > 9999 {
		return ""
	}
	switch p.grain {
	case gWeek, gWeekend:
		iso, w := p.first.ISOWeek()
		if p.grain == gWeekend {
			return fmt.Sprintf("%04d-W%02d-WE", iso, w)
		}
		return fmt.Sprintf("%04d-W%02d", iso, w)
	case gMonth:
		return p.first.Format("2006-01")
	case gQuarter:
		return fmt.Sprintf("%04d-Q%d", y, (int(p.first.Month())-1)/3+1)
	case gSeason:
		return fmt.Sprintf("%04d-%s", y, seasonNames[int(p.first.Month())/3-1])
	case gHalf:
		return fmt.Sprintf("%04d-H%d", y, (int(p.first.Month())-1)/6+1)
	case gYear:
		return fmt.Sprintf("%04d", y)
	case gDecade:
		return fmt.Sprintf("%03d", y/10)
	case gCentury:
		return fmt.Sprintf("%02d", y/100)
	}
	return p.first.Format(time.DateOnly)
}
