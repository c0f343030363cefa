// Command train makes the model of corpus/quote from annotated texts:
//
//	BRIEFBOT_SHARED=… go run ./corpus/quote/train
//
// It reads gold/quotes/train.jsonl.gz of that directory and writes corpus/quote/model/model.bin, byte for byte the same on every run on
// one architecture. The tagger is trained once on everything, and five times on four fifths: ranker and confidence learn from
// documents that their tagger has not seen, since they would trust it too much otherwise.
//
// With -judge it prints how well models do, rules included, on documents that they have not seen (five folds): the honest figures. With
// -held FILE it writes what they find there, as the reference scorer reads it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:], os.Getenv, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string, getenv func(string) string, stderr io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", "corpus/quote/model/model.bin", "where the model goes")
	judged := flags.Bool("judge", false, "print figures of models on texts that they have not seen")
	held := flags.String("held", "", "write what models find in texts that they have not seen to this file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	shared := getenv("BRIEFBOT_SHARED")
	if shared == "" {
		return errors.New("BRIEFBOT_SHARED is not set; want the directory that holds gold/quotes/train.jsonl.gz")
	}
	docs, err := readGold(filepath.Join(shared, "gold", "quotes", "train.jsonl.gz"))
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	t := train(docs, log)
	bytes := t.model.Encode()
	if err := os.WriteFile(*out, bytes, 0o644); err != nil {
		return fmt.Errorf("write the model: %w", err)
	}
	log.Info("model written", "path", *out, "bytes", len(bytes))
	if *judged {
		judge(stderr, docs, t.unseen)
	}
	if *held != "" {
		return write(*held, docs, t.unseen)
	}
	return nil
}
