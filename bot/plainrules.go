package bot

import (
	"regexp"
	"strings"
)

// plainRules route plain questions, the first that fits. {…} stands for a list of words, see form.
var plainRules = []plainRule{
	{command: helpCommand, form: form(`help|commands|how are you(?: .*)?|are you (?:a bot|there|real|alive|awake|human)|good (?:morning|day|evening|afternoon|night)|what (?:can|do) (?:you|i) (?:do|ask)(?: .*)?|how (?:do|does|can) (?:you|this|it|i) (?:work|use|ask)(?: .*)?|who are you|what are you`)},
	{command: "who-said", form: form(`(?P<words>"[^"]+"|“[^“”]+”|«[^«»]+»)`)},

	{command: "search", form: form(`(?:search|find|look up|look for|search for|google)(?: for)?:? (?P<query>.+)`)},
	{command: "sources", form: form(`(?:list |what are )?(?:all |your |the )*(?:sources|documents|articles)(?: (?:on|about|for|of) (?P<about>.+))?`)},
	{command: "sources", form: form(`(?:what|which) (?:sources|documents|articles|notes|papers|outlets)(?: (?:do|did|have|are|is|has|you|we|there|got|read|know|search|been|searched|imported))*(?: (?:on|about|mention|mentions|cover|covers|discuss|deal with) (?P<about>.+))?`)},

	{command: "who-said", form: form(`{when} {aux} (?P<who>.+?) {say}(?: (?:something|anything))? {on} (?P<about>.+)`)},
	{command: "who-said", form: form(`{when} {aux} (?P<who>.+?) {say}(?: that)? (?P<words>.+)`)},
	{command: "timeline", form: form(`{when} (?:{aux} )?(?P<event>.+)`)},
	{command: "timeline", form: form(`(?:a |the )?(?:timeline|chronology|sequence of events)(?: (?:of|for|about|on|in|from))?(?: (?P<about>.+))?`)},
	{command: "timeline", form: form(`what (?:else )?(?:(?:has|have|had|is|was|will) )?(?:happened|happens|happen|happening|going on|took place|takes place)(?: (?:to|in|on|with|at|around|about|during|between|over|next|there))*(?: (?P<event>.+))?`)},
	{command: "timeline", form: form(`what(?:['’]?s| is) next(?: (?:for|in|at|with|on) (?P<event>.+))?`)},
	{command: "timeline", form: form(`how long (?:{aux} )?(?P<event>.+?) (?:last|lasted|lasting|been going on|going on|gone on|take|taken)`)},
	{command: "timeline", form: form(`what (?:is|was|are|were) (?:planned|scheduled|due|coming up)(?: (?:to|in|on|with|at|for|about|next))*(?: (?P<event>.+))?`)},

	{command: "who-said", form: form(`what(?:['’]?s)? (?:else |exactly )?(?:{aux} )?(?P<who>.+?)(?: {never})? (?:have to )?(?:{say}|think|believe)(?: (?:anything|something))?(?: about| (?:{on} (?P<about>.+)))?`)},
	{command: "who-said", form: form(`{aux} (?P<who>.+?)(?: {never})? {say}(?: (?:anything|something))? {on} (?P<about>.+)`)},
	{command: "who-said", form: form(`{aux} (?P<who>.+?)(?: {never})? {say}(?: that)? (?P<words>.+)`)},
	{command: "demand", form: form(`(?:what are |list )?(?:all )?(?:the |any )?demands?|who (?:demands|demanded|wants|wanted|asks|asked) what(?: (?:of|from) whom)?`)},
	{command: "demand", form: form(`who (?:made|makes|has made|set|sets|has set)(?: any| the)? (?P<verb>{wanted})(?: (?:on|of|to|against) (?P<of>.+?))?(?: (?:for|about|over|regarding) (?P<about>.+))?`)},
	{command: "demand", form: form(`(?:what (?:are|were) |list )?(?:all )?(?:the )?(?P<verb>{wanted}) (?:by|of|from) (?P<by>.+?)(?: (?:to|on|against) (?P<of>.+?))?(?: (?:about|for|over|regarding) (?P<about>.+))?`)},
	{command: "demand", form: form(`(?:what (?:are|were) |list )?(?:all )?(?:the )?(?P<verb>{wanted}) (?:on|to|against) (?P<of>.+)`)},
	{command: "demand", form: form(`(?:what (?:are|were) |list )?(?:all )?(?:the )?(?P<verb>{wanted}) (?:for|about|over|regarding) (?P<about>.+)`)},
	{command: "demand", form: form(`(?:what|which) (?P<verb>{wanted}) {aux} (?P<by>.+?) (?:make|made|set|have|put|issue|issued)(?: (?:to|on|of|against) (?P<of>.+?))?(?: (?:for|about|over|regarding) (?P<about>.+))?`)},
	{command: "demand", form: form(`what (?:is|are|was|were|has been|is being) (?:{never} )?(?P<verb>{wantPart})(?: (?:of|from|to) (?P<of>.+?))?(?: by (?P<by>.+))?`)},
	{command: "demand", form: form(`{aux} (?:any|some)(?:one|body)(?: {never})? (?P<verb>{want})(?: (?:for|on|that|to|with))? (?P<about>.+)`)},
	{command: "demand", form: form(`which (?:\w+ )?(?P<verb>{want})(?: (?:for|on|that|to|with))? (?P<about>.+)`)},
	{command: "demand", form: form(`who(?:['’]s| {aux})*(?: {never})? (?P<verb>{want})(?: (?:for|on|that|to|with))? (?P<about>.+)`)},
	{command: "demand", form: form(`what (?:else |exactly )?(?:{aux} )?(?P<by>.+?)(?: {never})? (?P<verb>{want}) (?P<of>.+?) (?:for|to do|to give|to accept|with)(?: (?:about|in exchange for|in return for) (?P<about>.+))?`)},
	{command: "demand", form: form(`what (?:else |exactly )?(?:{aux} )?(?P<by>.+?)(?: {never})? (?P<verb>offer|offered|propose|proposed|concede|conceded) to (?P<of>.+?)(?: (?:(?:in exchange |in return )?for|about|over|regarding) (?P<about>.+))?`)},
	{command: "demand", form: form(`what (?:else |exactly )?(?:{aux} )?(?P<by>.+?)(?: {never})? (?P<verb>{want})(?: (?:of|from|on|against) (?P<of>.+?))?(?: (?:(?:in exchange |in return )?for|about|over|regarding|with|in|to) (?P<about>.+))?`)},
	{command: "demand", form: form(`{aux} (?P<by>.+?)(?: {never})? (?P<verb>{want})(?: (?:for|to|that|on))? (?P<about>.+)`)},
	{command: "demand", form: form(`(?:what (?:are|were) |list )?(?:all )?(?P<by>.+?)(?:['’]s?) (?P<verb>{wanted})(?: (?:to|on|of|against) (?P<of>.+?))?(?: (?:about|for|over|regarding) (?P<about>.+))?`)},

	{command: "who-said", form: form(`who(?: {aux})?(?: {never})? {said} (?:what |something |anything )?{on} (?P<about>.+)`)},
	{command: "who-said", form: form(`who(?: {aux})?(?: {never})? (?:said|says|say|stated|claimed|claims)(?: that)?[:,]? (?P<words>.+)`)},
	{command: "who-said", form: form(`who(?: {aux})?(?: {never})? (?:{said}|{denied})(?: that)? (?P<about>.+)`)},
	{command: "who-said", form: form(`what(?:['’]?s| is| was| are| were) (?P<who>.+?)(?:['’]s?)? (?:position|view|views|opinion|stance|reaction|response|answer|comment|statement)s?(?: {on} (?P<about>.+))?`)},
	{command: "who-said", form: form(`how {aux} (?P<who>.+?) (?:respond|responded|react|reacted|reply|replied|answer|answered|comment|commented)(?: {on} (?P<about>.+))?`)},
	{command: "who-said", form: form(`what (?:was|has been|is|is being) said {on} (?P<about>.+?)(?: by (?P<who>.+))?`)},
	{command: "who-said", form: form(`what (?:are|is|were|was) (?:people|politicians|others|every(?:one|body)) saying {on} (?P<about>.+)`)},
	{command: "who-said", form: form(`what (?:was|has been|is) said by (?P<who>.+?)(?: {on} (?P<about>.+))?`)},
	{command: "who-said", form: form(`who(?:['’]s| {aux})*(?: {never})? (?:against|opposed to|oppos(?:es?|ed|ing)|supports?|supported|supporting|backs?|backed|backing|in favou?r of) (?P<about>.+)`)},
	{command: "who-said", form: form(`(?:anything|something) (?:by|from) (?P<who>.+?)(?: {on} (?P<about>.+))?`), known: "who"},
	{command: "who-said", form: form(`quote (?P<who>.+?)(?: (?:about|on|regarding|re) (?P<about>.+))?`), known: "who"},
	{command: "who-said", form: form(`(?:{quotes}) (?:by|from|of) (?P<who>.+?)(?: (?:about|on|regarding) (?P<about>.+))?`)},
	{command: "who-said", form: form(`(?:{quotes}) (?:about|on|regarding) (?P<about>.+)`)},
	{command: "who-said", form: form(`(?P<who>.+?)(?:['’]s?) (?:{quotes})(?: (?:about|on|regarding) (?P<about>.+))?`), known: "who"},
	{command: "who-said", form: form(`(?P<who>.+?) (?:about|on) (?P<about>.+)`), known: "who"},
	{command: "who-said", form: form(`(?:who(?:['’]s| is| was) )?(?P<who>.+)`), known: "who"},
}

// form compiles the form of a whole question, in any case.
func form(s string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:` + wordLists.Replace(s) + `)$`)
}

var wordLists = strings.NewReplacer(
	`{aux}`, `(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could|should|might)`,
	`{never}`, `(?:not|never|ever|already|really|also|actually|been|now|still)`,
	`{when}`, `(?:since when|until when|when exactly|when|on (?:what|which) (?:day|date)|(?:what|which) (?:day|date|month|year)|how long ago)`,
	`{on}`, `(?:about|on|regarding|concerning|re|over|of|to|in)`,
	`{say}`, `(?:say|said|saying|tell|told|state|stated|claim|claimed|announce|announced|declare|declared|comment|commented|write|written|mention|mentioned|warn|warned|talk|talked|speak|spoken|suggest|suggested)`,
	`{said}`, `(?:said|says|say|spoke|spoken|speaks|talked|talks|commented|comments|wrote|written|warned|warns|complained|quoted)`,
	`{denied}`, `(?:announced|announces|declared|declares|denied|denies|admitted|admits|confirmed|confirms|predicted|predicts|promised|promises|criticised|criticized|praised|mentioned|mentions)`,
	`{want}`, `(?:demand(?:s|ed|ing)?|want(?:s|ed|ing)?|request(?:s|ed|ing)?|require(?:s|d)?|insist(?:s|ed|ing)?(?: on)?|call(?:s|ed|ing)? (?:for|on)|ask(?:s|ed|ing)?(?: for)?|urge(?:s|d)?|propose(?:s|d)?|offer(?:s|ed|ing)?|concede(?:s|d)?|refuse(?:s|d)?|reject(?:s|ed|ing)?|threaten(?:s|ed|ing)?)`,
	`{wantPart}`, `(?:demanded|wanted|requested|required|asked|offered|proposed|conceded|refused|rejected|threatened)`,
	`{wanted}`, `(?:demands?|requests?|conditions?|offers?|proposals?|concessions?|refusals?|threats?)`,
	`{quotes}`, `(?:the )?(?:quotes?|quotations?|statements?|remarks?|comments?)`,
)

// kindOf is the kind of demand that a word asks for, "" for all: who asks for demands wants requests and conditions as well.
func kindOf(word string) string {
	word = strings.ToLower(word)
	for stem, kind := range map[string]string{
		"condition": "condition", "offer": "offer", "propos": "offer", "conce": "concession", "refus": "refusal", "reject": "refusal", "threat": "threat",
	} {
		if strings.HasPrefix(word, stem) {
			return kind
		}
	}
	return ""
}

// happening is what a question about an event may end with and does not ask.
var happening = regexp.MustCompile(`(?i) (?:happen|happened|happening|take place|taken place|taking place|occur|occurred)$`)

// pronouns name nobody without the conversation around them.
var pronouns = wordSet("he she it they we you i him her them us this that these those who whom anyone anybody someone somebody everyone everybody people nobody what there")

// asking words begin a question, and no name.
var asking = wordSet(`what which when where why how did does do is are was were has have had will would can could should might`)

// emptyObject is what stands where nothing is named.
var emptyObject = wordSet("something anything what things stuff")

// hollow words ask, or only join others.
var hollow = wordSet(`who whom whose what which when where why how did do does done is are was were be been being am has have had will would can could
should shall may might must the a an of to in on at for from by with about into and or but if as than then there here it its this that these those i me my we us our
you your he him his she her they them their any some please tell show much many up`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
