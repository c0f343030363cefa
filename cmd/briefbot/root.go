package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"
)

// app is one command line being executed.
type app struct {
	console
	data string // --data
	desk *desk  // set when a running server executes the command for a client

	forwarded bool // a server has executed the command
}

// execute parses the command line and runs what it asks for.
func execute(ctx context.Context, a *app) error {
	root := &cobra.Command{
		Use:   "briefbot",
		Short: "Exact words, who said them, who wants what, and when: with citations",
		Long: `briefbot answers briefing questions over your articles and notes, at this terminal and in Discord. Every answer is
verbatim text of a stored document, with its place.

Try it:   briefbot ask /who-said who:Trump
Your own: briefbot import article.txt --publisher "The Outlet" --published 2025-10-19
Discord:  put DISCORD_TOKEN=... into .env, then briefbot serve`,
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		Args:              cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no command %q%s; briefbot --help lists them", args[0], nearest(cmd, args[0]))
			}
			return cmd.Help()
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.PersistentFlags().StringVar(&a.data, "data", "", "the data directory (default: $"+envData+", else the user's state directory)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w; %s --help shows the options", err, cmd.CommandPath())
	})
	root.AddCommand(a.serveCommand(), a.askCommand(), a.importCommand(), a.removeCommand(), a.exportCommand(), a.watchCommand(), a.extractCommand(),
		a.queryCommand(), a.indexCommand(), a.digestCommand(), a.registerCommand(), a.doctorCommand(), a.versionCommand(), a.completeCommand())
	root.AddCommand(a.noteCommand(), a.reportsCommand(), a.backupCommand(), a.restoreCommand())
	root.SetArgs(a.Args)
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	return root.ExecuteContext(ctx)
}

func nearest(cmd *cobra.Command, word string) string {
	if s := cmd.SuggestionsFor(word); len(s) > 0 {
		return fmt.Sprintf(" (did you mean %s?)", s[0])
	}
	return ""
}

// nArgs wants between least and most positional arguments; what names them in the error.
func nArgs(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("%s needs %s; %s --help shows how", cmd.CommandPath(), what, cmd.CommandPath())
		case most >= 0 && len(args) > most:
			return usagef("%s does not know what to do with %q; %s --help shows how", cmd.CommandPath(), args[most], cmd.CommandPath())
		}
		return nil
	}
}

// config loads the settings and applies the flags that every command has.
func (a *app) config() (config, error) {
	c, err := loadConfig(a.Dir, a.Env)
	if err != nil {
		return c, usageError{err}
	}
	if a.data != "" {
		c.Data = a.path(a.data)
	}
	c.around = a.Around
	return c, nil
}

func (l logConfig) logger(w io.Writer) *slog.Logger {
	o := &slog.HandlerOptions{Level: l.Level}
	if l.JSON {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
