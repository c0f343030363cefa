package picture

import (
	"cmp"
	"math"
	"slices"
)

// axis is a line of time that is cut where for long nothing begins or ends. Each of its stretches has a scale of its own, which its ticks tell.
type axis struct {
	left, right int // pixels; beyond the first and last stretch bars fade
	stretches   []stretch
}

// stretch is an unbroken part of an axis.
type stretch struct {
	days
	x0, x1 int
}

const (
	breakWidth   = 30 // pixels between stretches
	leastStretch = 96 // pixels, room for one label
	leastApart   = 16 // pixels between two dates that should be told apart
	mostBreaks   = 5
	fadeRoom     = 56 // pixels left for open ends
)

// newAxis lays spreads, of which there must be one, between the pixels left and right.
func newAxis(spreads []spread, left, right int) *axis {
	a := &axis{left: left, right: right}
	islands := islandsOf(spreads)
	cuts := cutsOf(islands, begins(spreads), right-left-2*fadeRoom)
	from := 0
	for i := range islands {
		if i+1 < len(islands) && !cuts[i] {
			continue
		}
		a.stretches = append(a.stretches, stretch{days: days{islands[from].from, islands[i].to}})
		from = i + 1
	}
	x0, x1 := left, right
	if slices.ContainsFunc(spreads, func(s spread) bool { return s.openIn }) {
		x0 += fadeRoom
	}
	if slices.ContainsFunc(spreads, func(s spread) bool { return s.openTo }) {
		x1 -= fadeRoom
	}
	a.allot(spreads, x0, x1)
	return a
}

// islandsOf joins the dates that overlap or touch, in order: within an island nothing may be cut out.
func islandsOf(spreads []spread) []days {
	var all []days
	for _, s := range spreads {
		all = append(all, s.begin, s.end)
	}
	slices.SortFunc(all, func(a, b days) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	out := all[:1]
	for _, d := range all[1:] {
		if last := &out[len(out)-1]; d.from <= last.to {
			last.to = max(last.to, d.to)
			continue
		}
		out = append(out, d)
	}
	return slices.Clip(out)
}

// cutsOf says behind which islands the axis is cut: where the time that is left out is most of what a stretch shows, or where
// dates would lie upon one another otherwise. starts are the days on which something begins, width is that of the axis in pixels.
func cutsOf(islands []days, starts []int, width int) map[int]bool {
	cuts := map[int]bool{}
	for len(cuts) < mostBreaks {
		best, most := -1, 0.0
		for from := 0; from < len(islands); {
			to := from
			for to+1 < len(islands) && !cuts[to] {
				to++
			}
			at, share := widest(islands[from : to+1])
			room := float64(width) / float64(len(cuts)+1)
			crowded := narrowest(days{islands[from].from, islands[to].to}, starts)*room < leastApart
			if share > most && (share >= 0.6 || share >= 0.1 && crowded) {
				best, most = from+at, share
			}
			from = to + 1
		}
		if best < 0 {
			break
		}
		cuts[best] = true
	}
	return cuts
}

// widest returns the island before the widest gap, and the gap's share of all the time.
func widest(islands []days) (at int, share float64) {
	whole := float64(islands[len(islands)-1].to - islands[0].from)
	for i := range len(islands) - 1 {
		if s := float64(islands[i+1].from-islands[i].to) / whole; s > share {
			at, share = i, s
		}
	}
	return at, share
}

// begins are the days on which a date begins, in order, each once.
func begins(spreads []spread) []int {
	var out []int
	for _, s := range spreads {
		out = append(out, s.begin.from, s.end.from)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// narrowest is the share of all the time that lies between the two nearest starts in it.
func narrowest(all days, starts []int) float64 {
	least := 1.0
	for i := 1; i < len(starts); i++ {
		if starts[i-1] >= all.from && starts[i] < all.to {
			least = min(least, float64(starts[i]-starts[i-1])/float64(all.to-all.from))
		}
	}
	return least
}

// allot gives each stretch its pixels between x0 and x1: room for a label, and more the more happens in it.
func (a *axis) allot(spreads []spread, x0, x1 int) {
	room := x1 - x0 - breakWidth*(len(a.stretches)-1)
	weights, sum := make([]float64, len(a.stretches)), 0.0
	for i, s := range a.stretches {
		starts := map[int]bool{}
		for _, d := range spreads {
			for _, at := range []int{d.begin.from, d.end.to} {
				if s.from <= at && at <= s.to {
					starts[at] = true
				}
			}
		}
		weights[i] = math.Sqrt(float64(max(0, len(starts)-2)))
		sum += weights[i]
	}
	spare := float64(max(0, room-leastStretch*len(a.stretches)))
	x := x0
	for i := range a.stretches {
		w := leastStretch + int(spare/float64(len(a.stretches)))
		if sum > 0 {
			w = leastStretch + int(spare*weights[i]/sum)
		}
		a.stretches[i].x0, a.stretches[i].x1 = x, x+w
		x += w + breakWidth
	}
	a.stretches[len(a.stretches)-1].x1 = x1
}

// x is where a day begins, in pixels. A day that is cut out lies in the middle of the break.
func (a *axis) x(day int) int {
	for i, s := range a.stretches {
		if day < s.from {
			if i == 0 {
				return s.x0
			}
			return s.x0 - breakWidth/2
		}
		if day <= s.to {
			return s.x0 + int(math.Round(float64(day-s.from)/float64(s.to-s.from)*float64(s.x1-s.x0)))
		}
	}
	return a.stretches[len(a.stretches)-1].x1
}

// breaks are the pixels from which to which the axis is cut.
func (a *axis) breaks() [][2]int {
	var out [][2]int
	for i := 1; i < len(a.stretches); i++ {
		out = append(out, [2]int{a.stretches[i-1].x1, a.stretches[i].x0})
	}
	return out
}
