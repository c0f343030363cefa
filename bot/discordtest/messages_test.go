package discordtest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
)

func contains(s, part string) bool { return strings.Contains(s, part) }

func TestNonceReturnsTheFirstMessage(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	w := newWire(t, fake)
	channel := fake.Home().Channel
	post := func(content string, more m) {
		body := quiet(more)
		body["content"] = content
		if status, code := w.send("POST", "/channels/"+channel+"/messages", body); status != 200 {
			t.Fatalf("status %d, code %d", status, code)
		}
	}
	post("a", m{"nonce": "day 1", "enforce_nonce": true})
	post("b", m{"nonce": "day 1", "enforce_nonce": true})
	post("c", m{"nonce": "day 1"})
	post("d", m{"nonce": "day 2", "enforce_nonce": true})
	var got string
	for _, m := range fake.Messages(channel) {
		got += m.Content
	}
	if got != "acd" {
		t.Errorf("messages = %q, want acd: with enforce_nonce the second returns the first", got)
	}
}

func TestMessagesOfAChannel(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	session := fake.Session(t)
	home := fake.Home()
	var ids []string
	for _, content := range []string{"a", "b", "c"} {
		sent, err := session.ChannelMessageSendComplex(home.Channel, &discordgo.MessageSend{Content: content, AllowedMentions: none})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, sent.ID)
	}
	ids = append(ids, fake.Say(home, "d"))
	for _, c := range []struct {
		limit         int
		before, after string
		want          string
	}{{100, "", "", "dcba"}, {2, "", "", "dc"}, {100, ids[2], "", "ba"}, {100, "", ids[1], "dc"}, {1, "", ids[0], "b"}} {
		listed, err := session.ChannelMessages(home.Channel, c.limit, c.before, c.after, "")
		var got string
		for _, m := range listed {
			got += m.Content
		}
		if err != nil || got != c.want {
			t.Errorf("limit %d before %q after %q: %q, %v, want %q", c.limit, c.before, c.after, got, err, c.want)
		}
	}
	content := "B"
	change := &discordgo.MessageEdit{ID: ids[1], Channel: home.Channel, Content: &content, AllowedMentions: none}
	if edited, err := session.ChannelMessageEditComplex(change); err != nil || edited.Content != "B" || edited.EditedTimestamp == nil {
		t.Errorf("edited %+v, %v", edited, err)
	}
	change.ID = ids[3]
	if _, err := session.ChannelMessageEditComplex(change); code(err) != discordgo.ErrCodeCannotEditFromAnotherUser {
		t.Errorf("edit of a user's message: %v", err)
	}
	if err := session.ChannelMessageDelete(home.Channel, ids[0]); err != nil {
		t.Error(err)
	}
	if _, err := session.ChannelMessage(home.Channel, ids[0]); code(err) != discordgo.ErrCodeUnknownMessage {
		t.Errorf("a deleted message: %v", err)
	}
	if _, err := session.ChannelMessages("1", 10, "", "", ""); code(err) != discordgo.ErrCodeUnknownChannel {
		t.Errorf("an unknown channel: %v", err)
	}
}

func TestPostingNeedsPermissions(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	session := fake.Session(t)
	guild := fake.Home().Guild
	deny := func(p int64) string {
		return fake.AddChannel(guild, "c", &discordgo.PermissionOverwrite{ID: fake.Application, Type: discordgo.PermissionOverwriteTypeMember, Deny: p})
	}
	embed := &discordgo.MessageSend{Embeds: []*discordgo.MessageEmbed{{Title: "x"}}, AllowedMentions: none}
	file := &discordgo.MessageSend{Files: []*discordgo.File{{Name: "a", Reader: strings.NewReader("a")}}, AllowedMentions: none}
	for _, c := range []struct {
		deny int64
		send *discordgo.MessageSend
		want int
	}{
		{0, embed, 0},
		{discordgo.PermissionViewChannel, embed, discordgo.ErrCodeMissingAccess},
		{discordgo.PermissionSendMessages, embed, discordgo.ErrCodeMissingPermissions},
		{discordgo.PermissionEmbedLinks, embed, discordgo.ErrCodeMissingPermissions},
		{discordgo.PermissionAttachFiles, embed, 0},
		{discordgo.PermissionAttachFiles, file, discordgo.ErrCodeMissingPermissions},
	} {
		if _, err := session.ChannelMessageSendComplex(deny(c.deny), c.send); code(err) != c.want {
			t.Errorf("without %b: %v, want code %d", c.deny, err, c.want)
		}
	}
	direct, err := session.UserChannelCreate(fake.Home().User)
	if err != nil || direct.ID != fake.Direct(fake.Home().User).Channel {
		t.Fatalf("direct channel: %+v, %v", direct, err)
	}
	if _, err := session.ChannelMessageSendComplex(direct.ID, embed); err != nil {
		t.Errorf("in a direct message: %v", err)
	}
	if _, err := session.UserChannelCreate("1"); code(err) != discordgo.ErrCodeUnknownUser {
		t.Errorf("direct channel of nobody: %v", err)
	}
}

func TestAnswersCanBeReadEditedAndDeleted(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	got := make(chan *discordgo.Interaction, 1)
	session := connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		respond(t, s, i, &discordgo.InteractionResponseData{Content: "x", AllowedMentions: none, Flags: discordgo.MessageFlagsEphemeral})
		got <- i
	})
	r := fake.Slash(t, fake.Home(), "ask")
	i := <-got
	if m, err := session.InteractionResponse(i); err != nil || m.Content != "x" {
		t.Errorf("original: %+v, %v", m, err)
	}
	if _, err := session.ChannelMessage(r.Place.Channel, r.Message().ID); code(err) != discordgo.ErrCodeUnknownMessage {
		t.Errorf("an ephemeral message by its channel: %v", err)
	}
	edit(t, session, i, "y")
	more, err := session.FollowupMessageCreate(i, true, &discordgo.WebhookParams{Content: "z", AllowedMentions: none})
	if err != nil || r.Text() != "y\nz" {
		t.Errorf("text %q, %v", r.Text(), err)
	}
	if err := session.FollowupMessageDelete(i, more.ID); err != nil || r.Text() != "y" {
		t.Errorf("after deleting the follow-up: %q, %v", r.Text(), err)
	}
	if err := session.FollowupMessageDelete(i, "1"); code(err) != discordgo.ErrCodeUnknownMessage {
		t.Errorf("a message of nobody: %v", err)
	}
	if err := session.InteractionResponseDelete(i); err != nil || r.Message() != nil || r.Content() != "" || r.Embeds() != nil || r.Files() != nil {
		t.Errorf("after deleting the answer: %v", err)
	}
	if _, err := session.FollowupMessageCreate(&discordgo.Interaction{AppID: fake.Application, Token: "forged"}, true, &discordgo.WebhookParams{Content: "z", AllowedMentions: none}); code(err) != discordgo.ErrCodeUnknownWebhook {
		t.Errorf("a forged token: %v", err)
	}
	want(t, fake, "token.unknown")
}

func TestWhatABotLooksUp(t *testing.T) {
	t.Parallel()
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	fake := discordtest.New(t, discordtest.Shards(2), discordtest.Clock(func() time.Time { return at }))
	session := fake.Session(t)
	home := fake.Home()
	if made, err := discordgo.SnowflakeTimestamp(home.Channel); err != nil || made.Sub(at).Abs() > time.Second {
		t.Errorf("a channel made at %v, want %v", made, at)
	}
	if me, err := session.User("@me"); err != nil || me.ID != fake.Application || !me.Bot {
		t.Errorf("me = %+v, %v", me, err)
	}
	if app, err := session.Application("@me"); err != nil || app.ID != fake.Application {
		t.Errorf("application = %+v, %v", app, err)
	}
	if gateway, err := session.GatewayBot(); err != nil || gateway.Shards != 2 || gateway.SessionStartLimit.Remaining != 1000 {
		t.Errorf("gateway = %+v, %v", gateway, err)
	}
	if guild, err := session.Guild(home.Guild); err != nil || guild.Name != "Home" {
		t.Errorf("guild = %+v, %v", guild, err)
	}
	if guilds, err := session.UserGuilds(10, "", "", false); err != nil || len(guilds) != 1 {
		t.Errorf("guilds = %+v, %v", guilds, err)
	}
	if channels, err := session.GuildChannels(home.Guild); err != nil || len(channels) != 1 {
		t.Errorf("channels = %+v, %v", channels, err)
	}
	if roles, err := session.GuildRoles(home.Guild); err != nil || len(roles) != 2 {
		t.Errorf("roles = %+v, %v", roles, err)
	}
	if member, err := session.GuildMember(home.Guild, home.User); err != nil || member.User.Username != "reader" {
		t.Errorf("member = %+v, %v", member, err)
	}
	if _, err := session.GuildMembers(home.Guild, "", 10); code(err) != discordgo.ErrCodeMissingAccess {
		t.Errorf("members without the privileged intent: %v", err)
	}
	if channel, err := session.Channel(home.Channel); err != nil || channel.Name != "general" {
		t.Errorf("channel = %+v, %v", channel, err)
	}
	if err := session.ChannelTyping(home.Channel); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{
		"guild": second(session.Guild("1")), "channels": second(session.GuildChannels("1")), "roles": second(session.GuildRoles("1")),
		"member": second(session.GuildMember(home.Guild, "1")), "channel": second(session.Channel("1")), "user": second(session.User("1")),
	} {
		if code(err) == 0 {
			t.Errorf("unknown %s: %v, want one of Discord's errors", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }
