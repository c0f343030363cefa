package bot

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus/store"
)

func TestConnectsAgain(t *testing.T) {
	for name, disrupt := range map[string]func(*discordtest.Server){
		"closed to be resumed": func(f *discordtest.Server) { f.Disconnect(4000) },
		"asked to reconnect":   func(f *discordtest.Server) { f.Reconnect() },
		"session gone":         func(f *discordtest.Server) { f.InvalidSession(false) },
		"Open stuck":           func(f *discordtest.Server) { f.ReconnectOnIdentify(1); f.Disconnect(4000) },
		"never ready":          func(f *discordtest.Server) { f.Mute(1); f.Disconnect(4000) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake := discordtest.New(t)
			serve(t, fake, newDesk(), &facts{}, func(b *Bot) { b.limits.open = 2 * time.Second })
			fake.Slash(t, fake.Home(), "who-said", "who", "x")
			disrupt(fake)
			fake.Until(t, "a lost connection", func() bool { c := fake.Counts(); return c.Identifies+c.Resumes > 1 })
			fake.Until(t, "a new connection", fake.Connected)
			if r := fake.Slash(t, fake.Home(), "who-said", "who", "x"); !strings.Contains(r.Text(), "sentence 1 ") {
				t.Errorf("afterwards: %s", r.Text())
			}
		})
	}
}

// Where only a person can help, the process ends and says what to do.
func TestFatalCodesEndTheBot(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*discordtest.Server, *running)
		hint string
	}{
		"refused at once": {func(f *discordtest.Server, _ *running) { f.RefuseIdentify(4014, 1) }, "intents"},
		"while connected": {func(f *discordtest.Server, _ *running) { f.Until(t, "a connection", f.Connected); f.Disconnect(4004) }, "DISCORD_TOKEN"},
		"token refused": {func(f *discordtest.Server, _ *running) {
			f.Until(t, "a connection", f.Connected)
			f.RefuseToken()
			f.Disconnect(4000)
		}, "DISCORD_TOKEN"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake := discordtest.New(t)
			b := serve(t, fake, newDesk(), &facts{}, func(b *Bot) { b.keep(store.Memory(), time.Now) })
			c.do(fake, b)
			var refused *RefusedError
			if err := b.wait(t); !errors.As(err, &refused) || !strings.Contains(err.Error(), c.hint) {
				t.Errorf("Run returned %v, want one about %s", err, c.hint)
			}
			fake.TakeViolations() // a refused identify is one
		})
	}
}

func TestWrongToken(t *testing.T) {
	fake := discordtest.New(t)
	fake.RefuseToken()
	b := serve(t, fake, newDesk(), &facts{})
	var refused *RefusedError
	if err := b.wait(t); !errors.As(err, &refused) {
		t.Errorf("Run returned %v", err)
	}
	_, _, err := WhoAmI(t.Context(), Config{Token: fake.Token, APIURL: fake.URL()})
	if !errors.As(err, &refused) {
		t.Errorf("WhoAmI returned %v", err)
	}
	fake.TakeViolations()
}

func TestRegisterWritesDifferencesOnly(t *testing.T) {
	fake := discordtest.New(t)
	for _, guild := range []string{"", fake.Home().Guild} {
		b, err := New(Config{Token: fake.Token, APIURL: fake.URL(), GuildID: guild})
		if err != nil {
			t.Fatal(err)
		}
		first, err := b.Register(t.Context())
		if err != nil || len(first) != len(commands()) || first[0] != "add /who-said" {
			t.Fatalf("first: %v, %v", first, err)
		}
		if again, err := b.Register(t.Context()); err != nil || len(again) != 0 {
			t.Errorf("again: %v, %v", again, err)
		}
		stored := fake.Commands(guild)
		stored[0].Description = "old"
		stored[1].Options[2].MaxLength = 7
		stored[2].Name = "gone"
		want := []string{"change /who-said: description", "change /demand: option about", "add /timeline", "remove /gone"}
		got := difference(stored, b.wanted())
		same(t, "difference", want, got)
	}
}

func TestFramesFindTheCloseCode(t *testing.T) {
	frame := func(op byte, body []byte) []byte {
		head := []byte{0x80 | op}
		switch n := len(body); {
		case n < 126:
			head = append(head, byte(n))
		case n < 1<<16:
			head = binary.BigEndian.AppendUint16(append(head, 126), uint16(n))
		default:
			head = binary.BigEndian.AppendUint64(append(head, 127), uint64(n))
		}
		return append(head, body...)
	}
	stream := []byte("HTTP/1.1 200 Connected\r\n\r\nHTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
	for _, n := range []int{0, 5, 125, 126, 70000} {
		stream = append(stream, frame(1, bytes.Repeat([]byte{0x88, 2, 0x0f, 0xff}, n)[:n])...)
	}
	stream = append(stream, frame(8, []byte{4004 >> 8, 4004 & 0xff, 'b', 'y', 'e'})...)
	for _, step := range []int{1, 3, 1000, len(stream)} {
		var f frames
		for rest := stream; len(rest) > 0; {
			n := min(step, len(rest))
			f.read(rest[:n])
			rest = rest[n:]
		}
		if f.code != 4004 {
			t.Errorf("in steps of %d: code %d", step, f.code)
		}
	}
}

func FuzzFrames(f *testing.F) {
	f.Add([]byte("HTTP/1.1 101 \r\n\r\n\x88\x02\x0f\xa4"))
	f.Fuzz(func(t *testing.T, stream []byte) {
		var whole, bytewise frames
		whole.read(stream)
		for i := range stream {
			bytewise.read(stream[i : i+1])
		}
		if whole.code != bytewise.code {
			t.Errorf("code %d at once, %d byte by byte", whole.code, bytewise.code)
		}
	})
}
