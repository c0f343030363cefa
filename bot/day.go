package bot

import (
	"fmt"
	"time"
)

func parseDay(s string, today time.Time) (from, to time.Time, err error) {
	switch s {
	case "today":
		return today, today, nil
	case "yesterday":
		return today.AddDate(0, 0, -1), today.AddDate(0, 0, -1), nil
	}
	for _, f := range []struct {
		layout  string
		y, m, d int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(f.layout, s); err == nil {
			return t, t.AddDate(f.y, f.m, f.d).AddDate(0, 0, -1), nil
		}
	}
	return from, to, fmt.Errorf("I cannot read %q as a day", s)
}
