package render

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf16"

	"example.org/briefbot/index/wording"
)

// escape writes s so that Discord shows it letter for letter: no mark of Markdown formats, no mention, emoji, timestamp or channel
// is made, no address becomes a link. A backslash before a mark is not shown.
func escape(s string) string {
	var b strings.Builder
	lineStart, digits := true, false
	var before rune
	runes := []rune(clean(s))
	for i, r := range runes {
		next := rune(' ')
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		switch {
		case strings.ContainsRune("\\*_~`|<>[]()#@:", r),
			lineStart && (r == '-' || r == '+'),
			r == '.' && (digits || unicode.IsLetter(next) && alphanumeric(before)):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		digits = (lineStart || digits) && unicode.IsDigit(r)
		lineStart = r == '\n' || lineStart && r == ' '
		before = r
	}
	return b.String()
}

func alphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// units is the length of s as Discord's strictest client counts it: UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// masked is a link whose text is label, or label alone where address can be no link. The label is escaped already.
func masked(label, address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return label
	}
	if strings.Contains(label, "://") || strings.Contains(label, `\:/`) || strings.Contains(label, `\.`) {
		// Discord shows no link whose text looks like another address.
		return label + " · [" + wording.OpenLink + "](" + encode(address) + ")"
	}
	return "[" + label + "](" + encode(address) + ")"
}

// encode percent-encodes what would end a link in Markdown.
func encode(address string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(address) {
		c := address[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]\"\\`|", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
