package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
