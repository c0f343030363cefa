package index

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
)

// When the files of an index are made one: after so many entries have been written, and so large a part of all.
const (
	compactEntries = 50_000
	compactPart    = 4
)

// compact makes one of the many files that a large import leaves, which takes a fifth off their size and saves each question
// looking its words up in all of them. It does nothing after small changes.
func (s *shelf) compact(ctx context.Context) error {
	written := s.scattered.Load()
	if s.path == "" || written < compactEntries {
		return nil
	}
	all, err := s.bleve.DocCount()
	if err != nil {
		return fmt.Errorf("compact the index: %w", err)
	}
	if uint64(written) < all/compactPart {
		return nil
	}
	advanced, err := s.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("compact the index: %w", err)
	}
	files, ok := advanced.(*scorch.Scorch)
	if !ok {
		return nil
	}
	s.scattered.Add(-written)
	one := mergeplan.SingleSegmentMergePlanOptions
	one.SegmentsPerMergeTask = 1 << 10 // all at once: ten at a time would leave several
	if err := files.ForceMerge(ctx, &one); err != nil {
		return fmt.Errorf("compact the index: %w", err)
	}
	return ctx.Err()
}
