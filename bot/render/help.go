package render

import (
	"bufio"
	"fmt"
	"io"

	"example.org/briefbot/index/wording"
)

// Command is what /help says of a command.
type Command struct {
	Name        string
	Description string
	Options     []Option
	Example     string // a question that has an answer
}

// Option is what /help says of an option.
type Option struct {
	Name        string
	Description string
}

// HelpText writes the commands for a terminal. It returns the writer's error.
func HelpText(w io.Writer, commands []Command, o TextOptions) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	t := &text{w: bufio.NewWriter(w), o: o}
	for i, c := range commands {
		if i > 0 {
			fmt.Fprintln(t.w)
		}
		t.put(bold, "", "", "/"+c.Name)
		t.put("", "  ", "  ", c.Description)
		for _, x := range c.Options {
			t.put("", "    ", "      ", x.Name+": "+x.Description)
		}
		if c.Example != "/"+c.Name {
			t.put("", "  ", "    ", fmt.Sprintf(wording.Example, oneLine(c.Example)))
		}
	}
	return t.w.Flush()
}
