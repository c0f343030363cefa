package model

import "strings"

// wordClass is what a word can mean in a report, for words that training texts hold too seldom to tell. Words are listed by hand: general verbs
// that report, and nouns for what they do.
type wordClass uint8

const (
	sayClass wordClass = 1 + iota
	thinkClass
	wantClass
	judgeClass
	showClass
	sayingClass // nouns: a statement, a view
)

// classLists holds the members of each class. Inflected forms share their stem; verbs that double a consonant or are irregular have more than one.
var classLists = []struct {
	class wordClass
	words string
}{
	{sayClass, `say said tell told add ask write wrote written note report announce suggest tweet retweet argue explain acknowledge declare urge recall conclude
			claim respond state insist warn promise reply predict forecast vow pledge confirm reveal admit admitt deny complain concede reiterate stress
			emphasize emphasise assert allege boast joke lament testify contend maintain caution disclose remark observe repeat counter propose demand
			indicate quip quipp advise remind shout exclaim whisper mutter inform notify estimate proclaim recount relate stipulate swear swore sworn hint
			imply post retort recommend request beg begg plead implore message email answer continue comment mention elaborate clarify confide confess gripe
			grumble intone opine posit rail rant scoff sneer snap snapp bark growl moan groan cry yell scream chant taunt muse reassure assure bemoan decry
			lecture preach thunder fume interject interrupt rejoin marvel concur agree disagree disput rebut rebutt refut dispel disavow recant retract
			apologize apologise brag bragg tout crow hype pitch vent voice utter pronounce murmur blurt chide scold admonish exhort beseech cajole badger
			query inquire enquire quiz quizz question narrate describ detail outline summarize summarise cite quot paraphrase blog text phone telegraph signal
			speculate theorize theorise hypothesize postulate surmise quibble bicker debat attest vouch certify affirm avow profess purport deadpan deadpann
			chime gush enthus rue sigh chuckle laugh beam cackl counsel rule decree order instruct direct command`},
	{thinkClass, `think thought believe feel felt know knew known understand understood realize realise hope fear expect worry wonder doubt suspect assume imagine
			guess reckon deem consider regard view see saw seen perceive suppose presume envision foresee anticipate remember forget forgot learn discover
			ponder mull weigh fret agonize dread regret resent mistrust distrust trust sense conceiv fathom grasp judg mean meant figure dream fanc fancy
			interpret misread notice recognize recognise convinc persuade satisf bet wager`},
	{wantClass, `want wish desire need seek sought prefer plan intend decide determine resolve aim strive aspire consent refuse decline reject vote elect opt choos
			choose chose chosen threaten press pressure push lobby lobb petition appeal call clamor clamour campaign fight fought offer volunteer yearn long
			crave dare pray mandate require oblige permit allow authorize authorise ban bann forbid forbade prohibit bar barr approve`},
	{judgeClass, `praise criticize criticise condemn denounce blast slam slamm attack mock ridicule rip ripp assail bash lambast rebuke blame accuse fault defend
			endorse back support oppose favor favour champion applaud hail laud commend thank welcome salute celebrate embrac dismiss belittle disparage
			deride insult brand label dub dubb term depict portray paint cast characterize characterise liken compar hammer skewer lash excoriat castigat
			berat savage pan pann trash knock needle tease vilif vilify demoniz smear impugn besmirch challenge contest object protest resist repudiate disown
			renounce shun snub snubb admire like love hate loathe despise dislike detest respect appreciate credit congratulate compliment honor honour cheer
			jeer boo heckle target single`},
	{showClass, `show shown find found prove demonstrate illustrate expose uncover document highlight underscore underline list reflect project rank rate measure
			survey poll record register read portend establish`},
	{sayingClass, `statement allegation accusation argument assertion suggestion proposal plea response explanation description account testimony announcement
			declaration speech interview letter belief opinion idea notion concern suspicion conviction assumption expectation prediction criticism complaint
			condemnation endorsement opposition objection charge admission confession confirmation denial recommendation advice decision intention commitment
			threat insistence refusal acknowledgment acknowledgement assurance conclusion verdict tweetstorm op-ed column editorial`},
}

// wordClasses maps the fingerprints of stems to classes.
var wordClasses = func() map[uint32]wordClass {
	m := map[uint32]wordClass{}
	for _, l := range classLists {
		for w := range strings.FieldsSeq(l.words) {
			m[fingerprint(Stem(w))] = l.class
		}
	}
	return m
}()

// Says reports whether token i is a verb of saying.
func (v *View) Says(i int) bool { return wordClasses[fingerprint(Stem(v.Low[i]))] == sayClass }
