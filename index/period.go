package index

import (
	"fmt"
	"time"
)

// interval is a time from the first to the last day; a zero end is open.
type interval struct{ from, to time.Time }

// overlaps reports whether some day of v lies in p.
func (p Period) overlaps(v interval) bool {
	return (p.Until.IsZero() || v.from.IsZero() || !v.from.After(p.Until)) && (p.Since.IsZero() || v.to.IsZero() || !v.to.Before(p.Since))
}

func (p Period) empty() bool { return p.Since.IsZero() && p.Until.IsZero() }

// timexDate reads a TIMEX3 value of a day, week, month or year as a date for readers (EDTF), its precision, and its days. ok is
// false for values that name no such time.
func timexDate(value string) (edtf, precision string, v interval, ok bool) {
	for _, form := range []struct {
		layout, precision   string
		years, months, days int
	}{{"2006-01-02", "day", 0, 0, 1}, {"2006-01", "month", 0, 1, 0}, {"2006", "year", 1, 0, 0}} {
		if len(value) < len(form.layout) {
			continue
		}
		date := value
		if form.precision == "day" && len(value) > 10 && value[10] == 'T' {
			date = value[:10] // a time of day
		}
		if t, err := time.Parse(form.layout, date); err == nil {
			return date, form.precision, interval{t, t.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1)}, true
		}
	}
	var year, week int
	if n, err := fmt.Sscanf(value, "%4d-W%2d", &year, &week); err == nil && n == 2 && week >= 1 && week <= 53 {
		monday := weekStart(year, week)
		sunday := monday.AddDate(0, 0, 6)
		return monday.Format(time.DateOnly) + "/" + sunday.Format(time.DateOnly), "week", interval{monday, sunday}, true
	}
	return "", "", interval{}, false
}

// weekStart is the Monday of an ISO week.
func weekStart(year, week int) time.Time {
	t := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7+7*(week-1))
}

// dating is the date of a statement or demand of d: that which the text gives, else the day of publication.
func (d *reading) dating(when string) (edtf, from, precision string, v interval, known bool) {
	if when != "" {
		if edtf, precision, v, ok := timexDate(when); ok {
			return edtf, "text", precision, v, true
		}
	}
	if d.day == "" {
		return "", "", "", interval{}, false
	}
	return d.day, "publication", "day", interval{d.Published, d.Published}, true
}
