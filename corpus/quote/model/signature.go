package model

import (
	"sync"

	"example.org/briefbot/corpus/segment"
)

// reference is an invented text for Signature, with what somebody says in it.
const reference = "Eastport Mayor: ‘Bridge Must Close’\n\n" +
	"\"The bridge is unsafe,\" Mara Lindqvist, the mayor of Eastport, told reporters on Monday, adding that two engineers had warned her. " +
	"\"We cannot wait (until 2031).\" Officials who were not named said it would cost $3 million; they didn't say who pays.\n\n" +
	"According to the harbour board, nobody was asked."

// referenceTagged returns the reference text, tagged by hand.
func referenceTagged() *Tagged {
	v := NewView(segment.Split(reference))
	at := func(words ...string) Run { return v.find(words) }
	reports := []Report{
		{
			Source: []Run{at("Mara", "Lindqvist", ",", "the", "mayor", "of", "Eastport")}, Cue: []Run{at("told")},
			Content: []Run{at(`"`, "The", "bridge", "is", "unsafe", ",", `"`), at(`"`, "We", "cannot", "wait", "(", "until", "2031", ")", ".", `"`)},
		},
		{Source: []Run{at("two", "engineers")}, Cue: []Run{at("had", "warned")}, Content: []Run{at("her")}},
		{Source: []Run{at("Officials")}, Cue: []Run{at("said")}, Content: []Run{at("it", "would", "cost", "$", "3", "million")}},
		{Cue: []Run{at("According", "to")}, Content: []Run{at("nobody", "was", "asked")}},
	}
	labels := Encode(len(v.Low), reports)
	lexicon := NewLexicon(map[uint32]uint8{
		fingerprint("said"): 4, fingerprint("told"): 4, fingerprint("say"): 3, fingerprint("according"): 3, fingerprint("adding"): 3,
		fingerprint("asked"): 2, fingerprint("warned"): 2, fingerprint("to"): 1, fingerprint("officials"): 4 << 4,
		fingerprint("engineers"): 3 << 4, fingerprint("reporters"): 2 << 4, fingerprint("the"): 1 << 4,
	})
	f := NewFeaturer(v, lexicon)
	t := &Tagged{View: v, Marginal: make([]Scores, len(labels)), atoms: f.atoms, sents: f.sents}
	for i, l := range labels {
		for k := range t.Marginal[i] {
			t.Marginal[i][k] = .01
		}
		t.Marginal[i][l] = .85
	}
	for p := range v.Sequences() {
		r := v.Sequence(p)
		t.paths = append(t.paths, []Path{{Labels: labels[r.From:r.To]}})
	}
	t.countSpeakers()
	return t
}

// find returns the first tokens that are words.
func (v *View) find(words []string) Run {
	for i := 0; i+len(words) <= len(v.Low); i++ {
		k := 0
		for k < len(words) && v.Word(i+k) == words[k] {
			k++
		}
		if k == len(words) {
			return Run{i, i + k}
		}
	}
	return Run{}
}

// Signature is a fingerprint of all features of the reference text. A model works only with the features it was trained with, so
// it keeps their signature, and Decode compares.
var Signature = sync.OnceValue(func() uint32 {
	t := referenceTagged()
	f := &Featurer{view: t.View, atoms: t.atoms}
	f.analyse()
	h := uint64(1)
	for i := range t.Low {
		h = mix(h, digest(f.Token(i)))
	}
	for k := range t.Sequences() {
		p := Pick(t.Alternatives(k), NewLinear())
		h = mix(h, digest(p.PathFeatures()))
		for l := range p.Links {
			if !p.Links[l].Cue.Empty() {
				for _, fs := range p.RankFeatures(l, p.Candidates(l)) {
					h = mix(h, digest(fs))
				}
			}
			h = mix(h, digest(p.ConfidenceFeatures(l, Choice{Prob: 1})))
		}
	}
	return uint32(h >> 32)
})

// digest folds features to one number.
func digest(fs []Feature) uint32 {
	h := uint64(len(fs))
	for _, f := range fs {
		h = mix(h, uint32(f))
	}
	return uint32(h >> 32)
}
