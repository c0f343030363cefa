package timex

import "strings"

// otherMonths are the names of months, in the cases that dates take, of languages whose dates can be read without knowing their
// grammar: German, French, Spanish, Ukrainian, Russian. Names that English shares are among them: a date in English is
// matched by longer rules first.
var otherMonths = monthTable(
	"januar jänner janvier enero січня січень січні января январь январе",
	"februar feber février febrero лютого лютий лютому февраля февраль феврале",
	"märz mars marzo березня березень березні марта март марте",
	"april avril abril квітня квітень квітні апреля апрель апреле",
	"mai mayo травня травень травні мая май мае",
	"juni juin junio червня червень червні июня июнь июне",
	"juli juillet julio липня липень липні июля июль июле",
	"august août agosto серпня серпень серпні августа август августе",
	"september septembre septiembre setiembre вересня вересень вересні сентября сентябрь сентябре",
	"oktober octobre octubre жовтня жовтень жовтні октября октябрь октябре",
	"november novembre noviembre листопада листопад листопаді ноября ноябрь ноябре",
	"dezember décembre diciembre грудня грудень грудні декабря декабрь декабре",
)

func monthTable(lines ...string) map[string]int {
	m := map[string]int{}
	for i, line := range lines {
		for w := range strings.FieldsSeq(line) {
			m[w] = i + 1
		}
	}
	return m
}

// readsMonths are the languages (BCP 47, primary) whose months are in otherMonths.
var readsMonths = wordSet("de fr es uk ru")

// foreignDate matches "17. Oktober 2025", "1er mai 2024", "17 de octubre de 2025", "17 жовтня 2025 року", "octobre 2025". Without the year it matches only
// in a document of such a language, and gives the latest such day.
func (f *finder) foreignDate(i int) match {
	j, d := i, 0
	if it := f.item(i); it.val >= 1 && it.val <= 31 && it.digits <= 2 || it.low == "1er" {
		d = max(it.val, 1)
		if j++; f.oneOf(j, ".", "de", "-") {
			j++
		}
		if f.oneOf(j, "го", "е") && f.item(j).hyphen {
			j++
		}
	} else if it.hyphen {
		return none
	}
	month := otherMonths[f.low(j)]
	if month == 0 || f.item(j).hyphen {
		return none
	}
	to := j + 1
	k := to
	if f.oneOf(k, "de", "del", ",") {
		k++
	}
	if f.isYear(k) {
		y := f.items[k].val
		if d == 0 {
			return datedAt(k+1, point{dayOf(y, month, 1), gMonth})
		}
		if !validDay(y, month, d) {
			return none
		}
		return datedAt(k+1, point{dayOf(y, month, d), gDay})
	}
	if d == 0 || !f.other || !validDay(2000, month, d) {
		return none
	}
	if !f.known() {
		return match{to: to, typ: tDate, value: "XXXX-" + two(month) + "-" + two(d)}
	}
	return f.nearestDay(to, month, d)
}

// nearestDay is the latest day of that name that is not much after publication: tense is not read in these languages, and news
// tells more of what was than of what will be.
func (f *finder) nearestDay(to, month, d int) match {
	const ahead = 60 // days
	latest := f.dct.AddDate(0, 0, ahead)
	for y := latest.Year(); y > latest.Year()-9; y-- { // 29 February may be eight years back
		if t := dayOf(y, month, d); validDay(y, month, d) && !t.After(latest) {
			return datedAt(to, point{t, gDay})
		}
	}
	return none
}
