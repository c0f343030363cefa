package model

// Path is a labelling of a sequence. Cost is how much less its score is than that of the best one.
type Path struct {
	Labels []Label
	Cost   float64
}

// unlikely is the probability below which a label is left out of the search for the best paths.
const unlikely = 1e-3

// hopeless is the cost beyond which a path is left out.
const hopeless = 6

// cell is a likely label of a token.
type cell struct {
	label Label
	back  uint8   // place among the cells of the token before of the one that the best path comes from
	into  float32 // score of the best path to here, without this cell's own score
	score float32 // of the best path to here
}

// detour is a path that leaves another one: it comes to token at+1, or to the end, from another cell of token at, and gets there the best way.
type detour struct {
	parent int // of the paths found; -1 for none
	at     int
	cell   uint8
	cost   float32
}

// trellis holds the likely labels of a sequence and finds its best paths. It is used for one sequence after another.
type trellis struct {
	chain *Chain
	cells []cell
	first []int // of each token: its first cell; one entry more than there are tokens
	paths []Path
	queue []detour // the cheapest detours that were not taken, the cheapest first
}

// Best returns up to n best labellings of a sequence, the best first, among labels that are likely by their marginals.
func (c *Chain) Best(scores, marginals []Scores, n int) []Path {
	t := trellis{chain: c}
	return t.best(scores, marginals, n)
}

// best finds the best path by dynamic programming (Viterbi, 1967), and the others as detours from those found before (Lawler, 1972).
func (t *trellis) best(scores, marginals []Scores, n int) []Path {
	if len(scores) == 0 {
		return nil
	}
	t.fill(scores, marginals)
	t.paths, t.queue = nil, t.queue[:0]
	last := t.of(len(scores) - 1)
	top := last[0].score
	for _, c := range last {
		top = max(top, c.score)
	}
	for k, c := range last {
		t.offer(detour{-1, len(scores) - 1, uint8(k), top - c.score}, n)
	}
	for len(t.queue) > 0 {
		d := t.queue[0]
		t.queue = t.queue[:copy(t.queue, t.queue[1:])]
		t.take(d, len(scores), n)
	}
	return t.paths
}

// of returns the cells of token i.
func (t *trellis) of(i int) []cell { return t.cells[t.first[i]:t.first[i+1]] }

// fill finds the best path to each cell.
func (t *trellis) fill(scores, marginals []Scores) {
	t.cells, t.first = t.cells[:0], t.first[:0]
	var before []cell
	for i := range scores {
		t.first = append(t.first, len(t.cells))
		for l, p := range marginals[i] {
			if p < unlikely {
				continue
			}
			x := cell{label: Label(l), into: t.chain[Labels][l]}
			for k, b := range before {
				if s := b.score + t.chain[b.label][l]; k == 0 || s > x.into {
					x.into, x.back = s, uint8(k)
				}
			}
			x.score = x.into + scores[i][l]
			t.cells = append(t.cells, x)
		}
		before = t.cells[t.first[i]:]
	}
	t.first = append(t.first, len(t.cells))
}

// offer queues d unless it is hopeless or n paths are cheaper.
func (t *trellis) offer(d detour, n int) {
	room := n - len(t.paths)
	if d.cost > hopeless || len(t.queue) == room && (room == 0 || d.cost >= t.queue[room-1].cost) {
		return
	}
	if len(t.queue) < room {
		t.queue = append(t.queue, d)
	}
	j := len(t.queue) - 1
	for ; j > 0 && t.queue[j-1].cost > d.cost; j-- {
		t.queue[j] = t.queue[j-1]
	}
	t.queue[j] = d
}

// take adds the path of d, and queues the detours that leave it before d does.
func (t *trellis) take(d detour, length, n int) {
	labels := make([]Label, length)
	if d.parent >= 0 {
		copy(labels[d.at+1:], t.paths[d.parent].Labels[d.at+1:])
	}
	t.paths = append(t.paths, Path{labels, float64(d.cost)})
	k := d.cell
	for i := d.at; ; i-- {
		c := &t.of(i)[k]
		labels[i] = c.label
		if i == 0 {
			return
		}
		k = c.back
		for other, b := range t.of(i - 1) {
			if other != int(k) {
				t.offer(detour{len(t.paths) - 1, i - 1, uint8(other), d.cost + c.into - b.score - t.chain[b.label][c.label]}, n)
			}
		}
	}
}
