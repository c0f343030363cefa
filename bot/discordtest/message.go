package discordtest

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	ephemeralFlag    = 1 << 6
	loadingFlag      = 1 << 7
	componentsV2Flag = 1 << 15
)

// message is one that is stored; body is what Discord returns for it.
type message struct {
	body      object
	mentions  object // allowed_mentions of the request that wrote it last; nil if it had none
	files     []string
	ephemeral bool
	deleted   bool
	writes    int // how often its body was written, creation included
}

// A Message is one as it stands now, with what Discord does not return of it.
type Message struct {
	*discordgo.Message
	AllowedMentions *discordgo.MessageAllowedMentions // nil if the request that wrote it last had none
	Files           []File
}

// newMessage makes a message by the author out of a request's body; s.mu is held.
func (s *Server) newMessage(channel string, author *discordgo.User, body object, files map[int]File) *message {
	id := s.nextID()
	m := &message{body: object{
		"id": id, "channel_id": channel, "author": author, "type": 0, "timestamp": s.now().UTC().Format(time.RFC3339Nano),
		"edited_timestamp": nil, "tts": false, "mention_everyone": false, "mentions": []any{}, "mention_roles": []any{}, "pinned": false,
		"content": "", "embeds": []any{}, "attachments": []any{}, "components": []any{}, "flags": 0,
	}}
	if c := s.world.channels[channel]; c != nil {
		c.LastMessageID = id
		if c.GuildID != "" {
			m.body["guild_id"] = c.GuildID
		}
	}
	s.messages[id] = m
	s.fill(m, body, files)
	return m
}

// fill writes a request's body into a message: what the body does not name stays. s.mu is held.
func (s *Server) fill(m *message, body object, files map[int]File) {
	m.writes++
	for _, key := range []string{"content", "embeds", "components"} {
		if v, there := body[key]; there {
			switch {
			case v != nil:
				m.body[key] = v
			case key == "content":
				m.body[key] = ""
			default:
				m.body[key] = []any{}
			}
		}
	}
	for _, e := range objects(m.body, "embeds") {
		e["type"] = "rich"
	}
	if has(body, "flags") {
		settable := int64(1<<2 | 1<<12 | componentsV2Flag)
		m.body["flags"] = number(m.body, "flags")&^(1<<2|1<<12) | number(body, "flags")&settable
	}
	if has(body, "message_reference") {
		m.body["message_reference"] = body["message_reference"]
	}
	if has(body, "nonce") {
		m.body["nonce"] = body["nonce"]
	}
	m.mentions = child(body, "allowed_mentions")
	s.fillFiles(m, body, files)
}

// fillFiles keeps the attachments that the body lists (all, if it has no list) and adds the uploaded ones.
func (s *Server) fillFiles(m *message, body object, files map[int]File) {
	var kept []any
	about := map[string]object{}
	for _, a := range objects(body, "attachments") {
		about[fmt.Sprint(a["id"])] = a
	}
	for _, a := range list(m.body, "attachments") {
		if _, listed := about[text(a.(object), "id")]; listed || !has(body, "attachments") {
			kept = append(kept, a)
		}
	}
	m.files = nil
	for _, a := range kept {
		m.files = append(m.files, text(a.(object), "id"))
	}
	for n := range 100 {
		f, ok := files[n]
		if !ok {
			continue
		}
		if d := about[strconv.Itoa(n)]; d != nil {
			f.Description = text(d, "description")
		}
		a := s.attach(f)
		if d := about[strconv.Itoa(n)]; d != nil && has(d, "description") {
			a["description"] = d["description"]
		}
		kept = append(kept, a)
		m.files = append(m.files, text(a, "id"))
	}
	if kept == nil {
		kept = []any{}
	}
	m.body["attachments"] = kept
}

// edit writes a body into an existing message and marks it as edited; s.mu is held.
func (s *Server) edit(m *message, body object, files map[int]File) {
	s.fill(m, body, files)
	m.body["flags"] = number(m.body, "flags") &^ loadingFlag
	m.body["edited_timestamp"] = s.now().UTC().Format(time.RFC3339Nano)
}

// view returns the message as a test sees it; s.mu is held.
func (s *Server) view(m *message) *Message {
	decoded, err := remake[*discordgo.Message](m.body)
	if err != nil {
		panic("discordtest: message: " + err.Error())
	}
	v := &Message{Message: decoded}
	if m.mentions != nil {
		allowed, err := remake[discordgo.MessageAllowedMentions](m.mentions)
		if err != nil {
			panic("discordtest: allowed_mentions: " + err.Error())
		}
		v.AllowedMentions = &allowed
	}
	for _, id := range m.files {
		v.Files = append(v.Files, s.files[id])
	}
	return v
}

// Messages returns what everyone sees in the channel, oldest first.
func (s *Server) Messages(channel string) []*Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*Message
	for _, m := range s.inChannel(channel) {
		out = append(out, s.view(m))
	}
	return out
}

// inChannel returns the channel's messages that are not ephemeral, by id; s.mu is held.
func (s *Server) inChannel(channel string) []*message {
	var out []*message
	for _, m := range s.messages {
		if text(m.body, "channel_id") == channel && !m.ephemeral && !m.deleted {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b *message) int { return cmp.Compare(number(a.body, "id"), number(b.body, "id")) })
	return out
}

// Say posts a message of the place's user and returns its id. MESSAGE_CREATE goes to who has the intent; without the privileged one
// it holds the words only of a message that mentions the bot.
func (s *Server) Say(at Place, content string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.newMessage(at.Channel, s.world.users[at.User], object{"content": content}, nil)
	mentioned := []any{}
	for _, found := range mentionMark.FindAllStringSubmatch(content, -1) {
		if u := s.world.users[found[1]]; u != nil {
			mentioned = append(mentioned, u)
		}
	}
	m.body["mentions"] = mentioned
	told := maps.Clone(m.body)
	if !s.settings.privileged && !slices.Contains(mentioned, any(s.world.bot)) {
		told["content"] = ""
	}
	s.emit("MESSAGE_CREATE", told)
	return text(m.body, "id")
}

var mentionMark = regexp.MustCompile(`<@!?([0-9]+)>`)

// SayWith lets a user write a message that has further parts, by the names that Discord's JSON has for them: embeds, a poll, what was forwarded.
func (s *Server) SayWith(at Place, content string, parts map[string]any) string {
	id := s.Say(at, content)
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.Copy(s.messages[id].body, parts)
	return id
}

// DeleteMessage removes a message, as its author or a moderator would, and emits MESSAGE_DELETE.
func (s *Server) DeleteMessage(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(s.messages[id])
}

// BulkDelete removes messages of one channel at once, as a moderator's bot would, and emits MESSAGE_DELETE_BULK.
func (s *Server) BulkDelete(ids ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	event := object{"ids": ids}
	for _, id := range ids {
		m := s.messages[id]
		m.deleted = true
		event["channel_id"], event["guild_id"] = m.body["channel_id"], m.body["guild_id"]
	}
	s.emit("MESSAGE_DELETE_BULK", event)
}

// remove needs s.mu held.
func (s *Server) remove(m *message) {
	m.deleted = true
	if !m.ephemeral {
		s.emit("MESSAGE_DELETE", object{"id": m.body["id"], "channel_id": m.body["channel_id"], "guild_id": m.body["guild_id"]})
	}
}
