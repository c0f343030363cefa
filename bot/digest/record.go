package digest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// Record is all that is kept of a server's digest.
type Record struct {
	Plan      *Plan     `json:"plan,omitempty"`      // nil: there is none (any more)
	Watermark uint64    `json:"watermark,omitempty"` // documents first stored up to this change have been shown
	Through   time.Time `json:"through,omitzero"`    // planned dates that ended before this local date have been told
	Runs      []Run     `json:"runs,omitempty"`      // oldest first, at most runsKept
}

// Plan is when and where the digest comes.
type Plan struct {
	Channel string    `json:"channel"`
	Zone    string    `json:"zone"`
	Time    Clock     `json:"time"`
	Days    Weekdays  `json:"days"`
	Line    bool      `json:"line,omitempty"` // a day without news gets one line instead of silence
	By      string    `json:"by"`             // the user who set it
	Since   time.Time `json:"since"`          // slots before this instant are not made up for
	Changed time.Time `json:"changed"`        // today's slot is not too late before it is LateWindow after this instant
	Paused  bool      `json:"paused,omitempty"`
	Stopped *Stop     `json:"stopped,omitempty"`
}

// Stop is why the program itself has stopped a plan.
type Stop struct {
	Why  string    `json:"why"` // a sentence for an administrator
	At   time.Time `json:"at"`
	Told bool      `json:"told,omitempty"` // the administrator has been told, or it was tried
}

// State of a run.
type State string

// The states, see the package comment.
const (
	Claimed State = "claimed"
	Sent    State = "sent"
	Unknown State = "unknown"
	Empty   State = "empty"
)

// Run is one posting of a digest.
type Run struct {
	Key     string    `json:"key"` // unique in the record
	Date    time.Time `json:"date"`
	State   State     `json:"state"`
	Channel string    `json:"channel"`
	Slot    time.Time `json:"slot"`    // when it was due
	Claimed time.Time `json:"claimed"` // when the message was first sent, or was about to be
	Message string    `json:"message,omitempty"`
	After   uint64    `json:"after,omitempty"` // documents after this change
	Upto    uint64    `json:"upto"`            // and up to this one are in it
	Cited   string    `json:"cited,omitempty"` // the first digits of the ids of the documents in it
	Passed  time.Time `json:"passed,omitzero"` // planned dates that ended on this day or later are in it
}

// nonceLength is what Discord allows.
const nonceLength = 25

// Nonce is what Discord tells repeated posts of one run by.
func (r *Run) Nonce(guild string) string {
	sum := sha256.Sum256([]byte("briefbot digest\x00" + guild + "\x00" + r.Channel + "\x00" + r.Key))
	return hex.EncodeToString(sum[:])[:nonceLength]
}

// dateKey is the key of a scheduled run.
func dateKey(date time.Time) string { return date.Format(time.DateOnly) }

// nowKey is the key of a run that was asked for by an interaction.
func nowKey(interaction string) string { return "now/" + interaction }

// runsKept is how many runs are remembered: more than the dates that a wrong clock or a change of zone can lead back to.
const runsKept = 16

// run returns the run with a key, nil when there is none.
func (r *Record) run(key string) *Run {
	if i := slices.IndexFunc(r.Runs, func(x Run) bool { return x.Key == key }); i >= 0 {
		return &r.Runs[i]
	}
	return nil
}

// open returns the run whose outcome is not known yet, nil when there is none. There is never more than one.
func (r *Record) open() *Run {
	if i := slices.IndexFunc(r.Runs, func(x Run) bool { return x.State == Claimed }); i >= 0 {
		return &r.Runs[i]
	}
	return nil
}

// Last returns the run that ended last with a message or perhaps with one, nil when there is none.
func (r *Record) Last() *Run {
	for i, x := range slices.Backward(r.Runs) {
		if x.State == Sent || x.State == Unknown {
			return &r.Runs[i]
		}
	}
	return nil
}

// before returns the run that ended before that of a key with a message or perhaps with one, nil when there is none.
func (r *Record) before(key string) *Run {
	var last *Run
	for i, x := range r.Runs {
		if x.Key == key {
			break
		}
		if x.State == Sent || x.State == Unknown {
			last = &r.Runs[i]
		}
	}
	return last
}

// citing is how many of the last runs remember what is in them.
const citing = 8

// add remembers a run.
func (r *Record) add(x Run) {
	r.Runs = append(r.Runs, x)
	if n := len(r.Runs) - citing; n > 0 {
		r.Runs[n-1].Cited = ""
	}
	if n := len(r.Runs) - runsKept; n > 0 {
		r.Runs = slices.Delete(r.Runs, 0, n)
	}
}

// remove forgets a run.
func (r *Record) remove(key string) {
	r.Runs = slices.DeleteFunc(r.Runs, func(x Run) bool { return x.Key == key })
}

// done reports whether a date has had its run.
func (r *Record) done(date time.Time) bool { return r.run(dateKey(date)) != nil }

// active reports whether the plan is to be carried out.
func (p *Plan) active() bool { return p != nil && !p.Paused && p.Stopped == nil }

// Schedule is the plan's.
func (p *Plan) Schedule() (Schedule, error) {
	zone, err := ParseZone(p.Zone)
	if err != nil {
		return Schedule{}, err
	}
	return Schedule{Zone: zone, Time: p.Time, Days: p.Days}, nil
}

// Store is where records are kept: a corpus.Store.
type Store interface {
	corpus.State
	Facts(ctx context.Context, prefix string) iter.Seq2[corpus.Fact, error]
}

const keyPrefix = "digest/"

// Load returns the record of a server, an empty one when there is none.
func Load(ctx context.Context, s corpus.State, guild string) (*Record, error) {
	r, _, err := load(ctx, s, guild)
	return r, err
}

func load(ctx context.Context, s corpus.State, guild string) (*Record, string, error) {
	raw, err := s.Load(ctx, keyPrefix+guild)
	if err != nil {
		return nil, "", fmt.Errorf("digest of server %s: %w", guild, err)
	}
	r, err := decode(raw)
	if err != nil {
		return nil, "", fmt.Errorf("digest of server %s: %w", guild, err)
	}
	return r, raw, nil
}

func decode(raw string) (*Record, error) {
	r := &Record{}
	if raw == "" {
		return r, nil
	}
	if err := json.Unmarshal([]byte(raw), r); err != nil {
		return nil, fmt.Errorf("read what the store keeps: %w", err)
	}
	return r, nil
}

// Server is a server with its record.
type Server struct {
	Guild string
	*Record
}

// All yields the records of all servers. An error for one server, with its id and no record, does not end the sequence.
func All(ctx context.Context, s Store) iter.Seq2[Server, error] {
	return func(yield func(Server, error) bool) {
		for f, err := range s.Facts(ctx, keyPrefix) {
			if err != nil {
				yield(Server{}, fmt.Errorf("list the digests: %w", err))
				return
			}
			guild := strings.TrimPrefix(f.Key, keyPrefix)
			r, err := decode(f.Value)
			if err != nil {
				err = fmt.Errorf("digest of server %s: %w", guild, err)
			}
			if !yield(Server{guild, r}, err) {
				return
			}
		}
	}
}

// errUnchanged ends a change without a write.
var errUnchanged = errors.New("nothing to change")

// change rewrites the record of a server: f gets it as it is and alters it, again with a newer one when somebody else was
// quicker. An error of f leaves the record as it is and is returned, but for errUnchanged.
func change(ctx context.Context, s corpus.State, guild string, f func(*Record) error) (*Record, error) {
	for {
		r, raw, err := load(ctx, s, guild)
		if err != nil {
			return nil, err
		}
		switch err := f(r); {
		case errors.Is(err, errUnchanged):
			return r, nil
		case err != nil:
			return nil, err
		}
		next, err := json.Marshal(r)
		if err != nil {
			return nil, fmt.Errorf("digest of server %s: %w", guild, err)
		}
		swapped, err := s.Swap(ctx, keyPrefix+guild, raw, string(next))
		if err != nil {
			return nil, fmt.Errorf("digest of server %s: %w", guild, err)
		}
		if swapped {
			return r, nil
		}
	}
}
