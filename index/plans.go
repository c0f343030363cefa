package index

import (
	"fmt"
	"iter"
	"time"

	"example.org/briefbot/corpus"
)

// plan is a dated entry that lay ahead when its document was published.
type plan struct {
	Entry int       `json:"n"` // of the document's entries
	From  time.Time `json:"f,omitzero"`
	To    time.Time `json:"t,omitzero"`
}

// plansOf lists the entries of d that are planned, or lie after its publication, and end on a known day.
func plansOf(d *reading) []plan {
	var out []plan
	for n, e := range d.Entries {
		if !e.To.IsZero() && (e.When == "planned" || !d.Published.IsZero() && e.From.After(d.Published)) {
			out = append(out, plan{n, e.From, e.To})
		}
	}
	return out
}

// plans returns the plans in parts that touch some days, as document and number of the entry, the documents by id.
func (s *shelf) plans(parts []partition, days Period) (iter.Seq2[corpus.ID, int], error) {
	s.mu.RLock()
	visible := s.visible(parts)
	s.mu.RUnlock()
	if err := s.detail(visible); err != nil {
		return nil, fmt.Errorf("plans: %w", err)
	}
	return func(yield func(corpus.ID, int) bool) {
		for _, src := range visible {
			for _, p := range src.Plans {
				if days.overlaps(interval{p.From, p.To}) && !yield(src.ID, p.Entry) {
					return
				}
			}
		}
	}, nil
}
