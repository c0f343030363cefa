package timex

import (
	"strconv"
	"strings"

	"example.org/briefbot/corpus"
)

// dayOrder is the order of day and month in dates such as 7/10/2025.
type dayOrder int8

const (
	orderUnknown dayOrder = iota
	monthFirst
	dayFirst
)

// dayFirstSites and monthFirstSites are ends of host names of outlets that write so.
var (
	dayFirstSites   = []string{".uk", ".au", ".nz", ".ie", ".in", ".za", ".pk", ".de", ".fr", ".it", ".es", ".pl", ".ua", ".ru", ".at", ".ch", ".nl", ".be", ".eu", ".tr", ".il"}
	monthFirstSites = []string{".us", ".gov", ".mil", ".ph"}
)

// orderOf decides how numeric dates of d are read: by a date in it that can be read only one way, by its
// language, by the country of its address, by the way it writes out months. Unknown stays unknown.
func orderOf(d *corpus.Document, items []item) dayOrder {
	spelled := orderUnknown
	for i := range items {
		if o := numericOrder(items, i); o != orderUnknown {
			return o
		}
		if spelled == orderUnknown && items[i].is(cMonth) && items[i].upper {
			spelled = spelledOrder(items, i)
		}
	}
	lang := strings.ToLower(d.Language)
	switch {
	case lang == "en-us" || lang == "en-ph":
		return monthFirst
	case lang != "" && lang != "en":
		return dayFirst
	}
	host := hostOf(d.URL)
	for _, end := range dayFirstSites {
		if strings.HasSuffix(host, end) {
			return dayFirst
		}
	}
	for _, end := range monthFirstSites {
		if strings.HasSuffix(host, end) {
			return monthFirst
		}
	}
	return spelled
}

func hostOf(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, ":")
	return strings.ToLower(host)
}

func numericOrder(items []item, i int) dayOrder {
	a, b, y, _, ok := slashed(items, i)
	switch {
	case !ok || y < 100:
	case a > 12 && b <= 12:
		return dayFirst
	case b > 12 && a <= 12:
		return monthFirst
	}
	return orderUnknown
}

// spelledOrder tells "17 October" from "October 17".
func spelledOrder(items []item, i int) dayOrder {
	day := func(k int) bool {
		return k >= 0 && k < len(items) && items[k].sent == items[i].sent && items[k].val >= 1 && items[k].val <= 31 && items[k].digits <= 2
	}
	switch before, after := day(i-1), day(i+1); {
	case before && !after:
		return dayFirst
	case after && !before:
		return monthFirst
	}
	return orderUnknown
}

// slashed reads "7/10/2025" or "7.10.2025" at item i.
func slashed(items []item, i int) (a, b, y, to int, ok bool) {
	if i >= len(items) {
		return
	}
	if strings.Count(items[i].low, ".") == 2 {
		parts := strings.Split(items[i].low, ".")
		a, errA := strconv.Atoi(parts[0])
		b, errB := strconv.Atoi(parts[1])
		y, errY := strconv.Atoi(parts[2])
		fits := errA == nil && errB == nil && errY == nil && len(parts[0]) <= 2 && len(parts[1]) <= 2 && (len(parts[2]) == 4 || len(parts[2]) == 2)
		return a, b, y, i + 1, fits
	}
	if i+4 >= len(items) || items[i].val < 0 || items[i+1].low != "/" || items[i+2].val < 0 || items[i+3].low != "/" || items[i+4].val < 0 {
		return
	}
	if items[i+1].space || items[i+2].space || items[i].digits > 2 || items[i+2].digits > 2 {
		return
	}
	return items[i].val, items[i+2].val, items[i+4].val, i + 5, items[i+4].digits == 4 || items[i+4].digits == 2
}

// numeric matches dates in digits: "2025-10-17", "17.10.2025", "10/17/2025".
func (f *finder) numeric(i int) match {
	it := f.item(i)
	if f.isYear(i) && f.item(i+1).hyphen && f.item(i+2).hyphen && f.item(i+1).digits == 2 && f.item(i+2).digits == 2 {
		return f.calendarDay(i+3, it.val, f.items[i+1].val, f.items[i+2].val)
	}
	if f.isYear(i) && f.low(i+1) == "/" && f.low(i+3) == "/" && !f.item(i+1).space && !f.item(i+2).space && f.item(i+2).digits == 2 && f.item(i+4).digits == 2 {
		return f.calendarDay(i+5, it.val, f.items[i+2].val, f.items[i+4].val)
	}
	a, b, y, to, ok := slashed(f.items, i)
	if !ok {
		return none
	}
	if y < 100 {
		y += 2000
		if y > 2050 {
			y -= 100
		}
	}
	switch {
	case strings.Contains(it.low, "."), f.order == dayFirst:
		return f.calendarDay(to, y, b, a)
	case f.order == monthFirst || a == b:
		return f.calendarDay(to, y, a, b)
	case a <= 12 && b <= 12:
		// Day and month cannot be told apart: only the year is certain.
		return match{to: to, typ: tDate, value: point{dayOf(y, 1, 1), gYear}.value() + "-XX-XX", at: point{dayOf(y, 1, 1), gYear}}
	}
	return none
}

func (f *finder) calendarDay(to, y, m, d int) match {
	if !validDay(y, m, d) {
		return none
	}
	return datedAt(to, point{dayOf(y, m, d), gDay})
}
