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

const month = 31 // days

// islandsOf joins the dates that overlap or touch, in order: within an island nothing may be cut out. A date of more than a month in which
// other dates lie, such as the year of a day, counts with its two ends only, else its neighbours could not be told apart.
func islandsOf(spreads []spread) []days {
	var dates []days
	for _, s := range spreads {
		if whole := (days{s.begin.from, s.end.to}); whole.to-whole.from <= month {
			dates = append(dates, whole) // such as a week
			continue
		}
		dates = append(dates, s.begin, s.end)
	}
	inside := func(d days) bool {
		return slices.ContainsFunc(dates, func(o days) bool { return d.from <= o.from && o.to <= d.to && o != d })
	}
	var all []days
	for _, d := range dates {
		if d.to-d.from > month && inside(d) {
			all = append(all, days{d.from, d.from + 1}, days{d.to - 1, d.to})
			continue
		}
		all = append(all, d)
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

// begins are the days on which a date begins, in order, each once.
func begins(spreads []spread) []int {
	var out []int
	for _, s := range spreads {
		out = append(out, s.begin.from, s.end.from)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// cutsOf says behind which islands the axis is cut, one cut after the other as long as a further one makes it clearly better and leaves out
// a good part of its stretch. starts are
// the days on which something begins, width is that of the axis in pixels.
func cutsOf(islands []days, starts []int, width int) map[int]bool {
	const better, worth = 0.25, 0.1
	cuts := map[int]bool{}
	now := burden(islands, cuts, starts, width)
	for len(cuts) < mostBreaks {
		best, least := -1, now-better
		for i := range len(islands) - 1 {
			if cuts[i] || share(islands, cuts, i) < worth {
				continue
			}
			cuts[i] = true
			if b := burden(islands, cuts, starts, width); b < least {
				best, least = i, b
			}
			delete(cuts, i)
		}
		if best < 0 {
			break
		}
		cuts[best], now = true, least
	}
	return cuts
}

// share is what part of its stretch the time behind island i is.
func share(islands []days, cuts map[int]bool, i int) float64 {
	from, to := i, i+1
	for from > 0 && !cuts[from-1] {
		from--
	}
	for to+1 < len(islands) && !cuts[to] {
		to++
	}
	return float64(islands[i+1].from-islands[i].to) / float64(islands[to].to-islands[from].from)
}

// burden is how hard an axis with these cuts is to read, when all its stretches are equally wide: for each two neighbouring dates that are
// nearer than they should be how many times they are (as a logarithm), and for each stretch that is mostly empty how empty.
func burden(islands []days, cuts map[int]bool, starts []int, width int) (sum float64) {
	room := float64(width-breakWidth*len(cuts)) / float64(len(cuts)+1)
	for from := 0; from < len(islands); {
		to := from
		for to+1 < len(islands) && !cuts[to] {
			to++
		}
		whole := float64(islands[to].to - islands[from].from)
		empty := 0
		for i := from; i < to; i++ {
			empty = max(empty, islands[i+1].from-islands[i].to)
		}
		sum += max(0, float64(empty)/whole-0.5)
		at, _ := slices.BinarySearch(starts, islands[from].from)
		for ; at+1 < len(starts) && starts[at+1] < islands[to].to; at++ {
			sum += math.Log(max(1, leastApart*whole/(room*float64(starts[at+1]-starts[at]))))
		}
		from = to + 1
	}
	return sum
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
