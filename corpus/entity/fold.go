package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the key under which the spellings of one name meet: lower case, without accents, apostrophes,
// full stops, articles and titles; hyphens are spaces; Cyrillic is written in Latin letters, and the endings on which
// transliterations differ are made alike ("-skyy", "-skiy", "-ський"). Initials and "Jr." stay, since
// they tell people apart. Folding a key again gives the same key.
func Fold(name string) string {
	key := foldOnce(name)
	// What one pass takes away may bring a title or an ending to light: "the the Mr. Berg".
	for again := foldOnce(key); again != key; again = foldOnce(key) {
		key = again
	}
	return key
}

func foldOnce(name string) string {
	words := strings.Fields(plain(name))
	for len(words) > 1 && (foldedTitles[words[0]] || words[0] == "the") {
		words = words[1:]
	}
	kept := words[:0]
	for i, w := range words {
		if w = foldWord(w); w != "" && (!arabicArticle(w) || i <= 0 || i+1 >= len(words)) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// arabicArticle reports whether w is an article that some write and others leave out: "al-Assad", "Assad".
func arabicArticle(w string) bool { return w == "al" || w == "el" }

// plain writes name in lower-case Latin letters and digits with single spaces between words.
func plain(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	ukrainian := strings.ContainsAny(strings.ToLower(name), "іїєґ")
	for _, r := range norm.NFC.String(name) {
		r = unicode.ToLower(r)
		if r < utf8.RuneSelf {
			writePlain(&b, r)
			continue
		}
		if s, ok := cyrillic[r]; ok {
			if u, ok := ukrainianLetters[r]; ok && ukrainian {
				s = u
			}
			b.WriteString(s)
			continue
		}
		if s, ok := latin[r]; ok {
			b.WriteString(s)
			continue
		}
		for _, d := range norm.NFKD.String(string(r)) {
			d = unicode.ToLower(d)
			if l, ok := cyrillic[d]; ok {
				b.WriteString(l)
				continue
			}
			writePlain(&b, d)
		}
	}
	s := b.String()
	if !strings.ContainsAny(s, "'’ʼ‘`.") {
		return strings.TrimSpace(s)
	}
	for _, genitive := range []string{"'s ", "’s "} {
		s = strings.ReplaceAll(s+" ", genitive, " ")
	}
	return apostrophes.Replace(strings.TrimSpace(s))
}

// apostrophes are left out of a folded name, and full stops.
var apostrophes = strings.NewReplacer("'", "", "’", "", "ʼ", "", "‘", "", "`", "", ".", "")

func writePlain(b *strings.Builder, r rune) {
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune("'’ʼ‘`.&", r):
		b.WriteRune(r)
	case unicode.IsMark(r):
	default:
		b.WriteByte(' ')
	}
}

// foldWord makes the spellings of one folded word alike.
func foldWord(w string) string {
	if s, ok := variants[w]; ok {
		return s
	}
	if len(w) < 5 {
		return w
	}
	w = strings.ReplaceAll(w, "ks", "x")
	stem := strings.TrimRight(w, "iyj")
	if len(stem) < 3 || stem == w {
		return w
	}
	return stem + "y"
}

// variants are capitals with several established English spellings that no rule of letters brings together.
var variants = func() map[string]string {
	m := map[string]string{}
	for line := range strings.SplitSeq(`kyiv kiev kyyiv
beijing peking
tehran teheran
sanaa sana
chisinau kishinev
tbilisi tiflis`, "\n") {
		words := strings.Fields(line)
		for _, w := range words {
			m[w] = words[0]
		}
	}
	return m
}()

// latin holds letters that do not fall apart into a letter and an accent.
var latin = map[rune]string{
	'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'æ': "ae", 'œ': "oe", 'ħ': "h", 'ŋ': "n", 'ə': "a",
}

var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts",
	'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'і': "i", 'ї': "yi", 'є': "ye", 'ґ': "g", 'ў': "u", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ђ': "d", 'џ': "dz",
}

// ukrainianLetters are read differently in Ukrainian.
var ukrainianLetters = map[rune]string{'г': "h", 'и': "y"}
