package discordtest_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/discordtest"
)

const (
	deferred       = discordgo.InteractionResponseDeferredChannelMessageWithSource
	deferredUpdate = discordgo.InteractionResponseDeferredMessageUpdate
	update         = discordgo.InteractionResponseUpdateMessage
)

// call answers with a callback of the type, with or without data.
func call(t *testing.T, s *discordgo.Session, i *discordgo.Interaction, kind discordgo.InteractionResponseType, data *discordgo.InteractionResponseData) {
	if err := s.InteractionRespond(i, &discordgo.InteractionResponse{Type: kind, Data: data}); err != nil {
		t.Errorf("callback of type %d: %v", kind, err)
	}
}

func edit(t *testing.T, s *discordgo.Session, i *discordgo.Interaction, content string) {
	if _, err := s.InteractionResponseEdit(i, &discordgo.WebhookEdit{Content: &content, AllowedMentions: none}); err != nil {
		t.Errorf("edit: %v", err)
	}
}

func pager(id string, more ...discordgo.MessageComponent) []discordgo.MessageComponent {
	next := discordgo.Button{Label: "Next", CustomID: id}
	last := discordgo.Button{Label: "Last", CustomID: id + "-last", Disabled: true}
	site := discordgo.Button{Label: "Site", Style: discordgo.LinkButton, URL: "https://example.org"}
	first := discordgo.ActionsRow{Components: []discordgo.MessageComponent{next, last, site}}
	return append([]discordgo.MessageComponent{first}, more...)
}

func TestDeferredAnswer(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	goOn := make(chan bool)
	connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		call(t, s, i, deferred, &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral})
		<-goOn
		edit(t, s, i, "done")
		more := &discordgo.WebhookParams{Content: "and more", AllowedMentions: none}
		if _, err := s.FollowupMessageCreate(i, true, more); err != nil {
			t.Error(err)
		}
	})
	r := fake.Begin(t, fake.Home(), "ask")
	fake.Until(t, "the defer", r.Acknowledged)
	if !r.Deferred() || !r.Pending() || !r.Ephemeral() || r.AnswerAge() != 0 || r.Message().Flags&discordgo.MessageFlagsLoading == 0 {
		t.Errorf("deferred %v, pending %v, ephemeral %v, answered after %v", r.Deferred(), r.Pending(), r.Ephemeral(), r.AnswerAge())
	}
	goOn <- true
	r.Wait(t)
	fake.Until(t, "the follow-up", func() bool { return len(r.FollowUps()) == 1 })
	if r.Content() != "done" || r.Pending() || r.Text() != "done\nand more" || r.Writes() != 2 || r.AnswerAge() < r.Age() {
		t.Errorf("content %q, text %q, pending %v, writes %d, ages %v %v", r.Content(), r.Text(), r.Pending(), r.Writes(), r.Age(), r.AnswerAge())
	}
}

func TestFirstFollowUpIsTheDeferredAnswer(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		call(t, s, i, deferred, nil)
		if _, err := s.FollowupMessageCreate(i, true, &discordgo.WebhookParams{Content: "late", AllowedMentions: none}); err != nil {
			t.Error(err)
		}
	})
	r := fake.Slash(t, fake.Home(), "ask")
	if r.Content() != "late" || len(r.FollowUps()) != 0 {
		t.Errorf("content %q, %d follow-ups; want the answer itself", r.Content(), len(r.FollowUps()))
	}
	if got := fake.Messages(fake.Home().Channel); len(got) != 1 || got[0].ID != r.Message().ID || len(got[0].AllowedMentions.Parse) != 0 {
		t.Errorf("everyone sees %+v", got)
	}
}

func TestButtonsUpdateTheirMessage(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		if i.Type == discordgo.InteractionApplicationCommand {
			respond(t, s, i, &discordgo.InteractionResponseData{Content: "1", Components: pager("p2"), AllowedMentions: none})
			return
		}
		switch id := i.MessageComponentData().CustomID; id {
		case "p2":
			call(t, s, i, update, &discordgo.InteractionResponseData{Content: "2", Components: pager("p3"), AllowedMentions: none})
		case "p3":
			call(t, s, i, deferredUpdate, nil)
			edit(t, s, i, "3")
		default:
			respond(t, s, i, &discordgo.InteractionResponseData{Content: "what is " + id, AllowedMentions: none})
		}
	})
	first := fake.Slash(t, fake.Home(), "ask")
	if got := len(first.Buttons()); got != 3 {
		t.Fatalf("%d buttons, want 3", got)
	}
	second := fake.Press(t, fake.Home(), first, "Next")
	if first.Content() != "2" || second.Content() != "2" || first.Message().ID != second.Message().ID {
		t.Errorf("after Next: %q and %q", first.Content(), second.Content())
	}
	if third := fake.PressOn(t, fake.Home(), first.Message().ID, "p3"); third.Content() != "3" || !third.Deferred() {
		t.Errorf("after the second Next: %q", third.Content())
	}
	if odd := fake.PressID(t, fake.Home(), "forged"); odd.Content() != "what is forged" {
		t.Errorf("a forged button: %q", odd.Content())
	}
	for _, button := range []string{"Last", "Site", "Nowhere"} {
		if !fails(t, func(tb testing.TB) { fake.Press(tb, fake.Home(), first, button) }) {
			t.Errorf("%s could be pressed", button)
		}
	}
}

// fails runs a helper with a test of its own and reports whether it failed that.
func fails(t *testing.T, f func(testing.TB)) bool {
	tb := &failing{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if r := recover(); r != nil && r != any(tb) {
				panic(r)
			}
		}()
		f(tb)
	}()
	<-done
	return tb.failed != ""
}

// failing is a test that notes its failure instead of failing.
type failing struct {
	testing.TB
	failed string
}

func (f *failing) Helper() {}

func (f *failing) Errorf(format string, _ ...any) { f.failed = format }

func (f *failing) Fatalf(format string, _ ...any) {
	f.failed = format
	panic(any(f))
}

func TestMenusAndForms(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		switch i.Type {
		case discordgo.InteractionApplicationCommand:
			if data := i.ApplicationCommandData(); data.CommandType == discordgo.MessageApplicationCommand {
				respond(t, s, i, &discordgo.InteractionResponseData{Content: data.Resolved.Messages[data.TargetID].Content, AllowedMentions: none})
				return
			}
			topics := discordgo.SelectMenu{CustomID: "topic", Placeholder: "Topic", Options: []discordgo.SelectMenuOption{{Label: "Grain", Value: "g"}, {Label: "Rail", Value: "r"}}}
			respond(t, s, i, &discordgo.InteractionResponseData{
				Content: "?", AllowedMentions: none, Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{topics}}},
			})
		case discordgo.InteractionMessageComponent:
			input := discordgo.TextInput{CustomID: "note", Label: "Note", Style: discordgo.TextInputShort, Value: i.MessageComponentData().Values[0]}
			call(t, s, i, discordgo.InteractionResponseModal, &discordgo.InteractionResponseData{
				CustomID: "form", Title: "A note", Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{input}}},
			})
		case discordgo.InteractionModalSubmit:
			row := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow)
			respond(t, s, i, &discordgo.InteractionResponseData{Content: row.Components[0].(*discordgo.TextInput).Value, AllowedMentions: none})
		}
	})
	at := fake.Home()
	chosen := fake.Select(t, at, fake.Slash(t, at, "ask"), "Topic", "r")
	if form := chosen.Modal(); form == nil || form.Title != "A note" || form.CustomID != "form" || !slices.Equal(form.Inputs, []string{"note"}) {
		t.Fatalf("form = %+v", form)
	}
	if got := fake.Submit(t, chosen).Content(); got != "r" {
		t.Errorf("submitted unchanged: %q, want the value that the bot gave", got)
	}
	if got := fake.Submit(t, chosen, "note", "later").Content(); got != "later" {
		t.Errorf("submitted: %q", got)
	}
	id := fake.Say(at, "the harvest is in")
	if got := fake.Menu(t, at, "Save as note", id).Content(); got != "the harvest is in" {
		t.Errorf("menu: %q", got)
	}
	for name, use := range map[string]func(testing.TB){
		"a value that is not offered": func(tb testing.TB) { fake.Select(tb, at, fake.Slash(tb, at, "ask"), "topic", "x") },
		"two values of one":           func(tb testing.TB) { fake.Select(tb, at, fake.Slash(tb, at, "ask"), "topic", "g", "r") },
		"an unknown input":            func(tb testing.TB) { fake.Submit(tb, chosen, "body", "x") },
		"no form":                     func(tb testing.TB) { fake.Submit(tb, fake.Slash(tb, at, "ask")) },
		"an unknown message":          func(tb testing.TB) { fake.Menu(tb, at, "Save as note", "1") },
	} {
		if !fails(t, use) {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	connect(t, fake, func(s *discordgo.Session, i *discordgo.Interaction) {
		who := i.ApplicationCommandData().GetOption("who")
		offered := []*discordgo.ApplicationCommandOptionChoice{}
		if who.Focused && strings.HasPrefix("Mara Lindqvist", who.StringValue()) {
			offered = append(offered, &discordgo.ApplicationCommandOptionChoice{Name: "Mara Lindqvist", Value: "mara"})
		}
		call(t, s, i, discordgo.InteractionApplicationCommandAutocompleteResult, &discordgo.InteractionResponseData{Choices: offered})
	})
	got := fake.Autocomplete(t, fake.Home(), "ask", "who", "Ma", "kind", "d")
	if want := []discordtest.Choice{{Name: "Mara Lindqvist", Value: "mara"}}; !slices.Equal(got, want) {
		t.Errorf("choices = %v, want %v", got, want)
	}
	if got := fake.Autocomplete(t, fake.Home(), "ask", "who", "X"); len(got) != 0 {
		t.Errorf("choices = %v, want none", got)
	}
	if !fails(t, func(tb testing.TB) { fake.Autocomplete(tb, fake.Home(), "ask", "kind", "d") }) {
		t.Error("an option without autocomplete was completed")
	}
}

func TestTimeLimitsOfInteractions(t *testing.T) {
	t.Parallel()
	fake := discordtest.New(t)
	got := make(chan *discordgo.Interaction, 1)
	session := connect(t, fake, func(_ *discordgo.Session, i *discordgo.Interaction) { got <- i })
	answer := &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{Content: "x", AllowedMentions: none},
	}
	more := &discordgo.WebhookParams{Content: "y", AllowedMentions: none}

	fake.Begin(t, fake.Home(), "ask")
	i := <-got
	if _, err := session.FollowupMessageCreate(i, true, more); code(err) != discordgo.ErrCodeUnknownWebhook {
		t.Errorf("follow-up before the callback: %v", err)
	}
	want(t, fake, "token.early")
	if err := session.InteractionRespond(i, answer); err != nil {
		t.Fatal(err)
	}
	if err := session.InteractionRespond(i, answer); code(err) != discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged {
		t.Errorf("second callback: %v", err)
	}
	want(t, fake, "callback.second")
	fake.Advance(14 * time.Minute)
	edit(t, session, i, "still")
	fake.Advance(2 * time.Minute)
	if _, err := session.FollowupMessageCreate(i, true, more); code(err) != discordgo.ErrCodeInvalidWebhookTokenProvided {
		t.Errorf("follow-up after 16 minutes: %v", err)
	}
	want(t, fake, "token.expired")

	late := fake.Begin(t, fake.Home(), "ask")
	i = <-got
	fake.Advance(4 * time.Second)
	if err := session.InteractionRespond(i, answer); code(err) != discordgo.ErrCodeUnknownInteraction || late.Acknowledged() {
		t.Errorf("callback after 4 seconds: %v", err)
	}
	want(t, fake, "callback.late")
	if age := snowflakeAge(t, i.ID); age > time.Hour {
		t.Errorf("the interaction's id says it is %v old", age)
	}
}

func snowflakeAge(t *testing.T, id string) time.Duration {
	made, err := discordgo.SnowflakeTimestamp(id)
	if err != nil {
		t.Fatal(err)
	}
	return time.Since(made).Abs()
}

// want takes the violations, which must be of just this one rule.
func want(t *testing.T, fake *discordtest.Server, rule string) {
	t.Helper()
	if got := rules(fake); !slices.Equal(got, []string{rule}) {
		t.Errorf("broken rules = %q, want %q", got, rule)
	}
}

// code is Discord's error code in err, 0 if there is none.
func code(err error) int {
	rest := &discordgo.RESTError{}
	if errors.As(err, &rest) {
		return rest.Message.Code
	}
	return 0
}
