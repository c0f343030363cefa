package discordtest

import (
	"strings"

	"github.com/bwmarrin/discordgo"
)

const (
	privilegedIntents = int64(discordgo.IntentGuildMembers | discordgo.IntentGuildPresences | discordgo.IntentMessageContent)
	knownIntents      = int64(discordgo.IntentsAll)
)

// authentic compares a token from the gateway with the server's; s.mu is held.
func (s *Server) authentic(token string) bool {
	return !s.refused && strings.TrimPrefix(token, "Bot ") == s.Token
}

// identify answers op 2: READY and the guilds, or the close code for what is wrong; s.mu is held.
func (s *Server) identify(c *gatewayConn, d object) {
	intents := number(d, "intents")
	switch {
	case c.session != nil:
		c.close(4005)
		return
	case !s.authentic(text(d, "token")):
		c.close(4004)
		return
	case !has(d, "intents") || intents&^knownIntents != 0:
		c.close(4013)
		return
	case intents&privilegedIntents != 0 && !s.settings.privileged:
		c.close(4014)
		return
	case s.disruptIdentify(c):
		return
	}
	session := &gatewaySession{id: s.nextID(), intents: intents, conn: c}
	s.sessions[session.id] = session
	c.session = session
	guilds := []object{}
	for _, id := range s.world.order {
		guilds = append(guilds, object{"id": id, "unavailable": true})
	}
	s.dispatch(session, "READY", object{
		"v": 9, "user": s.world.bot, "guilds": guilds, "private_channels": []any{}, "session_id": session.id,
		"resume_gateway_url": s.gatewayURL(), "shard": []int{0, 1},
		"application": object{"id": s.Application, "flags": 0},
	})
	if intents&int64(discordgo.IntentGuilds) != 0 {
		for _, id := range s.world.order {
			s.dispatch(session, "GUILD_CREATE", s.guildCreate(id))
		}
	}
}

// resume answers op 6: the events that the client has missed and RESUMED, or op 9 for a session that is gone; s.mu is held.
func (s *Server) resume(c *gatewayConn, d object) {
	session := s.sessions[text(d, "session_id")]
	seq := number(d, "seq")
	switch {
	case c.session != nil:
		c.close(4005)
		return
	case !s.authentic(text(d, "token")):
		c.close(4004)
		return
	case s.disruptIdentify(c):
		return
	case session == nil:
		c.op(opInvalidSession, false)
		return
	case seq < 0 || seq > session.seq:
		c.close(4007)
		return
	}
	if session.conn != nil {
		session.conn.close(4000)
	}
	session.conn, c.session = c, session
	for _, payload := range session.sent[seq:] {
		c.send(frame{payload: payload})
	}
	s.dispatch(session, "RESUMED", object{"_trace": []string{}})
}

// dispatch sends one event to the session, or keeps it until the session is resumed; s.mu is held.
func (s *Server) dispatch(session *gatewaySession, name string, data any) {
	session.seq++
	payload := encode(object{"op": opDispatch, "t": name, "s": session.seq, "d": data})
	session.sent = append(session.sent, payload)
	if session.conn != nil {
		session.conn.send(frame{payload: payload})
	}
}

// intentOf is the intent without which an event is not sent; an event that is not in it needs none.
var intentOf = map[string]discordgo.Intent{
	"GUILD_CREATE": discordgo.IntentGuilds, "GUILD_UPDATE": discordgo.IntentGuilds, "GUILD_DELETE": discordgo.IntentGuilds,
	"GUILD_ROLE_CREATE": discordgo.IntentGuilds, "GUILD_ROLE_UPDATE": discordgo.IntentGuilds, "GUILD_ROLE_DELETE": discordgo.IntentGuilds,
	"CHANNEL_CREATE": discordgo.IntentGuilds, "CHANNEL_UPDATE": discordgo.IntentGuilds, "CHANNEL_DELETE": discordgo.IntentGuilds,
	"THREAD_CREATE": discordgo.IntentGuilds, "THREAD_UPDATE": discordgo.IntentGuilds, "THREAD_DELETE": discordgo.IntentGuilds,
	"GUILD_MEMBER_ADD": discordgo.IntentGuildMembers, "GUILD_MEMBER_UPDATE": discordgo.IntentGuildMembers,
	"GUILD_MEMBER_REMOVE": discordgo.IntentGuildMembers, "PRESENCE_UPDATE": discordgo.IntentGuildPresences,
	"MESSAGE_CREATE": discordgo.IntentGuildMessages, "MESSAGE_UPDATE": discordgo.IntentGuildMessages,
	"MESSAGE_DELETE": discordgo.IntentGuildMessages, "MESSAGE_DELETE_BULK": discordgo.IntentGuildMessages,
}

// emit dispatches an event to every session whose intents ask for it; s.mu is held.
func (s *Server) emit(name string, data any) {
	need := int64(intentOf[name])
	for _, session := range s.sessions {
		if session.intents&need == need {
			s.dispatch(session, name, data)
		}
	}
	s.notify()
}

// Emit dispatches any event, even a malformed one, to every session whose intents ask for it.
func (s *Server) Emit(name string, data any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit(name, data)
}
