package demand

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

// Threshold is the confidence with the best F1 on development data. What a reader is shown without a warning needs more.
const Threshold = 0.25

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
