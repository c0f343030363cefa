package render

import (
	"fmt"
	"strings"
	"time"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// card is one result before it is laid out: what is said of it, its words, and where they stand.
type card struct {
	group  string // it is the first of these: the actor of demands, or the less certain ones
	lead   bool   // the first place stands in the first line, before the words
	title  string // who, or when; holds names as the document writes them
	day    string // the title names this date, and the text gives it to the day
	words  []words
	meta   []string // speaker, chain, kind, date, each a label or a name
	places []place
}

// words are slices of a document with the program's label before them.
type words struct {
	label string
	runs  []run
	marks bool // a quotation whose marks are not part of the slices
}

// run is a stretch of a document's text; strong when it matched the question.
type run struct {
	text   string
	strong bool
}

func (w words) text() string {
	var b strings.Builder
	for _, r := range w.runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// place is a citation: near is the paragraph alone, for further places of one document.
type place struct {
	title     string
	by        string // publisher or author
	tail      string // publication day, paragraph, "Sample"
	near      string // "¶10", set when the document is that of the place before
	as        string // what stands there, if not the words of the card: "answer", "earlier"
	published string // the day
	bullet    bool   // one of a list
	link      string
}

// cards lays out results as the command of q wants them.
func cards(q index.Query, results []index.Result) []card {
	var out []card
	grouped := false
	if d, ok := q.(index.Demands); ok {
		grouped = d.By == ""
	}
	last := "\x00"
	for _, r := range results {
		c := card{words: passages(q, r), places: allPlaces(r)}
		switch q.(type) {
		case index.WhoSaid:
			c.meta = statementMeta(r)
		case index.Demands:
			c.title, c.meta = demandTitle(r), demandMeta(r)
			group := stated(r.Actor, wording.ActorNotStated)
			if r.LessSure {
				group = wording.LessCertainGroup
			}
			if grouped && group != last {
				c.group, last = group, group
			}
		case index.Timeline:
			c.title, c.meta = When(r), speakerOf(r)
			if _, err := time.Parse(time.DateOnly, r.Date); err == nil && r.Precision == "day" {
				c.day = r.Date
			}
		case index.Sources:
			c.meta, c.lead = sourceMeta(r), true
			c.places = places(r.Citations[:min(len(r.Citations), 1)])
			for i := range c.places { // of a document as a whole no paragraph is cited
				c.places[i].tail = strings.Join(nonEmpty(c.places[i].published, sampleMark(r.Citations[i].Doc)), ", ")
			}
		default:
			c.meta, c.lead = speakerOf(r), true
		}
		out = append(out, c)
	}
	return out
}

func passages(q index.Query, r index.Result) []words {
	var out []words
	add := func(label string, e index.Excerpt, marks bool) {
		if !e.IsZero() {
			out = append(out, words{label: label, runs: runs(e, r.Highlights), marks: marks})
		}
	}
	switch q.(type) {
	case index.WhoSaid:
		if shown := r.Told; !shown.IsZero() {
			add("", shown, false)
		} else {
			add("", r.Excerpt, r.Kind == string(corpus.Direct) && !marked(r.Excerpt))
		}
		add(wording.Introduced, r.Introduced, false)
	case index.Demands:
		if !same(r.Object, r.Excerpt) {
			add(objectLabel(r), r.Object, false)
		}
		add(exchangeLabel(r.Exchange), r.Exchange, false)
		add(laterLabel(r), r.Excerpt, false)
		for _, a := range answers(r) {
			add(a.Status, a.Excerpt, false)
		}
	default:
		add("", r.Excerpt, false)
		for _, c := range r.Also {
			add(fmt.Sprintf(wording.AlsoParagraph, paragraph(c)), index.Excerpt{Doc: c.Doc, Spans: c.Spans}, false)
		}
	}
	add(dated(wording.Earlier, day(published(r.BeforeAt.Doc))), r.Before, false)
	return out
}

// objectLabel says what the actor does with the object.
func objectLabel(r index.Result) string {
	if r.Negated {
		return wording.LabelObject
	}
	switch corpus.DemandKind(r.Kind) {
	case corpus.Demanded:
		return wording.LabelDemands
	case corpus.Requested:
		return wording.LabelAsks
	case corpus.Condition:
		return wording.LabelCondition
	case corpus.Offer:
		return wording.LabelOffers
	case corpus.Conceded:
		return wording.LabelConcedes
	case corpus.Refusal:
		return wording.LabelRefuses
	case corpus.Threat:
		return wording.LabelThreatens
	}
	return wording.LabelObject
}

// exchangeLabel says how what is offered or asked in exchange hangs on the demand: as the text does, where it has "if" or "unless".
func exchangeLabel(e index.Excerpt) string {
	if e.IsZero() {
		return ""
	}
	before := strings.ToLower(strings.TrimRight(e.Doc.Text[:e.Spans[0].Start], " \t\n"))
	switch {
	case strings.HasSuffix(before, " unless"):
		return wording.Unless
	case strings.HasSuffix(before, " only if"):
		return wording.OnlyIf
	case strings.HasSuffix(before, " if"):
		return "If"
	}
	return wording.InExchange
}

func same(a, b index.Excerpt) bool {
	return !a.IsZero() && !b.IsZero() && a.Doc == b.Doc && a.Text() == b.Text()
}

// marked reports whether the words bring their quotation marks along, at the beginning or after words of the reporter.
func marked(e index.Excerpt) bool {
	const marks = `"“”„«»‘’'「『`
	text := e.Text()
	return strings.ContainsAny(text, `"“«„`) || strings.IndexFunc(text, func(r rune) bool { return strings.ContainsRune(marks, r) }) == 0
}

// runs cuts e's words into stretches that matched and stretches that did not. Put together they are e.Text().
func runs(e index.Excerpt, highlights []corpus.Span) []run {
	var out []run
	add := func(s corpus.Span, strong bool) {
		if s.Len() > 0 {
			out = append(out, run{e.Doc.Cut(s), strong})
		}
	}
	for i, s := range e.Spans {
		if i > 0 {
			out = append(out, run{text: corpus.Elision})
		}
		at := s.Start
		for _, h := range highlights {
			h.Start = max(h.Start, at)
			if !s.Contains(h) || h.Len() <= 0 {
				continue
			}
			add(corpus.Span{Start: at, End: h.Start}, false)
			add(h, true)
			at = h.End
		}
		add(corpus.Span{Start: at, End: s.End}, false)
	}
	return out
}

func statementMeta(r index.Result) []string {
	meta := append(speakerOf(r), statementKind(r.Kind))
	if len(speakerOf(r)) == 0 {
		meta = append([]string{wording.SpeakerNotStated}, meta...)
	}
	if r.Negated {
		meta = append(meta, wording.NotSaid)
	}
	return append(meta, dateMeta(r)...)
}

func statementKind(kind string) string {
	switch corpus.Mode(kind) {
	case corpus.Direct:
		return wording.DirectQuotation
	case corpus.Mixed:
		return wording.PartlyQuoted
	case corpus.Indirect:
		return wording.Reported
	}
	return kind
}

// speakerOf names the speaker and through whom the words came, the outlet first.
func speakerOf(r index.Result) []string {
	var meta []string
	if r.Speaker != "" {
		name := r.Speaker
		if r.Anonymous {
			name = fmt.Sprintf(wording.Anonymous, name)
		}
		if r.LessSure {
			name = fmt.Sprintf(wording.LessCertainName, name)
		}
		meta = append(meta, name)
	}
	return append(meta, via(r.Chain, r.Speaker)...)
}

// via tells through whom it came, without the one whom the line names already.
func via(chain []string, name string) []string {
	if n := len(chain); n > 0 && name != "" && chain[n-1] == name {
		chain = chain[:n-1]
	}
	if len(chain) == 0 {
		return nil
	}
	return []string{fmt.Sprintf(wording.Via, strings.Join(chain, " › "))}
}

// stated is a name, or what is said where the text gives none.
func stated(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}

func demandTitle(r index.Result) string {
	title := stated(r.Actor, wording.ActorNotStated)
	if r.LessSure {
		title = fmt.Sprintf(wording.LessCertainName, title)
	}
	return title + " → " + stated(r.Target, wording.TargetNotStated)
}

func demandMeta(r index.Result) []string {
	kind := r.Kind
	if r.Negated {
		kind = fmt.Sprintf(wording.Denied, kind)
	}
	meta := []string{kind}
	switch {
	case r.Status == "no answer" && r.Answered.IsZero():
		meta = append(meta, wording.NoAnswerTold)
	case r.Status != "" && r.Answered.IsZero():
		meta = append(meta, r.Status)
	}
	meta = append(meta, via(r.Chain, r.Actor)...)
	return append(meta, dateMeta(r)...)
}

// dateMeta tells a date, and when it is only that of publication, so.
func dateMeta(r index.Result) []string {
	switch {
	case r.Date == "":
		return nil
	case r.DateFrom == "publication":
		return []string{fmt.Sprintf(wording.Published, Date(r.Date))}
	}
	return []string{Date(r.Date)}
}

func sourceMeta(r index.Result) []string {
	for _, c := range r.Citations {
		return nonEmpty(string(c.Doc.Kind), string(c.Doc.ID))
	}
	return nil
}

func places(citations []index.Citation) []place {
	out := make([]place, 0, len(citations))
	for i, c := range citations {
		p := place{title: title(c.Doc), by: by(c.Doc), tail: tail(c), link: c.Link, published: day(c.Doc.Published)}
		if i > 0 && c.Doc.ID == citations[i-1].Doc.ID {
			p.near = paragraph(c)
		}
		out = append(out, p)
	}
	return out
}

func title(d *corpus.Document) string {
	if d.Title != "" {
		return d.Title
	}
	if d.Kind == corpus.Note {
		return wording.UntitledNote
	}
	return wording.UntitledArticle
}

func by(d *corpus.Document) string {
	if d.Publisher != "" {
		return d.Publisher
	}
	return d.Author
}

// tail is what stands last in a citation: publication day, paragraph.
func tail(c index.Citation) string {
	return strings.Join(nonEmpty(day(c.Doc.Published), paragraph(c), sampleMark(c.Doc)), ", ")
}

func sampleMark(d *corpus.Document) string {
	if d.Sample {
		return wording.Sample
	}
	return ""
}

func paragraph(c index.Citation) string {
	if c.Paragraph < 1 {
		return ""
	}
	return fmt.Sprintf("¶%d", c.Paragraph)
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}
