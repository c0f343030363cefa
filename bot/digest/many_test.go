package digest

import (
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"example.org/briefbot/corpus/store"
)

const many = 10_000

// fill gives a store many servers that all want their digest at 09:00.
func fill(tb testing.TB, s Store, since time.Time) {
	tb.Helper()
	p := plan(9 * 60)
	p.Since = since
	r := Record{Plan: &p}
	for i := range 5 {
		date := day(1999, 12, 20+i)
		r.add(Run{Key: dateKey(date), Date: date, State: Sent, Channel: "c1", Slot: date, Claimed: date, Message: "1575095366951370753"})
	}
	raw, err := json.Marshal(&r)
	if err != nil {
		tb.Fatal(err)
	}
	for i := range many {
		if ok, err := s.Swap(tb.Context(), fmt.Sprintf("%sg%05d", keyPrefix, i), "", string(raw)); !ok || err != nil {
			tb.Fatal(ok, err)
		}
	}
}

// TestManyServers posts all of them: within minutes, never more in any second than Discord takes, and without a goroutine for each.
func TestManyServers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		fill(t, w.Store, time.Now())
		w.add(1)
		time.Sleep(7*time.Hour + 58*time.Minute)
		p := w.start(w.Store)
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := runtime.NumGoroutine(); n > 50 {
			t.Errorf("%d goroutines wait for %d servers", n, many)
		}
		time.Sleep(10 * time.Minute)
		p.stop()
		posts := w.posted()
		if len(posts) != many {
			t.Fatalf("%d messages", len(posts))
		}
		first, last := posts[0].at, posts[many-1].at
		t.Logf("%d servers at 09:00: the last message %v after the first", many, last.Sub(first))
		if last.Sub(first) > 6*time.Minute || first.Before(time.Date(2000, 1, 1, 8, 0, 0, 0, time.UTC)) {
			t.Errorf("from %v to %v", first, last)
		}
		for i, p := range posts {
			const most = 50 // requests a second
			if i >= most && p.at.Sub(posts[i-most].at) < time.Second {
				t.Fatalf("%d messages within %v", most+1, p.at.Sub(posts[i-most].at))
			}
		}
		if slices.ContainsFunc(posts, func(p post) bool { return len(itemsIn(p.message)) != 1 }) {
			t.Error("a message without the item")
		}
	})
}

// BenchmarkStart reads the plans of many servers from a store and works out when each is next.
func BenchmarkStart(b *testing.B) {
	s := store.Memory()
	fill(b, s, time.Now())
	service := New(s, nil, nil)
	for b.Loop() {
		r := &runner{Service: service, queue: newQueue()}
		r.reload(b.Context())
		if r.queue.Len() != many {
			b.Fatal(r.queue.Len())
		}
	}
}
