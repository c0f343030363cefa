package access

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/bwmarrin/discordgo"
)

const (
	view   = int64(discordgo.PermissionViewChannel)
	manage = int64(discordgo.PermissionManageMessages)
	admin  = int64(discordgo.PermissionAdministrator)
)

type object = map[string]any

// world is a server as the gateway tells of it.
type world struct {
	roles    map[string]int64 // by id, "g" is @everyone; "bot" is the bot's own
	channels map[string]object
}

func newWorld() *world {
	return &world{roles: map[string]int64{"g": view, "bot": view, "team": 0, "press": 0}, channels: map[string]object{}}
}

func over(id string, allow, deny int64) object {
	kind := 0
	if id == "me" || id == "user" {
		kind = 1
	}
	return object{"id": id, "type": kind, "allow": fmt.Sprint(allow), "deny": fmt.Sprint(deny)}
}

func (w *world) channel(id string, kind int, parent string, overwrites ...object) {
	w.channels[id] = object{"id": id, "guild_id": "g", "type": kind, "parent_id": parent, "permission_overwrites": overwrites}
}

func (w *world) create(t testing.TB) *Model {
	t.Helper()
	m := NewModel()
	apply(t, m, "READY", object{"user": object{"id": "me"}})
	roles, channels, threads := []object{}, []object{}, []object{}
	for id, p := range w.roles {
		roles = append(roles, object{"id": id, "permissions": fmt.Sprint(p), "managed": id == "bot"})
	}
	for _, c := range w.channels {
		if n, _ := c["type"].(int); isThread(n) {
			threads = append(threads, c)
		} else {
			channels = append(channels, c)
		}
	}
	apply(t, m, "GUILD_CREATE", object{
		"id": "g", "roles": roles, "channels": channels, "threads": threads,
		"members": []object{{"user": object{"id": "me"}, "roles": []string{"bot"}}},
	})
	return m
}

func apply(t testing.TB, m *Model, name string, data any) {
	t.Helper()
	raw, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Apply(name, raw); err != nil {
		t.Fatal(err)
	}
}

func TestClass(t *testing.T) {
	shut := over("g", 0, view)
	for _, c := range []struct {
		name       string
		overwrites []object
		want       Class
	}{
		{"no overwrites", nil, Public},
		{"the team's", []object{shut, over("team", view, 0)}, Team},
		{"the team's and the bot's", []object{shut, over("team", view, 0), over("bot", view, 0), over("me", view, 0)}, Team},
		{"the bot is shut out of a public one", []object{over("bot", 0, view), over("me", 0, view)}, Public},
		{"nobody's", []object{shut}, Restricted},
		{"another role's", []object{shut, over("press", view, 0)}, Restricted},
		{"the team's and another role's", []object{shut, over("team", view, 0), over("press", view, 0)}, Restricted},
		{"the team's and one member's", []object{shut, over("team", view, 0), over("user", view, 0)}, Restricted},
		{"a role is shut out", []object{over("press", 0, view)}, Restricted},
		{"a member is shut out", []object{over("user", 0, view)}, Restricted},
		{"a member is let in where everyone is", []object{over("user", view, 0)}, Public},
		{"other permissions do not matter", []object{over("press", 0, manage), over("user", manage, 0)}, Public},
	} {
		w := newWorld()
		w.channel("c", 0, "", c.overwrites...)
		if got := w.create(t).Class("g", "c", "team"); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	w := newWorld()
	w.channel("c", 0, "", shut, over("team", view, 0))
	w.channel("voice", 2, "")
	w.channel("adult", 0, "")
	w.channels["adult"]["nsfw"] = true
	m := w.create(t)
	for channel, want := range map[string]Class{"voice": Restricted, "adult": Restricted, "elsewhere": Unknown} {
		if got := m.Class("g", channel, "team"); got != want {
			t.Errorf("%s: %v, want %v", channel, got, want)
		}
	}
	for _, team := range []string{"", "gone", "press", "g"} {
		if got := m.Class("g", "c", team); got != Restricted {
			t.Errorf("team %q: %v, want restricted", team, got)
		}
	}
}

// seen is what Discord's documentation says of who may view a channel.
func seen(w *world, channel object, roles []string) bool {
	perms := w.roles["g"]
	for _, r := range roles {
		perms |= w.roles[r]
	}
	if perms&admin != 0 {
		return true
	}
	list, _ := channel["permission_overwrites"].([]object)
	number := func(o object, key string) (n int64) {
		_, _ = fmt.Sscan(fmt.Sprint(o[key]), &n)
		return n
	}
	var allow, deny int64
	for _, o := range list {
		id, _ := o["id"].(string)
		switch {
		case id == "g":
			perms = perms&^number(o, "deny") | number(o, "allow")
		case slices.Contains(roles, id):
			allow, deny = allow|number(o, "allow"), deny|number(o, "deny")
		}
	}
	return (perms&^deny|allow)&view != 0
}

// TestClassIsSound makes servers at random and looks, for each set of roles that somebody may have, at who really views a channel.
func TestClassIsSound(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	names := []string{"team", "press", "guests", "chief"}
	counts := map[Class]int{}
	for round := range 6000 {
		w := &world{roles: map[string]int64{"g": view * r.Int64N(2), "bot": view}, channels: map[string]object{}}
		for _, n := range names {
			w.roles[n] = view * (r.Int64N(3) / 2)
		}
		if r.IntN(4) == 0 {
			w.roles["chief"] = admin
		}
		var list []object
		for _, id := range append([]string{"g", "bot", "user", "me"}, names...) {
			if p := r.IntN(12); p < 4 && (id != "user" || r.IntN(6) == 0) {
				list = append(list, over(id, view*int64(p/2), view*int64(1-p/2)))
			}
		}
		w.channel("c", 0, "", list...)
		class := w.create(t).Class("g", "c", "team")
		counts[class]++
		for set := range 1 << len(names) {
			var roles []string
			for i, n := range names {
				if set>>i&1 == 1 {
					roles = append(roles, n)
				}
			}
			views, team := seen(w, w.channels["c"], roles), slices.Contains(roles, "team")
			chief := w.roles["chief"] == admin && slices.Contains(roles, "chief")
			if class == Public && !views || class == Team && views != team && !chief {
				t.Fatalf("round %d: %v, but with roles %v it is viewed: %v\n%v", round, class, roles, views, list)
			}
		}
	}
	if counts[Public] < 100 || counts[Team] < 100 {
		t.Errorf("the servers are not varied enough: %v", counts)
	}
}

func TestScope(t *testing.T) {
	w := newWorld()
	shut := over("g", 0, view)
	w.channel("town", 0, "")
	w.channel("square", 0, "")
	w.channel("desk", 0, "", shut, over("team", view, 0))
	w.channel("archive", 0, "", shut, over("team", view, 0))
	w.channel("board", 0, "", shut, over("press", view, 0))
	w.channel("cellar", 0, "", shut)
	w.channel("board-thread", 11, "board")
	w.channel("board-aside", 12, "board")
	w.channel("desk-thread", 11, "desk")
	w.channel("lost-thread", 11, "nowhere")
	m := w.create(t)
	open := []string{"square", "town"}
	for channel, want := range map[string][]string{
		"town":         open,
		"desk":         {"archive", "desk", "desk-thread", "square", "town"},
		"desk-thread":  {"archive", "desk", "desk-thread", "square", "town"},
		"board":        {"board", "board-thread", "square", "town"},
		"board-thread": {"board", "square", "town"},
		"board-aside":  {"board-aside", "square", "town"},
		"cellar":       {"cellar", "square", "town"},
		"lost-thread":  {"lost-thread", "square", "town"},
		"unknown":      open,
	} {
		s := m.Scope("g", channel, "team")
		if s.Guild != "g" || s.Channel != channel {
			t.Errorf("%s: %+v", channel, s)
		}
		want = slices.DeleteFunc(slices.Clone(want), func(c string) bool { return c == channel })
		if !slices.Equal(s.Channels, want) {
			t.Errorf("%s sees %v, want %v", channel, s.Channels, want)
		}
	}
	for thread, want := range map[string]string{"board-thread": "board", "board-aside": "board-aside", "lost-thread": "lost-thread", "new": "new"} {
		if got := m.Home("g", thread); got != want {
			t.Errorf("home of %s is %s, want %s", thread, got, want)
		}
	}
	if s := m.Scope("other", "town", "team"); s.Guild != "other" || len(s.Channels) != 0 {
		t.Errorf("an unknown server sees %+v", s)
	}
}

// TestChanges follows one channel through what can happen to it.
func TestChanges(t *testing.T) {
	w := newWorld()
	w.channel("c", 0, "")
	w.channel("thread", 11, "c")
	m := w.create(t)
	shut := over("g", 0, view)
	for _, step := range []struct {
		event string
		data  object
		want  Class
	}{
		{"CHANNEL_UPDATE", object{"id": "c", "guild_id": "g", "permission_overwrites": []object{shut, over("team", view, 0)}}, Team},
		{"GUILD_ROLE_UPDATE", object{"guild_id": "g", "role": object{"id": "press", "permissions": "8"}}, Team},
		{"GUILD_ROLE_DELETE", object{"guild_id": "g", "role_id": "team"}, Restricted},
		{"GUILD_ROLE_CREATE", object{"guild_id": "g", "role": object{"id": "team", "permissions": "0"}}, Team},
		{"CHANNEL_UPDATE", object{"id": "c", "guild_id": "g"}, Public},
		{"GUILD_ROLE_UPDATE", object{"guild_id": "g", "role": object{"id": "g", "permissions": "0"}}, Restricted},
		{"GUILD_UPDATE", object{"id": "g", "roles": []object{{"id": "g", "permissions": fmt.Sprint(view)}}}, Public},
		{"THREAD_DELETE", object{"id": "thread", "guild_id": "g"}, Public},
		{"THREAD_LIST_SYNC", object{"guild_id": "g", "threads": []object{{"id": "thread", "type": 11, "parent_id": "c"}}}, Public},
		{"CHANNEL_CREATE", object{"id": "other", "guild_id": "h"}, Public},
		{"CHANNEL_DELETE", object{"id": "c", "guild_id": "g"}, Unknown},
		{"CHANNEL_CREATE", object{"id": "c", "guild_id": "g"}, Public},
		{"GUILD_DELETE", object{"id": "g", "unavailable": true}, Unknown},
	} {
		apply(t, m, step.event, step.data)
		if got := m.Class("g", "c", "team"); got != step.want {
			t.Errorf("after %s %v: %v, want %v", step.event, step.data, got, step.want)
		}
	}
	m = w.create(t)
	apply(t, m, "READY", object{"user": object{"id": "me"}})
	if got := m.Class("g", "c", "team"); got != Unknown {
		t.Errorf("after READY: %v", got)
	}
	m = w.create(t)
	if err := m.Apply("CHANNEL_UPDATE", []byte(`{"id":"c","guild_id":"g","permission_overwrites":[{"type":"odd"}]}`)); err == nil || m.Class("g", "c", "team") != Unknown {
		t.Errorf("an event that cannot be read: %v, the channel is %v", err, m.Class("g", "c", "team"))
	}
}

func TestMay(t *testing.T) {
	w := newWorld()
	w.roles["mods"], w.roles["team"] = manage, 0
	m := w.create(t)
	people := map[string]Member{
		"reader": {Permissions: view}, "teammate": {Roles: []string{"team"}, Permissions: view},
		"moderator":                {Roles: []string{"mods"}, Permissions: view | manage},
		"moderator of one channel": {Permissions: view | manage},
		"manager":                  {Permissions: view | discordgo.PermissionManageGuild}, "administrator": {Permissions: admin},
	}
	rank := []string{"reader", "moderator of one channel", "teammate", "moderator", "manager", "administrator"}
	given := Settings{Team: "team", Notes: TeamMembers, Imports: Administrators, Digests: TeamMembers}
	for _, c := range []struct {
		s     Settings
		act   Act
		first string // who may, with all after him
	}{
		{Settings{}, AddNote, "reader"},
		{Settings{}, Import, "moderator"},
		{Settings{}, SetDigest, "moderator"},
		{Settings{}, Mend, "moderator"},
		{Settings{}, Configure, "manager"},
		{given, AddNote, "teammate"},
		{given, Import, "manager"},
		{given, SetDigest, "teammate"},
		{given, Mend, "moderator"},
		{given, Configure, "manager"},
		{Settings{Notes: TeamMembers}, AddNote, "moderator"},
		{Settings{Team: "g", Notes: TeamMembers}, AddNote, "moderator"},
		{Settings{Notes: Moderators}, AddNote, "moderator"},
		{Settings{Notes: "nonsense"}, AddNote, "manager"},
	} {
		for i, name := range rank {
			want := i >= slices.Index(rank, c.first)
			if got := m.May("g", people[name], c.s, c.act); got != want {
				t.Errorf("act %d with %+v: %s may: %v, want %v", c.act, c.s, name, got, want)
			}
		}
	}
	if m.May("elsewhere", people["moderator"], Settings{}, Mend) {
		t.Error("a moderator of an unknown server")
	}
}

func TestSettings(t *testing.T) {
	s := Settings{Team: "1", Notes: TeamMembers, Private: true, Channels: map[string]bool{"2": false}}
	got, err := ParseSettings(s.String())
	if err != nil || got.String() != s.String() || !got.PrivateIn("1") || got.PrivateIn("2") || got.PrivateIn("3", "2") || !got.PrivateIn("3", "1") {
		t.Errorf("%+v, %v", got, err)
	}
	if empty, err := ParseSettings(""); err != nil || empty.PrivateIn("1") {
		t.Errorf("%+v, %v", empty, err)
	}
	if _, err := ParseSettings("{"); err == nil {
		t.Error("half an object is read")
	}
}

// FuzzApply: whatever the gateway sends, the model stands, and an unreadable event leaves nothing visible that it may have been about.
func FuzzApply(f *testing.F) {
	for name := range followed {
		f.Add(name, []byte(`{"id":"c","guild_id":"g","type":0,"permission_overwrites":[{"id":"g","type":0,"allow":"0","deny":"1024"}]}`))
		f.Add(name, []byte(`{"id":"g","roles":[{"id":"g","permissions":"1024"}],"channels":[{"id":"c"}],"role":{"id":"r"},"role_id":"g"}`))
		f.Add(name, []byte(`{"guild_id":"g","roles":["a"],"user":{"id":"me"}}`))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		w := newWorld()
		w.channel("c", 0, "")
		w.channel("d", 11, "c")
		m := w.create(t)
		if err := m.Apply(name, data); err != nil && m.Class("g", "c", "team") == Public {
			var about struct {
				Guild string `json:"guild_id"`
			}
			_ = json.Unmarshal(data, &about)
			if about.Guild == "" || about.Guild == "g" {
				t.Errorf("%v: the channel still counts as public", err)
			}
		}
		m.Scope("g", "c", "team")
		m.Scope("g", "d", "")
	})
}

// BenchmarkScope works out the scope of a channel of a large server, after a change and from what is kept.
func BenchmarkScope(b *testing.B) {
	w := newWorld()
	for i := range 250 {
		w.roles[fmt.Sprint("role", i)] = 0
	}
	for i := range 500 {
		w.channel(fmt.Sprint("c", i), 0, "", over("g", 0, view*int64(i%2)), over("team", view, 0), over("press", manage, 0))
	}
	m := w.create(b)
	for name, change := range map[string]bool{"changed": true, "kept": false} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if change {
					apply(b, m, "CHANNEL_UPDATE", w.channels["c1"])
				}
				if s := m.Scope("g", "c1", "team"); len(s.Channels) != 499 {
					b.Fatalf("%d channels", len(s.Channels))
				}
			}
		})
	}
}
