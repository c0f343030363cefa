package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/briefbot/bot/discordtest"
)

// TestBackupOfALiveBot backs up through the running server, and restores into an empty directory, which answers alike.
func TestBackupOfALiveBot(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	article := filepath.Join(dir, "harbour.txt")
	if err := os.WriteFile(article, []byte(quotations(3)), 0o600); err != nil {
		t.Fatal(err)
	}
	fake := discordtest.New(t)
	s := serve(t, fake, data)
	says(t, data, "import", article, "--publisher", "The Quay", "--published", "2025-06-03")
	says(t, data, "note", "add", "The harbour master is on leave.")
	file := filepath.Join(dir, "live.backup")
	if out := says(t, data, "backup", file); !strings.HasPrefix(out, "Backed up 2 documents and ") {
		t.Errorf("backup says %q", out)
	}
	if out, err := program(t.Context(), t, data, nil, "restore", file).CombinedOutput(); err == nil || !strings.Contains(string(out), "a running server uses") {
		t.Errorf("restore over a running server: %v\n%s", err, out)
	}
	answers := map[string]string{}
	for _, q := range []string{"/who-said who:Lindqvist", "/sources", "/search harbour"} {
		answers[q] = says(t, data, "ask", q, "--json")
	}
	s.stop(t)

	restored := filepath.Join(t.TempDir(), "new")
	if out := says(t, restored, "restore", file, "--verify"); !strings.HasSuffix(out, "and found the same as in the backup.\n") {
		t.Errorf("restore says %q", out)
	}
	for q, want := range answers {
		if got := says(t, restored, "ask", q, "--json"); got != want {
			t.Errorf("%s: the restored directory answers\n%s\nwant\n%s", q, got, want)
		}
	}
	serve(t, fake, restored).stop(t)
}
