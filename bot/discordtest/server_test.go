package discordtest_test

import (
	"testing"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
)

// none is allowed_mentions with nothing in it.
var none = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}

var (
	contexts     = []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
	integrations = []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
)

// definitions are the commands of the tests' bot.
func definitions() []*discordgo.ApplicationCommand {
	admin := int64(discordgo.PermissionManageGuild)
	option := func(t discordgo.ApplicationCommandOptionType, name string) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{Type: t, Name: name, Description: "the " + name}
	}
	who := option(discordgo.ApplicationCommandOptionString, "who")
	who.Autocomplete = true
	kind := option(discordgo.ApplicationCommandOptionString, "kind")
	kind.Choices = []*discordgo.ApplicationCommandOptionChoice{{Name: "direct", Value: "d"}, {Name: "indirect", Value: "i"}}
	add := option(discordgo.ApplicationCommandOptionSubCommand, "add")
	body := option(discordgo.ApplicationCommandOptionString, "text")
	body.Required = true
	add.Options = []*discordgo.ApplicationCommandOption{
		body, option(discordgo.ApplicationCommandOptionChannel, "channel"), option(discordgo.ApplicationCommandOptionAttachment, "file"),
		option(discordgo.ApplicationCommandOptionInteger, "n"), option(discordgo.ApplicationCommandOptionBoolean, "private"),
		option(discordgo.ApplicationCommandOptionRole, "role"), option(discordgo.ApplicationCommandOptionUser, "user"),
	}
	slash := func(name string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
		return &discordgo.ApplicationCommand{
			Name: name, Description: "about " + name, Options: options, Contexts: &contexts, IntegrationTypes: &integrations,
		}
	}
	settings := slash("settings")
	settings.DefaultMemberPermissions = &admin
	settings.Contexts = &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	menu := &discordgo.ApplicationCommand{
		Name: "Save as note", Type: discordgo.MessageApplicationCommand, Contexts: &contexts, IntegrationTypes: &integrations,
	}
	return []*discordgo.ApplicationCommand{slash("ask", who, kind), slash("note", add), settings, menu}
}

// connect opens a session that answers interactions with answer, and registers the commands.
func connect(t *testing.T, fake *discordtest.Server, answer func(*discordgo.Session, *discordgo.Interaction)) *discordgo.Session {
	t.Helper()
	session := fake.Session(t)
	session.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) { answer(s, i.Interaction) })
	if err := session.Open(); err != nil {
		t.Fatal(err)
	}
	if _, err := session.ApplicationCommandBulkOverwrite(fake.Application, "", definitions()); err != nil {
		t.Fatal(err)
	}
	return session
}

// say answers with plain text.
func say(t *testing.T, text string) func(*discordgo.Session, *discordgo.Interaction) {
	return func(s *discordgo.Session, i *discordgo.Interaction) {
		respond(t, s, i, &discordgo.InteractionResponseData{Content: text, AllowedMentions: none})
	}
}

func respond(t *testing.T, s *discordgo.Session, i *discordgo.Interaction, data *discordgo.InteractionResponseData) {
	err := s.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: data})
	if err != nil {
		t.Errorf("respond: %v", err)
	}
}

func TestSlashIsAnswered(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		data := i.ApplicationCommandData()
		respond(t, s, i, &discordgo.InteractionResponseData{
			Content: data.Name + " " + data.Options[0].StringValue(), AllowedMentions: none, Flags: discordgo.MessageFlagsEphemeral,
			Embeds: []*discordgo.MessageEmbed{{Title: "Title", Fields: []*discordgo.MessageEmbedField{{Name: "n", Value: "v"}}}},
		})
	})
	r := fake.Slash(t, fake.Home(), "ask", "who", "Mara Lindqvist")
	if got, want := r.Content(), "ask Mara Lindqvist"; got != want {
		t.Errorf("content = %q, want %q", got, want)
	}
	if !r.Ephemeral() || r.Deferred() || r.Pending() || r.Callback() != discordgo.InteractionResponseChannelMessageWithSource {
		t.Errorf("ephemeral %v, deferred %v, pending %v, callback %v", r.Ephemeral(), r.Deferred(), r.Pending(), r.Callback())
	}
	if got, want := r.Text(), "ask Mara Lindqvist\nTitle\nn\nv"; got != want {
		t.Errorf("text = %q, want %q", got, want)
	}
	if posted := fake.Messages(fake.Home().Channel); len(posted) != 0 {
		t.Errorf("everyone sees %d messages, want none: the answer is ephemeral", len(posted))
	}
}
