package digest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// act does what is due for a server, and returns when to look again: the zero time when only a change of its record can make anything due.
func (s *Service) act(ctx context.Context, d Discord, guild string) (time.Time, error) {
	soon := func(d time.Duration) time.Time { return time.Now().Add(d) }
	r, err := Load(ctx, s.store, guild)
	if err != nil {
		return soon(time.Minute), err
	}
	if x := r.open(); x != nil {
		return s.settle(ctx, d, guild, r, *x)
	}
	if err := s.tell(ctx, d, guild, r); err != nil {
		s.log.WarnContext(ctx, "the administrator cannot be told that the digest has stopped", "guild", guild, "err", err)
	}
	now := time.Now()
	if r.Plan.active() && r.Plan.Since.After(now) {
		r, err = change(ctx, s.store, guild, func(r *Record) error {
			if r.Plan == nil || !r.Plan.Since.After(now) {
				return errUnchanged
			}
			r.Plan.Since = now
			return nil
		})
		if err != nil {
			return soon(time.Minute), err
		}
	}
	slot, ok := r.due(now)
	if !ok {
		return r.Next(now).At, nil
	}
	switch err := s.post(ctx, d, guild, r, slot, dateKey(slot.Date)); {
	case errors.Is(err, errOther):
		return soon(time.Second), nil
	case errors.Is(err, ErrAway):
		return soon(s.awayFor()), nil
	case errors.Is(err, ErrUnknown):
		return soon(nonceLife), err
	case err != nil:
		return soon(min(max(now.Sub(slot.At), time.Minute), 30*time.Minute)), err
	}
	return time.Now(), nil // the next slot
}

// awayFor is how long a server is left alone of which Discord has not told: at the begin it will tell soon, later there is an outage, perhaps of many servers.
func (s *Service) awayFor() time.Duration {
	return min(max(time.Since(s.begun)/10, time.Second), 3*time.Minute)
}

// errOther says that the record has changed under the caller: another process has posted, or somebody has changed the plan.
var errOther = errors.New("the digest has changed meanwhile")

// post composes, claims and sends the digest of a slot. A scheduled digest without news becomes an empty run where that is the rule; one that was
// asked for fails with ErrNothing.
func (s *Service) post(ctx context.Context, d Discord, guild string, r *Record, slot Slot, key string) error {
	upto, err := s.source.Last(ctx)
	if err != nil {
		return err
	}
	x := Run{
		Key: key, Date: slot.Date, State: Claimed, Channel: r.Plan.Channel, Slot: slot.At,
		After: r.Watermark, Upto: upto, Passed: r.Through,
	}
	x.Claimed = time.Now().Round(0)
	m, empty, err := s.compose(ctx, d, guild, r, &x)
	if err != nil {
		return err
	}
	if empty && key != dateKey(slot.Date) {
		return ErrNothing
	}
	if empty && !r.Plan.Line {
		x.State = Empty
		return s.claim(ctx, guild, r, x)
	}
	if err := s.pace.wait(ctx); err != nil {
		return err
	}
	x.Claimed = time.Now().Round(0)
	if err := s.claim(ctx, guild, r, x); err != nil {
		return err
	}
	return s.send(ctx, d, guild, x, m, x.Claimed.Add(sendFor), false)
}

// claim writes a run that is not there yet. The plan must still be the one that the run was made for.
func (s *Service) claim(ctx context.Context, guild string, seen *Record, x Run) error {
	_, err := change(ctx, s.store, guild, func(r *Record) error {
		if r.open() != nil || r.run(x.Key) != nil || r.Plan == nil || *r.Plan != *seen.Plan || r.Watermark != x.After {
			return errOther
		}
		r.add(x)
		return nil
	})
	return err
}

// send posts a claimed run, and goes on with the same nonce until it is known whether the message is there, or the end has come. A request
// that has begun is ended also when the program stops. After an attempt whose outcome is not known (perhaps one of another process: again), a refusal
// does not say that nothing was posted: the run stays claimed, to be looked for.
func (s *Service) send(ctx context.Context, d Discord, guild string, x Run, m render.Message, end time.Time, again bool) error {
	for pause := time.Second; ; pause *= 2 {
		id, err := s.attempt(ctx, d, guild, x, m, end)
		lost, isLost := errors.AsType[*LostError](err)
		switch {
		case err == nil:
			return s.commit(ctx, guild, x, id)
		case isLost:
			return s.stop(ctx, d, guild, x, lost.Why, again)
		case !errors.Is(err, ErrUnknown) && again:
			return fmt.Errorf("%w: %w", ErrUnknown, err)
		case !errors.Is(err, ErrUnknown):
			return errors.Join(fmt.Errorf("post the digest of %s: %w", x.Key, err), s.release(ctx, guild, x))
		}
		again = true
		if time.Until(end.Round(0)) < pause || !sleep(ctx, pause) {
			return fmt.Errorf("post the digest of %s: %w", x.Key, err)
		}
	}
}

// attempt posts a run once.
func (s *Service) attempt(ctx context.Context, d Discord, guild string, x Run, m render.Message, end time.Time) (string, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), min(attemptFor, time.Until(end.Round(0))))
	defer cancel()
	return d.Post(ctx, x.Channel, x.Nonce(guild), m)
}

// commit writes that a run's message is there: the watermark moves in the same write.
func (s *Service) commit(ctx context.Context, guild string, x Run, id string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	for pause := 100 * time.Millisecond; ; pause *= 2 {
		_, err := change(ctx, s.store, guild, func(r *Record) error {
			have := r.run(x.Key)
			if have == nil || have.State == Sent {
				return errUnchanged // another process has been quicker
			}
			have.State, have.Message = Sent, id
			r.Watermark = max(r.Watermark, x.Upto)
			if r.Through.Before(x.Date) {
				r.Through = x.Date
			}
			return nil
		})
		if err == nil {
			s.log.InfoContext(ctx, "digest posted", "guild", guild, "run", x.Key, "message", id)
		}
		if err == nil || !sleep(ctx, pause) {
			return err
		}
	}
}

// release forgets a run that was certainly not posted: what it held goes into the next.
func (s *Service) release(ctx context.Context, guild string, x Run) error {
	_, err := change(context.WithoutCancel(ctx), s.store, guild, func(r *Record) error {
		if have := r.run(x.Key); have == nil || have.State != Claimed || !have.Claimed.Equal(x.Claimed) {
			return errUnchanged
		}
		r.remove(x.Key)
		return nil
	})
	return err
}

// settle finds out what became of a run that was claimed, and ends it. It returns when to look again.
func (s *Service) settle(ctx context.Context, d Discord, guild string, r *Record, x Run) (time.Time, error) {
	age := time.Since(x.Claimed.Round(0))
	forgotten := x.Claimed.Add(nonceLife)
	switch {
	case age >= 0 && age < nonceLife && r.Plan.active():
		m, _, err := s.compose(ctx, d, guild, r, &x)
		if err == nil {
			err = s.send(ctx, d, guild, x, m, forgotten, true)
		}
		switch {
		case errors.Is(err, ErrAway):
			return time.Now().Add(s.awayFor()), nil
		case err != nil:
			return forgotten, err
		}
		return time.Now(), nil
	case age >= 0 && age < nonceLife:
		return forgotten, nil
	}
	id, err := d.Find(ctx, x.Channel, x.Key, x.Slot)
	switch {
	case errors.Is(err, ErrUnreadable):
		err = s.giveUp(ctx, guild, x)
	case err != nil:
		err = fmt.Errorf("look for the digest of %s: %w", x.Key, err)
	case id != "":
		err = s.commit(ctx, guild, x, id)
	default:
		err = s.release(ctx, guild, x)
	}
	if err != nil {
		return time.Now().Add(min(max(age, time.Minute), 30*time.Minute)), err
	}
	return time.Now(), nil
}

// giveUp writes that it will never be known whether a run was posted. Its items go into the next digest.
func (s *Service) giveUp(ctx context.Context, guild string, x Run) error {
	_, err := change(ctx, s.store, guild, func(r *Record) error {
		have := r.run(x.Key)
		if have == nil || have.State != Claimed {
			return errUnchanged
		}
		have.State = Unknown
		return nil
	})
	s.log.WarnContext(ctx, "it is not known whether a digest was posted, and the channel's messages cannot be read", "guild", guild, "run", x.Key)
	return err
}

// stop ends a plan that can no longer be carried out, and tells the administrator. A run that may have been posted is kept, to be looked for.
func (s *Service) stop(ctx context.Context, d Discord, guild string, x Run, why string, perhaps bool) error {
	ctx = context.WithoutCancel(ctx)
	r, err := change(ctx, s.store, guild, func(r *Record) error {
		if !perhaps {
			r.remove(x.Key)
		}
		if r.Plan != nil && r.Plan.Channel == x.Channel && r.Plan.Stopped == nil {
			r.Plan.Stopped = &Stop{Why: why, At: time.Now().Round(0)}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.log.WarnContext(ctx, "digest stopped", "guild", guild, "channel", x.Channel, "why", why)
	if err := s.tell(ctx, d, guild, r); err != nil {
		s.log.WarnContext(ctx, "the administrator cannot be told that the digest has stopped", "guild", guild, "err", err)
	}
	return nil
}

// tell tells the administrator of a stopped plan, once: that it is tried is written before.
func (s *Service) tell(ctx context.Context, d Discord, guild string, r *Record) error {
	if r.Plan == nil || r.Plan.Stopped == nil || r.Plan.Stopped.Told {
		return nil
	}
	r, err := change(ctx, s.store, guild, func(r *Record) error {
		if r.Plan == nil || r.Plan.Stopped == nil || r.Plan.Stopped.Told {
			return errOther
		}
		r.Plan.Stopped.Told = true
		return nil
	})
	if errors.Is(err, errOther) {
		return nil
	}
	if err != nil {
		return err
	}
	p := r.Plan
	x := Run{Key: "stopped " + p.Stopped.At.UTC().Format(time.RFC3339), Channel: p.Channel}
	return d.Tell(ctx, guild, p.By, x.Nonce(guild), fmt.Sprintf(wording.DigestHasStopped,
		p.Channel, p.Stopped.Why))
}

// compose writes the message of a run, notes in x what is in it, and says whether there is nothing new to tell.
func (s *Service) compose(ctx context.Context, d Discord, guild string, r *Record, x *Run) (m render.Message, empty bool, err error) {
	news, err := s.gather(ctx, d, guild, *x)
	if err != nil {
		return m, false, err
	}
	x.Cited = cited(news)
	m, err = r.message(news, *x)
	if err != nil {
		s.log.WarnContext(ctx, "digest without its picture", "guild", guild, "err", err)
	}
	return m, news.Empty(), nil
}

// message writes what a run tells. An error is that of the picture; the message is whole without it.
func (r *Record) message(news *index.Digest, x Run) (render.Message, error) {
	f := r.frame(x)
	var err error
	f.Picture, err = timeline(news, x)
	return render.Digest(news, f), err
}

// gather collects what a run tells.
func (s *Service) gather(ctx context.Context, d Discord, guild string, x Run) (*index.Digest, error) {
	scope, err := d.Scope(ctx, guild, x.Channel)
	if err != nil {
		return nil, fmt.Errorf("what may be shown in channel %s: %w", x.Channel, err)
	}
	return s.source.Digest(ctx, scope, x.news())
}

// news is what a run tells.
func (x Run) news() index.News {
	n := index.News{After: x.After, Upto: x.Upto, Day: x.Date, Passed: x.Passed}
	if n.Passed.IsZero() {
		n.Passed = x.Date.AddDate(0, 0, -7) // the first one tells of the week before
	}
	return n
}

// frame is what the program says of a run in its message.
func (r *Record) frame(x Run) render.DigestFrame {
	f := render.DigestFrame{Day: x.Date, Button: func(action string) string { return ButtonID(action, x.Key) }}
	if last := r.before(x.Key); last != nil {
		f.Since, f.Unknown = last.Date, last.State == Unknown
	}
	if r.Plan != nil {
		if x.Key == dateKey(x.Date) && x.Claimed.Sub(r.Plan.expected(Slot{x.Date, x.Slot})) > lateAfter {
			f.Due = x.Slot
			if zone, err := ParseZone(r.Plan.Zone); err == nil {
				f.Due = x.Slot.In(zone)
			}
		}
		f.Next = r.Next(maxTime(x.Slot, time.Now())).At
	}
	return f
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// sleep waits, and reports whether ctx is still good.
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
