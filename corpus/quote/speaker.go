package quote

import (
	"regexp"
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
	spoken  map[int]bool // colons that begin turns of a transcript
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
	outletWords   = words(`post times journal news tribune herald gazette telegraph guardian chronicle globe reuters afp ap cnn bbc nbc abc cbs msnbc npr pbs politico axios magazine press television tv radio weekly observer newsweek economist spiegel monde jazeera ledger courier echo mirror sentinel dispatch bulletin examiner inquirer standard mail bild zeitung figaro pais repubblica xinhua tass interfax kyodo huffpost`)
	hearsay       = words(`reportedly allegedly`)
	anonymousTalk = []string{
		"anonym", "not authorized", "not authorised", "unnamed", "without attribution", "on background",
	}
)

// IsCue reports whether word, in lower case, is a form of a verb of saying that is hardly ever a topic: "said", "added", but not "demand".
func IsCue(word string) bool {
	if reportingVerbs[word]&speech == 0 || nounToo[word] || topicVerbs[word] {
		return false
	}
	return true
}

// topicVerbs are forms of verbs of saying that are nouns as often.
var topicVerbs = words(`state states order orders offer offers quote quotes comment comments post posts attack attacks vote votes attacks address question questions
	answers message messages email emails promises requests reports claims charges demands calls plans discuss cite warning warnings pledge pledges vow vows warn
	mention proposal caution thanks labels defend dispute disputes counter shout whisper attack reply replies notice testify`)

// speaker names the source: the entity at its head, else the words themselves when they describe somebody.
func (n *namer) speaker(source []run) (string, int) {
	for _, s := range source {
		if s.Empty() {
			continue
		}
		if i := n.set.At(n.Span(s)); i != corpus.None {
			return n.set.Name(i), i
		}
	}
	if len(source) > 0 && source[0].To-source[0].From == 1 && singular[n.Low[source[0].From]] {
		if i := n.subjectBefore(source[0].From); i != corpus.None {
			return n.set.Name(i), i
		}
	}
	for _, s := range source {
		s = n.outer(s)
		if s.Empty() || s.To-s.From == 1 && (pronouns[n.Low[s.From]] || relatives[n.Low[s.From]] || n.Low[s.From] == "i" || possessives[n.Low[s.From]]) {
			continue
		}
		if n.has(stretch(s.From, min(s.From+4, s.To)), reportNouns) {
			if o := n.reporter(s); o != "" {
				return o, n.bearing(o)
			}
		}
		if determiners[n.Low[s.From]] && s.To-s.From == 1 || possessives[n.Low[s.From]] {
			continue
		}
		return n.doc.Cut(n.Span(s)), corpus.None
	}
	return "", corpus.None
}

// reporter returns the outlet that a report or a newspaper stands for: the one that its words name, else, unless it is a new one ("a report"), the
// one that the text follows.
func (n *namer) reporter(s run) string {
	if n.has(s, shownTo) {
		return ""
	}
	if o := n.outletIn(s); o != "" {
		return o
	}
	if w := n.Low[s.From]; w == "a" || w == "an" || w == "another" || n.has(s, origins) {
		return ""
	}
	if o := n.outletNear(n.Tokens[s.From].Start); o != nil {
		return o[0]
	}
	return ""
}

// shownTo are said of what an outlet passes on and has not written: "a report seen by the Gazette".
var shownTo = words(`seen obtained reviewed viewed`)

// origins stand before whoever made a report.
var origins = words(`by from of`)

// bearing returns the entity that has name, or corpus.None.
func (n *namer) bearing(name string) int {
	for i := range n.set.Entities {
		if n.set.Entities[i].Name == name {
			return i
		}
	}
	return corpus.None
}

// innermost returns the pieces of a source after the outlet that cites them: "a report by the Gazette […] two officials".
func (n *namer) innermost(source []run) []run {
	if len(source) > 1 && n.outletIn(source[0]) != "" {
		return source[1:]
	}
	return source
}

// agent returns who speaks in a passive report: "visitors were told by the harbour master". There the subject is the one spoken to, and without
// "by" the text does not state who spoke. Other sources are returned as they are.
func (n *namer) agent(r report, source []run) []run {
	if len(r.Cue) == 0 || len(source) == 0 || source[0].To > r.Cue[0].From {
		return source
	}
	c := r.Cue[0]
	last := c.To - 1
	if !toldTo[n.Low[last]] || !n.has(run{From: max(n.First[n.Tokens[last].Sentence], source[0].To, last-3), To: last}, passives) {
		return source
	}
	end := n.First[n.Tokens[last].Sentence+1]
	if c.To+1 < end && n.Low[c.To] == "by" {
		if by := n.nounRight(c.To+1, end); !by.Empty() {
			return []run{by}
		}
	}
	return nil
}

var (
	toldTo   = words(`told asked informed warned advised reminded urged assured questioned pressed briefed`)
	passives = words(`was were is are been being be got`)
)

// outer takes commas and other marks from the ends of r.
func (v *view) outer(r run) run {
	for r.From < r.To && !v.IsWord(r.From) {
		r.From++
	}
	for r.From < r.To && !v.IsWord(r.To-1) && v.Low[r.To-1] != ")" {
		r.To--
	}
	return r
}

// anonymity marks a source that the text describes and does not name, and cites the sentence that introduces it.
func (n *namer) anonymity(a *corpus.Attribution, r report) {
	if len(r.Source) == 0 || r.Source[0].Empty() {
		return
	}
	at := n.Tokens[r.Source[0].From].Sentence
	if a.Entity == corpus.None {
		if n.unnamed(r.Source[0]) || saysAnonymous(n.doc.Cut(n.Span(r.Source[0]))) {
			a.Anonymous = true
			a.Evidence = n.Sentences[at]
		}
		return
	}
	ent := n.set.Entities[a.Entity]
	a.Anonymous = ent.Anonymous || ent.Type == corpus.Group && n.asksNotToBeNamed(r.Source[0])
	if !a.Anonymous && ent.Type != corpus.Group || len(ent.Mentions) == 0 {
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

// saysAnonymous reports whether sentence says that somebody would not give a name.
func saysAnonymous(sentence string) bool {
	lower := strings.ToLower(sentence)
	for _, w := range anonymousTalk {
		if strings.Contains(lower, w) {
			return true
		}
	}
	named := strings.Contains(lower, "be named") || strings.Contains(lower, "be identified") || givesName.MatchString(lower)
	return named && (strings.Contains(lower, "declin") || strings.Contains(lower, "not ") || strings.Contains(lower, "refus"))
}

// asksNotToBeNamed reports whether a relative clause right after the source says so: "her friend, who did not want to be named, said".
func (n *namer) asksNotToBeNamed(r run) bool {
	end := n.First[n.Tokens[r.From].Sentence+1]
	for i := r.From; i < min(r.To+2, end); i++ {
		if n.Low[i] == "who" {
			return saysAnonymous(n.doc.Cut(n.Span(stretch(i, min(i+15, end)))))
		}
	}
	return false
}

// givesName finds the giving of a name: "refused to give his name".
var givesName = regexp.MustCompile(`\bg[ai]ven? (?:his|her|their|a) (?:full |last |real )?names?\b`)

// unnamed reports whether the words describe somebody without a name: "a senior official", "people close to the talks".
func (n *namer) unnamed(r run) bool {
	if r.To-r.From > 2 && partOf[n.Low[r.From]] && n.Low[r.From+1] == "of" {
		r.From += 2 // "one of the aides", "one of them"
		if n.Low[r.From] == "them" {
			return true
		}
	}
	for i := r.From; i < r.To; i++ {
		if n.Low[i] == "," || preposition[n.Low[i]] {
			break
		}
		if anonymousHeads[n.Low[i]] {
			for k := r.From; k < i; k++ {
				if n.Capital(k) && k > r.From && entity.Country(n.Word(k)) == "" {
					return false
				}
			}
			return true
		}
	}
	return false
}

var partOf = words(`one two three four five some several many most another both`)

var anonymousHeads = words(`official officials source sources diplomat diplomats aide aides adviser advisers advisor advisors person people insider insiders
	critics critic supporters allies observers analysts experts some others many operative operatives staffer staffers lawmakers strategists`)

// addressee returns whom the source told it, where a verb such as "told" takes an object.
func (n *namer) addressee(r report) corpus.Span {
	for _, c := range r.Cue {
		for i := c.From; i < c.To; i++ {
			if !addressing[n.Low[i]] {
				continue
			}
			k := i + 1
			to := n.First[n.Tokens[i].Sentence+1]
			for _, s := range append(r.Content, r.Source...) {
				if s.From >= k && s.From < to {
					to = s.From
				}
			}
			if k >= to {
				return corpus.Span{}
			}
			if a := n.nounRight(k, to); !a.Empty() && n.Low[a.From] != "who" {
				return n.Span(a)
			}
		}
	}
	return corpus.Span{}
}
