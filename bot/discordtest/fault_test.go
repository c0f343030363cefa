package discordtest_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
)

func TestFaultsOnDemand(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	w := newWire(t, fake)
	path := "/channels/" + fake.Home().Channel + "/messages"
	post := func() (int, int) { return w.send("POST", path, quiet(m{"content": "x"})) }

	fake.Fail(discordtest.RouteMessage, 503, 2)
	fake.Refuse(discordtest.RouteMessage, 403, 50013, "Missing Permissions", 1)
	var got []int
	for range 4 {
		status, code := post()
		got = append(got, status, code)
	}
	if want := []int{503, 0, 503, 0, 403, 50013, 200, 0}; !slices.Equal(got, want) {
		t.Errorf("answers = %v, want %v", got, want)
	}
	if n := len(fake.Messages(fake.Home().Channel)); n != 1 {
		t.Errorf("%d messages, want 1: a failed request is not carried out", n)
	}
	fake.Fail(discordtest.RouteAny, 500, 100)
	fake.ClearFaults()
	if status, _ := post(); status != 200 {
		t.Errorf("after ClearFaults: %d", status)
	}
	if all, posts := fake.Requests(discordtest.RouteAny), fake.Requests(discordtest.RouteMessage); len(all) != 5 || len(posts) != 5 || posts[0].Status != 503 || posts[4].Status != 200 {
		t.Errorf("requests = %+v", posts)
	}
}

func TestDropHasPosted(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	session := fake.Session(t)
	channel := fake.Home().Channel
	fake.Drop(discordtest.RouteMessage, 1)
	if _, err := session.ChannelMessageSendComplex(channel, &discordgo.MessageSend{Content: "x", AllowedMentions: none}); err == nil {
		t.Error("a cut connection gave no error")
	}
	if n := len(fake.Messages(channel)); n != 1 {
		t.Errorf("%d messages, want 1", n)
	}
	if got := fake.Requests(discordtest.RouteMessage); len(got) != 1 || got[0].Status != 0 {
		t.Errorf("requests = %+v", got)
	}
}

func TestTimeoutAndDelay(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	session := fake.Session(t)
	channel := fake.Home().Channel
	message := &discordgo.MessageSend{Content: "x", AllowedMentions: none}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	fake.Timeout(discordtest.RouteMessage, 1)
	if _, err := session.ChannelMessageSendComplex(channel, message, discordgo.WithContext(ctx)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("err = %v, want the deadline", err)
	}
	fake.Delay(discordtest.RouteMessage, 1, 50*time.Millisecond)
	start := time.Now()
	if _, err := session.ChannelMessageSendComplex(channel, message); err != nil || time.Since(start) < 50*time.Millisecond {
		t.Errorf("delayed: %v after %v", err, time.Since(start))
	}
	if n := len(fake.Messages(channel)); n != 1 {
		t.Errorf("%d messages, want 1", n)
	}
}

func TestRateLimits(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	session := fake.Session(t)
	send := func() error {
		_, err := session.ChannelMessageSendComplex(fake.Home().Channel, &discordgo.MessageSend{Content: "x", AllowedMentions: none}, discordgo.WithRetryOnRatelimit(false))
		return err
	}
	var limited *discordgo.RateLimitError
	fake.RateLimit(discordtest.RouteMessage, 1, 30*time.Millisecond)
	if err := send(); !errors.As(err, &limited) || limited.RetryAfter != 30*time.Millisecond {
		t.Errorf("err = %v", err)
	}
	start := time.Now()
	if err := send(); err != nil || time.Since(start) < 20*time.Millisecond {
		t.Errorf("discordgo did not wait for its bucket: %v after %v", err, time.Since(start))
	}
	w := newWire(t, fake)
	fake.RateLimitGlobally(1, 1500*time.Millisecond)
	status, body := w.raw("GET", "/gateway", "", nil, nil)
	var global struct {
		Global bool
		After  float64 `json:"retry_after"`
	}
	if err := json.Unmarshal(body, &global); err != nil || status != 429 || !global.Global || global.After != 1.5 {
		t.Errorf("global: %d %s", status, body)
	}
	fake.Ban(1, time.Minute)
	var syntax *json.SyntaxError
	if err := send(); !errors.As(err, &syntax) {
		t.Errorf("err = %v, want discordgo's failure to read HTML", err)
	}
}

func TestHeadersAndRoutes(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	w := newWire(t, fake)
	for _, c := range []struct {
		method, path string
		header       http.Header
		body         string
		status       int
		rule         string
	}{
		{"GET", "/users/@me", nil, "", 200, ""},
		{"GET", "/users/@me", http.Header{"User-Agent": {"curl"}}, "", 200, "user_agent"},
		{"GET", "/users/@me", http.Header{"Authorization": nil}, "", 401, "authorization"},
		{"GET", "/users/@me", http.Header{"Authorization": {"Bot x"}}, "", 401, ""},
		{"GET", "/gateway", http.Header{"Authorization": nil}, "", 200, ""},
		{"GET", "/nowhere", nil, "", 404, "route"},
		{"POST", "/users/@me/channels", nil, "{", 400, "body"},
		{"POST", "/users/@me/channels", nil, "{} {}", 400, "body"},
		{"POST", "/channels/1/messages", nil, "[]", 400, "body"},
		{"POST", "/channels/1/messages", http.Header{"Content-Type": {"text/plain"}}, "{}", 400, "body"},
	} {
		status, _ := w.raw(c.method, c.path, "application/json", []byte(c.body), c.header)
		if got := strings.Join(rules(fake), " "); status != c.status || got != c.rule {
			t.Errorf("%s %s %v: status %d, broken rules = %q, want %d %q", c.method, c.path, c.header, status, got, c.status, c.rule)
		}
	}
	plain, err := http.NewRequestWithContext(t.Context(), "POST", fake.URL()+"/interactions/1/a/callback", strings.NewReader(`{"type":5}`))
	if err != nil {
		t.Fatal(err)
	}
	plain.Header = http.Header{"Authorization": {"Bot " + fake.Token}, "User-Agent": {"DiscordBot (a, 1)"}, "Content-Type": {"application/json"}}
	answer, err := http.DefaultClient.Do(plain)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if got := rules(fake); !slices.Equal(got, []string{"authorization", "interaction.unknown"}) {
		t.Errorf("the bot's token beside the interaction's: broken rules = %q", got)
	}
	if _, err := fake.Client().Get("https://example.org"); err == nil {
		t.Error("a request left for another host")
	}
}

func TestViolationsFailTheTest(t *testing.T) {
	t.Parallel()
	tb := &failing{TB: t}
	var atEnd []func()
	fake := discordtest.New(&ending{failing: tb, end: &atEnd}, discordtest.Tolerate("allowed_mentions"))
	w := newWire(t, fake)
	w.send("POST", "/channels/"+fake.Home().Channel+"/messages", m{"content": "x"})
	if got := fake.Violations(); len(got) != 0 {
		t.Errorf("violations = %v, want none: the rule is tolerated", got)
	}
	w.send("POST", "/channels/"+fake.Home().Channel+"/messages", m{"content": "x", "contnet": "y"})
	if got := fake.Violations(); len(got) != 1 || got[0].Refused || !strings.Contains(got[0].String(), "contnet") {
		t.Errorf("violations = %v", got)
	}
	for _, f := range atEnd {
		f()
	}
	if tb.failed == "" {
		t.Error("the violation did not fail the test")
	}
}

// ending is a test whose end is played.
type ending struct {
	*failing
	end *[]func()
}

func (e *ending) Cleanup(f func()) { *e.end = append(*e.end, f) }

func TestBotThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t, discordtest.Patience(200*time.Millisecond))
	home := fake.Home()
	if !fails(t, func(tb testing.TB) { fake.Slash(tb, home, "ask") }) {
		t.Error("nobody is connected, and it was no failure")
	}
	connect(t, fake, func(*discordgo.Session, *discordgo.Interaction) {})
	if !fails(t, func(tb testing.TB) { fake.Slash(tb, home, "ask") }) {
		t.Error("the bot did not answer, and it was no failure")
	}
	if !fails(t, func(tb testing.TB) { fake.Slash(tb, home, "nothing") }) {
		t.Error("an unregistered command was sent")
	}
}
