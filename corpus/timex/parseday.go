package timex

import (
	"fmt"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// ParseDay reads what a user types for a day or a period: "2025-10-17", "17 Oct 2025", "October 2025", "2025",
// "yesterday", "last week", "friday". It returns the first and last day, both midnight UTC. A weekday or a month without
// a year is the latest one up to today. The error says which forms are understood.
func ParseDay(s string, today time.Time) (from, to time.Time, err error) {
	typed := strings.Join(strings.Fields(s), " ")
	bad := fmt.Errorf("%q is no date I can read; write it as 2025-10-17, 17 Oct 2025, October 2025, 2025, yesterday, last week or friday", typed)
	if typed == "" || len(typed) > 60 || today.IsZero() {
		return from, to, bad
	}
	text := capitalised(typed)
	d := &corpus.Document{Text: text, Published: today, Language: "en"}
	f := newFinder(d, segment.Split(text))
	if len(f.items) == 0 {
		return from, to, bad
	}
	f.lookBack = true
	m := f.longest(0)
	if f.isYear(0) && len(f.items) == 1 {
		m = datedAt(1, point{dayOf(f.items[0].val, 1, 1), gYear})
	}
	if m.to != len(f.items) || m.at.grain == noGrain || strings.Contains(m.value, "XX") {
		return from, to, bad
	}
	first, last := m.at.first, m.at.last()
	if first.Year() < 1 || last.Year() > 9999 {
		return from, to, bad
	}
	return first, last, nil
}

// capitalised writes the names of months and weekdays as a text does.
func capitalised(s string) string {
	parts := strings.Fields(strings.ToLower(s))
	for i, p := range parts {
		bare := strings.TrimRight(p, ",")
		for _, w := range []string{bare, bare + "."} {
			if words[w].class&(cMonth|cWeekday) != 0 {
				parts[i] = strings.ToUpper(p[:1]) + p[1:]
			}
		}
	}
	return strings.Join(parts, " ")
}
