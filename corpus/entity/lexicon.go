package entity

import "strings"

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// phrases makes a set of the comma-separated phrases of s.
func phrases(s string) map[string]bool {
	m := map[string]bool{}
	for p := range strings.SplitSeq(s, ",") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			m[p] = true
		}
	}
	return m
}

// courtesy titles tell the gender of their bearer.
var (
	maleTitles   = words(`mr mister sir lord king prince emperor sheikh imam father fr brother herr monsieur señor senor pope baron count duke`)
	femaleTitles = words(`mrs ms miss madam madame mme lady dame queen princess empress sister frau señora senora baroness duchess`)
)

// titleWords stand, capitalised, before a name and are no part of it.
var titleWords = words(`mr mister mrs ms miss sir lord king prince emperor sheikh imam father brother herr monsieur señor senor pope baron
	madam madame mme lady dame queen princess empress sister frau señora senora baroness duchess duke count
	dr doctor prof professor rev reverend rabbi bishop archbishop cardinal ayatollah mullah crown grand
	president president-elect vice-president premier chancellor minister secretary undersecretary sen senator rep representative congressman congresswoman
	gov governor lt lieutenant mayor gen general maj major col colonel capt captain sgt sergeant cpl cmdr commander adm admiral marshal
	amb ambassador envoy judge justice chief attorney atty solicitor speaker chairman chairwoman chair director commissioner
	deputy acting assistant vice former ex-president ex-prime prime foreign defence defense interior finance justice trade energy health
	spokesman spokeswoman spokesperson coach officer detective sheriff inspector superintendent councilman councilwoman councillor cllr ceo cfo coo mp mep
	correspondent reporter editor analyst strategist assemblyman assemblywoman delegate leader majority minority whip pastor sultan emir hon state national special
	first second third press security adviser advisor counsel counselor aide nominee candidate pres comrade chairperson
	treasury labor labour commerce education house senate republican democratic gop dem supreme leader elect party late`)

// titleHeads are the title words that end a title: "Foreign" alone is none, "Foreign Minister" is.
var titleHeads = words(`mr mister mrs ms miss sir lord king prince emperor sheikh imam father brother herr monsieur señor senor pope baron
	madam madame mme lady dame queen princess empress sister frau señora senora baroness duchess duke count
	dr doctor prof professor rev reverend rabbi bishop archbishop cardinal ayatollah mullah
	president president-elect vice-president premier chancellor minister secretary undersecretary sen senator rep representative congressman congresswoman
	gov governor lieutenant mayor gen general maj major col colonel capt captain sgt sergeant cpl cmdr commander adm admiral marshal
	amb ambassador envoy judge justice attorney atty solicitor speaker chairman chairwoman chair director commissioner
	ex-president spokesman spokeswoman spokesperson coach officer detective sheriff inspector superintendent councilman councilwoman councillor cllr ceo cfo coo mp mep
	correspondent reporter editor analyst strategist assemblyman assemblywoman delegate leader whip pastor sultan emir hon chief adviser advisor counsel counselor aide nominee candidate pres comrade chairperson`)

// foldedTitles are dropped from the front of a folded name.
var foldedTitles = words(`mr mister mrs ms miss sir lord lady dame dr prof professor rev reverend president premier chancellor
	sen senator rep representative congressman congresswoman gov governor mayor gen general maj col colonel capt captain sgt adm admiral
	amb ambassador judge justice secretary minister prime foreign defence defense vice deputy former king queen prince princess pope sheikh ayatollah
	speaker chairman chairwoman cllr councillor`)

// bodyHeads end or stand in names of bodies.
var bodyHeads = words(`ministry party inc corp corporation co company ltd llc plc group bank fund organization organisation association union federation
	council committee commission agency bureau department office university college institute school foundation court parliament senate congress assembly
	duma house administration government army navy force forces guard corps police service services times post journal news herald tribune
	guardian gazette press agency tv television radio network magazine church league alliance coalition movement front brigade authority
	board center centre society team campaign caucus conference hospital airlines airways motors industries holdings partners capital
	club trust treasury reserve secretariat chamber academy laboratory institution embassy consulate cabinet tribunal panel observatory watch
	workers teachers democrats republicans conservatives liberals greens patriots brotherhood command division mission chronicle globe examiner
	telegraph independent observer mirror daily weekly review registry directorate task international nations pac lives`)

// placeHeads end or stand in names of places.
var placeHeads = words(`city county province region district state island islands river lake mountain mountains sea ocean bay valley street avenue road
	square airport peninsula coast gulf strait desert park beach hill hills heights border bridge base town village oblast canal port harbor harbour
	fort mount north south east west northern southern eastern western`)

// regions are the parts of the world; smaller places are known by the words before them, see [finder.places].
var regions = phrases(`Europe,Eastern Europe,Western Europe,Central Europe,Asia,Central Asia,Southeast Asia,Africa,North Africa,West Africa,East Africa,Middle East,
	Latin America,North America,South America,Central America,Oceania,Antarctica,Arctic,Balkans,Caucasus,Caribbean,Scandinavia,Pacific,Atlantic,Mediterranean`)

// seats are buildings and bywords that stand for those who govern there.
var seats = phrases(`Kremlin,White House,Pentagon,State Department,Capitol Hill,Downing Street,No. 10,Whitehall,Westminster,Buckingham Palace,Bundestag,Bundesrat,Knesset,
	Élysée,Elysee,Élysée Palace,Elysee Palace,State Duma,Duma,Verkhovna Rada,Bankova,Sejm,Storting,Riksdag,Blue House,Holyrood,Stormont,Quirinale,Palazzo Chigi,Planalto,
	Casa Rosada,Foggy Bottom,European Commission,European Union,EU,E.U.,Palestinian Authority,Holy See,Lok Sabha,Rajya Sabha,Seimas`)

// capitalAdjectives have a capital without naming anybody.
var capitalAdjectives = words(`democratic republican gop european african asian arab arabic western eastern northern southern congressional presidential christian catholic muslim islamic jewish hindu
	buddhist protestant orthodox evangelical sunni shiite shia kurdish hispanic latino black white soviet communist nazi conservative liberal internet english anglo slavic nordic baltic balkan
	scandinavian latin mormon amish native african-american asian-american islamist marxist stalinist american-led republican-led republican-controlled level`)

// months and days are capitalised and name nobody.
var calendar = words(`january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun easter christmas ramadan thanksgiving halloween
	am pm a.m p.m gmt utc est edt et pst pdt bst cet`)

// particles stand in lower case inside names of people.
var particles = words(`van der den de la le du da dos das do di del della von zu zur bin ibn bint ben al el ter ten af av y e abu`)

// common are words that are capitalised only because a sentence begins with them.
var common = words(`a an the this that these those some any each every all both neither either no none one two three four five six seven eight nine ten
	he she it they we i you his her its their our my your him them us me who whom whose which what when where why how whether
	in on at by to of for from with without within into onto upon over under above below between among through during before after since until till
	about against along around behind beside besides beyond despite except inside near off out outside past per plus than toward towards up down via
	and or but nor so yet if as because although though unless while whereas once lest not never only just even also too very more most less least much many
	few several such other another same own first second third last next then now here there thus hence still already again ever always often sometimes
	perhaps maybe indeed instead meanwhile however moreover furthermore nevertheless nonetheless otherwise therefore accordingly consequently
	is are was were be been being am do does did done doing have has had having can could may might must shall should will would ought
	let go get got make made take took come came see saw know knew think thought say said says ask asked tell told give given find found
	yes no ok okay oh well please thanks thank hello hi sorry sure right according asked speaking following given considering regarding including
	like unlike together earlier later recently currently previously today yesterday tomorrow tonight
	officials sources experts critics supporters opponents analysts people men women voters reporters police authorities lawmakers
	new old good bad great big small long short high low part half back read watch related photo image video source advertisement
	don't doesn't didn't isn't aren't wasn't can't won't it's that's there's let's what's here's i'm i've we're they're you're
	breaking update exclusive opinion analysis report editorial note correction`)

// maleNames and femaleNames are common given names, which show a gender; names of either gender are in neither, and so is every
// name that is known for one bearer.
var (
	maleNames = words(`aaron abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro aleksandr alexander alexei alfred ali allen alvin amir anatoly andre andrei andrew andrey
	andrzej andriy angus anthony antonio anton antony arnold arthur artur augusto barry ben benjamin benny bernard bernie bill billy bob bobby boris brad bradley brandon brendan brent brett brian bruce
	bruno bryan byron calvin carl carlos cesar chad charles charlie chris christian christopher chuck claude clarence clark clifford clint colin connor corey craig curtis cyril dale damian dan daniel danny darren dave
	david dean denis dennis derek diego dieter dimitri dmitri dmitry dominic don doug douglas duncan dwight earl eddie edgar edmund eduardo edward edwin eli elias elliott emil emmanuel enrique eric erik
	ernest ernesto ethan eugene evan felipe felix fernando francesco francis francisco francois frank franklin fred frederick fritz gabriel gareth gary gavin geoff geoffrey george gerald gerard gerhard giovanni giorgio
	giuseppe glenn gordon graham greg gregory guillermo gunther gustavo guy hank hans harold harry hassan harvey hector heinrich helmut henri henry herbert herman hiroshi horst howard hubert hugh hugo hussein ian ibrahim igor ilya isaac
	ivan jack jacob jacques jake james jamie jan janusz jason javier jay jean-claude jean-luc jean-marc jean-pierre jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joachim joaquin joe joel johan johann johannes john johnny jon jonas jonathan
	jorge jose josef joseph josh joshua juan julian julio jurgen justin karim karl keith ken kenneth kevin khalid kirk klaus konstantin kurt kyle lance larry lars lawrence lee leo leon leonard leonid lewis
	liam lionel lloyd louis luca lucas luigi luis luke mahmoud malcolm manuel marc marcel marco marcus mario mark markus martin marty marvin mateusz matt matthew matthias maurice max mehmet michael michel miguel mikael mike mikhail milan
	milos mitch mohamed mohammad mohammed morgan morris muhammad murray mustafa nathan nathaniel neal ned neil nelson nicholas nick nicolas nigel niels nikolai noah norman oleg oliver olivier omar oscar otto
	owen pablo paolo pascal patrick paul pavel pedro per pete peter petr phil philip philippe phillip pierre pieter piotr rafael rahul raj ralph ramon randall randy raul ray raymond reinhard rene rex ricardo
	richard rick robert roberto robin rod rodrigo roger roland roman ron ronald ross roy rudy rupert russell ryan sam samuel santiago saul scott sean sebastian serge sergei sergey sergio seth shane shaun shawn sidney
	simon stan stanley stefan stephan stephen steven stewart stuart sven tariq ted terry theodore thomas tim timothy toby todd tom tommy tony travis trevor tyler umar uwe vasily victor viktor vincent vitali
	wallace walter warren wayne werner wilhelm will willem william winston wolfgang xavier yuri yury yusuf zachary`)
	femaleNames = words(`abigail ada adriana agnes agnieszka alexandra alice alicia alison allison amanda amber amelia amy ana anastasia andrea angela angelina anita ann anna anne annette annie antonia april ariana ashley astrid audrey
	ayesha barbara beata beatrice becky bella bernadette beth bethany betsy betty beverly birgit bonnie brenda bridget brigitte brittany camilla candice carla carmen carol carole caroline carolyn catherine cathy cecilia charlotte
	chelsea cheryl christina christine christy cindy claire clara claudia colleen connie constance courtney cristina crystal cynthia daisy danielle daria dawn debbie deborah debra delia denise diana diane donna dora doris
	dorothy ebba edith edna eileen elaine eleanor elena elisabeth elise elizabeth ella ellen elsa emily emma erica erika erin esther eva eve evelyn fatima faye felicity fiona florence frances francesca frida gail
	geraldine gertrude gina gisele gloria grace greta gretchen hannah harriet hazel heather heidi helen helena helga hilary hillary holly ida ilse inga ingrid irena irene irina isabel isabella ivy jacqueline
	jana jane janet janice jasmine jean jeanne jeannette jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn jodi josephine joy joyce juanita judith judy julia juliana julie juliet june kara karen
	karin karla karolina kate katerina katherine kathleen kathryn kathy katie katrina katya kay kayla kelly kerry kim kimberly kristen kristin kristina lara larissa laura lauren laurie leah leila lena
	leslie lidia liliana lillian lily linda lindsay lisa liz lois loretta lori lorraine louise lucia lucille lucy ludmila luisa lydia lynn lynne madeleine madison magdalena maggie mandy mara marcia margaret margarita maria mariam marianne
	marie marilyn marina marine marion marisa marjorie marlene marsha marta martha mary maryam maureen megan meghan melanie melissa mercedes meredith michaela michele michelle mildred mimi miriam molly monica nadia nancy naomi natalia
	natalie natasha nicole nina nora norma olena olga olivia oksana paige pamela patricia patty paula pauline peggy penelope penny petra phyllis polly priscilla rachel ramona rebecca regina renee rhonda rita roberta rosa rosalind rose
	rosemary roxanne ruth sabine sabrina sally samantha sandra sara sarah sasha selma shannon sharon sheila shelley sherry shirley silvia simone sofia sonia sonya sophia sophie stacy stella stephanie sue susan susanna suzanne svetlana sylvia
	tamara tammy tanya tara tatiana teresa terri tessa theresa therese tiffany tina tracy ursula valentina valerie vanessa vera veronica vicki victoria viktoria viola violet virginia vivian wanda wendy wilma yasmin yelena yulia yvette yvonne zoe`)
)
