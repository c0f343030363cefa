package main

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.org/briefbot/corpus/quote/model"
)

// invented makes n annotated documents: sentences in which invented people say invented things.
func invented(n int) []*document {
	people := []string{"Mara Lindqvist", "the mayor", "Officials", "Tomas Orwell", "she", "The harbour board"}
	cues := []string{"said", "told reporters", "announced", "warned", "added"}
	contents := []string{"that the bridge would close", `"the bridge is unsafe"`, "the works had cost too much", "that nobody was asked"}
	others := []string{"The bridge was built in 1911.", "It rained all day in Eastport.", "Nothing was repaired for years."}
	var docs []*document
	for k := range n {
		var b strings.Builder
		var line goldLine
		line.ID = fmt.Sprint(k)
		for s := range 6 {
			put := func(text string) pairs {
				from := len([]rune(b.String()))
				b.WriteString(text)
				return pairs{{from, from + len([]rune(text))}}
			}
			if (k+s)%3 == 0 {
				put(others[(k+s/2)%len(others)])
			} else {
				a := goldLineAttribution{Speech: true}
				a.Source = put(people[(k*5+s)%len(people)])
				put(" ")
				a.Cue = put(cues[(k*3+s*2)%len(cues)])
				put(" ")
				a.Content = put(contents[(k+s*3)%len(contents)])
				put(".")
				line.Attributions = append(line.Attributions, a)
			}
			put([]string{" ", "\n\n"}[s%2])
		}
		line.Text = b.String()
		docs = append(docs, newDocument(&line))
	}
	return docs
}

// TestTrain trains on invented documents twice. The models must be the same to the byte, and find who says what in a document
// that they have not seen.
func TestTrain(t *testing.T) {
	quiet := slog.New(slog.DiscardHandler)
	first := train(invented(40), quiet)
	a, b := first.model.Encode(), train(invented(40), quiet).model.Encode()
	if !bytes.Equal(a, b) {
		t.Errorf("two trainings on the same documents give other models: %d and %d bytes", len(a), len(b))
	}
	m, err := model.Decode(a)
	if err != nil {
		t.Fatal(err)
	}
	f := newFigures(0)
	for _, d := range invented(46)[40:] {
		f.add(d, d.find(m))
	}
	if got := f.kinds["all"]; share(2*got.right, got.gold+got.found) < 80 {
		t.Errorf("of %d reports in invented texts %d are found, %d are right", got.gold, got.found, got.right)
	}
	var out bytes.Buffer
	judge(&out, invented(5), first.unseen)
	if n := strings.Count(out.String(), "indirect"); n != 3 {
		t.Errorf("figures for %d confidences, want 3:\n%s", n, &out)
	}
}

// TestVocabulary keeps a feature that three documents hold, and none that two hold, however often.
func TestVocabulary(t *testing.T) {
	v := newVocabulary(4, func(visit func(doc int, fs []model.Feature)) {
		for doc := range 3 {
			visit(doc, []model.Feature{1, 1})
			if doc > 0 {
				visit(doc, []model.Feature{2, 2, 2, 2, 2})
			}
			visit(doc, []model.Feature{3})
		}
	})
	if len(v.names) != 1 || v.names[0] != 1 {
		t.Errorf("kept %v, want feature 1 only", v.names)
	}
}

// shared returns the annotated training texts.
func shared(t *testing.T) []*document {
	t.Helper()
	dir := os.Getenv("BRIEFBOT_SHARED")
	if dir == "" {
		t.Skip("BRIEFBOT_SHARED not set: no training texts")
	}
	docs, err := readGold(filepath.Join(dir, "gold", "quotes", "train.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range docs {
		d.fold = i % folds
	}
	return docs
}

// TestModelHoldsNoText checks the built-in model against the texts it was trained on: every feature of the tagger and every word
// of the lexicon stands in three documents or more, so no wording and no name of one text can be had back.
func TestModelHoldsNoText(t *testing.T) {
	docs := shared(t)
	without, _ := lexicons(docs)
	kept := map[model.Feature]*sighting{}
	for _, f := range model.Load().Tagger.Weights.Features() {
		kept[f] = &sighting{}
	}
	words := map[string]*sighting{} // and stems, behind a tilde
	for n, d := range docs {
		f := model.NewFeaturer(d.view, without[d.fold])
		for i, w := range d.view.Low {
			for _, x := range f.Token(i) {
				if s := kept[x]; s != nil {
					s.see(int32(n))
				}
			}
			for _, w := range []string{w, "~" + model.Stem(w)} {
				if words[w] == nil {
					words[w] = &sighting{}
				}
				words[w].see(int32(n))
			}
		}
	}
	for f, s := range kept {
		if s.texts < leastTexts {
			t.Errorf("feature %08x stands in %d texts", f, s.texts)
		}
	}
	lexicon, found := model.Load().Lexicon, 0
	for w, s := range words {
		in := false
		if stem, ok := strings.CutPrefix(w, "~"); ok {
			in = lexicon.HasStem(stem)
		} else {
			in = lexicon.Has(w)
		}
		if !in {
			continue
		}
		found++
		if s.texts < leastTexts {
			t.Errorf("a word of the lexicon stands in %d texts", s.texts)
		}
	}
	if len(kept) == 0 || found < lexicon.Len()*9/10 {
		t.Errorf("%d features, %d of %d words of the lexicon seen: the test is blind", len(kept), found, lexicon.Len())
	}
}

// TestRunWithoutData says what is missing.
func TestRunWithoutData(t *testing.T) {
	err := run(nil, func(string) string { return "" }, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "BRIEFBOT_SHARED") {
		t.Errorf("error %v, want one that names BRIEFBOT_SHARED", err)
	}
}
