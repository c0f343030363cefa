package index

import (
	"context"
	"fmt"
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// cursor walks the places of one term, by rising internal number.
type cursor struct {
	reader index.TermFieldReader
	doc    index.TermFieldDoc
	id     uint64
	target index.IndexInternalID // where seek was last told to go, kept for its memory
	done   bool
}

// next moves to the following place.
func (c *cursor) next() error {
	return c.moved(c.reader.Next(c.doc.Reset()))
}

// seek moves to the first place at or after id. It never moves back.
func (c *cursor) seek(id uint64) error {
	if c.done || c.id >= id {
		return nil
	}
	c.target = index.NewIndexInternalID(c.target, id)
	return c.moved(c.reader.Advance(c.target, c.doc.Reset()))
}

func (c *cursor) moved(d *index.TermFieldDoc, err error) error {
	if err != nil {
		return fmt.Errorf("read places of a term: %w", err)
	}
	if d == nil {
		c.done, c.id = true, math.MaxUint64
		return nil
	}
	c.id = d.ID.Value()
	return nil
}

// length returns how many words the field has at the place. Bleve keeps it as the reciprocal of its
// square root in 32 bits, which is exact for every length that occurs.
func (c *cursor) length() float64 {
	if c.doc.Norm == 0 {
		return 1
	}
	return math.Round(1 / (c.doc.Norm * c.doc.Norm))
}

// places is the union of several terms' places.
type places struct {
	cursors []*cursor
	plain   bool   // how often a term stands at a place is not known
	count   uint64 // sum of the terms' frequencies: exact where no place has two of the terms
}

// openPlaces finds terms in field. Terms that do not occur cost nothing further.
func openPlaces(ctx context.Context, r index.IndexReader, parts []partition, terms []fieldTerm, scored bool) (*places, error) {
	p := &places{}
	for _, t := range terms {
		for _, part := range parts {
			reader, err := r.TermFieldReader(ctx, []byte(part.term(t.value)), t.field, scored, scored, false)
			if err != nil {
				return nil, fmt.Errorf("look up a term: %w", err)
			}
			n := reader.Count()
			if n == 0 {
				if err := reader.Close(); err != nil {
					return nil, err
				}
				continue
			}
			p.count += n
			c := &cursor{reader: reader}
			p.cursors = append(p.cursors, c)
			if err := c.next(); err != nil {
				return nil, err
			}
		}
	}
	return p, nil
}

// id is the current place, math.MaxUint64 at the end.
func (p *places) id() uint64 {
	least := uint64(math.MaxUint64)
	for _, c := range p.cursors {
		least = min(least, c.id)
	}
	return least
}

// seek moves to the first place at or after id.
func (p *places) seek(id uint64) error {
	for _, c := range p.cursors {
		if err := c.seek(id); err != nil {
			return err
		}
	}
	return nil
}

func (p *places) close() error {
	var first error
	for _, c := range p.cursors {
		if err := c.reader.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}
