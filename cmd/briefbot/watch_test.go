package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.org/briefbot/bot/discordtest"
)

// TestServeWatchesADirectory adds, changes, renames and deletes files while the bot runs, and asks it in Discord.
func TestServeWatchesADirectory(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("first.md", "---\npublisher: The Quay\npublished: 2025-06-03\n---\n“We open pier one,” said Mara Lindqvist.\n")
	fake := discordtest.New(t)
	s := serve(t, fake, data, envCorpus+"="+dir)
	until := func(step string, holds func(text string) bool) {
		t.Helper()
		text := ""
		for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
			if text = fake.Slash(t, fake.Home(), "who-said", "who", "Lindqvist").Text(); holds(text) {
				return
			}
		}
		t.Fatalf("%s: the answer is still\n%s", step, text)
	}
	has := func(words ...string) func(string) bool {
		return func(text string) bool {
			for _, w := range words {
				if no, ok := strings.CutPrefix(w, "!"); ok && strings.Contains(text, no) || !ok && !strings.Contains(text, w) {
					return false
				}
			}
			return true
		}
	}
	until("a file that was there", has("pier one"))
	put("second.txt", "OSLO — “We open pier two,” said Mara Lindqvist.\n")
	until("a file added", has("pier one", "pier two"))
	put("second.txt", "OSLO — “We open pier three,” said Mara Lindqvist.\n")
	until("a file changed", has("pier one", "pier three", "!pier two"))
	if err := os.Rename(filepath.Join(dir, "second.txt"), filepath.Join(dir, "renamed.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	put("sub/third.txt", "OSLO — “We open pier four,” said Mara Lindqvist.\n")
	until("a file renamed, one in a new directory", has("pier one", "pier three", "pier four"))
	if err := os.Remove(filepath.Join(dir, "renamed.txt")); err != nil {
		t.Fatal(err)
	}
	until("a file deleted", has("pier one", "!pier three", "pier four"))
	s.stop(t)
	if err := os.Remove(filepath.Join(dir, "first.md")); err != nil {
		t.Fatal(err)
	}
	s = serve(t, fake, data, envCorpus+"="+dir)
	until("a file deleted while nothing ran", has("!pier one", "pier four"))
	s.stop(t)
}
