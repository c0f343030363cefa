// Command train makes the model of corpus/quote from annotated texts:
//
//	BRIEFBOT_SHARED=… go run ./corpus/quote/train
//
// It reads gold/quotes/train.jsonl.gz of that directory and writes corpus/quote/model/model.bin, byte for byte the same on every run on
// one architecture. The tagger is trained once on everything, and five times on four fifths: ranker and confidence learn from
// documents that their tagger has not seen, since they would trust it too much otherwise.
//
// With -held FILE it also writes what every document's attributions are when ranker and confidence have not seen it either, as the
// scorer reads it: the honest figures. With -texts FILE it writes what the final model finds in another annotated file to -found FILE.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"example.org/briefbot/corpus/quote/model"
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
	held := flags.String("held", "", "write held-out attributions of the training texts to this file")
	texts := flags.String("texts", "", "annotated texts to run the model over")
	found := flags.String("found", "", "write what is found in -texts to this file")
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
	if *held != "" {
		if err := write(*held, t.docs, t.held); err != nil {
			return err
		}
	}
	if *texts == "" {
		return nil
	}
	return annotate(*texts, *found, bytes)
}

// annotate writes what the model, as it was stored, finds in the texts at path.
func annotate(path, out string, bytes []byte) error {
	docs, err := readGold(path)
	if err != nil {
		return err
	}
	m, err := model.Decode(bytes)
	if err != nil {
		return err
	}
	return write(out, docs, func(d *document) []model.Report { return m.Find(d.view) })
}
