package render

import (
	"strings"

	"example.org/briefbot/index"
)

// When writes the date of a dated entry for readers, as exact as the text gives it, and what else is to be known of it:
// "2014 to 2025-10-19 · ongoing, start computed", "in the weeks from 2025-10-19 · planned".
func When(r index.Result) string {
	var notes []string
	if r.When != "" && r.When != "past" {
		notes = append(notes, r.When)
	}
	switch {
	case r.Computed && strings.HasSuffix(r.When, "planned"):
		notes = append(notes, "end computed")
	case r.Computed:
		notes = append(notes, "start computed")
	}
	if r.LessSure {
		notes = append(notes, "less certain")
	}
	return strings.Join(nonEmpty(timing(r), strings.Join(notes, ", ")), " · ")
}

// timing is the date in words that tell its precision where the date itself does not.
func timing(r index.Result) string {
	from, to, interval := strings.Cut(r.Date, "/")
	openFrom, openTo := interval && (from == "" || from == ".."), interval && (to == "" || to == "..")
	switch {
	case r.Date == "" || openFrom && openTo:
		return "no date"
	case r.Precision == "vague" && openFrom:
		return "some time before " + Date(to)
	case r.Precision == "vague" && openTo:
		return "some time after " + Date(from)
	case r.Precision == "vague":
		return "about " + strings.TrimPrefix(Date(r.Date), "about ")
	case r.Precision == "weeks" && openTo:
		return "in the weeks from " + Date(from)
	case r.Precision == "week":
		return "week " + Date(r.Date)
	case openTo && !strings.HasSuffix(r.When, "planned"):
		return "since " + Date(from)
	}
	return Date(r.Date)
}
