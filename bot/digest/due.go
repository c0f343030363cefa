package digest

import "time"

// The rules of lateness.
const (
	// LateWindow is how late a digest may be posted; what is missed for longer goes into the next one.
	LateWindow = 6 * time.Hour
	// lateAfter is from when on a digest says that it is late. Servers that all want 09:00 take turns within less.
	lateAfter = 15 * time.Minute
)

// The rules for a run whose outcome is not known.
const (
	// nonceLife is how long Discord surely knows a nonce again; it says "the past few minutes".
	nonceLife = 2 * time.Minute
	// sendFor is how long one process goes on sending; another waits for nonceLife before it looks.
	sendFor = 80 * time.Second
	// attemptFor is how long one attempt may take.
	attemptFor = 15 * time.Second
)

// due returns the slot that is to be posted now; ok is false when there is none.
func (r *Record) due(now time.Time) (slot Slot, ok bool) {
	if !r.Plan.active() {
		return Slot{}, false
	}
	s, err := r.Plan.Schedule()
	if err != nil {
		return Slot{}, false
	}
	slot = s.Last(now)
	if slot.At.IsZero() || r.done(slot.Date) || !slot.At.After(r.Plan.Since) {
		return slot, false
	}
	if slot.Date.Equal(s.date(now)) && r.Plan.Changed.Before(now) {
		return slot, now.Sub(r.Plan.expected(slot)) <= LateWindow
	}
	return slot, now.Sub(slot.At) <= LateWindow
}

// expected is from when on anybody can have waited for a slot: a change of plan may have put it into the past.
func (p *Plan) expected(slot Slot) time.Time { return maxTime(slot.At, p.Changed) }

// Next returns the slot that comes next, the zero Slot when none will.
func (r *Record) Next(now time.Time) Slot {
	if !r.Plan.active() {
		return Slot{}
	}
	s, err := r.Plan.Schedule()
	if err != nil {
		return Slot{}
	}
	return s.Next(now, r.done)
}

// look returns when something is to be done for the record; ok is false when never.
func (r *Record) look(now time.Time) (at time.Time, ok bool) {
	if r.open() != nil {
		return now, true
	}
	if r.Plan.active() && r.Plan.Since.After(now) {
		return now, true // the clock was ahead when it was set
	}
	if _, ok := r.due(now); ok {
		return now, true
	}
	next := r.Next(now)
	return next.At, !next.At.IsZero()
}
