package model

// sentenceFacts is what features ask of a sentence.
type sentenceFacts struct {
	from, to     int
	number       uint32 // within its paragraph
	last         uint32 // 1 for the last of its paragraph
	quotes       uint32 // 1 holds a quotation, 2 is one as a whole
	begins, ends uint32 // begins or ends in a quotation
	cues         uint32 // strong cues
	firstTag     tag
	title        uint32
	para         int
}

var noSentence sentenceFacts

func (f *Featurer) sentences() {
	v := f.view
	for n := 0; n+1 < len(v.First); n++ {
		s := sentenceFacts{from: v.First[n], to: v.First[n+1]}
		if s.from < s.to {
			s.para = v.Tokens[s.from].Paragraph
			s.firstTag = f.atoms[s.from].tag
			s.begins, s.ends = f.atoms[s.from].quoted, f.atoms[s.to-1].quoted
		}
		if n > 0 && f.sents[n-1].para == s.para {
			s.number = f.sents[n-1].number + 1
			f.sents[n-1].last = 0
		}
		s.last = 1
		quoted := 0
		for i := s.from; i < s.to; i++ {
			quoted += int(f.atoms[i].quoted)
			if f.atoms[i].strong() {
				s.cues++
			}
		}
		if quoted > 0 {
			s.quotes = 1
		}
		if quoted == s.to-s.from {
			s.quotes = 2
		}
		s.title = boolBit(v.titleCase(s.from, s.to))
		f.sents = append(f.sents, s)
	}
}

// neighbour returns the sentence d from n in the same paragraph.
func (f *Featurer) neighbour(n, d int) *sentenceFacts {
	if k := n + d; k >= 0 && k < len(f.sents) && f.sents[k].para == f.sents[n].para {
		return &f.sents[k]
	}
	return &noSentence
}

// paragraphFacts folds a paragraph to a number: has a quotation, begins or ends in one, has a cue outside, exists.
type paragraphFacts struct{ facts uint32 }

var noParagraph paragraphFacts

func (f *Featurer) paragraphs() {
	f.paras = make([]paragraphFacts, f.view.Sequences())
	for p := range f.paras {
		r := f.view.Sequence(p)
		x := uint32(1)
		for i := r.From; i < r.To; i++ {
			a := &f.atoms[i]
			if a.quoted == 1 {
				x |= 2
			}
			if a.strong() {
				x |= 4
			}
		}
		if !r.Empty() {
			x |= f.atoms[r.From].quoted << 3
			x |= f.atoms[r.To-1].quoted << 4
		}
		f.paras[p].facts = x
	}
}

func (f *Featurer) around(p int) *paragraphFacts {
	if p < 0 || p >= len(f.paras) {
		return &noParagraph
	}
	return &f.paras[p]
}

// pathFacts is what stands between a token and the nearest cues and nouns of its sentence.
type pathFacts struct {
	left, right           int // the last strong cue before, the first after; -1 for none
	leftSig, rightSig     uint32
	leftComma, rightComma uint32
	leftSub               uint32
	path                  uint32 // tags from here to the cue after, repetitions dropped
	trailing              uint32 // in the clause of a cue that ends the sentence: ", officials said."
	weakLeft, weakRight   uint32 // distance of the nearest possible cue
	commas, colon         uint32 // before in the sentence
	bracket               uint32 // within brackets
	noun, nounGap         uint32 // kind and distance of the last noun-like token
	nounSig               uint32
}

// signature adds the mark of a to what stands between: the last four of comma, "that", conjunctions, subordinators, other marks.
func signature(sig uint32, a *atom) uint32 {
	m := uint32(0)
	switch a.tag {
	case tagComma:
		m = 1
	case tagTHAT:
		m = 2
	case tagCC:
		m = 3
	case tagIF, tagWH:
		m = 4
	case tagQuote:
		m = 5
	case tagStop, tagColon, tagDash, tagBracket, tagMark:
		m = 6
	case tagTO:
		m = 7
	}
	if m == 0 {
		return sig
	}
	return (sig<<3 | m) & 0xFFF
}

func (f *Featurer) paths() {
	f.near = make([]pathFacts, len(f.atoms))
	for n := range f.sents {
		s := &f.sents[n]
		f.forwards(s)
		f.backwards(s)
	}
}

func (f *Featurer) forwards(s *sentenceFacts) {
	left, weak, noun := -1, -1, -1
	var sig, comma, sub, commas, colon, bracket, nounSig uint32
	for i := s.from; i < s.to; i++ {
		a, n := &f.atoms[i], &f.near[i]
		n.left, n.leftSig, n.leftComma, n.leftSub = left, sig, comma, sub
		n.commas, n.colon, n.bracket = commas, colon, bracket
		if weak >= 0 && i-weak <= 12 {
			n.weakLeft = distance(i - weak)
		}
		if noun >= 0 {
			x := &f.atoms[noun]
			n.noun, n.nounGap, n.nounSig = 1+boolBit(x.tag == tagPRP)+2*boolBit(x.source >= 2), min(distance(i-noun), 7), nounSig
		}
		switch {
		case a.strong():
			left, sig, comma, sub = i, 0, 0, 0
		case left >= 0:
			sig = signature(sig, a)
			comma |= boolBit(a.tag == tagComma)
			sub |= boolBit(a.tag == tagTHAT || a.tag == tagIF || a.tag == tagWH)
		}
		if a.cue > 0 && a.quoted == 0 {
			weak = i
		}
		if a.nounlike() {
			noun, nounSig = i, 0
		} else {
			nounSig = signature(nounSig, a)
		}
		switch a.tag {
		case tagComma:
			commas++
		case tagColon:
			colon = 1
		case tagBracket:
			bracket = boolBit(f.view.Low[i] == "(" || f.view.Low[i] == "[")
		}
	}
}

func (f *Featurer) backwards(s *sentenceFacts) {
	right, weak := -1, -1
	var sig, comma, path, lastTag uint32
	steps := 0
	for i := s.to - 1; i >= s.from; i-- {
		a, n := &f.atoms[i], &f.near[i]
		n.right, n.rightSig, n.rightComma, n.path = right, sig, comma, path
		if steps > 6 {
			n.path = 0
		}
		if weak >= 0 && weak-i <= 8 {
			n.weakRight = distance(weak - i)
		}
		n.trailing = boolBit(right >= 0 && comma == 0 && n.commas > 0)
		switch {
		case a.strong():
			right, sig, comma, path, lastTag, steps = i, 0, 0, 1, 0, 0
		case right >= 0:
			sig = signature(sig, a)
			comma |= boolBit(a.tag == tagComma)
			if t := uint32(a.tag); t != lastTag {
				path = uint32(mix(uint64(path), t) >> 32)
				lastTag = t
				steps++
			}
		}
		if a.cue > 0 && a.quoted == 0 {
			weak = i
		}
	}
}

// stretchFacts describes the quotation that a token is in, or the next and the previous one of its paragraph.
type stretchFacts struct {
	own, next, prev  uint32
	nextGap, prevGap uint32
}

func (f *Featurer) stretches() {
	f.quote = make([]stretchFacts, len(f.atoms))
	for p := range f.view.Sequences() {
		r := f.view.Sequence(p)
		prev, end := uint32(0), -1
		for i := r.From; i < r.To; {
			if f.atoms[i].quoted == 0 {
				f.quote[i].prev = prev
				if end >= 0 {
					f.quote[i].prevGap = min(uint32(i-end), 5)
				}
				i++
				continue
			}
			j := i
			for j < r.To && f.atoms[j].quoted == 1 && (j == i || !f.view.opens[j]) {
				j++
			}
			kind := f.stretch(i, j)
			for k := i; k < j; k++ {
				f.quote[k].own, f.quote[k].prev = kind, prev
			}
			for k := i - 1; k >= r.From && f.quote[k].next == 0; k-- {
				f.quote[k].next, f.quote[k].nextGap = kind, min(uint32(i-k), 5)
			}
			prev, end = kind, j-1
			i = j
		}
	}
}

// stretch folds the quotation [i,j) to its length, whether it begins with a capital, and its last mark.
func (f *Featurer) stretch(i, j int) uint32 {
	v := f.view
	n, capital, mark := 0, uint32(0), uint32(0)
	for k := i; k < j; k++ {
		if v.IsWord(k) {
			if n == 0 && v.Capital(k) {
				capital = 1
			}
			n++
		}
	}
	if j-2 > i && !v.IsWord(j-1) {
		switch v.Low[j-2] {
		case ",":
			mark = 1
		case ".", "...", "…":
			mark = 2
		case "?", "!":
			mark = 3
		}
	}
	return 1 + distance(n) + 10*capital + 20*mark
}
