package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

var (
	errStopping = errors.New("the bot is stopping")
	errStuck    = errors.New("the connection did not become ready")
)

// connection keeps the bot connected to the gateway. discordgo's own reconnecting is off: it tries for ever after a fatal code, cannot be
// stopped, and its Open can block for good.
type connection struct {
	bot  *Bot
	work context.Context // of the interactions

	session *discordgo.Session
	wires   *wires
	up      chan struct{} // READY or RESUMED has come
	down    chan struct{} // discordgo has closed the connection
}

// stay connects, and connects again, until ctx is done (nil) or Discord refuses the bot (*RefusedError).
func (c *connection) stay(ctx context.Context) error {
	log := c.bot.log
	pause := backoff{longest: c.bot.limits.pause}
	for ctx.Err() == nil {
		since := time.Now()
		err := c.open(ctx)
		if err == nil {
			log.Info("connected to Discord")
			c.bot.ready.Store(true)
			select {
			case <-ctx.Done():
				return nil
			case <-c.down:
			}
			c.bot.ready.Store(false)
			err = fmt.Errorf("the gateway closed the connection, code %d", c.wires.code())
		}
		if fatal := refused(max(c.wires.code(), closeCode(err))); fatal != nil {
			return fatal
		}
		if ctx.Err() != nil {
			return nil //nolint:nilerr // the connection was given up because the bot stops
		}
		log.Warn("connection to Discord lost, connecting again", "err", err, "after", time.Since(since).Round(time.Millisecond))
		if time.Since(since) > time.Minute {
			pause.reset()
		}
		pause.wait(ctx)
	}
	return nil
}

// open connects, resuming the session where there is one. discordgo holds a lock during Open that everything else wants, Close too, so an Open
// that does not come back is left behind with its session.
func (c *connection) open(ctx context.Context) error {
	if c.session == nil {
		if err := c.renew(); err != nil {
			return err
		}
	}
	drain(c.up)
	drain(c.down)
	c.bot.counts.connects.Add(1)
	opened := make(chan error, 1)
	go func(s *discordgo.Session) { opened <- s.Open() }(c.session)
	late := time.NewTimer(c.bot.limits.open)
	defer late.Stop()
	for {
		select {
		case err := <-opened:
			if errors.Is(err, discordgo.ErrWSAlreadyOpen) {
				return nil // discordgo told of one end twice
			}
			if err != nil {
				return failed(err)
			}
			opened = nil
		case <-c.up:
			return nil
		case <-c.down:
			return fmt.Errorf("closed with code %d before it was ready", c.wires.code())
		case <-late.C:
			c.abandon()
			return errStuck
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// failed tells apart what Open returns: a token refused while asking for the gateway is a refusal like its close code.
func failed(err error) error {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == http.StatusUnauthorized {
		return &websocket.CloseError{Code: 4004}
	}
	return err
}

// renew makes a session that knows nothing of former ones.
func (c *connection) renew() error {
	s, err := discordgo.New("Bot " + c.bot.rest.token)
	if err != nil {
		return fmt.Errorf("make a Discord session: %w", err)
	}
	up, down := make(chan struct{}, 1), make(chan struct{}, 1)
	w := &wires{idle: c.bot.limits.idle}
	s.Client = c.bot.rest.session.Client
	s.Dialer = w.dialer()
	s.UserAgent = c.bot.rest.session.UserAgent
	s.LogLevel = quiet
	s.StateEnabled = false
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	// Interactions come without any. Who may view a channel, that a message was deleted, and mentions of the bot
	// with their words take these two, neither of them privileged.
	s.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages
	// One after the other: an answer must know of every change before it. What takes time goes on in a goroutine of its own.
	s.SyncEvents = true
	s.AddHandler(func(*discordgo.Session, *discordgo.Ready) { signal(up) })
	s.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { signal(up) })
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { signal(down) })
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { c.bot.onEvent(c.work, e) })
	c.session, c.wires, c.up, c.down = s, w, up, down
	return nil
}

// abandon leaves a session behind: its connection is cut, and the next open makes a new one.
func (c *connection) abandon() {
	c.wires.cut()
	c.session = nil
}

// close ends the session with Discord's normal code, which shows the bot as offline at once.
func (c *connection) close() {
	c.bot.ready.Store(false)
	if c.session == nil {
		return
	}
	closed := make(chan struct{})
	go func(s *discordgo.Session) {
		defer close(closed)
		if err := s.Close(); err != nil {
			c.bot.log.Debug("close the connection", "err", err)
		}
	}(c.session)
	select {
	case <-closed:
	case <-time.After(3 * time.Second):
		c.wires.cut()
	}
}

func closeCode(err error) int {
	if e, ok := errors.AsType[*websocket.CloseError](err); ok {
		return e.Code
	}
	return 0
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func drain(c chan struct{}) {
	select {
	case <-c:
	default:
	}
}
