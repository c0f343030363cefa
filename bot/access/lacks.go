package access

import "slices"

// Knows reports whether the gateway has told of a server. Until then all but a channel's own material is hidden, and what is missing is not to be
// taken for what there is.
func (m *Model) Knows(guildID string) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.guilds[guildID] != nil
}

// Lacks returns which of the permissions in need the bot does not have in a channel; known is false for a channel that the
// model has not been told of.
func (m *Model) Lacks(guildID, channelID string, need int64) (missing int64, known bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	g := m.guilds[guildID]
	if g == nil {
		return 0, false
	}
	c, known := g.channels[channelID]
	if !known {
		return 0, false
	}
	may := g.roles[guildID].Permissions
	for id := range g.ours {
		may |= g.roles[id].Permissions
	}
	if may&administrator != 0 {
		return 0, true
	}
	return need &^ int64(g.overwritten(may, guildID, m.self, c)), true
}

// overwritten is what the bot may do in c where it may do something in the server: overwrites for @everyone first, then for roles, then its own.
func (g *guild) overwritten(may bits, guildID, self string, c channel) bits {
	steps := []func(overwrite) bool{
		func(o overwrite) bool { return o.ID == guildID },
		func(o overwrite) bool { return o.Type == forRole && o.ID != guildID && g.ours[o.ID] },
		func(o overwrite) bool { return o.Type == forMember && o.ID == self },
	}
	for _, applies := range steps {
		var allow, deny bits
		for o := range slices.Values(c.Overwrites) {
			if applies(o) {
				allow, deny = allow|o.Allow, deny|o.Deny
			}
		}
		may = may&^deny | allow
	}
	return may
}
