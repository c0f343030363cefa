package entity

import "strings"

// number of the people a noun names.
type number int

const (
	singular number = iota
	plural
	collective // one body of people: "the delegation"
)

// noun is a word that can head a description of people or bodies.
type noun struct {
	lemma  string
	number number
	gender gender
	office bool // held by one at a time: the definite form means its holder, whoever that is
}

const (
	offices = `president premier chancellor minister secretary governor mayor king queen prince princess pope speaker chairman chairwoman chairperson
	director head chief leader commander boss nominee candidate envoy ambassador spokesman spokeswoman spokesperson manager founder ceo chief-of-staff
	president-elect vice-president co-chairman co-founder whip attorney-general monarch emperor owner publisher archbishop frontrunner front-runner
	incumbent secretary-general director-general governor-general vice-chancellor co-leader co-director co-chair vice-chair winner challenger running-mate counsel strategist treasurer coordinator administrator superintendent comptroller rector provost dean chargé moderator mogul tycoon billionaire prosecutor`
	people = `official source diplomat aide adviser advisor ally analyst expert critic supporter opponent lawmaker senator congressman congresswoman representative
	legislator parliamentarian member mp deputy delegate politician reporter journalist correspondent editor columnist author writer historian professor
	researcher scientist scholar economist pollster strategist consultant lobbyist donor volunteer voter protester activist campaigner advocate
	lawyer attorney judge justice prosecutor investigator detective officer agent policeman policewoman sheriff soldier general admiral colonel captain
	major sergeant lieutenant marine veteran fighter rebel militant insurgent commander negotiator mediator representative staffer staff-member insider
	operative surrogate colleague friend neighbour neighbor relative parent mother father son daughter brother sister wife husband widow widower cousin
	uncle aunt grandfather grandmother girl boy man woman person doctor nurse physician teacher student worker employee employer executive investor
	trader banker businessman businesswoman entrepreneur farmer driver resident citizen immigrant migrant refugee observer witness victim survivor suspect defendant
	accuser whistleblower participant attendee spectator guest host anchor commentator pundit star actor actress singer athlete coach player celebrity contractor
	bishop priest pastor rabbi imam cleric monk nun democrat republican conservative liberal progressive socialist communist nationalist independent
	libertarian separatist dissident defector exile hostage prisoner inmate detainee bureaucrat technocrat regulator inspector monitor auditor
	engineer technician pilot astronaut respondent participant consumer customer client user owner patient viewer reader follower fan
	counterpart predecessor successor rival opponent contender hopeful challenger loyalist ally partner teammate roommate bodyguard assistant clerk
	councilman councilwoman councillor commissioner assemblyman assemblywoman mogul tycoon billionaire millionaire vice-chairman interviewer caller
	strongman dictator ruler tsar czar warlord oligarch spy hacker author biographer speechwriter confidant mentor native newcomer veteran figure`
	bodies = `delegation government administration campaign team company firm party group agency ministry department committee commission council court
	parliament congress senate house cabinet coalition alliance bloc union association organization organisation foundation network newspaper paper magazine
	outlet website publication station channel broadcaster bank university college school institute board bureau panel force police army military navy
	junta regime leadership opposition staff crew family couple public crowd media jury embassy consulate mission camp side faction militia
	movement charity nonprofit watchdog regulator think-tank authority conglomerate startup carrier airline manufacturer retailer
	corporation enterprise fund palace museum hospital office league bureau tribunal service legislature assembly electorate tribe caucus super-pac pac`
	femaleNouns = ` spokeswoman congresswoman chairwoman queen princess actress businesswoman woman girl mother daughter sister wife widow aunt grandmother nun
	policewoman councilwoman assemblywoman `
	maleNouns = ` spokesman congressman king prince pope businessman man boy father son brother husband widower uncle grandfather monk priest policeman
	councilman assemblyman strongman emperor tsar czar archbishop `
)

// nouns maps every form of the nouns above.
var nouns = func() map[string]noun {
	m := map[string]noun{}
	add := func(list string, n number, office bool) {
		for w := range strings.FieldsSeq(list) {
			g := either
			if strings.Contains(femaleNouns, " "+w+" ") {
				g = female
			} else if strings.Contains(maleNouns, " "+w+" ") {
				g = male
			}
			if _, taken := m[w]; !taken {
				m[w] = noun{w, n, g, office}
			}
			if p := pluralOf(w); m[p].lemma == "" {
				m[p] = noun{w, plural, either, false}
			}
		}
	}
	add(bodies, collective, false)
	add(offices, singular, true)
	add(people, singular, false)
	m["people"] = noun{"person", plural, either, false}
	m["persons"] = noun{"person", plural, either, false}
	m["officials"] = noun{"official", plural, either, false}
	m["forces"] = noun{"force", collective, either, false}
	m["troops"] = noun{"troop", collective, either, false}
	m["authorities"] = noun{"authority", plural, either, false}
	m["allies"] = noun{"ally", plural, either, false}
	m["wives"] = noun{"wife", plural, either, false}
	m["parents"] = noun{"parent", plural, either, false}
	return m
}()

func pluralOf(w string) string {
	switch {
	case strings.HasSuffix(w, "woman"), strings.HasSuffix(w, "man") && w != "human":
		return w[:len(w)-2] + "en"
	case strings.HasSuffix(w, "y") && !strings.ContainsRune("aeou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	}
	return w + "s"
}

// abbreviated titles and the nouns they stand for.
var titleNouns = map[string]string{
	"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "pres": "president", "lt": "lieutenant", "col": "colonel",
	"capt": "captain", "sgt": "sergeant", "adm": "admiral", "amb": "ambassador", "atty": "attorney", "prof": "professor", "cmdr": "commander",
	"maj": "major", "advisor": "adviser", "rev": "reverend",
}

// nounOf returns the noun that w is a form of; an abbreviated title is one when it has its capital.
func nounOf(w string) (noun, bool) {
	b := bare(w)
	if full, ok := titleNouns[b]; ok && capitalised(w) && full != "adviser" {
		b = full
	}
	n, ok := nouns[b]
	return n, ok
}

// lemma returns the noun that a title or the head of a description stands for.
func lemma(w string) string {
	w = bare(w)
	if s, ok := titleNouns[w]; ok {
		return s
	}
	if n, ok := nouns[w]; ok {
		if n.lemma == "advisor" {
			return "adviser"
		}
		return n.lemma
	}
	return w
}

// wider lists, for a noun, the narrower ones that it can take up again: "the leader" may be the president.
var wider = map[string]map[string]bool{
	"leader":       words(`president premier chancellor minister king queen emperor chairman chairwoman pope dictator commander chief head secretary mayor governor speaker`),
	"lawmaker":     words(`senator congressman congresswoman representative mp legislator deputy parliamentarian assemblyman assemblywoman`),
	"politician":   words(`senator congressman congresswoman representative mp legislator governor mayor lawmaker candidate`),
	"congressman":  words(`representative`),
	"nominee":      words(`candidate`),
	"candidate":    words(`nominee`),
	"official":     words(`secretary minister director commissioner diplomat`),
	"diplomat":     words(`ambassador envoy`),
	"envoy":        words(`ambassador`),
	"aide":         words(`adviser assistant`),
	"adviser":      words(`aide`),
	"spokesperson": words(`spokesman spokeswoman`),
	"businessman":  words(`billionaire mogul tycoon executive entrepreneur ceo`),
	"billionaire":  words(`businessman mogul tycoon`),
	"mogul":        words(`businessman billionaire tycoon`),
	"officer":      words(`detective sergeant captain`),
	"lawyer":       words(`attorney`),
	"attorney":     words(`lawyer`),
	"reporter":     words(`journalist correspondent`),
	"journalist":   words(`reporter correspondent columnist editor`),
	"professor":    words(`economist historian`),
	"judge":        words(`justice`),
	"chief":        words(`director commander head chairman`),
}

// bodyNames lists, for a noun, the words in the name of a body that it can take up again.
var bodyNames = map[string]map[string]bool{
	"company":      words(`inc corp corporation co company ltd llc plc motors airlines airways industries holdings partners`),
	"firm":         words(`inc corp corporation co company ltd llc plc partners capital associates holdings`),
	"corporation":  words(`corp corporation`),
	"party":        words(`party democrats conservatives liberals greens republicans`),
	"agency":       words(`agency bureau administration service`),
	"bureau":       words(`bureau`),
	"ministry":     words(`ministry`),
	"department":   words(`department`),
	"committee":    words(`committee`),
	"commission":   words(`commission`),
	"council":      words(`council`),
	"court":        words(`court`),
	"parliament":   words(`parliament duma rada knesset bundestag`),
	"congress":     words(`congress`),
	"senate":       words(`senate`),
	"bank":         words(`bank reserve`),
	"union":        words(`union`),
	"bloc":         words(`union`),
	"association":  words(`association`),
	"foundation":   words(`foundation`),
	"university":   words(`university`),
	"college":      words(`college`),
	"institute":    words(`institute`),
	"newspaper":    words(`times post journal herald tribune guardian gazette news mail chronicle globe telegraph examiner`),
	"paper":        words(`times post journal herald tribune guardian gazette mail chronicle globe telegraph examiner`),
	"magazine":     words(`magazine weekly review`),
	"network":      words(`news network`),
	"alliance":     words(`alliance`),
	"coalition":    words(`coalition`),
	"board":        words(`board`),
	"organization": words(`organization organisation association foundation`),
	"organisation": words(`organization organisation association foundation`),
	"group":        words(`group association coalition alliance council league front`),
	"embassy":      words(`embassy`),
}

var (
	definites   = words(`the this these those`)
	possessives = words(`his her its their my our your`)
	indefinites = words(`a an another one two three four five six seven eight nine ten some several many few other most dozens hundreds both more various numerous certain multiple no any every each all`)
	stopsLeft   = words(`and or but nor than as if that which who whom whose what when where why how not n't is are was were be been being am has have had having do does did will would can could
	may might must shall should he she it they we i you him them us me to of in on at by for from with about into over under after before between among against during through without within
	said says say told tells tell asked asks ask called calls call added wrote writes also so then there here yet too while because since until till upon amid per via toward towards
	get gets got make makes made take takes took give gives gave see sees saw know knows knew think thinks thought want wants wanted let lets meet meets met 's 're 've 'll 'd 'm`)
	// adjectiveNouns head a description only when no further word of it follows.
	adjectiveNouns = words(`major general independent conservative liberal progressive separatist republican democrat national chief head host star native veteran
	socialist communist nationalist libertarian rebel militant moderate counsel deputy assistant female minor lead judge marshal board force press mission guest rival
	fellow captain figure contractor justice winner house state national church service country city community border press`)
	adjectives = words(`senior top former current local federal military intelligence security government administration campaign party state national foreign key leading
	unnamed anonymous western eastern european african asian arab american law-enforcement enforcement white house party congressional presidential
	gubernatorial parliamentary political economic financial legal religious civil human rights health defense defence police army union business media
	democratic republican conservative liberal independent progressive left-wing right-wing far-right opposition pro-government pro-russian separatist
	high-level high-ranking mid-level low-level longtime long-time veteran retired ex-military then then-presidential incoming outgoing acting interim deputy assistant vice prime first
	chief general special senior-level junior principal close trusted prominent influential powerful young old elderly female male black hispanic latino
	white muslim jewish christian catholic evangelical registered likely undecided swing moderate many several more other fellow rival
	energy oil trade budget treasury justice interior finance education labor labour transport agriculture environmental climate medical nuclear space
	school city county town village district regional provincial international global industry company press news tv television radio election electoral
	diplomatic u.s us uk u.k eu un gop u.n e.u leading allied friendly hostile armed rebel ukrainian-backed key big small new few`)
)

// adjectival reports whether w, before a noun without an article, belongs to the noun.
func adjectival(w string) bool {
	b := bare(w)
	if adjectives[b] || lookupCountry(w).form != noCountry {
		return true
	}
	for _, p := range []string{"pro-", "anti-", "ex-", "then-", "non-", "self-", "co-"} {
		if strings.HasPrefix(b, p) {
			return true
		}
	}
	return false
}
