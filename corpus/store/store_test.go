package store

import (
	"path/filepath"
	"testing"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
)

func TestMemory(t *testing.T) {
	corpustest.TestStore(t, func(*testing.T) corpus.Store { return Memory() })
}

func TestSQLite(t *testing.T) {
	corpustest.TestStore(t, func(t *testing.T) corpus.Store { return open(t, filepath.Join(t.TempDir(), "a b%20?#.db")) })
}

// open opens the store at path and closes it at the end of the test, if the test has not.
func open(t testing.TB, path string) corpus.Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
