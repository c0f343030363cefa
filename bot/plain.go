package bot

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Plain reads a question as people write it to somebody, "who demanded higher wages?", and makes it the command that
// answers it. The first of plainRules that fits decides; docs/queries.md lists them. What fits none is searched for by its content
// words, and no text at all asks for help. A command typed with its slash, or with an option's name, is read as [Reader.Line] does.
func (r Reader) Plain(text string) (Request, error) {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "�")), " ")
	if text == "" || strings.HasPrefix(text, "/") || isLine(text) {
		if text == "" {
			text = "/" + helpCommand
		}
		return r.Line(text)
	}
	bare := thanks.ReplaceAllString(politeness.ReplaceAllString(text, ""), "")
	if bare == "" {
		return r.Line("/" + helpCommand)
	}
	if name, ok := noQuestion(bare); ok {
		return Request{}, &index.QueryError{Hint: fmt.Sprintf(wording.NoQuestion, name)}
	}
	bare, page := pageOf(bare)
	rest, period := r.ending(bare)
	period["page"] = page
	for _, rule := range plainRules {
		options, ok := rule.read(r, rest)
		if !ok {
			continue
		}
		if rule.command == "sources" && (period["since"] != "" || period["until"] != "") { // which knows no period
			rule, options = searchRule, Options{"query": options["about"]}
		}
		q, err := r.Query(rule.command, rule.within(options, period))
		if err == nil {
			return q, nil
		}
	}
	words := gist.ReplaceAllString(rest, "")
	if len(wordsThatSay(words)) == 0 && period["since"]+period["until"] == "" {
		return r.Line("/" + helpCommand)
	}
	words = contentWords(words)
	q, err := r.Query(searchRule.command, searchRule.within(Options{"query": words}, period))
	q.Guessed = true
	return q, err
}

// isLine reports that text is a command without its slash: its name, and then an option's name and colon somewhere.
func isLine(text string) bool {
	name, rest, _ := cutSpace(text)
	for _, c := range commands() {
		if c.parse == nil || !strings.EqualFold(c.name, name) {
			continue
		}
		if strings.Contains(c.name, "-") { // no word of English
			return true
		}
		for w := range strings.FieldsSeq(rest) {
			if c.head(w) > 0 || !c.raw && optionHead(w) > 0 {
				return true
			}
		}
	}
	return false
}

// noQuestion returns the command that text begins with when it is one that a sentence cannot run.
func noQuestion(text string) (string, bool) {
	name, rest, _ := cutSpace(strings.ToLower(text))
	sub, _, _ := cutSpace(rest)
	for _, c := range commands() {
		if c.name != name || c.act == nil && c.subs == nil || c.parse != nil || c.name == helpCommand {
			continue
		}
		if _, ok := chosen(name, sub); ok {
			return name, true
		}
	}
	return "", false
}

// politeness is what a question may begin with and does not ask.
var politeness = regexp.MustCompile(`(?i)^(?:(?:hey|hi|hello|ok|okay|so|and|but|please|now|well|(?:can|could|would|will) you(?: please)?(?: tell| show| give)?(?: me| us)?|(?:do|does) (?:you|anyone|anybody) (?:know|remember)|(?:tell|show|give)(?: me| us)|show|(?:is|are) there|do you have|have you got|i(?:'d| would) like to know|i want to know|remind (?:me|us)(?: of)?)\b[,:]? *)+`)

// thanks is what it may end with: marks, and words that narrow nothing.
var thanks = regexp.MustCompile(`(?i)(?:[\s?!.…؟？。,]|\b(?:please|thanks|thank you|recently|lately|so far|exactly|at all|again|now))*$`)

// plainRule routes sentences of one form. The named groups of form are the command's options; the group verb says by kindOf which
// kind of demand is meant, and a group about may hold its target, see [Reader.target].
type plainRule struct {
	command string
	form    *regexp.Regexp
	known   string // the option whose value must be a name of the documents for the rule to fit
}

var searchRule = plainRule{command: "search"}

// read returns the options that s gives; ok is false where the rule does not fit.
func (p plainRule) read(r Reader, s string) (options Options, ok bool) {
	m := p.form.FindStringSubmatch(s)
	if m == nil {
		return nil, false
	}
	options = Options{}
	for i, name := range p.form.SubexpNames() {
		if name == "" || m[i] == "" {
			continue
		}
		value := strings.Trim(m[i], " ,:;")
		switch name {
		case "verb":
			if kind := kindOf(value); kind != "" {
				options["kind"] = kind
			}
			continue
		case "event":
			name, value = "about", contentWords(happening.ReplaceAllString(value, ""))
		case "query":
		default:
			value = unquote(value)
			if name != "about" && name != "words" && !isName(value) {
				return nil, false
			}
		}
		if value != "" {
			options[name] = value
		}
	}
	if p.known != "" && (r.Knows == nil || !r.Knows(options[p.known])) {
		return nil, false
	}
	if p.command == "demand" {
		r.target(options)
	}
	if about := article.ReplaceAllString(options["about"], ""); about != "" {
		options["about"] = about
	}
	return options, true
}

// within adds a period and a page to the options, in the way of the command.
func (p plainRule) within(options, period Options) Options {
	c, _ := chosen(p.command, "")
	for _, name := range []string{"since", "until", "page"} {
		value := period[name]
		if value == "" {
			continue
		}
		if _, takes := c.option(name); takes {
			options[name] = value
		} else if p.command == searchRule.command {
			options["query"] = strings.TrimSpace(options["query"] + " " + name + `:"` + value + `"`)
		}
	}
	return options
}

// pageOf takes a page off the end of a question: the prompt's "more" puts it there.
func pageOf(s string) (rest, page string) {
	if m := paged.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return s, ""
}

var paged = regexp.MustCompile(`(?i)^(.*?)[\s?!.…]*\spage:([0-9]+)$`)

// target parts "higher wages from the port" and "the port to pay more" into what is wanted and of whom, where that is somebody
// whom the documents know.
func (r Reader) target(options Options) {
	about := options["about"]
	if about == "" || options["of"] != "" || r.Knows == nil {
		return
	}
	if kind := options["kind"]; kind == "threat" && r.Knows(about) {
		options["of"] = about
		delete(options, "about")
		return
	}
	for _, f := range targets {
		if m := f.FindStringSubmatch(about); m != nil {
			what, of := m[f.SubexpIndex("what")], m[f.SubexpIndex("of")]
			if r.Knows(of) {
				options["of"] = of
				if options["about"] = what; emptyObject[strings.ToLower(what)] {
					delete(options, "about")
				}
				return
			}
		}
	}
}

var targets = []*regexp.Regexp{
	regexp.MustCompile(`(?i)^(?P<what>.+) (?:from|of) (?P<of>.+)$`),
	regexp.MustCompile(`(?i)^(?P<of>.+?) (?:to|for) (?P<what>.+)$`),
}

// isName reports whether somebody may be called s: a pronoun names nobody here, and a name does not begin as a question does.
func isName(s string) bool {
	first, rest, _ := cutSpace(strings.ToLower(s))
	question := asking[first] && (rest != "" || s == first)
	return !question && !pronouns[first] && strings.Count(rest, " ") < 7
}

// article is what a topic begins with and does not need.
var article = regexp.MustCompile(`(?i)^(?:(?:the|a|an|any|some|that) )+`)

// ending takes a period off the end of s: "since March", "in October 2025", "between 3 May and 5 May", "last week".
func (r Reader) ending(s string) (rest string, period Options) {
	period = Options{}
	if m := between.FindStringSubmatch(s); m != nil && r.isDay(m[2]) && r.isDay(m[3]) {
		return m[1], Options{"since": m[2], "until": m[3]}
	}
	const longest = 6 // words: "since the 3rd of October 2025"
	for again := true; again; {
		again = false
		words := strings.Fields(s)
		for n := min(longest, len(words)-1); n > 0; n-- {
			tail := strings.Join(words[len(words)-n:], " ")
			first, day, _ := strings.Cut(tail, " ")
			var since, until string
			switch strings.ToLower(first) {
			case "since", "after", "from":
				since = day
			case "until", "till", "before":
				until = day
			case "in", "on", "during":
				since, until = day, day
			case "yesterday", "today", "last", "this":
				since, until, day = tail, tail, tail
			default:
				continue
			}
			if period["since"] != "" && since != "" || period["until"] != "" && until != "" || !r.isDay(day) {
				continue
			}
			for name, value := range map[string]string{"since": since, "until": until} {
				if value != "" {
					period[name] = value
				}
			}
			s, again = strings.Join(words[:len(words)-n], " "), true
			break
		}
	}
	return s, period
}

var between = regexp.MustCompile(`(?i)^(.+?) (?:between|from) (.+?) (?:and|to|until|till) (.+)$`)

func (r Reader) isDay(s string) bool {
	_, _, err := days(s, today(r.Now))
	return err == nil
}

// contentWords leaves the words out that ask and those that only join others. Phrases in quotation marks stay whole. Where
// nothing would remain, all does.
func contentWords(s string) string {
	if kept := wordsThatSay(s); len(kept) > 0 {
		return strings.Join(kept, " ")
	}
	return s
}

// wordsThatSay are the words and phrases of s that are not hollow.
func wordsThatSay(s string) (kept []string) {
	for rest := s; rest != ""; {
		rest = strings.TrimLeft(rest, separators)
		if n := closing(rest); n > 0 {
			kept, rest = append(kept, rest[:n]), rest[n:]
			continue
		}
		word, after, _ := cutSpace(rest)
		rest = after
		plain := strings.TrimFunc(word, func(c rune) bool { return unicode.IsPunct(c) && c != '-' })
		if base := short.ReplaceAllString(strings.ToLower(plain), ""); plain != "" && !hollow[base] {
			kept = append(kept, strings.TrimRight(word, ",;:!?."))
		}
	}
	return kept
}

// short is what a hollow word may be drawn together with: what's, who're.
var short = regexp.MustCompile(`['’](?:s|re|ve|ll|d)$`)

// gist is what a question for all that is known of something begins with.
var gist = regexp.MustCompile(`(?i)^(?:(?:any|the|some|all) )*(?:news|latest|updates?|anything|everything|something|all|gist|details|facts?|(?:you|we) know|what (?:do|did) (?:you|we) know|summari[sz]e|sum up|summary|recap|explain|describe|compare|background)(?: (?:on|about|from|regarding|concerning|re|of|for|to))* `)
