package discordtest_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"example.org/briefbot/bot/discordtest"
)

// slash is a command that breaks no rule, with more in it; a nil takes something out.
func slash(more m) m {
	o := m{"name": "ask", "description": "asks", "contexts": l{0}, "integration_types": l{0}}
	for key, v := range more {
		if o[key] = v; v == nil {
			delete(o, key)
		}
	}
	return o
}

// options is a command with string options that have more in them.
func options(more ...m) m {
	var out l
	for i, add := range more {
		o := m{"type": 3, "name": fmt.Sprint("o", i), "description": "d"}
		maps.Copy(o, add)
		out = append(out, o)
	}
	return slash(m{"options": out})
}

func TestRulesOfCommands(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	w := newWire(t, fake)
	choice := func(i int) any { return m{"name": fmt.Sprint(i), "value": fmt.Sprint(i)} }
	big := func(i int) m {
		return m{"description": chars(100), "choices": many(25, func(i int) any { return m{"name": fmt.Sprint(i), "value": chars(99)} })}
	}
	menu := m{"name": "Save as note", "type": 3, "description": nil}
	for _, c := range []ruleCase{
		{"good", l{options(m{"autocomplete": true}, m{"choices": many(25, choice)}, m{"min_length": 1, "max_length": 100}), slash(menu)}, nil},
		{"two kinds of one name", l{slash(m{"name": "note"}), slash(m{"name": "note", "type": 3, "description": nil})}, nil},
		{"name", l{slash(m{"name": "who said"})}, []string{"command.name"}},
		{"upper case", l{slash(m{"name": "Ask"})}, []string{"command.name"}},
		{"long name", l{slash(m{"name": chars(33)})}, []string{"command.name"}},
		{"menu name", l{slash(m{"name": chars(33), "type": 3, "description": nil})}, []string{"command.name"}},
		{"no description", l{slash(m{"description": nil})}, []string{"command.description"}},
		{"menu description", l{slash(m{"type": 3})}, []string{"command.description"}},
		{"menu options", l{slash(m{"type": 3, "description": nil, "options": l{m{"type": 3, "name": "a", "description": "b"}}})}, []string{"command.options"}},
		{"contexts", l{slash(m{"contexts": nil})}, []string{"command.contexts"}},
		{"permissions", l{slash(m{"default_member_permissions": "MANAGE"})}, []string{"command.permissions"}},
		{"same name", l{slash(nil), slash(nil)}, []string{"command.same"}},
		{"101 commands", many(101, func(i int) any { return slash(m{"name": fmt.Sprint("c", i)}) }), []string{"commands.count"}},
		{"16 menus", many(16, func(i int) any { return slash(m{"name": fmt.Sprint("c", i), "type": 3, "description": nil}) }), []string{"commands.count"}},
		{"size", l{options(big(0), big(1), big(2), big(3))}, []string{"command.size"}},
		{"locale", l{slash(m{"name_localizations": m{"xx": "a"}})}, []string{"locale"}},
		{"localization", l{slash(m{"name_localizations": m{"de": "Wer sagt"}})}, []string{"localization"}},
		{"26 options", l{options(make([]m, 26)...)}, []string{"options.count"}},
		{"option name", l{options(m{"name": "Who"})}, []string{"option.name"}},
		{"option twice", l{options(m{"name": "a"}, m{"name": "a"})}, []string{"option.same"}},
		{"option description", l{options(m{"description": ""})}, []string{"option.description"}},
		{"option type", l{options(m{"type": 12})}, []string{"option.type"}},
		{"required last", l{options(m{}, m{"required": true})}, []string{"option.order"}},
		{"option beside subcommand", l{options(m{"type": 1}, m{})}, []string{"option.subcommand"}},
		{"inside a subcommand", l{options(m{"type": 1, "options": l{m{"type": 3, "name": "B", "description": "b"}}})}, []string{"option.name"}},
		{"autocomplete and choices", l{options(m{"autocomplete": true, "choices": l{choice(1)}})}, []string{"option.autocomplete"}},
		{"autocomplete of a boolean", l{options(m{"type": 5, "autocomplete": true})}, []string{"option.autocomplete"}},
		{"26 choices", l{options(m{"choices": many(26, choice)})}, []string{"choices.count"}},
		{"choice value", l{options(m{"choices": l{m{"name": "a", "value": 1}}})}, []string{"choice.value"}},
		{"lengths", l{options(m{"min_length": 3, "max_length": 2})}, []string{"option.length"}},
		{"misspelt", l{options(m{"requird": true})}, []string{"field"}},
		{"not a list", slash(nil), []string{"body"}},
		{"not objects", l{1}, []string{"body"}},
	} {
		status, code := w.send("PUT", "/applications/"+fake.Application+"/commands", c.body)
		if got := rules(fake); !slices.Equal(got, c.want) && (len(got) > 0 || len(c.want) > 0) {
			t.Errorf("%s: broken rules = %q, want %q", c.name, got, c.want)
		}
		if bad := slices.ContainsFunc(c.want, enforced); (status == 400) != bad {
			t.Errorf("%s: status %d, code %d, want a refusal: %v", c.name, status, code, bad)
		}
	}
}
