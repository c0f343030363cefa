package discordtest_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"example.org/briefbot/bot/discordtest"
)

// packet is what goes over the gateway.
type packet struct {
	Op   int             `json:"op"`
	Type string          `json:"t"`
	Seq  int64           `json:"s"`
	Data json.RawMessage `json:"d"`
}

// plug is a bare connection to the gateway.
type plug struct {
	t  *testing.T
	ws *websocket.Conn
}

func dial(t *testing.T, fake *discordtest.Server, query string) *plug {
	t.Helper()
	base := "ws" + strings.TrimSuffix(strings.TrimPrefix(fake.URL(), "http"), "/api/v9")
	ws, _, err := websocket.DefaultDialer.DialContext(t.Context(), base+"/gateway/?"+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	return &plug{t: t, ws: ws}
}

// hello connects and reads op 10.
func hello(t *testing.T, fake *discordtest.Server) *plug {
	t.Helper()
	p := dial(t, fake, "v=9&encoding=json")
	if got := p.read(); got.Op != 10 {
		t.Fatalf("first packet has op %d, want 10", got.Op)
	}
	return p
}

func (p *plug) send(op int, d any) {
	p.t.Helper()
	if err := p.ws.WriteJSON(m{"op": op, "d": d}); err != nil {
		p.t.Fatal(err)
	}
}

func (p *plug) read() packet {
	p.t.Helper()
	var got packet
	if err := p.ws.ReadJSON(&got); err != nil {
		p.t.Fatal(err)
	}
	return got
}

// closed reads on to the end of the connection and returns its code.
func (p *plug) closed() int {
	for {
		if _, _, err := p.ws.ReadMessage(); err != nil {
			if end, ok := errors.AsType[*websocket.CloseError](err); ok {
				return end.Code
			}
			p.t.Fatal(err)
		}
	}
}

func identity(fake *discordtest.Server, intents discordgo.Intent) m {
	return m{"token": fake.Token, "intents": intents, "properties": m{"os": "linux", "browser": "test", "device": "test"}}
}

func TestGatewayRefusals(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	guilds := discordgo.IntentsGuilds
	for _, c := range []struct {
		name string
		do   func(*plug)
		code int
		rule string
	}{
		{"wrong token", func(p *plug) { p.send(2, m{"token": "x", "intents": guilds}) }, 4004, ""},
		{"no intents", func(p *plug) { p.send(2, m{"token": fake.Token}) }, 4013, ""},
		{"unknown intents", func(p *plug) { p.send(2, identity(fake, 1<<30)) }, 4013, ""},
		{"privileged intents", func(p *plug) { p.send(2, identity(fake, discordgo.IntentMessageContent)) }, 4014, ""},
		{"identify twice", func(p *plug) { p.send(2, identity(fake, guilds)); p.send(2, identity(fake, guilds)) }, 4005, ""},
		{"resume while connected", func(p *plug) { p.send(2, identity(fake, guilds)); p.send(6, m{"token": fake.Token}) }, 4005, ""},
		{"resume with a wrong token", func(p *plug) { p.send(6, m{"token": "x"}) }, 4004, ""},
		{"presence before identify", func(p *plug) { p.send(3, m{}) }, 4003, ""},
		{"unknown op", func(p *plug) { p.send(99, nil) }, 4001, ""},
		{"large", func(p *plug) { p.send(1, chars(2100)) }, 4002, "gateway.size"},
		{"no object", func(p *plug) { _ = p.ws.WriteMessage(websocket.TextMessage, []byte("[]")) }, 4002, "gateway.payload"},
		{"many", func(p *plug) {
			for range 121 {
				p.send(1, nil)
			}
		}, 4008, "gateway.rate"},
	} {
		p := hello(t, fake)
		c.do(p)
		if got := p.closed(); got != c.code {
			t.Errorf("%s: closed with %d, want %d", c.name, got, c.code)
		}
		if got := strings.Join(rules(fake), " "); got != c.rule {
			t.Errorf("%s: broken rules = %q, want %q", c.name, got, c.rule)
		}
	}
	if got := dial(t, fake, "v=6&encoding=json").closed(); got != 4012 {
		t.Errorf("version 6: closed with %d", got)
	}
	want(t, fake, "gateway.version")
	fake.RefuseToken()
	p := hello(t, fake)
	p.send(2, identity(fake, guilds))
	if got := p.closed(); got != 4004 {
		t.Errorf("refused token: closed with %d", got)
	}
	if status, _ := newWire(t, fake).raw("GET", "/users/@me", "", nil, nil); status != 401 {
		t.Errorf("refused token: status %d", status)
	}
}

func TestPrivilegedIntentsOnRequest(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t, discordtest.Privileged(), discordtest.Heartbeat(time.Second))
	p := hello(t, fake)
	p.send(2, identity(fake, discordgo.IntentsAll))
	if got := p.read(); got.Type != "READY" {
		t.Errorf("got %+v, want READY", got)
	}
}

func TestDisruptedIdentify(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	fake.Mute(1)
	fake.ReconnectOnIdentify(1)
	fake.RefuseIdentify(4013, 1)
	p := hello(t, fake)
	p.send(2, identity(fake, 0))
	p.send(1, nil)
	if got := p.read(); got.Op != 11 {
		t.Errorf("muted: got op %d, want only the heartbeat's ACK", got.Op)
	}
	p.send(2, identity(fake, 0))
	if got := p.read(); got.Op != 7 {
		t.Errorf("got op %d, want 7", got.Op)
	}
	p.send(2, identity(fake, 0))
	if got := p.closed(); got != 4013 {
		t.Errorf("closed with %d, want 4013", got)
	}
	p = hello(t, fake)
	p.send(2, identity(fake, 0))
	if got := p.read(); got.Type != "READY" {
		t.Errorf("got %+v, want READY", got)
	}
}

// resumable identifies and returns what a resume needs.
func resumable(t *testing.T, fake *discordtest.Server) (*plug, m) {
	t.Helper()
	p := hello(t, fake)
	p.send(2, identity(fake, discordgo.IntentsGuilds))
	var ready struct {
		Session string `json:"session_id"`
		Resume  string `json:"resume_gateway_url"`
	}
	first := p.read()
	if err := json.Unmarshal(first.Data, &ready); err != nil || ready.Resume == "" {
		t.Fatalf("READY = %s, %v", first.Data, err)
	}
	if got := p.read(); got.Type != "GUILD_CREATE" {
		t.Fatalf("after READY: %s", got.Type)
	}
	return p, m{"token": "Bot " + fake.Token, "session_id": ready.Session, "seq": 2}
}

func TestResumeBringsWhatWasMissed(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	p, session := resumable(t, fake)
	fake.Disconnect(4000)
	if got := p.closed(); got != 4000 {
		t.Errorf("closed with %d, want 4000", got)
	}
	fake.AddRole(fake.Home().Guild, "team", 0)
	again := hello(t, fake)
	again.send(6, session)
	if missed, resumed := again.read(), again.read(); missed.Type != "GUILD_ROLE_CREATE" || missed.Seq != 3 || resumed.Type != "RESUMED" {
		t.Errorf("got %s %d and %s", missed.Type, missed.Seq, resumed.Type)
	}
	ahead := hello(t, fake)
	session["seq"] = 99
	ahead.send(6, session)
	if got := ahead.closed(); got != 4007 {
		t.Errorf("resume from the future: closed with %d, want 4007", got)
	}
	session["seq"] = 2
	other := hello(t, fake)
	other.send(6, session)
	if got := again.closed(); got != 4000 {
		t.Errorf("the connection that was resumed elsewhere: closed with %d", got)
	}
	if got := fake.Counts(); got.Identifies != 1 || got.Resumes != 3 || got.Connections != 4 {
		t.Errorf("counts = %+v", got)
	}
}

func TestSessionsThatCannotBeResumed(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	p, session := resumable(t, fake)
	end := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	if err := p.ws.WriteMessage(websocket.CloseMessage, end); err != nil {
		t.Fatal(err)
	}
	p.closed()
	fake.Until(t, "the end of the session", func() bool { return !fake.Connected() })
	p = hello(t, fake)
	p.send(6, session)
	if got := p.read(); got.Op != 9 || string(got.Data) != "false" {
		t.Errorf("after 1000: op %d %s, want 9 false", got.Op, got.Data)
	}
	p, session = resumable(t, fake)
	fake.InvalidSession(true)
	if got := p.read(); got.Op != 9 || string(got.Data) != "true" {
		t.Errorf("op %d %s, want 9 true", got.Op, got.Data)
	}
	p = hello(t, fake)
	p.send(6, session)
	if got := p.read(); got.Type != "RESUMED" {
		t.Errorf("got %+v, want RESUMED", got)
	}
	fake.InvalidSession(false)
	p = hello(t, fake)
	p.send(6, session)
	if got := p.read(); got.Op != 9 {
		t.Errorf("got %+v, want op 9", got)
	}
}

func TestDiscordgoComesBack(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	connect(t, fake, say(t, "here"))
	for i, disrupt := range []func(){func() { fake.Disconnect(4000) }, fake.Reconnect} {
		// discordgo's heartbeat that starts late finds its connection closed, and closes the next one, whose session is then gone.
		fake.Until(t, "a heartbeat on each connection", func() bool { return fake.Counts().Heartbeats > i })
		disrupt()
		fake.Until(t, "a resume", func() bool { return fake.Counts().Resumes > i })
		if got := fake.Slash(t, fake.Home(), "ask").Content(); got != "here" {
			t.Errorf("after disruption %d: %q", i, got)
		}
	}
	fake.InvalidSession(false)
	if got := fake.Slash(t, fake.Home(), "ask").Content(); got != "here" {
		t.Errorf("after op 9: %q", got)
	}
	if got := fake.Counts(); got.Identifies != 2 || got.Resumes != 2 {
		t.Errorf("counts = %+v, want one identify more", got)
	}
}

func TestFatalCloseAtTheStart(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	fake.RefuseIdentify(4014, 1)
	var end *websocket.CloseError
	if err := fake.Session(t).Open(); !errors.As(err, &end) || end.Code != 4014 {
		t.Errorf("Open = %v, want close 4014", err)
	}
}

func TestZombieConnection(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t, discordtest.Heartbeat(20*time.Millisecond))
	fake.SlowHello(30 * time.Millisecond)
	start := time.Now()
	connect(t, fake, say(t, "here"))
	if took := time.Since(start); took < 30*time.Millisecond {
		t.Errorf("open after %v, before hello", took)
	}
	fake.SlowHello(0)
	fake.Deafen(true)
	fake.Until(t, "a second connection", func() bool { return fake.Counts().Connections > 1 })
	fake.Deafen(false)
	if fake.Counts().Heartbeats == 0 {
		t.Errorf("counts = %+v, want a heartbeat before the connection is given up", fake.Counts())
	}
	fake.Until(t, "a resume", func() bool { return fake.Counts().Resumes > 0 })
}

func TestEventsNeedIntents(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	home := fake.Home()
	with, without := hello(t, fake), hello(t, fake)
	with.send(2, identity(fake, discordgo.IntentsGuilds|discordgo.IntentsGuildMessages))
	without.send(2, identity(fake, 0))
	if a, b, c := with.read(), with.read(), without.read(); a.Type != "READY" || b.Type != "GUILD_CREATE" || c.Type != "READY" {
		t.Fatalf("got %s %s, %s", a.Type, b.Type, c.Type)
	}
	other := fake.AddGuild("Other")
	role := fake.AddRole(home.Guild, "team", 0)
	fake.UpdateRole(home.Guild, role, func(r *discordgo.Role) { r.Name = "desk" })
	fake.DeleteRole(home.Guild, role)
	channel := fake.AddChannel(home.Guild, "desk")
	fake.UpdateChannel(channel, func(c *discordgo.Channel) { c.Name = "news" })
	fake.DeleteMessage(fake.Say(home, "gone"))
	fake.DeleteChannel(channel)
	fake.Outage(other)
	fake.RemoveBot(other)
	fake.Emit("INTERACTION_CREATE", m{"type": 1})
	var got []string
	for len(got) == 0 || got[len(got)-1] != "INTERACTION_CREATE" {
		got = append(got, with.read().Type)
	}
	want := strings.Fields(`GUILD_CREATE GUILD_ROLE_CREATE GUILD_ROLE_UPDATE GUILD_ROLE_DELETE CHANNEL_CREATE CHANNEL_UPDATE
		MESSAGE_CREATE MESSAGE_DELETE CHANNEL_DELETE GUILD_DELETE GUILD_DELETE INTERACTION_CREATE`)
	if !slices.Equal(got, want) {
		t.Errorf("events = %q, want %q", got, want)
	}
	if got := without.read().Type; got != "INTERACTION_CREATE" {
		t.Errorf("without intents: %s, want only INTERACTION_CREATE", got)
	}
}
