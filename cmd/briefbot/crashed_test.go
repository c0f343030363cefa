package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"syscall"

	"example.org/briefbot/corpus"
)

// The environment tells the program under test to kill itself at a write of a digest's record: "2 before" is before the second one, "2 after" after it, "0 before"
// at none. Each write is told on standard error.
const envKill = "BRIEFBOT_TEST_KILL"

// underTest is the program as tests run it.
func underTest() {
	os.Exit(process(func(s corpus.Store) corpus.Store {
		k := &killing{Store: s}
		if _, err := fmt.Sscan(os.Getenv(envKill), &k.at, &k.when); err != nil {
			return s
		}
		return k
	}))
}

// killing is a store that kills its process, without warning.
type killing struct {
	corpus.Store
	at   int64
	when string
	n    atomic.Int64
}

func (k *killing) Swap(ctx context.Context, key, old, value string) (bool, error) {
	if !strings.HasPrefix(key, "digest/") {
		return k.Store.Swap(ctx, key, old, value)
	}
	n := k.n.Add(1)
	here := n == k.at
	fmt.Fprintln(os.Stderr, wrote, n)
	if here && k.when == "before" {
		die()
	}
	done, err := k.Store.Swap(ctx, key, old, value)
	if here {
		die()
	}
	return done, err
}

const wrote = "under test: a digest's record is written:"

func die() {
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {} // it takes a moment
}
