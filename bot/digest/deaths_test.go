package digest

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"example.org/briefbot/corpus"
)

// TestDeaths lets a first process die at each of its writes, a second one at each of its own, and a third one go on; each starts at once, or when Discord has
// forgotten the nonce.
func TestDeaths(t *testing.T) {
	for first := range 4 {
		for second := range 4 {
			for _, fate := range []outcome{accept, silent, lose} {
				for _, wait := range []time.Duration{time.Second, 10 * time.Minute} {
					t.Run(fmt.Sprint(first, second, " ", fate, wait), func(t *testing.T) {
						synctest.Test(t, func(t *testing.T) { deaths(t, []int{first, second}, fate, wait) })
					})
				}
			}
		}
	}
}

func deaths(t *testing.T, points []int, fate outcome, wait time.Duration) {
	w := newWorld(t)
	w.life = nonceLife + time.Second
	p := w.start(w.Store)
	p.set(t, plan(9*60))
	p.stop()
	w.add(2)
	w.script = []outcome{fate}
	time.Sleep(7*time.Hour + 59*time.Minute)
	var ends []func()
	for _, point := range points {
		d := mortal(w.Store, 1+point/2, point%2 == 1)
		p := w.start(d)
		select {
		case <-d.dead:
		case <-time.After(2 * time.Hour): // it does not come to that write
		}
		ends = append(ends, func() { close(d.release); p.stop() })
		time.Sleep(wait)
	}
	p = w.start(w.Store)
	time.Sleep(3 * time.Hour)
	w.add(1)
	time.Sleep(22 * time.Hour)
	p.stop()
	for _, end := range ends {
		end()
	}
	w.checkOnce(3)
	if posts := w.posted(); len(posts) != 2 || len(itemsIn(posts[0].message)) != 2 {
		t.Errorf("%d messages", len(posts))
	}
}

// TestClock sets the clock back and forward around the hour, as a record sees it: a date that is done stays done, and none is left out.
func TestClock(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, berlin)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		name   string
		done   []string
		since  string
		clock  []string // what the clock shows, one after the other
		posted []string // dates that are posted in that course
	}{
		{"back by an hour after the post", nil, "2026-11-20 00:00", []string{"2026-11-25 09:00", "2026-11-25 08:05", "2026-11-25 09:05", "2026-11-26 09:00"}, []string{"2026-11-25", "2026-11-26"}},
		{"back by a day", []string{"2026-11-24"}, "2026-11-20 00:00", []string{"2026-11-25 09:00", "2026-11-24 09:00", "2026-11-25 09:00", "2026-11-26 09:00"}, []string{"2026-11-25", "2026-11-26"}},
		{"forward by three days and right again", nil, "2026-11-20 00:00", []string{"2026-11-28 09:00", "2026-11-25 09:00", "2026-11-26 09:00", "2026-11-27 09:00", "2026-11-28 09:00", "2026-11-29 09:00"}, []string{"2026-11-28", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-29"}},
		{"forward over the hour", nil, "2026-11-20 00:00", []string{"2026-11-25 08:00", "2026-11-25 13:00", "2026-11-26 09:00"}, []string{"2026-11-25", "2026-11-26"}},
		{"forward over more than is made up for", nil, "2026-11-20 00:00", []string{"2026-11-25 08:00", "2026-11-25 20:00", "2026-11-26 09:00"}, []string{"2026-11-26"}},
	} {
		r := &Record{Plan: &Plan{Zone: "Europe/Berlin", Time: 9 * 60, Days: EveryDay, Since: at(c.since)}}
		for _, key := range c.done {
			r.add(Run{Key: key, State: Sent})
		}
		var posted []string
		for _, now := range c.clock {
			look, ok := r.look(at(now))
			slot, due := r.due(at(now))
			if due != (ok && !look.After(at(now))) {
				t.Errorf("%s: at %s due is %v, and it is looked at %v", c.name, now, due, look)
			}
			if due {
				posted = append(posted, dateKey(slot.Date))
				r.add(Run{Key: dateKey(slot.Date), State: Sent})
			}
		}
		if !slices.Equal(posted, c.posted) {
			t.Errorf("%s: posted %q, want %q", c.name, posted, c.posted)
		}
	}
	// A plan that was made while the clock was ahead.
	r := &Record{Plan: &Plan{Zone: "Europe/Berlin", Time: 9 * 60, Days: EveryDay, Since: at("2027-01-01 00:00")}}
	if look, ok := r.look(at("2026-11-25 08:00")); !ok || !look.Equal(at("2026-11-25 08:00")) {
		t.Errorf("a plan of the future is looked at %v, %v", look, ok)
	}
}

// TestMend removes a document from the store: it leaves the digest that shows it, and no other message is touched.
func TestMend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		p := w.start(w.Store)
		mend := func() {
			t.Helper()
			if err := p.Mend(t.Context(), w, w.Store); err != nil {
				t.Fatal(err)
			}
		}
		mend()
		p.set(t, plan(9*60))
		w.add(2)
		time.Sleep(24 * time.Hour)
		w.add(2)
		time.Sleep(24 * time.Hour)
		mend()
		if w.edits != 0 {
			t.Errorf("%d edits though nothing was removed", w.edits)
		}
		gone := w.items[2].doc.ID
		if err := w.Delete(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
		w.items = slices.Delete(w.items, 2, 3)
		mend()
		mend()
		posts := w.posted()
		if got := itemsIn(posts[1].message); w.edits != 1 || !slices.Equal(got, []string{"4"}) || len(itemsIn(posts[0].message)) != 2 {
			t.Errorf("after %d edits the digest has %q", w.edits, got)
		}
		if err := p.MendOf(t.Context(), w, "g1", w.items[0].doc.ID); err != nil || w.edits != 2 {
			t.Errorf("hidden: %v, %d edits", err, w.edits)
		}
		if err := p.MendOf(t.Context(), w, "g1", corpus.ID("ffffffffffffffff")); err != nil || w.edits != 2 {
			t.Errorf("another document: %v, %d edits", err, w.edits)
		}
		p.stop()
	})
}
