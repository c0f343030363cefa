package demand

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

const (
	// Threshold is the confidence with the best end-to-end F1 on development data, in cross-validation: below it a record is more often wrong
	// than right.
	Threshold = 0.25
	// ShownThreshold is the confidence from which on at least 85 of 100 records have the right actor and object, in cross-validation on
	// development data; docs/demands.md has the curve. What is below it is to be marked as less certain.
	ShownThreshold = 0.75
)

//go:embed weights.txt
var weightData string

// weights are those of a logistic regression over the features of a candidate; features that training hardly saw have none.
var weights = loadWeights(weightData)

func loadWeights(data string) map[string]float64 {
	out := map[string]float64{}
	for line := range strings.Lines(data) {
		f := strings.Fields(line)
		if len(f) != 2 || f[0] == "#" {
			continue
		}
		if x, err := strconv.ParseFloat(f[1], 64); err == nil {
			out[f[0]] = x
		}
	}
	return out
}

// confidence is the probability that a candidate with these features is a record.
func confidence(features []string) float64 {
	sum := weights["bias"]
	for _, f := range features {
		sum += weights[f]
	}
	return 1 / (1 + math.Exp(-sum))
}
