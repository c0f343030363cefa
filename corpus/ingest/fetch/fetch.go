// Package fetch gets pages, files and feeds from the public web for people who name an address: it asks as little as it can, says who asks, keeps to
// robots.txt, passes no paywall, and cannot be led to anything that is not public.
//
// What it connects to is checked on the resolved address, at the moment of the connection, at every hop: a name that resolves to the inside, a redirect that leads
// there, and a name that resolves differently the second time all fail alike. It sends no cookies and no credentials, and uses no proxy.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Limits on one request.
const (
	MaxBody      = 5 << 20 // bytes, unpacked
	maxRedirects = 5
	maxHeader    = 64 << 10
	timeLimit    = 10 * time.Second
)

// RefusedError says why an address is not fetched, and what to do instead.
type RefusedError struct{ Hint string }

func (e *RefusedError) Error() string { return e.Hint }

func refusef(format string, args ...any) error { return &RefusedError{fmt.Sprintf(format, args...)} }

// Client fetches. Make one with New; it is safe for concurrent use.
type Client struct {
	agent   string
	guarded *http.Client // every connection is checked
	open    *http.Client // for attachments of trusted services
	trusted []string
	admit   func(netip.AddrPort) error
	limit   time.Duration

	mu     sync.Mutex
	robots map[string]robots // by scheme and host
	now    func() time.Time
}

// Config says how a Client introduces itself.
type Config struct {
	Version string   // of the program
	Contact string   // an address or web page where its operator is reached; empty: the program's own page
	Trusted []string // host:port of services of the operator's own that may be asked though they are not public, such as a proxy of Discord
}

const home = "https://example.org/briefbot"

// New returns a Client.
func New(cfg Config) *Client { return newClient(cfg, nil) }

// newClient takes the resolver of names; nil is the system's.
func newClient(cfg Config, names *net.Resolver) *Client {
	agent := "briefbot/" + strings.Map(token, cfg.Version) + " (+" + home
	if contact := strings.Map(printable, cfg.Contact); contact != "" {
		agent += "; " + contact
	}
	c := &Client{agent: agent + ")", admit: check, limit: timeLimit, trusted: cfg.Trusted, robots: map[string]robots{}, now: time.Now}
	c.guarded = client(&net.Dialer{Timeout: timeLimit, Resolver: names, Control: c.control})
	c.open = client(&net.Dialer{Timeout: timeLimit, Resolver: names})
	return c
}

func client(d *net.Dialer) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext: d.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: timeLimit, ResponseHeaderTimeout: timeLimit,
			MaxResponseHeaderBytes: maxHeader, MaxIdleConns: 10, IdleConnTimeout: 30 * time.Second, MaxConnsPerHost: 4,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func token(r rune) rune {
	if r > ' ' && r < 0x7f && !strings.ContainsRune(`()<>@,;:\"/[]?={}`, r) {
		return r
	}
	return -1
}

func printable(r rune) rune {
	if r >= ' ' && r < 0x7f && r != '(' && r != ')' {
		return r
	}
	return -1
}

// Known is what an earlier answer said of itself, so that the same is not sent twice.
type Known struct {
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
}

// Response is what an address held.
type Response struct {
	URL         string // where the redirects ended
	ContentType string
	Body        []byte
	NotModified bool // it is as it was known; Body is empty
	Known       Known
}

// Get fetches a page, keeping to the robots.txt of every host that it is led to. What is not to be had is a *RefusedError.
func (c *Client) Get(ctx context.Context, address string, known Known) (*Response, error) {
	return c.get(ctx, address, known, c.guarded, c.ask)
}

// Attachment fetches a file that somebody gave to the program, for which robots.txt is not meant.
func (c *Client) Attachment(ctx context.Context, address string) (*Response, error) {
	via := c.guarded
	if u, err := Parse(address); err == nil && slices.Contains(c.trusted, u.Host) {
		via = c.open
	}
	return c.get(ctx, address, Known{}, via, func(context.Context, *url.URL) error { return nil })
}

func (c *Client) get(ctx context.Context, address string, known Known, via *http.Client, ask func(context.Context, *url.URL) error) (*Response, error) {
	u, err := Parse(address)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.limit)
	defer cancel()
	for range maxRedirects + 1 {
		if err := ask(ctx, u); err != nil {
			return nil, err
		}
		r, next, err := c.hop(ctx, via, u, known)
		if err != nil {
			return nil, explain(u, err)
		}
		if next == nil {
			return r, nil
		}
		u, via = next, c.guarded
	}
	return nil, refusef("it is redirected more than %d times; give the address at which the page opens in a browser", maxRedirects)
}

// Parse reads an address that somebody typed. What can't be fetched at all is a *RefusedError.
func Parse(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if i := strings.Index(address, "://"); i < 0 && strings.Contains(address, ".") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	switch {
	case err == nil && u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https":
		return nil, refusef("%s: addresses are not fetched, only http: and https:", u.Scheme)
	case err != nil || u.Scheme == "" || u.Hostname() == "":
		return nil, refusef("it is no web address such as https://outlet.example/story")
	case u.User != nil:
		return nil, refusef("it holds a user name; addresses with credentials are not fetched")
	}
	return u, nil
}

// hop sends one request. next is where it is redirected to.
func (c *Client) hop(ctx context.Context, via *http.Client, u *url.URL, known Known) (_ *Response, next *url.URL, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, nil, refusef("it is no web address such as https://outlet.example/story")
	}
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/pdf,text/plain;q=0.9,*/*;q=0.5")
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.Modified != "" {
		req.Header.Set("If-Modified-Since", known.Modified)
	}
	res, err := via.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	r := &Response{
		URL: u.String(), ContentType: res.Header.Get("Content-Type"),
		Known: Known{ETag: res.Header.Get("ETag"), Modified: res.Header.Get("Last-Modified")},
	}
	switch {
	case res.StatusCode == http.StatusNotModified:
		r.NotModified, r.Known = true, known
		return r, nil, nil
	case res.StatusCode >= 300 && res.StatusCode < 400:
		next, err := redirect(u, res.Header.Get("Location"))
		return nil, next, err
	case res.StatusCode != http.StatusOK:
		return nil, nil, &statusError{res.StatusCode, status(res.StatusCode)}
	case res.Header.Get("Content-Encoding") != "":
		return nil, nil, refusef("it is packed in a way that was not asked for (%q); save the page and import the file", res.Header.Get("Content-Encoding"))
	}
	r.Body, err = io.ReadAll(io.LimitReader(res.Body, MaxBody+1))
	if err == nil && len(r.Body) > MaxBody {
		err = refusef("it is larger than %d MB; save the part that matters and import the file", MaxBody>>20)
	}
	return r, nil, err
}

func redirect(from *url.URL, location string) (*url.URL, error) {
	to, err := from.Parse(location)
	if err != nil || location == "" {
		return nil, refusef("it is redirected to nowhere")
	}
	return Parse(to.String())
}

// statusError is an answer that is not the page.
type statusError struct {
	code int
	err  error
}

func (e *statusError) Error() string { return e.err.Error() }
func (e *statusError) Unwrap() error { return e.err }

// status explains an answer that is not the page. Pages for subscribers are not tried in any other way.
func status(code int) error {
	switch code {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden:
		return refusef("the site answers %d: the page is for subscribers or closed to programs; open it in your browser, save it and import the file", code)
	case http.StatusNotFound, http.StatusGone:
		return refusef("the site answers %d: there is no such page", code)
	case http.StatusUnavailableForLegalReasons:
		return refusef("the site answers %d: the page may not be shown here for legal reasons", code)
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return refusef("the site answers %d: it wants fewer requests; try again later", code)
	}
	return refusef("the site answers %d; try again later, or save the page and import the file", code)
}

// explain puts an error of the network in words that help.
func explain(u *url.URL, err error) error {
	var refused *RefusedError
	var dns *net.DNSError
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &dns) && dns.IsNotFound:
		return refusef("there is no site %s; check the address", u.Hostname())
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return refusef("%s did not send the page within %s; try again later, or save the page and import the file", u.Hostname(), timeLimit)
	}
	return fmt.Errorf("%s cannot be reached: %w", u.Hostname(), err)
}
