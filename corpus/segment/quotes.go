package segment

import (
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// Quote is a stretch within quotation marks, the marks included. It never leaves its paragraph: a
// quotation that runs over several paragraphs is one Quote in each, Open-ended in all but the last.
type Quote struct {
	corpus.Span
	Open  corpus.Span // the opening mark
	Close corpus.Span // the closing mark; empty when the paragraph ends first
}

// Inner returns the words between the marks.
func (q Quote) Inner() corpus.Span {
	if q.Close.Len() == 0 {
		return corpus.Span{Start: q.Open.End, End: q.End}
	}
	return corpus.Span{Start: q.Open.End, End: q.Close.Start}
}

func isQuoteRune(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '「', '」', '『', '』', '＂':
		return true
	}
	return false
}

// side tells what a double mark can do where it stands: a straight mark opens when a space or a bracket is before
// it and no space after it. Curly marks and guillemets are trusted only as far as their neighbours
// allow, since real text opens with one kind and closes with another.
func side(text string, i int, r rune, p corpus.Span) (opens, closes bool) {
	prev, _ := utf8.DecodeLastRuneInString(text[p.Start:i])
	next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r) : p.End])
	atStart := i == p.Start
	atEnd := i+utf8.RuneLen(r) >= p.End
	spaceBefore := atStart || unicode.IsSpace(prev) || unicode.In(prev, unicode.Ps, unicode.Pd, unicode.Pi)
	spaceAfter := atEnd || unicode.IsSpace(next)
	switch r {
	case '“', '„', '‟', '「', '『':
		// A German closing mark is an English opening one.
		return !spaceAfter || spaceBefore, spaceAfter || !spaceBefore
	case '”', '」', '』':
		return spaceBefore && !spaceAfter, !spaceBefore || spaceAfter
	case '«', '»':
		// French puts spaces inside them, German turns them round.
		wordAfter := !atEnd && wordRune(next)
		return spaceBefore && (wordAfter || r == '«'), !spaceBefore || r == '»' && !wordAfter
	}
	return spaceBefore && !spaceAfter || !spaceBefore && !spaceAfter && !wordRune(prev), !spaceBefore || spaceAfter
}

// findQuotes pairs the double quotation marks of paragraph p, outermost only. A mark opens where none is open, closes where
// one is; single marks are left to callers, since they cannot be told from apostrophes safely.
func findQuotes(text string, p corpus.Span, tokens []Token) []Quote {
	var out []Quote
	open := corpus.Span{}
	isOpen, depth := false, 0
	for _, t := range tokens {
		r, _ := utf8.DecodeRuneInString(text[t.Start:])
		if !isQuoteRune(r) {
			continue
		}
		opens, closes := side(text, t.Start, r, p)
		switch {
		case !isOpen && (opens || !closes):
			open, isOpen, depth = t.Span, true, 0
		case isOpen && opens && !closes && (r == '„' || r == '«' || r == '“') && r != firstRune(text, open):
			depth++
		case isOpen && closes && depth > 0:
			depth--
		case isOpen && closes:
			out = append(out, Quote{Span: corpus.Span{Start: open.Start, End: t.End}, Open: open, Close: t.Span})
			isOpen = false
		}
	}
	if isOpen {
		// Only a quotation that goes on in the next paragraph stays open; it began close to the start or after a report.
		out = append(out, Quote{Span: corpus.Span{Start: open.Start, End: p.End}, Open: open, Close: corpus.Span{Start: p.End, End: p.End}})
	}
	return out
}

func firstRune(text string, s corpus.Span) rune {
	r, _ := utf8.DecodeRuneInString(text[s.Start:])
	return r
}
