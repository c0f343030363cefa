package discordtest

import (
	"slices"
	"strings"
	"time"
)

// Kinds of interactions and of callbacks, by Discord's numbers.
const (
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5

	callbackMessage      = 4
	callbackDefer        = 5
	callbackDeferUpdate  = 6
	callbackUpdate       = 7
	callbackAutocomplete = 8
	callbackModal        = 9
)

const (
	callbackTime = 3 * time.Second  // from the interaction to its callback
	tokenLife    = 15 * time.Minute // in which the answer can be edited and followed up
)

// An interaction is one that a test has begun, and what the bot has made of it.
type interaction struct {
	id, token string
	kind      int
	place     Place
	created   time.Time
	source    string // of a component: the id of its message

	callback  int // its type; 0 while there is none
	acked     time.Time
	answered  time.Time // when the first content or an update was there
	original  string    // message id of the answer: a new message, or the source
	abandoned bool      // nobody waits for a callback any more
	loading   bool      // deferred, and neither edited nor followed up yet
	ephemeral bool
	followUps []string
	choices   []object
	modal     object
}

// settled reports that nothing more has to come: answered, or a callback that is complete by itself.
func (i *interaction) settled() bool { return i.callback != 0 && !i.loading }

var (
	unknownInteraction = failure(404, 10062, "Unknown interaction")
	acknowledged       = failure(400, 40060, "Interaction has already been acknowledged.")
	unknownWebhook     = failure(404, 10015, "Unknown Webhook")
	invalidToken       = failure(401, 50027, "Invalid Webhook Token")
)

func (s *Server) postCallback(c *call) *response {
	i := s.interactions[c.args[1]]
	kind := int(number(c.body, "type"))
	switch {
	case i == nil || i.id != c.args[0]:
		s.violate(c, "interaction.unknown", true, "no interaction has this id and token")
		return unknownInteraction
	case i.callback != 0:
		s.violate(c, "callback.second", true, "the interaction has been answered already, with type %d", i.callback)
		return acknowledged
	case c.arrived.Sub(i.created) > callbackTime:
		s.violate(c, "callback.late", true, "the callback came %v after the interaction, 3s are allowed", c.arrived.Sub(i.created))
		return unknownInteraction
	}
	if !s.suits(c, i, kind) {
		return failure(400, 50035, "Invalid Form Body")
	}
	i.callback, i.acked = kind, c.arrived
	s.take(i, kind, child(c.body, "data"), c.files)
	if c.query.Get("with_response") != "true" {
		return answer(204, nil)
	}
	about := object{"id": i.id, "type": i.kind}
	resource := object{"type": kind}
	if m := s.messages[i.original]; m != nil {
		about["response_message_id"], about["response_message_ephemeral"] = i.original, m.ephemeral
		resource["message"] = m.body
	}
	return answer(200, object{"interaction": about, "resource": resource})
}

// suits checks that the callback's type is one for the interaction's kind.
func (s *Server) suits(c *call, i *interaction, kind int) bool {
	ok := false
	switch kind {
	case callbackMessage, callbackDefer:
		ok = i.kind != kindAutocomplete
	case callbackDeferUpdate, callbackUpdate:
		ok = i.source != ""
	case callbackAutocomplete:
		ok = i.kind == kindAutocomplete
	case callbackModal:
		ok = i.kind == kindCommand || i.kind == kindComponent
	}
	if !ok {
		s.violate(c, "callback.type", true, "type %d does not answer an interaction of type %d", kind, i.kind)
	}
	return ok
}

// take carries the callback out.
func (s *Server) take(i *interaction, kind int, data object, files map[int]File) {
	switch kind {
	case callbackMessage, callbackDefer:
		m := s.newMessage(i.place.Channel, s.world.bot, data, files)
		m.ephemeral = number(data, "flags")&ephemeralFlag != 0
		s.mark(m, i)
		i.original, i.ephemeral = text(m.body, "id"), m.ephemeral
		if kind == callbackDefer {
			i.loading = true
			m.body["flags"] = number(m.body, "flags") | loadingFlag
			return
		}
		i.answered = i.acked
	case callbackDeferUpdate:
		i.original, i.loading, i.ephemeral = i.source, true, s.messages[i.source].ephemeral
	case callbackUpdate:
		i.original, i.answered, i.ephemeral = i.source, i.acked, s.messages[i.source].ephemeral
		s.edit(s.messages[i.source], data, files)
	case callbackAutocomplete:
		i.answered, i.choices = i.acked, objects(data, "choices")
	case callbackModal:
		i.answered, i.modal = i.acked, data
	}
}

// mark writes into a message which interaction it answers.
func (s *Server) mark(m *message, i *interaction) {
	m.body["webhook_id"], m.body["application_id"] = s.Application, s.Application
	m.body["type"] = map[int]int{kindCommand: 20, kindComponent: 0, kindModal: 0}[i.kind]
	m.body["interaction_metadata"] = object{
		"id": i.id, "type": i.kind, "user": s.world.users[i.place.User], "authorizing_integration_owners": owners(i.place),
	}
	if m.ephemeral {
		m.body["flags"] = number(m.body, "flags") | ephemeralFlag
	}
}

// live returns the interaction of a webhook request, or why its token does not serve.
func (s *Server) live(c *call) (*interaction, *response) {
	i := s.interactions[c.args[1]]
	switch {
	case i == nil || c.args[0] != s.Application:
		s.violate(c, "token.unknown", true, "no interaction has this token")
		return nil, unknownWebhook
	case i.callback == 0:
		s.violate(c, "token.early", true, "the interaction has had no callback yet")
		return nil, unknownWebhook
	case c.arrived.Sub(i.created) > tokenLife:
		s.violate(c, "token.expired", true, "the token is %v old, it lived 15m", c.arrived.Sub(i.created))
		return nil, invalidToken
	case i.kind == kindAutocomplete:
		s.violate(c, "token.autocomplete", true, "an autocomplete interaction has no message")
		return nil, unknownWebhook
	}
	return i, nil
}

// postFollowUp posts one more message. The first after a defer is the deferred answer itself.
func (s *Server) postFollowUp(c *call) *response {
	i, refusal := s.live(c)
	if refusal != nil {
		return refusal
	}
	if i.callback == callbackDefer && i.loading {
		m := s.messages[i.original]
		s.edit(m, c.body, c.files)
		s.settle(i, c.arrived)
		return answer(200, m.body)
	}
	m := s.newMessage(i.place.Channel, s.world.bot, c.body, c.files)
	m.ephemeral = number(c.body, "flags")&ephemeralFlag != 0
	s.mark(m, i)
	m.body["type"] = 19
	i.followUps = append(i.followUps, text(m.body, "id"))
	s.settle(i, c.arrived)
	return answer(200, m.body)
}

// settle notes that a deferred answer has come.
func (s *Server) settle(i *interaction, at time.Time) {
	i.loading = false
	if i.answered.IsZero() {
		i.answered = at
	}
}

// reached finds the message that a webhook request names: @original or an id of the same interaction.
func (s *Server) reached(c *call) (*interaction, *message, *response) {
	i, refusal := s.live(c)
	if refusal != nil {
		return nil, nil, refusal
	}
	id := c.args[2]
	if id == "@original" {
		id = i.original
	} else if id != i.original && !slices.Contains(i.followUps, id) {
		return nil, nil, unknownMessage
	}
	m := s.messages[id]
	if m == nil || m.deleted {
		return nil, nil, unknownMessage
	}
	return i, m, nil
}

func (s *Server) getReply(c *call) *response {
	_, m, refusal := s.reached(c)
	if refusal != nil {
		return refusal
	}
	return answer(200, m.body)
}

func (s *Server) patchReply(c *call) *response {
	i, m, refusal := s.reached(c)
	if refusal != nil {
		return refusal
	}
	s.edit(m, c.body, c.files)
	if text(m.body, "id") == i.original {
		s.settle(i, c.arrived)
	}
	return answer(200, m.body)
}

func (s *Server) deleteReply(c *call) *response {
	i, m, refusal := s.reached(c)
	if refusal != nil {
		return refusal
	}
	s.remove(m)
	if text(m.body, "id") == i.original {
		s.settle(i, c.arrived)
	}
	return answer(204, nil)
}

// PlaceOf is where the interaction was begun that a request answers; ok is false for other requests.
func (s *Server) PlaceOf(r Request) (at Place, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for segment := range strings.SplitSeq(r.Path, "/") {
		if i := s.interactions[segment]; i != nil {
			return i.place, true
		}
	}
	return Place{}, false
}
