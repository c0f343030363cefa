package index

import (
	"context"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// What is kept at hand between questions: documents of at most so many bytes in all, as estimated by [reading.size].
const (
	readings     = 1 << 20
	readingBytes = 192 << 20
)

// reading is a stored document at hand for answers. It is never changed.
type reading struct {
	*corpus.Record
	paragraphs, sentences []corpus.Span
	day                   string // of publication, EDTF; empty: not known

	cut      []atomic.Pointer[[]word] // words of the text, by the piece of it; see piece
	cutTitle sync.Once
	title    []word
}

// piece is what is cut into words at once: a sentence with what follows it; piece 0 is what stands before the first. Where a word ends
// depends on its piece only, so that the index and an answer see the same words, and of a long document only what is asked for is cut.
func (d *reading) piece(i int) corpus.Span {
	s := corpus.Span{End: len(d.Text)}
	if i > 0 {
		s.Start = d.sentences[i-1].Start
	}
	if i < len(d.sentences) {
		s.End = max(s.Start, d.sentences[i].Start)
	}
	return s
}

// wordsOf returns the words of a piece, which must not be changed.
func (d *reading) wordsOf(l language, i int) []word {
	if have := d.cut[i].Load(); have != nil {
		return *have
	}
	at := d.piece(i)
	words := l.words(d.Cut(at))
	for j := range words {
		words[j].Start += at.Start
		words[j].End += at.Start
	}
	d.cut[i].Store(&words)
	return words
}

// wordsIn returns the words of the text that lie within spans, with their places in the text. They must not be changed.
func (d *reading) wordsIn(l language, spans ...corpus.Span) []word {
	var out []word
	for _, s := range spans {
		first := sort.Search(len(d.sentences), func(i int) bool { return d.sentences[i].Start > s.Start })
		for i := first; i <= len(d.sentences) && (i == first || d.piece(i).Start < s.End); i++ {
			words := d.wordsOf(l, i)
			from := sort.Search(len(words), func(j int) bool { return words[j].Start >= s.Start })
			to := from + sort.Search(len(words)-from, func(j int) bool { return words[from+j].End > s.End })
			if part := words[from:to:to]; out == nil {
				out = part
			} else {
				out = append(out, part...)
			}
		}
	}
	return out
}

// maxAsked is how many words of a question are looked for at once.
const maxAsked = 64

// having returns which of the words of a question stand in s, a bit for each.
func (d *reading) having(l language, s corpus.Span, asked subject) uint64 {
	return asked.standing(d.wordsIn(l, s))
}

// titled returns which of the words of a question stand in the title, a bit for each.
func (d *reading) titled(l language, asked subject) uint64 { return asked.standing(d.titleWords(l)) }

// titleWords returns the words of the title, with their places in it. They must not be changed.
func (d *reading) titleWords(l language) []word {
	d.cutTitle.Do(func() { d.title = l.words(d.Title) })
	return d.title
}

// standing returns which of the words of s are among words, a bit for each.
func (s subject) standing(words []word) (have uint64) {
	for i := range words {
		for n := range s.words[:min(len(s.words), maxAsked)] {
			if s.words[n].term == words[i].term {
				have |= 1 << n
			}
		}
	}
	return have
}

// size estimates the memory that d takes, in bytes: its text, for each word of six bytes its place and forms, its annotations.
func (d *reading) size() int {
	n := 1024 + len(d.Text)*(6+50)/6 + 32*(len(d.sentences)+len(d.paragraphs)+len(d.Timexes)) + 500*len(d.Attributions) + 600*len(d.Demands) + 250*len(d.Entries)
	for i := range d.Entities {
		n += 200 + 40*len(d.Entities[i].Mentions)
	}
	return n
}

// newReading prepares r, which must hold valid annotations. A record without segments is cut here.
func newReading(r *corpus.Record) *reading {
	d := &reading{Record: r, paragraphs: r.Paragraphs, sentences: r.Sentences}
	if len(d.sentences) == 0 || len(d.paragraphs) == 0 {
		t := segment.Split(r.Text)
		d.paragraphs, d.sentences = t.Paragraphs, t.Sentences
	}
	if !r.Published.IsZero() {
		d.day = r.Published.Format(time.DateOnly)
	}
	d.cut = make([]atomic.Pointer[[]word], len(d.sentences)+1)
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
	bytes int    // of what is kept
	swept uint64 // rises whenever something is taken off, so that no read that began earlier puts it back
}

func newDesk(store corpus.Store) (*desk, error) {
	k := &desk{store: store}
	var err error
	k.kept, err = lru.NewWithEvict(readings, func(_ corpus.ID, d *reading) { k.bytes -= d.size() })
	return k, err
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
	if k.swept == swept && !k.kept.Contains(id) {
		k.kept.Add(id, d)
		for k.bytes += d.size(); k.bytes > readingBytes && k.kept.Len() > 1; {
			k.kept.RemoveOldest()
		}
	}
	return d, nil
}

// holds reports whether a document is at hand.
func (k *desk) holds(id corpus.ID) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.kept.Contains(id)
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
