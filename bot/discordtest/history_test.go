package discordtest_test

import (
	"testing"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
)

func TestHistoryNeedsPermissions(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	session := fake.Session(t)
	home := fake.Home()
	fake.Say(home, "a")
	for _, c := range []struct {
		deny    int64
		code, n int
	}{{0, 0, 1}, {discordgo.PermissionReadMessageHistory, 0, 0}, {discordgo.PermissionViewChannel, discordgo.ErrCodeMissingAccess, 0}} {
		fake.UpdateChannel(home.Channel, func(ch *discordgo.Channel) {
			ch.PermissionOverwrites = []*discordgo.PermissionOverwrite{{ID: fake.Application, Type: discordgo.PermissionOverwriteTypeMember, Deny: c.deny}}
		})
		listed, err := session.ChannelMessages(home.Channel, 10, "", "", "")
		if code(err) != c.code || len(listed) != c.n {
			t.Errorf("without %d: %d messages, %v", c.deny, len(listed), err)
		}
	}
	if ch, err := session.Channel(home.Channel); err != nil || ch.LastMessageID == "" {
		t.Errorf("the channel's last message is %q, %v", ch.LastMessageID, err)
	}
}

func TestForgottenNonce(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	w := newWire(t, fake)
	channel := fake.Home().Channel
	for i := range 4 {
		body := quiet(m{"content": "a", "nonce": "day 1", "enforce_nonce": true})
		if status, code := w.send("POST", "/channels/"+channel+"/messages", body); status != 200 {
			t.Fatalf("status %d, code %d", status, code)
		}
		if i == 1 {
			fake.ForgetNonces()
		}
	}
	if n := len(fake.Messages(channel)); n != 2 {
		t.Errorf("%d messages, want one before the nonce was forgotten and one after", n)
	}
}

func TestCarriedOutAndNotAnswered(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	session := fake.Session(t)
	session.MaxRestRetries = 0
	channel := fake.Home().Channel
	met := 0
	fake.FailAfter(discordtest.RouteMessage, 500, 1)
	fake.Meet(discordtest.RouteMessage, true, func() { met++ })
	fake.Meet(discordtest.RouteMessage, false, func() { met++ })
	for i := range 3 {
		if _, err := session.ChannelMessageSendComplex(channel, &discordgo.MessageSend{Content: "a", AllowedMentions: none}); err == nil {
			t.Errorf("post %d was answered", i)
		}
	}
	if n := len(fake.Messages(channel)); n != 2 || met != 2 {
		t.Errorf("%d messages, met %d times; want two of each", n, met)
	}
}
