package digest

import (
	"context"
	"strings"

	"example.org/briefbot/corpus"
)

// SetBy lists the servers whose digest a user has set: of one server, or of all where guild is "".
func SetBy(ctx context.Context, s corpus.Store, guild, user string) (guilds []string, err error) {
	for f, err := range s.Facts(ctx, keyPrefix+guild) {
		if err != nil {
			return nil, err
		}
		id := strings.TrimPrefix(f.Key, keyPrefix)
		r, err := Load(ctx, s, id)
		if err != nil {
			return nil, err
		}
		if r.Plan != nil && r.Plan.By == user && (guild == "" || id == guild) {
			guilds = append(guilds, id)
		}
	}
	return guilds, nil
}

// Unsign takes a user's id off a server's plan, which goes on; that it has stopped is then told to the server instead of to him.
func Unsign(ctx context.Context, s corpus.State, guild, user string) error {
	_, err := change(ctx, s, guild, func(r *Record) error {
		if r.Plan != nil && r.Plan.By == user {
			r.Plan.By = ""
		}
		return nil
	})
	return err
}
