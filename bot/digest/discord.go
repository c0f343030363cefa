package digest

import (
	"context"
	"errors"
	"strings"
	"time"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
)

// Discord is what a digest needs of Discord.
type Discord interface {
	// Scope is what may be shown in a channel of a server. The error wraps ErrAway while that is not known yet.
	Scope(ctx context.Context, guild, channel string) (index.Scope, error)
	// Post sends a message once for a nonce, as long as Discord remembers it, and returns the message's id. The error wraps ErrUnknown when it is
	// not known whether the message is there, and is a *LostError when the bot may not post there any more.
	Post(ctx context.Context, channel, nonce string, m render.Message) (id string, err error)
	// Edit gives one of the bot's messages another content. A message that is gone is no error.
	Edit(ctx context.Context, channel, id string, m render.Message) error
	// Find looks through the channel's messages since a time for one of the bot's own with a button of a run, see [Carries], and returns its id, ""
	// when it is surely not there. The error wraps ErrUnreadable when that cannot be seen.
	Find(ctx context.Context, channel, key string, since time.Time) (id string, err error)
	// Tell writes to somebody who looks after a server: the user, else where the server wants such messages.
	Tell(ctx context.Context, guild, user, nonce, text string) error
}

// Source is what a digest is made of: an index over a store.
type Source interface {
	// Last is the number of the store's latest change.
	Last(ctx context.Context) (uint64, error)
	// Digest gathers what is new.
	Digest(ctx context.Context, s index.Scope, n index.News) (*index.Digest, error)
}

// What can come of a request to Discord besides success and a plain refusal.
var (
	ErrUnknown    = errors.New("it is not known whether it was posted")
	ErrUnreadable = errors.New("the channel's messages cannot be read")
	ErrAway       = errors.New("Discord has not told of the server's channels yet")
)

// LostError says that the bot can no longer post in a channel until somebody changes something.
type LostError struct{ Why string }

func (e *LostError) Error() string { return e.Why }

// The buttons under a digest have the custom id "d ACTION KEY", by which a run's message is found again.
const buttonPrefix = "d "

// ButtonID is the custom id of a button under a digest.
func ButtonID(action, key string) string { return buttonPrefix + action + " " + key }

// Carries reports whether a custom id belongs to the digest of a run.
func Carries(customID, key string) bool {
	rest, ours := strings.CutPrefix(customID, buttonPrefix)
	_, have, _ := strings.Cut(rest, " ")
	return ours && have == key
}
