package discordtest_test

import (
	"fmt"
	"slices"
	"testing"

	"example.org/briefbot/bot/discordtest"
)

// A ruleCase is a body and the rules that it breaks; none broken means that it is carried out.
type ruleCase struct {
	name string
	body any
	want []string
}

// check sends each body and compares the rules that it breaks. Discord's own refusals must have been refused.
func check(t *testing.T, method, path string, refused func(rule string) bool, cases []ruleCase) {
	t.Helper()
	fake := discordtest.New(t)
	w := newWire(t, fake)
	at := fmt.Sprintf(path, fake.Home().Channel)
	for _, c := range cases {
		status, code := w.send(method, at, c.body)
		got := rules(fake)
		if !slices.Equal(got, c.want) && (len(got) > 0 || len(c.want) > 0) {
			t.Errorf("%s: broken rules = %q, want %q", c.name, got, c.want)
		}
		bad := slices.ContainsFunc(c.want, refused)
		if (status == 400) != bad {
			t.Errorf("%s: status %d, code %d, want a refusal: %v", c.name, status, code, bad)
		}
	}
}

// onlyWarned are the rules that Discord itself does not enforce.
var onlyWarned = []string{
	"allowed_mentions", "field", "embed.url.same", "flags.ephemeral", "choice.same", "command.contexts", "defer.flags", "defer.content",
	"authorization", "user_agent",
}

func enforced(rule string) bool { return !slices.Contains(onlyWarned, rule) }

func TestRulesOfMessages(t *testing.T) {
	t.Parallel()
	check(t, "POST", "/channels/%s/messages", enforced, []ruleCase{
		{"plain", quiet(m{"content": chars(2000)}), nil},
		{"long", quiet(m{"content": chars(2001)}), []string{"content"}},
		{"space around is not counted", quiet(m{"content": "  " + chars(2000) + "\n"}), nil},
		{"empty", quiet(m{"content": " "}), []string{"message.empty"}},
		{"mentions unset", m{"content": "x"}, []string{"allowed_mentions"}},
		{"mentions parsed", m{"content": "x", "allowed_mentions": m{"parse": l{"everyone"}}}, []string{"allowed_mentions"}},
		{"mentions listed", m{"content": "x", "allowed_mentions": m{"parse": l{}, "users": l{"1"}}}, []string{"allowed_mentions"}},
		{"mentions null", m{"content": "x", "allowed_mentions": m{"parse": nil}}, nil},
		{"reply pings", m{"content": "x", "allowed_mentions": m{"parse": l{}, "replied_user": true}}, []string{"allowed_mentions"}},
		{"mentions both", m{"content": "x", "allowed_mentions": m{"parse": l{"users"}, "users": l{"1"}}}, []string{"allowed_mentions", "allowed_mentions.both"}},
		{"mentions of what", m{"content": "x", "allowed_mentions": m{"parse": l{"all"}}}, []string{"allowed_mentions", "allowed_mentions.parse"}},
		{"101 users", m{"content": "x", "allowed_mentions": m{"users": many(101, func(i int) any { return fmt.Sprint(i) })}}, []string{"allowed_mentions", "allowed_mentions.count"}},
		{"misspelt", quiet(m{"content": "x", "contnet": "x"}), []string{"field"}},
		{"misspelt inside", embeds(m{"title": "x", "footer": m{"txt": "x"}}), []string{"field"}},
		{"flags", quiet(m{"content": "x", "flags": 128}), []string{"flags"}},
		{"ephemeral", quiet(m{"content": "x", "flags": 64}), []string{"flags.ephemeral"}},
		{"nonce", quiet(m{"content": "x", "nonce": chars(26)}), []string{"nonce"}},
		{"no nonce", quiet(m{"content": "x", "enforce_nonce": true}), []string{"nonce.missing"}},
		{"attachment without file", quiet(m{"content": "x", "attachments": l{m{"id": "0", "filename": "a"}}}), []string{"attachment.missing"}},
		{"11 attachments", quiet(m{"content": "x", "attachments": many(11, func(i int) any { return m{"id": fmt.Sprint(100 + i)} })}), []string{"attachments.count"}},
		{"long alt text", quiet(m{"content": "x", "attachments": l{m{"id": "100", "description": chars(1025)}}}), []string{"attachment.description"}},
	})
}

func TestRulesOfEmbeds(t *testing.T) {
	t.Parallel()
	field := func(int) any { return m{"name": "n", "value": "v"} }
	check(t, "POST", "/channels/%s/messages", enforced, []ruleCase{
		{"full", embeds(m{
			"title": chars(256), "description": chars(3000), "footer": m{"text": chars(1000)}, "author": m{"name": chars(256)},
			"fields": l{m{"name": chars(256), "value": chars(1024)}}, "color": 0xFFFFFF, "url": "https://example.org/#:~:text=a", "timestamp": "2030-01-02T03:04:05Z",
		}), nil},
		{"astral characters count once", embeds(m{"title": "😀" + chars(255)}), nil},
		{"title", embeds(m{"title": chars(257)}), []string{"embed.title"}},
		{"description", embeds(m{"description": chars(4097)}), []string{"embed.description"}},
		{"footer", embeds(m{"footer": m{"text": chars(2049)}}), []string{"embed.footer"}},
		{"author", embeds(m{"author": m{"name": chars(257)}}), []string{"embed.author"}},
		{"26 fields", embeds(m{"fields": many(26, field)}), []string{"embed.fields"}},
		{"field name", embeds(m{"fields": l{m{"name": chars(257), "value": "v"}}}), []string{"embed.field.name"}},
		{"field value", embeds(m{"fields": l{m{"name": "n", "value": chars(1025)}}}), []string{"embed.field.value"}},
		{"field without value", embeds(m{"fields": l{m{"name": "n", "value": " "}}}), []string{"embed.field.empty"}},
		{"6000 together", embeds(m{"description": chars(3000)}, m{"description": chars(3000)}), nil},
		{"6001 together", embeds(m{"description": chars(3000)}, m{"description": chars(3001)}), []string{"embeds.sum"}},
		{"11 embeds", embeds(many(11, func(int) any { return m{"title": "t"} })...), []string{"embeds.count"}},
		{"one address twice", embeds(m{"title": "a", "url": "https://example.org/a"}, m{"title": "b", "url": "https://example.org/a"}), []string{"embed.url.same"}},
		{"address", embeds(m{"title": "a", "url": "example.org"}), []string{"embed.url"}},
		{"scheme", embeds(m{"title": "a", "url": "file://example.org/a"}), []string{"embed.url"}},
		{"long address", embeds(m{"title": "a", "url": "https://example.org/" + chars(2048)}), []string{"embed.url"}},
		{"nothing", embeds(m{"color": 1}), []string{"embed.empty"}},
		{"color", embeds(m{"title": "a", "color": 0x1000000}), []string{"embed.color"}},
		{"timestamp", embeds(m{"title": "a", "timestamp": "yesterday"}), []string{"embed.timestamp"}},
		{"picture not uploaded", embeds(m{"title": "a", "image": m{"url": "attachment://a.png"}}), []string{"embed.attachment"}},
	})
}

func TestUploads(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	w := newWire(t, fake)
	path := "/channels/" + fake.Home().Channel + "/messages"
	picture := discordtest.File{Name: "a.png", ContentType: "image/png", Data: []byte("png")}
	body := embeds(m{"image": m{"url": "attachment://a.png"}})
	body["attachments"] = l{m{"id": "0", "filename": "a.png", "description": "a timeline"}}
	if status := w.upload("POST", path, body, picture); status != 200 || len(rules(fake)) > 0 {
		t.Fatalf("status %d", status)
	}
	posted := fake.Messages(fake.Home().Channel)[0]
	if len(posted.Files) != 1 || string(posted.Files[0].Data) != "png" || posted.Attachments[0].Filename != "a.png" {
		t.Errorf("files = %+v, attachments = %+v", posted.Files, posted.Attachments)
	}
	got, err := fake.Client().Get(posted.Attachments[0].URL)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	if got.StatusCode != 200 || got.Header.Get("Content-Type") != "image/png" {
		t.Errorf("the attachment's address gives %d %s", got.StatusCode, got.Header.Get("Content-Type"))
	}
	large := discordtest.File{Name: "b", ContentType: "text/plain", Data: make([]byte, 10<<20+1)}
	if status := w.upload("POST", path, quiet(m{}), large); status != 400 || !slices.Contains(rules(fake), "attachment.size") {
		t.Errorf("over 10 MiB: status %d", status)
	}
	if status := w.upload("POST", path, quiet(m{}), discordtest.File{ContentType: "text/plain"}); status != 400 {
		t.Errorf("without a name: status %d", status)
	}
	fake.TakeViolations()
	edited := path + "/" + posted.ID
	if status := w.upload("PATCH", edited, m{}, discordtest.File{Name: "c", ContentType: "text/plain"}); status != 200 || len(fake.Messages(fake.Home().Channel)[0].Files) != 2 {
		t.Errorf("adding a file: status %d", status)
	}
	if status, _ := w.send("PATCH", edited, m{"attachments": l{}}); status != 200 || len(fake.Messages(fake.Home().Channel)[0].Files) != 0 {
		t.Errorf("removing the files: status %d", status)
	}
}
