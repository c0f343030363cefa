package index

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// best returns the limit best matches and those that equal the last of them, in no order, without looking at each match:
// MaxScore (Turtle and Flood, 1995). As soon as limit matches are known, words that cannot lift a match over
// the last of them by themselves no longer bring matches up, they only add to those that others bring. What is left out could not have
// been among the best, so the result is that of scoring everything, to the bit: scores are summed in the order of the lists.
func (s *finder) best(ctx context.Context, limit int) ([]scored, error) {
	s.sortLists()
	sums := s.bounds()
	var kept []scored
	room := 2 * limit     // how many are kept before those are thrown out that cannot be among the best
	least := math.Inf(-1) // the score that a match must reach
	for steps := 1; ; steps++ {
		if steps%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		driving := 0 // lists before it must be met
		for driving+1 < len(s.score) && sums[driving+1] >= least {
			driving++
		}
		id, err := s.driven(driving)
		if err != nil {
			return nil, err
		}
		if id == math.MaxUint64 {
			return top(kept, limit), nil
		}
		s.from = id + 1
		score, enough, err := s.scoreAbove(id, sums, least)
		if err != nil {
			return nil, err
		}
		if !enough {
			continue
		}
		if out, err := s.barred(id); out || err != nil {
			if err != nil {
				return nil, err
			}
			continue
		}
		if kept = append(kept, scored{id, score}); len(kept) > room {
			kept = top(kept, limit)
			least = kept[len(kept)-1].score
			room = 2 * len(kept)
		}
	}
}

// sortLists puts the words that can give most first.
func (s *finder) sortLists() {
	order := make([]int, len(s.score))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.idf[b], s.idf[a]) })
	score, idf, mean := make([]*places, len(order)), make([]float64, len(order)), make([]float64, len(order))
	for to, from := range order {
		score[to], idf[to], mean[to] = s.score[from], s.idf[from], s.mean[from]
	}
	s.score, s.idf, s.mean = score, idf, mean
}

// bounds returns for each list what it and those after it can give at most.
func (s *finder) bounds() []float64 {
	sums := make([]float64, len(s.score)+1)
	for i := len(s.score) - 1; i >= 0; i-- {
		sums[i] = sums[i+1] + s.idf[i]*(bm25K1+1)
	}
	return sums
}

// driven returns the first number from s.from on that fulfils the conditions and, where a scored word must be there, stands in
// one of the lists up to driving.
func (s *finder) driven(driving int) (uint64, error) {
	for from := s.from; ; {
		id, err := s.fulfilled(from)
		if err != nil || id == math.MaxUint64 || !s.any {
			return id, err
		}
		least := uint64(math.MaxUint64)
		for _, p := range s.score[:min(len(s.score), driving+1)] {
			if err := p.seek(id); err != nil {
				return 0, err
			}
			least = min(least, p.id())
		}
		if least == id || least == math.MaxUint64 {
			return least, nil
		}
		from = least
	}
}

// scoreAbove is scoreOf that gives up when the match cannot reach least.
func (s *finder) scoreAbove(id uint64, sums []float64, least float64) (score float64, reached bool, err error) {
	for i, p := range s.score {
		if score+sums[i] < least {
			return 0, false, nil
		}
		if err := p.seek(id); err != nil {
			return 0, false, err
		}
		score += s.idf[i] * p.saturation(id, s.mean[i])
	}
	return score, score >= least, nil
}

// saturation is that of the best of the terms at id, 0 where none is.
func (p *places) saturation(id uint64, mean float64) float64 {
	var best float64
	for _, c := range p.cursors {
		if c.id == id {
			if p.plain {
				return 1
			}
			best = max(best, saturation(float64(c.doc.Freq), c.length(), mean))
		}
	}
	return best
}
