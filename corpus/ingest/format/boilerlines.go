package format

import (
	"regexp"
	"strings"
)

// boilerplate is a line that asks the reader for something, or points elsewhere, in whatever element it stands.
var boilerplate = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	// Advertising, and where the text goes on after it.
	`advertisements?(?: ?[-–—|:] .{0,40})?$`, `sponsored(?: content)?$`, `paid (?:content|post)$`, `ad$`, `report (?:this )?ad$`, `scroll to continue\b.{0,40}$`,
	`continue reading.{0,40}$`, `story continues below.{0,40}$`, `article continues (?:below|after).{0,40}$`, `(?:skip past|after) newsletter promotion$`,
	// Newsletters, accounts, money.
	`sign[ -]?up (?:for|to) (?:our|the|your|a|my)\b.{0,60}\b(?:newsletters?|e-?mails?|alerts?|briefings?|updates|digest|edition|inbox)\b.{0,60}$`, `sign[ -]?up (?:to [A-Z][^.]{0,60}|now|here|today)\W*$`,
	`subscribe (?:now|here|today)\b.{0,60}$`, `subscribe (?:to|for) (?:our|the|continue|read|keep|unlock|[^ ]+ (?:for|on|to get))\b[^.]{0,100}\W?$`,
	`(?:get|join|receive) (?:our|the|your)\b.{0,60}\b(?:newsletters?|inbox|whatsapp channel|mailing list)\b.{0,60}$`, `.{0,40}\bnewsletters?$`, `free (?:daily|weekly) newsletter\b.{0,80}$`,
	`enter your e-?mail\b.{0,60}$`, `thank(?:s| you) for (?:subscribing|signing up)\b.{0,60}$`, `privacy notice:.*$`, `already (?:a subscriber|subscribed|have an account)\b.{0,30}$`,
	`(?:log|sign) in(?: (?:to|or|with|here|now)\b.{0,30})?$`, `(?:log|sign) in to (?:comment|continue|read|your account)\b.{0,20}$`, `purchase licensing rights\b.{0,20}$`,
	`support (?:our|independent|quality) (?:work|journalism)\b.*$`, `by signing up,? you\b.*$`,
	// Other articles.
	`(?:read|see|hear|watch|learn|listen)(?: (?:also|more|next|now|live))?\s*(?:[:：»›|].*)$`, `(?:read|see|hear|watch|learn) (?:also|more|next|on .{0,60}|\.{3})$`, `(?:also|more) (?:read|on this|from|in)\s*[:：|].*$`,
	`(?:related|more|live|explained|in pictures)\s*[:|]\s.*$`, `more (?:on this(?: (?:story|topic))?|from [\p{L}\d .'’&-]{1,40})$`,
	`(?:related|recommended|trending|popular|suggested|top|latest)(?: (?:articles?|stories|content|topics|posts?|coverage|reading|news|links?|now|internet links))?\s*:?$`,
	`(?:you (?:may|might)(?: also)? (?:like|be interested)|most (?:read|popular|viewed)|more (?:stories|news)|latest news|editor(?:'|’)?s(?:'|’)? picks?|what to read next|up next|don(?:'|’)t miss|keep reading)\b.{0,40}$`,
	`list of \d+ items?$`, `list \d+ of \d+.{0,150}$`, `end of list$`,
	// Sharing and commenting.
	`(?:share|follow us|like us|find us|join us)(?: (?:this (?:article|story|post|page|video)|on|via)\b.{0,60})?$`, `follow (?:@\w+|[\p{L}\d .&-]{1,40} on (?:x|twitter|facebook|instagram|linkedin|telegram|whatsapp|google news))\b.{0,20}$`,
	`(?:share|tweet|e-?mail|print|copy link|save|whatsapp|facebook|twitter|x|linkedin|reddit|telegram)$`,
	`(?:leave|post|add|write) (?:a|your) (?:comment|reply)\b.{0,40}$`, `\d* ?comments?(?: \(\d+\))?$`, `(?:show|view|load) (?:all |more )?comments?\b.{0,20}$`, `join the conversation\b.{0,20}$`, `be the first to comment\b.{0,20}$`,
	`(?:what do (?:you|readers) think|have your say)\b.{0,20}\bcomments?\b.{0,20}$`, `(?:do you have|have you got|got) an? (?:story|tip|question)\b.{0,120}$`, `have you been affected\b.*$`,
	// Consent.
	`(?:we|this (?:site|website)|our (?:site|website)) uses? cookies\b.*$`, `.{0,60}\baccept (?:all )?cookies\b.*$`, `by (?:continuing|using|clicking)\b.{0,100}\b(?:cookies|terms|privacy policy)\b.*$`,
	`this (?:content|article|video) (?:is hosted|is provided|contains content provided) by\b.*$`, `this (?:video|content) is (?:not|no longer) available\b.*$`, `allow [\p{L} ]{1,30} content\?$`,
	// Rights and credits.
	`(?:©|\(c\)|copyright)\s.{0,160}$`, `all rights reserved\b.{0,60}$`, `(?:photo(?:graph)?|image|picture|video|illustration|file photo)s?(?: credit)?\s*(?:[:：]|by\b).{0,120}$`,
	`(?:image|media|photo|picture|video) (?:source|caption|credit|copyright)\b\s*[,:].*$`, `[\[(](?:file|ap photo|photo|picture|image|afp|reuters|getty)\b[^\])]{0,100}[\])]$`,
	`\(?(?:additional )?reporting by [^.]{1,150}\bediting by [^.]{1,100}\)?$`, `our standards:.*$`, `the post .{1,200} (?:appeared first|first appeared) on .{1,80}$`, `this (?:story|article|report) (?:was|is) (?:originally|first) (?:featured|published|posted)\b.{0,100}$`,
	// What the page says of itself, and its buttons.
	`(?:first |originally )?(?:published|updated|posted|modified|last (?:updated|modified))(?: (?:on|at))?:?\s*(?:\d|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)|today|yesterday|just now|an? (?:minute|hour|day))[^.]{0,30}(?:\.\d\d[^.]{0,12})?$`,
	`(?:\d+|one|two|five|ten) min(?:ute)?s? read$`, `reading time\b.{0,20}$`, `listen to this (?:article|story)\b.{0,20}$`, `\d+:\d\d ?/ ?\d+:\d\d$`, `(?:tags|topics|filed under|category|categories)\s*:.{0,120}$`,
	`(?:click|tap) here\b.{0,80}$`, `download (?:our|the) app\b.{0,60}$`, `skip to (?:main )?content$`, `print this page$`, `back to top$`,
	`(?:loading\W*|(?:show|load|see|view) more|close|play|pause|watch live|live|breaking news|trending now)$`,
}, `|`) + `)`)

// agency is a picture's credit that stands alone.
var agency = regexp.MustCompile(`^(?:[\p{Lu}][\p{L}.'’-]*(?: [\p{Lu}][\p{L}.'’-]*){0,3}(?:/| via ))?(?:Getty Images|AFP|AP|EPA|Reuters|Shutterstock|Alamy|Bloomberg)$`)

// isBoilerplate reports whether a paragraph is a line of the page, not of the article.
func isBoilerplate(p string) bool {
	return len(p) < boxLimit && (boilerplate.MatchString(p) || agency.MatchString(p))
}

// byline names those who wrote the article, on a line of its own.
var byline = regexp.MustCompile(`^(?:By|BY) ((?:\p{Lu}[\p{L}.'’-]*)(?: (?:de|van|von|der|den|da|di|la|al|bin|el) | )(?:\p{Lu}[\p{L}.'’-]*)(?: \p{Lu}[\p{L}.'’-]*){0,2}(?:(?:, | and | & |, and )(?:\p{Lu}[\p{L}.'’-]*)(?: \p{Lu}[\p{L}.'’-]*){1,3}){0,4})$`)

// noName begins what stands where a name does.
var noName = regexp.MustCompile(`^(?:Follow|About|More|View|All|Share|Contact|Posts?|Articles?|Written|Read|Staff|Author)\b`)

// writer returns who wrote the article, where line says nothing else; "" otherwise.
func writer(line string) string {
	m := byline.FindStringSubmatch(line)
	if m == nil || len(line) > 120 || len(m[1]) < 5 || noName.MatchString(m[1]) {
		return ""
	}
	return m[1]
}

// signed finds who wrote the article in one of its first paragraphs, where the file does not tell.
func (a *Article) signed() { a.Author = first(a.Author, Writer(a.Paragraphs)) }

// Writer returns who wrote an article, where one of its first paragraphs says nothing else ("By Ida Berg"); "" otherwise.
func Writer(paragraphs []string) string {
	for _, p := range paragraphs[:min(len(paragraphs), 6)] {
		if name := writer(squeeze(p)); name != "" {
			return name
		}
	}
	return ""
}
