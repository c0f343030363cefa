// Command newsfiles writes invented articles as text files, the same for the same seed: to try and time imports.
//
//	go run ./corpus/corpustest/newsfiles -n 10000 -seed 1 DIRECTORY
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"example.org/briefbot/corpus/corpustest"
)

func main() {
	n := flag.Int("n", 10_000, "articles")
	seed := flag.Uint64("seed", 1, "of the generator")
	flag.Parse()
	if err := run(*n, *seed, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "newsfiles:", err)
		os.Exit(1)
	}
}

func run(n int, seed uint64, dir string) error {
	if dir == "" {
		return fmt.Errorf("which directory? newsfiles -n %d DIRECTORY", n)
	}
	news := corpustest.NewNews(seed)
	for i := range n {
		r := news.Next()
		sub := filepath.Join(dir, fmt.Sprintf("%02d", i%100))
		if err := os.MkdirAll(sub, 0o750); err != nil {
			return err
		}
		head := fmt.Sprintf("---\ntitle: %q\npublisher: %q\npublished: %s\n---\n", r.Title, r.Publisher, r.Published.Format(time.DateOnly))
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%06d.txt", i)), []byte(head+r.Text), 0o600); err != nil {
			return err
		}
	}
	return nil
}
