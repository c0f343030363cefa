package index

import (
	"context"
	"sort"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// readings is how many documents are kept at hand between questions.
const readings = 1024

// reading is a stored document at hand for answers. It is never changed.
type reading struct {
	*corpus.Record
	paragraphs, sentences []corpus.Span
}

// newReading prepares r, which must hold valid annotations. A record without segments is cut here.
func newReading(r *corpus.Record) *reading {
	d := &reading{Record: r, paragraphs: r.Paragraphs, sentences: r.Sentences}
	if len(d.sentences) == 0 || len(d.paragraphs) == 0 {
		t := segment.Split(r.Text)
		d.paragraphs, d.sentences = t.Paragraphs, t.Sentences
	}
	return d
}

// within returns the indexes [i,j) of spans, which are in text order, that share a byte with s.
func within(spans []corpus.Span, s corpus.Span) (i, j int) {
	i = sort.Search(len(spans), func(k int) bool { return spans[k].End > s.Start })
	j = i
	for j < len(spans) && spans[j].Start < s.End {
		j++
	}
	return i, j
}

// around returns the whole sentences that s touches, or s itself where there is none.
func (d *reading) around(s corpus.Span) corpus.Span {
	i, j := within(d.sentences, s)
	if i == j {
		return s
	}
	return corpus.Span{Start: min(s.Start, d.sentences[i].Start), End: max(s.End, d.sentences[j-1].End)}
}

// paragraph returns the number, from 1, of the paragraph in which s begins.
func (d *reading) paragraph(s corpus.Span) int {
	return sort.Search(len(d.paragraphs), func(k int) bool { return d.paragraphs[k].End > s.Start }) + 1
}

// entity returns the entity of an annotation, nil for corpus.None.
func (d *reading) entity(i int) *corpus.Entity {
	if i < 0 || i >= len(d.Entities) {
		return nil
	}
	return &d.Entities[i]
}

// desk keeps the documents that were read last.
type desk struct {
	store corpus.Store
	mu    sync.Mutex
	kept  *lru.Cache[corpus.ID, *reading]
	swept uint64 // rises whenever something is taken off, so that no read that began earlier puts it back
}

func newDesk(store corpus.Store) (*desk, error) {
	kept, err := lru.New[corpus.ID, *reading](readings)
	if err != nil {
		return nil, err
	}
	return &desk{store: store, kept: kept}, nil
}

// read returns a document as it is stored now, or an error wrapping corpus.ErrNotFound.
func (k *desk) read(ctx context.Context, id corpus.ID) (*reading, error) {
	k.mu.Lock()
	d, ok := k.kept.Get(id)
	swept := k.swept
	k.mu.Unlock()
	if ok {
		return d, nil
	}
	r, err := k.store.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := r.Check(&r.Document); err != nil {
		return nil, err
	}
	d = newReading(r)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.swept == swept {
		k.kept.Add(id, d)
	}
	return d, nil
}

// sweep takes changed documents off.
func (k *desk) sweep(changes []corpus.Change) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.swept++
	for _, c := range changes {
		k.kept.Remove(c.ID)
	}
}
