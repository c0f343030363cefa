package discordtest

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Client returns an http.Client for discordgo's Session.Client. It sends what is meant for Discord's API to the server, leaves the bot's token out of requests
// that carry an interaction's token, and refuses every other host, so that no test reaches the network.
func (s *Server) Client() *http.Client {
	base, err := url.Parse(s.http.URL)
	if err != nil {
		panic("discordtest: " + err.Error())
	}
	return &http.Client{Transport: &transport{base: base, next: http.DefaultTransport}, Timeout: 20 * time.Second}
}

// Session returns a discordgo session that is pointed at the server and not yet open. It is closed when the test ends.
func (s *Server) Session(tb testing.TB) *discordgo.Session {
	tb.Helper()
	session, err := discordgo.New("Bot " + s.Token)
	if err != nil {
		tb.Fatalf("discordtest: %v", err)
	}
	session.Client = s.Client()
	session.Identify.Intents = discordgo.IntentsGuilds
	tb.Cleanup(func() {
		closed := make(chan struct{})
		go func() {
			defer close(closed)
			_ = session.Close()
		}()
		select { // a session stuck in Open never lets go of its lock
		case <-closed:
		case <-time.After(3 * time.Second):
		}
	})
	return session
}

var errHost = errors.New("a test may talk to the fake Discord only")

type transport struct {
	base *url.URL
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper; like every RoundTripper it leaves the request as it is and sends a copy.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != "discord.com" && r.URL.Host != t.base.Host {
		return nil, &url.Error{Op: r.Method, URL: r.URL.String(), Err: errHost}
	}
	to := r.Clone(r.Context())
	to.URL.Scheme, to.URL.Host, to.Host = t.base.Scheme, t.base.Host, ""
	if carriesToken(to.URL.Path) {
		to.Header.Del("Authorization")
	}
	return t.next.RoundTrip(to)
}

// carriesToken reports a path that is authorized by the token in it: /interactions/ID/TOKEN/… and /webhooks/ID/TOKEN….
func carriesToken(path string) bool {
	segments := strings.Split(strings.TrimPrefix(path, "/api/"), "/")
	return len(segments) > 3 && (segments[1] == "interactions" || segments[1] == "webhooks")
}
