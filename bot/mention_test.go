package bot

import (
	"context"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus/store"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// replies are what the bot has written in reply to a message.
func replies(fake *discordtest.Server, channel, to string) []*discordtest.Message {
	var out []*discordtest.Message
	for _, m := range fake.Messages(channel) {
		if m.Author.ID == fake.Application && m.MessageReference != nil && m.MessageReference.MessageID == to {
			out = append(out, m)
		}
	}
	return out
}

// mentioned writes a message that mentions the bot and returns the reply.
func mentioned(t *testing.T, fake *discordtest.Server, at discordtest.Place, text string) *discordtest.Message {
	t.Helper()
	fake.Until(t, "a connected bot", fake.Connected)
	id := fake.Say(at, "<@"+fake.Application+"> "+text)
	fake.Until(t, "a reply to "+text, func() bool { return len(replies(fake, at.Channel, id)) > 0 })
	return replies(fake, at.Channel, id)[0]
}

func shownIn(m *discordtest.Message) string {
	text := m.Content
	for _, e := range m.Embeds {
		text += "\n" + e.Description
	}
	return text
}

func TestMention(t *testing.T) {
	fake := discordtest.New(t)
	d := newDesk()
	b := serve(t, fake, d, &facts{})
	home := fake.Home()
	for question, ran := range map[string]string{
		"what did the ferry union say about the pier?": `Ran /who-said who\:"the ferry union" about\:pier`,
		"who demanded Donetsk?":                        `Ran /demand about\:Donetsk`,
		"when did the lock break":                      `Ran /timeline about\:"lock break"`,
		"search pier":                                  `Ran /search query\:pier`,
		"why is the pier <#1> <:boat:12> wet":          `Ran /search query\:"pier wet"`,
		"":                                             "Ask me in plain words",
		"what's up?":                                   "• what did who  say?",
		"help":                                         "/help lists the commands",
		"note add this":                                "/note is no question",
		"/demand zz:x":                                 "no such option",
	} {
		m := mentioned(t, fake, home, question)
		if got := shownIn(m); !strings.Contains(got, ran) {
			t.Errorf("%q: no %q in\n%s", question, ran, got)
		}
		if m.AllowedMentions == nil || len(m.AllowedMentions.Parse)+len(m.AllowedMentions.Users)+len(m.AllowedMentions.Roles) > 0 || m.AllowedMentions.RepliedUser {
			t.Errorf("%q: allowed mentions %+v", question, m.AllowedMentions)
		}
	}
	d.do(func(_ context.Context, q index.Query) error {
		if _, searched := q.(index.Search); searched {
			return errNothing
		}
		return nil
	})
	for question, kind := range map[string]bool{"wibble wobble": true, "search wibble": false, "find wibble": false} {
		if got := shownIn(mentioned(t, fake, home, question)); strings.Contains(got, strings.TrimSuffix(wording.MentionGuessed, ":")) != kind || !strings.Contains(got, "Nothing found") || !strings.Contains(got, "Ran /") {
			t.Errorf("%q: %s", question, got)
		}
	}
	d.do(nil)
	m := mentioned(t, fake, home, "what did the ferry union say")
	same(t, "scope", index.Scope{Guild: home.Guild, Channel: home.Channel}, d.lastScope())
	if next := fake.PressOn(t, home, m.ID, "Next"); !strings.Contains(next.Text(), "sentence 4") {
		t.Errorf("page 2:\n%s", next.Text())
	}
	t.Run("a mistake of the program", func(t *testing.T) {
		d.do(func(context.Context, index.Query) error { panic("spoilt") })
		defer d.do(nil)
		if got := shownIn(mentioned(t, fake, home, "search pier")); !strings.Contains(got, "went wrong") {
			t.Errorf("answered %s", got)
		}
	})
	t.Run("slow", func(t *testing.T) {
		d.do(func(context.Context, index.Query) error { time.Sleep(900 * time.Millisecond); return nil })
		defer d.do(nil)
		if got := shownIn(mentioned(t, fake, home, "search pier")); !strings.Contains(got, "sentence 1 ") {
			t.Errorf("answered %s", got)
		}
	})
	if err := b.end(t); err != nil {
		t.Error(err)
	}
}

// What is no question to the bot is left alone, and one that Discord tells twice is answered once.
func TestMentionIsLeftAlone(t *testing.T) {
	fake := discordtest.New(t)
	serve(t, fake, newDesk(), &facts{})
	home := fake.Home()
	last := mentioned(t, fake, home, "search pier")
	me := fake.Application
	user := map[string]any{"id": home.User, "username": "reader", "discriminator": "0000"}
	bot := map[string]any{"id": me, "username": "briefings", "discriminator": "0000"}
	mention := []any{bot}
	message := func(change map[string]any) {
		e := map[string]any{
			"id": "7", "channel_id": home.Channel, "guild_id": home.Guild, "author": user, "mentions": mention, "content": "<@" + me + "> search pier",
		}
		maps.Copy(e, change)
		fake.Emit("MESSAGE_CREATE", e)
	}
	before := len(fake.Messages(home.Channel))
	fake.Say(home, "search pier")
	message(map[string]any{"author": bot})
	message(map[string]any{"author": map[string]any{"id": "8", "username": "other", "bot": true}})
	message(map[string]any{"webhook_id": "9"})
	message(map[string]any{"content": "thanks"}) // a reply to one of its messages
	message(map[string]any{"mentions": []any{}})
	message(map[string]any{"guild_id": nil})
	message(map[string]any{"content": 5})
	twice := map[string]any{"id": last.MessageReference.MessageID}
	message(twice)
	mentioned(t, fake, home, "search pier")
	if n := len(fake.Messages(home.Channel)) - before; n != 3 { // what was said by hand, the last question, its answer
		t.Errorf("%d messages, want 3", n)
	}
}

// A mention shows what its channel may see, and nothing where answers are for the asker alone.
func TestMentionScope(t *testing.T) {
	fake := discordtest.New(t)
	newOffice(t, fake, store.Memory())
	home := fake.Home()
	admin := people(t, fake)["administrator"]
	hidden := discordtest.Place{Guild: home.Guild, User: home.User, Channel: fake.AddChannel(
		home.Guild, "board",
		&discordgo.PermissionOverwrite{ID: home.Guild, Type: discordgo.PermissionOverwriteTypeRole, Deny: discordgo.PermissionViewChannel},
		&discordgo.PermissionOverwrite{ID: home.User, Type: discordgo.PermissionOverwriteTypeMember, Allow: discordgo.PermissionViewChannel},
		&discordgo.PermissionOverwrite{ID: fake.Application, Type: discordgo.PermissionOverwriteTypeMember, Allow: discordgo.PermissionViewChannel},
	)}
	fake.Slash(t, hidden, "note add", "text", "The drawbridge is for sale.")
	if got := shownIn(mentioned(t, fake, hidden, "search drawbridge")); !strings.Contains(got, "for sale") {
		t.Errorf("in its channel: %s", got)
	}
	if got := shownIn(mentioned(t, fake, home, "search drawbridge")); strings.Contains(got, "for sale") {
		t.Errorf("elsewhere: %s", got)
	}
	fake.Slash(t, admin, "settings", "visibility", "asker")
	if got := shownIn(mentioned(t, fake, home, "search drawbridge")); !strings.Contains(got, "for the asker alone") || !strings.Contains(got, "/search") {
		t.Errorf("in a private channel: %s", got)
	}
}
