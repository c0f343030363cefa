package demand

import (
	_ "embed"
	"strings"
)

//go:embed words.txt
var wordData string

//go:embed verbs.txt
var verbData string

// classes holds the word classes of words.txt by name.
var classes = loadClasses(wordData)

// verbs maps each form of each verb of verbs.txt to its reading.
var verbs = loadVerbs(verbData)

// form is an inflection of a verb.
type form uint8

const (
	noForm form = iota
	base        // go; also the present without -s
	third       // goes
	past        // went
	part        // gone; regular verbs: asked is past and part
	ing         // going
)

// reading is what a word is when it is a verb.
type reading struct {
	lemma string
	form  form
	noun  bool // the form is as often a noun or an adjective
	both  bool // past and participle look the same
	same  bool // base and participle look the same: put
}

func fields(data string) []string {
	var out []string
	for line := range strings.Lines(data) {
		if !strings.HasPrefix(line, "#") {
			out = append(out, strings.Fields(line)...)
		}
	}
	return out
}

func loadClasses(data string) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	var class map[string]bool
	words := fields(data)
	for i := 0; i < len(words); i++ {
		if words[i] == "=" {
			i++
			class = map[string]bool{}
			out[words[i]] = class
			continue
		}
		class[words[i]] = true
	}
	return out
}

func loadVerbs(data string) map[string]reading {
	out := map[string]reading{}
	add := func(word string, r reading) {
		if old, ok := out[word]; ok && (old.form == base || r.form != base) {
			return
		}
		out[word] = r
	}
	for _, entry := range fields(data) {
		parts := strings.Split(entry, "/")
		lemma, noun := strings.CutSuffix(parts[0], "*")
		add(lemma, reading{lemma: lemma, form: base, noun: noun})
		add(thirdOf(lemma), reading{lemma: lemma, form: third, noun: noun})
		add(ingOf(lemma), reading{lemma: lemma, form: ing})
		if len(parts) == 3 {
			add(parts[1], reading{lemma: lemma, form: past, both: parts[1] == parts[2]})
			add(parts[2], reading{lemma: lemma, form: part})
			if parts[2] == lemma {
				r := out[lemma]
				r.same = true
				out[lemma] = r
			}
			continue
		}
		for _, w := range pastOf(lemma) {
			add(w, reading{lemma: lemma, form: past, both: true})
		}
		if strings.HasSuffix(lemma, "el") || strings.HasSuffix(lemma, "al") && lemma != "heal" && lemma != "deal" || lemma == "fuel" || lemma == "dial" { // signalled
			add(lemma+"led", reading{lemma: lemma, form: past, both: true})
			add(lemma+"ling", reading{lemma: lemma, form: ing})
		}
	}
	return out
}

const vowels = "aeiou"

func thirdOf(v string) string {
	switch {
	case strings.HasSuffix(v, "s"), strings.HasSuffix(v, "x"), strings.HasSuffix(v, "z"), strings.HasSuffix(v, "ch"), strings.HasSuffix(v, "sh"), v == "go", v == "do", v == "veto", v == "torpedo", v == "undergo":
		return v + "es"
	case consonantY(v):
		return v[:len(v)-1] + "ies"
	}
	return v + "s"
}

func consonantY(v string) bool {
	return len(v) > 1 && v[len(v)-1] == 'y' && !strings.ContainsRune(vowels, rune(v[len(v)-2]))
}

func ingOf(v string) string {
	switch {
	case strings.HasSuffix(v, "ie"):
		return v[:len(v)-2] + "ying"
	case v == "be" || strings.HasSuffix(v, "ee") || strings.HasSuffix(v, "oe") || strings.HasSuffix(v, "ye"):
		return v + "ing"
	case strings.HasSuffix(v, "e"):
		return v[:len(v)-1] + "ing"
	case doubles(v):
		return v + v[len(v)-1:] + "ing"
	}
	return v + "ing"
}

func pastOf(v string) []string {
	switch {
	case strings.HasSuffix(v, "e"):
		return []string{v + "d"}
	case consonantY(v):
		return []string{v[:len(v)-1] + "ied"}
	case doubles(v):
		return []string{v + v[len(v)-1:] + "ed", v + "ed"}
	case strings.HasSuffix(v, "c"):
		return []string{v + "ked"}
	}
	return []string{v + "ed"}
}

// doubling are longer verbs that double their last letter; short ones do by rule.
var doubling = set(`admit permit commit submit omit refer defer confer prefer infer transfer occur incur compel expel propel dispel repel rebut regret
	control patrol equip kidnap forget begin forbid defy abet allot upset cancel rebel program concur deter acquit outwit`)

func doubles(v string) bool {
	n := len(v)
	if n < 3 || doubling[v] {
		return doubling[v]
	}
	if strings.ContainsRune("aeiouwxyh", rune(v[n-1])) || !strings.ContainsRune(vowels, rune(v[n-2])) || strings.ContainsRune(vowels, rune(v[n-3])) {
		return false
	}
	for i := range n - 2 {
		if strings.ContainsRune(vowels, rune(v[i])) {
			return false
		}
	}
	return true
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// singular strips the plural of a noun, roughly; it serves look-ups only.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "men") && len(w) > 4:
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// inClass reports whether the noun w, singular or plural, or the last part of a compound, is of class.
func inClass(class, w string) bool {
	c := classes[class]
	if c[w] || c[singular(w)] {
		return true
	}
	if i := strings.LastIndexByte(w, '-'); i > 0 {
		return c[w[i+1:]] || c[singular(w[i+1:])]
	}
	return false
}
