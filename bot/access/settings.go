package access

import (
	"encoding/json"
	"fmt"

	"github.com/bwmarrin/discordgo"
)

// Level is who may do something; each includes those above it.
type Level string

// The levels, from the widest.
const (
	Everyone       Level = "everyone"
	TeamMembers    Level = "team"           // who has the team's role
	Moderators     Level = "moderators"     // who may manage messages in the whole server
	Administrators Level = "administrators" // who may manage the server
)

// Levels lists all levels.
func Levels() []Level { return []Level{Everyone, TeamMembers, Moderators, Administrators} }

// Settings are what a server's administrators have set. The zero Settings are those of a server where nothing was set.
type Settings struct {
	Team     string          `json:"team,omitempty"`     // the team's role
	Notes    Level           `json:"notes,omitempty"`    // who may add notes; default everyone
	Imports  Level           `json:"imports,omitempty"`  // who may import; default moderators
	Digests  Level           `json:"digests,omitempty"`  // who may set digests; default moderators
	Private  bool            `json:"private,omitempty"`  // answers are for the asker alone unless he wants otherwise
	Channels map[string]bool `json:"channels,omitempty"` // the same for single channels
}

// ParseSettings reads what [Settings.String] wrote; the empty text are the zero Settings.
func ParseSettings(text string) (s Settings, err error) {
	if text == "" {
		return s, nil
	}
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return Settings{}, fmt.Errorf("read a server's settings: %w", err)
	}
	return s, nil
}

// String writes s for the store.
func (s Settings) String() string {
	raw, err := json.Marshal(s)
	if err != nil {
		panic("access: settings: " + err.Error()) // plain fields always encode
	}
	return string(raw)
}

// PrivateIn reports whether answers are for the asker alone by default in the first of channels, a thread and then its channel, for which anything was set.
func (s Settings) PrivateIn(channels ...string) bool {
	for _, c := range channels {
		if private, set := s.Channels[c]; set {
			return private
		}
	}
	return s.Private
}

// Act is something that not everyone may do.
type Act int

// The acts that are checked.
const (
	AddNote   Act = iota
	Import        // take in documents
	SetDigest     // set, change and stop digests
	Mend          // remove documents, hide wrong records, delete others' notes
	Configure     // change the settings, delete the server's data
)

// Level is who may do a.
func (s Settings) Level(a Act) Level {
	pick := func(set, otherwise Level) Level {
		if set == "" {
			return otherwise
		}
		return set
	}
	switch a {
	case AddNote:
		return pick(s.Notes, Everyone)
	case Import:
		return pick(s.Imports, Moderators)
	case SetDigest:
		return pick(s.Digests, Moderators)
	case Mend:
		return Moderators
	}
	return Administrators
}

// Member is who causes an interaction in a server.
type Member struct {
	User        string
	Roles       []string
	Permissions int64 // in the interaction's channel
}

// May reports whether somebody may do a in a server with settings s. What is said of his roles comes from Discord with each interaction.
func (m *Model) May(guildID string, who Member, s Settings, a Act) bool {
	if who.Permissions&(discordgo.PermissionAdministrator|discordgo.PermissionManageGuild) != 0 {
		return true
	}
	switch s.Level(a) {
	case Everyone:
		return true
	case TeamMembers:
		for _, r := range who.Roles {
			if r == s.Team && s.Team != "" && s.Team != guildID {
				return true
			}
		}
		return m.moderates(guildID, who)
	case Moderators:
		return m.moderates(guildID, who)
	}
	return false
}

// moderates reports whether somebody may manage messages by his roles, and not only in a channel of his.
func (m *Model) moderates(guildID string, who Member) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	g := m.guilds[guildID]
	if g == nil || who.Permissions&discordgo.PermissionManageMessages == 0 {
		return false
	}
	may := g.roles[guildID].Permissions
	for _, r := range who.Roles {
		may |= g.roles[r].Permissions
	}
	return may&discordgo.PermissionManageMessages != 0
}
