package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
)

// onEvent is the one handler of the gateway's events. discordgo calls it for one after the other, so that what an interaction may
// see is worked out from all events before it; the interaction itself is answered beside it.
func (b *Bot) onEvent(work context.Context, e *discordgo.Event) {
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("event", "name", e.Type, "err", b.panicked(p))
		}
	}()
	if i, ok := e.Struct.(*discordgo.InteractionCreate); ok {
		if i.Interaction == nil || i.Data == nil {
			i = bare(e.RawData)
		}
		go b.onInteraction(work, i)
		return
	}
	if err := b.model.Apply(e.Type, e.RawData); err != nil {
		b.log.Error("an event that says who may view what is not understood; what it may be about is hidden", "err", err)
	}
	b.listen(work, e.Type, e.RawData)
	if b.book == nil {
		return
	}
	for _, do := range b.chores(e.Type, e.RawData) {
		b.see(work, do)
	}
}

// bare is an interaction that discordgo cannot decode, such as one about a message with components that it does not know: as much of it as answering takes.
func bare(data []byte) *discordgo.InteractionCreate {
	var e struct {
		ID    string                    `json:"id"`
		App   string                    `json:"application_id"`
		Type  discordgo.InteractionType `json:"type"`
		Token string                    `json:"token"`
		Guild string                    `json:"guild_id"`
	}
	if err := json.Unmarshal(data, &e); err != nil {
		return nil
	}
	return &discordgo.InteractionCreate{Interaction: &discordgo.Interaction{ID: e.ID, AppID: e.App, Type: e.Type, Token: e.Token, GuildID: e.Guild}}
}

// chore changes the store as an event demands.
type chore func(ctx context.Context) error

// see does a chore at once, so that the next answer shows it. One that fails is done again later.
func (b *Bot) see(work context.Context, do chore) {
	ctx, cancel := context.WithTimeout(work, b.limits.chore)
	defer cancel()
	if err := do(ctx); err != nil {
		b.log.Error("an event could not be followed, trying again", "err", err)
		b.mu.Lock()
		defer b.mu.Unlock()
		b.undone = append(b.undone, do)
		signal(b.again)
	}
}

// chores are what an event demands.
func (b *Bot) chores(name string, data []byte) []chore {
	var e struct {
		ID      string                `json:"id"`
		IDs     []string              `json:"ids"`
		Channel string                `json:"channel_id"`
		Guild   string                `json:"guild_id"`
		Away    bool                  `json:"unavailable"`
		Guilds  []struct{ ID string } `json:"guilds"`
	}
	switch name {
	case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK", "CHANNEL_DELETE", "THREAD_DELETE", "GUILD_CREATE", "GUILD_DELETE", "READY":
	default:
		return nil
	}
	if err := json.Unmarshal(data, &e); err != nil {
		b.log.Error("event not understood", "name", name, "err", err)
		return nil
	}
	var out []chore
	switch name {
	case "MESSAGE_DELETE":
		out = append(out, func(ctx context.Context) error { return b.book.Forget(ctx, e.Guild, e.Channel, e.ID) })
	case "MESSAGE_DELETE_BULK":
		for _, id := range e.IDs {
			out = append(out, func(ctx context.Context) error { return b.book.Forget(ctx, e.Guild, e.Channel, id) })
		}
	case "CHANNEL_DELETE", "THREAD_DELETE":
		out = append(out, func(ctx context.Context) error { return b.book.ForgetChannel(ctx, e.Guild, e.ID) })
	case "GUILD_CREATE":
		if !e.Away {
			out = append(out, func(ctx context.Context) error { return b.joined(ctx, e.ID) })
		}
	case "GUILD_DELETE":
		if !e.Away {
			out = append(out, func(ctx context.Context) error { return b.left(ctx, e.ID) })
		}
	case "READY":
		signal(b.fresh)
		var ids []string
		for _, g := range e.Guilds {
			ids = append(ids, g.ID)
		}
		out = append(out, func(ctx context.Context) error { return b.leftSince(ctx, ids) })
	}
	return out
}

// settingsKey is where a server's settings are kept.
func settingsKey(guild string) string { return "settings/" + guild }

// settings are those of a server as they are now.
func (b *Bot) settings(ctx context.Context, guild string) (access.Settings, error) {
	if guild == "" || b.cfg.Store == nil {
		return access.Settings{}, nil
	}
	text, err := b.cfg.Store.Load(ctx, settingsKey(guild))
	if err != nil {
		return access.Settings{}, fmt.Errorf("load the settings: %w", err)
	}
	return access.ParseSettings(text)
}
