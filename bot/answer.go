package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/bwmarrin/discordgo"
	"github.com/rivo/uniseg"

	"example.org/briefbot/bot/picture"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// command answers a slash command or an entry of a message's menu.
func (v *visit) command(work context.Context, d discordgo.ApplicationCommandInteractionData) {
	sub, options, _ := optionsOf(d)
	c, known := chosen(d.Name, sub)
	if sub != "" {
		v.name += " " + sub
	}
	if private, given := options[privateOption]; given {
		v.private, _ = yesNo(privateOption, private)
	}
	v.private = v.private || c.quiet
	v.target = messageOf(d)
	v.patient = c.form
	v.long = c.long
	v.inTime(
		work,
		func(ctx context.Context) outcome {
			switch {
			case !known:
				return explained(&index.QueryError{Hint: wording.CommandGone})
			case c.server && v.i.GuildID == "":
				return explained(&index.QueryError{Hint: fmt.Sprintf(wording.ForServersOnly, d.Name)})
			case c.act != nil:
				return c.act(v, ctx, options)
			}
			return v.ask(ctx, d.Name, options)
		},
		v.send,
		func() error { return v.reply.announce(v.private) },
		func(o outcome) error { return v.reply.edit(o.message) },
	)
}

// send answers at once, with a form where the outcome is one.
func (v *visit) send(o outcome) error {
	if o.form != nil {
		return v.reply.form(*o.form)
	}
	return v.reply.message(o.message, v.private || o.private)
}

// ask reads the options and answers the question.
func (v *visit) ask(ctx context.Context, name string, options Options) outcome {
	reader := Reader{Now: v.bot.cfg.Now(), Knows: func(s string) bool { return v.bot.cfg.Asker.Knows(ctx, v.scope(), s) }}
	r, err := reader.Query(name, options)
	if err != nil {
		return explained(err)
	}
	return v.answer(ctx, r.Query)
}

// help describes the commands.
func (v *visit) help(ctx context.Context, _ Options) outcome {
	return outcome{message: render.Help(Help(ctx, v.bot.cfg.Asker, v.scope())), private: true}
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
	ids, err := v.ids(ctx, a) // without them the answer still comes
	m := render.Discord(a, ids)
	if file, drawn := picture.Of(a, picture.Dark); drawn != nil {
		err = errors.Join(err, drawn) // the list still comes
	} else if file != nil {
		m.Files = []render.File{*file}
	}
	return outcome{message: m, private: len(a.Results) == 0 && len(a.Choices) == 0, err: err}
}

// explained is what the asker is told of an error. The log gets those that are not his to mend.
func explained(err error) outcome {
	var bad *index.QueryError
	o := outcome{private: true}
	text := wording.WentWrong
	switch {
	case errors.As(err, &bad):
		o.message = render.Note(bad.Error())
		return o
	case errors.Is(err, errStopping):
		o.message = render.Note(wording.Restarting)
		return o
	case errors.Is(err, corpus.ErrNotFound):
		o.message = render.Note(wording.DocumentGone)
		return o
	case errors.Is(err, context.DeadlineExceeded):
		text = wording.TookTooLong
	}
	o.message, o.err = render.Note(text), err
	return o
}

// optionsOf returns the name of the subcommand, if there is one, the options as text, and the name of the one that is being typed.
func optionsOf(d discordgo.ApplicationCommandInteractionData) (sub string, options Options, focused string) {
	options = Options{}
	list := d.Options
	if len(list) == 1 && list[0] != nil && list[0].Type == discordgo.ApplicationCommandOptionSubCommand {
		sub, list = list[0].Name, list[0].Options
	}
	for _, o := range list {
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
	return sub, options, focused
}

// messageOf is the message in whose menu an entry was chosen, nil for other commands.
func messageOf(d discordgo.ApplicationCommandInteractionData) *discordgo.Message {
	if d.TargetID == "" || d.Resolved == nil {
		return nil
	}
	return d.Resolved.Messages[d.TargetID]
}

// complete offers what begins with what is typed. It has a short time, and then offers nothing.
func (v *visit) complete(work context.Context, d discordgo.ApplicationCommandInteractionData) {
	ctx, cancel := context.WithTimeout(work, v.bot.limits.complete)
	defer cancel()
	choices := []*discordgo.ApplicationCommandOptionChoice{}
	sub, options, focused := optionsOf(d)
	c, known := chosen(d.Name, sub)
	if o, ok := c.option(focused); known && ok && (o.complete || o.suggest != nil) {
		found := make(chan []offer, 1)
		go func() {
			defer func() {
				if p := recover(); p != nil {
					v.bot.log.Error("autocomplete", "err", v.bot.panicked(p))
					found <- nil
				}
			}()
			offers, err := v.suggestions(ctx, o, options[focused])
			if err != nil && ctx.Err() == nil {
				v.bot.log.Error("autocomplete", "err", err)
			}
			found <- offers
		}()
		select {
		case offered := <-found:
			choices = offers(offered)
		case <-ctx.Done():
		}
	}
	v.fail(v.reply.offer(choices))
}

// suggestions are offers for an option in which typed stands so far.
func (v *visit) suggestions(ctx context.Context, o option, typed string) ([]offer, error) {
	if o.suggest != nil {
		return o.suggest(v, ctx, typed)
	}
	names, err := v.bot.cfg.Asker.Complete(ctx, v.scope(), o.name, typed, choiceLimit)
	offers := make([]offer, len(names))
	for i, n := range names {
		offers[i] = offer{n, n}
	}
	return offers, err
}

// Discord's limits of autocomplete: entries, and characters of an entry.
const (
	choiceLimit = 25
	choiceRoom  = 100
)

// offers leaves out what is too long to be sent whole, since half a name names somebody else.
func offers(all []offer) []*discordgo.ApplicationCommandOptionChoice {
	choices := []*discordgo.ApplicationCommandOptionChoice{}
	taken, named := map[string]bool{}, map[string]bool{}
	for _, o := range all {
		if named[o.name] {
			o.name = toldApart(o)
		}
		if o.name == "" || taken[o.value] || width(o.name) > choiceRoom || width(o.value) > choiceRoom || len(choices) == choiceLimit {
			continue
		}
		taken[o.value], named[o.name] = true, true
		choices = append(choices, &discordgo.ApplicationCommandOptionChoice{Name: o.name, Value: o.value})
	}
	return choices
}

// toldApart is an offer's name with its value behind: another one has the same name.
func toldApart(o offer) string {
	behind := " · " + o.value
	if width(o.name+behind) <= choiceRoom {
		return o.name + behind
	}
	room, end := choiceRoom-width("…"+behind), 0
	for g := uniseg.NewGraphemes(o.name); g.Next(); {
		if room -= width(g.Str()); room < 0 {
			break
		}
		_, end = g.Positions()
	}
	return o.name[:end] + "…" + behind
}
