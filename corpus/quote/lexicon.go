package quote

import "strings"

// verbClass tells what a reporting verb takes and whether it is speech.
type verbClass uint8

const (
	clausal verbClass = 1 << iota // takes a clause or a quotation: "said that …"
	nominal                       // takes a noun phrase: "criticised the plan"
	speech                        // said or written, in contrast to thought, wished, shown
	shows                         // what a document does: "the poll shows"
)

// reportingVerbs maps every inflected form of the reporting verbs to their class.
var reportingVerbs = inflectAll(map[verbClass]string{
	clausal | speech: `say add ask write note report announce suggest tweet argue explain acknowledge declare urge recall conclude
		claim respond state insist warn promise reply predict vow pledge confirm reveal admit deny complain concede reiterate
		stress emphasize emphasise assert allege boast joke lament testify contend maintain caution disclose remark observe repeat
		counter propose demand indicate quip advise charge assure remind tell shout exclaim whisper mutter inform notify estimate
		proclaim recount relate stipulate swear hint imply post retort recommend request beg plead
		message email write answer continue`,
	nominal | speech: `call describe criticize criticise praise accuse endorse reject defend dismiss denounce condemn blame mock blast
		slam attack cite discuss thank decry ridicule quote mention rebuke applaud welcome label dub hail oppose question highlight`,
	clausal:         `think believe hope fear expect feel doubt worry wonder know realize realise want decide`,
	nominal:         `view consider regard support favor favour see`,
	clausal | shows: `show find determine prove`,
})

// irregular holds the forms that the rules of inflection do not give: lemma, past, participle.
var irregular = map[string][]string{
	"say": {"said"}, "tell": {"told"}, "write": {"wrote", "written"}, "think": {"thought"}, "know": {"knew", "known"},
	"feel": {"felt"}, "find": {"found"}, "show": {"showed", "shown"}, "see": {"saw", "seen"}, "swear": {"swore", "sworn"}, "beg": {"begged"},
}

func inflectAll(lemmas map[verbClass]string) map[string]verbClass {
	forms := map[string]verbClass{}
	for class, list := range lemmas {
		for lemma := range strings.FieldsSeq(list) {
			for _, form := range inflect(lemma) {
				forms[form] |= class
			}
		}
	}
	return forms
}

// inflect lists the forms of a verb.
func inflect(lemma string) []string {
	forms := []string{lemma}
	stem := strings.TrimSuffix(lemma, "e")
	y := strings.HasSuffix(lemma, "y") && !strings.HasSuffix(lemma, "ay") && !strings.HasSuffix(lemma, "ey")
	doubled := stem
	switch lemma {
	case "admit", "dub", "quip", "slam", "beg", "plan":
		doubled += lemma[len(lemma)-1:]
	case "see":
		doubled = "see"
	}
	switch {
	case y:
		forms = append(forms, lemma[:len(lemma)-1]+"ies")
	case strings.HasSuffix(lemma, "s") || strings.HasSuffix(lemma, "sh") || strings.HasSuffix(lemma, "ch"):
		forms = append(forms, lemma+"es")
	default:
		forms = append(forms, lemma+"s")
	}
	forms = append(forms, doubled+"ing")
	if past, ok := irregular[lemma]; ok {
		return append(forms, past...)
	}
	if y {
		return append(forms, lemma[:len(lemma)-1]+"ied")
	}
	return append(forms, doubled+"ed")
}

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

var (
	auxiliaries = words(`has have had is are was were be been being do does did will would can could may might must shall should 's 've 'd 'll ca wo`)
	negations   = words(`not n't never no neither nor declined declines refused refuses failed`)
	pronouns    = words(`he she they it we i you who`)
	addressing  = words(`told tell tells telling asked ask asks asking urged urge urges urging reminded remind reminds reminding informed assured warned advised begged`)
	nounToo     = words(`report call demand claim request promise charge estimate support doubt hope fear wonder view plan answer urge hint favor favour praise blame post label stress call blast`)
	possessives = words(`his her its their our my your`)
	determiners = words(`the a an this that these those some many several another other any all both each every one two three four five six most few`)
	preposition = words(`of for in at from with on by to as near inside outside within among between about against under over`)
	breakers    = words(`that because if when while although though but and or so as than which whom where after before since until whether unless how why what`)
)

// quoting holds the verbs that stand beside a quotation without more ado.
var quoting = words(`said says told tells wrote writes added adds asked asks replied replies tweeted posted explained noted stated declared
	concluded continued insisted warned recalled joked quipped responded answered argued announced remarked countered retorted lamented cautioned observed recounted shouted reflected elaborated tells recalls explains notes adds writes jokes`)
