package discordtest_test

import (
	"os"
	"strings"
	"testing"

	"example.org/briefbot/bot/discordtest"
)

func needDocument(t testing.TB) {
	t.Helper()
	if os.Getenv("BRIEFBOT_SHARED") == "" {
		t.Skip("BRIEFBOT_SHARED not set: it names the directory with data/discord-openapi.json")
	}
}

// What no rule of the prose catches, and the document does.
func TestDocumentRefuses(t *testing.T) {
	t.Parallel()
	needDocument(t)
	fake := discordtest.New(t)
	w := newWire(t, fake)
	messages := "/channels/" + fake.Home().Channel + "/messages"
	commands := "/applications/" + fake.Application + "/commands"
	for _, c := range []struct {
		name, method, path string
		body               any
		rule               string
	}{
		{"a good message", "POST", messages, quiet(m{"content": "x"}), ""},
		{"content of a wrong type", "POST", messages, quiet(m{"content": 1, "embeds": l{m{"title": "x"}}}), "openapi.body"},
		{"embeds of a wrong type", "POST", messages, quiet(m{"content": "x", "embeds": m{}}), "openapi.body"},
		{"contexts twice", "PUT", commands, l{slash(m{"contexts": l{0, 0}})}, "openapi.body"},
		{"an unknown context", "PUT", commands, l{slash(m{"contexts": l{7}})}, "openapi.body"},
		{"permissions as a string", "PUT", commands, l{slash(m{"default_member_permissions": "32"})}, ""},
		{"an id that is none", "GET", "/channels/abc", nil, "openapi.path"},
		{"a limit above 100", "GET", messages + "?limit=101", nil, "openapi.query"},
		{"a limit that is none", "GET", messages + "?limit=abc", nil, "openapi.query"},
		{"a good limit", "GET", messages + "?limit=100", nil, ""},
		{"no body", "POST", "/users/@me/channels", nil, "openapi.body"},
	} {
		kind, raw := "application/json", []byte(nil)
		if c.body != nil {
			raw = encoded(t, c.body)
		}
		status, _ := w.raw(c.method, c.path, kind, raw, nil)
		var got []string
		for _, v := range fake.TakeViolations() {
			got = append(got, v.Rule)
		}
		if found := strings.Contains(strings.Join(got, " "), "openapi"); found != (c.rule != "") || c.rule != "" && (status != 400 || !strings.Contains(strings.Join(got, " "), c.rule)) {
			t.Errorf("%s: status %d, broken rules = %q, want %q", c.name, status, got, c.rule)
		}
	}
}

// BenchmarkCheckedMessage is one request with an embed of 3000 characters and a button, checks and transport together.
func BenchmarkCheckedMessage(b *testing.B) {
	fake := discordtest.New(b)
	w := newWire(b, fake)
	body := embeds(m{"description": chars(3000)})
	body["components"] = l{row(button(nil))}
	path := "/channels/" + fake.Home().Channel + "/messages"
	for b.Loop() {
		if status, code := w.send("PATCH", path+"/1", body); status != 404 {
			b.Fatal(status, code)
		}
	}
}
