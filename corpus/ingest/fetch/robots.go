package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/temoto/robotstxt"
)

// robots is what a site's robots.txt says (RFC 9309), and until when it is believed.
type robots struct {
	rules *robotstxt.RobotsData
	until time.Time
}

const (
	robotsName  = "briefbot" // the token that robots.txt may name
	robotsAge   = time.Hour  // for which rules are kept
	robotsSites = 1000       // whose rules are kept
	robotsSize  = 500 << 10  // bytes that are read; RFC 9309 asks for at least that
)

// ask reports with an error that u's site does not want u to be fetched by programs.
func (c *Client) ask(ctx context.Context, u *url.URL) error {
	site := u.Scheme + "://" + u.Host
	c.mu.Lock()
	r, ok := c.robots[site]
	c.mu.Unlock()
	if !ok || c.now().After(r.until) {
		rules, err := c.rules(ctx, u)
		if err != nil {
			return explain(u, err)
		}
		r = robots{rules, c.now().Add(robotsAge)}
		c.mu.Lock()
		if len(c.robots) >= robotsSites {
			clear(c.robots)
		}
		c.robots[site] = r
		c.mu.Unlock()
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !r.rules.TestAgent(path, robotsName) {
		return refusef("the site's robots.txt asks programs not to fetch this page; open it in your browser, save it and import the file")
	}
	return nil
}

// rules reads robots.txt. Where there is none everything is allowed; where the site fails, nothing is.
func (c *Client) rules(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range maxRedirects + 1 {
		status, body, next, err := c.robotsHop(ctx, at)
		switch {
		case err != nil:
			return nil, err
		case next != nil:
			at = next
			continue
		}
		rules, err := robotstxt.FromStatusAndBytes(status, body)
		if err != nil {
			// What cannot be read forbids nothing that could be read.
			return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
		}
		return rules, nil
	}
	return robotstxt.FromStatusAndBytes(http.StatusNotFound, nil)
}

func (c *Client) robotsHop(ctx context.Context, u *url.URL) (code int, body []byte, next *url.URL, err error) {
	r, next, err := c.hop(ctx, c.guarded, u, Known{})
	var refused *statusError
	switch {
	case errors.As(err, &refused):
		return refused.code, nil, nil, nil
	case err != nil:
		return 0, nil, nil, err
	case next != nil:
		return 0, nil, next, nil
	}
	return http.StatusOK, r.Body[:min(len(r.Body), robotsSize)], nil, nil
}
