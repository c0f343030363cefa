//go:build unix

package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFilesPassOverPipes: nobody may ever write into a pipe that lies in a directory. A link counts as what it leads to.
func TestFilesPassOverPipes(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, err := range []error{
		os.WriteFile(at("a.txt"), []byte("One."), 0o600), syscall.Mkfifo(at("b.txt"), 0o600), os.Symlink("b.txt", at("c.txt")), os.Symlink("a.txt", at("d.txt")),
		os.Symlink(".", at("e.txt")), os.Symlink("nowhere", at("f.txt")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for d, err := range Files(t.Context(), dir, Meta{}) {
		if err != nil {
			got = append(got, strings.TrimPrefix(err.Error(), dir+string(filepath.Separator)))
			continue
		}
		got = append(got, d.Title)
	}
	if strings.Join(got, "|") != "a|d|f.txt: there is no such file or directory" {
		t.Errorf("%q", got)
	}
}
