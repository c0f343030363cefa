package digest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"example.org/briefbot/index/wording"
)

// Clock is a time of day in minutes after midnight.
type Clock int

func (c Clock) sinceMidnight() time.Duration { return time.Duration(c) * time.Minute }

// String writes c as 09:00.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

var clockForm = regexp.MustCompile(`^(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?(?:m\.?)?$`)

// ParseClock reads a time of day: 9, 9:00, 09.00, 9 am, 9:30 pm. The error is a sentence for whoever typed it.
func ParseClock(s string) (Clock, error) {
	bad := fmt.Errorf("%q is no time of day; write it like 09:00 or 17:30", s)
	m := clockForm.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if m == nil {
		return 0, bad
	}
	hour, err := strconv.Atoi(m[1])
	minute := 0
	if m[2] != "" && err == nil {
		minute, err = strconv.Atoi(m[2])
	}
	switch {
	case err != nil, m[3] != "" && (hour < 1 || hour > 12):
		return 0, bad
	case m[3] == "p" && hour < 12:
		hour += 12
	case m[3] == "a" && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 {
		return 0, bad
	}
	return Clock(60*hour + minute), nil
}

// Weekdays is a set of days of the week: bit n is time.Weekday n.
type Weekdays uint8

// The sets that have a name.
const (
	EveryDay    Weekdays = 1<<7 - 1
	WorkingDays Weekdays = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
	WeekendDays Weekdays = 1<<time.Saturday | 1<<time.Sunday
)

// Has reports whether d is in w.
func (w Weekdays) Has(d time.Weekday) bool { return w>>d&1 == 1 }

// String writes w as "every day", "Monday to Friday" or "Monday, Thursday".
func (w Weekdays) String() string {
	switch w {
	case EveryDay:
		return "every day"
	case WorkingDays:
		return wording.MondayToFriday
	}
	var days []string
	for i := range 7 {
		if d := time.Weekday((i + 1) % 7); w.Has(d) {
			days = append(days, d.String())
		}
	}
	return strings.Join(days, ", ")
}

// ParseWeekdays reads days of the week: daily, weekdays, mon-fri, "Monday, Thursday", sat+sun. Nothing is every day. The error is a
// sentence for whoever typed it.
func ParseWeekdays(s string) (Weekdays, error) {
	var w Weekdays
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ,;+&\t\n", r) })
	words = strings.Fields(strings.NewReplacer(" - ", "-", " – ", "-", "–", "-", " to ", "-").Replace(strings.Join(words, " ")))
	if strings.Join(words, " ") == "every day" {
		words = nil
	}
	for _, word := range words {
		set, ok := dayNames(word)
		if !ok {
			return 0, fmt.Errorf("%q is no day of the week; write days like Mon-Fri, or Mon, Wed, Sun, or leave them out for every day", word)
		}
		w |= set
	}
	if w == 0 {
		w = EveryDay
	}
	return w, nil
}

// dayNames reads one word: a day, a range of days, a name for several. "and" names none.
func dayNames(word string) (Weekdays, bool) {
	switch word {
	case "and":
		return 0, true
	case "daily", "all", "always":
		return EveryDay, true
	case "weekdays", "workdays", "weekday":
		return WorkingDays, true
	case "weekend", "weekends":
		return WeekendDays, true
	}
	from, to, several := strings.Cut(word, "-")
	first, ok := dayName(from)
	if !ok || !several {
		return 1 << first, ok
	}
	last, ok := dayName(to)
	set := Weekdays(1) << first
	for d := first; d != last; {
		d = (d + 1) % 7
		set |= 1 << d
	}
	return set, ok
}

// dayName reads the English name of a day, or at least two of its first letters.
func dayName(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if len(s) >= 2 && (strings.HasPrefix(name, s) || s == name+"s") {
			return d, true
		}
	}
	return 0, false
}
