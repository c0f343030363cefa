package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
)

// execute runs statements on the file at path, past the store.
func execute(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func TestOpenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	want := corpustest.Record(1)
	for _, dsn := range []string{path, "sqlite:" + path, "sqlite://" + path} {
		s := open(t, dsn)
		if _, err := s.Put(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Swap(t.Context(), "key", "", "value"); err != nil {
			t.Fatal(err)
		}
		got, err := s.Get(t.Context(), want.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", dsn, diff)
		}
		if seq, err := s.Last(t.Context()); seq != 1 || err != nil {
			t.Errorf("%s: last is %d, %v", dsn, seq, err)
		}
		if value, err := s.Load(t.Context(), "key"); value != "value" || err != nil {
			t.Errorf("%s: state is %q, %v", dsn, value, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the file is open to others: %v", info.Mode())
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	open(t, at("newer.db")).Close()
	execute(t, at("newer.db"), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (7, 1)`)
	execute(t, at("other.db"), `CREATE TABLE songs (name TEXT)`)
	if err := os.WriteFile(at("text.db"), bytes.Repeat([]byte("not a database\n"), 500), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, dsn, want string }{
		{"newer", at("newer.db"), "written by a newer briefbot (schema 7, this one knows 2): update briefbot"},
		{"other program", at("other.db"), "this is a database of another program; name another file"},
		{"no database", at("text.db"), "this is not a database; name another file"},
		{"directory", dir, "is a directory"},
		{"no directory", at("none/store.db"), "its directory does not exist; make it first"},
		{"PostgreSQL", "postgres://user:secret@host/db", "PostgreSQL is not built in yet; want a file path or sqlite:PATH"},
		{"unknown", "mysql://user:secret@host/db", `unknown kind "mysql"; want a file path or sqlite:PATH`},
		{"options", "sqlite:x.db?mode=ro", "a sqlite: URL takes no options"},
		{"empty", "", "no path; want a file path or sqlite:PATH"},
		{"empty URL", "sqlite:", "no path; want a file path or sqlite:PATH"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Open(t.Context(), c.dsn)
			if err == nil {
				s.Close()
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), c.want) || strings.ContainsAny(err.Error(), "\n\t") {
				t.Errorf("got %q, want one line with %q", err, c.want)
			}
			if filepath.IsAbs(c.dsn) && !strings.Contains(err.Error(), c.dsn) {
				t.Errorf("%q does not name %s", err, c.dsn)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("%q shows the password", err)
			}
		})
	}
}

func TestOpenWithoutPermission(t *testing.T) {
	denied := explainFile(&fs.PathError{Op: "open", Path: "store.db", Err: fs.ErrPermission})
	if want := "no permission to read and write it"; !strings.Contains(denied.Error(), want) {
		t.Errorf("got %q, want %q", denied, want)
	}
	if os.Geteuid() == 0 {
		t.Skip("running as root: every file may be opened")
	}
	path := filepath.Join(t.TempDir(), "store.db")
	if err := os.WriteFile(path, nil, 0o400); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
}

// TestFullDisk limits the size of the file, which SQLite reports as it reports a full disk.
func TestFullDisk(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "store.db"))
	if _, err := s.Put(t.Context(), corpustest.Record(1)); err != nil {
		t.Fatal(err)
	}
	db := s.(*sqlite).write
	if _, err := db.ExecContext(t.Context(), `PRAGMA max_page_count = 20`); err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("The pier is long. ", 20_000)
	big := &corpus.Record{Document: corpus.Document{ID: corpus.NewID("", "", text), Text: text}}
	_, err := s.Put(t.Context(), big)
	if want := "the disk is full; free some space"; err == nil || !strings.Contains(err.Error(), want) {
		t.Fatalf("got %v, want %q", err, want)
	}
	if _, err := s.Get(t.Context(), corpustest.Record(1).ID); err != nil {
		t.Errorf("what was stored is lost: %v", err)
	}
	if _, err := db.ExecContext(t.Context(), `PRAGMA max_page_count = 100000`); err != nil {
		t.Fatal(err)
	}
	if changed, err := s.Put(t.Context(), big); err != nil || !changed {
		t.Errorf("after space was freed: changed %v, %v", changed, err)
	}
	if seq, err := s.Last(t.Context()); seq != 2 || err != nil {
		t.Errorf("the failed change took a number: last is %d, %v", seq, err)
	}
}

// TestTwoProcesses stands for two processes with two stores on one file: each sees what the other commits.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	stores := []corpus.Store{open(t, path), open(t, path)}
	for i := range 20 {
		if _, err := stores[i%2].Put(t.Context(), corpustest.Record(i)); err != nil {
			t.Fatal(err)
		}
		other := stores[1-i%2]
		if _, err := other.Get(t.Context(), corpustest.Record(i).ID); err != nil {
			t.Error(err)
		}
		if seq, err := other.Last(t.Context()); seq != uint64(i+1) || err != nil {
			t.Errorf("last is %d, %v after %d changes", seq, err, i+1)
		}
	}
}

// benchRecord is a document of some 5,000 bytes with annotations of about four times that size.
func benchRecord(n int) *corpus.Record {
	const sentence = "“We keep the pier,” Mara Lindqvist said. "
	head := fmt.Sprintf("Report %d.\n\n", n)
	text := head + strings.Repeat(sentence, 120)
	r := &corpus.Record{Document: corpus.Document{ID: corpus.NewID("", "", text), Kind: corpus.Article, Text: text}, Extractor: "bench"}
	for i := range 120 {
		s := corpus.Span{Start: len(head) + i*len(sentence), End: len(head) + (i+1)*len(sentence)}
		r.Sentences = append(r.Sentences, s)
		r.Attributions = append(r.Attributions, corpus.Attribution{
			Content: []corpus.Span{s}, Mode: corpus.Direct, Speaker: "Mara Lindqvist", Entity: corpus.None, Confidence: 0.9,
		})
	}
	return r
}

func BenchmarkPut(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "store.db"))
	n := 0
	for b.Loop() {
		if _, err := s.Put(b.Context(), benchRecord(n)); err != nil {
			b.Fatal(err)
		}
		n++
	}
}

func BenchmarkPutAll100(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "store.db")).(*sqlite)
	n := 0
	for b.Loop() {
		batch := make([]*corpus.Record, 100)
		for i := range batch {
			batch[i] = benchRecord(n)
			n++
		}
		if _, err := s.PutAll(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	s := open(b, filepath.Join(b.TempDir(), "store.db"))
	r := benchRecord(1)
	if _, err := s.Put(b.Context(), r); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Get(b.Context(), r.ID); err != nil {
			b.Fatal(err)
		}
	}
}

// TestUpgrade opens a file of the first schema: what it holds is new since the number that it has in the feed.
func TestUpgrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	s := open(t, path)
	for n := range 2 {
		if _, err := s.Put(t.Context(), corpustest.Record(n)); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	execute(t, path, `DROP INDEX documents_first`, `ALTER TABLE documents DROP COLUMN first`, `DELETE FROM goose_db_version WHERE version_id = 2`)
	s = open(t, path)
	var got []corpus.Change
	for c, err := range s.New(t.Context(), 1) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c)
	}
	if diff := cmp.Diff([]corpus.Change{{Seq: 2, ID: corpustest.Record(1).ID}}, got); diff != "" {
		t.Error(diff)
	}
}
