package entity

import (
	"strings"
	"unicode"
)

// Sound returns a coarser key than [Fold]: names that differ only by their transliteration share it ("Havryliuk", "Гаврилюк";
// "Dmytro", "Dmitro"). Different people's names may share it too, so it proves nothing by itself: it finds candidates, and it
// joins a name with the same name in another script.
func Sound(name string) string {
	words := strings.Fields(Fold(name))
	for i, w := range words {
		words[i] = soundWord(w)
	}
	return strings.Join(words, " ")
}

// soundRules are replaced from left to right, the first that fits.
var soundRules = strings.NewReplacer(
	"shch", "sh", "tsch", "ch", "sch", "sh", "tch", "ch", "kh", "h", "ph", "f", "ck", "k", "qu", "k", "tz", "ts", "dzh", "zh", "ou", "u", "oo", "u",
	"iye", "e", "ye", "e", "ie", "e", "yo", "o", "io", "o", "yu", "u", "iu", "u", "ju", "u", "iya", "a", "ya", "a", "ia", "a", "ja", "a",
	"yi", "i", "iy", "i", "ii", "i", "ij", "i", "ey", "ei", "ay", "ai", "y", "i", "j", "i", "w", "v", "g", "h", "q", "k", "x", "ks", "ch", "ch", "c", "k",
)

func soundWord(w string) string {
	w = soundRules.Replace(w)
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
