package discordtest

import (
	"fmt"
	"regexp"
	"strings"
)

// A Violation is something that a request or a client has done against a rule.
type Violation struct {
	Rule    string // as in "embed.title"; what Tolerate takes
	Refused bool   // Discord refuses it, and so did the server; otherwise it was carried out
	Where   string // the request's method and path
	Detail  string
}

func (v Violation) String() string {
	refused := ""
	if v.Refused {
		refused = " (refused)"
	}
	return fmt.Sprintf("%s: %s: %s%s", v.Where, v.Rule, v.Detail, refused)
}

// Violations returns what has been found so far, in order, without what is tolerated.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Violation(nil), s.violations...)
}

// TakeViolations returns what has been found so far and forgets it: it no longer fails the test.
func (s *Server) TakeViolations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.violations
	s.violations = nil
	return taken
}

func (s *Server) report(found ...Violation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note(found...)
}

// note needs s.mu held.
func (s *Server) note(found ...Violation) {
	for _, v := range found {
		if !s.settings.tolerated[v.Rule] {
			s.violations = append(s.violations, v)
		}
	}
	s.notify()
}

// violate notes a violation of a rule that only a route's function can judge; s.mu is held.
func (s *Server) violate(c *call, rule string, refused bool, format string, args ...any) {
	s.note(Violation{Rule: rule, Refused: refused, Where: c.where(), Detail: fmt.Sprintf(format, args...)})
}

func (c *call) where() string { return c.method + " " + c.path }

// checker collects the violations of one request.
type checker struct {
	where string
	found []Violation
}

// refuse notes what Discord refuses.
func (k *checker) refuse(rule, format string, args ...any) {
	k.found = append(k.found, Violation{Rule: rule, Refused: true, Where: k.where, Detail: fmt.Sprintf(format, args...)})
}

// warn notes what Discord takes and no careful bot sends.
func (k *checker) warn(rule, format string, args ...any) {
	k.found = append(k.found, Violation{Rule: rule, Where: k.where, Detail: fmt.Sprintf(format, args...)})
}

// refused is the first violation that Discord refuses, nil if there is none.
func (k *checker) refused() *Violation {
	for i := range k.found {
		if k.found[i].Refused {
			return &k.found[i]
		}
	}
	return nil
}

// userAgent is what Discord asks for, lest Cloudflare block the request.
var userAgent = regexp.MustCompile(`^DiscordBot \(\S+, \S+\)`)

// inspect checks the request against all rules that need no knowledge of what came before. It returns the refusal, or nil.
func (s *Server) inspect(c *call, r route, found bool) *response {
	k := &checker{where: c.where()}
	defer func() { s.report(k.found...) }()
	if !userAgent.MatchString(c.header.Get("User-Agent")) {
		k.warn("user_agent", "User-Agent is %q, want DiscordBot (URL, VERSION)", c.header.Get("User-Agent"))
	}
	if !found {
		k.refuse("route", "the fake Discord has no such route")
		return failure(404, 0, "404: Not Found")
	}
	if refusal := s.admit(k, c, r); refusal != nil {
		return refusal
	}
	k.body(c, r.shape)
	if s.document != nil {
		s.document.check(k, c)
	}
	v := k.refused()
	if v == nil {
		return nil
	}
	code, ok := ruleCodes[v.Rule]
	if !ok {
		code = 50035
	}
	refusal := failure(400, code, "Invalid Form Body")
	refusal.body.(object)["errors"] = object{"_errors": []object{{"code": strings.ToUpper(v.Rule), "message": v.Detail}}}
	return refusal
}

// ruleCodes are the error codes of rules that have one of their own.
var ruleCodes = map[string]int{"message.empty": 50006, "commands.count": 30032, "attachment.size": 40005}

// admit checks that the request shows who sends it, in the way that its route wants.
func (s *Server) admit(k *checker, c *call, r route) *response {
	authorization := c.header.Get("Authorization")
	s.mu.Lock()
	authentic := !s.refused && authorization == "Bot "+s.Token
	s.mu.Unlock()
	switch {
	case r.access == byToken && authorization != "":
		k.warn("authorization", "the path's own token authorizes; with the bot's token beside it the request may count against the global limit")
	case r.access == byBot && authorization == "":
		k.refuse("authorization", "no Authorization")
		return failure(401, 0, "401: Unauthorized")
	case r.access == byBot && !authentic:
		return failure(401, 0, "401: Unauthorized")
	}
	return nil
}

// body checks the body's kind and what is in it.
func (k *checker) body(c *call, kind shape) {
	switch {
	case kind == noBody:
		return
	case kind == commandList:
		l, ok := c.value.([]any)
		if !ok {
			k.refuse("body", "the body is not a list")
			return
		}
		k.commands(l)
		return
	case c.body == nil:
		k.refuse("body", "the body is not a JSON object")
		return
	}
	switch kind {
	case newMessage, editMessage, followUp:
		k.message(c, c.body, kind)
	case callback:
		k.callback(c)
	case command:
		k.command(c.body, c.method == "PATCH")
	}
}
