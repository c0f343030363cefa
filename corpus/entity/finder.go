package entity

import (
	"slices"
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
	key     string
	parts   []string
	kind    corpus.EntityType
	gender  gender
	country string
	names   []*name
	descs   []*node
	roles   []string

	full      int    // mentions by more than one word
	number    number // of a group
	plural    bool   // a name in the plural: "Democrats"
	anonymous bool
	guessed   bool // the kind rests on the look of the name alone
	spoke     bool // does what people do
}

// finder holds the state of one call of Find.
type finder struct {
	d      *corpus.Document
	t      *segment.Text
	low    map[string]int // words seen in lower case
	caps   map[string]int // words seen capitalised where a small letter could stand
	titled []bool         // sentences in title case or capitals: capital letters prove nothing
	names  []*name
	beings []*being
	groups []*being // those of beings that are described, not named
	inName []bool   // tokens inside names
	nameAt map[int]bool
	nodes  []*node

	told []int // for each sentence, how many before it are not quotations from end to end

	pronouns map[int]*node
	owned    map[possession]*being
	debug    func(p, m *node, x float64)
}

func newFinder(d *corpus.Document, t *segment.Text) *finder {
	f := &finder{
		d: d, t: t, low: map[string]int{}, caps: map[string]int{}, titled: make([]bool, len(t.Sentences)),
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
var headlineSmall = words(`from with over into onto upon after before about that than when while amid against between under until without within through during`)

// titleCase reports whether nearly all longer words of sentence s begin with a capital.
func (f *finder) titleCase(s int) bool {
	i, j := f.t.TokensIn(f.t.Sentences[s])
	capital, small := 0, 0
	for ; i < j; i++ {
		w := f.t.Word(i)
		if utf8.RuneCountInString(w) < 4 || headlineSmall[w] {
			continue
		}
		r, _ := utf8.DecodeRuneInString(w)
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
	if !capitalised(w) || calendar[bare(w)] && bare(w) != "may" || f.negated(i) || smallTail(w) {
		return false
	}
	if f.sentenceFirst(i) {
		return f.initial(i)
	}
	return w != "I" && !(common[bare(w)] && bare(w) != "new" && len(w) > 2 && f.low[strings.ToLower(w)] > 0)
}

// negated reports whether "n't" follows: "Won't" is no name.
func (f *finder) negated(i int) bool { return i+1 < len(f.t.Tokens) && f.t.Lower(i+1) == "n't" }

// smallTail reports whether w is a compound with a small last part, such as "Oslo-based".
func smallTail(w string) bool {
	k := strings.LastIndexAny(w, "-‑")
	if k < 1 || k+1 == len(w) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(w[k:], "‑")[0:])
	if r == '-' {
		r, _ = utf8.DecodeRuneInString(w[k+1:])
	}
	return unicode.IsLower(r)
}

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
	if lookupCountry(w).form != noCountry || maleNames[b] || femaleNames[b] || titleHeads[b] {
		return true
	}
	if f.low[strings.ToLower(w)] > 0 {
		return false
	}
	next := i+1 < len(f.t.Tokens) && f.t.Tokens[i+1].Sentence == f.t.Tokens[i].Sentence && capitalised(f.t.Word(i+1))
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
	agreed refused rejected offered suggested noted`)

// findNames collects the names of the running text first, then those of headlines, where only what the
// text knows counts.
func (f *finder) findNames() {
	for i := 0; i < len(f.t.Tokens); {
		if f.titled[f.t.Tokens[i].Sentence] || !f.nameable(i) {
			i++
			continue
		}
		end := f.runEnd(i)
		f.addRun(i, end)
		i = end
	}
	f.findInHeadlines()
	slices.SortFunc(f.names, func(a, b *name) int { return a.first - b.first })
}

// runEnd returns the token after the run of capitalised words that begins at i.
func (f *finder) runEnd(i int) int {
	j := i + 1
	for j < len(f.t.Tokens) && f.t.Tokens[j].Sentence == f.t.Tokens[i].Sentence {
		w := f.t.Word(j)
		if f.t.Tokens[j].Start > f.t.Tokens[j-1].End+1 {
			break
		}
		if capitalised(w) && !calendar[bare(w)] && w != "I" && !f.negated(j) && !smallTail(w) {
			j++
			continue
		}
		k := f.connector(i, j)
		if k == j {
			break
		}
		j = k
	}
	return j
}

// connector returns the token after the small words at j that tie a capitalised word to the run before
// them, or j.
func (f *finder) connector(i, j int) int {
	follows := func(k int) bool {
		return k < len(f.t.Tokens) && f.t.Tokens[k].Sentence == f.t.Tokens[i].Sentence && capitalised(f.t.Word(k)) && !calendar[bare(f.t.Word(k))]
	}
	w := f.t.Word(j)
	prev := bare(f.t.Word(j - 1))
	switch {
	case w == "of" || w == "for" || w == "on":
		if !bodyHeads[prev] && !titleHeads[prev] && !placeHeads[prev] && prev != "republic" && prev != "states" && prev != "kingdom" {
			return j
		}
		if follows(j + 1) {
			return j + 1
		}
		if j+2 < len(f.t.Tokens) && f.t.Word(j+1) == "the" && follows(j+2) {
			return j + 2
		}
	case w == "&":
		if follows(j + 1) {
			return j + 1
		}
	case w == "and":
		if f.hasOf(i, j) && follows(j+1) && f.ministry(i) {
			return j + 1
		}
	case particles[w]:
		k := j + 1
		if k < len(f.t.Tokens) && particles[f.t.Word(k)] {
			k++
		}
		if follows(k) {
			return k
		}
	}
	return j
}

func (f *finder) hasOf(i, j int) bool {
	for ; i < j; i++ {
		if f.t.Word(i) == "of" {
			return true
		}
	}
	return false
}

func (f *finder) ministry(i int) bool {
	switch bare(f.t.Word(i)) {
	case "department", "ministry", "committee", "office", "institute", "secretary", "minister":
		return true
	}
	return false
}

// addRun takes the title off a run of capitalised tokens and keeps the rest as a name.
func (f *finder) addRun(i, end int) {
	for i < end && f.sentenceFirst(i) && common[bare(f.t.Word(i))] && bare(f.t.Word(i)) != "new" {
		i++
	}
	if i >= end {
		return
	}
	n := &name{first: i, end: end, title: i}
	f.splitTitle(n)
	if n.first == n.end {
		return
	}
	f.classify(n)
	f.setKey(n)
	if n.key == "" || n.end-n.first == 1 && (lookupCountry(f.text(n)).form == demonym || capitalAdjectives[bare(f.text(n))]) {
		return
	}
	if n.title > 0 && n.title == n.first && f.sameSentence(n.title-1, n.first) {
		switch f.t.Word(n.title - 1) {
		case "the":
			n.the = true
		case "The":
			n.the = true
			if !f.sentenceFirst(n.title-1) && n.kind != corpus.Place {
				n.first--
				n.title--
			}
		}
	}
	f.names = append(f.names, n)
}

func (f *finder) text(n *name) string {
	return f.t.Raw[f.t.Tokens[n.first].Start:f.t.Tokens[n.end-1].End]
}

func (f *finder) setKey(n *name) {
	n.key = Fold(f.text(n))
	n.parts = strings.Fields(n.key)
}

// leading words stand before a name and tell something of its bearer without being a title.
var leading = words(`former fellow democrat republican libertarian conservative liberal then ex independent socialist billionaire actor actress singer comedian rapper`)

// splitInner cuts what stands before a title in the middle of a run off as a name of its own: "Acme CEO Ann Berg".
func (f *finder) splitInner(n *name) {
	if titleHeads[bare(f.t.Word(n.first))] || titleWords[bare(f.t.Word(n.first))] || lookupCountry(f.t.Word(n.first)).form != noCountry || bodyHeads[bare(f.t.Word(n.end-1))] {
		return
	}
	for k := n.first + 1; k+1 < n.end; k++ {
		if !innerTitles[bare(f.t.Word(k))] || f.t.Word(k+1) == "of" {
			continue
		}
		cut := k
		for cut > n.first && titleWords[bare(f.t.Word(cut-1))] {
			cut--
		}
		if cut > n.first {
			f.addRun(n.first, cut)
		}
		n.first, n.title = cut, cut
		return
	}
}

// innerTitles are plain enough to be titles in the middle of a run of capitals.
var innerTitles = words(`sen rep gov ceo cfo coo president chairman chairwoman spokesman spokeswoman secretary minister senator governor congressman congresswoman
	candidate nominee director chief mayor ambassador correspondent reporter editor leader professor analyst adviser strategist`)

// splitTitle moves n.first past the title in front of the name: "Russian President", "Sen.".
func (f *finder) splitTitle(n *name) {
	f.splitInner(n)
	for n.end-n.first > 1 && leading[bare(f.t.Word(n.first))] && !bodyHeads[bare(f.t.Word(n.end-1))] {
		n.first++
	}
	k, headed := n.first, false
	for k < n.end {
		b := bare(f.t.Word(k))
		if k+2 < n.end && !headed {
			// "United States President", "South Korean President", "White House Press Secretary"
			if e := lookupCountry(f.t.Word(k) + " " + f.t.Word(k+1)); e.form != noCountry {
				k += 2
				continue
			}
		}
		switch {
		case titleHeads[b]:
			headed = true
		case titleWords[b], !headed && k+1 < n.end && lookupCountry(f.t.Word(k)).form != noCountry && titleWords[bare(f.t.Word(k+1))],
			lookupCountry(f.t.Word(k)).form == demonym:
		case headed && (b == "of" || b == "for") && k+1 < n.end:
			k++
		default:
			goto done
		}
		k++
	}
done:
	if !headed {
		return
	}
	last := bare(f.t.Word(n.end - 1))
	if bodyHeads[last] && !personTitle[bare(f.t.Word(k-1))] {
		return
	}
	for p := n.first; p < k; p++ {
		if b := bare(f.t.Word(p)); maleTitles[b] {
			n.gender = male
		} else if femaleTitles[b] {
			n.gender = female
		}
	}
	n.first, n.kind = k, corpus.Person
}

var personTitle = words(`mr mrs ms dr president sen senator rep gov governor minister secretary chancellor`)

// classify guesses from the words of a name alone what it names.
func (f *finder) classify(n *name) {
	if n.kind == corpus.Person {
		f.given(n)
		return
	}
	text := f.text(n)
	last, first := bare(f.t.Word(n.end-1)), bare(f.t.Word(n.first))
	switch {
	case seats[text]:
		n.kind = corpus.Body
	case lookupCountry(text).form != noCountry:
		n.kind = corpus.Place
	case regions[text]:
		n.kind = corpus.Place
	case n.end-n.first > 1 && (maleNames[first] || femaleNames[first]) && !bodyHeads[last]:
		n.kind = corpus.Person
		f.given(n)
	case f.hasBodyHead(n):
		n.kind = corpus.Body
	case n.end-n.first == 1 && f.turn(n.first):
	case n.end-n.first == 1 && len(text) > 1 && strings.ToUpper(text) == text:
		n.kind = corpus.Body
	case n.end-n.first > 1 && placeHeads[last]:
		n.kind = corpus.Place
	}
}

func (f *finder) hasBodyHead(n *name) bool {
	if n.end-n.first < 2 {
		return false
	}
	for k := n.first; k < n.end; k++ {
		if bodyHeads[bare(f.t.Word(k))] && (k == n.end-1 || f.t.Word(k+1) == "of" || f.t.Word(k+1) == "for") {
			return true
		}
	}
	return false
}

func (f *finder) given(n *name) {
	if n.gender != either || n.end-n.first < 2 {
		return
	}
	b := bare(f.t.Word(n.first))
	switch {
	case maleNames[b] && !femaleNames[b]:
		n.gender = male
	case femaleNames[b] && !maleNames[b]:
		n.gender = female
	}
}
