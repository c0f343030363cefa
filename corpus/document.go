package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// Span is a stretch of a document's text: bytes, end exclusive. The zero Span means "not stated".
type Span struct {
	Start int `json:"s"`
	End   int `json:"e"`
}

// IsZero reports whether s is the absent span.
func (s Span) IsZero() bool { return s.Start == 0 && s.End == 0 }

// Len is the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Compare orders spans by where they begin, then by where they end.
func (s Span) Compare(t Span) int {
	return cmp.Or(cmp.Compare(s.Start, t.Start), cmp.Compare(s.End, t.End))
}

// Kind tells what sort of document it is.
type Kind string

// The two kinds of document.
const (
	Article Kind = "article" // somebody else's published text
	Note    Kind = "note"    // a team's own text
)

// ID names a document: sixteen hexadecimal digits, see [NewID].
type ID string

// Document is a text as it came in, with what is known about it. It is immutable once stored.
type Document struct {
	ID        ID
	Kind      Kind
	Guild     string // the Discord server it belongs to; empty: the operator's corpus, visible everywhere
	Channel   string // the channel it is confined to within Guild; empty: the whole server
	Title     string
	Publisher string
	Author    string
	URL       string
	Language  string    // BCP 47; empty: not known, treated as English
	Published time.Time // midnight UTC of the publication day; zero: not known
	Sample    bool      // part of the starter corpus shipped with the program
	Text      string    // UTF-8, "\n" line ends
}

// NewID derives the name of a document from its text and the scope it is kept in, so that the same text
// imported twice into one scope is one document, while two servers never share one. Metadata
// is left out on purpose: importing a text again with a better date mends the document.
func NewID(guild, channel, text string) ID {
	h := sha256.New()
	for _, part := range []string{guild, channel, text} {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return ID(hex.EncodeToString(h.Sum(nil)[:8]))
}

// Cut returns the words at s, verbatim. It panics when s does not lie within the text: a span
// outside its document is a mistake of the program, never of its input.
func (d *Document) Cut(s Span) string { return d.Text[s.Start:s.End] }

// Elision stands between two slices of one document that are shown together.
const Elision = " […] "

// CutAll returns the words at all of spans, joined by [Elision].
func (d *Document) CutAll(spans []Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = d.Cut(s)
	}
	return strings.Join(parts, Elision)
}
