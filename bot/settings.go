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
)

func settingOptions() []option {
	var levels []string
	for _, l := range access.Levels() {
		levels = append(levels, string(l))
	}
	return []option{
		{name: "team", description: "The team's role; @everyone for none", kind: discordgo.ApplicationCommandOptionRole},
		{name: "notes", description: "Who may add notes", choices: levels},
		{name: "imports", description: "Who may import documents", choices: levels[1:]},
		{name: "digests", description: "Who may set digests", choices: levels[1:]},
		{name: "visibility", description: "Whom an answer is for where the asker does not say", choices: []string{"everyone", "asker"}},
		{name: "channel", description: "With visibility: for this channel only", kind: discordgo.ApplicationCommandOptionChannel},
	}
}

// configure answers /settings: it changes what is given, and shows all.
func (v *visit) configure(ctx context.Context, o Options) outcome {
	switch {
	case v.bot.cfg.Store == nil:
		return explained(errNoStore)
	case !v.may(access.Configure):
		return told("Settings are for administrators: those who may manage the server.")
	case o["channel"] != "" && o["visibility"] == "":
		return explained(&index.QueryError{Option: "channel", Hint: "It narrows visibility:, which is not given."})
	}
	changed := with(v.set, o, v.i.GuildID)
	if changed.String() != v.set.String() {
		if ok, err := v.bot.change(ctx, v.i.GuildID, v.set, changed); err != nil {
			return explained(err)
		} else if !ok {
			return told("Somebody else has just changed the settings. Please look at them and try again.")
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
	team := "none"
	if s.Team != "" {
		team = s.Team
		if name := v.bot.model.RoleName(v.i.GuildID, s.Team); name != "" {
			team = name
		}
	}
	lines := []string{
		"The team's role: " + team + ".",
		"Notes: " + levelWords(s.Level(access.AddNote)) + ".",
		"Imports: " + levelWords(s.Level(access.Import)) + ".",
		"Digests: " + levelWords(s.Level(access.SetDigest)) + ".",
		"Removing documents and hiding results: moderators. Settings: administrators.",
		"Answers are for " + audience(s.Private) + " where the asker does not say.",
	}
	if n := len(s.Channels); n > 0 {
		lines = append(lines, fmt.Sprintf("Set otherwise for %s; in this channel they are for %s.", countOf(n, "channel"), audience(s.PrivateIn(v.i.ChannelID, v.bot.model.Home(v.i.GuildID, v.i.ChannelID)))))
	}
	class := v.bot.model.Class(v.i.GuildID, v.i.ChannelID, s.Team)
	return append(lines, "This channel is "+class.String()+": "+reach(class))
}

func audience(private bool) string {
	if private {
		return "the asker alone"
	}
	return "everyone"
}

func reach(c access.Class) string {
	switch c {
	case access.Public:
		return "its notes are shown anywhere in this server."
	case access.Team:
		return "its notes are shown in the team's channels."
	}
	return "its notes are shown here only."
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
