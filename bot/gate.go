package bot

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// gate counts what is in work, so that the bot can stop when nothing is.
type gate struct {
	mu     sync.Mutex
	inside int
	closed bool
	empty  chan struct{}
}

func newGate() *gate { return &gate{empty: make(chan struct{})} }

// enter lets one more in, and reports how many are inside then; 0 once the gate is closed.
func (g *gate) enter() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return 0
	}
	g.inside++
	return g.inside
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inside--
	if g.closed && g.inside == 0 {
		close(g.empty)
	}
}

// close lets nobody in any more. The channel is closed when the last has left.
func (g *gate) close() <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed {
		g.closed = true
		if g.inside == 0 {
			close(g.empty)
		}
	}
	return g.empty
}

// backoff waits longer each time: a second, two, four, up to longest, each a little shortened at random so that many bots do not come back at once.
type backoff struct {
	longest time.Duration
	next    time.Duration
}

// wait returns early when ctx is done.
func (b *backoff) wait(ctx context.Context) {
	b.next = min(max(2*b.next, time.Second), b.longest)
	sleep(ctx, b.next-rand.N(b.next/4+1))
}

func (b *backoff) reset() { b.next = 0 }

// sleep waits for d and reports whether ctx is still good.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// ready is whether the gateway sends events.
type ready struct{ atomic.Bool }

// counts are kept for a page of health.
type counts struct {
	interactions, deferred, failed, panics, busy, connects, invalid atomic.Int64
}

// Counters are numbers since the start, for a page of health.
type Counters struct {
	Interactions int64 // received
	Deferred     int64 // answered later than at once
	Failed       int64 // with an error that is not the asker's
	Panics       int64
	Busy         int64 // turned away because too many were waiting
	Connects     int64 // connections to the gateway
	Invalid      int64 // requests that Discord answered with 401, 403 or 429; 10,000 in ten minutes lock the address out
}

// Counters returns the numbers as they are now.
func (b *Bot) Counters() Counters {
	c := &b.counts
	return Counters{
		c.interactions.Load(), c.deferred.Load(), c.failed.Load(), c.panics.Load(), c.busy.Load(), c.connects.Load(), c.invalid.Load(),
	}
}
