package render

import (
	"fmt"
	"strconv"
	"strings"

	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Date writes an EDTF date for readers, as exact as it is and no more: "2014", "2025-08", "from 2025-03-04 on",
// "2025-03-03 to 2025-03-09", "spring 2025", "2010s", "about 2014". What it does not know it leaves as it is.
func Date(edtf string) string {
	if from, to, ok := strings.Cut(edtf, "/"); ok {
		switch {
		case (to == ".." || to == "") && (from == ".." || from == ""):
			return wording.NoDate
		case to == ".." || to == "":
			return fmt.Sprintf(wording.DateFromOn, Date(from))
		case from == ".." || from == "":
			return fmt.Sprintf(wording.DateUntil, Date(to))
		}
		return fmt.Sprintf(wording.DateFromTo, Date(from), Date(to))
	}
	if bare := strings.TrimRight(edtf, "~?%"); bare != edtf && bare != "" {
		return roughly(bare)
	}
	if len(edtf) == 4 && strings.HasSuffix(edtf, "X") && !strings.HasSuffix(edtf, "XX") {
		return edtf[:3] + "0s"
	}
	if n, err := strconv.Atoi(strings.TrimSuffix(edtf, "XX")); err == nil && len(edtf) == 4 && strings.HasSuffix(edtf, "XX") {
		return fmt.Sprintf(wording.DateFromTo, strconv.Itoa(n*100), strconv.Itoa(n*100+99))
	}
	return season(edtf)
}

// roughly writes a date that is not exact.
func roughly(edtf string) string {
	return fmt.Sprintf(wording.DateAbout, Date(strings.TrimRight(edtf, "~?%")))
}

// season writes the seasons of EDTF; a winter belongs to two years.
func season(edtf string) string {
	seasons := map[string]string{"21": wording.Spring, "22": wording.Summer, "23": wording.Autumn, "24": wording.Winter}
	if len(edtf) != 7 || edtf[4] != '-' || seasons[edtf[5:]] == "" {
		return edtf
	}
	year, err := strconv.Atoi(edtf[:4])
	if err != nil || edtf[5:] != "24" {
		return fmt.Sprintf(seasons[edtf[5:]], edtf[:4])
	}
	return fmt.Sprintf(wording.WinterOfTwoYears, year, (year+1)%100)
}

// nouns are what a command finds, one and several.
func nouns(q index.Query, n int) string {
	switch q.(type) {
	case index.WhoSaid:
		return wording.Statements.Of(n)
	case index.Demands:
		return wording.Demands.Of(n)
	case index.Timeline:
		return wording.Entries.Of(n)
	}
	return wording.Documents.Of(n)
}

// total is what an answer holds over all its pages.
func total(a *index.Answer) string {
	if a.More {
		return fmt.Sprintf(wording.AtLeast, nouns(a.Query, a.Total))
	}
	return nouns(a.Query, a.Total)
}

func pageOf(page, pages int) string {
	if pages < 2 {
		return ""
	}
	return fmt.Sprintf(wording.PageOf, page, pages)
}

// searched says what an answer is drawn from: "12 articles and 3 notes, published 2025-10-01 to 2025-10-19".
func searched(s index.Searched) string {
	what := fmt.Sprintf(wording.DocumentsAndNotes, wording.Articles.Of(s.Documents), wording.Notes.Of(s.Notes))
	switch {
	case s.Documents == 0 && s.Notes == 0:
		return wording.SearchedNothing
	case s.Notes == 0:
		what = wording.Articles.Of(s.Documents)
	case s.Documents == 0:
		what = wording.Notes.Of(s.Notes)
	}
	if s.Sample {
		what = fmt.Sprintf(wording.OfTheSample, what)
	}
	from, to := s.From.Format("2006-01-02"), s.To.Format("2006-01-02")
	switch {
	case s.From.IsZero() || s.To.IsZero():
		return what
	case from == to:
		return fmt.Sprintf(wording.SearchedPublished, what, from)
	}
	return fmt.Sprintf(wording.SearchedPublishedTo, what, from, to)
}

// Choose returns q asking for name where it asked for something that may mean several. A question that names nobody is returned as it is.
func Choose(q index.Query, name string) index.Query {
	switch q := q.(type) {
	case index.WhoSaid:
		q.Who = name
		return q.At(0)
	case index.Timeline:
		q.Who = name
		return q.At(0)
	case index.Demands:
		if q.By == "" || q.Of != "" && within(q.Of, name) && !within(q.By, name) {
			q.Of = name
		} else {
			q.By = name
		}
		return q.At(0)
	case index.Search:
		return index.Refine(q, "speaker", name)
	}
	return q
}

func within(part, whole string) bool {
	return strings.Contains(strings.ToLower(whole), strings.ToLower(part))
}
