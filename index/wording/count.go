package wording

import (
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Count is a number with what is counted: a format for each plural category that the language has, parted by bars, in the order
// zero, one, two, few, many, other. English has one and other.
type Count string

// Of is the text for n things.
func (c Count) Of(n int) string {
	forms := strings.Split(string(c), "|")
	if plural.Cardinal.MatchPlural(language.English, n, 0, 0, 0, 0) == plural.One {
		return fmt.Sprintf(forms[0], n)
	}
	return fmt.Sprintf(forms[len(forms)-1], n)
}

// What is counted.
const (
	Articles        Count = "%d article|%d articles"
	Notes           Count = "%d note|%d notes"
	OtherNotes      Count = "%d other note|%d other notes"
	Messages        Count = "%d message|%d messages"
	Reports         Count = "%d report of a wrong result|%d reports of wrong results"
	DailyDigests    Count = "%d daily digest that you set|%d daily digests that you set"
	Channels        Count = "%d channel|%d channels"
	Documents       Count = "%d document|%d documents"
	Statements      Count = "%d statement|%d statements"
	Demands         Count = "%d demand or offer|%d demands and offers"
	Entries         Count = "%d dated entry|%d dated entries"
	Records         Count = "%d record|%d records"
	Actors          Count = "%d actor|%d actors"
	Issues          Count = "%d issue|%d issues"
	Words           Count = "%d word|%d words"
	NewDocuments    Count = "%d new document|%d new documents"
	NewNotes        Count = "%d new note|%d new notes"
	OfThemNew       Count = "%d new|%d new"
	OfThemAnswered  Count = "%d answered|%d answered"
	OfThemToldAgain Count = "%d told again|%d told again"
	DatedEvents     Count = "%d dated event|%d dated events"
	DatesAhead      Count = "%d date in the next 7 days|%d dates in the next 7 days"
	PassedPlans     Count = "%d plan whose date has passed|%d plans whose dates have passed"
)
