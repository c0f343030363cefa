package discordtest

import "time"

// disruptions are the gateway's faults on demand.
type disruptions struct {
	helloDelay time.Duration
	deaf       bool
	identify   []func(*gatewayConn) // what the next identifies or resumes get instead of READY or RESUMED
}

// SlowHello makes the gateway wait before it says hello on each new connection; 0 ends that.
func (s *Server) SlowHello(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.disruptions.helloDelay = d
}

// Deafen stops (or, with false, starts again) the acknowledgement of heartbeats: the connection is a zombie.
func (s *Server) Deafen(deaf bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.disruptions.deaf = deaf
}

// Disconnect closes every connection with the code, such as 4000, which is to be resumed, or 4004, 4013 or 4014, which are final.
func (s *Server) Disconnect(code int) { s.each(func(c *gatewayConn) { c.close(code) }) }

// Reconnect asks every client with op 7 to connect anew and resume.
func (s *Server) Reconnect() { s.each(func(c *gatewayConn) { c.op(opReconnect, nil) }) }

// InvalidSession sends op 9. If the session is not resumable, it is forgotten.
func (s *Server) InvalidSession(resumable bool) {
	s.each(func(c *gatewayConn) { s.invalidate(c, resumable) })
}

// invalidate needs s.mu held.
func (s *Server) invalidate(c *gatewayConn, resumable bool) {
	if c.session != nil && !resumable {
		delete(s.sessions, c.session.id)
	}
	c.detach()
	c.op(opInvalidSession, resumable)
}

func (s *Server) each(do func(*gatewayConn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.connections {
		if !c.closing {
			do(c)
		}
	}
	s.notify()
}

// RefuseIdentify closes with the code instead of READY or RESUMED, n times.
func (s *Server) RefuseIdentify(code, n int) {
	s.instead(n, func(c *gatewayConn) { c.close(code) })
}

// ReconnectOnIdentify sends op 7 instead of READY or RESUMED, n times: the first packet that leaves discordgo's Open stuck for good.
func (s *Server) ReconnectOnIdentify(n int) {
	s.instead(n, func(c *gatewayConn) { c.op(opReconnect, nil) })
}

// Mute leaves n identifies or resumes unanswered.
func (s *Server) Mute(n int) { s.instead(n, func(*gatewayConn) {}) }

func (s *Server) instead(n int, do func(*gatewayConn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		s.disruptions.identify = append(s.disruptions.identify, do)
	}
}

// disruptIdentify does the next disruption, if one waits; s.mu is held.
func (s *Server) disruptIdentify(c *gatewayConn) bool {
	waiting := s.disruptions.identify
	if len(waiting) == 0 {
		return false
	}
	s.disruptions.identify = waiting[1:]
	waiting[0](c)
	return true
}

// RefuseToken makes the token worthless, as after a reset: 401 for every request and 4004 for every identify.
func (s *Server) RefuseToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused = true
}
