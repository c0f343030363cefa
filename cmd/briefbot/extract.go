package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.org/briefbot/corpus/extract"
)

func (a *app) extractCommand() *cobra.Command {
	var o extract.Options
	cmd := &cobra.Command{
		Use: "extract < documents.jsonl > annotations.jsonl", Short: "Annotate documents: quotations, demands, dates as JSON Lines",
		Long: `Reads one document a line from standard input, {"id": "...", "text": "...", "dct": "YYYY-MM-DD"}, and writes one line of
annotations for each, in the same order. dct is the publication date and may be left out. Offsets count Unicode code points.
A line that can't be read is reported by its number and skipped; the exit status is then 1.`,
		Args: nArgs(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.Terminal.In {
				return usagef("extract reads documents from standard input; give it a file: briefbot extract < documents.jsonl")
			}
			if o.Workers < 0 {
				return usagef("--workers %d: say how many documents to annotate at once, 0 for one a core", o.Workers)
			}
			err := extract.Stream(cmd.Context(), a.In, a.Out, a.Err, o)
			if errors.Is(err, extract.ErrBadLines) {
				return fmt.Errorf("%w; the other lines were annotated", err)
			}
			return err
		},
	}
	cmd.Flags().IntVar(&o.Workers, "workers", 0, "documents to annotate at once (default: one a core)")
	cmd.Flags().BoolVar(&o.All, "all", false, "write records of any confidence")
	return cmd
}
