package main

import (
	"context"
	"fmt"
	"iter"
	"net/url"

	"example.org/briefbot/bot"
	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/ingest"
	"example.org/briefbot/corpus/ingest/fetch"
	"example.org/briefbot/corpus/ingest/watch"
)

// importer takes in what moderators bring in Discord.
type importer struct {
	desk  *desk
	fetch *fetch.Client
	off   bool
	turns chan struct{} // a place for each import that runs at a time
}

// parallelImports is how many imports run at a time; questions are to be answered meanwhile.
const parallelImports = 2

func newImporter(d *desk, cfg config) *importer {
	f := fetch.Config{Version: version(), Contact: cfg.Fetch.Contact}
	if u, err := url.Parse(cfg.APIURL); err == nil && cfg.APIURL != "" {
		f.Trusted = []string{u.Host} // a proxy of Discord may give out its attachments as well
	}
	return &importer{desk: d, fetch: fetch.New(f), off: cfg.Fetch.Off, turns: make(chan struct{}, parallelImports)}
}

// Import reads what r names into its server and channel.
func (im *importer) Import(ctx context.Context, r bot.ImportRequest, progress func(done int)) (bot.ImportReport, error) {
	select {
	case im.turns <- struct{}{}:
		defer func() { <-im.turns }()
	case <-ctx.Done():
		return bot.ImportReport{}, ctx.Err()
	}
	var report bot.ImportReport
	var all counts
	docs, err := im.read(ctx, r)
	if err != nil {
		if ctx.Err() != nil {
			return report, ctx.Err()
		}
		report.Refused = []string{oneLine(err.Error())}
		return report, nil
	}
	for got, err := range im.desk.imports(ctx, listed(docs)) {
		if ctx.Err() != nil {
			return report, ctx.Err()
		}
		if err != nil {
			return report, err // the documents were read: this is the store's trouble
		}
		report.Documents = append(report.Documents, described(got))
		all.add(got.counts)
		progress(len(report.Documents))
	}
	report.Counts = all.String()
	return report, im.desk.index.Sync(ctx)
}

// read fetches what r names and makes documents of it. Its errors are for the asker.
func (im *importer) read(ctx context.Context, r bot.ImportRequest) ([]*corpus.Document, error) {
	m := ingest.Meta{Guild: r.Guild, Channel: r.Channel, Publisher: r.Publisher, Published: r.Published}
	if err := m.Validate(); err != nil {
		return nil, err
	}
	if r.URL != "" {
		u, err := fetch.Parse(r.URL)
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: %w", r.URL, err)
		case im.off:
			return nil, fmt.Errorf("%s: the operator of this bot has switched fetching off; save the page and import the file", r.URL)
		}
		return ingest.Page(ctx, watch.NewFeeds(watched{im.desk}, im.desk.store, im.fetch, im.desk.log).Polite(r.Guild), u.String(), m)
	}
	if r.File.Size > fetch.MaxBody {
		return nil, fmt.Errorf("%s: it is larger than %d MB; import its parts one by one", r.File.Name, fetch.MaxBody>>20)
	}
	res, err := im.fetch.Attachment(ctx, r.File.URL)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.File.Name, err)
	}
	return ingest.Read(r.File.Name, res.Body, m)
}

func listed(docs []*corpus.Document) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) { yieldAll(yield)(docs, nil) }
}

func described(r imported) bot.ImportedDocument {
	d := bot.ImportedDocument{ID: r.doc.ID, Title: r.doc.Title, Outcome: r.outcome, Counts: r.counts.String()}
	if r.outcome == outcomeNew && r.doc.Kind != corpus.Note {
		if r.doc.Publisher == "" {
			d.Missing = append(d.Missing, "publisher")
		}
		if r.doc.Published.IsZero() {
			d.Missing = append(d.Missing, "published")
			d.Incomplete = r.counts.relative > 0
		}
	}
	if r.revised != nil {
		d.Revised, d.Changes = r.revised.String(), r.revised.changes()
	}
	return d
}
