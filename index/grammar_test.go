package index

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestParseSearch(t *testing.T) {
	today := time.Date(2031, 5, 14, 0, 0, 0, 0, time.UTC)
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		text  string
		words string
		who   string
		since time.Time
		until time.Time
		hint  string // a part of what is said about a text that is not understood
	}{
		{text: "ferry subsidy", words: "ferry subsidy"},
		{text: "who:Lund hostage", words: "hostage", who: "Lund"},
		{text: "who: Lund hostage", words: "hostage", who: "Lund"},
		{text: `hostage who:  "Henrik Lund"`, words: "hostage", who: "Henrik Lund"},
		{text: "mine since:2031-02 until:2031", words: "mine", since: day(2031, 2, 1), until: day(2031, 12, 31)},
		{text: "mine since:yesterday", words: "mine", since: day(2031, 5, 13)},
		{text: `mine since:"17 Oct 2030" until:"March 2031"`, words: "mine", since: day(2030, 10, 17), until: day(2031, 3, 31)},
		{text: "mine since:2031-01 since:2031-03", words: "mine", since: day(2031, 3, 1)},
		{text: "mine: the answer", words: "mine: the answer"},
		{text: "https://example.org/a", words: "https://example.org/a"},
		{text: "since:2031-05 until:2031-04", hint: "before"},
		{text: "mine since:someday", hint: "since:someday"},
		{text: "mine who:", hint: "who:"},
		{text: "mine author:Lund", hint: "author:"},
		{text: `"mine`, hint: "not closed"},
		{text: `""`, hint: "between the quotation marks"},
		{text: "-mine", hint: "leave out"},
		{text: "?!", hint: "no word"},
	} {
		got, err := parseSearch(c.text, today)
		if c.hint != "" {
			var bad *QueryError
			if !errors.As(err, &bad) || !strings.Contains(bad.Hint, c.hint) {
				t.Errorf("%s: error %v, want one that tells of %q", c.text, err, c.hint)
			}
			continue
		}
		if err != nil || got.words != c.words || strings.Join(got.who, "|") != c.who || !got.period.Since.Equal(c.since) || !got.period.Until.Equal(c.until) {
			t.Errorf("%s: %+v, %v", c.text, got, err)
		}
	}
}
