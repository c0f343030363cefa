package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// transport stands between discordgo and the network. It sends what is meant for Discord's API to another base where one is set, keeps
// the bot's token out of requests that carry an interaction's own, holds all requests back while Discord asks for silence, and makes a locked-out address
// (a page of HTML, where discordgo expects JSON) look like the rate limit that it is.
type transport struct {
	base   *url.URL // nil: Discord's own
	next   http.RoundTripper
	counts *counts
	log    *slog.Logger
	silent atomic.Int64 // until when, in nanoseconds of Unix time
}

func newTransport(base string, n *counts, log *slog.Logger) (*transport, error) {
	t := &transport{next: http.DefaultTransport, counts: n, log: log}
	if base == "" {
		return t, nil
	}
	u, err := url.Parse(strings.TrimRight(base, "/"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("DISCORD_API_URL is %q; want a base such as http://127.0.0.1:8080/api/v9", base)
	}
	t.base = u
	return t, nil
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := t.wait(r.Context()); err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	path, ours := strings.CutPrefix(r.URL.String(), strings.TrimRight(discordgo.EndpointAPI, "/"))
	if ours && (strings.HasPrefix(path, "/interactions/") || strings.HasPrefix(path, "/webhooks/")) {
		r.Header.Del("Authorization")
	}
	if ours && t.base != nil {
		to, err := url.Parse(t.base.String() + path)
		if err != nil {
			return nil, fmt.Errorf("point %s elsewhere: %w", r.URL.Path, err)
		}
		r.URL, r.Host = to, to.Host
	}
	answer, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	switch answer.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		t.counts.invalid.Add(1)
	case http.StatusTooManyRequests:
		t.limited(answer)
	}
	return answer, nil
}

func (t *transport) wait(ctx context.Context) error {
	for {
		d := time.Until(time.Unix(0, t.silent.Load()))
		if d <= 0 {
			return nil
		}
		if !sleep(ctx, d) {
			return fmt.Errorf("silence that Discord asks for: %w", ctx.Err())
		}
	}
}

// limited notes a limit that holds for all requests. An answer that is no JSON comes from the guard before Discord.
func (t *transport) limited(answer *http.Response) {
	if answer.Header.Get("X-RateLimit-Scope") != "shared" {
		t.counts.invalid.Add(1)
	}
	seconds, _ := strconv.ParseFloat(answer.Header.Get("Retry-After"), 64)
	guard := !strings.HasPrefix(answer.Header.Get("Content-Type"), "application/json")
	if !guard && answer.Header.Get("X-RateLimit-Global") == "" {
		return
	}
	until := time.Now().Add(time.Duration(max(seconds, 1) * float64(time.Second)))
	t.silent.Store(until.UnixNano())
	t.log.Error("Discord limits all requests", "until", until, "locked_out", guard)
	if !guard {
		return
	}
	_ = answer.Body.Close()
	raw, _ := json.Marshal(map[string]any{"message": "locked out", "retry_after": max(seconds, 1), "global": true})
	answer.Body = io.NopCloser(bytes.NewReader(raw))
	answer.ContentLength = int64(len(raw))
	answer.Header.Set("Content-Type", "application/json")
}
