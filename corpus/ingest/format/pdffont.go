package format

import (
	"encoding/hex"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// font turns the codes of a string into letters and widths (ISO 32000-1, 9.6 to 9.10).
type font struct {
	simple    pdf.Font
	scale     float64 // of the widths of a simple font, to thousandths of the size
	encoder   pdf.TextEncoding
	composite bool // codes have two bytes
	widths    map[int]float64
	usual     float64 // width of a code that widths lacks, in thousandths of the size
	unicode   toUnicode
	encoding  *encoding // of a simple font, for what ToUnicode lacks
}

// code is one code of a string: its letters, its width in thousandths of the size, and whether it is the space that word spacing widens.
type code struct {
	text  string
	width float64
	space bool
}

func newFont(v pdf.Value, left *int64) *font {
	f := &font{simple: pdf.Font{V: v}, usual: 500, scale: 1}
	if u := v.Key("ToUnicode"); u.Kind() == pdf.Stream {
		f.unicode = readToUnicode(u, left)
	}
	switch v.Key("Subtype").Name() {
	case "Type0":
		f.composite = true
		f.compositeWidths(v.Key("DescendantFonts").Index(0))
		if named := v.Key("Encoding").Name(); !strings.Contains(named, "UCS2") && !strings.Contains(named, "UTF16") {
			return f // codes are numbers of glyphs, or of a language's own: only ToUnicode tells their letters
		}
	case "Type3":
		if m := v.Key("FontMatrix"); m.Len() == 6 && m.Index(0).Float64() > 0 {
			f.scale = 1000 * m.Index(0).Float64()
		}
	}
	f.encoder = f.simple.Encoder()
	if !f.composite && f.encoder != nil {
		f.encoding = newEncoding(v.Key("Encoding"), f.encoder)
	}
	return f
}

// maxWidths is how many widths a font may tell.
const maxWidths = 1 << 17

// compositeWidths reads W, which has "first [w1 w2 …]" and "first last w".
func (f *font) compositeWidths(v pdf.Value) {
	f.usual = 1000
	if dw := v.Key("DW"); !dw.IsNull() {
		f.usual = dw.Float64()
	}
	f.widths = map[int]float64{}
	w := v.Key("W")
	for i := 0; i+1 < w.Len() && len(f.widths) < maxWidths; {
		start := int(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for j := range list.Len() {
				f.widths[start+j] = list.Index(j).Float64()
			}
			i += 2
			continue
		}
		if i+2 >= w.Len() {
			return
		}
		last := min(int(w.Index(i+1).Int64()), 0xffff)
		for c := max(0, start); c <= last; c++ {
			f.widths[c] = w.Index(i + 2).Float64()
		}
		i += 3
	}
}

// codes reads a string.
func (f *font) codes(s string) []code {
	var out []code
	if f.composite {
		for i := 0; i+1 < len(s); i += 2 {
			c := int(s[i])<<8 | int(s[i+1])
			w, ok := f.widths[c]
			if !ok {
				w = f.usual
			}
			text, ok := f.unicode.text(c)
			switch {
			case !ok && f.encoder != nil && f.unicode.empty():
				text = f.encoder.Decode(s[i : i+2])
			case !ok:
				text = lost
			}
			out = append(out, code{text: text, width: w})
		}
		return out
	}
	for i := range len(s) {
		c := int(s[i])
		w := f.simple.Width(c)
		if w == 0 && f.simple.V.Key("Widths").Len() == 0 {
			w = f.usual
		}
		text, ok := f.unicode.text(c)
		if !ok && f.encoding != nil {
			text = f.encoding.text(c)
		}
		out = append(out, code{text: text, width: w * f.scale, space: c == ' '})
	}
	return out
}

// toUnicode is a font's table from codes to letters.
type toUnicode struct {
	single map[int]string
	ranges []codeRange
}

// codeRange maps codes to letters that follow each other, or to a list.
type codeRange struct {
	low, high int
	first     []uint16 // UTF-16
	list      []string
}

// maxRanges is how many ranges a table may have.
const maxRanges = 1 << 16

func (t toUnicode) empty() bool { return len(t.single) == 0 && len(t.ranges) == 0 }

func (t toUnicode) text(c int) (string, bool) {
	if s, ok := t.single[c]; ok {
		return s, true
	}
	for _, r := range t.ranges {
		if c < r.low || c > r.high {
			continue
		}
		if r.list != nil {
			if c-r.low < len(r.list) {
				return r.list[c-r.low], true
			}
			return "", true
		}
		units := append([]uint16(nil), r.first...)
		if len(units) == 0 {
			return "", true
		}
		units[len(units)-1] += uint16(c - r.low)
		return string(utf16.Decode(units)), true
	}
	return "", false
}

// cmapTokens are the parts of a CMap that matter: codes in angle brackets, the brackets of lists, and the names of sections.
var cmapTokens = regexp.MustCompile(`<[0-9A-Fa-f\s]*>|\[|\]|(?:begin|end)bf(?:char|range)`)

// readToUnicode reads a ToUnicode CMap: its bfchar and bfrange sections. The rest of its PostScript says nothing about letters.
func readToUnicode(v pdf.Value, left *int64) toUnicode {
	t := toUnicode{single: map[int]string{}}
	data, err := io.ReadAll(io.LimitReader(v.Reader(), max(0, min(maxText, *left))))
	*left -= int64(len(data))
	if err != nil && len(data) == 0 {
		return t
	}
	section := ""
	var args []string
	var list []string
	inList := false
	for _, raw := range cmapTokens.FindAll(data, -1) {
		switch token := string(raw); token {
		case "beginbfchar", "beginbfrange":
			section, args = token, nil
		case "endbfchar", "endbfrange":
			section = ""
		case "[":
			inList, list = true, []string{}
		case "]":
			if inList = false; section == "beginbfrange" && len(args) == 2 {
				t.add(codeRange{low: number(args[0]), high: number(args[1]), list: list})
			}
			args = nil
		default:
			s := unhex(token)
			switch {
			case inList:
				list = append(list, letters(s))
				continue
			default:
				args = append(args, s)
			}
			switch {
			case section == "beginbfchar" && len(args) == 2:
				t.single[number(args[0])] = letters(args[1])
				args = nil
			case section == "beginbfrange" && len(args) == 3:
				t.add(codeRange{low: number(args[0]), high: number(args[1]), first: units(args[2])})
				args = nil
			}
		}
	}
	return t
}

func (t *toUnicode) add(r codeRange) {
	if len(t.ranges) < maxRanges {
		t.ranges = append(t.ranges, r)
	}
}

// unhex reads "<0041>".
func unhex(token string) string {
	digits := strings.Join(strings.Fields(token[1:len(token)-1]), "")
	if len(digits)%2 == 1 {
		digits += "0"
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		return ""
	}
	return string(b)
}

func letters(s string) string { return string(utf16.Decode(units(s))) }

// number reads a code, most significant byte first.
func number(s string) int {
	n := 0
	for i := range min(len(s), 4) {
		n = n<<8 | int(s[i])
	}
	return n
}

func units(s string) []uint16 {
	var u []uint16
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	if len(s) == 1 {
		u = append(u, uint16(s[0]))
	}
	return u
}
