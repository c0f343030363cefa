package model

// Table maps features to rows: an open-addressed hash table of fingerprints.
type Table struct {
	keys []Feature // 0: free
	rows []uint32
	n    int
}

// NewTable makes a table with room for n features.
func NewTable(n int) *Table {
	size := 1024
	for size < 2*n {
		size *= 2
	}
	return &Table{keys: make([]Feature, size), rows: make([]uint32, size)}
}

// Find returns f's row.
func (t *Table) Find(f Feature) (row uint32, ok bool) {
	mask := Feature(len(t.keys) - 1)
	for i := (f * 0x9E3779B1 >> 7) & mask; t.keys[i] != 0; i = (i + 1) & mask {
		if t.keys[i] == f {
			return t.rows[i], true
		}
	}
	return 0, false
}

// Add gives f the next row, unless it has one, and returns it. Feature 0 is never kept.
func (t *Table) Add(f Feature) uint32 {
	if f == 0 {
		f = 1
	}
	if 2*t.n >= len(t.keys) {
		t.grow()
	}
	mask := Feature(len(t.keys) - 1)
	i := (f * 0x9E3779B1 >> 7) & mask
	for ; t.keys[i] != 0; i = (i + 1) & mask {
		if t.keys[i] == f {
			return t.rows[i]
		}
	}
	t.keys[i], t.rows[i] = f, uint32(t.n)
	t.n++
	return uint32(t.n - 1)
}

func (t *Table) grow() {
	old := *t
	*t = Table{keys: make([]Feature, 2*len(old.keys)), rows: make([]uint32, 2*len(old.keys)), n: old.n}
	mask := Feature(len(t.keys) - 1)
	for k, f := range old.keys {
		if f == 0 {
			continue
		}
		i := (f * 0x9E3779B1 >> 7) & mask
		for t.keys[i] != 0 {
			i = (i + 1) & mask
		}
		t.keys[i], t.rows[i] = f, old.rows[k]
	}
}

// Weights are the weights of features, most of them for few labels.
type Weights struct {
	table *Table
	start []uint32 // of each row, where its weights begin; one entry more than rows
	label []Label
	value []float32
}

// Weight is the weight of a label.
type Weight struct {
	Label Label
	Value float32
}

// NewWeights returns no weights.
func NewWeights(n int) *Weights { return &Weights{table: NewTable(n), start: []uint32{0}} }

// Put adds a feature with its weights. A feature is put once.
func (w *Weights) Put(f Feature, weights []Weight) {
	w.table.Add(f)
	for _, x := range weights {
		w.label = append(w.label, x.Label)
		w.value = append(w.value, x.Value)
	}
	w.start = append(w.start, uint32(len(w.label)))
}

// add adds the weights of f to s.
func (w *Weights) add(f Feature, s *Scores) {
	row, ok := w.table.Find(f)
	if !ok {
		return
	}
	for k := w.start[row]; k < w.start[row+1]; k++ {
		s[w.label[k]&(Labels-1)] += w.value[k]
	}
}
