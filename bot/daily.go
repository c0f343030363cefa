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
)

// Options of /digest set.
const (
	silentDays = "silent"
	lineDays   = "one line"
)

func digestCommand() command {
	return command{
		name: "digest", description: "The daily digest of this server: what is new, once a day", server: true,
		subs: []command{
			{
				name: "set", description: "When and where it comes; what you leave out stays as it is", act: (*visit).setDigest, quiet: true,
				options: []option{
					{name: "channel", description: "Where it is posted; this channel if you name none", kind: discordgo.ApplicationCommandOptionChannel},
					{name: "time", description: "The time of day, such as 09:00", limit: 20},
					{name: "zone", description: "The time zone, such as Europe/Berlin", limit: nameLimit, suggest: (*visit).zonesLike},
					{name: "days", description: "The days of the week, such as Mon-Fri; every day if you name none", limit: nameLimit},
					{name: "empty", description: "What a day without news gets", choices: []string{silentDays, lineDays}},
				},
			},
			{name: "show", description: "When and where it comes, and how the last ones went", act: (*visit).showDigest, quiet: true},
			{name: "preview", description: "Exactly what would be posted now, for you alone", act: (*visit).previewDigest, quiet: true},
			{name: "now", description: "Post what is new now, besides the daily one", act: (*visit).digestNow, quiet: true},
			{name: "pause", description: "Keep the settings and post nothing until it is resumed", act: (*visit).pauseDigest, quiet: true},
			{name: "resume", description: "Post again after a pause or a stop", act: (*visit).resumeDigest, quiet: true},
			{name: "off", description: "End the daily digest", act: (*visit).endDigest, quiet: true},
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
		o = told("In this server the daily digest is for %s. An administrator can change that with /settings.", levelWords(v.set.Level(access.SetDigest)))
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
		return told("The digest's channel may show more than this one does. Please look at it there.")
	case errors.Is(err, digest.ErrAway):
		return told("Discord has not told me of this server's channels yet. Please try again in a moment.")
	case errors.Is(err, digest.ErrUnknown):
		return told("Discord did not answer, so I do not know whether it was posted. I am looking into it; /digest show says what came of it.")
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
		return said("I may not post in <#%s>: I need the permission %s there. Nothing was changed.", p.Channel, permissionNames(missing))
	}
	if r, err = v.bot.cfg.Digests.Set(ctx, v.i.GuildID, p); err != nil {
		return explained(err)
	}
	return said("The daily digest is set.\n%s\n/digest preview shows what it would be now.", describePlan(r, time.Now()))
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
		return &index.QueryError{Option: "zone", Hint: "Say in which time zone, for example zone:Europe/Berlin. Begin to type a city, and I offer its zone."}
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
		out = append(out, offer{z + " (now " + now.Format("15:04") + ")", z})
	}
	return out, nil
}

// describePlan says when and where, in lines.
func describePlan(r *digest.Record, now time.Time) string {
	p := r.Plan
	if p == nil {
		return "This server has no daily digest. /digest set makes one."
	}
	empty := "nothing is posted"
	if p.Line {
		empty = "one line is posted"
	}
	lines := []string{
		fmt.Sprintf("Where: <#%s>", p.Channel),
		fmt.Sprintf("When: %s %s, %s", p.Time, p.Zone, p.Days),
		"On a day without news " + empty + ".",
	}
	switch next := r.Next(now); {
	case p.Stopped != nil:
		lines = append(lines, fmt.Sprintf("**Stopped** since <t:%d:f>: %s /digest resume goes on.", p.Stopped.At.Unix(), p.Stopped.Why))
	case p.Paused:
		lines = append(lines, "**Paused.** /digest resume goes on.")
	case !next.At.IsZero():
		lines = append(lines, fmt.Sprintf("Next: <t:%d:F> (<t:%[1]d:R>)", next.At.Unix()))
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
		lines = append(lines, "", "The last ones:")
	}
	for _, x := range r.Runs[max(0, len(r.Runs)-runsShown):] {
		lines = append(lines, describeRun(v.i.GuildID, x))
	}
	return said("%s", strings.Join(lines, "\n"))
}

func describeRun(guild string, x digest.Run) string {
	day := x.Date.Format(time.DateOnly)
	if strings.HasPrefix(x.Key, "now/") {
		day += " (asked for)"
	}
	switch x.State {
	case digest.Sent:
		return fmt.Sprintf("%s: posted, https://discord.com/channels/%s/%s/%s", day, guild, x.Channel, x.Message)
	case digest.Empty:
		return day + ": nothing new, not posted"
	case digest.Unknown:
		return fmt.Sprintf("%s: **unknown**; Discord did not say whether it took the message, and I cannot read <#%s>. It is not posted again; what was in it comes with the next one.", day, x.Channel)
	}
	return day + ": being posted"
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
	return said("Posted: https://discord.com/channels/%s/%s/%s", v.i.GuildID, x.Channel, x.Message)
}

func (v *visit) pauseDigest(ctx context.Context, _ Options) outcome {
	return v.alterDigest(ctx, "Paused.", v.bot.cfg.Digests.Pause)
}

func (v *visit) resumeDigest(ctx context.Context, _ Options) outcome {
	return v.alterDigest(ctx, "It goes on.", v.bot.cfg.Digests.Resume)
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
	return told("The daily digest is off. If you set it again, it goes on where it stopped.")
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
