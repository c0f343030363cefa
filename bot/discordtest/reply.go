package discordtest

import (
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A Reply is what the bot has made of one interaction. It is live: its methods tell the state of now, after all edits so far.
type Reply struct {
	Place Place // who caused it, and where

	server      *Server
	interaction *interaction
}

// Wait waits until the bot has answered, or, after a defer, has edited or followed up. It fails the test when the bot does not:
// a little after the 3 seconds for a callback if there was none, else when the server's patience is over.
func (r *Reply) Wait(tb testing.TB) *Reply {
	tb.Helper()
	s := r.server
	late := time.AfterFunc(callbackTime+500*time.Millisecond, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		r.interaction.abandoned = r.interaction.callback == 0
		s.notify()
	})
	defer late.Stop()
	if !s.await(func() bool { return see(r, func(i *interaction) bool { return i.settled() || i.abandoned }) }) || !r.Acknowledged() {
		tb.Fatalf("discordtest: the interaction was not answered (callback type %d, deferred %v)%s", r.Callback(), r.Deferred(), s.hints())
	}
	return r
}

// see returns f of the interaction while nothing changes.
func see[T any](r *Reply, f func(*interaction) T) T {
	r.server.mu.Lock()
	defer r.server.mu.Unlock()
	return f(r.interaction)
}

// Acknowledged reports whether there has been a callback, be it a defer.
func (r *Reply) Acknowledged() bool {
	return see(r, func(i *interaction) bool { return i.callback != 0 })
}

// Callback is the callback's type; 0 while there is none.
func (r *Reply) Callback() discordgo.InteractionResponseType {
	return discordgo.InteractionResponseType(see(r, func(i *interaction) int { return i.callback }))
}

// Deferred reports that the callback only announced the answer, whether or not this has come since.
func (r *Reply) Deferred() bool {
	return see(r, func(i *interaction) bool { return i.callback == callbackDefer || i.callback == callbackDeferUpdate })
}

// Pending reports an announced answer that has not come yet.
func (r *Reply) Pending() bool { return see(r, func(i *interaction) bool { return i.loading }) }

// Ephemeral reports that only the place's user sees the answer.
func (r *Reply) Ephemeral() bool { return see(r, func(i *interaction) bool { return i.ephemeral }) }

// Age is how long the bot took for its callback, by the server's clock; 0 without one.
func (r *Reply) Age() time.Duration {
	return see(r, func(i *interaction) time.Duration { return since(i.created, i.acked) })
}

// AnswerAge is how long the bot took for the first content; 0 while there is none.
func (r *Reply) AnswerAge() time.Duration {
	return see(r, func(i *interaction) time.Duration { return since(i.created, i.answered) })
}

func since(from, to time.Time) time.Duration {
	if to.IsZero() {
		return 0
	}
	return to.Sub(from)
}

// Message is the answer as it stands now: the new message, or for a component the updated one. It is nil if there is none or it was deleted.
func (r *Reply) Message() *Message {
	return see(r, func(i *interaction) *Message { return r.server.shown(i.original) })
}

// FollowUps are the further messages as they stand now, without deleted ones.
func (r *Reply) FollowUps() []*Message {
	return see(r, func(i *interaction) []*Message {
		var out []*Message
		for _, id := range i.followUps {
			if m := r.server.shown(id); m != nil {
				out = append(out, m)
			}
		}
		return out
	})
}

// shown needs s.mu held.
func (s *Server) shown(id string) *Message {
	if m := s.messages[id]; m != nil && !m.deleted {
		return s.view(m)
	}
	return nil
}

// Writes is how often the answer was written, the first time and the defer included.
func (r *Reply) Writes() int {
	return see(r, func(i *interaction) int {
		if m := r.server.messages[i.original]; m != nil {
			return m.writes
		}
		return 0
	})
}

// Content is the answer's plain text.
func (r *Reply) Content() string {
	if m := r.Message(); m != nil {
		return m.Content
	}
	return ""
}

// Embeds are the answer's embeds.
func (r *Reply) Embeds() []*discordgo.MessageEmbed {
	if m := r.Message(); m != nil {
		return m.Embeds
	}
	return nil
}

// Components are the answer's rows.
func (r *Reply) Components() []discordgo.MessageComponent {
	if m := r.Message(); m != nil {
		return m.Components
	}
	return nil
}

// Files are what is attached to the answer.
func (r *Reply) Files() []File {
	if m := r.Message(); m != nil {
		return m.Files
	}
	return nil
}

// Text is all that the answer and its follow-ups show to a reader, top to bottom: content, and of each embed author, title, description, fields, footer.
func (r *Reply) Text() string {
	var lines []string
	for _, m := range append([]*Message{r.Message()}, r.FollowUps()...) {
		if m == nil {
			continue
		}
		lines = append(lines, m.Content)
		for _, e := range m.Embeds {
			if e.Author != nil {
				lines = append(lines, e.Author.Name)
			}
			lines = append(lines, e.Title, e.Description)
			for _, f := range e.Fields {
				lines = append(lines, f.Name, f.Value)
			}
			if e.Footer != nil {
				lines = append(lines, e.Footer.Text)
			}
		}
	}
	kept := lines[:0]
	for _, l := range lines {
		if l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// Buttons are the answer's buttons, row by row.
func (r *Reply) Buttons() []*discordgo.Button {
	var out []*discordgo.Button
	for _, c := range r.Components() {
		row, ok := c.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			if b, ok := c.(*discordgo.Button); ok {
				out = append(out, b)
			}
		}
	}
	return out
}

// Menu returns the values of a select menu of the answer, named by its placeholder or custom id.
func (r *Reply) Menu(name string) []string {
	var values []string
	for _, o := range r.options(name) {
		values = append(values, o.Value)
	}
	return values
}

// Entry returns the value of the menu's entry whose label contains text, "" when there is none.
func (r *Reply) Entry(name, text string) string {
	for _, o := range r.options(name) {
		if strings.Contains(o.Label, text) {
			return o.Value
		}
	}
	return ""
}

func (r *Reply) options(name string) []discordgo.SelectMenuOption {
	for _, c := range r.Components() {
		row, ok := c.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range row.Components {
			if m, ok := c.(*discordgo.SelectMenu); ok && (m.Placeholder == name || m.CustomID == name) {
				return m.Options
			}
		}
	}
	return nil
}
