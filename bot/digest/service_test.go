package digest

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// In a bubble of synctest time begins on 2000-01-01 at midnight UTC, a Saturday, 01:00 in Berlin.

func TestOnceADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		p := w.start(w.Store)
		w.add(2)
		p.set(t, plan(9*60))
		time.Sleep(24 * time.Hour)
		w.add(3)
		time.Sleep(3 * 24 * time.Hour) // two days without news
		w.add(1)
		time.Sleep(24 * time.Hour)
		p.stop()
		w.checkOnce(6)
		posts := w.posted()
		if len(posts) != 3 || w.tries != 3 {
			t.Fatalf("%d messages, %d tries", len(posts), w.tries)
		}
		for i, want := range []string{"2000-01-01 08:00:00", "2000-01-02 08:00:00", "2000-01-05 08:00:00"} {
			if got := posts[i].at.UTC().Format(time.DateTime); got != want || posts[i].channel != "c1" {
				t.Errorf("message %d at %s in %s", i, got, posts[i].channel)
			}
		}
		want := []string{"2000-01-01 sent", "2000-01-02 sent", "2000-01-03 empty", "2000-01-04 empty", "2000-01-05 sent"}
		if got := states(w.record()); !slices.Equal(got, want) {
			t.Errorf("runs %q", got)
		}
		if r := w.record(); r.Watermark != 6 || r.run("2000-01-05").Message != "3" {
			t.Errorf("record %+v", r)
		}
	})
}

// TestPassedOnce has something planned for each of ten days, none of which is heard of: each is told once, on the day after, or when the process is back. What passed
// in the week before the first digest is told in that.
func TestPassedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		for n := range 10 {
			w.plans = append(w.plans, day(1999, 12, 30+n))
		}
		p := w.start(w.Store)
		p.set(t, plan(9*60))
		time.Sleep(72 * time.Hour)
		p.stop()
		time.Sleep(36 * time.Hour)
		p = w.start(w.Store)
		time.Sleep(time.Minute)
		w.add(1)
		if _, err := p.Now(t.Context(), w, "g1", "i1"); err != nil {
			t.Error(err)
		}
		time.Sleep(7 * 24 * time.Hour)
		p.stop()
		w.checkOnce(1)
		told := map[string][]string{}
		for _, p := range w.posted() {
			for _, f := range p.message.Files {
				for _, k := range regexp.MustCompile(`plan\\<\d+`).FindAllString(string(f.Data), -1) {
					told[k] = append(told[k], p.at.UTC().Format(time.DateOnly))
				}
			}
		}
		if len(told) != 10 {
			t.Errorf("told are %v", told)
		}
		for k, days := range told {
			if len(days) != 1 {
				t.Errorf("%s is told on %q", k, days)
			}
		}
	})
}

// TestAway keeps Discord silent about 3000 servers for an hour: the digest of a server that it does tell of comes on time all the same, those of the others within
// the minutes after.
func TestAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.away = func(guild string) bool { return guild != "home" && time.Since(day(2000, 1, 1)) < 9*time.Hour }
		w.add(1)
		const away = 3000
		p := w.start(w.Store)
		for n := range away {
			if _, err := p.Set(t.Context(), fmt.Sprint("g", n), plan(9*60)); err != nil {
				t.Fatal(err)
			}
		}
		x := plan(9*60 + 30)
		x.Channel = "home"
		if _, err := p.Set(t.Context(), "home", x); err != nil {
			t.Fatal(err)
		}
		time.Sleep(9*time.Hour + 10*time.Minute)
		p.stop()
		posts := w.posted()
		if len(posts) != away+1 {
			t.Fatalf("%d messages", len(posts))
		}
		if late := posts[0].at.Sub(day(2000, 1, 1).Add(8*time.Hour + 30*time.Minute)); posts[0].channel != "home" || late > 10*time.Second {
			t.Errorf("the first message is in %s, %v late", posts[0].channel, late)
		}
	})
}

// TestImportWhilePosting imports something between the gathering of each digest and its posting: it comes with the next.
func TestImportWhilePosting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		n := 1
		w.add(1)
		w.after = func() {
			if n < 4 {
				w.add(1)
				n++
			}
		}
		p := w.start(w.Store)
		p.set(t, plan(9*60))
		time.Sleep(5 * 24 * time.Hour)
		p.stop()
		w.checkOnce(4)
		if len(w.posted()) != 4 {
			t.Errorf("%d messages", len(w.posted()))
		}
	})
}

// TestWorkingDays has news on every day and digests from Monday to Friday.
func TestWorkingDays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		p := w.start(w.Store)
		x := plan(9 * 60)
		x.Days = WorkingDays
		p.set(t, x)
		for range 17 {
			w.add(1)
			time.Sleep(24 * time.Hour)
		}
		p.stop()
		w.checkOnce(17)
		var days []string
		for _, p := range w.posted() {
			days = append(days, p.at.Weekday().String()[:2])
		}
		if got := strings.Join(days, " "); got != "Mo Tu We Th Fr Mo Tu We Th Fr Mo" || len(itemsIn(w.posted()[5].message)) != 3 {
			t.Errorf("digests on %s", got)
		}
	})
}

func TestLineOnEmptyDays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		p := w.start(w.Store)
		x := plan(9 * 60)
		x.Line = true
		p.set(t, x)
		time.Sleep(2 * 24 * time.Hour)
		p.stop()
		posts := w.posted()
		if len(posts) != 2 || !strings.Contains(posts[1].message.Content, "Nothing new since the briefing of 1 January") {
			t.Errorf("%d messages: %+v", len(posts), posts)
		}
	})
}

// TestOutage has the process away for 0 to 72 hours from before the hour on, with and without news.
func TestOutage(t *testing.T) {
	const promised = 6 * time.Hour // what users are told
	for hours := range 73 {
		for _, news := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				p := w.start(w.Store)
				p.set(t, plan(9*60))
				w.add(1)
				time.Sleep(30 * time.Hour) // 07:00 in Berlin on the second day
				p.stop()
				n := 1
				if news {
					w.add(2)
					n = 3
				}
				time.Sleep(time.Duration(hours)*time.Hour + 30*time.Minute)
				back := time.Now()
				p = w.start(w.Store)
				time.Sleep(25 * time.Hour)
				p.stop()
				w.checkOnce(n)
				dates := map[string]bool{}
				for _, p := range w.posted() {
					local := p.at.In(zone(t, "Europe/Berlin"))
					if date := local.Format(time.DateOnly); dates[date] {
						t.Errorf("%d h: a second message on %s", hours, date)
					} else {
						dates[date] = true
					}
					late := local.Sub(time.Date(local.Year(), local.Month(), local.Day(), 9, 0, 0, 0, local.Location()))
					if late < 0 || late > promised+time.Second {
						t.Errorf("%d h: posted %v after the hour", hours, late)
					}
					if says := strings.Contains(p.message.Content, "Late: it was due on "); says != (late > lateAfter) {
						t.Errorf("%d h: %v late says %v:\n%s", hours, late, says, p.message.Content)
					}
				}
				// What is missed by at most six hours comes at once.
				due := time.Date(2000, 1, 2, 8, 0, 0, 0, time.UTC)
				for ; due.Add(promised).Before(back); due = due.AddDate(0, 0, 1) {
				}
				if news && due.Before(back) {
					if last := w.posted()[1].at; last.Sub(back) > time.Second {
						t.Errorf("%d h: back at %v, posted at %v", hours, back, last)
					}
				}
			})
		}
	}
}

// TestUncertain enumerates what can become of the first three posts, and whether the channel can be read: never two messages of one date,
// never an item lost, and an item shown twice only where the first message's fate cannot be known.
func TestUncertain(t *testing.T) {
	all := []outcome{accept, silent, lose, refuse, suspend}
	for _, history := range []bool{true, false} {
		for i := range len(all) * len(all) * len(all) {
			script := []outcome{all[i%len(all)], all[i/len(all)%len(all)], all[i/len(all)/len(all)]}
			t.Run(fmt.Sprint(history, script), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { uncertain(t, history, script) })
			})
		}
	}
}

func uncertain(t *testing.T, history bool, script []outcome) {
	w := newWorld(t)
	w.history, w.life, w.script = history, nonceLife+time.Second, script
	p := w.start(w.Store)
	p.set(t, plan(9*60))
	w.add(2)
	time.Sleep(24 * time.Hour)
	w.add(1)
	time.Sleep(24 * time.Hour)
	p.stop()
	dates := map[string]int{}
	for _, p := range w.posted() {
		dates[p.at.UTC().Format(time.DateOnly)]++
	}
	unknown := strings.Contains(fmt.Sprint(states(w.record())), string(Unknown))
	if unknown && (history || !slices.Contains(script, refuse)) {
		t.Errorf("runs %q", states(w.record()))
	}
	if dates["2000-01-01"] > 1 || dates["2000-01-02"] != 1 || len(dates) > 2 {
		t.Errorf("messages by date: %v", dates)
	}
	if !unknown {
		w.checkOnce(3)
	}
}

// TestUnknown loses all answers of a day while the channel cannot be read: nothing is posted again, the day is shown as unknown, and its items
// come with the next digest, which says so.
func TestUnknown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.history = false
		w.script = slices.Repeat([]outcome{silent}, 20)
		p := w.start(w.Store)
		p.set(t, plan(9*60))
		w.add(2)
		time.Sleep(10 * time.Hour)
		if got := states(w.record()); !slices.Equal(got, []string{"2000-01-01 unknown"}) || len(w.posted()) != 1 {
			t.Errorf("runs %q, %d messages", got, len(w.posted()))
		}
		w.channels.mu.Lock()
		tries := w.tries
		w.script = nil
		w.channels.mu.Unlock()
		time.Sleep(24 * time.Hour)
		p.stop()
		posts := w.posted()
		if len(posts) != 2 || w.tries != tries+1 || !strings.Contains(posts[1].message.Content, "Whether the briefing of 1 January was posted is not known") {
			t.Fatalf("%d messages: %s", len(posts), posts[len(posts)-1].message.Content)
		}
		if got := itemsIn(posts[1].message); !slices.Equal(got, []string{"1", "2"}) {
			t.Errorf("the second has %q", got)
		}
	})
}

// TestLost stops the plan when the bot may not post, tells once, and goes on when it is resumed.
func TestLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.script = []outcome{forbid}
		p := w.start(w.Store)
		p.set(t, plan(9*60))
		w.add(1)
		time.Sleep(10 * time.Hour) // two hours after
		r := w.record()
		if r.Plan.Stopped == nil || r.Plan.Stopped.Why != "The bot may not write there." || len(r.Runs) != 0 || w.tries != 1 {
			t.Errorf("record %+v after %d tries", r, w.tries)
		}
		p.stop()
		p = w.start(w.Store) // a restart does not tell again
		time.Sleep(time.Hour)
		if len(w.told) != 1 || !strings.Contains(w.told[0], "<#c1> has stopped: The bot may not write there.") {
			t.Errorf("told %q", w.told)
		}
		if _, err := p.Resume(t.Context(), "g1"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		p.stop()
		w.checkOnce(1) // late, within six hours
		if len(w.posted()) != 1 {
			t.Errorf("%d messages", len(w.posted()))
		}
	})
}

// TestChangedPlan changes the plan at every hour of a day on which it was, or is yet to be, posted. No date has two messages, none is left out.
func TestChangedPlan(t *testing.T) {
	for hour := range 24 {
		for _, c := range []struct {
			name   string
			change func(*Plan)
		}{
			{"earlier", func(p *Plan) { p.Time = 7 * 60 }},
			{"later", func(p *Plan) { p.Time = 17 * 60 }},
			{"to the west", func(p *Plan) { p.Zone = "America/Los_Angeles" }},
			{"to the east", func(p *Plan) { p.Zone = "Pacific/Auckland" }},
			{"another channel", func(p *Plan) { p.Channel = "c2" }},
		} {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				p := w.start(w.Store)
				x := plan(12 * 60)
				x.Line = true
				p.set(t, x)
				time.Sleep(23*time.Hour + time.Duration(hour)*time.Hour + 30*time.Minute)
				w.add(1)
				c.change(&x)
				p.set(t, x)
				time.Sleep(4 * 24 * time.Hour)
				p.stop()
				w.checkOnce(1)
				r := w.record()
				first := r.Runs[0].Date
				for i, run := range r.Runs {
					if want := first.AddDate(0, 0, i); run.State != Sent || !run.Date.Equal(want) {
						t.Errorf("%s at %d:30: run %d is %s %s, want %s", c.name, hour, i, run.Key, run.State, dateKey(want))
					}
				}
				if len(w.posted()) != len(r.Runs) || len(r.Runs) < 5 {
					t.Errorf("%s at %d:30: %d messages, runs %q", c.name, hour, len(w.posted()), states(r))
				}
			})
		}
	}
}

func TestPauseAndOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		p := w.start(w.Store)
		p.set(t, plan(9*60))
		w.add(1)
		time.Sleep(8*time.Hour + time.Minute)
		if _, err := p.Pause(t.Context(), "g1"); err != nil {
			t.Fatal(err)
		}
		w.add(1)
		time.Sleep(3 * 24 * time.Hour)
		if len(w.posted()) != 1 {
			t.Errorf("%d messages during a pause", len(w.posted())-1)
		}
		if _, err := p.Resume(t.Context(), "g1"); err != nil { // at 09:01: today's is not made up for
			t.Fatal(err)
		}
		time.Sleep(23 * time.Hour)
		if len(w.posted()) != 1 {
			t.Error("a day of the pause was made up for")
		}
		time.Sleep(time.Hour)
		if len(w.posted()) != 2 {
			t.Errorf("%d messages after the pause", len(w.posted()))
		}
		if err := p.Off(t.Context(), "g1"); err != nil {
			t.Fatal(err)
		}
		w.add(1)
		time.Sleep(24 * time.Hour)
		p.set(t, plan(9*60))
		time.Sleep(24 * time.Hour)
		p.stop()
		w.checkOnce(3)
		if len(w.posted()) != 3 {
			t.Errorf("%d messages", len(w.posted()))
		}
		if err := p.Off(t.Context(), "other"); err != ErrNoPlan { //nolint:errorlint // the very error
			t.Errorf("off without a plan: %v", err)
		}
	})
}

// TestTwoProcesses runs two on one store, one of which has an old view of it for up to a minute.
func TestTwoProcesses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		a, b := w.start(w.Store), w.start(w.Store)
		a.set(t, plan(9*60))
		for range 5 {
			w.add(1)
			time.Sleep(24 * time.Hour)
		}
		x := plan(9*60 + 1) // a minute later than what b believes
		a.set(t, x)
		w.add(1)
		time.Sleep(24 * time.Hour)
		a.stop()
		w.add(1)
		time.Sleep(24 * time.Hour)
		b.stop()
		w.checkOnce(7)
		if len(w.posted()) != 7 {
			t.Errorf("%d messages", len(w.posted()))
		}
	})
}

// slow is the store as a process sees it that is held up before each write.
type slow struct {
	Store
	by time.Duration
}

func (s slow) Swap(ctx context.Context, key, old, value string) (bool, error) {
	time.Sleep(s.by)
	return s.Store.Swap(ctx, key, old, value)
}

// TestHeldUp has one of two processes held up between its look at the store and its claim until Discord has forgotten the other's nonce, with and without news.
func TestHeldUp(t *testing.T) {
	for news := range 2 {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			x := plan(9 * 60)
			x.Line = true
			a, b := w.start(w.Store), w.start(slow{w.Store, 10 * time.Minute})
			a.set(t, x)
			w.add(news)
			time.Sleep(12 * time.Hour)
			a.stop()
			b.stop()
			w.checkOnce(news)
			if runs := states(w.record()); len(w.posted()) != 1 || !slices.Equal(runs, []string{"2000-01-01 sent"}) {
				t.Errorf("%d messages, runs %q", len(w.posted()), runs)
			}
		})
	}
}

// TestClaim refuses a claim for which the record has changed since it was read.
func TestClaim(t *testing.T) {
	at := day(2000, 1, 1).Add(8 * time.Hour)
	x := Run{Key: "2000-01-01", Date: day(2000, 1, 1), State: Claimed, Channel: "c1", Slot: at, Claimed: at, After: 3, Upto: 5}
	for name, meanwhile := range map[string]func(*Record){
		"nothing":                func(*Record) {},
		"the date is done":       func(r *Record) { r.add(Run{Key: x.Key, State: Empty}) },
		"another run is open":    func(r *Record) { r.add(Run{Key: "now/1", State: Claimed}) },
		"the plan is changed":    func(r *Record) { r.Plan.Channel = "c2" },
		"the plan is off":        func(r *Record) { r.Plan = nil },
		"the watermark is moved": func(r *Record) { r.Watermark = 4 },
	} {
		w := newWorld(t)
		s := New(w.Store, w, nil)
		p := plan(9 * 60)
		seen, err := change(t.Context(), s.store, "g1", func(r *Record) error {
			r.Plan, r.Watermark = &p, 3
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := change(t.Context(), s.store, "g1", func(r *Record) error { meanwhile(r); return nil }); err != nil {
			t.Fatal(err)
		}
		before := fmt.Sprint(states(w.record()))
		err = s.claim(t.Context(), "g1", seen, x)
		after := fmt.Sprint(states(w.record()))
		if name == "nothing" && (err != nil || after != "[2000-01-01 claimed]") || name != "nothing" && (!errors.Is(err, errOther) || after != before) {
			t.Errorf("%s: %v, runs %s", name, err, after)
		}
	}
}

func TestNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		p := w.start(w.Store)
		if _, err := p.Now(t.Context(), w, "g1", "i0"); err != ErrNoPlan { //nolint:errorlint // the very error
			t.Errorf("without a plan: %v", err)
		}
		p.set(t, plan(9*60))
		w.add(2)
		x, err := p.Now(t.Context(), w, "g1", "i1")
		if err != nil || x.State != Sent || x.Message != "1" {
			t.Fatalf("%+v, %v", x, err)
		}
		if _, err := p.Now(t.Context(), w, "g1", "i2"); err == nil {
			t.Error("nothing is new, and it was posted")
		}
		time.Sleep(2 * time.Hour)
		w.add(1)
		time.Sleep(24 * time.Hour)
		p.stop()
		w.checkOnce(3)
		if len(w.posted()) != 2 {
			t.Errorf("%d messages", len(w.posted()))
		}
	})
}
