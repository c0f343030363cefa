package render

import (
	"regexp"
	"strings"
	"testing"

	"example.org/briefbot/index"
)

func TestWhen(t *testing.T) {
	for _, c := range []struct {
		r    index.Result
		want string
	}{
		{index.Result{Date: "2014/2025-10-19", Precision: "year", When: "ongoing", Computed: true}, "since 2014 · ongoing, start computed"},
		{index.Result{Date: "2025-10-19/2025-11-02", Precision: "interval", When: "planned", Computed: true}, "2025-10-19 to 2025-11-02 · planned, end computed"},
		{index.Result{Date: "2014/..", Precision: "year", When: "ongoing"}, "since 2014 · ongoing"},
		{index.Result{Date: "2014/..", Precision: "year", When: "past"}, "since 2014"},
		{index.Result{Date: "2026-03/..", Precision: "month", When: "planned"}, "from 2026-03 on · planned"},
		{index.Result{Date: "2025-10-19/..", Precision: "weeks", When: "was planned"}, "in the weeks from 2025-10-19 · was planned"},
		{index.Result{Date: "2025-10-13/2025-10-19", Precision: "week", When: "past"}, "week 2025-10-13 to 2025-10-19"},
		{index.Result{Date: "../2025-10-19", Precision: "vague", When: "past"}, "some time before 2025-10-19"},
		{index.Result{Date: "2025-10-19/..", Precision: "vague", When: "planned"}, "some time after 2025-10-19 · planned"},
		{index.Result{Date: "2025-10-19", Precision: "vague", When: "past"}, "about 2025-10-19"},
		{index.Result{Date: "2025-24", Precision: "season", When: "planned"}, "winter 2025/26 · planned"},
		{index.Result{Date: "1999-24", Precision: "season"}, "winter 1999/00"},
		{index.Result{Date: "2025-22", Precision: "season"}, "summer 2025"},
		{index.Result{Date: "201X", Precision: "decade"}, "2010s"},
		{index.Result{Date: "19XX", Precision: "interval"}, "1900 to 1999"},
		{index.Result{Date: "2025-07/2025-09", Precision: "interval"}, "2025-07 to 2025-09"},
		{index.Result{Date: "../2020", Precision: "year"}, "up to 2020"},
		{index.Result{Date: "2025-10-17", Precision: "day", LessSure: true}, "2025-10-17 · less certain"},
		{index.Result{When: "planned"}, "no date · planned"},
		{index.Result{Date: "../.."}, "no date"},
	} {
		if got := When(c.r); got != c.want {
			t.Errorf("%s, %s, %s: %q, want %q", c.r.Date, c.r.Precision, c.r.When, got, c.want)
		}
	}
}

// Discord shows a timestamp as a day of the reader's calendar: only an exact day may become one.
func TestTimestampsAreForDays(t *testing.T) {
	stamp := regexp.MustCompile(`<t:\d+:D>`)
	for date, want := range map[string]string{"2025-10-17": "<t:1760695200:D>", "2025-10": "", "2025": "", "2025-10-17/..": "", "2025-10-13/2025-10-19": "", "2025-24": ""} {
		precision := "month"
		if want != "" {
			precision = "day"
		}
		r := wants("||0|The pier was opened.")[0]
		r.Date, r.Precision, r.When = date, precision, "past"
		m := Discord(&index.Answer{Query: index.Timeline{}, Total: 1, Page: 1, Pages: 1, Results: []index.Result{r}}, IDs{})
		if got := stamp.FindString(m.Embeds[0].Description); got != want {
			t.Errorf("%s: %q in %q, want %q", date, got, m.Embeds[0].Description, want)
		}
	}
}

// An answer that looked at the best only says so.
func TestMoreThanWasLookedAt(t *testing.T) {
	a := &index.Answer{Query: index.WhoSaid{Who: "Lund"}, Total: 1800, More: true, Page: 1, Pages: 360, Results: wants("||0|The pier was opened.")}
	if got := Discord(a, IDs{}).Content; !strings.Contains(got, "at least 1800 statements") {
		t.Errorf("Discord: %q", got)
	}
	var b strings.Builder
	if err := Text(&b, a, TextOptions{Width: 80}); err != nil || !strings.Contains(b.String(), "at least 1800 statements") {
		t.Errorf("terminal: %q, %v", b.String(), err)
	}
}
