package discordtest

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/bwmarrin/discordgo"
)

var (
	unknownMessage = failure(404, 10008, "Unknown Message")
	unknownChannel = failure(404, 10003, "Unknown Channel")
)

func (s *Server) getMessages(c *call) *response {
	channel := s.world.channels[c.args[0]]
	if channel == nil {
		return unknownChannel
	}
	var found []*message
	switch may := s.permissions(s.Application, channel); {
	case may&discordgo.PermissionViewChannel == 0:
		return failure(403, 50001, "Missing Access")
	case may&discordgo.PermissionReadMessageHistory != 0: // else Discord shows none, and says nothing
		found = s.inChannel(channel.ID)
	}
	slices.Reverse(found) // newest first
	limit := 50
	if n, err := strconv.Atoi(c.query.Get("limit")); err == nil {
		limit = n
	}
	before, _ := strconv.ParseInt(c.query.Get("before"), 10, 64)
	after, _ := strconv.ParseInt(c.query.Get("after"), 10, 64)
	bodies := []object{}
	for _, m := range found {
		id := number(m.body, "id")
		if (before == 0 || id < before) && id > after {
			bodies = append(bodies, m.body)
		}
	}
	if after > 0 && len(bodies) > limit {
		return answer(200, bodies[len(bodies)-limit:])
	}
	return answer(200, bodies[:min(limit, len(bodies))])
}

// postMessage creates a message. With enforce_nonce, a nonce seen before returns the first message.
func (s *Server) postMessage(c *call) *response {
	channel := s.world.channels[c.args[0]]
	if channel == nil {
		return unknownChannel
	}
	if refusal := s.mayPost(channel, c.body, len(c.files)); refusal != nil {
		return refusal
	}
	nonce := ""
	if has(c.body, "nonce") && flag(c.body, "enforce_nonce") {
		nonce = channel.ID + " " + fmt.Sprint(c.body["nonce"])
	}
	if id := s.nonces[nonce]; id != "" {
		return answer(200, s.messages[id].body)
	}
	m := s.newMessage(channel.ID, s.world.bot, c.body, c.files)
	if nonce != "" {
		s.nonces[nonce] = text(m.body, "id")
	}
	delete(m.body, "nonce") // Discord does not give it back later
	s.emit("MESSAGE_CREATE", m.body)
	return answer(200, m.body)
}

// ForgetNonces lets the server no longer know the nonces of messages so far, as Discord does after some minutes.
func (s *Server) ForgetNonces() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.nonces)
}

// public finds a message that is reached through its channel: not an ephemeral one.
func (s *Server) public(c *call) *message {
	m := s.messages[c.args[1]]
	if m == nil || m.deleted || m.ephemeral || text(m.body, "channel_id") != c.args[0] {
		return nil
	}
	return m
}

func (s *Server) getMessage(c *call) *response {
	m := s.public(c)
	if m == nil {
		return unknownMessage
	}
	return answer(200, m.body)
}

func (s *Server) patchMessage(c *call) *response {
	m := s.public(c)
	switch {
	case m == nil:
		return unknownMessage
	case m.body["author"] != s.world.bot:
		return failure(403, 50005, "Cannot edit a message authored by another user")
	}
	if refusal := s.mayPost(s.world.channels[c.args[0]], c.body, len(c.files)); refusal != nil {
		return refusal
	}
	s.edit(m, c.body, c.files)
	s.emit("MESSAGE_UPDATE", m.body)
	return answer(200, m.body)
}

func (s *Server) deleteMessage(c *call) *response {
	m := s.public(c)
	if m == nil {
		return unknownMessage
	}
	s.remove(m)
	return answer(204, nil)
}
