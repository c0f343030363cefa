package bot

import (
	"context"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/bot/access"
	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/notebook"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/index/wording"
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
		lines = append(lines, wording.PrivacyNothing)
	} else {
		mine, err := v.keptOf(ctx)
		if err != nil {
			return explained(err)
		}
		lines = append(lines, mine...)
		buttons := []discordgo.MessageComponent{discordgo.Button{Label: wording.EraseMine, Style: discordgo.DangerButton, CustomID: eraseID + " " + eraseMine}}
		if v.may(access.Configure) {
			ids, err := v.bot.cfg.Store.Of(ctx, v.i.GuildID)
			if err != nil {
				return explained(err)
			}
			lines = append(lines, fmt.Sprintf(wording.PrivacyServer,
				len(ids)))
			buttons = append(buttons, discordgo.Button{Label: wording.EraseServer, Style: discordgo.DangerButton, CustomID: eraseID + " " + eraseServer})
		}
		m.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: buttons}}
	}
	lines = append(lines, wording.PrivacyLog)
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
	format := wording.PrivacyHere
	if v.i.GuildID == "" {
		format = wording.PrivacyEverywhere
	}
	reports, digests, err := v.signed(ctx)
	if err != nil {
		return nil, err
	}
	lines := []string{fmt.Sprintf(format, wording.Notes.Of(typed), wording.Messages.Of(saved), wording.Messages.Of(added))}
	if len(reports)+len(digests) > 0 {
		lines = append(lines, fmt.Sprintf(wording.PrivacySigned, wording.Reports.Of(len(reports)), wording.DailyDigests.Of(len(digests))))
	}
	return append(lines, fmt.Sprintf(wording.PrivacyUndo, int(notebook.UndoTime.Minutes()))), nil
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
		return told(wording.ErasedMine, wording.Notes.Of(removed), wording.OtherNotes.Of(changed))
	case !v.may(access.Configure):
		return told(wording.AdministratorsOnly)
	case what == eraseServer:
		return outcome{message: render.Offer(wording.EraseReally,
			wording.EraseServer, eraseID+" "+eraseReally), private: true}
	case what == eraseReally:
		n, err := Purge(ctx, v.bot.cfg.Store, v.i.GuildID)
		if err == nil {
			err = v.bot.joined(ctx, v.i.GuildID)
		}
		if err != nil {
			return explained(err)
		}
		return told(wording.ErasedServer, n)
	}
	return explained(errStale)
}

// signed returns what else the asker's id stands on, here or, in a direct message, in all servers: his reports, and the servers whose digests he has set.
func (v *visit) signed(ctx context.Context) (his []Report, digests []string, err error) {
	all, err := Reports(ctx, v.bot.cfg.Store)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range all {
		if r.By == v.user() && (v.i.GuildID == "" || r.Guild == v.i.GuildID) {
			his = append(his, r)
		}
	}
	digests, err = digest.SetBy(ctx, v.bot.cfg.Store, v.i.GuildID, v.user())
	return his, digests, err
}

// unsign takes the asker's id off his reports and digests, which stay.
func (v *visit) unsign(ctx context.Context) error {
	reports, digests, err := v.signed(ctx)
	if err != nil {
		return err
	}
	for _, r := range reports {
		r.By = ""
		if err := r.save(ctx, v.bot.cfg.Store); err != nil {
			return err
		}
	}
	for _, guild := range digests {
		if err := digest.Unsign(ctx, v.bot.cfg.Store, guild, v.user()); err != nil {
			return err
		}
	}
	return nil
}
