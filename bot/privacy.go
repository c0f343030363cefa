package bot

import (
	"context"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/bot/render"
)

// What the buttons of /privacy erase.
const (
	eraseMine   = "mine"
	eraseServer = "server"
	eraseReally = "server!"
)

// privacy answers /privacy: what is kept about the asker and, for an administrator, of the server; in a direct message, in all servers.
func (v *visit) privacy(ctx context.Context, _ Options) outcome {
	lines := []string{}
	m := render.Message{}
	if v.bot.book == nil {
		lines = append(lines, "This bot keeps no notes and no settings.")
	} else {
		mine, err := v.keptOf(ctx)
		if err != nil {
			return explained(err)
		}
		lines = append(lines, mine...)
		buttons := []discordgo.MessageComponent{discordgo.Button{Label: "Delete what is kept about me", Style: discordgo.DangerButton, CustomID: eraseID + " " + eraseMine}}
		if v.may(access.Configure) {
			ids, err := v.bot.cfg.Store.Of(ctx, v.i.GuildID)
			if err != nil {
				return explained(err)
			}
			lines = append(lines, fmt.Sprintf("Of this server: documents and notes (%d), settings, digests and reports. They are deleted seven days after the bot is removed from the server; /export gives the notes as a file.",
				len(ids)))
			buttons = append(buttons, discordgo.Button{Label: "Delete all of this server", Style: discordgo.DangerButton, CustomID: eraseID + " " + eraseServer})
		}
		m.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: buttons}}
	}
	lines = append(lines, "The operator's log names who used a command, where and when; never the words. A question too long for a button is kept without a name.")
	m.Content = render.Lines(lines...).Content
	return outcome{message: m, private: true}
}

// keptOf says what is kept about the asker.
func (v *visit) keptOf(ctx context.Context) ([]string, error) {
	cards, err := v.bot.book.List(ctx, v.i.GuildID, v.i.GuildID == "")
	if err != nil {
		return nil, err
	}
	var typed, saved, added int
	for _, c := range cards {
		switch {
		case c.Guild == "":
		case c.Writer == v.user() && c.Message == "":
			typed++
		case c.Writer == v.user():
			saved++
		case c.By == v.user():
			added++
		}
	}
	where := "in this server"
	if v.i.GuildID == "" {
		where = "in all servers"
	}
	return []string{
		fmt.Sprintf("About you, %s: %s that you wrote, %s of yours that were saved as notes, and your id on %s that you saved of others.",
			where, countOf(typed, "note"), countOf(saved, "message"), countOf(added, "message")),
		fmt.Sprintf("What /note undo needs is kept for %d minutes.", int(notebook.UndoTime.Minutes())),
	}, nil
}

// erase deletes what a button of /privacy says.
func (v *visit) erase(ctx context.Context, what string) outcome {
	if v.bot.book == nil {
		return explained(errNoStore)
	}
	switch {
	case what == eraseMine:
		removed, changed, err := v.bot.book.ForgetUser(ctx, v.i.GuildID, v.user())
		if err != nil {
			return explained(err)
		}
		if err := v.unsign(ctx); err != nil {
			return explained(err)
		}
		return told("Deleted %s of your words, and your id from %s. Nothing of it is shown from the next answer on.", countOf(removed, "note"), countOf(changed, "other note"))
	case !v.may(access.Configure):
		return told("That is for administrators: those who may manage the server.")
	case what == eraseServer:
		return outcome{message: render.Offer("All notes, documents, reports, digests and settings of this server will be deleted at once. This cannot be undone.",
			"Delete all of this server", eraseID+" "+eraseReally), private: true}
	case what == eraseReally:
		n, err := Purge(ctx, v.bot.cfg.Store, v.i.GuildID)
		if err == nil {
			err = v.bot.joined(ctx, v.i.GuildID)
		}
		if err != nil {
			return explained(err)
		}
		return told("Deleted all data of this server. Of its documents and notes there were %d.", n)
	}
	return explained(errStale)
}

// unsign takes the asker's id off his reports, which stay.
func (v *visit) unsign(ctx context.Context) error {
	all, err := Reports(ctx, v.bot.cfg.Store)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.By == v.user() && (v.i.GuildID == "" || r.Guild == v.i.GuildID) {
			r.By = ""
			if err := r.save(ctx, v.bot.cfg.Store); err != nil {
				return err
			}
		}
	}
	return nil
}
