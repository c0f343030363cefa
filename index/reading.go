package index

import (
	"context"
	"math"
	"sort"
	"sync"
	"unique"

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

	cut   sync.Once
	text  []token
	title []word
}

// token is a word of a document while it is kept: the forms are shared by all documents.
type token struct {
	start       uint32
	size        uint16
	stop        bool
	plain, term unique.Handle[string]
}

// cutWords cuts the text and the title into words, once.
func (d *reading) cutWords(l language) {
	d.cut.Do(func() {
		words := l.words(d.Text)
		d.text = make([]token, len(words))
		for i, w := range words {
			d.text[i] = token{uint32(w.Start), uint16(min(w.Len(), math.MaxUint16)), w.stop, unique.Make(w.plain), unique.Make(w.term)}
		}
		d.title = l.words(d.Title)
	})
}

// wordsIn returns the words of the text that lie within spans, with their places in the text.
func (d *reading) wordsIn(l language, spans ...corpus.Span) []word {
	d.cutWords(l)
	n := 0
	for _, s := range spans {
		n += s.Len()/5 + 1
	}
	out := make([]word, 0, n)
	for _, s := range spans {
		i := sort.Search(len(d.text), func(i int) bool { return int(d.text[i].start) >= s.Start })
		for ; i < len(d.text) && int(d.text[i].start)+int(d.text[i].size) <= s.End; i++ {
			t := &d.text[i]
			at := corpus.Span{Start: int(t.start), End: int(t.start) + int(t.size)}
			out = append(out, word{Span: at, plain: t.plain.Value(), term: t.term.Value(), stop: t.stop})
		}
	}
	return out
}

// maxAsked is how many words of a question are looked for at once.
const maxAsked = 64

// handles are the terms of a subject as documents keep them.
func (s subject) handles() []unique.Handle[string] {
	out := make([]unique.Handle[string], min(len(s.words), maxAsked))
	for i := range out {
		out[i] = unique.Make(s.words[i].term)
	}
	return out
}

// having returns which of terms stand in s, a bit for each.
func (d *reading) having(l language, s corpus.Span, terms []unique.Handle[string]) (have uint64) {
	d.cutWords(l)
	i := sort.Search(len(d.text), func(i int) bool { return int(d.text[i].start) >= s.Start })
	for ; i < len(d.text) && int(d.text[i].start)+int(d.text[i].size) <= s.End; i++ {
		for n, t := range terms {
			if d.text[i].term == t {
				have |= 1 << n
			}
		}
	}
	return have
}

// titled returns which of the words of a question stand in the title, a bit for each.
func (d *reading) titled(l language, words subject) (have uint64) {
	for _, w := range d.titleWords(l) {
		for n := range words.words[:min(len(words.words), maxAsked)] {
			if words.words[n].term == w.term {
				have |= 1 << n
			}
		}
	}
	return have
}

// titleWords returns the words of the title, with their places in it.
func (d *reading) titleWords(l language) []word {
	d.cutWords(l)
	return d.title
}

// size estimates the memory that d takes, in bytes: its text, a word of six bytes, its annotations.
func (d *reading) size() int {
	n := 1024 + len(d.Text)*(6+24)/6 + 32*(len(d.sentences)+len(d.paragraphs)+len(d.Timexes)) + 500*len(d.Attributions) + 600*len(d.Demands) + 250*len(d.Entries)
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

// sweep takes changed documents off.
func (k *desk) sweep(changes []corpus.Change) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.swept++
	for _, c := range changes {
		k.kept.Remove(c.ID)
	}
}
