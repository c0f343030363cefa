package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"example.org/briefbot/bot"
)

func (a *app) registerCommand() *cobra.Command {
	return &cobra.Command{
		Use: "register", Short: "Write the slash commands to Discord and print what changed",
		Args: nArgs(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.register(cmd.Context()) },
	}
}

func (a *app) register(ctx context.Context) error {
	cfg, err := a.config()
	if err != nil {
		return err
	}
	if cfg.Token == "" {
		return errNoToken()
	}
	b, err := bot.New(cfg.bot())
	if err != nil {
		return err
	}
	changes, err := b.Register(ctx)
	if err != nil {
		return fmt.Errorf("register the commands: %w", err)
	}
	if len(changes) == 0 {
		changes = []string{"nothing to change: all commands are registered as they should be"}
	}
	for _, c := range changes {
		if _, err := fmt.Fprintln(a.Out, c); err != nil {
			return err
		}
	}
	return nil
}

func errNoToken() error {
	return usagef("%s is not set; put it into .env (copy .env.example) or the environment. The token is at https://discord.com/developers/applications under Bot", envToken)
}

// bot is the part of the settings that the bot needs.
func (c config) bot() bot.Config {
	return bot.Config{Token: c.Token, AppID: c.AppID, GuildID: c.GuildID, APIURL: c.APIURL}
}
