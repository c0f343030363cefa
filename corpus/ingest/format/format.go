// Package format reads the kinds of file in which articles reach a team: HTML pages, PDF, DOCX, e-mail, RSS, Atom and JSON feeds.
//
// Each reader takes bytes that nobody vouches for. It gives the paragraphs in reading order, with their words
// as they stand in the file, and what the file says of itself, or refuses with a sentence that says what is wrong and
// what to do. It never guesses: a date that is not told stays empty, and the day on which a file was made is no day of publication.
//
// White space is layout, not words: runs of it become one space. Navigation, comments, captions, newsletter boxes and the like are left out, since their
// sentences are not the article's.
package format

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Article is what one file, or one entry of a feed, holds.
type Article struct {
	Title, Publisher, Author string
	URL                      string // the canonical address, absolute
	Language                 string // BCP 47
	Published                string // YYYY-MM-DD
	Locked                   bool   // the page says that it is for subscribers
	Paragraphs               []string
}

// Text returns the paragraphs, an empty line between them.
func (a *Article) Text() string { return strings.Join(a.Paragraphs, "\n\n") }

// Limits on what one file may unfold to, whatever it claims about itself.
const (
	maxText  = 5 << 20          // bytes of text
	maxParts = 64 << 20         // bytes of unpacked parts
	maxTime  = 20 * time.Second // for one file; a well-made one takes a fraction of a second
)

// Guard runs read, which may panic or not end on a malformed file, and returns an error in either case. What does not end in
// time is left behind.
func guard(what string, read func() (*Article, error)) (*Article, error) {
	return guardFor(maxTime, what, read)
}

func guardFor[T any](limit time.Duration, what string, read func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- result{err: fmt.Errorf("%w %s; open it and save it again, or save its text as .txt", errDamaged, what)}
			}
		}()
		v, err := read()
		done <- result{v, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case r := <-done:
		return r.value, r.err
	case <-timer.C:
		var none T
		return none, fmt.Errorf("this %s takes longer than %s to read; save its text as .txt", what, limit)
	}
}

// errDamaged is what readers say of files that they cannot make sense of.
var errDamaged = errors.New("it is a damaged")

var errTooLong = fmt.Errorf("it unfolds to more than %d MB of text; import its parts one by one", maxText>>20)

// checked returns a when it holds text, not too much of it.
func (a *Article) checked() (*Article, error) {
	total := 0
	for _, p := range a.Paragraphs {
		total += len(p)
	}
	switch {
	case total == 0:
		return nil, errors.New("it is empty: there is no text in it")
	case total > maxText:
		return nil, errTooLong
	}
	return a, nil
}

// headed puts the title before the paragraphs unless it stands there already: in a file the headline is often kept apart from the
// text, and readers count it as the first paragraph.
func (a *Article) headed(title string) {
	title = squeeze(title)
	if title == "" || len(a.Paragraphs) > 0 && sameWords(a.Paragraphs[0], title) {
		return
	}
	a.Paragraphs = append([]string{title}, a.Paragraphs...)
}

func sameWords(a, b string) bool { return strings.EqualFold(squeeze(a), squeeze(b)) }

// squeeze makes runs of white space one space and drops what only guides the layout.
func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u00ad', '\u200b', '\ufeff', '\u2060', 0: // soft hyphen, zero-width space, byte order mark, word joiner
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}

// day finds the day in one of the forms in which files tell when they were published: as it is written there, whatever the time zone.
func day(s string) string {
	s = squeeze(s)
	if len(s) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil {
			return known(t)
		}
	}
	for _, layout := range []string{
		time.RFC1123, time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700",
		time.RFC850, time.ANSIC, "20060102", "2006/01/02", "20060102T150405Z", "20060102T150405-0700",
		"January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", "Monday, January 2, 2006", "Monday, 2 January 2006",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return known(t)
		}
	}
	return ""
}

// known returns the day of t; years that no news has are a default of some program.
func known(t time.Time) string {
	if t.Year() < 1900 || t.Year() > 2200 {
		return ""
	}
	return t.Format(time.DateOnly)
}

// first returns the first text that is not blank, squeezed.
func first(all ...string) string {
	for _, s := range all {
		if s = squeeze(s); s != "" {
			return s
		}
	}
	return ""
}
