package notebook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"example.org/briefbot/corpus"
)

// UndoTime is how long a change can be undone.
const UndoTime = 10 * time.Minute

// step is what somebody did last. Added is there now, Removed was there before.
type step struct {
	At      time.Time        `json:"at"`
	Added   *Card            `json:"added,omitempty"`
	Removed *Card            `json:"removed,omitempty"`
	Was     *corpus.Document `json:"was,omitempty"` // the document of Removed
}

func undoKey(guild, user string) string { return "undo/" + guild + "/" + user }

func (s step) guild() string {
	if s.Added != nil {
		return s.Added.Guild
	}
	return s.Removed.Guild
}

// remember keeps s for undoing.
func (b *Book) remember(ctx context.Context, user string, s step) error {
	s.At = b.now().UTC()
	return b.write(ctx, undoKey(s.guild(), user), s)
}

// Edit gives a typed note another text. It gets another id, since a document never changes.
func (b *Book) Edit(ctx context.Context, guild string, id corpus.ID, user, text string) (*Card, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	old, err := b.card(ctx, guild, id)
	if err != nil {
		return nil, err
	}
	if old.Message != "" {
		return nil, ErrSaved
	}
	was, err := b.store.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	doc, card, err := b.draft(Draft{
		Guild: old.Guild, Home: old.Home, By: old.By, Writer: old.Writer, Name: old.Name, Text: text, Written: was.Published,
	})
	if err != nil {
		return nil, err
	}
	if doc.ID == id {
		return old, ErrThere
	}
	if err := errors.Join(b.put(ctx, doc, card), b.remove(ctx, old)); err != nil {
		return nil, fmt.Errorf("edit note %s: %w", id, err)
	}
	return card, b.remember(ctx, user, step{Added: card, Removed: old, Was: &was.Document})
}

// Delete removes a note; user can undo it for a while.
func (b *Book) Delete(ctx context.Context, guild string, id corpus.ID, user string) (*Card, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	card, err := b.card(ctx, guild, id)
	if err != nil {
		return nil, err
	}
	was, err := b.store.Get(ctx, id)
	if err != nil {
		return nil, errors.Join(err, b.remove(ctx, card))
	}
	if err := b.remove(ctx, card); err != nil {
		return nil, fmt.Errorf("delete note %s: %w", id, err)
	}
	return card, b.remember(ctx, user, step{Removed: card, Was: &was.Document})
}

// Undone is what [Book.Undo] has done: Back is there again, Gone is not.
type Undone struct{ Back, Gone *Card }

// Undo takes back what user did last in a server, or returns [ErrNothing].
func (b *Book) Undo(ctx context.Context, guild, user string) (u Undone, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := undoKey(guild, user)
	text, err := b.store.Load(ctx, key)
	if err != nil {
		return u, err
	}
	var s step
	if text == "" {
		return u, ErrNothing
	}
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return u, fmt.Errorf("read what is to be undone: %w", err)
	}
	if b.now().Sub(s.At) > UndoTime {
		return u, errors.Join(ErrNothing, b.set(ctx, key, ""))
	}
	if s.Removed != nil {
		if err := b.put(ctx, s.Was, s.Removed); err != nil {
			return u, fmt.Errorf("bring a note back: %w", err)
		}
	}
	if s.Added != nil {
		if err := b.remove(ctx, s.Added); err != nil {
			return u, fmt.Errorf("take a note back: %w", err)
		}
	}
	return Undone{s.Removed, s.Added}, b.set(ctx, key, "")
}

// Expire forgets what can no longer be undone.
func (b *Book) Expire(ctx context.Context) error {
	return b.dropSteps(ctx, "undo/", func(s step) bool { return b.now().Sub(s.At) > UndoTime })
}

// dropSteps forgets the steps below prefix for which is holds, and those that cannot be read.
func (b *Book) dropSteps(ctx context.Context, prefix string, is func(step) bool) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	var keys []string
	for f, err := range b.store.Facts(ctx, prefix) {
		if err != nil {
			return err
		}
		var s step
		if err := json.Unmarshal([]byte(f.Value), &s); err != nil || is(s) {
			keys = append(keys, f.Key)
		}
	}
	for _, key := range keys {
		if err := b.set(ctx, key, ""); err != nil {
			return err
		}
	}
	return nil
}

// cards are those that s could bring back or has brought.
func (s step) has(is func(*Card) bool) bool {
	return s.Added != nil && is(s.Added) || s.Removed != nil && is(s.Removed)
}

// Forget removes for good what the message was saved as.
func (b *Book) Forget(ctx context.Context, guild, channel, message string) error {
	of := func(c *Card) bool { return c.Channel == channel && c.Message == message }
	id, err := b.store.Load(ctx, savedKey(guild, channel, message))
	if err != nil {
		return err
	}
	if id != "" {
		if err := b.Remove(ctx, guild, corpus.ID(id)); err != nil {
			return err
		}
	}
	return b.dropSteps(ctx, "undo/"+guild+"/", func(s step) bool { return s.has(of) })
}

// ForgetChannel removes for good all that messages of a channel were saved as, and those of its threads, which go with it untold.
func (b *Book) ForgetChannel(ctx context.Context, guild, channel string) error {
	var ids []corpus.ID
	for f, err := range b.store.Facts(ctx, savedKey(guild, channel, "")) {
		if err != nil {
			return err
		}
		ids = append(ids, corpus.ID(f.Value))
	}
	cards, err := b.List(ctx, guild, false)
	if err != nil {
		return err
	}
	of := func(c *Card) bool { return c.Message != "" && (c.Channel == channel || c.Home == channel) }
	for _, c := range cards {
		if of(c) && c.Channel != channel {
			ids = append(ids, c.ID)
		}
	}
	for _, id := range ids {
		if err := b.Remove(ctx, guild, id); err != nil {
			return err
		}
	}
	return b.dropSteps(ctx, "undo/"+guild+"/", func(s step) bool {
		return s.has(of)
	})
}

// Remove removes a note for good; one that was imported, and has no card, too. One that is not there is removed already.
func (b *Book) Remove(ctx context.Context, guild string, id corpus.ID) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	card, err := b.card(ctx, guild, id)
	if errors.Is(err, corpus.ErrNotFound) {
		card, err = &Card{ID: id, Guild: guild}, nil
	}
	if err != nil {
		return err
	}
	if err := b.remove(ctx, card); err != nil {
		return fmt.Errorf("remove note %s: %w", id, err)
	}
	return nil
}

// Saved lists the messages that notes were made of, as keys of channel and message by server, to look whether they are still there.
func (b *Book) Saved(ctx context.Context) (messages []Message, err error) {
	for f, err := range b.store.Facts(ctx, "saved/") {
		if err != nil {
			return nil, err
		}
		if part := strings.Split(f.Key, "/"); len(part) == 4 {
			messages = append(messages, Message{part[1], part[2], part[3]})
		}
	}
	return messages, nil
}

// Message names a message.
type Message struct{ Guild, Channel, ID string }

// ForgetUser removes for good the notes that are a user's words, and his name from those that he added of others' words. An empty guild means
// all servers. It returns how many notes were removed and changed.
func (b *Book) ForgetUser(ctx context.Context, guild, user string) (removed, changed int, err error) {
	cards, err := b.List(ctx, guild, guild == "")
	if err != nil {
		return 0, 0, err
	}
	for _, c := range cards {
		switch {
		case c.Guild == "":
		case c.Writer == user:
			if err := b.Remove(ctx, c.Guild, c.ID); err != nil {
				return removed, changed, err
			}
			removed++
		case c.By == user:
			if err := b.unname(ctx, c); err != nil {
				return removed, changed, err
			}
			changed++
		}
	}
	prefix := "undo/"
	if guild != "" {
		prefix += guild + "/"
	}
	return removed, changed, b.dropSteps(ctx, prefix, func(s step) bool {
		return s.has(func(c *Card) bool { return c.Writer == user || c.By == user })
	})
}

// unname takes out who added a note, if it is still there.
func (b *Book) unname(ctx context.Context, c *Card) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	card, err := b.card(ctx, c.Guild, c.ID)
	if errors.Is(err, corpus.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	card.By = ""
	return b.write(ctx, cardKey(card.Guild, card.ID), card)
}
