package discordtest

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Gateway opcodes, by Discord's numbers.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoiceState     = 4
	opResume         = 6
	opReconnect      = 7
	opMembers        = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatACK   = 11
)

// GatewayCounts says what clients have done at the gateway since the server began.
type GatewayCounts struct {
	Connections, Identifies, Resumes, Heartbeats int
}

// A gatewaySession outlives its connections: it can be resumed.
type gatewaySession struct {
	id      string
	intents int64
	seq     int64
	sent    [][]byte // the events by sequence number, the first at 0, for a resume
	conn    *gatewayConn
}

// A gatewayConn is one websocket. What is sent goes through out, so that a client which does not read stops nobody.
type gatewayConn struct {
	ws      *websocket.Conn
	out     chan frame
	done    chan struct{}
	once    sync.Once
	session *gatewaySession // nil before identify and after op 9; guarded by the server's mu
	closing bool            // the server has closed it; guarded by the server's mu
	got     []time.Time     // arrivals of the last minute; only the reader uses it
}

// A frame is a text message, or, with a code, the end of the connection.
type frame struct {
	payload []byte
	code    int
}

func (c *gatewayConn) send(f frame) {
	select {
	case c.out <- f:
	default: // ten thousand unread messages: the client has stopped reading
		c.end()
	}
}

func (c *gatewayConn) end() { c.once.Do(func() { close(c.done); c.ws.Close() }) }

func (c *gatewayConn) write() {
	for {
		select {
		case <-c.done:
			return
		case f := <-c.out:
			if f.code != 0 {
				message := websocket.FormatCloseMessage(f.code, closeReasons[f.code])
				_ = c.ws.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
				// Closing at once could take the close frame from the client again: it is to close, or to lose its time.
				_ = c.ws.SetReadDeadline(time.Now().Add(2 * time.Second))
				return
			}
			if c.ws.WriteMessage(websocket.TextMessage, f.payload) != nil {
				c.end()
				return
			}
		}
	}
}

func (c *gatewayConn) op(op int, data any) {
	c.send(frame{payload: encode(object{"op": op, "d": data})})
}

// close ends the connection with the code; its session can be resumed. The server's mu is held.
func (c *gatewayConn) close(code int) {
	c.closing = true
	c.detach()
	c.send(frame{code: code})
}

// detach leaves the session without a connection; the server's mu is held.
func (c *gatewayConn) detach() {
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
	c.session = nil
}

var closeReasons = map[int]string{
	4000: "Unknown error.", 4001: "Unknown opcode.", 4002: "Error while decoding payload.", 4003: "Not authenticated.",
	4004: "Authentication failed.", 4005: "Already authenticated.", 4007: "Invalid seq.", 4008: "Rate limited.",
	4009: "Session timed out.", 4010: "Invalid shard.", 4011: "Sharding required.", 4012: "Invalid API version.",
	4013: "Invalid intent(s).", 4014: "Disallowed intent(s).",
}

// gatewayURL is what GET /gateway tells.
func (s *Server) gatewayURL() string {
	return "ws" + strings.TrimPrefix(s.http.URL, "http") + "/gateway"
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	c := &gatewayConn{ws: ws, out: make(chan frame, 10000), done: make(chan struct{})}
	s.mu.Lock()
	select {
	case <-s.closed:
		s.mu.Unlock()
		ws.Close()
		return
	default:
	}
	s.connections[c] = true
	s.counts.Connections++
	delay := s.disruptions.helloDelay
	s.notify()
	s.mu.Unlock()
	go c.write()
	if query := r.URL.Query(); (query.Get("v") != "9" && query.Get("v") != "10") || query.Get("encoding") != "json" {
		s.expel(c, 4012, Violation{Rule: "gateway.version", Where: "gateway " + r.URL.RawQuery, Detail: "want v=9 or 10 and encoding=json"})
	}
	select {
	case <-time.After(delay):
		c.op(opHello, object{"heartbeat_interval": s.settings.heartbeat.Milliseconds(), "_trace": []string{}})
	case <-c.done:
	}
	s.readGateway(c)
}

// readGateway returns when the connection has ended.
func (s *Server) readGateway(c *gatewayConn) {
	defer func() {
		c.end()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.connections, c)
		c.detach()
		s.notify()
	}()
	for {
		_, raw, err := c.ws.ReadMessage()
		if err != nil {
			var end *websocket.CloseError
			if errors.As(err, &end) && (end.Code == websocket.CloseNormalClosure || end.Code == websocket.CloseGoingAway) {
				s.endSession(c)
			}
			return
		}
		if code, rule := c.excess(raw); code != 0 {
			s.expel(c, code, Violation{Rule: rule, Where: "gateway", Detail: closeReasons[code]})
			continue
		}
		v, err := decode(raw)
		o, ok := v.(object)
		if err != nil || !ok || !has(o, "op") {
			s.expel(c, 4002, Violation{Rule: "gateway.payload", Where: "gateway", Detail: "not an object with op"})
			continue
		}
		s.receive(c, o)
	}
}

// excess checks the two limits of what a client may send: 4096 bytes, 120 events in 60 seconds.
func (c *gatewayConn) excess(raw []byte) (code int, rule string) {
	now := time.Now()
	for len(c.got) > 0 && now.Sub(c.got[0]) > time.Minute {
		c.got = c.got[1:]
	}
	c.got = append(c.got, now)
	switch {
	case len(raw) > 4096:
		return 4002, "gateway.size"
	case len(c.got) > 120:
		return 4008, "gateway.rate"
	}
	return 0, ""
}

// expel notes the violation and closes the connection.
func (s *Server) expel(c *gatewayConn, code int, v Violation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v.Refused = true
	if !c.closing {
		s.note(v)
		c.close(code)
	}
}

// endSession forgets the session of a client that closed with 1000 or 1001: such a session cannot be resumed.
func (s *Server) endSession(c *gatewayConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.session != nil {
		delete(s.sessions, c.session.id)
	}
}

func (s *Server) receive(c *gatewayConn, o object) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.notify()
	if c.closing {
		return
	}
	switch op := number(o, "op"); op {
	case opHeartbeat:
		s.counts.Heartbeats++
		if !s.disruptions.deaf {
			c.op(opHeartbeatACK, nil)
		}
	case opIdentify:
		s.counts.Identifies++
		s.identify(c, child(o, "d"))
	case opResume:
		s.counts.Resumes++
		s.resume(c, child(o, "d"))
	case opPresence, opVoiceState, opMembers:
		if c.session == nil {
			c.close(4003)
		}
	default:
		c.close(4001)
	}
}

// Counts says what clients have done at the gateway so far.
func (s *Server) Counts() GatewayCounts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts
}

// Connected reports a client that has identified or resumed and is connected now.
func (s *Server) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, session := range s.sessions {
		if session.conn != nil {
			return true
		}
	}
	return false
}
