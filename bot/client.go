package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/render"
)

// client talks REST with Discord: one request at a time is retried only where that can do no harm. discordgo's own retries are off:
// they repeat a POST after a gateway's error, which posts twice, and wait without regard for the context.
type client struct {
	session *discordgo.Session // never opened
	token   string
}

// errUnknown wraps what leaves open whether a request was carried out: a lost connection, a server's error.
var errUnknown = errors.New("it is not known whether Discord has carried it out")

func newClient(cfg Config, n *counts) (*client, error) {
	token := strings.TrimPrefix(cfg.Token, "Bot ")
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, fmt.Errorf("make a Discord session: %w", err)
	}
	t, err := newTransport(cfg.APIURL, n, cfg.Log)
	if err != nil {
		return nil, err
	}
	s.Client = &http.Client{Transport: t, Timeout: 10 * time.Second}
	s.UserAgent = "DiscordBot (https://example.org/briefbot, 1) discordgo/" + discordgo.VERSION
	s.LogLevel = quiet
	return &client{session: s, token: token}, nil
}

// quiet keeps discordgo from writing to standard error: whatever it would say is returned to us as an error or an event.
const quiet = -1

// do sends one request and returns the answer's body. A request that Discord has put off (429) is sent again after the wait that it asks for, as
// long as ctx lasts; one whose outcome is unknown is sent again only if repeating it changes nothing (anything but POST), else the error wraps errUnknown.
func (c *client) do(ctx context.Context, l *discordgo.RateLimiter, method, url string, body any, files ...render.File) ([]byte, error) {
	kind, raw, err := encode(body, files)
	if err != nil {
		return nil, fmt.Errorf("encode a request: %w", err)
	}
	wait := 250 * time.Millisecond
	for attempt := 1; ; attempt++ {
		bucket := l.LockBucket(method + " " + url)
		answer, err := c.session.RequestWithLockedBucket(method, url, kind, raw, bucket, 0,
			discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
		var limited *discordgo.RateLimitError
		switch {
		case err == nil:
			return answer, nil
		case ctx.Err() != nil:
			return nil, fmt.Errorf("%w: %w", errUnknown, err)
		case errors.As(err, &limited):
			wait = limited.RetryAfter
		case final(err):
			return nil, describe(err)
		case method == http.MethodPost:
			return nil, fmt.Errorf("%w: %w", errUnknown, err)
		case attempt == 5:
			return nil, err
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
			return nil, err
		}
		sleep(ctx, wait)
		wait *= 2
	}
}

// encode writes the body of a request, with files as Discord wants them: in parts, the body first.
func encode(body any, files []render.File) (kind string, raw []byte, err error) {
	if len(files) == 0 {
		if body != nil {
			raw, err = json.Marshal(body)
		}
		return "application/json", raw, err
	}
	var parts []*discordgo.File
	for _, f := range files {
		parts = append(parts, &discordgo.File{Name: f.Name, ContentType: contentType(f.Name), Reader: bytes.NewReader(f.Data)})
	}
	return discordgo.MultipartBodyWithJSON(body, parts)
}

// contentType is that of a file that the program makes, by the ending of its name.
func contentType(name string) string {
	if strings.HasSuffix(name, ".png") {
		return "image/png"
	}
	return "text/markdown; charset=utf-8"
}

// final reports that Discord has decided against the request.
func final(err error) bool {
	var e *discordgo.RESTError
	return errors.As(err, &e) && e.Response != nil && e.Response.StatusCode < 500
}

func describe(err error) error {
	var e *discordgo.RESTError
	if errors.As(err, &e) && e.Response.StatusCode == http.StatusUnauthorized && code(err) != codeInvalidToken {
		return refused(http.StatusUnauthorized)
	}
	return err
}

// Codes of Discord's errors after which an interaction cannot be answered any more.
const (
	codeUnknownInteraction = 10062
	codeUnknownWebhook     = 10015
	codeUnknownMessage     = 10008
	codeAcknowledged       = 40060
	codeInvalidToken       = 50027
)

// code is Discord's own code in err, 0 without one.
func code(err error) int {
	var e *discordgo.RESTError
	if errors.As(err, &e) && e.Message != nil {
		return e.Message.Code
	}
	return 0
}

// get reads url into v.
func (c *client) get(ctx context.Context, url string, v any) error {
	return c.call(ctx, http.MethodGet, url, nil, v)
}

// call sends what is not an interaction's answer, within half a minute.
func (c *client) call(ctx context.Context, method, url string, body, v any) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	raw, err := c.do(ctx, c.session.Ratelimiter, method, url, body)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, strings.TrimPrefix(url, discordgo.EndpointAPI), err)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("%s %s: read the answer: %w", method, strings.TrimPrefix(url, discordgo.EndpointAPI), err)
	}
	return nil
}

// application asks whose token it is.
func (c *client) application(ctx context.Context) (app discordgo.Application, err error) {
	err = c.get(ctx, discordgo.EndpointApplication("@me"), &app)
	return app, err
}
