package main

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/peterh/liner"
)

// prompted is an app over an empty store, which the starter corpus answers for.
func prompted(t *testing.T, env map[string]string) *app {
	t.Helper()
	data := t.TempDir()
	return &app{console: console{
		Dir: data, In: strings.NewReader(""), Out: io.Discard, Err: os.Stderr,
		Env: func(name string) (string, bool) {
			if name == envData {
				return data, true
			}
			v, ok := env[name]
			return v, ok
		},
		Terminal: terminal{In: true, Out: true, Width: 80},
	}}
}

func TestCompleteLine(t *testing.T) {
	a := prompted(t, nil)
	for _, c := range []struct{ before, head, offered string }{
		{"", "", "/who-said "},
		{"/tim", "", "/timeline "},
		{" /tim", " ", "/timeline "},
		{"  ", "  ", "/demand "},
		{"/who-said ab", "/who-said ", "about:"},
		{"/who-said who:trum", "/who-said ", `who:"Donald Trump"`},
		{`/who-said who:"donald tr`, "/who-said ", `who:"Donald Trump"`},
		{"/nothing wh", "/nothing ", ""},
		{"who demanded ", "who demanded ", ""},
	} {
		head, found, tail := a.completeLine(t.Context(), c.before+" x", len([]rune(c.before)))
		if head != c.head || tail != " x" || (c.offered != "" || len(found) > 0) && !slices.Contains(found, c.offered) {
			t.Errorf("%q: %q, %q, %q; want %q among them", c.before, head, found, tail, c.offered)
		}
	}
}

func TestTabStyle(t *testing.T) {
	for _, c := range []struct {
		word  string
		found []string
		want  liner.TabStyle
	}{
		{"/s", []string{"/search ", "/sources "}, liner.TabPrints},
		{"who:", []string{"who:Trump", `who:"Steve Witkoff"`}, liner.TabPrints},
		{"who:put", []string{`who:"Vladimir Putin"`, `who:"the Kremlin"`}, liner.TabCircular},
	} {
		if got := tabStyle(c.word, c.found); got != c.want {
			t.Errorf("%q, %q: style %d, want %d", c.word, c.found, got, c.want)
		}
	}
}

func TestColour(t *testing.T) {
	for _, c := range []struct {
		env      map[string]string
		terminal bool
		want     bool
	}{
		{nil, true, true},
		{nil, false, false},
		{map[string]string{"NO_COLOR": "1"}, true, false},
		{map[string]string{"TERM": "dumb"}, true, false},
		{map[string]string{"NO_COLOR": ""}, true, true}, // https://no-color.org: when present and not empty
	} {
		a := prompted(t, c.env)
		a.Terminal.Out = c.terminal
		if got := a.colour(); got != c.want {
			t.Errorf("%v at a terminal: %v: %v", c.env, c.terminal, got)
		}
	}
}
