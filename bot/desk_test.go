package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
	"example.org/briefbot/corpus/store"
)

// people are members of the home server, by what they are.
func people(t *testing.T, fake *discordtest.Server) map[string]discordtest.Place {
	t.Helper()
	home := fake.Home()
	as := func(name string, roles ...string) discordtest.Place {
		return discordtest.Place{Guild: home.Guild, Channel: home.Channel, User: fake.AddMember(home.Guild, name, roles...)}
	}
	return map[string]discordtest.Place{
		"reader":        home,
		"teammate":      as("teammate", fake.AddRole(home.Guild, "team", 0)),
		"moderator":     as("moderator", fake.AddRole(home.Guild, "mods", discordgo.PermissionManageMessages)),
		"manager":       as("manager", fake.AddRole(home.Guild, "managers", discordgo.PermissionManageGuild)),
		"administrator": as("administrator", fake.AddRole(home.Guild, "admins", discordgo.PermissionAdministrator)),
	}
}

// TestRights goes through (role, command, channel). Discord's own gate is opened, so that the bot's check is what holds.
func TestRights(t *testing.T) {
	fake := discordtest.New(t)
	o := newOffice(t, fake, store.Memory(), func(b *Bot) { b.cfg.Importer = nobody{} })
	who := people(t, fake)
	fake.Slash(t, who["administrator"], "note add", "text", "The toll bridge opens.") // for there to be something
	if fake.Usable(who["reader"], "settings") {
		t.Error("/settings is offered to everyone")
	}
	for _, command := range []string{"settings", "import"} {
		fake.OpenToEveryone(command)
	}
	team := fake.Role(who["reader"].Guild, "team")
	quiet := fake.AddChannel(who["reader"].Guild, "quiet", &discordgo.PermissionOverwrite{ID: who["reader"].User, Type: discordgo.PermissionOverwriteTypeMember, Allow: discordgo.PermissionManageMessages})
	rank := []string{"reader", "teammate", "moderator", "manager", "administrator"}
	for _, c := range rightsCases(t, o, who, team) {
		if c.set != nil {
			fake.Slash(t, who["administrator"], "settings", c.set...)
		}
		allowed := false
		for _, name := range rank {
			allowed = allowed || name == c.first
			at := who[name]
			for _, channel := range []string{at.Channel, quiet} {
				at.Channel = channel
				if text := c.do(at); strings.Contains(text, c.refused) == allowed {
					t.Errorf("%s by %s: allowed is %v, answered: %s", c.name, name, allowed, text)
				}
			}
		}
	}
	if text := fake.Slash(t, who["administrator"], "settings").Text(); !strings.Contains(text, "role\\: team.") || !strings.Contains(text, "\nNotes\\: moderators.") || !strings.Contains(text, "This channel is public") {
		t.Errorf("settings:\n%s", text)
	}
	if fake.Usable(fake.Direct(who["administrator"].User), "settings") {
		t.Error("settings are offered in a direct message")
	}
}

// nobody imports nothing.
type nobody struct{}

func (nobody) Import(context.Context, ImportRequest, func(int)) (ImportReport, error) {
	return ImportReport{}, nil
}

// rightsCase is something that not everyone may do.
type rightsCase struct {
	name    string
	set     []string // by the administrator, before
	do      func(at discordtest.Place) string
	refused string
	first   string // the lowest who may
}

func rightsCases(t *testing.T, o *office, who map[string]discordtest.Place, team string) []rightsCase {
	t.Helper()
	fake := o.fake
	article := importFor(t, o.store, who["reader"].Guild, "")
	return []rightsCase{
		{"settings", nil, func(at discordtest.Place) string { return fake.Slash(t, at, "settings").Text() }, "for administrators", "manager"},
		{"note", nil, func(at discordtest.Place) string { return fake.Slash(t, at, "note add", "text", "By "+at.User).Text() }, "notes are for", "reader"},
		{"note by the team", []string{"notes", "team", "team", team}, func(at discordtest.Place) string {
			return fake.Slash(t, at, "note add", "text", "Team "+at.User).Text()
		}, "notes are for", "teammate"},
		{"form by the team", nil, func(at discordtest.Place) string {
			r := fake.Slash(t, at, "note add")
			if r.Modal() == nil {
				return r.Text()
			}
			return fake.Submit(t, r, "text", "Form "+at.User).Text()
		}, "notes are for", "teammate"},
		{"menu by the team", nil, func(at discordtest.Place) string {
			return fake.Menu(t, at, "Save as note", fake.Say(at, "Said by "+at.User)).Text()
		}, "notes are for", "teammate"},
		{"note by moderators", []string{"notes", "moderators"}, func(at discordtest.Place) string { return fake.Slash(t, at, "note add", "text", "Mod "+at.User).Text() }, "notes are for", "moderator"},
		{"remove", nil, func(at discordtest.Place) string {
			if at.User == who["moderator"].User || at.User == who["manager"].User || at.User == who["administrator"].User {
				article = importFor(t, o.store, at.Guild, "")
			}
			return fake.Slash(t, at, "sources", "remove", string(article)).Text()
		}, "is for moderators", "moderator"},
		{"report", nil, func(at discordtest.Place) string {
			return fake.Press(t, at, fake.Slash(t, at, "search", "query", "toll bridge"), "Report wrong").Text()
		}, "is for moderators", "moderator"},
		{"withdraw", nil, func(at discordtest.Place) string { return fake.PressID(t, at, "u 0/a/1-2").Text() }, "is for moderators", "moderator"},
		{"delete another's note", nil, func(at discordtest.Place) string {
			fake.Slash(t, who["administrator"], "note add", "text", "To be deleted by "+at.User)
			return fake.Slash(t, at, "note delete", "note", fmt.Sprint(fake.Autocomplete(t, who["administrator"], "note delete", "note", at.User)[0].Value)).Text()
		}, "no such note", "moderator"},
		{"import", nil, func(at discordtest.Place) string {
			return fake.Slash(t, at, "import", "url", "https://example.org/").Text()
		}, "importing is for", "moderator"},
		{"import by the team", []string{"imports", "team"}, func(at discordtest.Place) string {
			return fake.Slash(t, at, "import", "url", "https://example.org/").Text()
		}, "importing is for", "teammate"},
		{"import by administrators", []string{"imports", "administrators"}, func(at discordtest.Place) string {
			return fake.Slash(t, at, "import", "url", "https://example.org/").Text()
		}, "importing is for", "manager"},
		{"digest", nil, func(at discordtest.Place) string { return fake.Slash(t, at, "digest show").Text() }, "the daily digest is for", "moderator"},
		{"digest set", nil, func(at discordtest.Place) string {
			return fake.Slash(t, at, "digest set", "channel", who["reader"].Channel, "time", "09:00", "zone", "UTC").Text()
		}, "the daily digest is for", "moderator"},
		{"digest by the team", []string{"digests", "team"}, func(at discordtest.Place) string { return fake.Slash(t, at, "digest pause").Text() }, "the daily digest is for", "teammate"},
		{"digest now by the team", nil, func(at discordtest.Place) string { return fake.Slash(t, at, "digest now").Text() }, "the daily digest is for", "teammate"},
		{"digest off by administrators", []string{"digests", "administrators"}, func(at discordtest.Place) string { return fake.Slash(t, at, "digest off").Text() }, "the daily digest is for", "manager"},
		{"ask", nil, func(at discordtest.Place) string { return fake.Slash(t, at, "search", "query", "toll bridge").Text() }, "is for", "reader"},
		{"erase", nil, func(at discordtest.Place) string { return fake.PressID(t, at, "x server").Text() }, "for administrators", "manager"},
	}
}

// importFor stores an article of a server.
func importFor(t *testing.T, s corpus.Store, guild, channel string) corpus.ID {
	t.Helper()
	text := "Quarry town waits\n\n“The quarry will stay shut,” warden Ilse Brandt said on Monday. She demanded that the council pay for the fence.\n\n“Nobody asked us,” Brandt said."
	d := &corpus.Document{
		ID: corpus.NewID(guild, channel, text), Kind: corpus.Article, Guild: guild, Channel: channel, Title: "Quarry town waits", Publisher: "The Courier",
		Published: ymd(2025, 3, 4), Text: text,
	}
	a, err := extract.Annotate(d)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), &corpus.Record{Document: *d, Annotations: a, Extractor: extract.Version}); err != nil {
		t.Fatal(err)
	}
	return d.ID
}

func TestReportWrong(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	importFor(t, s, "", "")
	newOffice(t, fake, s)
	who := people(t, fake)
	guild := fake.AddGuild("Elsewhere")
	elsewhere := discordtest.Place{Guild: guild, Channel: fake.AddChannel(guild, "general"), User: fake.AddMember(guild, "stranger")}

	first := fake.Slash(t, who["moderator"], "who-said", "who", "Brandt")
	menu := fake.Press(t, who["moderator"], first, "Report wrong")
	if !menu.Ephemeral() {
		t.Error("the menu is shown to all")
	}
	done := fake.Select(t, who["moderator"], menu, "The wrong result", menu.Entry("The wrong result", "stay shut"))
	if !strings.Contains(done.Text(), "Hidden in this server") {
		t.Fatalf("%s", done.Text())
	}
	shows := func(at discordtest.Place, want bool) {
		t.Helper()
		if text := fake.Slash(t, at, "who-said", "who", "Brandt").Text(); strings.Contains(text, "stay shut") != want || !strings.Contains(text, "Nobody asked") {
			t.Errorf("shown: %v, want %v\n%s", !want, want, text)
		}
	}
	shows(who["reader"], false)
	shows(elsewhere, true)
	all, err := Reports(t.Context(), s)
	if err != nil || len(all) != 1 || all[0].By != who["moderator"].User || all[0].Guild != who["reader"].Guild || !strings.Contains(all[0].Asked, "Brandt") {
		t.Errorf("reports: %+v, %v", all, err)
	}
	if text := fake.PressID(t, who["reader"], "u "+string(all[0].Record)).Text(); !strings.Contains(text, "for moderators") {
		t.Errorf("a reader withdraws: %s", text)
	}
	fake.Press(t, who["moderator"], done, "Undo")
	shows(who["reader"], true)
}

func TestVisibility(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	importFor(t, s, "", "")
	newOffice(t, fake, s)
	who := people(t, fake)
	ask := func(more ...string) *discordtest.Reply {
		return fake.Slash(t, who["reader"], "search", append([]string{"query", "quarry"}, more...)...)
	}
	if ask().Ephemeral() || !ask("private", "True").Ephemeral() {
		t.Error("the asker's choice does not hold")
	}
	fake.Slash(t, who["manager"], "settings", "visibility", "asker")
	if !ask().Ephemeral() || ask("private", "False").Ephemeral() {
		t.Error("the server's choice does not hold")
	}
	shared := fake.Press(t, who["reader"], ask(), "Share")
	if shared.Ephemeral() || !strings.Contains(shared.Text(), "quarry") {
		t.Errorf("shared privately %v: %s", shared.Ephemeral(), shared.Text())
	}
	fake.Slash(t, who["manager"], "settings", "visibility", "everyone", "channel", who["reader"].Channel)
	if ask().Ephemeral() {
		t.Error("the channel's choice does not hold")
	}
}

func TestPrivacy(t *testing.T) {
	fake := discordtest.New(t)
	o := newOffice(t, fake, store.Memory())
	who := people(t, fake)
	a, b := who["reader"], who["teammate"]
	fake.Slash(t, a, "note add", "text", "The orchard is sold.")
	fake.Menu(t, b, "Save as note", fake.Say(a, "The orchard is rented."))
	fake.Menu(t, a, "Save as note", fake.Say(b, "The orchard is burnt."))
	importFor(t, o.store, a.Guild, "")
	fake.SetRoles(a.Guild, a.User, fake.Role(a.Guild, "mods"))
	menu := fake.Press(t, a, fake.Slash(t, a, "who-said", "who", "Brandt"), "Report wrong")
	fake.Select(t, a, menu, "The wrong result", menu.Entry("The wrong result", "stay shut"))
	plan, err := json.Marshal(digest.Record{Plan: &digest.Plan{Channel: a.Channel, Zone: "UTC", By: a.User}})
	if err != nil {
		t.Fatal(err)
	}
	if done, err := o.store.Swap(t.Context(), "digest/"+a.Guild, "", string(plan)); err != nil || !done {
		t.Fatal(done, err)
	}
	text := fake.Slash(t, a, "privacy")
	if !strings.Contains(text.Text(), "1 report of a wrong result and 1 daily digest that you set") {
		t.Errorf("%s", text.Text())
	}
	if !text.Ephemeral() || !strings.Contains(text.Text(), "1 note that you wrote, 1 message of yours that were saved as notes, and your id on 1 message") {
		t.Fatalf("private %v: %s", text.Ephemeral(), text.Text())
	}
	if d := fake.Slash(t, fake.Direct(a.User), "privacy").Text(); !strings.Contains(d, "in all servers\\: 1 note") {
		t.Errorf("in a direct message: %s", d)
	}
	fake.Press(t, a, text, "Delete what is kept about me")
	o.wants(t, b, "orchard", "sold", false)
	o.wants(t, b, "orchard", "rented", false)
	o.wants(t, b, "orchard", "burnt", true)
	for f, err := range o.store.Facts(t.Context(), "") {
		if err != nil || strings.Contains(f.Value, a.User) || strings.Contains(f.Key, a.User) {
			t.Errorf("still kept: %s = %s, %v", f.Key, f.Value, err)
		}
	}
	sure := fake.Press(t, who["manager"], fake.Slash(t, who["manager"], "privacy"), "Delete all of this server")
	o.wants(t, b, "orchard", "burnt", true)
	fake.Press(t, who["manager"], sure, "Delete all of this server")
	o.wants(t, b, "orchard", "burnt", false)
	for f, err := range o.store.Facts(t.Context(), "") {
		if err != nil || f.Key != "guild/"+a.Guild && f.Key != "digests/mended" { // how far the change feed was read
			t.Errorf("still kept: %s = %s, %v", f.Key, f.Value, err)
		}
	}
}

func TestLeaving(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	o := newOffice(t, fake, s)
	home := fake.Home()
	guild := fake.AddGuild("Guests")
	guest := discordtest.Place{Guild: guild, Channel: fake.AddChannel(guild, "general"), User: fake.AddMember(guild, "guest")}
	fake.Slash(t, home, "note add", "text", "The mill stands.")
	fake.Slash(t, guest, "note add", "text", "The mill turns.")
	kept := func() int {
		ids, err := s.Of(t.Context(), guild)
		if err != nil {
			t.Fatal(err)
		}
		return len(ids)
	}
	tidy := func(o *office) {
		if err := o.tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	seen := func(what string) { // that an event has been followed shows when a later interaction is answered
		t.Helper()
		if text := fake.Slash(t, home, "search", "query", "mill").Text(); !strings.Contains(text, "stands") {
			t.Errorf("%s: %s", what, text)
		}
	}

	fake.Outage(guild)
	seen("outage")
	o.clock.advance(30 * 24 * time.Hour)
	tidy(o)
	if kept() != 1 {
		t.Fatal("an outage deletes data")
	}
	fake.Recover(guild)

	fake.RemoveBot(guild)
	seen("removed")
	o.clock.advance(6 * 24 * time.Hour)
	tidy(o)
	fake.ReturnBot(guild)
	o.wants(t, guest, "mill", "turns", true)
	o.clock.advance(6 * 24 * time.Hour)
	tidy(o)
	o.wants(t, guest, "mill", "turns", true)

	testLeavingWhileAway(t, o, guild, kept, seen)
}

// testLeavingWhileAway removes the bot while it is not connected.
func testLeavingWhileAway(t *testing.T, o *office, guild string, kept func() int, seen func(string)) {
	t.Helper()
	fake, s := o.fake, o.store
	tidy := func(o *office) {
		if err := o.tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.end(t); err != nil {
		t.Fatal(err)
	}
	fake.RemoveBot(guild)
	again := newOffice(t, fake, s)
	again.clock.advance(20 * 24 * time.Hour)
	seen("restarted")
	tidy(again)
	if kept() != 1 {
		t.Fatal("the time of grace begins before the bot knows that it was removed")
	}
	if err := again.end(t); err != nil {
		t.Fatal(err)
	}
	third := newOffice(t, fake, s)
	third.clock.advance(28 * 24 * time.Hour)
	seen("restarted again")
	tidy(third)
	if kept() != 0 {
		t.Error("after the time of grace the data are still there")
	}
	for f, err := range s.Facts(t.Context(), "") {
		if err != nil || strings.Contains(f.Key+f.Value, guild) {
			t.Errorf("still kept: %s = %s, %v", f.Key, f.Value, err)
		}
	}
	seen("purged")
}

// TestInvitation: least permissions, never administrator, and no privileged intent (which the fake Discord refuses).
func TestInvitation(t *testing.T) {
	const want = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionEmbedLinks | discordgo.PermissionAttachFiles | discordgo.PermissionReadMessageHistory
	if Permissions != want {
		t.Errorf("asks for %b, want %b", Permissions, want)
	}
}

// TestOffered: what is not for everyone is offered to nobody else, and nothing is offered where it does not work.
func TestOffered(t *testing.T) {
	b, err := New(Config{Token: "x"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int64{"settings": discordgo.PermissionManageGuild, "import": discordgo.PermissionManageMessages}
	for _, c := range b.wanted() {
		need := want[c.Name]
		if need == 0 {
			need = discordgo.PermissionUseApplicationCommands
		}
		if c.DefaultMemberPermissions == nil || *c.DefaultMemberPermissions != need || c.Contexts == nil || len(*c.Contexts) == 0 || c.IntegrationTypes == nil {
			t.Errorf("/%s: permissions %v, contexts %v", c.Name, c.DefaultMemberPermissions, c.Contexts)
		}
	}
}

func TestRemovable(t *testing.T) {
	fake := discordtest.New(t)
	s := store.Memory()
	newOffice(t, fake, s)
	who := people(t, fake)
	id := importFor(t, s, who["reader"].Guild, "")
	importFor(t, s, "", "")
	fake.Slash(t, who["reader"], "note add", "text", "The kiln is cold.")
	if got := fake.Autocomplete(t, who["reader"], "sources", "remove", ""); len(got) != 0 {
		t.Errorf("offered to a reader: %v", got)
	}
	if got := fake.Autocomplete(t, who["moderator"], "sources", "remove", ""); len(got) != 2 {
		t.Errorf("offered to a moderator: %v", got)
	}
	got := fake.Autocomplete(t, who["moderator"], "sources", "remove", "quarry")
	if len(got) != 1 || got[0].Value != string(id) || !strings.Contains(got[0].Name, "The Courier: Quarry town waits") {
		t.Errorf("offered: %v", got)
	}
	fake.Slash(t, who["moderator"], "sources", "remove", string(id))
	if text := fake.Slash(t, who["reader"], "sources").Text(); strings.Contains(text, string(id)) || !strings.Contains(text, "Quarry town") {
		t.Errorf("sources:\n%s", text)
	}
}

// brittle is a store that cannot delete while it is broken.
type brittle struct {
	corpus.Store
	broken atomic.Bool
}

func (b *brittle) Delete(ctx context.Context, id corpus.ID) error {
	if b.broken.Load() {
		return errors.New("the disk is full")
	}
	return b.Store.Delete(ctx, id)
}

// TestEventsAreTriedAgain: a deletion that the store could not follow is followed later.
func TestEventsAreTriedAgain(t *testing.T) {
	fake := discordtest.New(t)
	s := &brittle{Store: store.Memory()}
	o := newOffice(t, fake, s)
	home := fake.Home()
	message := fake.Say(home, "The quay is wet.")
	fake.Menu(t, home, "Save as note", message)
	s.broken.Store(true)
	fake.DeleteMessage(message)
	o.wants(t, home, "quay", "wet", true)
	s.broken.Store(false)
	for since := time.Now(); strings.Contains(o.finds(t, home, "quay"), "wet"); { // each answer takes its time
		if time.Since(since) > 10*time.Second {
			t.Fatal("the note is still there")
		}
	}
}
