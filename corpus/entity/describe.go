package entity

import (
	"strings"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// node is a noun phrase of the discourse: a name, a description or a pronoun.
type node struct {
	first, end int // tokens; of a description with its article, without what follows its head
	title      int // of a name: where its title begins
	form       string
	being      *being

	// of descriptions
	noun     noun
	lemma    string
	kind     string // what stands before the noun and makes another office of it: "vice", "prime", "foreign"
	definite bool
	fresh    bool // with an indefinite article: "another EU official"
	bareNP   bool // without article
	owner    *node
	possess  int // token of a possessive pronoun, or -1
	country  string
	mods     map[string]bool

	subject, quoted, genitive bool
}

// findDescriptions collects noun phrases whose head is a noun of people or bodies, in text order.
func (f *finder) findDescriptions() {
	starts := f.nameStarts()
	for i := range f.t.Tokens {
		n, ok := nounOf(f.t.Word(i))
		if !ok || f.inName[i] || f.titled[f.t.Tokens[i].Sentence] || !f.heads(i, n) {
			continue
		}
		if d := f.describe(i, n, starts); d != nil {
			f.nodes = append(f.nodes, d)
		}
	}
}

// nameStarts maps the token after each name (its genitive, usually) to the name's node.
func (f *finder) nameStarts() map[int]*node {
	m := map[int]*node{}
	for _, n := range f.nodes {
		if n.form == formName {
			m[n.end] = n
		}
	}
	return m
}

// heads reports whether the noun at i ends its noun phrase: no further noun follows.
func (f *finder) heads(i int, n noun) bool {
	w := f.t.Word(i)
	if capitalised(w) && !f.sentenceFirst(i) && w == strings.ToUpper(w) && len(w) > 1 {
		return false
	}
	k := i + 1
	if k >= len(f.t.Tokens) || f.t.Tokens[k].Sentence != f.t.Tokens[i].Sentence {
		return true
	}
	next := f.t.Word(k)
	if beforeGeneral[bare(w)] && bare(next) == "general" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	if r < 'a' || r > 'z' {
		return !capitalised(w) || !capitalised(next) || !adjectiveNouns[n.lemma] || f.nameAt[k]
	}
	if m, ok := nouns[next]; ok && f.t.Tokens[k].Start == f.t.Tokens[i].End+1 {
		// "campaign manager"; but "officials state", "critics head"
		return n.number == plural && m.number != plural
	}
	if n.number == plural {
		return true
	}
	if adjectiveNouns[bare(w)] && !verbLike(next) && !closed[next] && !strings.HasSuffix(next, "ly") {
		return false
	}
	return !nounLike(next)
}

var beforeGeneral = words(`attorney surgeon secretary solicitor director inspector consul governor comptroller`)

var closed = words(`to of in on at by for from with about and or but as that which who whom whose when where while if because since until after before than through during under over
	not n't also now then there here already still never ever always often only just even too well away back out up down off so yet both either neither
	'd 'll 've 're 's against between among within without into onto toward towards upon amid despite including like near behind beyond across`)

// nounLike reports whether w looks like a noun that a noun before it would modify.
func nounLike(w string) bool {
	for _, s := range []string{"tion", "sion", "ment", "ness", "ship", "ity", "ism", "ance", "ence", "ure"} {
		if strings.HasSuffix(w, s) && len(w) > len(s)+2 {
			return true
		}
	}
	switch w {
	case "visit", "office", "role", "race", "bid", "rally", "speech", "debate", "policy", "plan", "talks", "spending", "email", "emails", "server", "event", "events", "trail", "stop", "stops",
		"contributions", "finance", "funds", "money", "program", "programs", "system", "line", "bus", "building", "headquarters", "data", "records", "report", "reports", "ties", "support", "status", "shutdown":
		return true
	}
	return false
}

var verbs = words(`is are was were be been has have had do does did will would can could may might must shall should says said say told tells tell asked asks wants want wanted
	went goes go came comes come made makes make took takes take gave gives give got gets get saw sees see knew knows know thought thinks think found finds find held holds
	kept keeps left leaves met meets paid pays ran runs run put puts set sets spoke speaks stood stands won wins lost loses wrote writes began begins broke brings brought
	bought built cut drew fell felt fought grew heard hit led let meant read rose sent sold sought seeks spent struck taught understood urges hopes believes expects argues claims insists
	denies rejects refuses agrees offers demands warns threatens vows promises calls plans needs faces shows seems appears remains continues suggests reports announces declares confirms
	notes adds explains describes accuses blames supports opposes backs accepts declines fears worries considers decides intends tries
	wept slept swore shook chose drove fled flew forgot hid knelt overcame sang slid swept swung threw tore woke withdrew wore became ate drank dealt
	laughs nods shrugs smiles weeps sighs`)

func verbLike(w string) bool { return verbs[w] || strings.HasSuffix(w, "ed") && len(w) > 4 }

// describe builds the description whose head is the noun at i, nil when it is none.
func (f *finder) describe(i int, n noun, nameEnds map[int]*node) *node {
	if w := bare(f.t.Word(i)); w == "general" && i > 0 && f.sameSentence(i-1, i) && beforeGeneral[bare(f.t.Word(i-1))] {
		n.office = true
	}
	d := &node{first: i, end: i + 1, form: formRole, noun: n, lemma: lemma(f.t.Word(i)), possess: -1, mods: map[string]bool{}}
	start, found := f.leftEdge(i, d, nameEnds)
	if !found {
		for start = i; start > 0 && f.sameSentence(start-1, i) && adjectival(f.t.Word(start-1)) && !f.endsName(start-1); start-- {
		}
		d.bareNP = true
	}
	if d.owner == nil && start > 1 && f.t.Lower(start-1) == "and" && f.sameSentence(start-2, i) && lookupCountry(f.t.Word(start-2)).form == demonym {
		start -= 2 // "Norwegian and other officials"
	}
	d.first = start
	if i > start && d.lemma == "general" && beforeGeneral[bare(f.t.Word(i-1))] {
		d.lemma = bare(f.t.Word(i-1)) + " general"
	}
	for k := start; k < i; k++ {
		w := bare(f.t.Word(k))
		d.mods[w] = true
		if officeWords[w] {
			d.kind = strings.TrimSpace(d.kind + " " + w)
		}
		if d.country == "" && d.owner == nil {
			if e := lookupCountry(f.t.Word(k)); e.form != noCountry {
				d.country = e.name
			}
		}
	}
	if k := i + 1; k+1 < len(f.t.Tokens) && d.lemma == "secretary" && f.t.Word(k) == "of" {
		d.kind = strings.TrimSpace(d.kind + " of " + bare(f.t.Word(k+1)))
	}
	if d.country == "" && i+2 < len(f.t.Tokens) && f.t.Word(i+1) == "of" {
		d.country = f.countryAt(i + 2)
	}
	if d.country == "" && d.bareNP && start == i && n.number == plural && governs[d.lemma] {
		d.country = f.conceding(i)
	}
	return d
}

// governs are those who speak for a government when nothing is said of whom they are.
var governs = words(`official diplomat negotiator leader minister authority aide`)

// conceding returns the country whose government is the subject of a clause that concedes something before token i: "While
// Oslo has agreed, officials insist …" speaks of Norwegian officials.
func (f *finder) conceding(i int) string {
	first := i
	for first > 0 && f.sameSentence(first-1, i) {
		first--
	}
	switch bare(f.t.Word(first)) {
	case "while", "although", "though":
		return Country(f.t.Word(first + 1))
	}
	return ""
}

// countryAt returns the country named at token k, an article skipped.
func (f *finder) countryAt(k int) string {
	if k < len(f.t.Tokens) && f.t.Word(k) == "the" {
		k++
	}
	if k >= len(f.t.Tokens) {
		return ""
	}
	end := k
	for end < min(k+3, len(f.t.Tokens)) && capitalised(f.t.Word(end)) {
		end++
	}
	for ; end > k; end-- {
		if e := lookupCountry(f.t.Raw[f.t.Tokens[k].Start:f.t.Tokens[end-1].End]); e.form == countryName {
			return e.name
		}
	}
	return ""
}

// officeWords make another office of the noun they stand before.
var officeWords = words(`vice prime foreign deputy former ex assistant press defense defence interior finance acting attorney majority minority campaign national security state
	treasury justice energy trade health education labor labour chief`)

func (f *finder) sameSentence(i, j int) bool { return f.t.Tokens[i].Sentence == f.t.Tokens[j].Sentence }

func (f *finder) endsName(i int) bool {
	return f.inName[i] && (i+1 == len(f.t.Tokens) || !f.inName[i+1])
}

// leftEdge looks for the article, numeral, possessive or genitive that opens the noun phrase with head i.
func (f *finder) leftEdge(i int, d *node, nameEnds map[int]*node) (start int, found bool) {
	for k := i - 1; k >= max(0, i-6) && f.sameSentence(k, i); k-- {
		w := f.t.Lower(k)
		if w == "'s" || w == "'" || w == "’" {
			if n := nameEnds[k]; n != nil {
				d.owner, d.definite = n, true
				return n.title, true
			}
			if at := f.commonOwner(k); at < k {
				d.definite = true
				return at, true
			}
			return i, false
		}
		switch {
		case definites[w]:
			d.definite = true
			return k, true
		case possessives[w]:
			d.definite, d.possess = true, k
			return k, true
		case indefinites[w]:
			if k > 0 && f.sameSentence(k-1, i) && (definites[f.t.Lower(k-1)] || possessives[f.t.Lower(k-1)]) {
				d.mods[w] = true
				continue
			}
			return k, true
		case stopsLeft[w] || !wordy(w) || k < i-1 && verbs[w]:
			return i, false
		}
		if n := nameEnds[k+1]; n != nil && f.t.Tokens[k+1].Start == f.t.Tokens[k].End+1 {
			// "the Smith campaign", "Smith aides": the name modifies, unless a title stands before a name elsewhere
			d.owner = n
			k = min(k, n.first)
			if at := f.determiner(k, i); at < k {
				d.fresh = indefinites[f.t.Lower(at)]
				return at, true
			}
			if k == 0 || !f.sameSentence(k-1, i) || !definites[f.t.Lower(k-1)] {
				return k, true
			}
		}
	}
	return i, false
}

// commonOwner returns where the noun phrase with a genitive at token k begins that is no name: "the union's general secretary". It is k if none is plain.
func (f *finder) commonOwner(k int) int {
	for at := k - 1; at >= max(0, k-4) && f.sameSentence(at, k); at-- {
		w := f.t.Lower(at)
		switch {
		case w == "the":
			return at
		case f.inName[at] || stopsLeft[w] || !wordy(w) || capitalised(f.t.Word(at)):
			return k
		}
	}
	return k
}

// determiner returns the token of the indefinite article or numeral that stands before token k, adjectives between them allowed, k if there is
// none: "a senior EU official".
func (f *finder) determiner(k, i int) int {
	for at := k - 1; at >= max(0, k-4) && f.sameSentence(at, i); at-- {
		switch w := f.t.Lower(at); {
		case indefinites[w]:
			return at
		case !adjectival(f.t.Word(at)) || f.inName[at]:
			return k
		}
	}
	return k
}

func wordy(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= utf8.RuneSelf && r != '—' && r != '–' && r != '“' && r != '”'
}

func (f *finder) nodeSpan(n *node) corpus.Span {
	return corpus.Span{Start: f.t.Tokens[n.first].Start, End: f.t.Tokens[n.end-1].End}
}

func (f *finder) nodeText(n *node) string {
	s := f.nodeSpan(n)
	return f.t.Raw[s.Start:s.End]
}
