package bot

import (
	"context"
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
		go b.onInteraction(work, i)
		return
	}
	if err := b.model.Apply(e.Type, e.RawData); err != nil {
		b.log.Error("an event that says who may view what is not understood; what it may be about is hidden", "err", err)
	}
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
