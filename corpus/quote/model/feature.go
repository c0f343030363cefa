package model

import "math/bits"

// Feature is the fingerprint of one feature of one token.
type Feature uint32

// Featurer computes the features of a view's tokens.
type Featurer struct {
	view  *View
	atoms []atom
	sents []sentenceFacts
	paras []paragraphFacts
	near  []pathFacts
	quote []stretchFacts
	out   []Feature
	id    uint32
}

// none stands for a token beyond the paragraph.
var none = atom{tag: tagNone}

// NewFeaturer analyses v with the help of l.
func NewFeaturer(v *View, l *Lexicon) *Featurer {
	f := &Featurer{view: v, atoms: l.atoms(v)}
	f.analyse()
	return f
}

// analyse works out what features ask of sentences, paragraphs and ways between tokens.
func (f *Featurer) analyse() {
	f.sents = nil
	f.sentences()
	f.paragraphs()
	f.paths()
	f.stretches()
}

func mix(h uint64, x uint32) uint64 {
	h = (h ^ uint64(x)) * 0x9E3779B97F4A7C15
	return h ^ bits.RotateLeft64(h, 29)
}

func (f *Featurer) put(h uint64) {
	f.out = append(f.out, Feature(mix(h, f.id)>>32))
	f.id++
}

func (f *Featurer) add1(a uint32)       { f.put(mix(1, a)) }
func (f *Featurer) add2(a, b uint32)    { f.put(mix(mix(2, a), b)) }
func (f *Featurer) add3(a, b, c uint32) { f.put(mix(mix(mix(3, a), b), c)) }

// at returns the atom d tokens from i, none beyond the paragraph p.
func (f *Featurer) at(p Run, i int) *atom {
	if i < p.From || i >= p.To {
		return &none
	}
	return &f.atoms[i]
}

// Token returns the features of token i. The slice is valid until the next call.
func (f *Featurer) Token(i int) []Feature {
	f.out, f.id = f.out[:0], 1
	p := f.view.sequenceOf(i)
	var w [7]*atom // -3..3
	for k := range w {
		w[k] = f.at(p, i+k-3)
	}
	f.words(&w)
	f.pairs(&w)
	f.place(i, w[3])
	f.quotation(i, w[3])
	f.cuePath(i, &w)
	f.lastNoun(i, w[3])
	return f.out
}

// words: the token and its neighbours, one at a time.
func (f *Featurer) words(w *[7]*atom) {
	a := w[3]
	f.add1(0) // bias
	f.add1(a.suf2)
	f.add1(a.suf4)
	f.add1(a.pre3)
	f.add1(a.pre5)
	f.add1(a.stem)
	f.add2(a.stem, a.quoted)
	for k, x := range w {
		f.add1(x.word)
		f.add1(uint32(x.tag))
		if k == 0 || k == 6 {
			continue
		}
		f.add1(x.shape)
		f.add1(x.quoted)
		f.add1(uint32(x.cue))
		f.add1(uint32(x.source))
		f.add1(x.suf3)
	}
	f.add1(w[2].stem)
	f.add1(w[4].stem)
	f.classes(w)
}

// classes: what the token and its neighbours can mean.
func (f *Featurer) classes(w *[7]*atom) {
	a := w[3]
	id := f.id
	f.id = 220
	c := func(k int) uint32 { return uint32(w[k].class) }
	t := func(k int) uint32 { return uint32(w[k].tag) }
	for k := 1; k < 6; k++ {
		f.add2(c(k), w[k].quoted)
	}
	f.add3(c(3), t(3), a.quoted)
	f.add3(c(3), t(4), t(3))
	f.add3(c(3), t(2), t(3))
	f.add3(c(2), c(3), c(4))
	f.add3(c(2), t(2), t(3))
	f.add3(c(4), t(4), t(3))
	f.add2(c(3), w[4].word)
	f.add2(c(3), w[2].word)
	f.add2(c(2), a.word)
	f.id = id
}

// pairs: two words at most, tags and buckets in twos and threes.
func (f *Featurer) pairs(w *[7]*atom) {
	a, l, r := w[3], w[2], w[4]
	t := func(k int) uint32 { return uint32(w[k].tag) }
	f.add2(l.word, a.word)
	f.add2(a.word, r.word)
	f.add2(l.word, r.word)
	f.add2(t(2), t(3))
	f.add2(t(3), t(4))
	f.add2(t(2), t(4))
	f.add2(t(1), t(2))
	f.add2(t(4), t(5))
	f.add3(t(2), t(3), t(4))
	f.add3(t(1), t(2), t(3))
	f.add3(t(3), t(4), t(5))
	f.add2(a.word, t(4))
	f.add2(t(2), a.word)
	f.add2(a.stem, t(4))
	f.add2(t(2), a.stem)
	f.add3(t(2), uint32(a.cue), t(4))
	f.add3(uint32(l.cue), uint32(a.cue), uint32(r.cue))
	f.add3(l.quoted, a.quoted, r.quoted)
	f.add3(uint32(l.source), uint32(a.source), uint32(r.source))
	f.add2(t(3), uint32(a.cue)<<4|uint32(a.source))
	f.add3(a.word, a.quoted, l.quoted)
	f.add3(l.word, a.quoted, l.quoted)
	f.add3(r.word, a.quoted, r.quoted)
}

// place: where in its sentence and paragraph the token stands.
func (f *Featurer) place(i int, a *atom) {
	s := &f.sents[f.view.Tokens[i].Sentence]
	begin, end := uint32(i-s.from), uint32(s.to-1-i)
	f.add2(min(begin, 7), uint32(a.tag))
	f.add1(min(begin, 7))
	f.add1(min(end, 5))
	f.add2(min(end, 5), uint32(a.tag))
	f.add2(min(s.number, 3), s.last)
	para := min(uint32(f.view.Tokens[i].Paragraph), 2)
	f.add1(para)
	f.add2(para, uint32(a.tag))
	n := &f.near[i]
	f.add2(min(n.commas, 4), a.quoted)
	f.add2(n.colon, a.quoted)
	f.add2(n.bracket, uint32(a.tag))
	f.add1(uint32(s.firstTag))
	f.add2(uint32(s.firstTag), a.quoted)
	f.add3(s.title, uint32(a.tag), para)
}

// quotation: what is quoted here and around.
func (f *Featurer) quotation(i int, a *atom) {
	n := f.view.Tokens[i].Sentence
	s := &f.sents[n]
	prev, next := f.neighbour(n, -1), f.neighbour(n, 1)
	f.add2(s.quotes, a.quoted)
	f.add3(prev.quotes, a.quoted, s.quotes)
	f.add3(next.quotes, a.quoted, s.quotes)
	f.add3(prev.ends, next.begins, a.quoted)
	q := &f.quote[i]
	f.add1(q.own)
	f.add2(q.own, min(s.cues, 3))
	f.add2(q.next, q.nextGap)
	f.add2(q.prev, q.prevGap)
	f.add3(q.prev, q.next, uint32(a.tag))
	p := f.view.seqOf[i]
	before, after := f.around(p-1), f.around(p+1)
	f.add3(before.facts, a.quoted, min(s.number, 2))
	f.add3(after.facts, a.quoted, s.last)
	f.add2(f.around(p).facts, a.quoted)
	f.add3(min(s.cues, 3), a.quoted, min(prev.cues, 2))
}

// cuePath: the way to the last strong cue before and to the first after, within the sentence.
func (f *Featurer) cuePath(i int, w *[7]*atom) {
	a := w[3]
	n := &f.near[i]
	own := uint32(a.tag)
	if a.closed {
		own = a.word
	}
	f.id = 120
	if l := n.left; l >= 0 {
		c, after := &f.atoms[l], f.at(f.view.sequenceOf(i), l+1)
		f.add2(c.word, a.quoted)
		f.add2(c.word, distance(i-l))
		f.add2(distance(i-l), a.quoted)
		f.add3(n.leftSig, own, 0)
		f.add2(n.leftSig, a.quoted)
		f.add2(c.word, uint32(a.tag))
		f.add2(uint32(after.tag), own)
		f.add3(uint32(after.tag), uint32(a.tag), distance(i-l))
		f.add2(c.word, after.word)
		f.add3(n.leftComma, n.leftSub, uint32(a.tag))
		f.add2(c.stem, n.leftSig)
		f.add3(uint32(c.class), n.leftSig, uint32(a.tag))
	} else {
		f.id += 12
		f.add1(a.quoted)
	}
	f.id = 140
	if r := n.right; r >= 0 {
		c := &f.atoms[r]
		f.add2(c.word, a.quoted)
		f.add2(c.word, distance(r-i))
		f.add2(distance(r-i), a.quoted)
		f.add3(n.rightSig, own, 0)
		f.add2(n.rightSig, a.quoted)
		f.add2(c.word, uint32(a.tag))
		f.add1(n.path)
		f.add2(n.path, own)
		f.add3(n.trailing, n.rightComma, uint32(a.tag))
		f.add2(c.stem, n.rightSig)
		f.add3(uint32(c.class), n.rightSig, uint32(a.tag))
	} else {
		f.id += 11
		f.add1(a.quoted)
	}
	f.id = 160
	f.add3(boolBit(n.left >= 0), boolBit(n.right >= 0), uint32(a.tag))
	f.add2(n.weakLeft, uint32(a.tag))
	f.add2(n.weakRight, uint32(a.tag))
	f.add3(n.weakLeft, n.weakRight, a.quoted)
	f.add3(n.leftSig, n.rightSig, a.quoted)
}

// lastNoun: the last token that could head a source.
func (f *Featurer) lastNoun(i int, a *atom) {
	f.id = 180
	n := &f.near[i]
	f.add3(n.noun, n.nounGap, uint32(a.cue))
	f.add3(n.noun, n.nounGap, a.stem)
	f.add2(n.noun, uint32(a.tag))
	f.add3(n.nounSig, n.noun, uint32(a.tag))
}

func boolBit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// distance folds a number of tokens to ten classes.
func distance(n int) uint32 {
	switch {
	case n <= 4:
		return uint32(n)
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 22:
		return 8
	}
	return 9
}
