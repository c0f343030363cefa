// Package starter holds the sample documents that answer questions until the first import: a brief and a team's
// notes, written for this program, so that `briefbot ask` shows something real on a fresh machine.
package starter

import (
	"embed"
	"fmt"
	"path"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest"
)

//go:embed docs/*.md
var files embed.FS

// Documents returns the sample documents, marked as such, in the order of their file names.
func Documents() ([]*corpus.Document, error) {
	entries, err := files.ReadDir("docs")
	if err != nil {
		return nil, fmt.Errorf("list the starter corpus: %w", err)
	}
	docs := make([]*corpus.Document, 0, len(entries))
	for _, e := range entries {
		data, err := files.ReadFile(path.Join("docs", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read the starter corpus: %w", err)
		}
		d, err := ingest.Text(e.Name(), data, ingest.Meta{})
		if err != nil {
			return nil, fmt.Errorf("read the starter corpus: %w", err)
		}
		d.Sample = true
		docs = append(docs, d)
	}
	return docs, nil
}
