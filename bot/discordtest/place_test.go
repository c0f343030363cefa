package discordtest_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
)

func TestPermissionsInInteractions(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	got := make(chan *discordgo.Interaction, 1)
	connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		got <- i
		respond(t, s, i, &discordgo.InteractionResponseData{Content: "x", AllowedMentions: none})
	})
	home := fake.Home()
	const send, embed, view = discordgo.PermissionSendMessages, discordgo.PermissionEmbedLinks, discordgo.PermissionViewChannel
	team := fake.AddRole(home.Guild, "team", discordgo.PermissionManageMessages)
	member := fake.AddMember(home.Guild, "member", team)
	admin := fake.AddMember(home.Guild, "admin", fake.AddRole(home.Guild, "admin", discordgo.PermissionAdministrator))
	desk := fake.AddChannel(home.Guild, "desk",
		&discordgo.PermissionOverwrite{ID: home.Guild, Type: discordgo.PermissionOverwriteTypeRole, Deny: view | send | embed},
		&discordgo.PermissionOverwrite{ID: team, Type: discordgo.PermissionOverwriteTypeRole, Allow: view | send},
		&discordgo.PermissionOverwrite{ID: fake.Application, Type: discordgo.PermissionOverwriteTypeMember, Allow: view},
	)
	for _, c := range []struct {
		user            string
		has, lacks      int64
		botHas, botLack int64
	}{
		{member, view | send | discordgo.PermissionManageMessages, embed, view, send | embed},
		{admin, discordgo.PermissionAll, 0, view, send},
	} {
		fake.Slash(t, discordtest.Place{Guild: home.Guild, Channel: desk, User: c.user}, "ask")
		i := <-got
		if p := i.Member.Permissions; p&c.has != c.has || p&c.lacks != 0 {
			t.Errorf("permissions = %b, want %b and not %b", p, c.has, c.lacks)
		}
		if p := i.AppPermissions; p&c.botHas != c.botHas || p&c.botLack != 0 {
			t.Errorf("app_permissions = %b, want %b and not %b", p, c.botHas, c.botLack)
		}
	}
	fake.SetRoles(home.Guild, member, team, fake.AddRole(home.Guild, "embeds", embed))
	fake.UpdateChannel(desk, func(c *discordgo.Channel) { c.PermissionOverwrites = nil })
	fake.Slash(t, discordtest.Place{Guild: home.Guild, Channel: desk, User: member}, "ask")
	if p := (<-got).Member.Permissions; p&embed == 0 {
		t.Errorf("after the change: %b", p)
	}
}

func TestWhoMayUseWhat(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	connect(t, fake, say(t, "x"))
	home := fake.Home()
	fake.Until(t, "the commands", func() bool { return len(fake.Commands("")) == 4 })
	admin := home
	admin.User = fake.AddMember(home.Guild, "admin", fake.AddRole(home.Guild, "admin", discordgo.PermissionAdministrator))
	manager := home
	manager.User = fake.AddMember(home.Guild, "manager", fake.AddRole(home.Guild, "manager", discordgo.PermissionManageGuild))
	mute := home
	mute.Channel = fake.AddChannel(home.Guild, "quiet", &discordgo.PermissionOverwrite{ID: home.Guild, Deny: discordgo.PermissionUseApplicationCommands})
	direct := fake.Direct(home.User)
	for _, c := range []struct {
		name    string
		at      discordtest.Place
		command string
		want    bool
	}{
		{"anyone", home, "ask", true},
		{"in a direct message", direct, "ask", true},
		{"where commands are off", mute, "ask", false},
		{"unknown", home, "nothing", false},
		{"settings by anyone", home, "settings", false},
		{"settings by a manager", manager, "settings", true},
		{"settings by an administrator", admin, "settings", true},
		{"settings in a direct message", direct, "settings", false},
	} {
		if got := fake.Usable(c.at, c.command); got != c.want {
			t.Errorf("%s: usable = %v, want %v", c.name, got, c.want)
		}
	}
	if !fails(t, func(tb testing.TB) { fake.Slash(tb, home, "settings") }) {
		t.Error("/settings was sent by someone who is not offered it")
	}
	fake.OpenToEveryone("settings")
	if fake.Slash(t, home, "settings").Content() != "x" {
		t.Error("/settings was not answered after an administrator opened it")
	}
}

func TestOptionsAsAClientSendsThem(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		who := "member"
		if i.Member == nil {
			who = "user"
		}
		content := who
		for _, o := range i.ApplicationCommandData().Options {
			content += fmt.Sprintf(" %s=%v", o.Name, o.Value)
			for _, o := range o.Options {
				content += fmt.Sprintf(" %s:%v", o.Name, o.Value)
			}
		}
		if r := i.ApplicationCommandData().Resolved; r != nil {
			content += fmt.Sprintf(" resolved %d %d %d %d", len(r.Channels), len(r.Attachments), len(r.Users), len(r.Roles))
		}
		respond(t, s, i, &discordgo.InteractionResponseData{Content: content, AllowedMentions: none})
	})
	home := fake.Home()
	file := fake.Upload(discordtest.File{Name: "a.txt", ContentType: "text/plain", Data: []byte("a")})
	role := fake.AddRole(home.Guild, "team", 0)
	for _, c := range []struct {
		at      discordtest.Place
		command string
		options []string
		want    string
	}{
		{home, "ask", nil, "member"},
		{home, "ask", []string{"who", "a", "kind", "direct"}, "member who=a kind=d"},
		{fake.Direct(home.User), "ask", []string{"kind", "i"}, "user kind=i"},
		{home, "note add", []string{"text", "t", "n", "7", "private", "true"}, "member add=<nil> text:t n:7 private:true"},
		{
			home, "note add",
			[]string{"text", "t", "channel", home.Channel, "file", file, "user", home.User, "role", role},
			fmt.Sprintf("member add=<nil> text:t channel:%s file:%s user:%s role:%s resolved 1 1 1 1", home.Channel, file, home.User, role),
		},
	} {
		if got := fake.Slash(t, c.at, c.command, c.options...).Content(); got != c.want {
			t.Errorf("/%s %q: got %q, want %q", c.command, c.options, got, c.want)
		}
	}
	for _, bad := range [][]string{
		{"ask", "what", "x"},
		{"ask", "who"},
		{"ask", "kind", "x"},
		{"note"},
		{"note remove"},
		{"note add"},
		{"note add", "text", "t", "n", "seven"},
		{"note add", "text", "t", "private", "perhaps"},
		{"note add", "text", "t", "channel", "1"},
		{"note add", "text", "t", "file", "1"},
		{"note add", "text", "t", "role", home.User},
		{"note add", "text", "t", "user", role},
	} {
		if !fails(t, func(tb testing.TB) { fake.Slash(tb, home, bad[0], bad[1:]...) }) {
			t.Errorf("/%s %q was sent", bad[0], bad[1:])
		}
	}
	if !fails(t, func(tb testing.TB) {
		fake.Slash(tb, discordtest.Place{Guild: home.Guild, Channel: "1", User: home.User}, "ask")
	}) {
		t.Error("a command was sent from a channel that is not there")
	}
}

func TestRegistration(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	session := fake.Session(t)
	guild := fake.Home().Guild
	first, err := session.ApplicationCommandBulkOverwrite(fake.Application, "", definitions())
	if err != nil {
		t.Fatal(err)
	}
	changed := definitions()[:2]
	changed[0].Description = "asks"
	second, err := session.ApplicationCommandBulkOverwrite(fake.Application, "", changed)
	if err != nil {
		t.Fatal(err)
	}
	if first[0].ID != second[0].ID || first[0].Version == second[0].Version || first[1].Version != second[1].Version {
		t.Errorf("ids and versions: %s %s and %s %s", first[0].ID, first[0].Version, second[0].ID, second[0].Version)
	}
	own := *definitions()[1]
	own.Name, own.Contexts, own.IntegrationTypes = "own", nil, nil
	made, err := session.ApplicationCommandCreate(fake.Application, guild, &own)
	if err != nil || made.GuildID != guild {
		t.Fatalf("created %+v, %v", made, err)
	}
	own.Description = "ours"
	if edited, err := session.ApplicationCommandEdit(fake.Application, guild, made.ID, &own); err != nil || edited.ID != made.ID || edited.Description != "ours" {
		t.Errorf("edited %+v, %v", edited, err)
	}
	if again, err := session.ApplicationCommandCreate(fake.Application, guild, &own); err != nil || again.ID != made.ID {
		t.Errorf("created again: %+v, %v", again, err)
	}
	if got, err := session.ApplicationCommand(fake.Application, guild, made.ID); err != nil || got.Options[0].Options[0].Name != "text" {
		t.Errorf("got %+v, %v", got, err)
	}
	var names []string
	for _, id := range []string{"", guild} {
		listed, err := session.ApplicationCommands(fake.Application, id)
		if err != nil || len(listed) != len(fake.Commands(id)) {
			t.Errorf("listed %d, %v", len(listed), err)
		}
		for _, c := range listed {
			names = append(names, c.Name)
		}
	}
	if want := []string{"ask", "note", "own"}; !slices.Equal(names, want) {
		t.Errorf("commands = %q, want %q", names, want)
	}
	if err := session.ApplicationCommandDelete(fake.Application, guild, made.ID); err != nil || len(fake.Commands(guild)) != 0 {
		t.Errorf("delete: %v", err)
	}
	for _, bad := range []string{made.ID, "1"} {
		if err := session.ApplicationCommandDelete(fake.Application, guild, bad); code(err) != discordgo.ErrCodeUnknownApplicationCommand {
			t.Errorf("delete of %s: %v", bad, err)
		}
	}
	if _, err := session.ApplicationCommands("1", ""); err == nil {
		t.Error("another application's commands were listed")
	}
	if _, err := session.ApplicationCommands(fake.Application, "1"); code(err) != discordgo.ErrCodeMissingAccess {
		t.Errorf("commands of an unknown server: %v", err)
	}
}

func TestLocalizationsAreListedOnRequest(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	w := newWire(t, fake)
	path := "/applications/" + fake.Application + "/commands"
	w.send("PUT", path, l{slash(m{"name_localizations": m{"de": "frage"}, "options": l{m{"type": 3, "name": "a", "description": "b", "required": false, "choices": nil}}})})
	_, with := w.raw("GET", path+"?with_localizations=true", "", nil, nil)
	_, without := w.raw("GET", path, "", nil, nil)
	for _, c := range []struct {
		body string
		text string
		want bool
	}{
		{string(with), `"name_localizations":{"de":"frage"}`, true},
		{string(without), `localizations`, false},
		{string(with), `"options":[{"description":"b","name":"a","type":3}]`, true},
	} {
		if got := contains(c.body, c.text); got != c.want {
			t.Errorf("%s in %s: %v, want %v", c.text, c.body, got, c.want)
		}
	}
}
