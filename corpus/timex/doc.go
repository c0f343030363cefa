// Package timex finds time expressions in edited text, gives them TIMEX3 values, and puts the events of a
// document on the dates that its text gives them.
//
// # Steps
//
// The tokens of [segment.Text] are cut at hyphens into items and looked up in one table of words (item.go,
// lexicon.go). Small rules (numbers, durations, dates, relative expressions, clock times, sets, references) each try to
// match at an item; the longest match wins (find.go). A match is resolved at once from the day of publication, the tense
// of the nearest verb group (tense.go), and the date last spoken of. Everything is one pass with
// bounded look-ahead, so the time is linear in the text.
//
// Entries cuts the sentences with dates into clauses (clause.go, cutter.go), puts each date on its clause and on those that share its
// time (pieces.go, share.go, nominal.go), leaves out what only stands beside it (trim.go), and carries it on where the next sentences tell of the
// same (carry.go).
//
// # What it refuses to do
//
// A document without a day of publication keeps its relative expressions relative: "Friday" is
// XXXX-WXX-5. The day of publication is never the date of an event by default. A number is a year only
// where the words around it say so.
//
// # Values
//
// Values are those of TIMEX3 (TimeML, ISO 24617-1): "2025-10-17", "2025-W42", "2025-W42-WE",
// "2025-Q3", "2025-SU", "202" for the 2020s, "19" for the twentieth century, "2025-10-17T20:00",
// "2025-10-17TNI", "P11Y", "PT36H", "PXW", "XXXX-WXX-2", "PAST_REF", "PRESENT_REF", "FUTURE_REF".
// [Interval] turns them into days and into EDTF (ISO 8601-2).
package timex
