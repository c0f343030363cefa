package quote

import (
	"strings"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/entity"
)

// namer turns source words into speakers, and knows which outlet a document passes on.
type namer struct {
	*view
	doc     *corpus.Document
	set     *entity.Set
	outlets []outletAt
}

// outletAt is a place where the document says that an outlet reported something.
type outletAt struct {
	start int      // byte
	chain []string // the outlet and whom it cites
}

var (
	speechNouns = words(`statement speech interview call calls remarks comments comment tweet tweets letter announcement criticism
		reportedly allegedly question questions speaks spoke speaking talked talks talking referring refer refers refer referred point pointed points pointing
		posted publicly read reads demanded requested ordered called declined denied offered offering promises agreed claims claim apologized talk lied put`)
	singular      = words(`he she`)
	reportNouns   = words(`report reports article story newspaper paper account dispatch outlet magazine broadcaster`)
	relatives     = words(`who which that whom whose what`)
	outletWords   = words(`post times journal news tribune herald gazette telegraph guardian chronicle globe reuters afp ap bloomberg cnn bbc nbc abc cbs msnbc npr pbs politico axios magazine press television tv radio weekly observer newsweek economist spiegel monde jazeera xinhua tass interfax kyodo huffpost`)
	hearsay       = words(`reportedly allegedly`)
	anonymousTalk = []string{
		"anonym", "not authorized", "not authorised", "declined to be named", "asked not to be named", "declined to be identified",
		"asked not to be identified", "not be named", "unnamed", "without attribution", "on background",
	}
)

// speaker names the source: the entity at its head, else the words themselves when they describe somebody.
func (n *namer) speaker(source []run) (string, int) {
	for _, s := range source {
		if s.empty() {
			continue
		}
		if i := n.set.At(n.span(s)); i != corpus.None {
			return n.set.Name(i), i
		}
	}
	if len(source) > 0 && source[0].to-source[0].from == 1 && singular[n.low[source[0].from]] {
		if i := n.subjectBefore(source[0].from); i != corpus.None {
			return n.set.Name(i), i
		}
	}
	for _, s := range source {
		s = n.outer(s)
		if s.empty() || s.to-s.from == 1 && (pronouns[n.low[s.from]] || relatives[n.low[s.from]] || n.low[s.from] == "i" || possessives[n.low[s.from]]) {
			continue
		}
		if n.has(run{s.from, min(s.from+4, s.to)}, reportNouns) {
			if o := n.outletNear(n.Tokens[s.from].Start); o != nil {
				return o[0], corpus.None
			}
		}
		if determiners[n.low[s.from]] && s.to-s.from == 1 || possessives[n.low[s.from]] {
			continue
		}
		return n.doc.Cut(n.span(s)), corpus.None
	}
	return "", corpus.None
}

// innermost returns the pieces of a source after the outlet that cites them: "a report by the Gazette […] two officials".
func (n *namer) innermost(source []run) []run {
	if len(source) > 1 && n.outletIn(source[0]) != "" {
		return source[1:]
	}
	return source
}

// outer takes commas and other marks from the ends of r.
func (v *view) outer(r run) run {
	for r.from < r.to && !v.word(r.from) {
		r.from++
	}
	for r.from < r.to && !v.word(r.to-1) && v.low[r.to-1] != ")" {
		r.to--
	}
	return r
}

// anonymity marks a source that the text describes and does not name, and cites the sentence that introduces it.
func (n *namer) anonymity(a *corpus.Attribution, r report) {
	if len(r.source) == 0 || r.source[0].empty() {
		return
	}
	at := n.Tokens[r.source[0].from].Sentence
	if a.Entity == corpus.None {
		if n.unnamed(r.source[0]) {
			a.Anonymous = true
			a.Evidence = n.Sentences[at]
		}
		return
	}
	ent := n.set.Entities[a.Entity]
	a.Anonymous = ent.Anonymous
	if !ent.Anonymous && ent.Type != corpus.Group || len(ent.Mentions) == 0 {
		return
	}
	first := n.Sentence(ent.Mentions[0].Span.Start)
	for _, m := range ent.Mentions {
		if s := n.Sentence(m.Span.Start); s >= 0 && saysAnonymous(n.doc.Cut(n.Sentences[s])) {
			first = s
			break
		}
	}
	if first >= 0 {
		a.Evidence = n.Sentences[first]
	}
}

func saysAnonymous(sentence string) bool {
	lower := strings.ToLower(sentence)
	for _, w := range anonymousTalk {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// unnamed reports whether the words describe somebody without a name: "a senior official", "people close to the talks".
func (n *namer) unnamed(r run) bool {
	for i := r.from; i < r.to; i++ {
		if n.low[i] == "," || preposition[n.low[i]] {
			break
		}
		if anonymousHeads[n.low[i]] {
			for k := r.from; k < i; k++ {
				if n.capital(k) && k > r.from && entity.Country(n.Word(k)) == "" {
					return false
				}
			}
			return true
		}
	}
	return false
}

var anonymousHeads = words(`official officials source sources diplomat diplomats aide aides adviser advisers advisor advisors person people insider insiders
	critics critic supporters allies observers analysts experts some others many operative operatives staffer staffers lawmakers strategists`)

// addressee returns whom the source told it, where a verb such as "told" takes an object.
func (n *namer) addressee(r report) corpus.Span {
	for _, c := range r.cue {
		for i := c.from; i < c.to; i++ {
			if !addressing[n.low[i]] {
				continue
			}
			k := i + 1
			rules := rules{view: n.view}
			to := n.first[n.Tokens[i].Sentence+1]
			for _, s := range append(r.content, r.source...) {
				if s.from >= k && s.from < to {
					to = s.from
				}
			}
			if k >= to {
				return corpus.Span{}
			}
			if a := rules.nounRight(k, to); !a.empty() && n.low[a.from] != "who" {
				return n.span(a)
			}
		}
	}
	return corpus.Span{}
}
