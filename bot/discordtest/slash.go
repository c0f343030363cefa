package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// Slash lets the place's user type a slash command and waits for the answer. A subcommand follows the command's name
// after a space ("note add"). Options are names and values in turn; a value is written as text whatever its type, a channel, user
// or role by its id, a file by the id that Upload gives. What a client would not let a user send (an unknown option, a missing required one,
// a number that is none, a command the user may not use) fails the test.
func (s *Server) Slash(tb testing.TB, at Place, command string, options ...string) *Reply {
	tb.Helper()
	return s.Begin(tb, at, command, options...).Wait(tb)
}

// Begin is Slash without waiting for the answer.
func (s *Server) Begin(tb testing.TB, at Place, command string, options ...string) *Reply {
	tb.Helper()
	name, sub, _ := strings.Cut(command, " ")
	definition := s.ready(tb, at, name, 1)
	s.mu.Lock()
	f := form{server: s, place: at, resolved: object{}}
	filled, err := f.fill(definition, sub, options)
	if err != nil {
		s.mu.Unlock()
		tb.Fatalf("discordtest: /%s: %v", command, err)
	}
	defer s.mu.Unlock()
	return s.begin(at, kindCommand, "", f.data(definition, filled))
}

// A Choice is one that autocomplete offers.
type Choice struct {
	Name  string
	Value any // string or json.Number
}

// Autocomplete types partial into the option of a slash command and returns what the bot offers, in its order. The other options are filled in already.
func (s *Server) Autocomplete(tb testing.TB, at Place, command, option, partial string, others ...string) []Choice {
	tb.Helper()
	name, sub, _ := strings.Cut(command, " ")
	definition := s.ready(tb, at, name, 1)
	s.mu.Lock()
	f := form{server: s, place: at, resolved: object{}, focused: option}
	filled, err := f.fill(definition, sub, append([]string{option, partial}, others...))
	if err != nil {
		s.mu.Unlock()
		tb.Fatalf("discordtest: /%s: %v", command, err)
	}
	r := s.begin(at, kindAutocomplete, "", f.data(definition, filled))
	s.mu.Unlock()
	r.Wait(tb)
	s.mu.Lock()
	defer s.mu.Unlock()
	choices := []Choice{}
	for _, o := range r.interaction.choices {
		choices = append(choices, Choice{Name: text(o, "name"), Value: o["value"]})
	}
	return choices
}

// Menu uses an entry of a message's context menu, such as "Save as note", and waits for the answer.
func (s *Server) Menu(tb testing.TB, at Place, command, messageID string) *Reply {
	tb.Helper()
	definition := s.ready(tb, at, command, 3)
	s.mu.Lock()
	m := s.messages[messageID]
	if m == nil {
		s.mu.Unlock()
		tb.Fatalf("discordtest: no message %s", messageID)
	}
	data := object{
		"id": definition["id"], "name": command, "type": 3, "target_id": messageID,
		"resolved": object{"messages": object{messageID: m.body}},
	}
	r := s.begin(at, kindCommand, "", data)
	s.mu.Unlock()
	return r.Wait(tb)
}

// Upload gives the server a file that a user means to send and returns its id, for an option of the type attachment.
func (s *Server) Upload(f File) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return text(s.attach(f), "id")
}

// A form fills in a command's options as a client does; the server's mu is held.
type form struct {
	server   *Server
	place    Place
	focused  string // the option being typed, for autocomplete
	resolved object
}

func (f *form) data(definition object, options []object) object {
	o := object{"id": definition["id"], "name": definition["name"], "type": 1, "options": options}
	if guild, ok := definition["guild_id"]; ok {
		o["guild_id"] = guild
	}
	if len(f.resolved) > 0 {
		o["resolved"] = f.resolved
	}
	return o
}

// fill goes down into the subcommand, if there is one, and fills in its options.
func (f *form) fill(definition object, sub string, pairs []string) ([]object, error) {
	if sub != "" {
		name, rest, _ := strings.Cut(sub, " ")
		option := named(definition, name)
		if option == nil || number(option, "type") > 2 {
			return nil, fmt.Errorf("no subcommand %s", name)
		}
		inner, err := f.fill(option, rest, pairs)
		return []object{{"name": name, "type": number(option, "type"), "options": inner}}, err
	}
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("option %s has no value", pairs[len(pairs)-1])
	}
	filled := []object{}
	given := map[string]bool{}
	for i := 0; i < len(pairs); i += 2 {
		option := named(definition, pairs[i])
		if option == nil || number(option, "type") < 3 {
			return nil, fmt.Errorf("no option %s", pairs[i])
		}
		v, err := f.value(option, pairs[i+1])
		if err != nil {
			return nil, fmt.Errorf("option %s: %w", pairs[i], err)
		}
		one := object{"name": pairs[i], "type": number(option, "type"), "value": v}
		if f.focused == pairs[i] {
			one["focused"] = true
			if !flag(option, "autocomplete") {
				return nil, fmt.Errorf("option %s has no autocomplete", pairs[i])
			}
		}
		given[pairs[i]] = true
		filled = append(filled, one)
	}
	for _, option := range storedList(definition, "options") {
		if name := text(option, "name"); flag(option, "required") && !given[name] && f.focused == "" {
			return nil, fmt.Errorf("option %s is required", name)
		}
		if number(option, "type") < 3 {
			return nil, fmt.Errorf("a subcommand is needed")
		}
	}
	return filled, nil
}

func named(definition object, name string) object {
	for _, o := range storedList(definition, "options") {
		if text(o, "name") == name {
			return o
		}
	}
	return nil
}

// value turns what is typed into what the client sends for the option's type.
func (f *form) value(option object, typed string) (any, error) {
	if choices := storedList(option, "choices"); len(choices) > 0 && f.focused == "" {
		return chosen(choices, typed)
	}
	switch t := discordgo.ApplicationCommandOptionType(number(option, "type")); t {
	case discordgo.ApplicationCommandOptionString:
		n := length(typed)
		if f.focused == "" && (n < int(number(option, "min_length")) || has(option, "max_length") && n > int(number(option, "max_length"))) {
			return nil, fmt.Errorf("%d characters are outside its limits", n)
		}
		return typed, nil
	case discordgo.ApplicationCommandOptionInteger, discordgo.ApplicationCommandOptionNumber:
		if _, err := strconv.ParseFloat(typed, 64); err != nil && f.focused == "" {
			return nil, fmt.Errorf("%q is not a number", typed)
		}
		return json.Number(typed), nil
	case discordgo.ApplicationCommandOptionBoolean:
		return strconv.ParseBool(typed)
	default:
		return f.resolve(t, typed)
	}
}

func chosen(choices []object, typed string) (any, error) {
	var names []string
	for _, c := range choices {
		if fmt.Sprint(c["value"]) == typed || text(c, "name") == typed {
			return c["value"], nil
		}
		names = append(names, text(c, "name"))
	}
	return nil, fmt.Errorf("%q is none of the choices: %s", typed, strings.Join(names, ", "))
}

// resolve adds what an id stands for to the interaction's resolved data.
func (f *form) resolve(t discordgo.ApplicationCommandOptionType, id string) (string, error) {
	w := &f.server.world
	add := func(kind string, v any) {
		if f.resolved[kind] == nil {
			f.resolved[kind] = object{}
		}
		f.resolved[kind].(object)[id] = v
	}
	switch t {
	case discordgo.ApplicationCommandOptionChannel:
		c := w.channels[id]
		if c == nil || c.GuildID != f.place.Guild {
			return "", fmt.Errorf("no channel %s", id)
		}
		add("channels", object{
			"id": id, "name": c.Name, "type": c.Type, "permissions": permissionText(f.server.permissions(f.place.User, c)),
		})
		return id, nil
	case discordgo.ApplicationCommandOptionAttachment:
		file, ok := f.server.files[id]
		if !ok {
			return "", fmt.Errorf("no file %s", id)
		}
		add("attachments", f.server.attachment(id, file))
		return id, nil
	}
	if u := w.users[id]; u != nil && t != discordgo.ApplicationCommandOptionRole {
		add("users", u)
		if m := f.server.member(f.place.Guild, id); m != nil {
			add("members", m)
		}
		return id, nil
	}
	if g := w.guilds[f.place.Guild]; g != nil && t != discordgo.ApplicationCommandOptionUser {
		i := slices.IndexFunc(g.Roles, func(r *discordgo.Role) bool { return r.ID == id })
		if i >= 0 {
			add("roles", g.Roles[i])
			return id, nil
		}
	}
	return "", fmt.Errorf("nothing has the id %s", id)
}
