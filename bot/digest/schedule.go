package digest

import (
	"time"
)

// Schedule is when a server's digest comes: at a time of day, on some weekdays, in a zone.
//
// A local date is written as midnight UTC of that day, as everywhere in this program.
type Schedule struct {
	Zone *time.Location
	Time Clock
	Days Weekdays
}

// Slot is one run of a schedule: the local date it is for, and the instant at which it is due.
type Slot struct {
	Date time.Time
	At   time.Time
}

// Next returns the first slot after an instant whose date is not done; done may be nil. It depends on nothing else: not on the clock,
// not on what was asked before. The zero Slot says that there is none within the year, which no set of weekdays leads to.
func (s Schedule) Next(after time.Time, done func(date time.Time) bool) Slot {
	// Local dates run at most a day ahead of or behind UTC, and a slot may fall on the date before its own.
	for date, n := s.date(after).AddDate(0, 0, -1), 0; n < 366; date, n = date.AddDate(0, 0, 1), n+1 {
		if !s.Days.Has(date.Weekday()) || done != nil && done(date) {
			continue
		}
		if at := s.on(date); at.After(after) {
			return Slot{date, at}
		}
	}
	return Slot{}
}

// Last returns the latest slot at or before an instant, the zero Slot when the month before has none.
func (s Schedule) Last(before time.Time) Slot {
	for date, n := s.date(before).AddDate(0, 0, 1), 0; n < 31; date, n = date.AddDate(0, 0, -1), n+1 {
		if at := s.on(date); s.Days.Has(date.Weekday()) && !at.After(before) {
			return Slot{date, at}
		}
	}
	return Slot{}
}

// date is the local date at an instant.
func (s Schedule) date(at time.Time) time.Time {
	y, m, d := at.In(s.Zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// on returns the instant of the schedule's time on a local date, by the rule of RFC 5545, section 3.3.5: a time that the clocks skip
// is read with the offset before the gap, a time that they show twice is the first of the two. (time.Date promises neither.)
func (s Schedule) on(date time.Time) time.Time {
	wall := date.Add(s.Time.sinceMidnight()) // as if the zone were UTC
	y, m, d := date.Date()
	guess := time.Date(y, m, d, 0, int(s.Time), 0, 0, s.Zone) // right in one of the zones that a transition nearby is between
	start, end := guess.ZoneBounds()
	for _, transition := range []time.Time{start, end} {
		if transition.IsZero() {
			continue
		}
		before, after := offset(transition.Add(-time.Second)), offset(transition)
		earlier := wall.Add(-before)
		if !earlier.Before(transition) && wall.Add(-after).Before(transition) {
			return earlier.In(s.Zone) // the clocks skip it: the offset before the gap
		}
		if earlier.Before(transition) && !wall.Add(-after).Before(transition) {
			return earlier.In(s.Zone) // the clocks show it twice
		}
	}
	return guess
}

// offset is how far a zone's clocks are ahead of UTC at an instant.
func offset(at time.Time) time.Duration {
	_, seconds := at.Zone()
	return time.Duration(seconds) * time.Second
}
