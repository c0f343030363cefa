package bot

import (
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
)

// guildModel is a server of the model, see TestScopes.
type guildModel struct {
	id       string
	channels []string
	parents  map[string]string // of threads
	private  map[string]bool   // threads
	team     string            // the role of /settings
	roles    map[string]string
	members  []string        // one for each set of roles
	teamwith map[string]bool // members with the team's role
	admin    string
}

func newGuild(fake *discordtest.Server, n int) *guildModel {
	g := &guildModel{id: fake.AddGuild(fmt.Sprint("Server ", n)), parents: map[string]string{}, private: map[string]bool{}, roles: map[string]string{}, teamwith: map[string]bool{}}
	g.roles["team"], g.roles["press"] = fake.AddRole(g.id, "team", 0), fake.AddRole(g.id, "press", 0)
	g.team = g.roles["team"]
	for i, roles := range [][]string{{}, {g.roles["press"]}, {g.team}, {g.team, g.roles["press"]}} {
		user := fake.AddMember(g.id, fmt.Sprint("member", i), roles...)
		g.members = append(g.members, user)
		g.teamwith[user] = slices.Contains(roles, g.team)
	}
	g.admin = fake.AddMember(g.id, "admin", fake.AddRole(g.id, "admins", discordgo.PermissionAdministrator))
	shut := &discordgo.PermissionOverwrite{ID: g.id, Type: discordgo.PermissionOverwriteTypeRole, Deny: discordgo.PermissionViewChannel}
	let := func(role string) *discordgo.PermissionOverwrite {
		return &discordgo.PermissionOverwrite{ID: role, Type: discordgo.PermissionOverwriteTypeRole, Allow: discordgo.PermissionViewChannel}
	}
	bot := &discordgo.PermissionOverwrite{ID: fake.Application, Type: discordgo.PermissionOverwriteTypeMember, Allow: discordgo.PermissionViewChannel}
	g.channels = []string{
		fake.AddChannel(g.id, "town"), fake.AddChannel(g.id, "square"), fake.AddChannel(g.id, "desk", shut, bot, let(g.team)),
		fake.AddChannel(g.id, "archive", shut, bot, let(g.team)), fake.AddChannel(g.id, "board", shut, bot, let(g.roles["press"])),
	}
	for i, of := range []int{0, 2, 4, 2} {
		thread := fake.AddThread(g.channels[of], "thread", i == 3)
		g.parents[thread], g.private[thread] = g.channels[of], i == 3
		g.channels = append(g.channels, thread)
	}
	return g
}

// may reports whether what was made in channel from may be shown in channel to of the same server, by who may view the two now.
func (m *model) may(g *guildModel, from, to string) bool {
	if from == to {
		return true
	}
	if g.private[from] {
		return false
	}
	home := func(c string) string {
		if p := g.parents[c]; p != "" && !g.private[c] {
			return p
		}
		return c
	}
	if home(from) == home(to) {
		return true
	}
	everyone, team := m.viewers(g, from)
	_, there := m.viewers(g, to)
	return everyone || team && there && !g.private[to]
}

// viewers tells whether all members may view a channel, and whether exactly those with the team's role may.
func (m *model) viewers(g *guildModel, channel string) (everyone, team bool) {
	everyone, team = true, true
	for _, u := range g.members {
		views := m.fake.Views(u, channel)
		everyone = everyone && views
		team = team && views == g.teamwith[u]
	}
	return everyone, team
}

// rebuild changes who may view what.
func (m *model) rebuild(g *guildModel) {
	over := func(id string, kind discordgo.PermissionOverwriteType) *discordgo.PermissionOverwrite {
		o := &discordgo.PermissionOverwrite{ID: id, Type: kind, Allow: discordgo.PermissionViewChannel}
		if m.r.IntN(3) == 0 {
			o.Allow, o.Deny = 0, discordgo.PermissionViewChannel
		}
		return o
	}
	switch m.r.IntN(8) {
	case 0:
		m.fake.UpdateRole(g.id, g.roles["press"], func(r *discordgo.Role) { r.Permissions ^= discordgo.PermissionViewChannel })
	case 1:
		m.fake.UpdateRole(g.id, g.id, func(r *discordgo.Role) { r.Permissions ^= discordgo.PermissionViewChannel })
	default:
		list := []*discordgo.PermissionOverwrite{{ID: m.fake.Application, Type: discordgo.PermissionOverwriteTypeMember, Allow: discordgo.PermissionViewChannel}}
		shut := &discordgo.PermissionOverwrite{ID: g.id, Type: discordgo.PermissionOverwriteTypeRole, Deny: discordgo.PermissionViewChannel}
		if m.r.IntN(2) == 0 {
			list = append(list, shut)
		}
		for _, role := range []string{"team", "press"} {
			if m.r.IntN(2) == 0 {
				list = append(list, over(g.roles[role], discordgo.PermissionOverwriteTypeRole))
			}
		}
		if m.r.IntN(5) == 0 {
			list = append(list, over(g.members[m.r.IntN(len(g.members))], discordgo.PermissionOverwriteTypeMember))
		}
		m.fake.UpdateChannel(m.channel(g), func(c *discordgo.Channel) { c.PermissionOverwrites = list })
	}
}
