package entity

import (
	"strings"
	"unicode"
)

// Sound returns a coarser key than [Fold]: names that differ only by their transliteration share it ("Havryliuk", "Гаврилюк";
// "Yevhen", "Evhen"). Different people's names may share it too, so it proves nothing by itself: it finds candidates, and it
// joins a name with the same name in another script.
func Sound(name string) string {
	words := strings.Fields(Fold(name))
	for i, w := range words {
		words[i] = soundWord(w)
	}
	return strings.Join(words, " ")
}

// soundRules are replaced from left to right, the first that fits. They undo what transliterations from Cyrillic disagree on and
// nothing that tells Latin names apart.
var soundRules = strings.NewReplacer(
	"shch", "sh", "tsch", "ch", "sch", "sh", "tch", "ch", "kh", "h", "tz", "ts", "dzh", "zh", "ou", "u",
	"y", "i", "j", "i", "w", "v", "g", "h", "x", "ks",
)

func soundWord(w string) string {
	if strings.HasPrefix(w, "j") {
		w = "j" + soundRules.Replace(w[1:]) // Jan is not Ian
	} else {
		w = soundRules.Replace(w)
	}
	if strings.HasPrefix(w, "ie") {
		w = w[1:]
	}
	var b strings.Builder
	last := rune(0)
	for _, r := range w {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// Transliterated reports whether name has letters of a script other than Latin, so that its Latin spellings are several.
func Transliterated(name string) bool {
	return strings.IndexFunc(name, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }) >= 0
}
