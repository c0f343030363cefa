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
	class            wordClass
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

// Stem cuts the inflection of verbs and the plural from a lower-case word.
func Stem(w string) string {
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
	a.word, a.stem, a.shape = fingerprint(low), fingerprint(Stem(low)), shape(w)
	a.suf2, a.suf3, a.suf4 = fingerprint(last(low, 2)), fingerprint(last(low, 3)), fingerprint(last(low, 4))
	a.pre3, a.pre5 = fingerprint(head(low, 3)), fingerprint(head(low, 5))
	if v.Quoted[i] {
		a.quoted = 1
	}
	a.tag, a.closed = v.tagOf(i, w, low, first)
	known := false
	if a.cue, a.source, known = l.lookup(a.word); !known {
		a.cue, a.source, _ = l.lookup(stemKey(a.stem))
	}
	if !a.closed && a.tag != tagNNP && a.tag != tagUP {
		a.class = wordClasses[a.stem]
		if !known && a.cue == 0 && a.class == sayClass {
			a.cue = 3
		}
	}
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
