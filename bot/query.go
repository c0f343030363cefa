package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"example.org/briefbot/corpus/timex"
	"example.org/briefbot/index"
	"example.org/briefbot/index/wording"
)

// Options are the options of a command by name, as text. Text without an option name is under "".
type Options map[string]string

// Reader turns what a user typed or chose into a question. The same reader serves Discord and the terminal.
type Reader struct {
	Now   time.Time              // what "yesterday" is counted from
	Knows func(name string) bool // whether a speaker of that name is known; nil: none
}

// Request is a command as it was given.
type Request struct {
	Query   index.Query // nil: the user asks for help
	Private bool        // the answer is for the asker alone
	Guessed bool        // a plain question that fits no rule: its words are searched for
}

// ErrHelp is returned for a line that asks for help.
var ErrHelp = errors.New("help is asked for")

// ParseLine reads a line typed now, a command or a plain question, see [Reader.Plain], with the speakers that a knows in s. The error is ErrHelp for /help,
// a *index.QueryError for what the user can mend.
func ParseLine(ctx context.Context, line string, s index.Scope, a Asker) (index.Query, error) {
	r, err := reading(ctx, s, a).Plain(line)
	if err == nil && r.Query == nil {
		err = ErrHelp
	}
	return r.Query, err
}

func reading(ctx context.Context, s index.Scope, a Asker) Reader {
	return Reader{Now: time.Now(), Knows: func(name string) bool { return a.Knows(ctx, s, name) }}
}

// Query returns the question that the command name asks with options. What the user can mend is a *index.QueryError.
func (r Reader) Query(name string, options Options) (Request, error) {
	c, err := find(name)
	if err != nil {
		return Request{}, err
	}
	return r.request(c, options)
}

func (r Reader) request(c command, given Options) (Request, error) {
	if c.parse == nil && c.name != helpCommand {
		return Request{}, &index.QueryError{Hint: fmt.Sprintf(wording.WorksInDiscord, c.name)}
	}
	options := Options{}
	for name, value := range given {
		value = strings.TrimSpace(strings.ToValidUTF8(value, "�"))
		o, ok := c.option(name)
		switch {
		case name == "":
			options[""] = value
			continue
		case !ok:
			return Request{}, c.unknownOption(name)
		case o.hosted != "":
			return Request{}, &index.QueryError{Option: o.name, Hint: fmt.Sprintf(wording.AtTheTerminal, o.hosted)}
		case o.limit > 0 && utf8.RuneCountInString(value) > o.limit:
			return Request{}, tooLong(o.name, o.limit)
		}
		options[o.name] = value
	}
	private, err := yesNo(privateOption, options[privateOption])
	if err != nil || c.parse == nil {
		return Request{Private: private}, err
	}
	if err := r.place(c, options); err != nil {
		return Request{}, err
	}
	v := values{Options: options}
	if v.picture, err = yesNo(pictureOption, options[pictureOption]); err != nil {
		return Request{}, err
	}
	if v.page, err = page(options["page"]); err != nil {
		return Request{}, err
	}
	if v.period, err = r.period(options); err != nil {
		return Request{}, err
	}
	q := c.parse(v)
	return Request{Query: q, Private: private}, q.Validate()
}

// place gives bare text the option that it is meant for.
func (r Reader) place(c command, options Options) error {
	text := options[""]
	delete(options, "")
	if text == "" {
		return nil
	}
	name := c.bare
	if _, speaks := c.option("words"); speaks && options["who"] == "" && r.Knows != nil && r.Knows(text) {
		name = "who"
	}
	if options[name] != "" {
		return &index.QueryError{Hint: fmt.Sprintf(wording.BelongsToWhat, text, name)}
	}
	if o, _ := c.option(name); utf8.RuneCountInString(text) > o.limit {
		return tooLong(o.name, o.limit)
	}
	options[name] = text
	return nil
}

func tooLong(name string, limit int) error {
	return &index.QueryError{Option: name, Hint: fmt.Sprintf(wording.OptionTooLong, limit)}
}

func yesNo(option, value string) (bool, error) {
	switch strings.ToLower(value) {
	case "true", "yes", "1", "on":
		return true, nil
	case "", "false", "no", "0", "off":
		return false, nil
	}
	return false, &index.QueryError{Option: option, Hint: fmt.Sprintf(wording.NoBoolean, value)}
}

func page(value string) (int, error) {
	if value == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return 0, &index.QueryError{Option: "page", Hint: fmt.Sprintf(wording.NoPage, value)}
	}
	return n, nil
}

// period reads since: and until:. A month or a year as since means its first day, as until its last.
func (r Reader) period(options Options) (p index.Period, err error) {
	if v := options["since"]; v != "" {
		if p.Since, _, err = days(v, today(r.Now)); err != nil {
			return p, badDay("since", err)
		}
	}
	if v := options["until"]; v != "" {
		if _, p.Until, err = days(v, today(r.Now)); err != nil {
			return p, badDay("until", err)
		}
	}
	return p, nil
}

// days reads a day, a month or another period, and returns its first and last day.
func days(s string, today time.Time) (from, to time.Time, err error) {
	if month, err := time.Parse("2006-01", s); err == nil {
		return month, month.AddDate(0, 1, -1), nil
	}
	return timex.ParseDay(s, today)
}

func badDay(option string, err error) error {
	return &index.QueryError{Option: option, Hint: strings.TrimSuffix(err.Error(), ".") + "."}
}
