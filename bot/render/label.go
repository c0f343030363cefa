package render

import (
	"fmt"
	"strconv"
	"strings"

	"example.org/briefbot/index"
)

// Date writes an EDTF date for readers, as exact as it is and no more: "2014", "2025-08", "from 2025-03-04 on",
// "2025-03-03 to 2025-03-09", "spring 2025", "2010s", "about 2014". What it does not know it leaves as it is.
func Date(edtf string) string {
	if from, to, ok := strings.Cut(edtf, "/"); ok {
		switch {
		case (to == ".." || to == "") && (from == ".." || from == ""):
			return "no date"
		case to == ".." || to == "":
			return "from " + Date(from) + " on"
		case from == ".." || from == "":
			return "until " + Date(to)
		}
		return Date(from) + " to " + Date(to)
	}
	if bare := strings.TrimRight(edtf, "~?%"); bare != edtf && bare != "" {
		return "about " + Date(bare)
	}
	if len(edtf) == 4 && strings.HasSuffix(edtf, "X") && !strings.HasSuffix(edtf, "XX") {
		return edtf[:3] + "0s"
	}
	if n, err := strconv.Atoi(strings.TrimSuffix(edtf, "XX")); err == nil && len(edtf) == 4 && strings.HasSuffix(edtf, "XX") {
		return fmt.Sprintf("%d to %d", n*100, n*100+99)
	}
	return season(edtf)
}

// season writes the seasons of EDTF; a winter belongs to two years.
func season(edtf string) string {
	seasons := map[string]string{"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
	if len(edtf) != 7 || edtf[4] != '-' || seasons[edtf[5:]] == "" {
		return edtf
	}
	year, err := strconv.Atoi(edtf[:4])
	if err != nil || edtf[5:] != "24" {
		return seasons[edtf[5:]] + " " + edtf[:4]
	}
	return fmt.Sprintf("winter %04d/%02d", year, (year+1)%100)
}

// nouns are what a command finds, one and several.
func nouns(q index.Query, n int) string {
	one, many := "result", "results"
	switch q.(type) {
	case index.WhoSaid:
		one, many = "statement", "statements"
	case index.Demands:
		one, many = "demand or offer", "demands and offers"
	case index.Timeline:
		one, many = "dated entry", "dated entries"
	case index.Search:
		one, many = "document", "documents"
	case index.Sources:
		one, many = "document", "documents"
	}
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func pageOf(a *index.Answer) string {
	if a.Pages < 2 {
		return ""
	}
	return fmt.Sprintf("page %d of %d", a.Page, a.Pages)
}

// searched says what an answer is drawn from: "12 articles and 3 notes, published 2025-10-01 to 2025-10-19".
func searched(s index.Searched) string {
	what := count(s.Documents, "article") + " and " + count(s.Notes, "note")
	switch {
	case s.Documents == 0 && s.Notes == 0:
		return "nothing: no document is imported yet"
	case s.Notes == 0:
		what = count(s.Documents, "article")
	case s.Documents == 0:
		what = count(s.Notes, "note")
	}
	if s.Sample {
		what += " of the sample corpus"
	}
	from, to := s.From.Format("2006-01-02"), s.To.Format("2006-01-02")
	switch {
	case s.From.IsZero() || s.To.IsZero():
		return what
	case from == to:
		return what + ", published " + from
	}
	return what + ", published " + from + " to " + to
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
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
