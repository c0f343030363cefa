package format

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"
)

// Email reads a message as mail programs save it (RFC 5322): its plain text, or its HTML where there is no plain text. The
// subject is the title, the sender the author, its date the day of publication. Attachments are not read.
func Email(data []byte) (*Article, error) {
	return guard("message", func() (*Article, error) {
		e, err := enmime.ReadEnvelope(bytes.NewReader(data))
		if err != nil {
			return nil, errors.New("it is no e-mail message as .eml files are; save it again from the mail program, or save its text as .txt")
		}
		a := &Article{}
		html := e.HTML
		if html != "" && len(strings.TrimSpace(plainPart(e))) < 200 {
			if page, err := HTML([]byte(html), ""); err == nil {
				a = page
				a.URL, a.Title, a.Publisher = "", "", ""
			}
		}
		if len(a.Paragraphs) == 0 {
			a.Paragraphs = letter(e.Text)
		}
		a.Title = reply.ReplaceAllString(squeeze(e.GetHeader("Subject")), "")
		if from, err := e.AddressList("From"); err == nil && len(from) > 0 {
			a.Author = first(from[0].Name, from[0].Address)
		}
		if id, _, ok := strings.Cut(e.GetHeader("List-Id"), "<"); ok {
			a.Publisher = strings.Trim(squeeze(id), `"`)
		}
		a.Language = first(tag(e.GetHeader("Content-Language")), a.Language)
		if t, err := e.Date(); err == nil {
			a.Published = known(t)
		}
		if len(a.Paragraphs) > 0 {
			a.headed(a.Title)
		}
		return a.checked()
	})
}

// reply is what mail programs put before a subject.
var reply = regexp.MustCompile(`^(?i:(?:re|fwd?|aw|wg)\s*:\s*)+`)

// plainPart is the message's own plain text, "" when the library made one of its HTML.
func plainPart(e *enmime.Envelope) string {
	if e.Root == nil {
		return ""
	}
	plain := e.Root.DepthMatchFirst(func(p *enmime.Part) bool {
		return strings.HasPrefix(p.ContentType, "text/plain") && p.Disposition != "attachment" && p.FileName == ""
	})
	if plain == nil && e.HTML != "" {
		return ""
	}
	return e.Text
}

// letter returns the paragraphs of a plain-text message: lines that were broken for the width of a screen are joined, the
// signature, and lines about the mailing itself, are dropped.
func letter(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if i := strings.Index(text, "\n-- \n"); i >= 0 {
		text = text[:i]
	}
	lines := strings.Split(text, "\n")
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(strings.TrimRight(l, " ")))
	}
	var out []string
	var open string
	flush := func() {
		if open = squeeze(open); open != "" && !mailing.MatchString(open) {
			out = append(out, open)
		}
		open = ""
	}
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			flush()
			continue
		}
		open += " " + line
		if i+1 < len(lines) && !wrapped(line, lines[i+1], width) {
			flush()
		}
	}
	flush()
	return out
}

// widest is the length of a line beyond which nobody breaks lines for a screen's width.
const widest = 100

// wrapped reports whether line was broken because the next one's first word had no room.
func wrapped(line, next string, width int) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	if width > widest || word == "" {
		return false
	}
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > min(width, 72)
}

// mailing is what a newsletter says of itself.
var mailing = regexp.MustCompile(`(?i)^.{0,80}\b(?:unsubscribe|view (?:this (?:e-?mail|message) )?in (?:your|a) browser|manage (?:your )?(?:e-?mail )?preferences|you(?:'|’)?(?: a)?re receiving this|add us to your address book)\b`)
