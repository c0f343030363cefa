package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/briefbot/corpus/corpustest"
)

// TestBackup backs up while records are written: the copy holds what had been stored before, whole, and is a store.
func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "store.db"))
	const before = 40
	for i := range before {
		if _, err := s.Put(t.Context(), corpustest.Record(i)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Swap(t.Context(), "key", "", "value"); err != nil {
		t.Fatal(err)
	}
	written := make(chan error)
	go func() {
		defer close(written)
		for i := before; i < 4*before; i++ {
			if _, err := s.Put(t.Context(), corpustest.Record(i)); err != nil {
				written <- err
				return
			}
		}
	}()
	copied := filepath.Join(dir, "a b%20?#.backup")
	if err := Backup(t.Context(), s, copied); err != nil {
		t.Fatal(err)
	}
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	c, err := Inspect(t.Context(), copied)
	if err != nil || c.Documents < before || c.Facts != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	info, err := os.Stat(copied)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
	again := open(t, copied)
	got, err := again.Get(t.Context(), corpustest.Record(before-1).ID)
	if err != nil || got.Text != corpustest.Record(before-1).Text {
		t.Errorf("%+v, %v", got, err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if same, err := Inspect(t.Context(), copied); err != nil || same != c {
		t.Errorf("opening it changed it: %+v, %v, want %+v", same, err, c)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".briefbot-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// TestInspectTellsApart: equal contents have equal digests, others have not.
func TestInspectTellsApart(t *testing.T) {
	seen := map[string]string{}
	for name, do := range map[string]func(path string){
		"a":       func(path string) { fill(t, path, 1, 2) },
		"also a":  func(path string) { fill(t, path, 2, 1) },
		"less":    func(path string) { fill(t, path, 1) },
		"other":   func(path string) { fill(t, path, 1, 3) },
		"changed": func(path string) { fill(t, path, 1, 2); execute(t, path, `UPDATE documents SET title = title || '.'`) },
	} {
		path := filepath.Join(t.TempDir(), "store.db")
		do(path)
		c, err := Inspect(t.Context(), path)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		seen[name] = c.Digest
	}
	if seen["a"] != seen["also a"] {
		t.Error("the order of storing shows")
	}
	for _, name := range []string{"less", "other", "changed"} {
		if seen[name] == seen["a"] {
			t.Errorf("%s is taken for the same", name)
		}
	}
}

func fill(t *testing.T, path string, records ...int) {
	t.Helper()
	s := open(t, path)
	for _, i := range records {
		if _, err := s.Put(t.Context(), corpustest.Record(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestBackupRefuses(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "store.db")
	fill(t, path, 1, 2, 3, 4, 5, 6, 7, 8)
	s := open(t, path)
	if err := Backup(t.Context(), s, path); err == nil || !strings.Contains(err.Error(), "it is there already") {
		t.Errorf("over itself: %v", err)
	}
	if err := Backup(t.Context(), s, filepath.Join(dir, "no", "where")); err == nil || !strings.Contains(err.Error(), "its directory does not exist") {
		t.Errorf("nowhere: %v", err)
	}
	if err := Backup(t.Context(), Memory(), filepath.Join(dir, "x")); !errors.Is(err, ErrNoBackup) {
		t.Errorf("of memory: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < 8*4096; i++ {
		data[i] = 'x' // the tables' first pages
	}
	damaged, text := filepath.Join(dir, "damaged.db"), filepath.Join(dir, "text.db")
	if err := errors.Join(os.WriteFile(damaged, data, 0o600), os.WriteFile(text, []byte("These are words, and no store."), 0o600)); err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]string{damaged: "the file is damaged", text: "this is not a database", filepath.Join(dir, "none"): "no such file"} {
		if _, err := Inspect(t.Context(), p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", p, err, want)
		}
	}
	if _, err := Open(t.Context(), damaged); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a damaged file is opened: %v", err)
	}
}
