package discordtest

import (
	"slices"

	"github.com/bwmarrin/discordgo"
)

// anything is every permission there is; discordgo's PermissionAll lacks the newer ones.
const anything = int64(1)<<52 - 1

// Views reports whether the user may view the channel.
func (s *Server) Views(user, channel string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.permissions(user, s.world.channels[channel])&discordgo.PermissionViewChannel != 0
}

// permissions is what the user may do in the channel: the roles' permissions, then the overwrites for
// @everyone, for the roles, for the member, in this order. The owner and administrators may do everything. In a direct message
// everything is allowed that has a meaning there. s.mu is held.
func (s *Server) permissions(user string, channel *discordgo.Channel) int64 {
	if channel.GuildID == "" {
		return everyone
	}
	if parent := s.world.channels[channel.ParentID]; channel.IsThread() && parent != nil {
		channel = parent
	}
	guild, member := s.world.guilds[channel.GuildID], s.member(channel.GuildID, user)
	switch {
	case member == nil:
		return 0
	case guild.OwnerID == user:
		return anything
	}
	var allowed int64
	for _, r := range guild.Roles {
		if r.ID == guild.ID || slices.Contains(member.Roles, r.ID) {
			allowed |= r.Permissions
		}
	}
	if allowed&discordgo.PermissionAdministrator != 0 {
		return anything
	}
	var allow, deny int64
	for _, o := range channel.PermissionOverwrites {
		switch {
		case o.ID == guild.ID:
			allowed = allowed&^o.Deny | o.Allow
		case o.Type == discordgo.PermissionOverwriteTypeRole && slices.Contains(member.Roles, o.ID):
			allow, deny = allow|o.Allow, deny|o.Deny
		}
	}
	allowed = allowed&^deny | allow
	for _, o := range channel.PermissionOverwrites {
		if o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == user {
			allowed = allowed&^o.Deny | o.Allow
		}
	}
	return allowed
}

// mayPost returns the error with which Discord refuses the bot's message in the channel, or nil; s.mu is held.
func (s *Server) mayPost(channel *discordgo.Channel, body object, files int) *response {
	may := s.permissions(s.Application, channel)
	need := int64(discordgo.PermissionSendMessages)
	if len(list(body, "embeds")) > 0 {
		need |= discordgo.PermissionEmbedLinks
	}
	if files > 0 {
		need |= discordgo.PermissionAttachFiles
	}
	switch {
	case may&discordgo.PermissionViewChannel == 0:
		return failure(403, 50001, "Missing Access")
	case may&need != need:
		return failure(403, 50013, "Missing Permissions")
	}
	return nil
}
