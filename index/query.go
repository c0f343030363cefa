package index

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index/wording"
)

// Query is a question. Each kind is a small struct; [Index.Ask] answers it.
type Query interface {
	// Command is the slash command that asks it, without the slash.
	Command() string
	// Validate returns a *QueryError when the user has something to mend.
	Validate() error
	// String writes the query the way it is typed: `/who-said who:Putin about:Donetsk`.
	// Parsing it again gives the same query.
	String() string
	// At returns the same question for another page, counted from 1.
	At(page int) Query
	isQuery()
}

// Scope says who asks where, and so what may be shown. It is taken from the interaction, never from
// text. The zero Scope sees the operator's corpus only.
type Scope struct {
	Guild    string   // the server; empty in direct messages and at the terminal
	Channel  string   // the channel the answer will stand in
	Channels []string // other channels of the server whose material may be shown there
	Private  bool     // only the asker will see the answer
}

// Sees reports whether a document may be shown in s.
func (s Scope) Sees(d *corpus.Document) bool {
	if d.Guild == "" {
		return true
	}
	if d.Guild != s.Guild {
		return false
	}
	if d.Channel == "" || d.Channel == s.Channel {
		return true
	}
	return slices.Contains(s.Channels, d.Channel)
}

// Covers reports whether s sees all that t sees.
func (s Scope) Covers(t Scope) bool {
	if t.Guild == "" {
		return true
	}
	for _, c := range append([]string{t.Channel}, t.Channels...) {
		if !s.Sees(&corpus.Document{Guild: t.Guild, Channel: c}) {
			return false
		}
	}
	return true
}

// Period limits a question to a time; a zero end is open. Both are days, inclusive, midnight UTC.
type Period struct{ Since, Until time.Time }

// WhoSaid asks for statements.
type WhoSaid struct {
	Words  string // what was said
	Who    string // who said it: any name or role the documents use
	About  string // topic
	Kind   corpus.Mode
	Doc    corpus.ID // only this document; empty: all
	Period Period
	Page   int
}

// Demands asks who wants what of whom. All fields empty: everything, grouped by actor.
type Demands struct {
	By, Of, About string
	Kind          corpus.DemandKind
	Doc           corpus.ID // only this document; empty: all
	Period        Period
	Picture       bool // the answer also holds what a picture of it shows, see [Answer.Pictured]
	Page          int
}

// Timeline asks for dated entries in order.
type Timeline struct {
	About, Who string
	Doc        corpus.ID // only this document; empty: all
	Period     Period
	Picture    bool // as in [Demands]
	Page       int
}

// Search asks for the best sentences of all documents. Text may hold "phrases", -words, who:, outlet:, since: and until:.
type Search struct {
	Text string
	Page int
}

// Sources asks which documents are searched, newest first.
type Sources struct {
	About string
	Page  int
}

func (WhoSaid) isQuery()  {}
func (Demands) isQuery()  {}
func (Timeline) isQuery() {}
func (Search) isQuery()   {}
func (Sources) isQuery()  {}

// Command is "who-said".
func (WhoSaid) Command() string { return "who-said" }

// Command is "demand".
func (Demands) Command() string { return "demand" }

// Command is "timeline".
func (Timeline) Command() string { return "timeline" }

// Command is "search".
func (Search) Command() string { return "search" }

// Command is "sources".
func (Sources) Command() string { return "sources" }

// At returns q for page.
func (q WhoSaid) At(page int) Query { q.Page = page; return q }

// At returns q for page.
func (q Demands) At(page int) Query { q.Page = page; return q }

// At returns q for page.
func (q Timeline) At(page int) Query { q.Page = page; return q }

// At returns q for page.
func (q Search) At(page int) Query { q.Page = page; return q }

// At returns q for page.
func (q Sources) At(page int) Query { q.Page = page; return q }

// QueryError is something about a question that its asker can mend.
type QueryError struct {
	Option string // the option's name, empty when it is the whole question
	Hint   string // what to do, a full sentence
}

func (e *QueryError) Error() string {
	if e.Option == "" {
		return e.Hint
	}
	return e.Option + ": " + e.Hint
}

// Validate wants at least one option.
func (q WhoSaid) Validate() error {
	if q.Words == "" && q.Who == "" && q.About == "" && q.Kind == "" && q.Doc == "" && q.Period == (Period{}) {
		return &QueryError{Hint: wording.SayWhatToLookFor}
	}
	switch q.Kind {
	case "", corpus.Direct, corpus.Mixed, corpus.Indirect:
	default:
		return &QueryError{Option: "kind", Hint: fmt.Sprintf(wording.NoStatementKind, q.Kind)}
	}
	return q.Period.validate()
}

// Validate accepts empty fields.
func (q Demands) Validate() error {
	if q.Kind != "" {
		names := make([]string, 0, 7)
		known := false
		for _, k := range corpus.DemandKinds() {
			known = known || k == q.Kind
			names = append(names, string(k))
		}
		if !known {
			return &QueryError{Option: "kind", Hint: fmt.Sprintf(wording.NoDemandKind, q.Kind, strings.Join(names, ", "))}
		}
	}
	return q.Period.validate()
}

// Validate accepts empty fields.
func (q Timeline) Validate() error { return q.Period.validate() }

// Validate wants some text.
func (q Search) Validate() error {
	if strings.TrimSpace(q.Text) == "" {
		return &QueryError{Option: "query", Hint: wording.SayWhatToSearchFor}
	}
	return nil
}

// Validate accepts everything.
func (q Sources) Validate() error { return nil }

func (p Period) validate() error {
	if !p.Since.IsZero() && !p.Until.IsZero() && p.Until.Before(p.Since) {
		return &QueryError{Option: "until", Hint: fmt.Sprintf(wording.UntilBeforeSince, p.Until.Format(time.DateOnly), p.Since.Format(time.DateOnly))}
	}
	return nil
}

func (q WhoSaid) String() string {
	return typed("/who-said", opt("words", q.Words), opt("who", q.Who), opt("about", q.About), opt("kind", string(q.Kind)), opt("doc", string(q.Doc)), q.Period.String())
}

func (q Demands) String() string {
	return typed("/demand", opt("by", q.By), opt("of", q.Of), opt("about", q.About), opt("kind", string(q.Kind)), opt("doc", string(q.Doc)), q.Period.String(), pictured(q.Picture))
}

func (q Timeline) String() string {
	return typed("/timeline", opt("about", q.About), opt("who", q.Who), opt("doc", string(q.Doc)), q.Period.String(), pictured(q.Picture))
}

func pictured(wanted bool) string {
	if !wanted {
		return ""
	}
	return opt("picture", "true")
}

func (q Search) String() string { return typed("/search", opt("query", q.Text)) }

func (q Sources) String() string { return typed("/sources", opt("about", q.About)) }

func (p Period) String() string {
	return strings.TrimSpace(day("since", p.Since) + day("until", p.Until))
}

func day(name string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return name + ":" + t.Format(time.DateOnly) + " "
}

func typed(parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}

// opt writes name:value, quoted when the value has spaces or quotes, a backslash before inner quotes.
func opt(name, value string) string {
	if value == "" {
		return ""
	}
	if strings.ContainsAny(value, " \t\n\"\\:") {
		value = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
	}
	return name + ":" + value
}
