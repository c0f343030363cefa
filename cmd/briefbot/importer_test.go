package main

import (
	"os"
	"strings"
	"testing"

	"example.org/briefbot/bot/discordtest"
)

// manageMessages is the permission that makes a moderator.
const manageMessages = 1 << 13

// TestImportInDiscord has a moderator bring files and addresses, and members take exports away, with the program itself and a fake Discord.
func TestImportInDiscord(t *testing.T) {
	data := t.TempDir()
	fake := discordtest.New(t)
	home := fake.Home()
	moderator := discordtest.Place{Guild: home.Guild, Channel: home.Channel, User: fake.AddMember(home.Guild, "mod", fake.AddRole(home.Guild, "mods", manageMessages))}
	s := serve(t, fake, data)
	page, err := os.ReadFile("testdata/script/import-formats.txtar")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "-- page.html --\n")
	html, _, _ := strings.Cut(rest, "-- newer.html --")
	file := func(name, text string) string {
		return fake.Upload(discordtest.File{Name: name, ContentType: "application/octet-stream", Data: []byte(text)})
	}

	for _, step := range []struct {
		name    string
		options []string
		want    []string
	}{
		{"a page", []string{"file", file("page.html", html)}, []string{"Imported “Harbour talks resume”", "4 paragraphs", "quotations", "1 demand", "dated entr"}},
		{"again", []string{"file", file("page.html", html)}, []string{"Already there: “Harbour talks resume”"}},
		{"a version", []string{"file", file("new.html", strings.Replace(html, "Nobody was hurt.", "The talks ended at midnight.", 1))}, []string{"It is another version of", "1 sentence added, 1 dropped", "+ The talks ended at midnight."}},
		{"what is missing", []string{"file", file("bare.txt", "Bare text\n\nThe dockers refused on Friday.")}, []string{"import it again with publisher: and published:.", "stay relative"}},
		{"given", []string{"file", file("bare2.txt", "Second bare text\n\nThe dockers refused on Friday."), "publisher", "The Quay", "published", "2025-06-03"}, []string{"Imported “Second bare text”"}},
		{"a wrong day", []string{"file", file("bare3.txt", "Third.\n\nThe dockers refused."), "published", "last spring"}, []string{"Not imported:", "YYYY-MM-DD"}},
		{"an empty file", []string{"file", file("empty.txt", " ")}, []string{"Not imported: empty.txt: it is empty"}},
		{"the inside", []string{"url", "http://127.0.0.1/"}, []string{"Not imported:", "which is no address of the public Internet"}},
		{"the proxy of Discord", []string{"url", fake.URL() + "/gateway"}, []string{"Not imported:", "which is no address of the public Internet"}},
		{"both", []string{"url", "https://quay.example/", "file", file("a.txt", "A.")}, []string{"either url: or file:"}},
		{"neither", nil, []string{"either url: or file:"}},
	} {
		r := fake.Slash(t, moderator, "import", step.options...)
		for _, w := range step.want {
			if text := strings.ReplaceAll(r.Text(), "\\", ""); !strings.Contains(text, w) {
				t.Errorf("%s: no %q in\n%s", step.name, w, text)
			}
		}
		if !r.Ephemeral() {
			t.Errorf("%s: shown to all", step.name)
		}
	}

	if fake.Usable(home, "import") {
		t.Error("/import is offered to everyone")
	}
	fake.OpenToEveryone("import")
	if text := fake.Slash(t, home, "import", "file", file("a.txt", "Secretly\n\nimported words.")).Text(); !strings.Contains(text, "importing is for moderators") {
		t.Errorf("a reader imports:\n%s", text)
	}
	if text := fake.Slash(t, home, "who-said", "who", "Lindqvist").Text(); !strings.Contains(text, "No ship will be turned away") {
		t.Errorf("the server does not see its import:\n%s", text)
	}
	other := fake.AddGuild("elsewhere")
	elsewhere := discordtest.Place{Guild: other, Channel: fake.AddChannel(other, "general"), User: fake.AddMember(other, "reader")}
	if text := fake.Slash(t, elsewhere, "search", "query", "ship turned away").Text(); strings.Contains(text, "No ship will be turned away") {
		t.Errorf("another server sees it:\n%s", text)
	}
	if out := says(t, data, "export", "-f", "json"); strings.Contains(out, "turned away") {
		t.Errorf("the operator's corpus holds a server's import:\n%s", out)
	}

	fake.Slash(t, home, "note add", "text", "=A note, “kept” *whole*")
	for _, e := range []struct {
		what, format, name, want string
	}{
		{"records", "csv", "briefbot-records.csv", "No ship will be turned away"},
		{"notes", "json", "briefbot-notes.json", `=A note, “kept” *whole*`},
		{"notes", "csv", "briefbot-notes.csv", "'=A note"},
		{"/who-said who:Lindqvist", "markdown", "briefbot-records.md", "> “No ship will be turned away"},
	} {
		r := fake.Slash(t, home, "export", "what", e.what, "format", e.format)
		m := r.Message()
		if len(m.Files) != 1 || m.Files[0].Name != e.name || !strings.Contains(string(m.Files[0].Data), e.want) || !r.Ephemeral() {
			t.Errorf("%s as %s: %s, %d files", e.what, e.format, r.Text(), len(m.Files))
			continue
		}
		if r := fake.Slash(t, elsewhere, "export", "what", e.what, "format", e.format); strings.Contains(r.Text(), "turned away") || len(r.Message().Files) > 0 && strings.Contains(string(r.Message().Files[0].Data), e.want) {
			t.Errorf("%s: another server exports it", e.what)
		}
		if e.what == "notes" {
			back := fake.Upload(discordtest.File{Name: e.name, Data: m.Files[0].Data})
			if text := fake.Slash(t, moderator, "import", "file", back).Text(); !strings.Contains(text, "Imported") && !strings.Contains(text, "Already there") {
				t.Errorf("notes do not come back:\n%s", text)
			}
		}
	}
	pressed := fake.Press(t, home, fake.Slash(t, home, "who-said", "who", "Lindqvist"), "Export")
	if files := pressed.Files(); len(files) != 3 || !pressed.Ephemeral() || !strings.Contains(string(files[1].Data), "No ship will be turned away") {
		t.Errorf("the button gives %d files: %s", len(files), pressed.Text())
	}
	for what, want := range map[string]string{"/help": "no records", "/who-said nosuch:x": "no such option", "/demand about:Atlantis": "nothing to export"} {
		if text := fake.Slash(t, home, "export", "what", what).Text(); !strings.Contains(text, want) {
			t.Errorf("export of %s:\n%s", what, text)
		}
	}
	s.stop(t)
}
