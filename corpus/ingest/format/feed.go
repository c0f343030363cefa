package format

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// maxItems is how many entries of one feed are read: a feed lists the newest, not an archive.
const maxItems = 500

// IsFeed reports whether data is an RSS, Atom or JSON feed.
func IsFeed(data []byte) bool {
	head := bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\ufeff")))
	if bytes.HasPrefix(head, []byte("{")) {
		return bytes.Contains(data, []byte("jsonfeed.org/version"))
	}
	if !bytes.HasPrefix(head, []byte("<")) || bytes.Contains(bytes.ToLower(head[:min(len(head), 200)]), []byte("<html")) {
		return false
	}
	found, err := guardFor(maxTime, "feed", func() (bool, error) {
		return gofeed.DetectFeedType(bytes.NewReader(head)) != gofeed.FeedTypeUnknown, nil
	})
	return err == nil && found
}

// Feed reads the entries of an RSS, Atom or JSON feed, in its order. An entry without text of its own keeps its address and has no paragraphs
// but its title and summary.
func Feed(data []byte) ([]*Article, error) {
	f, err := guardFor(maxTime, "feed", func() (*gofeed.Feed, error) { return gofeed.NewParser().Parse(bytes.NewReader(data)) })
	if err != nil {
		return nil, errors.New("it is a damaged feed; check the address in a browser")
	}
	var out []*Article
	for _, item := range f.Items[:min(len(f.Items), maxItems)] {
		a, err := guard("feed", func() (*Article, error) { return entry(f, item) })
		if err == nil {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("the feed has no entry with text; check the address in a browser")
	}
	return out, nil
}

func entry(f *gofeed.Feed, item *gofeed.Item) (*Article, error) {
	a := &Article{
		Title: squeeze(plainText(item.Title)), Publisher: squeeze(plainText(f.Title)), Language: tag(f.Language),
		URL: absolute(item.Link, first(f.Link, f.FeedLink)), Author: people(item.Authors),
	}
	for _, t := range []struct {
		written string
		parsed  *time.Time
	}{{item.Published, item.PublishedParsed}, {item.Updated, item.UpdatedParsed}} {
		if a.Published == "" {
			a.Published = day(t.written) // the parsed time is another zone's
		}
		if a.Published == "" && t.parsed != nil {
			a.Published = known(*t.parsed)
		}
	}
	a.Paragraphs = fragment(item.Content)
	if len(a.Paragraphs) == 0 {
		a.Paragraphs = fragment(item.Description)
	}
	a.headed(a.Title)
	return a.checked()
}

// people joins the names of authors.
func people(all []*gofeed.Person) string {
	var names []string
	for _, p := range all {
		if p != nil && squeeze(p.Name) != "" {
			names = append(names, squeeze(p.Name))
		}
	}
	return strings.Join(names, ", ")
}
