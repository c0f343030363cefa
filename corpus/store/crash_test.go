package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
	"example.org/briefbot/corpus/corpustest"
)

// The environment turns the test binary into the process that is killed.
const (
	crashPath  = "STORE_CRASH_PATH"
	crashFirst = "STORE_CRASH_FIRST"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(crashPath); path != "" {
		if err := writeUntilKilled(context.Background(), path, os.Getenv(crashFirst)); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1) // it never ends by itself
	}
	os.Exit(m.Run())
}

// writeUntilKilled stores records from the number first on and prints the number of each that was committed.
func writeUntilKilled(ctx context.Context, path, first string) error {
	s, err := Open(ctx, path)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	failed := make(chan error)
	var mu sync.Mutex
	for w := range 3 {
		go func() {
			for i := n + w; ; i += 3 {
				if _, err := s.Put(ctx, corpustest.Record(i)); err != nil {
					failed <- err
					return
				}
				mu.Lock()
				fmt.Println(i)
				mu.Unlock()
			}
		}()
	}
	return <-failed
}

// TestKill kills a writing process without warning, several times on one file. Every commit that it had told of is there, and the
// feed lacks no number.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	committed := map[int]bool{}
	for round := range 3 {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), crashPath+"="+path, crashFirst+"="+strconv.Itoa(round*100_000))
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		told := 0
		for lines := bufio.NewScanner(out); lines.Scan(); told++ {
			n, err := strconv.Atoi(lines.Text())
			if err != nil {
				break // the line that was being written
			}
			committed[n] = true
			if told == 20+7*round {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := cmd.Wait(); err == nil || told < 20 {
			t.Fatalf("round %d: ended after %d commits with %v", round, told, err)
		}
		checkAfterKill(t, path, committed)
	}
}

func checkAfterKill(t *testing.T, path string, committed map[int]bool) {
	t.Helper()
	s := open(t, path)
	defer s.Close()
	for n := range committed {
		want := corpustest.Record(n)
		got, err := s.Get(t.Context(), want.ID)
		if err != nil {
			t.Errorf("committed record %d: %v", n, err)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("committed record %d:\n%s", n, diff)
		}
	}
	next := uint64(1)
	fed := map[corpus.ID]bool{}
	for c, err := range s.Since(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Seq != next || c.Deleted || fed[c.ID] {
			t.Fatalf("feed: got %+v, want number %d of a new document", c, next)
		}
		next, fed[c.ID] = next+1, true
		if _, err := s.Get(t.Context(), c.ID); err != nil {
			t.Errorf("change %d: %v", c.Seq, err)
		}
	}
	for n := range committed {
		if !fed[corpustest.Record(n).ID] {
			t.Errorf("committed record %d is not in the feed", n)
		}
	}
}
