package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/discordtest"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/store"
)

// daily is a server whose digest is due at this minute, two documents, and a fake Discord.
type daily struct {
	t    *testing.T
	fake *discordtest.Server
	home discordtest.Place // of a moderator
	data string
	n    int // documents so far
	date string
}

func newDaily(t *testing.T) *daily {
	fake := discordtest.New(t, discordtest.Patience(30*time.Second))
	d := &daily{t: t, fake: fake, home: fake.Home(), data: t.TempDir()}
	d.home.User = fake.AddModerator(d.home.Guild, "moderator")
	d.importSome(2)
	now := time.Now().UTC()
	// A zone in which it is noon, so that the day does not change while the test runs.
	zone := fmt.Sprintf("Etc/GMT%+d", now.Hour()-12)
	if zone == "Etc/GMT+0" {
		zone = "UTC"
	}
	local := now.Add(time.Duration(12-now.Hour()) * time.Hour)
	d.date = local.Format(time.DateOnly)
	d.change(func(r *digest.Record) {
		r.Plan = &digest.Plan{
			Channel: d.home.Channel, Zone: zone, Time: digest.Clock(60*local.Hour() + local.Minute()), Days: digest.EveryDay, By: d.home.User,
			Since: now.AddDate(0, 0, -1),
		}
	})
	return d
}

// importSome imports n documents that no other test document is like.
func (d *daily) importSome(n int) {
	d.t.Helper()
	dir := d.t.TempDir()
	for range n {
		d.n++
		text := fmt.Sprintf("Item%d of the harbour news\n\nOn day %d the pier number %d got a new lamp.\n", d.n, d.n, d.n)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.txt", d.n)), []byte(text), 0o600); err != nil {
			d.t.Fatal(err)
		}
	}
	says(d.t, d.data, "import", dir)
}

func (d *daily) dsn() string { return filepath.Join(d.data, "briefbot.db") }

// change rewrites the server's record while no program runs.
func (d *daily) change(f func(*digest.Record)) {
	d.t.Helper()
	s, err := store.Open(d.t.Context(), d.dsn())
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	old := d.load(s)
	r, err := digest.Load(d.t.Context(), s, d.home.Guild)
	if err != nil {
		d.t.Fatal(err)
	}
	f(r)
	raw, err := json.Marshal(r)
	if err != nil {
		d.t.Fatal(err)
	}
	if ok, err := s.Swap(d.t.Context(), "digest/"+d.home.Guild, old, string(raw)); !ok || err != nil {
		d.t.Fatalf("%v, %v", ok, err)
	}
}

func (d *daily) load(s corpus.Store) string {
	d.t.Helper()
	raw, err := s.Load(d.t.Context(), "digest/"+d.home.Guild)
	if err != nil {
		d.t.Fatal(err)
	}
	return raw
}

// record reads the server's record, also while a program runs.
func (d *daily) record() *digest.Record {
	d.t.Helper()
	s, err := store.Open(d.t.Context(), d.dsn())
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	r, err := digest.Load(d.t.Context(), s, d.home.Guild)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

// start runs briefbot serve and does not wait for anything.
func (d *daily) start(env ...string) *server {
	d.t.Helper()
	s := &server{log: &journal{}, done: make(chan error, 1)}
	s.cmd = program(d.t.Context(), d.t, d.data, append(env, envAPIURL+"="+d.fake.URL(), envToken+"="+d.fake.Token))
	s.cmd.Args = append(s.cmd.Args, "serve")
	s.cmd.Stderr = s.log
	if err := s.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	go func() { s.done <- s.cmd.Wait() }()
	d.t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		if d.t.Failed() {
			d.t.Logf("the server's log:\n%s", s.log)
		}
	})
	return s
}

// killed waits for the death of a server that is to die by itself or by the fake's hand.
func (d *daily) killed(s *server) {
	d.t.Helper()
	select {
	case err := <-s.done:
		if err == nil {
			d.t.Fatalf("it was to be killed, and ended with %v", err)
		}
	case <-time.After(30 * time.Second):
		d.t.Fatal("it was to be killed, and lives")
	}
}

// settled waits until the day's run is in a final state, and returns it.
func (d *daily) settled() digest.State {
	d.t.Helper()
	for range 600 {
		for _, x := range d.record().Runs {
			if x.Key == d.date && x.State != digest.Claimed {
				return x.State
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	d.t.Fatalf("the run of %s is not settled: %+v", d.date, d.record())
	return ""
}

// shown lists the documents of each digest in the channel.
func (d *daily) shown() [][]string {
	d.t.Helper()
	var out [][]string
	for _, m := range d.fake.Messages(d.home.Channel) {
		if m.Author.ID != d.fake.Application {
			continue
		}
		var items []string
		for _, f := range m.Files {
			for n := 1; n <= d.n; n++ {
				if strings.Contains(string(f.Data), fmt.Sprintf("Item%d ", n)) {
					items = append(items, fmt.Sprint(n))
				}
			}
		}
		out = append(out, items)
	}
	return out
}

// finish imports one more document, has it posted, and wants every document in exactly one message.
func (d *daily) finish() {
	d.t.Helper()
	d.importSome(1)
	if text := d.fake.Slash(d.t, d.home, "digest now").Text(); !strings.Contains(text, "Posted") {
		d.t.Errorf("/digest now: %s", text)
	}
	shown := d.shown()
	if want := [][]string{{"1", "2"}, {"3"}}; len(shown) != 2 || !slices.Equal(shown[0], want[0]) || !slices.Equal(shown[1], want[1]) {
		d.t.Errorf("messages with documents %v, want %v", shown, want)
	}
}

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
	{"limits everything", func(f *discordtest.Server) { f.RateLimit(discordtest.RouteMessage, 1, time.Second); f.Disconnect(4000) }},
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
	var s *server
	started := make(chan struct{})
	if p.arm != nil {
		p.arm(d.fake, func() {
			<-started
			_ = s.cmd.Process.Kill()
			for syscall.Kill(s.cmd.Process.Pid, 0) == nil {
				time.Sleep(time.Millisecond) // it is still there
			}
		})
	}
	s = d.start(p.env)
	close(started)
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
			d.finish()
			s.stop(t)
		})
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
	stopped := func() bool { return d.record().Plan.Stopped != nil && d.record().Plan.Stopped.Told }
	direct := d.fake.Direct(d.home.User).Channel
	for range 2 { // a restart does not tell again
		s := d.start()
		for n := 0; n < 300 && !(stopped() && len(d.fake.Messages(direct)) > 0); n++ {
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
