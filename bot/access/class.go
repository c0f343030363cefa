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
	for c := range g.channels {
		g.classes[c] = g.classOf(id, self, team, g.channels[g.home(c)])
	}
	return g.classes
}

// classOf works out who may view c. Where a role or a member is shut out, or a single member let in, c is restricted: who that leaves is
// not to be told from what a bot without privileged intents knows.
func (g *guild) classOf(id, self, team string, c channel) Class {
	everyone, known := g.roles[id]
	if !known || isThread(c.Type) || c.NSFW {
		return Restricted
	}
	need := viewing(c.Type)
	var others []role
	for _, r := range g.roles {
		if r.ID != id && r.ID != team && r.Permissions&administrator == 0 && (!r.Managed || !g.ours[r.ID]) {
			others = append(others, r)
		}
	}
	for _, o := range c.Overwrites {
		switch ours := o.ID == self || g.ours[o.ID] && g.roles[o.ID].Managed; {
		case o.ID == id, ours:
		case o.Deny&need != 0, o.Type == forMember && o.Allow&need != 0 && !g.views(id, c, need, everyone):
			return Restricted
		}
	}
	if g.views(id, c, need, everyone) {
		return Public
	}
	teamRole, exists := g.roles[team]
	if !exists || team == id || g.views(id, c, need, append(others, everyone)...) || !g.views(id, c, need, teamRole, everyone) {
		return Restricted
	}
	return Team
}

// views reports whether somebody with exactly these roles may view c, overwrites that shut a role out left aside.
func (g *guild) views(id string, c channel, need bits, roles ...role) bool {
	var may, allow bits
	for _, r := range roles {
		may |= r.Permissions
		if r.Permissions&administrator != 0 {
			return true
		}
	}
	for _, o := range c.Overwrites {
		switch {
		case o.ID == id:
			may = may&^o.Deny | o.Allow
		case o.Type == forRole && slices.ContainsFunc(roles, func(r role) bool { return r.ID == o.ID }):
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
