package bot

import (
	"strings"
	"unicode"

	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Line reads a command typed on one line, the way it is typed in Discord:
//
//	/who-said who:"the Russian president" about:Donetsk
//	/who-said who:the Russian president about:Donetsk
//	/search "cease fire" -drone page:2
//
// A value ends where the next option of the command begins, or at its closing quotation mark; within the marks a backslash
// stands before a quotation mark or a backslash. Names of options are read in any case.
// For every question q that Line returns, Line(q.String()) returns q again.
func (r Reader) Line(line string) (Request, error) {
	line = strings.ToValidUTF8(line, "�")
	name, rest, _ := cutSpace(strings.TrimLeft(line, separators))
	if name == "" {
		return Request{}, &index.QueryError{Hint: wording.TypeACommand}
	}
	c, err := find(name)
	if err != nil {
		return Request{}, err
	}
	options, err := c.split(rest)
	if err != nil {
		return Request{}, err
	}
	return r.request(c, options)
}

const separators = " \t\n"

func cutSpace(s string) (before, after string, found bool) {
	if i := strings.IndexAny(s, separators); i >= 0 {
		return s[:i], s[i+1:], true
	}
	return s, "", false
}

// split cuts what follows the command's name into options; bare text is under "".
func (c command) split(s string) (Options, error) {
	options := Options{}
	name, start := "", 0
	keep := func(end int) error {
		value := strings.Trim(s[start:end], separators)
		if !c.raw || name != "" {
			value = unquote(value)
		}
		if _, twice := options[name]; twice && value != "" {
			return &index.QueryError{Option: name, Hint: wording.GivenTwice}
		}
		if value != "" {
			options[name] = value
		}
		return nil
	}
	for i := 0; i < len(s); {
		if strings.IndexByte(separators, s[i]) >= 0 {
			i++
			continue
		}
		if n := c.head(s[i:]); n > 0 {
			if err := keep(i); err != nil {
				return nil, err
			}
			o, _ := c.option(s[i : i+n-1])
			name, start = o.name, i+n
			i = start + len(s[start:]) - len(strings.TrimLeft(s[start:], separators))
			if end := closing(s[i:]); strings.HasPrefix(s[i:], `"`) && end < 0 {
				return nil, &index.QueryError{Option: name, Hint: wording.MarkNotClosed}
			}
			i += max(0, closing(s[i:]))
			continue
		}
		if n := optionHead(s[i:]); n > 0 && !c.raw {
			return nil, c.unknownOption(s[i : i+n-1])
		}
		if end := closing(s[i:]); end > 0 {
			i += end
			continue
		}
		word, _, _ := cutSpace(s[i:])
		i += len(word)
	}
	return options, keep(len(s))
}

// head returns the length of the name and colon of one of c's options at the start of s, 0 when there is none.
func (c command) head(s string) int {
	i := strings.IndexByte(s, ':')
	if i <= 0 {
		return 0
	}
	if _, ok := c.option(s[:i]); !ok {
		return 0
	}
	return i + 1
}

// optionHead returns the length of what looks like an option's name and colon at the start of s: letters, a colon, a value.
// An address (https://…) and a colon before a space are text.
func optionHead(s string) int {
	for i, r := range s {
		switch {
		case r == ':' && i > 1:
			after := s[i+1:]
			if after == "" || strings.HasPrefix(after, "//") || strings.IndexByte(separators, after[0]) >= 0 {
				return 0
			}
			return i + 1
		case !unicode.IsLetter(r) && r != '-' && r != '_':
			return 0
		}
	}
	return 0
}

// closing returns where the quotation that begins s ends, its closing mark included, or -1.
func closing(s string) int {
	if !strings.HasPrefix(s, `"`) {
		return -1
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

func quoted(s string) bool { return closing(s) == len(s) && s != "" }

// unquote takes the marks off a value that stands in them as a whole. Curly marks count where a space is between them:
// they come from a phone's keyboard, and without a space nobody types them to hold a value together.
func unquote(s string) string {
	if quoted(s) {
		return strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(s[1 : len(s)-1])
	}
	for _, marks := range [][2]string{{"“", "”"}, {"„", "“"}, {"«", "»"}} {
		inner, opens := strings.CutPrefix(s, marks[0])
		inner, closes := strings.CutSuffix(inner, marks[1])
		if opens && closes && strings.ContainsAny(inner, separators) && !strings.ContainsAny(inner, `"“”„«»`) {
			return inner
		}
	}
	return s
}
