package index

import (
	"time"

	"example.org/briefbot/corpus"
)

// Answer is what was found for one page of a question.
type Answer struct {
	Query       Query
	Total       int      // results over all pages
	More        bool     // there may be more: only the best, of equals the newest, were looked at
	Page, Pages int      // Page counts from 1; Pages is 0 when nothing was found
	Results     []Result // those of this page
	Nearest     []Result // weaker matches, shown apart; only when Results is empty
	Facets      []Facet  // how all results part, for narrowing the question
	Choices     []Choice // set when a name means more than one: nothing is merged, the asker chooses
	Suggestions []string // nearest names or topics when nothing was found, best first, at most five
	Searched    Searched

	Pictured      []Result // where the question asks for a picture: those that it shows, around this page
	PicturedFirst int      // the number of the first of them among all results, from 1
}

// Searched says what the answer is drawn from.
type Searched struct {
	Documents int // articles
	Notes     int
	Sample    bool      // the starter corpus
	From, To  time.Time // publication days of the oldest and newest; zero: none known
}

// Choice is one of several people or bodies that a name may mean.
type Choice struct {
	Name  string // as in a document; asking for it is unambiguous
	About string // a description as in a document, or empty
	Count int    // results it would give
}

// Excerpt is words of a document with their place; several spans are shown joined by corpus.Elision.
type Excerpt struct {
	Doc   *corpus.Document
	Spans []corpus.Span
}

// Text returns the words, verbatim.
func (e Excerpt) Text() string { return e.Doc.CutAll(e.Spans) }

// IsZero reports whether there is no excerpt.
func (e Excerpt) IsZero() bool { return e.Doc == nil || len(e.Spans) == 0 }

// Result is one statement, demand, dated entry, passage or source. Which fields are set depends on the command; names are
// written as they stand in the document.
type Result struct {
	Excerpt            // the words: the content of a statement, the sentence of a demand, the clause of an entry, the sentence found, empty for a source
	Kind       string  // direct, mixed, indirect; a kind of demand
	Confidence float64 // 0 to 1
	LessSure   bool    // below the confidence at which the product vouches for speaker or actor

	Speaker    string   // empty: not stated
	Anonymous  bool     //
	Chain      []string // from the outlet inwards
	Told       Excerpt  // a report with the verb that says what was done by it: "welcomed the move"; empty where Excerpt says as much
	Introduced Excerpt  // the sentence that says who an anonymous or described speaker is

	Actor, Target string
	Object        Excerpt
	Exchange      Excerpt
	Issue         int        // the same number for objects that are about one thing, within an answer; 0: no object
	Status        string     // accepted, refused, no answer; empty: not told
	Answered      Excerpt    // where the answer is told
	Answers       []Reply    // all answers told, the latest first; the first is Status and Answered
	Before        Excerpt    // of an earlier document: the same actor and target on the same object
	BeforeAt      Citation   // where that stands
	Also          []Citation // further sentences of the same document that were found
	Negated       bool

	Date      string // EDTF, empty: none
	DateFrom  string // "text" or "publication"
	Precision string
	When      string // past, ongoing, planned, was planned
	Computed  bool   // an end of the date was computed from a length of time that the text gives

	said string // who speaks in a sentence that was searched for

	Highlights []corpus.Span // within Spans: words that matched
	Citations  []Citation    // never empty; the first is of Excerpt itself, the others are further places of the same words
}

// Reply is an answer to a demand or an offer, as a document tells it.
type Reply struct {
	Status   string // accepted, refused, no answer
	Excerpt         // the words that tell it
	Date     string // EDTF
	DateFrom string // "text" or "publication"
	Citation Citation
}

// Citation is a place in a document.
type Citation struct {
	Doc       *corpus.Document
	Paragraph int // from 1
	Spans     []corpus.Span
	Record    corpus.Span // what the record is about, where that is not the whole of Spans; see [Result.Records]
	Link      string      // opens at the sentence: a text fragment of the document's URL; empty for a file
}

// Passage is a stretch around a citation: what the Context button shows.
type Passage struct {
	Excerpt                // two sentences before, the cited ones, two after
	Cited    []corpus.Span // the cited words in it
	Citation Citation
}
