package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/corpus"
)

// Config is what a Bot needs. Token and Asker must be set, and State for Run.
type Config struct {
	Token    string
	AppID    string // empty: asked of Discord
	GuildID  string // commands are registered in this server only; empty: everywhere
	APIURL   string // another base than Discord's own, such as http://127.0.0.1:8080/api/v9
	Asker    Asker
	State    corpus.State     // keeps questions that are too long for a button
	Store    corpus.Store     // holds notes and settings; nil: none, and nobody can set any
	Digests  *digest.Service  // posts the daily digests; nil: none
	Importer Importer         // takes in articles and files; nil: none
	Log      *slog.Logger     // nil: none
	Now      func() time.Time // nil: time.Now
}

// Bot answers interactions. Make one with New and call Run once.
type Bot struct {
	cfg     Config
	log     *slog.Logger
	rest    *client
	limits  limits
	model   *access.Model  // who may view which channel
	book    *notebook.Book // nil without a store
	gate    *gate          // interactions in work; closed when the bot stops
	workers chan struct{}  // a place for each question that is worked on at a time
	ready   ready
	counts  counts

	fresh  chan struct{} // a session has begun that knows nothing of former ones
	again  chan struct{} // something has failed and is to be tried again soon
	mu     sync.Mutex
	me     string  // the bot's own id, once the gateway has told it
	undone []chore // to be tried again
}

// limits are times and numbers that tests shorten.
type limits struct {
	instant  time.Duration // an answer ready within this time is sent at once
	callback time.Duration // for the first answer to an interaction, after which Discord forgets it: 3 s
	work     time.Duration // for one question
	long     time.Duration // for an import or export; a deferred answer can be written for 15 minutes
	progress time.Duration // least, between two edits that show how far something has come
	complete time.Duration // for autocomplete
	edit     time.Duration // for writing a deferred answer
	drain    time.Duration // for what is in work when the bot stops
	open     time.Duration // for a connection to become ready
	idle     time.Duration // without a byte from the gateway, whose heartbeat is 41 s
	mend     time.Duration // between two looks for what digests must no longer show
	pause    time.Duration // longest between two connections: Discord allows 1000 identifies a day
	chore    time.Duration // for what an event demands
	again    time.Duration // until what has failed is tried again
	sweep    time.Duration // between two looks at what is due
	visit    time.Duration // between two looks at saved messages
	workers  int
	queue    int // interactions in work or waiting
}

func defaults() limits {
	return limits{
		instant: 700 * time.Millisecond, callback: 2800 * time.Millisecond, work: 30 * time.Second, long: 10 * time.Minute, progress: 3 * time.Second, complete: 1500 * time.Millisecond,
		edit: 60 * time.Second, drain: 8 * time.Second, open: 30 * time.Second, idle: 100 * time.Second, pause: 2 * time.Minute, mend: 500 * time.Millisecond,
		chore: 5 * time.Second, again: time.Second, sweep: time.Minute, visit: time.Second / 2, workers: 16, queue: 1000,
	}
}

// New makes a bot; nothing is sent yet. It returns an error for a setting that cannot be right.
func New(cfg Config) (*Bot, error) {
	if cfg.Token == "" {
		return nil, errors.New("no token: set DISCORD_TOKEN to the bot's token, from https://discord.com/developers/applications")
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	b := &Bot{cfg: cfg, log: cfg.Log, limits: defaults(), model: access.NewModel(), gate: newGate(), fresh: make(chan struct{}, 1), again: make(chan struct{}, 1)}
	if cfg.Store != nil {
		b.book = notebook.New(cfg.Store, cfg.Now)
	}
	rest, err := newClient(cfg, &b.counts)
	if err != nil {
		return nil, err
	}
	b.rest = rest
	b.workers = make(chan struct{}, b.limits.workers)
	return b, nil
}

// Run registers the commands, connects, and answers until ctx is done; then it takes no more interactions, finishes those in work,
// and closes the connection. It returns nil after a wanted end, and a *RefusedError when Discord will not have the bot and only a person can
// mend it. Every other trouble is logged and waited out.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.prepare(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	work, stop := context.WithCancelCause(context.WithoutCancel(ctx))
	defer stop(errStopping)
	c := &connection{bot: b, work: work}
	beside, end := context.WithCancel(ctx)
	var others sync.WaitGroup
	defer others.Wait()
	defer end() // also when Discord refuses the bot
	others.Go(func() { b.sweep(beside) })
	others.Go(func() { b.revisit(beside) })
	if b.cfg.Digests != nil {
		others.Go(func() {
			if err := b.cfg.Digests.Run(beside, poster{Bot: b}); err != nil {
				b.log.Error("digests", "err", err)
			}
		})
		others.Go(func() { b.mendDigests(beside) })
	}
	err := c.stay(ctx)
	b.drain(stop)
	c.close()
	return err
}

// drain waits for the interactions in work, and after a while ends them with an answer that says so.
func (b *Bot) drain(stop context.CancelCauseFunc) {
	empty := b.gate.close()
	for _, wait := range []time.Duration{b.limits.drain, b.limits.drain / 4} {
		select {
		case <-empty:
			return
		case <-time.After(wait):
			stop(errStopping)
		}
	}
	b.log.Warn("stopped with interactions unanswered")
}

// prepare does what comes before the connection: who the bot is, how it is to connect, its commands.
func (b *Bot) prepare(ctx context.Context) error {
	pause := backoff{longest: b.limits.pause}
	for ctx.Err() == nil {
		err := b.introduce(ctx)
		var refused *RefusedError
		if err == nil || errors.As(err, &refused) {
			return err
		}
		if ctx.Err() == nil {
			b.log.Warn("Discord cannot be reached, trying again", "err", err)
		}
		pause.wait(ctx)
	}
	return nil
}

func (b *Bot) introduce(ctx context.Context) error {
	var gateway discordgo.GatewayBotResponse
	if err := b.rest.get(ctx, discordgo.EndpointGatewayBot, &gateway); err != nil {
		return err
	}
	if gateway.Shards > 1 {
		b.log.Warn("Discord recommends several shards; this process uses one, which serves up to 2500 servers", "recommended", gateway.Shards)
	}
	if left := gateway.SessionStartLimit; left.Total > 0 && left.Remaining < 50 {
		b.log.Warn("few identifies are left for today", "left", left.Remaining)
	}
	changes, err := b.Register(ctx)
	var refused *RefusedError
	switch {
	case errors.As(err, &refused):
		return err
	case err != nil:
		b.log.Error("commands not registered; those registered before are served", "err", err)
	case len(changes) > 0:
		b.log.Info("commands registered", "changes", changes)
	}
	return nil
}

// WhoAmI asks Discord whose token cfg holds and returns the application's name and id. A token that Discord refuses is a *RefusedError.
func WhoAmI(ctx context.Context, cfg Config) (name, id string, err error) {
	b, err := New(cfg)
	if err != nil {
		return "", "", err
	}
	app, err := b.rest.application(ctx)
	return app.Name, app.ID, err
}

// Ready reports whether the bot is connected and interactions reach it.
func (b *Bot) Ready() bool { return b.ready.Load() }

// RefusedError says that Discord refuses the bot and what its operator has to do.
type RefusedError struct {
	Code int // the gateway's close code, or an HTTP status
	Hint string
}

func (e *RefusedError) Error() string { return fmt.Sprintf("%s (Discord's code %d)", e.Hint, e.Code) }

// refused returns the error for a close code after which connecting again is pointless, nil for any other.
func refused(code int) error {
	hints := map[int]string{
		401:  badToken,
		4004: badToken,
		4010: "Discord refuses the shard's number: this is a mistake of the program, please report it",
		4011: "the bot is in more servers than one connection may serve: it needs sharding, which this version does not have",
		4012: "Discord no longer serves the gateway's version that this program speaks: install a newer version",
		4013: "Discord does not know the intents that were asked for: this is a mistake of the program, please report it",
		4014: "Discord does not allow the intents that were asked for: this program asks for none that need permission, so look for another program that uses the token",
	}
	if hint, ok := hints[code]; ok {
		return &RefusedError{Code: code, Hint: hint}
	}
	return nil
}

const badToken = "Discord refuses the token: set DISCORD_TOKEN to the bot's current one (https://discord.com/developers/applications, your application, Bot, Reset Token)"
