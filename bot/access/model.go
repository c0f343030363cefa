package access

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
)

// Model is what the gateway has told of servers. All methods are safe for concurrent use.
type Model struct {
	mu     sync.RWMutex
	self   string // the bot's user
	guilds map[string]*guild
}

// NewModel returns a model that knows nothing yet, so that all but a channel's own material is hidden.
func NewModel() *Model { return &Model{guilds: map[string]*guild{}} }

type guild struct {
	roles    map[string]role
	channels map[string]channel // threads too
	ours     map[string]bool    // the bot's roles
	classes  map[string]Class   // of channels, worked out for team; nil: not yet
	team     string
}

// The following are Discord's objects as far as they matter here.

type role struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Permissions bits   `json:"permissions"`
	Managed     bool   `json:"managed"` // by an integration: a bot's own role, which no person has
}

type overwrite struct {
	ID    string `json:"id"`
	Type  kind   `json:"type"`
	Allow bits   `json:"allow"`
	Deny  bits   `json:"deny"`
}

type channel struct {
	ID         string      `json:"id"`
	Guild      string      `json:"guild_id"`
	Type       int         `json:"type"`
	Parent     string      `json:"parent_id"`
	NSFW       bool        `json:"nsfw"`
	Overwrites []overwrite `json:"permission_overwrites"`
}

type member struct {
	User struct {
		ID string `json:"id"`
	} `json:"user"`
	Roles []string `json:"roles"`
}

// event has the fields of all events that are followed.
type event struct {
	channel         // CHANNEL_* and THREAD_*; ID is the server's own in GUILD_*
	member          // GUILD_MEMBER_UPDATE, and User of READY
	Role     role   `json:"role"`
	RoleID   string `json:"role_id"`
	RoleList *[]role
	Channels []channel `json:"channels"`
	Threads  []channel `json:"threads"`
	Members  []member  `json:"members"`
	Away     bool      `json:"unavailable"`
}

// UnmarshalJSON tells apart the two meanings of "roles": a server's roles and the names of a member's.
func (e *event) UnmarshalJSON(raw []byte) error {
	type plain event
	shadow := struct {
		*plain
		Roles json.RawMessage `json:"roles"`
	}{plain: (*plain)(e)}
	if err := json.Unmarshal(raw, &shadow); err != nil {
		return err
	}
	if len(shadow.Roles) == 0 {
		return nil
	}
	if err := json.Unmarshal(shadow.Roles, &e.Roles); err == nil {
		return nil
	}
	e.RoleList = &[]role{}
	return json.Unmarshal(shadow.Roles, e.RoleList)
}

// Apply follows an event of the gateway; those that say nothing about access are ignored. An event that cannot be read hides its
// server, or all servers where it does not even say which.
func (m *Model) Apply(name string, data []byte) error {
	if !followed[name] {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var e event
	if err := json.Unmarshal(data, &e); err != nil {
		m.forget(data)
		return fmt.Errorf("read %s: %w", name, err)
	}
	if name == "READY" {
		m.self = e.User.ID
		clear(m.guilds)
		return nil
	}
	id := e.Guild
	switch name {
	case "GUILD_CREATE":
		return m.create(&e)
	case "GUILD_DELETE":
		delete(m.guilds, e.ID)
		return nil
	case "GUILD_UPDATE":
		id = e.ID
	}
	if g := m.guilds[id]; g != nil {
		g.apply(name, &e, m.self)
		g.classes = nil
	}
	return nil
}

var followed = map[string]bool{
	"READY": true, "GUILD_CREATE": true, "GUILD_UPDATE": true, "GUILD_DELETE": true,
	"CHANNEL_CREATE": true, "CHANNEL_UPDATE": true, "CHANNEL_DELETE": true,
	"THREAD_CREATE": true, "THREAD_UPDATE": true, "THREAD_DELETE": true, "THREAD_LIST_SYNC": true,
	"GUILD_ROLE_CREATE": true, "GUILD_ROLE_UPDATE": true, "GUILD_ROLE_DELETE": true, "GUILD_MEMBER_UPDATE": true,
}

// forget hides the server that an unreadable event is of.
func (m *Model) forget(data []byte) {
	var of struct {
		ID    string `json:"id"`
		Guild string `json:"guild_id"`
	}
	_ = json.Unmarshal(data, &of) // what could be read of it
	switch {
	case of.Guild != "":
		delete(m.guilds, of.Guild)
	case m.guilds[of.ID] != nil:
		delete(m.guilds, of.ID)
	default:
		clear(m.guilds)
	}
}

// RoleName is the name of a role, "" when it is not known.
func (m *Model) RoleName(guildID, roleID string) string {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if g := m.guilds[guildID]; g != nil {
		return g.roles[roleID].Name
	}
	return ""
}

func (m *Model) create(e *event) error {
	if e.Away {
		delete(m.guilds, e.ID)
		return nil
	}
	if e.ID == "" || e.RoleList == nil {
		m.forget(nil)
		return errors.New("read GUILD_CREATE: no id or no roles")
	}
	g := &guild{roles: map[string]role{}, channels: map[string]channel{}, ours: map[string]bool{}}
	g.setRoles(*e.RoleList)
	for _, list := range [][]channel{e.Channels, e.Threads} {
		for _, c := range list {
			g.channels[c.ID] = c
		}
	}
	for _, x := range e.Members {
		if x.User.ID == m.self {
			g.setOurs(x.Roles)
		}
	}
	m.guilds[e.ID] = g
	return nil
}

func (g *guild) apply(name string, e *event, self string) {
	switch name {
	case "GUILD_UPDATE":
		if e.RoleList != nil {
			g.setRoles(*e.RoleList)
		}
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE":
		g.channels[e.ID] = e.channel
	case "CHANNEL_DELETE":
		delete(g.channels, e.ID)
		for id, c := range g.channels {
			if isThread(c.Type) && c.Parent == e.ID {
				delete(g.channels, id)
			}
		}
	case "THREAD_DELETE":
		delete(g.channels, e.ID)
	case "THREAD_LIST_SYNC":
		for _, c := range e.Threads {
			g.channels[c.ID] = c
		}
	case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE":
		g.roles[e.Role.ID] = e.Role
	case "GUILD_ROLE_DELETE":
		delete(g.roles, e.RoleID)
		delete(g.ours, e.RoleID)
	case "GUILD_MEMBER_UPDATE":
		if e.User.ID == self {
			g.setOurs(e.Roles)
		}
	}
}

func (g *guild) setRoles(roles []role) {
	clear(g.roles)
	for _, r := range roles {
		g.roles[r.ID] = r
	}
}

func (g *guild) setOurs(roles []string) {
	clear(g.ours)
	for _, id := range roles {
		g.ours[id] = true
	}
}

// bits are permissions, which Discord writes as a decimal in a string.
type bits int64

// UnmarshalJSON reads a decimal with or without quotation marks.
func (b *bits) UnmarshalJSON(raw []byte) error {
	n := json.Number(trimQuotes(raw))
	v, err := n.Int64()
	*b = bits(v)
	return err
}

// kind is what an overwrite is for, 0 a role and 1 a member; old events write it as a word.
type kind int

// UnmarshalJSON reads a number, with or without quotation marks, or a word.
func (k *kind) UnmarshalJSON(raw []byte) error {
	switch s := trimQuotes(raw); s {
	case "0", "role":
		*k = forRole
	case "1", "member":
		*k = forMember
	default:
		return fmt.Errorf("overwrite for a %s", s)
	}
	return nil
}

const (
	forRole   kind = 0
	forMember kind = 1
)

func trimQuotes(raw []byte) string {
	if len(raw) > 1 && raw[0] == '"' && raw[len(raw)-1] == '"' {
		raw = raw[1 : len(raw)-1]
	}
	return string(raw)
}
