// Package notebook keeps a team's notes: texts that somebody typed, and messages that somebody saved.
//
// A note is a document of its own, in the channel where it was made, and is found, cited and shown like any other; its author is who
// wrote the words, its address the message. Beside the document the store holds a [Card] with what only the notebook needs: who added
// it, whose words they are, which message they come from. The keys of these facts (see corpus.State), each with the server's id:
//
//	note/SERVER/DOCUMENT           the card of a note
//	saved/SERVER/CHANNEL/MESSAGE   the note that a message was saved as
//	undo/SERVER/USER               what a person did last, for ten minutes
//
// A note that is gone is gone: what undoing needs is kept for ten minutes only, and not at all where the words' author has deleted them.
package notebook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/extract"
)

// Book is the notebook of all servers in a store. All methods are safe for concurrent use.
type Book struct {
	store corpus.Store
	now   func() time.Time
	mu    sync.Mutex // of everything that writes
}

// New returns the notebook of store.
func New(store corpus.Store, now func() time.Time) *Book { return &Book{store: store, now: now} }

// Card is what is known of a note beside its document.
type Card struct {
	ID      corpus.ID `json:"id"`
	Guild   string    `json:"guild,omitempty"`   // "" for the operator's own, visible everywhere
	Home    string    `json:"home,omitempty"`    // the channel it is kept in
	By      string    `json:"by,omitempty"`      // the user who added it
	Writer  string    `json:"writer,omitempty"`  // the user whose words they are
	Name    string    `json:"name,omitempty"`    // the writer's name
	Channel string    `json:"channel,omitempty"` // of the saved message, which may be in a thread of Home
	Message string    `json:"message,omitempty"` // the saved message; "" for a text that was typed
	At      time.Time `json:"at"`                // when it was added
	Head    string    `json:"head"`              // its first words, for lists
}

// Document is the document of the note as far as a scope asks for it.
func (c *Card) Document() *corpus.Document {
	return &corpus.Document{ID: c.ID, Guild: c.Guild, Channel: c.Home}
}

// Draft is a note to be added.
type Draft struct {
	Guild, Home      string
	By, Writer, Name string
	Channel, Message string // of a saved message
	Text             string
	Written          time.Time // when the words were written; zero: now
}

// Errors that a user can do something about.
var (
	ErrEmpty   = errors.New("a note needs some text")
	ErrLong    = errors.New("the text is too long for a note")
	ErrThere   = errors.New("that note is there already")
	ErrNothing = errors.New("there is nothing to undo")
	ErrSaved   = errors.New("a saved message cannot be edited")
)

// MaxText is the longest note in characters: the longest message that Discord has.
const MaxText = 4000

// Add stores a note. The error wraps [ErrThere], and the card is that of the note, when it is there already.
func (b *Book) Add(ctx context.Context, d Draft) (*Card, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	doc, card, err := b.draft(d)
	if err != nil {
		return nil, err
	}
	if old, err := b.card(ctx, d.Guild, doc.ID); err == nil {
		return old, ErrThere
	} else if !errors.Is(err, corpus.ErrNotFound) {
		return nil, err
	}
	if err := b.put(ctx, doc, card); err != nil {
		return nil, fmt.Errorf("add a note: %w", err)
	}
	if d.By == "" {
		return card, nil
	}
	return card, b.remember(ctx, d.By, step{Added: card})
}

// Adopt makes a card for a note of a server that came in another way, such as one that was exported before: it is listed then, and goes when the
// message goes that its address names. A note that has a card, and what is no server's note, is left as it is.
func (b *Book) Adopt(ctx context.Context, doc *corpus.Document) error {
	if doc.Kind != corpus.Note || doc.Guild == "" {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, err := b.card(ctx, doc.Guild, doc.ID); !errors.Is(err, corpus.ErrNotFound) {
		return err
	}
	card := &Card{ID: doc.ID, Guild: doc.Guild, Home: doc.Channel, Name: doc.Author, At: b.now().UTC(), Head: head(doc.Text)}
	if !doc.Published.IsZero() {
		card.At = doc.Published
	}
	rest, isMessage := strings.CutPrefix(doc.URL, messageURL(doc.Guild, "", ""))
	if part := strings.Split(rest, "/"); isMessage && len(part) == 2 && digits(part[0]) && digits(part[1]) {
		card.Channel, card.Message = part[0], part[1]
	}
	return b.writeCard(ctx, card)
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// messageURL is the address of a message, or its beginning.
func messageURL(guild, channel, message string) string {
	url := "https://discord.com/channels/" + guild + "/"
	if channel != "" {
		url += channel + "/" + message
	}
	return url
}

// URL is the address of the saved message, "" for a text that was typed.
func (c *Card) URL() string {
	if c.Message == "" {
		return ""
	}
	return messageURL(c.Guild, c.Channel, c.Message)
}

func (b *Book) draft(d Draft) (*corpus.Document, *Card, error) {
	text := strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(d.Text, "�")))
	switch {
	case text == "":
		return nil, nil, ErrEmpty
	case utf8.RuneCountInString(text) > MaxText:
		return nil, nil, ErrLong
	}
	now := b.now()
	if d.Written.IsZero() {
		d.Written = now
	}
	card := &Card{
		ID: noteID(d, text), Guild: d.Guild, Home: d.Home, By: d.By, Writer: d.Writer, Name: d.Name, Channel: d.Channel, Message: d.Message,
		At: now.UTC(), Head: head(text),
	}
	return &corpus.Document{
		ID: card.ID, Kind: corpus.Note, Guild: d.Guild, Channel: d.Home, Author: d.Name, URL: card.URL(),
		Published: d.Written.UTC().Truncate(24 * time.Hour), Text: text,
	}, card, nil
}

// noteID tells apart the same words of two people, and of two messages: each is cited by its own.
func noteID(d Draft, text string) corpus.ID {
	return corpus.NewID(d.Guild, d.Home, strings.Join([]string{"note", d.Writer, d.Message, text}, "\x00"))
}

// headRoom is how many characters of a note a list shows.
const headRoom = 70

// head are the first words of text on one line.
func head(text string) string {
	line := strings.Join(strings.Fields(text), " ")
	end, n := 0, 0
	for g := uniseg.NewGraphemes(line); g.Next(); {
		n += len(g.Runes())
		if _, to := g.Positions(); n <= headRoom {
			end = to
		}
	}
	if end == len(line) {
		return line
	}
	if space := strings.LastIndexByte(line[:end], ' '); space > end/2 {
		end = space
	}
	return line[:end] + "…"
}

// put stores the card first: a card without a document is taken for none, a document without a card could not be deleted.
func (b *Book) put(ctx context.Context, doc *corpus.Document, card *Card) error {
	found, err := extract.Annotate(doc) // what one extractor fails at is missing, and nothing else
	if err := b.writeCard(ctx, card); err != nil {
		return err
	}
	_, putErr := b.store.Put(ctx, &corpus.Record{Document: *doc, Annotations: found, Extractor: extract.Version})
	if putErr != nil {
		return putErr
	}
	if err != nil {
		return fmt.Errorf("the note is stored, and not all in it was found: %w", err)
	}
	return nil
}

func (b *Book) writeCard(ctx context.Context, card *Card) error {
	if err := b.write(ctx, cardKey(card.Guild, card.ID), card); err != nil || card.Message == "" {
		return err
	}
	return b.set(ctx, savedKey(card.Guild, card.Channel, card.Message), string(card.ID))
}

// remove takes the document away first, for what is shown hangs on it.
func (b *Book) remove(ctx context.Context, card *Card) error {
	if err := b.store.Delete(ctx, card.ID); err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return err
	}
	if card.Message != "" {
		if err := b.set(ctx, savedKey(card.Guild, card.Channel, card.Message), ""); err != nil {
			return err
		}
	}
	return b.set(ctx, cardKey(card.Guild, card.ID), "")
}

func cardKey(guild string, id corpus.ID) string { return "note/" + guild + "/" + string(id) }

func savedKey(guild, channel, message string) string {
	return "saved/" + guild + "/" + channel + "/" + message
}

// Card returns the card of a note; the error wraps corpus.ErrNotFound when there is none.
func (b *Book) Card(ctx context.Context, guild string, id corpus.ID) (*Card, error) {
	return b.card(ctx, guild, id)
}

func (b *Book) card(ctx context.Context, guild string, id corpus.ID) (*Card, error) {
	text, err := b.store.Load(ctx, cardKey(guild, id))
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, fmt.Errorf("note %s: %w", id, corpus.ErrNotFound)
	}
	var c Card
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return nil, fmt.Errorf("read the card of note %s: %w", id, err)
	}
	return &c, nil
}

// List returns the cards of a server's notes, newest first; those of all servers and the operator's own where all is set.
func (b *Book) List(ctx context.Context, guild string, all bool) ([]*Card, error) {
	prefix := "note/"
	if !all {
		prefix += guild + "/"
	}
	var cards []*Card
	for f, err := range b.store.Facts(ctx, prefix) {
		if err != nil {
			return nil, err
		}
		var c Card
		if err := json.Unmarshal([]byte(f.Value), &c); err != nil {
			return nil, fmt.Errorf("read the card %s: %w", f.Key, err)
		}
		cards = append(cards, &c)
	}
	slices.SortStableFunc(cards, func(c, d *Card) int { return d.At.Compare(c.At) })
	return cards, nil
}

// Text is the whole text of a note.
func (b *Book) Text(ctx context.Context, id corpus.ID) (string, error) {
	r, err := b.store.Get(ctx, id)
	if err != nil {
		return "", err
	}
	return r.Text, nil
}

// write sets a fact to v as JSON, whatever it was.
func (b *Book) write(ctx context.Context, key string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write %s: %w", key, err)
	}
	return b.set(ctx, key, string(raw))
}

// set sets a fact, whatever it was; "" removes it.
func (b *Book) set(ctx context.Context, key, value string) error {
	for {
		old, err := b.store.Load(ctx, key)
		if err != nil {
			return err
		}
		if done, err := b.store.Swap(ctx, key, old, value); err != nil || done {
			return err
		}
	}
}
