package main

import (
	"context"

	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
)

// deskAsker asks whichever index answers at the moment: an import ends the sample while the bot runs.
type deskAsker struct{ desk *desk }

func (a deskAsker) Ask(ctx context.Context, s index.Scope, q index.Query) (*index.Answer, error) {
	ix, err := a.desk.current(ctx, s)
	if err != nil {
		return nil, err
	}
	return ix.Ask(ctx, s, q)
}

func (a deskAsker) Complete(ctx context.Context, s index.Scope, kind, prefix string, limit int) ([]string, error) {
	ix, err := a.desk.current(ctx, s)
	if err != nil {
		return nil, err
	}
	return ix.Complete(ctx, s, kind, prefix, limit)
}

func (a deskAsker) Knows(ctx context.Context, s index.Scope, name string) bool {
	ix, err := a.desk.current(ctx, s)
	return err == nil && ix.Knows(ctx, s, name)
}

func (a deskAsker) Context(ctx context.Context, s index.Scope, id corpus.ID, spans []corpus.Span) (*index.Passage, error) {
	ix, err := a.desk.current(ctx, s)
	if err != nil {
		return nil, err
	}
	return ix.Context(ctx, s, id, spans)
}
