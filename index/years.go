package index

import "strconv"

// The years by which entries can be asked for. What reaches farther, or has an open end, is kept under every year.
const (
	firstYear = 1500
	lastYear  = 2100
	longSpan  = 12 // years
)

// everyYear is the key of an entry that no year tells enough of.
const everyYear = "*"

// yearKeys let entries of a kind be asked for by the years and decades of their time, coarsely: an answer still looks at the days.
func yearKeys(kind string, v interval) []fieldTerm {
	if v.from.IsZero() || v.to.IsZero() {
		return []fieldTerm{key(kind, "year", everyYear)}
	}
	from, to := v.from.Year(), v.to.Year()
	if from < firstYear || to >= lastYear || to-from > longSpan || to < from {
		return []fieldTerm{key(kind, "year", everyYear)}
	}
	var keys []fieldTerm
	for y := from; y <= to; y++ {
		keys = append(keys, key(kind, "year", strconv.Itoa(y)))
		if y == from || y%10 == 0 {
			keys = append(keys, key(kind, "year", decade(y)))
		}
	}
	return keys
}

func decade(year int) string { return strconv.Itoa(year/10) + "x" }

// yearTerms are the years, whole decades as one, that make up a period.
func yearTerms(kind string, p Period) []fieldTerm {
	from, to := firstYear, lastYear-1
	if !p.Since.IsZero() {
		from = max(from, p.Since.Year())
	}
	if !p.Until.IsZero() {
		to = min(to, p.Until.Year())
	}
	out := []fieldTerm{key(kind, "year", everyYear)}
	for y := from; y <= to; {
		if y%10 == 0 && y+9 <= to {
			out, y = append(out, key(kind, "year", decade(y))), y+10
			continue
		}
		out, y = append(out, key(kind, "year", strconv.Itoa(y))), y+1
	}
	return out
}
