package digest

import (
	"context"
	"errors"
	"time"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Errors that are sentences for whoever gave the command.
var (
	ErrNoPlan  = errors.New(wording.NoDigestYet)
	ErrPosting = errors.New(wording.DigestBeingPosted)
	ErrNothing = errors.New(wording.DigestNothingNew)
	ErrPreview = errors.New(wording.DigestIsPreview)
	ErrGone    = errors.New(wording.DigestTooOld)
)

// Show returns what is kept of a server's digest.
func (s *Service) Show(ctx context.Context, guild string) (*Record, error) {
	return Load(ctx, s.store, guild)
}

// Set makes p the server's plan. A date that has had its digest gets no second one, whatever changes. Of a new plan, and of one that
// was paused, the first slot is the next to come; of a changed or stopped one, today's is not lost: if its time has passed, it is posted at once.
func (s *Service) Set(ctx context.Context, guild string, p Plan) (*Record, error) {
	r, err := change(ctx, s.store, guild, func(r *Record) error {
		p.Since = time.Now().Round(0)
		p.Changed = p.Since
		if old := r.Plan; old != nil && !old.Paused {
			p.Since = old.Since
		}
		p.Paused, p.Stopped = false, nil
		r.Plan = &p
		return nil
	})
	return s.changed(ctx, guild, r, err)
}

// Pause keeps a plan and does not carry it out.
func (s *Service) Pause(ctx context.Context, guild string) (*Record, error) {
	return s.alter(ctx, guild, func(p *Plan) { p.Paused = true })
}

// Resume carries a paused or stopped plan out again. Days of a pause are not made up for; what was new on them comes with the next digest.
func (s *Service) Resume(ctx context.Context, guild string) (*Record, error) {
	return s.alter(ctx, guild, func(p *Plan) {
		if p.Paused {
			p.Since = time.Now().Round(0)
		}
		p.Paused, p.Stopped = false, nil
	})
}

func (s *Service) alter(ctx context.Context, guild string, f func(*Plan)) (*Record, error) {
	r, err := change(ctx, s.store, guild, func(r *Record) error {
		if r.Plan == nil {
			return ErrNoPlan
		}
		f(r.Plan)
		return nil
	})
	return s.changed(ctx, guild, r, err)
}

// Off ends the digest. What was shown is remembered, so that a later plan does not show it again.
func (s *Service) Off(ctx context.Context, guild string) error {
	r, err := change(ctx, s.store, guild, func(r *Record) error {
		if r.Plan == nil {
			return ErrNoPlan
		}
		r.Plan = nil
		return nil
	})
	_, err = s.changed(ctx, guild, r, err)
	return err
}

func (s *Service) changed(ctx context.Context, guild string, r *Record, err error) (*Record, error) {
	if err == nil {
		s.notify(ctx, guild)
	}
	return r, err
}

// Now posts what is new at once, besides the scheduled digests. The interaction that asks for it makes it happen once. The error is ErrNothing
// when there is nothing new, ErrNoPlan or ErrPosting when it cannot be.
func (s *Service) Now(ctx context.Context, d Discord, guild, interaction string) (*Run, error) {
	r, err := Load(ctx, s.store, guild)
	switch {
	case err != nil:
		return nil, err
	case r.Plan == nil:
		return nil, ErrNoPlan
	case r.open() != nil:
		return nil, ErrPosting
	}
	schedule, err := r.Plan.Schedule()
	if err != nil {
		return nil, err
	}
	key := nowKey(interaction)
	now := time.Now().Round(0)
	err = s.post(ctx, d, guild, r, Slot{Date: schedule.date(now), At: now}, key)
	if errors.Is(err, errOther) {
		err = ErrPosting
	}
	s.notify(ctx, guild)
	if err != nil {
		return nil, err
	}
	if r, err = Load(ctx, s.store, guild); err != nil {
		return nil, err
	}
	x := r.run(key)
	switch {
	case x != nil && x.State == Sent:
		return x, nil
	case r.Plan != nil && r.Plan.Stopped != nil:
		return nil, &LostError{r.Plan.Stopped.Why}
	}
	return nil, ErrPosting
}

// Preview is the message that would be posted now.
func (s *Service) Preview(ctx context.Context, d Discord, guild string) (render.Message, error) {
	r, err := Load(ctx, s.store, guild)
	if err != nil {
		return render.Message{}, err
	}
	if r.Plan == nil {
		return render.Message{}, ErrNoPlan
	}
	scope, err := d.Scope(ctx, guild, r.Plan.Channel)
	if err != nil {
		return render.Message{}, err
	}
	return Draft(ctx, s.source, scope, r, time.Now())
}

// Draft is the message that would be posted at an instant where scope may be shown; without a plan as the first one ever, in UTC.
func Draft(ctx context.Context, source Source, scope index.Scope, r *Record, now time.Time) (render.Message, error) {
	schedule := Schedule{Zone: time.UTC}
	x := Run{Key: previewKey, Slot: now, Claimed: now, After: r.Watermark, Passed: r.Through}
	var err error
	if r.Plan != nil {
		if schedule, err = r.Plan.Schedule(); err != nil {
			return render.Message{}, err
		}
	}
	x.Date = schedule.date(now)
	if x.Upto, err = source.Last(ctx); err != nil {
		return render.Message{}, err
	}
	news, err := source.Digest(ctx, scope, x.news())
	if err != nil {
		return render.Message{}, err
	}
	m, _ := r.message(news, x) // without the picture it is a draft all the same
	if news.Empty() && r.Plan != nil && !r.Plan.Line {
		m.Content += "\n" + wording.NotPosted
	}
	return m, nil
}

// previewKey stands for a run that is not one.
const previewKey = "preview"

// Again gathers a run's digest once more, as it is now: what has been removed since is not in it.
func (s *Service) Again(ctx context.Context, d Discord, guild, key string) (*index.Digest, render.DigestFrame, error) {
	r, err := Load(ctx, s.store, guild)
	if err != nil {
		return nil, render.DigestFrame{}, err
	}
	x := r.run(key)
	switch {
	case key == previewKey:
		return nil, render.DigestFrame{}, ErrPreview
	case x == nil:
		return nil, render.DigestFrame{}, ErrGone
	}
	news, err := s.gather(ctx, d, guild, *x)
	return news, r.frame(*x), err
}
