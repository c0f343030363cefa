package digest

import (
	"container/heap"
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// The service's pace.
const (
	// perSecond is how many digests are posted in a second at most: Discord takes 50 requests from a bot, and answers need some.
	perSecond = 30
	// workers is how many digests are worked on at a time.
	workers = 16
	// glance is how often the clock is looked at, which may have been set: a timer would not notice.
	glance = time.Minute
	// reloading is how often the store is looked through for what another process has changed.
	reloading = 5 * time.Minute
)

// Service posts digests. One goroutine waits for all servers; each post is done by one of a few workers.
type Service struct {
	store  Store
	source Source
	log    *slog.Logger
	pace   pace
	news   chan string // servers whose record has changed
	begun  time.Time   // when Run was called
}

// New makes a service; Run starts it.
func New(store Store, source Source, log *slog.Logger) *Service {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Service{store: store, source: source, log: log, pace: pace{every: time.Second / perSecond}, news: make(chan string, 64)}
}

// Run posts digests until ctx is done, finishes those in work, and returns nil. What it cannot do now it logs and tries again later.
func (s *Service) Run(ctx context.Context, d Discord) error {
	s.begun = time.Now()
	r := &runner{Service: s, discord: d, queue: newQueue(), done: make(chan look), busy: map[string]bool{}}
	defer r.finish()
	r.reload(ctx)
	reload := time.Now().Add(reloading)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		timer.Reset(r.wait())
		select {
		case <-ctx.Done():
			return nil
		case guild := <-s.news:
			r.queue.set(guild, time.Now())
		case l := <-r.done:
			r.finished(l)
		case <-timer.C:
			if !time.Now().Before(reload) {
				r.reload(ctx)
				reload = time.Now().Add(reloading)
			}
		}
		r.start(ctx)
	}
}

// notify has the loop look at a server at once.
func (s *Service) notify(ctx context.Context, guild string) {
	select {
	case s.news <- guild:
	case <-ctx.Done():
	default: // so many changes at once: the next reload sees them
	}
}

// look is when a server is to be looked at again.
type look struct {
	guild string
	at    time.Time // zero: not before it changes
}

// runner is a running service.
type runner struct {
	*Service
	discord Discord
	queue   *queue
	done    chan look
	busy    map[string]bool // servers in work; true when one is to be looked at again at once
	group   sync.WaitGroup
}

// wait is how long nothing is to be done.
func (r *runner) wait() time.Duration {
	d := glance
	if l, ok := r.queue.first(); ok && len(r.busy) < workers {
		d = min(d, time.Until(l.at.Round(0))) // Round: by the clock on the wall, not the one that only runs forward
	}
	return max(d, 0)
}

// reload takes over what the store holds.
func (r *runner) reload(ctx context.Context) {
	now := time.Now()
	for server, err := range All(ctx, r.store) {
		if err != nil {
			if ctx.Err() == nil {
				r.log.ErrorContext(ctx, "digest", "err", err)
			}
			continue
		}
		if _, busy := r.busy[server.Guild]; busy {
			continue
		}
		if at, ok := server.look(now); ok {
			r.queue.sooner(server.Guild, at)
		}
	}
}

// start gives the workers what is due.
func (r *runner) start(ctx context.Context) {
	for len(r.busy) < workers {
		l, ok := r.queue.first()
		if !ok || time.Until(l.at.Round(0)) > 0 {
			return
		}
		r.queue.remove(l.guild)
		if _, busy := r.busy[l.guild]; busy {
			r.busy[l.guild] = true
			continue
		}
		r.busy[l.guild] = false
		r.group.Go(func() {
			at := r.attend(ctx, l.guild)
			select {
			case r.done <- look{l.guild, at}:
			case <-ctx.Done():
			}
		})
	}
}

func (r *runner) finished(l look) {
	again := r.busy[l.guild]
	delete(r.busy, l.guild)
	switch {
	case again:
		r.queue.set(l.guild, time.Now())
	case !l.at.IsZero():
		r.queue.set(l.guild, l.at)
	}
}

// finish waits for what is in work.
func (r *runner) finish() { r.group.Wait() }

// attend does what is due for a server and returns when to look again. A panic is logged and tried again in an hour.
func (r *runner) attend(ctx context.Context, guild string) (again time.Time) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("digest", "guild", guild, "err", fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			again = time.Now().Add(time.Hour)
		}
	}()
	again, err := r.act(ctx, r.discord, guild)
	if err != nil && ctx.Err() == nil {
		r.log.ErrorContext(ctx, "digest", "guild", guild, "err", err, "again", again)
	}
	return again
}

// queue holds for each server when it is to be looked at.
type queue struct {
	heap  []look
	place map[string]int
}

func newQueue() *queue { return &queue{place: map[string]int{}} }

// first is what comes next.
func (q *queue) first() (look, bool) {
	if len(q.heap) == 0 {
		return look{}, false
	}
	return q.heap[0], true
}

// set has a server looked at at a time, whatever was set before.
func (q *queue) set(guild string, at time.Time) {
	if i, ok := q.place[guild]; ok {
		q.heap[i].at = at
		heap.Fix(q, i)
		return
	}
	heap.Push(q, look{guild, at})
}

// sooner is set where the server is not to be looked at before.
func (q *queue) sooner(guild string, at time.Time) {
	if i, ok := q.place[guild]; !ok || at.Before(q.heap[i].at) {
		q.set(guild, at)
	}
}

func (q *queue) remove(guild string) {
	if i, ok := q.place[guild]; ok {
		heap.Remove(q, i)
	}
}

// Len implements heap.Interface, as do the next four.
func (q *queue) Len() int           { return len(q.heap) }
func (q *queue) Less(i, j int) bool { return q.heap[i].at.Before(q.heap[j].at) }
func (q *queue) Swap(i, j int) {
	q.heap[i], q.heap[j] = q.heap[j], q.heap[i]
	q.place[q.heap[i].guild], q.place[q.heap[j].guild] = i, j
}

// Push implements heap.Interface.
func (q *queue) Push(x any) {
	l, _ := x.(look)
	q.place[l.guild] = len(q.heap)
	q.heap = append(q.heap, l)
}

// Pop implements heap.Interface.
func (q *queue) Pop() any {
	l := q.heap[len(q.heap)-1]
	q.heap = q.heap[:len(q.heap)-1]
	delete(q.place, l.guild)
	return l
}

// pace hands out moments at equal distances.
type pace struct {
	every time.Duration
	mu    sync.Mutex
	next  time.Time
}

// wait waits for the caller's turn, or returns ctx's error.
func (p *pace) wait(ctx context.Context) error {
	p.mu.Lock()
	now := time.Now()
	if p.next.Before(now) {
		p.next = now
	}
	d := p.next.Sub(now)
	p.next = p.next.Add(p.every)
	p.mu.Unlock()
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
