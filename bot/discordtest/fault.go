package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Routes for faults and for Requests: a method and a path below the base, where * stands for one segment. "*" alone is every request.
const (
	RouteCallback = "POST /interactions/*/*/callback"
	RouteFollowUp = "POST /webhooks/*/*"
	RouteOriginal = "PATCH /webhooks/*/*/messages/@original"
	RouteMessage  = "POST /channels/*/messages"
	RouteCommands = "PUT /applications/*/commands"
	RouteAny      = "*"
)

// A fault is what happens to the next n requests of a route.
type fault struct {
	route string
	n     int
	outcome
}

// An outcome says how a request goes on after a fault.
type outcome struct {
	answer *response     // in place of what carrying it out would answer
	cut    bool          // the connection is cut in place of the answer
	carry  bool          // it is carried out
	delay  time.Duration // before it is carried out
	hang   bool          // nothing comes back until the client gives up
	meet   func()        // called in place of the answer
}

// fail adds a fault; the faults of one route follow each other.
func (s *Server) fail(route string, n int, o outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &fault{route: route, n: n, outcome: o})
}

// RateLimit answers the next n requests of the route with 429.
func (s *Server) RateLimit(route string, n int, retryAfter time.Duration) {
	s.fail(route, n, outcome{answer: tooMany(retryAfter, false)})
}

// RateLimitGlobally answers the next n requests, whatever they are, with a global 429, as Discord documents it: no X-RateLimit-Reset-After.
func (s *Server) RateLimitGlobally(n int, retryAfter time.Duration) {
	s.fail(RouteAny, n, outcome{answer: tooMany(retryAfter, true)})
}

// Ban answers the next n requests with an HTML page and 429, as Cloudflare does after too many invalid requests.
func (s *Server) Ban(n int, retryAfter time.Duration) {
	r := &response{status: 429, header: http.Header{}, raw: []byte("<html><body>You are being blocked</body></html>")}
	r.header.Set("Content-Type", "text/html")
	r.header.Set("Retry-After", strconv.Itoa(int(retryAfter.Seconds())))
	s.fail(RouteAny, n, outcome{answer: r})
}

// Fail answers the next n requests of the route with the status and does not carry them out.
func (s *Server) Fail(route string, status, n int) {
	s.fail(route, n, outcome{answer: failure(status, 0, fmt.Sprintf("%d: %s", status, http.StatusText(status)))})
}

// Refuse answers the next n requests of the route with an error of Discord's own, such as 403 with code 50013.
func (s *Server) Refuse(route string, status, code int, message string, n int) {
	s.fail(route, n, outcome{answer: failure(status, code, message)})
}

// FailAfter carries out the next n requests of the route and answers them with the status all the same, as a gateway before Discord does.
func (s *Server) FailAfter(route string, status, n int) {
	s.fail(route, n, outcome{carry: true, answer: failure(status, 0, fmt.Sprintf("%d: %s", status, http.StatusText(status)))})
}

// Meet calls f instead of answering the next request of the route, after it was carried out or, without carry, in place of that, and cuts the
// connection: f may end the bot's process at exactly that moment.
func (s *Server) Meet(route string, carry bool, f func()) {
	s.fail(route, 1, outcome{carry: carry, cut: true, meet: f})
}

// Drop carries out the next n requests of the route and cuts the connection instead of answering:
// the bot cannot know whether its message was posted.
func (s *Server) Drop(route string, n int) {
	s.fail(route, n, outcome{carry: true, cut: true})
}

// Timeout leaves the next n requests of the route unanswered, and does not carry them out, until the client gives up.
func (s *Server) Timeout(route string, n int) {
	s.fail(route, n, outcome{hang: true})
}

// Delay carries out the next n requests of the route after a while.
func (s *Server) Delay(route string, n int, d time.Duration) {
	s.fail(route, n, outcome{carry: true, delay: d})
}

// ClearFaults ends all faults of requests.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// strike takes the first fault that waits for such a request.
func (s *Server) strike(c *call) outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if matches(f.route, c.method, c.path) {
			if f.n--; f.n <= 0 {
				s.faults = slices.Delete(s.faults, i, i+1)
			}
			return f.outcome
		}
	}
	return outcome{carry: true}
}

// matches compares a request with a route.
func matches(route, method, path string) bool {
	if route == RouteAny {
		return true
	}
	m, pattern, _ := strings.Cut(route, " ")
	if m != method {
		return false
	}
	_, ok := match(pattern, path)
	return ok
}

// match returns the segments of the path at the pattern's stars.
func match(pattern, path string) ([]string, bool) {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return nil, false
	}
	var stars []string
	for i, w := range want {
		switch {
		case w == "*":
			stars = append(stars, got[i])
		case w != got[i]:
			return nil, false
		}
	}
	return stars, true
}

func tooMany(after time.Duration, global bool) *response {
	r := failure(429, 0, "You are being rate limited.")
	body := object{"message": "You are being rate limited.", "retry_after": after.Seconds(), "global": global}
	r.raw = encode(body)
	r.header.Set("Retry-After", strconv.Itoa(int((after+time.Second-1)/time.Second)))
	if global {
		r.header.Set("X-RateLimit-Global", "true")
		r.header.Set("X-RateLimit-Scope", "global")
		return r
	}
	r.header.Set("X-RateLimit-Remaining", "0")
	r.header.Set("X-RateLimit-Reset-After", strconv.FormatFloat(after.Seconds(), 'f', 3, 64))
	r.header.Set("X-RateLimit-Scope", "user")
	return r
}
