package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

func TestPublic(t *testing.T) {
	f, err := os.Open("testdata/ssrf_addresses.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen := map[string]int{}
	for s := bufio.NewScanner(f); s.Scan(); {
		cells := strings.Split(s.Text(), "\t")
		if cells[0] == "address" {
			continue
		}
		a := netip.MustParseAddr(cells[0])
		seen[cells[2]]++
		if got, want := public(a), cells[2] == "allow"; got != want {
			t.Errorf("%s (%s): public is %v, want %v", cells[0], cells[1], got, want)
		}
		if err := check(netip.AddrPortFrom(a, 443)); (err == nil) != (cells[2] == "allow") {
			t.Errorf("%s: check says %v", cells[0], err)
		}
		if cells[2] != "block" {
			continue
		}
		// The guard must also hold where it is used: no connection may be made.
		host := cells[0]
		if a.Is6() {
			host = "[" + host + "]"
		}
		var refused *RefusedError
		if _, err := New(Config{}).Get(t.Context(), "http://"+host+"/", Known{}); !errors.As(err, &refused) || !strings.Contains(err.Error(), "no address of the public Internet") {
			t.Errorf("%s is asked: %v", cells[0], err)
		}
	}
	if seen["block"] != 29 || seen["allow"] != 3 {
		t.Errorf("the table has %v rows", seen)
	}
}

// site is a server on loopback that the client under test may ask, as if it were public.
type site struct {
	*httptest.Server
	client *Client
	hits   atomic.Int32
}

func serve(t *testing.T, handle func(w http.ResponseWriter, r *http.Request)) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		s.hits.Add(1)
		handle(w, r)
	}))
	t.Cleanup(s.Close)
	s.client = New(Config{Version: "1.0", Contact: "desk@team.example"})
	own := netip.MustParseAddrPort(s.Listener.Addr().String())
	s.client.admit = func(a netip.AddrPort) error {
		if a == own {
			return nil
		}
		return check(a)
	}
	return s
}

func TestGet(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if agent := r.UserAgent(); agent != "briefbot/1.0 (+https://example.org/briefbot; desk@team.example)" {
			t.Errorf("it says it is %q", agent)
		}
		if r.Header.Get("Cookie") != "" || r.Header.Get("Authorization") != "" || r.Header.Get("Referer") != "" {
			t.Errorf("it sends %v", r.Header)
		}
		w.Header().Set("Set-Cookie", "a=b")
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/page?x=1", http.StatusFound)
		case "/page":
			if r.Header.Get("If-None-Match") == `"7"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("ETag", `"7"`)
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprint(w, "words")
		}
	})
	r, err := s.client.Get(t.Context(), s.URL+"/moved", Known{})
	if err != nil || string(r.Body) != "words" || r.URL != s.URL+"/page?x=1" || r.Known.ETag != `"7"` || r.NotModified {
		t.Fatalf("%+v, %v", r, err)
	}
	again, err := s.client.Get(t.Context(), s.URL+"/page", r.Known)
	if err != nil || !again.NotModified || again.Known != r.Known || len(again.Body) != 0 {
		t.Errorf("%+v, %v", again, err)
	}
}

func TestGetRefuses(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the inside was reached") }))
	defer inside.Close()
	block := make(chan struct{})
	defer close(block)
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		to := map[string]string{
			"/inside": inside.URL, "/metadata": "http://169.254.169.254/latest/", "/six": "http://[::1]:80/", "/mapped": "http://[::ffff:127.0.0.1]/",
			"/file": "file:///etc/passwd", "/gopher": "gopher://x.example/", "/user": "http://a:b@x.example/", "/decimal": "http://2130706433/", "/loop": "/loop",
		}[r.URL.Path]
		switch {
		case to != "":
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusMovedPermanently)
		case r.URL.Path == "/large":
			for range 6 << 10 {
				_, _ = w.Write(make([]byte, 1<<10)) // the client hangs up
			}
		case r.URL.Path == "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 100 << 10 {
				if _, err := z.Write(make([]byte, 1<<10)); err != nil {
					return
				}
			}
		case r.URL.Path == "/packed":
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "x")
		case r.URL.Path == "/slow":
			w.WriteHeader(http.StatusOK)
			for range 100 {
				_, _ = w.Write([]byte("a"))
				w.(http.Flusher).Flush()
				select {
				case <-block:
				case <-r.Context().Done():
				case <-time.After(50 * time.Millisecond):
				}
			}
		case r.URL.Path == "/header":
			w.Header().Set("X", strings.Repeat("x", 1<<20))
		default:
			var code int
			if _, err := fmt.Sscanf(r.URL.Path, "/%d", &code); err != nil {
				code = http.StatusTeapot
			}
			w.WriteHeader(code)
		}
	})
	s.client.limit = time.Second
	for path, want := range map[string]string{
		"/inside": "which is no address of the public Internet", "/metadata": "169.254.169.254, which is no address", "/six": "no address of the public",
		"/mapped": "no address of the public", "/file": "file: addresses are not fetched", "/gopher": "gopher: addresses", "/user": "user name",
		"/decimal": "", "/loop": "redirected more than 5 times",
		"/large": "larger than 5 MB", "/bomb": "larger than 5 MB", "/packed": "packed in a way", "/slow": "did not send the page within", "/header": "",
		"/401": "for subscribers", "/402": "for subscribers", "/403": "for subscribers", "/404": "no such page", "/429": "fewer requests", "/500": "answers 500", "/300": "redirected to nowhere",
	} {
		r, err := s.client.Get(t.Context(), s.URL+path, Known{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v; want %q", path, r, err, want)
		}
	}
	for address, want := range map[string]string{
		"": "no web address", "words": "no web address", "ftp://x.example/": "ftp: addresses", "https://": "no web address", "http://x.example:8080/": "", "http://user@x.example": "user name",
		"http://a b/": "no web address",
	} {
		if _, err := New(Config{}).Get(t.Context(), address, Known{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", address, err, want)
		}
	}
}

func TestPorts(t *testing.T) {
	for port, want := range map[uint16]bool{80: true, 443: true, 22: false, 8080: false, 6379: false} {
		if err := check(netip.AddrPortFrom(netip.MustParseAddr("1.1.1.1"), port)); (err == nil) != want {
			t.Errorf("port %d: %v", port, err)
		}
	}
}

// nameServer answers every question for an IPv4 address with the next of addresses, the last one for ever.
func nameServer(t *testing.T, addresses ...string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		asked := 0
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Authoritative, m.RecursionAvailable, m.Additionals = true, true, true, nil
			if q.Type == dnsmessage.TypeA {
				a := netip.MustParseAddr(addresses[min(asked, len(addresses)-1)]).As4()
				asked++
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, TTL: 0}, Body: &dnsmessage.AResource{A: a}}}
			}
			if out, err := m.Pack(); err == nil {
				_, _ = conn.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// TestRebinding has a name resolve to a public address first and to the inside afterwards. The check is made on what is connected
// to, so it does not matter what the name meant before.
func TestRebinding(t *testing.T) {
	var hits atomic.Int32
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer inside.Close()
	for _, addresses := range [][]string{{"127.0.0.1"}, {"10.1.2.3"}, {"1.1.1.1", "127.0.0.1"}} {
		c := newClient(Config{}, nameServer(t, addresses...))
		c.limit = 2 * time.Second
		var last netip.AddrPort
		c.admit = func(a netip.AddrPort) error {
			last = a
			if a.Addr() == netip.MustParseAddr("1.1.1.1") {
				return errors.New("the test stays at home") // it would be let out
			}
			return check(a)
		}
		for range len(addresses) {
			if _, err := c.Get(t.Context(), "http://rebind.example/", Known{}); err == nil {
				t.Errorf("%v: fetched", addresses)
			}
		}
		if want := addresses[len(addresses)-1]; last.Addr().String() != want {
			t.Errorf("%v: the last connection was to %s, want %s", addresses, last, want)
		}
		var refused *RefusedError
		if _, err := c.Get(t.Context(), "http://rebind.example/", Known{}); !errors.As(err, &refused) {
			t.Errorf("%v: %v", addresses, err)
		}
	}
	if n := hits.Load(); n != 0 {
		t.Errorf("the inside was reached %d times", n)
	}
}

func TestRobots(t *testing.T) {
	body, code := "", http.StatusOK
	s := serve(t, nil)
	s.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(code)
			fmt.Fprint(w, body)
			return
		}
		if r.URL.Path == "/away" {
			http.Redirect(w, r, "/private/x", http.StatusFound)
			return
		}
		fmt.Fprint(w, "words")
	})
	for _, tt := range []struct {
		name, body string
		code       int
		path       string
		allowed    bool
	}{
		{"none", "", 404, "/x", true},
		{"closed", "", 403, "/x", true},
		{"broken site", "", 500, "/x", false},
		{"all forbidden", "User-agent: *\nDisallow: /", 200, "/x", false},
		{"a part", "User-agent: *\nDisallow: /private", 200, "/x", true},
		{"the part", "User-agent: *\nDisallow: /private", 200, "/private/x", false},
		{"redirected to the part", "User-agent: *\nDisallow: /private", 200, "/away", false},
		{"us", "User-agent: briefbot\nDisallow: /\n\nUser-agent: *\nAllow: /", 200, "/x", false},
		{"others", "User-agent: other\nDisallow: /", 200, "/x", true},
		{"noise", "\x00\xff<html>", 200, "/x", true},
	} {
		body, code = tt.body, tt.code
		s.client.robots = map[string]robots{}
		_, err := s.client.Get(t.Context(), s.URL+tt.path, Known{})
		if (err == nil) != tt.allowed || err != nil && !tt.allowed && tt.code == 200 && !strings.Contains(err.Error(), "robots.txt") {
			t.Errorf("%s: %v, want allowed %v", tt.name, err, tt.allowed)
		}
		if _, err := s.client.Attachment(t.Context(), s.URL+"/x"); err != nil {
			t.Errorf("%s: an attachment: %v", tt.name, err)
		}
	}
}

// TestTrusted: a service of the operator's own gives attachments, and nothing else, and leads nowhere.
func TestTrusted(t *testing.T) {
	var inside *httptest.Server
	inside = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Redirect(w, r, inside.URL+"/x", http.StatusFound)
			return
		}
		fmt.Fprint(w, "words")
	}))
	defer inside.Close()
	c := New(Config{Trusted: []string{inside.Listener.Addr().String()}})
	if r, err := c.Attachment(t.Context(), inside.URL+"/x"); err != nil || !bytes.Equal(r.Body, []byte("words")) {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := c.Attachment(t.Context(), inside.URL+"/away"); err == nil {
		t.Error("it follows a trusted service to the inside")
	}
	if _, err := c.Get(t.Context(), inside.URL+"/x", Known{}); err == nil {
		t.Error("a page is fetched from a trusted service")
	}
}
