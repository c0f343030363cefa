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
	return guard("message", func() (*Article, error) { return message(data, 0) })
}

// maxWrapped is how deep messages may be attached to each other.
const maxWrapped = 3

func message(data []byte, depth int) (*Article, error) {
	if rest, ok := bytes.CutPrefix(data, []byte("From ")); ok { // as mailboxes part messages
		if _, below, found := bytes.Cut(rest, []byte("\n")); found {
			data = below
		}
	}
	e, err := enmime.ReadEnvelope(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("it is no e-mail message as .eml files are; save it again from the mail program, or save its text as .txt")
	}
	if inner := brought(e); inner != nil && depth < maxWrapped {
		return message(inner, depth+1)
	}
	a := mail(e)
	if len(a.Paragraphs) > 0 {
		a.headed(a.Title)
	}
	return a.checked()
}

// brought is the message that e only brings along; nil when e says something itself.
func brought(e *enmime.Envelope) []byte {
	if e.Root == nil || len(strings.TrimSpace(e.Text)) >= shortLetter {
		return nil
	}
	p := e.Root.DepthMatchFirst(func(p *enmime.Part) bool { return p.ContentType == "message/rfc822" })
	if p == nil || len(p.Content) == 0 {
		return nil
	}
	return p.Content
}

// shortLetter is the length, in bytes, up to which a message, or its plain text, only points to what it brings along.
const shortLetter = 200

// mail is what a message says, and what its head says of it. Of a forwarded one both are those of the first message.
func mail(e *enmime.Envelope) *Article {
	a := &Article{}
	text := e.Text
	if e.HTML != "" && len(strings.TrimSpace(plainPart(e))) < shortLetter {
		if page, err := HTML([]byte(e.HTML), ""); err == nil {
			a = page
			a.URL, a.Title, a.Publisher = "", "", ""
			text = strings.Join(a.Paragraphs, "\n\n")
		}
	}
	head, below, ok := forwarded(text)
	switch {
	case ok:
		a.Paragraphs = letter(below)
	case len(a.Paragraphs) == 0:
		a.Paragraphs = letter(text)
	}
	a.Title = reply.ReplaceAllString(first(head["subject"], e.GetHeader("Subject")), "")
	a.Author = sender(e, head["from"])
	if id, _, ok := strings.Cut(e.GetHeader("List-Id"), "<"); ok {
		a.Publisher = strings.Trim(squeeze(id), `"`)
	}
	a.Language = first(tag(e.GetHeader("Content-Language")), a.Language)
	if t, err := e.Date(); err == nil && !ok {
		a.Published = known(t)
	}
	if ok {
		a.Published = mailDay(first(head["date"], head["sent"]))
	}
	return a
}

// sender is the name of who wrote the message, or else his address; from is that of a forwarded one.
func sender(e *enmime.Envelope, from string) string {
	if from != "" {
		name, _, _ := strings.Cut(from, "<")
		name, _, _ = strings.Cut(name, "[mailto:")
		return first(strings.Trim(squeeze(name), `"'*`), strings.Trim(from, "<>"))
	}
	if from, err := e.AddressList("From"); err == nil && len(from) > 0 {
		return first(from[0].Name, from[0].Address)
	}
	return ""
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
	lines := unquoted(text)
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
