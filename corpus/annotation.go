package corpus

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Annotations is all that the extractors found in one document. Lists are in text order.
type Annotations struct {
	Paragraphs   []Span        `json:"paragraphs,omitempty"`
	Sentences    []Span        `json:"sentences,omitempty"`
	Entities     []Entity      `json:"entities,omitempty"`
	Attributions []Attribution `json:"attributions,omitempty"`
	Demands      []Demand      `json:"demands,omitempty"`
	Timexes      []Timex       `json:"timexes,omitempty"`
	Entries      []Entry       `json:"entries,omitempty"`
}

// None is the index of no entity.
const None = -1

// EntityType tells people from bodies and places, as far as the text shows it.
type EntityType string

// The types of entity.
const (
	Person  EntityType = "person"
	Body    EntityType = "body"  // an organisation, a government, an outlet
	Place   EntityType = "place" // a country, a city, a region
	Group   EntityType = "group" // people described, not named: "two senior officials"
	Unknown EntityType = ""
)

// Entity is somebody or something that one document speaks of. Everything in it that is shown to a
// reader is written as it stands in that document.
type Entity struct {
	Name      string     `json:"name"`                // the fullest name in the document, without title; for a Group its first description
	Type      EntityType `json:"type,omitempty"`      //
	Names     []string   `json:"names,omitempty"`     // other name forms in the document: surname, acronym, spelling
	Roles     []string   `json:"roles,omitempty"`     // descriptions the document resolves to it: "Russian president", without article
	Country   string     `json:"country,omitempty"`   // English name of the country it stands for or belongs to: Ukraine for "Kyiv", "the Ukrainian delegation"; for persons by office
	Anonymous bool       `json:"anonymous,omitempty"` // a source that the document does not name
	Mentions  []Mention  `json:"mentions,omitempty"`  // in text order
}

// Mention is one place where a document speaks of an entity.
type Mention struct {
	Span Span   `json:"span"`
	Form string `json:"form"` // "name", "role" (a description), "pronoun"
}

// Mode tells how much of an attributed content stands in quotation marks.
type Mode string

// The modes of attribution.
const (
	Direct   Mode = "direct"   // all of it
	Mixed    Mode = "mixed"    // a part
	Indirect Mode = "indirect" // none
)

// Attribution says who said what: source, cue, content (PARC, PolNeAR).
type Attribution struct {
	Source     []Span   `json:"source,omitempty"`  // the words that name the source; empty: not stated
	Cue        []Span   `json:"cue,omitempty"`     // the words that mark the report: "said", "according to"
	Content    []Span   `json:"content"`           // the words reported; several pieces when interrupted or running over paragraphs
	Mode       Mode     `json:"mode"`              //
	Speech     bool     `json:"speech,omitempty"`  // said or written, in contrast to thought, wished, voted, decreed
	Negated    bool     `json:"negated,omitempty"` // the text says that it was not said
	Speaker    string   `json:"speaker,omitempty"` // the source's name as it stands in the document; empty: not stated
	Entity     int      `json:"entity"`            // of Annotations.Entities, or None
	Anonymous  bool     `json:"anonymous,omitempty"`
	Chain      []string `json:"chain,omitempty"`    // from the outlet inwards to the speaker, names as in the document
	Addressee  Span     `json:"addressee,omitzero"` // whom it was told
	Evidence   Span     `json:"evidence,omitzero"`  // the sentence that introduces an anonymous or described source
	Repeats    []Span   `json:"repeats,omitempty"`  // places where the same words stand again, such as a pull quote
	When       string   `json:"when,omitempty"`     // TIMEX3 value of the day it was said, where the text gives one
	Confidence float64  `json:"confidence"`         // 0 to 1
}

// DemandKind is one of the seven kinds of demand.
type DemandKind string

// The kinds of demand; see the package comment for their names in CAMEO and PLOVER.
const (
	Demanded  DemandKind = "demand"
	Requested DemandKind = "request"
	Condition DemandKind = "condition"
	Offer     DemandKind = "offer"
	Conceded  DemandKind = "concession"
	Refusal   DemandKind = "refusal"
	Threat    DemandKind = "threat"
)

// DemandKinds lists all kinds, in the order in which they are shown.
func DemandKinds() []DemandKind {
	return []DemandKind{Demanded, Requested, Condition, Offer, Conceded, Refusal, Threat}
}

// Demand says who wants what of whom, or what is offered, given or refused.
type Demand struct {
	Kind           DemandKind `json:"kind"`
	Actor          Span       `json:"actor,omitzero"`
	ActorRef       Span       `json:"actor_ref,omitzero"` // the name that a pronoun or description stands for
	ActorName      string     `json:"actor_name,omitempty"`
	ActorEntity    int        `json:"actor_entity"` // of Annotations.Entities, or None
	Target         Span       `json:"target,omitzero"`
	TargetRef      Span       `json:"target_ref,omitzero"`
	TargetName     string     `json:"target_name,omitempty"`
	TargetEntity   int        `json:"target_entity"`
	Cue            Span       `json:"cue"`
	Object         Span       `json:"object,omitzero"`
	Exchange       Span       `json:"exchange,omitzero"` // what is given for it, or the condition
	Evidence       Span       `json:"evidence"`          // the cue's sentence
	Negated        bool       `json:"negated,omitempty"`
	Status         string     `json:"status,omitempty"`         // "accepted", "refused", "no answer"; empty: not told
	StatusEvidence Span       `json:"status_evidence,omitzero"` // where the answer is told
	Chain          []string   `json:"chain,omitempty"`          // who reports it, from the outlet inwards, without the actor
	When           string     `json:"when,omitempty"`           // TIMEX3 value of the day of the act, where the text gives one
	Confidence     float64    `json:"confidence"`
}

// Timex is a time expression with its TIMEX3 type and value.
type Timex struct {
	Span  Span   `json:"span"`
	Type  string `json:"type"`  // DATE, TIME, DURATION, SET
	Value string `json:"value"` // TIMEX3 value: "2025-10-17", "2025-W42", "P11Y", "PAST_REF"
	Mod   string `json:"mod,omitempty"`
}

// Entry is a clause that tells an event together with the date that the text gives it.
type Entry struct {
	Span       Span      `json:"span"`            // the words that are told to be at the date
	Clause     Span      `json:"clause,omitzero"` // what to read: Span with its subject, what was said, and other clauses that hang on it; several entries may share one
	Timex      Span      `json:"timex,omitzero"`  // the expression the date comes from
	Value      string    `json:"value"`           // TIMEX3 value
	EDTF       string    `json:"edtf"`            // the same for readers and sorting: "2025-10", "2014/..", "2025-10-19/.."
	Precision  string    `json:"precision"`       // day, week, weeks, month, season, year, decade, interval, vague
	When       string    `json:"when"`            // past, ongoing, planned
	From       time.Time `json:"from,omitzero"`   // first day of the interval, midnight UTC; zero: open
	To         time.Time `json:"to,omitzero"`     // last day of the interval; zero: open
	Computed   bool      `json:"computed,omitempty"`
	Confidence float64   `json:"confidence"`
}

// Check reports the first annotation whose span lies outside d's text, splits a character, or is
// reversed, or whose entity does not exist. It is the law that every extractor keeps.
func (a *Annotations) Check(d *Document) error {
	for name, spans := range a.spans() {
		for _, s := range spans {
			if err := checkSpan(d.Text, s); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	for i, at := range a.Attributions {
		if len(at.Content) == 0 {
			return fmt.Errorf("attribution %d: no content", i)
		}
		if err := a.checkEntity(at.Entity); err != nil {
			return fmt.Errorf("attribution %d: %w", i, err)
		}
	}
	for i, dm := range a.Demands {
		if err := errors.Join(a.checkEntity(dm.ActorEntity), a.checkEntity(dm.TargetEntity)); err != nil {
			return fmt.Errorf("demand %d: %w", i, err)
		}
	}
	return nil
}

func (a *Annotations) checkEntity(i int) error {
	if i < None || i >= len(a.Entities) {
		return fmt.Errorf("entity %d of %d", i, len(a.Entities))
	}
	return nil
}

func (a *Annotations) spans() map[string][]Span {
	m := map[string][]Span{"paragraph": a.Paragraphs, "sentence": a.Sentences}
	for _, e := range a.Entities {
		for _, x := range e.Mentions {
			m["mention"] = append(m["mention"], x.Span)
		}
	}
	for _, x := range a.Attributions {
		m["source"] = append(m["source"], x.Source...)
		m["cue"] = append(m["cue"], x.Cue...)
		m["content"] = append(m["content"], x.Content...)
		m["repeat"] = append(m["repeat"], x.Repeats...)
		m["attribution"] = append(m["attribution"], x.Addressee, x.Evidence)
	}
	for _, x := range a.Demands {
		m["demand"] = append(m["demand"], x.Actor, x.ActorRef, x.Target, x.TargetRef, x.Cue, x.Object, x.Exchange, x.Evidence, x.StatusEvidence)
	}
	for _, x := range a.Timexes {
		m["timex"] = append(m["timex"], x.Span)
	}
	for _, x := range a.Entries {
		m["entry"] = append(m["entry"], x.Span, x.Clause, x.Timex)
	}
	return m
}

func checkSpan(text string, s Span) error {
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		return fmt.Errorf("span [%d,%d) outside a text of %d bytes", s.Start, s.End, len(text))
	}
	for _, i := range []int{s.Start, s.End} {
		if i < len(text) && !utf8.RuneStart(text[i]) {
			return fmt.Errorf("span [%d,%d) splits a character", s.Start, s.End)
		}
	}
	return nil
}
