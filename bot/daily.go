package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Options of /digest set.
const (
	silentDays = "silent"
	lineDays   = "one line"
)

func digestCommand() command {
	return command{
		name: "digest", description: wording.DigestCommand, server: true,
		subs: []command{
			{
				name: "set", description: wording.DigestSet, act: (*visit).setDigest, quiet: true,
				options: []option{
					{name: "channel", description: wording.DigestChannel, kind: discordgo.ApplicationCommandOptionChannel},
					{name: "time", description: wording.DigestTime, limit: 20},
					{name: "zone", description: wording.DigestZone, limit: nameLimit, suggest: (*visit).zonesLike},
					{name: "days", description: wording.DigestDays, limit: nameLimit},
					{name: "empty", description: wording.DigestEmpty, choices: []string{silentDays, lineDays}},
				},
			},
			{name: "show", description: wording.DigestShow, act: (*visit).showDigest, quiet: true},
			{name: "preview", description: wording.DigestPreview, act: (*visit).previewDigest, quiet: true},
			{name: "now", description: wording.DigestNow, act: (*visit).digestNow, quiet: true},
			{name: "pause", description: wording.DigestPause, act: (*visit).pauseDigest, quiet: true},
			{name: "resume", description: wording.DigestResume, act: (*visit).resumeDigest, quiet: true},
			{name: "off", description: wording.DigestOff, act: (*visit).endDigest, quiet: true},
		},
	}
}

// mayDigest refuses who may not set digests; nil lets him.
func (v *visit) mayDigest() *outcome {
	var o outcome
	switch {
	case v.bot.cfg.Digests == nil:
		o = explained(errNoStore)
	case !v.may(access.SetDigest):
		o = told(wording.DigestIsFor, levelWords(v.set.Level(access.SetDigest)))
	default:
		return nil
	}
	return &o
}

// said is a private message whose marks are the program's own.
func said(format string, args ...any) outcome {
	return outcome{message: render.Message{Content: fmt.Sprintf(format, args...)}, private: true}
}

// digested makes sentences of the digest's errors.
func digested(err error) outcome {
	for _, known := range []error{digest.ErrNoPlan, digest.ErrPosting, digest.ErrPreview, digest.ErrNothing, digest.ErrGone} {
		if errors.Is(err, known) {
			return told("%s.", sentence(known))
		}
	}
	switch {
	case errors.Is(err, errElsewhere):
		return told(wording.DigestShowsMore)
	case errors.Is(err, digest.ErrAway):
		return told(wording.ChannelsNotTold)
	case errors.Is(err, digest.ErrUnknown):
		return told(wording.DigestNotKnown)
	}
	if lost, ok := errors.AsType[*digest.LostError](err); ok {
		return told("%s", lost.Why)
	}
	return explained(err)
}

func sentence(err error) string {
	s := err.Error()
	return strings.ToUpper(s[:1]) + s[1:]
}

// setDigest answers /digest set.
func (v *visit) setDigest(ctx context.Context, o Options) outcome {
	if refusal := v.mayDigest(); refusal != nil {
		return *refusal
	}
	r, err := v.bot.cfg.Digests.Show(ctx, v.i.GuildID)
	if err != nil {
		return explained(err)
	}
	p := digest.Plan{Channel: v.i.ChannelID, Time: 9 * 60, Days: digest.EveryDay}
	if r.Plan != nil {
		p = *r.Plan
	}
	if err := readPlan(&p, o); err != nil {
		return explained(err)
	}
	p.By = v.user()
	if missing, known := v.bot.model.Lacks(v.i.GuildID, p.Channel, postNeeds); known && missing != 0 {
		return said(wording.MayNotPostIn, p.Channel, permissionNames(missing))
	}
	if r, err = v.bot.cfg.Digests.Set(ctx, v.i.GuildID, p); err != nil {
		return explained(err)
	}
	text := fmt.Sprintf(wording.DigestIsSet, describePlan(r, time.Now()))
	if missing, known := v.bot.model.Lacks(v.i.GuildID, p.Channel, discordgo.PermissionReadMessageHistory); known && missing != 0 {
		text += "\n" + fmt.Sprintf(wording.DigestUnreadable, p.Channel)
	}
	return said("%s", text)
}

// readPlan takes over the options that are given.
func readPlan(p *digest.Plan, o Options) (err error) {
	bad := func(option string, err error) error {
		if err == nil {
			return nil
		}
		return &index.QueryError{Option: option, Hint: sentence(err) + "."}
	}
	p.Channel = cmp.Or(o["channel"], p.Channel)
	if text := o["time"]; text != "" {
		if p.Time, err = digest.ParseClock(text); err != nil {
			return bad("time", err)
		}
	}
	if text := o["days"]; text != "" {
		if p.Days, err = digest.ParseWeekdays(text); err != nil {
			return bad("days", err)
		}
	}
	if o["empty"] != "" {
		p.Line = o["empty"] == lineDays
	}
	name := cmp.Or(o["zone"], p.Zone)
	if name == "" {
		return &index.QueryError{Option: "zone", Hint: wording.SayTheZone}
	}
	zone, err := digest.ParseZone(name)
	if err != nil {
		return bad("zone", err)
	}
	p.Zone = zone.String()
	return nil
}

// zonesLike offers time zones.
func (v *visit) zonesLike(_ context.Context, typed string) ([]offer, error) {
	if typed == "" {
		typed = "UTC"
	}
	var out []offer
	for _, z := range digest.NearestZones(typed, choiceLimit) {
		now := time.Now()
		if loc, err := digest.ParseZone(z); err == nil {
			now = now.In(loc)
		}
		out = append(out, offer{fmt.Sprintf(wording.ZoneNow, z, now.Format("15:04")), z})
	}
	return out, nil
}

// describePlan says when and where, in lines.
func describePlan(r *digest.Record, now time.Time) string {
	p := r.Plan
	if p == nil {
		return wording.NoDigest
	}
	empty := wording.EmptyNothing
	if p.Line {
		empty = wording.EmptyLine
	}
	lines := []string{
		fmt.Sprintf(wording.DigestWhere, p.Channel),
		fmt.Sprintf(wording.DigestWhen, p.Time, p.Zone, p.Days),
		fmt.Sprintf(wording.DigestOnEmptyDays, empty),
	}
	switch next := r.Next(now); {
	case p.Stopped != nil:
		lines = append(lines, fmt.Sprintf(wording.DigestStopped, p.Stopped.At.Unix(), p.Stopped.Why))
	case p.Paused:
		lines = append(lines, wording.DigestPaused)
	case !next.At.IsZero():
		lines = append(lines, fmt.Sprintf(wording.DigestNext, next.At.Unix()))
	}
	return strings.Join(lines, "\n")
}

// runsShown is how many of the last runs /digest show tells of.
const runsShown = 5

// showDigest answers /digest show.
func (v *visit) showDigest(ctx context.Context, _ Options) outcome {
	if refusal := v.mayDigest(); refusal != nil {
		return *refusal
	}
	r, err := v.bot.cfg.Digests.Show(ctx, v.i.GuildID)
	if err != nil {
		return explained(err)
	}
	lines := []string{describePlan(r, time.Now())}
	if len(r.Runs) > 0 {
		lines = append(lines, "", wording.DigestRuns)
	}
	for _, x := range r.Runs[max(0, len(r.Runs)-runsShown):] {
		lines = append(lines, describeRun(v.i.GuildID, x))
	}
	return said("%s", strings.Join(lines, "\n"))
}

func describeRun(guild string, x digest.Run) string {
	day := x.Date.Format(time.DateOnly)
	if strings.HasPrefix(x.Key, "now/") {
		day = fmt.Sprintf(wording.RunAskedFor, day)
	}
	switch x.State {
	case digest.Sent:
		return fmt.Sprintf(wording.RunPosted, day, guild, x.Channel, x.Message)
	case digest.Empty:
		return fmt.Sprintf(wording.RunEmpty, day)
	case digest.Unknown:
		return fmt.Sprintf(wording.RunUnknown, day, x.Channel)
	}
	return fmt.Sprintf(wording.RunBeingPosted, day)
}

// previewDigest answers /digest preview.
func (v *visit) previewDigest(ctx context.Context, _ Options) outcome {
	if refusal := v.mayDigest(); refusal != nil {
		return *refusal
	}
	m, err := v.bot.cfg.Digests.Preview(ctx, poster{v.bot, v.i.ChannelID}, v.i.GuildID)
	if err != nil {
		return digested(err)
	}
	return outcome{message: m, private: true}
}

// digestNow answers /digest now.
func (v *visit) digestNow(ctx context.Context, _ Options) outcome {
	if refusal := v.mayDigest(); refusal != nil {
		return *refusal
	}
	x, err := v.bot.cfg.Digests.Now(ctx, poster{Bot: v.bot}, v.i.GuildID, v.i.ID)
	if err != nil {
		return digested(err)
	}
	return said(wording.DigestPosted, v.i.GuildID, x.Channel, x.Message)
}

func (v *visit) pauseDigest(ctx context.Context, _ Options) outcome {
	return v.alterDigest(ctx, wording.DigestNowPaused, v.bot.cfg.Digests.Pause)
}

func (v *visit) resumeDigest(ctx context.Context, _ Options) outcome {
	return v.alterDigest(ctx, wording.DigestGoesOn, v.bot.cfg.Digests.Resume)
}

func (v *visit) alterDigest(ctx context.Context, done string, f func(context.Context, string) (*digest.Record, error)) outcome {
	if refusal := v.mayDigest(); refusal != nil {
		return *refusal
	}
	r, err := f(ctx, v.i.GuildID)
	if err != nil {
		return digested(err)
	}
	return said("%s\n%s", done, describePlan(r, time.Now()))
}

// endDigest answers /digest off.
func (v *visit) endDigest(ctx context.Context, _ Options) outcome {
	if refusal := v.mayDigest(); refusal != nil {
		return *refusal
	}
	if err := v.bot.cfg.Digests.Off(ctx, v.i.GuildID); err != nil {
		return digested(err)
	}
	return told(wording.DigestIsOff)
}

// digestID begins the custom ids of the buttons under a digest, see digest.ButtonID.
const digestID = "d"

// digestButton answers a button under a digest, to the presser alone: "more", "more:2", "export", "settings".
func (v *visit) digestButton(work context.Context, rest string) {
	action, key, _ := strings.Cut(rest, " ")
	action, n, turned := strings.Cut(action, ":")
	do := func(ctx context.Context) outcome { return v.digestAction(ctx, action, n, key) }
	if turned {
		v.replace(work, do)
		return
	}
	v.private = true
	v.inTime(
		work, do,
		func(o outcome) error { return v.reply.message(o.message, true) },
		func() error { return v.reply.announce(true) },
		func(o outcome) error { return v.reply.edit(o.message) },
	)
}

func (v *visit) digestAction(ctx context.Context, action, n, key string) outcome {
	if v.bot.cfg.Digests == nil {
		return explained(errNoStore)
	}
	if action == "settings" {
		return v.showDigest(ctx, nil)
	}
	d, frame, err := v.bot.cfg.Digests.Again(ctx, poster{v.bot, v.i.ChannelID}, v.i.GuildID, key)
	if err != nil {
		return digested(err)
	}
	switch action {
	case "more":
		page, err := strconv.Atoi(n)
		if err != nil {
			page = 1
		}
		return outcome{message: render.DigestPage(d, frame, page), private: true}
	case "export":
		return outcome{message: render.DigestFile(d, frame), private: true}
	}
	return explained(errStale)
}
