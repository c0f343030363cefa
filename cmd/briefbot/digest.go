package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.org/briefbot/bot/digest"
	"example.org/briefbot/bot/render"
	"example.org/briefbot/index"
)

func (a *app) digestCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "digest", Short: "Look at the daily digest", Args: nArgs(1, 1, "preview"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return usagef("there is no command digest %s%s; briefbot digest --help lists them", args[0], nearest(cmd, args[0]))
		},
	}
	cmd.SuggestionsMinimumDistance = 2
	var on string
	var file bool
	preview := &cobra.Command{
		Use: "preview [SERVER]", Short: "Show exactly what would be posted now, and post nothing", Args: nArgs(0, 1, "the id of a server, or nothing"),
		Long: `Shows the next daily digest of a server as it would be posted now. Without a server it is that of the only one that has a digest, or else a
first digest of your documents, or of the starter corpus.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			day := time.Now()
			if on != "" {
				var err error
				if day, err = time.Parse(time.DateOnly, on); err != nil {
					return usagef("--on is %q; want a day such as 2025-10-20", on)
				}
				day = day.Add(12 * time.Hour)
			}
			return a.withDesk(cmd.Context(), true, false, func(ctx context.Context, d *desk) error {
				m, err := d.draft(ctx, a.Err, strings.Join(args, ""), day, on != "")
				if err != nil {
					return err
				}
				return a.showDraft(m, file)
			})
		},
	}
	preview.Flags().StringVar(&on, "on", "", "as if it were noon of this day, YYYY-MM-DD")
	preview.Flags().BoolVar(&file, "file", false, "print the attached file instead of the message")
	cmd.AddCommand(preview)
	return cmd
}

// showDraft prints a message, or the text that is attached to it.
func (a *app) showDraft(m render.Message, file bool) error {
	if !file {
		return render.Plain(a.Out, m, a.Terminal.Width)
	}
	for _, f := range m.Files {
		if strings.HasSuffix(f.Name, ".md") {
			_, err := a.Out.Write(f.Data)
			return err
		}
	}
	return errors.New("this digest has nothing attached")
}

// draft composes a digest: with what the bot knows of the server's channels where it runs.
func (d *desk) draft(ctx context.Context, notes io.Writer, guild string, day time.Time, fixed bool) (m render.Message, err error) {
	if guild == "" {
		if guild, err = d.soleDigest(ctx); err != nil {
			return m, err
		}
	}
	if guild == "" {
		ix, err := d.current(ctx, index.Scope{})
		if err != nil {
			return m, err
		}
		return digest.Draft(ctx, whole{ix}, index.Scope{}, &digest.Record{}, day)
	}
	if d.preview != nil && !fixed {
		m, err = d.preview(ctx, guild)
		if err != nil {
			return m, fmt.Errorf("digest of server %s: %w", guild, err)
		}
		return m, nil
	}
	r, err := digest.Load(ctx, d.store, guild)
	if err != nil {
		return m, err
	}
	if r.Plan == nil {
		return m, fmt.Errorf("server %s: %w", guild, digest.ErrNoPlan)
	}
	fmt.Fprintln(notes, "briefbot: Discord is not asked who may view which channel, so material of other channels than the digest's own is left out")
	return digest.Draft(ctx, stored{d}, index.Scope{Guild: guild, Channel: r.Plan.Channel}, r, day)
}

// soleDigest is the one server that has a digest, "" when none has.
func (d *desk) soleDigest(ctx context.Context) (string, error) {
	var guilds []string
	for server, err := range digest.All(ctx, d.store) {
		if err != nil {
			return "", err
		}
		if server.Plan != nil {
			guilds = append(guilds, server.Guild)
		}
	}
	if len(guilds) > 1 {
		return "", usagef("several servers have a digest; name one of %s", strings.Join(guilds, ", "))
	}
	return strings.Join(guilds, ""), nil
}

// stored is the source of digests: what is stored, never the starter corpus.
type stored struct{ *desk }

func (s stored) Last(ctx context.Context) (uint64, error) { return s.store.Last(ctx) }

func (s stored) Digest(ctx context.Context, scope index.Scope, n index.News) (*index.Digest, error) {
	return s.index.Digest(ctx, scope, n)
}

// whole is the source of a first digest of all that an index holds.
type whole struct{ *index.Index }

func (whole) Last(context.Context) (uint64, error) { return math.MaxInt64, nil }

// digests looks at every server's daily digest.
func (e *examination) digests(ctx context.Context, d *desk) {
	n := 0
	for server, err := range digest.All(ctx, d.store) {
		switch {
		case err != nil:
			e.say("digest", err, "")
			continue
		case server.Plan == nil:
			continue
		}
		n++
		if stopped := server.Plan.Stopped; stopped != nil {
			e.say("digest", fmt.Errorf("server %s, channel %s: stopped since %s: %s Mend that, then use /digest resume there",
				server.Guild, server.Plan.Channel, stopped.At.UTC().Format(time.DateTime), stopped.Why), "")
		}
		if last := server.Last(); last != nil && last.State == digest.Unknown {
			e.say("digest", nil, "server %s: unknown whether that of %s was posted; what was in it comes with the next one", server.Guild, last.Date.Format(time.DateOnly))
		}
	}
	if n > 0 {
		e.say("digests", nil, "%s", count(n, "server"))
	}
}
