package corpustest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.org/briefbot/corpus"
)

// gather reads a sequence to its end.
func gather[T any](t *testing.T, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// testNew has documents changed and deleted after they were first stored.
func testNew(t *testing.T, s corpus.Store) {
	for n := range 3 {
		put(t, s, Record(n), true) // changes 1 to 3
	}
	mended := Record(0)
	mended.Extractor = "test 2"
	put(t, s, mended, true) // change 4
	if err := s.Delete(t.Context(), Record(1).ID); err != nil {
		t.Fatal(err) // change 5
	}
	put(t, s, Record(1), true) // change 6
	put(t, s, Record(2), false)
	all := []corpus.Change{{Seq: 1, ID: Record(0).ID}, {Seq: 3, ID: Record(2).ID}, {Seq: 6, ID: Record(1).ID}}
	for seq, want := range map[uint64][]corpus.Change{0: all, 1: all[1:], 2: all[1:], 3: all[2:], 5: all[2:], 6: nil, 1 << 63: nil} {
		if diff := cmp.Diff(want, gather(t, s.New(t.Context(), seq))); diff != "" {
			t.Errorf("new after %d:\n%s", seq, diff)
		}
	}
	if err := s.Delete(t.Context(), Record(2).ID); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]corpus.Change{all[0], all[2]}, gather(t, s.New(t.Context(), 0))); diff != "" {
		t.Errorf("after a deletion:\n%s", diff)
	}
	for _, err := range s.New(t.Context(), 0) {
		if err != nil {
			t.Error(err)
		}
		break // a caller may stop
	}
	testEnded(t, "new", func(ctx context.Context) error { return lastError(s.New(ctx, 0)) })
}

// testFacts has more keys than are read at a time, and prefixes that match letter for letter only.
func testFacts(t *testing.T, s corpus.Store) {
	set := func(key, value string) {
		t.Helper()
		if ok, err := s.Swap(t.Context(), key, "", value); !ok || err != nil {
			t.Fatalf("%s: %v, %v", key, ok, err)
		}
	}
	var many []corpus.Fact
	for n := range 2345 {
		f := corpus.Fact{Key: fmt.Sprintf("many/%04d", n), Value: fmt.Sprint(n)}
		many = append(many, f)
		set(f.Key, f.Value)
	}
	for _, key := range []string{"p", "p/", "p/a", "P/b", "p_c", "pöl/x", "pöl/ÿ", "q"} {
		set(key, "value of "+key)
	}
	keys := func(prefix string) []string {
		var out []string
		for _, f := range gather(t, s.Facts(t.Context(), prefix)) {
			if f.Key < "many" || f.Key > "many0" {
				out = append(out, f.Key)
				if f.Value != "value of "+f.Key {
					t.Errorf("%s is %q", f.Key, f.Value)
				}
			}
		}
		return out
	}
	for prefix, want := range map[string][]string{
		"p/": {"p/", "p/a"}, "p_": {"p_c"}, "pöl/": {"pöl/x", "pöl/ÿ"}, "p%": nil, "none": nil, "q": {"q"},
		"": {"P/b", "p", "p/", "p/a", "p_c", "pöl/x", "pöl/ÿ", "q"},
	} {
		if diff := cmp.Diff(want, keys(prefix)); diff != "" {
			t.Errorf("keys with %q:\n%s", prefix, diff)
		}
	}
	if got := gather(t, s.Facts(t.Context(), "many/")); !slices.Equal(got, many) {
		t.Errorf("%d of %d facts, or in another order", len(got), len(many))
	}
	for _, err := range s.Facts(t.Context(), "many/") {
		if err != nil {
			t.Error(err)
		}
		break
	}
	testEnded(t, "facts", func(ctx context.Context) error { return lastError(s.Facts(ctx, "p")) })
}

func lastError[T any](seq iter.Seq2[T, error]) (last error) {
	for _, err := range seq {
		last = err
	}
	return last
}

// testEnded wants a call with a context that has ended to say so.
func testEnded(t *testing.T, what string, call func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := call(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%s with a context that has ended: %v", what, err)
	}
}
