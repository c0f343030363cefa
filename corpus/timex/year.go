package timex

import (
	"fmt"
	"strings"
)

// notYears are the words before which a number like 1998 counts something and is no year.
var notYears = map[string]bool{
	"people": true, "troops": true, "soldiers": true, "dollars": true, "tons": true, "tonnes": true, "feet": true, "meters": true, "metres": true,
	"km": true, "miles": true, "kilometers": true, "kilometres": true, "jobs": true, "points": true, "pounds": true, "euros": true, "votes": true,
	"homes": true, "workers": true, "employees": true, "shares": true, "members": true, "men": true, "women": true, "children": true, "%": true,
	"percent": true, "per": true, "hours": true, "years": true, "days": true, "students": true, "residents": true, "calories": true, "square": true,
	"acres": true, "hectares": true, "copies": true, "million": true, "billion": true, "words": true, "pages": true, "degrees": true,
	"parts": true, "items": true, "units": true, "seats": true, "cars": true, "vehicles": true, "civilians": true, "refugees": true, "migrants": true,
	"patients": true, "cases": true, "deaths": true, "delegates": true, "visitors": true, "prisoners": true, "rounds": true, "tanks": true, "drones": true,
}

// year matches a year that stands alone, where the words around it allow one; also "fiscal 1989" and "the year 2000".
func (f *finder) year(i int) match {
	j := i
	if f.oneOf(j, "the", "a") {
		j++
	}
	if f.low(j) == "fiscal" || f.low(j) == "calendar" || f.low(j) == "fy" {
		j++
	}
	if f.low(j) == "year" {
		j++
	}
	y, to := 0, 0
	if f.isYear(j) {
		y, to = f.items[j].val, j+1
		if j == i && !f.yearContext(i) {
			return none
		}
		if j == i+1 && f.oneOf(i, "the", "a") {
			return none
		}
	} else if y, to = f.spokenYear(j); to == j || j == i && y >= 2000 && !f.oneOf(i-1, "in", "since", "by", "year") {
		return none
	}
	if y < 1 {
		return none
	}
	if f.oneOf(to, "fiscal", "calendar", "financial", "school", "academic") && f.low(to+1) == "year" {
		to += 2 // "the 2015 fiscal year"
	}
	return datedAt(to, point{dayOf(y, 1, 1), gYear})
}

func (f *finder) yearContext(i int) bool {
	it, next, prev := f.item(i), f.item(i+1), f.item(i-1)
	switch prev.low {
	case "$", "£", "€", "#", "no.", "us$", "c$", "number", "flight", "route", "figure", "highway", "boeing", "rs", "article", "section", "room", "page",
		"chapter", "resolution", "bus", "form", "unit", "paragraph", "apartment", "channel", "serial", "extension":
		return false
	case ":", ".", "/":
		if !it.space && i > 0 {
			return false
		}
	}
	if it.hyphen && (!f.isYear(i-1) && !prev.is(cMonth) && !prev.is(cEdge) && prev.low != "post" && prev.low != "pre") {
		return false
	}
	if next.low == "/" && !next.space && (f.item(i+2).digits != 2 || f.item(i+2).val != (it.val+1)%100) || next.hyphen && next.val >= 0 && next.digits > 2 && !f.isYear(i+1) {
		return false
	}
	if f.low(i+1) == ":" && !next.space && f.item(i+2).val >= 0 && !f.item(i+2).space {
		return false
	}
	before := yearPrepositions[prev.low]
	if notYears[next.low] && !next.hyphen {
		return before && strings.HasPrefix(prev.low, "since")
	}
	if it.val < 1900 || it.val > 2060 {
		return before && it.val >= 1400 && it.val < 2100 && !next.hyphen
	}
	return true
}

var yearPrepositions = map[string]bool{
	"in": true, "since": true, "of": true, "by": true, "from": true, "until": true, "till": true, "before": true, "after": true, "to": true,
	"between": true, "during": true, "through": true, "early": true, "late": true, "mid": true, "circa": true, "around": true, "(": true, "and": true,
}

// yearRange matches the second half of "1957-58".
func (f *finder) yearRange(i int) match {
	it, prev := f.item(i), f.item(i-1)
	dash := it.hyphen || f.oneOf(i-1, "-", "–", "/") && !it.space
	if prev.low == "-" || prev.low == "–" || prev.low == "/" {
		prev = f.item(i - 2)
	}
	if !dash || it.digits != 2 || it.suffix != "" || f.prev.to != i && f.prev.to != i-1 || prev.digits != 4 || f.prev.at.grain != gYear {
		return none
	}
	y := prev.val/100*100 + it.val
	if y <= prev.val {
		return none
	}
	return datedAt(i+1, point{dayOf(y, 1, 1), gYear})
}

// era matches decades and centuries: "the 1990s", "the '80s", "the nineties", "the 20th century".
func (f *finder) era(i int) match {
	j := i
	if f.low(j) == "the" {
		j++
	}
	it := f.item(j)
	switch {
	case it.digits == 4 && (it.suffix == "s" || it.suffix == "'s") && it.val%10 == 0 && it.val >= 1000 && it.val < 2200:
		return datedAt(j+1, point{dayOf(it.val, 1, 1), gDecade})
	case f.oneOf(j, "'", "’", "‘") && f.item(j+1).suffix == "s" && f.item(j+1).digits == 2 && !f.item(j+1).space:
		return f.shortDecade(j+2, f.item(j+1).val)
	case it.suffix == "s" && it.digits == 2 && it.val%10 == 0 && f.low(j-1) == "the":
		return f.shortDecade(j+1, it.val)
	case it.is(cOrdinal) && f.low(j+1) == "century" && it.word.num < 30:
		n := it.word.num
		if n < 1 {
			return none
		}
		if beforeChrist[f.low(j+2)] {
			return match{to: j + 3, typ: tDate, value: fmt.Sprintf("BC%02d", n-1)}
		}
		return datedAt(j+2, point{dayOf((n-1)*100, 1, 1), gCentury})
	case it.low == "twenty" && f.low(j+1) == "first" && f.low(j+2) == "century":
		return datedAt(j+3, point{dayOf(2000, 1, 1), gCentury})
	}
	if n, ok := spelledDecades[it.low]; ok && f.low(j-1) == "the" && !strings.HasSuffix(f.low(j+1), "s") {
		return f.shortDecade(j+1, n)
	}
	return none
}

var spelledDecades = map[string]int{"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}

func (f *finder) shortDecade(to, yy int) match {
	if yy%10 != 0 {
		return none
	}
	y := 1900 + yy
	if f.known() && f.dct.Year()%100 > yy+10 && f.dct.Year() >= 2020 && yy < 20 || yy < 20 {
		y = 2000 + yy
	}
	return datedAt(to, point{dayOf(y, 1, 1), gDecade})
}
