package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/index/wording"
)

// mention is a message as far as a question to the bot needs it. Discord tells the words of those that mention the bot without the
// privileged intent, and of no others.
type mention struct {
	ID       string           `json:"id"`
	Channel  string           `json:"channel_id"`
	Guild    string           `json:"guild_id"`
	Content  string           `json:"content"`
	Webhook  string           `json:"webhook_id"`
	Author   discordgo.User   `json:"author"`
	Mentions []discordgo.User `json:"mentions"`
}

// listen follows the events that mentions take: who the bot is, and messages.
func (b *Bot) listen(work context.Context, name string, data []byte) {
	switch name {
	case "READY":
		var e struct{ User discordgo.User }
		if err := json.Unmarshal(data, &e); err != nil {
			b.log.Error("event not understood", "name", name, "err", err)
			return
		}
		b.mu.Lock()
		defer b.mu.Unlock()
		b.me = e.User.ID
	case "MESSAGE_CREATE":
		arrived := time.Now()
		var m mention
		if err := json.Unmarshal(data, &m); err != nil {
			b.log.Error("event not understood", "name", name, "err", err)
			return
		}
		b.mu.Lock()
		me := b.me
		b.mu.Unlock()
		if m.asks(me) {
			go b.onMention(work, m, arrived)
		}
	}
}

// asks reports whether m is a person's question to the bot in a server: its name is written there, which a mere reply to one of its
// messages does without.
func (m *mention) asks(me string) bool {
	if me == "" || m.Guild == "" || m.Webhook != "" || m.Author.Bot || m.Author.ID == me {
		return false
	}
	return slices.ContainsFunc(m.Mentions, func(u discordgo.User) bool { return u.ID == me }) &&
		slices.ContainsFunc(marks.FindAllStringSubmatch(m.Content, -1), func(s []string) bool { return s[1] == me })
}

// marks are mentions, channels and emoji within a message; the group is the user who is mentioned.
var marks = regexp.MustCompile(`<(?:@!?([0-9]+)|@&[0-9]+|#[0-9]+|a?:\w+:[0-9]+|/[^<>]+:[0-9]+)>`)

// onMention answers a question to the bot with a message beneath it. Everyone in the channel sees it, so it shows what the channel may see,
// and nobody is pinged.
func (b *Bot) onMention(work context.Context, m mention, arrived time.Time) {
	b.counts.interactions.Add(1)
	v := &visit{
		bot: b, arrived: arrived, name: "mention", reply: &reply{limits: b.limits},
		i: &discordgo.Interaction{ID: m.ID, GuildID: m.Guild, ChannelID: m.Channel, User: &m.Author},
	}
	defer v.record()
	defer func() {
		if p := recover(); p != nil {
			v.fail(b.panicked(p))
		}
	}()
	inside := b.gate.enter()
	if inside == 0 {
		return
	}
	defer b.gate.leave()
	if inside > b.limits.queue {
		b.counts.busy.Add(1)
		return
	}
	var err error
	if v.set, err = b.settings(work, m.Guild); err != nil {
		v.fail(err)
		return
	}
	send := func(o outcome) error { return b.replyTo(m, o.message) }
	v.inTime(
		work,
		func(ctx context.Context) outcome { return v.plain(ctx, marks.ReplaceAllString(m.Content, " ")) },
		send, func() error { return nil }, send,
	)
}

// plain answers a plain question and says which command it took it for.
func (v *visit) plain(ctx context.Context, text string) outcome {
	reader := Reader{Now: v.bot.cfg.Now(), Knows: func(s string) bool { return v.bot.cfg.Asker.Knows(ctx, v.scope(), s) }}
	r, err := reader.Plain(text)
	switch {
	case err != nil:
		return explained(err)
	case r.Query == nil:
		return outcome{message: render.Lines(v.mentionHelp(ctx, wording.MentionHelp)...)}
	case v.set.PrivateIn(v.i.ChannelID, v.bot.model.Home(v.i.GuildID, v.i.ChannelID)):
		return outcome{message: render.Note(fmt.Sprintf(wording.MentionPrivate, r.Query))}
	}
	v.name = "mention " + r.Query.Command()
	o := v.answer(ctx, r.Query)
	o.message = render.Ran(o.message, r.Query)
	if r.Guessed && o.private { // nothing was found
		o.message = render.Below(o.message, v.mentionHelp(ctx, wording.MentionGuessed)...)
	}
	return o
}

// mentionHelp is head and questions that can be asked, with names and topics of the documents.
func (v *visit) mentionHelp(ctx context.Context, head string) []string {
	n := realNames(ctx, v.bot.cfg.Asker, v.scope())
	return []string{
		head, fmt.Sprintf(wording.MentionWhoSaid, n.who), fmt.Sprintf(wording.MentionDemand, n.by), fmt.Sprintf(wording.MentionTimeline, n.about),
		fmt.Sprintf(wording.MentionSearch, n.about), wording.MentionMore,
	}
}

// replyBody is a message that answers another.
type replyBody struct {
	onceBody
	Reference referenceBody `json:"message_reference"`
}

type referenceBody struct {
	Message string `json:"message_id"`
	Gone    bool   `json:"fail_if_not_exists"`
}

// codeNoHistory is what Discord says to a reply where the bot may not read the history.
const codeNoHistory = 160002

// replyTo posts a reply to m. The question's id is the nonce, so that it is posted once however often Discord tells of the question.
func (b *Bot) replyTo(m mention, a render.Message) error {
	ctx, cancel := context.WithTimeout(context.Background(), b.limits.edit)
	defer cancel()
	once := onceBody{body(a, false), m.ID, true}
	send := func(body any) error {
		_, err := b.rest.do(ctx, b.rest.session.Ratelimiter, http.MethodPost, discordgo.EndpointChannelMessages(m.Channel), body, a.Files...)
		return err
	}
	err := send(replyBody{once, referenceBody{Message: m.ID}})
	if code(err) == codeNoHistory {
		err = send(once)
	}
	return err
}
