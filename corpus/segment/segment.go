// Package segment cuts a text into paragraphs, sentences and tokens with exact byte offsets.
//
// It is written for edited English text and stays harmless on other languages: whatever it does
// not understand ends up in a longer sentence, never in a lost or changed byte. It knows nothing
// of meaning.
package segment

import (
	"sort"

	"example.org/briefbot/corpus"
)

// Text is a document's text with its paragraphs, sentences and tokens, each list in text order.
// Paragraphs and sentences carry no white space at their ends; every token lies in one sentence and every
// sentence in one paragraph.
type Text struct {
	Raw        string
	Paragraphs []corpus.Span
	Sentences  []corpus.Span
	Tokens     []Token
	Quotes     []Quote // stretches between paired quotation marks, outermost only
}

// bytesPerToken is less than English texts have.
const bytesPerToken = 4

// Split segments text.
func Split(text string) *Text {
	t := &Text{Raw: text, Paragraphs: paragraphs(text), Tokens: make([]Token, 0, len(text)/bytesPerToken)}
	for i, p := range t.Paragraphs {
		first := len(t.Tokens)
		t.Tokens = tokenize(t.Tokens, text, p)
		tokens := t.Tokens[first:]
		quotes := findQuotes(text, p, tokens)
		t.Sentences = append(t.Sentences, sentences(text, tokens, quotes)...)
		for j := range tokens {
			tokens[j].Paragraph = i
		}
		t.Quotes = append(t.Quotes, quotes...)
	}
	s := 0
	for i := range t.Tokens {
		for s+1 < len(t.Sentences) && t.Tokens[i].Start >= t.Sentences[s].End {
			s++
		}
		t.Tokens[i].Sentence = s
	}
	return t
}

// Paragraph returns the index of the paragraph that holds byte offset b, or -1.
func (t *Text) Paragraph(b int) int { return at(t.Paragraphs, b) }

// Sentence returns the index of the sentence that holds byte offset b, or -1.
func (t *Text) Sentence(b int) int { return at(t.Sentences, b) }

// TokensIn returns the range [i,j) of the tokens that lie within s.
func (t *Text) TokensIn(s corpus.Span) (i, j int) {
	i = sort.Search(len(t.Tokens), func(k int) bool { return t.Tokens[k].Start >= s.Start })
	j = sort.Search(len(t.Tokens), func(k int) bool { return t.Tokens[k].End > s.End })
	return i, max(i, j)
}

// Quoted reports whether byte offset b lies between quotation marks (or on one).
func (t *Text) Quoted(b int) bool {
	i := sort.Search(len(t.Quotes), func(k int) bool { return t.Quotes[k].End > b })
	return i < len(t.Quotes) && t.Quotes[i].Start <= b
}

func at(spans []corpus.Span, b int) int {
	i := sort.Search(len(spans), func(k int) bool { return spans[k].End > b })
	if i == len(spans) || spans[i].Start > b {
		return -1
	}
	return i
}
