package timex

import (
	"testing"
	"time"
)

// TestMoveableFeasts checks computed feasts against the published calendars of the churches and of Judaism.
func TestMoveableFeasts(t *testing.T) {
	for _, c := range []struct {
		name string
		of   func(int) time.Time
		days []string
	}{
		{"easter", easter, []string{"1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2038-04-25"}},
		{"pascha", pascha, []string{"2000-04-30", "2014-04-20", "2021-05-02", "2023-04-16", "2024-05-05", "2025-04-20", "2026-04-12"}},
		{"passover", passover, []string{"1994-03-27", "2000-04-20", "2005-04-24", "2019-04-20", "2021-03-28", "2023-04-06", "2024-04-23", "2025-04-13", "2026-04-02"}},
	} {
		for _, want := range c.days {
			day, err := time.Parse(time.DateOnly, want)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.of(day.Year()); !got.Equal(day) {
				t.Errorf("%s %d: got %s, want %s", c.name, day.Year(), got.Format(time.DateOnly), want)
			}
		}
	}
}

func TestFeastsOfAllYears(t *testing.T) {
	for _, list := range feasts {
		for _, h := range list {
			for year := 1; year <= 9999; year += 7 {
				if p := h.in(year); p.grain != gDay || p.first.Year() < year-1 || p.first.Year() > year+1 {
					t.Fatalf("%s in %d is %v", h.words, year, p.first)
				}
			}
		}
	}
}
