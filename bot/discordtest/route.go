package discordtest

// shape is what a request's body is checked as.
type shape int

const (
	noBody      shape = iota
	anyBody           // only known by the document
	newMessage        // POST /channels/*/messages
	editMessage       // PATCH of a message
	followUp          // POST /webhooks/*/*
	callback          // POST /interactions/*/*/callback
	command           // one application command, or a part of one
	commandList       // all of them
)

// access is how a request shows that it may.
type access int

const (
	byBot   access = iota // Authorization: Bot …
	byToken               // the interaction's token in the path
	open                  // not at all
)

type route struct {
	method, pattern string
	access          access
	shape           shape
	serve           func(*Server, *call) *response
}

// routes is all that the server knows. The functions run with s.mu held.
func routes() []route {
	const app, guildApp = "/applications/*/commands", "/applications/*/guilds/*/commands"
	const hook = "/webhooks/*/*"
	return []route{
		{"GET", "/gateway", open, noBody, (*Server).getGateway},
		{"GET", "/gateway/bot", byBot, noBody, (*Server).getGatewayBot},
		{"GET", "/applications/@me", byBot, noBody, (*Server).getApplication},
		{"GET", "/oauth2/applications/@me", byBot, noBody, (*Server).getApplication},
		{"GET", "/users/*", byBot, noBody, (*Server).getUser},
		{"GET", "/users/@me/guilds", byBot, noBody, (*Server).getGuilds},
		{"POST", "/users/@me/channels", byBot, anyBody, (*Server).postDirect},
		{"GET", "/guilds/*", byBot, noBody, (*Server).getGuild},
		{"GET", "/guilds/*/channels", byBot, noBody, (*Server).getGuildChannels},
		{"GET", "/guilds/*/roles", byBot, noBody, (*Server).getRoles},
		{"GET", "/guilds/*/members", byBot, noBody, (*Server).getMembers},
		{"GET", "/guilds/*/members/*", byBot, noBody, (*Server).getMember},
		{"GET", "/channels/*", byBot, noBody, (*Server).getChannel},
		{"POST", "/channels/*/typing", byBot, noBody, (*Server).postTyping},

		{"GET", app, byBot, noBody, (*Server).getCommands},
		{"PUT", app, byBot, commandList, (*Server).putCommands},
		{"POST", app, byBot, command, (*Server).postCommand},
		{"GET", app + "/*", byBot, noBody, (*Server).getCommand},
		{"PATCH", app + "/*", byBot, command, (*Server).patchCommand},
		{"DELETE", app + "/*", byBot, noBody, (*Server).deleteCommand},
		{"GET", guildApp, byBot, noBody, (*Server).getCommands},
		{"PUT", guildApp, byBot, commandList, (*Server).putCommands},
		{"POST", guildApp, byBot, command, (*Server).postCommand},
		{"GET", guildApp + "/*", byBot, noBody, (*Server).getCommand},
		{"PATCH", guildApp + "/*", byBot, command, (*Server).patchCommand},
		{"DELETE", guildApp + "/*", byBot, noBody, (*Server).deleteCommand},

		{"GET", "/channels/*/messages", byBot, noBody, (*Server).getMessages},
		{"POST", "/channels/*/messages", byBot, newMessage, (*Server).postMessage},
		{"GET", "/channels/*/messages/*", byBot, noBody, (*Server).getMessage},
		{"PATCH", "/channels/*/messages/*", byBot, editMessage, (*Server).patchMessage},
		{"DELETE", "/channels/*/messages/*", byBot, noBody, (*Server).deleteMessage},
		{"POST", "/channels/*/messages/*/crosspost", byBot, noBody, (*Server).getMessage},

		{"POST", "/interactions/*/*/callback", byToken, callback, (*Server).postCallback},
		{"POST", hook, byToken, followUp, (*Server).postFollowUp},
		{"GET", hook + "/messages/*", byToken, noBody, (*Server).getReply},
		{"PATCH", hook + "/messages/*", byToken, editMessage, (*Server).patchReply},
		{"DELETE", hook + "/messages/*", byToken, noBody, (*Server).deleteReply},
	}
}

// route finds the request's route; the first pattern that fits is it, so /users/@me/guilds needs no care but its length.
func (s *Server) route(c *call) (route, bool) {
	for _, r := range s.routes {
		if r.method != c.method {
			continue
		}
		if args, ok := match(r.pattern, c.path); ok {
			c.args = args
			return r, true
		}
	}
	return route{}, false
}

func (s *Server) getGateway(*call) *response { return answer(200, object{"url": s.gatewayURL()}) }

func (s *Server) getGatewayBot(*call) *response {
	left := max(0, 1000-s.counts.Identifies)
	return answer(200, object{
		"url": s.gatewayURL(), "shards": s.settings.shards,
		"session_start_limit": object{"total": 1000, "remaining": left, "reset_after": 86400000, "max_concurrency": 1},
	})
}

func (s *Server) getApplication(*call) *response {
	return answer(200, object{
		"id": s.Application, "name": s.world.bot.Username, "icon": nil, "description": "", "bot_public": true, "bot_require_code_grant": false,
		"verify_key": "00", "flags": 0, "bot": s.world.bot,
	})
}

func (s *Server) getUser(c *call) *response {
	id := c.args[0]
	if id == "@me" {
		id = s.Application
	}
	if u := s.world.users[id]; u != nil {
		return answer(200, u)
	}
	return failure(404, 10013, "Unknown User")
}

func (s *Server) getGuilds(*call) *response {
	guilds := []object{}
	for _, id := range s.world.order {
		guilds = append(guilds, object{"id": id, "name": s.world.guilds[id].Name})
	}
	return answer(200, guilds)
}

func (s *Server) postDirect(c *call) *response {
	user := text(c.body, "recipient_id")
	if s.world.users[user] == nil {
		return failure(404, 10013, "Unknown User")
	}
	return answer(200, s.directChannel(user))
}

var unknownGuild = failure(404, 10004, "Unknown Guild")

func (s *Server) getGuild(c *call) *response {
	if g := s.world.guilds[c.args[0]]; g != nil {
		return answer(200, g)
	}
	return unknownGuild
}

func (s *Server) getGuildChannels(c *call) *response {
	if g := s.world.guilds[c.args[0]]; g != nil {
		return answer(200, g.Channels)
	}
	return unknownGuild
}

func (s *Server) getRoles(c *call) *response {
	if g := s.world.guilds[c.args[0]]; g != nil {
		return answer(200, g.Roles)
	}
	return unknownGuild
}

// getMembers needs a privileged intent, as Discord's does.
func (s *Server) getMembers(c *call) *response {
	g := s.world.guilds[c.args[0]]
	switch {
	case g == nil:
		return unknownGuild
	case !s.settings.privileged:
		return failure(403, 50001, "Missing Access")
	}
	return answer(200, g.Members)
}

func (s *Server) getMember(c *call) *response {
	if m := s.member(c.args[0], c.args[1]); m != nil {
		return answer(200, m)
	}
	return failure(404, 10007, "Unknown Member")
}

func (s *Server) getChannel(c *call) *response {
	if ch := s.world.channels[c.args[0]]; ch != nil {
		return answer(200, ch)
	}
	return failure(404, 10003, "Unknown Channel")
}

func (s *Server) postTyping(*call) *response { return answer(204, nil) }
