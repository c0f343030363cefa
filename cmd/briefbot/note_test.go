package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"example.org/briefbot/bot/discordtest"
)

// TestNotesAndReportsWhileServing: what the terminal does while the bot runs shows in Discord's next answer, and the reverse.
func TestNotesAndReportsWhileServing(t *testing.T) {
	data := t.TempDir()
	article := filepath.Join(t.TempDir(), "harbour.txt")
	if err := os.WriteFile(article, []byte(quotations(2)), 0o600); err != nil {
		t.Fatal(err)
	}
	fake := discordtest.New(t)
	home := fake.Home()
	moderator := home
	moderator.User = fake.AddMember(home.Guild, "mod", fake.AddRole(home.Guild, "mods", 1<<5)) // may manage the server
	s := serve(t, fake, data)
	finds := func(words string) string { return fake.Slash(t, home, "search", "query", words).Text() }

	if text := fake.Slash(t, home, "note add", "text", "The brickworks reopen in May.").Text(); !strings.Contains(text, "Noted") {
		t.Fatal(text)
	}
	if text := finds("brickworks"); !strings.Contains(text, "reopen") || strings.Contains(text, "Sample") {
		t.Errorf("the first note is not found:\n%s", text)
	}
	guild := fake.AddGuild("Elsewhere")
	elsewhere := discordtest.Place{Guild: guild, Channel: fake.AddChannel(guild, "general"), User: fake.AddMember(guild, "stranger")}
	if text := fake.Slash(t, elsewhere, "who-said", "who", "Trump").Text(); !strings.Contains(text, "Sample") {
		t.Errorf("a note elsewhere ends the sample here:\n%s", text)
	}
	if out := says(t, data, "note", "list"); out != "" {
		t.Errorf("a server's note is listed as the operator's:\n%s", out)
	}
	id := regexp.MustCompile(`[0-9a-f]{16}`).FindString(says(t, data, "note", "add", "The operator's brickworks note."))
	if text := finds("brickworks"); !strings.Contains(text, "operator") {
		t.Errorf("the operator's note is not found:\n%s", text)
	}
	says(t, data, "note", "delete", id)
	if text := finds("brickworks"); strings.Contains(text, "operator") {
		t.Errorf("the deleted note is found:\n%s", text)
	}

	says(t, data, "import", article, "--publisher", "The Quay", "--published", "2025-06-03")
	menu := fake.Press(t, moderator, fake.Slash(t, moderator, "who-said", "words", "pier 1"), "Report wrong")
	value := menu.Menu("The wrong result")[0]
	fake.Select(t, moderator, menu, "The wrong result", value)
	if text := fake.Slash(t, home, "who-said", "words", "pier 1").Text(); strings.Contains(text, "pier 1 to every") {
		t.Errorf("the hidden result is shown:\n%s", text)
	}
	out := says(t, data, "reports")
	if !strings.Contains(out, home.Guild+"/"+value) || !strings.Contains(out, "open pier 1") {
		t.Errorf("reports:\n%s", out)
	}
	says(t, data, "reports", "--withdraw", home.Guild+"/"+value)
	if text := fake.Slash(t, home, "who-said", "words", "pier 1").Text(); !strings.Contains(text, "pier 1") {
		t.Errorf("the withdrawn result is not shown:\n%s", text)
	}
	s.stop(t)
}
