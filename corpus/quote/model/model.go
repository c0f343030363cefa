package model

import (
	_ "embed"
	"fmt"
	"sync"
)

// Model finds reports.
type Model struct {
	Lexicon    *Lexicon
	Tagger     *Tagger
	Rerank     *Linear // of the likeliest labellings of a paragraph
	Rank       *Linear // of candidates for a source
	Confidence *Linear // that content and source are right
}

//go:embed model.bin
var trained []byte

// Load returns the model that is built in. It panics when that one is damaged, which a test would have found.
var Load = sync.OnceValue(func() *Model {
	m, err := Decode(trained)
	if err != nil {
		panic(fmt.Sprintf("built-in model: %v", err))
	}
	return m
})

// Find returns the reports in v, paragraph by paragraph. Each has a content; cue and source may be missing.
func (m *Model) Find(v *View) []Report {
	var out []Report
	tagged := m.Tagger.Tag(v, m.Lexicon)
	for k := range v.Sequences() {
		p := Pick(tagged.Alternatives(k), m.Rerank)
		if p == nil {
			continue
		}
		for l := range p.Links {
			out = append(out, m.report(p, l))
		}
	}
	return out
}

func (m *Model) report(p *Paragraph, l int) Report {
	link := &p.Links[l]
	c := p.Choose(l, m.Rank)
	r := Report{Content: link.Content, Confidence: Logistic(m.Confidence.Score(p.ConfidenceFeatures(l, c)))}
	if !link.Cue.Empty() {
		r.Cue = []Run{link.Cue}
	}
	if !c.Empty() {
		r.Source = []Run{c.Run}
	}
	return r
}
