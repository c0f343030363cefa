package access

import (
	"slices"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/index"
)

// Class says who may view a channel.
type Class int

// The classes of channel. Unknown is one that the model has not been told of.
const (
	Unknown    Class = iota
	Restricted       // some may view it
	Team             // the team's role and nobody else
	Public           // everyone in the server
)

// String is the class in a word.
func (c Class) String() string {
	return [...]string{"unknown", "restricted", "team", "public"}[c]
}

// Home returns the channel under which material of a channel is kept: the parent of a public thread, which the same people may view;
// otherwise the channel itself.
func (m *Model) Home(guildID, channelID string) string {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if g := m.guilds[guildID]; g != nil {
		return g.home(channelID)
	}
	return channelID
}

// Class returns who may view a channel, where team is the team's role.
func (m *Model) Class(guildID, channelID, team string) Class {
	m.mu.Lock()
	defer m.mu.Unlock()
	g := m.guilds[guildID]
	if g == nil {
		return Unknown
	}
	return g.classesFor(guildID, m.self, team)[g.home(channelID)]
}

// Scope returns what may be shown in a channel: its own material, what is public in its server, and in a channel of the team what is
// the team's. It must be asked anew for each answer.
func (m *Model) Scope(guildID, channelID, team string) index.Scope {
	s := index.Scope{Guild: guildID, Channel: channelID}
	m.mu.Lock()
	defer m.mu.Unlock()
	g := m.guilds[guildID]
	if guildID == "" || g == nil {
		return s
	}
	home := g.home(channelID)
	classes := g.classesFor(guildID, m.self, team)
	for id, class := range classes {
		switch {
		case id == channelID:
		case id == home, class == Public, class == Team && classes[home] == Team, g.home(id) == home:
			s.Channels = append(s.Channels, id)
		}
	}
	slices.Sort(s.Channels)
	return s
}

// home needs the lock.
func (g *guild) home(channelID string) string {
	c, ok := g.channels[channelID]
	if _, known := g.channels[c.Parent]; ok && known && (c.Type == publicThread || c.Type == newsThread) {
		return c.Parent
	}
	return channelID
}

const (
	newsThread    = int(discordgo.ChannelTypeGuildNewsThread)
	publicThread  = int(discordgo.ChannelTypeGuildPublicThread)
	privateThread = int(discordgo.ChannelTypeGuildPrivateThread)
)

func isThread(kind int) bool {
	return kind == newsThread || kind == publicThread || kind == privateThread
}

// classesFor works out all classes once and keeps them until something changes. The caller holds the lock.
func (g *guild) classesFor(id, self, team string) map[string]Class {
	if g.classes != nil && g.team == team {
		return g.classes
	}
	g.classes, g.team = make(map[string]Class, len(g.channels)), team
	everyone, known := g.roles[id]
	readers := readers{everyone: holding(everyone)}
	if t, exists := g.roles[team]; exists && team != id {
		h := holding(everyone, t)
		readers.team = &h
	}
	others := []role{everyone}
	for _, r := range g.roles {
		if r.ID != id && r.ID != team && r.Permissions&administrator == 0 && (!r.Managed || !g.ours[r.ID]) {
			others = append(others, r)
		}
	}
	readers.others = holding(others...)
	for c := range g.channels {
		g.classes[c] = Restricted
		if known {
			g.classes[c] = g.classOf(id, self, g.channels[g.home(c)], readers)
		}
	}
	return g.classes
}

// holder is somebody with certain roles.
type holder struct {
	may   bits // by all roles together
	roles map[string]bool
}

func holding(roles ...role) holder {
	h := holder{roles: map[string]bool{}}
	for _, r := range roles {
		h.may |= r.Permissions
		h.roles[r.ID] = true
	}
	return h
}

// readers are those by whom a channel is classified: somebody without a role, somebody with the team's, and somebody with all others that people may have. Who has
// more roles views more, as long as no role is shut out.
type readers struct {
	everyone holder
	team     *holder // nil: there is no such role
	others   holder
}

// classOf works out who may view c. Where a role or a member is shut out, or a single member let in, c is restricted: who that leaves is
// not to be told from what a bot without privileged intents knows.
func (g *guild) classOf(id, self string, c channel, r readers) Class {
	if isThread(c.Type) || c.NSFW {
		return Restricted
	}
	need := viewing(c.Type)
	public := r.everyone.views(id, c, need)
	for _, o := range c.Overwrites {
		switch ours := o.ID == self || g.ours[o.ID] && g.roles[o.ID].Managed; {
		case o.ID == id, ours:
		case o.Deny&need != 0, o.Type == forMember && o.Allow&need != 0 && !public:
			return Restricted
		}
	}
	switch {
	case public:
		return Public
	case r.team == nil || r.others.views(id, c, need) || !r.team.views(id, c, need):
		return Restricted
	}
	return Team
}

// views reports whether h may view c of server id, overwrites that shut a role out left aside.
func (h holder) views(id string, c channel, need bits) bool {
	if h.may&administrator != 0 {
		return true
	}
	may, allow := h.may, bits(0)
	for _, o := range c.Overwrites {
		switch {
		case o.ID == id:
			may = may&^o.Deny | o.Allow
		case o.Type == forRole && h.roles[o.ID]:
			allow |= o.Allow
		}
	}
	return (may|allow)&need == need
}

const administrator = bits(discordgo.PermissionAdministrator)

// viewing is what it takes to read in a channel of that type.
func viewing(kind int) bits {
	switch discordgo.ChannelType(kind) {
	case discordgo.ChannelTypeGuildVoice, discordgo.ChannelTypeGuildStageVoice:
		return discordgo.PermissionViewChannel | discordgo.PermissionVoiceConnect
	}
	return discordgo.PermissionViewChannel
}
