package discordtest

import (
	"slices"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// begin makes an interaction and sends it to the bot; s.mu is held.
func (s *Server) begin(at Place, kind int, source string, data object) *Reply {
	channel, user := s.world.channels[at.Channel], s.world.users[at.User]
	id := s.nextID()
	i := &interaction{id: id, token: "token-" + id, kind: kind, place: at, created: s.now(), source: source}
	s.interactions[i.token] = i
	o := object{
		"id": id, "application_id": s.Application, "type": kind, "data": data, "channel_id": at.Channel, "channel": channel,
		"token": i.token, "version": 1, "locale": "en-US", "entitlements": []any{}, "attachment_size_limit": 10 << 20,
		"app_permissions":                permissionText(s.permissions(s.Application, channel)),
		"authorizing_integration_owners": owners(at),
	}
	if source != "" {
		o["message"] = s.messages[source].body
	}
	if at.Guild == "" {
		o["user"], o["context"] = user, 1
	} else {
		o["guild_id"], o["guild_locale"], o["context"] = at.Guild, "en-US", 0
		o["guild"] = object{"id": at.Guild, "locale": "en-US", "features": []any{}}
		o["member"] = s.invoker(at, channel)
	}
	s.emit("INTERACTION_CREATE", o)
	return &Reply{Place: at, server: s, interaction: i}
}

// invoker is the member as an interaction shows him: with his permissions in the channel.
func (s *Server) invoker(at Place, channel *discordgo.Channel) object {
	o, err := remake[object](s.member(at.Guild, at.User))
	if err != nil {
		panic("discordtest: member: " + err.Error())
	}
	o["permissions"] = permissionText(s.permissions(at.User, channel))
	return o
}

// owners is who has installed the application for this place.
func owners(at Place) object {
	if at.Guild == "" {
		return object{"0": "0"}
	}
	return object{"0": at.Guild}
}

// usable finds the command that a user at the place would be offered, and says why there is none; s.mu is held.
func (s *Server) usable(at Place, name string, kind int64) (object, string) {
	var found object
	for _, guild := range []string{"", at.Guild} { // a guild's own command hides the global one
		for _, o := range s.commands[guild] {
			if o["name"] == name && number(o, "type") == kind {
				found = o
			}
		}
	}
	channel := s.world.channels[at.Channel]
	switch {
	case found == nil:
		return nil, "no command " + name + " is registered; there are: " + strings.Join(s.names(at.Guild), ", ")
	case at.Guild == "" && has(found, "contexts") && !slices.Contains(numbers(found, "contexts"), 1):
		return nil, "/" + name + " is not for direct messages"
	case at.Guild != "" && has(found, "contexts") && !slices.Contains(numbers(found, "contexts"), 0):
		return nil, "/" + name + " is not for servers"
	}
	may := s.permissions(at.User, channel)
	need := number(found, "default_member_permissions")
	switch {
	case may&discordgo.PermissionUseApplicationCommands == 0:
		return nil, "the user may not use commands in this channel"
	case at.Guild == "" || !has(found, "default_member_permissions") || s.open[name]:
	case need == 0 && may&discordgo.PermissionAdministrator == 0, may&need != need:
		return nil, "the user may not use /" + name
	}
	return found, ""
}

func (s *Server) names(guild string) []string {
	var names []string
	for _, g := range []string{"", guild} {
		for _, o := range s.commands[g] {
			names = append(names, text(o, "name"))
		}
		if guild == "" {
			break
		}
	}
	return names
}

// Usable reports whether the user at the place is offered the slash command.
func (s *Server) Usable(at Place, command string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, _ := s.usable(at, command, 1)
	return found != nil
}

// enter waits for a connected bot and fails the test if there is no such place.
func (s *Server) enter(tb testing.TB, at Place) {
	tb.Helper()
	s.Until(tb, "a connected bot", s.Connected)
	s.mu.Lock()
	channel, user := s.world.channels[at.Channel], s.world.users[at.User]
	ok := channel != nil && user != nil && channel.GuildID == at.Guild && (at.Guild == "" || s.member(at.Guild, at.User) != nil)
	s.mu.Unlock()
	if !ok {
		tb.Fatalf("discordtest: no such place: %+v", at)
	}
}

// ready waits until a bot is connected and the command is registered, as a user would.
func (s *Server) ready(tb testing.TB, at Place, name string, kind int64) object {
	tb.Helper()
	s.enter(tb, at)
	var found object
	var why string
	if !s.await(func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		found, why = s.usable(at, name, kind)
		return found != nil || s.registered(name, at.Guild)
	}) || found == nil {
		tb.Fatalf("discordtest: %s%s", why, s.hints())
	}
	return found
}

// registered reports a command that is there, whoever may use it; s.mu is held.
func (s *Server) registered(name, guild string) bool { return slices.Contains(s.names(guild), name) }
