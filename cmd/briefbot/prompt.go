package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/peterh/liner"

	"example.org/briefbot/bot"
	"example.org/briefbot/bot/render"
)

// prompt answers one question after another: typed at a terminal with history and completion, or piped in. Each is
// a command of its own, so that a server may be started, stopped and asked in between.
func (a *app) prompt(ctx context.Context, asJSON bool) error {
	if !a.Terminal.In || !a.Terminal.Out {
		return a.piped(ctx, asJSON)
	}
	line := liner.NewLiner()
	defer line.Close()
	line.SetCtrlCAborts(true)
	line.SetWordCompleter(func(text string, pos int) (string, []string, string) {
		head, found, tail := a.completeLine(ctx, text, pos)
		line.SetTabCompletionStyle(tabStyle(strings.TrimPrefix(string([]rune(text)[:pos]), head), found))
		return head, found, tail
	})
	history, err := a.history(line)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.Err, `Ask as in Discord, for example /who-said who:Trump, or in plain words. Tab completes, "more" shows the next page, "quit" ends.`)
	last, page, shown := "", 1, ""
	for ctx.Err() == nil {
		text, err := line.Prompt("> ")
		if errors.Is(err, io.EOF) || errors.Is(err, liner.ErrPromptAborted) {
			break
		}
		if err != nil {
			return fmt.Errorf("read a question: %w", err)
		}
		switch text = strings.TrimSpace(text); text {
		case "":
			continue
		case "quit", "exit":
			return history()
		case "more":
			if last == "" {
				fmt.Fprintln(a.Err, "There is no answer yet to see more of.")
				continue
			}
			page++
			next := a.answer(ctx, last+" page:"+strconv.Itoa(page), asJSON)
			if next == shown { // the last page stands for those after it
				page--
				fmt.Fprintln(a.Err, "That was the last page.")
				continue
			}
			shown = next
			fmt.Fprint(a.Out, shown)
		default:
			last, page = text, 1
			line.AppendHistory(text)
			shown = a.answer(ctx, text, asJSON)
			fmt.Fprint(a.Out, shown)
		}
	}
	return history()
}

// piped answers the lines of standard input and fails in the end if one of them could not be understood.
func (a *app) piped(ctx context.Context, asJSON bool) error {
	failed := false
	in := bufio.NewScanner(a.In)
	for in.Scan() {
		if text := strings.TrimSpace(in.Text()); text != "" {
			failed = a.once(ctx, a.Out, text, asJSON) != exitDone || failed
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read the questions: %w", err)
	}
	if failed {
		return errReported
	}
	return nil
}

// once answers one question as a command of its own and returns its exit status.
func (a *app) once(ctx context.Context, out io.Writer, text string, asJSON bool) int {
	args := []string{"ask"}
	if asJSON {
		args = append(args, "--json")
	}
	return run(ctx, a.sub(out, append(args, "--", text)...))
}

// answer returns what a question is answered with, "" when it could not be understood, which has been said.
func (a *app) answer(ctx context.Context, text string, asJSON bool) string {
	var b strings.Builder
	a.once(ctx, &b, text, asJSON)
	return b.String()
}

// sub is the console of a command that a runs for its own user.
func (a *app) sub(out io.Writer, args ...string) console {
	c := a.console
	c.Out = out
	if a.data != "" {
		args = append([]string{"--data", a.data}, args...)
	}
	c.Args = args
	return c
}

// history loads the questions of earlier prompts; what it returns saves them.
func (a *app) history(line *liner.State) (save func() error, err error) {
	cfg, err := a.config()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(cfg.Data, "history")
	if f, err := os.Open(path); err == nil {
		_, err := line.ReadHistory(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("read the history: %w; delete %s to go on", err, path)
		}
	}
	return func() error {
		if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
			return fmt.Errorf("keep the history: %w", err)
		}
		var b bytes.Buffer
		if _, err := line.WriteHistory(&b); err != nil {
			return fmt.Errorf("keep the history: %w", err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			return fmt.Errorf("keep the history: %w", err)
		}
		return nil
	}, nil
}

// completeLine completes the word before pos: a command, an option's name, or a value.
func (a *app) completeLine(ctx context.Context, text string, pos int) (head string, found []string, tail string) {
	before := string([]rune(text)[:pos])
	tail = string([]rune(text)[pos:])
	start := wordStart(before)
	head, word := before[:start], before[start:]
	name, value, ok := strings.Cut(word, ":")
	switch {
	case strings.TrimSpace(head) == "":
		for _, c := range bot.Commands() {
			if name := "/" + c.Name; strings.HasPrefix(name, word) {
				found = append(found, name+" ")
			}
		}
	case !ok:
		for _, o := range optionsOf(strings.Fields(head)[0]) {
			if strings.HasPrefix(o.Name, word) {
				found = append(found, o.Name+":")
			}
		}
	default:
		var out bytes.Buffer
		c := a.sub(&out, "complete", "--", name, strings.Trim(value, `"`))
		c.Err = io.Discard // a prompt that can't complete still answers
		if run(ctx, c) != exitDone {
			return head, nil, tail
		}
		for v := range strings.Lines(out.String()) {
			if v = strings.TrimSpace(v); strings.ContainsAny(v, " :") {
				v = `"` + v + `"`
			}
			found = append(found, name+":"+v)
		}
	}
	return head, found, tail
}

// tabStyle lists what begins with word, which stays as far as all agree. Names that only hold it, or resemble it, are offered one after the other: listing them would take
// away what was typed.
func tabStyle(word string, found []string) liner.TabStyle {
	for _, f := range found {
		if !strings.HasPrefix(f, word) {
			return liner.TabCircular
		}
	}
	return liner.TabPrints
}

func optionsOf(command string) []render.Option {
	for _, c := range bot.Commands() {
		if "/"+c.Name == command {
			return c.Options
		}
	}
	return nil
}

// wordStart is where the last word of s begins; spaces inside quotation marks do not part words.
func wordStart(s string) int {
	start, quoted := 0, false
	for i, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			start = i + 1
		}
	}
	return start
}
