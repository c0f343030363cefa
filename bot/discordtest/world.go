package discordtest

import (
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

// everyone is what the @everyone role and the bot's own role may do in a new guild.
const everyone = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionEmbedLinks |
	discordgo.PermissionAttachFiles | discordgo.PermissionReadMessageHistory | discordgo.PermissionUseApplicationCommands

// A Place is who acts and where, as ids. Guild is empty in a direct message.
type Place struct {
	Guild, Channel, User string
}

type world struct {
	home     Place
	bot      *discordgo.User
	users    map[string]*discordgo.User
	guilds   map[string]*discordgo.Guild
	left     map[string]*discordgo.Guild // that the bot was removed from
	order    []string                    // of guild ids
	channels map[string]*discordgo.Channel
}

func newWorld(application string) world {
	bot := &discordgo.User{ID: application, Username: "briefings", Discriminator: "0000", Bot: true}
	return world{
		bot: bot, users: map[string]*discordgo.User{application: bot},
		guilds: map[string]*discordgo.Guild{}, left: map[string]*discordgo.Guild{}, channels: map[string]*discordgo.Channel{},
	}
}

// foundHome makes the guild that a new server has: one text channel, one member who may do what @everyone may.
func (s *Server) foundHome() Place {
	guild := s.AddGuild("Home")
	return Place{Guild: guild, Channel: s.AddChannel(guild, "general"), User: s.AddMember(guild, "reader")}
}

// Home is the place that every server starts with: a member of the first guild in its first channel.
func (s *Server) Home() Place { return s.world.home }

// AddGuild makes a guild with the bot in it and returns its id; a connected bot is told by GUILD_CREATE.
// The id of a guild is also the id of its @everyone role.
func (s *Server) AddGuild(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, owner, role := s.nextID(), s.nextID(), s.nextID()
	s.world.users[owner] = &discordgo.User{ID: owner, Username: "owner", Discriminator: "0000"}
	s.world.guilds[id] = &discordgo.Guild{
		ID: id, Name: name, OwnerID: owner, PreferredLocale: "en-US", JoinedAt: s.now(),
		Roles: []*discordgo.Role{
			{ID: id, Name: "@everyone", Permissions: everyone},
			{ID: role, Name: "briefings", Permissions: everyone, Managed: true, Position: 1},
		},
		Members: []*discordgo.Member{
			{User: s.world.users[owner], JoinedAt: s.now()},
			{User: s.world.bot, Roles: []string{role}, JoinedAt: s.now()},
		},
	}
	s.world.order = append(s.world.order, id)
	s.emit("GUILD_CREATE", s.guildCreate(id))
	return id
}

// AddChannel makes a text channel and returns its id.
func (s *Server) AddChannel(guild, name string, overwrites ...*discordgo.PermissionOverwrite) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &discordgo.Channel{ID: s.nextID(), GuildID: guild, Name: name, Type: discordgo.ChannelTypeGuildText, PermissionOverwrites: overwrites}
	s.world.channels[c.ID] = c
	g := s.world.guilds[guild]
	g.Channels = append(g.Channels, c)
	s.emit("CHANNEL_CREATE", c)
	return c.ID
}

// AddRole makes a role with the permissions and returns its id.
func (s *Server) AddRole(guild, name string, permissions int64) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.world.guilds[guild]
	r := &discordgo.Role{ID: s.nextID(), Name: name, Permissions: permissions, Position: len(g.Roles)}
	g.Roles = append(g.Roles, r)
	s.emit("GUILD_ROLE_CREATE", object{"guild_id": guild, "role": r})
	return r.ID
}

// AddMember makes a user who is in the guild with the roles and returns the user's id.
func (s *Server) AddMember(guild, name string, roles ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := &discordgo.User{ID: s.nextID(), Username: name, Discriminator: "0000", GlobalName: name}
	s.world.users[u.ID] = u
	g := s.world.guilds[guild]
	g.Members = append(g.Members, &discordgo.Member{User: u, Roles: roles, JoinedAt: s.now()})
	return u.ID
}

// Direct is the user's direct-message channel with the bot.
func (s *Server) Direct(user string) Place {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Place{Channel: s.directChannel(user).ID, User: user}
}

// directChannel finds or makes the channel; s.mu is held.
func (s *Server) directChannel(user string) *discordgo.Channel {
	for _, c := range s.world.channels {
		if c.Type == discordgo.ChannelTypeDM && c.Recipients[0].ID == user {
			return c
		}
	}
	c := &discordgo.Channel{ID: s.nextID(), Type: discordgo.ChannelTypeDM, Recipients: []*discordgo.User{s.world.users[user]}}
	s.world.channels[c.ID] = c
	return c
}

// SetRoles replaces a member's roles; GUILD_MEMBER_UPDATE goes to who has the intent.
func (s *Server) SetRoles(guild, user string, roles ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.member(guild, user); m != nil {
		m.Roles = roles
		s.emit("GUILD_MEMBER_UPDATE", object{"guild_id": guild, "user": m.User, "roles": roles, "joined_at": m.JoinedAt})
	}
}

// UpdateChannel changes a channel, for instance its overwrites, and emits CHANNEL_UPDATE.
func (s *Server) UpdateChannel(channel string, change func(*discordgo.Channel)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.world.channels[channel]
	change(c)
	s.emit("CHANNEL_UPDATE", c)
}

// SystemChannel makes a channel the one where a server wants messages that are for nobody in particular.
func (s *Server) SystemChannel(guild, channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.guilds[guild].SystemChannelID = channel
}

// DeleteChannel removes a channel and emits CHANNEL_DELETE.
func (s *Server) DeleteChannel(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.world.channels[channel]
	delete(s.world.channels, channel)
	g := s.world.guilds[c.GuildID]
	g.Channels = slices.DeleteFunc(g.Channels, func(o *discordgo.Channel) bool { return o.ID == channel })
	s.emit("CHANNEL_DELETE", c)
}

// DeleteThread removes a thread and emits THREAD_DELETE.
func (s *Server) DeleteThread(thread string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.world.channels[thread]
	delete(s.world.channels, thread)
	g := s.world.guilds[c.GuildID]
	g.Threads = slices.DeleteFunc(g.Threads, func(o *discordgo.Channel) bool { return o.ID == thread })
	s.emit("THREAD_DELETE", object{"id": thread, "guild_id": c.GuildID, "parent_id": c.ParentID, "type": c.Type})
}

// UpdateRole changes a role and emits GUILD_ROLE_UPDATE.
func (s *Server) UpdateRole(guild, role string, change func(*discordgo.Role)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.world.guilds[guild].Roles {
		if r.ID == role {
			change(r)
			s.emit("GUILD_ROLE_UPDATE", object{"guild_id": guild, "role": r})
		}
	}
}

// DeleteRole removes a role from the guild and from its members and emits GUILD_ROLE_DELETE.
func (s *Server) DeleteRole(guild, role string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.world.guilds[guild]
	g.Roles = slices.DeleteFunc(g.Roles, func(r *discordgo.Role) bool { return r.ID == role })
	for _, m := range g.Members {
		m.Roles = slices.DeleteFunc(m.Roles, func(id string) bool { return id == role })
	}
	s.emit("GUILD_ROLE_DELETE", object{"guild_id": guild, "role_id": role})
}

// Outage emits GUILD_DELETE with unavailable: the guild is away for a while; the bot has not been removed.
func (s *Server) Outage(guild string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("GUILD_DELETE", object{"id": guild, "unavailable": true})
}

// Recover ends an outage: GUILD_CREATE comes again.
func (s *Server) Recover(guild string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("GUILD_CREATE", s.guildCreate(guild))
}

// ReturnBot brings the bot back into a guild that RemoveBot took it out of, and emits GUILD_CREATE.
func (s *Server) ReturnBot(guild string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := s.world.left[guild]
	delete(s.world.left, guild)
	s.world.guilds[guild] = g
	s.world.order = append(s.world.order, guild)
	for _, c := range g.Channels {
		s.world.channels[c.ID] = c
	}
	s.emit("GUILD_CREATE", s.guildCreate(guild))
}

// AddThread makes a thread in a channel and returns its id. A private one is for its members only.
func (s *Server) AddThread(channel, name string, private bool) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	parent := s.world.channels[channel]
	c := &discordgo.Channel{ID: s.nextID(), GuildID: parent.GuildID, ParentID: channel, Name: name, Type: discordgo.ChannelTypeGuildPublicThread}
	if private {
		c.Type = discordgo.ChannelTypeGuildPrivateThread
	}
	s.world.channels[c.ID] = c
	g := s.world.guilds[parent.GuildID]
	g.Threads = append(g.Threads, c)
	s.emit("THREAD_CREATE", c)
	return c.ID
}

// RemoveBot takes the bot out of the guild and emits GUILD_DELETE without unavailable.
func (s *Server) RemoveBot(guild string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("GUILD_DELETE", object{"id": guild})
	for _, c := range s.world.guilds[guild].Channels {
		delete(s.world.channels, c.ID)
	}
	s.world.left[guild] = s.world.guilds[guild]
	delete(s.world.guilds, guild)
	s.world.order = slices.DeleteFunc(s.world.order, func(id string) bool { return id == guild })
}

// guildCreate is the payload of GUILD_CREATE; s.mu is held.
func (s *Server) guildCreate(id string) object {
	g := s.world.guilds[id]
	o, err := remake[object](g)
	if err != nil {
		panic("discordtest: guild: " + err.Error())
	}
	o["member_count"] = len(g.Members)
	o["members"] = []*discordgo.Member{s.member(id, s.world.bot.ID)}
	for _, key := range []string{"channels", "threads", "presences", "voice_states", "emojis", "stickers", "features"} {
		if o[key] == nil {
			o[key] = []any{}
		}
	}
	o["joined_at"] = g.JoinedAt.Format(time.RFC3339)
	return o
}

// member returns nil for a user who is not in the guild; s.mu is held.
func (s *Server) member(guild, user string) *discordgo.Member {
	g := s.world.guilds[guild]
	if g == nil {
		return nil
	}
	for _, m := range g.Members {
		if m.User.ID == user {
			return m
		}
	}
	return nil
}

// Role returns the id of a guild's role of that name, "" when there is none.
func (s *Server) Role(guild, name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.world.guilds[guild].Roles {
		if r.Name == name {
			return r.ID
		}
	}
	return ""
}
