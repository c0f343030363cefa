package discordtest

import (
	"maps"
	"slices"
	"strings"
)

// fieldsOf names the fields of each kind of object that a request may hold, after a colon the kind of what is in it. Discord ignores a
// field that it does not know, and so hides a misspelt one.
var fieldsOf = fieldTable(map[string]string{
	"callback": "type data:any", // by its type: message, autocomplete or modal
	"message": "content embeds:embed components:component allowed_mentions:allowed attachments:attachment flags tts nonce enforce_nonce " +
		"message_reference:reference sticker_ids poll:any username avatar_url thread_name applied_tags " +
		"choices:choice custom_id title " + // discordgo has one type for all data of callbacks
		"ID Channel", // discordgo's MessageEdit sends these by mistake
	"autocomplete": "choices:choice tts content components embeds",
	"modal":        "custom_id title components:component tts content embeds",
	"embed": "title type description url timestamp color footer:footer image:media thumbnail:media video:media provider:author " +
		"author:author fields:field",
	"footer":     "text icon_url proxy_icon_url",
	"media":      "url proxy_url width height",
	"author":     "name url icon_url proxy_icon_url",
	"field":      "name value inline",
	"allowed":    "parse users roles replied_user",
	"attachment": "id filename description content_type size url proxy_url height width ephemeral duration_secs waveform flags title is_spoiler",
	"reference":  "type message_id channel_id guild_id fail_if_not_exists",
	"component": "type id components:component component:component accessory:component style label emoji:emoji custom_id url disabled sku_id options:menuoption " +
		"placeholder min_values max_values default_values:any channel_types required value min_length max_length content description items:any media:any " +
		"spoiler divider spacing accent_color file:any name size default",
	"menuoption": "label value description emoji:emoji default",
	"emoji":      "id name animated user roles require_colons managed available",
	"command": "id application_id guild_id version type name name_localizations:any description description_localizations:any options:option default_member_permissions " +
		"dm_permission default_permission integration_types contexts nsfw handler",
	"option": "type name name_localizations:any description description_localizations:any required choices:choice options:option channel_types min_value max_value " +
		"min_length max_length autocomplete file_types",
	"choice": "name name_localizations:any value",
})

func fieldTable(lines map[string]string) map[string]map[string]string {
	table := map[string]map[string]string{}
	for kind, line := range lines {
		table[kind] = map[string]string{}
		for field := range strings.FieldsSeq(line) {
			name, inner, _ := strings.Cut(field, ":")
			table[kind][name] = inner
		}
	}
	return table
}

// known reports fields that the kind of object does not have.
func (k *checker) known(kind string, o object) {
	fields := fieldsOf[kind]
	for _, name := range slices.Sorted(maps.Keys(o)) {
		inner, ok := fields[name]
		if !ok {
			k.warn("field", "%s has no field %s", kind, name)
			continue
		}
		if fieldsOf[inner] == nil {
			continue
		}
		switch v := o[name].(type) {
		case object:
			k.known(inner, v)
		case []any:
			for _, member := range v {
				if m, ok := member.(object); ok {
					k.known(inner, m)
				}
			}
		}
	}
}
