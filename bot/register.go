package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// Permissions are what the bot asks for when it is invited: to view channels, to send messages with embeds and files, and to read the history, where it looks
// whether a message is still there.
const Permissions = postNeeds | discordgo.PermissionReadMessageHistory

// Invitation is the address at which an administrator invites the application into a server.
func Invitation(app string) string {
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", app, Permissions)
}

// definition is what Discord is told of c.
func (b *Bot) definition(c command) *discordgo.ApplicationCommand {
	// Who may use commands at all, if c takes no more; administrators narrow it in their server's settings.
	offered := cmp.Or(c.offered, int64(discordgo.PermissionUseApplicationCommands))
	d := &discordgo.ApplicationCommand{
		Type: discordgo.ChatApplicationCommand, Name: c.name, Description: c.description, DefaultMemberPermissions: &offered, Options: c.definitions(),
	}
	if c.description == "" {
		d.Type = discordgo.MessageApplicationCommand
	}
	if b.cfg.GuildID == "" {
		// Both may be given for global commands only. Unset, they would mean more than is wanted.
		d.Contexts = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
		if c.server {
			d.Contexts = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}
		}
		d.IntegrationTypes = &[]discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	}
	return d
}

// definitions are c's options, or its subcommands with theirs.
func (c command) definitions() (list []*discordgo.ApplicationCommandOption) {
	for _, s := range c.subs {
		list = append(list, &discordgo.ApplicationCommandOption{
			Type: discordgo.ApplicationCommandOptionSubCommand, Name: s.name, Description: s.description, Options: s.definitions(),
		})
	}
	for _, o := range c.options {
		list = append(list, o.definition())
	}
	return list
}

func (o option) definition() *discordgo.ApplicationCommandOption {
	d := &discordgo.ApplicationCommandOption{
		Type: cmp.Or(o.kind, discordgo.ApplicationCommandOptionString), Name: o.name, Description: o.description,
		Autocomplete: o.complete || o.suggest != nil, MaxLength: o.limit, Required: o.required,
	}
	if o.kind == discordgo.ApplicationCommandOptionChannel {
		d.ChannelTypes = []discordgo.ChannelType{discordgo.ChannelTypeGuildText, discordgo.ChannelTypeGuildNews}
	}
	for _, c := range o.choices {
		d.Choices = append(d.Choices, &discordgo.ApplicationCommandOptionChoice{Name: c, Value: c})
	}
	return d
}

// Register makes Discord's commands those of this program and returns what it changed, a line each; nothing is written when nothing differs.
// With Config.GuildID they are that server's, else they are everywhere.
func (b *Bot) Register(ctx context.Context) (changes []string, err error) {
	app := b.cfg.AppID
	if app == "" {
		a, err := b.rest.application(ctx)
		if err != nil {
			return nil, err
		}
		app = a.ID
	}
	url := discordgo.EndpointApplicationGlobalCommands(app)
	if b.cfg.GuildID != "" {
		url = discordgo.EndpointApplicationGuildCommands(app, b.cfg.GuildID)
	}
	var have, stored []*discordgo.ApplicationCommand
	if err := b.rest.get(ctx, url+"?with_localizations=true", &have); err != nil {
		return nil, err
	}
	want := b.wanted()
	if changes = difference(have, want); len(changes) == 0 {
		return nil, nil
	}
	return changes, b.rest.call(ctx, http.MethodPut, url, want, &stored)
}

// wanted is what Discord is to have.
func (b *Bot) wanted() (want []*discordgo.ApplicationCommand) {
	for _, c := range commands() {
		want = append(want, b.definition(c))
	}
	return want
}

// difference tells what makes want of have: "add /search", "change /demand: option about", "remove /old".
func difference(have, want []*discordgo.ApplicationCommand) []string {
	var changes []string
	for _, w := range want {
		i := slices.IndexFunc(have, func(h *discordgo.ApplicationCommand) bool { return h.Name == w.Name && kind(h) == kind(w) })
		if i < 0 {
			changes = append(changes, "add /"+w.Name)
			continue
		}
		for _, part := range differing(parts(have[i]), parts(w)) {
			changes = append(changes, fmt.Sprintf("change /%s: %s", w.Name, part))
		}
	}
	for _, h := range have {
		if !slices.ContainsFunc(want, func(w *discordgo.ApplicationCommand) bool { return h.Name == w.Name && kind(h) == kind(w) }) {
			changes = append(changes, "remove /"+h.Name)
		}
	}
	return changes
}

// kind of a command, where Discord's answer may leave out the usual one.
func kind(c *discordgo.ApplicationCommand) discordgo.ApplicationCommandType {
	return max(c.Type, discordgo.ChatApplicationCommand)
}

type part struct{ name, value string }

// parts are what can differ between two commands, written so that Discord's way of leaving out defaults makes no difference.
func parts(c *discordgo.ApplicationCommand) []part {
	var permissions int64 = -1
	if c.DefaultMemberPermissions != nil {
		permissions = *c.DefaultMemberPermissions
	}
	out := []part{
		{"description", c.Description},
		{"permissions", fmt.Sprint(permissions)},
		{"contexts", fmt.Sprint(sorted(c.Contexts))},
		{"age restriction", fmt.Sprint(c.NSFW != nil && *c.NSFW)},
		{"localizations", text(c.NameLocalizations) + text(c.DescriptionLocalizations)},
	}
	if c.GuildID == "" && c.IntegrationTypes != nil {
		out = append(out, part{"installation", fmt.Sprint(sorted(c.IntegrationTypes))})
	}
	var order strings.Builder
	for _, o := range c.Options {
		order.WriteString(" " + o.Name)
		out = append(out, part{"option " + o.Name, optionText(o)})
	}
	return append(out, part{"order of options", order.String()})
}

// optionText writes an option and those below it for comparison.
func optionText(o *discordgo.ApplicationCommandOption) string {
	plain := *o
	plain.ChannelTypes, plain.Options, plain.NameLocalizations, plain.DescriptionLocalizations = nil, nil, nil, nil
	all := []string{fmt.Sprintf("%s, %d choices, %s", text(plain), len(o.Choices), text(o.NameLocalizations))}
	for _, below := range o.Options {
		all = append(all, optionText(below))
	}
	return strings.Join(all, "; ")
}

func sorted[T ~uint | ~int](list *[]T) []T {
	if list == nil {
		return nil
	}
	s := slices.Clone(*list)
	slices.Sort(s)
	return s
}

// text writes v for comparison; what is empty is nothing.
func text(v any) string {
	raw, err := json.Marshal(v)
	if err != nil || string(raw) == "null" || string(raw) == "{}" {
		return ""
	}
	return string(raw)
}

func differing(have, want []part) []string {
	var names []string
	for _, w := range want {
		if !slices.Contains(have, w) {
			names = append(names, w.name)
		}
	}
	for _, h := range have {
		if !slices.ContainsFunc(want, func(w part) bool { return w.name == h.name }) {
			names = append(names, h.name)
		}
	}
	return names
}
