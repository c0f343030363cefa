package index

import (
	"net/url"
	"strings"
	"unicode"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// Words of a text fragment: as many at either end of a long passage, and as context before one that occurs twice.
const (
	fragmentEnds   = 4
	fragmentWhole  = 8
	fragmentPrefix = 3
)

// link returns an address that opens at s: the document's URL with a text fragment (WICG, "URL Fragment Text
// Directives"). The address of a Discord message opens at the message; a file has no link.
func (d *reading) link(s corpus.Span) string {
	u, err := url.Parse(d.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	if host := strings.TrimPrefix(u.Hostname(), "www."); (host == "discord.com" || strings.HasSuffix(host, ".discord.com")) && strings.HasPrefix(u.Path, "/channels/") {
		return d.URL
	}
	fragment := textFragment(d.Text, s)
	switch {
	case fragment == "":
		return d.URL
	case strings.Contains(d.URL, "#"):
		return d.URL + ":~:text=" + fragment
	}
	return d.URL + "#:~:text=" + fragment
}

// textFragment names s in text by its first and last words, with the words before it where its beginning occurs more than once.
func textFragment(text string, s corpus.Span) string {
	words := segmentWords(text, s)
	if len(words) == 0 {
		return ""
	}
	start := corpus.Span{Start: words[0].Start, End: words[len(words)-1].End}
	end := corpus.Span{}
	if len(words) > fragmentWhole || strings.ContainsAny(text[start.Start:start.End], "\n\r") {
		start.End = lineWords(text, words[:min(len(words), fragmentEnds)])
		end = lastLineWords(text, words[max(0, len(words)-fragmentEnds):])
	}
	fragment := escapeFragment(text[start.Start:start.End])
	if occurrences(text, text[start.Start:start.End]) > 1 {
		before := segmentWords(text, corpus.Span{End: start.Start})
		if n := len(before); n > 0 {
			p := lastLineWords(text, before[max(0, n-fragmentPrefix):])
			fragment = escapeFragment(text[p.Start:p.End]) + "-," + fragment
		}
	}
	if !end.IsZero() && end.Start > start.Start && end.End > start.End {
		fragment += "," + escapeFragment(text[end.Start:end.End])
	}
	return fragment
}

// segmentWords are the words of text that lie wholly in s. What is cut at an end of s is left out.
func segmentWords(text string, s corpus.Span) []corpus.Span {
	const context = 400 // enough for every prefix
	if s.Start == 0 && s.End > context {
		s.Start = s.End - context
		for s.Start < s.End && !unicode.IsSpace(rune(text[s.Start])) {
			s.Start++
		}
	}
	var out []corpus.Span
	for _, t := range segment.Split(text[s.Start:s.End]).Tokens {
		w := corpus.Span{Start: s.Start + t.Start, End: s.Start + t.End}
		if !strings.ContainsFunc(text[w.Start:w.End], inWord) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].End == w.Start {
			out[n-1].End = w.End // a clitic: "Putin" and "'s"
			continue
		}
		out = append(out, w)
	}
	return out
}

// lineWords returns the end of those of words that stand on one line with the first.
func lineWords(text string, words []corpus.Span) int {
	end := words[0].End
	for _, w := range words[1:] {
		if strings.ContainsAny(text[end:w.Start], "\n\r") {
			break
		}
		end = w.End
	}
	return end
}

// lastLineWords returns those of words that stand on one line with the last.
func lastLineWords(text string, words []corpus.Span) corpus.Span {
	s := words[len(words)-1]
	for i := len(words) - 2; i >= 0; i-- {
		if strings.ContainsAny(text[words[i].End:s.Start], "\n\r") {
			break
		}
		s.Start = words[i].Start
	}
	return s
}

// occurrences counts part in text, whatever its capitals, as a browser looks for it.
func occurrences(text, part string) int {
	return strings.Count(strings.ToLower(text), strings.ToLower(part))
}

// escapeFragment percent-encodes everything but letters and digits of ASCII; a hyphen, a comma and an ampersand mean something in a
// text fragment.
func escapeFragment(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// address is the document's own link; a file has none.
func (d *reading) address() string {
	if u, err := url.Parse(d.URL); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return d.URL
}
