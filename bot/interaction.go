package bot

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// visit is one interaction on its way through the bot.
type visit struct {
	bot     *Bot
	i       *discordgo.Interaction
	arrived time.Time
	reply   *reply
	name    string // command, or kind of button, for the log
	private bool   // the asker wants the answer for himself
	patient bool   // the answer may be a form, which takes the place of an announcement: it is waited for as long as Discord allows
	long    bool   // the answer may take minutes
	set     access.Settings
	target  *discordgo.Message // in whose menu an entry was chosen

	announced atomic.Bool // it was said that an answer will come
	err       error       // of the program or of Discord, never of the asker
}

// outcome is what a question came to.
type outcome struct {
	message render.Message
	form    *render.Form // instead of a message
	private bool         // for the asker alone, as far as that is not decided yet: a mistake, nothing found
	err     error        // for the log
}

// onInteraction is the one handler of discordgo's events. It runs in a goroutine of its own, where a panic would end the process.
func (b *Bot) onInteraction(work context.Context, e *discordgo.InteractionCreate) {
	arrived := time.Now()
	b.counts.interactions.Add(1)
	if e == nil || e.Interaction == nil || e.ID == "" || e.Token == "" {
		// discordgo dispatches an event that it could not decode, empty.
		b.log.Warn("interaction not understood")
		return
	}
	v := &visit{bot: b, i: e.Interaction, arrived: arrived, reply: b.newReply(e.Interaction, arrived), name: "?"}
	defer v.record()
	defer func() {
		if p := recover(); p != nil {
			v.apologise(b.panicked(p))
		}
	}()
	inside := b.gate.enter()
	if inside == 0 {
		v.refuse(wording.Restarting)
		return
	}
	defer b.gate.leave()
	if inside > b.limits.queue {
		b.counts.busy.Add(1)
		v.refuse(wording.TooManyQuestions)
		return
	}
	v.dispatch(work)
}

func (v *visit) dispatch(work context.Context) {
	var err error
	if v.set, err = v.bot.settings(work, v.i.GuildID); err != nil {
		v.apologise(err)
		return
	}
	v.private = v.set.PrivateIn(v.i.ChannelID, v.bot.model.Home(v.i.GuildID, v.i.ChannelID))
	switch d := v.i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		v.name = d.Name
		if v.i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			v.complete(work, d)
			return
		}
		v.command(work, d)
	case discordgo.MessageComponentInteractionData:
		v.component(work, d)
	case discordgo.ModalSubmitInteractionData:
		v.submitted(work, d)
	default:
		v.refuse(wording.NotUnderstood)
	}
}

// scope is what the interaction may see; in a direct message the operator's corpus. It is worked out anew each time, since channels and
// roles change.
func (v *visit) scope() index.Scope {
	if v.i.GuildID == "" {
		return index.Scope{Private: v.private}
	}
	s := v.bot.model.Scope(v.i.GuildID, v.i.ChannelID, v.set.Team)
	s.Private = v.private
	return s
}

// inTime runs do among the workers. An outcome that is ready soon is sent at once; otherwise announce says that it will come, and late sends it.
func (v *visit) inTime(work context.Context, do func(context.Context) outcome, now func(outcome) error, announce func() error, late func(outcome) error) {
	limit := v.bot.limits.work
	if v.long {
		limit = v.bot.limits.long
	}
	ctx, cancel := context.WithTimeout(work, limit)
	defer cancel()
	done := make(chan outcome, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- explained(v.bot.panicked(p))
			}
		}()
		select {
		case v.bot.workers <- struct{}{}:
		case <-ctx.Done():
			done <- explained(context.Cause(ctx))
			return
		}
		defer func() { <-v.bot.workers }()
		o := do(ctx)
		if o.err != nil && ctx.Err() != nil {
			o = explained(context.Cause(ctx))
		}
		done <- o
	}()
	wait := v.bot.limits.instant
	if v.patient {
		wait = v.bot.limits.callback * 3 / 4
	}
	soon := time.NewTimer(wait - time.Since(v.arrived))
	defer soon.Stop()
	select {
	case o := <-done:
		v.fail(o.err)
		v.fail(now(o))
		return
	case <-soon.C:
	}
	v.bot.counts.deferred.Add(1)
	if err := announce(); err != nil && v.reply.lost(err) {
		v.fail(err)
		return
	}
	v.announced.Store(true)
	select {
	case o := <-done:
		v.fail(o.err)
		v.fail(late(o))
	case <-ctx.Done():
		// The question may not look at its context; its answer is no longer waited for.
		v.announced.Store(false)
		v.fail(context.Cause(ctx))
		v.fail(late(explained(context.Cause(ctx))))
	}
}

// refuse answers with a sentence that only the asker sees.
func (v *visit) refuse(sentence string) {
	if v.i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		v.fail(v.reply.offer([]*discordgo.ApplicationCommandOptionChoice{}))
		return
	}
	v.fail(v.reply.message(render.Note(sentence), true))
}

// apologise answers after a mistake of the program, however far the interaction has come.
func (v *visit) apologise(err error) {
	v.fail(err)
	m := explained(err).message
	switch v.reply.callback {
	case 0:
		v.refuse(m.Content)
	case discordgo.InteractionResponseDeferredChannelMessageWithSource:
		v.fail(v.reply.edit(m))
	case discordgo.InteractionResponseDeferredMessageUpdate:
		v.fail(v.reply.follow(m))
	}
}

func (v *visit) fail(err error) {
	if err != nil && v.err == nil {
		v.err = err
	}
}

// panicked makes a recovered panic an error for the log.
func (b *Bot) panicked(p any) error {
	b.counts.panics.Add(1)
	return fmt.Errorf("panic: %v\n%s", p, debug.Stack())
}

// record writes one line for the interaction: who, where, what, how long, and how it ended; never words of the question or the answer.
func (v *visit) record() {
	level, ended := slog.LevelInfo, "answered"
	if v.err != nil {
		level, ended = slog.LevelError, "failed"
		v.bot.counts.failed.Add(1)
	}
	attrs := []slog.Attr{
		slog.String("id", v.i.ID), slog.String("guild", v.i.GuildID), slog.String("user", v.user()), slog.String("name", v.name),
		slog.Int("callback", int(v.reply.callback)), slog.Duration("took", time.Since(v.arrived)), slog.String("ended", ended),
	}
	if created, err := discordgo.SnowflakeTimestamp(v.i.ID); err == nil {
		attrs = append(attrs, slog.Duration("age", time.Since(created)))
	}
	if v.err != nil {
		attrs = append(attrs, slog.Any("err", v.err), slog.Int("code", code(v.err)))
	}
	v.bot.log.LogAttrs(context.Background(), level, "interaction", attrs...)
}

// may reports whether who caused the interaction may do a in its server.
func (v *visit) may(a access.Act) bool {
	if v.i.GuildID == "" || v.i.Member == nil {
		return false
	}
	who := access.Member{User: v.user(), Roles: v.i.Member.Roles, Permissions: v.i.Member.Permissions}
	return v.bot.model.May(v.i.GuildID, who, v.set, a)
}

// user is who caused the interaction: Discord tells it in one of two places.
func (v *visit) user() string {
	switch {
	case v.i.Member != nil && v.i.Member.User != nil:
		return v.i.Member.User.ID
	case v.i.User != nil:
		return v.i.User.ID
	}
	return ""
}
