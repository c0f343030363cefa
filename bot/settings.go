package bot

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

func settingOptions() []option {
	var levels []string
	for _, l := range access.Levels() {
		levels = append(levels, string(l))
	}
	return []option{
		{name: "team", description: wording.SettingTeam, kind: discordgo.ApplicationCommandOptionRole},
		{name: "notes", description: wording.SettingNotes, choices: levels},
		{name: "imports", description: wording.SettingImports, choices: levels[1:]},
		{name: "digests", description: wording.SettingDigests, choices: levels[1:]},
		{name: "visibility", description: wording.SettingVisibility, choices: []string{wording.LevelEveryone, "asker"}},
		{name: "channel", description: wording.SettingChannel, kind: discordgo.ApplicationCommandOptionChannel},
	}
}

// configure answers /settings: it changes what is given, and shows all.
func (v *visit) configure(ctx context.Context, o Options) outcome {
	switch {
	case v.bot.cfg.Store == nil:
		return explained(errNoStore)
	case !v.may(access.Configure):
		return told(wording.SettingsAreFor)
	case o["channel"] != "" && o["visibility"] == "":
		return explained(&index.QueryError{Option: "channel", Hint: wording.SettingNarrows})
	}
	changed := with(v.set, o, v.i.GuildID)
	if changed.String() != v.set.String() {
		if ok, err := v.bot.change(ctx, v.i.GuildID, v.set, changed); err != nil {
			return explained(err)
		} else if !ok {
			return told(wording.SettingsChanged)
		}
		v.set = changed
	}
	return outcome{message: render.Lines(v.described()...), private: true}
}

// with is s with what the options set.
func with(s access.Settings, o Options, guild string) access.Settings {
	s.Channels = maps.Clone(s.Channels)
	if team := o["team"]; team != "" {
		s.Team = team
		if team == guild {
			s.Team = ""
		}
	}
	for name, level := range map[string]*access.Level{"notes": &s.Notes, "imports": &s.Imports, "digests": &s.Digests} {
		if l := access.Level(o[name]); slices.Contains(access.Levels(), l) {
			*level = l
		}
	}
	if o["visibility"] != "" {
		private := o["visibility"] == "asker"
		if channel := o["channel"]; channel != "" {
			if s.Channels == nil {
				s.Channels = map[string]bool{}
			}
			s.Channels[channel] = private
		} else {
			s.Private = private
		}
	}
	return s
}

// change replaces a server's settings, unless they are no longer what they were.
func (b *Bot) change(ctx context.Context, guild string, old, changed access.Settings) (bool, error) {
	have, err := b.cfg.Store.Load(ctx, settingsKey(guild))
	if err != nil {
		return false, err
	}
	if was, err := access.ParseSettings(have); err != nil || was.String() != old.String() {
		return false, err
	}
	return b.cfg.Store.Swap(ctx, settingsKey(guild), have, changed.String())
}

// described tells the settings.
func (v *visit) described() []string {
	s := v.set
	team := wording.NoTeam
	if s.Team != "" {
		team = s.Team
		if name := v.bot.model.RoleName(v.i.GuildID, s.Team); name != "" {
			team = name
		}
	}
	lines := []string{
		fmt.Sprintf(wording.SettingsTeam, team),
		fmt.Sprintf(wording.SettingsNotes, levelWords(s.Level(access.AddNote))),
		fmt.Sprintf(wording.SettingsImports, levelWords(s.Level(access.Import))),
		fmt.Sprintf(wording.SettingsDigests, levelWords(s.Level(access.SetDigest))),
		wording.SettingsFixed,
		fmt.Sprintf(wording.SettingsAudience, audience(s.Private)),
	}
	if n := len(s.Channels); n > 0 {
		lines = append(lines, fmt.Sprintf(wording.SettingsOtherwise, wording.Channels.Of(n), audience(s.PrivateIn(v.i.ChannelID, v.bot.model.Home(v.i.GuildID, v.i.ChannelID)))))
	}
	class := v.bot.model.Class(v.i.GuildID, v.i.ChannelID, s.Team)
	return append(lines, reach(class))
}

func audience(private bool) string {
	if private {
		return wording.TheAskerAlone
	}
	return wording.LevelEveryone
}

func reach(c access.Class) string {
	switch c {
	case access.Public:
		return wording.ChannelPublic
	case access.Team:
		return wording.ChannelTeam
	}
	return wording.ChannelRestricted
}
