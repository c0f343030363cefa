package extract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// input is a line as it comes in; other fields of the object are ignored.
type input struct {
	ID   json.RawMessage `json:"id"`
	Text json.RawMessage `json:"text"`
	DCT  json.RawMessage `json:"dct"`
}

// parse reads one line. The returned id is the JSON value as it stood, to be echoed.
func parse(line []byte) (id json.RawMessage, d *corpus.Document, err error) {
	if !utf8.Valid(line) {
		return nil, nil, errors.New("not UTF-8")
	}
	var in input
	if err := json.Unmarshal(line, &in); err != nil {
		if _, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return nil, nil, errors.New("not a JSON object")
		}
		return nil, nil, fmt.Errorf("not JSON: %w", err)
	}
	name, err := parseID(in.ID)
	if err != nil {
		return nil, nil, err
	}
	d = &corpus.Document{ID: corpus.ID(name), Kind: corpus.Article}
	if absent(in.Text) {
		return nil, nil, errors.New(`no "text"`)
	}
	if err := json.Unmarshal(in.Text, &d.Text); err != nil {
		return nil, nil, errors.New(`"text" is not a string`)
	}
	d.Published, err = parseDCT(in.DCT)
	return in.ID, d, err
}

func parseID(raw json.RawMessage) (string, error) {
	if absent(raw) {
		return "", errors.New(`no "id"`)
	}
	switch c := raw[0]; {
	case c == '"':
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	case c == '-' || '0' <= c && c <= '9':
		return string(raw), nil
	}
	return "", errors.New(`"id" is neither a string nor a number`)
}

func parseDCT(raw json.RawMessage) (time.Time, error) {
	var s string
	if absent(raw) {
		return time.Time{}, nil
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		return time.Time{}, errors.New(`"dct" is not a string; want a date such as "2025-10-19"`)
	}
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fmt.Errorf(`"dct" is %q; want a date such as "2025-10-19"`, brief(s))
	}
	return t, nil
}

// brief keeps a message in one readable line whatever the input held.
func brief(s string) string {
	const limit = 60
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "") + "…"
}

func absent(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// The types below are the lines that go out; pairs count Unicode code points of the text, end exclusive.
type (
	pair [2]int

	output struct {
		ID           json.RawMessage `json:"id"`
		Attributions []attribution   `json:"attributions"`
		Demands      []demandRecord  `json:"demands"`
		Timexes      []timexRecord   `json:"timexes"`
		Entries      []entry         `json:"entries"`
	}
	attribution struct {
		Source     [][2]int    `json:"source"`
		Cue        [][2]int    `json:"cue"`
		Content    [][2]int    `json:"content"`
		Type       corpus.Mode `json:"type"`
		Speech     bool        `json:"speech"`
		Negated    bool        `json:"negated,omitempty"`
		Speaker    string      `json:"speaker,omitempty"`
		Anonymous  bool        `json:"anonymous"`
		Chain      []string    `json:"chain,omitempty"`
		Addressee  *pair       `json:"addressee,omitempty"`
		Evidence   *pair       `json:"evidence,omitempty"`
		Repeats    [][2]int    `json:"repeats,omitempty"`
		When       string      `json:"when,omitempty"`
		Confidence float64     `json:"confidence"`
	}
	demandRecord struct {
		Kind           corpus.DemandKind `json:"kind"`
		Actor          *pair             `json:"actor,omitempty"`
		ActorRef       *pair             `json:"actor_ref,omitempty"`
		ActorName      string            `json:"actor_name,omitempty"`
		Target         *pair             `json:"target,omitempty"`
		TargetRef      *pair             `json:"target_ref,omitempty"`
		TargetName     string            `json:"target_name,omitempty"`
		Cue            *pair             `json:"cue,omitempty"`
		Object         *pair             `json:"object,omitempty"`
		Exchange       *pair             `json:"exchange,omitempty"`
		Negated        bool              `json:"negated"`
		Status         string            `json:"status,omitempty"`
		StatusEvidence *pair             `json:"status_evidence,omitempty"`
		Chain          []string          `json:"chain,omitempty"`
		When           string            `json:"when,omitempty"`
		Evidence       *pair             `json:"evidence,omitempty"`
		Confidence     float64           `json:"confidence"`
	}
	timexRecord struct {
		Span  pair   `json:"span"`
		Type  string `json:"type"`
		Value string `json:"value"`
		Mod   string `json:"mod,omitempty"`
	}
	entry struct {
		Span       pair    `json:"span"`
		Value      string  `json:"value"`
		EDTF       string  `json:"edtf,omitempty"`
		Precision  string  `json:"precision"`
		When       string  `json:"when"`
		Timex      *pair   `json:"timex,omitempty"`
		Clause     *pair   `json:"clause,omitempty"`
		Confidence float64 `json:"confidence"`
	}
)

// encode returns the line for what was found in d, with its line end. Records below the thresholds are
// left out unless all is set.
func encode(id json.RawMessage, d *corpus.Document, a *corpus.Annotations, all bool) ([]byte, error) {
	o := corpus.NewOffsets(d.Text)
	out := output{ID: id, Attributions: []attribution{}, Demands: []demandRecord{}, Timexes: []timexRecord{}, Entries: []entry{}}
	for _, x := range a.Attributions {
		if all || x.Confidence >= attributionThreshold {
			out.Attributions = append(out.Attributions, attributionOut(o, x))
		}
	}
	for _, x := range a.Demands {
		if all || x.Confidence >= demandThreshold {
			out.Demands = append(out.Demands, demandOut(o, x))
		}
	}
	for _, x := range a.Timexes {
		out.Timexes = append(out.Timexes, timexRecord{o.Pair(x.Span), x.Type, x.Value, x.Mod})
	}
	for _, x := range a.Entries {
		if all || x.Confidence >= entryThreshold {
			out.Entries = append(out.Entries, entry{o.Pair(x.Span), x.Value, x.EDTF, x.Precision, x.When, given(o, x.Timex), given(o, x.Clause), x.Confidence})
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(out)
	return b.Bytes(), err
}

func attributionOut(o *corpus.Offsets, x corpus.Attribution) attribution {
	return attribution{
		Source: listed(o, x.Source), Cue: listed(o, x.Cue), Content: listed(o, x.Content), Type: x.Mode, Speech: x.Speech,
		Negated: x.Negated, Speaker: x.Speaker, Anonymous: x.Anonymous, Chain: x.Chain, Addressee: given(o, x.Addressee),
		Evidence: given(o, x.Evidence), Repeats: o.Pairs(x.Repeats), When: x.When, Confidence: x.Confidence,
	}
}

func demandOut(o *corpus.Offsets, x corpus.Demand) demandRecord {
	return demandRecord{
		Kind: x.Kind, Actor: given(o, x.Actor), ActorRef: given(o, x.ActorRef), ActorName: x.ActorName,
		Target: given(o, x.Target), TargetRef: given(o, x.TargetRef), TargetName: x.TargetName, Cue: given(o, x.Cue),
		Object: given(o, x.Object), Exchange: given(o, x.Exchange), Negated: x.Negated, Status: x.Status,
		StatusEvidence: given(o, x.StatusEvidence), Chain: x.Chain, When: x.When, Evidence: given(o, x.Evidence), Confidence: x.Confidence,
	}
}

// given converts s; the absent span becomes nil, which is left out of the line.
func given(o *corpus.Offsets, s corpus.Span) *pair {
	if s.IsZero() {
		return nil
	}
	p := pair(o.Pair(s))
	return &p
}

// listed converts spans; none becomes an empty list, since readers iterate over it.
func listed(o *corpus.Offsets, spans []corpus.Span) [][2]int {
	if len(spans) == 0 {
		return [][2]int{}
	}
	return o.Pairs(spans)
}
