package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// program is the real binary, in a process of its own. testscript has put it into the path.
func program(ctx context.Context, t *testing.T, data string, env []string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath("briefbot")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(clean(os.Environ()), append([]string{envData + "=" + data}, env...)...)
	return cmd
}

// clean takes the variables away that the program reads.
func clean(env []string) []string {
	for _, v := range []string{envData, envToken, envTokenFile, envDatabase, envAPIURL, envAppID, envGuildID, envHTTP, envLog, envCorpus, envFetch, "STATE_DIRECTORY"} {
		env = unset(env, v)
	}
	return env
}

// says runs the program to its end and returns what it wrote to standard output.
func says(t *testing.T, data string, args ...string) string {
	t.Helper()
	cmd := program(t.Context(), t, data, nil, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("briefbot %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}

// journal is the standard error of a process that is still running.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}
