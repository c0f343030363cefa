package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/segment"
)

// gender of a person, as far as the document shows it.
type gender int

const (
	either gender = iota
	male
	female
)

// name is a mention by name before and after it is linked.
type name struct {
	first, end int // tokens, without title
	title      int // first token of the title in front, or first
	key        string
	parts      []string // of key
	kind       corpus.EntityType
	gender     gender
	entity     *being
	node       *node
	the        bool // an article in small letters stands before it
}

// being is an entity under construction.
type being struct {
	key      string
	parts    []string
	initials string // of parts, when there are several
	kind     corpus.EntityType
	gender   gender
	country  string
	names    []*name
	descs    []*node
	roles    []string

	full      int    // mentions by more than one word
	number    number // of a group
	plural    bool   // a name in the plural: "Democrats"
	anonymous bool
	guessed   bool // the kind rests on the look of the name alone
	spoke     bool // does what people do
	thing     bool // of a kind that the name tells not to be a person's
}

// finder holds the state of one call of Find.
type finder struct {
	d      *corpus.Document
	t      *segment.Text
	low    map[string]int // words seen in lower case
	caps   map[string]int // words seen capitalised where a small letter could stand
	titled []bool         // sentences in title case or capitals: capital letters prove nothing
	names  []*name
	keys   map[string]string // of names, folded
	alone  map[string]bool   // names of one word

	byWord  map[string][]*being // those with a name of several words, by each word and by the initials
	endings map[string]bool     // ends of two words or more of the longer names of people
	scripts bool                // names stand in Latin and in other letters
	beings  []*being
	groups  []*being // those of beings that are described, not named
	inName  []bool   // tokens inside names
	nameAt  map[int]bool
	nodes   []*node

	told []int // for each sentence, how many before it are not quotations from end to end

	pronouns map[int]*node
	owned    map[possession]*being
}

func newFinder(d *corpus.Document, t *segment.Text) *finder {
	f := &finder{
		d: d, t: t, keys: map[string]string{}, low: map[string]int{}, caps: map[string]int{}, titled: make([]bool, len(t.Sentences)),
		inName: make([]bool, len(t.Tokens)), nameAt: map[int]bool{}, pronouns: map[int]*node{}, owned: map[possession]*being{},
	}
	for s := range t.Sentences {
		f.titled[s] = f.titleCase(s)
	}
	f.told = make([]int, len(t.Sentences)+1)
	for s, span := range t.Sentences {
		f.told[s+1] = f.told[s]
		if !t.Quoted(span.Start) || !t.Quoted(span.End-1) {
			f.told[s+1]++
		}
	}
	for i := range t.Tokens {
		r, _ := utf8.DecodeRuneInString(t.Raw[t.Tokens[i].Start:])
		switch {
		case unicode.IsLower(r):
			f.low[t.Word(i)]++
		case unicode.IsUpper(r) && !f.titled[t.Tokens[i].Sentence] && !f.sentenceFirst(i):
			f.caps[t.Word(i)]++
		}
	}
	return f
}

// headlineSmall are longer words that title case leaves small.
var headlineSmall = words(`the and for but nor yet off out per via its not from with over into onto upon after before about that than when while amid against between under until without within through during`)

// titleCase reports whether nearly all longer words of sentence s begin with a capital.
func (f *finder) titleCase(s int) bool {
	i, j := f.t.TokensIn(f.t.Sentences[s])
	capital, small := 0, 0
	for ; i < j; i++ {
		w := f.t.Word(i)
		r, _ := utf8.DecodeRuneInString(w)
		if n := utf8.RuneCountInString(w); n < 3 || n == 3 && unicode.IsUpper(r) || headlineSmall[w] {
			continue
		}
		switch {
		case unicode.IsUpper(r):
			capital++
		case unicode.IsLower(r):
			small++
		}
	}
	if strings.HasSuffix(f.t.Raw[:f.t.Sentences[s].End], ".") {
		return capital >= 5 && small == 0
	}
	return capital >= 3 && capital >= 5*small
}

// sentenceFirst reports whether token i begins a sentence or a quotation, so that its capital may be owed to that.
func (f *finder) sentenceFirst(i int) bool {
	if i == 0 || f.t.Tokens[i-1].Sentence != f.t.Tokens[i].Sentence {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(f.t.Word(i - 1))
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(",.)%’'", r)
}

func capitalised(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	if unicode.IsUpper(r) {
		return true
	}
	for _, p := range []string{"al-", "el-", "as-", "ash-", "d'", "d’", "o'", "o’"} {
		if rest, ok := strings.CutPrefix(w, p); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			return unicode.IsUpper(r)
		}
	}
	return false
}

func bare(w string) string {
	return strings.TrimSuffix(strings.ToLower(strings.ReplaceAll(w, "’", "'")), ".")
}

// nameable reports whether token i can be part of a name.
func (f *finder) nameable(i int) bool {
	w := f.t.Word(i)
	if !capitalised(w) || calendar[bare(w)] && !f.givenMonth(i) && !f.bareSurname(i) || f.negated(i) || smallTail(w) {
		return false
	}
	if monthSurnames[w] {
		return true
	}
	if f.sentenceFirst(i) {
		return f.initial(i)
	}
	return w != "I" && (!common[bare(w)] || bare(w) == "new" || len(w) == 2 && w == strings.ToUpper(w) || len(w) > 2 && f.low[strings.ToLower(w)] <= 0)
}

// negated reports whether "n't" follows: "Won't" is no name.
func (f *finder) negated(i int) bool { return i+1 < len(f.t.Tokens) && f.t.Lower(i+1) == "n't" }

// smallTail reports whether w is a compound with a small last part, such as "Oslo-based".
func smallTail(w string) bool {
	k := strings.LastIndexAny(w, "-‑")
	if k < 1 || k+1 == len(w) {
		return false
	}
	if k <= 4 && len(w)-k-1 <= 5 && !compoundTails[w[k+1:]] {
		return false // a given name of two syllables: "Seo-jun"
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(w[k:], "‑")[0:])
	if r == '-' {
		r, _ = utf8.DecodeRuneInString(w[k+1:])
	}
	return unicode.IsLower(r)
}

// compoundTails are short words that end compounds.
var compoundTails = words(`based led born era style wide like made run old elect area type size page free hour year day week month mile foot inch day long only
	ship shirt turn up down off out in on to and the per bomb test tax rate bank ray man men car class level air sea land line wing out rich poor mail plus`)

// initial decides whether the capitalised word at the beginning of a sentence is a name.
func (f *finder) initial(i int) bool {
	w := f.t.Word(i)
	b := bare(w)
	if f.turn(i) {
		return true
	}
	if f.caps[w] > 0 && !common[b] {
		return true
	}
	if lookupCountry(w).form != noCountry || given[plain(b)] || titleHeads[b] {
		return true
	}
	if f.low[strings.ToLower(w)] > 0 && !particles[b] {
		return false
	}
	next := i+1 < len(f.t.Tokens) && f.t.Tokens[i+1].Sentence == f.t.Tokens[i].Sentence &&
		(capitalised(f.t.Word(i+1)) || particles[f.t.Word(i+1)] && f.connector(i, i+1) > i+1)
	if common[b] {
		return b == "new" && next
	}
	if next {
		return true
	}
	return !strings.HasSuffix(b, "ly") && !strings.HasSuffix(b, "ing") && !strings.HasSuffix(b, "ed") && len(b) > 2 && f.verbFollows(i+1)
}

// turn reports whether token i is the speaker of a turn in a transcript: "SMITH: Well ...".
func (f *finder) turn(i int) bool {
	w := f.t.Word(i)
	return i+1 < len(f.t.Tokens) && f.t.Word(i+1) == ":" && len(w) > 2 && strings.ToUpper(w) == w && !common[bare(w)]
}

func (f *finder) verbFollows(i int) bool {
	if i >= len(f.t.Tokens) {
		return false
	}
	w := f.t.Lower(i)
	return saying[w] || w == "'s" || w == "has" || w == "had" || w == "is" || w == "was" || w == "will"
}

var saying = words(`said says told tells asked added wrote writes tweeted replied announced argued claimed called insisted warned denied stated declared demanded
	agreed refused rejected offered suggested noted described explained recalled responded concluded acknowledged conceded tweeted joked continued`)
