package format

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// lost stands for a glyph of which the file does not tell the letter.
const lost = "\ufffd"

// encoding tells the letters of a simple font that has no table of them: its named or base encoding, and the differences from it.
type encoding struct {
	base      string
	different map[int]string // names of glyphs by their codes
	rest      pdf.TextEncoding
	known     map[int]string
}

func newEncoding(v pdf.Value, rest pdf.TextEncoding) *encoding {
	e := &encoding{base: v.Name(), rest: rest, known: map[int]string{}}
	if v.Kind() == pdf.Dict {
		e.base, e.different = v.Key("BaseEncoding").Name(), differences(v.Key("Differences"))
	}
	return e
}

// text is what code c means; [lost] where the name of its glyph says nothing.
func (e *encoding) text(c int) string {
	s, ok := e.known[c]
	if ok {
		return s
	}
	s = e.rest.Decode(string([]byte{byte(c)}))
	if name, ok := e.different[c]; !ok {
		s = based(e.base, c, s)
	} else if letters := spelled(name); letters != "" {
		s = letters
	}
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsControl(r) {
		s = lost
	}
	e.known[c] = s
	return s
}

// based is what code c means in a base encoding; text is what the reader makes of it, which knows no base.
func based(base string, c int, text string) string {
	switch base {
	case "WinAnsiEncoding":
		return string(charmap.Windows1252.DecodeByte(byte(c)))
	case "MacRomanEncoding":
		return string(charmap.Macintosh.DecodeByte(byte(c)))
	case "StandardEncoding":
		if s, ok := standard()[c]; ok {
			return s
		}
	}
	return text
}

// standard is where StandardEncoding (ISO 32000-1, D.2) departs from ASCII in what news is written with.
func standard() map[int]string {
	return map[int]string{
		0x27: "’", 0x60: "‘", 0xa1: "¡", 0xa2: "¢", 0xa3: "£", 0xa5: "¥", 0xa7: "§", 0xa9: "'", 0xaa: "“", 0xab: "«", 0xac: "‹", 0xad: "›", 0xae: "fi", 0xaf: "fl", 0xb1: "–",
		0xb7: "•", 0xb8: "‚", 0xb9: "„", 0xba: "”", 0xbb: "»", 0xbc: "…", 0xbd: "‰", 0xbf: "¿", 0xd0: "—", 0xe1: "Æ", 0xe9: "Ø", 0xea: "Œ", 0xf1: "æ", 0xf5: "ı", 0xf9: "ø", 0xfa: "œ", 0xfb: "ß",
	}
}

// differences lists the names of glyphs by their codes.
func differences(v pdf.Value) map[int]string {
	names := map[int]string{}
	c := 0
	for i := range min(v.Len(), 1024) {
		switch x := v.Index(i); x.Kind() {
		case pdf.Integer:
			c = int(x.Int64())
		case pdf.Name:
			names[c] = x.Name()
			c++
		}
	}
	return names
}

// spelled reads the names of glyphs that spell what they mean: "uni201C", "u1F600", "f_f_i", "a.alt" (Adobe Glyph List Specification); "" for others.
func spelled(name string) string {
	name, _, _ = strings.Cut(name, ".")
	switch name {
	case "f_f":
		return "ff"
	case "f_i":
		return "fi"
	case "f_l":
		return "fl"
	case "f_f_i":
		return "ffi"
	case "f_f_l":
		return "ffl"
	}
	for _, prefix := range []string{"uni", "u"} {
		digits, ok := strings.CutPrefix(name, prefix)
		if n, err := strconv.ParseUint(digits, 16, 21); ok && err == nil && len(digits) >= 4 && len(digits) <= 6 && utf8.ValidRune(rune(n)) {
			return string(rune(n))
		}
	}
	return ""
}
