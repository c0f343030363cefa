package discordtest_test

import (
	"fmt"
	"maps"
	"testing"
)

func TestRulesOfComponents(t *testing.T) {
	t.Parallel()
	numbered := func(i int) any { return button(m{"custom_id": fmt.Sprint(i)}) }
	option := func(i int) any { return m{"label": "a", "value": fmt.Sprint(i)} }
	check(t, "POST", "/channels/%s/messages", enforced, []ruleCase{
		{"five by five", rows(many(5, func(r int) any { return row(many(5, func(i int) any { return numbered(5*r + i) })...) })...), nil},
		{"six buttons", rows(row(many(6, numbered)...)), []string{"row.buttons"}},
		{"six rows", rows(many(6, func(i int) any { return row(numbered(i)) })...), []string{"components.rows"}},
		{"empty row", rows(row()), []string{"row.empty"}},
		{"no row", rows(button(nil)), []string{"components.v2"}},
		{"label", rows(row(button(m{"label": chars(81)}))), []string{"button.label"}},
		{"blank", rows(row(button(m{"label": nil}))), []string{"button.blank"}},
		{"emoji alone", rows(row(button(m{"label": nil, "emoji": m{"name": "▶"}}))), nil},
		{"style", rows(row(button(m{"style": 9}))), []string{"button.style"}},
		{"custom id", rows(row(button(m{"custom_id": chars(101)}))), []string{"custom_id"}},
		{"no custom id", rows(row(button(m{"custom_id": nil}))), []string{"custom_id"}},
		{"same custom id", rows(row(button(nil)), row(button(nil))), []string{"custom_id.same"}},
		{"link", rows(row(button(m{"style": 5, "custom_id": nil, "url": "https://example.org"}))), nil},
		{"link without address", rows(row(button(m{"style": 5, "custom_id": nil}))), []string{"button.url"}},
		{"link with id", rows(row(button(m{"style": 5, "url": "https://example.org"}))), []string{"button.url"}},
		{"button with address", rows(row(button(m{"url": "https://example.org"}))), []string{"button.url"}},
		{"long link", rows(row(button(m{"style": 5, "custom_id": nil, "url": "https://example.org/" + chars(512)}))), []string{"button.url"}},
		{"menu", rows(row(menu(nil))), nil},
		{"menu beside a button", rows(row(menu(nil), button(nil))), []string{"row.menu"}},
		{"26 options", rows(row(menu(m{"options": many(26, option)}))), []string{"menu.options"}},
		{"no options", rows(row(menu(m{"options": l{}}))), []string{"menu.options"}},
		{"same option", rows(row(menu(m{"options": l{option(1), option(1)}}))), []string{"menu.option.same"}},
		{"option label", rows(row(menu(m{"options": l{m{"label": chars(101), "value": "a"}}}))), []string{"menu.option"}},
		{"placeholder", rows(row(menu(m{"placeholder": chars(151)}))), []string{"menu.placeholder"}},
		{"min above max", rows(row(menu(m{"min_values": 2}))), []string{"menu.values"}},
		{"input in a message", rows(row(m{"type": 4, "custom_id": "a", "style": 1, "label": "a"})), []string{"row.member"}},
		{"v2", quiet(m{"flags": 1 << 15, "components": l{m{"type": 17, "components": l{m{"type": 10, "content": "x"}, row(button(nil))}}}}), nil},
		{"v2 and content", quiet(m{"flags": 1 << 15, "content": "x", "components": l{m{"type": 10, "content": "x"}}}), []string{"components.v2"}},
		{"v2 nested button", quiet(m{"flags": 1 << 15, "components": l{m{"type": 9, "components": l{m{"type": 10, "content": "x"}}, "accessory": button(m{"label": chars(81)})}}}), []string{"button.label"}},
		{"41 nested", quiet(m{"flags": 1 << 15, "components": l{m{"type": 17, "components": many(40, func(int) any { return m{"type": 10, "content": "x"} })}}}), []string{"components.count"}},
	})
}

func TestRulesOfCallbacks(t *testing.T) {
	t.Parallel()
	callback := func(kind int, data any) m { return m{"type": kind, "data": data} }
	modal := func(more m) m {
		o := m{"title": "t", "custom_id": "a", "components": l{row(m{"type": 4, "custom_id": "b", "style": 1, "label": "c"})}}
		maps.Copy(o, more)
		return callback(9, o)
	}
	input := func(more m) l {
		o := m{"type": 4, "custom_id": "b", "style": 1, "label": "c"}
		maps.Copy(o, more)
		return l{row(o)}
	}
	choice := func(i int) any { return m{"name": fmt.Sprint(i), "value": fmt.Sprint(i)} }
	choices := func(c ...any) m { return callback(8, m{"choices": c}) }
	unknown := []string{"interaction.unknown"} // nothing else was wrong
	check(t, "POST", "/interactions/1/%s/callback", func(rule string) bool { return enforced(rule) && rule != "interaction.unknown" }, []ruleCase{
		{"message", callback(4, quiet(m{"content": "x", "flags": 64})), unknown},
		{"empty message", callback(4, quiet(m{})), []string{"message.empty"}},
		{"no mentions", callback(4, m{"content": "x"}), []string{"allowed_mentions", "interaction.unknown"}},
		{"misspelt", m{"type": 5, "dta": 1}, []string{"field", "interaction.unknown"}},
		{"unknown type", callback(3, m{}), []string{"callback.type"}},
		{"defer", callback(5, m{"flags": 64}), unknown},
		{"defer with other flags", callback(5, m{"flags": 4}), []string{"defer.flags", "interaction.unknown"}},
		{"defer with content", callback(5, m{"content": "x"}), []string{"defer.content", "interaction.unknown"}},
		{"update without text", callback(7, m{"components": l{}}), unknown},
		{"update", callback(7, m{"content": "x"}), []string{"allowed_mentions", "interaction.unknown"}},
		{"25 choices", choices(many(25, choice)...), unknown},
		{"no choices", choices([]any{}...), unknown},
		{"26 choices", choices(many(26, choice)...), []string{"choices.count"}},
		{"choice name", choices(m{"name": chars(101), "value": "a"}), []string{"choice.name"}},
		{"choice value", choices(m{"name": "a", "value": chars(101)}), []string{"choice.value"}},
		{"choice of nothing", choices(m{"name": "a", "value": true}), []string{"choice.value"}},
		{"choice twice", choices(choice(1), choice(1)), []string{"choice.same", "interaction.unknown"}},
		{"modal", modal(nil), unknown},
		{"modal title", modal(m{"title": chars(46)}), []string{"modal.title"}},
		{"modal id", modal(m{"custom_id": ""}), []string{"custom_id"}},
		{"modal rows", modal(m{"components": l{}}), []string{"modal.rows"}},
		{"modal label", modal(m{"components": input(m{"label": chars(46)})}), []string{"modal.label"}},
		{"modal value", modal(m{"components": input(m{"value": chars(4001)})}), []string{"modal.value"}},
		{"modal placeholder", modal(m{"components": input(m{"placeholder": chars(101)})}), []string{"modal.placeholder"}},
	})
}
