package picture

import (
	"fmt"
	"io"
	"testing"
)

func BenchmarkTimeline(b *testing.B) {
	for _, n := range []int{6, 15, 40} {
		entries := sample(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if err := Timeline(io.Discard, entries, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
