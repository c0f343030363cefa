package extract

import (
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/demand"
	"example.org/briefbot/corpus/quote"
)

// TestAgree vouches for a speaker only where the demand is sure, of the same actor, by the same cue.
func TestAgree(t *testing.T) {
	cue, elsewhere := corpus.Span{Start: 10, End: 18}, corpus.Span{Start: 40, End: 46}
	sure := corpus.Demand{ActorEntity: 1, Cue: cue, Confidence: demand.ShownThreshold}
	for name, c := range map[string]struct {
		change func(x *corpus.Attribution, d *corpus.Demand)
		want   bool
	}{
		"the same":           {func(*corpus.Attribution, *corpus.Demand) {}, true},
		"another actor":      {func(_ *corpus.Attribution, d *corpus.Demand) { d.ActorEntity = 0 }, false},
		"another cue":        {func(_ *corpus.Attribution, d *corpus.Demand) { d.Cue = elsewhere }, false},
		"an unsure demand":   {func(_ *corpus.Attribution, d *corpus.Demand) { d.Confidence = demand.Threshold }, false},
		"no speech":          {func(x *corpus.Attribution, _ *corpus.Demand) { x.Speech = false }, false},
		"a doubtful report":  {func(x *corpus.Attribution, _ *corpus.Demand) { x.Confidence = 0.3 }, false},
		"nobody in the text": {func(x *corpus.Attribution, d *corpus.Demand) { x.Entity, d.ActorEntity = corpus.None, corpus.None }, false},
	} {
		x := corpus.Attribution{Entity: 1, Cue: []corpus.Span{cue}, Speech: true, Confidence: 0.6}
		d := sure
		c.change(&x, &d)
		a := corpus.Annotations{Attributions: []corpus.Attribution{x}, Demands: []corpus.Demand{d}}
		agree(nil, &a)
		if got := a.Attributions[0].Confidence >= quote.ShownThreshold; got != c.want {
			t.Errorf("%s: vouched for %v, want %v", name, got, c.want)
		}
	}
}
