package picture

import (
	"strconv"
	"strings"
	"time"
)

// days is a stretch of time in days since 1 January 1970, from the first up to and without the last.
type days struct{ from, to int }

// spread is a date as the axis needs it: when it begins and when it ends, each as exact as it is told.
type spread struct {
	begin, end     days // the same for a date that is no interval
	openIn, openTo bool // it began, or will end, nobody says when; begin or end is that of the other side then
}

// readDate reads an EDTF date (ISO 8601-2), as the answers of /timeline have them. ok is false for what has no place on an axis.
func readDate(edtf string) (s spread, ok bool) {
	from, to, interval := strings.Cut(edtf, "/")
	if !interval {
		s.begin, ok = readPoint(from)
		s.end = s.begin
		return s, ok
	}
	s.openIn, s.openTo = from == "" || from == "..", to == "" || to == ".."
	if s.openIn && s.openTo {
		return s, false
	}
	var okFrom, okTo bool
	if !s.openIn {
		s.begin, okFrom = readPoint(from)
	}
	if !s.openTo {
		s.end, okTo = readPoint(to)
	}
	if s.openIn {
		s.begin, okFrom = s.end, okTo
	}
	if s.openTo {
		s.end, okTo = s.begin, okFrom
	}
	return s, okFrom && okTo && s.begin.from < s.end.to
}

// readPoint reads "2025", "2025-10", "2025-10-19", "2025-24", "201X" and "19XX".
func readPoint(s string) (days, bool) {
	s = strings.TrimRight(s, "~?%")
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, s); err == nil {
			return between(t, t.AddDate(form.years, form.months, form.days)), true
		}
	}
	year, rest, _ := strings.Cut(s, "-")
	if season, err := strconv.Atoi(rest); err == nil && len(rest) == 2 && season >= 21 && season <= 24 {
		if t, err := time.Parse("2006", year); err == nil {
			t = t.AddDate(0, 3*(season-21)+2, 0)
			return between(t, t.AddDate(0, 3, 0)), true
		}
	}
	for unknown, years := range map[string]int{"X": 10, "XX": 100} {
		head, cut := strings.CutSuffix(s, unknown)
		if t, err := time.Parse("2006", head+strings.Repeat("0", len(unknown))); cut && err == nil && !strings.HasSuffix(head, "X") {
			return between(t, t.AddDate(years, 0, 0)), true
		}
	}
	return days{}, false
}

const secondsOfDay = 24 * 60 * 60

func between(from, to time.Time) days {
	return days{dayNumber(from), dayNumber(to)}
}

// dayNumber counts t's day, midnight UTC.
func dayNumber(t time.Time) int { return int(t.Unix() / secondsOfDay) }

// dayOf is the reverse of dayNumber.
func dayOf(n int) time.Time { return time.Unix(int64(n)*secondsOfDay, 0).UTC() }
