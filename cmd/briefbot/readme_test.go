package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"example.org/briefbot/bot"
)

// The answer that the README shows is the one that the program gives.
func TestReadmeShowsTheRealAnswer(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile("(?s)```console\n\\$ briefbot ask '([^']+)'\n(.*?)```").FindStringSubmatch(string(b))
	if m == nil {
		t.Fatal("the README shows no question with its answer")
	}
	var out, errs bytes.Buffer
	home := t.TempDir()
	status := run(t.Context(), console{
		Args: []string{"--data", home, "ask", m[1]}, Dir: home, Env: func(string) (string, bool) { return "", false },
		In: strings.NewReader(""), Out: &out, Err: &errs,
	})
	if status != exitDone || out.String() != m[2] {
		t.Errorf("status %d, %s\ngot:\n%s\nthe README has:\n%s", status, errs.String(), out.String(), m[2])
	}
}

// The invitation that the README shows asks for what the bot asks for.
func TestReadmeShowsTheInvitation(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := bot.Invitation("APPLICATION_ID"); !strings.Contains(string(b), "`"+want+"`") {
		t.Errorf("the README does not show %s", want)
	}
}
