package bot

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/render"
)

// reply writes the answer to one interaction. It is the only place that sends messages: none of them can mention anybody.
type reply struct {
	rest    *client
	i       *discordgo.Interaction
	limiter *discordgo.RateLimiter // of this interaction alone: discordgo would send the edits of all interactions one after the other
	until   time.Time              // the callback must be there
	limits  limits

	callback discordgo.InteractionResponseType // 0: none yet
}

func (b *Bot) newReply(i *discordgo.Interaction, arrived time.Time) *reply {
	return &reply{rest: b.rest, i: i, limiter: discordgo.NewRatelimiter(), until: arrived.Add(b.limits.callback), limits: b.limits}
}

// callbackBody is a callback as Discord wants it; discordgo's own type leaves out an empty list of choices.
type callbackBody struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

type messageBody struct {
	Content         string                           `json:"content"`
	Embeds          []*discordgo.MessageEmbed        `json:"embeds"`
	Components      []discordgo.MessageComponent     `json:"components"`
	Attachments     []attachmentBody                 `json:"attachments"`
	AllowedMentions discordgo.MessageAllowedMentions `json:"allowed_mentions"`
	Flags           discordgo.MessageFlags           `json:"flags,omitempty"`
}

// attachmentBody tells what a file of the request is, by its number.
type attachmentBody struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
}

type flagsBody struct {
	Flags discordgo.MessageFlags `json:"flags,omitempty"`
}

type formBody struct {
	CustomID   string                       `json:"custom_id"`
	Title      string                       `json:"title"`
	Components []discordgo.MessageComponent `json:"components"`
}

type choicesBody struct {
	Choices []*discordgo.ApplicationCommandOptionChoice `json:"choices"`
}

// body makes m what is sent: empty lists, not absent ones, so that an edit clears what was there.
func body(m render.Message, private bool) messageBody {
	out := messageBody{
		Content: m.Content, Embeds: m.Embeds, Components: m.Components,
		AllowedMentions: discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}},
		Flags:           flags(private),
		Attachments:     []attachmentBody{},
	}
	for i, f := range m.Files {
		out.Attachments = append(out.Attachments, attachmentBody{strconv.Itoa(i), f.Name, f.Description})
	}
	if out.Embeds == nil {
		out.Embeds = []*discordgo.MessageEmbed{}
	}
	if out.Components == nil {
		out.Components = []discordgo.MessageComponent{}
	}
	return out
}

func flags(private bool) discordgo.MessageFlags {
	if private {
		return discordgo.MessageFlagsEphemeral
	}
	return 0
}

// message answers with a new message.
func (r *reply) message(m render.Message, private bool) error {
	return r.respond(discordgo.InteractionResponseChannelMessageWithSource, body(m, private), m.Files...)
}

// form answers with a form to fill in.
func (r *reply) form(f render.Form) error {
	return r.respond(discordgo.InteractionResponseModal, formBody{
		CustomID: f.ID, Title: f.Title,
		Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{f.Input}}},
	})
}

// update changes the message that the pressed button belongs to.
func (r *reply) update(m render.Message) error {
	return r.respond(discordgo.InteractionResponseUpdateMessage, body(m, false), m.Files...)
}

// announce says that a new message will come; its visibility is fixed by it.
func (r *reply) announce(private bool) error {
	return r.respond(discordgo.InteractionResponseDeferredChannelMessageWithSource, flagsBody{flags(private)})
}

// announceUpdate says that the message of the button will change.
func (r *reply) announceUpdate() error {
	return r.respond(discordgo.InteractionResponseDeferredMessageUpdate, nil)
}

// offer answers an autocomplete.
func (r *reply) offer(choices []*discordgo.ApplicationCommandOptionChoice) error {
	return r.respond(discordgo.InteractionApplicationCommandAutocompleteResult, choicesBody{choices})
}

// respond sends the callback. Where it is not known whether it arrived, Discord is asked before it is sent again.
func (r *reply) respond(kind discordgo.InteractionResponseType, data any, files ...render.File) error {
	ctx, cancel := context.WithDeadline(context.Background(), r.until)
	defer cancel()
	send := func() error {
		_, err := r.rest.do(ctx, r.limiter, http.MethodPost, discordgo.EndpointInteractionResponse(r.i.ID, r.i.Token), callbackBody{kind, data}, files...)
		return err
	}
	r.callback = kind
	err := send()
	if errors.Is(err, errUnknown) && kind != discordgo.InteractionApplicationCommandAutocompleteResult && ctx.Err() == nil {
		if _, lookup := r.rest.do(ctx, r.limiter, http.MethodGet, r.original(), nil); lookup == nil {
			return nil
		} else if c := code(lookup); c == codeUnknownWebhook || c == codeUnknownMessage {
			err = send()
		}
	}
	return err
}

func (r *reply) original() string {
	return discordgo.EndpointWebhookMessage(r.i.AppID, r.i.Token, "@original")
}

// edit writes what was announced.
func (r *reply) edit(m render.Message) error {
	ctx, cancel := context.WithTimeout(context.Background(), r.limits.edit)
	defer cancel()
	_, err := r.rest.do(ctx, r.limiter, http.MethodPatch, r.original(), body(m, false), m.Files...)
	return err
}

// follow sends a further message that only the asker sees. It is not sent again when its outcome is unknown.
func (r *reply) follow(m render.Message) error {
	ctx, cancel := context.WithTimeout(context.Background(), r.limits.edit)
	defer cancel()
	_, err := r.rest.do(ctx, r.limiter, http.MethodPost, discordgo.EndpointFollowupMessage(r.i.AppID, r.i.Token), body(m, true), m.Files...)
	return err
}

// lost reports an error after which this interaction cannot be answered any more.
func (r *reply) lost(err error) bool {
	switch code(err) {
	case codeUnknownInteraction, codeAcknowledged, codeInvalidToken:
		return true
	}
	return false
}
