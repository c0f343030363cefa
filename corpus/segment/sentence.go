package segment

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.org/briefbot/corpus"
)

// abbreviations end in a full stop without ending a sentence when a name, a number or a small letter follows.
var abbreviations = set(`mr mrs ms dr prof sen rep gov gen col lt sgt capt cmdr adm maj hon rev fr st sr jr
	pres sec amb atty dep supt det no nos vs etc inc ltd co corp bros mt ft ave blvd rd dept est univ assn
	jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
	ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
	approx fig vol pp ed eds`)

// final are abbreviations that may well end a sentence: after them a capital letter starts a new one
// unless it is plainly a name.
var final = set(`jr sr inc ltd co corp etc bros dept assn a.m p.m u.s u.k u.n e.u d.c`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// Abbreviation reports whether word, without its last full stop, is written with one: "Mr", "U.S", a single initial.
func Abbreviation(word string) bool {
	if singleLetters(word) {
		r, size := utf8.DecodeRuneInString(word)
		return size < len(word) || unicode.IsUpper(r) && r != 'I'
	}
	r, _ := utf8.DecodeRuneInString(word)
	lower := strings.ToLower(word)
	// "no", "sun", "ill" … are words unless written as the abbreviation is, with a capital.
	return abbreviations[lower] && (unicode.IsUpper(r) || lower == "vs" || lower == "etc" || lower == "approx")
}

// sentences cuts the tokens of one paragraph. A sentence ends after . ? ! … and what closes with it, when something
// that can begin a sentence follows. A mark inside a quotation that goes on within the same
// reporting sentence ("Why?" he asked.) does not end it.
func sentences(text string, tokens []Token, quotes []Quote) []corpus.Span {
	var out []corpus.Span
	start := 0
	for i := 0; i < len(tokens); i++ {
		if !terminal(text, tokens, i) {
			continue
		}
		end := i
		for end+1 < len(tokens) && closes(text, tokens, quotes, end+1) {
			end++
		}
		if end+1 < len(tokens) && !begins(text, tokens, quotes, i, end) {
			continue
		}
		out = append(out, corpus.Span{Start: tokens[start].Start, End: tokens[end].End})
		start, i = end+1, end
	}
	if start < len(tokens) {
		out = append(out, corpus.Span{Start: tokens[start].Start, End: tokens[len(tokens)-1].End})
	}
	return out
}

func terminal(text string, tokens []Token, i int) bool {
	w := text[tokens[i].Start:tokens[i].End]
	switch w {
	case ".", "?", "!", "...", "…", "。", "！", "？", "؟":
		return true
	}
	return strings.HasSuffix(w, ".") && final[strings.ToLower(strings.TrimSuffix(w, "."))]
}

func closes(text string, tokens []Token, quotes []Quote, i int) bool {
	w := text[tokens[i].Start:tokens[i].End]
	switch w {
	case ".", "?", "!", "...", "…", ")", "]":
		return true
	}
	if closesQuote(quotes, tokens[i]) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w)
	return (r == '’' || r == '\'') && tokens[i].Start == tokens[i-1].End && i+1 < len(tokens) && isMark(text, tokens[i+1])
}

func isMark(text string, t Token) bool {
	r, _ := utf8.DecodeRuneInString(text[t.Start:])
	return isQuoteRune(r)
}

// begins reports whether a new sentence can begin after tokens[end], where tokens[mark] is the terminal.
func begins(text string, tokens []Token, quotes []Quote, mark, end int) bool {
	next := tokens[end+1]
	if next.Start == tokens[end].End && end == mark {
		// "example.com", "No.4": no space, no new sentence, unless a quotation opens.
		r, _ := utf8.DecodeRuneInString(text[next.Start:])
		return r >= utf8.RuneSelf && !unicode.IsPunct(r) && !unicode.IsLower(r)
	}
	k := end + 1
	for k < len(tokens) && isOpening(text, tokens[k]) {
		k++
	}
	if k == len(tokens) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[tokens[k].Start:])
	if unicode.IsLower(r) {
		return false
	}
	if k == end+1 && end == mark && ordinalDay(text, tokens, mark) {
		return false
	}
	w := text[tokens[mark].Start:tokens[mark].End]
	if len(w) > 1 && strings.HasSuffix(w, ".") && w != "..." {
		// After an abbreviation such as U.S. only a plain sentence opener begins a sentence.
		return k > end+1 || openers[strings.ToLower(text[tokens[k].Start:tokens[k].End])]
	}
	if end > mark && k == end+1 && closesQuote(quotes, tokens[end]) && w != "." {
		// “Why?” Smith said. The report belongs to the question before it.
		return !reportFollows(text, tokens, k)
	}
	return true
}

// ordinalDay reports whether the full stop at tokens[mark] makes an ordinal of the day before a month, as German and its neighbours write it: "am
// 3. März".
func ordinalDay(text string, tokens []Token, mark int) bool {
	if mark < 2 || tokens[mark-1].End != tokens[mark].Start || tokens[mark-1].End-tokens[mark-1].Start > 2 {
		return false
	}
	for _, c := range []byte(text[tokens[mark-1].Start:tokens[mark-1].End]) {
		if c < '0' || c > '9' {
			return false
		}
	}
	month := strings.ToLower(text[tokens[mark+1].Start:tokens[mark+1].End])
	return ordinalMonths[month] || sharedMonths[month] && beforeDay[strings.ToLower(text[tokens[mark-2].Start:tokens[mark-2].End])]
}

var (
	ordinalMonths = set(`januar jänner februar märz mai juni juli oktober dezember januari februari marts maj oktober desember ledna února března dubna
	května června července srpna září října listopadu prosince`)
	sharedMonths = set(`april august september november`) // English has them too
	beforeDay    = set(`am vom bis zum der den dem im ab seit ende den i`)
)

var openers = set(`the a an this that these those he she it they we i you his her its their our in on at but and as if when while after before
	since for from with by to what who how why where there here then now not no so yet or both some many most all each mr mrs ms dr`)

var saying = set(`said says say asked asks told tells wrote writes added adds replied shouted cried exclaimed demanded tweeted`)

// reportFollows reports whether a speech verb stands within a short name of token k: "Smith said".
func reportFollows(text string, tokens []Token, k int) bool {
	for j := k; j < len(tokens) && j < k+4; j++ {
		w := text[tokens[j].Start:tokens[j].End]
		if saying[strings.ToLower(w)] {
			return true
		}
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return false
}

func closesQuote(quotes []Quote, t Token) bool {
	k := sort.Search(len(quotes), func(k int) bool { return quotes[k].End >= t.End })
	return k < len(quotes) && quotes[k].Close == t.Span
}

func isOpening(text string, t Token) bool {
	r, _ := utf8.DecodeRuneInString(text[t.Start:])
	return isQuoteRune(r) || r == '(' || r == '[' || r == '—' || r == '–' || r == '-' || r == '•' || r == '*' || r == '\'' || r == '‘'
}
