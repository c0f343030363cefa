package corpus

import (
	"context"
	"errors"
	"iter"
)

// ErrNotFound is returned for a document that the store does not hold.
var ErrNotFound = errors.New("no such document")

// Record is a document as stored: with its annotations and the version of the extractor that made them.
type Record struct {
	Document
	Annotations
	Extractor string // an older one: the document is annotated again in the background
}

// Change is one step of the change feed. Sequence numbers rise by commit; a later change to a document
// replaces the earlier one in the feed, so following it from 0 gives each document's last state.
type Change struct {
	Seq     uint64
	ID      ID
	Deleted bool
}

// Store keeps documents with their annotations. It is the truth; every index is derived from it.
// All methods are safe for concurrent use.
type Store interface {
	// Put stores r and reports whether anything changed: storing an equal record again does not
	// advance the change feed.
	Put(ctx context.Context, r *Record) (changed bool, err error)
	// Get returns the record of a document, or an error wrapping ErrNotFound.
	Get(ctx context.Context, id ID) (*Record, error)
	// Delete removes a document and leaves a deletion in the change feed.
	// It returns an error wrapping ErrNotFound when there is none.
	Delete(ctx context.Context, id ID) error
	// Since yields all changes after sequence number seq, in order. It stops at the first error.
	Since(ctx context.Context, seq uint64) iter.Seq2[Change, error]
	// Last returns the highest sequence number, 0 for an empty store.
	Last(ctx context.Context) (uint64, error)
	// New yields the documents that were first stored after sequence number seq, in that order, with the number of that
	// first change: a document that is mended or annotated again is not new again, one that was deleted in between is.
	New(ctx context.Context, seq uint64) iter.Seq2[Change, error]
	// Of lists the documents of a server, by id; those of the operator's corpus for the empty server.
	Of(ctx context.Context, guild string) ([]ID, error)
	// Documents yields all documents without their annotations, by id. It stops at the first error.
	Documents(ctx context.Context) iter.Seq2[*Document, error]
	State
	// Facts yields the values of [State] whose keys begin with prefix, by key.
	Facts(ctx context.Context, prefix string) iter.Seq2[Fact, error]
	Close() error
}

// State keeps small facts beside the documents, such as the text of a query that is too long for a button,
// or that a day's digest has been posted.
type State interface {
	// Load returns the value under key, "" when there is none.
	Load(ctx context.Context, key string) (string, error)
	// Swap sets key to value if it holds old ("" for absent; an empty value removes it) and reports whether it did.
	Swap(ctx context.Context, key, old, value string) (bool, error)
}

// Fact is one value of [State].
type Fact struct{ Key, Value string }
