package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// poster is Discord as the digest needs it.
type poster struct {
	*Bot
	shown string // the channel in which what is composed will be shown; "": the digest's own
}

// errElsewhere says that a digest's channel may show what the asker's may not.
var errElsewhere = errors.New("the digest is for another channel, which may show more than this one")

// postNeeds are the permissions without which no digest can be posted.
const postNeeds = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages | discordgo.PermissionEmbedLinks | discordgo.PermissionAttachFiles

// awayPatience is how long is waited for what the gateway tells of a server; in an outage of many servers the digests of the others wait behind it.
const awayPatience = 200 * time.Millisecond

// Scope implements digest.Discord. Before the gateway has told of the server it is an error: a digest of what little may be shown then would pass over
// all the rest.
func (p poster) Scope(ctx context.Context, guild, channel string) (index.Scope, error) {
	for deadline := time.Now().Add(awayPatience); !p.model.Knows(guild) && time.Now().Before(deadline); {
		sleep(ctx, 20*time.Millisecond) // the gateway tells of all servers at the begin
	}
	if !p.model.Knows(guild) {
		return index.Scope{}, fmt.Errorf("server %s: %w", guild, digest.ErrAway)
	}
	set, err := p.settings(ctx, guild)
	if err != nil {
		return index.Scope{}, err
	}
	s := p.model.Scope(guild, channel, set.Team)
	if p.shown != "" && p.shown != channel && !p.model.Scope(guild, p.shown, set.Team).Covers(s) {
		return index.Scope{}, errElsewhere
	}
	return s, nil
}

// onceBody is a message that Discord takes once for a nonce; discordgo's own type lacks the fields.
type onceBody struct {
	messageBody
	Nonce        string `json:"nonce"`
	EnforceNonce bool   `json:"enforce_nonce"`
}

// Post implements digest.Discord.
func (p poster) Post(ctx context.Context, channel, nonce string, m render.Message) (string, error) {
	raw, err := p.rest.do(ctx, p.rest.session.Ratelimiter, http.MethodPost, discordgo.EndpointChannelMessages(channel),
		onceBody{body(m, false), nonce, true}, m.Files...)
	if err != nil {
		return "", explainPost(err)
	}
	var sent struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(raw, &sent); err != nil || sent.ID == "" {
		return "", fmt.Errorf("%w: the answer names no message: %w", digest.ErrUnknown, err)
	}
	return sent.ID, nil
}

// Edit implements digest.Discord.
func (p poster) Edit(ctx context.Context, channel, id string, m render.Message) error {
	_, err := p.rest.do(ctx, p.rest.session.Ratelimiter, http.MethodPatch, discordgo.EndpointChannelMessage(channel, id), body(m, false), m.Files...)
	if c := code(err); c == codeUnknownMessage || c == codeUnknownChannel {
		return nil
	}
	return err
}

// Discord's codes after which nothing can be posted to a channel until somebody changes something.
const (
	codeUnknownChannel = 10003
	codeUnknownGuild   = 10004
	codeMissingAccess  = 50001
	codeNoText         = 50008
	codeMissingRight   = 50013
	codeArchived       = 50083
)

// explainPost tells apart what a refused post means.
func explainPost(err error) error {
	if errors.Is(err, errUnknown) {
		return fmt.Errorf("%w: %w", digest.ErrUnknown, err)
	}
	hints := map[int]string{
		codeUnknownChannel: wording.StoppedNoChannel,
		codeUnknownGuild:   wording.StoppedNoServer,
		codeMissingAccess:  wording.StoppedNoView,
		codeNoText:         wording.StoppedNoText,
		codeMissingRight:   wording.StoppedNoRight,
		codeArchived:       wording.StoppedArchived,
	}
	if why, ok := hints[code(err)]; ok {
		return &digest.LostError{Why: why}
	}
	return err
}

// How far Find looks back: what is older than the run cannot be it, even if a clock was wrong, and a channel in which so much has been written since is
// given up.
const (
	findPages = 5
	findSlack = 26 * time.Hour
)

// seenMessage is a message as far as Find needs it; discordgo's own type cannot decode components that it does not know.
type seenMessage struct {
	ID     string `json:"id"`
	Author struct {
		ID string `json:"id"`
	} `json:"author"`
	Components []struct {
		Components []struct {
			CustomID string `json:"custom_id"`
		} `json:"components"`
	} `json:"components"`
}

// Find implements digest.Discord. The bot's own messages hold their components without any intent.
func (p poster) Find(ctx context.Context, channel, key string, since time.Time) (string, error) {
	var me, place struct {
		ID   string `json:"id"`
		Last string `json:"last_message_id"`
	}
	if err := p.rest.get(ctx, discordgo.EndpointUser("@me"), &me); err != nil {
		return "", explainFind(err)
	}
	if err := p.rest.get(ctx, discordgo.EndpointChannel(channel), &place); err != nil {
		return "", explainFind(err)
	}
	before := ""
	for range findPages {
		var page []seenMessage
		if err := p.rest.get(ctx, discordgo.EndpointChannelMessages(channel)+"?limit=100"+before, &page); err != nil {
			return "", explainFind(err)
		}
		for _, m := range page {
			if m.Author.ID == me.ID && m.carries(key) {
				return m.ID, nil
			}
		}
		switch n := len(page); {
		case n == 0 && before == "" && place.Last != "":
			// Without the permission to read the history Discord shows no messages, and says nothing.
			return "", fmt.Errorf("%w: Discord shows none though there are some", digest.ErrUnreadable)
		case n < 100:
			return "", nil
		default:
			oldest := page[n-1].ID
			if written, err := discordgo.SnowflakeTimestamp(oldest); err == nil && written.Before(since.Add(-findSlack)) {
				return "", nil
			}
			before = "&before=" + oldest
		}
	}
	return "", fmt.Errorf("%w: more than %d have been written since", digest.ErrUnreadable, 100*findPages)
}

func (m *seenMessage) carries(key string) bool {
	for _, row := range m.Components {
		for _, c := range row.Components {
			if digest.Carries(c.CustomID, key) {
				return true
			}
		}
	}
	return false
}

// explainFind tells a channel that cannot be read from a Discord that cannot be reached.
func explainFind(err error) error {
	switch code(err) {
	case codeUnknownChannel, codeUnknownGuild, codeMissingAccess, codeMissingRight:
		return fmt.Errorf("%w: %w", digest.ErrUnreadable, err)
	}
	return err
}

// Tell implements digest.Discord: the user is written to directly, and where he does not want that, to the server's own channel for such messages.
func (p poster) Tell(ctx context.Context, guild, user, nonce, text string) error {
	m := render.Message{Content: text}
	var direct struct {
		ID string `json:"id"`
	}
	var err error
	if user != "" {
		err = p.rest.call(ctx, http.MethodPost, discordgo.EndpointUserChannels("@me"), map[string]string{"recipient_id": user}, &direct)
	}
	if err == nil && user != "" {
		if _, err = p.Post(ctx, direct.ID, nonce, m); err == nil || errors.Is(err, digest.ErrUnknown) {
			return err
		}
	}
	var server struct {
		Channel string `json:"system_channel_id"`
	}
	if failed := p.rest.get(ctx, discordgo.EndpointGuild(guild), &server); failed != nil || server.Channel == "" {
		return errors.Join(err, failed)
	}
	_, failed := p.Post(ctx, server.Channel, nonce, m)
	if failed != nil {
		return errors.Join(err, failed)
	}
	return nil
}

// permissionNames are those of the bits in need.
func permissionNames(need int64) string {
	var names []string
	for _, p := range []struct {
		bit  int64
		name string
	}{
		{discordgo.PermissionViewChannel, wording.ViewChannel},
		{discordgo.PermissionSendMessages, wording.SendMessages},
		{discordgo.PermissionEmbedLinks, wording.EmbedLinks},
		{discordgo.PermissionAttachFiles, wording.AttachFiles},
	} {
		if need&p.bit != 0 {
			names = append(names, p.name)
		}
	}
	return strings.Join(names, ", ")
}

// PreviewDigest is the message that would be posted to a server now.
func (b *Bot) PreviewDigest(ctx context.Context, guild string) (render.Message, error) {
	return b.cfg.Digests.Preview(ctx, poster{Bot: b}, guild)
}

// mendDigests takes what is removed out of the digests that were posted lately, until ctx ends.
func (b *Bot) mendDigests(ctx context.Context) {
	if b.cfg.Store == nil {
		return
	}
	for sleep(ctx, b.limits.mend) {
		if err := b.cfg.Digests.Mend(ctx, poster{Bot: b}, b.cfg.Store); err != nil && ctx.Err() == nil {
			b.log.Error("digests do not follow what was removed; it is tried again", "err", err)
			sleep(ctx, time.Minute)
		}
	}
}

// mendDigest makes the digests of a server follow what is hidden or shown again of documents.
func (b *Bot) mendDigest(ctx context.Context, guild string, records ...index.RecordID) {
	if b.cfg.Digests == nil {
		return
	}
	for _, id := range records {
		if err := b.cfg.Digests.MendOf(ctx, poster{Bot: b}, guild, id.Document()); err != nil {
			b.log.Error("a digest does not follow what was hidden", "guild", guild, "err", err)
		}
	}
}
