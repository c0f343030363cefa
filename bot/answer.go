package bot

import (
	"context"
	"errors"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// command answers a slash command.
func (v *visit) command(work context.Context, d discordgo.ApplicationCommandInteractionData) {
	options, _ := optionsOf(d)
	v.private, _ = yesNo(options[privateOption])
	v.inTime(
		work,
		func(ctx context.Context) outcome { return v.ask(ctx, d.Name, options) },
		func(o outcome) error { return v.reply.message(o.message, v.private || o.private) },
		func() error { return v.reply.announce(v.private) },
		func(o outcome) error { return v.reply.edit(o.message) },
	)
}

// ask reads the options and answers the question.
func (v *visit) ask(ctx context.Context, name string, options Options) outcome {
	if name == helpCommand {
		return outcome{message: render.Help(Help(ctx, v.bot.cfg.Asker, v.scope())), private: true}
	}
	reader := Reader{Now: v.bot.cfg.Now(), Knows: func(s string) bool { return v.bot.cfg.Asker.Knows(ctx, v.scope(), s) }}
	r, err := reader.Query(name, options)
	if err != nil {
		return explained(err)
	}
	return v.answer(ctx, r.Query)
}

// answer asks the index, and writes the answer with what its buttons need.
func (v *visit) answer(ctx context.Context, q index.Query) outcome {
	a, err := v.bot.cfg.Asker.Ask(ctx, v.scope(), q)
	if err == nil && len(a.Results) == 0 && a.Pages > 0 {
		// Documents have gone since the button was made: the last page there is.
		a, err = v.bot.cfg.Asker.Ask(ctx, v.scope(), q.At(a.Pages))
	}
	if err != nil {
		return explained(err)
	}
	ids, err := v.bot.ids(ctx, a) // without them the answer still comes
	return outcome{message: render.Discord(a, ids), private: len(a.Results) == 0 && len(a.Choices) == 0, err: err}
}

// explained is what the asker is told of an error. The log gets those that are not his to mend.
func explained(err error) outcome {
	var bad *index.QueryError
	o := outcome{private: true}
	text := "Something went wrong on my side. It has been logged."
	switch {
	case errors.As(err, &bad):
		o.message = render.Note(bad.Error())
		return o
	case errors.Is(err, errStopping):
		o.message = render.Note("I am restarting. Please ask again in a moment.")
		return o
	case errors.Is(err, corpus.ErrNotFound):
		o.message = render.Note("That document is no longer here, or not to be shown in this channel.")
		return o
	case errors.Is(err, context.DeadlineExceeded):
		text = "That took too long. A narrower question or period may help."
	}
	o.message, o.err = render.Note(text), err
	return o
}

// optionsOf returns the options as text, and the name of the one that is being typed.
func optionsOf(d discordgo.ApplicationCommandInteractionData) (options Options, focused string) {
	options = Options{}
	for _, o := range d.Options {
		if o == nil {
			continue
		}
		switch value := o.Value.(type) {
		case string:
			options[o.Name] = value
		case bool:
			options[o.Name] = strconv.FormatBool(value)
		case float64:
			options[o.Name] = strconv.FormatFloat(value, 'f', -1, 64)
		}
		if o.Focused {
			focused = o.Name
		}
	}
	return options, focused
}

// complete offers names and topics that begin with what is typed. It has a short time, and then offers nothing.
func (v *visit) complete(work context.Context, d discordgo.ApplicationCommandInteractionData) {
	ctx, cancel := context.WithTimeout(work, v.bot.limits.complete)
	defer cancel()
	choices := []*discordgo.ApplicationCommandOptionChoice{}
	options, focused := optionsOf(d)
	c, err := find(d.Name)
	if o, ok := c.option(focused); err == nil && ok && o.complete {
		found := make(chan []string, 1)
		go func() {
			defer func() {
				if p := recover(); p != nil {
					v.bot.log.Error("autocomplete", "err", v.bot.panicked(p))
					found <- nil
				}
			}()
			names, err := v.bot.cfg.Asker.Complete(ctx, v.scope(), o.name, options[focused], choiceLimit)
			if err != nil && ctx.Err() == nil {
				v.bot.log.Error("autocomplete", "err", err)
			}
			found <- names
		}()
		select {
		case names := <-found:
			choices = offers(names)
		case <-ctx.Done():
		}
	}
	v.fail(v.reply.offer(choices))
}

// Discord's limits of autocomplete: entries, and characters of an entry.
const (
	choiceLimit = 25
	choiceRoom  = 100
)

// offers leaves out what is too long to be sent whole, since half a name names somebody else.
func offers(names []string) []*discordgo.ApplicationCommandOptionChoice {
	choices := []*discordgo.ApplicationCommandOptionChoice{}
	taken := map[string]bool{}
	for _, n := range names {
		if n == "" || taken[n] || width(n) > choiceRoom || len(choices) == choiceLimit {
			continue
		}
		taken[n] = true
		choices = append(choices, &discordgo.ApplicationCommandOptionChoice{Name: n, Value: n})
	}
	return choices
}
