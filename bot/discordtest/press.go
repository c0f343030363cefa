package discordtest

import (
	"fmt"
	"strings"
	"testing"
)

// Kinds of components, by Discord's numbers.
const (
	componentRow    = 1
	componentButton = 2
	componentSelect = 3 // of strings; 5 to 8 select users, roles, mentionables and channels
	componentInput  = 4
)

// Press lets the place's user press a button of the reply, named by its label or its custom id, and waits for what the bot does.
// A button that is not there, is disabled or is a link fails the test.
func (s *Server) Press(tb testing.TB, at Place, on *Reply, button string) *Reply {
	tb.Helper()
	m := on.Message()
	if m == nil {
		tb.Fatalf("discordtest: press %q: there is no message", button)
	}
	return s.PressOn(tb, at, m.ID, button)
}

// PressOn is Press on a message by its id, for instance one that was posted before the bot's restart.
func (s *Server) PressOn(tb testing.TB, at Place, messageID, button string) *Reply {
	tb.Helper()
	return s.use(tb, at, messageID, button, func(c object) (object, error) {
		switch {
		case number(c, "type") != componentButton:
			return nil, fmt.Errorf("%q is not a button", button)
		case flag(c, "disabled"):
			return nil, fmt.Errorf("button %q is disabled", button)
		case has(c, "url"):
			return nil, fmt.Errorf("button %q is a link", button)
		}
		return object{"custom_id": c["custom_id"], "component_type": componentButton}, nil
	})
}

// PressID sends a button press with any custom id, even one that the bot never made, on a message of the bot's in the place's channel.
func (s *Server) PressID(tb testing.TB, at Place, customID string) *Reply {
	tb.Helper()
	s.enter(tb, at)
	s.mu.Lock()
	button := object{"type": componentButton, "style": 1, "label": "…", "custom_id": customID}
	row := []any{object{"type": componentRow, "components": []any{button}}}
	m := s.newMessage(at.Channel, s.world.bot, object{"content": "…", "components": row}, nil)
	r := s.begin(at, kindComponent, text(m.body, "id"), object{"custom_id": customID, "component_type": componentButton})
	s.mu.Unlock()
	return r.Wait(tb)
}

// Select chooses values in a select menu of the reply, named by its custom id or its placeholder, and waits for what the bot does.
func (s *Server) Select(tb testing.TB, at Place, on *Reply, menu string, values ...string) *Reply {
	tb.Helper()
	m := on.Message()
	if m == nil {
		tb.Fatalf("discordtest: select in %q: there is no message", menu)
	}
	return s.use(tb, at, m.ID, menu, func(c object) (object, error) {
		least := int64(1)
		if has(c, "min_values") {
			least = number(c, "min_values")
		}
		n := int64(len(values))
		if number(c, "type") != componentSelect || flag(c, "disabled") || n < least || n > max(number(c, "max_values"), 1) {
			return nil, fmt.Errorf("%q is not a menu in which %d values can be chosen", menu, n)
		}
		for _, v := range values {
			if !offers(c, v) {
				return nil, fmt.Errorf("menu %q does not offer %q", menu, v)
			}
		}
		return object{"custom_id": c["custom_id"], "component_type": componentSelect, "values": values}, nil
	})
}

func offers(menu object, value string) bool {
	for _, o := range objects(menu, "options") {
		if text(o, "value") == value {
			return true
		}
	}
	return false
}

// use finds the component and sends its interaction with the data that made returns.
func (s *Server) use(tb testing.TB, at Place, messageID, name string, made func(object) (object, error)) *Reply {
	tb.Helper()
	s.enter(tb, at)
	r, err := func() (*Reply, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		m := s.messages[messageID]
		if m == nil || m.deleted {
			return nil, fmt.Errorf("no message %s", messageID)
		}
		component, names := find(m.body, name)
		if component == nil {
			return nil, fmt.Errorf("no component %q; there are: %s", name, strings.Join(names, ", "))
		}
		data, err := made(component)
		if err != nil {
			return nil, err
		}
		return s.begin(at, kindComponent, messageID, data), nil
	}()
	if err != nil {
		tb.Fatalf("discordtest: %v", err)
	}
	return r.Wait(tb)
}

// find goes through the components, nested ones too, for a label, custom id, placeholder or emoji. It returns all names as well.
func find(o object, name string) (found object, names []string) {
	for _, c := range objects(o, "components") {
		for _, n := range []string{text(c, "label"), text(c, "custom_id"), text(c, "placeholder"), text(child(c, "emoji"), "name")} {
			if n == name && found == nil {
				found = c
			}
			if n != "" {
				names = append(names, n)
			}
		}
		inner, more := find(c, name)
		names = append(names, more...)
		if found == nil {
			found = inner
		}
	}
	return found, names
}

// A Modal is the form that a bot has answered with.
type Modal struct {
	Title, CustomID string
	Inputs          []string // custom ids
}

// Modal returns the form that the bot has answered with, nil if it has not.
func (r *Reply) Modal() *Modal {
	return see(r, func(i *interaction) *Modal {
		if i.modal == nil {
			return nil
		}
		m := &Modal{Title: text(i.modal, "title"), CustomID: text(i.modal, "custom_id")}
		for _, c := range inputs(i.modal) {
			m.Inputs = append(m.Inputs, text(c, "custom_id"))
		}
		return m
	})
}

// inputs are the text inputs of a modal, in rows or in labels.
func inputs(o object) []object {
	var out []object
	for _, c := range objects(o, "components") {
		if inner := child(c, "component"); inner != nil {
			c = inner
		}
		if number(c, "type") == componentInput {
			out = append(out, c)
		}
		out = append(out, inputs(c)...)
	}
	return out
}

// Submit fills in the form of the reply, custom ids and values in turn, sends it, and waits for the answer. An input that is
// not named keeps the value that the bot gave it.
func (s *Server) Submit(tb testing.TB, on *Reply, pairs ...string) *Reply {
	tb.Helper()
	form := see(on, func(i *interaction) object { return i.modal })
	if form == nil {
		tb.Fatalf("discordtest: the bot has answered with no form")
	}
	if len(pairs)%2 != 0 {
		tb.Fatalf("discordtest: input %s has no value", pairs[len(pairs)-1])
	}
	typed := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		typed[pairs[i]] = pairs[i+1]
	}
	rows := []object{}
	for _, c := range inputs(form) {
		id := text(c, "custom_id")
		value, ok := typed[id]
		if !ok {
			value = text(c, "value")
		}
		delete(typed, id)
		rows = append(rows, object{"type": componentRow, "components": []object{{"type": componentInput, "custom_id": id, "value": value}}})
	}
	for id := range typed {
		tb.Fatalf("discordtest: the form has no input %s", id)
	}
	s.enter(tb, on.Place)
	s.mu.Lock()
	r := s.begin(on.Place, kindModal, on.interaction.source, object{"custom_id": form["custom_id"], "components": rows})
	s.mu.Unlock()
	return r.Wait(tb)
}
