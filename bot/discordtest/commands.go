package discordtest

import (
	"maps"
	"slices"

	"github.com/bwmarrin/discordgo"
)

var unknownCommand = failure(404, 10063, "Unknown application command")

// commandArgs takes the path's ids apart: the guild is empty for a global command, id for all of them.
func commandArgs(c *call) (guild, id string) {
	args := c.args[1:]
	if _, ok := match("/applications/*/guilds/*/commands", c.path); ok {
		return args[0], ""
	}
	if _, ok := match("/applications/*/guilds/*/commands/*", c.path); ok {
		return args[0], args[1]
	}
	if len(args) == 1 {
		return "", args[0]
	}
	return "", ""
}

// refuseCommands returns the error for another application's id or a guild without the bot.
func (s *Server) refuseCommands(c *call) *response {
	guild, _ := commandArgs(c)
	switch {
	case c.args[0] != s.Application:
		return failure(403, 20012, "You are not authorized to perform this action on this application")
	case guild != "" && s.world.guilds[guild] == nil:
		return failure(403, 50001, "Missing Access")
	}
	return nil
}

func (s *Server) getCommands(c *call) *response {
	if refusal := s.refuseCommands(c); refusal != nil {
		return refusal
	}
	guild, _ := commandArgs(c)
	out := []object{}
	for _, o := range s.commands[guild] {
		if c.query.Get("with_localizations") != "true" {
			o = withoutLocalizations(o)
		}
		out = append(out, o)
	}
	return answer(200, out)
}

// putCommands replaces all commands. One of the same name and type keeps its id, and its version if it is the same.
func (s *Server) putCommands(c *call) *response {
	if refusal := s.refuseCommands(c); refusal != nil {
		return refusal
	}
	guild, _ := commandArgs(c)
	stored := []object{}
	for _, v := range c.value.([]any) {
		stored = append(stored, s.register(guild, v.(object)))
	}
	s.commands[guild] = stored
	return answer(200, stored)
}

func (s *Server) postCommand(c *call) *response {
	if refusal := s.refuseCommands(c); refusal != nil {
		return refusal
	}
	guild, _ := commandArgs(c)
	o := s.register(guild, c.body)
	status := 201
	s.commands[guild] = slices.DeleteFunc(s.commands[guild], func(old object) bool {
		if old["id"] == o["id"] {
			status = 200
		}
		return old["id"] == o["id"]
	})
	s.commands[guild] = append(s.commands[guild], o)
	return answer(status, o)
}

// findCommand returns the place of the path's command in its list, -1 without one.
func (s *Server) findCommand(c *call) (guild string, index int) {
	guild, id := commandArgs(c)
	return guild, slices.IndexFunc(s.commands[guild], func(o object) bool { return o["id"] == id })
}

func (s *Server) getCommand(c *call) *response {
	guild, i := s.findCommand(c)
	if i < 0 {
		return unknownCommand
	}
	return answer(200, s.commands[guild][i])
}

func (s *Server) patchCommand(c *call) *response {
	guild, i := s.findCommand(c)
	if i < 0 {
		return unknownCommand
	}
	old := s.commands[guild][i]
	merged := object{}
	maps.Copy(merged, old)
	maps.Copy(merged, c.body)
	changed := s.stored(guild, merged)
	changed["id"] = old["id"]
	s.commands[guild][i] = changed
	return answer(200, changed)
}

func (s *Server) deleteCommand(c *call) *response {
	guild, i := s.findCommand(c)
	if i < 0 {
		return unknownCommand
	}
	s.commands[guild] = slices.Delete(s.commands[guild], i, i+1)
	return answer(204, nil)
}

// register returns the command as it is to be stored, with the id of the one it replaces.
func (s *Server) register(guild string, body object) object {
	o := s.stored(guild, body)
	for _, old := range s.commands[guild] {
		if old["name"] != o["name"] || number(old, "type") != number(o, "type") {
			continue
		}
		o["id"] = old["id"]
		version := o["version"]
		if o["version"] = old["version"]; string(encode(o)) != string(encode(old)) {
			o["version"] = version
		}
	}
	return o
}

// stored turns what was sent into what Discord returns: defaults filled in on the command, left out on its options.
func (s *Server) stored(guild string, body object) object {
	kind := max(number(body, "type"), 1)
	o := object{
		"id": s.nextID(), "application_id": s.Application, "version": s.nextID(), "type": kind, "name": body["name"],
		"name_localizations": body["name_localizations"], "description": text(body, "description"),
		"description_localizations":  body["description_localizations"],
		"default_member_permissions": body["default_member_permissions"], "nsfw": flag(body, "nsfw"),
	}
	if guild != "" {
		o["guild_id"] = guild
	} else {
		o["contexts"], o["integration_types"], o["dm_permission"] = body["contexts"], body["integration_types"], true
		if !has(body, "integration_types") {
			o["integration_types"] = []int{0}
		}
	}
	if options := storedOptions(body); len(options) > 0 {
		o["options"] = options
	}
	return o
}

func storedOptions(o object) []object {
	var out []object
	for _, option := range storedList(o, "options") {
		kept := object{}
		for key, v := range option {
			switch v := v.(type) {
			case nil:
			case bool:
				if v {
					kept[key] = v
				}
			case []any:
				if len(v) > 0 {
					kept[key] = v
				}
			case object:
				if len(v) > 0 {
					kept[key] = v
				}
			default:
				kept[key] = v
			}
		}
		if nested := storedOptions(option); len(nested) > 0 {
			kept["options"] = nested
		}
		out = append(out, kept)
	}
	return out
}

func withoutLocalizations(o object) object {
	out := object{}
	for key, v := range o {
		if key == "name_localizations" || key == "description_localizations" {
			continue
		}
		out[key] = v
	}
	return out
}

// Commands returns the commands of the guild, or with "" the global ones, in the order of their registration.
func (s *Server) Commands(guild string) []*discordgo.ApplicationCommand {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*discordgo.ApplicationCommand
	for _, o := range s.commands[guild] {
		c, err := remake[*discordgo.ApplicationCommand](o)
		if err != nil {
			panic("discordtest: command: " + err.Error())
		}
		out = append(out, c)
	}
	return out
}

// OpenToEveryone does what an administrator may do in the server's settings: the command's default_member_permissions no longer hold.
func (s *Server) OpenToEveryone(command string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[command] = true
}
