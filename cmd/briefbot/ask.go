package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"example.org/briefbot/bot"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
)

func (a *app) askCommand() *cobra.Command {
	var asJSON bool
	var file, theme string
	cmd := &cobra.Command{
		Use: "ask [/COMMAND OPTION:VALUE...]", Short: "Ask a question as it is typed in Discord",
		Long: `Answers any slash command, and plain questions, of which the answer's head says which command they ran. Without a question it opens a prompt with history and completion; questions piped in are answered
one a line.`,
		Example: `  briefbot ask /who-said who:Trump
  briefbot ask '/who-said who:"the Russian president" about:Donetsk'
  briefbot ask /demand by:Ukraine --json
  briefbot ask "who demanded higher wages?"
  briefbot ask /timeline about:ceasefire --picture timeline.png`,
		// A question may hold -words, which are no options of this program.
		DisableFlagParsing: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			words, err := questionOf(cmd, args)
			if err != nil || words == nil && cmd.Flags().Changed("help") {
				return err
			}
			to, err := a.pictureFile(file, theme)
			if err != nil {
				return err
			}
			if len(words) == 0 {
				if to != nil {
					return usagef("--picture %s: say which question to draw, for example briefbot ask /timeline --picture %s", file, file)
				}
				return a.prompt(cmd.Context(), asJSON)
			}
			return a.withDesk(cmd.Context(), true, false, func(ctx context.Context, d *desk) error {
				return a.ask(ctx, d, typedLine(words), asJSON, to)
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	cmd.Flags().StringVar(&file, "picture", "", "also draw the answer to /timeline or /demand into this PNG `file`")
	cmd.Flags().StringVar(&theme, "picture-theme", "dark", "colours of the picture: dark or light")
	return cmd
}

// questionOf parses the options of the program, which begin with two dashes, and returns the other words. It shows the
// help itself and then returns none.
func questionOf(cmd *cobra.Command, args []string) ([]string, error) {
	flags := cmd.Flags()
	flags.AddFlagSet(cmd.InheritedFlags())
	var options, words []string
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "-h" || arg == "--help":
			return nil, errors.Join(flags.Set("help", "true"), cmd.Help())
		case arg == "--":
			words = append(words, args[i+1:]...)
			i = len(args)
		case strings.HasPrefix(arg, "--"):
			options = append(options, arg)
			if f := flags.Lookup(arg[2:]); f != nil && f.NoOptDefVal == "" && i+1 < len(args) {
				i++
				options = append(options, args[i])
			}
		default:
			words = append(words, arg)
		}
	}
	if err := flags.Parse(options); err != nil {
		return nil, usagef("%w; %s --help shows the options", err, cmd.CommandPath())
	}
	return words, nil
}

var named = regexp.MustCompile(`^([\p{L}-]+):(.*)$`)

// typedLine joins the words of a command line to what would have been typed in Discord: the shell has taken the quotation
// marks off values with spaces.
func typedLine(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w
		m := named.FindStringSubmatch(w)
		if m != nil && strings.ContainsAny(w, " \t\n") && !strings.HasPrefix(m[2], `"`) {
			parts[i] = m[1] + `:"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(m[2]) + `"`
		}
	}
	return strings.Join(parts, " ")
}

// ask answers one typed line, and draws the answer where to is set.
func (a *app) ask(ctx context.Context, d *desk, line string, asJSON bool, to *pictureFile) error {
	scope := index.Scope{} // the operator's corpus
	ix, err := d.current(ctx, scope)
	if err != nil {
		return err
	}
	text := render.TextOptions{Width: a.Terminal.Width, Colour: a.colour()}
	q, err := bot.ParseLine(ctx, line, scope, ix)
	if errors.Is(err, bot.ErrHelp) {
		return render.HelpText(a.Out, bot.Help(ctx, ix, scope), text)
	}
	if err != nil {
		return err
	}
	if q, err = to.wanted(q); err != nil {
		return err
	}
	answer, err := ix.Ask(ctx, scope, q)
	if err != nil {
		return err
	}
	if err := a.draw(answer, to); err != nil {
		return err
	}
	switch {
	case asJSON:
		return render.JSON(a.Out, answer)
	default:
		return render.Text(a.Out, answer, text)
	}
}

// colour reports whether the output may be coloured: at a terminal that can do it, unless it is not wanted (https://no-color.org).
func (a *app) colour() bool {
	v, ok := a.Env("NO_COLOR")
	kind, _ := a.Env("TERM")
	return a.Terminal.Out && (!ok || v == "") && kind != "dumb"
}

func (a *app) completeCommand() *cobra.Command {
	return &cobra.Command{
		Use: "complete OPTION PREFIX", Hidden: true, Args: nArgs(2, 2, "an option and the beginning of a value"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withDesk(cmd.Context(), true, false, func(ctx context.Context, d *desk) error {
				ix, err := d.current(ctx, index.Scope{})
				if err != nil {
					return err
				}
				found, err := ix.Complete(ctx, index.Scope{}, args[0], args[1], completions)
				if err != nil {
					return err
				}
				for _, f := range found {
					if _, err := fmt.Fprintln(a.Out, f); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

// completions is how many values a prompt offers.
const completions = 25
