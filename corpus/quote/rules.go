package quote

import "strings"

// ruleReports finds reports by rule: quotations with the nearest reporting verb, and reporting verbs with the clause they take.
func ruleReports(v *view) []report {
	r := rules{view: v, used: make([]bool, len(v.low))}
	for s := 0; s+1 < len(v.first); s++ {
		r.sentence(v.first[s], v.first[s+1])
	}
	return r.out
}

type rules struct {
	*view
	used []bool // tokens of a content already told
	out  []report
}

func (r *rules) sentence(from, to int) {
	for i := to - 1; i > from; i-- {
		if !r.quoted[i] && !r.used[i] && reportingVerbs[r.low[i]]&clausal != 0 && r.verb(i, from) && r.trailing(i, from, to) {
			r.report(i, reportingVerbs[r.low[i]], from, to)
			break
		}
	}
	for i := from; i < to; i++ {
		if r.quoted[i] || r.used[i] {
			continue
		}
		if r.low[i] == "according" && i+1 < to && r.low[i+1] == "to" {
			r.according(i, from, to)
			continue
		}
		class := reportingVerbs[r.low[i]]
		if class == 0 || !r.verb(i, from) {
			continue
		}
		r.report(i, class, from, to)
	}
}

// trailing reports whether the verb at i, with its source, stands after a comma at the end of its sentence: "…, officials said."
func (r *rules) trailing(i, from, to int) bool {
	if src := r.nounLeft(r.cueStart(i, from), from); !src.empty() && src.from > from+2 && r.low[src.from-1] == "," && !r.quoted[src.from-2] {
		return r.ends(i+1, to) && (i+1 == to || r.low[i+1] != "that")
	}
	return false
}

// verb reports whether the word at i stands where a verb can: not after a determiner, a possessive or a preposition.
func (r *rules) verb(i, from int) bool {
	if i == from {
		return false
	}
	if nounForms[r.low[i]] {
		return false
	}
	p := r.low[i-1]
	if determiners[p] && p != "that" && p != "all" || possessives[p] || p == "'s" && r.low[i][len(r.low[i])-1] != 'd' {
		return false
	}
	if p == "to" && r.low[i][len(r.low[i])-1] == 's' || !r.word(i-1) && !r.quoted[i-1] && p != "," {
		return false
	}
	if nounToo[r.low[i]] {
		return p == "to" || p == "who" || pronouns[p] || auxiliaries[p] || len(p) > 3 && p[len(p)-1] == 's' && !strings.HasSuffix(p, "ous")
	}
	return !preposition[p] || p == "to"
}

// cueStart returns where the verb group that ends with the verb at i begins: auxiliaries and adverbs belong to it.
func (r *rules) cueStart(i, from int) int {
	j := i
	for j > from && !r.quoted[j-1] {
		w := r.low[j-1]
		if !auxiliaries[w] && w != "n't" && w != "not" && w != "also" && w != "to" && !adverb(w) {
			break
		}
		j--
	}
	for j < i && adverb(r.low[j]) && j > from && !r.word(j-1) {
		j++
	}
	return j
}

func adverb(w string) bool {
	return len(w) > 4 && w[len(w)-2:] == "ly" || frequency[w]
}

func (r *rules) according(i, from, to int) {
	src := r.nounRight(i+2, to)
	if src.empty() {
		return
	}
	var content run
	if i == from {
		k := src.to
		for k < to && r.low[k] != "," && !r.quoted[k] {
			k++
		}
		content = r.trim(run{k, to})
	} else {
		content = r.trim(run{from, i})
	}
	r.add(report{source: []run{src}, cue: []run{{i, i + 2}}, content: []run{content}})
}

// report handles the reporting verb at i of the sentence [from,to).
func (r *rules) report(i int, class verbClass, from, to int) {
	start := r.cueStart(i, from)
	cue := run{start, i + 1}
	src := r.nounLeft(start, from)
	var after int
	inverted := false
	if start > from && (r.quoted[start-1] || r.low[start-1] == ",") && r.quotedBefore(start, from) || src.empty() {
		if inv := r.nounRight(i+1, to); !inv.empty() && start == i && r.quotedOrComma(start, from) {
			src, inverted = inv, true
		}
	}
	if w := r.low[i]; strings.HasSuffix(w, "ing") && (start == from || r.low[start-1] == ",") && !inverted {
		src = r.subject(from) // ", adding that …": the sentence's first speaker goes on
	}
	after = i + 1
	if inverted {
		after = src.to
	}
	left := cue.from
	if !inverted && !src.empty() && src.to == start {
		left = src.from
	}
	var content []run
	if q := r.quoteBefore(left, from); !q.empty() {
		content = append(content, q)
		content = append(content, r.quotesAfter(after, to)...)
	} else if left > from && r.low[left-1] == "," && class&clausal != 0 && r.ends(after, to) {
		content = append(content, r.trim(run{from, left}))
	} else {
		content = append(content, r.clauseRight(after, to, class))
	}
	r.add(report{source: []run{src}, cue: []run{cue}, content: content})
}

func (r *rules) quotedBefore(i, from int) bool {
	return i > from && (r.quoted[i-1] || i > from+1 && r.quoted[i-2])
}

func (r *rules) quotedOrComma(i, from int) bool {
	return i == from || r.quoted[i-1] || r.low[i-1] == ","
}

// quoteBefore returns the quotation that ends right before i, with all its sentences in the paragraph.
func (r *rules) quoteBefore(i, from int) run {
	if i == 0 || !r.quotedBefore(i, max(0, from-1)) {
		return run{}
	}
	j := i - 1
	if !r.quoted[j] {
		j--
	}
	k := j
	p := r.Tokens[j].Paragraph
	for k > 0 && r.quoted[k-1] && r.Tokens[k-1].Paragraph == p {
		k--
	}
	if j+1-k < 4 && k > from && r.word(k-1) {
		return run{} // a quoted word within a clause
	}
	return run{k, j + 1}
}

// quotesAfter returns the quotations after i that go on from one that the same cue reports.
func (r *rules) quotesAfter(i, to int) []run {
	for k := i; k < len(r.low) && r.Tokens[k].Paragraph == r.Tokens[i-1].Paragraph; k++ {
		if !r.quoted[k] {
			if k >= to && r.word(k) || k < to && reportingVerbs[r.low[k]] != 0 {
				return nil
			}
			continue
		}
		j := k
		for j < len(r.low) && r.quoted[j] && r.Tokens[j].Paragraph == r.Tokens[k].Paragraph {
			j++
		}
		if j < len(r.low) && j < to && r.word(j) {
			return nil
		}
		return []run{{k, j}}
	}
	return nil
}

// ends reports whether nothing but a place, a time or a short adjunct stands between i and the end of the sentence.
func (r *rules) ends(i, to int) bool {
	n := 0
	for k := i; k < to && r.low[k] != "," && r.low[k] != ";"; k++ {
		if breakers[r.low[k]] && r.low[k] != "and" {
			return false
		}
		n++
	}
	return n <= 6
}

// clauseRight returns what the cue before i takes: a clause, a quotation or a noun phrase.
func (r *rules) clauseRight(i, to int, class verbClass) run {
	k := i
	if class&clausal != 0 {
		// "told reporters on Friday that …", "said Monday that …"
		addressed := addressing[r.low[i-1]]
		for n := 0; k+n < to && n < 12; n++ {
			w := r.low[k+n]
			if w == "that" || w == ":" || r.quoted[k+n] && (n == 0 || !r.word(k+n-1)) || addressed && n > 0 && (w == "to" || w == "how" || w == "whether" || w == "why" || w == "if" || w == "about") {
				if w == ":" {
					n++
				}
				k += n
				break
			}
			if breakers[w] || auxiliaries[w] && !r.clitic(k+n) || pronouns[w] && !(addressed && n == 0) || reportingVerbs[w] != 0 {
				if addressed && n > 1 && pronouns[w] {
					k += n
				}
				break
			}
		}
	}
	end := to
	depth := 0
	for j := k; j < to; j++ {
		switch w := r.low[j]; {
		case r.quoted[j]:
		case w == "(":
			depth++
		case w == ")":
			depth--
		case w == ";" && j > k:
			end = j
		case w == "," && j+1 < to && reportingVerbs[r.low[j+1]]&speech != 0 && len(r.low[j+1]) > 4 && r.low[j+1][len(r.low[j+1])-3:] == "ing":
			end = j
		}
		if end < to {
			break
		}
	}
	c := r.trim(run{k, end})
	if class&clausal != 0 && class&nominal == 0 && c.to-c.from < 2 {
		return run{}
	}
	return c
}

// trim takes marks from both ends of c, but never a quotation mark.
func (r *rules) trim(c run) run {
	for c.from < c.to && !r.word(c.from) && !r.quoted[c.from] && r.low[c.from] != "$" {
		c.from++
	}
	for c.from < c.to && !r.word(c.to-1) && !r.quoted[c.to-1] && r.low[c.to-1] != ")" && r.low[c.to-1] != "%" {
		c.to--
	}
	return c
}

func (r *rules) add(x report) {
	if len(x.content) == 0 || x.content[0].empty() {
		return
	}
	if x.source[0].empty() {
		x.source = nil
	}
	for _, c := range x.content {
		for i := c.from; i < c.to; i++ {
			if r.used[i] {
				return
			}
		}
	}
	for _, c := range x.content {
		for i := c.from; i < c.to; i++ {
			r.used[i] = true
		}
	}
	x.confidence = 0.5
	r.out = append(r.out, x)
}

// nounLeft returns the noun phrase that ends right before i.
func (r *rules) nounLeft(i, from int) run {
	end := i
	if end > from && r.low[end-1] == "," {
		// an apposition between commas: "Name, the mayor, said"
		for k := end - 2; k > from && end-k < 25; k-- {
			if r.quoted[k] || reportingVerbs[r.low[k]] != 0 {
				break
			}
			if r.low[k] == "," && k-1 >= from && r.word(k-1) && r.capital(k-1) {
				head := r.nounLeft(k, from)
				if !head.empty() {
					return run{head.from, end - 1}
				}
			}
		}
		return run{}
	}
	k := end
	for k > from {
		w := r.low[k-1]
		if r.quoted[k-1] {
			break
		}
		if pronouns[w] {
			if k == end {
				k--
			}
			break
		}
		if w == ")" && k == end {
			if open := r.bracket(k-1, from); open > from {
				k = open
				continue
			}
		}
		if breakers[w] && !(w == "and" && k-2 >= from && r.capital(k-2) && r.capital(k)) || !r.word(k-1) && w != "&" && w != "-" && !r.clitic(k-1) {
			break
		}
		if auxiliaries[w] && !r.clitic(k-1) || reportingVerbs[w]&(clausal) != 0 && !r.capital(k-1) {
			break
		}
		if determiners[w] && w != "one" && w != "two" {
			k--
			// "the head of the party": the phrase may go on to the left
			if k-1 > from && (r.low[k-1] == "of" || r.low[k-1] == "for") {
				k--
				continue
			}
			break
		}
		if preposition[w] && w != "of" && w != "for" && w != "at" && w != "from" && w != "in" && w != "to" {
			break
		}
		k--
	}
	for k < end && (preposition[r.low[k]] || adverb(r.low[k])) {
		k++
	}
	return run{k, end}
}

// subject returns the source of the report found last in the sentence that begins at from.
func (r *rules) subject(from int) run {
	for k := len(r.out) - 1; k >= 0; k-- {
		if x := r.out[k]; len(x.source) > 0 && x.source[0].from >= from {
			return x.source[0]
		}
	}
	return run{}
}

// bracket returns where the bracket opens that closes at i, or from.
func (r *rules) bracket(i, from int) int {
	for k := i; k > from && i-k < 8; k-- {
		if r.low[k] == "(" {
			return k
		}
	}
	return from
}

// nounRight returns the noun phrase that begins at i.
func (r *rules) nounRight(i, to int) run {
	k := i
	for k < to {
		w := r.low[k]
		if r.quoted[k] || !r.word(k) && w != "&" && !r.clitic(k) || breakers[w] || auxiliaries[w] && !r.clitic(k) ||
			preposition[w] && w != "of" && w != "for" && w != "from" && w != "at" && w != "in" && w != "by" && w != "with" {
			break
		}
		if pronouns[w] {
			if k == i {
				return run{k, k + 1}
			}
			break
		}
		k++
	}
	for k > i && preposition[r.low[k-1]] {
		k--
	}
	return run{i, k}
}
