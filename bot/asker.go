package bot

import (
	"context"

	"example.org/briefbot/bot/render"
	"example.org/briefbot/corpus"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Asker answers questions: an index. Every method obeys the scope.
type Asker interface {
	// Ask answers one page of a question.
	Ask(ctx context.Context, s index.Scope, q index.Query) (*index.Answer, error)
	// Complete returns at most limit names or topics that begin with prefix, best first. The kind is an option's name:
	// who, by, of, about or words.
	Complete(ctx context.Context, s index.Scope, kind, prefix string, limit int) ([]string, error)
	// Knows reports whether somebody of that name speaks in the documents.
	Knows(ctx context.Context, s index.Scope, name string) bool
	// Context returns the sentences around a citation; an error wrapping corpus.ErrNotFound when s does not see the document.
	Context(ctx context.Context, s index.Scope, id corpus.ID, spans []corpus.Span) (*index.Passage, error)
}

// Help describes all commands. The examples ask for names and topics that s really holds.
func Help(ctx context.Context, a Asker, s index.Scope) []render.Command {
	n := realNames(ctx, a, s)
	return described(func(c command) string { return c.example(n).String() })
}

// realNames are names and topics that s really holds, for examples; where it has none, likely ones.
func realNames(ctx context.Context, a Asker, s index.Scope) names {
	first := func(kind, otherwise string) string {
		found, err := a.Complete(ctx, s, kind, "", 1)
		if err != nil || len(found) == 0 {
			return otherwise
		}
		return found[0]
	}
	topic := first("about", wording.ExampleAbout)
	return names{who: first("who", wording.ExampleWho), by: first("by", wording.ExampleBy), about: topic, words: topic}
}

// Commands describes all commands and their options; the examples are the bare commands.
func Commands() []render.Command {
	return described(func(c command) string { return "/" + c.name })
}

// described describes the slash commands; subcommands stand where others have options.
func described(example func(command) string) []render.Command {
	var out []render.Command
	for _, c := range commands() {
		if c.description == "" {
			continue
		}
		h := render.Command{Name: c.name, Description: c.description, Example: "/" + c.name}
		if c.example != nil {
			h.Example = example(c)
		}
		for _, o := range c.options {
			h.Options = append(h.Options, render.Option{Name: o.name, Description: o.description})
		}
		for _, s := range c.subs {
			h.Options = append(h.Options, render.Option{Name: s.name, Description: s.description})
		}
		out = append(out, h)
	}
	return out
}
