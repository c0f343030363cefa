package corpustest

import (
	"database/sql"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // the driver

	"example.org/briefbot/corpus"
)

// Sentence is a sentence of a document.
type Sentence struct {
	Doc  corpus.ID
	Text string
}

// FullText puts the sentences of records into SQLite's full-text search and returns what it finds for any of a text's words, best first,
// at most limit: the measure for our own ranking.
func FullText(tb testing.TB, records []*corpus.Record, limit int) func(text string) []Sentence {
	tb.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(1) // each connection has a memory of its own
	tb.Cleanup(func() { _ = db.Close() })
	exec := func(query string, args ...any) {
		if _, err := db.ExecContext(tb.Context(), query, args...); err != nil {
			tb.Fatal(err)
		}
	}
	exec(`CREATE VIRTUAL TABLE sentences USING fts5(doc UNINDEXED, text, tokenize = 'porter unicode61')`)
	exec(`BEGIN`)
	for _, r := range records {
		for _, s := range r.Sentences {
			exec(`INSERT INTO sentences VALUES (?, ?)`, r.ID, r.Cut(s))
		}
	}
	exec(`COMMIT`)
	return func(text string) []Sentence {
		words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '"' })
		rows, err := db.QueryContext(tb.Context(), `SELECT doc, text FROM sentences WHERE sentences MATCH ? ORDER BY bm25(sentences), rowid LIMIT ?`,
			`"`+strings.Join(words, `" OR "`)+`"`, limit)
		if err != nil {
			tb.Fatal(err)
		}
		defer rows.Close()
		var out []Sentence
		for rows.Next() {
			var s Sentence
			if err := rows.Scan(&s.Doc, &s.Text); err != nil {
				tb.Fatal(err)
			}
			out = append(out, s)
		}
		if err := rows.Err(); err != nil {
			tb.Fatal(err)
		}
		return out
	}
}
