package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tag is a poor man's part of speech: closed-class words by list, the rest by capitals and suffix.
type tag uint8

const (
	tagNone tag = iota // beyond the paragraph
	tagDT
	tagPPS
	tagPRP
	tagTHAT
	tagWH
	tagIF
	tagTO
	tagIN
	tagAS
	tagCC
	tagMD
	tagBE
	tagHV
	tagDO
	tagNEG
	tagRB
	tagNUM
	tagPOS
	tagNNP
	tagUP
	tagComma
	tagStop
	tagColon
	tagQuote
	tagDash
	tagBracket
	tagMark
	tagSuffix // the first of the suffix tags; those of capitalised sentence beginnings follow them
)

var closedClass = func() map[string]tag {
	m := map[string]tag{"that": tagTHAT, "to": tagTO, "'s": tagPOS, "'": tagPOS}
	for t, list := range map[tag]string{
		tagDT:  `the a an this these those each every some any no all both another either neither such many much several few most more less other`,
		tagPPS: `my your his her its our their whose`,
		tagPRP: `i you he she it we they me him us them himself herself itself themselves myself ourselves one everyone nobody anyone someone everybody`,
		tagWH:  `who whom which what when where why how whether whoever whatever`,
		tagIF:  `if because although though while unless until since after before whereas once`,
		tagIN:  `of in on at by for with from about against between into through during over under near within without among toward towards across behind beyond despite upon via around amid off out up down per alongside regarding`,
		tagAS:  `as than like`,
		tagCC:  `and or but nor yet so &`,
		tagMD:  `will would can could may might must shall should 'll 'd ca wo`,
		tagBE:  `am is are was were be been being 're 'm`,
		tagHV:  `have has had having 've`,
		tagDO:  `do does did doing done`,
		tagNEG: `not n't never`,
		tagRB:  `also very just now then still here there too only even again already perhaps maybe ever soon later often always however rather quite almost ago earlier instead meanwhile`,
		tagNUM: `two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million billion trillion half`,
	} {
		for w := range strings.FieldsSeq(list) {
			m[w] = t
		}
	}
	return m
}()

var suffixes = []string{
	"ing", "ed", "ly", "tion", "sion", "ment", "ers", "er", "ors", "or", "ity", "ness", "al", "ous", "ive", "able", "ists", "ist", "ans", "ian", "est", "s",
}

// noteKinds: tags that a suffix tag can be folded to.
func suffixTag(w string) tag {
	for k, s := range suffixes {
		if len(w) > len(s)+1 && strings.HasSuffix(w, s) {
			return tagSuffix + tag(k)
		}
	}
	return tagSuffix + tag(len(suffixes))
}

const capitalSuffix = 32 // added to a suffix tag where a capital begins a sentence or a headline

// atom is all that features read of a token, words as fingerprints.
type atom struct {
	word, stem       uint32
	suf2, suf3, suf4 uint32
	pre3, pre5       uint32
	shape            uint32
	tag              tag
	quoted           uint32 // 1 between quotation marks
	cue, source      uint8  // buckets of the lexicons, 0 when not in them
	closed           bool   // closed-class word
}

// strong reports whether the token is likely a cue.
func (a *atom) strong() bool { return a.cue >= 3 && a.quoted == 0 }

// nounlike reports whether the token can be the head of a source.
func (a *atom) nounlike() bool {
	return a.tag == tagPRP || a.tag == tagNNP || a.tag == tagUP || a.source >= 2
}

// fingerprint hashes a word (FNV-1a).
func fingerprint(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func stem(w string) string {
	if len(w) < 4 {
		return w
	}
	switch {
	case strings.HasSuffix(w, "ies"), strings.HasSuffix(w, "ied"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ing") && len(w) > 5:
		w = w[:len(w)-3]
	case strings.HasSuffix(w, "ed") && len(w) > 4:
		w = w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		w = w[:len(w)-1]
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}

// shape folds a word to classes of characters, runs shortened to two.
func shape(w string) uint32 {
	h, last, n := uint32(2166136261), byte(0), 0
	for _, r := range w {
		c := byte('p')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		case r == '-' || r == '.' || r == '\'':
			c = byte(r)
		}
		if c == last {
			if n++; n > 2 {
				continue
			}
		} else {
			last, n = c, 1
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// atoms analyses the tokens of a view.
func (l *Lexicon) atoms(v *View) []atom {
	out := make([]atom, len(v.Low))
	for s := 0; s+1 < len(v.First); s++ {
		from, to := v.First[s], v.First[s+1]
		title := v.titleCase(from, to)
		for i := from; i < to; i++ {
			l.analyse(v, i, &out[i], title || v.sentenceStart(i, from))
		}
	}
	return out
}

// sentenceStart reports whether only marks stand between i and the sentence's start, or i begins a quotation.
func (v *View) sentenceStart(i, from int) bool {
	for k := i - 1; k >= from; k-- {
		if v.IsWord(k) {
			return v.Quoted[i] && !v.Quoted[i-1]
		}
		if v.Quoted[k] {
			return true
		}
	}
	return true
}

// titleCase reports whether most words of the sentence [from,to) have a capital: a headline.
func (v *View) titleCase(from, to int) bool {
	all, caps := 0, 0
	for i := from; i < to; i++ {
		if v.IsWord(i) && len(v.Low[i]) > 3 {
			all++
			if v.Capital(i) {
				caps++
			}
		}
	}
	return all >= 4 && caps*10 >= all*8
}

func (l *Lexicon) analyse(v *View, i int, a *atom, first bool) {
	w, low := v.Word(i), v.Low[i]
	a.word, a.stem, a.shape = fingerprint(low), fingerprint(stem(low)), shape(w)
	a.suf2, a.suf3, a.suf4 = fingerprint(last(low, 2)), fingerprint(last(low, 3)), fingerprint(last(low, 4))
	a.pre3, a.pre5 = fingerprint(head(low, 3)), fingerprint(head(low, 5))
	if v.Quoted[i] {
		a.quoted = 1
	}
	a.cue, a.source = l.lookup(a.word)
	a.tag, a.closed = v.tagOf(i, w, low, first)
}

func (v *View) tagOf(i int, w, low string, first bool) (tag, bool) {
	if t, ok := closedClass[low]; ok && (low != "'" || len(w) == 1) {
		return t, true
	}
	r, _ := utf8.DecodeRuneInString(w)
	switch {
	case unicode.IsDigit(r):
		return tagNUM, false
	case !unicode.IsLetter(r):
		return markTag(r), true
	case len(w) > 1 && strings.ToUpper(w) == w && !strings.Contains(w, "."):
		return tagUP, false
	case unicode.IsUpper(r) && !first:
		return tagNNP, false
	case unicode.IsUpper(r):
		return suffixTag(low) + capitalSuffix, false
	}
	return suffixTag(low), false
}

func markTag(r rune) tag {
	switch r {
	case ',':
		return tagComma
	case '.', '?', '!', '…':
		return tagStop
	case ':', ';':
		return tagColon
	case '"', '“', '”', '„', '«', '»', '‘', '’', '‚', '‹', '›', '`':
		return tagQuote
	case '-', '–', '—':
		return tagDash
	case '(', ')', '[', ']':
		return tagBracket
	}
	return tagMark
}

// last returns the last n bytes of s, all of it when it is shorter.
func last(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[len(s)-n:]
}

func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return s[:n]
}
