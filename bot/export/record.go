// Package export writes answers, all records, and a team's own notes as files: Markdown to read, CSV for a spreadsheet, JSON for programs.
//
// A record of somebody else's text carries at most [MaxCitation] characters of it, with its place; a team's own notes are written in full
// (see package bundle). What an export holds is what its asker may see: it is drawn from answers.
package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// MaxCitation is the longest stretch of a document that a record carries, in characters, the mark of a cut included.
const MaxCitation = 300

// Asker answers questions.
type Asker interface {
	Ask(ctx context.Context, s index.Scope, q index.Query) (*index.Answer, error)
}

// Record is one statement, demand, dated event, passage or document. Fields that do not apply are empty. Words of a document are verbatim but for the mark of a
// cut at their end.
type Record struct {
	ID          string     `json:"id"`   // the same in each export, as long as the document and what was found in it are the same
	Type        string     `json:"type"` // statement, demand, event, passage, document
	Text        string     `json:"text,omitempty"`
	Kind        string     `json:"kind,omitempty"`
	Speaker     string     `json:"speaker,omitempty"`
	Anonymous   bool       `json:"anonymous,omitempty"`
	Chain       []string   `json:"chain,omitempty"`
	Actor       string     `json:"actor,omitempty"`
	Target      string     `json:"target,omitempty"`
	Object      string     `json:"object,omitempty"`
	Exchange    string     `json:"exchange,omitempty"`
	Status      string     `json:"status,omitempty"`
	Negated     bool       `json:"negated,omitempty"`
	Date        string     `json:"date,omitempty"`      // EDTF
	DateFrom    string     `json:"date_from,omitempty"` // text, publication
	Precision   string     `json:"precision,omitempty"`
	When        string     `json:"when,omitempty"`
	Confidence  float64    `json:"confidence,omitempty"`
	LessCertain bool       `json:"less_certain,omitempty"`
	Citations   []Citation `json:"citations"`
}

// Citation is a place of the record's words. Spans count code points of the document's text.
type Citation struct {
	Doc       corpus.ID   `json:"doc"`
	Source    corpus.Kind `json:"source"`
	Title     string      `json:"title,omitempty"`
	Publisher string      `json:"publisher,omitempty"`
	Author    string      `json:"author,omitempty"`
	URL       string      `json:"url,omitempty"`
	Published string      `json:"published,omitempty"`
	Paragraph int         `json:"paragraph,omitempty"`
	Spans     [][2]int    `json:"spans,omitempty"`
	Link      string      `json:"link,omitempty"`
	Sample    bool        `json:"sample,omitempty"`
}

// Answer returns all results of a question, not only those of its page. A name that means several people is an error that lists them.
func Answer(ctx context.Context, a Asker, s index.Scope, q index.Query) ([]Record, error) {
	answer, err := a.Ask(ctx, s, q.At(index.Everything))
	if err != nil {
		return nil, err
	}
	if len(answer.Choices) > 0 {
		var names []string
		for _, c := range answer.Choices {
			names = append(names, c.Name)
		}
		return nil, &index.QueryError{Hint: fmt.Sprintf(wording.ExportAmbiguous, strings.Join(names, ", "))}
	}
	return newMaker().records(q, answer.Results), nil
}

// All yields the statements, demands and dated events of all documents that s sees, document by document, newest first. It stops at the
// first error.
func All(ctx context.Context, a Asker, s index.Scope) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		sources, err := a.Ask(ctx, s, index.Sources{Page: index.Everything})
		if err != nil {
			yield(Record{}, err)
			return
		}
		for _, source := range sources.Results {
			m := newMaker()
			id := source.Doc.ID
			for _, q := range []index.Query{
				index.WhoSaid{Doc: id, Page: index.Everything}, index.Demands{Doc: id, Page: index.Everything}, index.Timeline{Doc: id, Page: index.Everything},
			} {
				answer, err := a.Ask(ctx, s, q)
				if err != nil {
					yield(Record{}, fmt.Errorf("export document %s: %w", id, err))
					return
				}
				for _, r := range m.records(q, answer.Results) {
					if !yield(r, nil) {
						return
					}
				}
			}
		}
	}
}

// maker makes records, with one table of offsets for each document, and ids that differ.
type maker struct {
	offsets map[corpus.ID]*corpus.Offsets
	taken   map[string]int
}

func newMaker() *maker {
	return &maker{offsets: map[corpus.ID]*corpus.Offsets{}, taken: map[string]int{}}
}

func typeOf(q index.Query) string {
	switch q.(type) {
	case index.WhoSaid:
		return "statement"
	case index.Demands:
		return "demand"
	case index.Timeline:
		return "event"
	case index.Sources:
		return "document"
	}
	return "passage"
}

func (m *maker) records(q index.Query, results []index.Result) []Record {
	out := make([]Record, 0, len(results))
	for i := range results {
		out = append(out, m.record(typeOf(q), &results[i]))
	}
	return out
}

func (m *maker) record(kind string, r *index.Result) Record {
	rec := Record{
		Type: kind, Text: cut(r.Excerpt), Kind: r.Kind, Speaker: r.Speaker, Anonymous: r.Anonymous, Chain: r.Chain, Actor: r.Actor, Target: r.Target,
		Object: cut(r.Object), Exchange: cut(r.Exchange), Status: r.Status, Negated: r.Negated, Date: r.Date, DateFrom: r.DateFrom,
		Precision: r.Precision, When: r.When, Confidence: r.Confidence, LessCertain: r.LessSure, Citations: []Citation{},
	}
	for _, c := range r.Citations {
		d := c.Doc
		rec.Citations = append(rec.Citations, Citation{
			Doc: d.ID, Source: d.Kind, Title: d.Title, Publisher: d.Publisher, Author: d.Author, URL: d.URL, Published: day(d.Published),
			Paragraph: c.Paragraph, Spans: m.pairs(d, c.Spans), Link: c.Link, Sample: d.Sample,
		})
	}
	rec.ID = m.id(&rec, r)
	return rec
}

func (m *maker) pairs(d *corpus.Document, spans []corpus.Span) [][2]int {
	if len(spans) == 0 {
		return nil
	}
	if m.offsets[d.ID] == nil {
		m.offsets[d.ID] = corpus.NewOffsets(d.Text)
	}
	return m.offsets[d.ID].Pairs(spans)
}

// id names a record by its document and by what it says.
func (m *maker) id(rec *Record, r *index.Result) string {
	if r.Doc == nil {
		return ""
	}
	if rec.Type == "document" {
		return string(r.Doc.ID)
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%v\x00%s\x00%s\x00%s\x00%s\x00%v\x00%s", rec.Type, r.Spans, rec.Kind, rec.Speaker, rec.Actor, rec.Target, r.Object.Spans, rec.Date)
	id := string(r.Doc.ID) + "." + hex.EncodeToString(h.Sum(nil)[:5])
	if m.taken[id]++; m.taken[id] > 1 {
		id = fmt.Sprintf("%s-%d", id, m.taken[id])
	}
	return id
}

// cut returns the words of e, at most MaxCitation characters of them, cut between words.
func cut(e index.Excerpt) string {
	if e.IsZero() {
		return ""
	}
	text := []rune(e.Text())
	if len(text) <= MaxCitation {
		return string(text)
	}
	mark := []rune(strings.TrimRight(corpus.Elision, " "))
	end := MaxCitation - len(mark)
	for end > MaxCitation/2 && text[end] != ' ' && text[end] != '\n' {
		end--
	}
	return string(text[:end]) + string(mark)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
