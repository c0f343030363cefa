package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/discordtest"
)

// fates are what Discord does with the first posts.
var fates = []struct {
	name string
	play func(*discordtest.Server)
}{
	{"accepts", func(*discordtest.Server) {}},
	{"accepts and answers 500", func(f *discordtest.Server) { f.FailAfter(discordtest.RouteMessage, 500, 1) }},
	{"accepts and hangs up", func(f *discordtest.Server) { f.Drop(discordtest.RouteMessage, 1) }},
	{"fails", func(f *discordtest.Server) { f.Fail(discordtest.RouteMessage, 503, 1) }},
	{"limits", func(f *discordtest.Server) { f.RateLimit(discordtest.RouteMessage, 1, time.Second) }},
	{"accepts, answers 500, then limits", func(f *discordtest.Server) {
		f.FailAfter(discordtest.RouteMessage, 500, 1)
		f.RateLimit(discordtest.RouteMessage, 1, time.Second)
	}},
	{"limits everything", func(f *discordtest.Server) {
		f.Meet(discordtest.RouteMessage, true, func() { f.RateLimitGlobally(2, time.Second) })
	}},
	{"disconnects", func(f *discordtest.Server) { f.Meet(discordtest.RouteMessage, true, func() { f.Disconnect(4000) }) }},
	{"does not answer", func(f *discordtest.Server) { f.Timeout(discordtest.RouteMessage, 1) }},
	{"carries it out after nobody waits", func(f *discordtest.Server) { f.Delay(discordtest.RouteMessage, 1, 18*time.Second) }},
}

// killPoint is a moment between the claim and the end of a digest, and how to kill the program then.
type killPoint struct {
	name  string
	env   string                            // for a kill at a write of the store
	arm   func(*discordtest.Server, func()) // for a kill at a request
	still bool                              // nothing is claimed then, or all is done: how it goes on makes no difference
}

// points lists every moment at which something leaves the program: each write of the record and each post, before it and after it.
func points(writes, posts int) []killPoint {
	var out []killPoint
	for n := 1; n <= writes; n++ {
		for _, when := range []string{"before", "after"} {
			out = append(out, killPoint{
				name: fmt.Sprintf("%s write %d", when, n), env: fmt.Sprintf("%s=%d %s", envKill, n, when),
				still: n == 1 && when == "before" || n == writes && when == "after",
			})
		}
	}
	for n := 1; n <= posts; n++ {
		for _, carry := range []bool{false, true} {
			out = append(out, killPoint{
				name: fmt.Sprintf("at post %d, carried out %v", n, carry),
				arm: func(f *discordtest.Server, kill func()) {
					for range n - 1 {
						f.FailAfter(discordtest.RouteMessage, 500, 1)
					}
					f.Meet(discordtest.RouteMessage, carry, kill)
				},
			})
		}
	}
	return out
}

// moments counts what leaves the program while it posts a digest and the first post is answered with 500.
func moments(t *testing.T) (writes, posts int) {
	t.Helper()
	d := newDaily(t)
	d.fake.FailAfter(discordtest.RouteMessage, 500, 1)
	s := d.start(envKill + "=0 before")
	if state := d.settled(); state != digest.Sent {
		t.Fatalf("the run is %s", state)
	}
	s.stop(t)
	return strings.Count(s.log.String(), wrote), len(d.fake.Requests(discordtest.RouteMessage))
}

// TestDigestSurvivesKills kills the real program at every moment, and starts it again at once, or when Discord has forgotten the nonce, with and without a view of
// the channel's messages.
func TestDigestSurvivesKills(t *testing.T) {
	writes, posts := moments(t)
	if writes < 2 || posts < 2 {
		t.Fatalf("%d writes, %d posts: the test does not see them", writes, posts)
	}
	for _, p := range points(writes, posts) {
		for _, later := range []string{"at once", "later", "later and blind"} {
			if p.still && later != "at once" {
				continue
			}
			t.Run(p.name+", "+later, func(t *testing.T) {
				t.Parallel()
				survive(t, p, later)
			})
		}
	}
}

func survive(t *testing.T, p killPoint, later string) {
	d := newDaily(t)
	started := make(chan *server, 1)
	if p.arm != nil {
		p.arm(d.fake, func() {
			victim := <-started
			_ = victim.cmd.Process.Kill()
			for syscall.Kill(victim.cmd.Process.Pid, 0) == nil {
				time.Sleep(time.Millisecond) // it is still there
			}
		})
	}
	s := d.start(p.env)
	started <- s
	d.killed(s)
	posted := len(d.shown())
	claimed := false
	if later != "at once" {
		d.fake.ForgetNonces()
		d.change(func(r *digest.Record) {
			for i := range r.Runs {
				claimed = claimed || r.Runs[i].State == digest.Claimed
				r.Runs[i].Claimed = r.Runs[i].Claimed.Add(-10 * time.Minute)
			}
		})
	}
	if later == "later and blind" {
		d.fake.Say(d.home, "good morning") // else it is plain that nothing was ever posted there
		d.fake.HideHistory(d.home.Channel)
	}
	s = d.start()
	state := d.settled()
	if later == "later and blind" && claimed {
		if state != digest.Unknown || len(d.shown()) != posted {
			t.Errorf("%s, with %d messages before and %d after", state, posted, len(d.shown()))
		}
		if text := d.fake.Slash(t, d.home, "digest show").Text(); !strings.Contains(text, "unknown") {
			t.Errorf("/digest show: %s", text)
		}
		s.stop(t)
		return
	}
	if state != digest.Sent {
		t.Errorf("the run is %s", state)
	}
	d.finish()
	s.stop(t)
}

// TestDigestIsNotTakenForAnother kills the program when Discord gets a second digest and does not carry it out. Looking through the channel, the next process does not take
// the first one for it: what the second one held is posted.
func TestDigestIsNotTakenForAnother(t *testing.T) {
	t.Parallel()
	d := newDaily(t)
	s := d.start()
	if state := d.settled(); state != digest.Sent {
		t.Fatalf("the run is %s", state)
	}
	d.importSome(1)
	killed := s.cmd.Process
	d.fake.Meet(discordtest.RouteMessage, false, func() {
		_ = killed.Kill()
		for syscall.Kill(killed.Pid, 0) == nil {
			time.Sleep(time.Millisecond) // it is still there
		}
	})
	d.fake.Begin(t, d.home, "digest now")
	d.killed(s)
	d.fake.ForgetNonces()
	d.change(func(r *digest.Record) {
		for i := range r.Runs {
			r.Runs[i].Claimed = r.Runs[i].Claimed.Add(-10 * time.Minute)
		}
	})
	s = d.start()
	d.fake.Until(t, "the second digest is looked for", func() bool {
		return !slices.ContainsFunc(d.record().Runs, func(x digest.Run) bool { return x.State == digest.Claimed })
	})
	d.n-- // finish imports the third document again, which is there already
	d.finish()
	s.stop(t)
}

// TestDigestWhateverDiscordDoes plays Discord's bad days.
func TestDigestWhateverDiscordDoes(t *testing.T) {
	for _, fate := range fates {
		t.Run(fate.name, func(t *testing.T) {
			t.Parallel()
			d := newDaily(t)
			fate.play(d.fake)
			s := d.start()
			if state := d.settled(); state != digest.Sent {
				t.Errorf("the run is %s", state)
			}
			d.sameNonce()
			d.finish()
			s.stop(t)
		})
	}
}

// sameNonce wants all posts so far to carry one nonce, as long as Discord allows, and to have it enforced.
func (d *daily) sameNonce() {
	d.t.Helper()
	var first string
	for _, r := range d.fake.Requests(discordtest.RouteMessage) {
		var body struct {
			Nonce   string
			Enforce bool `json:"enforce_nonce"`
		}
		if err := json.Unmarshal(r.Body, &body); err != nil {
			d.t.Fatal(err)
		}
		if first == "" {
			first = body.Nonce
		}
		if len(body.Nonce) != 25 || body.Nonce != first || !body.Enforce {
			d.t.Errorf("a post with nonce %q, enforced %v, after one with %q", body.Nonce, body.Enforce, first)
		}
	}
}

// TestDigestOfTwoProcesses runs two programs, each with a data directory of its own, on one store. The first post is answered with 500.
func TestDigestOfTwoProcesses(t *testing.T) {
	d := newDaily(t)
	d.fake.FailAfter(discordtest.RouteMessage, 500, 1)
	dsn := d.dsn()
	var all []*server
	for range 2 {
		d.data = t.TempDir()
		all = append(all, d.start(envDatabase+"="+dsn))
	}
	d.data = filepath.Dir(dsn)
	if state := d.settled(); state != digest.Sent {
		t.Errorf("the run is %s", state)
	}
	time.Sleep(500 * time.Millisecond) // the other one may still be at it
	if shown := d.shown(); len(shown) != 1 || len(shown[0]) != 2 {
		t.Errorf("messages with documents %v", shown)
	}
	for _, s := range all {
		s.stop(t)
	}
}

// TestDigestStops takes the permission to post away: the digest stops, who set it is told once, and it goes on when it is resumed.
func TestDigestStops(t *testing.T) {
	d := newDaily(t)
	d.fake.Silence(d.home.Channel)
	direct := d.fake.Direct(d.home.User).Channel
	waiting := func() bool {
		stopped := d.record().Plan.Stopped
		return stopped == nil || !stopped.Told || len(d.fake.Messages(direct)) == 0
	}
	for range 2 { // a restart does not tell again
		s := d.start()
		for n := 0; n < 300 && waiting(); n++ {
			time.Sleep(50 * time.Millisecond)
		}
		if told := d.fake.Messages(direct); len(told) != 1 || !strings.Contains(told[0].Content, "has stopped: I may not post there") {
			t.Fatalf("told %v", told)
		}
		if text := d.fake.Slash(t, d.home, "digest show").Text(); !strings.Contains(text, "Stopped") || !strings.Contains(text, "Send Messages") {
			t.Errorf("/digest show: %s", text)
		}
		s.stop(t)
	}
	out, err := program(t.Context(), t, d.data, nil, "doctor").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "FAIL  digest") || !strings.Contains(string(out), "/digest resume") {
		t.Errorf("doctor: %v\n%s", err, out)
	}
	s := d.start()
	if text := d.fake.Slash(t, d.home, "digest set").Text(); !strings.Contains(text, "I need the permission Send Messages") {
		t.Errorf("/digest set: %s", text)
	}
	d.fake.Allow(d.home.Channel)
	if text := d.fake.Slash(t, d.home, "digest resume").Text(); !strings.Contains(text, "It goes on") {
		t.Errorf("/digest resume: %s", text)
	}
	if state := d.settled(); state != digest.Sent {
		t.Errorf("the run is %s", state)
	}
	d.finish()
	s.stop(t)
}

// TestDigestLosesItsChannel deletes the channel; who set the digest takes no messages from strangers, so that the server's own channel is told, once. Set for
// another channel, the day's digest comes there.
func TestDigestLosesItsChannel(t *testing.T) {
	d := newDaily(t)
	lost, other := d.home.Channel, d.fake.AddChannel(d.home.Guild, "other")
	d.fake.SystemChannel(d.home.Guild, other)
	d.fake.DeleteChannel(lost)
	d.home.Channel = other
	d.fake.Refuse(discordtest.RouteMessage, 404, 10003, "Unknown Channel", 1)
	d.fake.Refuse(discordtest.RouteMessage, 403, 50007, "Cannot send messages to this user", 1)
	var told []*discordtest.Message
	for range 2 { // a restart does not tell again
		s := d.start()
		d.fake.Until(t, "the digest stops", func() bool {
			told = d.fake.Messages(other)
			return len(told) > 0
		})
		if text := d.fake.Slash(t, d.home, "digest show").Text(); !strings.Contains(text, "Stopped") || !strings.Contains(text, "does not exist") {
			t.Errorf("/digest show: %s", text)
		}
		s.stop(t)
	}
	if told := d.fake.Messages(other); len(told) != 1 || !strings.Contains(told[0].Content, "<#"+lost+"> has stopped: The channel does not exist any more.") {
		t.Fatalf("told %v", told)
	}
	if out, err := program(t.Context(), t, d.data, nil, "doctor").CombinedOutput(); err == nil || !strings.Contains(string(out), "does not exist any more") {
		t.Errorf("doctor: %v\n%s", err, out)
	}
	s := d.start()
	if text := d.fake.Slash(t, d.home, "digest set", "channel", other).Text(); !strings.Contains(text, "<#"+other+">") {
		t.Errorf("/digest set: %s", text)
	}
	if state := d.settled(); state != digest.Sent {
		t.Errorf("the run is %s", state)
	}
	if shown := d.shown(); len(shown) != 2 || !slices.Equal(shown[1], []string{"1", "2"}) { // the first is what was told
		t.Errorf("messages with documents %v", shown)
	}
	s.stop(t)
}

// TestDigestCommands sets a digest in Discord, changes it after it was posted, and looks at what the commands and buttons say.
func TestDigestCommands(t *testing.T) {
	d := newDaily(t)
	s := d.start()
	if state := d.settled(); state != digest.Sent {
		t.Fatalf("the run is %s", state)
	}
	posted := d.fake.Messages(d.home.Channel)[0]
	reader := d.fake.Home()
	if text := d.fake.PressOn(t, reader, posted.ID, "More").Text(); !strings.Contains(text, "Item1 of the harbour news") {
		t.Errorf("More: %s", text)
	}
	if r := d.fake.PressOn(t, reader, posted.ID, "Settings"); !r.Ephemeral() || !strings.Contains(r.Text(), "is for moderators") {
		t.Errorf("Settings for a reader: %s", r.Text())
	}
	if r := d.fake.PressOn(t, reader, posted.ID, "Export"); !r.Ephemeral() || len(r.Message().Files) != 1 {
		t.Errorf("Export: %s", r.Text())
	}
	ids := sourceIDs(t, d.data)
	says(t, d.data, "remove", ids["Item1 of the harbour news"])
	d.fake.Until(t, "the removed document leaves the posted digest", func() bool { return slices.Equal(d.shown()[0], []string{"2"}) })
	other := d.fake.AddChannel(d.home.Guild, "other")
	set := d.fake.Slash(t, d.home, "digest set", "channel", other, "time", "00:05", "zone", "pacific/kiritimati", "empty", "one line")
	for _, want := range []string{"<#" + other + ">", "00:05 Pacific/Kiritimati, every day", "one line is posted", "Next: <t:"} {
		if !strings.Contains(set.Text(), want) {
			t.Errorf("/digest set lacks %q: %s", want, set.Text())
		}
	}
	if strings.Contains(set.Text(), "Read Message History") {
		t.Errorf("/digest set where the history can be read: %s", set.Text())
	}
	d.fake.HideHistory(other)
	d.fake.Until(t, "what cannot be looked up is told", func() bool {
		return strings.Contains(d.fake.Slash(t, d.home, "digest set").Text(), "I may not read the history of <#"+other+">")
	})
	d.importSome(1)
	if text := d.fake.Slash(t, d.home, "digest preview").Text(); !strings.Contains(text, "Item3 of the harbour news") || strings.Contains(text, "Item1") {
		t.Errorf("/digest preview: %s", text)
	}
	if out := says(t, d.data, "digest", "preview"); !strings.Contains(out, "Item3 of the harbour news") || strings.Contains(out, "Item1") {
		t.Errorf("briefbot digest preview: %s", out)
	}
	for command, want := range map[string]string{"digest pause": "Paused", "digest show": "posted, https://discord.com/channels/"} {
		if text := d.fake.Slash(t, d.home, command).Text(); !strings.Contains(text, want) {
			t.Errorf("/%s: %s", command, text)
		}
	}
	if text := d.fake.Slash(t, d.home, "digest set", "zone", "Berlim").Text(); !strings.Contains(text, "Europe/Berlin") {
		t.Errorf("a wrong zone: %s", text)
	}
	if got := d.fake.Autocomplete(t, d.home, "digest set", "zone", "kyi"); len(got) == 0 || got[0].Value != "Europe/Kyiv" {
		t.Errorf("zones for kyi: %v", got)
	}
	if text := d.fake.Slash(t, d.home, "digest off").Text(); !strings.Contains(text, "is off") {
		t.Errorf("/digest off: %s", text)
	}
	s.stop(t)
}

// sourceIDs are the ids of the stored documents by their titles.
func sourceIDs(t *testing.T, data string) map[string]string {
	t.Helper()
	var answer struct {
		Results []struct {
			Citations []struct{ Doc, Title string }
		}
	}
	if err := json.Unmarshal([]byte(says(t, data, "ask", "--json", "/sources")), &answer); err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	for _, r := range answer.Results {
		ids[r.Citations[0].Title] = r.Citations[0].Doc
	}
	return ids
}
