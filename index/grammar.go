package index

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/timex"
	"example.org/briefbot/index/wording"
)

// searchText is the text of a /search, read by the grammar
//
//	text   = { item }                      at least one item that is not excluded
//	item   = ["-"] ( word | phrase ) | filter
//	filter = ( "who" | "outlet" | "doc" | "since" | "until" ) ":" [ spaces ] ( word | phrase )
//	phrase = '"' words '"'                 curly marks do as well
//
// Filters that are given twice must both hold.
type searchText struct {
	words   string   // those outside phrases, parted by spaces
	phrases []string // all must stand in the sentence
	without []string // none may
	who     []string
	outlet  []string
	doc     corpus.ID // only this document
	period  Period
}

// content is all that is searched for, phrases without their marks.
func (t searchText) content() string {
	return strings.Join(append([]string{t.words}, t.phrases...), " ")
}

// bare reports whether there is nothing but words.
func (t searchText) bare() bool {
	return len(t.phrases)+len(t.without)+len(t.who)+len(t.outlet) == 0 && t.doc == "" && t.period.empty()
}

// item is one piece of a search text.
type item struct {
	minus  bool
	filter string
	quoted bool
	text   string
}

// parseSearch reads text that is typed on a day. The error is a *QueryError that says what was not understood.
func parseSearch(text string, today time.Time) (searchText, error) {
	var s searchText
	var words []string
	for rest := strings.TrimLeftFunc(text, unicode.IsSpace); rest != ""; rest = strings.TrimLeftFunc(rest, unicode.IsSpace) {
		var it item
		var err error
		if it, rest, err = nextItem(rest); err != nil {
			return searchText{}, err
		}
		switch {
		case it.filter != "":
			if err := s.filter(it.filter, it.text, today); err != nil {
				return searchText{}, err
			}
		case it.minus:
			s.without = append(s.without, it.text)
		case it.quoted:
			s.phrases = append(s.phrases, it.text)
		case strings.ContainsFunc(it.text, inWord):
			words = append(words, it.text)
		}
	}
	s.words = strings.Join(words, " ")
	if s.words == "" && len(s.phrases)+len(s.who)+len(s.outlet)+len(s.doc) == 0 && s.period.empty() {
		hint := wording.NoWord
		if len(s.without) > 0 {
			hint = wording.OnlyExclusions
		}
		return searchText{}, &QueryError{Option: "query", Hint: hint}
	}
	return s, s.period.validate()
}

// nextItem cuts the first item off text, which does not begin with a space.
func nextItem(text string) (it item, rest string, err error) {
	if len(text) > 1 && text[0] == '-' {
		if next, _ := utf8.DecodeRuneInString(text[1:]); inWord(next) || quoteMark(next) {
			it.minus, text = true, text[1:]
		}
	}
	if name, value, ok := filterName(text); ok && !it.minus {
		switch name {
		case "who", "outlet", "doc", "since", "until":
		default:
			return it, "", &QueryError{Option: "query", Hint: fmt.Sprintf(wording.NoSuchFilter, name)}
		}
		it.filter, text = name, strings.TrimLeftFunc(value, unicode.IsSpace)
	}
	if first, size := utf8.DecodeRuneInString(text); quoteMark(first) {
		body := text[size:]
		end := strings.IndexFunc(body, quoteMark)
		if end < 0 {
			return it, "", &QueryError{Option: "query", Hint: wording.PhraseNotClosed}
		}
		_, size = utf8.DecodeRuneInString(body[end:])
		it.quoted, it.text, rest = true, strings.TrimSpace(body[:end]), body[end+size:]
	} else {
		end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || quoteMark(r) })
		if end < 0 {
			end = len(text)
		}
		it.text, rest = text[:end], text[end:]
	}
	if it.quoted && !it.minus && it.filter == "" && !strings.ContainsFunc(it.text, inWord) {
		return it, "", &QueryError{Option: "query", Hint: wording.PhraseEmpty}
	}
	if it.filter != "" && it.text == "" {
		return it, "", &QueryError{Option: "query", Hint: fmt.Sprintf(wording.FilterEmpty, it.filter)}
	}
	return it, rest, nil
}

// withoutFilter returns a text without its filters of that name, as typed otherwise.
func withoutFilter(text, name string) string {
	var b strings.Builder
	for rest := text; rest != ""; {
		trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
		it, next, err := nextItem(trimmed)
		if err != nil || trimmed == "" {
			b.WriteString(rest)
			break
		}
		if it.filter != name {
			b.WriteString(rest[:len(rest)-len(next)])
		}
		rest = next
	}
	return b.String()
}

func quoteMark(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '«', '»':
		return true
	}
	return false
}

// filterName splits "name:value" where the name is a word of Latin letters and something follows the colon.
func filterName(text string) (name, value string, ok bool) {
	end := strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) })
	if end < 2 || text[end] != ':' {
		return "", "", false
	}
	name, value = strings.ToLower(text[:end]), text[end+1:]
	known := name == "who" || name == "outlet" || name == "doc" || name == "since" || name == "until"
	next, _ := utf8.DecodeRuneInString(value)
	if !known && (value == "" || unicode.IsSpace(next) || next == '/') {
		return "", "", false // prose with a colon, or an address
	}
	return name, value, true
}

// filter adds a filter.
func (s *searchText) filter(name, value string, today time.Time) error {
	switch name {
	case "who":
		s.who = append(s.who, value)
	case "outlet":
		if !strings.ContainsFunc(value, inWord) {
			return &QueryError{Option: "query", Hint: fmt.Sprintf(wording.NoOutlet, value)}
		}
		s.outlet = append(s.outlet, value)
	case "doc":
		s.doc = corpus.ID(strings.ToLower(value))
	case "since", "until":
		_, _, v, ok := timexDate(strings.ToUpper(value))
		if from, to, err := timex.ParseDay(value, today); !ok && err == nil {
			v = interval{from, to}
		} else if !ok {
			return &QueryError{Option: "query", Hint: fmt.Sprintf(wording.NoDay, name, value)}
		}
		if name == "since" && v.from.After(s.period.Since) {
			s.period.Since = v.from
		}
		if name == "until" && (s.period.Until.IsZero() || v.to.Before(s.period.Until)) {
			s.period.Until = v.to
		}
	}
	return nil
}
