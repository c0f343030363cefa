package discordtest

import "github.com/bwmarrin/discordgo"

// AddModerator makes a member who may manage the guild and returns the user's id.
func (s *Server) AddModerator(guild, name string) string {
	return s.AddMember(guild, name, s.AddRole(guild, name, discordgo.PermissionManageGuild))
}

// HideHistory takes the permission to read the channel's earlier messages from the bot.
func (s *Server) HideHistory(channel string) { s.deny(channel, discordgo.PermissionReadMessageHistory) }

// Silence takes the permission to post in the channel from the bot.
func (s *Server) Silence(channel string) { s.deny(channel, discordgo.PermissionSendMessages) }

// Allow takes back what HideHistory and Silence have done.
func (s *Server) Allow(channel string) {
	s.UpdateChannel(channel, func(c *discordgo.Channel) { c.PermissionOverwrites = nil })
}

func (s *Server) deny(channel string, permission int64) {
	s.UpdateChannel(channel, func(c *discordgo.Channel) {
		c.PermissionOverwrites = append(c.PermissionOverwrites, &discordgo.PermissionOverwrite{
			ID: s.Application, Type: discordgo.PermissionOverwriteTypeMember, Deny: permission,
		})
	})
}
