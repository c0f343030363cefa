package discordtest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// Discord's limits of application commands.
const (
	maxCommands        = 100 // of slash commands
	maxMenus           = 15  // of each kind of context menu
	maxDescription     = 100
	maxOptions         = 25
	maxChoices         = 25
	maxChoiceText      = 100
	maxCommandSize     = 8000
	typeSlash          = 1
	typeUserMenu       = 2
	typeMessageMenu    = 3
	optionSub          = 1
	optionGroup        = 2
	optionString       = 3
	optionInteger      = 4
	optionNumber       = 10
	maxMenuName        = 32
	maxStringMaxLength = 6000
)

// commandName is Discord's pattern of the names of slash commands and options; Go's \p{L} and \p{N} need the combining signs beside them.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

var digits = regexp.MustCompile(`^\d{1,20}$`)

// commands checks a whole list, as a bulk overwrite sends it.
func (k *checker) commands(l []any) {
	count := map[int64]int{}
	seen := map[string]bool{}
	for _, v := range l {
		o, ok := v.(object)
		if !ok {
			k.refuse("body", "a command is not an object")
			continue
		}
		kind := max(number(o, "type"), typeSlash)
		key := fmt.Sprint(kind, o["name"])
		if seen[key] {
			k.refuse("command.same", "%v is there twice", o["name"])
		}
		seen[key] = true
		count[kind]++
		k.command(o, false)
	}
	if count[typeSlash] > maxCommands || count[typeUserMenu] > maxMenus || count[typeMessageMenu] > maxMenus {
		k.refuse("commands.count", "%v commands by type; %d, %d and %d are allowed", count, maxCommands, maxMenus, maxMenus)
	}
}

// command checks one command; of a partial one (an edit) only what is there.
func (k *checker) command(o object, partial bool) {
	k.known("command", o)
	name := text(o, "name")
	kind := max(number(o, "type"), typeSlash)
	switch {
	case partial && !has(o, "name"):
	case kind == typeSlash:
		k.name("command.name", name)
	case length(name) == 0 || length(name) > maxMenuName:
		k.refuse("command.name", "%q has %d characters, 1 to %d are allowed", name, length(name), maxMenuName)
	}
	switch n := length(text(o, "description")); {
	case partial && !has(o, "description"):
	case kind == typeSlash && (n == 0 || n > maxDescription):
		k.refuse("command.description", "/%s: %d characters, 1 to %d are allowed", name, n, maxDescription)
	case kind != typeSlash && n > 0:
		k.refuse("command.description", "%s: a menu entry has no description", name)
	case kind != typeSlash && len(list(o, "options")) > 0:
		k.refuse("command.options", "%s: a menu entry has no options", name)
	}
	if strings.Contains(k.where, "/guilds/") || partial {
	} else if !has(o, "contexts") || !has(o, "integration_types") {
		k.warn("command.contexts", "%s: contexts and integration_types are to be set explicitly", name)
	}
	if p, ok := o["default_member_permissions"]; ok && p != nil && !digits.MatchString(fmt.Sprint(p)) {
		k.refuse("command.permissions", "%s: %v is not a bit set", name, p)
	}
	k.localized(o, true)
	k.options(name, o)
	if n := commandSize(o); n > maxCommandSize {
		k.refuse("command.size", "/%s: %d characters in names, descriptions and values, %d are allowed", name, n, maxCommandSize)
	}
}

// name checks a name of a slash command or of an option: the pattern, and lower case where there is one.
func (k *checker) name(rule, name string) {
	if !commandName.MatchString(name) || strings.ToLower(name) != name {
		k.refuse(rule, "%q is no name for a command or option", name)
	}
}

// localized checks the translations of a name and description.
func (k *checker) localized(o object, pattern bool) {
	for key, most := range map[string]int{"name_localizations": maxMenuName, "description_localizations": maxDescription} {
		for locale, v := range child(o, key) {
			s, _ := v.(string)
			if _, known := discordgo.Locales[discordgo.Locale(locale)]; !known && locale != "ar" && locale != "he" && locale != "es-419" && locale != "id" {
				k.refuse("locale", "unknown locale %s", locale)
			}
			if n := length(s); n == 0 || n > most {
				k.refuse("localization", "%s %s: %d characters, 1 to %d are allowed", key, locale, n, most)
			}
			if key == "name_localizations" && pattern && max(number(o, "type"), typeSlash) == typeSlash {
				k.name("localization", s)
			}
		}
	}
}

// options checks the options of a command or subcommand, and theirs.
func (k *checker) options(of string, o object) {
	options := objects(o, "options")
	if len(options) > maxOptions {
		k.refuse("options.count", "%s: %d options, %d are allowed", of, len(options), maxOptions)
	}
	seen := map[string]bool{}
	optional, subs := false, 0
	for _, option := range options {
		name, t := text(option, "name"), number(option, "type")
		k.name("option.name", name)
		if seen[name] {
			k.refuse("option.same", "%s: option %s is there twice", of, name)
		}
		seen[name] = true
		if n := length(text(option, "description")); n == 0 || n > maxDescription {
			k.refuse("option.description", "%s %s: %d characters, 1 to %d are allowed", of, name, n, maxDescription)
		}
		switch {
		case t == optionSub || t == optionGroup:
			subs++
		case flag(option, "required") && optional:
			k.refuse("option.order", "%s: the required option %s comes after an optional one", of, name)
		case !flag(option, "required"):
			optional = true
		}
		k.localized(object{"name_localizations": option["name_localizations"], "description_localizations": option["description_localizations"]}, true)
		k.option(of, option)
		k.options(of+" "+name, option)
	}
	if subs > 0 && subs < len(options) {
		k.refuse("option.subcommand", "%s: subcommands and options beside each other", of)
	}
}

func (k *checker) option(of string, o object) {
	name, t := text(o, "name"), number(o, "type")
	if t < 1 || t > 11 {
		k.refuse("option.type", "%s %s: type %d", of, name, t)
	}
	if flag(o, "autocomplete") {
		if len(list(o, "choices")) > 0 {
			k.refuse("option.autocomplete", "%s %s: autocomplete and choices exclude each other", of, name)
		}
		if t != optionString && t != optionInteger && t != optionNumber {
			k.refuse("option.autocomplete", "%s %s: type %d has no autocomplete", of, name, t)
		}
	}
	least, most := number(o, "min_length"), number(o, "max_length")
	if least < 0 || most < 0 || most > maxStringMaxLength || has(o, "max_length") && least > most {
		k.refuse("option.length", "%s %s: length %d to %d", of, name, least, most)
	}
	k.choices(of+" "+name, o)
	for _, c := range objects(o, "choices") {
		_, isText := c["value"].(string)
		if isText != (t == optionString) {
			k.refuse("choice.value", "%s %s: %v is not of the option's type", of, name, c["value"])
		}
	}
}

// choices checks those of an option or of an autocomplete answer.
func (k *checker) choices(of string, o object) {
	choices := objects(o, "choices")
	if len(choices) > maxChoices {
		k.refuse("choices.count", "%s: %d choices, %d are allowed", of, len(choices), maxChoices)
	}
	names := map[string]bool{}
	for _, c := range choices {
		name := text(c, "name")
		if n := length(name); n == 0 || n > maxChoiceText {
			k.refuse("choice.name", "%s: %d characters, 1 to %d are allowed", of, n, maxChoiceText)
		}
		switch v := c["value"].(type) {
		case string:
			if n := length(v); n == 0 || n > maxChoiceText {
				k.refuse("choice.value", "%s: a value of %d characters, 1 to %d are allowed", of, n, maxChoiceText)
			}
		case json.Number:
		default:
			k.refuse("choice.value", "%s: %v is neither text nor number", of, v)
		}
		if names[name] {
			k.warn("choice.same", "%s: %q is offered twice", of, name)
		}
		names[name] = true
		k.localized(object{"type": json.Number("2"), "name_localizations": c["name_localizations"]}, false)
	}
}

// commandSize counts names, descriptions and values, of a translated text the longest.
func commandSize(o object) int {
	n := longest(text(o, "name"), child(o, "name_localizations")) + longest(text(o, "description"), child(o, "description_localizations"))
	for _, c := range objects(o, "choices") {
		n += longest(text(c, "name"), child(c, "name_localizations")) + length(fmt.Sprint(c["value"]))
	}
	for _, option := range objects(o, "options") {
		n += commandSize(option)
	}
	return n
}

func longest(s string, localizations object) int {
	n := length(s)
	for _, v := range localizations {
		n = max(n, length(fmt.Sprint(v)))
	}
	return n
}
