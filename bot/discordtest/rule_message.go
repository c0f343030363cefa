package discordtest

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// Discord's limits of messages and embeds, in code points where they are of text.
const (
	maxContent         = 2000
	maxEmbeds          = 10
	maxEmbedTitle      = 256
	maxEmbedText       = 4096
	maxEmbedFields     = 25
	maxFieldName       = 256
	maxFieldValue      = 1024
	maxFooter          = 2048
	maxAuthor          = 256
	maxURL             = 2048
	maxEmbedsTogether  = 6000
	maxAttachments     = 10
	maxFile            = 10 << 20
	maxFileDescription = 1024
	maxNonce           = 25
	maxListedMentions  = 100
)

// message checks a body that makes or edits a message.
func (k *checker) message(c *call, o object, kind shape) {
	k.known("message", o)
	if n := length(text(o, "content")); n > maxContent {
		k.refuse("content", "%d characters, %d are allowed", n, maxContent)
	}
	k.embeds(o, c.files)
	k.components(o)
	k.attachments(c, o)
	k.mentions(o, kind)
	k.flags(o, kind)
	if kind != editMessage && empty(o) && len(c.files) == 0 {
		k.refuse("message.empty", "neither content, embeds, components nor files")
	}
	if n := length(fmt.Sprint(o["nonce"])); has(o, "nonce") && n > maxNonce {
		k.refuse("nonce", "%d characters, %d are allowed", n, maxNonce)
	}
	if flag(o, "enforce_nonce") && !has(o, "nonce") {
		k.refuse("nonce.missing", "enforce_nonce without a nonce")
	}
	if number(o, "flags")&componentsV2Flag != 0 && (length(text(o, "content")) > 0 || len(list(o, "embeds")) > 0) {
		k.refuse("components.v2", "content and embeds do not go with IS_COMPONENTS_V2")
	}
}

func empty(o object) bool {
	return length(text(o, "content")) == 0 && len(list(o, "embeds")) == 0 && len(list(o, "components")) == 0 &&
		len(list(o, "sticker_ids")) == 0 && !has(o, "poll") && !has(o, "message_reference")
}

// settableFlags are those that a bot may set: SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS, IS_COMPONENTS_V2.
const settableFlags = 1<<2 | ephemeralFlag | 1<<12 | componentsV2Flag

func (k *checker) flags(o object, kind shape) {
	flags := number(o, "flags")
	if flags&^settableFlags != 0 {
		k.refuse("flags", "%d has flags that a bot cannot set", flags)
	}
	if flags&ephemeralFlag != 0 && (kind == newMessage || kind == editMessage) {
		k.warn("flags.ephemeral", "EPHEMERAL has no effect here: visibility is fixed by the callback")
	}
}

// mentions wants allowed_mentions with nothing in it wherever there is text: unset, Discord would parse what stored text holds.
func (k *checker) mentions(o object, kind shape) {
	m, ok := o["allowed_mentions"].(object)
	if !ok {
		if kind != editMessage || has(o, "content") || has(o, "embeds") {
			k.warn("allowed_mentions", "is missing: everything in the text is parsed")
		}
		return
	}
	for _, key := range []string{"parse", "users", "roles"} {
		if n := len(list(m, key)); n > 0 {
			k.warn("allowed_mentions", "%s has %d entries, want none", key, n)
		}
	}
	for _, key := range []string{"users", "roles"} {
		if len(list(m, key)) > maxListedMentions {
			k.refuse("allowed_mentions.count", "more than %d %s", maxListedMentions, key)
		}
		if len(list(m, key)) > 0 && slices.Contains(list(m, "parse"), any(key)) {
			k.refuse("allowed_mentions.both", "%s are parsed and listed at once", key)
		}
	}
	for _, word := range list(m, "parse") {
		if !slices.Contains([]any{"users", "roles", "everyone"}, word) {
			k.refuse("allowed_mentions.parse", "unknown kind %v", word)
		}
	}
	if flag(m, "replied_user") {
		k.warn("allowed_mentions", "replied_user pings")
	}
}

// embeds checks each embed, their sum, and that no two have one URL: Discord shows such embeds as one.
func (k *checker) embeds(o object, files map[int]File) {
	embeds := objects(o, "embeds")
	if len(embeds) > maxEmbeds {
		k.refuse("embeds.count", "%d embeds, %d are allowed", len(embeds), maxEmbeds)
	}
	sum := 0
	seen := map[string]int{}
	for i, e := range embeds {
		sum += k.embed(i, e, files)
		link := text(e, "url")
		if before, twice := seen[link]; twice && link != "" {
			k.warn("embed.url.same", "embeds %d and %d have one url, %s: only the first is shown", before, i, link)
		}
		seen[link] = i
	}
	if sum > maxEmbedsTogether {
		k.refuse("embeds.sum", "%d characters in all embeds, %d are allowed", sum, maxEmbedsTogether)
	}
}

// embed returns what the embed counts towards the sum.
func (k *checker) embed(i int, e object, files map[int]File) int {
	sum := 0
	limit := func(rule, s string, most int, counts bool) {
		n := length(s)
		if n > most {
			k.refuse(rule, "embed %d: %d characters, %d are allowed", i, n, most)
		}
		if counts {
			sum += n
		}
	}
	limit("embed.title", text(e, "title"), maxEmbedTitle, true)
	limit("embed.description", text(e, "description"), maxEmbedText, true)
	limit("embed.footer", text(child(e, "footer"), "text"), maxFooter, true)
	limit("embed.author", text(child(e, "author"), "name"), maxAuthor, true)
	fields := objects(e, "fields")
	if len(fields) > maxEmbedFields {
		k.refuse("embed.fields", "embed %d: %d fields, %d are allowed", i, len(fields), maxEmbedFields)
	}
	for _, f := range fields {
		limit("embed.field.name", text(f, "name"), maxFieldName, true)
		limit("embed.field.value", text(f, "value"), maxFieldValue, true)
		if length(text(f, "name")) == 0 || length(text(f, "value")) == 0 {
			k.refuse("embed.field.empty", "embed %d: a field without name or value", i)
		}
	}
	for _, link := range []string{text(e, "url"), text(child(e, "author"), "url")} {
		k.link("embed.url", link, "http", "https")
	}
	picture := false
	for _, key := range []string{"image", "thumbnail"} {
		link := text(child(e, key), "url")
		picture = picture || link != ""
		k.link("embed.url", link, "http", "https", "attachment")
		k.uploaded(link, files)
	}
	if sum == 0 && !picture {
		k.refuse("embed.empty", "embed %d shows nothing", i)
	}
	if n := number(e, "color"); n < 0 || n > 0xFFFFFF {
		k.refuse("embed.color", "embed %d: color %d is above 0xFFFFFF", i, n)
	}
	if t := text(e, "timestamp"); t != "" {
		if _, err := time.Parse(time.RFC3339, t); err != nil {
			k.refuse("embed.timestamp", "embed %d: %q is not a date-time", i, t)
		}
	}
	return sum
}

// link checks the scheme and length of an address that is there.
func (k *checker) link(rule, link string, schemes ...string) {
	if link == "" {
		return
	}
	u, err := url.Parse(link)
	switch {
	case err != nil || !slices.Contains(schemes, u.Scheme) || u.Host == "":
		k.refuse(rule, "%q is no address that Discord takes", link)
	case length(link) > maxURL:
		k.refuse(rule, "an address of %d characters, %d are allowed", length(link), maxURL)
	}
}

// uploaded checks that attachment://NAME names a file of this request.
func (k *checker) uploaded(link string, files map[int]File) {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "attachment" {
		return
	}
	for _, f := range files {
		if f.Name == u.Host {
			return
		}
	}
	k.refuse("embed.attachment", "%s is not uploaded with this request", link)
}

func (k *checker) attachments(c *call, o object) {
	listed := objects(o, "attachments")
	if len(listed) > maxAttachments || len(c.files) > maxAttachments {
		k.refuse("attachments.count", "%d files, %d are allowed", max(len(listed), len(c.files)), maxAttachments)
	}
	for _, f := range c.files {
		if len(f.Data) > maxFile {
			k.refuse("attachment.size", "%s has %d bytes, %d are allowed", f.Name, len(f.Data), maxFile)
		}
		if f.Name == "" {
			k.refuse("attachment.name", "a file without a name")
		}
	}
	for _, a := range listed {
		if n := length(text(a, "description")); n > maxFileDescription {
			k.refuse("attachment.description", "%d characters, %d are allowed", n, maxFileDescription)
		}
		id := fmt.Sprint(a["id"])
		n, err := strconv.Atoi(id)
		if _, sent := c.files[n]; err == nil && n < maxAttachments && !sent {
			k.refuse("attachment.missing", "attachment %s has no part files[%s]", id, id)
		}
	}
}
