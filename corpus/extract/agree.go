package extract

import (
	"slices"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/demand"
	"example.org/briefbot/corpus/quote"
)

// agree vouches for the speaker of a statement that is a demand by its cue, where the extractor of demands, which reads the
// clause and not the labels of words, is sure of the same actor.
func agree(_ *state, a *corpus.Annotations) {
	a.Attributions = slices.Clone(a.Attributions)
	for i := range a.Attributions {
		x := &a.Attributions[i]
		if !x.Speech || x.Entity == corpus.None || x.Confidence < unsure || x.Confidence >= quote.ShownThreshold {
			continue
		}
		if slices.ContainsFunc(a.Demands, func(d corpus.Demand) bool {
			return d.ActorEntity == x.Entity && d.Confidence >= demand.ShownThreshold && slices.ContainsFunc(x.Cue, d.Cue.Overlaps)
		}) {
			x.Confidence = quote.ShownThreshold
		}
	}
}

// unsure is the confidence below which a statement is vouched for by nobody.
const unsure = 0.5
