package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/index"
)

func TestAnswers(t *testing.T) {
	fake := discordtest.New(t)
	d := newDesk()
	b := serve(t, fake, d, &facts{})
	home := fake.Home()

	r := fake.Slash(t, home, "who-said", "who", "ferry union")
	if r.Deferred() || r.Ephemeral() || !strings.Contains(r.Text(), `sentence 1 about the \@everyone pier`) || !strings.Contains(r.Text(), "¶1") {
		t.Errorf("deferred %v, private %v:\n%s", r.Deferred(), r.Ephemeral(), r.Text())
	}
	same(t, "scope", index.Scope{Guild: home.Guild, Channel: home.Channel}, d.lastScope())
	fake.Until(t, "readiness", b.Ready)

	t.Run("pages", func(t *testing.T) {
		next := fake.Press(t, home, r, "Next")
		if !strings.Contains(next.Text(), "sentence 4") || strings.Contains(next.Text(), "sentence 1 ") {
			t.Errorf("page 2:\n%s", next.Text())
		}
		same(t, "a button changes its message", discordgo.InteractionResponseUpdateMessage, next.Callback())
		if back := fake.Press(t, home, next, "Previous"); !strings.Contains(back.Text(), "sentence 1 ") {
			t.Errorf("page 1 again:\n%s", back.Text())
		}
	})
	t.Run("context", func(t *testing.T) {
		first := fake.Slash(t, home, "who-said", "who", "ferry union")
		c := fake.Select(t, home, first, "Context of a result", fmt.Sprintf("%s 0-%d", d.doc.ID, strings.IndexByte(d.doc.Text, '\n')))
		if !c.Ephemeral() || !strings.Contains(c.Text(), "sentence 7") {
			t.Errorf("private %v:\n%s", c.Ephemeral(), c.Text())
		}
	})
	t.Run("narrowing", func(t *testing.T) {
		wide := fake.Slash(t, home, "who-said", "who", "ferry union")
		narrow := fake.Select(t, home, wide, "Narrow the question", "document "+string(d.doc.ID))
		if !strings.Contains(narrow.Text(), "doc\\:"+string(d.doc.ID)) || !strings.Contains(narrow.Text(), "sentence 1 ") {
			t.Errorf("narrowed:\n%s", narrow.Text())
		}
	})
	t.Run("choices", func(t *testing.T) {
		who := fake.Slash(t, home, "who-said", "who", "Lind")
		if got := fake.Select(t, home, who, "Who is meant", "Mara Lindqvist"); !strings.Contains(got.Text(), "sentence 1 ") {
			t.Errorf("after the choice:\n%s", got.Text())
		}
	})
	t.Run("private", func(t *testing.T) {
		if r := fake.Slash(t, home, "who-said", "who", "ferry union", "private", "true"); !r.Ephemeral() || !d.lastScope().Private {
			t.Errorf("private %v, scope %+v", r.Ephemeral(), d.lastScope())
		}
	})
	t.Run("nothing found and mistakes are private", func(t *testing.T) {
		if r := fake.Slash(t, home, "who-said", "who", "nobody"); !r.Ephemeral() || !strings.Contains(r.Text(), "Nearest in these documents: ferry union") {
			t.Errorf("private %v: %s", r.Ephemeral(), r.Text())
		}
		if r := fake.Slash(t, home, "demand", "since", "Octember"); !r.Ephemeral() || !strings.Contains(r.Text(), "Octember") {
			t.Errorf("private %v: %s", r.Ephemeral(), r.Text())
		}
	})
	t.Run("help", func(t *testing.T) {
		r := fake.Slash(t, home, "help")
		for _, c := range commands() {
			if c.description != "" && !strings.Contains(r.Text(), "/"+c.name) {
				t.Errorf("no /%s in help", c.name)
			}
		}
	})
	t.Run("direct message", func(t *testing.T) {
		fake.Slash(t, fake.Direct(home.User), "demand")
		same(t, "scope", index.Scope{}, d.lastScope())
	})
	t.Run("autocomplete", func(t *testing.T) {
		got := fake.Autocomplete(t, home, "demand", "of", "por")
		if len(got) != 25 || got[0].Name != "of por" {
			t.Errorf("%d choices: %v", len(got), got)
		}
	})
	t.Run("buttons that are not ours", func(t *testing.T) {
		for _, id := range []string{"x", "p 2 q/0123456789abcdef", "p 2 q/x", "p two", "p 2 /nonsense", "c", "n /demand"} {
			if r := fake.PressID(t, home, id); !r.Ephemeral() || !strings.Contains(r.Text(), "run the command again") {
				t.Errorf("%q: private %v: %s", id, r.Ephemeral(), r.Text())
			}
		}
	})
	if err := b.end(t); err != nil || b.Ready() {
		t.Errorf("Run returned %v, ready %v", err, b.Ready())
	}
}

// A button works after a restart, also when the question was too long for it.
func TestButtonsSurviveARestart(t *testing.T) {
	fake := discordtest.New(t)
	state := &facts{}
	first := serve(t, fake, newDesk(), state)
	home := fake.Home()
	short := fake.Slash(t, home, "who-said", "who", "ferry union")
	long := fake.Slash(t, home, "who-said", "words", strings.Repeat("night ferry ", 20))
	if err := first.end(t); err != nil {
		t.Fatal(err)
	}
	d := newDesk()
	serve(t, fake, d, state)
	for _, r := range []*discordtest.Reply{short, long} {
		if next := fake.Press(t, home, r, "Next"); !strings.Contains(next.Text(), "sentence 4") {
			t.Errorf("after the restart:\n%s", next.Text())
		}
	}
	puts := len(fake.Requests(discordtest.RouteCommands))
	if puts != 1 {
		t.Errorf("commands were written %d times, want once", puts)
	}
}

func TestSlowAnswersAreDeferred(t *testing.T) {
	fake := discordtest.New(t)
	d := newDesk()
	b := serve(t, fake, d, &facts{}, func(b *Bot) { b.limits.instant, b.limits.work = 20*time.Millisecond, time.Second })
	home := fake.Home()
	release := make(chan struct{})
	d.do(func(ctx context.Context, _ index.Query) error { <-release; return nil })
	r := fake.Begin(t, home, "who-said", "who", "ferry union", "private", "true")
	fake.Until(t, "a defer", r.Deferred)
	close(release)
	r.Wait(t)
	if !r.Ephemeral() || !strings.Contains(r.Text(), "sentence 1 ") {
		t.Errorf("private %v: %s", r.Ephemeral(), r.Text())
	}
	if n := b.Counters(); n.Deferred != 1 || n.Failed != 0 {
		t.Errorf("counters %+v", n)
	}
	t.Run("too slow", func(t *testing.T) {
		d.do(func(ctx context.Context, _ index.Query) error { <-ctx.Done(); return ctx.Err() })
		if r := fake.Slash(t, home, "demand"); !strings.Contains(r.Text(), "took too long") {
			t.Errorf("%s", r.Text())
		}
	})
	t.Run("a slow button", func(t *testing.T) {
		d.do(func(context.Context, index.Query) error { time.Sleep(60 * time.Millisecond); return nil })
		next := fake.Press(t, home, r, "Next")
		if !next.Deferred() || !strings.Contains(next.Text(), "sentence 4") {
			t.Errorf("deferred %v: %s", next.Deferred(), next.Text())
		}
	})
}

// A panic costs its own question an apology, and nothing else.
func TestPanicsAreAnswered(t *testing.T) {
	fake := discordtest.New(t)
	d := newDesk()
	b := serve(t, fake, d, &facts{})
	d.do(func(context.Context, index.Query) error { panic("spoilt") })
	if r := fake.Slash(t, fake.Home(), "demand"); !r.Ephemeral() || !strings.Contains(r.Text(), "went wrong") {
		t.Errorf("private %v: %s", r.Ephemeral(), r.Text())
	}
	d.do(func(context.Context, index.Query) error { return errors.New("disk on fire") })
	if r := fake.Slash(t, fake.Home(), "demand"); strings.Contains(r.Text(), "fire") || !r.Ephemeral() {
		t.Errorf("the user is shown %q", r.Text())
	}
	d.do(nil)
	if r := fake.Slash(t, fake.Home(), "who-said", "who", "x"); !strings.Contains(r.Text(), "sentence 1 ") {
		t.Errorf("afterwards: %s", r.Text())
	}
	// A visit is counted after its answer is sent.
	fake.Until(t, "two failures, one of them a panic", func() bool { n := b.Counters(); return n.Panics == 1 && n.Failed == 2 })
}

func TestManyAtOnce(t *testing.T) {
	fake := discordtest.New(t)
	d := newDesk()
	b := serve(t, fake, d, &facts{}, func(b *Bot) { b.limits.queue = 40 })
	hold := make(chan struct{})
	d.do(func(context.Context, index.Query) error { <-hold; return nil })
	home := fake.Home()
	var replies []*discordtest.Reply
	for range 60 {
		replies = append(replies, fake.Begin(t, home, "demand"))
	}
	for _, r := range replies {
		fake.Until(t, "an acknowledgement", r.Acknowledged)
	}
	close(hold)
	for _, r := range replies {
		r.Wait(t)
	}
	if n := b.Counters(); n.Busy != 20 {
		t.Errorf("%d were turned away, want 20", n.Busy)
	}
}

// A question in work when the bot is told to stop is answered before it does.
func TestStopAnswersWhatIsInWork(t *testing.T) {
	fake := discordtest.New(t)
	d := newDesk()
	b := serve(t, fake, d, &facts{}, func(b *Bot) { b.limits.instant, b.limits.drain = 10*time.Millisecond, 100*time.Millisecond })
	d.do(func(ctx context.Context, _ index.Query) error { <-ctx.Done(); return ctx.Err() })
	r := fake.Begin(t, fake.Home(), "demand")
	fake.Until(t, "a defer", r.Deferred)
	if err := b.end(t); err != nil {
		t.Error(err)
	}
	if !strings.Contains(r.Text(), "restarting") {
		t.Errorf("left with %q", r.Text())
	}
}

func TestFaultsOfDiscord(t *testing.T) {
	fake := discordtest.New(t)
	serve(t, fake, newDesk(), &facts{}, func(b *Bot) { b.limits.instant = time.Second })
	home := fake.Home()
	ask := func(t *testing.T) *discordtest.Reply {
		t.Helper()
		r := fake.Slash(t, home, "who-said", "who", "x")
		if !strings.Contains(r.Text(), "sentence 1 ") {
			t.Errorf("answer: %s", r.Text())
		}
		return r
	}
	ask(t)
	t.Run("a limit is waited out", func(t *testing.T) {
		fake.RateLimit(discordtest.RouteCallback, 1, 200*time.Millisecond)
		ask(t)
	})
	t.Run("a callback that arrived is not sent again", func(t *testing.T) {
		before := len(fake.Requests(discordtest.RouteCallback))
		fake.Drop(discordtest.RouteCallback, 1)
		ask(t)
		if n := len(fake.Requests(discordtest.RouteCallback)) - before; n != 1 {
			t.Errorf("%d callbacks, want 1", n)
		}
	})
	t.Run("one that did not arrive is", func(t *testing.T) {
		fake.Fail(discordtest.RouteCallback, 500, 1)
		ask(t)
		for _, v := range fake.TakeViolations() {
			if v.Rule != "token.early" { // the question whether it had arrived
				t.Errorf("%v", v)
			}
		}
	})
	t.Run("a lockout is waited out", func(t *testing.T) {
		fake.Ban(1, time.Second)
		ask(t)
	})
}
