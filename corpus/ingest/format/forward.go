package format

import (
	"regexp"
	"strings"
	"time"
)

// heading is a line in the head of a message that another one quotes.
var heading = regexp.MustCompile(`^\*?(From|Sent|Date|To|Cc|Subject|Reply-To)\s?:\*?\s*(.*)$`)

// forwarded finds the message that text passes on: its head, which names at least who wrote it and either when or what about, and what stands below. What
// stands above are words of who passed it on, and no part of it.
func forwarded(text string) (head map[string]string, below string, ok bool) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		if m := heading.FindStringSubmatch(strings.TrimSpace(line)); m == nil || m[1] != "From" {
			continue
		}
		head, end := quotedHead(lines[i:])
		rest := strings.Join(lines[i+end:], "\n")
		if head["from"] != "" && len(head) > 2 && strings.TrimSpace(rest) != "" {
			return head, rest, true
		}
	}
	return nil, "", false
}

// quotedHead reads the head with which lines begin, and returns where it ends. Empty lines between its lines are those of a page.
func quotedHead(lines []string) (head map[string]string, end int) {
	head = map[string]string{}
	field := ""
	for i, line := range lines {
		line = strings.TrimSpace(line)
		m := heading.FindStringSubmatch(line)
		switch {
		case m != nil:
			field = strings.ToLower(m[1])
			if head[field] == "" {
				head[field] = m[2]
			}
			end = i + 1
		case line == "":
			field = ""
		case field != "" && i == end && len(line) < 80 && field != "from": // a long line that was broken
			head[field] += " " + line
			end = i + 1
		default:
			return head, end
		}
	}
	return head, end
}

// mailDay finds the day in the forms in which mail programs write it in English; "" when there is none.
func mailDay(s string) string {
	if d := day(s); d != "" {
		return d
	}
	if _, rest, ok := strings.Cut(s, ", "); ok && !strings.ContainsAny(s[:len(s)-len(rest)], "0123456789") {
		s = rest // without the weekday
	}
	s = strings.ReplaceAll(s, " at ", " ")
	fields := strings.Fields(s)
	for n := min(len(fields), 3); n > 0; n-- {
		date := strings.TrimSuffix(strings.Join(fields[:n], " "), ",")
		for _, layout := range []string{"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", time.DateOnly} {
			if t, err := time.Parse(layout, date); err == nil {
				return known(t)
			}
		}
	}
	return ""
}

// answered is the line that programs put above the message that is answered.
var answered = regexp.MustCompile(`(?m)^>*[ \t]*On [^\n]{5,150}(?:\n[^\n]{0,80})?\bwrote:[ \t]*$`)

var quoteMarks = regexp.MustCompile(`^(?:> ?)+`)

// unquoted returns the lines of text without the marks before those of a message that is answered.
func unquoted(text string) []string {
	lines := strings.Split(answered.ReplaceAllString(text, ""), "\n")
	marked := 0
	for _, l := range lines {
		if strings.HasPrefix(l, ">") {
			marked++
		}
	}
	if marked < 2 {
		return lines // perhaps a sign of the writer's own
	}
	for i, l := range lines {
		lines[i] = quoteMarks.ReplaceAllString(l, "")
	}
	return lines
}
