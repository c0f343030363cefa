package render

import (
	"fmt"
	"strings"

	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// When writes the date of a dated entry for readers, as exact as the text gives it, and what else is to be known of it:
// "since 2014 · ongoing, start computed", "in the weeks from 2025-10-19 · planned".
func When(r index.Result) string {
	var notes []string
	if r.When != "" && r.When != "past" {
		notes = append(notes, r.When)
	}
	switch {
	case r.Computed && strings.HasSuffix(r.When, "planned"):
		notes = append(notes, wording.EndComputed)
	case r.Computed:
		notes = append(notes, wording.StartComputed)
	}
	if r.LessSure {
		notes = append(notes, wording.LessCertain)
	}
	return strings.Join(nonEmpty(timing(r), strings.Join(notes, ", ")), " · ")
}

// timing is the date in words that tell its precision where the date itself does not.
func timing(r index.Result) string {
	from, to, interval := strings.Cut(r.Date, "/")
	openFrom, openTo := interval && (from == "" || from == ".."), interval && (to == "" || to == "..")
	switch {
	case r.Date == "" || openFrom && openTo:
		return wording.NoDate
	case r.Precision == "vague" && openFrom:
		return fmt.Sprintf(wording.DateSomeTimeBefore, Date(to))
	case r.Precision == "vague" && openTo:
		return fmt.Sprintf(wording.DateSomeTimeAfter, Date(from))
	case r.Precision == "vague":
		return roughly(r.Date)
	case r.Precision == "weeks" && openTo:
		return fmt.Sprintf(wording.DateInTheWeeksFrom, Date(from))
	case r.Precision == "week":
		return fmt.Sprintf(wording.DateWeek, Date(r.Date))
	case openTo && !strings.HasSuffix(r.When, "planned"), interval && r.Computed && r.When == "ongoing": // "11 years" up to publication
		return fmt.Sprintf(wording.DateSince, Date(from))
	}
	return Date(r.Date)
}
