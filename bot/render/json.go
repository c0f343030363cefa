package render

import (
	"encoding/json"
	"io"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// JSON writes a as one object on one line. Offsets count Unicode code points of the document's text; fields that do not apply are left out.
// It returns the writer's error.
func JSON(w io.Writer, a *index.Answer) error {
	c := converter{}
	out := answerJSON{
		Command: a.Query.Command(), Query: queryJSON(a.Query), Total: a.Total, More: a.More, Page: a.Page, Pages: a.Pages,
		Results: c.results(a.Query, a.Results), Nearest: c.results(a.Query, a.Nearest), Suggestions: a.Suggestions,
		Scope: scopeJSON{a.Searched.Documents, a.Searched.Notes, a.Searched.Sample, day(a.Searched.From), day(a.Searched.To)},
	}
	if out.Results == nil {
		out.Results = []resultJSON{}
	}
	if out.Suggestions == nil {
		out.Suggestions = []string{}
	}
	for _, x := range a.Choices {
		out.Choices = append(out.Choices, choiceJSON{x.Name, x.About, x.Count})
	}
	for _, f := range a.Facets {
		values := make([]facetValueJSON, len(f.Values))
		for i, v := range f.Values {
			values[i] = facetValueJSON{v.Value, v.Label, v.Count}
		}
		out.Facets = append(out.Facets, facetJSON{f.By, values})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

type answerJSON struct {
	Command     string         `json:"command"`
	Query       map[string]any `json:"query"`
	Total       int            `json:"total"`
	More        bool           `json:"more,omitempty"`
	Page        int            `json:"page"`
	Pages       int            `json:"pages"`
	Results     []resultJSON   `json:"results"`
	Nearest     []resultJSON   `json:"nearest,omitempty"`
	Facets      []facetJSON    `json:"facets,omitempty"`
	Choices     []choiceJSON   `json:"choices,omitempty"`
	Suggestions []string       `json:"suggestions"`
	Scope       scopeJSON      `json:"scope"`
}

type scopeJSON struct {
	Documents int    `json:"documents"`
	Notes     int    `json:"notes"`
	Sample    bool   `json:"sample"`
	From      string `json:"from,omitempty"`
	To        string `json:"to,omitempty"`
}

type choiceJSON struct {
	Name  string `json:"name"`
	About string `json:"about,omitempty"`
	Count int    `json:"count"`
}

type facetJSON struct {
	By     string           `json:"by"`
	Values []facetValueJSON `json:"values"`
}

type facetValueJSON struct {
	Value string `json:"value"`
	Label string `json:"label,omitempty"`
	Count int    `json:"count"`
}

type excerptJSON struct {
	Text  string   `json:"text"`
	Spans [][2]int `json:"spans"`
}

type resultJSON struct {
	Text        string         `json:"text,omitempty"`
	Spans       [][2]int       `json:"spans,omitempty"`
	Kind        string         `json:"kind,omitempty"`
	Confidence  float64        `json:"confidence,omitempty"`
	LessCertain bool           `json:"less_certain,omitempty"`
	Speaker     string         `json:"speaker,omitempty"`
	Anonymous   *bool          `json:"anonymous,omitempty"`
	Chain       []string       `json:"chain,omitempty"`
	Introduced  *excerptJSON   `json:"introduced,omitempty"`
	Actor       string         `json:"actor,omitempty"`
	Target      string         `json:"target,omitempty"`
	Object      *excerptJSON   `json:"object,omitempty"`
	Exchange    *excerptJSON   `json:"exchange,omitempty"`
	Status      string         `json:"status,omitempty"`
	Answered    *excerptJSON   `json:"answered,omitempty"`
	Answers     []toldJSON     `json:"answers,omitempty"`
	Before      *toldJSON      `json:"before,omitempty"`
	Also        []alsoJSON     `json:"also,omitempty"`
	Negated     bool           `json:"negated,omitempty"`
	Date        string         `json:"date,omitempty"`
	DateFrom    string         `json:"date_from,omitempty"`
	Precision   string         `json:"precision,omitempty"`
	When        string         `json:"when,omitempty"`
	Computed    bool           `json:"computed,omitempty"`
	Highlights  [][2]int       `json:"highlights,omitempty"`
	Citations   []citationJSON `json:"citations"`
}

// alsoJSON is a further sentence of the result's document.
type alsoJSON struct {
	Text      string   `json:"text"`
	Paragraph int      `json:"paragraph,omitempty"`
	Spans     [][2]int `json:"spans"`
	Link      string   `json:"link,omitempty"`
}

// toldJSON is what another place tells: an answer, or the same act earlier.
type toldJSON struct {
	excerptJSON
	Status   string        `json:"status,omitempty"`
	Date     string        `json:"date,omitempty"`
	DateFrom string        `json:"date_from,omitempty"`
	Citation *citationJSON `json:"citation,omitempty"`
}

type citationJSON struct {
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

// converter turns bytes into code points, one table a document.
type converter map[*corpus.Document]*corpus.Offsets

func (c converter) pairs(d *corpus.Document, spans []corpus.Span) [][2]int {
	if d == nil || len(spans) == 0 {
		return nil
	}
	if c[d] == nil {
		c[d] = corpus.NewOffsets(d.Text)
	}
	return c[d].Pairs(spans)
}

func (c converter) excerpt(e index.Excerpt) *excerptJSON {
	if e.IsZero() {
		return nil
	}
	return &excerptJSON{e.Text(), c.pairs(e.Doc, e.Spans)}
}

func (c converter) results(q index.Query, results []index.Result) []resultJSON {
	var out []resultJSON
	for _, r := range results {
		x := resultJSON{
			Kind: r.Kind, Confidence: r.Confidence, LessCertain: r.LessSure, Speaker: r.Speaker, Chain: r.Chain,
			Introduced: c.excerpt(r.Introduced), Actor: r.Actor, Target: r.Target, Object: c.excerpt(r.Object),
			Exchange: c.excerpt(r.Exchange), Status: r.Status, Answered: c.excerpt(r.Answered), Answers: c.answers(r.Answers),
			Before:  c.told(r.Before, r.BeforeAt),
			Negated: r.Negated, Date: r.Date, DateFrom: r.DateFrom, Precision: r.Precision, When: r.When, Computed: r.Computed,
			Highlights: c.pairs(r.Doc, r.Highlights), Citations: []citationJSON{},
		}
		if e := c.excerpt(r.Excerpt); e != nil {
			x.Text, x.Spans = e.Text, e.Spans
		}
		if _, ok := q.(index.WhoSaid); ok || r.Anonymous {
			x.Anonymous = &r.Anonymous
		}
		for _, p := range r.Citations {
			x.Citations = append(x.Citations, c.citation(p))
		}
		for _, p := range r.Also {
			x.Also = append(x.Also, alsoJSON{p.Doc.CutAll(p.Spans), p.Paragraph, c.pairs(p.Doc, p.Spans), p.Link})
		}
		out = append(out, x)
	}
	return out
}

func (c converter) citation(p index.Citation) citationJSON {
	d := p.Doc
	return citationJSON{
		Doc: d.ID, Source: d.Kind, Title: d.Title, Publisher: d.Publisher, Author: d.Author, URL: d.URL,
		Published: day(d.Published), Paragraph: p.Paragraph, Spans: c.pairs(d, p.Spans), Link: p.Link, Sample: d.Sample,
	}
}

// told is nil where there is nothing told.
func (c converter) told(e index.Excerpt, at index.Citation) *toldJSON {
	x := c.excerpt(e)
	if x == nil {
		return nil
	}
	out := &toldJSON{excerptJSON: *x}
	if at.Doc != nil {
		p := c.citation(at)
		out.Citation = &p
	}
	return out
}

// answers tells all answers where there are several, else the one that answered holds is all.
func (c converter) answers(list []index.Reply) []toldJSON {
	var out []toldJSON
	for _, a := range list {
		x := c.told(a.Excerpt, a.Citation)
		if x == nil || len(list) < 2 {
			continue
		}
		x.Status, x.Date, x.DateFrom = a.Status, a.Date, a.DateFrom
		out = append(out, *x)
	}
	return out
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func addPicture(options map[string]any, wanted bool) {
	if wanted {
		options["picture"] = true
	}
}

// queryJSON holds the options that were given, by their names in the slash command.
func queryJSON(q index.Query) map[string]any {
	options := map[string]any{}
	add := func(name, value string) {
		if strings.TrimSpace(value) != "" {
			options[name] = value
		}
	}
	period := func(p index.Period) {
		add("since", day(p.Since))
		add("until", day(p.Until))
	}
	switch q := q.(type) {
	case index.WhoSaid:
		add("words", q.Words)
		add("who", q.Who)
		add("about", q.About)
		add("kind", string(q.Kind))
		add("doc", string(q.Doc))
		period(q.Period)
	case index.Demands:
		addPicture(options, q.Picture)
		add("by", q.By)
		add("of", q.Of)
		add("about", q.About)
		add("kind", string(q.Kind))
		add("doc", string(q.Doc))
		period(q.Period)
	case index.Timeline:
		addPicture(options, q.Picture)
		add("about", q.About)
		add("who", q.Who)
		add("doc", string(q.Doc))
		period(q.Period)
	case index.Search:
		add("query", q.Text)
	case index.Sources:
		add("about", q.About)
	}
	return options
}
