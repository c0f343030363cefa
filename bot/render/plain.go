package render

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"example.org/briefbot/index/wording"
)

// marks are Discord's: the backslashes that guard a document's own, which come first since what they guard begins nothing, timestamps, links, emphasis.
var marks = regexp.MustCompile(`\\.|<t:(\d+)(?::(\w))?>|\[((?:\\.|[^\]\\\[\n])*)\]\([^)\s]*\)|\*\*|__`)

// plainText takes Discord's marks off a text of ours.
func plainText(s string) string {
	return marks.ReplaceAllStringFunc(s, func(m string) string {
		parts := marks.FindStringSubmatch(m)
		switch m[0] {
		case '\\':
			return m[1:]
		case '<':
			n, _ := strconv.ParseInt(parts[1], 10, 64)
			if parts[2] == "D" {
				return time.Unix(n, 0).UTC().Format(time.DateOnly)
			}
			return fmt.Sprintf(wording.AtUTC, time.Unix(n, 0).UTC().Format("2006-01-02 15:04"))
		case '[':
			return plainText(parts[3])
		}
		return ""
	})
}

// Plain writes a Discord message as text: what a reader sees, without links and colours.
func Plain(w io.Writer, m Message, width int) error {
	if width <= 0 {
		width = 80
	}
	var b strings.Builder
	put := func(s string) {
		for line := range strings.SplitSeq(plainText(s), "\n") {
			indent := ""
			if strings.HasPrefix(line, "> ") {
				line, indent = line[2:], "  | "
			}
			for _, part := range wrap(line, width-len(indent)) {
				b.WriteString(strings.TrimRight(indent+part, " ") + "\n")
			}
		}
	}
	put(m.Content)
	for _, e := range m.Embeds {
		b.WriteString("\n")
		if e.Title != "" {
			put(strings.ToUpper(e.Title))
		}
		put(e.Description)
	}
	var labels []string
	for _, row := range m.Components {
		if row, ok := row.(discordgo.ActionsRow); ok {
			for _, c := range row.Components {
				if button, ok := c.(discordgo.Button); ok {
					labels = append(labels, "["+button.Label+"]")
				}
			}
		}
	}
	if len(labels) > 0 {
		b.WriteString("\n" + strings.Join(labels, " ") + "\n")
	}
	for _, f := range m.Files {
		fmt.Fprintf(&b, wording.Attached+"\n", f.Name, len(f.Data))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
