package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"example.org/briefbot/index"
)

func (a *app) queryCommand() *cobra.Command {
	var docs, queries, format string
	var limit int
	cmd := &cobra.Command{
		Use: "query --corpus docs.jsonl --queries queries.jsonl", Short: "Rank a test collection the way /search ranks (TREC run)",
		Long: `Indexes {"id","title","text"} lines into a temporary index, with the mapping and the ranking of /search, and prints a TREC run for
the {"id","text"} queries.`,
		Args: nArgs(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if docs == "" || queries == "" {
				return usagef("query needs --corpus and --queries; briefbot query --help shows how")
			}
			if format != "trec" {
				return usagef("--format %s: only trec is known", format)
			}
			if limit < 1 {
				return usagef("--limit %d: say how many documents a query may return, at least 1", limit)
			}
			c, err := os.Open(a.path(docs))
			if err != nil {
				return fmt.Errorf("open the collection: %w", err)
			}
			defer c.Close()
			q, err := os.Open(a.path(queries))
			if err != nil {
				return fmt.Errorf("open the queries: %w", err)
			}
			defer q.Close()
			return index.RunTREC(cmd.Context(), c, q, a.Out, limit)
		},
	}
	cmd.Flags().StringVar(&docs, "corpus", "", "JSON Lines of documents")
	cmd.Flags().StringVar(&queries, "queries", "", "JSON Lines of queries")
	cmd.Flags().IntVar(&limit, "limit", 100, "documents a query")
	cmd.Flags().StringVar(&format, "format", "trec", "format of the run")
	return cmd
}
