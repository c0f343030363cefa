package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An import that is killed keeps every document that it has named, and going on with it gives what an import that was
// never killed gives.
func TestImportSurvivesAKill(t *testing.T) {
	articles := t.TempDir()
	for i := range 40 {
		text := fmt.Sprintf("Harbour notes %d\n\nThe pier was inspected on 3 June 2025.\n\n“Pier %d is sound,” said Mara Lindqvist.\n", i, i)
		if err := os.WriteFile(filepath.Join(articles, fmt.Sprintf("%02d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole := t.TempDir()
	says(t, whole, "import", articles)
	want := says(t, whole, "ask", "--json", "/who-said who:Lindqvist")

	data := t.TempDir()
	cmd := program(t.Context(), t, data, nil, "import", articles)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var named []string
	for in := bufio.NewScanner(out); len(named) < 3 && in.Scan(); {
		if title, ok := strings.CutPrefix(in.Text(), "Imported "); ok {
			named = append(named, title[:strings.Index(title, " (")])
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	if len(named) < 3 {
		t.Fatalf("the import named only %q", named)
	}
	sources := says(t, data, "ask", "--json", "/sources")
	if !strings.Contains(sources, `"documents":`) {
		t.Fatalf("no count of documents in %s", sources)
	}
	again := says(t, data, "import", articles)
	for _, title := range named {
		if !strings.Contains(again, "Already there: "+title) {
			t.Errorf("%s was named before the kill and is not there after it:\n%s", title, again)
		}
	}
	if got := says(t, data, "ask", "--json", "/who-said who:Lindqvist"); got != want {
		t.Errorf("after the kill and another import:\n%s\nwant:\n%s", got, want)
	}
}
