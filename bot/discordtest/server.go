package discordtest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// A Server is a fake Discord with one application, its bot user, and the guilds that the test makes.
// Its methods may be called from any goroutine.
type Server struct {
	// Token is the bot's: REST wants "Bot "+Token as Authorization, the gateway takes it with or without "Bot ".
	Token string
	// Application is the id of the application and of its bot user.
	Application string

	settings settings
	http     *httptest.Server
	routes   []route
	document *openAPI // nil without BRIEFBOT_SHARED
	closed   chan struct{}

	mu           sync.Mutex
	changed      chan struct{} // closed and replaced whenever anything below changes
	offset       time.Duration // what Advance has added to the clock
	lastID       int64
	world        world
	commands     map[string][]object // by guild id, "" for the global ones; each in order of registration
	open         map[string]bool     // names of the commands that an administrator has opened to everyone
	messages     map[string]*message
	nonces       map[string]string       // channel and nonce to message id, see ForgetNonces
	files        map[string]File         // by attachment id
	interactions map[string]*interaction // by token
	sessions     map[string]*gatewaySession
	connections  map[*gatewayConn]bool
	disruptions  disruptions
	faults       []*fault
	refused      bool // the token is no longer accepted
	counts       GatewayCounts
	requests     []Request
	violations   []Violation
}

type settings struct {
	now        func() time.Time
	patience   time.Duration
	heartbeat  time.Duration
	privileged bool
	shards     int
	tolerated  map[string]bool
}

// An Option changes how New makes a server.
type Option func(*settings)

// Clock replaces time.Now: the 3 seconds for a callback and the 15 minutes of a token are measured with it.
func Clock(now func() time.Time) Option { return func(o *settings) { o.now = now } }

// Patience is how long Slash and the others wait for the bot before they fail the test; 10 seconds if not set.
func Patience(d time.Duration) Option { return func(o *settings) { o.patience = d } }

// Heartbeat is the interval that hello asks of the client; 41.25 seconds if not set.
func Heartbeat(d time.Duration) Option { return func(o *settings) { o.heartbeat = d } }

// Privileged lets a client identify with privileged intents, which otherwise closes the connection with 4014.
func Privileged() Option { return func(o *settings) { o.privileged = true } }

// Shards is the number of shards that GET /gateway/bot recommends; 1 if not set.
func Shards(n int) Option { return func(o *settings) { o.shards = n } }

// Tolerate stops the named rules from being reported, as in "allowed_mentions". What Discord refuses stays refused.
func Tolerate(rules ...string) Option {
	return func(o *settings) {
		for _, r := range rules {
			o.tolerated[r] = true
		}
	}
}

// New starts a server with one guild (see Home). When the test ends, it is closed and the violations that were not taken fail the test.
func New(tb testing.TB, opts ...Option) *Server {
	tb.Helper()
	s := &Server{
		Token:    "MTA0.test.token",
		settings: settings{now: time.Now, patience: 10 * time.Second, heartbeat: 41250 * time.Millisecond, shards: 1, tolerated: map[string]bool{}},
		closed:   make(chan struct{}), changed: make(chan struct{}),
		commands: map[string][]object{}, open: map[string]bool{},
		messages: map[string]*message{}, nonces: map[string]string{}, files: map[string]File{},
		interactions: map[string]*interaction{}, sessions: map[string]*gatewaySession{}, connections: map[*gatewayConn]bool{},
	}
	for _, o := range opts {
		o(&s.settings)
	}
	document, err := sharedDocument()
	if err != nil {
		tb.Fatalf("discordtest: %v", err)
	}
	s.document = document
	s.routes = routes()
	s.mu.Lock()
	s.Application = s.nextID()
	s.world = newWorld(s.Application)
	s.mu.Unlock()
	s.world.home = s.foundHome()
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", s.serveREST)
	mux.HandleFunc("/gateway/", s.serveGateway)
	mux.HandleFunc("/cdn/", s.serveFile)
	s.http = httptest.NewServer(mux)
	tb.Cleanup(func() {
		s.close()
		for _, v := range s.TakeViolations() {
			tb.Errorf("discordtest: %v", v)
		}
	})
	return s
}

// URL is the base of the REST interface, http://127.0.0.1:PORT/api/v9, without a slash at its end.
func (s *Server) URL() string { return s.http.URL + "/api/v9" }

// Advance moves the server's clock on, so that an interaction's token grows old at once.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.offset += d
	s.notify()
}

// Until waits for condition to hold, looking again after each change of the server's state, and fails the test when the
// server's patience is over. The condition may call any method of the server.
func (s *Server) Until(tb testing.TB, what string, condition func() bool) {
	tb.Helper()
	if !s.await(condition) {
		tb.Fatalf("discordtest: waited %v in vain for: %s%s", s.settings.patience, what, s.hints())
	}
}

func (s *Server) await(condition func() bool) bool {
	timer := time.NewTimer(s.settings.patience)
	defer timer.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if condition() {
			return true
		}
		select {
		case <-changed:
		case <-timer.C:
			return condition()
		}
	}
}

// hints lists the violations so far: the likeliest reason for a bot that does not answer.
func (s *Server) hints() string {
	var text strings.Builder
	for _, v := range s.Violations() {
		text.WriteString("\n\tviolation: " + v.String())
	}
	return text.String()
}

// notify wakes those who wait in await; s.mu is held.
func (s *Server) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// now is the server's time; s.mu is held.
func (s *Server) now() time.Time { return s.settings.now().Add(s.offset) }

func (s *Server) close() {
	s.mu.Lock()
	select {
	case <-s.closed:
		s.mu.Unlock()
		return
	default:
		close(s.closed)
	}
	for c := range s.connections {
		c.end()
	}
	s.mu.Unlock()
	s.http.CloseClientConnections()
	s.http.Close()
}
